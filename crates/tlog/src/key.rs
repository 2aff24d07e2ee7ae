//! Keys: the log's, which signs checkpoints, and a witness's, which cosigns them.
//!
//! Source: C2SP signed-note (types 0x01 and the verifier key), C2SP tlog-cosignature (type 0x04),
//! RFC 8032 (Ed25519). A key has a name and a type, and is known by four bytes:
//!
//! - key id = SHA-256(name ‖ 0x0A ‖ type ‖ public key)[..4]
//! - verifier key = `name+` ‖ key id in hex ‖ `+` ‖ base64(type ‖ public key)
//! - private key = `PRIVATE+KEY+` ‖ name ‖ `+` ‖ key id in hex ‖ `+` ‖ base64(type ‖ seed)
//!
//! A signature is refused when it or the key is of small order, as an honest one never is.
//! Cost: about 20 µs to sign, 40 µs to check.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer};

use crate::Error;
use crate::hash::sha256;

const PRIVATE: &str = "PRIVATE+KEY+";

/// What a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyUse {
    /// Checkpoints of its own log: the signature is over the text of the note.
    Log = 0x01,
    /// Checkpoints of others that it found consistent, with the time: a witness.
    Witness = 0x04,
}

/// The public half of a key, with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    key_use: KeyUse,
    public: ed25519_dalek::VerifyingKey,
}

/// The private half of a key, with its name. Its `Debug` form shows the name alone.
#[derive(Clone)]
pub struct SigningKey {
    name: String,
    key_use: KeyUse,
    secret: ed25519_dalek::SigningKey,
}

impl VerifierKey {
    /// The name; for a log the origin of its checkpoints.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it signs.
    pub fn key_use(&self) -> KeyUse {
        self.key_use
    }

    /// The four bytes a signature line names it by.
    pub fn id(&self) -> [u8; 4] {
        let kind = [self.key_use as u8];
        let hash = sha256(&[self.name.as_bytes(), b"\n", &kind, self.public.as_bytes()]);
        [hash.0[0], hash.0[1], hash.0[2], hash.0[3]]
    }

    /// The 32 bytes of the public key.
    pub fn public(&self) -> &[u8; 32] {
        self.public.as_bytes()
    }

    /// Whether `signature` is this key's over `message`.
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.public.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

impl SigningKey {
    /// The key of a name made from 32 random bytes.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the name is empty or has a space, a line end or a plus in it.
    pub fn new(name: &str, key_use: KeyUse, seed: &[u8; 32]) -> Result<SigningKey, Error> {
        check_name(name)?;
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        Ok(SigningKey { name: name.to_owned(), key_use, secret })
    }

    /// The name; for a log the origin of its checkpoints.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The public half.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey {
            name: self.name.clone(),
            key_use: self.key_use,
            public: self.secret.verifying_key(),
        }
    }

    /// The signature over a message.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.secret.sign(message).to_bytes()
    }

    /// The text form, which is the secret itself.
    pub fn to_secret_text(&self) -> String {
        let (id, kind) = (hex(self.verifier().id()), self.key_use as u8);
        let material = encode(&[&[kind], &self.secret.to_bytes()[..]].concat());
        format!("{PRIVATE}{}+{id}+{material}", self.name)
    }

    /// Reads the text form.
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is none.
    pub fn from_secret_text(text: &str) -> Result<SigningKey, Error> {
        let fields = text.strip_prefix(PRIVATE).and_then(fields);
        let (name, id, key_use, seed) = fields.ok_or(malformed("private key"))?;
        let key = SigningKey::new(name, key_use, &seed)?;
        if key.verifier().id() == id { Ok(key) } else { Err(malformed("private key")) }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("name", &self.name).finish_non_exhaustive()
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let material = [&[self.key_use as u8], &self.public.as_bytes()[..]].concat();
        write!(f, "{}+{}+{}", self.name, hex(self.id()), encode(&material))
    }
}

impl FromStr for VerifierKey {
    type Err = Error;

