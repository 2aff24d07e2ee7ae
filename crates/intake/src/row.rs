//! From the cells of a row to a contribution, or to the reason why not.

use std::borrow::Cow;
use std::fmt;

use consultation::{
    Channel, Constituency, Contribution, ContributionId, Discussed, Language, ParticipantId, Stance,
};

use crate::column::Columns;
use crate::date::{self, Reading};
use crate::error::short;
use crate::limits::MAX_ROW_BYTES;
use crate::{Field, Options, synonyms};

/// Why a row, or a cell of a vote matrix, was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No text, or nothing but white space.
    EmptyText,
    /// Bytes that the file's encoding, which is named, does not have.
    Undecodable(String),
    /// Longer than [`MAX_ROW_BYTES`].
    TooLong,
    /// A quoted cell that is not closed before the file ends.
    QuoteNotClosed,
    /// A quote inside a quoted cell that is not doubled.
    QuoteInside,
    /// More or fewer cells than the header.
    CellCount {
        /// Cells in the row.
        found: usize,
        /// Cells in the header.
        wanted: usize,
    },
    /// The character U+0000 in a text or an id, which no store and no spreadsheet keeps.
    ZeroCharacter,
    /// A cell that shows an error of the spreadsheet, such as `#N/A`.
    CellError(String),
    /// A line or element that is no JSON object, with the cause.
    NotAnObject(String),
    /// A JSON value that is no text, number or truth value where one is needed.
    NotAValue,
    /// The same key twice in a JSON object.
    RepeatedKey,
    /// A channel that is not on the list.
    UnknownChannel(String),
    /// A constituency that neither every plan has nor this one defines.
    UnknownConstituency(String),
    /// A language that is neither a tag nor a name we know.
    UnknownLanguage(String),
    /// Names nothing that can be discussed.
    UnknownPlace(String),
    /// Neither for, against nor neither.
    UnknownStance(String),
    /// A date that cannot be read.
    BadDate(String),
    /// Neither yes nor no.
    BadAnswer(String),
    /// No id where the format must have one.
    NoId,
    /// Not one of the vote values 1, 0 and -1.
    BadVote(String),
    /// Not one of the values 1, 0 and -1 of moderation.
    BadModeration(String),
    /// A vote on a statement that is not among the accepted comments.
    UnknownStatement(String),
    /// A column of votes on a statement that is not among the accepted comments.
    UnknownStatementColumn {
        /// How many votes stand in it.
        votes: u64,
    },
    /// A second row of one participant in a vote matrix.
    RepeatedParticipant(String),
}

