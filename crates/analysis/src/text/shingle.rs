//! A text as it is compared: its letters, its clauses, and the short overlapping pieces of it.
//!
//! Broder, "On the resemblance and containment of documents" (1997). In Han, kana and Hangul a shingle is
//! two neighbouring characters, elsewhere four, with words parted by one space; case, punctuation and
//! white space make no difference. A *gram* is the same, long enough to be a passage: seven characters, elsewhere
//! twenty. Clauses end at punctuation. Cost: linear in the text, up to [`CHARACTERS`].

use std::ops::Range;
use std::sync::LazyLock;

use super::tokens::{Script, compared, script};
use crate::random::mix;

/// Characters of a text that are compared; what follows is not read.
pub(crate) const CHARACTERS: usize = 200_000;

/// Letters of other scripts that say as much as one of a dense script.
pub(crate) const DENSE_WEIGHT: usize = 3;

/// How many letters make a piece, in dense scripts and elsewhere.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Width {
    dense: usize,
    spaced: usize,
}

/// Pieces by which texts are compared as a whole.
pub(crate) const SHINGLE: Width = Width { dense: 2, spaced: 4 };
/// Pieces long enough to be found again where some letters between them were changed.
pub(crate) const PHRASE: Width = Width { dense: 5, spaced: 12 };
/// Pieces that are hardly ever written twice by chance.
pub(crate) const GRAM: Width = Width { dense: 7, spaced: 20 };

impl Width {
    fn of(self, script: Script) -> usize {
        match script {
            Script::Dense => self.dense,
            Script::Spaced => self.spaced,
        }
    }

    /// How much a piece of so many letters says beyond the one before it.
    pub(crate) fn weight(self, letters: usize) -> usize {
        if letters == self.dense { DENSE_WEIGHT } else { 1 }
    }
}

/// A normalised text as it is compared. Made to be used again for the next text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    letters: Vec<char>,
    /// Where one script gives way to another.
    stretches: Vec<(Script, Range<usize>)>,
    /// Letters between two marks of punctuation.
    clauses: Vec<Range<usize>>,
    /// Where sentences end, ascending.
    sentences: Vec<usize>,
    dense: usize,
    /// Which letters are not the writer's own ([`super::passage`]); empty when all are.
    foreign: Vec<bool>,
    /// The text when it has no letters, as a hash.
    sign: Option<u64>,
}

impl Reading {
    /// Reads a normalised text.
    pub(crate) fn read(&mut self, normal: &str) {
        self.letters.clear();
        self.stretches.clear();
        self.clauses.clear();
        self.sentences.clear();
        self.foreign.clear();
        self.dense = 0;
        self.letters.reserve(normal.len().min(CHARACTERS));
        let (mut kind, mut gap, mut from, mut clause) = (Script::Spaced, false, 0, 0);
        for c in normal.chars().take(CHARACTERS) {
            let Seen { letter, as_what } = seen(c);
            let script = match as_what {
                As::Letter(script) => script,
                As::Dropped => continue,
                As::Gap => {
                    gap = true;
                    continue;
                }
                As::ClauseEnd | As::SentenceEnd => {
                    gap = true;
                    self.end_clause(&mut clause);
                    if as_what == As::SentenceEnd {
                        self.sentences.push(self.letters.len());
                    }
                    continue;
                }
            };
            let end = self.letters.len();
            if script != kind {
                if from < end {
                    self.stretches.push((kind, from..end));
                }
                (from, kind) = (end, script);
            } else if gap && script == Script::Spaced && from < end {
                self.letters.push(' ');
            }
            gap = false;
            self.dense += usize::from(script == Script::Dense);
            self.letters.push(letter);
        }
        self.end_clause(&mut clause);
        if from < self.letters.len() {
            self.stretches.push((kind, from..self.letters.len()));
        }
        self.sign = self.letters.is_empty().then(|| {
            // Nothing but signs, for instance emoji: the text is its own only shingle.
            hash(normal.chars().take(CHARACTERS))
        });
    }

    fn end_clause(&mut self, from: &mut usize) {
        let mut start = *from;
        while self.letters.get(start) == Some(&' ') {
            start += 1;
        }
        if start < self.letters.len() {
            self.clauses.push(start..self.letters.len());
        }
        *from = self.letters.len();
    }

    /// Its clauses with their hashes, those that weigh `least` or more.
    pub(crate) fn clauses(&self, least: usize) -> impl Iterator<Item = (u64, &Range<usize>)> {
        let long = move |clause: &&Range<usize>| self.weight(clause) >= least;
        self.clauses.iter().filter(long).map(|clause| {
            let letters = &self.letters[clause.clone()];
            (hash(letters.iter().copied()), clause)
        })
    }

