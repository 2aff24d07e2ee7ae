//! Names of themes: the words that set a theme apart.
//!
//! Class-based TF-IDF in its contrastive form. A word that stands in the share p of a theme's texts and in
//! the share q of others' (half its siblings, half all themes of its space) weighs p·ln(p/q), its part in
//! the Kullback–Leibler divergence of the two. Function words are no terms. Two words that stand together
//! are one term where that says nearly as much as either; of words that differ in their ending only the
//! weightiest stays. A term shows in the form in which most texts write it. Cost: at most [`READ`] texts a
//! theme, so the whole does not grow with the input.

use std::collections::{BTreeMap, HashMap};

use findings::Term;
use rayon::prelude::*;

use super::function_words::is_function_word;
use super::lsa::evenly;
use super::normalise::normalise;
use super::tokens::{is_dense, is_han, words};
use super::traditional::simplified;

/// Terms kept for each theme.
const TERMS: usize = 8;

/// Terms that make up a name, least (where there are as many) and most.
const NAMED: (usize, usize) = (2, 3);

/// Share of the first term's weight that a further term of a name has at least.
const WEIGHTY: f64 = 0.2;

/// One in so many texts of a theme, at least, has a term of its name; a word of few texts may set them
/// apart and yet says little of the theme. A word is of one language, so it is one in so many of its language's texts where
/// a theme has several ([`Lexicon::languages`]).
const ONE_IN: f64 = 20.0;

/// How much lower the bar is each time where fewer terms than a name needs are above it: a theme of many matters has no
/// word in common, and yet has a name.
const LOWER: u32 = 4;

/// Share of a word's weight from which on two words in its place say it better.
const PAIR: f64 = 0.5;

/// Texts of a theme that are read for its name, taken evenly.
const READ: usize = 800;

/// Characters of a text that are read.
const CHARACTERS: usize = 1_000;

/// The terms of the leaf themes of one space.
pub(crate) struct Lexicon {
    /// Terms in comparable form, one or two words with a space between.
    terms: Vec<String>,
    /// How each term is mostly written.
    shown: Vec<String>,
    /// Numbers of the terms.
    number: HashMap<String, u32>,
    /// For each leaf how many texts were read.
    texts: Vec<u64>,
    /// The same by language.
    by_language: Vec<BTreeMap<Option<String>, u64>>,
    /// For each leaf its terms and in how many texts they stand, ascending by term.
    counts: Vec<Vec<(u32, u32)>>,
}

impl Lexicon {
    /// Reads the texts of each leaf, each with its language.
    pub(crate) fn of(leaves: &[Vec<(&str, Option<&str>)>]) -> Lexicon {
        let mut lexicon = Lexicon {
            terms: Vec::new(),
            shown: Vec::new(),
            number: HashMap::new(),
            texts: Vec::new(),
            by_language: Vec::new(),
            counts: Vec::new(),
        };
        let mut written: Vec<BTreeMap<String, u32>> = Vec::new();
        for texts in leaves {
            let chosen = evenly(texts.len(), READ);
            let read: Vec<BTreeMap<String, String>> =
                chosen.par_iter().map(|&at| terms_of(texts[at].0, texts[at].1)).collect();
            lexicon.texts.push(read.len() as u64);
            let mut by_language = BTreeMap::new();
            for &at in &chosen {
                *by_language.entry(texts[at].1.map(str::to_owned)).or_default() += 1;
            }
            lexicon.by_language.push(by_language);
            lexicon.add_leaf(read, &mut written);
        }
        let commonest = |surfaces: BTreeMap<String, u32>| {
            let most = surfaces.into_iter().rev().max_by_key(|(_, times)| *times);
            most.map_or_else(String::new, |(surface, _)| surface)
        };
        lexicon.shown = written.into_iter().map(commonest).collect();
        lexicon
    }

    fn add_leaf(
        &mut self,
        read: Vec<BTreeMap<String, String>>,
        written: &mut Vec<BTreeMap<String, u32>>,
    ) {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for (term, surface) in read.into_iter().flatten() {
            let next = self.terms.len() as u32;
            let number = *self.number.entry(term).or_insert_with_key(|term| {
                self.terms.push(term.clone());
                written.push(BTreeMap::new());
                next
            });
            *counts.entry(number).or_default() += 1;
            *written[number as usize].entry(surface).or_default() += 1;
        }
        self.counts.push(counts.into_iter().collect());
    }

