//! What can go wrong: with the directory or a read ([`Error`]), with a write ([`WriteError`]), and
//! what a write may be refused for ([`Refusal`]).

use std::io;
use std::path::PathBuf;

/// The directory could not be opened, or something kept in it could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The directory holds a store already.
    #[error("`{0}` already holds a store")]
    AlreadyThere(PathBuf),
    /// The directory holds no store.
    #[error("`{0}` holds no store")]
    NotThere(PathBuf),
    /// Another process, or another [`Store`](crate::Store) of this one, has it open.
    #[error("`{0}` is in use by another process")]
    InUse(PathBuf),
    /// A migration in the database differs from the one this program has under that number.
    #[error("migration {number} of the database is not the one this program knows")]
    MigrationDiffers {
        /// Number of the migration.
        number: u32,
    },
    /// The database was written by a newer program.
    #[error("the database is at migration {found}, this program knows {known}")]
    Newer {
        /// Last migration in the database.
        found: u32,
        /// Last migration of the program.
        known: u32,
    },
    /// The file system lacks what a write-ahead log needs.
    #[error("the file system of `{0}` cannot hold a write-ahead log")]
    FileSystem(PathBuf),
    /// The kept leaves do not lead to the kept root.
    #[error("the leaves of the database do not lead to its root")]
    TreeDiffers,
    /// The log's key may be read by others than its owner.
    #[error("`{0}` can be read by others than its owner")]
    KeyOpen(PathBuf),
    /// The log's key is not the one the directory was made with.
    #[error("`{0}` is not the key that this log was begun with")]
    KeyDiffers(PathBuf),
    /// The database lacks the head that was signed last: a backup was put back.
    #[error("{signed} leaves were signed, the database holds {held} of them or others")]
    Behind {
        /// Leaves that were signed.
        signed: u64,
        /// Leaves in the database.
        held: u64,
    },
    /// There is no file with the head signed last, so nobody can say whether leaves are missing.
    #[error("`{0}`, the head signed last, is missing")]
    HeadMissing(PathBuf),
    /// A path that is kept must be text.
    #[error("the path `{0}` is not UTF-8")]
    NoText(PathBuf),
    /// Something kept cannot be read.
    #[error("the database holds {what} that cannot be read")]
    Unreadable {
        /// What it is.
        what: &'static str,
    },
    /// There is no such leaf, node or proof.
    #[error(transparent)]
    Tree(#[from] tlog::Error),
    /// The files of the directory could not be reached.
    #[error("cannot use `{path}`")]
    Files {
        /// File or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// SQLite failed.
    #[error("the database failed")]
    Database(#[from] rusqlite::Error),
}

impl Error {
    /// What the person who meets the error can do.
    pub fn hint(&self) -> &'static str {
        match self {
            Error::AlreadyThere(_) => "choose another directory, or open this one",
            Error::NotThere(_) => "make one with `canvass init`, or check the path",
            Error::InUse(_) => "stop the other process, or do it through the running server",
            Error::MigrationDiffers { .. } => "open it with the program that made it",
            Error::Newer { .. } => "open it with the newer program",
            Error::FileSystem(_) => "put the directory on a local disk",
            Error::TreeDiffers | Error::Unreadable { .. } => {
                "the database was altered or damaged; restore a backup and compare the two"
            }
            Error::KeyOpen(_) => "give it to its owner alone: chmod 600",
            Error::KeyDiffers(_) => "put back the `log.key` of this directory",
            Error::Behind { .. } | Error::HeadMissing(_) => {
                "put back the newest copy there is; if this is the newest, `canvass recover` goes on \
                 from it and says in the record what was lost"
            }
            Error::NoText(_) => "choose another path",
            Error::Tree(error) => error.hint(),
            Error::Files { .. } => "check that the directory exists, is writable and has room",
            Error::Database(_) => "check the disk; the database file may be damaged",
        }
    }
}

/// A write that was not acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// It cannot be kept as it is; nothing of it was.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The disk is full; nothing of it was kept. Reads go on, and writes when there is room again.
    #[error("the disk is full")]
    Full,
    /// Too much is waiting; nothing of it was kept.
    #[error("too much is waiting to be written")]
    Busy,
    /// Storage failed. It may or may not have been kept; the store takes no more writes.
    #[error("storage failed: the outcome is unknown")]
    OutcomeUnknown,
}

impl WriteError {
    /// What the person who meets the error can do.
    pub fn hint(&self) -> &'static str {
        match self {
            WriteError::Refused(refusal) => refusal.hint(),
            WriteError::Full => "make room on the disk, then send it again",
            WriteError::Busy => "wait a moment, then send it again with the same key",
            WriteError::OutcomeUnknown => "restart the program, then ask again with the same key",
        }
    }
}

