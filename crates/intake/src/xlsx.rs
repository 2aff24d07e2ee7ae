//! Workbooks: one sheet's rows as contributions.
//!
//! The sheet is the one asked for, else the first, visible ones before hidden ones, that has a
//! column for the text. Its header is found by `header`. Dates read as ISO 8601, numbers as they
//! would be typed, formulas as their last value. A row without any content is no row. Cells are
//! streamed, so that what a sheet declares of its size is of no consequence.
//!
//! Cost: the archive is unpacked once to be checked, its first rows once more for each sheet that
//! is looked at, and once to be read. Memory: all distinct strings of the workbook and one row.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{BufReader, Seek, SeekFrom};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use consultation::{Channel, Contribution};

use crate::account::{Account, Gathered};
use crate::archive;
use crate::column::{self, Columns, Sureness};
use crate::header::{self, TopRow};
use crate::limits::{MAX_COLUMNS, MAX_ROW_BYTES, SAMPLE_ROWS};
use crate::read::{FileKind, FileRead, as_line, kept};
use crate::row::{self, Defaults, Fault, Reason};
use crate::source::Source;
use crate::{Field, IntakeError, Options};

type Workbook<'s> = Xlsx<BufReader<&'s mut Source>>;

/// A sheet that was chosen, with its columns.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) columns: Columns,
    pub(crate) header_rows: (u64, u64),
    /// The first rows below the header.
    pub(crate) sample: Vec<Vec<String>>,
    /// Other sheets with content, which are not read.
    others: Vec<String>,
}

impl Sheet {
    /// Says which sheets are not read, if there are any.
    pub(crate) fn other_sheets(&self) -> Option<String> {
        let names = self.others.join(", ");
        (!names.is_empty()).then(|| format!("other sheets are not read: {names}"))
    }
}

/// Opens a workbook after a look into its archive.
pub(crate) fn open(source: &mut Source) -> Result<Workbook<'_>, IntakeError> {
    archive::check(source)?;
    let path = source.path().to_owned();
    source.seek(SeekFrom::Start(0)).map_err(IntakeError::io(&path))?;
    Xlsx::new(BufReader::new(source)).map_err(|cause| damaged(&path, cause))
}

pub(crate) fn damaged(path: &str, cause: XlsxError) -> IntakeError {
    let path = path.to_owned();
    match cause {
        XlsxError::Password => IntakeError::Encrypted(path),
        XlsxError::Io(cause) if cause.raw_os_error().is_some() => IntakeError::Io { path, cause },
        cause => IntakeError::DamagedWorkbook { path, cause: cause.to_string() },
    }
}

/// Chooses the sheet and understands its columns; the text may have none.
pub(crate) fn choose(
    workbook: &mut Workbook<'_>,
    path: &str,
    options: &Options,
) -> Result<Sheet, IntakeError> {
    let mut names = sheet_names(workbook);
    if let Some(wanted) = &options.sheet {
        let asked = names.iter().find(|name| *name == wanted).or_else(|| {
            let number = wanted.parse::<usize>().ok()?.checked_sub(1)?;
            names.get(number)
        });
        let Some(asked) = asked.cloned() else {
            let (path, wanted) = (path.to_owned(), wanted.clone());
            return Err(IntakeError::NoSuchSheet { path, wanted, sheets: names });
        };
        names.retain(|name| *name == asked);
    }
    let mut best: Option<(u8, Sheet)> = None;
    let mut others = Vec::new();
    let mut fault = None;
    for name in names {
        let rows = first_rows(workbook, &name).map_err(|cause| damaged(path, cause))?;
        if rows.is_empty() {
            continue;
        }
        others.push(name.clone());
        match understand(path, name, &rows, options) {
            Err(cause) => fault = fault.or(Some(cause)),
            Ok(sheet) => {
                let fitness = fitness(&sheet);
                if best.as_ref().is_none_or(|(best, _)| fitness > *best) {
                    best = Some((fitness, sheet));
                }
            }
        }
    }
    match (best, fault) {
        (Some((0, _)), Some(fault)) => Err(fault),
        (Some((_, mut sheet)), _) => {
            others.retain(|name| *name != sheet.name);
            sheet.others = others;
            Ok(sheet)
        }
        (None, Some(fault)) => Err(fault),
        (None, None) => Err(IntakeError::Empty(path.to_owned())),
    }
}

