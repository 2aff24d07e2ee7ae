//! The response table: a row for each theme, with empty columns that the office fills in.

use std::collections::BTreeSet;

use findings::{Findings, Theme};
use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::workbook::{cut, new_workbook, write_about};

/// Quotes shown for each theme.
const QUOTES: usize = 3;

/// Where the columns of a response table stand, so that it can be read back.
pub struct ResponseTable;

impl ResponseTable {
    /// Name of the sheet.
    pub const SHEET: &'static str = "themes";
    /// Name of the sheet for contributions that are answered by themselves.
    pub const SINGLE: &'static str = "single contributions";
    /// Heading of the column with a contribution's number.
    pub const CONTRIBUTION: &'static str = "contribution";
    /// Heading of the column with the theme's number.
    pub const THEME: &'static str = "theme";
    /// Heading of the column for the decision.
    pub const DISPOSITION: &'static str = "disposition";
    /// Heading of the column for the reason.
    pub const REASON: &'static str = "reason";
    /// Heading of the column for the clause.
    pub const CLAUSE: &'static str = "clause";
}

/// The response table of an analysis, as the bytes of a workbook. `run` is the number of the stored run,
/// `None` for an analysis of files.
pub fn response_table(findings: &Findings, run: Option<u64>) -> Result<Vec<u8>, XlsxError> {
    let mut book = new_workbook()?;
    let themes = &findings.themes.themes;
    let constituencies: BTreeSet<&str> = themes
        .iter()
        .flat_map(|theme| &theme.by.constituency)
        .map(|slice| slice.key.as_str())
        .collect();
    write_themes(&mut book, themes, &constituencies)?;
    write_single(&mut book)?;
    let mut about = vec![(
        "how".to_owned(),
        "Fill in disposition (adopted, partly-adopted, not-adopted or noted), reason and clause; \
         then: canvass theme dispose DATA --from FILE. An answer on a parent theme holds for its \
         children unless they have their own. On the sheet of single contributions, one row for each \
         that is answered by itself, by its number; no theme's answer overrides it."
            .to_owned(),
    )];
    if let Some(run) = run {
        about.push(("run".to_owned(), run.to_string()));
    }
    write_about(&mut book, &about)?;
    book.save_to_buffer()
}

fn write_themes(
    book: &mut Workbook,
    themes: &[Theme],
    constituencies: &BTreeSet<&str>,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(ResponseTable::SHEET)?;
    let header = header(constituencies);
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (column, name) in (0..).zip(&header) {
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    for (line, theme) in (1..).zip(themes) {
        for (column, cell) in (0..).zip(theme_cells(theme, constituencies)) {
            sheet.write_string_with_format(line, column, cut(&cell), &wrapped)?;
        }
    }
    lay_out(sheet, &header, themes.len())
}

/// Rows with a list of decisions on the sheet of single contributions.
const SINGLE_ROWS: usize = 1_000;

/// An empty sheet for contributions that are answered by themselves.
fn write_single(book: &mut Workbook) -> Result<(), XlsxError> {
    let header = [
        ResponseTable::CONTRIBUTION,
        ResponseTable::DISPOSITION,
        ResponseTable::REASON,
        ResponseTable::CLAUSE,
    ]
    .map(String::from);
    let sheet = book.add_worksheet();
    sheet.set_name(ResponseTable::SINGLE)?;
    let bold = Format::new().set_bold();
    for (column, name) in (0..).zip(&header) {
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    lay_out(sheet, &header, SINGLE_ROWS)
}

fn header(constituencies: &BTreeSet<&str>) -> Vec<String> {
    let mut header: Vec<String> =
        [ResponseTable::THEME, "parent", "name", "contributions", "share", "low", "high"]
            .map(String::from)
            .to_vec();
    header.extend(constituencies.iter().map(|name| format!("from {name}")));
    header.extend((1..=QUOTES).map(|number| format!("quote {number}")));
    let to_fill = [ResponseTable::DISPOSITION, ResponseTable::REASON, ResponseTable::CLAUSE];
    header.extend(to_fill.map(String::from));
    header
}

fn theme_cells(theme: &Theme, constituencies: &BTreeSet<&str>) -> Vec<String> {
    let mut cells = vec![
        theme.id.to_string(),
        theme.parent.as_ref().map_or_else(String::new, ToString::to_string),
        theme.name.clone(),
        theme.size.count.to_string(),
    ];
    let percent = |value: f64| format!("{:.1} %", value * 100.0);
    cells.extend([theme.size.value(), theme.size.low, theme.size.high].map(percent));
    cells.extend(constituencies.iter().map(|&name| {
        let slice = theme.by.constituency.iter().find(|slice| slice.key == name);
        slice.map_or(0, |slice| slice.share.count).to_string()
    }));
    cells.extend((0..QUOTES).map(|n| theme.quotes.get(n).map_or("", |q| &q.text).to_owned()));
    cells
}

/// Column widths, a frozen header, and a list of the four decisions to choose from.
fn lay_out(sheet: &mut Worksheet, header: &[String], rows: usize) -> Result<(), XlsxError> {
    for (column, name) in (0..).zip(header) {
        let width = match name.as_str() {
            "name" => 32.0,
            ResponseTable::REASON => 48.0,
            ResponseTable::DISPOSITION => 18.0,
            quote if quote.starts_with("quote") => 42.0,
            _ => 13.0,
        };
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 3)?;
    let last = u32::try_from(rows.max(1)).unwrap_or(u32::MAX);
    let to_fill = (0..).zip(header).find(|(_, name)| *name == ResponseTable::DISPOSITION);
    if let Some((column, _)) = to_fill {
        let words = plan::Decision::ALL.map(plan::Decision::as_str);
        let choice = DataValidation::new().allow_list_strings(&words)?;
        sheet.add_data_validation(1, column, last, column, &choice)?;
    }
    Ok(())
}