/// Why a post was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Another body came before under the same idempotency key.
    #[error("this key was used before, with another body")]
    Conflict,
    /// The record was withdrawn, erased or replaced.
    #[error("the record at index {index} is no longer there")]
    Gone {
        /// Its leaf.
        index: u64,
    },
    /// No round has that identifier.
    #[error("there is no round `{0}`")]
    UnknownRound(String),
    /// No plan has that identifier.
    #[error("there is no plan `{0}`")]
    UnknownPlan(String),
    /// The round puts no such statement to the vote.
    #[error("there is no statement {statement} in round `{round}`")]
    UnknownStatement {
        /// The round.
        round: String,
        /// The statement's number.
        statement: u64,
    },
    /// Nobody has that token.
    #[error("there is no such participant")]
    UnknownParticipant,
    /// Nothing has that follow-up code.
    #[error("no contribution has this code")]
    UnknownCode,
    /// The leaf it points at is not there, or not of the kind it must be.
    #[error("there is no {what} at index {index}")]
    UnknownLeaf {
        /// Contribution or analysis run.
        what: &'static str,
        /// The index given.
        index: u64,
    },
    /// A reply to a reply.
    #[error("the contribution at index {index} is itself a reply, to {to}")]
    ReplyToReply {
        /// The index given.
        index: u64,
        /// What that replies to.
        to: u64,
    },
    /// Words that nobody may read cannot be put to the vote.
    #[error("the contribution at index {0} is not shown")]
    NotShown(u64),
    /// Its identifier is taken.
    #[error("there is already a {0} like this")]
    Taken(
        /// Follow-up code, participant, statement, plan, round or analysis run.
        &'static str,
    ),
    /// A vote that stands, or a participant, is not erased before the votes that it replaced, or that was cast by the participant.
    #[error("other votes that belong to it are still kept")]
    VotesRemain,
    /// The plan refuses the act.
    #[error(transparent)]
    Plan(plan::Refusal),
    /// A plan is published with rounds in it.
    #[error("a plan is published without rounds")]
    RoundsInPublication,
    /// More records than one post may hold.
    #[error("a post has at most {max} records, this one has {given}")]
    TooMany {
        /// Records given.
        given: usize,
        /// [`POST_RECORDS_MAX`](crate::POST_RECORDS_MAX).
        max: usize,
    },
    /// The tlog can take no such entry.
    #[error(transparent)]
    Entry(tlog::Error),
    /// A rule of the database itself forbids it.
    #[error("a rule of the database forbids it: {0}")]
    Rule(
        /// SQLite's words.
        String,
    ),
}

impl Refusal {
    /// What the person who meets the refusal can do.
    pub fn hint(&self) -> &'static str {
        match self {
            Refusal::Conflict => "send the same body again, or use a new key",
            Refusal::Gone { .. } => {
                "it was withdrawn, erased or replaced; nothing more can be done"
            }
            Refusal::UnknownRound(_) => "see the list of rounds",
            Refusal::UnknownPlan(_) => {
                "publish the plan first; a nested plan after the one above it"
            }
            Refusal::UnknownStatement { .. } => "see the round's list of statements",
            Refusal::UnknownParticipant => "ask for a participant's token first",
            Refusal::UnknownCode => "check the code for mistyped letters",
            Refusal::UnknownLeaf { .. } => "check the index",
            Refusal::ReplyToReply { .. } => "reply to that one instead: replies are one level deep",
            Refusal::NotShown(_) => "release it first",
            Refusal::Taken(_) => "choose another",
            Refusal::VotesRemain => "erase them first",
            Refusal::Plan(_) => "correct the act; the plan is unchanged",
            Refusal::RoundsInPublication => "publish the plan, then open each round by an act",
            Refusal::TooMany { .. } => "send it in portions",
            Refusal::Entry(error) => error.hint(),
            Refusal::Rule(_) => "nothing was kept; report this as a fault of the program",
        }
    }
}

/// Why a post is not in the batch: for its own sake, or because the database failed under all.
#[derive(Debug)]
pub(crate) enum Failure {
    Refused(Refusal),
    Database(rusqlite::Error),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Refused(refusal)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        match &error {
            // A rule broken by one post must not stop the writer for all.
            rusqlite::Error::SqliteFailure(code, message)
                if code.code == rusqlite::ErrorCode::ConstraintViolation =>
            {
                Failure::Refused(Refusal::Rule(message.clone().unwrap_or_default()))
            }
            rusqlite::Error::ToSqlConversionFailure(reason) => {
                Failure::Refused(Refusal::Rule(reason.to_string()))
            }
            _ => Failure::Database(error),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Database(error) => error.into(),
            Error::Tree(error) => error.into(),
            other => Failure::Refused(Refusal::Rule(other.to_string())),
        }
    }
}

impl From<tlog::Error> for Failure {
    fn from(error: tlog::Error) -> Self {
        Failure::Refused(Refusal::Entry(error))
    }
}
