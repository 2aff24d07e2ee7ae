//! The response table that an office filled in: one row a theme, with disposition, reason and clause; on
//! another sheet one row a contribution that is answered by itself.
//!
//! Only the headings matter: `theme` or `contribution`, `disposition`, `reason` and `clause`, in any order
//! and on any sheet; a sheet `about` may name the run. A row without a disposition is not answered yet
//! and is counted.

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
    /// The theme's number; empty where a contribution is answered.
    pub theme: String,
    /// The contribution's number; empty where a theme is answered.
    pub contribution: String,
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
pub fn read(mut source: Source) -> Result<ResponseTable, IntakeError> {
    let (what, rest) = ("the response table", ["reason", "clause", "disposition"]);
    let [reason, clause, disposition] = rest;
    let themes = filled_sheet::read(&mut source, what, &["theme", reason, clause, disposition])?;
    let single = ["contribution", reason, clause, disposition];
    let single = match filled_sheet::read(&mut source, what, &single) {
        Err(IntakeError::NoSuchColumn { .. }) => Vec::new(),
        single => single?.rows,
    };
    let run = themes.about.get("run").and_then(|number| number.parse().ok());
    let mut table = ResponseTable { run, ..ResponseTable::default() };
    for (row, cells) in themes.rows {
        table.take(row, cells, true);
    }
    for (row, cells) in single {
        table.take(row, cells, false);
    }
    Ok(table)
}

impl ResponseTable {
    fn take(&mut self, row: usize, cells: Vec<String>, is_theme: bool) {
        let Ok([subject, reason, clause, disposition]) = <[String; 4]>::try_from(cells) else {
            return;
        };
        match (subject.is_empty(), disposition.is_empty()) {
            (true, true) => {}
            (false, true) => self.empty += 1,
            (_, false) => {
                let (theme, contribution) = match is_theme {
                    true => (subject, String::new()),
                    false => (String::new(), subject),
                };
                self.responses.push(Response {
                    row,
                    theme,
                    contribution,
                    disposition,
                    reason,
                    clause,
                });
            }
        }
    }
}
