//! How many themes, and how sure each of them is.
//!
//! The number: split-half stability (Lange, Roth, Braun, Buhmann, "Stability-based validation of clustering
//! solutions", 2004). Groups are fitted on two disjoint parts, both label a third, and the adjusted Rand index
//! (Hubert & Arabie 1985) says how far they agree. The index is corrected for chance, so where it does
//! not fall the finer division is as well founded as the coarser, and says more: of all numbers within
//! limits the largest is taken up to which, from the best on, all reach [`AGREED`] or, as in most short texts, come within one
//! standard error of the best. Where the halves agree on next to nothing ([`NOTHING`]), the texts do
//! not tell, and the number is the middle of the limits. Cost: two fits on at most [`PART`] texts for each
//! number tried and each of [`SPLITS`] splits, and the square of each part for its neighbours.
//!
//! Each theme: Hennig, "Cluster-wise assessment of cluster stability" (2007). Half of the texts are drawn and
//! grouped from the beginning, [`DRAWINGS`] times, and all texts go where these groups are nearest; how far a group comes back is the
//! Jaccard index with the new group that is most like it, in the mean. Above .75 a group is found again, below .5 it dissolves.
//! Cost: a fit on half of at most [`REDRAWN`] texts a drawing, and the square of them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::diffusion::diffused;
use super::lsa::evenly;
use super::spherical::{assign, fit, settled};
use super::svd::Dense;
use crate::random::Random;

/// Adjusted Rand index at which two halves count as agreed.
const AGREED: f64 = 0.6;

/// Agreement below which no number is better founded than another.
const NOTHING: f64 = 0.2;

/// Texts in each of the three parts, at most.
const PART: usize = 2_000;

/// Splits over which the agreement is averaged.
const SPLITS: u64 = 5;

/// Times that texts are drawn to see which groups come back.
const DRAWINGS: u64 = 20;

/// Texts of which half are drawn, at most.
const REDRAWN: usize = 3_000;

/// How far the halves agree on a number of groups.
#[derive(Clone, Copy, Debug)]
struct Tried {
    groups: usize,
    agreement: f64,
    error: f64,
}

/// The number of groups between `low` and `high` that the points bear. On one group everybody agrees, so it is the
/// answer only where no more are allowed.
pub(crate) fn number_of_groups(points: &Dense, low: usize, high: usize, seed: u64) -> usize {
    if high < 2 {
        return 1;
    }
    chosen(&agreements(points, &numbers(low.max(2), high), seed))
}

/// From the best founded number upwards as long as the agreement holds.
fn chosen(tried: &[Tried]) -> usize {
    let better = |best: usize, at: usize| match tried[at].agreement > tried[best].agreement {
        true => at,
        false => best,
    };
    let at = (0..tried.len()).fold(0, better);
    let best = tried[at].agreement;
    if best < NOTHING {
        return tried[tried.len() / 2].groups;
    }
    let enough = |one: &&Tried| one.agreement >= AGREED || one.agreement + one.error >= best;
    tried[at..].iter().take_while(enough).last().map_or(tried[at].groups, |one| one.groups)
}

/// For each group how far it comes back when half of the texts are grouped, 0 to 1; `None` where too few of its texts are
/// among those drawn from. `near` are the points drawn towards each other, among which they were grouped, into as many groups as were `asked` for.
pub(crate) fn found_again(
    points: &Dense,
    near: &Dense,
    assigned: &[(u32, f32)],
    groups: usize,
    asked: Option<usize>,
    seed: u64,
) -> Vec<Option<f64>> {
    let chosen = evenly(points.rows(), REDRAWN);
    let (points, near) = (points.at(&chosen), near.at(&chosen));
    let of: Vec<usize> = chosen.iter().map(|&at| assigned[at].0 as usize).collect();
    let drawing = |number: u64| {
        let mut drawn: Vec<usize> = (0..of.len()).collect();
        Random::stream(seed, 4_000 + number).shuffle(&mut drawn);
        drawn.truncate(of.len().div_ceil(2));
        let sample = diffused(&points.at(&drawn), asked);
        let again = settled(&sample, fit(&sample, groups, 1, seed + number));
        let now: Vec<usize> =
            assign(&near, &again.centroids).into_iter().map(|(group, _)| group as usize).collect();
        best_overlaps(&of, &now, groups)
    };
    let drawings: Vec<Vec<f64>> = (0..DRAWINGS).into_par_iter().map(drawing).collect();
    let mut sizes = vec![0; groups];
    of.iter().for_each(|&group| sizes[group] += 1);
    let mean = |group: usize| drawings.iter().map(|one| one[group]).sum::<f64>() / DRAWINGS as f64;
    (0..groups).map(|group| (sizes[group] > 1).then(|| mean(group))).collect()
}

