//! Which encoding a file is in, and its bytes as UTF-8.
//!
//! In order: a byte order mark; UTF-16 without one, told by its zero bytes; UTF-8, when the file is
//! valid or when fewer than one row in a hundred is not (those rows are quarantined later); else
//! the encoding that chardetng guesses, which must then decode the beginning of the file. Where
//! several decode it, one that turns the header into column names we know comes first: a short
//! table holds too few letters for statistics, and `编号` is no accident.
//!
//! Sources: WHATWG Encoding Standard for the decoders; chardetng's documentation for the guess.
//! Cost: one pass over the file for hash and UTF-8 validity, a second only if it is not valid.
//! What is given up: a file in two encodings is read in one, and its other rows are quarantined.

use std::io::{Read, Result, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, CoderResult, Decoder, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
};
use sha2::{Digest, Sha256};

use crate::delimiter;
use crate::limits::SAMPLE_BYTES;
use crate::record::{Record, Records, Shape};
use crate::source::Source;

/// What one pass over a file's bytes tells.
#[derive(Clone, Debug)]
pub(crate) struct Survey {
    /// SHA-256 of the file, in hexadecimal.
    pub(crate) sha256: String,
    /// The beginning of the file.
    pub(crate) head: Vec<u8>,
    /// Length of the file in bytes.
    pub(crate) length: u64,
    valid_utf8: bool,
}

/// Reads a file once from its start; asked again, it tells what it knows.
pub(crate) fn survey(source: &mut Source) -> Result<Survey> {
    if let Some(known) = &source.surveyed {
        return Ok(known.clone());
    }
    let survey = pass(source)?;
    source.surveyed = Some(survey.clone());
    Ok(survey)
}

fn pass(source: &mut Source) -> Result<Survey> {
    source.seek(SeekFrom::Start(0))?;
    let mut hash = Sha256::new();
    let mut head = Vec::new();
    let mut chunk = vec![0; 1 << 16];
    let mut length = 0;
    let mut carried = 0;
    let mut valid_utf8 = true;
    loop {
        let read = source.read(&mut chunk[carried..])?;
        let bytes = &chunk[carried..carried + read];
        hash.update(bytes);
        length += read as u64;
        let room = SAMPLE_BYTES.saturating_sub(head.len()).min(read);
        head.extend_from_slice(&bytes[..room]);
        if read == 0 {
            valid_utf8 &= carried == 0;
            break;
        }
        if valid_utf8 {
            let end = carried + read;
            let rest = unfinished(&chunk[..end]);
            valid_utf8 = rest.is_some();
            carried = rest.unwrap_or(0);
            chunk.copy_within(end - carried..end, 0);
        }
    }
    let sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Survey { sha256, head, length, valid_utf8 })
}

/// How many bytes at the end begin a character that is not complete; `None` if it is no UTF-8.
fn unfinished(bytes: &[u8]) -> Option<usize> {
    match std::str::from_utf8(bytes) {
        Ok(_) => Some(0),
        Err(fault) if fault.error_len().is_none() => Some(bytes.len() - fault.valid_up_to()),
        Err(_) => None,
    }
}

/// The encoding of a file, and how many bytes its mark takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) encoding: &'static Encoding,
    mark: usize,
}

impl Found {
    /// UTF-8 without a mark.
    pub(crate) fn utf8() -> Self {
        Found { encoding: UTF_8, mark: 0 }
    }

    /// The name that is recorded: `UTF-8`, `UTF-16LE`, `GB18030`, `Big5`, `Windows-1252`, …
    pub(crate) fn name(self) -> String {
        let name = self.encoding.name();
        match name {
            "gb18030" => "GB18030".into(),
            _ => name.replacen("windows", "Windows", 1),
        }
    }

    /// True when rows are checked as they stand, not decoded.
    pub(crate) fn is_utf8(self) -> bool {
        self.encoding == UTF_8
    }

    /// The beginning of the file as text, without a last line that is not complete.
    pub(crate) fn head(self, survey: &Survey) -> String {
        let (text, _) = self.encoding.decode_without_bom_handling(&survey.head[self.mark..]);
        let mut text = text.into_owned();
        if survey.length > survey.head.len() as u64 {
            let end = text.rfind(['\n', '\r']).map_or(text.len(), |at| at + 1);
            text.truncate(end);
        }
        text
    }
}

/// Finds the encoding; `None` when the bytes are no text in any.
pub(crate) fn find(source: &mut Source, survey: &Survey) -> Result<Option<Found>> {
    let head = &survey.head;
    let found = if let Some((encoding, mark)) = Encoding::for_bom(head) {
        Found { encoding, mark }
    } else if let Some(encoding) = utf16_without_mark(survey) {
        Found { encoding, mark: 0 }
    } else if survey.valid_utf8
        || !reads_as_text(&String::from_utf8_lossy(head), is_c0)
        || nearly_utf8(source, survey)?
    {
        Found::utf8()
    } else {
        Found { encoding: guess(survey), mark: 0 }
    };
    let unwanted = if found.is_utf8() { is_c0 } else { char::is_control };
    Ok(reads_as_text(&found.head(survey), unwanted).then_some(found))
}

