//! The response table that an office filled in: one row a theme, with disposition, reason and clause.
//!
//! Only the headings matter: `theme`, `disposition`, `reason` and `clause`, in any order and on any sheet; a
//! sheet `about` may name the run. A row without a disposition is not answered yet and is counted.

use std::io::Read;

use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook_from_rs};

use crate::{IntakeError, Source};

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
pub fn read(mut source: Source) -> Result<ResponseTable, IntakeError> {
    let path = source.path().to_owned();
    crate::archive::check(&mut source)?;
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes).map_err(IntakeError::io(&path))?;
    let damaged = |cause: calamine::XlsxError| IntakeError::DamagedWorkbook {
        path: path.clone(),
        cause: cause.to_string(),
    };
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).map_err(damaged)?;
    let mut table = ResponseTable::default();
    let mut found = false;
    for (name, sheet) in book.worksheets() {
        if name == "about" {
            table.run = run_of(&sheet);
        } else if let Some(columns) = Columns::of(&sheet) {
            found = true;
            take_rows(&sheet, &columns, &mut table);
        }
    }
    if !found {
        return Err(IntakeError::NoSuchColumn {
            path,
            what: "the response table".to_owned(),
            wanted: "disposition".to_owned(),
            columns: Vec::new(),
        });
    }
    Ok(table)
}

struct Columns {
    theme: usize,
    disposition: usize,
    reason: usize,
    clause: usize,
}

impl Columns {
    fn of(sheet: &Range<Data>) -> Option<Columns> {
        let header: Vec<String> =
            sheet.rows().next()?.iter().map(|cell| text(cell).to_lowercase()).collect();
        let at = |name: &str| header.iter().position(|cell| cell == name);
        Some(Columns {
            theme: at("theme")?,
            disposition: at("disposition")?,
            reason: at("reason")?,
            clause: at("clause")?,
        })
    }
}

fn take_rows(sheet: &Range<Data>, columns: &Columns, table: &mut ResponseTable) {
    let first = sheet.start().map_or(0, |(row, _)| row as usize);
    for (number, cells) in sheet.rows().enumerate().skip(1) {
        let cell = |at: usize| cells.get(at).map(text).unwrap_or_default();
        let response = Response {
            row: first + number + 1,
            theme: cell(columns.theme),
            disposition: cell(columns.disposition),
            reason: cell(columns.reason),
            clause: cell(columns.clause),
        };
        match (response.theme.is_empty(), response.disposition.is_empty()) {
            (true, true) => {}
            (false, true) => table.empty += 1,
            (_, false) => table.responses.push(response),
        }
    }
}

fn run_of(sheet: &Range<Data>) -> Option<u64> {
    let row = sheet.rows().find(|row| row.first().is_some_and(|cell| text(cell) == "run"))?;
    text(row.get(1)?).parse().ok()
}

/// A cell as text. A clause such as 2.3 may have been turned into a number by the spreadsheet.
fn text(cell: &Data) -> String {
    cell.as_string().unwrap_or_default().trim().to_owned()
}