/// For each group of the first labelling its Jaccard index with the most like of the second.
fn best_overlaps(of: &[usize], now: &[usize], groups: usize) -> Vec<f64> {
    let mut both = vec![vec![0_u32; groups]; groups];
    let (mut before, mut after) = (vec![0_u32; groups], vec![0_u32; groups]);
    for (&a, &b) in of.iter().zip(now) {
        both[a][b] += 1;
        before[a] += 1;
        after[b] += 1;
    }
    let jaccard = |a: usize, b: usize| {
        let shared = both[a][b];
        f64::from(shared) / f64::from((before[a] + after[b] - shared).max(1))
    };
    (0..groups).map(|a| (0..groups).map(|b| jaccard(a, b)).fold(0.0, f64::max)).collect()
}

/// Numbers from low to high, each about a fifth above the one before.
fn numbers(low: usize, high: usize) -> Vec<usize> {
    let mut numbers = vec![low];
    while let Some(&last) = numbers.last().filter(|&&last| last < high) {
        numbers.push((last + last.div_ceil(5)).min(high));
    }
    numbers
}

/// For each number of groups the mean adjusted Rand index of two fits on what neither has seen, with its standard error;
/// 0 when there are too few points. Each part is drawn towards its own neighbours, as points that were drawn
/// together before would agree because of that.
fn agreements(points: &Dense, numbers: &[usize], seed: u64) -> Vec<Tried> {
    let split = |split: u64| -> Vec<f64> {
        let mut order: Vec<usize> = (0..points.rows()).collect();
        Random::stream(seed, 2_000 + split).shuffle(&mut order);
        let part = (order.len() / 3).min(PART);
        let parts = order.chunks(part.max(1)).take(3);
        let parts: Vec<Dense> = parts.map(|at| diffused(&points.at(at), None)).collect();
        let [one, two, judged] = parts.as_slice() else { return vec![0.0; numbers.len()] };
        let agreement = |&k: &usize| {
            let label = |part: &Dense| {
                let fit = fit(part, k, 1, seed + split);
                let labels = assign(judged, &fit.centroids).into_iter();
                labels.map(|(group, _)| group).collect::<Vec<_>>()
            };
            adjusted_rand_index(&label(one), &label(two))
        };
        numbers.par_iter().map(agreement).collect()
    };
    let of_splits: Vec<Vec<f64>> = (0..SPLITS).map(split).collect();
    let tried = |(at, &groups): (usize, &usize)| {
        let splits = SPLITS as f64;
        let mean = of_splits.iter().map(|of| of[at]).sum::<f64>() / splits;
        let squares: f64 = of_splits.iter().map(|of| (of[at] - mean) * (of[at] - mean)).sum();
        let error = (squares / (splits * (splits - 1.0))).sqrt();
        Tried { groups, agreement: mean, error }
    };
    numbers.iter().enumerate().map(tried).collect()
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
    fn the_finest_division_is_taken_that_is_as_well_founded_as_any() {
        let of = |agreements: &[f64]| {
            let tried = agreements.iter().zip(2..).map(|(&agreement, groups)| Tried {
                groups,
                agreement,
                error: 0.03,
            });
            chosen(&tried.collect::<Vec<_>>())
        };
        assert_eq!(of(&[0.9, 0.7, 0.61, 0.5]), 4, "all that reach .6");
        assert_eq!(of(&[0.7, 0.65, 0.5, 0.61]), 3, "what comes after a fall is noise");
        assert_eq!(of(&[0.45, 0.5, 0.48, 0.4]), 4, "within one standard error");
        assert_eq!(of(&[0.5, 0.3, 0.3, 0.3]), 2);
        assert_eq!(of(&[0.1, 0.19, 0.0, 0.1]), 4, "nothing is told");
    }

    #[test]
    fn a_group_that_stands_apart_is_found_again_and_an_arbitrary_cut_is_not() {
        // Forty points about each of two far directions; the second is cut in two at random.
        let mut random = Random::stream(9, 9);
        let mut values = Vec::new();
        for point in 0..80 {
            let mut row: Vec<f32> = (0..16).map(|_| (random.unit() - 0.5) as f32 * 0.4).collect();
            row[usize::from(point >= 40)] += 1.0;
            super::super::lanes::normalise(&mut row);
            values.extend(row);
        }
        let points = Dense { values, width: 16 };
        let group = |at: u32| if at < 40 { 0 } else { 1 + at % 2 };
        let assigned: Vec<(u32, f32)> = (0..80).map(|at| (group(at), 1.0)).collect();
        let again = found_again(&points, &points, &assigned, 3, None, 1);
        let of = |group: usize| again[group].unwrap();
        assert!(of(0) > 0.8 && of(1) < 0.65 && of(2) < 0.65, "{again:?}");
    }

    #[test]
    fn numbers_rise_to_the_limit_and_hold_both_ends() {
        assert_eq!(numbers(8, 40), [8, 10, 12, 15, 18, 22, 27, 33, 40]);
        assert_eq!(numbers(1, 3), [1, 2, 3]);
        assert_eq!(numbers(4, 4), [4]);
    }
}
