//! Tree and proofs against the reference vectors, against the definitions of RFC 6962 and against
//! another implementation; and that altered proofs are refused.

use std::collections::{BTreeMap, BTreeSet};

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use tlog::{
    Edge, Error, Hash, Part, PartHashes, Position, Tree, consistency, document_commitment,
    inclusion, leaf_hash, node_hash, part_hash, verify_consistency, verify_inclusion,
};

/// A tree grown leaf by leaf, with every node it gave and its root at every size.
struct Grown {
    leaves: Vec<Hash>,
    nodes: BTreeMap<Position, Hash>,
    trees: Vec<Tree>,
}

impl Grown {
    fn from_entries<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Grown {
        let mut edge = Edge::new();
        let (mut leaves, mut nodes, mut trees) = (vec![], BTreeMap::new(), vec![edge.tree()]);
        for entry in entries {
            leaves.push(leaf_hash(entry));
            for node in edge.append(leaf_hash(entry)).expect("there is room") {
                assert_eq!(nodes.insert(node.at, node.hash), None, "a node is given once");
            }
            trees.push(edge.tree());
        }
        Grown { leaves, nodes, trees }
    }

    fn of_size(size: u32) -> Grown {
        let entries: Vec<_> = (0..size).map(u32::to_be_bytes).collect();
        Grown::from_entries(entries.iter().map(|entry| &entry[..]))
    }

    fn read(&self, at: Position) -> Result<Hash, Error> {
        self.nodes.get(&at).copied().ok_or(Error::Missing(at))
    }

    fn inclusion(&self, index: u64, size: u64) -> Vec<Hash> {
        inclusion(index, size, |at| self.read(at)).expect("all nodes are kept")
    }

    fn consistency(&self, older: u64, newer: u64) -> Vec<Hash> {
        consistency(older, newer, |at| self.read(at)).expect("all nodes are kept")
    }
}

/// The eight leaves of the Certificate Transparency reference tests.
const VECTOR_LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

/// Their root at sizes 0 to 8.
const VECTOR_ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

