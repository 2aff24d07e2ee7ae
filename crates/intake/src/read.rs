//! What comes out of a reading: all that people said, and an account of every file and row.

use std::fmt;

use consultation::{Heard, Vote};

use crate::account::Gathered;
use crate::limits::{MAX_DISAGREEMENTS_LISTED, QUARANTINED_ROW_CHARS};
use crate::polis::Export;
use crate::polis_json::Conversation;
use crate::row::Reason;
use crate::source::{self, Input, MATRICES, Source, VOTES, VOTES_JSON};
use crate::{
    IntakeError, Options, csv, encoding, jsonl, kind, pack, packed, polis, polis_json, xlsx,
};

/// All that was read, with the account of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// Contributions, statements, participants and votes, in the order of the input.
    pub heard: Heard,
    /// One entry for each file read, in the order of the input.
    pub files: Vec<FileRead>,
    /// Rows that were set aside, and unusable cells of vote matrices, file by file, in their order.
    pub quarantine: Vec<Quarantined>,
    /// Where two records of the same votes differ.
    pub disagreements: Disagreements,
}

/// One file that was read. `rows_read` = `accepted` + `quarantined`, always.
#[derive(Clone, Debug, PartialEq)]
pub struct FileRead {
    /// The path, as the caller gave it.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// What it is.
    pub kind: FileKind,
    /// The encoding's name; `None` for a workbook.
    pub encoding: Option<String>,
    /// What stands between cells; `None` without any.
    pub delimiter: Option<char>,
    /// Data records after the header; a quoted line break does not end one.
    pub rows_read: u64,
    /// Rows that were taken.
    pub accepted: u64,
    /// Rows that were set aside.
    pub quarantined: u64,
    /// What a reader should know about how the file was understood, a sentence each.
    pub notes: Vec<String>,
}

impl FileRead {
    /// The account of a file of which no row has been read yet.
    pub(crate) fn new(path: &str, sha256: String, kind: FileKind) -> Self {
        FileRead {
            path: path.to_owned(),
            sha256,
            kind,
            encoding: None,
            delimiter: None,
            rows_read: 0,
            accepted: 0,
            quarantined: 0,
            notes: Vec::new(),
        }
    }
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A table of contributions.
    Csv,
    /// A workbook.
    Xlsx,
    /// One JSON object a line.
    Jsonl,
    /// `comments.csv` of a Polis export.
    PolisComments,
    /// `votes.csv` of a Polis export.
    PolisVotes,
    /// The vote matrix of a Polis export.
    PolisMatrix,
    /// `comments.json` of a pol.is conversation.
    PolisCommentsJson,
    /// `votes.json` of a pol.is conversation.
    PolisVotesJson,
    /// A packed vote file.
    PackedVotes,
}

impl FileKind {
    /// The name in the manifest.
    pub fn as_str(self) -> &'static str {
        match self {
            FileKind::Csv => "csv",
            FileKind::Xlsx => "xlsx",
            FileKind::Jsonl => "jsonl",
            FileKind::PolisComments => "polis-comments",
            FileKind::PolisVotes => "polis-votes",
            FileKind::PolisMatrix => "polis-matrix",
            FileKind::PolisCommentsJson => "polis-comments-json",
            FileKind::PolisVotesJson => "polis-votes-json",
            FileKind::PackedVotes => "packed-votes",
        }
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A row that was set aside, or a cell of a vote matrix whose row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// The bare file name.
    pub file: String,
    /// Line of a text file, row of a sheet, or element of a JSON list, from 1.
    pub line: u64,
    /// Name of the column at fault; empty when the row as a whole is.
    pub column: String,
    /// Why.
    pub reason: Reason,
    /// The row as it stands in the file, at most
    /// [`QUARANTINED_ROW_CHARS`](crate::limits::QUARANTINED_ROW_CHARS) characters of it; a sheet's
    /// row as a line of CSV. Bytes that cannot be decoded show as U+FFFD.
    pub row: String,
}

/// The beginning of a row, for the quarantine.
pub(crate) fn kept(row: &[u8]) -> String {
    let most = row.len().min(4 * QUARANTINED_ROW_CHARS);
    let text = String::from_utf8_lossy(&row[..most]);
    match text.char_indices().nth(QUARANTINED_ROW_CHARS) {
        Some((end, _)) => text[..end].to_owned(),
        None => text.into_owned(),
    }
}

/// Cells as one line of CSV.
pub(crate) fn as_line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cell = |cell: &str| {
        if cell.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    };
    cells.into_iter().map(cell).collect::<Vec<_>>().join(",")
}