/// Names of the work sheets, visible ones first.
pub(crate) fn sheet_names(workbook: &Workbook<'_>) -> Vec<String> {
    let sheets = workbook.sheets_metadata();
    let of = |visible: bool| {
        sheets
            .iter()
            .filter(move |sheet| sheet.typ == SheetType::WorkSheet)
            .filter(move |sheet| (sheet.visible == SheetVisible::Visible) == visible)
            .map(|sheet| sheet.name.clone())
    };
    of(true).chain(of(false)).collect()
}

/// How sure it is that the sheet holds contributions.
fn fitness(sheet: &Sheet) -> u8 {
    let Some(&(text, _)) = sheet.columns.text.first() else {
        return 0;
    };
    let has_rows = u8::from(!sheet.sample.is_empty());
    match sheet.columns.columns[text].sure {
        Some(Sureness::ByContent) => 1 + has_rows,
        _ => 3 + has_rows,
    }
}

fn understand(
    path: &str,
    name: String,
    rows: &[TopRow],
    options: &Options,
) -> Result<Sheet, IntakeError> {
    let Some(mut header) = header::find(rows, options.header_row) else {
        return Err(match options.header_row {
            Some(row) => IntakeError::NoSuchRow { path: path.to_owned(), row },
            None => IntakeError::NoTextColumn {
                path: path.to_owned(),
                columns: Vec::new(),
                longest: None,
                votes: false,
            },
        });
    };
    header::tell_apart(path, &mut header.columns)?;
    let below = rows.partition_point(|(number, _)| *number <= header.rows.1);
    let sample: Vec<Vec<String>> = rows[below..].iter().map(|(_, cells)| cells.clone()).collect();
    let columns = column::understand(path, header.columns, &sample, &options.map)?;
    Ok(Sheet { name, columns, header_rows: header.rows, sample, others: Vec::new() })
}

/// The first rows of a sheet that are not empty; errors of formulas tell nothing about a column.
fn first_rows(workbook: &mut Workbook<'_>, name: &str) -> Result<Vec<TopRow>, XlsxError> {
    let mut rows = Vec::new();
    each_row(workbook, name, |number, cells| {
        let width = cells.keys().next_back().map_or(0, |last| last + 1);
        let text = |at| match cells.get(&at) {
            Some(Content::Text(text)) => text.clone(),
            _ => String::new(),
        };
        rows.push((number, (0..width).map(text).collect()));
        rows.len() <= SAMPLE_ROWS
    })?;
    Ok(rows)
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Text(String),
    Error(String),
}

impl Content {
    fn as_str(&self) -> &str {
        match self {
            Content::Text(text) | Content::Error(text) => text,
        }
    }
}

/// Hands each row that has content to `take`, with its number from 1 and its cells by column from
/// 0, until that says to stop.
fn each_row(
    workbook: &mut Workbook<'_>,
    name: &str,
    mut take: impl FnMut(u64, &BTreeMap<usize, Content>) -> bool,
) -> Result<(), XlsxError> {
    let mut cells = workbook.worksheet_cells_reader(name)?;
    let mut row: BTreeMap<usize, Content> = BTreeMap::new();
    let mut number = 0;
    while let Some(cell) = cells.next_cell()? {
        let (at, column) = cell.get_position();
        if u64::from(at) + 1 != number {
            if !row.is_empty() && !take(number, &row) {
                return Ok(());
            }
            row.clear();
            number = u64::from(at) + 1;
        }
        let content = content(cell.get_value());
        if let Some(content) = content.filter(|_| (column as usize) < MAX_COLUMNS) {
            row.insert(column as usize, content);
        }
    }
    if !row.is_empty() {
        take(number, &row);
    }
    Ok(())
}

