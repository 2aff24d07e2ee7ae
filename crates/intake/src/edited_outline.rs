//! Outlines that were edited outside, read back with the anchors they still carry.
//!
//! In Markdown a heading carries its anchor at its end, `#### 2.3 Water in drought {#2.3}`; in a text
//! document (feature `docx`) in a bookmark. Editors lose anchors, change numbers and leave things out, so
//! this reader takes what it finds: which heading is which clause is found by [`plan::redraft`]. A line
//! `<!-- why: … -->` under a heading says why its text reads so now.
//!
//! A line of the text that begins with `#` or with that comment stands behind a backslash in the file.
//! Cost: one pass.

use plan::{Level, OutlineEntry, OutlineText};

use crate::limits::{MAX_OUTLINE_BYTES, MAX_OUTLINE_HEADINGS};
use crate::{IntakeError, Source};

/// A heading as a file holds it, with the lines under it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heading {
    /// Where it stands.
    pub(crate) place: String,
    /// 1 for the title, 2 for a chapter, 3 for an objective, 4 for a clause.
    pub(crate) depth: usize,
    /// Its words, with number.
    pub(crate) words: String,
    /// Anchor and level, where the file carries them.
    pub(crate) anchor: Option<(Level, String)>,
    /// The text under it, line by line.
    pub(crate) lines: Vec<String>,
}

/// Reads an outline in Markdown or, with the feature `docx`, a text document.
///
/// # Errors
/// When the file cannot be read, is larger than an outline may be, or has no headings; and for a document
/// that is damaged, locked, or holds what an outline has no need of (macros, links to files elsewhere).
pub fn read(mut source: Source, language: &str) -> Result<OutlineText, IntakeError> {
    use std::io::{Read, Seek, SeekFrom};
    let path = source.path().to_owned();
    let mut start = [0; 4];
    let found = source.read(&mut start).map_err(IntakeError::io(&path))?;
    source.seek(SeekFrom::Start(0)).map_err(IntakeError::io(&path))?;
    if start[..found].starts_with(b"PK") {
        return document(source, language);
    }
    let mut bytes = Vec::new();
    let taken = (&mut source).take(MAX_OUTLINE_BYTES + 1).read_to_end(&mut bytes);
    taken.map_err(IntakeError::io(&path))?;
    if bytes.len() as u64 > MAX_OUTLINE_BYTES {
        return Err(too_large(&path, MAX_OUTLINE_BYTES));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        let hint = "save it as Markdown in UTF-8, or as DOCX";
        IntakeError::NotAnOutline {
            path: path.clone(),
            what: "it is no text in UTF-8".into(),
            hint,
        }
    })?;
    let (notice, headings) = headings(text.strip_prefix('\u{feff}').unwrap_or(&text));
    outline(&path, language, notice, headings)
}

#[cfg(feature = "docx")]
fn document(source: Source, language: &str) -> Result<OutlineText, IntakeError> {
    crate::docx::read(source, language)
}

#[cfg(not(feature = "docx"))]
fn document(source: Source, _: &str) -> Result<OutlineText, IntakeError> {
    Err(IntakeError::NotAnOutline {
        path: source.path().to_owned(),
        what: "this program was built without the reader of text documents".into(),
        hint: "build it with --features docx, or save the outline as Markdown",
    })
}

pub(crate) fn too_large(path: &str, most: u64) -> IntakeError {
    IntakeError::NotAnOutline {
        path: path.to_owned(),
        what: format!("it is larger than {} MiB", most >> 20),
        hint: "an outline is text alone; take pictures and attachments out",
    }
}

/// The notice above the first heading, and every heading of a Markdown file.
fn headings(text: &str) -> (String, Vec<Heading>) {
    let mut notice = String::new();
    let mut found: Vec<Heading> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let depth = line.bytes().take_while(|&b| b == b'#').count();
        if depth > 0 && line[depth..].starts_with([' ', '\t']) {
            let (words, anchor) = anchored(line[depth..].trim());
            found.push(Heading {
                place: format!("line {number}"),
                depth,
                words: words.to_owned(),
                anchor: anchor.and_then(|id| Some((level_at(depth)?, id.to_owned()))),
                lines: Vec::new(),
            });
        } else if let Some(heading) = found.last_mut() {
            heading.lines.push(bare(line).to_owned());
        } else if let Some(quoted) = line.strip_prefix('>') {
            notice.push_str(quoted.trim());
            notice.push('\n');
        }
    }
    (notice.trim().to_owned(), found)
}

/// A line without the backslash that kept it from being a heading or a reason.
fn bare(line: &str) -> &str {
    let rest = line.trim_start_matches('\\');
    let is_kept = rest.len() < line.len() && (rest.starts_with('#') || rest.starts_with(WHY));
    if is_kept { &line[1..] } else { line }
}

const WHY: &str = "<!-- why:";

/// `Water in drought {#2.3}` → `Water in drought`, `2.3`.
fn anchored(heading: &str) -> (&str, Option<&str>) {
    let heading = heading.trim_end_matches('#').trim_end();
    match heading.strip_suffix('}').and_then(|rest| rest.rsplit_once("{#")) {
        Some((words, anchor)) if !anchor.is_empty() => (words.trim(), Some(anchor.trim())),
        _ => (heading, None),
    }
}

