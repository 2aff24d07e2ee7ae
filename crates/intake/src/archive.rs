//! A look into an XLSX archive before anything else opens it.
//!
//! The archive's directory states how large each file is once unpacked, but a hostile one may lie,
//! so every file is unpacked here and thrown away, up to the limits: at most
//! [`MAX_ARCHIVE_FILES`] files, [`MAX_INFLATED_BYTES`] in all, [`MAX_INFLATION`] bytes for each
//! packed one. No part may declare a document type, by which a few bytes of XML grow without end,
//! nor announce more shared strings than it has room for, as readers set aside memory for them.
//!
//! Cost: time to unpack once, memory of one buffer. Checked by archives built in the tests.

use std::io::{BufReader, Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::IntakeError;
use crate::limits::{MAX_ARCHIVE_FILES, MAX_INFLATED_BYTES, MAX_INFLATION, SMALL_ARCHIVE_FILE};
use crate::source::Source;

/// What an archive may hold.
#[derive(Clone, Copy, Debug)]
struct Limits {
    files: usize,
    inflated: u64,
    inflation: u64,
    /// Files below this many unpacked bytes may be packed as well as they like.
    small: u64,
}

const LIMITS: Limits = Limits {
    files: MAX_ARCHIVE_FILES,
    inflated: MAX_INFLATED_BYTES,
    inflation: MAX_INFLATION,
    small: SMALL_ARCHIVE_FILE,
};

/// Looks through the archive; an error if it is none, is no workbook, or breaks a limit.
pub(crate) fn check(source: &mut Source) -> Result<(), IntakeError> {
    check_within(source, LIMITS)?;
    let path = source.path().to_owned();
    let is_workbook = ZipArchive::new(BufReader::new(source))
        .is_ok_and(|archive| archive.file_names_raw().any(|n| n.ends_with(b"workbook.xml")));
    if is_workbook { Ok(()) } else { Err(IntakeError::NotAWorkbook { path, kind: "an archive" }) }
}

/// Looks through the archive of a text document; an error if it is none or breaks a limit.
#[cfg(feature = "docx")]
pub(crate) fn check_document(source: &mut Source) -> Result<(), IntakeError> {
    check_within(source, Limits { inflated: crate::limits::MAX_DOCUMENT_BYTES, ..LIMITS })
}

fn check_within(source: &mut Source, limits: Limits) -> Result<(), IntakeError> {
    let path = source.path().to_owned();
    let damaged = |cause: ZipError| match cause {
        ZipError::Io(cause) if cause.raw_os_error().is_some() => {
            IntakeError::Io { path: path.clone(), cause }
        }
        cause => IntakeError::Truncated { path: path.clone(), cause: cause.to_string() },
    };
    let bomb = |what: String| IntakeError::Bomb { path: path.clone(), what };
    let packed = source.seek(SeekFrom::End(0)).map_err(IntakeError::io(&path))?;
    let mut archive = ZipArchive::new(BufReader::new(source)).map_err(damaged)?;
    if archive.len() > limits.files {
        let (found, most) = (archive.len(), limits.files);
        return Err(bomb(format!("{found} files in the archive; at most {most} are read")));
    }
    let too_much = || bomb(format!("it unpacks to more than {} MiB", limits.inflated >> 20));
    // What the parts say of themselves is asked first, so that most bombs cost nothing; what they hold is
    // counted below all the same.
    let mut declared = 0_u64;
    for at in 0..archive.len() {
        declared = declared.saturating_add(archive.by_index_raw(at).map_err(damaged)?.size());
    }
    if declared > limits.inflated {
        return Err(too_much());
    }
    let mut total = 0;
    for at in 0..archive.len() {
        if archive.by_index_raw(at).map_err(damaged)?.encrypted() {
            return Err(IntakeError::Encrypted(path));
        }
        let mut file = archive.by_index(at).map_err(damaged)?;
        let part = String::from_utf8_lossy(file.name_raw()).into_owned();
        let most = limits.most(file.compressed_size().min(packed));
        let watch = unpack(&mut file, most.min(limits.inflated - total)).map_err(damaged)?;
        total += watch.length;
        if total > limits.inflated {
            return Err(too_much());
        }
        if watch.length > most {
            let most = limits.inflation;
            return Err(bomb(format!(
                "its part `{part}` unpacks to more than {most} times its size"
            )));
        }
        if watch.has_doctype {
            return Err(IntakeError::Dtd { path, part });
        }
        if watch.announced > watch.length / SHORTEST_STRING {
            return Err(bomb(format!("its part `{part}` announces more strings than it holds")));
        }
    }
    if total > limits.most(packed) {
        let most = limits.inflation;
        return Err(bomb(format!("it unpacks to more than {most} times its size")));
    }
    Ok(())
}

impl Limits {
    /// Most bytes that so many packed ones may unpack to.
    fn most(self, packed: u64) -> u64 {
        self.inflation.saturating_mul(packed).max(self.small)
    }
}

/// Unpacks a file and throws it away, until it is longer than `most` bytes.
fn unpack(file: &mut impl Read, most: u64) -> Result<Watch, ZipError> {
    let mut watch = Watch::default();
    let mut chunk = vec![0; 1 << 16];
    while watch.length <= most {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            break;
        }
        watch.see(&chunk[..read]);
    }
    Ok(watch)
}

