//! Texts that are alike: for each text sought, the most like it among those offered.
//!
//! Likeness is the cosine of the weighted words and parts of words of two texts ([`super::features`]), 0
//! to 1, of those words only that say what a text is about ([`super::matter`]); weights are learned from all
//! texts given, so what every one of them says counts for nothing. Features rather than vectors of few
//! directions, because a clause and what was said of it share words and not only a subject, and a drafter must
//! see why a text is offered. Languages do not meet: a Chinese clause is like Chinese contributions only.
//!
//! Two texts are alike at all only where they share two words, or one that stands in the title of the one
//! sought, which names its matter. A single word in common is most often a coincidence of spelling: the order
//! in which water is given is not the order that a platform delivers.
//!
//! Texts that share enough words are found through an inverted index (Zobel & Moffat 2006), and likeness is
//! worked out for those alone, text by text in rayon's pool. The order of every sum is that of the columns, so
//! the result is the same on any number of threads. Cost: the postings of the words sought, and the features of
//! the texts found; memory, a byte for each text offered and a number for each column on each thread.

use rayon::prelude::*;

use super::features::{Bag, Sparse, Weights};
use super::matter::Matter;

/// A text that others are sought for.
#[derive(Clone, Copy, Debug)]
pub struct Titled<'a> {
    /// What names its matter; may be empty.
    pub title: &'a str,
    /// What it says.
    pub text: &'a str,
}

/// A text that is like the one sought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alike {
    /// Its position among those offered.
    pub at: usize,
    /// How like it is, 0 to 1.
    pub likeness: f64,
}

/// Words that two texts must share, where none of them stands in the title.
const SHARED_WORDS: u8 = 2;

