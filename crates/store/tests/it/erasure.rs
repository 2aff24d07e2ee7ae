//! Erasing is finished when no file of the directory holds the words, their salt or the hash of the
//! request they came in.

use std::collections::BTreeSet;
use std::path::Path;

use consultation::Release;
use store::{Erasure, NewErasure, NewRecord, Post, Refusal, Standing, Store, WriteError};

use crate::harness::{
    NOW, bytes, contribution, correction, keyed, opened, path, reopen, withdrawal,
};

/// Words of which no twelve bytes stand in another text.
fn words(number: u64, length: usize) -> String {
    let mut text = String::new();
    while text.len() < length {
        let place = number << 32 | text.len() as u64;
        text.push_str(&format!("<{:016x}>", place.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
    }
    text
}

/// Every file but the room put by, which nobody writes to.
fn files(directory: &Path) -> impl Iterator<Item = Vec<u8>> {
    let paths = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    paths
        .filter(|path| !path.ends_with("canvass.reserve"))
        // The newest head is written under another name first, which may be gone by now.
        .filter_map(|path| std::fs::read(path).ok())
}

fn holds(directory: &Path, needle: &[u8]) -> bool {
    files(directory).any(|file| file.windows(needle.len()).any(|window| window == needle))
}

/// Whether any piece of the text stands in a file: `<` and the eleven bytes after it.
fn holds_any(directory: &Path, text: &str) -> bool {
    let pieces = |bytes: &[u8]| -> BTreeSet<[u8; 12]> {
        let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'<');
        starts.filter_map(|(at, _)| bytes[at..].first_chunk().copied()).collect()
    };
    let wanted = pieces(text.as_bytes());
    files(directory).any(|file| !pieces(&file).is_disjoint(&wanted))
}

fn say(store: &Store, number: u64, length: usize) {
    let mut said = contribution(Release::AtOnce, &words(number, length), Some(number));
    if let NewRecord::Contribution(new) = &mut said {
        new.salt = bytes(number << 32);
    }
    store.submit(keyed(number, 0x00bd_0000 + number, vec![said])).unwrap();
}

#[test]
fn withdrawn_and_corrected_words_are_in_no_file() {
    let (directory, store) = opened();
    let path = path(&directory);
    // From a few bytes to several overflow pages, so that cells of every shape are overwritten.
    let length = |number: u64| 20 + (number as usize * 977) % 12_000;
    for number in 10..50 {
        say(&store, number, length(number));
    }
    for number in (10..50).step_by(5) {
        let before = words(number, length(number));
        assert!(holds_any(&path, &before), "contribution {number}");
        assert!(holds(&path, &bytes(number << 32)[..12]), "salt {number}");
        let record = match number % 3 {
            0 => withdrawal(number),
            1 => correction(number, "Other words."),
            _ => NewRecord::Erasure(NewErasure {
                index: number - 7,
                reason: Erasure::LegalOrder,
                body: b"{}".to_vec(),
            }),
        };
        let kept = store.submit(Post::one(NOW, record)).unwrap();
        assert!(!holds_any(&path, &before), "contribution {number}");
        assert!(!holds(&path, &bytes(number << 32)[..12]));
        assert!(!holds(&path, &bytes(0x00bd_0000 + number)[..12]));
        let index = number - 7;
        assert_eq!(store.contribution(index).unwrap().unwrap().contribution.text, "");
        assert_eq!(store.opening(index).unwrap(), None);
        let inclusion = store.inclusion(index, kept.tree.size).unwrap();
        let leaf = store.leaf_hash(index).unwrap();
        tlog::verify_inclusion(leaf, index, &kept.tree, &inclusion).unwrap();
        let again = keyed(number, 0x00bd_0000 + number, vec![]);
        assert_eq!(store.submit(again), Err(WriteError::Refused(Refusal::Gone { index })));
    }
    let counts = store.counts().unwrap();
    let erased = |standing| counts.sum(|row| row.standing == standing);
    assert_eq!(erased(Standing::Erased(Erasure::LegalOrder)), 2);
    assert_eq!(counts.unexplained(), 0);
    drop(store);
    assert_eq!(reopen(&directory).check().unwrap(), []);
    for number in 10..50 {
        let kept = holds_any(&path, &words(number, length(number)));
        assert_eq!(kept, number % 5 != 0, "contribution {number}");
    }
}
