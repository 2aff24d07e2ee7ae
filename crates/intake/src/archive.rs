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

/// Looks through the archive; an error if it is none, is no workbook, or breaks a limit.
pub(crate) fn check(source: &mut Source) -> Result<(), IntakeError> {
    let path = source.path().to_owned();
    let packed = source.seek(SeekFrom::End(0)).map_err(IntakeError::io(&path))?;
    let damaged = |cause: ZipError| match cause {
        ZipError::Io(cause) if cause.raw_os_error().is_some() => {
            IntakeError::Io { path: path.clone(), cause }
        }
        cause => IntakeError::Truncated { path: path.clone(), cause: cause.to_string() },
    };
    let bomb = |what: String| IntakeError::Bomb { path: path.clone(), what };
    let mut archive = ZipArchive::new(BufReader::new(source)).map_err(damaged)?;
    if archive.len() > MAX_ARCHIVE_FILES {
        let found = archive.len();
        return Err(bomb(format!("{found} files in the archive; at most {MAX_ARCHIVE_FILES}")));
    }
    let is_workbook = archive.file_names_raw().any(|name| name.ends_with(b"workbook.xml"));
    let mut total = 0;
    for at in 0..archive.len() {
        if archive.by_index_raw(at).map_err(damaged)?.encrypted() {
            return Err(IntakeError::Encrypted(path));
        }
        let mut file = archive.by_index(at).map_err(damaged)?;
        let part = String::from_utf8_lossy(file.name_raw()).into_owned();
        let packed_part = file.compressed_size();
        let mut watch = Watch::default();
        let mut chunk = vec![0; 1 << 16];
        loop {
            let read = file.read(&mut chunk).map_err(|cause| damaged(ZipError::Io(cause)))?;
            if read == 0 {
                break;
            }
            watch.see(&chunk[..read]);
            total += read as u64;
            let limit = MAX_INFLATED_BYTES >> 20;
            if total > MAX_INFLATED_BYTES {
                return Err(bomb(format!("more than {limit} MiB once unpacked")));
            }
            let is_small = watch.length <= SMALL_ARCHIVE_FILE;
            if !is_small && watch.length > MAX_INFLATION.saturating_mul(packed_part.min(packed)) {
                return Err(bomb(format!(
                    "its part `{part}` unpacks to more than {MAX_INFLATION} times its size"
                )));
            }
        }
        if watch.has_doctype {
            return Err(IntakeError::Dtd { path, part });
        }
        if watch.announced > watch.length / SHORTEST_STRING {
            return Err(bomb(format!("its part `{part}` announces more strings than it holds")));
        }
    }
    if total > SMALL_ARCHIVE_FILE && total > MAX_INFLATION.saturating_mul(packed) {
        return Err(bomb(format!("it unpacks to more than {MAX_INFLATION} times its size")));
    }
    if is_workbook { Ok(()) } else { Err(IntakeError::NotAWorkbook { path, kind: "an archive" }) }
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
            let value = text[at + Self::COUNT.len()..]
                .iter()
                .skip_while(|byte| b"= \t\r\n\"'".contains(byte))
                .take_while(|byte| byte.is_ascii_digit())
                .fold(0u64, |n, byte| n.saturating_mul(10).saturating_add(u64::from(byte - b'0')));
            self.announced = self.announced.max(value);
        }
        let from = self.tail.len().saturating_sub(Self::OVERLAP);
        self.tail.drain(..from);
    }
}