impl Reason {
    /// A short fixed word for counting alike reasons.
    pub fn code(&self) -> &'static str {
        match self {
            Reason::EmptyText => "empty-text",
            Reason::Undecodable(_) => "undecodable",
            Reason::TooLong => "too-long",
            Reason::QuoteNotClosed => "quote-not-closed",
            Reason::QuoteInside => "quote-inside",
            Reason::CellCount { .. } => "cell-count",
            Reason::ZeroCharacter => "zero-character",
            Reason::CellError(_) => "cell-error",
            Reason::NotAnObject(_) => "not-an-object",
            Reason::NotAValue => "not-a-value",
            Reason::RepeatedKey => "repeated-key",
            Reason::UnknownChannel(_) => "unknown-channel",
            Reason::UnknownConstituency(_) => "unknown-constituency",
            Reason::UnknownLanguage(_) => "unknown-language",
            Reason::UnknownPlace(_) => "unknown-place",
            Reason::UnknownStance(_) => "unknown-stance",
            Reason::BadDate(_) => "bad-date",
            Reason::BadAnswer(_) => "bad-answer",
            Reason::NoId => "no-id",
            Reason::BadVote(_) => "bad-vote",
            Reason::BadModeration(_) => "bad-moderation",
            Reason::UnknownStatement(_) | Reason::UnknownStatementColumn { .. } => {
                "unknown-statement"
            }
            Reason::RepeatedParticipant(_) => "repeated-participant",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::EmptyText => write!(f, "the text is empty"),
            Reason::Undecodable(encoding) => write!(f, "bytes that are not {encoding}"),
            Reason::TooLong => write!(f, "the row is longer than {} MiB", MAX_ROW_BYTES >> 20),
            Reason::QuoteNotClosed => write!(f, "a quoted cell is not closed"),
            Reason::QuoteInside => write!(f, "a quote inside a quoted cell is not doubled"),
            Reason::CellCount { found, wanted } => {
                write!(f, "{found} cells where the header has {wanted}")
            }
            Reason::ZeroCharacter => write!(f, "it holds the character U+0000"),
            Reason::CellError(shown) => write!(f, "the cell shows the error {shown}"),
            Reason::NotAnObject(cause) => write!(f, "this is no JSON object: {cause}"),
            Reason::NotAValue => write!(f, "a list or an object where a text is needed"),
            Reason::RepeatedKey => write!(f, "the key occurs twice"),
            Reason::UnknownChannel(word) => {
                let known = Channel::ALL.map(|channel| channel.as_str()).join(", ");
                write!(f, "`{}` is not a channel: {known}", short(word))
            }
            Reason::UnknownConstituency(word) => {
                write!(
                    f,
                    "`{}` is not a constituency: public, expert, official or one that the plan defines",
                    short(word)
                )
            }
            Reason::UnknownLanguage(word) => write!(f, "`{}` is not a language", short(word)),
            Reason::BadDate(word) => write!(f, "`{}` is not a date", short(word)),
            Reason::BadAnswer(word) => write!(f, "`{}` is neither yes nor no", short(word)),
            Reason::UnknownPlace(word) => {
                write!(f, "`{}` is no clause:NUMBER, question:ID or theme:RUN:NUMBER", short(word))
            }
            Reason::UnknownStance(word) => {
                write!(f, "`{}` is neither for, against nor neither", short(word))
            }
            Reason::NoId => write!(f, "the id is empty"),
            Reason::BadVote(word) => write!(f, "`{}` is not a vote (1, 0 or -1)", short(word)),
            Reason::BadModeration(word) => {
                write!(f, "`{}` is no moderation (1, 0 or -1)", short(word))
            }
            Reason::UnknownStatement(id) => {
                write!(f, "there is no accepted statement `{}`", short(id))
            }
            Reason::UnknownStatementColumn { votes } => {
                write!(
                    f,
                    "there is no accepted statement of this id; its {votes} votes are left out"
                )
            }
            Reason::RepeatedParticipant(id) => {
                write!(f, "the participant `{}` has a row already", short(id))
            }
        }
    }
}

/// A reason with the column it stands in; `None` when the row as a whole is at fault.
pub(crate) type Fault = (Option<usize>, Reason);

/// What holds for all rows of one file.
#[derive(Clone, Debug)]
pub(crate) struct Defaults<'a> {
    pub(crate) channel: Channel,
    pub(crate) constituency: Constituency,
    pub(crate) constituencies: &'a [String],
}

impl<'a> Defaults<'a> {
    /// As the caller says, else `channel` and the public.
    pub(crate) fn new(options: &'a Options, channel: Channel) -> Self {
        Defaults {
            channel: options.channel.unwrap_or(channel),
            constituency: options.constituency.clone().unwrap_or_default(),
            constituencies: &options.constituencies,
        }
    }
}

