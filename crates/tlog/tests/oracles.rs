//! Held against other programs: proofs and tiles of trees up to 2²⁰ leaves against `tlog_tiles`, signed notes and
//! checkpoints against `signed_note` (both of Cloudflare's azul). `ct-merkle` is in `proofs.rs`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::LazyLock;

use proptest::prelude::*;
use signed_note::{StandardSigner, StandardVerifier, VerifierList};
use tlog::published::{inclusion_among, tiles_of};
use tlog::{Checkpoint, Error, Hash, KeyUse, Note, Position, SigningKey, Tile, Tree};
use tlog_tiles::HashReader;

/// Leaves of the largest tree.
const MOST: u64 = 1 << 20;

/// Every complete subtree of that tree, level by level; those of any smaller tree are among them.
static LEVELS: LazyLock<Vec<Vec<Hash>>> = LazyLock::new(|| {
    let leaves = (0..MOST).map(|index| tlog::leaf_hash(&index.to_be_bytes())).collect();
    let mut levels: Vec<Vec<Hash>> = vec![leaves];
    while levels.last().is_some_and(|level| level.len() > 1) {
        let below = levels.last().unwrap();
        levels.push(below.as_chunks().0.iter().map(|[l, r]| tlog::node_hash(*l, *r)).collect());
    }
    levels
});

fn node(at: Position) -> Result<Hash, Error> {
    let found = LEVELS[usize::from(at.level)].get(at.index as usize).copied();
    found.ok_or(Error::Missing(at))
}

fn tree(size: u64) -> Tree {
    tlog::Edge::rebuild(size, node).unwrap().tree()
}

/// The same subtrees, as `tlog_tiles` numbers them.
struct Theirs;

impl HashReader for Theirs {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        let hash = |index: &u64| {
            let (level, number) = tlog_tiles::split_stored_hash_index(*index);
            tlog_tiles::Hash(LEVELS[usize::from(level)][number as usize].0)
        };
        Ok(indexes.iter().map(hash).collect())
    }
}

fn ours(hashes: Vec<tlog_tiles::Hash>) -> Vec<Hash> {
    hashes.into_iter().map(|hash| Hash(hash.0)).collect()
}

proptest! {
    #[test]
    fn proofs_are_the_same_and_each_checks_the_others(
        size in 1..=MOST, place in 0.0..1.0, before in 0.0..1.0
    ) {
        let (index, older) = ((place * size as f64) as u64, 1 + (before * size as f64) as u64);
        let older = older.min(size);
        prop_assert_eq!(tlog_tiles::tree_hash(size, &Theirs).unwrap().0, tree(size).root.0);
        let path = tlog::inclusion(index, size, node)?;
        let theirs = tlog_tiles::prove_record(size, index, &Theirs).unwrap();
        prop_assert_eq!(&ours(theirs.clone()), &path);
        let leaf = node(Position { level: 0, index })?;
        let root = tlog_tiles::Hash(tree(size).root.0);
        prop_assert!(
            tlog_tiles::check_record(&theirs, size, root, index, tlog_tiles::Hash(leaf.0)).is_ok()
        );
        tlog::verify_inclusion(leaf, index, &tree(size), &path)?;

        let path = tlog::consistency(older, size, node)?;
        let theirs = tlog_tiles::prove_tree(size, older, &Theirs).unwrap();
        prop_assert_eq!(&ours(theirs.clone()), &path);
        let before = tlog_tiles::Hash(tree(older).root.0);
        prop_assert!(tlog_tiles::check_tree(&theirs, size, root, older, before).is_ok());
        tlog::verify_consistency(&tree(older), &tree(size), &path)?;
    }

    /// Names but for the height, which C2SP leaves out, and the word for entries; and what is in them.
    #[test]
    fn tiles_are_the_same(size in 1..=70_000_u64) {
        let leaves = &LEVELS[0][..size as usize];
        let theirs = tlog_tiles::Tile::new_tiles(8, 0, size);
        let tiles = tiles_of(leaves);
        prop_assert_eq!(theirs.len(), tiles.len());
        for (tile, bytes) in tiles {
            let other = tlog_tiles::Tile::new(
                8, tile.level, tile.number, u32::try_from(tile.width).unwrap(), false
            );
            prop_assert!(theirs.contains(&other));
            prop_assert_eq!(other.path().replacen("tile/8/", "tile/", 1), tile.path());
            prop_assert_eq!(other.read_data(&Theirs).unwrap(), bytes);
        }
        let index = size / 2;
        let path = inclusion_among(leaves, index)?;
        prop_assert_eq!(path, tlog::inclusion(index, size, node)?);
    }

    #[test]
    fn names_of_tiles_read_alike(level in 0..8_u8, number in 0..u64::from(u32::MAX), width in 1..=256_u64) {
        let tile = Tile { level, number, width };
        let other = tlog_tiles::Tile::from_path(&tile.path().replacen("tile/", "tile/8/", 1)).unwrap();
        prop_assert_eq!((other.level(), other.level_index()), (level, number));
        prop_assert_eq!(u64::from(other.width()), width);
    }

    #[test]
    fn notes_and_checkpoints_are_read_and_believed_by_both(
        seed: [u8; 32], size in 1..=MOST, name in "[a-z][a-z0-9./-]{0,40}"
    ) {
        let key = SigningKey::new(&name, KeyUse::Log, &seed)?;
        let note = Checkpoint::sign(tree(size), &key);
        let text = note.to_string();

        let theirs = signed_note::Note::from_bytes(text.as_bytes()).unwrap();
        prop_assert_eq!(theirs.to_bytes(), text.as_bytes());
        let verifier = StandardVerifier::new(&key.verifier().to_string()).unwrap();
        let known = VerifierList::new(vec![Box::new(verifier)]);
        prop_assert_eq!(theirs.verify(&known).unwrap().0.len(), 1);
        let checkpoint = tlog_tiles::Checkpoint::from_bytes(theirs.text()).unwrap();
        prop_assert_eq!((checkpoint.origin(), checkpoint.size()), (name.as_str(), size));
        prop_assert_eq!(checkpoint.hash().0, tree(size).root.0);

        // And the other way round: signed by theirs, with our private key, read by ours.
        let signer = StandardSigner::new(&key.to_secret_text()).unwrap();
        let checkpoint =
            tlog_tiles::Checkpoint::new(&name, size, tlog_tiles::Hash(tree(size).root.0), "").unwrap();
        let mut signed = signed_note::Note::new(&checkpoint.to_bytes(), &[]).unwrap();
        signed.add_sigs(&[&signer]).unwrap();
        prop_assert_eq!(String::from_utf8(signed.to_bytes()).unwrap(), text.clone());
        prop_assert_eq!(Note::read(&text)?.verify(&key.verifier()), Ok(()));

        // A changed character is refused by both, or says something else.
        let altered = text.replacen(&size.to_string(), &(size + 1).to_string(), 1);
        if altered != text {
            let theirs = signed_note::Note::from_bytes(altered.as_bytes()).unwrap();
            prop_assert!(theirs.verify(&known).is_err());
            prop_assert!(Note::read(&altered)?.verify(&key.verifier()).is_err());
        }
    }
}
