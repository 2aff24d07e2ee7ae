//! Names of themes: the words that set a theme apart from its siblings.
//!
//! For a word in the share p of the theme's texts and q of its siblings' (with one text added to each side),
//! the weight is p·ln(p/q): a word's part in the Kullback–Leibler divergence of the two. Words that all themes
//! use, function words among them, get next to nothing, so no list of stop words is needed. Two words
//! that stand together may be one term. A term shows in the form that most texts of the theme write it in.

use std::collections::{BTreeMap, HashMap, HashSet};

use findings::Term;
use rayon::prelude::*;

use super::normalise::normalise;
use super::tokens::{is_han, words};

/// Terms kept for each theme.
const TERMS: usize = 8;

/// Terms that make up a name.
const NAMED: usize = 3;

/// Texts of a theme that are read for its name, taken evenly.
const READ: usize = 1_500;

/// Characters of a text that are read.
const CHARS: usize = 2_000;

/// Weight of a term of two words against one of one word with the same shares.
const PAIR: f64 = 1.15;

/// Terms of a class of texts, in how many of its texts they stand.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    texts: u64,
    of: HashMap<String, Count>,
}

#[derive(Debug, Default)]
struct Count {
    texts: u64,
    surfaces: BTreeMap<String, u64>,
}

impl Counts {
    /// Counts the terms of texts in `language` (`None`: several).
    pub(crate) fn of(texts: &[&str], language: Option<&str>) -> Counts {
        let chosen = super::lsa::evenly(texts.len(), READ);
        let read: Vec<HashMap<String, String>> =
            chosen.par_iter().map(|&at| terms(texts[at], language.unwrap_or(""))).collect();
        let mut counts = Counts { texts: read.len() as u64, of: HashMap::new() };
        for (term, surface) in read.into_iter().flatten() {
            let count = counts.of.entry(term).or_default();
            count.texts += 1;
            *count.surfaces.entry(surface).or_default() += 1;
        }
        counts
    }

    /// These and others together.
    pub(crate) fn sum<'a>(all: impl Iterator<Item = &'a Counts>) -> Counts {
        let mut sum = Counts::default();
        for counts in all {
            sum.texts += counts.texts;
            for (term, count) in &counts.of {
                let into = sum.of.entry(term.clone()).or_default();
                into.texts += count.texts;
                for (surface, times) in &count.surfaces {
                    *into.surfaces.entry(surface.clone()).or_default() += times;
                }
            }
        }
        sum
    }

    /// The terms that set this class apart from all classes together, `whole` including this one.
    pub(crate) fn telling(&self, whole: &Counts) -> Vec<Term> {
        let mut scored: Vec<(f64, &str)> = self
            .of
            .iter()
            .filter(|(_, count)| count.texts > 1 || self.texts < 4)
            .map(|(term, count)| (self.weight(term, count, whole), term.as_str()))
            .filter(|(weight, _)| *weight > 0.0)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let mut kept: Vec<(f64, &str)> = Vec::new();
        for (weight, term) in scored {
            if kept.iter().all(|(_, other)| !overlaps(term, other)) {
                kept.push((weight, term));
            }
            if kept.len() == TERMS {
                break;
            }
        }
        kept.iter().map(|&(weight, term)| Term { term: self.shown(term), weight }).collect()
    }

    fn weight(&self, term: &str, count: &Count, whole: &Counts) -> f64 {
        let everywhere = whole.of.get(term).map_or(count.texts, |all| all.texts);
        let outside_texts = whole.texts.saturating_sub(self.texts);
        let p = (count.texts as f64 + 0.5) / (self.texts as f64 + 1.0);
        // With no siblings every word is as telling as it is common, up to half of the texts.
        let q = if outside_texts == 0 {
            p.max(0.5) * p
        } else {
            (everywhere.saturating_sub(count.texts) as f64 + 0.5) / (outside_texts as f64 + 1.0)
        };
        let pair = if term.contains(' ') { PAIR } else { 1.0 };
        pair * p * libm::log(p / q)
    }

    /// The commonest way of writing a term, the first in order of equals.
    fn shown(&self, term: &str) -> String {
        let surfaces = self.of.get(term).map(|count| &count.surfaces);
        let most = surfaces.and_then(|all| {
            all.iter().max_by_key(|(surface, times)| (**times, std::cmp::Reverse(*surface)))
        });
        most.map_or_else(|| term.to_owned(), |(surface, _)| surface.clone())
    }
}

