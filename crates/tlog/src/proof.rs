//! The two proofs: making them from kept nodes, checking them with nothing but hashes.
//!
//! Source: RFC 6962 §2.1.1 (PATH) and §2.1.2 (PROOF) for making, RFC 9162 §2.1.3.2 and §2.1.4.2 for
//! checking. Making walks down the splits of the tree and lists the ranges of leaves whose roots
//! the checker lacks; at most one of them, at the right edge, is not a complete subtree and is
//! folded from its row. Checking walks up by the binary digits of index and size.
//!
//! Cost, n leaves: a proof has at most ⌈log2 n⌉ hashes (inclusion) or one more (consistency), made
//! from at most 2·⌈log2 n⌉ reads: for n = 3.113 million, 22 hashes and 44 reads. Checking costs one
//! or two node hashes for each hash of the proof.
//!
//! An inclusion proof holds for a root, not for a size: the same path can satisfy a neighbouring
//! size under the same root. Take both from one signed checkpoint.

use std::ops::Range;

use crate::Error;
use crate::hash::{Hash, empty_root, node_hash};
use crate::tree::{Position, Tree, complete_subtrees, fold_right};

/// Proof that leaf `index` is in the tree of `size` leaves: the siblings on its way to the root,
/// from below. `read` gives the kept hash of a complete subtree.
///
/// # Errors
/// [`Error::Outside`] when there is no such leaf; whatever `read` returns.
pub fn inclusion<E: From<Error>>(
    index: u64,
    size: u64,
    read: impl FnMut(Position) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    if index >= size {
        return Err(Error::Outside { index, size }.into());
    }
    let mut siblings = Vec::new();
    let mut here = 0..size;
    while here.end - here.start > 1 {
        let middle = split(&here);
        if index < middle {
            siblings.push(middle..here.end);
            here.end = middle;
        } else {
            siblings.push(here.start..middle);
            here.start = middle;
        }
    }
    roots_from_below(siblings, read)
}

/// Proof that the tree of `newer` leaves begins with the leaves of the tree of `older` leaves.
/// Empty when the sizes are the same, or the older tree is empty.
///
/// # Errors
/// [`Error::Shrinks`] when `older` is above `newer`; whatever `read` returns.
pub fn consistency<E: From<Error>>(
    older: u64,
    newer: u64,
    read: impl FnMut(Position) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    if older > newer {
        return Err(Error::Shrinks { older, newer }.into());
    }
    if older == 0 {
        return Ok(Vec::new());
    }
    let mut ranges = Vec::new();
    let mut here = 0..newer;
    while here.end != older {
        let middle = split(&here);
        if older <= middle {
            ranges.push(middle..here.end);
            here.end = middle;
        } else {
            ranges.push(here.start..middle);
            here.start = middle;
        }
    }
    // The checker holds the older root, and needs the last subtree only when it is not that.
    if here.start > 0 {
        ranges.push(here);
    }
    roots_from_below(ranges, read)
}

/// Checks an inclusion proof: `leaf` is the leaf hash at `index` of `tree`.
///
/// # Errors
/// [`Error::Outside`], [`Error::ProofLength`] or [`Error::InclusionRoot`], whichever fails first.
pub fn verify_inclusion(leaf: Hash, index: u64, tree: &Tree, path: &[Hash]) -> Result<(), Error> {
    if index >= tree.size {
        return Err(Error::Outside { index, size: tree.size });
    }
    let mut way = Way { node: index, last: tree.size - 1 };
    let mut root = leaf;
    for sibling in path {
        root = match way.up(path.len())? {
            Side::Left => node_hash(*sibling, root),
            Side::Right => node_hash(root, *sibling),
        };
    }
    way.arrived(path.len())?;
    if root == tree.root {
        Ok(())
    } else {
        Err(Error::InclusionRoot { computed: root, stated: tree.root })
    }
}

