//! Templates: passages that texts share which are otherwise different.
//!
//! A letter of a campaign may stand inside a text of somebody's own, up to making a small part of it. A text joins a
//! template when it has [`COVERED`] of the template's grams, two lines of them at least, and by nothing else: two texts that join say nothing of a third,
//! so passages shared here and there never chain texts together. Templates are the letters of clusters of some
//! size, then the passages that [`super::passage`] found, the most frequent first; one that an earlier one holds for
//! the most part is the same.
//!
//! Cost: one reading of each text, one look-up a gram.

use std::collections::HashMap;

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

/// The templates of a body of texts.
#[derive(Debug)]
pub(crate) struct Templates {
    owner: HashMap<u64, u32, Hashed>,
    /// For each template how many grams it has.
    grams: Vec<u32>,
    /// Of some millions of grams where there are tens of thousands of letters.
    sieve: Sieve<24>,
}

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

/// A gram of a template that stands in a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    template: u32,
    gram: u64,
    weight: usize,
}

impl Templates {
    /// Templates of letters and shared passages, in this order; `letters` are normal forms.
    pub(crate) fn of(letters: &[&str], shared: &[Shared], common: &Common) -> Templates {
        let mut templates =
            Templates { owner: HashMap::default(), grams: Vec::new(), sieve: Sieve::default() };
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

    /// Adds a template unless an earlier one holds most of it, or what no earlier one holds is short: a text joins
    /// by that alone.
    fn add(&mut self, mut grams: Vec<(u64, usize)>) {
        let all = grams.len();
        grams.retain(|(gram, _)| !self.owner.contains_key(gram));
        let weight: usize = grams.iter().map(|(_, weight)| weight).sum();
        if weight < LEAST || 2 * grams.len() <= all {
            return;
        }
        let number = self.grams.len() as u32;
        for (gram, _) in &grams {
            self.owner.insert(*gram, number);
            self.sieve.mark(*gram);
        }
        self.grams.push(grams.len() as u32);
    }

    /// For each text the template that it covers most of, the first of equals.
    pub(crate) fn covered(&self, texts: &[Option<&str>], common: &Common) -> Vec<Option<Covers>> {
        if self.grams.is_empty() {
            return vec![None; texts.len()];
        }
        let work = || (Reading::default(), Vec::new());
        texts
            .par_iter()
            .map_init(work, |(reading, found), text| {
                text.and_then(|text| self.covers(reading, found, common, text))
            })
            .collect()
    }

    fn covers(
        &self,
        reading: &mut Reading,
        found: &mut Vec<Found>,
        common: &Common,
        text: &str,
    ) -> Option<Covers> {
        common.read(reading, text);
        found.clear();
        let mut of = 0;
        reading.pieces(GRAM, 0..reading.len(), |gram, letters| {
            of += 1;
            if self.sieve.may_hold(gram)
                && let Some(&template) = self.owner.get(&gram)
            {
                found.push(Found { template, gram, weight: GRAM.weight(letters.len()) });
            }
        });
        found.sort_unstable();
        found.dedup();
        let each = found.chunk_by(|a, b| a.template == b.template);
        let weight = |grams: &[Found]| grams.iter().map(|found| found.weight).sum::<usize>();
        let covers = each.filter(|grams| weight(grams) >= LEAST).map(|grams| Covers {
            template: grams[0].template,
            grams: grams.len() as u32,
            of,
        });
        covers
            .filter(|one| COVERED * one.grams >= self.grams[one.template as usize])
            .max_by_key(|one| (one.grams, std::cmp::Reverse(one.template)))
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
