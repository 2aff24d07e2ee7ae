//! A coding sheet that somebody filled in: one row a contribution, with the theme they found.
//!
//! Headings are `contribution` and `theme`; the sheet `about` names the run. A row without a theme was not
//! coded and is counted.

use crate::{IntakeError, Source, filled_sheet};

/// A coding sheet that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodingSheet {
    /// The run whose contributions were coded, where the sheet says so.
    pub run: Option<u64>,
    /// The themes offered are top themes; otherwise leaf themes.
    pub top: bool,
    /// Rows with a theme, in their order.
    pub codings: Vec<Coding>,
    /// Rows without one.
    pub empty: usize,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coding {
    /// Row of the sheet, from 1.
    pub row: usize,
    /// What stands under `contribution`.
    pub contribution: String,
    /// What stands under `theme`.
    pub theme: String,
}

/// Reads a filled coding sheet.
///
/// # Errors
/// When the file is no workbook, breaks the limits of one, or no sheet has the headings.
pub fn read(mut source: Source) -> Result<CodingSheet, IntakeError> {
    let filled = filled_sheet::read(&mut source, "a coding sheet", &["contribution", "theme"])?;
    let mut sheet = CodingSheet {
        run: filled.about.get("run").and_then(|number| number.parse().ok()),
        top: filled.about.get("themes").is_some_and(|level| level == "top"),
        ..CodingSheet::default()
    };
    for (row, cells) in filled.rows {
        let Ok([contribution, theme]) = <[String; 2]>::try_from(cells) else { continue };
        match (contribution.is_empty(), theme.is_empty()) {
            (true, true) => {}
            (false, true) => sheet.empty += 1,
            (_, false) => sheet.codings.push(Coding { row, contribution, theme }),
        }
    }
    Ok(sheet)
}
