//! A witness: whoever keeps the last checkpoint of a log and signs a newer one only if the newer tree
//! adds to the older. Who shows two trees under one name then needs two signatures that no honest
//! witness gives.
//!
//! Source: C2SP tlog-witness and tlog-cosignature. A request is
//!
//! ```text
//! old <size>
//! <consistency proof, a hash in base64 a line, at most 63>
//!
//! <the signed checkpoint>
//! ```
//!
//! and the answer is the witness's signature line. What was cosigned last must be on stable storage
//! before the line is given out; that is its caller's part, as this room writes no file.

use crate::checkpoint::{Checkpoint, cosign, decimal};
use crate::hash::Hash;
use crate::key::{SigningKey, VerifierKey, decode_32, encode};
use crate::note::Note;
use crate::policy::Policy;
use crate::proof::verify_consistency;
use crate::{Error, Tree};

/// Hashes of a consistency proof at most.
const PROOF_MAX: usize = 63;

/// A request to cosign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CosignRequest {
    /// Size of the tree that the witness cosigned last, as the log remembers it; 0 for the first.
    pub old: u64,
    /// That the checkpoint's tree adds to the tree of that size.
    pub proof: Vec<Hash>,
    /// What is to be cosigned.
    pub checkpoint: Note,
}

/// Why a witness does not cosign.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is no checkpoint that a log signed which this witness knows.
    #[error("{0}")]
    Unknown(#[from] Error),
    /// The log remembers another size; nothing is wrong yet.
    #[error("the last tree cosigned has {seen} leaves, the request begins at {old}")]
    Elsewhere {
        /// Size cosigned last.
        seen: u64,
        /// Size that the request begins at.
        old: u64,
    },
    /// The newer tree does not hold the older one: two versions of one log. Both checkpoints are signed
    /// by it, so they prove this to anyone.
    #[error("the log shows two versions of its record: {why}")]
    Fork {
        /// What was cosigned before.
        seen: Box<Checkpoint>,
        /// What the log shows now.
        shown: Box<Checkpoint>,
        /// How the two disagree.
        why: Error,
    },
    /// The proof does not lead from the one tree to the other. It may be a fork, or a bad proof.
    #[error("the request does not prove that the newer record adds to the older: {0}")]
    NotProved(Error),
}

impl CosignRequest {
    /// Reads a request.
    ///
    /// # Errors
    /// [`Error::Malformed`].
    pub fn read(text: &str) -> Result<CosignRequest, Error> {
        let malformed = |rule| Error::Malformed { what: "request to a witness", rule };
        let (head, checkpoint) = text
            .split_once("\n\n")
            .ok_or(malformed("an empty line stands before the checkpoint"))?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old ")).and_then(decimal);
        let old = old.ok_or(malformed("its first line is `old` and a number"))?;
        let proof = lines.map(|line| decode_32(line).map(Hash)).collect::<Option<Vec<_>>>();
        let proof = proof.filter(|proof| proof.len() <= PROOF_MAX);
        let proof = proof.ok_or(malformed("at most 63 hashes in base64 follow, one a line"))?;
        Ok(CosignRequest { old, proof, checkpoint: Note::read(checkpoint)? })
    }
}

impl std::fmt::Display for CosignRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{}", encode(&hash.0)))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

/// What a witness may cosign: the log it knows signed it, and it adds to what was `seen` last (`None`
/// before the first). Gives what is to be kept as seen.
///
/// # Errors
/// [`Refused`].
pub fn accept(
    seen: Option<&Checkpoint>,
    request: &CosignRequest,
    log: &VerifierKey,
) -> Result<Checkpoint, Refused> {
    let shown = Policy::of_log(log.clone()).check(&request.checkpoint)?.checkpoint;
    let empty = Tree { size: 0, root: crate::hash::empty_root() };
    let older = seen.map_or(empty, |seen| seen.tree);
    if seen.is_some_and(|seen| seen.origin != shown.origin) {
        return Err(Error::NotSigned { name: shown.origin }.into());
    }
    if older.size != request.old {
        return Err(Refused::Elsewhere { seen: older.size, old: request.old });
    }
    match verify_consistency(&older, &shown.tree, &request.proof) {
        Ok(()) => Ok(shown),
        // Two roots of one size need no proof, and fewer leaves than were signed none either.
        Err(why) if shown.tree.size <= older.size => Err(Refused::Fork {
            seen: Box::new(Checkpoint { origin: shown.origin.clone(), tree: older }),
            shown: Box::new(shown),
            why,
        }),
        Err(why) => Err(Refused::NotProved(why)),
    }
}

/// The witness's signature line over a checkpoint it accepted, with the line end; `time` is seconds since
/// 1970-01-01 00:00 UTC.
pub fn cosignature_line(checkpoint: &Note, witness: &SigningKey, time: u64) -> String {
    let mut alone = Note::new(checkpoint.text().to_owned()).expect("it was read as a note's text");
    cosign(&mut alone, witness, time);
    let note = alone.to_string();
    note.split_once("\n\n").map_or_else(String::new, |(_, line)| line.to_owned())
}

