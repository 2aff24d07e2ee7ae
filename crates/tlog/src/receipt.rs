//! The receipt: what a participant may show to anyone, to prove that these words are in the record.
//!
//! It opens the text compartment alone: the words and their salt, and of the other compartments their
//! hashes. It holds no follow-up code, so who has it can neither withdraw nor learn who wrote. Lines
//! are a name, a space and a value; `-` stands for none:
//!
//! ```text
//! canvass-receipt/1
//! origin …        the log                     minute, channel, tier, part, reason, ref …
//! key …           its verifier key            record …   the sealed bytes: JSON; of a vote, hex
//! plan …          title                       salt-T …   base64
//! round …         title                       c_A …      base64
//! index …         of the leaf                 c_I …      base64
//! kind …          code                        c2sp.org/tlog-proof@v1 and all that follows
//! ```
//!
//! The proof is C2SP tlog-proof to the byte; its `extra` is c_T ‖ c_A ‖ c_I. Titles are for the reader:
//! nothing vouches for them. A public document's receipt has its body as record and no salt.

use crate::checkpoint::decimal;
use crate::commitment::{PartHashes, document_commitment, part_hash};
use crate::entry::{Entry, Kind, LENGTH, Part};
use crate::hash::{Hash, leaf_hash};
use crate::key::{VerifierKey, decode_32, encode};
use crate::policy::Policy;
use crate::proof::verify_inclusion;
use crate::proof_text::ProofText;
use crate::report::Report;
use crate::{Checkpoint, Error};

const FIRST: &str = "canvass-receipt/1";
const PROOF: &str = "\nc2sp.org/tlog-proof@v1\n";

/// Bytes of a receipt at most; a document may be long.
pub const RECEIPT_BYTES_MAX: usize = 32 * 1024 * 1024;

/// A receipt as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The key that its log is said to have.
    pub key: VerifierKey,
    /// Title of the plan.
    pub plan: String,
    /// Title of the round; empty where there is none.
    pub round: String,
    /// The entry.
    pub entry: Entry,
    /// The sealed bytes of the text compartment, or of the document.
    pub record: Vec<u8>,
    /// The salt of the text compartment; `None` for a document.
    pub salt: Option<[u8; 32]>,
    /// The other compartments; their text hash is not used.
    pub others: PartHashes,
    /// The inclusion proof with its checkpoint.
    pub proof: ProofText,
}

impl Receipt {
    /// Reads a receipt; whether it holds is asked by [`check_receipt`].
    ///
    /// # Errors
    /// [`Error::Malformed`], or what the entry's fields are refused for.
    pub fn read(text: &str) -> Result<Receipt, Error> {
        if text.len() > RECEIPT_BYTES_MAX {
            return Err(malformed("it has at most 32 MiB"));
        }
        let at = text.find(PROOF).ok_or(malformed("a proof follows its lines"))?;
        let (head, proof) = (&text[..at], &text[at + 1..]);
        let proof = ProofText::read(proof)?;
        let mut lines = Lines(head.split('\n'));
        if lines.0.next() != Some(FIRST) {
            return Err(malformed("it begins with the line `canvass-receipt/1`"));
        }
        let origin = lines.value("origin")?;
        let key: VerifierKey = lines.value("key")?.parse()?;
        let (plan, round) = (title(lines.value("plan")?), title(lines.value("round")?));
        let index = lines.number("index")?;
        let mut bytes = [0; LENGTH];
        bytes[0] = 1;
        bytes[1] = lines.byte("kind")?;
        let minute = u32::try_from(lines.number("minute")?);
        bytes[6..10].copy_from_slice(&minute.map_err(|_| NUMBER)?.to_be_bytes());
        bytes[2] = lines.byte("channel")?;
        bytes[3] = lines.byte("tier")?;
        bytes[4] = lines.byte("part")?;
        bytes[5] = lines.byte("reason")?;
        let reference = match lines.value("ref")? {
            "-" => u32::MAX,
            text => decimal(text).and_then(|number| u32::try_from(number).ok()).ok_or(NUMBER)?,
        };
        bytes[10..14].copy_from_slice(&reference.to_be_bytes());
        let record = lines.value("record")?;
        let record = if bytes[1] == Kind::Vote as u8 { unhex(record)? } else { record.into() };
        let salt = lines.hash("salt-T")?.map(|hash| hash.0);
        let (attributes, identity) = (lines.hash("c_A")?, lines.hash("c_I")?);
        if lines.0.next().is_some() || origin != key.name() || index != proof.index {
            return Err(malformed("its lines and its proof are of one leaf of one log"));
        }
        let others = PartHashes { text: None, attributes, identity };
        let entry = Entry::decode(&bytes)?;
        let mut receipt = Receipt { key, plan, round, entry, record, salt, others, proof };
        receipt.entry.commitment = receipt.commitment();
        match receipt.to_string() == text {
            true => Ok(receipt),
            false => Err(malformed("it has one spelling")),
        }
    }

    /// The hashes of its compartments; those of a document are all absent.
    pub fn part_hashes(&self) -> PartHashes {
        let text = self.salt.map(|salt| part_hash(Part::Text, &salt, &self.record));
        PartHashes { text, ..self.others }
    }

    /// The commitment that the record leads to.
    pub fn commitment(&self) -> Hash {
        match self.entry.kind.is_record() {
            true => self.part_hashes().commitment(),
            false => document_commitment(&self.record),
        }
    }