#[test]
fn reference_vectors() {
    let grown = Grown::from_entries(VECTOR_LEAVES);
    let roots: Vec<_> = grown.trees.iter().map(|tree| tree.root.to_string()).collect();
    assert_eq!(roots, VECTOR_ROOTS);

    let text = |path: Vec<Hash>| path.iter().map(Hash::to_string).collect::<Vec<_>>();
    assert_eq!(
        text(grown.inclusion(0, 8)),
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
    );
    assert_eq!(
        text(grown.inclusion(5, 8)),
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
    assert_eq!(text(grown.inclusion(2, 3)), VECTOR_ROOTS[2..3]);
    assert_eq!(
        text(grown.consistency(6, 8)),
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
    assert_eq!(
        text(grown.consistency(2, 5)),
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ]
    );
}

/// The recursive definitions of RFC 6962 §2.1, over all leaves.
mod definition {
    use super::*;

    fn k(n: usize) -> usize {
        n.next_power_of_two() / 2
    }

    pub(super) fn root(d: &[Hash]) -> Hash {
        if d.len() == 1 {
            return d[0];
        }
        let (left, right) = d.split_at(k(d.len()));
        node_hash(root(left), root(right))
    }

    pub(super) fn path(m: usize, d: &[Hash]) -> Vec<Hash> {
        if d.len() == 1 {
            return vec![];
        }
        let (left, right) = d.split_at(k(d.len()));
        let (mut proof, last) = if m < left.len() {
            (path(m, left), root(right))
        } else {
            (path(m - left.len(), right), root(left))
        };
        proof.push(last);
        proof
    }

    pub(super) fn subproof(m: usize, d: &[Hash], known: bool) -> Vec<Hash> {
        if m == d.len() {
            return if known { vec![] } else { vec![root(d)] };
        }
        let (left, right) = d.split_at(k(d.len()));
        let (mut proof, last) = if m <= left.len() {
            (subproof(m, left, known), root(right))
        } else {
            (subproof(m - left.len(), right, false), root(left))
        };
        proof.push(last);
        proof
    }
}

#[test]
fn proofs_are_those_of_the_definition_for_every_size_up_to_48() {
    let grown = Grown::of_size(48);
    for size in 1..=48 {
        let leaves = &grown.leaves[..size];
        assert_eq!(grown.trees[size].root, definition::root(leaves));
        for index in 0..size {
            let path = definition::path(index, leaves);
            assert_eq!(grown.inclusion(index as u64, size as u64), path);
        }
        for older in 1..=size {
            let path = definition::subproof(older, leaves, true);
            assert_eq!(grown.consistency(older as u64, size as u64), path);
        }
    }
}

#[test]
fn every_proof_up_to_600_leaves_holds() {
    let grown = Grown::of_size(600);
    for (size, tree) in (0..).zip(&grown.trees) {
        let edge = Edge::rebuild(size, |at| grown.read(at)).unwrap();
        assert_eq!(edge.tree(), *tree);
        for index in 0..size {
            let path = grown.inclusion(index, size);
            let leaf = grown.leaves[index as usize];
            assert_eq!(verify_inclusion(leaf, index, tree, &path), Ok(()), "{index} in {size}");
        }
        for older in &grown.trees[..=size as usize] {
            let path = grown.consistency(older.size, size);
            assert_eq!(verify_consistency(older, tree, &path), Ok(()), "{} {size}", older.size);
        }
    }
}

#[test]
fn the_other_implementation_makes_the_same_proofs() {
    let mut theirs = MemoryBackedTree::<sha2::Sha256, Vec<u8>>::new();
    let ours = Grown::of_size(150);
    for size in 1..=150_u32 {
        theirs.push((size - 1).to_be_bytes().to_vec());
        assert_eq!(ours.trees[size as usize].root.0, theirs.root().as_bytes()[..]);
        for index in 0..size {
            let path = ours.inclusion(index.into(), size.into());
            assert_eq!(joined(&path), theirs.prove_inclusion(index as usize).as_bytes());
        }
        for older in 1..size {
            let path = ours.consistency(older.into(), size.into());
            let additions = (size - older) as usize;
            assert_eq!(joined(&path), theirs.prove_consistency(additions).as_bytes());
        }
    }
}

fn joined(path: &[Hash]) -> Vec<u8> {
    path.iter().flat_map(|hash| hash.0).collect()
}

/// The path with one bit of each of its bytes turned in turn, with each of its hashes taken out,
/// with each given twice, and with each two neighbours exchanged.
fn altered(path: &[Hash]) -> impl Iterator<Item = Vec<Hash>> {
    let turned = (0..path.len() * 32).map(|at| {
        let mut path = path.to_vec();
        path[at / 32].0[at % 32] ^= 1 << (at % 8);
        path
    });
    let shorter = (0..path.len()).map(|at| [&path[..at], &path[at + 1..]].concat());
    let longer = (0..path.len()).map(|at| [&path[..=at], &path[at..]].concat());
    let exchanged = (1..path.len()).map(|at| {
        let mut path = path.to_vec();
        path.swap(at - 1, at);
        path
    });
    turned.chain(shorter).chain(longer).chain(exchanged)
}

fn turn_a_bit(hash: Hash, at: usize) -> Hash {
    let mut bytes = hash.0;
    bytes[at] ^= 1 << (at % 8);
    Hash(bytes)
}

#[test]
fn altered_inclusion_proofs_are_refused() {
    let grown = Grown::of_size(23);
    for tree in &grown.trees {
        for index in 0..tree.size {
            let (leaf, path) = (grown.leaves[index as usize], grown.inclusion(index, tree.size));
            for bad in altered(&path) {
                assert!(verify_inclusion(leaf, index, tree, &bad).is_err());
            }
            for at in 0..32 {
                let other = Tree { root: turn_a_bit(tree.root, at), ..*tree };
                assert!(verify_inclusion(leaf, index, &other, &path).is_err());
                let leaf = turn_a_bit(leaf, at);
                assert!(verify_inclusion(leaf, index, tree, &path).is_err());
            }
            for other in (0..tree.size + 2).filter(|other| *other != index) {
                assert!(verify_inclusion(leaf, other, tree, &path).is_err());
            }
        }
    }
}

#[test]
fn altered_consistency_proofs_are_refused() {
    let grown = Grown::of_size(23);
    for newer in &grown.trees {
        for older in &grown.trees[..=newer.size as usize] {
            let path = grown.consistency(older.size, newer.size);
            for bad in altered(&path) {
                assert!(verify_consistency(older, newer, &bad).is_err());
            }
            for at in 0..32 {
                let forged = Tree { root: turn_a_bit(older.root, at), ..*older };
                assert!(verify_consistency(&forged, newer, &path).is_err());
                // From the empty tree every tree follows; there is nothing the proof could bind.
                if older.size > 0 {
                    let forged = Tree { root: turn_a_bit(newer.root, at), ..*newer };
                    assert!(verify_consistency(older, &forged, &path).is_err());
                }
            }
        }
    }
}

#[test]
fn what_failed_is_named() {
    let grown = Grown::of_size(7);
    let (leaf, tree) = (grown.leaves[2], grown.trees[7]);
    let (older, path) = (grown.trees[3], grown.consistency(3, 7));
    let forged = |tree: Tree| Tree { root: Hash([9; 32]), ..tree };
    let nothing_kept = |at| Err(Error::Missing(at));
    let errors = [
        inclusion(7, 7, nothing_kept).unwrap_err(),
        inclusion(6, 7, nothing_kept).unwrap_err(),
        consistency(8, 7, nothing_kept).unwrap_err(),
        verify_inclusion(leaf, 7, &tree, &[]).unwrap_err(),
        verify_inclusion(leaf, 2, &tree, &[leaf]).unwrap_err(),
        verify_inclusion(leaf, 2, &tree, &[leaf; 4]).unwrap_err(),
        verify_inclusion(leaf, 2, &forged(tree), &grown.inclusion(2, 7)).unwrap_err(),
        verify_consistency(&tree, &older, &[]).unwrap_err(),
        verify_consistency(&tree, &tree, &[leaf]).unwrap_err(),
        verify_consistency(&older, &tree, &[]).unwrap_err(),
        verify_consistency(&forged(older), &tree, &path).unwrap_err(),
        verify_consistency(&older, &forged(tree), &path).unwrap_err(),
        verify_consistency(&tree, &forged(tree), &[]).unwrap_err(),
    ];
    let nines = "09".repeat(32);
    let (root, older_root) = (tree.root, older.root);
    assert_eq!(
        errors.map(|error| error.to_string()),
        [
            "leaf 7 is not in a tree of 7 leaves".to_owned(),
            "the node at level 1, index 2 is missing".to_owned(),
            "a tree of 8 leaves cannot have become one of 7".to_owned(),
            "leaf 7 is not in a tree of 7 leaves".to_owned(),
            "the proof has 1 hashes; index and sizes ask for more".to_owned(),
            "the proof has 4 hashes; index and sizes ask for fewer".to_owned(),
            format!("the inclusion proof leads to root {root}, the tree states {nines}"),
            "a tree of 7 leaves cannot have become one of 3".to_owned(),
            "the proof has 1 hashes; index and sizes ask for none".to_owned(),
            "the proof has 0 hashes; index and sizes ask for more".to_owned(),
            format!(
                "the consistency proof has older root {older_root}, the older tree states {nines}"
            ),
            format!("the consistency proof has newer root {root}, the newer tree states {nines}"),
            format!("the consistency proof has older root {nines}, the older tree states {root}"),
        ]
    );
}

/// A tree of any size in which all leaves are the same but for a few marked ones, so that each
/// node costs no more than the marks below it.
struct Sparse {
    marks: BTreeSet<u64>,
    plain: Vec<Hash>,
}

impl Sparse {
    fn new(marks: impl IntoIterator<Item = u64>) -> Sparse {
        let mut plain = vec![leaf_hash(b"plain")];
        for level in 0..63 {
            plain.push(node_hash(plain[level], plain[level]));
        }
        Sparse { marks: marks.into_iter().collect(), plain }
    }

    fn read(&self, at: Position) -> Result<Hash, Error> {
        let leaves = at.index << at.level..(at.index + 1) << at.level;
        if self.marks.range(leaves).next().is_none() {
            return Ok(self.plain[usize::from(at.level)]);
        }
        if at.level == 0 {
            return Ok(leaf_hash(&at.index.to_be_bytes()));
        }
        let child = |index| self.read(Position { level: at.level - 1, index });
        Ok(node_hash(child(2 * at.index)?, child(2 * at.index + 1)?))
    }

    fn tree(&self, size: u64) -> Tree {
        Edge::rebuild(size, |at| self.read(at)).expect("all nodes are kept").tree()
    }

    fn consistency(&self, older: u64, newer: u64) -> Vec<Hash> {
        consistency(older, newer, |at| self.read(at)).expect("all nodes are kept")
    }
}

/// Sizes up to 2^20 mostly, up to the largest now and then.
fn any_size() -> impl Strategy<Value = u64> {
    prop_oneof![4 => 1..=1_u64 << 20, 1 => 1..=tlog::tree::SIZE_MAX]
}

proptest! {
    #[test]
    fn large_trees_prove_each_marked_leaf(
        size in any_size(),
        places in prop::collection::vec(0.0..1.0, 1..8),
    ) {
        let marks = places.iter().map(|place| (place * size as f64) as u64);
        let sparse = Sparse::new(marks.chain([0, size - 1]));
        let tree = sparse.tree(size);
        for &index in &sparse.marks {
            let leaf = leaf_hash(&index.to_be_bytes());
            let path = inclusion(index, size, |at| sparse.read(at))?;
            prop_assert!(path.len() as u32 <= size.next_power_of_two().ilog2());
            prop_assert_eq!(verify_inclusion(leaf, index, &tree, &path), Ok(()));
            let plain = verify_inclusion(leaf_hash(b"plain"), index, &tree, &path);
            let names_the_root = matches!(plain, Err(Error::InclusionRoot { .. }));
            prop_assert!(names_the_root);
        }
    }

    #[test]
    fn consistency_is_transitive(
        mut sizes in [any_size(), any_size(), any_size()],
        mark in any_size(),
    ) {
        sizes.sort_unstable();
        let sparse = Sparse::new([0, mark - 1]);
        let [a, b, c] = sizes.map(|size| sparse.tree(size));
        for (older, newer) in [(a, b), (b, c), (a, c)] {
            let path = sparse.consistency(older.size, newer.size);
            prop_assert_eq!(verify_consistency(&older, &newer, &path), Ok(()));
        }
    }

    /// One leaf rewritten: neither history can pass for a continuation of the other.
    #[test]
    fn a_fork_has_no_proof(
        mut sizes in [any_size(), any_size()],
        place in 0.0..1.0,
    ) {
        sizes.sort_unstable();
        let [older, newer] = sizes;
        let (honest, forged) = (Sparse::new([]), Sparse::new([(place * older as f64) as u64]));
        for path in [honest.consistency(older, newer), forged.consistency(older, newer)] {
            let outcome = verify_consistency(&honest.tree(older), &forged.tree(newer), &path);
            let names_a_root =
                matches!(outcome, Err(Error::OlderRoot { .. } | Error::NewerRoot { .. }));
            prop_assert!(names_a_root);
        }
    }

    /// Whatever is handed in, checking ends with an answer.
    #[test]
    fn checking_takes_anything(
        sizes: [u64; 2],
        index: u64,
        bytes in prop::collection::vec(any::<[u8; 32]>(), 0..70),
    ) {
        let path: Vec<_> = bytes.into_iter().map(Hash).collect();
        let [older, newer] = sizes.map(|size| Tree { size, root: Hash([1; 32]) });
        prop_assert!(verify_inclusion(Hash([2; 32]), index, &newer, &path).is_err());
        prop_assert!(older == newer || verify_consistency(&older, &newer, &path).is_err());
    }
}

/// Values made with `printf` and `sha256sum`, as the documentation of the commitment shows.
#[test]
fn commitments_are_those_of_sha256sum() {
    let text = part_hash(Part::Text, &[7; 32], br#"{"text":"More trees."}"#);
    let identity = part_hash(Part::Identity, &[8; 32], b"");
    let hashes = PartHashes { text: Some(text), attributes: None, identity: Some(identity) };
    let found = [text, identity, hashes.commitment(), document_commitment(b"{}")];
    assert_eq!(
        found.map(|hash| hash.to_string()),
        [
            "61b5a93131b0d6f15770e5a12bccf85fc99c737373575b6b086413e3ebb66b03",
            "34400a1f9473cb6238a05ca8ff80c69d18156ec2ed6125ab87f476c344442d49",
            "55346817c0536385e673d0b123c72b891ecd39a3aaaea94beda7f0dfd0da6d6a",
            "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        ]
    );
    assert!(hashes.parts().contains(Part::Text));
    assert!(!hashes.parts().contains(Part::Attributes));
    assert!(hashes.parts().contains(Part::Identity));
}
