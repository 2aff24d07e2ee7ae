//! Failures of a command: what happened, what to do about it, and the exit code.
//!
//! Libraries have their own error types; this is the one place that turns them into words for a
//! terminal. Standard error gets `error: …`, then `hint: …`; standard output carries data only.

use std::fmt;
use std::io;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

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
    /// The place in a file that is to blame, where there is one.
    pub place: Option<Box<Place>>,
    /// What to do about it.
    pub hint: Option<String>,
    /// The exit code.
    pub exit: Exit,
}

/// A line of a text file that is to blame, with its words.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file, as the user knows it.
    pub file: String,
    /// The line's number, from 1.
    pub line: usize,
    /// The line.
    pub words: String,
    /// What in it is to blame; the whole line where it does not stand there.
    pub blamed: Option<String>,
}

impl Place {
    /// `error: …` with file, line, the line itself and a mark under what is to blame.
    fn shown(&self, message: &str) -> String {
        let words = self.words.trim_end();
        let start = words.len() - words.trim_start().len();
        let found = self.blamed.as_deref().filter(|blamed| !blamed.is_empty());
        let found = found.and_then(|blamed| Some((words.find(blamed)?, blamed.len())));
        let (from, length) = found.unwrap_or((start, words.len() - start));
        let mark = AnnotationKind::Primary.span(from..from + length);
        let snippet =
            Snippet::source(words).line_start(self.line).path(self.file.as_str()).annotation(mark);
        Renderer::plain().render(&[Level::ERROR.primary_title(message).element(snippet)])
    }
}

/// What commands return.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure with a hint.
    pub fn new(exit: Exit, message: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure { message: message.into(), place: None, hint: Some(hint.into()), exit }
    }

    /// The same, pointing at a place in a file.
    pub fn at(self, place: Place) -> Failure {
        Failure { place: Some(Box::new(place)), ..self }
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
        match &self.place {
            Some(place) => f.write_str(&place.shown(&self.message))?,
            None => write!(f, "error: {}", self.message)?,
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_in_a_file_shows_the_line_between_what_and_what_to_do() {
        let failure =
            Failure::new(Exit::Input, "nothing is called `ownr` here", "correct its name");
        let words = "  ownr = \"水务局\"  # who does it";
        let place = |blamed: Option<&str>| Place {
            file: "plan/measures.toml".into(),
            line: 12,
            words: words.into(),
            blamed: blamed.map(str::to_owned),
        };
        let shown = failure.at(place(Some("ownr"))).to_string();
        assert!(shown.starts_with("error: nothing is called `ownr` here\n"), "{shown}");
        assert!(shown.contains("--> plan/measures.toml:12:3\n"), "{shown}");
        assert!(shown.contains(&format!("12 | {words}\n   |   ^^^^\n")), "{shown}");
        assert!(shown.ends_with("\nhint: correct its name"), "{shown}");
        let other = Failure::new(Exit::Input, "this value does not fit here", "write a date");
        let shown = other.at(place(None)).to_string();
        assert!(shown.contains(&"^".repeat(words.trim().chars().count())), "{shown}");
    }
}