/// Hands each row that has content to `take` as its cells' texts, without white space around them; errors of formulas
/// are empty. As [`each_row`] otherwise.
pub(crate) fn each_text_row(
    workbook: &mut Workbook<'_>,
    name: &str,
    mut take: impl FnMut(u64, &BTreeMap<usize, String>) -> bool,
) -> Result<(), XlsxError> {
    each_row(workbook, name, |number, cells| {
        let text = |content: &Content| match content {
            Content::Text(text) => text.trim().to_owned(),
            Content::Error(_) => String::new(),
        };
        let texts = cells.iter().map(|(at, content)| (*at, text(content))).collect();
        take(number, &texts)
    })
}

/// A cell's content as text; `None` for an empty cell.
fn content(value: &DataRef<'_>) -> Option<Content> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::Error(error) => return Some(Content::Error(error.to_string())),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => typed(*number),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::DateTime(time) if time.is_duration() => typed(time.as_f64()),
        DataRef::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) {
                date
            } else {
                format!("{date}T{hour:02}:{minute:02}:{second:02}")
            }
        }
    };
    (!text.is_empty()).then_some(Content::Text(text))
}

/// A number as one would type it: whole numbers without a point.
fn typed(number: f64) -> String {
    const WHOLE_BELOW: f64 = 1e15;
    if number.fract() == 0.0 && number.abs() < WHOLE_BELOW {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

/// Reads the contributions of a workbook.
pub(crate) fn read(
    source: &mut Source,
    sha256: String,
    options: &Options,
    gathered: &mut Gathered,
) -> Result<(), IntakeError> {
    let (path, name) = (source.path().to_owned(), source.name().to_owned());
    let mut workbook = open(source)?;
    let sheet = choose(&mut workbook, &path, options)?;
    sheet.columns.require_text(&path, &sheet.sample)?;
    let mut account = Account::new(FileRead::new(&path, sha256, FileKind::Xlsx), &name);
    account.file.notes = notes(&sheet);
    let columns = &sheet.columns;
    let defaults = Defaults::new(options, Channel::Xlsx);
    let has_ids = columns.of(Field::Id).is_some();
    let mut contributions = Vec::new();
    each_row(&mut workbook, &sheet.name, |number, cells| {
        if number <= sheet.header_rows.1 {
            return true;
        }
        match contribution(cells, columns, &defaults) {
            Ok(mut contribution) => {
                account.accept_contribution(&mut contribution, has_ids);
                contributions.push(contribution);
            }
            Err((column, reason)) => {
                let column = column.map_or("", |at| columns.columns[at].name.as_str());
                account.set_aside(number, column, reason, shown(cells));
            }
        }
        true
    })
    .map_err(|cause| damaged(&path, cause))?;
    if account.file.rows_read == 0 {
        return Err(IntakeError::HeaderOnly(path));
    }
    gathered.hear(account, contributions);
    Ok(())
}

/// What a reader should know about how the workbook was understood.
fn notes(sheet: &Sheet) -> Vec<String> {
    let (first, last) = sheet.header_rows;
    let mut notes = vec![if first == last {
        format!("sheet `{}`, header in row {first}", sheet.name)
    } else {
        format!("sheet `{}`, header in rows {first} to {last}", sheet.name)
    }];
    notes.extend(sheet.other_sheets());
    notes.extend(sheet.columns.notes.iter().cloned());
    notes
}

fn contribution(
    cells: &BTreeMap<usize, Content>,
    columns: &Columns,
    defaults: &Defaults<'_>,
) -> Result<Contribution, Fault> {
    if cells.values().map(|cell| cell.as_str().len()).sum::<usize>() > MAX_ROW_BYTES {
        return Err((None, Reason::TooLong));
    }
    row::contribution(columns, defaults, |at| match cells.get(&at) {
        None => Ok(Cow::Borrowed("")),
        Some(Content::Text(text)) => Ok(Cow::Borrowed(text.as_str())),
        Some(Content::Error(error)) => Err(Reason::CellError(error.clone())),
    })
}

/// A row as a line of CSV, for the quarantine.
fn shown(cells: &BTreeMap<usize, Content>) -> String {
    let width = cells.keys().next_back().map_or(0, |last| last + 1);
    let cell = |at| cells.get(&at).map_or("", Content::as_str);
    kept(as_line((0..width).map(cell)).as_bytes())
}
