//! A workbook that people filled in: rows below known headings, on any sheet, and a sheet `about`.

use std::collections::BTreeMap;

use calamine::{Data, DataType, Range, Reader};

use crate::{IntakeError, Source, xlsx};

/// What was filled in.
pub(crate) struct FilledSheet {
    /// The first two columns of the sheet `about`.
    pub(crate) about: BTreeMap<String, String>,
    /// Row of the sheet, from 1, and its cells in the order of the headings asked for.
    pub(crate) rows: Vec<(usize, Vec<String>)>,
}

/// Reads the sheets that have every heading, in any order and any case; `what` names such a file.
pub(crate) fn read(
    source: &mut Source,
    what: &str,
    headings: &[&str],
) -> Result<FilledSheet, IntakeError> {
    let path = source.path().to_owned();
    let mut book = xlsx::open(source)?;
    let mut filled = FilledSheet { about: BTreeMap::new(), rows: Vec::new() };
    let mut found = false;
    for (name, sheet) in book.worksheets() {
        if name == "about" {
            filled.about = about(&sheet);
        } else if let Some(columns) = columns(&sheet, headings) {
            found = true;
            take_rows(&sheet, &columns, &mut filled.rows);
        }
    }
    let missing = || IntakeError::NoSuchColumn {
        path,
        what: what.to_owned(),
        wanted: headings.last().copied().unwrap_or_default().to_owned(),
        columns: Vec::new(),
    };
    if found { Ok(filled) } else { Err(missing()) }
}

fn columns(sheet: &Range<Data>, headings: &[&str]) -> Option<Vec<usize>> {
    let header: Vec<String> =
        sheet.rows().next()?.iter().map(|cell| text(cell).to_lowercase()).collect();
    headings.iter().map(|heading| header.iter().position(|cell| cell == heading)).collect()
}

fn take_rows(sheet: &Range<Data>, columns: &[usize], rows: &mut Vec<(usize, Vec<String>)>) {
    let first = sheet.start().map_or(0, |(row, _)| row as usize);
    for (number, cells) in sheet.rows().enumerate().skip(1) {
        let cell = |&at: &usize| cells.get(at).map(text).unwrap_or_default();
        rows.push((first + number + 1, columns.iter().map(cell).collect()));
    }
}

fn about(sheet: &Range<Data>) -> BTreeMap<String, String> {
    let pair = |row: &[Data]| Some((text(row.first()?), text(row.get(1)?)));
    sheet.rows().filter_map(pair).collect()
}

/// A cell as text. A number such as 2.3 may have been turned into one by the spreadsheet.
fn text(cell: &Data) -> String {
    cell.as_string().unwrap_or_default().trim().to_owned()
}
