//! Delimited tables of contributions, in any encoding and with any of four delimiters.
//!
//! A row needs as many cells as the header has names; empty cells beyond are fine, since spreadsheet
//! programs write them. Any other row is quarantined: more or fewer cells mostly mean that a text
//! held an unquoted delimiter or line break, and half a text must not pass for a whole one.
//!
//! Cost: one pass for hash and encoding, one for the rows. Memory: what is accepted, and the
//! longest row twice.

use std::borrow::Cow;

use consultation::{Channel, Contribution};

use crate::account::{Account, Gathered};
use crate::column::{self, Columns};
use crate::delimiter;
use crate::encoding::{Found, Survey, Text};
use crate::error::short;
use crate::header::{self, Header, TopRow};
use crate::limits::{MAX_COLUMNS, SAMPLE_BYTES, SAMPLE_ROWS};
use crate::read::{FileKind, FileRead, kept};
use crate::record::{Damage, Record, Records, Shape};
use crate::row::{self, Defaults, Fault, Reason};
use crate::source::Source;
use crate::{Field, IntakeError, Options};

/// A table with its header read and its rows still to come.
#[derive(Debug)]
pub(crate) struct Table<'s> {
    pub(crate) path: String,
    pub(crate) found: Found,
    pub(crate) delimiter: Option<u8>,
    pub(crate) header: Header,
    /// The first rows.
    pub(crate) sample: Vec<Vec<String>>,
    pub(crate) records: Records<'s>,
    /// Cells of the header, with those at its end that have no name.
    width: usize,
}

/// Opens a table: finds the delimiter and the header.
pub(crate) fn open<'s>(
    source: &'s mut Source,
    survey: &Survey,
    found: Found,
    header_row: Option<u64>,
) -> Result<Table<'s>, IntakeError> {
    let path = source.path().to_owned();
    let failed = |cause| IntakeError::Io { path: path.clone(), cause };
    let head = found.head(survey);
    if survey.length > survey.head.len() as u64 && !head.contains(['\n', '\r']) {
        return Err(IntakeError::NotText { path, looks_like: None });
    }
    let from = header_row.map_or(0, |row| start_of_line(&head, row));
    let delimiting = delimiter::find(&head[from..]);
    let shape = Shape::Cells(delimiting.delimiter);
    let first_line = header_row.unwrap_or(if delimiting.declared { 2 } else { 1 });

    let beginning = Text::new(source, found).map_err(&failed)?;
    let mut top = first_rows(Records::new(beginning, shape), first_line).map_err(&failed)?;
    if top.is_empty() {
        return Err(match header_row {
            Some(row) => IntakeError::NoSuchRow { path, row },
            None => IntakeError::Empty(path),
        });
    }
    let mut header = header::of_first(&top);
    let width = top[0].1.len();
    if width > MAX_COLUMNS {
        return Err(IntakeError::TooManyColumns { path, found: width });
    }
    header::tell_apart(&path, &mut header.columns)?;
    let sample = top.split_off(top.partition_point(|(line, _)| *line <= header.rows.1));

    let mut records = Records::new(Text::new(source, found).map_err(&failed)?, shape);
    let mut line = 0;
    while line < header.rows.1 {
        line = records.next().map_err(&failed)?.map_or(u64::MAX, |record| record.line);
    }
    let sample = sample.into_iter().map(|(_, cells)| cells).collect();
    let delimiter = delimiting.delimiter;
    Ok(Table { path, found, delimiter, header, sample, records, width })
}

/// Where line `row` of a text begins.
fn start_of_line(text: &str, row: u64) -> usize {
    let before = usize::try_from(row.saturating_sub(2)).unwrap_or(usize::MAX);
    if row < 2 {
        0
    } else {
        text.match_indices('\n').nth(before).map_or(text.len(), |(at, _)| at + 1)
    }
}

/// The records from a line on, as cells: at most [`SAMPLE_ROWS`] below the first, and not many more
/// than [`SAMPLE_BYTES`].
fn first_rows(mut records: Records<'_>, from: u64) -> std::io::Result<Vec<TopRow>> {
    let mut rows = Vec::new();
    let mut bytes = 0;
    while rows.len() <= SAMPLE_ROWS && bytes < SAMPLE_BYTES {
        let Some(record) = records.next()? else {
            break;
        };
        if record.line < from {
            continue;
        }
        bytes += record.raw.len();
        let cells = match record.damage {
            Some(_) => vec![short(&String::from_utf8_lossy(record.raw))],
            None => record.shown(),
        };
        rows.push((record.line, cells));
    }
    Ok(rows)
}

