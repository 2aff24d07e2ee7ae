//! Passages that are not a writer's own: what the office asked, and stock phrases.
//!
//! Many people use the same form of words without copying one another: they quote the question, thank for
//! the opportunity, repeat a proverb. By such a clause two texts are alike and yet nobody sent the same letter. What
//! parts a stock phrase from a piece of a letter is its company: where the clause of a letter stands, the rest of the
//! letter stands around it; around a stock phrase stands something else each time. How often it occurs tells
//! nothing, as a letter may have the more signers.
//!
//! So clauses that [`OFTEN`] texts or more have word for word are looked at with what stands around their sentence in up to
//! [`CONTEXTS`] of these texts. If half of them share [`COMPANY`] further phrases the clause belongs to a letter,
//! and what they share is a passage of it ([`Shared`]); else it is nobody's, and near-duplicates and templates are
//! sought without it. Words of the plan and of the questions are left out wherever [`GRAM`] letters of them
//! stand in a row.
//!
//! Cost: one pass over up to [`READ`] texts, [`CONTEXTS`] short readings for each clause that recurs.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rayon::prelude::*;

use super::normalise::normalise;
use super::shingle::{GRAM, PHRASE, Reading};
use super::sieve::Sieve;
use crate::random::Hashed;

/// Texts that are read for clauses that recur. Beyond so many a clause that all recur in stands out.
const READ: usize = 100_000;

/// Letters of a clause, least; a dense script's count three.
const CLAUSE: usize = 24;

/// Texts in which a clause must stand before its company is looked at.
const OFTEN: usize = 3;

/// Texts that must have a clause before it can be nobody's: what three people share may be a short letter.
const STOCK: usize = 8;

/// Texts of a clause whose words around it are compared.
const CONTEXTS: usize = 12;

/// Letters before and after a clause that are looked at.
const AROUND: usize = 400;

/// Phrases of the surroundings that must be shared for the clause to be part of a letter, in letters: about half a
/// sentence. A phrase of a dense script counts three.
const COMPANY: usize = 36;

/// What is nobody's own.
#[derive(Debug, Default)]
pub(crate) struct Common {
    clauses: HashSet<u64, Hashed>,
    asked: HashSet<u64, Hashed>,
    sieve: Sieve<22>,
}

/// A passage that several texts share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shared {
    /// Texts that have the clause it was found by.
    pub(crate) texts: u32,
    /// Its grams, ascending, each with how much it says ([`super::shingle::Width::weight`]).
    pub(crate) grams: Vec<(u64, usize)>,
}

impl Common {
    /// Reads texts, and what was asked; gives what is nobody's, and the passages of letters.
    pub(crate) fn of(texts: &[&str], asked: &[String]) -> (Common, Vec<Shared>) {
        let mut common = Common::default();
        let mut reading = Reading::default();
        for text in asked {
            reading.read(&normalise(text));
            reading.pieces(GRAM, 0..reading.len(), |gram, _| {
                common.asked.insert(gram);
                common.sieve.mark(gram);
            });
        }
        let texts = &texts[..texts.len().min(READ)];
        let entries = recurring(texts);
        let of_clause: Vec<&[(u64, u32)]> = entries.chunk_by(|a, b| a.0 == b.0).collect();
        let looked_at: Vec<(u64, usize, Option<Shared>)> = of_clause
            .par_iter()
            .filter(|entries| entries.len() >= OFTEN)
            .map_init(Around::default, |around, entries| {
                (entries[0].0, entries.len(), around.company(&common, texts, entries))
            })
            .collect();
        let mut shared = Vec::new();
        for (clause, texts, found) in looked_at {
            match found {
                Some(found) => shared.push(found),
                None if texts >= STOCK => {
                    common.clauses.insert(clause);
                }
                None => {}
            }
        }
        (common, shared)
    }

    /// Reads a text with what is nobody's marked.
    pub(crate) fn read(&self, reading: &mut Reading, normal: &str) {
        reading.read(normal);
        self.mark_asked(reading);
        if !self.clauses.is_empty() {
            let lonely: Vec<Range<usize>> = reading
                .clauses(CLAUSE)
                .filter(|(clause, _)| self.clauses.contains(clause))
                .map(|(_, letters)| letters.clone())
                .collect();
            lonely.into_iter().for_each(|letters| reading.mark_foreign(letters));
        }
    }

    fn mark_asked(&self, reading: &mut Reading) {
        if self.asked.is_empty() {
            return;
        }
        let mut quoted: Vec<Range<usize>> = Vec::new();
        reading.pieces(GRAM, 0..reading.len(), |gram, letters| {
            if self.sieve.may_hold(gram) && self.asked.contains(&gram) {
                quoted.push(letters);
            }
        });
        quoted.into_iter().for_each(|letters| reading.mark_foreign(letters));
    }
}

