//! Real files made here, read whole, and looked at as a person would.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corpora;
mod hostile;
mod limits;
mod look;
mod packed;
mod polis;
mod properties;
mod tables;
mod workbook;

use intake::{Input, IntakeError, Options, Read, Source};

/// Reads files given by path and bytes.
fn read<B: AsRef<[u8]>>(files: &[(&str, B)], options: &Options) -> Result<Read, IntakeError> {
    let input = |(path, bytes): &(&str, B)| Input::File(Source::memory(*path, bytes.as_ref()));
    let read = intake::read(files.iter().map(input).collect(), options)?;
    assert_adds_up(&read);
    Ok(read)
}

/// Reads one file without options.
fn read_one(path: &str, bytes: impl AsRef<[u8]>) -> Result<Read, IntakeError> {
    read(&[(path, bytes)], &Options::default())
}

/// Rows read are rows accepted and rows quarantined, for every file and in sum.
fn assert_adds_up(read: &Read) {
    for file in &read.files {
        assert_eq!(file.rows_read, file.accepted + file.quarantined, "{}", file.path);
    }
}

/// What was read, as text: files, contributions, votes, quarantine.
fn shown(read: &Read) -> String {
    let mut text = String::new();
    for file in &read.files {
        let delimiter = file.delimiter.map(|c| format!(" `{c}`")).unwrap_or_default();
        text += &format!(
            "{}: {} {}{delimiter}, {} = {} + {}\n",
            file.path,
            file.kind,
            file.encoding.as_deref().unwrap_or("-"),
            file.rows_read,
            file.accepted,
            file.quarantined
        );
        for note in &file.notes {
            text += &format!("  note: {note}\n");
        }
    }
    for said in &read.heard.contributions {
        text += &format!(
            "{} | {:?} | {} {}",
            said.id.as_str(),
            said.text,
            said.channel,
            said.constituency
        );
        text += &said.language.as_ref().map(|l| format!(" {}", l.as_str())).unwrap_or_default();
        text += &said.sent.map(|at| format!(" at {}", at.0)).unwrap_or_default();
        text +=
            &said.participant.as_ref().map(|p| format!(" by {}", p.as_str())).unwrap_or_default();
        text += if said.quotable { " quotable\n" } else { "\n" };
    }
    for vote in &read.heard.votes {
        text += &format!(
            "{} on {}: {}{}\n",
            read.heard.participants[vote.participant as usize].as_str(),
            read.heard.statements[vote.statement as usize].id.as_str(),
            vote.vote,
            vote.time.map(|at| format!(" at {}", at.0)).unwrap_or_default()
        );
    }
    for row in &read.quarantine {
        let start: String = row.row.chars().take(60).collect();
        text += &format!(
            "quarantine {}:{} [{}] {}: {start:?}\n",
            row.file, row.line, row.column, row.reason
        );
    }
    for disagreement in &read.disagreements.listed {
        text += &format!("disagreement: {disagreement}\n");
    }
    text
}

/// An error as the command line shows it.
fn fault(result: Result<Read, IntakeError>) -> String {
    match result {
        Ok(read) => format!("no error, but:\n{}", shown(&read)),
        Err(error) => {
            format!("error: {error}\nhint: {}\nexit {}", error.hint(), error.kind().exit_code())
        }
    }
}

/// UTF-16 bytes with a mark.
fn utf16_le(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}