/// Where two records of the same votes differ: votes and vote matrix, or votes and the comments'
/// own counts. The votes are what counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disagreements {
    /// How many there are.
    pub count: u64,
    /// The first [`MAX_DISAGREEMENTS_LISTED`](crate::limits::MAX_DISAGREEMENTS_LISTED) of them.
    pub listed: Vec<Disagreement>,
}

impl Disagreements {
    pub(crate) fn add(&mut self, disagreement: Disagreement) {
        self.count += 1;
        if self.listed.len() < MAX_DISAGREEMENTS_LISTED {
            self.listed.push(disagreement);
        }
    }
}

/// One difference between two records of the same votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disagreement {
    /// The last vote of a participant on a statement is not what the matrix says.
    Cell {
        /// The participant, as in the file.
        participant: String,
        /// The statement, as in the file.
        statement: String,
        /// The last vote cast.
        votes: Option<Vote>,
        /// The cell of the matrix.
        matrix: Option<Vote>,
    },
    /// The comments' own counts are not those of the votes.
    Counts {
        /// The statement, as in the file.
        statement: String,
        /// Agree and disagree, counted from the last votes.
        votes: (u64, u64),
        /// Agree and disagree, as the comments say.
        comments: (u64, u64),
    },
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |vote: &Option<Vote>| vote.map_or("no vote", Vote::as_str);
        match self {
            Disagreement::Cell { participant, statement, votes, matrix } => write!(
                f,
                "participant {participant} on statement {statement}: {} in the votes, {} in the matrix",
                word(votes),
                word(matrix)
            ),
            Disagreement::Counts { statement, votes, comments } => write!(
                f,
                "statement {statement}: {} agree and {} disagree in the votes, {} and {} in the comments",
                votes.0, votes.1, comments.0, comments.1
            ),
        }
    }
}

/// Reads everything that was given, in its order.
///
/// # Errors
/// The first input that cannot be used as a whole, or a second set of votes.
pub fn read(inputs: Vec<Input>, options: &Options) -> Result<Read, IntakeError> {
    if inputs.is_empty() {
        return Err(IntakeError::NoInput);
    }
    let mut gathered = Gathered::default();
    for input in source::gather(inputs) {
        match input {
            Input::File(source) => read_file(source, options, &mut gathered)?,
            Input::Folder { path, files } => read_folder(path, files, options, &mut gathered)?,
        }
    }
    gathered.name_contributions();
    Ok(gathered.read)
}

fn read_file(
    mut source: Source,
    options: &Options,
    gathered: &mut Gathered,
) -> Result<(), IntakeError> {
    let path = source.path().to_owned();
    let survey = encoding::survey(&mut source).map_err(IntakeError::io(&path))?;
    if survey.length == 0 {
        return Err(IntakeError::Empty(path));
    }
    let (kind, found) = kind::of(&mut source, &survey)?;
    match (kind, found) {
        (FileKind::PackedVotes, _) => {
            if let Some(first) = gathered.votes_of.replace(path.clone()) {
                return Err(IntakeError::TwoSetsOfVotes { first, second: path });
            }
            packed::read(&mut source, survey.sha256, gathered)
        }
        (FileKind::PolisVotes | FileKind::PolisMatrix, _) => {
            if let Some(first) = gathered.votes_of.replace(path.clone()) {
                return Err(IntakeError::TwoSetsOfVotes { first, second: path });
            }
            pack::read_alone(source, gathered)
        }
        (FileKind::PolisComments, _) => polis::read_comments_alone(&mut source, options, gathered),
        (FileKind::Jsonl, Some(found)) => {
            jsonl::read(&mut source, &survey, found, options, gathered)
        }
        (_, Some(found)) => csv::read(&mut source, &survey, found, options, gathered),
        (_, None) => xlsx::read(&mut source, survey.sha256, options, gathered),
    }
}

fn read_folder(
    path: String,
    files: Vec<Source>,
    options: &Options,
    gathered: &mut Gathered,
) -> Result<(), IntakeError> {
    if let Some(first) = gathered.votes_of.replace(path.clone()) {
        return Err(IntakeError::TwoSetsOfVotes { first, second: path });
    }
    let file = |name: &str| files.iter().find(|file| file.name() == name);
    let csv = file(VOTES).or_else(|| MATRICES.into_iter().find_map(file));
    match (csv, file(VOTES_JSON)) {
        (Some(csv), Some(json)) => Err(IntakeError::TwoSetsOfVotes {
            first: csv.path().to_owned(),
            second: json.path().to_owned(),
        }),
        (None, Some(_)) => polis_json::read(Conversation::of(&path, files)?, options, gathered),
        _ => polis::read(Export::of(&path, files)?, options, gathered),
    }
}