    /// The terms that set some leaves apart from their siblings and from all, most telling first.
    /// `own` are leaves among `siblings`.
    pub(crate) fn telling(&self, own: &[usize], siblings: &[usize]) -> Vec<Term> {
        let inside = self.sum(own);
        let near = self.sum(siblings);
        let all = self.sum(&(0..self.texts.len()).collect::<Vec<_>>());
        let mut bar = ((inside.texts as f64 / (ONE_IN * self.languages(own))) as u32).max(2);
        loop {
            let kept = self.above(bar, &inside, &near, &all);
            if kept.len() >= NAMED.0 || bar == 1 {
                let term =
                    |(weight, term): (f64, usize)| Term { term: self.shown[term].clone(), weight };
                return kept.into_iter().map(term).collect();
            }
            bar = if bar > 2 { (bar / LOWER).max(2) } else { 1 };
        }
    }

    /// The terms that stand in `bar` texts or more, without those that say the same, most telling first.
    fn above(&self, bar: u32, inside: &Sum, near: &Sum, all: &Sum) -> Vec<(f64, usize)> {
        // In a handful of texts a word may name the theme that stands in one; two words may not.
        let few = inside.texts < 6;
        let least = |term: usize| match few && !self.terms[term].contains(' ') {
            true => 1,
            false => bar,
        };
        let mut scored: Vec<(f64, usize)> = (0..self.terms.len())
            .filter(|&term| inside.with[term] >= least(term))
            .map(|term| (weight(term, inside, near, all), term))
            .filter(|&(weight, _)| weight > 0.0)
            .collect();
        scored.sort_by(|a, b| {
            b.0.total_cmp(&a.0).then_with(|| self.terms[a.1].cmp(&self.terms[b.1]))
        });
        self.without_repeats(&scored)
    }

    /// How many languages some leaves' texts are in, as if evenly: 1/Σ share² (Simpson).
    fn languages(&self, leaves: &[usize]) -> f64 {
        let mut counts: BTreeMap<&Option<String>, u64> = BTreeMap::new();
        for (language, texts) in leaves.iter().flat_map(|&leaf| &self.by_language[leaf]) {
            *counts.entry(language).or_default() += texts;
        }
        let all = counts.values().sum::<u64>().max(1) as f64;
        let squares: f64 = counts.values().map(|&texts| (texts as f64 / all).powi(2)).sum();
        if squares > 0.0 { 1.0 / squares } else { 1.0 }
    }

    /// The first terms that do not say the same, pairs in the place of single words where they serve.
    fn without_repeats(&self, scored: &[(f64, usize)]) -> Vec<(f64, usize)> {
        let mut kept: Vec<(f64, usize)> = Vec::new();
        for &(weight, term) in scored {
            let alike = |at: usize| kept.iter().any(|&(_, other)| self.alike(at, other));
            if alike(term) {
                continue;
            }
            let holds = |pair: &str| {
                pair.split_once(' ').is_some_and(|(first, second)| {
                    first == self.terms[term] || second == self.terms[term]
                })
            };
            let pair = scored
                .iter()
                .take_while(|(other, _)| *other >= weight * PAIR)
                .find(|&&(_, at)| holds(&self.terms[at]) && !alike(at));
            kept.push(pair.map_or((weight, term), |&(_, pair)| (weight, pair)));
            if kept.len() == TERMS {
                break;
            }
        }
        kept
    }

    fn alike(&self, one: usize, other: usize) -> bool {
        let words = |term: usize| self.terms[term].split(' ');
        words(one).any(|a| words(other).any(|b| same_stem(a, b)))
    }

    fn sum(&self, leaves: &[usize]) -> Sum {
        let mut with = vec![0; self.terms.len()];
        for &(term, texts) in leaves.iter().flat_map(|&leaf| &self.counts[leaf]) {
            with[term as usize] += texts;
        }
        Sum { texts: leaves.iter().map(|&leaf| self.texts[leaf]).sum(), with }
    }
}

/// How many texts there are, and for each term how many it stands in.
struct Sum {
    texts: u64,
    with: Vec<u32>,
}

/// p·ln(p/q) of a term, half a text added to either count.
fn weight(term: usize, inside: &Sum, near: &Sum, all: &Sum) -> f64 {
    let share = |texts: u64, with: u32| (f64::from(with) + 0.5) / (texts as f64 + 1.0);
    let beside = |whole: &Sum| {
        let others = whole.texts - inside.texts;
        (others > 0).then(|| share(others, whole.with[term] - inside.with[term]))
    };
    let p = share(inside.texts, inside.with[term]);
    match (beside(near), beside(all)) {
        (Some(near), Some(all)) => p * libm::log(2.0 * p / (near + all)),
        (_, Some(all)) => p * libm::log(p / all),
        // A theme without others is named by its commonest words.
        _ => p,
    }
}

