//! The three hashes of the tree.
//!
//! Source: RFC 6962 §2.1 (RFC 9162 §2.1.1 is the same). With SHA-256 throughout:
//!
//! - leaf = SHA-256(0x00 ‖ entry)
//! - node = SHA-256(0x01 ‖ left ‖ right)
//! - root of no leaves = SHA-256 of nothing
//!
//! The first byte keeps the two apart: without it a node could be passed off as an entry of 64
//! bytes. Checked by the vectors of the Certificate Transparency reference tests.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::Error;

/// A SHA-256 value of 32 bytes. Its one text form is 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

/// SHA-256(0x00 ‖ entry), the hash of a leaf.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    sha256(&[&[0x00], entry])
}

/// SHA-256(0x01 ‖ left ‖ right), the hash of a node above two others.
pub fn node_hash(left: Hash, right: Hash) -> Hash {
    sha256(&[&[0x01], &left.0, &right.0])
}

/// The root hash of the tree without leaves, SHA-256 of nothing.
pub fn empty_root() -> Hash {
    sha256(&[])
}

/// SHA-256 of the pieces one after the other.
pub(crate) fn sha256(pieces: &[&[u8]]) -> Hash {
    let mut state = Sha256::new();
    for piece in pieces {
        state.update(piece);
    }
    Hash(state.finalize().into())
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Hash {
    type Err = Error;

    /// Reads 64 lower-case hexadecimal digits and nothing else, so that a hash has one spelling.
    fn from_str(text: &str) -> Result<Hash, Error> {
        let not_a_hash = || Error::NotAHash { text: text.chars().take(80).collect() };
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(not_a_hash());
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let high = nibble(pair[0]).ok_or_else(not_a_hash)?;
            let low = nibble(pair[1]).ok_or_else(not_a_hash)?;
            *byte = high << 4 | low;
        }
        Ok(Hash(bytes))
    }
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn other_spellings_of_a_hash_are_refused() {
        let good = empty_root().to_string();
        assert_eq!(good, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for bad in [
            "",
            &good[1..],
            &good.to_uppercase(),
            &format!("{good}0"),
            &format!(" {}", &good[1..]),
            &"é".repeat(32),
        ] {
            assert_eq!(bad.parse::<Hash>(), Err(Error::NotAHash { text: bad.to_owned() }));
        }
    }

    proptest! {
        #[test]
        fn text_round_trip(bytes: [u8; 32]) {
            prop_assert_eq!(Hash(bytes).to_string().parse(), Ok(Hash(bytes)));
        }
    }
}