/// Clauses with the texts they stand in, each once a text, ascending.
fn recurring(texts: &[&str]) -> Vec<(u64, u32)> {
    let mut entries: Vec<(u64, u32)> = texts
        .par_iter()
        .enumerate()
        .map_init(Reading::default, |reading, (at, text)| {
            reading.read(text);
            let clauses = reading.clauses(CLAUSE);
            clauses.map(|(clause, _)| (clause, at as u32)).collect::<Vec<_>>()
        })
        .flatten_iter()
        .collect();
    entries.par_sort_unstable();
    entries.dedup();
    entries
}

/// What is needed to look around a clause; made to be used again for the next.
#[derive(Default)]
struct Around {
    reading: Reading,
    pieces: Tally,
}

impl Around {
    /// What stands around a clause's sentence wherever it occurs, with the clause; `None` when that is too little: the
    /// other clauses of a stock sentence always stand with it.
    fn company(
        &mut self,
        common: &Common,
        texts: &[&str],
        entries: &[(u64, u32)],
    ) -> Option<Shared> {
        let contexts = entries.len().min(CONTEXTS);
        let enough = OFTEN.max(contexts.div_ceil(2));
        let chosen: Vec<(u64, u32)> =
            (0..contexts).map(|context| entries[context * entries.len() / contexts]).collect();
        self.pieces.clear();
        for &at in &chosen {
            self.look(common, texts, at, |reading, pieces, clause, within| {
                let sentence = reading.sentence_of(clause);
                for around in [within.start..sentence.start, sentence.end..within.end] {
                    reading.pieces(PHRASE, around, |phrase, letters| {
                        pieces.add(phrase, letters.len(), at.1);
                    });
                }
            });
        }
        let company: usize =
            self.pieces.common(enough).map(|(_, letters)| PHRASE.weight(letters)).sum();
        if company < COMPANY {
            return None;
        }
        self.pieces.clear();
        for &at in &chosen {
            self.look(common, texts, at, |reading, pieces, _, within| {
                reading.pieces(GRAM, within, |gram, letters| pieces.add(gram, letters.len(), at.1));
            });
        }
        let weighed = |(gram, letters)| (gram, GRAM.weight(letters));
        let mut grams: Vec<(u64, usize)> = self.pieces.common(enough).map(weighed).collect();
        grams.sort_unstable();
        Some(Shared { texts: entries.len() as u32, grams })
    }

    /// Reads a text and hands over where a clause stands in it, and the letters about it that are looked at.
    fn look(
        &mut self,
        common: &Common,
        texts: &[&str],
        (clause, at): (u64, u32),
        each: impl FnOnce(&Reading, &mut Tally, &Range<usize>, Range<usize>),
    ) {
        self.reading.read(texts[at as usize]);
        common.mark_asked(&mut self.reading);
        let found = self.reading.clauses(CLAUSE).find(|(hash, _)| *hash == clause);
        if let Some((_, letters)) = found {
            let from = letters.start.saturating_sub(AROUND);
            let to = (letters.end + AROUND).min(self.reading.len());
            each(&self.reading, &mut self.pieces, letters, from..to);
        }
    }
}

/// Counts in how many texts each piece stands; made to be used again.
#[derive(Default)]
struct Tally(HashMap<u64, Count, Hashed>);

struct Count {
    letters: usize,
    texts: usize,
    /// The last of them.
    last: u32,
}

impl Tally {
    fn clear(&mut self) {
        self.0.clear();
    }

    /// Counts a piece; those of one text come one after the other.
    fn add(&mut self, piece: u64, letters: usize, text: u32) {
        let first = Count { letters, texts: 1, last: text };
        let count = self.0.entry(piece).or_insert(first);
        count.texts += usize::from(count.last != text);
        count.last = text;
    }

    /// The pieces that stand in `enough` texts, in no order that matters, each with its letters.
    fn common(&self, enough: usize) -> impl Iterator<Item = (u64, usize)> {
        let pieces = self.0.iter().filter(move |(_, count)| count.texts >= enough);
        pieces.map(|(&piece, count)| (piece, count.letters))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn a_tally_counts_texts_not_times(
            texts in proptest::collection::vec(proptest::collection::vec(0_u64..9_000, 0..900), 1..9),
            enough in 1_usize..4,
        ) {
            let mut tally = Tally::default();
            let mut by_hand: BTreeMap<u64, BTreeSet<u32>> = BTreeMap::new();
            // The second time it is used again.
            for _ in 0..2 {
                tally.clear();
                for (text, pieces) in (0..).zip(&texts) {
                    for &piece in pieces {
                        // Half of the pieces want the same place.
                        let piece = if piece % 2 == 0 { piece << 40 } else { piece };
                        tally.add(piece, 5, text);
                        by_hand.entry(piece).or_default().insert(text);
                    }
                }
            }
            let mut found: Vec<u64> = tally.common(enough).map(|(piece, _)| piece).collect();
            found.sort_unstable();
            let expected: Vec<u64> =
                by_hand.into_iter().filter(|(_, texts)| texts.len() >= enough).map(|one| one.0).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