impl Table<'_> {
    /// The account to keep of this table.
    pub(crate) fn account(&self, survey: &Survey, kind: FileKind) -> Account {
        let mut file = FileRead::new(&self.path, survey.sha256.clone(), kind);
        file.encoding = Some(self.found.name());
        file.delimiter = self.delimiter.map(char::from);
        let (first, last) = self.header.rows;
        if first != last {
            file.notes.push(format!("lines {first} to {last} are its header"));
        }
        Account::new(file, Source::memory(&self.path, "").name())
    }

    /// Names of the columns.
    pub(crate) fn names(&self) -> Vec<String> {
        self.header.columns.iter().map(|column| column.name.clone()).collect()
    }

    /// Cells of the header, with those at its end that have no name.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Whether its rows can be read as they stand, and with which delimiter.
    pub(crate) fn plain_delimiter(&self) -> Option<u8> {
        self.delimiter.filter(|_| self.found.is_utf8())
    }

    /// The next record; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Record<'_>>, IntakeError> {
        self.records.next().map_err(IntakeError::io(&self.path))
    }
}

/// What a record must meet to be read at all.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    found: Found,
    /// Columns of the header that have a name.
    named: usize,
    /// Columns of the header.
    width: usize,
}

impl Form {
    /// The form of a table's records.
    pub(crate) fn of(table: &Table<'_>) -> Self {
        Form { found: table.found, named: table.header.columns.len(), width: table.width }
    }

    /// The encoding of the records.
    pub(crate) fn found(&self) -> Found {
        self.found
    }

    /// The record's text, if it is whole and has the right number of cells.
    pub(crate) fn check<'r>(&self, record: &Record<'r>) -> Result<&'r str, Reason> {
        let text = checked_text(record, self.found)?;
        let (found, wanted) = (record.len(), self.width);
        let is_blank = |at: usize| row::is_blank(&record.cell(text, at));
        let fits = found >= self.named && (self.width..found).all(is_blank);
        if fits { Ok(text) } else { Err(Reason::CellCount { found, wanted }) }
    }
}

/// A record's text, if it is whole and could be decoded.
pub(crate) fn checked_text<'r>(record: &Record<'r>, found: Found) -> Result<&'r str, Reason> {
    let undecodable = || Reason::Undecodable(found.name());
    match record.damage {
        Some(Damage::TooLong) => return Err(Reason::TooLong),
        Some(Damage::QuoteNotClosed) => return Err(Reason::QuoteNotClosed),
        Some(Damage::QuoteInside) => return Err(Reason::QuoteInside),
        None => {}
    }
    let text = std::str::from_utf8(record.raw).map_err(|_| undecodable())?;
    if !found.is_utf8() && text.contains('\u{fffd}') { Err(undecodable()) } else { Ok(text) }
}

/// The names in the first record of a text.
pub(crate) fn names(head: &str) -> Vec<String> {
    let mut source = Source::memory("", head);
    let shape = Shape::Cells(delimiter::find(head).delimiter);
    let rows = Text::new(&mut source, Found::utf8())
        .and_then(|text| first_rows(Records::new(text, shape), 1))
        .unwrap_or_default();
    rows.into_iter().next().map(|(_, cells)| cells).unwrap_or_default()
}

/// The first two cells of each record of a file without header.
pub(crate) fn pairs(source: &mut Source, found: Found) -> std::io::Result<Vec<(String, String)>> {
    let mut records = Records::new(Text::new(source, found)?, Shape::Cells(Some(b',')));
    let mut pairs = Vec::new();
    while let Some(record) = records.next()? {
        if let Ok(text) = checked_text(&record, found) {
            pairs.push((record.cell(text, 0).into_owned(), record.cell(text, 1).into_owned()));
        }
    }
    Ok(pairs)
}

/// Reads a table of contributions.
pub(crate) fn read(
    source: &mut Source,
    survey: &Survey,
    found: Found,
    options: &Options,
    gathered: &mut Gathered,
) -> Result<(), IntakeError> {
    let mut table = open(source, survey, found, options.header_row)?;
    let form = Form::of(&table);
    let columns = std::mem::take(&mut table.header.columns);
    let columns = column::understand(&table.path, columns, &table.sample, &options.map)?;
    columns.require_text(&table.path, &table.sample)?;
    let mut account = table.account(survey, FileKind::Csv);
    account.file.notes.extend(columns.notes.iter().cloned());
    let defaults = Defaults::new(options, Channel::Csv);
    let mut contributions = Vec::new();
    let has_ids = columns.of(Field::Id).is_some();
    while let Some(record) = table.next()? {
        match contribution(&record, &form, &columns, &defaults) {
            Ok(mut contribution) => {
                account.accept_contribution(&mut contribution, has_ids);
                contributions.push(contribution);
            }
            Err((column, reason)) => {
                let column = column.map_or("", |at| columns.columns[at].name.as_str());
                account.set_aside(record.line, column, reason, kept(record.raw));
            }
        }
    }
    if account.file.rows_read == 0 {
        return Err(IntakeError::HeaderOnly(account.file.path));
    }
    gathered.hear(account, contributions);
    Ok(())
}

fn contribution(
    record: &Record<'_>,
    form: &Form,
    columns: &Columns,
    defaults: &Defaults<'_>,
) -> Result<Contribution, Fault> {
    let text = form.check(record).map_err(|reason| (None, reason))?;
    row::contribution(columns, defaults, |at| Ok::<Cow<'_, str>, Reason>(record.cell(text, at)))
}
