//! Templates: passages that texts share which are otherwise different.
//!
//! A letter of a campaign may stand inside a text of somebody's own, up to making a small part of it. A text joins a
//! template when it has [`COVERED`] of the template's grams, two lines of them at least, and by nothing else: two texts that join say nothing of a third,
//! so passages shared here and there never chain texts together. Templates are the letters of clusters of some
//! size, then the passages that [`super::passage`] found, the most frequent first; one of which an earlier one holds half
//! is the same. Among millions of texts many a sentence of a letter stands in other letters too, so a gram belongs to
//! up to [`OWNERS`] templates; how much of a letter its neighbours hold together says nothing about it.
//!
//! Cost: one reading of each text, one look-up a gram.

use std::collections::HashMap;
use std::num::NonZeroU32;

use rayon::prelude::*;

use super::passage::{Common, Shared};
use super::shingle::{GRAM, Reading};
use super::sieve::Sieve;
use crate::random::Hashed;

/// Share of a template's grams that a text must have: one in so many.
const COVERED: u32 = 2;

/// Grams of a template, least, and of it in a text that joins, a dense script's counting three: two lines. Where a letter is
/// mostly stock phrases little of it is left, and one sentence would be half.
const LEAST: usize = 60;

/// Templates that a gram belongs to, at most; what so many have says little of a further one.
const OWNERS: usize = 4;

/// The templates of a body of texts.
#[derive(Debug, Default)]
pub(crate) struct Templates {
    /// The templates of each gram.
    owners: HashMap<u64, [Option<Number>; OWNERS], Hashed>,
    /// For each template how many grams it has.
    grams: Vec<u32>,
    /// Of some millions of grams where there are tens of thousands of letters.
    sieve: Sieve<24>,
}

/// The number of a template, from 1.
type Number = NonZeroU32;

/// A template that a text covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Covers {
    /// Its number.
    pub(crate) template: u32,
    /// Grams of it that the text has.
    pub(crate) grams: u32,
    /// Grams of the text in all.
    pub(crate) of: u32,
}

/// What is needed to see which templates a text covers; made to be used again for the next.
#[derive(Default)]
struct Counting {
    reading: Reading,
    /// The text's grams that templates may have, each with its weight.
    grams: Vec<(u64, usize)>,
    /// For each template how many of its grams the text has, and their weight.
    counts: Vec<(u32, usize)>,
    /// The templates of which it has some.
    met: Vec<u32>,
}

impl Templates {
    /// Templates of letters and shared passages, in this order; `letters` are normal forms.
    pub(crate) fn of(letters: &[&str], shared: &[Shared], common: &Common) -> Templates {
        let mut templates = Templates::default();
        let mut reading = Reading::default();
        for letter in letters {
            templates.add(grams(&mut reading, common, letter));
        }
        let mut order: Vec<&Shared> = shared.iter().collect();
        order.sort_unstable_by(|a, b| b.texts.cmp(&a.texts).then_with(|| a.grams.cmp(&b.grams)));
        for passage in order {
            templates.add(passage.grams.clone());
        }
        templates
    }

    /// Adds a template unless an earlier one holds half of it, or what is left by those that many share is short: a text
    /// joins by that alone.
    fn add(&mut self, mut grams: Vec<(u64, usize)>) {
        let all = grams.len();
        let mut held: Vec<Number> = Vec::new();
        grams.retain(|(gram, _)| {
            let owners = self.owners.get(gram).copied().unwrap_or_default();
            held.extend(owners.into_iter().flatten());
            owners[OWNERS - 1].is_none()
        });
        let weight: usize = grams.iter().map(|(_, weight)| weight).sum();
        held.sort_unstable();
        let most = held.chunk_by(|a, b| a == b).map(<[Number]>::len).max().unwrap_or(0);
        if weight < LEAST || 2 * grams.len() <= all || 2 * most >= all {
            return;
        }
        let number = Number::MIN.saturating_add(self.grams.len() as u32);
        for (gram, _) in &grams {
            let owners = self.owners.entry(*gram).or_default();
            if let Some(free) = owners.iter_mut().find(|owner| owner.is_none()) {
                *free = Some(number);
            }
            self.sieve.mark(*gram);
        }
        self.grams.push(grams.len() as u32);
    }

    /// For each text the template that it covers most of, the first of equals.
    pub(crate) fn covered(&self, texts: &[Option<&str>], common: &Common) -> Vec<Option<Covers>> {
        if self.grams.is_empty() {
            return vec![None; texts.len()];
        }
        let new = || Counting { counts: vec![(0, 0); self.grams.len()], ..Counting::default() };
        texts
            .par_iter()
            .map_init(new, |counting, text| {
                text.and_then(|text| self.covers(counting, common, text))
            })
            .collect()
    }

    fn covers(&self, counting: &mut Counting, common: &Common, text: &str) -> Option<Covers> {
        let Counting { reading, grams, counts, met } = counting;
        common.read(reading, text);
        grams.clear();
        let mut of = 0;
        reading.pieces(GRAM, 0..reading.len(), |gram, letters| {
            of += 1;
            if self.sieve.may_hold(gram) {
                grams.push((gram, GRAM.weight(letters.len())));
            }
        });
        grams.sort_unstable();
        grams.dedup();
        for (gram, weight) in grams {
            for owner in self.owners.get(gram).into_iter().flatten().flatten() {
                let template = owner.get() - 1;
                let count = &mut counts[template as usize];
                if count.0 == 0 {
                    met.push(template);
                }
                *count = (count.0 + 1, count.1 + *weight);
            }
        }
        let covers = met.drain(..).filter_map(|template| {
            let (grams, weight) = std::mem::take(&mut counts[template as usize]);
            let enough = weight >= LEAST && COVERED * grams >= self.grams[template as usize];
            enough.then_some(Covers { template, grams, of })
        });
        covers.max_by_key(|one| (one.grams, std::cmp::Reverse(one.template)))
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.grams.len()
    }
}

/// The grams of a text that are its writer's own, ascending, each once with its weight.
fn grams(reading: &mut Reading, common: &Common, text: &str) -> Vec<(u64, usize)> {
    common.read(reading, text);
    let mut grams = Vec::new();
    reading.pieces(GRAM, 0..reading.len(), |gram, letters| {
        grams.push((gram, GRAM.weight(letters.len())));
    });
    grams.sort_unstable();
    grams.dedup();
    grams
}