/// For each text of `sought` at most `most` of `offered` that are at least `least` alike, the most like
/// first; of equals the first offered comes first.
///
/// ```
/// use analysis::text::{Titled, alike};
///
/// let sought = |title, text| Titled { title, text };
/// let clauses = [
///     sought("Water in drought", "Homes have water first in a drought."),
///     sought("Buses", "Buses run at night."),
/// ];
/// let themes = ["night buses, night bus", "drought: water for homes", "wells and water in drought"];
/// let found = alike(&clauses, &themes, 2, 0.05);
/// assert_eq!(found[0][0].at, 1);
/// assert_eq!(found[1][0].at, 0);
/// ```
pub fn alike(sought: &[Titled<'_>], offered: &[&str], most: usize, least: f64) -> Vec<Vec<Alike>> {
    let read = |text: &str| {
        let matter = Matter::of(text);
        let bag = Bag::of(&matter.words);
        (matter, bag)
    };
    let (matters, offered): (Vec<Matter>, Vec<Bag>) =
        offered.par_iter().map(|text| read(text)).unzip();
    let (texts, sought): (Vec<Text>, Vec<Bag>) = sought
        .par_iter()
        .map(|one| {
            let (matter, bag) = read(&format!("{}\n{}", one.title, one.text));
            (Text { title: Matter::of(one.title), matter }, bag)
        })
        .unzip();
    let all: Vec<Bag> = offered.iter().chain(&sought).cloned().collect();
    let weights = Weights::fit(&all);
    drop(all);
    let index = Index { rows: weights.matrix(&offered), words: Words::of(&matters) };
    texts
        .par_iter()
        .zip(&sought)
        .map_init(
            || Scratch { shared: vec![0; offered.len()], row: vec![0.0; weights.width()] },
            |scratch, (text, bag)| index.best(&weights.row(bag), text, most, least, scratch),
        )
        .collect()
}

/// What is known of a text sought beside its weighted row.
struct Text {
    title: Matter,
    matter: Matter,
}

/// The texts offered: the weighted row of each, and which have a word.
struct Index {
    rows: Sparse,
    words: Words,
}

/// Which texts have a stem.
struct Words {
    /// Ascending.
    stems: Vec<u64>,
    /// Where the texts of each stem start in `texts`; one more entry than stems.
    starts: Vec<usize>,
    /// Texts, ascending for each stem.
    texts: Vec<u32>,
}

impl Words {
    fn of(matters: &[Matter]) -> Words {
        let each = (0..).zip(matters);
        let mut pairs: Vec<(u64, u32)> = each
            .flat_map(|(at, matter)| matter.stems.iter().map(move |&stem| (stem, at)))
            .collect();
        pairs.par_sort_unstable();
        let mut words = Words { stems: Vec::new(), starts: Vec::new(), texts: Vec::new() };
        for &(stem, text) in &pairs {
            if words.stems.last() != Some(&stem) {
                words.stems.push(stem);
                words.starts.push(words.texts.len());
            }
            words.texts.push(text);
        }
        words.starts.push(words.texts.len());
        words
    }

    fn texts_with(&self, stem: u64) -> &[u32] {
        match self.stems.binary_search(&stem) {
            Ok(at) => &self.texts[self.starts[at]..self.starts[at + 1]],
            Err(_) => &[],
        }
    }
}

/// Room that a search uses and leaves empty.
struct Scratch {
    /// For each text offered how many words it shares, as far as that matters.
    shared: Vec<u8>,
    /// The row sought, by column.
    row: Vec<f32>,
}

impl Index {
    fn best(
        &self,
        row: &[(u32, f32)],
        text: &Text,
        most: usize,
        least: f64,
        scratch: &mut Scratch,
    ) -> Vec<Alike> {
        for &(column, value) in row {
            scratch.row[column as usize] = value;
        }
        let mut found: Vec<Alike> = Vec::new();
        for at in self.sharing(text, &mut scratch.shared) {
            let product = |&(column, value): &(u32, f32)| scratch.row[column as usize] * value;
            let sum: f32 = self.rows.row(at).iter().map(product).sum();
            let likeness = f64::from(sum).min(1.0);
            if likeness >= least {
                found.push(Alike { at, likeness });
            }
        }
        for &(column, _) in row {
            scratch.row[column as usize] = 0.0;
        }
        let order = |a: &Alike, b: &Alike| b.likeness.total_cmp(&a.likeness).then(a.at.cmp(&b.at));
        if most < found.len() {
            found.select_nth_unstable_by(most, order);
            found.truncate(most);
        }
        found.sort_unstable_by(order);
        found
    }

    /// The texts that share enough words, `shared` being room that is all nothing before and after.
    fn sharing(&self, text: &Text, shared: &mut [u8]) -> Vec<usize> {
        let mut touched = Vec::new();
        for stem in &text.matter.stems {
            let in_title = text.title.stems.binary_search(stem).is_ok();
            let counts = if in_title { SHARED_WORDS } else { 1 };
            for &at in self.words.texts_with(*stem) {
                let so_far = &mut shared[at as usize];
                if *so_far == 0 {
                    touched.push(at as usize);
                }
                *so_far = so_far.saturating_add(counts);
            }
        }
        touched.retain(|&at| std::mem::take(&mut shared[at]) >= SHARED_WORDS);
        touched
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn untitled<'a>(texts: &[&'a str]) -> Vec<Titled<'a>> {
        texts.iter().map(|text| Titled { title: "", text }).collect()
    }

    #[test]
    fn what_is_planted_is_found_in_either_language() {
        let sought = untitled(&[
            "In drought, homes are supplied first.",
            "旱期优先保障居民用水。",
            "Trees.",
        ]);
        let offered = [
            "Buses must run at night for workers.",
            "夜间公交要保障工人出行。",
            "Supply homes first when there is drought.",
            "旱期居民用水要优先。",
            "More buses at night.",
        ];
        let first = |found: &[Alike]| found.first().map(|one| one.at);
        let found = alike(&sought, &offered, 3, 0.05);
        assert_eq!(
            found.iter().map(|one| first(one)).collect::<Vec<_>>(),
            [Some(2), Some(3), None]
        );
        assert!(found.iter().flatten().all(|one| (0.05..=1.0).contains(&one.likeness)));
    }

    /// Both said "first" and "order", one of water in a drought and one of what is delivered.
    #[test]
    fn words_that_are_said_of_anything_carry_no_link() {
        let sought = [Titled {
            title: "Allocation of water in drought",
            text: "The order of supply is a question of this round. Where there is too little, \
                   households are supplied first. The order is published before the season begins.",
        }];
        let offered = [
            "Delivery platforms should pay accident insurance from the first order.",
            "In a drought, household taps should be served before irrigation.",
            "Parks could have more shade.",
            "The first shade is from the order of trees.",
        ];
        let found = alike(&sought, &offered, 5, 0.0);
        assert_eq!(found[0].iter().map(|one| one.at).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn the_same_on_one_thread_and_on_two() {
        let texts: Vec<String> =
            (0..300).map(|n| format!("word{} word{} and word{}", n % 17, n % 23, n % 5)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let sought = untitled(&texts[..100]);
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| alike(&sought, &texts[100..], 5, 0.1))
        };
        assert_eq!(on(1), on(2));
    }

    /// The same by looking at every pair.
    fn by_hand(
        sought: &[Titled<'_>],
        offered: &[&str],
        most: usize,
        least: f64,
    ) -> Vec<Vec<Alike>> {
        let whole = |one: &Titled<'_>| Matter::of(&format!("{}\n{}", one.title, one.text));
        let matters: Vec<Matter> = offered.iter().map(|text| Matter::of(text)).collect();
        let bags = |matters: &[Matter]| matters.iter().map(|one| Bag::of(&one.words)).collect();
        let mut all: Vec<Bag> = bags(&matters);
        all.extend(sought.iter().map(|one| Bag::of(&whole(one).words)));
        let weights = Weights::fit(&all);
        let of_one = |(one, bag): (&Titled<'_>, &Bag)| {
            let (row, title, matter) = (weights.row(bag), Matter::of(one.title), whole(one));
            let mut found: Vec<Alike> = Vec::new();
            for (at, other) in matters.iter().enumerate() {
                let both = |a: &Matter| a.stems.iter().filter(|s| other.stems.contains(s)).count();
                let value =
                    |column| row.iter().find(|cell| cell.0 == column).map_or(0.0, |cell| cell.1);
                let product = |(column, other)| value(column) * other;
                let sum: f32 = weights.row(&all[at]).into_iter().map(product).sum();
                let likeness = f64::from(sum).min(1.0);
                if (both(&title) > 0 || both(&matter) > 1) && likeness >= least {
                    found.push(Alike { at, likeness });
                }
            }
            found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
            found.truncate(most);
            found
        };
        sought.iter().zip(&all[offered.len()..]).map(of_one).collect()
    }

    proptest! {
        #[test]
        fn what_the_index_finds_is_what_every_pair_says(
            texts in proptest::collection::vec(proptest::collection::vec(0_usize..40, 1..9), 60),
            most in 0_usize..6,
            least in 0.0..0.6_f64,
        ) {
            let word = |n: &usize| format!("w{}{}d", ["ara", "ebo", "icu", "ody"][n % 4], n * n);
            let words = |of: &[usize]| of.iter().map(word).collect::<Vec<_>>().join(" ");
            let titles: Vec<String> = texts.iter().map(|of| words(&of[..of.len() / 4])).collect();
            let texts: Vec<String> = texts.iter().map(|of| words(of)).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let sought: Vec<Titled<'_>> =
                titles.iter().zip(&texts[..10]).map(|(title, text)| Titled { title, text }).collect();
            let offered = &texts[10..];
            prop_assert_eq!(alike(&sought, offered, most, least), by_hand(&sought, offered, most, least));
        }
    }
}
