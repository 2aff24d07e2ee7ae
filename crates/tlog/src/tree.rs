//! The append-only tree: its positions, its right edge, its root.
//!
//! Source: RFC 6962 §2.1. The tree over n leaves splits at k, the largest power of two below n:
//! its root is the node above the root of the first k leaves and the root of the others. So the
//! left part is always a complete subtree of 2^level leaves, and a tree is known by its row of
//! complete subtrees, one for each binary digit 1 of n. That row is the right edge.
//!
//! Invariants:
//! 1. A complete subtree never changes, whatever is appended.
//! 2. The edge of a tree of n leaves has as many hashes as n has binary digits 1, largest first.
//! 3. Leaves are at most 2^32 − 1, as an entry refers to one in 32 bits, all ones being "none".
//!
//! Cost: append is one leaf and on average one node hash, at most 32; the root at most 31 node
//! hashes; a tree of n leaves has fewer than 2n complete nodes of 32 bytes to keep.

use crate::Error;
use crate::hash::{Hash, empty_root, node_hash};

/// The most leaves a tree can have.
pub const SIZE_MAX: u64 = u32::MAX as u64;

/// A tree as a checker knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tree {
    /// Number of leaves.
    pub size: u64,
    /// Root hash over these leaves.
    pub root: Hash,
}

/// Place of a complete subtree: it covers the leaves from `index << level` to, and without,
/// `(index + 1) << level`. Level 0 are the leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Height above the leaves.
    pub level: u8,
    /// Number from the left within the level.
    pub index: u64,
}

/// A complete subtree, to be kept for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it stands.
    pub at: Position,
    /// Root hash of its leaves.
    pub hash: Hash,
}

/// The right edge of a tree: enough to append and to give the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    hashes: Vec<Hash>,
}

impl Edge {
    /// The edge of the tree without leaves.
    pub fn new() -> Edge {
        Edge::default()
    }

    /// The edge of the tree as it was at `size` leaves, from at most 32 kept nodes.
    ///
    /// Whether `read` tells the truth shows only in the root: compare it with one that was signed.
    ///
    /// # Errors
    /// [`Error::Full`] above [`SIZE_MAX`]; whatever `read` returns.
    pub fn rebuild<E: From<Error>>(
        size: u64,
        read: impl FnMut(Position) -> Result<Hash, E>,
    ) -> Result<Edge, E> {
        if size > SIZE_MAX {
            return Err(Error::Full.into());
        }
        let hashes = complete_subtrees(0, size).map(read).collect::<Result<_, E>>()?;
        Ok(Edge { size, hashes })
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf by its hash. Gives the nodes this made complete, the leaf first, then
    /// upwards; keep them all, since no later append gives them again.
    ///
    /// # Errors
    /// [`Error::Full`] at [`SIZE_MAX`] leaves; the edge is then as before.
    pub fn append(&mut self, leaf: Hash) -> Result<Vec<Node>, Error> {
        if self.size == SIZE_MAX {
            return Err(Error::Full);
        }
        let mut node = Node { at: Position { level: 0, index: self.size }, hash: leaf };
        let mut complete = vec![node];
        while node.at.index % 2 == 1 {
            let left = self.hashes.pop().expect("an odd node's left neighbour ends the edge");
            node = Node {
                at: Position { level: node.at.level + 1, index: node.at.index / 2 },
                hash: node_hash(left, node.hash),
            };
            complete.push(node);
        }
        self.hashes.push(node.hash);
        self.size += 1;
        Ok(complete)
    }

    /// The complete subtrees it is made of, largest first.
    pub fn nodes(&self) -> impl Iterator<Item = Node> {
        let hashes = self.hashes.iter();
        complete_subtrees(0, self.size).zip(hashes).map(|(at, hash)| Node { at, hash: *hash })
    }

    /// Size and root hash.
    pub fn tree(&self) -> Tree {
        let root = fold_right(self.hashes.iter().copied()).unwrap_or_else(empty_root);
        Tree { size: self.size, root }
    }
}

/// Positions of the complete subtrees that cover the leaves from `start` to, and without, `end`,
/// largest first. `start` is a multiple of a power of two that is no less than `end - start`, as is
/// the case for every range RFC 6962 splits into.
pub(crate) fn complete_subtrees(start: u64, end: u64) -> impl Iterator<Item = Position> {
    let length = end - start;
    (0..64).rev().filter(move |level| length >> level & 1 == 1).map(move |level| {
        let before = start + (length & !(u64::MAX >> (63 - level)));
        Position { level, index: before >> level }
    })
}

/// Root over a row of subtrees, largest first: each is the left sibling of all that follow it.
pub(crate) fn fold_right(row: impl DoubleEndedIterator<Item = Hash>) -> Option<Hash> {
    row.rev().reduce(|right, left| node_hash(left, right))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(start: u64, end: u64) -> Vec<(u64, u64)> {
        complete_subtrees(start, end)
            .map(|at| (at.index << at.level, (at.index + 1) << at.level))
            .collect()
    }

    #[test]
    fn complete_subtrees_cover_a_range_without_gap() {
        assert_eq!(ranges(0, 0), []);
        assert_eq!(ranges(0, 7), [(0, 4), (4, 6), (6, 7)]);
        assert_eq!(ranges(8, 13), [(8, 12), (12, 13)]);
        assert_eq!(ranges(1 << 63, u64::MAX).len(), 63);
    }

    #[test]
    fn a_full_tree_refuses_and_stays() {
        let same = |_| Ok::<_, Error>(Hash([1; 32]));
        let mut edge = Edge::rebuild(SIZE_MAX, same).unwrap();
        let before = edge.clone();
        assert_eq!(edge.append(Hash([1; 32])), Err(Error::Full));
        assert_eq!(edge, before);
        assert_eq!(Edge::rebuild(SIZE_MAX + 1, same), Err(Error::Full));

        let mut edge = Edge::rebuild(SIZE_MAX - 1, same).unwrap();
        assert_eq!(edge.append(Hash([1; 32])).unwrap().len(), 1);
        assert_eq!(edge.hashes.len(), 32);
    }
}