/// Control characters below space.
fn is_c0(character: char) -> bool {
    character < ' '
}

/// True unless more than half of the lines hold control characters other than white space.
fn reads_as_text(text: &str, unwanted: fn(char) -> bool) -> bool {
    let is_white = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}');
    let (mut lines, mut bad) = (0, 0);
    for line in text.split(['\n', '\r']).filter(|line| !line.is_empty()) {
        lines += 1;
        bad += u32::from(line.chars().any(|c| unwanted(c) && !is_white(c)));
    }
    bad * 2 <= lines
}

/// UTF-16 shows in zero bytes: half of all in Latin text, at least those of delimiters and line
/// ends in Chinese. The byte order is the one in which the text has lines and no control characters.
fn utf16_without_mark(survey: &Survey) -> Option<&'static Encoding> {
    let zeros = memchr::memchr_iter(0, &survey.head).count();
    let many = zeros * 10 >= survey.head.len();
    if zeros == 0 || survey.length % 2 == 1 || (survey.valid_utf8 && !many) {
        return None;
    }
    [UTF_16LE, UTF_16BE].into_iter().find(|encoding| {
        let even = survey.head.len() & !1;
        let (text, damaged) = encoding.decode_without_bom_handling(&survey.head[..even]);
        let ends = text.matches(['\n', '\r']).count();
        !damaged && ends > 0 && reads_as_text(&text, char::is_control) && !text.contains('\0')
    })
}

/// True when fewer than one row in a hundred is invalid; also when rows that only UTF-8 explains
/// outnumber the invalid ones, since any other encoding would spoil those.
fn nearly_utf8(source: &mut Source, survey: &Survey) -> Result<bool> {
    let found = Found::utf8();
    let shape = shape_of(source.name(), &found.head(survey));
    let mut records = Records::new(Text::new(source, found)?, shape);
    let (mut rows, mut invalid, mut multibyte) = (0u64, 0u64, 0u64);
    let is_invalid = |record: &Record<'_>| std::str::from_utf8(record.raw).is_err();
    if shape != Shape::Lines && records.next()?.is_some_and(|header| is_invalid(&header)) {
        return Ok(false);
    }
    while let Some(record) = records.next()? {
        rows += 1;
        if is_invalid(&record) {
            invalid += 1;
        } else if !record.raw.is_ascii() {
            multibyte += 1;
        }
    }
    Ok(invalid * 100 < rows || invalid < multibyte)
}

/// How the rows of a text are cut, as its name and its beginning tell.
pub(crate) fn shape_of(name: &str, head: &str) -> Shape {
    let name = name.to_lowercase();
    let named = name.ends_with(".jsonl") || name.ends_with(".ndjson");
    if named || head.trim_start().starts_with('{') {
        Shape::Lines
    } else {
        Shape::Cells(delimiter::find(head).delimiter)
    }
}

/// The likeliest encoding of bytes that are not UTF-8.
fn guess(survey: &Survey) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let whole = survey.head.len() as u64 == survey.length;
    detector.feed(&survey.head, whole);
    let guessed = match detector.guess(None, Utf8Detection::Deny) {
        encoding if encoding == GBK => GB18030,
        encoding => encoding,
    };
    let others = [
        GB18030,
        BIG5,
        WINDOWS_1252,
        WINDOWS_1250,
        WINDOWS_1251,
        WINDOWS_1253,
        WINDOWS_1254,
        WINDOWS_1255,
        WINDOWS_1256,
    ];
    let mut best = (guessed, fitness(survey, guessed));
    for encoding in others {
        let fit = fitness(survey, encoding);
        if fit > best.1 {
            best = (encoding, fit);
        }
    }
    best.0
}

/// How well an encoding explains the beginning of a file: whether nearly all lines decode, then how
/// many column names it makes that we know and plain ASCII would not.
fn fitness(survey: &Survey, encoding: &'static Encoding) -> (bool, usize) {
    let text = Found { encoding, mark: 0 }.head(survey);
    let is_bad = |line: &&str| line.contains('\u{fffd}') || line.contains(is_c1);
    let (lines, bad) = (text.lines().count(), text.lines().filter(is_bad).count());
    (bad * 100 <= lines, delimiter::find(&text).foreign_names)
}

/// Control characters above ASCII, which single-byte encodings have where no letter is assigned.
fn is_c1(character: char) -> bool {
    ('\u{80}'..='\u{9f}').contains(&character)
}

/// A file's text as UTF-8 from behind its mark on. Bytes that the encoding does not know become
/// U+FFFD; a UTF-8 file is handed through unchecked, so that one bad row does not hide the next.
#[derive(Debug)]
pub(crate) struct Text<'s> {
    source: &'s mut Source,
    found: Found,
    decoding: Option<Decoding>,
}

