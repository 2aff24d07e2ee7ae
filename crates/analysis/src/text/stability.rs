//! How many themes: as many as two halves of the texts agree on.
//!
//! Split-half stability (Lange, Roth, Braun, Buhmann, "Stability-based validation of clustering solutions",
//! 2004): groups are fitted on two disjoint parts, both label a third, and the adjusted Rand index
//! (Hubert & Arabie 1985) says how far they agree. The largest number that reaches [`AGREED`] is taken,
//! within limits; where none does, as in most short texts, the least that comes within [`WITHIN`] of the
//! best, since more themes have to earn their place; and where the halves agree on next to nothing
//! ([`NOTHING`]), the texts do not tell, and the number is the middle of the limits. Cost: two fits on at most [`PART`] texts for each number tried and each of [`SPLITS`] splits.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::spherical::{assign, fit};
use super::svd::Dense;
use crate::random::Random;

/// Adjusted Rand index at which two halves count as agreed.
const AGREED: f64 = 0.6;

/// How far under the best agreement a smaller number may fall.
const WITHIN: f64 = 0.02;

/// Agreement below which no number is better founded than another.
const NOTHING: f64 = 0.2;

/// Texts in each of the three parts, at most.
const PART: usize = 2_000;

/// Splits over which the agreement is averaged.
const SPLITS: u64 = 5;

/// The number of groups between `low` and `high` that the points bear, with the agreement it has. On one
/// group everybody agrees, so it is the answer only where no more are allowed.
pub(crate) fn number_of_groups(points: &Dense, low: usize, high: usize, seed: u64) -> (usize, f64) {
    if high < 2 {
        return (1, 1.0);
    }
    let tried: Vec<(usize, f64)> = numbers(low.max(2), high)
        .into_par_iter()
        .map(|k| (k, agreement(points, k, seed)))
        .collect();
    let best = tried.iter().fold(0.0_f64, |best, (_, agreement)| best.max(*agreement));
    let chosen = match best {
        AGREED.. => tried.into_iter().rev().find(|(_, agreement)| *agreement >= AGREED),
        NOTHING.. => tried.into_iter().find(|(_, agreement)| *agreement >= best - WITHIN),
        _ => tried.get(tried.len() / 2).copied(),
    };
    chosen.unwrap_or((low, 0.0))
}

/// Numbers from low to high, each about a fifth above the one before.
fn numbers(low: usize, high: usize) -> Vec<usize> {
    let mut numbers = vec![low];
    while let Some(&last) = numbers.last().filter(|&&last| last < high) {
        numbers.push((last + last.div_ceil(5)).min(high));
    }
    numbers
}

/// Mean adjusted Rand index of two fits on what neither has seen; 0 when there are too few points.
fn agreement(points: &Dense, k: usize, seed: u64) -> f64 {
    let split = |split: u64| {
        let mut order: Vec<usize> = (0..points.rows()).collect();
        Random::stream(seed, 2_000 + split).shuffle(&mut order);
        let part = (order.len() / 3).min(PART);
        let parts: Vec<Dense> = order.chunks(part.max(1)).take(3).map(|at| points.at(at)).collect();
        let [one, two, judged] = parts.as_slice() else { return 0.0 };
        let label = |part: &Dense| {
            let fit = fit(part, k, 1, seed + split);
            assign(judged, &fit.centroids).into_iter().map(|(group, _)| group).collect::<Vec<_>>()
        };
        adjusted_rand_index(&label(one), &label(two))
    };
    (0..SPLITS).map(split).sum::<f64>() / SPLITS as f64
}

/// How far two labellings agree: 1 when they are the same, about 0 for chance.
pub(crate) fn adjusted_rand_index(a: &[u32], b: &[u32]) -> f64 {
    let pairs = |counts: &mut dyn Iterator<Item = u64>| {
        counts.map(|n| (n * n.saturating_sub(1) / 2) as f64).sum::<f64>()
    };
    let (mut cells, mut rows, mut columns) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (&x, &y) in a.iter().zip(b) {
        *cells.entry((x, y)).or_insert(0_u64) += 1;
        *rows.entry(x).or_insert(0_u64) += 1;
        *columns.entry(y).or_insert(0_u64) += 1;
    }
    let together = pairs(&mut cells.into_values());
    let (in_a, in_b) = (pairs(&mut rows.into_values()), pairs(&mut columns.into_values()));
    let by_chance = in_a * in_b / pairs(&mut std::iter::once(a.len() as u64)).max(1.0);
    let most = (in_a + in_b) / 2.0;
    if most == by_chance { 1.0 } else { (together - by_chance) / (most - by_chance) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjusted_rand_index_of_hubert_and_arabie() {
        // Contingency table 2 0 0 / 1 1 0 / 0 0 2 over six objects.
        let index = adjusted_rand_index(&[0, 0, 1, 1, 2, 2], &[0, 0, 0, 1, 2, 2]);
        assert!((index - 4.0 / 9.0).abs() < 1e-12, "{index}");
        assert_eq!(adjusted_rand_index(&[0, 0, 1], &[5, 5, 2]), 1.0);
    }

    #[test]
    fn numbers_rise_to_the_limit_and_hold_both_ends() {
        assert_eq!(numbers(8, 40), [8, 10, 12, 15, 18, 22, 27, 33, 40]);
        assert_eq!(numbers(1, 3), [1, 2, 3]);
        assert_eq!(numbers(4, 4), [4]);
    }
}
