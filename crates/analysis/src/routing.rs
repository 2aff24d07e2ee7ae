//! Routing: which statement a participant is shown next.
//!
//! A statement is drawn by its Polis priority ([`weight`]), and once in ten times each is as likely
//! as any other (the uniform arm). So every statement's probability has a floor, 1/10 of an even
//! share, and inverse-probability weights of what people saw stay bounded. With weights w over n
//! statements, each is drawn with probability 0.9 · w/Σw + 0.1/n.
//!
//! Source: Polis `server.ts` for drawing by priority, with a missing priority or 0 as 1; the mixture
//! is what makes exposures usable as known probabilities. Weights use the counts of the moment, so
//! routing goes on between analyses; the extremity is the latest analysis's. Cost O(n) a draw.

use findings::VoteCounts;

use crate::votes::priority;

/// Share of draws in which every statement is as likely as any other.
pub const UNIFORM: f64 = 0.1;

/// How many times the mean a vote may weigh at most.
pub const HEAVIEST: f64 = 10.0;

/// How strongly a statement draws attention: its priority, above 0. `extremity` is 0 for one that no
/// analysis has seen yet; `is_meta` says that it asks about the voter.
pub fn weight(counts: VoteCounts, extremity: f64, is_meta: bool) -> f64 {
    let weight = if is_meta { priority::META } else { priority::priority(counts, extremity) };
    if weight.is_finite() && weight > 0.0 { weight } else { priority::UNVOTED }
}

/// The probability with which each statement is drawn. Weights are above 0.
pub fn probabilities(weights: &[f64]) -> Vec<f64> {
    let all: f64 = weights.iter().sum();
    let even = UNIFORM / weights.len() as f64;
    // A quotient of a weight and the sum is at most 1; a product of the weight, divided, can round to more.
    weights.iter().map(|weight| (1.0 - UNIFORM) * (weight / all) + even).collect()
}

/// The statement that a number from 0 up to 1 draws, with its probability; `None` without
/// statements.
pub fn draw(weights: &[f64], number: f64) -> Option<(usize, f64)> {
    let probabilities = probabilities(weights);
    let mut below = 0.0;
    let drawn = probabilities.iter().position(|probability| {
        below += probability;
        number < below
    });
    // What rounding leaves above the sum belongs to the last.
    let at = drawn.or(probabilities.len().checked_sub(1))?;
    Some((at, probabilities[at]))
}

/// How much each vote on a statement counts so that it is as if everybody had been as likely to be
/// shown it: one over the probability with which it was drawn, at most [`HEAVIEST`] times the mean,
/// on a scale where the mean is 1 (Horvitz & Thompson 1952; Hájek 1971). Probabilities are above 0.
pub fn weights(probabilities: &[f64]) -> Vec<f64> {
    let inverse = probabilities.iter().map(|probability| 1.0 / probability);
    let mean = |weights: &[f64]| weights.iter().sum::<f64>() / weights.len().max(1) as f64;
    let raw: Vec<f64> = inverse.collect();
    let most = HEAVIEST * mean(&raw);
    let clipped: Vec<f64> = raw.into_iter().map(|weight| weight.min(most)).collect();
    let mean = mean(&clipped);
    clipped.into_iter().map(|weight| weight / mean).collect()
}

/// How many equally weighted votes say as much as votes with these weights: (Σw)² / Σw² (Kish 1965).
pub fn effective_number(weights: &[f64]) -> f64 {
    let (sum, squares) = weights
        .iter()
        .fold((0.0, 0.0), |(sum, squares), weight| (sum + weight, squares + weight * weight));
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;
    use proptest::prelude::*;

    #[test]
    fn probabilities_by_hand() {
        let found = probabilities(&[1.0, 3.0]);
        // 0.9 · 1/4 + 0.05 and 0.9 · 3/4 + 0.05.
        assert!((found[0] - 0.275).abs() < 1e-15 && (found[1] - 0.725).abs() < 1e-15);
        assert_eq!(draw(&[1.0, 3.0], 0.2), Some((0, found[0])));
        assert_eq!(draw(&[1.0, 3.0], 0.999), Some((1, found[1])));
        assert_eq!(draw(&[], 0.5), None);
    }

    #[test]
    fn a_weight_is_the_priority_and_never_nothing() {
        let new = VoteCounts::default();
        assert_eq!((weight(new, 0.0, false), weight(new, 0.0, true)), (81.0 / 16.0, 49.0));
        let seen = VoteCounts { agree: 30, disagree: 5, pass: 2 };
        assert!(weight(new, 0.0, false) > weight(seen, 1.0, false));
        assert_eq!(weight(seen, f64::NAN, false), 1.0);
    }

    #[test]
    fn rare_exposures_weigh_more_up_to_a_bound() {
        let found = weights(&[0.5, 0.25, 0.25]);
        for (weight, by_hand) in found.iter().zip([0.6, 1.2, 1.2]) {
            assert!((weight - by_hand).abs() < 1e-15, "{found:?}");
        }
        assert!((effective_number(&found) - 9.0 / (0.36 + 2.0 * 1.44)).abs() < 1e-12);
        // 99 of weight 1 and one of 1,000,000: the mean is about 10,001, and ten times that is most.
        let mut probabilities = vec![1.0; 99];
        probabilities.push(1e-6);
        let found = weights(&probabilities);
        assert!((found[99] / found[0] - 100_009.9).abs() < 1e-6, "{}", found[99] / found[0]);
        assert_eq!((weights(&[]).len(), effective_number(&[])), (0, 0.0));
    }

    /// A voter whose last statement had a probability that rounding took above 1 was refused it.
    #[test]
    fn the_last_statement_left_has_probability_one() {
        for agree in 0..2_000 {
            let weight = weight(VoteCounts { agree, disagree: 3, pass: 1 }, 0.7, false);
            assert_eq!(draw(&[weight], 0.5), Some((0, 1.0)), "{weight}");
        }
    }

    /// 40,000 draws: each count is within 4.5 standard deviations of what its probability says; a
    /// false alarm among four is less likely than 1 in 30,000.
    #[test]
    fn statements_come_as_often_as_their_probability_says() {
        let weights = [81.0 / 16.0, 0.25, 2.0, 0.001];
        let (mut random, draws) = (Random::stream(7, 0), 40_000);
        let mut counts = [0u32; 4];
        for _ in 0..draws {
            counts[draw(&weights, random.unit()).unwrap().0] += 1;
        }
        for (count, probability) in counts.into_iter().zip(probabilities(&weights)) {
            let expected = f64::from(draws) * probability;
            let deviation = (expected * (1.0 - probability)).sqrt();
            assert!((f64::from(count) - expected).abs() < 4.5 * deviation, "{counts:?}");
        }
    }

    proptest! {
        #[test]
        fn probabilities_sum_to_one_and_have_a_floor(
            weights in proptest::collection::vec(1e-6f64..1e3, 1..50), number in 0.0f64..1.0
        ) {
            let found = probabilities(&weights);
            prop_assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            let floor = UNIFORM / weights.len() as f64;
            prop_assert!(found.iter().all(|&probability| (floor..=1.0).contains(&probability)));
            let (at, probability) = draw(&weights, number).unwrap();
            prop_assert_eq!(probability, found[at]);
        }
    }
}
