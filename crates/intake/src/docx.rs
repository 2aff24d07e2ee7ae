//! Text documents (DOCX, ISO/IEC 29500): the headings of an outline with what stands under them.
//!
//! The archive is looked through before it is opened (`archive`), and refused when it holds macros,
//! takes parts from elsewhere, declares a document type or unpacks to more than
//! [`MAX_DOCUMENT_BYTES`]. Of the document only words are read: headings by their style (its name is
//! the same in every language of the program), paragraphs, lists, and bookmarks, in which anchors
//! stand. Words that were struck out with tracked changes are passed over, words put in are taken.
//!
//! Cost: one pass over each of three parts; memory, the unpacked text.

use std::collections::BTreeMap;
use std::io::{BufReader, Read, Seek, SeekFrom};

use plan::{Level, OutlineText};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use crate::edited_outline::{Heading, outline};
use crate::limits::MAX_DOCUMENT_BYTES;
use crate::{IntakeError, Source, archive};

/// Reads a text document as an outline.
pub(crate) fn read(mut source: Source, language: &str) -> Result<OutlineText, IntakeError> {
    let path = source.path().to_owned();
    archive::check_document(&mut source).map_err(|fault| of_document(&path, fault))?;
    source.seek(SeekFrom::Start(0)).map_err(IntakeError::io(&path))?;
    let mut archive = ZipArchive::new(BufReader::new(source))
        .map_err(|cause| damaged(&path, cause.to_string()))?;
    harmless(&mut archive, &path)?;
    let document = part(&mut archive, "word/document.xml", &path)?
        .ok_or_else(|| damaged(&path, "it has no document".into()))?;
    let styles = part(&mut archive, "word/styles.xml", &path)?;
    let styles = styles.map(|xml| styles_of(&xml)).transpose();
    let styles = styles.map_err(|cause| damaged(&path, cause))?.unwrap_or_default();
    let paragraphs = paragraphs(&document, &styles).map_err(|cause| damaged(&path, cause))?;
    outline(&path, language, String::new(), headings(paragraphs))
}

/// A fault of the archive, said of a document.
fn of_document(path: &str, fault: IntakeError) -> IntakeError {
    let (what, hint) = match fault {
        IntakeError::Bomb { what, .. } => (what, "take pictures and attachments out of it"),
        IntakeError::Dtd { part, .. } => {
            let what = format!("its part `{part}` declares a document type (DTD)");
            (what, "no word processor writes that; open it in one and save it again")
        }
        IntakeError::Encrypted(_) => {
            ("it is locked with a password".into(), "save it again without one")
        }
        IntakeError::Truncated { cause, .. } => return damaged(path, cause),
        other => return other,
    };
    IntakeError::NotAnOutline { path: path.to_owned(), what, hint }
}

fn damaged(path: &str, cause: String) -> IntakeError {
    let what = format!("the document is damaged: {cause}");
    let hint = "open it in a word processor and save it again as DOCX";
    IntakeError::NotAnOutline { path: path.to_owned(), what, hint }
}

/// Refuses macros and parts that are taken from elsewhere; links in the text are only words.
fn harmless(archive: &mut ZipArchive<BufReader<Source>>, path: &str) -> Result<(), IntakeError> {
    let names: Vec<String> =
        archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    let refuse =
        |what: String, hint| Err(IntakeError::NotAnOutline { path: path.to_owned(), what, hint });
    let types = part(archive, "[Content_Types].xml", path)?.unwrap_or_default();
    let has_macros = |name: &String| name.to_lowercase().contains("vbaproject");
    if names.iter().any(has_macros) || types.contains("macroEnabled") {
        return refuse("it holds macros".into(), "save it as DOCX, which holds none");
    }
    for name in names.iter().filter(|name| name.ends_with(".rels")) {
        let relations = part(archive, name, path)?.unwrap_or_default();
        let from = outside(&relations).map_err(|cause| damaged(path, cause))?;
        if let Some(from) = from {
            let what = format!("it takes a part from elsewhere: {}", crate::error::short(&from));
            return refuse(
                what,
                "attach the standard template, and put linked parts into the file",
            );
        }
    }
    Ok(())
}

