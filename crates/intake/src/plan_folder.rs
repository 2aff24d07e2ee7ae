//! A plan's folder: outlines in Markdown, records in TOML, and a folder for each plan nested under it.
//!
//! `docs/plan-folder.md` describes the format. The outlines are read by `outline.rs`; the records
//! are nouns of the plan and read by serde. Whatever serde would pass over in silence (a field nothing
//! reads, a pointer to nothing, an identifier used twice, a text missing in one language) is refused with
//! its line. The line is looked up in the file's syntax tree when there is a fault to report.

mod fault;
mod records;

use std::collections::BTreeMap;

use consultation::{LocalText, Timestamp};
use plan::{Chapter, Clause, ClauseId, Objective, Plan, PlanId};
use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};
use toml_parser::lexer::TokenKind;

pub use fault::{Fault, PlanFolderError};

use crate::limits::MAX_NESTED;
use crate::outline::{self, Entry, Level, Outline, stands_in_address};
use records::{Named, Records, Sources};

/// Reads the plans of a folder, a plan before those nested under it.
///
/// `files` are the texts of the folder by their names within it, with `/` between folders; files that are
/// neither `outline.….md` nor `….toml` are passed over. Rounds open at `opens`.
///
/// ```
/// use std::collections::BTreeMap;
///
/// let outline = "> An example.\n\n# A plan\n\n## 1 Water\n\n### Water for all {#water}\n\n#### 1.1 Wells\n\nDig.\n";
/// let plan = "[plan]\nid = \"wells\"\noffice = { en = \"Office\" }\nperiod = { first = 2026, last = 2030 }\n";
/// let files = [("outline.en.md", outline), ("plan.toml", plan)];
/// let files = BTreeMap::from(files.map(|(name, text)| (name.to_owned(), text.to_owned())));
/// let plans = intake::plan_folder::read(&files, consultation::Timestamp(0)).unwrap();
/// assert_eq!(plans[0].clauses().next().unwrap().id.as_str(), "1.1");
/// ```
///
/// # Errors
/// The first fault in the order: outlines, records, identifiers, pointers; folders by name.
pub fn read(
    files: &BTreeMap<String, String>,
    opens: Timestamp,
) -> Result<Vec<Plan>, PlanFolderError> {
    let mut folders: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::from([("", Vec::new())]);
    for (name, text) in files {
        let (folder, base) = name.rsplit_once('/').unwrap_or(("", name));
        if base.ends_with(".toml") || (base.starts_with("outline.") && base.ends_with(".md")) {
            folders.entry(folder).or_default().push((name, text));
        }
    }
    let mut parts: Vec<Part<'_>> = Vec::new();
    for (folder, files) in folders {
        let above = parts.iter().rev().find(|part| is_above(part.folder, folder));
        let parent = above.map(|part| part.id.clone());
        parts.push(Part::read(folder, files, parent)?);
    }
    check_across(&parts)?;
    Ok(parts.into_iter().map(|part| part.into_plan(opens)).collect())
}

fn is_above(folder: &str, below: &str) -> bool {
    folder.is_empty() || below.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// One folder, read and checked by itself.
struct Part<'a> {
    folder: &'a str,
    id: PlanId,
    parent: Option<PlanId>,
    /// Never empty; in the order of their languages.
    outlines: Vec<Translation<'a>>,
    files: Vec<RecordFile<'a>>,
}

/// An outline with the language and the file it stands in.
struct Translation<'a> {
    language: &'a str,
    file: &'a str,
    outline: Outline,
}

/// A file of records with its text.
struct RecordFile<'a> {
    name: &'a str,
    text: &'a str,
    records: Records,
}

