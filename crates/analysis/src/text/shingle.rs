//! Shingles: the short overlapping pieces that two texts are compared by.
//!
//! Broder, "On the resemblance and containment of documents" (1997). In Han, kana and Hangul a shingle is
//! two neighbouring characters, elsewhere four, with words parted by one space; case, punctuation and
//! white space make no difference. Cost: linear in the text, up to [`CHARACTERS`].

use super::tokens::{Script, comparable, script};
use crate::random::mix;

/// Characters of a text that are compared; what follows is not read.
pub(crate) const CHARACTERS: usize = 200_000;

/// The shingles of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shingles {
    /// Their hashes, ascending, each once; never empty.
    pub(crate) hashes: Vec<u64>,
    /// Most of them are of a dense script.
    pub(crate) dense: bool,
}

/// The shingles of a normalised text.
pub(crate) fn shingles(normal: &str) -> Shingles {
    let mut hashes = Vec::with_capacity(normal.len());
    let mut stretch: Vec<char> = Vec::with_capacity(normal.len().min(CHARACTERS));
    let (mut kind, mut gap, mut dense) = (Script::Spaced, false, 0);
    for c in comparable(normal, CHARACTERS) {
        let Some(script) = script(c) else {
            gap = true;
            continue;
        };
        if script != kind {
            cut(kind, &mut stretch, &mut hashes);
            kind = script;
        } else if gap && script == Script::Spaced && !stretch.is_empty() {
            stretch.push(' ');
        }
        gap = false;
        dense += usize::from(script == Script::Dense);
        stretch.push(c);
    }
    cut(kind, &mut stretch, &mut hashes);
    if hashes.is_empty() {
        // Nothing but signs, for instance emoji: the text is its own only shingle.
        hashes.push(hash(&normal.chars().take(CHARACTERS).collect::<Vec<char>>()));
    }
    let dense = 2 * dense > hashes.len();
    hashes.sort_unstable();
    hashes.dedup();
    Shingles { hashes, dense }
}

/// Moves a stretch of one script into shingles; one shorter than a shingle is a shingle itself.
fn cut(script: Script, stretch: &mut Vec<char>, hashes: &mut Vec<u64>) {
    let width = match script {
        Script::Dense => 2,
        Script::Spaced => 4,
    };
    if !stretch.is_empty() {
        let width = width.min(stretch.len());
        hashes.extend(stretch.windows(width).map(hash));
    }
    stretch.clear();
}

fn hash(characters: &[char]) -> u64 {
    let packed =
        |hash: u64, &c: &char| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3);
    mix(characters.iter().fold(0xCBF2_9CE4_8422_2325, packed))
}

/// How many shingles two ascending lists share.
pub(crate) fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        shared += usize::from(a[i] == b[j]);
        let (x, y) = (a[i], b[j]);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::super::normalise::normalise;
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn of(text: &str) -> Vec<u64> {
        shingles(&normalise(text)).hashes
    }

    #[test]
    fn counts_by_script_and_ignores_punctuation() {
        for (text, count) in [
            ("river", 2),
            ("the river", 6),
            ("水资源", 2),
            ("水", 1),
            ("ab", 1),
            ("5G 网络建设", 4),
            ("😀😀", 1),
            ("aaaaaaaaaaaa", 1),
        ] {
            assert_eq!(of(text).len(), count, "{text}");
        }
        assert_eq!(of("Save the river, now!"), of("save  the river — now"));
        assert_eq!(of("保护河流。"), of("保护，河流"));
        assert_ne!(of("😀😀"), of("😀"));
    }

    proptest! {
        #[test]
        fn shared_counts_the_intersection(
            a in proptest::collection::btree_set(0u64..30, 0..20),
            b in proptest::collection::btree_set(0u64..30, 0..20),
        ) {
            let both: BTreeSet<_> = a.intersection(&b).collect();
            let (a, b): (Vec<_>, Vec<_>) = (a.iter().copied().collect(), b.iter().copied().collect());
            prop_assert_eq!(shared(&a, &b), both.len());
        }
    }
}
