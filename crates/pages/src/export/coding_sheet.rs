//! A coding sheet: texts of a sample, beside each an empty cell for the theme that a reader finds in it.

use findings::Theme;
use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Workbook, XlsxError};

use super::workbook::{cut, new_workbook, write_about};

/// Quotes shown for each theme in the list of themes.
const QUOTES: usize = 3;

/// What a reader writes for a text that fits no theme.
const NONE: &str = "none";

/// One coder's sheet.
#[derive(Clone, Debug)]
pub struct CodingSheet<'a> {
    /// The run whose sorting is measured.
    pub run: u64,
    /// The themes are top themes; otherwise leaf themes.
    pub top: bool,
    /// The coder's number, from 1.
    pub coder: usize,
    /// The themes to choose from.
    pub themes: Vec<&'a Theme>,
    /// The texts, in this coder's order.
    pub rows: Vec<CodingRow<'a>>,
}

/// A text to code.
#[derive(Clone, Copy, Debug)]
pub struct CodingRow<'a> {
    /// Number of its contribution.
    pub contribution: u64,
    /// Its language tag.
    pub language: &'a str,
    /// What was written, personal data masked.
    pub text: &'a str,
}

/// The bytes of a workbook with three sheets: the texts, the themes to choose from, and how to do it.
pub fn coding_sheet(sheet: &CodingSheet<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = new_workbook()?;
    write_texts(&mut book, sheet)?;
    write_themes(&mut book, &sheet.themes)?;
    let how = "For each text write under theme the number of the one theme that fits best, as listed on \
               the sheet themes, or none. Two coders work apart and do not speak about it; neither is \
               told where the program put a text. Then: canvass theme agreement DATA FILE FILE";
    let level = if sheet.top { "top" } else { "leaf" };
    let about = [
        ("how", how.to_owned()),
        ("run", sheet.run.to_string()),
        ("themes", level.to_owned()),
        ("coder", sheet.coder.to_string()),
    ];
    write_about(&mut book, &about.map(|(what, value)| (what.to_owned(), value)))?;
    book.save_to_buffer()
}

fn write_texts(book: &mut Workbook, sheet: &CodingSheet<'_>) -> Result<(), XlsxError> {
    let page = book.add_worksheet();
    page.set_name("texts")?;
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let columns = [("contribution", 13.0), ("language", 9.0), ("text", 90.0), ("theme", 10.0)];
    for (column, (name, width)) in (0..).zip(columns) {
        page.write_string_with_format(0, column, name, &bold)?;
        page.set_column_width(column, width)?;
    }
    for (line, row) in (1..).zip(&sheet.rows) {
        let cells = [row.contribution.to_string(), row.language.to_owned(), row.text.to_owned()];
        for (column, cell) in (0..).zip(&cells) {
            page.write_string_with_format(line, column, cut(cell), &wrapped)?;
        }
    }
    // As text: a number 1.10 would be 1.1, another theme.
    page.set_column_format(3, &Format::new().set_num_format("@"))?;
    page.set_freeze_panes(1, 0)?;
    // A list of choices in a cell holds 255 characters; a range on another sheet has no such limit.
    let choices = format!("=themes!$A$2:$A${}", sheet.themes.len() + 2);
    let choice = DataValidation::new().allow_list_formula(choices.as_str().into());
    let last = u32::try_from(sheet.rows.len().max(1)).unwrap_or(u32::MAX);
    page.add_data_validation(1, 3, last, 3, &choice)?;
    Ok(())
}

fn write_themes(book: &mut Workbook, themes: &[&Theme]) -> Result<(), XlsxError> {
    let page = book.add_worksheet();
    page.set_name("themes")?;
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    // Not headed `theme`, so that this sheet is not read back as one of texts.
    let mut header = vec!["number".to_owned(), "name".to_owned(), "words".to_owned()];
    header.extend((1..=QUOTES).map(|number| format!("quote {number}")));
    for (column, name) in (0..).zip(&header) {
        page.write_string_with_format(0, column, name, &bold)?;
        page.set_column_width(column, if column < 1 { 9.0 } else { 36.0 })?;
    }
    let rows = themes.iter().map(|theme| {
        let words: Vec<&str> = theme.terms.iter().map(|term| term.term.as_str()).collect();
        let mut cells = vec![theme.id.to_string(), theme.name.clone(), words.join(", ")];
        cells.extend(theme.quotes.iter().take(QUOTES).map(|quote| quote.text.clone()));
        cells
    });
    let none = vec![NONE.to_owned(), "fits none of these".to_owned()];
    for (line, cells) in (1..).zip(rows.chain([none])) {
        for (column, cell) in (0..).zip(&cells) {
            page.write_string_with_format(line, column, cut(cell), &wrapped)?;
        }
    }
    page.set_freeze_panes(1, 1)?;
    Ok(())
}