    /// The bytes that belong into the proof's `extra`; `None` for a document.
    pub fn extra(&self) -> Option<Vec<u8>> {
        let hashes = self.part_hashes();
        let hash = |hash: Option<Hash>| hash.unwrap_or(Hash([0; 32])).0;
        self.entry
            .kind
            .is_record()
            .then(|| [hash(hashes.text), hash(hashes.attributes), hash(hashes.identity)].concat())
    }
}

impl std::fmt::Display for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let entry = &self.entry;
        let bytes = entry.encode().map_err(|_| std::fmt::Error)?;
        let title = |text: &str| if text.is_empty() { "-".into() } else { one_line(text) };
        let hash = |hash: Option<[u8; 32]>| hash.map_or_else(|| "-".into(), |hash| encode(&hash));
        writeln!(f, "{FIRST}\norigin {}\nkey {}", self.key.name(), self.key)?;
        writeln!(f, "plan {}\nround {}", title(&self.plan), title(&self.round))?;
        writeln!(f, "index {}\nkind {}\nminute {}", self.proof.index, bytes[1], entry.minute)?;
        writeln!(f, "channel {}\ntier {}\npart {}", bytes[2], bytes[3], bytes[4])?;
        let reference = entry.reference.map_or_else(|| "-".into(), |index| index.to_string());
        writeln!(f, "reason {}\nref {reference}", bytes[5])?;
        match entry.kind {
            Kind::Vote => writeln!(f, "record {}", hex(&self.record))?,
            _ => writeln!(f, "record {}", String::from_utf8_lossy(&self.record))?,
        }
        writeln!(f, "salt-T {}", hash(self.salt))?;
        let [attributes, identity] = [self.others.attributes, self.others.identity];
        writeln!(f, "c_A {}", hash(attributes.map(|hash| hash.0)))?;
        writeln!(f, "c_I {}", hash(identity.map(|hash| hash.0)))?;
        write!(f, "{}", self.proof)
    }
}

/// Checks a receipt without anything else: the record opens the commitment, the entry hashes to a leaf
/// that is in the tree of the checkpoint, and the checkpoint is signed. Without a policy the key named
/// in the receipt is believed, which proves nothing to somebody who was handed both.
pub fn check_receipt(text: &str, policy: Option<&Policy>) -> (Report, Option<Receipt>) {
    let mut report = Report::default();
    let receipt = match Receipt::read(text) {
        Ok(receipt) => receipt,
        Err(error) => {
            report.fail(format!("receipt: {error}"));
            return (report, None);
        }
    };
    report.pass("receipt: it can be read");
    let parts = !receipt.entry.kind.is_record()
        || receipt.part_hashes().parts() == receipt.entry.parts && receipt.salt.is_some();
    report.note(parts, "record: it has the compartments that its entry names");
    report.note(receipt.proof.extra == receipt.extra(), "record: it opens the commitment");
    check_proof(&receipt, policy, &mut report);
    (report, Some(receipt))
}

fn check_proof(receipt: &Receipt, policy: Option<&Policy>, report: &mut Report) {
    let own = Policy::of_log(receipt.key.clone());
    match policy.unwrap_or(&own).check(&receipt.proof.checkpoint) {
        Ok(believed) => {
            let whose =
                if policy.is_some() { "the policy's key" } else { "the key it names itself" };
            report.pass(format!("checkpoint: signed with {whose}"));
            for (witness, time) in believed.witnesses {
                report.pass(format!("checkpoint: cosigned by {witness} at {time}"));
            }
        }
        Err(error) => report.fail(format!("checkpoint: {error}")),
    }
    let held = || {
        let tree = Checkpoint::read(receipt.proof.checkpoint.text())?.tree;
        let leaf = leaf_hash(&receipt.entry.encode()?);
        verify_inclusion(leaf, receipt.proof.index, &tree, &receipt.proof.path)?;
        Ok::<_, Error>(format!("inclusion: leaf {} of {}", receipt.proof.index, tree.size))
    };
    match held() {
        Ok(what) => report.pass(what),
        Err(error) => report.fail(format!("inclusion: {error}")),
    }
}

struct Lines<'a>(std::str::Split<'a, char>);

const NUMBER: Error = malformed("numbers are written in digits and fit their field");

impl<'a> Lines<'a> {
    fn value(&mut self, name: &str) -> Result<&'a str, Error> {
        let line = self.0.next().and_then(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.ok_or(malformed("its lines are those of the format, in that order"))
    }

    fn number(&mut self, name: &str) -> Result<u64, Error> {
        decimal(self.value(name)?).ok_or(NUMBER)
    }

    fn byte(&mut self, name: &str) -> Result<u8, Error> {
        u8::try_from(self.number(name)?).map_err(|_| NUMBER)
    }

    fn hash(&mut self, name: &str) -> Result<Option<Hash>, Error> {
        match self.value(name)? {
            "-" => Ok(None),
            text => match decode_32(text) {
                Some(bytes) => Ok(Some(Hash(bytes))),
                None => Err(malformed("salts and hashes are 32 bytes in base64")),
            },
        }
    }
}

const fn malformed(rule: &'static str) -> Error {
    Error::Malformed { what: "receipt", rule }
}

fn title(line: &str) -> String {
    if line == "-" { String::new() } else { line.to_owned() }
}

/// A title without line ends and other control characters.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Result<Vec<u8>, Error> {
    let digit = |digit: u8| char::from(digit).to_digit(16).map(|value| value as u8);
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?));
    let bytes: Option<Vec<u8>> = bytes.collect();
    bytes.filter(|_| rest.is_empty()).ok_or(malformed("a vote's record is hexadecimal"))
}