impl<'a> Part<'a> {
    fn read(
        folder: &'a str,
        files: Vec<(&'a str, &'a str)>,
        parent: Option<PlanId>,
    ) -> Result<Part<'a>, PlanFolderError> {
        let nowhere = |what| {
            let file = if folder.is_empty() { "." } else { folder };
            fault_in(file, None, Fault::Missing(what))
        };
        let (toml, markdown): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(name, _)| name.ends_with(".toml"));
        let mut outlines = Vec::new();
        for (file, text) in markdown {
            let outline =
                outline::read(text).map_err(|(line, fault)| fault_in(file, Some(line), fault))?;
            outlines.push(Translation { language: language_of(file)?, file, outline });
        }
        if outlines.is_empty() {
            return Err(nowhere("outline"));
        }
        check_alike(&outlines)?;
        let languages: Vec<&str> = outlines.iter().map(|outline| outline.language).collect();
        let mut files = Vec::new();
        for (name, text) in toml {
            files.push(RecordFile { name, text, records: read_records(name, text, &languages)? });
        }
        let head = files.iter().find_map(|file| file.records.plan.as_ref());
        let id = head.map(|head| PlanId(head.id.clone())).ok_or_else(|| nowhere("[plan] table"))?;
        let part = Part { folder, id, parent, outlines, files };
        part.check()?;
        Ok(part)
    }

    fn entries(&self) -> &[Entry] {
        &self.outlines[0].outline.entries
    }

    /// Every identifier stands once, and every pointer points at one.
    fn check(&self) -> Result<(), PlanFolderError> {
        let mut places: BTreeMap<(&str, String), (&RecordFile<'_>, String)> = BTreeMap::new();
        for file in &self.files {
            for Named { at, what, id } in file.records.names() {
                if stands_in_addresses(what) && !stands_in_address(&id) {
                    return Err(file.fault(&at, Fault::BadId(id)));
                }
                // A second [plan] table is one too many under any identifier.
                let key = if what == "plan" { (what, String::new()) } else { (what, id.clone()) };
                if let Some((other, first)) = places.insert(key, (file, at.clone())) {
                    let first = other.place(&first);
                    return Err(file.fault(&at, Fault::Twice { what, id, first }));
                }
            }
        }
        for file in &self.files {
            for Named { at, what, id } in file.records.pointers() {
                let is_there = places.contains_key(&(what, id.clone()))
                    || self.entries().iter().any(|e| e.level.word() == what && e.id == id);
                if !is_there {
                    let plan = self.id.0.clone();
                    return Err(file.fault(&at, Fault::Unknown { what, id, plan }));
                }
            }
        }
        Ok(())
    }

    fn into_plan(self, opens: Timestamp) -> Plan {
        let notice = self.in_all(|outline| &outline.notice);
        let title = self.in_all(|outline| &outline.title);
        let summary = self.in_all(|outline| &outline.summary);
        let mut chapters = self.chapters();
        let mut all = Records::default();
        for file in self.files {
            all.append(file.records);
        }
        let head = all.plan.expect("a part is read only with its [plan] table");
        let clauses =
            chapters.iter_mut().flat_map(|c| &mut c.objectives).flat_map(|o| &mut o.clauses);
        let mut sources: BTreeMap<ClauseId, Sources> =
            all.clauses.into_iter().map(|sources| (sources.id.clone(), sources)).collect();
        for clause in clauses {
            if let Some(sources) = sources.remove(&clause.id) {
                clause.directions = sources.directions;
                clause.attributions = sources.attributions;
                clause.evidence = sources.evidence;
                clause.carries_out = sources.carries_out;
            }
        }
        Plan {
            id: self.id,
            title,
            office: head.office,
            notice,
            summary,
            period: head.period,
            parent: self.parent,
            constituencies: head.constituencies,
            chapters,
            directions: all.directions,
            rounds: all.rounds.into_iter().map(|round| round.opened(opens)).collect(),
            evidence: all.evidence,
            volumes: all.volumes,
            dispositions: Vec::new(),
            measures: all.measures,
            milestones: all.milestones,
            indicators: all.indicators,
            risks: all.risks,
            reports: all.reports,
            reports_due: all.reports_due,
            evaluations: all.evaluations,
            succession: all.succession,
            tensions: Vec::new(),
            theme_acts: Vec::new(),
            accuracies: Vec::new(),
            kept_numbers: Default::default(),
            comment_rounds: Vec::new(),
            comments: Vec::new(),
            approvals: Vec::new(),
            publications: Vec::new(),
            reviews: Vec::new(),
            rearranged: Vec::new(),
            withdrawn: Vec::new(),
            links: Vec::new(),
            reasons: plan::Reasons::default(),
            staff_replies: Vec::new(),
            put_to_vote: Vec::new(),
        }
    }

    /// One text of the outlines, by language.
    fn in_all(&self, text: impl Fn(&Outline) -> &str) -> LocalText {
        let of = |t: &Translation<'_>| (t.language.to_owned(), text(&t.outline).to_owned());
        LocalText(self.outlines.iter().map(of).collect())
    }

    /// The chapters, put together from outlines that were found alike.
    fn chapters(&self) -> Vec<Chapter> {
        let mut chapters: Vec<Chapter> = Vec::new();
        for (i, entry) in self.entries().iter().enumerate() {
            let title = self.in_all(|outline| &outline.entries[i].title);
            let text = self.in_all(|outline| &outline.entries[i].text);
            let id = entry.id.clone();
            match (entry.level, chapters.last_mut()) {
                (Level::Chapter, _) | (_, None) => {
                    chapters.push(Chapter { id, title, intro: text, objectives: Vec::new() });
                }
                (Level::Objective, Some(chapter)) => {
                    chapter.objectives.push(Objective { id, title, clauses: Vec::new() });
                }
                (Level::Clause, Some(chapter)) => {
                    let clause = Clause::new(ClauseId(id), title, text);
                    chapter
                        .objectives
                        .last_mut()
                        .expect("a clause stands under an objective")
                        .clauses
                        .push(clause);
                }
            }
        }
        chapters
    }
}

