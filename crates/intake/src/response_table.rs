//! The response table that an office filled in: one row a theme, with disposition, reason and clause.
//!
//! Only the headings matter: `theme`, `disposition`, `reason` and `clause`, in any order and on any sheet; a
//! sheet `about` may name the run. A row without a disposition is not answered yet and is counted.

use crate::{IntakeError, Source, filled_sheet};

/// A response table that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseTable {
    /// The run whose themes it answers, where it says so.
    pub run: Option<u64>,
    /// Rows with a disposition, in their order.
    pub responses: Vec<Response>,
    /// Rows without one.
    pub empty: usize,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Row of the sheet, from 1.
    pub row: usize,
    /// The theme's number.
    pub theme: String,
    /// What stands under `disposition`.
    pub disposition: String,
    /// What stands under `reason`.
    pub reason: String,
    /// What stands under `clause`.
    pub clause: String,
}

/// Reads a filled response table.
///
/// # Errors
/// When the file is no workbook, breaks the limits of one, or no sheet has the headings.
pub fn read(source: Source) -> Result<ResponseTable, IntakeError> {
    let headings = ["theme", "reason", "clause", "disposition"];
    let filled = filled_sheet::read(source, "the response table", &headings)?;
    let run = filled.about.get("run").and_then(|number| number.parse().ok());
    let mut table = ResponseTable { run, ..ResponseTable::default() };
    for (row, cells) in filled.rows {
        let Ok([theme, reason, clause, disposition]) = <[String; 4]>::try_from(cells) else {
            continue;
        };
        match (theme.is_empty(), disposition.is_empty()) {
            (true, true) => {}
            (false, true) => table.empty += 1,
            (_, false) => {
                table.responses.push(Response { row, theme, disposition, reason, clause });
            }
        }
    }
    Ok(table)
}
