//! What can be wrong with an input as a whole, and how to put it right.

use std::io;

use crate::Field;

/// Why an input was not read. A single bad row is no error: it is quarantined.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// No input was named.
    #[error("no input was given")]
    NoInput,
    /// More than one set of votes in one run.
    #[error("two sets of votes: {first} and {second}")]
    TwoSetsOfVotes {
        /// Path of the first.
        first: String,
        /// Path of the second.
        second: String,
    },
    /// `--map` is not written `FIELD=COLUMN`, or names no field.
    #[error("`{0}` does not say which column is which")]
    BadMap(String),
    /// `--sheet` names no sheet of the workbook.
    #[error("{path}: there is no sheet `{wanted}`; sheets are: {}", listed(sheets))]
    NoSuchSheet {
        /// Path of the workbook.
        path: String,
        /// What was asked for.
        wanted: String,
        /// Names of the sheets there are.
        sheets: Vec<String>,
    },
    /// `--header-row` points past the end.
    #[error("{path}: there is no row {row} to take the column names from")]
    NoSuchRow {
        /// Path of the file.
        path: String,
        /// What was asked for, from 1.
        row: u64,
    },
    /// The file cannot be read.
    #[error("{path}: {cause}")]
    Io {
        /// Path of the file.
        path: String,
        /// What the system says.
        cause: io::Error,
    },
    /// A file of no bytes, or of white space.
    #[error("{0}: the file is empty")]
    Empty(String),
    /// The bytes are no text in any encoding.
    #[error("{path}: this is no text{}", .looks_like.map(|kind| format!(" but {kind}")).unwrap_or_default())]
    NotText {
        /// Path of the file.
        path: String,
        /// What the first bytes say it is.
        looks_like: Option<&'static str>,
    },
    /// A header, and nothing below it.
    #[error("{0}: there is a header but no row below it")]
    HeaderOnly(String),
    /// Two columns of one name.
    #[error("{path}: two columns are called `{}`", short(column))]
    DuplicateHeader {
        /// Path of the file.
        path: String,
        /// The name.
        column: String,
    },
    /// More columns than a table may have.
    #[error("{path}: {found} columns; at most {} are read", crate::limits::MAX_COLUMNS)]
    TooManyColumns {
        /// Path of the file.
        path: String,
        /// How many there are.
        found: usize,
    },
    /// No column is known to hold the text.
    #[error("{path}: no column for the text; columns are: {}", listed(columns))]
    NoTextColumn {
        /// Path of the file.
        path: String,
        /// Names of the columns there are.
        columns: Vec<String>,
        /// The column with the longest texts, if there is one with texts at all.
        longest: Option<String>,
        /// The columns are those of Polis votes.
        votes: bool,
    },
    /// A column that was asked for, or that the format must have, is not there.
    #[error("{path}: no column `{wanted}` for {what}; columns are: {}", listed(columns))]
    NoSuchColumn {
        /// Path of the file.
        path: String,
        /// What it was wanted for.
        what: String,
        /// Its name.
        wanted: String,
        /// Names of the columns there are.
        columns: Vec<String>,
    },
    /// The archive breaks one of the limits.
    #[error("{path}: {what}")]
    Bomb {
        /// Path of the workbook.
        path: String,
        /// Which limit, with both figures.
        what: String,
    },
    /// A part of the workbook declares a document type; such parts can be made to grow without end.
    #[error("{path}: its part `{part}` declares a document type (DTD)")]
    Dtd {
        /// Path of the workbook.
        path: String,
        /// Name of the part.
        part: String,
    },
    /// The archive's directory, which stands at the end, is missing or broken.
    #[error("{path}: the workbook is cut short or damaged ({cause})")]
    Truncated {
        /// Path of the workbook.
        path: String,
        /// What the archive reader says.
        cause: String,
    },
    /// The workbook is locked with a password.
    #[error("{0}: the workbook is locked with a password")]
    Encrypted(String),
    /// The binary format of before 2007.
    #[error("{0}: this is a workbook in the old binary format (.xls)")]
    OldWorkbook(String),
    /// An archive of something else.
    #[error("{path}: this is {kind}, not a workbook")]
    NotAWorkbook {
        /// Path of the file.
        path: String,
        /// What it is.
        kind: &'static str,
    },
    /// The workbook's content cannot be read.
    #[error("{path}: the workbook is damaged: {cause}")]
    DamagedWorkbook {
        /// Path of the workbook.
        path: String,
        /// What the reader says.
        cause: String,
    },
    /// A JSON document where one object a line was expected.
    #[error("{0}: this is one JSON document, not one object a line")]
    NotJsonLines(String),
    /// A file of a pol.is conversation that is no JSON list.
    #[error("{path}: this is no JSON list: {cause}")]
    NotJson {
        /// Path of the file.
        path: String,
        /// What the reader says, with line and column.
        cause: String,
    },
    /// A packed vote file that is not as it was written.
    #[error("{path}: the packed vote file is damaged: {what}")]
    DamagedVotes {
        /// Path of the file.
        path: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A packed vote file where votes to pack were expected.
    #[error("{0}: these votes are packed already")]
    AlreadyPacked(String),
    /// The packed vote file could not be written.
    #[error("the packed vote file cannot be written: {cause}")]
    NotWritten {
        /// What the system says.
        cause: io::Error,
    },
    /// A file that should be an approval profile.
    #[error("{path}: this is no approval profile: {what}")]
    NotAProfile {
        /// Path of the file.
        path: String,
        /// What is wrong with it, with its line where there is one.
        what: String,
    },
    /// A file that cannot be read as an outline.
    #[error("{path}: {what}")]
    NotAnOutline {
        /// Path of the file.
        path: String,
        /// What is wrong with it, with its place where there is one.
        what: String,
        /// What to do about it.
        hint: &'static str,
    },
    /// A folder without the files that make it an input.
    #[error("{path}: {missing} is missing in this folder")]
    IncompleteFolder {
        /// Path of the folder.
        path: String,
        /// The file or files missed.
        missing: &'static str,
    },
    /// The votes count agree as -1.
    #[error("{path}: agree is -1 here: the comments' own counts fit only with the sign turned")]
    VoteSign {
        /// Path of the votes.
        path: String,
    },
}