/// The first target outside the file that is more than a link in the text.
fn outside(relations: &str) -> Result<Option<String>, String> {
    let mut reader = Reader::from_str(relations);
    loop {
        match reader.read_event().map_err(|fault| fault.to_string())? {
            Event::Start(tag) | Event::Empty(tag)
                if tag.local_name().as_ref() == "Relationship" =>
            {
                let is_link = value(&tag, "Type").is_some_and(|kind| kind.ends_with("/hyperlink"));
                if value(&tag, "TargetMode").is_some_and(|mode| mode == "External") && !is_link {
                    return Ok(Some(value(&tag, "Target").unwrap_or_default()));
                }
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

/// A part of the archive as text; `None` where it is not there.
fn part(
    archive: &mut ZipArchive<BufReader<Source>>,
    name: &str,
    path: &str,
) -> Result<Option<String>, IntakeError> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut text = String::new();
    let read = file.take(MAX_DOCUMENT_BYTES).read_to_string(&mut text);
    read.map_err(|cause| damaged(path, format!("its part `{name}` is no text: {cause}")))?;
    Ok(Some(text))
}

/// What a style makes of its paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Look {
    /// 0 for the title, 1 for a heading of the first level, and so on.
    heading: Option<usize>,
    list: bool,
}

#[derive(Default)]
struct Style {
    look: Look,
    based_on: Option<String>,
}

/// Styles by identifier. What a style does not say it has from the one it is based on.
fn styles_of(xml: &str) -> Result<BTreeMap<String, Look>, String> {
    let mut styles: BTreeMap<String, Style> = BTreeMap::new();
    let mut open = String::new();
    let mut reader = Reader::from_str(xml);
    loop {
        let tag = match reader.read_event().map_err(|fault| fault.to_string())? {
            Event::Start(tag) | Event::Empty(tag) => tag,
            Event::Eof => break,
            _ => continue,
        };
        if tag.local_name().as_ref() == "style" {
            open = value(&tag, "styleId").unwrap_or_default();
            styles.entry(open.clone()).or_default();
        }
        let Some(style) = styles.get_mut(&open) else { continue };
        let said = value(&tag, "val");
        match (tag.local_name().as_ref(), said) {
            ("name", Some(name)) => {
                let name = name.to_lowercase();
                let level = name.strip_prefix("heading ").and_then(|level| level.parse().ok());
                style.look.heading = level.or((name == "title").then_some(0));
                style.look.list = name.starts_with("list ");
            }
            ("outlineLvl", Some(level)) => {
                let level = level.parse::<usize>().ok().filter(|level| *level < 9);
                style.look.heading = style.look.heading.or(level.map(|level| level + 1));
            }
            ("basedOn", Some(other)) => style.based_on = Some(other),
            _ => {}
        }
    }
    Ok(styles.keys().map(|id| (id.clone(), inherited(&styles, id))).collect())
}

/// Steps from style to style at most.
const BASES: usize = 16;

fn inherited(styles: &BTreeMap<String, Style>, id: &str) -> Look {
    let base = |style: &&Style| styles.get(style.based_on.as_ref()?);
    let line = std::iter::successors(styles.get(id), base).take(BASES);
    let mut look = Look::default();
    for style in line {
        look.heading = look.heading.or(style.look.heading);
        look.list |= style.look.list;
    }
    look
}

/// A paragraph with what is known of it.
#[derive(Clone, Debug, Default)]
struct Paragraph {
    number: usize,
    look: Look,
    words: String,
    bookmarks: Vec<(Level, String)>,
}

/// Elements whose content is not part of the text: struck out, moved away, formatting of before, text
/// boxes, and the second form of what was given already.
const PASSED_OVER: [&str; 8] = [
    "del",
    "moveFrom",
    "pPrChange",
    "rPrChange",
    "sectPrChange",
    "txbxContent",
    "Fallback",
    "pict",
];

/// The paragraphs of a document, empty ones left out.
fn paragraphs(xml: &str, styles: &BTreeMap<String, Look>) -> Result<Vec<Paragraph>, String> {
    let mut found = Vec::new();
    let mut open = Paragraph::default();
    let (mut passed, mut in_run, mut in_text, mut number) = (0usize, false, false, 0);
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|fault| fault.to_string())? {
            Event::Start(tag) if PASSED_OVER.contains(&tag.local_name().as_ref()) => passed += 1,
            Event::End(tag) if PASSED_OVER.contains(&tag.local_name().as_ref()) => {
                passed = passed.saturating_sub(1);
            }
            Event::Eof => return Ok(found),
            _ if passed > 0 => {}
            Event::Start(tag) => match tag.local_name().as_ref() {
                "p" => {
                    number += 1;
                    open = Paragraph { number, ..Paragraph::default() };
                }
                "r" => in_run = true,
                "t" => in_text = in_run,
                _ => formatted(&mut open, &tag, styles, in_run),
            },
            Event::Empty(tag) => formatted(&mut open, &tag, styles, in_run),
            Event::End(tag) => match tag.local_name().as_ref() {
                "p" => {
                    let done = std::mem::take(&mut open);
                    found.extend((!done.words.trim().is_empty()).then_some(done));
                }
                "r" => in_run = false,
                "t" => in_text = false,
                _ => {}
            },
            Event::Text(text) if in_text => open.words.push_str(&text.xml10_content()),
            Event::CData(text) if in_text => open.words.push_str(&text.xml10_content()),
            Event::GeneralRef(name) if in_text => open.words.push(character(&name)?),
            _ => {}
        }
    }
}

