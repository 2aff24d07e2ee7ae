//! An outline as Markdown, to be edited outside and read back. Every heading carries its anchor.

use std::io::{self, Write};

use plan::{Level, OutlineEntry, OutlineText};

/// Writes an outline as Markdown.
///
/// # Errors
/// When `out` cannot be written to.
pub fn outline_markdown(outline: &OutlineText, out: &mut impl Write) -> io::Result<()> {
    for line in outline.notice.lines() {
        writeln!(out, "> {line}")?;
    }
    writeln!(out, "\n# {}\n", outline.title)?;
    write_text(&outline.summary, out)?;
    for entry in &outline.entries {
        writeln!(out, "{}\n", heading(entry))?;
        write_text(&entry.text, out)?;
    }
    Ok(())
}

fn heading(entry: &OutlineEntry) -> String {
    let hashes = match entry.level {
        Level::Chapter => "##",
        Level::Objective => "###",
        Level::Clause => "####",
    };
    // A chapter's number is its anchor; the others carry theirs, which an editor may leave alone while
    // the number before the heading changes.
    let anchor = entry.anchor.as_ref().filter(|_| entry.level != Level::Chapter);
    let anchor = anchor.map_or(String::new(), |anchor| format!(" {{#{anchor}}}"));
    format!("{hashes} {}{anchor}", words(entry))
}

/// Number and title of a heading.
pub(super) fn words(entry: &OutlineEntry) -> String {
    match &entry.number {
        Some(number) => format!("{number} {}", entry.title),
        None => entry.title.clone(),
    }
}

/// A text, with a backslash before each line that would read as a heading or a reason.
fn write_text(text: &str, out: &mut impl Write) -> io::Result<()> {
    for line in text.lines() {
        let bare = line.trim_start_matches('\\');
        let escape = bare.starts_with('#') || bare.starts_with("<!-- why:");
        writeln!(out, "{}{line}", if escape { "\\" } else { "" })?;
    }
    if text.is_empty() { Ok(()) } else { writeln!(out) }
}
