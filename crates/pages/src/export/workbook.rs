//! All tables in one workbook.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::Table;

/// Rows a sheet can hold besides its header.
pub const EXCEL_ROWS_MAX: usize = 1_048_575;

/// UTF-16 code units a cell can hold.
pub const EXCEL_CELL_UNITS_MAX: usize = 32_767;

/// The tables as sheets of strings, without any formula, and a sheet `about` that says what is missing.
/// Tables above [`EXCEL_ROWS_MAX`] rows are left out; cells are cut at [`EXCEL_CELL_UNITS_MAX`].
pub fn workbook(tables: &[Table<'_>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = new_workbook()?;
    let mut about = vec![(
        "what".to_owned(),
        "Tables of one analysis by canvass; every cell is text.".to_owned(),
    )];
    let mut cut_cells = 0;
    for table in tables {
        if table.len > EXCEL_ROWS_MAX {
            let why =
                format!("{} rows do not fit a sheet: see tables/{}.csv", table.len, table.name);
            about.push((format!("{} is missing", table.name), why));
            continue;
        }
        cut_cells += write_sheet(&mut book, table)?;
        about.push((table.name.to_owned(), format!("{} rows", table.len)));
    }
    if cut_cells > 0 {
        let what = format!("{cut_cells} cells cut at {EXCEL_CELL_UNITS_MAX} characters");
        about.push(("cut".to_owned(), what));
    }
    write_about(&mut book, &about)?;
    book.save_to_buffer()
}

/// A workbook whose bytes do not depend on the day.
pub(super) fn new_workbook() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    Ok(book)
}

/// Returns how many cells were cut.
fn write_sheet(book: &mut Workbook, table: &Table<'_>) -> Result<u64, XlsxError> {
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(table.name)?;
    let bold = Format::new().set_bold();
    for (column, name) in (0..).zip(&table.header) {
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    let mut cut_cells = 0;
    for (line, row) in (1..).zip(table.rows()) {
        for (column, cell) in (0..).zip(&row) {
            let kept = cut(cell);
            cut_cells += u64::from(kept.len() < cell.len());
            sheet.write_string(line, column, kept)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(cut_cells)
}

pub(super) fn write_about(
    book: &mut Workbook,
    lines: &[(String, String)],
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name("about")?;
    for (line, (what, value)) in (0..).zip(lines) {
        sheet.write_string(line, 0, what)?;
        sheet.write_string(line, 1, cut(value))?;
    }
    Ok(())
}

/// The longest beginning of a text that fits a cell.
pub(super) fn cut(text: &str) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > EXCEL_CELL_UNITS_MAX {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_cut_at_the_limit_and_never_inside_a_character() {
        let fits = "水".repeat(EXCEL_CELL_UNITS_MAX);
        assert_eq!(cut(&fits), fits);
        let faces = "😀".repeat(EXCEL_CELL_UNITS_MAX / 2 + 1);
        assert_eq!(cut(&faces).chars().count(), EXCEL_CELL_UNITS_MAX / 2);
    }
}
