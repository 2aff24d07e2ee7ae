//! A table of text, and its CSV form.

use std::borrow::Cow;
use std::io::Write;

/// One row.
pub type Row<'a> = Vec<Cow<'a, str>>;

/// Walks a table's rows from the first; may be called more than once.
type Rows<'a> = Box<dyn Fn() -> Box<dyn Iterator<Item = Row<'a>> + 'a> + 'a>;

/// A table of text.
pub struct Table<'a> {
    /// File name without its ending, and the sheet's name.
    pub name: &'static str,
    /// Column names.
    pub header: Vec<String>,
    /// Number of rows without the header.
    pub len: usize,
    rows: Rows<'a>,
}

impl<'a> Table<'a> {
    /// A table whose rows are those of `rows`, of which there are `len`.
    pub(super) fn new<I>(
        name: &'static str,
        header: Vec<String>,
        len: usize,
        rows: impl Fn() -> I + 'a,
    ) -> Table<'a>
    where
        I: Iterator<Item = Row<'a>> + 'a,
    {
        Table { name, header, len, rows: Box::new(move || Box::new(rows())) }
    }

    /// The rows, from the first.
    pub fn rows(&self) -> Box<dyn Iterator<Item = Row<'a>> + 'a> {
        (self.rows)()
    }
}

/// Writes a table as CSV: UTF-8 without mark, comma, lines ended by `\n`.
pub fn write_csv(table: &Table<'_>, out: impl Write) -> std::io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(&table.header)?;
    for row in table.rows() {
        writer.write_record(row.iter().map(|cell| cell.as_bytes()))?;
    }
    writer.flush()
}

/// Text that a spreadsheet would take for a formula, made safe by a leading apostrophe. Only for words
/// people wrote: identifiers stay verbatim.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠') => {
            Cow::Owned(format!("'{text}"))
        }
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_plain_in_every_spelling() {
        for text in ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a"] {
            assert_eq!(plain(text), format!("'{text}"));
        }
        assert_eq!(plain("1 = 1"), "1 = 1");
    }
}
