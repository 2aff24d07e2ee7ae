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
//! Found through an inverted index (Zobel & Moffat 2006), text by text in rayon's pool. Columns are read by
//! falling weight. The columns left can add at most the length of their part of the row (Cauchy and Schwarz),
//! so once that is less than what is wanted, no new text can come in, and those that cannot reach it any more
//! are dropped; the products of the others are added up in the order of the columns. So the result is that of
//! reading everything, to the bit, on any number of threads. Memory: one number for each text offered and one
//! for each column on each thread.

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
const SHARED_WORDS: usize = 2;

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
    let rows = weights.matrix(&offered);
    let index = Index { postings: rows.transposed(), rows, matters };
    texts
        .par_iter()
        .zip(&sought)
        .map_init(
            || Scratch::for_index(&index),
            |scratch, (text, bag)| index.best(&weights.row(bag), text, most, least, scratch),
        )
        .collect()
}

/// What is known of a text sought beside its weighted row.
struct Text {
    title: Matter,
    matter: Matter,
}

/// The texts offered.
struct Index {
    /// The weighted row of each.
    rows: Sparse,
    /// For each column the texts that have it.
    postings: Sparse,
    matters: Vec<Matter>,
}

/// Room that a search uses and leaves empty.
struct Scratch {
    /// For each text offered what was added up for it.
    sums: Vec<f32>,
    /// Those for which that is something.
    touched: Vec<u32>,
    /// The row sought, by column.
    row: Vec<f32>,
}

impl Scratch {
    fn for_index(index: &Index) -> Scratch {
        Scratch {
            sums: vec![0.0; index.rows.rows()],
            touched: Vec::new(),
            row: vec![0.0; index.rows.width],
        }
    }
}

/// What rounding may add to or take from a sum of products, generously.
const ROUNDING: f32 = 1e-4;

/// Part of the row still to be read at which it is first looked what the best have by now, and by how much less
/// at each further time.
const FIRST_LOOK: f32 = 0.6;
const NEXT_LOOK: f32 = 0.75;

impl Index {
    fn best(
        &self,
        row: &[(u32, f32)],
        text: &Text,
        most: usize,
        least: f64,
        scratch: &mut Scratch,
    ) -> Vec<Alike> {
        let mut by_weight = row.to_vec();
        by_weight.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let (mut wanted, mut look) = (least as f32 - ROUNDING, FIRST_LOOK);
        let mut unread = 0.0;
        for (&(column, value), rest) in by_weight.iter().zip(rest_lengths(&by_weight)) {
            if rest <= look {
                wanted = wanted.max(self.reached(scratch, text, most, wanted) - ROUNDING);
                look = rest * NEXT_LOOK;
            }
            if rest < wanted {
                unread = rest;
                break;
            }
            for &(at, other) in self.postings.row(column as usize) {
                let sum = &mut scratch.sums[at as usize];
                if *sum == 0.0 {
                    scratch.touched.push(at);
                }
                *sum += value * other;
            }
        }
        let Scratch { sums, touched, row: dense } = scratch;
        for &(column, value) in row {
            dense[column as usize] = value;
        }
        let mut found: Vec<Alike> = Vec::new();
        for at in touched.drain(..) {
            let at = at as usize;
            let sum = std::mem::take(&mut sums[at]);
            if sum + unread < wanted || !carried(text, &self.matters[at]) {
                continue;
            }
            let product = |&(column, other): &(u32, f32)| dense[column as usize] * other;
            let exact: f32 = self.rows.row(at).iter().map(product).sum();
            let likeness = f64::from(exact).min(1.0);
            if likeness >= least {
                found.push(Alike { at, likeness });
            }
        }
        for &(column, _) in row {
            dense[column as usize] = 0.0;
        }
        found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.at.cmp(&b.at)));
        found.truncate(most);
        found
    }

    /// What the last of the `most` best has for sure by now; nothing where fewer have what is wanted.
    fn reached(&self, scratch: &Scratch, text: &Text, most: usize, wanted: f32) -> f32 {
        if most == 0 || scratch.touched.len() < most {
            return 0.0;
        }
        let sum = |&at: &u32| (scratch.sums[at as usize], at);
        let mut best: Vec<(f32, u32)> =
            scratch.touched.iter().map(sum).filter(|(sum, _)| *sum > wanted).collect();
        // Most of the best share words, so twice as many are looked at and no more.
        let looked_at = best.len().min(2 * most);
        let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if looked_at < best.len() {
            best.select_nth_unstable_by(looked_at, order);
            best.truncate(looked_at);
        }
        best.sort_unstable_by(order);
        let mut carried = best.iter().filter(|(_, at)| carried(text, &self.matters[*at as usize]));
        carried.nth(most - 1).map_or(0.0, |(sum, _)| *sum)
    }
}

/// Before each cell the length of it and of all that follow.
fn rest_lengths(cells: &[(u32, f32)]) -> std::vec::IntoIter<f32> {
    let mut squares = 0.0_f64;
    let mut rest: Vec<f32> = cells
        .iter()
        .rev()
        .map(|&(_, value)| {
            squares += f64::from(value) * f64::from(value);
            squares.sqrt() as f32
        })
        .collect();
    rest.reverse();
    rest.into_iter()
}

/// True where enough words are shared to carry a link.
fn carried(text: &Text, offered: &Matter) -> bool {
    text.title.shared(offered).next().is_some()
        || text.matter.shared(offered).take(SHARED_WORDS).count() == SHARED_WORDS
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

    proptest! {
        /// With nothing wanted of them, all texts that share a word are read to the end.
        #[test]
        fn what_is_dropped_on_the_way_could_not_be_among_the_best(
            texts in proptest::collection::vec(proptest::collection::vec(0_usize..40, 1..9), 60),
            most in 1_usize..6,
            least in 0.0..0.6_f64,
        ) {
            let words = |of: &Vec<usize>| {
                let word = |n: &usize| format!("w{}{}d", ["ara", "ebo", "icu", "ody"][n % 4], n * n);
                of.iter().map(word).collect::<Vec<_>>().join(" ")
            };
            let texts: Vec<String> = texts.iter().map(words).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let sought = untitled(&texts[..10]);
            let pruned = alike(&sought, &texts[10..], most, least);
            let mut all = alike(&sought, &texts[10..], texts.len(), 0.0);
            for found in &mut all {
                found.retain(|one| one.likeness >= least);
                found.truncate(most);
            }
            prop_assert_eq!(pruned, all);
        }
    }
}
