//! The checkpoint: the signed statement of a log that its tree has this size and this root.
//!
//! Source: C2SP tlog-checkpoint and tlog-cosignature. The text of the note is three lines: origin,
//! size in decimal, root in base64. We write no further lines and refuse them when reading.
//!
//! A log signs the text; a witness, who found the tree to be one that only grew, signs
//! `cosignature/v1`, `time` and the text, and puts the time before the signature.

use crate::Error;
use crate::hash::Hash;
use crate::key::{KeyUse, SigningKey, VerifierKey, decode_32, encode};
use crate::note::Note;
use crate::tree::Tree;

/// The text of a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Unique name of the log, and of its key.
    pub origin: String,
    /// Size and root.
    pub tree: Tree,
}

impl Checkpoint {
    /// The three lines.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.tree.size, encode(&self.tree.root.0))
    }

    /// Reads the three lines.
    ///
    /// # Errors
    /// [`Error::Malformed`].
    pub fn read(text: &str) -> Result<Checkpoint, Error> {
        let malformed = |rule| Error::Malformed { what: "checkpoint", rule };
        let lines = text.strip_suffix('\n').map(|text| text.split('\n').collect::<Vec<_>>());
        let Some([origin, size, root]) = lines.as_deref() else {
            return Err(malformed("it has the three lines origin, size and root"));
        };
        if origin.is_empty() {
            return Err(malformed("its first line names the log"));
        }
        let size = decimal(size).ok_or(malformed("its second line is a number"))?;
        let root = decode_32(root).ok_or(malformed("its third line is a hash in base64"))?;
        Ok(Checkpoint { origin: (*origin).to_owned(), tree: Tree { size, root: Hash(root) } })
    }

    /// The note of it, signed by its log. The key's name is the origin.
    pub fn sign(tree: Tree, key: &SigningKey) -> Note {
        let checkpoint = Checkpoint { origin: key.name().to_owned(), tree };
        let mut note = Note::new(checkpoint.text()).expect("a key name has no control character");
        note.sign(key);
        note
    }
}

/// Adds a witness's line, made at `time` (seconds since 1970-01-01 00:00 UTC).
pub fn cosign(note: &mut Note, witness: &SigningKey, time: u64) {
    let signature = witness.sign(cosigned(note, time).as_bytes());
    let line = [&time.to_be_bytes()[..], &signature].concat();
    note.add(&witness.verifier(), line);
}

/// Checks a witness's line and gives its time, in seconds since 1970-01-01 00:00 UTC.
///
/// # Errors
/// [`Error::NotSigned`] or [`Error::Signature`].
pub fn verify_cosignature(note: &Note, witness: &VerifierKey) -> Result<u64, Error> {
    let name = || witness.name().to_owned();
    let line = note.line_of(witness).ok_or_else(|| Error::NotSigned { name: name() })?;
    let refused = || Error::Signature { name: name() };
    let (time, signature) = line.signature.split_first_chunk::<8>().ok_or_else(refused)?;
    let signature = <&[u8; 64]>::try_from(signature).map_err(|_| refused())?;
    let time = u64::from_be_bytes(*time);
    let holds = witness.key_use() == KeyUse::Witness
        && i64::try_from(time).is_ok()
        && witness.verify(cosigned(note, time).as_bytes(), signature);
    if holds { Ok(time) } else { Err(refused()) }
}

fn cosigned(note: &Note, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{}", note.text())
}

/// A number without sign or leading zeros.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number: &u64| number.to_string() == text)
}
