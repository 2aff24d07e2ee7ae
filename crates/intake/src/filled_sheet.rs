//! A workbook that people filled in: rows below known headings, on any sheet, and a sheet `about`.

use std::collections::BTreeMap;

use crate::{IntakeError, Source, xlsx};

/// What was filled in.
pub(crate) struct FilledSheet {
    /// The first two columns of the sheet `about`.
    pub(crate) about: BTreeMap<String, String>,
    /// Row of the sheet, from 1, and its cells in the order of the headings asked for.
    pub(crate) rows: Vec<(usize, Vec<String>)>,
}

/// Reads the sheets that have every heading, in any order and any case; `what` names such a file.
///
/// Cells are streamed: a sheet of two cells in opposite corners costs two cells.
pub(crate) fn read(
    source: &mut Source,
    what: &str,
    headings: &[&str],
) -> Result<FilledSheet, IntakeError> {
    let path = source.path().to_owned();
    let mut book = xlsx::open(source)?;
    let mut filled = FilledSheet { about: BTreeMap::new(), rows: Vec::new() };
    let mut found = false;
    for name in xlsx::sheet_names(&book) {
        let mut columns = None;
        let taken = xlsx::each_text_row(&mut book, &name, |number, cells| {
            if name == "about" {
                let cell = |at: usize| cells.get(&at).cloned().unwrap_or_default();
                filled.about.insert(cell(0), cell(1));
                return true;
            }
            let Some(columns) = &columns else {
                columns = columns_of(cells, headings);
                return columns.is_some();
            };
            let cell = |at: &usize| cells.get(at).cloned().unwrap_or_default();
            filled.rows.push((number as usize, columns.iter().map(cell).collect()));
            true
        });
        taken.map_err(|cause| xlsx::damaged(&path, cause))?;
        found |= columns.is_some();
    }
    let missing = || IntakeError::NoSuchColumn {
        path,
        what: what.to_owned(),
        wanted: headings.last().copied().unwrap_or_default().to_owned(),
        columns: Vec::new(),
    };
    if found { Ok(filled) } else { Err(missing()) }
}

/// Where the headings stand in a sheet's first row that is not empty.
fn columns_of(cells: &BTreeMap<usize, String>, headings: &[&str]) -> Option<Vec<usize>> {
    let place = |heading: &&str| {
        cells.iter().find(|(_, cell)| cell.to_lowercase() == **heading).map(|(at, _)| *at)
    };
    headings.iter().map(place).collect()
}