struct Decoding {
    decoder: Decoder,
    raw: Vec<u8>,
    start: usize,
    filled: usize,
    ended: bool,
    finished: bool,
}

impl std::fmt::Debug for Decoding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decoding").field("encoding", &self.decoder.encoding()).finish()
    }
}

impl<'s> Text<'s> {
    /// Starts behind the mark.
    pub(crate) fn new(source: &'s mut Source, found: Found) -> Result<Self> {
        let mut text = Text { source, found, decoding: None };
        text.restart(0)?;
        Ok(text)
    }

    /// Goes to a place in the decoded text, in bytes from its start, or before it: gives how many
    /// bytes are still to be read to get there.
    pub(crate) fn restart(&mut self, place: u64) -> Result<u64> {
        let mark = self.found.mark as u64;
        if self.found.is_utf8() {
            self.source.seek(SeekFrom::Start(mark + place))?;
            return Ok(0);
        }
        self.source.seek(SeekFrom::Start(mark))?;
        self.decoding = Some(Decoding {
            decoder: self.found.encoding.new_decoder_without_bom_handling(),
            raw: vec![0; 1 << 16],
            start: 0,
            filled: 0,
            ended: false,
            finished: false,
        });
        Ok(place)
    }
}

impl Read for Text<'_> {
    /// Reads at least one byte unless the text is at its end. `buffer` must have room for a
    /// character and a replacement; [`Records`] always offers a page.
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let Some(decoding) = &mut self.decoding else {
            return self.source.read(buffer);
        };
        while !decoding.finished {
            if decoding.start == decoding.filled && !decoding.ended {
                decoding.start = 0;
                decoding.filled = self.source.read(&mut decoding.raw)?;
                decoding.ended = decoding.filled == 0;
            }
            let bytes = &decoding.raw[decoding.start..decoding.filled];
            let (result, read, written, _) =
                decoding.decoder.decode_to_utf8(bytes, buffer, decoding.ended);
            decoding.start += read;
            decoding.finished = decoding.ended && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: impl Into<Vec<u8>>) -> Option<String> {
        let mut source = Source::memory("t.csv", bytes);
        let survey = survey(&mut source).unwrap();
        find(&mut source, &survey).unwrap().map(Found::name)
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn short_tables_are_known_by_their_letters_or_their_header() {
        for (encoding, text, name) in [
            (GB18030, "编号;内容\n1;希望增加公共汽车班次\n", "GB18030"),
            (GB18030, "编号;内容\n1;好\n", "GB18030"),
            (GB18030, "id,text\n1,修路\n", "GB18030"),
            (BIG5, "編號;內容\n1;希望增加公車班次\n", "Big5"),
            (BIG5, "id,text\n1,請修復人行道\n", "Big5"),
            (WINDOWS_1252, "id,text\n1,Mehr Bäume in der Straße\n", "Windows-1252"),
            (WINDOWS_1252, "id;text\n1;café\n", "Windows-1252"),
            (WINDOWS_1251, "id;текст\n1;Да\n", "Windows-1251"),
            (WINDOWS_1256, "id;النص\n1;المزيد من الأشجار\n", "Windows-1256"),
            (WINDOWS_1250, "id;text\n1;Více stromů prosím, žádné příliš\n", "Windows-1250"),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(found(bytes.into_owned()).as_deref(), Some(name), "{text}");
        }
    }

    #[test]
    fn marks_and_zero_bytes_tell_utf16() {
        let text = "编号,内容\n1,希望增加公共汽车班次\n";
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let name = if order(1) == [1, 0] { "UTF-16LE" } else { "UTF-16BE" };
            assert_eq!(found(utf16(text, order)).as_deref(), Some(name));
            assert_eq!(found(utf16("id,text\n1,a\n", order)).as_deref(), Some(name));
            assert_eq!(found(utf16(&format!("\u{feff}{text}"), order)).as_deref(), Some(name));
        }
        assert_eq!(found(format!("\u{feff}{text}")).as_deref(), Some("UTF-8"));
        assert_eq!(found("id,text\n1,a\0b\n2,c\n").as_deref(), Some("UTF-8"));
    }

    #[test]
    fn fewer_than_one_bad_row_in_a_hundred_is_utf8_and_bad_bytes_are_no_text() {
        let table = |good: usize, bad: usize| {
            let rows = "1,plain\n".repeat(good).into_bytes();
            [b"id,text\n".to_vec(), rows, b"2,caf\xe9\n".repeat(bad)].concat()
        };
        assert_eq!(found(table(100, 1)).as_deref(), Some("UTF-8"));
        assert_eq!(found(table(99, 1)).as_deref(), Some("Windows-1252"));
        let mixed = [&b"id,text\n1,\xe6\xb0\xb4\n2,\xe6\xb0\xb4\n"[..], b"3,\xe9\n"].concat();
        assert_eq!(found(mixed).as_deref(), Some("UTF-8"));
        let noise: Vec<u8> =
            (0u32..4000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(found(noise), None);
    }
}
