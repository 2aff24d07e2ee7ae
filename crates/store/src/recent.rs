//! The last batches, in memory: whoever posted is given a receipt at once, against the head of his own batch.
//!
//! Kept are the nodes that a batch made complete with the edge it grew from, the signature of its head, and what opens
//! its contributions and votes. So a receipt costs no read of the database; one asked for later does,
//! and comes to the same bytes. A batch that erases something has all that opens a leaf dropped here.

use std::collections::VecDeque;
use std::sync::{Arc, PoisonError, RwLock};

use consultation::RoundId;
use tlog::{Checkpoint, Edge, Entry, Hash, Note, PartHashes, Position, Tree};

use crate::directory::Store;

/// Batches kept at most.
const BATCHES_KEPT: usize = 64;
/// Leaves of all of them together, the newest batch apart.
const LEAVES_KEPT: u64 = 16_384;
/// Bytes of their records together, the newest batch apart.
const BYTES_KEPT: usize = 16 * 1024 * 1024;
/// Records of one batch whose openings are kept; an import has more, and gives one receipt for all.
const OPENINGS_MAX: usize = 4_096;

/// A leaf that was committed a moment ago, with all that its receipt is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Fresh {
    /// Its entry.
    pub entry: Entry,
    /// What opens it.
    pub opened: Opened,
    /// Its proof of inclusion in the tree of its batch.
    pub path: Vec<Hash>,
    /// The checkpoint signed with its batch.
    pub checkpoint: Note,
}

/// What opens the text of a contribution or a vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The sealed bytes of the text.
    pub record: Vec<u8>,
    /// The salt of the text.
    pub salt: [u8; 32],
    /// The hashes of the other compartments.
    pub others: PartHashes,
    /// Its round.
    pub round: RoundId,
}

/// What a batch adds: for each level the number of the first node kept, and the hashes; what opens its leaves.
#[derive(Clone, Debug)]
pub(crate) struct Grown {
    from: u64,
    levels: Vec<(u64, Vec<Hash>)>,
    opened: Vec<(u64, Entry, Opened)>,
}

impl Grown {
    pub(crate) fn after(edge: &Edge) -> Grown {
        let size = edge.size();
        let levels = (0..=32).map(|level| (size >> level, Vec::new())).collect();
        let mut grown = Grown { from: size, levels, opened: Vec::new() };
        for node in edge.nodes() {
            let (first, hashes) = &mut grown.levels[usize::from(node.at.level)];
            (*first, *hashes) = (node.at.index, vec![node.hash]);
        }
        grown
    }

    pub(crate) fn push(&mut self, at: Position, hash: Hash) {
        self.levels[usize::from(at.level)].1.push(hash);
    }

    pub(crate) fn open(&mut self, index: u64, entry: Entry, opened: Opened) {
        if self.opened.len() < OPENINGS_MAX {
            self.opened.push((index, entry, opened));
        }
    }

    /// Back to what it was at a size of the same batch.
    pub(crate) fn shrink(&mut self, size: u64) {
        for (level, (first, hashes)) in self.levels.iter_mut().enumerate() {
            hashes.truncate(((size >> level) - *first) as usize);
        }
        let kept = self.opened.partition_point(|(index, ..)| *index < size);
        self.opened.truncate(kept);
    }

    fn get(&self, at: Position) -> Option<Hash> {
        let (first, hashes) = self.levels.get(usize::from(at.level))?;
        hashes.get(usize::try_from(at.index.checked_sub(*first)?).ok()?).copied()
    }

    fn opened(&self, index: u64) -> Option<(Entry, &Opened)> {
        let at = self.opened.binary_search_by_key(&index, |(index, ..)| *index).ok()?;
        self.opened.get(at).map(|(_, entry, opened)| (*entry, opened))
    }

    fn bytes(&self) -> usize {
        self.opened.iter().map(|(_, _, opened)| opened.record.len()).sum()
    }
}

/// A committed batch.
#[derive(Debug)]
struct Batch {
    tree: Tree,
    signature: [u8; 64],
    grown: Grown,
    bytes: usize,
}

impl Batch {
    fn inclusion(&self, index: u64) -> Option<Vec<Hash>> {
        let read = |at| self.grown.get(at).ok_or(tlog::Error::Missing(at));
        tlog::inclusion(index, self.tree.size, read).ok()
    }
}

/// The last batches, the newest last.
#[derive(Debug, Default)]
pub(crate) struct Recent(RwLock<VecDeque<Arc<Batch>>>);

impl Recent {
    pub(crate) fn add(&self, tree: Tree, signature: [u8; 64], grown: Grown) {
        let batch = Batch { tree, signature, bytes: grown.bytes(), grown };
        let mut batches = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let leaves = |from: &Arc<Batch>| tree.size - from.grown.from;
        let mut bytes: usize = batches.iter().map(|batch| batch.bytes).sum();
        while let Some(first) = batches.front()
            && (batches.len() >= BATCHES_KEPT || leaves(first) > LEAVES_KEPT || bytes > BYTES_KEPT)
        {
            bytes -= first.bytes;
            batches.pop_front();
        }
        batches.push_back(Arc::new(batch));
    }

    /// Drops everything: something was erased, and may be among it.
    pub(crate) fn forget(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The batch that ended at `size`, if `index` is a leaf of it.
    fn of(&self, index: u64, size: u64) -> Option<Arc<Batch>> {
        let batches = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let batch = batches.iter().rev().find(|batch| batch.tree.size == size)?;
        (batch.grown.from <= index && index < size).then(|| Arc::clone(batch))
    }

    /// The proof that a leaf is in the tree of its own batch.
    pub(crate) fn inclusion(&self, index: u64, size: u64) -> Option<Vec<Hash>> {
        self.of(index, size)?.inclusion(index)
    }
}

impl Store {
    /// What the receipt of a contribution or vote is made of, against the tree of `size` leaves that it was
    /// committed with, while that is in memory. No read of the database.
    pub fn fresh(&self, index: u64, size: u64) -> Option<Fresh> {
        let batch = self.recent.of(index, size)?;
        let (entry, opened) = batch.grown.opened(index)?;
        let key = self.log_key();
        let origin = key.name().to_owned();
        let mut checkpoint = Note::new(Checkpoint { origin, tree: batch.tree }.text()).ok()?;
        checkpoint.add(key, batch.signature.to_vec());
        Some(Fresh { entry, opened: opened.clone(), path: batch.inclusion(index)?, checkpoint })
    }
}