/// A working name: the first terms in one line, joined as their script joins words.
pub(crate) fn name(terms: &[Term]) -> String {
    let least = terms.first().map_or(0.0, |first| first.weight * WEIGHTY);
    let weighty = terms.iter().take_while(|term| term.weight >= least).count();
    let chosen: Vec<&str> =
        terms.iter().take(weighty.clamp(NAMED.0, NAMED.1)).map(|term| term.term.as_str()).collect();
    let written = |script: fn(char) -> bool| chosen.iter().any(|term| term.chars().any(script));
    let joint = match () {
        () if written(is_dense) => "、",
        () if written(|c| matches!(c, '\u{600}'..='\u{6FF}')) => "، ",
        () => ", ",
    };
    let line = chosen.join(joint);
    let mut letters = line.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The terms of a text in comparable form, each with the way it is written there first.
fn terms_of(text: &str, language: Option<&str>) -> BTreeMap<String, String> {
    let end = text.char_indices().nth(CHARACTERS).map_or(text.len(), |(at, _)| at);
    let words = words(&text[..end], language);
    let mut terms = BTreeMap::new();
    let mut before: Option<(String, &str)> = None;
    for word in &words {
        let key: String =
            normalise(word.surface).replace('’', "'").chars().map(simplified).collect();
        if word.closed || !is_telling(&key, language) {
            before = None;
            continue;
        }
        if let Some((first, surface)) = before.filter(|_| word.joined) {
            let space = if word.tight { "" } else { " " };
            let surface = format!("{surface}{space}{}", word.surface);
            terms.entry(format!("{first} {key}")).or_insert(surface);
        }
        terms.entry(key.clone()).or_insert_with(|| word.surface.to_owned());
        before = Some((key, word.surface));
    }
    terms
}

/// True for a word that may name something: two letters or more, no function word, no address.
fn is_telling(key: &str, language: Option<&str>) -> bool {
    let letters = key.chars().filter(|c| c.is_alphabetic()).count();
    let address = key.contains('_') || key.split('.').filter(|part| part.len() > 1).count() > 1;
    letters >= 2 && !address && !is_function_word(key, language)
}

/// True for words that say the same in a name: one in the other, or the same but for the ending.
fn same_stem(a: &str, b: &str) -> bool {
    // By characters, not bytes: a shorter word of wider characters has more bytes.
    let letters = |word: &str| word.chars().count();
    let (short, long) = if letters(a) <= letters(b) { (a, b) } else { (b, a) };
    let length = letters(short);
    if short.chars().any(is_han) {
        return long.contains(short);
    }
    let common = short.chars().zip(long.chars()).take_while(|(x, y)| x == y).count();
    let ending = letters(long) - length;
    (length >= 4 && long.contains(short))
        || (common == length && ending <= 2)
        || (common >= 4 && common * 4 >= length * 3)
}

/// The words that texts add to a letter, by the share of the texts that have them.
pub(crate) fn added(letter: &str, texts: &[&str], language: Option<&str>) -> Vec<Term> {
    let known = terms_of(letter, language);
    let lexicon = Lexicon::of(&[texts.iter().map(|text| (*text, language)).collect()]);
    let read = lexicon.texts[0].max(1) as f64;
    let mut new: Vec<(u32, usize)> = lexicon.counts[0]
        .iter()
        .map(|&(term, with)| (with, term as usize))
        .filter(|&(with, term)| with > 1 && !known.contains_key(&lexicon.terms[term]))
        .collect();
    new.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| lexicon.terms[a.1].cmp(&lexicon.terms[b.1])));
    let scored: Vec<(f64, usize)> =
        new.into_iter().map(|(with, term)| (f64::from(with) / read, term)).collect();
    let kept = lexicon.without_repeats(&scored);
    kept.into_iter()
        .map(|(weight, term)| Term { term: lexicon.shown[term].clone(), weight })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(leaves: &[Vec<&'static str>], language: &'static str) -> Vec<String> {
        let known =
            |texts: &Vec<&'static str>| texts.iter().map(|text| (*text, Some(language))).collect();
        let lexicon = Lexicon::of(&leaves.iter().map(known).collect::<Vec<_>>());
        let all: Vec<usize> = (0..leaves.len()).collect();
        all.iter().map(|&leaf| name(&lexicon.telling(&[leaf], &all))).collect()
    }

    /// `ÄÖÜ` has fewer letters than `abcd` and more bytes.
    #[test]
    fn words_are_compared_by_letters_not_bytes() {
        assert!(!same_stem("ÄÖÜ", "abcd") && !same_stem("abcd", "ÄÖÜ"));
        assert!(same_stem("Füße", "Füßen") && same_stem("Füßen", "Füße"));
    }

    #[test]
    fn a_name_says_what_sets_a_theme_apart() {
        let water = vec![
            "The wells ran dry in the drought",
            "In the drought our Wells failed",
            "Wells and drought",
        ];
        let buses = vec![
            "The evening bus is late",
            "An evening bus would help",
            "The evening bus stops too early",
        ];
        insta::assert_debug_snapshot!(names(&[water, buses], "en"), @r#"
        [
            "Drought, Wells, dry",
            "Evening bus, early, help",
        ]
        "#);
        let water = vec!["旱期先保障居民用水", "旱期灌溉用水不足", "旱期居民用水要保障"];
        let buses = vec!["晚上公交车太少", "希望增加晚上公交车", "公交车班次太少"];
        insta::assert_debug_snapshot!(names(&[water, buses], "zh"), @r#"
        [
            "旱期、居民用水、保障",
            "公交车、增加、班次",
        ]
        "#);
    }

    /// A word of one language is in few of a theme's texts where these are in seven, and no theme went without a name for it.
    #[test]
    fn a_theme_of_many_languages_or_of_many_matters_has_a_name() {
        fn telling(themes: &[Vec<(String, &str)>]) -> Vec<String> {
            let leaves: Vec<Vec<(&str, Option<&str>)>> = themes
                .iter()
                .map(|theme| theme.iter().map(|one| (one.0.as_str(), Some(one.1))).collect())
                .collect();
            let lexicon = Lexicon::of(&leaves);
            let all: Vec<usize> = (0..themes.len()).collect();
            all.iter().map(|&leaf| name(&lexicon.telling(&[leaf], &all))).collect()
        }
        let spoken = [
            ("en", "wells", "buses"),
            ("de", "Brunnen", "Omnibus"),
            ("fr", "puits", "autocars"),
            ("es", "pozos", "colectivos"),
            ("it", "pozzi", "corriera"),
            ("nl", "putten", "streekbus"),
            ("pl", "studnie", "autobusy"),
        ];
        // Four in ten of a language's texts have its word, one in sixteen of all.
        let theme = |word: fn(&(&'static str, &'static str, &'static str)) -> &'static str| {
            let text = |at: usize| {
                let said = &spoken[at % 7];
                let own = if at / 7 % 5 < 2 { word(said) } else { "" };
                (format!("{own} {}", "xyz".repeat(at + 1)), said.0)
            };
            (0..140).map(text).collect::<Vec<_>>()
        };
        let named = telling(&[theme(|said| said.1), theme(|said| said.2)]);
        insta::assert_debug_snapshot!(named, @r#"
        [
            "Brunnen, pozos, pozzi",
            "Autobusy, autocars, buses",
        ]
        "#);
        // Each word is in four of a theme's hundred texts.
        let matters = |first: &str| {
            let letters = |at: usize| (&"bdfgk"[at..=at], &"aeiou"[at..=at]);
            let text = |at: usize| {
                let ((b, o), (d, e)) = (letters(at / 20), letters(at / 4 % 5));
                (format!("{first}{b}{e}{d}{o}"), "en")
            };
            (0..100).map(text).collect::<Vec<_>>()
        };
        insta::assert_debug_snapshot!(telling(&[matters(""), matters("z")]), @r#"
        [
            "Baba, beda, bifa",
            "Zbaba, zbeda, zbifa",
        ]
        "#);
    }

    #[test]
    fn words_that_differ_in_their_ending_say_the_same() {
        for (a, b, same) in [
            ("fee", "fees", true),
            ("charged", "charges", true),
            ("kontrollen", "kontrollieren", true),
            ("stellplätze", "fahrradabstellplätze", true),
            ("fahrradwege", "fahrradstrasse", false),
            ("radweg", "radfahrer", false),
            ("公交", "公交车", true),
            ("bus", "business", false),
        ] {
            assert_eq!(same_stem(a, b), same, "{a} {b}");
        }
    }
}
