//! What a command prints for other programs: data, on standard output.

use std::fmt::Display;
use std::io::{self, Write};

use crate::failure::{Exit, Failure, Outcome};

/// Prints text that ends its own lines.
pub fn text(data: impl Display) -> Outcome {
    write!(io::stdout(), "{data}").map_err(|error| unwritten(&error))
}

/// Prints one line of data. Whoever reads may stop early (`canvass theme list DATA | head`): then the
/// command ends as any other does in a pipe, without a word.
pub fn line(data: impl Display) -> Outcome {
    writeln!(io::stdout(), "{data}").map_err(|error| unwritten(&error))
}

/// A count with its noun, for a sentence: `1 theme`, `12 themes`.
pub fn counted(count: u64, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

fn unwritten(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::BrokenPipe => {
            Failure::new(Exit::ReaderGone, "nobody reads the output", "read it to its end")
        }
        _ => Failure::new(
            Exit::Io,
            format!("cannot write to standard output: {error}"),
            "free some space where it goes, then run the command again",
        ),
    }
}
