//! What the caller may say about an input beyond its bytes.

use std::fmt;
use std::str::FromStr;

use consultation::{Channel, Constituency};

use crate::IntakeError;

/// What the caller says about the inputs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Columns named by hand (`--map`). A field may be named more than once; the first of its
    /// columns that a file has is taken, so that files of different make can be read in one run.
    pub map: Vec<(Field, String)>,
    /// The sheet of a workbook (`--sheet`), by name or by number from 1.
    pub sheet: Option<String>,
    /// The row of a sheet, or line of a file, that holds the column names (`--header-row`), from
    /// 1; rows stand from the next on.
    pub header_row: Option<u64>,
    /// The channel of rows that do not state one; without it `csv` for CSV, `xlsx` for XLSX and
    /// `form-import` for JSONL and Polis, which come out of another tool's forms.
    pub channel: Option<Channel>,
    /// The constituency of rows that do not state one; without it the public.
    pub constituency: Option<Constituency>,
    /// The constituencies that the plan defines beyond the three that every plan has.
    pub constituencies: Vec<String>,
}

/// What a column can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The words.
    Text,
    /// The contribution's id.
    Id,
    /// How it arrived.
    Channel,
    /// For whom it speaks.
    Constituency,
    /// The language it is in.
    Language,
    /// When it was sent.
    Date,
    /// Who sent it.
    Participant,
    /// Whether the author agreed to be quoted in public.
    Quotable,
    /// The contribution it replies to.
    ReplyTo,
    /// Which clause, question or theme it is about.
    About,
    /// How it stands to what it replies to.
    Stance,
    /// Sources that its author names.
    Sources,
}

impl Field {
    /// Every field, in the order in which `canvass look` writes them.
    pub const ALL: [Field; 12] = [
        Field::Text,
        Field::Id,
        Field::Channel,
        Field::Constituency,
        Field::Language,
        Field::Date,
        Field::Participant,
        Field::Quotable,
        Field::ReplyTo,
        Field::About,
        Field::Stance,
        Field::Sources,
    ];

    /// The name used in `--map`.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Text => "text",
            Field::Id => "id",
            Field::Channel => "channel",
            Field::Constituency => "constituency",
            Field::Language => "language",
            Field::Date => "date",
            Field::Participant => "participant",
            Field::Quotable => "quotable",
            Field::ReplyTo => "reply-to",
            Field::About => "about",
            Field::Stance => "stance",
            Field::Sources => "sources",
        }
    }

    /// Every name, for a sentence.
    pub(crate) fn names() -> String {
        Field::ALL.map(Field::as_str).join(", ")
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Field {
    type Err = IntakeError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let wanted = name.trim().to_lowercase();
        Field::ALL
            .into_iter()
            .find(|field| field.as_str() == wanted)
            .ok_or_else(|| IntakeError::BadMap(name.to_owned()))
    }
}

/// Reads the value of one `--map`: `FIELD=COLUMN`, several with commas between. A comma that no
/// field's name and `=` follow belongs to the column's name.
pub fn parse_map(value: &str) -> Result<Vec<(Field, String)>, IntakeError> {
    let mut map: Vec<(Field, String)> = Vec::new();
    for part in value.split(',') {
        let named = part.split_once('=').and_then(|(field, column)| {
            field.parse::<Field>().ok().map(|field| (field, column.to_owned()))
        });
        match (named, map.last_mut()) {
            (Some(entry), _) => map.push(entry),
            (None, Some((_, column))) => {
                column.push(',');
                column.push_str(part);
            }
            (None, None) => return Err(IntakeError::BadMap(value.to_owned())),
        }
    }
    Ok(map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_names_fields_and_columns_and_keeps_commas_of_column_names() {
        assert_eq!(
            parse_map("text=意见,id=No. 1, old,channel=Kanal").unwrap(),
            [
                (Field::Text, "意见".to_owned()),
                (Field::Id, "No. 1, old".to_owned()),
                (Field::Channel, "Kanal".to_owned()),
            ]
        );
        assert!(matches!(parse_map("words=Text"), Err(IntakeError::BadMap(_))));
        assert!(matches!(parse_map("text"), Err(IntakeError::BadMap(_))));
    }
}
