//! The commitment: what an entry holds in place of a text.
//!
//! A record has up to three parts, X = T (text, answers or vote), A (attributes), I (identity),
//! each under 32 random bytes of its own, its salt:
//!
//! - c_X = SHA-256("canvass.part.v1\n" ‖ X ‖ u64(length of bytes_X) ‖ salt_X ‖ bytes_X)
//! - commitment = SHA-256("canvass.rec.v1\n" ‖ c_T ‖ c_A ‖ c_I), an absent part being 32 zero bytes
//!
//! X is one byte, 0x54, 0x41 or 0x49; the length is big-endian. Salt and length in fixed places
//! make the reading unambiguous. Who destroys salt and bytes of one part keeps c_X, so the
//! commitment still verifies and says nothing about what was there. A public document is not
//! hidden: its commitment is its plain SHA-256.
//!
//! Anyone can redo it without this program; for the text `{"text":"More trees."}` of 22 bytes and a
//! salt of 32 bytes 0x07:
//!
//! ```text
//! { printf 'canvass.part.v1\nT\0\0\0\0\0\0\0\026'; printf '\007%.0s' $(seq 32)
//!   printf '{"text":"More trees."}'; } | sha256sum
//! ```

use crate::entry::{Part, Parts};
use crate::hash::{Hash, sha256};

/// What stays of a record's three parts; a part is absent when the record never had it, not when it
/// was erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartHashes {
    /// c_T: text and answers, or the vote.
    pub text: Option<Hash>,
    /// c_A: attributes.
    pub attributes: Option<Hash>,
    /// c_I: identity.
    pub identity: Option<Hash>,
}

impl PartHashes {
    /// The commitment of the record.
    pub fn commitment(&self) -> Hash {
        let [text, attributes, identity] =
            [self.text, self.attributes, self.identity].map(|part| part.unwrap_or(Hash([0; 32])));
        sha256(&[b"canvass.rec.v1\n", &text.0, &attributes.0, &identity.0])
    }

    /// The parts that are there, as the entry states them.
    pub fn parts(&self) -> Parts {
        [
            (Part::Text, self.text),
            (Part::Attributes, self.attributes),
            (Part::Identity, self.identity),
        ]
        .into_iter()
        .filter(|(_, hash)| hash.is_some())
        .fold(Parts::NONE, |parts, (part, _)| parts.with(part))
    }
}

/// c_X of one part: `bytes` are its exact sealed bytes, `salt` is fresh and used for nothing else.
pub fn part_hash(part: Part, salt: &[u8; 32], bytes: &[u8]) -> Hash {
    let letter = match part {
        Part::Text => b"T",
        Part::Attributes => b"A",
        Part::Identity => b"I",
    };
    let length = (bytes.len() as u64).to_be_bytes();
    sha256(&[b"canvass.part.v1\n", letter, &length, salt, bytes])
}

/// Commitment of a public document (every kind that is no record): SHA-256 of its exact bytes.
pub fn document_commitment(body: &[u8]) -> Hash {
    sha256(&[body])
}
