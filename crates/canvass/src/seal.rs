//! What is drawn at random, and what is derived from a secret: salts, tokens and follow-up codes.
//!
//! The only room that draws randomness; it comes from the operating system. A salt is fresh for each
//! compartment and never derived, as a derived one could not be destroyed alone.
//!
//! A follow-up code is the first 128 bits of HMAC-SHA-256(installation secret, idempotency key), so that a
//! repeated request shows it again though the store holds only its SHA-256. It is written in Crockford's
//! base 32 (26 symbols and his check symbol, modulo 37) in groups of five, and read back with spaces,
//! hyphens, small letters, O for 0 and I or L for 1.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Draws `N` bytes from the operating system.
///
/// # Panics
/// When the system has no randomness to give; nothing secret can be made then.
pub fn draw<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// As many drawings of 32 bytes.
///
/// # Panics
/// As [`draw`].
pub fn draw_many(count: usize) -> Vec<[u8; 32]> {
    let mut bytes = vec![0; count * 32];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes.as_chunks().0.to_vec()
}

/// A fresh key for the log of that origin.
///
/// # Errors
/// When the origin has a space or a plus in it, or nothing.
pub fn log_key(origin: &str) -> Result<tlog::SigningKey, tlog::Error> {
    tlog::SigningKey::new(origin, tlog::KeyUse::Log, &draw())
}

/// A fresh token of 128 bits, in lower-case hex: a participant's bearer token or a form's idempotency key.
pub fn token() -> String {
    hex(&draw::<16>())
}

/// The token of whoever is shown a form with this key, in lower-case hex: the first 128 bits of
/// HMAC-SHA-256 (installation secret, `participant`, line end, key). The word in front keeps it apart
/// from the follow-up code of the same key.
pub fn derived_token(secret: &[u8; 32], key: &str) -> String {
    hex(&mac(secret, &format!("participant\n{key}"))[..16])
}

/// A number from 0 up to, not including, 1, that a text draws: the same for the same secret and text.
pub fn number(secret: &[u8; 32], text: &str) -> f64 {
    let mut first = [0; 8];
    first.copy_from_slice(&mac(secret, &format!("number\n{text}"))[..8]);
    (u64::from_be_bytes(first) >> 11) as f64 / (1_u64 << 53) as f64
}

/// A mark of 128 bits, in lower-case hex, that only this installation can put under a text.
pub fn mark(secret: &[u8; 32], text: &str) -> String {
    hex(&mac(secret, &format!("mark\n{text}"))[..16])
}

/// Who sent a contribution, so that nobody can tell who: the same for the same name within `scope`, a set of
/// files whose names mean the same people. HMAC-SHA-256 (installation secret, `author`, scope, name).
pub fn pseudonym(secret: &[u8; 32], scope: &str, name: &str) -> [u8; 32] {
    mac(secret, &format!("author\n{scope}\n{name}"))
}

fn mac(secret: &[u8; 32], text: &str) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().into()
}

/// SHA-256 of some bytes.
pub fn sha256(bytes: impl AsRef<[u8]>) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A follow-up code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FollowUpCode([u8; 16]);

const SYMBOLS: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
const DATA_SYMBOLS: usize = 26;

impl FollowUpCode {
    /// The code of the contribution posted under an idempotency key.
    pub fn of_key(secret: &[u8; 32], key: &str) -> FollowUpCode {
        let mut code = [0; 16];
        code.copy_from_slice(&mac(secret, key)[..16]);
        FollowUpCode(code)
    }

    /// What the store keeps of it.
    pub fn sha256(self) -> [u8; 32] {
        sha256(self.0)
    }

    /// Reads a code as a person typed it; `None` when its length, a symbol or its check symbol is wrong.
    pub fn read(typed: &str) -> Option<FollowUpCode> {
        let symbols: Vec<u8> = typed
            .bytes()
            .filter(|byte| !byte.is_ascii_whitespace() && *byte != b'-')
            .map(value_of)
            .collect::<Option<_>>()?;
        let (check, data) = symbols.split_last()?;
        if data.len() != DATA_SYMBOLS || data.iter().any(|&value| value >= 32) || data[0] > 7 {
            return None;
        }
        let number = data.iter().fold(0u128, |number, &value| number << 5 | u128::from(value));
        (u128::from(*check) == number % 37).then(|| FollowUpCode(number.to_be_bytes()))
    }
}

impl std::fmt::Display for FollowUpCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let number = u128::from_be_bytes(self.0);
        for place in 0..DATA_SYMBOLS {
            if place > 0 && place % 5 == 0 {
                f.write_str("-")?;
            }
            let value = number >> (5 * (DATA_SYMBOLS - 1 - place)) & 31;
            write!(f, "{}", char::from(SYMBOLS[value as usize]))?;
        }
        write!(f, "{}", char::from(SYMBOLS[(number % 37) as usize]))
    }
}

/// A symbol's value, with the letters that people confuse read as digits.
fn value_of(byte: u8) -> Option<u8> {
    let symbol = match byte.to_ascii_uppercase() {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    };
    SYMBOLS.iter().position(|&known| known == symbol).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use consultation::{Channel, ModerationReason};
    use proptest::prelude::*;

    #[test]
    fn the_codes_of_channels_and_reasons_are_those_of_the_sealed_entry() {
        for (code, channel) in (1..).zip(Channel::ALL) {
            let sealed = [
                tlog::Channel::Web,
                tlog::Channel::Api,
                tlog::Channel::FormImport,
                tlog::Channel::Csv,
                tlog::Channel::Xlsx,
                tlog::Channel::Mbox,
                tlog::Channel::Paper,
                tlog::Channel::Phone,
                tlog::Channel::Meeting,
            ][code - 1];
            let name = format!("{sealed:?}").to_lowercase();
            assert_eq!((sealed as usize, name), (code, channel.as_str().replace('-', "")));
        }
        assert_eq!(ModerationReason::ALL.len(), 6);
    }

    #[test]
    fn a_code_is_written_in_groups_and_read_as_people_type_it() {
        let code = FollowUpCode::of_key(&[7; 32], "0123456789abcdef");
        let written = code.to_string();
        assert_eq!(written, "0FDPB-WF66G-3Y8EK-6X4YN-GC99B-Q5");
        let typed = written.to_lowercase().replace('0', "o").replace('1', "l").replace('-', " ");
        assert_eq!(FollowUpCode::read(&typed), Some(code));
    }

    proptest! {
        #[test]
        fn every_code_reads_back_and_one_wrong_symbol_is_noticed(
            bytes in any::<[u8; 16]>(), at in 0usize..26, other in 0usize..32
        ) {
            let code = FollowUpCode(bytes);
            let written = code.to_string();
            prop_assert_eq!(FollowUpCode::read(&written), Some(code));
            let mut symbols: Vec<u8> = written.bytes().filter(|&b| b != b'-').collect();
            if symbols[at] != SYMBOLS[other] {
                symbols[at] = SYMBOLS[other];
                prop_assert_eq!(FollowUpCode::read(&String::from_utf8(symbols).unwrap()), None);
            }
        }
    }
}