/// Checks a consistency proof: `newer` only adds leaves to `older`.
///
/// # Errors
/// [`Error::Shrinks`], [`Error::ProofLength`], [`Error::OlderRoot`] or [`Error::NewerRoot`],
/// whichever fails first.
pub fn verify_consistency(older: &Tree, newer: &Tree, path: &[Hash]) -> Result<(), Error> {
    if older.size > newer.size {
        return Err(Error::Shrinks { older: older.size, newer: newer.size });
    }
    let needs_proof = 0 < older.size && older.size < newer.size;
    if !needs_proof && !path.is_empty() {
        return Err(Error::ProofLength { given: path.len(), wanted: "none" });
    }
    let (older_root, newer_root) = match (older.size, newer.size) {
        (0, 0) => (empty_root(), empty_root()),
        (0, _) => (empty_root(), newer.root),
        (before, after) if before == after => (newer.root, newer.root),
        _ => both_roots(older, newer, path)?,
    };
    if older_root != older.root {
        return Err(Error::OlderRoot { computed: older_root, stated: older.root });
    }
    if newer_root != newer.root {
        return Err(Error::NewerRoot { computed: newer_root, stated: newer.root });
    }
    Ok(())
}

/// The older and the newer root as the proof has them, for 0 < older size < newer size.
fn both_roots(older: &Tree, newer: &Tree, path: &[Hash]) -> Result<(Hash, Hash), Error> {
    let given = path.len();
    let mut way = Way { node: older.size - 1, last: newer.size - 1 };
    way.skip(way.node.trailing_ones());
    // An older tree that is one complete subtree is its own starting point.
    let (start, rest) = if older.size.is_power_of_two() {
        (older.root, path)
    } else {
        let (first, rest) =
            path.split_first().ok_or(Error::ProofLength { given, wanted: "more" })?;
        (*first, rest)
    };
    let (mut older_root, mut newer_root) = (start, start);
    for sibling in rest {
        match way.up(given)? {
            Side::Left => {
                older_root = node_hash(*sibling, older_root);
                newer_root = node_hash(*sibling, newer_root);
            }
            Side::Right => newer_root = node_hash(newer_root, *sibling),
        }
    }
    way.arrived(given)?;
    Ok((older_root, newer_root))
}

/// Where a checker stands: the number of its node within the level, and that of the level's last.
struct Way {
    node: u64,
    last: u64,
}

/// On which side of the node its sibling is.
enum Side {
    Left,
    Right,
}

impl Way {
    /// Goes up past one sibling. A last node that is a left child has none on its level; it goes up
    /// to where it is a right child.
    fn up(&mut self, given: usize) -> Result<Side, Error> {
        if self.last == 0 {
            return Err(Error::ProofLength { given, wanted: "fewer" });
        }
        if self.node.is_multiple_of(2) && self.node < self.last {
            self.skip(1);
            return Ok(Side::Right);
        }
        self.skip(self.node.trailing_zeros() + 1);
        Ok(Side::Left)
    }

    fn arrived(&self, given: usize) -> Result<(), Error> {
        if self.last == 0 { Ok(()) } else { Err(Error::ProofLength { given, wanted: "more" }) }
    }

    fn skip(&mut self, levels: u32) {
        self.node = self.node.checked_shr(levels).unwrap_or(0);
        self.last = self.last.checked_shr(levels).unwrap_or(0);
    }
}

/// Where RFC 6962 splits a range of two or more leaves: after the largest power of two below its
/// length.
fn split(range: &Range<u64>) -> u64 {
    range.start + (1 << (range.end - range.start - 1).ilog2())
}

fn roots_from_below<E>(
    ranges: Vec<Range<u64>>,
    mut read: impl FnMut(Position) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    let mut root_of = |range: Range<u64>| {
        let row = complete_subtrees(range.start, range.end)
            .map(&mut read)
            .collect::<Result<Vec<_>, E>>()?;
        Ok(fold_right(row.into_iter()).expect("a split leaves no empty range"))
    };
    ranges.into_iter().rev().map(&mut root_of).collect()
}