    /// Reads a verifier key of a known type; its one spelling is that of `Display`.
    fn from_str(text: &str) -> Result<VerifierKey, Error> {
        let not_a_key = || malformed("verifier key");
        let (name, id, key_use, public) = fields(text).ok_or_else(not_a_key)?;
        check_name(name)?;
        let public = ed25519_dalek::VerifyingKey::from_bytes(&public).map_err(|_| not_a_key())?;
        let key = VerifierKey { name: name.to_owned(), key_use, public };
        if key.id() == id && !key.public.is_weak() { Ok(key) } else { Err(not_a_key()) }
    }
}

/// Name, key id, use and 32 bytes of `name+id+material`. The material may have a plus in it.
fn fields(text: &str) -> Option<(&str, [u8; 4], KeyUse, [u8; 32])> {
    let mut fields = text.splitn(3, '+');
    let (name, id, material) = (fields.next()?, fields.next()?, fields.next()?);
    let number = u32::from_str_radix(id, 16).ok().filter(|number| format!("{number:08x}") == id)?;
    let material = decode(material)?;
    let (kind, bytes) = material.split_first()?;
    let key_use = [KeyUse::Log, KeyUse::Witness].into_iter().find(|known| *known as u8 == *kind)?;
    Some((name, number.to_be_bytes(), key_use, bytes.try_into().ok()?))
}

/// Whether a text may name a key.
fn check_name(name: &str) -> Result<(), Error> {
    let allowed = |c: char| !c.is_whitespace() && !c.is_control() && c != '+';
    match !name.is_empty() && name.chars().all(allowed) {
        true => Ok(()),
        false => Err(Error::Malformed {
            what: "key name",
            rule: "it has at least one character, and no space, line end or plus",
        }),
    }
}

fn malformed(what: &'static str) -> Error {
    Error::Malformed { what, rule: "it is name+id+base64 of an Ed25519 key, the id being its hash" }
}

/// Standard base64 with padding.
pub(crate) fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The bytes of standard base64 with padding; `None` for any other spelling of them.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok().filter(|bytes| encode(bytes) == text)
}

/// 32 bytes of base64.
pub(crate) fn decode_32(text: &str) -> Option<[u8; 32]> {
    decode(text)?.try_into().ok()
}

fn hex(id: [u8; 4]) -> String {
    format!("{:08x}", u32::from_be_bytes(id))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The key and the signed text of the signed-note specification's reference tests (Go).
    #[test]
    fn a_verifier_key_of_another_program_reads_and_writes() {
        let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let key: VerifierKey = text.parse().unwrap();
        assert_eq!((key.name(), key.to_string()), ("PeterNeumann", text.to_owned()));
        assert_eq!(key.key_use(), KeyUse::Log);
    }

    #[test]
    fn other_spellings_and_names_are_refused() {
        let key = SigningKey::new("log.example/1", KeyUse::Log, &[7; 32]).unwrap();
        let (public, private) = (key.verifier().to_string(), key.to_secret_text());
        for bad in ["", "a+b", &public.to_uppercase(), &format!("{public}="), &public[1..]] {
            assert!(bad.parse::<VerifierKey>().is_err(), "{bad}");
        }
        assert!(SigningKey::from_secret_text(&private[1..]).is_err());
        assert!(SigningKey::from_secret_text(&private.replace("log.", "lob.")).is_err());
        for bad in ["", "a b", "a\nb", "a+b", "a\u{2003}b"] {
            assert!(SigningKey::new(bad, KeyUse::Log, &[7; 32]).is_err(), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn both_text_forms_read_back(seed: [u8; 32], name in "[a-z./0-9]{1,40}", log: bool) {
            let key_use = if log { KeyUse::Log } else { KeyUse::Witness };
            let key = SigningKey::new(&name, key_use, &seed)?;
            prop_assert_eq!(key.verifier().to_string().parse(), Ok(key.verifier()));
            let back = SigningKey::from_secret_text(&key.to_secret_text())?;
            prop_assert_eq!(back.to_secret_text(), key.to_secret_text());
            let signature = back.sign(b"text");
            prop_assert!(key.verifier().verify(b"text", &signature));
            prop_assert!(!key.verifier().verify(b"Text", &signature));
        }
    }
}
