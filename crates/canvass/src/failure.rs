//! Failures of a command: what happened, what to do about it, and the exit code.
//!
//! Libraries have their own error types; this is the one place that turns them into words for a
//! terminal. Standard error gets `error: …`, then `hint: …`; standard output carries data only.

use std::fmt;
use std::io;
use std::path::Path;

/// Exit codes, as `docs/output.md` lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// A check found a fault, or two things differ.
    Differs = 1,
    /// Used wrongly.
    Usage = 2,
    /// The input cannot be used.
    Input = 3,
    /// Rows were quarantined under `--strict`.
    Quarantined = 5,
    /// The server or database is not reachable.
    Unreachable = 69,
    /// The output cannot be created.
    CannotCreate = 73,
    /// Reading or writing failed.
    Io = 74,
    /// Storage failed or is busy; the outcome is unknown, ask again.
    TryAgain = 75,
    /// The reader of standard output went away; as a shell reports SIGPIPE.
    ReaderGone = 141,
}

/// Why a command stopped.
#[derive(Debug)]
pub struct Failure {
    /// What happened, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The exit code.
    pub exit: Exit,
}

/// What commands return.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure with a hint.
    pub fn new(exit: Exit, message: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure { message: message.into(), hint: Some(hint.into()), exit }
    }

    /// A failure to read or write `path`.
    pub fn io(exit: Exit, doing: &str, path: &Path, error: &io::Error) -> Failure {
        let hint = match error.kind() {
            io::ErrorKind::NotFound => "check the path".to_owned(),
            io::ErrorKind::PermissionDenied => "check who may read and write there".to_owned(),
            io::ErrorKind::StorageFull => "free some space, then run the command again".to_owned(),
            _ => "nothing was left behind; run the command again".to_owned(),
        };
        Failure::new(exit, format!("cannot {doing} {}: {error}", path.display()), hint)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}