/// Makes a contribution of a row. `cell` gives a column's content, or why there is none. The id is
/// empty where the row has none.
pub(crate) fn contribution<'c>(
    columns: &Columns,
    defaults: &Defaults<'_>,
    cell: impl Fn(usize) -> Result<Cow<'c, str>, Reason>,
) -> Result<Contribution, Fault> {
    let (text, body_language) = words(columns, &cell)?;
    let take = |field: Field| taken(columns, &cell, field);
    let id = take(Field::Id)?.read(|id| whole(id).map(ContributionId))?;
    let channel = take(Field::Channel)?.read(|word| {
        synonyms::channel(word).ok_or_else(|| Reason::UnknownChannel(word.to_owned()))
    })?;
    let constituency = take(Field::Constituency)?.read(|word| {
        synonyms::constituency(word, defaults.constituencies)
            .ok_or_else(|| Reason::UnknownConstituency(word.to_owned()))
    })?;
    let language = take(Field::Language)?.read(|word| {
        synonyms::language(word).ok_or_else(|| Reason::UnknownLanguage(word.to_owned()))
    })?;
    let sent = take(Field::Date)?.read(|word| match date::read(word, columns.slash_order) {
        Reading::At(time) => Ok(Some(time)),
        Reading::Unknown => Ok(None),
        Reading::Unusable => Err(Reason::BadDate(word.to_owned())),
    })?;
    let participant = take(Field::Participant)?.read(|id| match synonyms::is_nobody(id) {
        true => Ok(None),
        false => whole(id).map(ParticipantId).map(Some),
    })?;
    let quotable = take(Field::Quotable)?
        .read(|word| synonyms::yes(word).ok_or_else(|| Reason::BadAnswer(word.to_owned())))?;
    let reply_to = take(Field::ReplyTo)?.read(|id| whole(id).map(ContributionId))?;
    let about = take(Field::About)?
        .read(|words| words.trim().parse().map_err(|_| Reason::UnknownPlace(words.to_owned())))?;
    let stance = take(Field::Stance)?.read(|word| {
        let named = Stance::named(&word.trim().to_lowercase());
        named.ok_or_else(|| Reason::UnknownStance(word.to_owned()))
    })?;
    let sources = take(Field::Sources)?.read(|lines| {
        let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(whole).collect::<Result<Vec<_>, _>>()
    })?;
    let placed = reply_to.is_some() || about.is_some() || stance.is_some() || sources.is_some();
    let discussed = placed.then(|| {
        let (stance, sources) = (stance.unwrap_or_default(), sources.unwrap_or_default());
        Box::new(Discussed { about, stance, sources })
    });
    Ok(Contribution {
        reply_to,
        discussed,
        id: id.unwrap_or(ContributionId(String::new())),
        constituency: constituency.unwrap_or_else(|| defaults.constituency.clone()),
        language: language.or(body_language),
        participant: participant.flatten(),
        sent: sent.flatten(),
        quotable: quotable.unwrap_or(false),
        ..Contribution::new("", text, channel.unwrap_or(defaults.channel))
    })
}

/// A field's cell with its column; `None` where the table has no such column or the cell is blank.
struct Taken<'c>(Option<(usize, Cow<'c, str>)>);

impl Taken<'_> {
    fn read<T>(self, read: impl FnOnce(&str) -> Result<T, Reason>) -> Result<Option<T>, Fault> {
        self.0
            .map(|(column, content)| read(&content).map_err(|reason| (Some(column), reason)))
            .transpose()
    }
}

fn taken<'c>(
    columns: &Columns,
    cell: &impl Fn(usize) -> Result<Cow<'c, str>, Reason>,
    field: Field,
) -> Result<Taken<'c>, Fault> {
    let Some(column) = columns.of(field) else {
        return Ok(Taken(None));
    };
    let content = cell(column).map_err(|reason| (Some(column), reason))?;
    Ok(Taken((!is_blank(&content)).then_some((column, content))))
}

/// The text, unchanged, from the first of its columns that holds any, with that column's language.
fn words<'c>(
    columns: &Columns,
    cell: &impl Fn(usize) -> Result<Cow<'c, str>, Reason>,
) -> Result<(String, Option<Language>), Fault> {
    for (column, language) in &columns.text {
        let content = cell(*column).map_err(|reason| (Some(*column), reason))?;
        if !is_blank(&content) {
            let text = whole(&content).map_err(|reason| (Some(*column), reason))?;
            return Ok((text, language.clone()));
        }
    }
    Err((columns.text.first().map(|(column, _)| *column), Reason::EmptyText))
}

/// A text as it stands, if it can be kept.
pub(crate) fn whole(text: &str) -> Result<String, Reason> {
    if text.contains('\0') { Err(Reason::ZeroCharacter) } else { Ok(text.to_owned()) }
}

/// True for nothing but white space and characters without width.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}'))
}
