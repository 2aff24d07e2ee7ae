//! What can go wrong: bad text or bytes, a tree asked for what it has not, a proof that fails.

use crate::entry::Kind;
use crate::hash::Hash;
use crate::tree::{Position, SIZE_MAX};

/// Every error of this crate; none of them is a reason to stop the program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A text that is no hash; cut to 80 characters.
    #[error("`{text}` is not a hash")]
    NotAHash {
        /// The text as given.
        text: String,
    },
    /// A text or file that does not keep to its format.
    #[error("a {what} is malformed: {rule}")]
    Malformed {
        /// What it should have been.
        what: &'static str,
        /// What does not hold of it.
        rule: &'static str,
    },
    /// A line of a policy that cannot be read.
    #[error("line {line} of the policy: {rule}")]
    PolicyLine {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        rule: &'static str,
    },
    /// A note without a line of a key that must have signed it.
    #[error("`{name}` did not sign, or not with the key that is believed")]
    NotSigned {
        /// Name of the key.
        name: String,
    },
    /// A signature that is not the key's over this text.
    #[error("the signature of `{name}` does not hold")]
    Signature {
        /// Name of the key.
        name: String,
    },
    /// Too few witnesses cosigned.
    #[error("the quorum of witnesses is not reached")]
    Quorum,
    /// An entry of the wrong length.
    #[error("an entry has {} bytes, this one has {found}", crate::entry::LENGTH)]
    EntryLength {
        /// Length found, in bytes.
        found: usize,
    },
    /// A code no table knows.
    #[error("code {code} of `{field}` is unknown")]
    UnknownCode {
        /// Field of the entry.
        field: &'static str,
        /// Code found.
        code: u8,
    },
    /// Fields that do not fit together.
    #[error("an entry of kind `{kind:?}` {rule}")]
    EntryRule {
        /// Kind of the entry.
        kind: Kind,
        /// The rule it breaks.
        rule: &'static str,
    },
    /// No leaf can be added, or be there.
    #[error("a tree has at most {SIZE_MAX} leaves")]
    Full,
    /// A node that should have been kept is not there; for readers of kept nodes to return.
    #[error("the node at level {}, index {} is missing", .0.level, .0.index)]
    Missing(
        /// Where it should stand.
        Position,
    ),
    /// A leaf beyond the tree.
    #[error("leaf {index} is not in a tree of {size} leaves")]
    Outside {
        /// Index of the leaf.
        index: u64,
        /// Size of the tree.
        size: u64,
    },
    /// A newer tree smaller than the older one.
    #[error("a tree of {older} leaves cannot have become one of {newer}")]
    Shrinks {
        /// Size of the older tree.
        older: u64,
        /// Size of the newer tree.
        newer: u64,
    },
    /// A proof with too many or too few hashes for its index and sizes.
    #[error("the proof has {given} hashes; index and sizes ask for {wanted}")]
    ProofLength {
        /// Hashes in the proof.
        given: usize,
        /// What would be right: "none", "fewer" or "more".
        wanted: &'static str,
    },
    /// An inclusion proof that leads elsewhere.
    #[error("the inclusion proof leads to root {computed}, the tree states {stated}")]
    InclusionRoot {
        /// Root computed from leaf and proof.
        computed: Hash,
        /// Root of the tree.
        stated: Hash,
    },
    /// A consistency proof that does not hold the older tree.
    #[error("the consistency proof has older root {computed}, the older tree states {stated}")]
    OlderRoot {
        /// Older root computed from the proof.
        computed: Hash,
        /// Root of the older tree.
        stated: Hash,
    },
    /// A consistency proof that does not lead to the newer tree.
    #[error("the consistency proof has newer root {computed}, the newer tree states {stated}")]
    NewerRoot {
        /// Newer root computed from the proof.
        computed: Hash,
        /// Root of the newer tree.
        stated: Hash,
    },
}

impl Error {
    /// What the person who meets the error can do.
    pub fn hint(&self) -> &'static str {
        match self {
            Error::NotAHash { .. } => "give 64 lower-case hexadecimal digits, as sha256sum prints",
            Error::Malformed { .. } => "it was cut or altered; fetch it again",
            Error::PolicyLine { .. } => "correct the line; the format is C2SP tlog-policy",
            Error::NotSigned { .. } => "check that key and checkpoint are of the same log",
            Error::Signature { .. } => {
                "text or signature was altered, or another key made it; keep the file and ask"
            }
            Error::Quorum => "wait until more witnesses have cosigned, or take another policy",
            Error::EntryLength { .. } | Error::UnknownCode { .. } | Error::EntryRule { .. } => {
                "the entry was cut, altered or written by a newer version; fetch it again"
            }
            Error::Full => "close this tree and begin the next epoch",
            Error::Missing(_) => "the kept nodes are incomplete; rebuild them from the entries",
            Error::Outside { .. } => "take a checkpoint made after the leaf was added",
            Error::Shrinks { .. } => "check the order; if it is right, leaves were removed",
            Error::ProofLength { .. } => "the proof belongs to another index or size, or was cut",
            Error::InclusionRoot { .. } => {
                "the record, the proof or the root was altered, or they are of different trees"
            }
            Error::OlderRoot { .. } | Error::NewerRoot { .. } => {
                "the proof was altered, or the newer tree does not hold the older one; keep both"
            }
        }
    }
}