/// What an element without words of its own says of the paragraph.
fn formatted(
    open: &mut Paragraph,
    tag: &BytesStart<'_>,
    styles: &BTreeMap<String, Look>,
    in_run: bool,
) {
    match tag.local_name().as_ref() {
        "pStyle" => {
            let look = value(tag, "val").and_then(|id| styles.get(&id).copied());
            open.look = look.unwrap_or_default();
        }
        "outlineLvl" => {
            let level = value(tag, "val").and_then(|level| level.parse::<usize>().ok());
            open.look.heading = level.filter(|level| *level < 9).map(|level| level + 1);
        }
        "numId" => open.look.list = value(tag, "val").is_some_and(|id| id != "0"),
        "bookmarkStart" => {
            open.bookmarks.extend(value(tag, "name").and_then(|name| Level::of_bookmark(&name)));
        }
        "tab" | "br" | "cr" if in_run => open.words.push(' '),
        "noBreakHyphen" => open.words.push('-'),
        _ => {}
    }
}

/// The value of an attribute, by its name without prefix.
fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes().filter_map(Result::ok);
    let found = attributes.find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// The character that a reference stands for. Only the five of XML and numbers are known: no others can
/// be, as no document type may be declared.
fn character(reference: &BytesRef<'_>) -> Result<char, String> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Ok(c);
    }
    match reference.xml10_content().as_ref() {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => Err(format!("there is no entity `{}`", crate::error::short(other))),
    }
}

/// The headings with what stands under them. Most documents have a title and headings of three levels;
/// one that came from Markdown may have headings of four.
fn headings(paragraphs: Vec<Paragraph>) -> Vec<Heading> {
    let deepest = paragraphs.iter().filter_map(|p| p.look.heading).max().unwrap_or(0);
    let further = usize::from(deepest < 4);
    let mut found: Vec<Heading> = Vec::new();
    let mut in_list = false;
    for paragraph in paragraphs {
        let words = paragraph.words.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(level) = paragraph.look.heading {
            let anchor = paragraph.bookmarks.into_iter().next_back();
            let place = format!("paragraph {}", paragraph.number);
            let depth = level + further;
            found.push(Heading { place, depth, words, anchor, lines: Vec::new() });
            in_list = false;
        } else if let Some(heading) = found.last_mut() {
            if !(in_list && paragraph.look.list) {
                heading.lines.push(String::new());
            }
            in_list = paragraph.look.list;
            heading.lines.push(if in_list { format!("- {words}") } else { words });
        }
    }
    found
}

#[cfg(test)]
mod tests;