    /// The sentence that some letters stand in.
    pub(crate) fn sentence_of(&self, letters: &Range<usize>) -> Range<usize> {
        let next = self.sentences.partition_point(|end| *end <= letters.start);
        let start = next.checked_sub(1).map_or(0, |before| self.sentences[before]);
        let end = self.sentences.get(next).copied().unwrap_or(self.letters.len());
        start..end.max(letters.end)
    }

    /// How much letters say, in letters of scripts that are not dense.
    fn weight(&self, letters: &Range<usize>) -> usize {
        let stretches = self.stretches.iter().map(|(script, stretch)| {
            let shared =
                letters.end.min(stretch.end).saturating_sub(letters.start.max(stretch.start));
            shared * if *script == Script::Dense { DENSE_WEIGHT } else { 1 }
        });
        stretches.sum()
    }

    /// Marks letters as not the writer's own.
    pub(crate) fn mark_foreign(&mut self, letters: Range<usize>) {
        self.foreign.resize(self.letters.len(), false);
        self.foreign[letters].fill(true);
    }

    /// True when some letters are not the writer's own.
    pub(crate) fn has_foreign(&self) -> bool {
        !self.foreign.is_empty()
    }

    /// Takes all letters for the writer's own again.
    pub(crate) fn forgive(&mut self) {
        self.foreign.clear();
    }

    /// How many letters there are.
    pub(crate) fn len(&self) -> usize {
        self.letters.len()
    }

    /// Most letters are of a dense script.
    pub(crate) fn is_dense(&self) -> bool {
        2 * self.dense > self.letters.len()
    }

    /// The shingles, ascending, each once: never none, unless no letter is the writer's own.
    pub(crate) fn shingles(&self) -> Vec<u32> {
        let mut hashes = Vec::with_capacity(self.letters.len() + 1);
        self.each_shingle(|shingle| hashes.push(shingle));
        hashes.sort_unstable();
        hashes.dedup();
        hashes
    }

    /// The shingles in the order of the text, each as often as it occurs.
    pub(crate) fn each_shingle(&self, mut each: impl FnMut(u32)) {
        // The upper half, which every bit of the hash has moved: two of a text's shingles are mistaken for one in a
        // text of 200,000 letters five times.
        let mut add = |hash: u64| each((hash >> 32) as u32);
        self.sign.into_iter().for_each(&mut add);
        for (script, stretch) in &self.stretches {
            // A stretch shorter than a shingle is a shingle itself.
            let width = SHINGLE.of(*script).min(stretch.len());
            let windows = stretch.start..=stretch.end - width;
            let own = windows.filter(|&at| self.is_own(at..at + width));
            own.for_each(|at| add(hash(self.letters[at..at + width].iter().copied())));
        }
    }

    /// The pieces of a width within some letters, with where each begins and ends; those that are not the
    /// writer's own left out.
    pub(crate) fn pieces(
        &self,
        width: Width,
        within: Range<usize>,
        mut each: impl FnMut(u64, Range<usize>),
    ) {
        for (script, stretch) in &self.stretches {
            let width = width.of(*script);
            let (start, end) = (stretch.start.max(within.start), stretch.end.min(within.end));
            if end < start + width {
                continue;
            }
            // A rolling hash: a polynomial over the letters, the first of which leaves as the next comes.
            let first = (1..width).fold(1_u64, |power, _| power.wrapping_mul(BASE));
            let mut rolled = 0_u64;
            for at in start..end {
                rolled = rolled.wrapping_mul(BASE).wrapping_add(code(self.letters[at]));
                let Some(begin) = (at + 1).checked_sub(width).filter(|begin| *begin >= start)
                else {
                    continue;
                };
                if self.is_own(begin..at + 1) {
                    each(mix(rolled), begin..at + 1);
                }
                let gone = code(self.letters[begin]).wrapping_mul(first);
                rolled = rolled.wrapping_sub(gone);
            }
        }
    }

    /// True unless no letter of the piece is the writer's own.
    fn is_own(&self, piece: Range<usize>) -> bool {
        self.foreign.is_empty() || !(self.foreign[piece.start] && self.foreign[piece.end - 1])
    }
}

/// Multiplier of the rolling hash: odd, with bits everywhere.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

fn code(c: char) -> u64 {
    u64::from(u32::from(c)) + 1
}

