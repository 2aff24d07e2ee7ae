//! The signed note: a text with signature lines under it.
//!
//! Source: C2SP signed-note. A text that ends with a line end, an empty line, then one line for each
//! signature: em dash, space, key name, space, base64(key id ‖ signature). The text is all before
//! the last empty line.
//!
//! Reading is strict: one note has one spelling, so a note with any byte altered is either refused
//! or says something else.

use crate::Error;
use crate::key::{SigningKey, VerifierKey, decode, encode};

/// Bytes of a note at most.
pub const NOTE_BYTES_MAX: usize = 64 * 1024;

const DASH: &str = "\u{2014} ";

/// A signed note as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<SignatureLine>,
}

/// A signature line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureLine {
    /// Name of the key.
    pub name: String,
    /// Its id.
    pub id: [u8; 4],
    /// What the key's type makes of the text: 64 bytes for a log, 72 for a witness.
    pub signature: Vec<u8>,
}

impl Note {
    /// A note without signatures.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the text does not end with a line end or has control characters.
    pub fn new(text: String) -> Result<Note, Error> {
        if !text.ends_with('\n') || text.chars().any(|c| c < ' ' && c != '\n') {
            return Err(malformed(
                "its text ends with a line end and has no other control character",
            ));
        }
        Ok(Note { text, signatures: Vec::new() })
    }

    /// Reads a note with at least one signature line.
    ///
    /// # Errors
    /// [`Error::Malformed`].
    pub fn read(note: &str) -> Result<Note, Error> {
        if note.len() > NOTE_BYTES_MAX {
            return Err(malformed("it has at most 64 KiB"));
        }
        let (text, lines) =
            note.rsplit_once("\n\n").ok_or(malformed("an empty line stands before signatures"))?;
        let mut read = Note::new(format!("{text}\n"))?;
        let lines = lines.strip_suffix('\n').ok_or(malformed("it ends with a line end"))?;
        let line = |line| read_line(line).ok_or(malformed("a signature line is `— name base64`"));
        read.signatures = lines.split('\n').map(line).collect::<Result<_, _>>()?;
        Ok(read)
    }

    /// The text, its last line end with it: what is signed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines, in order.
    pub fn signatures(&self) -> &[SignatureLine] {
        &self.signatures
    }

    /// Signs the text with a log's key and adds the line.
    pub fn sign(&mut self, key: &SigningKey) {
        let signature = key.sign(self.text.as_bytes());
        self.add(&key.verifier(), signature.to_vec());
    }

    /// Adds a line.
    pub fn add(&mut self, key: &VerifierKey, signature: Vec<u8>) {
        let (name, id) = (key.name().to_owned(), key.id());
        self.signatures.push(SignatureLine { name, id, signature });
    }

    /// Adds a line as it was read.
    pub(crate) fn push(&mut self, line: SignatureLine) {
        self.signatures.push(line);
    }

    /// The line of a key; `None` when it did not sign.
    pub fn line_of(&self, key: &VerifierKey) -> Option<&SignatureLine> {
        self.signatures.iter().find(|line| line.name == key.name() && line.id == key.id())
    }

    /// Checks that a log's key signed the text.
    ///
    /// # Errors
    /// [`Error::NotSigned`] or [`Error::Signature`].
    pub fn verify(&self, key: &VerifierKey) -> Result<(), Error> {
        let name = || key.name().to_owned();
        let line = self.line_of(key).ok_or_else(|| Error::NotSigned { name: name() })?;
        let signature = <&[u8; 64]>::try_from(&line.signature[..]);
        match signature.is_ok_and(|signature| key.verify(self.text.as_bytes(), signature)) {
            true => Ok(()),
            false => Err(Error::Signature { name: name() }),
        }
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| {
            let signature = encode(&[&line.id[..], &line.signature].concat());
            writeln!(f, "{DASH}{} {signature}", line.name)
        })
    }
}

fn read_line(line: &str) -> Option<SignatureLine> {
    let (name, signature) = line.strip_prefix(DASH)?.split_once(' ')?;
    if name.is_empty() || name.chars().any(|c| c.is_whitespace() || c == '+') {
        return None;
    }
    let bytes = decode(signature)?;
    let (id, signature) = bytes.split_first_chunk::<4>()?;
    Some(SignatureLine { name: name.to_owned(), id: *id, signature: signature.to_vec() })
}

fn malformed(rule: &'static str) -> Error {
    Error::Malformed { what: "signed note", rule }
}
