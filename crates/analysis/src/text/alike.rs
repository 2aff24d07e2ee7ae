//! Texts that are alike: for each text sought, the most like it among those offered.
//!
//! Likeness is the cosine of the weighted words and parts of words of two texts ([`super::features`]), 0
//! to 1; weights are learned from all texts given, so what every one of them says counts for nothing.
//! Features rather than vectors of few directions, because a clause and what was said of it share words
//! and not only a subject, and a drafter must see why a text is offered. Languages do not meet: a
//! Chinese clause is like Chinese contributions only.
//!
//! Found through an inverted index (Zobel & Moffat 2006), text by text in rayon's pool; the order of every
//! sum is that of the columns, so the result is the same on any number of threads. Cost: the postings of
//! the words sought; memory, one number for each text offered on each thread.

use rayon::prelude::*;

use super::features::{Bag, Sparse, Weights};
use super::normalise::normalise;

/// A text that is like the one sought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alike {
    /// Its position among those offered.
    pub at: usize,
    /// How like it is, 0 to 1.
    pub likeness: f64,
}

/// For each text of `sought` at most `most` of `offered` that are at least `least` alike, the most like
/// first; of equals the first offered comes first.
///
/// ```
/// use analysis::text::alike;
///
/// let clauses = ["Homes have water first in a drought.", "Buses run at night."];
/// let themes = ["night buses, night bus", "drought: water for homes", "wells and water in drought"];
/// let found = alike(&clauses, &themes, 2, 0.05);
/// assert_eq!(found[0][0].at, 1);
/// assert_eq!(found[1][0].at, 0);
/// ```
pub fn alike(sought: &[&str], offered: &[&str], most: usize, least: f64) -> Vec<Vec<Alike>> {
    let bag = |text: &&str| Bag::of(&normalise(text));
    let offered: Vec<Bag> = offered.par_iter().map(bag).collect();
    let sought: Vec<Bag> = sought.par_iter().map(bag).collect();
    let all: Vec<Bag> = offered.iter().chain(&sought).cloned().collect();
    let weights = Weights::fit(&all);
    drop(all);
    let postings = weights.matrix(&offered).transposed();
    let count = offered.len();
    sought
        .par_iter()
        .map_init(
            || (vec![0.0_f32; count], Vec::new()),
            |(sums, touched), bag| {
                add_up(&weights.row(bag), &postings, sums, touched);
                best(sums, touched, most, least)
            },
        )
        .collect()
}

/// Adds up the products of a row with every row that shares a column with it.
fn add_up(row: &[(u32, f32)], postings: &Sparse, sums: &mut [f32], touched: &mut Vec<u32>) {
    for &(column, value) in row {
        for &(at, other) in postings.row(column as usize) {
            let sum = &mut sums[at as usize];
            if *sum == 0.0 {
                touched.push(at);
            }
            *sum += value * other;
        }
    }
}

/// The best of the sums; both lists are empty again afterwards.
fn best(sums: &mut [f32], touched: &mut Vec<u32>, most: usize, least: f64) -> Vec<Alike> {
    let mut found: Vec<Alike> = Vec::new();
    for &at in touched.iter() {
        let at = at as usize;
        // A position that was touched again after its sum had come back to nothing is seen twice, the
        // second time with nothing.
        let sum = std::mem::take(&mut sums[at]);
        let likeness = f64::from(sum).min(1.0);
        if sum != 0.0 && likeness >= least {
            found.push(Alike { at, likeness });
        }
    }
    touched.clear();
    found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.at.cmp(&b.at)));
    found.truncate(most);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_planted_is_found_in_either_language() {
        let sought = ["In drought, homes are supplied first.", "旱期优先保障居民用水。", "Trees."];
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

    #[test]
    fn the_same_on_one_thread_and_on_two() {
        let texts: Vec<String> =
            (0..300).map(|n| format!("word{} word{} and word{}", n % 17, n % 23, n % 5)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| alike(&texts[..100], &texts[100..], 5, 0.1))
        };
        assert_eq!(on(1), on(2));
    }
}