impl RecordFile<'_> {
    /// A fault at a place in the file, such as `measures/3/clause`.
    fn fault(&self, at: &str, fault: Fault) -> PlanFolderError {
        fault_in(self.name, line_of(self.text, at), fault)
    }

    fn place(&self, at: &str) -> String {
        match line_of(self.text, at) {
            Some(line) => format!("{}:{line}", self.name),
            None => self.name.to_owned(),
        }
    }
}

fn fault_in(file: &str, line: Option<usize>, fault: Fault) -> PlanFolderError {
    PlanFolderError { file: file.to_owned(), line, fault }
}

/// True for what has a page of its own.
fn stands_in_addresses(what: &str) -> bool {
    matches!(what, "plan" | "round" | "measure" | "indicator" | "work report" | "evaluation")
}

/// `province/outline.en.md` → `en`.
fn language_of(file: &str) -> Result<&str, PlanFolderError> {
    let base = file.rsplit_once('/').map_or(file, |(_, base)| base);
    base.strip_prefix("outline.")
        .and_then(|rest| rest.strip_suffix(".md"))
        .filter(|language| !language.is_empty())
        .ok_or_else(|| fault_in(file, None, Fault::NoLanguage))
}

/// Outlines in different languages have the same headings in the same order.
fn check_alike(outlines: &[Translation<'_>]) -> Result<(), PlanFolderError> {
    let Some((first, others)) = outlines.split_first() else { return Ok(()) };
    let name = |entry: Option<&Entry>| match entry {
        Some(entry) => format!("{} `{}`", entry.level.word(), entry.id),
        None => "nothing more".to_owned(),
    };
    let key = |entry: &Entry| (entry.level, entry.id.clone());
    for other in others {
        let (here, there) = (&other.outline.entries, &first.outline.entries);
        for i in 0..here.len().max(there.len()) {
            if here.get(i).map(key) != there.get(i).map(key) {
                let line = here.get(i).or(here.last()).map(|entry| entry.line);
                let (here, there) = (name(here.get(i)), name(there.get(i)));
                let fault = Fault::Diverge { here, file: first.file.to_owned(), there };
                return Err(fault_in(other.file, line, fault));
            }
        }
    }
    Ok(())
}

/// Plans and rounds have one name each in the whole folder, and a clause carried out is one of them.
fn check_across(parts: &[Part<'_>]) -> Result<(), PlanFolderError> {
    let files = || parts.iter().flat_map(|part| &part.files);
    let mut places: BTreeMap<(&str, String), String> = BTreeMap::new();
    for file in files() {
        for Named { at, what, id } in file.records.names() {
            if !matches!(what, "plan" | "round") {
                continue;
            }
            if let Some(first) = places.insert((what, id.clone()), file.place(&at)) {
                return Err(file.fault(&at, Fault::Twice { what, id, first }));
            }
        }
    }
    for file in files() {
        for (at, carried) in file.records.carried_out() {
            let Some(part) = parts.iter().find(|part| part.id == carried.plan) else {
                let fault = Fault::UnknownPlan(carried.plan.0.clone());
                return Err(file.fault(&format!("{at}/plan"), fault));
            };
            let id = carried.clause.as_str();
            if !part.entries().iter().any(|e| e.level == Level::Clause && e.id == id) {
                let plan = part.id.0.clone();
                let fault = Fault::Unknown { what: "clause", id: id.to_owned(), plan };
                return Err(file.fault(&format!("{at}/clause"), fault));
            }
        }
    }
    Ok(())
}

/// Reads a file of records and refuses what serde would pass over.
fn read_records(name: &str, text: &str, languages: &[&str]) -> Result<Records, PlanFolderError> {
    let unreadable = |error: toml::de::Error| {
        let line = error.span().map(|span| line_at(text, span.start));
        // Serde's words for a `Stated` that fits neither of its two forms name Rust types.
        let fault = match error.message() {
            message if message.contains("untagged enum") => Fault::Unfit,
            message => Fault::Toml(message.to_owned()),
        };
        fault_in(name, line, fault)
    };
    if let Some(offset) = too_deep(text) {
        let fault = Fault::Toml(format!("more than {MAX_NESTED} brackets are open here"));
        return Err(fault_in(name, Some(line_at(text, offset)), fault));
    }
    let records: Records = toml::from_str(text).map_err(unreadable)?;
    let given: Table = toml::from_str(text).map_err(unreadable)?;
    let kept = Table::try_from(&records).expect("what was read from TOML can be written as TOML");
    let found = unread_field(&given, &kept, "").or_else(|| missing_text(&given, languages, ""));
    match found {
        Some((at, fault)) => Err(fault_in(name, line_of(text, &at), fault)),
        None => Ok(records),
    }
}

/// Where more brackets are open than [`MAX_NESTED`]. The parser calls itself for each, and loses count of them where one
/// is closed that was never opened.
fn too_deep(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    for token in toml_parser::Source::new(text).lex() {
        match token.kind() {
            kind @ (TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket) => {
                open.push(kind);
                if open.len() > MAX_NESTED {
                    return Some(token.span().start());
                }
            }
            TokenKind::RightSquareBracket => {
                open.pop_if(|kind| *kind == TokenKind::LeftSquareBracket);
            }
            TokenKind::RightCurlyBracket => {
                open.pop_if(|kind| *kind == TokenKind::LeftCurlyBracket);
            }
            _ => {}
        }
    }
    None
}

/// The first field that is in the file but not in what was made of it.
fn unread_field(given: &Table, kept: &Table, at: &str) -> Option<(String, Fault)> {
    given.iter().find_map(|(key, value)| {
        let at = format!("{at}/{key}");
        match kept.get(key) {
            None => Some((at, Fault::UnknownField(key.clone()))),
            Some(kept) => unread_below(value, kept, &at),
        }
    })
}

fn unread_below(given: &Value, kept: &Value, at: &str) -> Option<(String, Fault)> {
    match (given, kept) {
        (Value::Table(given), Value::Table(kept)) => unread_field(given, kept, at),
        (Value::Array(given), Value::Array(kept)) => given
            .iter()
            .zip(kept)
            .enumerate()
            .find_map(|(i, (given, kept))| unread_below(given, kept, &format!("{at}/{i}"))),
        _ => None,
    }
}

/// The first text that stands in one of the languages but not in all. A table with a language for a key
/// is a text.
fn missing_text(table: &Table, languages: &[&str], at: &str) -> Option<(String, Fault)> {
    if languages.iter().any(|language| table.contains_key(*language)) {
        let is_blank = |text: &Value| text.as_str().is_some_and(|text| text.trim().is_empty());
        let missing = languages.iter().find(|&&tag| table.get(tag).is_none_or(is_blank))?;
        return Some((at.to_owned(), Fault::NoText((*missing).to_owned())));
    }
    table.iter().find_map(|(key, value)| missing_below(value, languages, &format!("{at}/{key}")))
}

fn missing_below(value: &Value, languages: &[&str], at: &str) -> Option<(String, Fault)> {
    match value {
        Value::Table(table) => missing_text(table, languages, at),
        Value::Array(values) => values
            .iter()
            .enumerate()
            .find_map(|(i, value)| missing_below(value, languages, &format!("{at}/{i}"))),
        _ => None,
    }
}

/// The line of a place such as `measures/3/clause`, or of the nearest thing around it.
fn line_of(text: &str, at: &str) -> Option<usize> {
    let root = DeTable::parse(text).ok()?;
    let mut offset = None;
    let mut steps = at.split('/').filter(|step| !step.is_empty());
    let mut value: &Spanned<DeValue<'_>> = root.get_ref().get(steps.next()?)?;
    loop {
        offset = Some(value.span().start).or(offset);
        let below = steps.next().and_then(|step| match value.get_ref() {
            DeValue::Table(table) => table.get(step),
            DeValue::Array(array) => array.get(step.parse::<usize>().ok()?),
            _ => None,
        });
        match below {
            Some(below) => value = below,
            None => return offset.map(|offset| line_at(text, offset)),
        }
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|&b| b == b'\n').count()
}