/// A working name: the first terms in one line.
pub(crate) fn name(terms: &[Term]) -> String {
    let first: Vec<&str> = terms.iter().take(NAMED).map(|term| term.term.as_str()).collect();
    let han = first.iter().any(|term| term.chars().any(is_han));
    first.join(if han { "、" } else { ", " })
}

/// The terms of a text, each with the way it is written there first.
fn terms(text: &str, language: &str) -> HashMap<String, String> {
    let end = text.char_indices().nth(CHARS).map_or(text.len(), |(at, _)| at);
    let words = words(&text[..end], language);
    let mut terms = HashMap::new();
    for (at, word) in words.iter().enumerate() {
        let key = normalise(word.surface);
        if !tells(&key) {
            continue;
        }
        if let Some(before) = at.checked_sub(1).map(|before| &words[before]).filter(|_| word.joined)
        {
            let first = normalise(before.surface);
            if tells(&first) && !word.tight {
                let surface = format!("{} {}", before.surface, word.surface);
                terms.entry(format!("{first} {key}")).or_insert(surface);
            }
        }
        terms.entry(key).or_insert_with(|| word.surface.to_owned());
    }
    terms
}

/// One letter says nothing by itself, nor does a number.
fn tells(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters >= if word.chars().any(is_han) { 2 } else { 3 }
}

/// Two terms that share a word would say it twice in one name.
fn overlaps(one: &str, other: &str) -> bool {
    let words: HashSet<&str> = one.split(' ').collect();
    other.split(' ').any(|word| words.contains(word))
}

/// Words in others that a letter does not have, by the share of others that have them.
pub(crate) fn added(letter: &str, others: &[&str], language: &str) -> Vec<Term> {
    let known = terms(letter, language);
    let counts = Counts::of(others, Some(language));
    let mut scored: Vec<(u64, &str)> = counts
        .of
        .iter()
        .filter(|(term, count)| {
            count.texts > 1 && !known.contains_key(*term) && !term.contains(' ')
        })
        .map(|(term, count)| (count.texts, term.as_str()))
        .collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let share = |texts: u64| texts as f64 / counts.texts.max(1) as f64;
    scored
        .into_iter()
        .take(TERMS)
        .map(|(texts, term)| Term { term: counts.shown(term), weight: share(texts) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(classes: &[&[&str]], language: &str) -> Vec<String> {
        let counts: Vec<Counts> =
            classes.iter().map(|texts| Counts::of(texts, Some(language))).collect();
        let whole = Counts::sum(counts.iter());
        counts.iter().map(|class| name(&class.telling(&whole))).collect()
    }

    #[test]
    fn a_name_says_what_sets_a_theme_apart() {
        let water: &[&str] = &[
            "The wells ran dry in the drought",
            "In the drought our Wells failed",
            "Wells and drought",
        ];
        let buses: &[&str] = &[
            "The evening bus is late",
            "An evening bus would help",
            "The evening bus stops too early",
        ];
        insta::assert_debug_snapshot!(names(&[water, buses], "en"), @"");
        let water: &[&str] = &["旱期先保障居民用水", "旱期灌溉用水不足", "旱期居民用水要保障"];
        let buses: &[&str] = &["晚上公交车太少", "希望增加晚上公交车", "公交车班次太少"];
        insta::assert_debug_snapshot!(names(&[water, buses], "zh"), @"");
    }
}
