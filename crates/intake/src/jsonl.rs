//! One JSON object a line: ThemeFinder's `responses.jsonl` and the like.
//!
//! Keys are columns, in the order in which they first occur, and mean what a column of that name
//! means. Empty lines are no rows; a line that is no object is quarantined.
//!
//! Cost: as for CSV. Memory: what is accepted, and one line.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use consultation::{Channel, Contribution};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::account::{Account, Gathered};
use crate::column::{self, Column, Columns};
use crate::csv::checked_text;
use crate::encoding::{Found, Survey, Text};
use crate::limits::{SAMPLE_BYTES, SAMPLE_ROWS};
use crate::read::{FileKind, FileRead, kept};
use crate::record::{Record, Records, Shape};
use crate::row::{self, Defaults, Fault, Reason};
use crate::source::Source;
use crate::{Field, IntakeError, Options};

/// An object's members in their order, repeated keys and all.
#[derive(Debug, Default)]
pub(crate) struct Object(pub(crate) Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Object, M::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Object(members))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

impl Object {
    /// A member as text: `""` where there is none or it is null; numbers and truth values as they
    /// are written.
    pub(crate) fn text(&self, key: &str) -> Result<Cow<'_, str>, Reason> {
        let mut values = self.0.iter().filter(|(name, _)| name == key).map(|(_, value)| value);
        let value = values.next();
        if values.next().is_some() {
            return Err(Reason::RepeatedKey);
        }
        match value {
            None | Some(Value::Null) => Ok(Cow::Borrowed("")),
            Some(Value::String(text)) => Ok(Cow::Borrowed(text)),
            Some(Value::Number(number)) => Ok(Cow::Owned(number.to_string())),
            Some(Value::Bool(truth)) => Ok(Cow::Owned(truth.to_string())),
            Some(Value::Array(_) | Value::Object(_)) => Err(Reason::NotAValue),
        }
    }
}

/// Keys of the first objects as columns, and their values.
pub(crate) fn first_rows(
    source: &mut Source,
    found: Found,
) -> std::io::Result<(Vec<Column>, Vec<Vec<String>>)> {
    let mut records = Records::new(Text::new(source, found)?, Shape::Lines);
    let mut objects: Vec<Object> = Vec::new();
    let (mut lines, mut bytes) = (0, 0);
    while lines < SAMPLE_ROWS && bytes < SAMPLE_BYTES {
        let Some(record) = records.next()? else {
            break;
        };
        lines += 1;
        if let Ok(line) = checked_text(&record, found) {
            bytes += line.len();
            objects.extend(serde_json::from_str::<Object>(line));
        }
    }
    let mut names: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for (key, _) in objects.iter().flat_map(|object| &object.0) {
        if seen.insert(key.clone()) {
            names.push(key.clone());
        }
    }
    let text = |object: &Object, key: &str| object.text(key).unwrap_or_default().into_owned();
    let row = |object: &Object| names.iter().map(|name| text(object, name)).collect();
    let rows = objects.iter().map(row).collect();
    let column = |name: &String| Column { name: name.clone(), ..Column::default() };
    Ok((names.iter().map(column).collect(), rows))
}

/// Reads a file of contributions.
pub(crate) fn read(
    source: &mut Source,
    survey: &Survey,
    found: Found,
    options: &Options,
    gathered: &mut Gathered,
) -> Result<(), IntakeError> {
    let (path, name) = (source.path().to_owned(), source.name().to_owned());
    let (columns, sample) = first_rows(source, found).map_err(IntakeError::io(&path))?;
    if columns.is_empty() {
        return Err(IntakeError::NotJsonLines(path));
    }
    let columns = column::understand(&path, columns, &sample, &options.map)?;
    columns.require_text(&path, &sample)?;
    let mut file = FileRead::new(&path, survey.sha256.clone(), FileKind::Jsonl);
    file.encoding = Some(found.name());
    file.notes.extend(columns.notes.iter().cloned());
    let mut account = Account::new(file, &name);
    let defaults = Defaults::new(options, Channel::FormImport);
    let has_ids = columns.of(Field::Id).is_some();
    let mut contributions = Vec::new();
    let text = Text::new(source, found).map_err(IntakeError::io(&path))?;
    let mut records = Records::new(text, Shape::Lines);
    while let Some(record) = records.next().map_err(IntakeError::io(&path))? {
        match contribution(&record, found, &columns, &defaults) {
            Ok(None) => {}
            Ok(Some(mut contribution)) => {
                account.accept_contribution(&mut contribution, has_ids);
                contributions.push(contribution);
            }
            Err((column, reason)) => {
                let column = column.map_or("", |at| columns.columns[at].name.as_str());
                account.set_aside(record.line, column, reason, kept(record.raw));
            }
        }
    }
    gathered.hear(account, contributions);
    Ok(())
}

/// The contribution of a line; `None` for one of white space.
fn contribution(
    record: &Record<'_>,
    found: Found,
    columns: &Columns,
    defaults: &Defaults<'_>,
) -> Result<Option<Contribution>, Fault> {
    let line = checked_text(record, found).map_err(|reason| (None, reason))?;
    if line.trim().is_empty() {
        return Ok(None);
    }
    let object: Object = serde_json::from_str(line)
        .map_err(|cause| (None, Reason::NotAnObject(cause.to_string())))?;
    row::contribution(columns, defaults, |at| object.text(&columns.columns[at].name)).map(Some)
}