/// Which class of exit code an error belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The command was used wrongly.
    UsedWrongly,
    /// The input cannot be used.
    NotUsable,
    /// The system could not read the file.
    Io,
}

impl ErrorKind {
    /// The exit code of the contract.
    pub fn exit_code(self) -> u8 {
        match self {
            ErrorKind::UsedWrongly => 2,
            ErrorKind::NotUsable => 3,
            ErrorKind::Io => 74,
        }
    }
}

impl IntakeError {
    /// The class of exit code.
    pub fn kind(&self) -> ErrorKind {
        match self {
            IntakeError::NoInput
            | IntakeError::TwoSetsOfVotes { .. }
            | IntakeError::BadMap(_)
            | IntakeError::NoSuchSheet { .. }
            | IntakeError::NoSuchRow { .. } => ErrorKind::UsedWrongly,
            IntakeError::Io { .. } | IntakeError::NotWritten { .. } => ErrorKind::Io,
            _ => ErrorKind::NotUsable,
        }
    }

    /// What to do about it, in one or two sentences.
    pub fn hint(&self) -> String {
        match self {
            IntakeError::NoInput => "name a file or a Polis folder".into(),
            IntakeError::TwoSetsOfVotes { .. } => {
                "votes of two conversations cannot be counted together; analyse each by itself"
                    .into()
            }
            IntakeError::BadMap(_) => {
                format!("write --map FIELD=COLUMN, FIELD being one of {}", Field::names())
            }
            IntakeError::NoSuchSheet { .. } => "write --sheet with one of these names".into(),
            IntakeError::NoSuchRow { .. } => {
                "--header-row counts the rows of the sheet, or the lines of the file, from 1".into()
            }
            IntakeError::Io { .. } => "check that the file is there and can be read".into(),
            IntakeError::Empty(_) => "export it again, or leave it out".into(),
            IntakeError::NotText { .. } => {
                "give a CSV, XLSX or JSONL file, or a Polis folder".into()
            }
            IntakeError::HeaderOnly(_) => {
                "export it again with its rows; if the names of the columns stand further down, \
                 write --header-row N"
                    .into()
            }
            IntakeError::DuplicateHeader { .. } => "rename one of the two in the file".into(),
            IntakeError::TooManyColumns { .. } => {
                "leave out the columns that are not needed".into()
            }
            IntakeError::NoTextColumn { votes: true, .. } => {
                "these look like Polis votes; give the folder that also holds comments.csv".into()
            }
            IntakeError::NoTextColumn { longest: Some(column), .. } => {
                format!("name the column: --map {}", quoted(&format!("text={column}")))
            }
            IntakeError::NoTextColumn { .. } => "name the column: --map text=COLUMN".into(),
            IntakeError::NoSuchColumn { .. } => "use one of these names, as it is written".into(),
            IntakeError::Bomb { .. } => {
                "if the workbook is really that large, save its sheet as CSV".into()
            }
            IntakeError::Dtd { .. } | IntakeError::DamagedWorkbook { .. } => {
                "open it in a spreadsheet program and save it again as XLSX or CSV".into()
            }
            IntakeError::Truncated { .. } => "copy or download the file again".into(),
            IntakeError::Encrypted(_) => "save it again without a password".into(),
            IntakeError::OldWorkbook(_) => "save it again as XLSX or CSV".into(),
            IntakeError::NotAWorkbook { .. } => {
                "unpack it, or save its table as XLSX or CSV".into()
            }
            IntakeError::NotJsonLines(_) => {
                "write one object a line; a pol.is conversation is given as a folder with \
                 votes.json and comments.json"
                    .into()
            }
            IntakeError::NotJson { .. } => "export the file again".into(),
            IntakeError::DamagedVotes { .. } => {
                "copy it again, or make it again: canvass votes pack INPUT -o FILE".into()
            }
            IntakeError::AlreadyPacked(_) => "give it to canvass analyse as it is".into(),
            IntakeError::NotWritten { .. } => "check that there is space and run it again".into(),
            IntakeError::NotAProfile { .. } => {
                "write profile: [[0, 1], [2]], num_cand: 3 and committeesize: 2, each on its line"
                    .into()
            }
            IntakeError::NotAnOutline { hint, .. } => (*hint).into(),
            IntakeError::IncompleteFolder { .. } => {
                "a folder holds comments.csv with votes.csv or participants-votes.csv, or \
                 comments.json with votes.json; give other files by their own names"
                    .into()
            }
            IntakeError::VoteSign { .. } => "export the votes with agree = 1, disagree = -1".into(),
        }
    }

    /// A reading error with the path it happened at.
    pub(crate) fn io(path: &str) -> impl FnOnce(io::Error) -> Self {
        move |cause| IntakeError::Io { path: path.to_owned(), cause }
    }
}

/// Names in a sentence: the first thirty, each cut at forty characters.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 30;
    let mut shown = names.iter().take(SHOWN).map(|name| short(name)).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        shown.push_str(&format!(" and {} more", names.len() - SHOWN));
    }
    shown
}

/// The first forty characters of a cell, for a sentence.
pub(crate) fn short(word: &str) -> String {
    const SHOWN: usize = 40;
    match word.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &word[..end]),
        None => word.to_owned(),
    }
}

/// A word as a shell takes it: quoted when it holds anything but plain characters.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "=,._/-:".contains(c);
    if word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