fn level_at(depth: usize) -> Option<Level> {
    [Level::Chapter, Level::Objective, Level::Clause].get(depth.checked_sub(2)?).copied()
}

/// The outline that the headings make.
pub(crate) fn outline(
    path: &str,
    language: &str,
    notice: String,
    headings: Vec<Heading>,
) -> Result<OutlineText, IntakeError> {
    let fault =
        |what: String, hint| IntakeError::NotAnOutline { path: path.to_owned(), what, hint };
    if headings.len() > MAX_OUTLINE_HEADINGS {
        let what = format!("{} headings; at most {MAX_OUTLINE_HEADINGS} are read", headings.len());
        return Err(fault(what, "hand the plan in as several nested plans"));
    }
    let mut outline = OutlineText { language: language.to_owned(), notice, ..Default::default() };
    for heading in headings {
        let level = heading.anchor.as_ref().map(|(level, _)| *level).or(level_at(heading.depth));
        match level {
            Some(level) => outline.entries.push(entry(level, heading)),
            None if heading.depth < 2 && outline.entries.is_empty() => {
                outline.title = heading.words;
                outline.summary = heading.lines.join("\n").trim().to_owned();
            }
            None => {
                let what =
                    format!("{}: `{}` is no heading of an outline", heading.place, heading.words);
                return Err(fault(what, "use one title, and headings of three levels below it"));
            }
        }
    }
    if outline.entries.is_empty() {
        let hint = "write one out with canvass draft export, and edit that file";
        return Err(fault("it has no chapters and no clauses".into(), hint));
    }
    Ok(outline)
}

fn entry(level: Level, heading: Heading) -> OutlineEntry {
    let (number, title) = numbered(level, &heading.words);
    let (why, text): (Vec<_>, Vec<_>) =
        heading.lines.into_iter().partition(|line| line.trim_start().starts_with(WHY));
    let reason = |line: &String| {
        let rest = line.trim().strip_prefix(WHY)?;
        Some(rest.strip_suffix("-->").unwrap_or(rest).trim().to_owned())
    };
    OutlineEntry {
        place: heading.place,
        level,
        anchor: heading.anchor.map(|(_, id)| id),
        number: number.map(str::to_owned),
        title: title.to_owned(),
        text: text.join("\n").replace('\r', "").trim().to_owned(),
        why: why.iter().filter_map(reason).collect::<Vec<_>>().join(" "),
    }
}

/// `2.3 Water in drought` → `2.3`, `Water in drought`. The number of a clause has a point in it.
fn numbered(level: Level, heading: &str) -> (Option<&str>, &str) {
    let (first, rest) = heading.split_once([' ', '\t', '\u{3000}']).unwrap_or((heading, ""));
    let number = first.strip_suffix('.').unwrap_or(first);
    let parts = number.split('.').count();
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-';
    let fits = match level {
        Level::Chapter => parts == 1,
        Level::Objective => false,
        Level::Clause => parts > 1,
    };
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && number.bytes().all(plain);
    if fits && is_number && !rest.trim().is_empty() {
        (Some(number), rest.trim())
    } else {
        (None, heading.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_editor_left_is_taken() {
        let file = "> An example.\n\n# Plan\n\nSummary.\n\n## 2. Water\n\n### Wells {#wells}\n\n\
                    #### 2.3 Dig {#2.3}\n<!-- why: They ran dry. -->\nDig.\n\n\\# deep\n\\\\# x\n\n\
                    #### A new one\n\n2030 it is.\n\n#### 2030 and after ####\n\n- a\n- b\n";
        let outline = read(Source::memory("o.md", file), "en").unwrap();
        let lines: Vec<String> = outline
            .entries
            .iter()
            .map(|e| {
                let (anchor, number) = (e.anchor.as_deref(), e.number.as_deref());
                let (anchor, number) = (anchor.unwrap_or("-"), number.unwrap_or("-"));
                format!("{} {anchor} {number} {:?} {:?} {:?}", e.place, e.title, e.text, e.why)
            })
            .collect();
        insta::assert_debug_snapshot!(lines, @r####"
        [
            "line 7 - 2 \"Water\" \"\" \"\"",
            "line 9 wells - \"Wells\" \"\" \"\"",
            "line 11 2.3 2.3 \"Dig\" \"Dig.\\n\\n# deep\\n\\\\# x\" \"They ran dry.\"",
            "line 18 - - \"A new one\" \"2030 it is.\" \"\"",
            "line 22 - - \"2030 and after\" \"- a\\n- b\" \"\"",
        ]
        "####);
        assert_eq!((outline.title.as_str(), outline.notice.as_str()), ("Plan", "An example."));
    }

    #[test]
    fn what_is_no_outline_is_refused_with_a_hint() {
        let refused = |bytes: &[u8]| {
            let fault = read(Source::memory("o.md", bytes), "en").unwrap_err();
            format!("{fault}; {}", fault.hint())
        };
        assert_eq!(
            refused(b"just text"),
            "o.md: it has no chapters and no clauses; write one out with canvass draft export, and \
             edit that file"
        );
        assert!(refused(b"\xff\xfe").starts_with("o.md: it is no text in UTF-8; "));
        assert!(refused(b"##### x").starts_with("o.md: line 1: `x` is no heading of an outline; "));
    }
}