/// The checkpoint with a witness's line under it; one of the same key is replaced.
///
/// # Errors
/// [`Error::Malformed`] when it is no signature line, [`Error::NotSigned`] or [`Error::Signature`] when it is
/// not that witness's over this checkpoint.
pub fn with_cosignature(
    checkpoint: &Note,
    line: &str,
    witness: &VerifierKey,
) -> Result<Note, Error> {
    let alone = Note::read(&format!("{}\n{line}", checkpoint.text()))?;
    crate::checkpoint::verify_cosignature(&alone, witness)?;
    let kept = checkpoint.signatures().iter();
    let kept = kept.filter(|old| (old.name.as_str(), old.id) != (witness.name(), witness.id()));
    let lines: Vec<_> = kept.chain(alone.line_of(witness)).cloned().collect();
    let mut note = Note::new(checkpoint.text().to_owned())?;
    lines.into_iter().for_each(|line| note.push(line));
    Ok(note)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{Edge, Position};
    use crate::{KeyUse, consistency, hash::leaf_hash, verify_cosignature};
    use std::collections::BTreeMap;

    /// A log of one name: its tree at every size, and all nodes.
    struct Log {
        edge: Edge,
        nodes: BTreeMap<Position, Hash>,
        key: SigningKey,
    }

    impl Log {
        fn grown(leaves: impl IntoIterator<Item = u64>) -> Log {
            let key = SigningKey::new("log.example/1", KeyUse::Log, &[1; 32]).unwrap();
            let mut log = Log { edge: Edge::new(), nodes: BTreeMap::new(), key };
            for leaf in leaves {
                let nodes = log.edge.append(leaf_hash(&leaf.to_be_bytes())).unwrap();
                log.nodes.extend(nodes.into_iter().map(|node| (node.at, node.hash)));
            }
            log
        }

        fn request(&self, old: u64) -> CosignRequest {
            let tree = self.edge.tree();
            let read = |at| self.nodes.get(&at).copied().ok_or(Error::Missing(at));
            let proof = match 0 < old && old < tree.size {
                true => consistency(old, tree.size, read).unwrap(),
                false => Vec::new(),
            };
            CosignRequest { old, proof, checkpoint: Checkpoint::sign(tree, &self.key) }
        }
    }

    #[test]
    fn a_log_that_only_grows_is_cosigned_and_the_request_reads_back() {
        let witness = SigningKey::new("library.example", KeyUse::Witness, &[2; 32]).unwrap();
        let mut seen: Option<Checkpoint> = None;
        for size in [1, 1, 7, 8, 300] {
            let log = Log::grown(0..size);
            let request = log.request(seen.as_ref().map_or(0, |seen| seen.tree.size));
            assert_eq!(CosignRequest::read(&request.to_string()), Ok(request.clone()));
            let accepted = accept(seen.as_ref(), &request, &log.key.verifier()).unwrap();
            assert_eq!(accepted.tree, log.edge.tree());
            let line = cosignature_line(&request.checkpoint, &witness, 1_800_000_000 + size);
            let mut note = request.checkpoint.clone();
            for _ in 0..2 {
                note = with_cosignature(&note, &line, &witness.verifier()).unwrap();
            }
            assert_eq!(note.signatures().len(), 2);
            assert_eq!(verify_cosignature(&note, &witness.verifier()), Ok(1_800_000_000 + size));
            seen = Some(accepted);
        }
    }

    #[test]
    fn neither_a_fork_nor_a_shorter_nor_a_strange_log_is_cosigned() {
        let log = Log::grown(0..10);
        let key = log.key.verifier();
        let seen = accept(None, &log.request(0), &key).unwrap();
        // Two versions that part after leaf 6: of the same size, longer, shorter.
        for (size, fork) in [(10, true), (40, false), (8, true)] {
            let other = Log::grown((0..6).chain(1_000..994 + size));
            assert_eq!(other.edge.size(), size);
            let refused = accept(Some(&seen), &other.request(10), &key).unwrap_err();
            assert_eq!(matches!(refused, Refused::Fork { .. }), fork, "{size}: {refused}");
            assert_eq!(matches!(refused, Refused::NotProved(_)), !fork, "{size}: {refused}");
        }
        let stranger = SigningKey::new("log.example/1", KeyUse::Log, &[9; 32]).unwrap();
        let request = log.request(10);
        assert!(matches!(
            accept(Some(&seen), &request, &stranger.verifier()),
            Err(Refused::Unknown(_))
        ));
        let behind = Refused::Elsewhere { seen: 10, old: 4 };
        assert_eq!(accept(Some(&seen), &log.request(4), &key), Err(behind));
    }
}
