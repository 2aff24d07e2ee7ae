//! Outlines: the text of a plan in one language, as Markdown.
//!
//! Four levels of headings carry the plan: `#` its title, `## 2 …` a chapter by number, `### … {#anchor}`
//! an objective, `#### 2.3 …` a clause by number; the number may stand again as an anchor, `{#2.3}`, as in
//! files that were written out to be edited. The file opens with the notice, a block quote.
//!
//! Read line by line and not by a Markdown parser: which headings follow which is all that is looked
//! at, the text between them is kept as written for the pages to render, and a fault must name its
//! line. Cost: one pass.

use crate::plan_folder::Fault;

/// An outline in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    /// The block quote the file opens with.
    pub(crate) notice: String,
    /// The first heading.
    pub(crate) title: String,
    /// What stands between the title and the first chapter.
    pub(crate) summary: String,
    /// Chapters, objectives and clauses in reading order.
    pub(crate) entries: Vec<Entry>,
}

/// A heading with what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Line of the heading, from 1.
    pub(crate) line: usize,
    /// What it opens.
    pub(crate) level: Level,
    /// Number of a chapter or clause, anchor of an objective.
    pub(crate) id: String,
    /// The heading without its number or anchor.
    pub(crate) title: String,
    /// Markdown up to the next heading, trimmed; blank under an objective.
    pub(crate) text: String,
}

/// What a heading opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// `##`
    Chapter,
    /// `###`
    Objective,
    /// `####`
    Clause,
}

impl Level {
    /// The word in faults.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Level::Chapter => "chapter",
            Level::Objective => "objective",
            Level::Clause => "clause",
        }
    }
}

/// Reads an outline; a fault comes with its line, from 1.
pub(crate) fn read(text: &str) -> Result<Outline, (usize, Fault)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut sections = sections(text)?.into_iter();
    let opening = sections.next().filter(|head| head.hashes == 1);
    let Some(Section { heading, body, .. }) = opening else {
        return Err((1, Fault::NoTitle));
    };
    let mut entries: Vec<Entry> = Vec::new();
    for section in sections {
        let line = section.line;
        let entry = entry(section, &entries).map_err(|fault| (line, fault))?;
        if let Some(first) = entries.iter().find(|e| (e.level, &e.id) == (entry.level, &entry.id)) {
            let first = format!("line {}", first.line);
            return Err((line, Fault::Twice { what: entry.level.word(), id: entry.id, first }));
        }
        entries.push(entry);
    }
    Ok(Outline { notice: notice(text)?, title: heading.to_owned(), summary: body, entries })
}

/// A heading as found, with the lines under it.
struct Section<'a> {
    line: usize,
    hashes: usize,
    heading: &'a str,
    body: String,
}

/// Cuts a text at its headings. Above the first one only the notice may stand.
fn sections(text: &str) -> Result<Vec<Section<'_>>, (usize, Fault)> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let hashes = line.bytes().take_while(|&b| b == b'#').count();
        let is_heading = hashes > 0 && line[hashes..].starts_with(' ');
        if is_heading {
            let heading = line[hashes..].trim();
            sections.push(Section { line: number, hashes, heading, body: String::new() });
        } else if let Some(section) = sections.last_mut() {
            section.body.push_str(line.trim_end());
            section.body.push('\n');
        } else if !line.trim().is_empty() && !line.starts_with('>') {
            return Err((number, if number == 1 { Fault::NoNotice } else { Fault::NoTitle }));
        }
    }
    for section in &mut sections {
        section.body = section.body.trim().to_owned();
    }
    Ok(sections)
}

fn notice(text: &str) -> Result<String, (usize, Fault)> {
    let quoted = text.lines().map_while(|line| line.strip_prefix('>')).map(str::trim);
    let notice = quoted.collect::<Vec<_>>().join("\n").trim().to_owned();
    if notice.is_empty() { Err((1, Fault::NoNotice)) } else { Ok(notice) }
}

fn entry(section: Section<'_>, before: &[Entry]) -> Result<Entry, Fault> {
    let last = |level| before.iter().rev().find(|entry| entry.level == level);
    let entry = |level, (id, title): (&str, &str)| Entry {
        line: section.line,
        level,
        id: id.to_owned(),
        title: title.to_owned(),
        text: section.body.clone(),
    };
    match section.hashes {
        2 => Ok(entry(Level::Chapter, numbered(section.heading)?)),
        3 => {
            last(Level::Chapter).ok_or(Fault::OutOfPlace("an objective", "a chapter"))?;
            let objective = entry(Level::Objective, anchored(section.heading)?);
            if objective.text.is_empty() { Ok(objective) } else { Err(Fault::TextUnderObjective) }
        }
        4 => {
            let clause = entry(Level::Clause, numbered(section.heading)?);
            let chapter = last(Level::Chapter).map_or("", |chapter| &chapter.id);
            match before.last().map(|entry| entry.level) {
                None | Some(Level::Chapter) => Err(Fault::OutOfPlace("a clause", "an objective")),
                _ if !clause.id.starts_with(&format!("{chapter}.")) => {
                    Err(Fault::OtherChapter { clause: clause.id, chapter: chapter.to_owned() })
                }
                _ if clause.text.is_empty() => Err(Fault::NoClauseText(clause.id)),
                _ => Ok(clause),
            }
        }
        1 => Err(Fault::SecondTitle),
        _ => Err(Fault::TooDeep),
    }
}

/// `2.3 Water in drought` → (`2.3`, `Water in drought`).
fn numbered(heading: &str) -> Result<(&str, &str), Fault> {
    let fault = || Fault::NoNumber(heading.to_owned());
    let (number, title) = heading.split_once(' ').ok_or_else(fault)?;
    let number = number.strip_suffix('.').unwrap_or(number);
    let title = title.trim().strip_suffix(&format!("{{#{number}}}")).unwrap_or(title);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && stands_in_address(number);
    if is_number { Ok((number, title.trim())) } else { Err(fault()) }
}

/// `Water for all {#water}` → (`water`, `Water for all`).
fn anchored(heading: &str) -> Result<(&str, &str), Fault> {
    heading
        .strip_suffix('}')
        .and_then(|rest| rest.split_once("{#"))
        .filter(|(_, anchor)| stands_in_address(anchor))
        .map(|(title, anchor)| (anchor, title.trim()))
        .ok_or_else(|| Fault::NoAnchor(heading.to_owned()))
}

/// True for what may stand in an address: small letters, digits, `-` and `.`.
pub(crate) fn stands_in_address(id: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.';
    !id.is_empty() && id.bytes().all(allowed)
}
