//! What a file looks like before it is read: its first rows and its columns as understood.

use std::fmt::Write;

use crate::column::{Column, Sureness};
use crate::encoding;
use crate::error::quoted;
use crate::header::tell_apart;
use crate::read::FileKind;
use crate::source::Source;
use crate::{Field, IntakeError, Options, column, csv, jsonl, kind, xlsx};

/// A file as it is understood, for a person to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The path, as the caller gave it.
    pub path: String,
    /// What it is.
    pub kind: FileKind,
    /// The encoding's name; `None` for a workbook.
    pub encoding: Option<String>,
    /// What stands between cells; `None` without any.
    pub delimiter: Option<char>,
    /// The sheet that would be read; `None` without sheets.
    pub sheet: Option<String>,
    /// First and last header row, from 1; `None` where keys are the columns.
    pub header_rows: Option<(u64, u64)>,
    /// The columns as understood.
    pub columns: Vec<Column>,
    /// The first rows, at most five, cell by cell.
    pub rows: Vec<Vec<String>>,
    /// What a reader should know besides, a sentence each.
    pub notes: Vec<String>,
}

/// Rows that are shown.
const ROWS: usize = 5;

/// Looks at a file by the same rules by which it would be read. A column for the text may be
/// missing; other faults of the file as a whole are errors.
pub fn look(mut source: Source, options: &Options) -> Result<Look, IntakeError> {
    let path = source.path().to_owned();
    let survey = encoding::survey(&mut source).map_err(IntakeError::io(&path))?;
    if survey.length == 0 {
        return Err(IntakeError::Empty(path));
    }
    let (kind, found) = kind::of(&mut source, &survey)?;
    let mut look = Look {
        path: path.clone(),
        kind,
        encoding: found.map(|found| found.name()),
        delimiter: None,
        sheet: None,
        header_rows: None,
        columns: Vec::new(),
        rows: Vec::new(),
        notes: Vec::new(),
    };
    let understood = match (kind, found) {
        (FileKind::Jsonl, Some(found)) => {
            let (columns, sample) =
                jsonl::first_rows(&mut source, found).map_err(IntakeError::io(&path))?;
            look.rows = sample;
            column::understand(&path, columns, &look.rows, &options.map)?
        }
        (_, Some(found)) => {
            let mut table = csv::open(&mut source, &survey, found, options.header_row)?;
            tell_apart(&path, &mut table.header.columns)?;
            look.delimiter = table.delimiter.map(char::from);
            look.header_rows = Some(table.header.rows);
            look.rows = table.sample;
            column::understand(&path, table.header.columns, &look.rows, &options.map)?
        }
        (_, None) => {
            let mut workbook = xlsx::open(&mut source)?;
            let sheet = xlsx::choose(&mut workbook, &path, options)?;
            look.notes = sheet.other_sheets().into_iter().collect();
            look.sheet = Some(sheet.name);
            look.header_rows = Some(sheet.header_rows);
            look.rows = sheet.sample;
            sheet.columns
        }
    };
    look.rows.truncate(ROWS);
    look.notes.extend(understood.notes);
    look.columns = understood.columns;
    Ok(look)
}

impl Look {
    /// The `--map` line that says what is understood now, to be corrected and given back.
    pub fn map_line(&self) -> String {
        let entry = |field: Field| {
            let column = self.columns.iter().find(|column| column.means == Some(field))?;
            Some(format!("{field}={}", column.name))
        };
        let mut entries: Vec<String> = Field::ALL.into_iter().filter_map(entry).collect();
        if !self.has_text() {
            let column = column::longest(&self.columns, &self.rows);
            entries.insert(0, format!("text={}", column.as_deref().unwrap_or("COLUMN")));
        }
        format!("--map {}", quoted(&entries.join(",")))
    }

    fn has_text(&self) -> bool {
        self.columns.iter().any(|column| column.means == Some(Field::Text))
    }

    /// All of it as plain text, lines of one table a column.
    pub fn render(&self) -> String {
        let mut text = format!("{}: {}\n\n", self.path, self.format());
        let mut table = vec![["column", "means", "sure", "first values"].map(str::to_owned)];
        for (at, column) in self.columns.iter().enumerate() {
            table.push([
                cut(&column.name, 40),
                column.means.map_or("not read".to_owned(), |field| field.to_string()),
                column.sure.map_or("", sureness).to_owned(),
                self.first_values(at),
            ]);
        }
        let widths = [0, 1, 2].map(|at| table.iter().map(|row| width(&row[at])).max().unwrap_or(0));
        for row in table {
            let mut line = String::from(" ");
            for (cell, wide) in row.iter().zip(widths) {
                line.push(' ');
                line.push_str(cell);
                line.push_str(&" ".repeat(wide - width(cell) + 1));
            }
            text.push_str(format!("{line} {}", row[3]).trim_end());
            text.push('\n');
        }
        text.push('\n');
        for note in &self.notes {
            text.push_str(&format!("  {note}\n"));
        }
        if !self.has_text() {
            text.push_str("  no column is known to hold the text\n");
        }
        let _ = writeln!(text, "To correct it: {}", self.map_line());
        text
    }

    /// Format, encoding, delimiter, sheet and header in a few words.
    fn format(&self) -> String {
        let mut words = vec![self.kind.as_str().to_owned()];
        words.extend(self.encoding.clone());
        match self.delimiter {
            Some('\t') => words.push("tabs between cells".to_owned()),
            Some(delimiter) => words.push(format!("`{delimiter}` between cells")),
            None => {}
        }
        words.extend(self.sheet.as_ref().map(|sheet| format!("sheet `{sheet}`")));
        match self.header_rows {
            Some((first, last)) if first == last => words.push(format!("header in row {first}")),
            Some((first, last)) => words.push(format!("header in rows {first} to {last}")),
            None => {}
        }
        words.join(", ")
    }

    fn first_values(&self, at: usize) -> String {
        let values = self.rows.iter().take(3).map(|row| row.get(at).map_or("", String::as_str));
        values.map(|value| cut(value, 28)).collect::<Vec<_>>().join(" · ")
    }
}

fn sureness(sure: Sureness) -> &'static str {
    match sure {
        Sureness::Asked => "as asked",
        Sureness::ByName => "by name",
        Sureness::ByContent => "by content",
    }
}

/// The beginning of a cell on one line, at most `most` columns wide.
fn cut(cell: &str, most: usize) -> String {
    let line = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    if width(&line) <= most {
        return line;
    }
    let mut shown = String::new();
    for character in line.chars() {
        if width(&shown) + columns_of(character) + 1 > most {
            break;
        }
        shown.push(character);
    }
    shown + "…"
}

/// Columns of a terminal that a text takes.
fn width(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// Chinese, Japanese and Korean characters take two columns.
fn columns_of(character: char) -> usize {
    match character {
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 2,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' => 2,
        '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}
