//! The proof as a text: that an entry is in a log, for whoever has the log's key and no network.
//!
//! Source: C2SP tlog-proof. The line `c2sp.org/tlog-proof@v1`; perhaps `extra` and base64; `index` and
//! a number; the hashes of the inclusion proof from below, one a line in base64; an empty line; the
//! checkpoint as it was signed.

use crate::Error;
use crate::checkpoint::decimal;
use crate::hash::Hash;
use crate::key::{decode, decode_32, encode};
use crate::note::Note;

const FIRST: &str = "c2sp.org/tlog-proof@v1";

/// Hashes of an inclusion proof at most.
const PATH_MAX: usize = 64;

/// A proof with the checkpoint it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofText {
    /// Bytes the application puts there; nothing vouches for them.
    pub extra: Option<Vec<u8>>,
    /// Index of the leaf.
    pub index: u64,
    /// The inclusion proof.
    pub path: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: Note,
}

impl ProofText {
    /// Reads the text.
    ///
    /// # Errors
    /// [`Error::Malformed`].
    pub fn read(text: &str) -> Result<ProofText, Error> {
        let malformed = |rule| Error::Malformed { what: "proof", rule };
        let (head, checkpoint) = text
            .split_once("\n\n")
            .ok_or(malformed("an empty line stands before the checkpoint"))?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(FIRST) {
            return Err(malformed("it begins with the line `c2sp.org/tlog-proof@v1`"));
        }
        let extra = match lines.peek().and_then(|line| line.strip_prefix("extra ")) {
            None => None,
            Some(extra) => {
                let extra = decode(extra).filter(|extra| !extra.is_empty());
                lines.next();
                Some(extra.ok_or(malformed("extra is base64"))?)
            }
        };
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(decimal);
        let index = index.ok_or(malformed("a line says `index` and a number"))?;
        let path = lines.map(|line| decode_32(line).map(Hash)).collect::<Option<Vec<_>>>();
        let path = path.filter(|path| path.len() <= PATH_MAX);
        let path = path.ok_or(malformed("at most 64 hashes in base64 follow, one a line"))?;
        Ok(ProofText { extra, index, path, checkpoint: Note::read(checkpoint)? })
    }
}

impl std::fmt::Display for ProofText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{FIRST}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.path.iter().try_for_each(|hash| writeln!(f, "{}", encode(&hash.0)))?;
        write!(f, "\n{}", self.checkpoint)
    }
}