/// Bytes of the shortest shared string, `<si/>`.
const SHORTEST_STRING: u64 = 5;

/// Looks for marks in a stream of bytes, also where they fall across two chunks.
#[derive(Debug, Default)]
struct Watch {
    length: u64,
    has_doctype: bool,
    /// Largest number of shared strings that is announced.
    announced: u64,
    tail: Vec<u8>,
}

impl Watch {
    const DOCTYPE: &[u8] = b"<!DOCTYPE";
    const COUNT: &[u8] = b"uniqueCount";
    /// Longest mark with its value.
    const OVERLAP: usize = 64;

    fn see(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        self.tail.extend_from_slice(bytes);
        let text = &self.tail;
        self.has_doctype |= memchr::memmem::find(text, Self::DOCTYPE).is_some();
        for at in memchr::memmem::find_iter(text, Self::COUNT) {
            let rest = &text[at + Self::COUNT.len()..];
            let gap = rest.iter().take_while(|byte| b"= \t\r\n\"'".contains(byte)).count();
            let value = rest[gap..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .fold(0u64, |n, byte| n.saturating_mul(10).saturating_add(u64::from(byte - b'0')));
            let hides = gap > Self::OVERLAP / 2;
            self.announced = if hides { u64::MAX } else { self.announced.max(value) };
        }
        let from = self.tail.len().saturating_sub(Self::OVERLAP);
        self.tail.drain(..from);
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> Source {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        Source::memory("t.xlsx", writer.finish().unwrap().into_inner())
    }

    fn verdict(files: &[(&str, &[u8])], limits: Limits) -> String {
        check_within(&mut archive(files), limits)
            .map_or_else(|fault| fault.to_string(), |()| "fine".into())
    }

    #[test]
    fn each_limit_holds_at_its_value_and_not_one_past_it() {
        let wide = Limits { files: 9, inflated: 1 << 20, inflation: 1 << 20, small: 0 };
        let book: (&str, &[u8]) = ("xl/workbook.xml", b"<workbook/>");
        let other: (&str, &[u8]) = ("a", b"0123456789");
        assert_eq!(verdict(&[book, other], Limits { files: 2, ..wide }), "fine");
        assert_eq!(
            verdict(&[book, other, ("b", b"")], Limits { files: 2, ..wide }),
            "t.xlsx: 3 files in the archive; at most 2 are read"
        );
        assert_eq!(verdict(&[book, other], Limits { inflated: 21, ..wide }), "fine");
        assert_eq!(
            verdict(&[book, other], Limits { inflated: 20, ..wide }),
            "t.xlsx: it unpacks to more than 0 MiB"
        );
        let zeros = [0; 5000];
        assert_eq!(
            verdict(&[book, ("z", &zeros)], Limits { small: 5011, inflation: 9, ..wide }),
            "fine"
        );
        assert_eq!(
            verdict(&[book, ("z", &zeros)], Limits { small: 4999, inflation: 9, ..wide }),
            "t.xlsx: its part `z` unpacks to more than 9 times its size"
        );
        let other = check(&mut archive(&[other])).unwrap_err();
        assert_eq!(other.to_string(), "t.xlsx: this is an archive, not a workbook");
    }

    /// The bytes are not what the archive says, so whoever unpacked them would call it damaged.
    #[test]
    fn a_bomb_that_says_so_is_refused_before_it_is_unpacked() {
        let mut bytes = Vec::new();
        archive(&[("z", &[0; 5000])]).read_to_end(&mut bytes).unwrap();
        let local = "PK\x03\x04".len() + 26 + "z".len();
        bytes[local..local + 4].fill(0xff);
        let entry = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
        let says = |size: u32| {
            let mut bytes = bytes.clone();
            bytes[entry + 24..entry + 28].copy_from_slice(&size.to_le_bytes());
            check_within(&mut Source::memory("t.xlsx", bytes), LIMITS).unwrap_err().to_string()
        };
        assert_eq!(says(513 << 20), "t.xlsx: it unpacks to more than 512 MiB");
        assert!(!says(5000).contains("unpacks"), "{}", says(5000));
    }

    #[test]
    fn marks_are_seen_across_chunks() {
        for cut in 0..40 {
            let text = b"....<!DOCTYPE x> <sst uniqueCount = \"1234\"";
            let mut watch = Watch::default();
            watch.see(&text[..cut]);
            watch.see(&text[cut..]);
            assert_eq!((watch.has_doctype, watch.announced), (true, 1234), "{cut}");
        }
        let mut watch = Watch::default();
        watch.see(format!("uniqueCount{}", " ".repeat(50)).as_bytes());
        assert_eq!(watch.announced, u64::MAX);
    }
}
