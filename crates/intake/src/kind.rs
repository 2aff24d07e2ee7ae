//! What a file is, told by its bytes and not by its name.

use crate::encoding::{self, Found, Survey};
use crate::source::Source;
use crate::{FileKind, IntakeError, csv, packed, polis};

/// First bytes of files that are taken for text now and then.
const SIGNATURES: [(&[u8], &str); 14] = [
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"PK\x03\x04", "an archive"),
];

/// An Office document of before 2007; also the wrapping of an encrypted workbook.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const ZIP: &[u8] = b"PK\x03\x04";
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";

/// The encoding of a text file; an error if it is empty or no text.
pub(crate) fn text(source: &mut Source, survey: &Survey) -> Result<Found, IntakeError> {
    let path = source.path().to_owned();
    let looks_like = SIGNATURES
        .iter()
        .find(|(signature, _)| survey.head.starts_with(signature))
        .map(|(_, kind)| *kind);
    let found = match looks_like {
        Some(_) => None,
        None => encoding::find(source, survey).map_err(IntakeError::io(&path))?,
    };
    let Some(found) = found else {
        return Err(IntakeError::NotText { path, looks_like });
    };
    let is_short = survey.length == survey.head.len() as u64;
    if is_short && found.head(survey).trim().is_empty() {
        return Err(IntakeError::Empty(path));
    }
    Ok(found)
}

/// What a file given by itself is, and its encoding if it is text.
pub(crate) fn of(
    source: &mut Source,
    survey: &Survey,
) -> Result<(FileKind, Option<Found>), IntakeError> {
    let path = source.path().to_owned();
    if survey.head.starts_with(packed::MAGIC) {
        return Ok((FileKind::PackedVotes, None));
    }
    if survey.head.starts_with(ZIP) || survey.head.starts_with(EMPTY_ZIP) {
        return Ok((FileKind::Xlsx, None));
    }
    if survey.head.starts_with(COMPOUND) {
        return Err(compound(path, &survey.head));
    }
    let found = text(source, survey)?;
    let head = found.head(survey);
    let names = || csv::names(&head);
    let kind = match encoding::shape_of(source.name(), &head) {
        crate::record::Shape::Lines => FileKind::Jsonl,
        _ if is_json_list(&head) => return Err(IntakeError::NotJsonLines(path)),
        _ if source.name() == crate::source::COMMENTS && polis::is_comments(&names()) => {
            FileKind::PolisComments
        }
        _ if polis::is_votes(&names()) => FileKind::PolisVotes,
        _ if polis::is_matrix(&names()) => FileKind::PolisMatrix,
        _ => FileKind::Csv,
    };
    Ok((kind, Some(found)))
}

/// True for the beginning of a JSON list; a table may have a first column called `[id]`.
fn is_json_list(head: &str) -> bool {
    let first =
        head.trim_start().strip_prefix('[').and_then(|rest| rest.trim_start().chars().next());
    first.is_some_and(|c| c.is_ascii_digit() || "{[\"-]".contains(c))
}

/// What to say of a compound file: encrypted workbooks hold a stream of a well-known name.
fn compound(path: String, head: &[u8]) -> IntakeError {
    let named = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(head, &name).is_some()
    };
    if named("EncryptedPackage") {
        IntakeError::Encrypted(path)
    } else if named("Workbook") || named("Book") {
        IntakeError::OldWorkbook(path)
    } else {
        IntakeError::NotAWorkbook { path, kind: "an old Office document" }
    }
}