/// A character as a reading takes it.
#[derive(Clone, Copy, Debug)]
struct Seen {
    /// Its comparable form.
    letter: char,
    as_what: As,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum As {
    Letter(Script),
    /// Left out, as if it were not there.
    Dropped,
    /// What parts letters.
    Gap,
    ClauseEnd,
    SentenceEnd,
}

/// How a character is taken: from a table, as every letter of every text is asked for several times.
fn seen(c: char) -> Seen {
    SEEN.get(c as usize).copied().unwrap_or_else(|| look_at(c))
}

fn look_at(c: char) -> Seen {
    let Some(letter) = compared(c) else { return Seen { letter: c, as_what: As::Dropped } };
    let as_what = match script(letter) {
        Some(script) => As::Letter(script),
        None if ends_sentence(letter) => As::SentenceEnd,
        None if parts_clauses(letter) => As::ClauseEnd,
        None => As::Gap,
    };
    Seen { letter, as_what }
}

/// [`look_at`] for the characters of the basic plane.
static SEEN: LazyLock<Vec<Seen>> = LazyLock::new(|| {
    (0..0x1_0000).map(|code| look_at(char::from_u32(code).unwrap_or(' '))).collect()
});

/// True for marks that end a clause; apostrophes, hyphens and signs within a word do not.
fn parts_clauses(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '('
            | ')'
            | '['
            | ']'
            | '"'
            | '…'
            | '—'
            | '–'
            | '•'
            | '。'
            | '，'
            | '；'
            | '：'
            | '！'
            | '？'
            | '“'
            | '”'
            | '«'
            | '»'
            | '„'
            | '《'
            | '》'
            | '「'
            | '」'
            | '،'
            | '؛'
            | '؟'
            | '।'
            | '\u{00A1}'
            | '\u{00BF}'
    )
}

/// True for those of the marks that end a sentence.
fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।')
}

/// A hash of characters in their order.
pub(crate) fn hash(characters: impl Iterator<Item = char>) -> u64 {
    let packed =
        |hash: u64, c: char| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3);
    mix(characters.fold(0xCBF2_9CE4_8422_2325, packed))
}

/// How many hashes two ascending lists share.
pub(crate) fn shared(a: &[u32], b: &[u32]) -> usize {
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

    fn reading(text: &str) -> Reading {
        let mut reading = Reading::default();
        reading.read(&normalise(text));
        reading
    }

    fn of(text: &str) -> Vec<u32> {
        reading(text).shingles()
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

    #[test]
    fn clauses_end_at_punctuation_and_are_the_same_wherever_they_stand() {
        let clauses = |text: &str, least: usize| -> Vec<u64> {
            reading(text).clauses(least).map(|(hash, _)| hash).collect()
        };
        let alone = clauses("keep the well-known river", 1);
        assert_eq!(alone.len(), 1);
        assert_eq!(clauses("First, KEEP the well-known river; then rest.", 24), alone);
        assert_eq!(clauses("先问老百姓，再建。", 15), clauses("先问老百姓！", 15));
        assert!(clauses("先问老百姓，再建。", 16).is_empty());
        let text = reading("先问。先问老百姓，再建。完");
        let (_, clause) = text.clauses(15).next().unwrap();
        assert_eq!((clause, text.sentence_of(clause)), (&(2..7), 2..9));
    }

    #[test]
    fn letters_that_are_not_ones_own_make_no_piece() {
        let mut text = reading("Keep the river clean, said the mayor of this town");
        let clause = text.clauses(1).next().unwrap().1.clone();
        let all = text.shingles().len();
        text.mark_foreign(clause);
        assert!(text.shingles().len() < all);
        text.forgive();
        assert_eq!(text.shingles().len(), all);
        text.mark_foreign(0..text.len());
        assert!(text.shingles().is_empty());
    }

    proptest! {
        #[test]
        fn shared_counts_the_intersection(
            a in proptest::collection::btree_set(0u32..30, 0..20),
            b in proptest::collection::btree_set(0u32..30, 0..20),
        ) {
            let both: BTreeSet<_> = a.intersection(&b).collect();
            let (a, b): (Vec<_>, Vec<_>) = (a.iter().copied().collect(), b.iter().copied().collect());
            prop_assert_eq!(shared(&a, &b), both.len());
        }

        #[test]
        fn a_piece_has_the_same_hash_wherever_it_stands(
            before in "[a-z ]{0,30}", passage in "[a-z]{20}", after in "[a-z ]{0,30}",
        ) {
            let grams = |text: &str| {
                let (reading, mut grams) = (reading(text), BTreeSet::new());
                reading.pieces(GRAM, 0..reading.len(), |gram, _| {
                    grams.insert(gram);
                });
                grams
            };
            let whole = format!("{before}{passage}{after}");
            prop_assert!(grams(&passage).is_subset(&grams(&whole)));
        }
    }
}
