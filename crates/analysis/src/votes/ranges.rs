//! How far a figure about people would move with other people: its 95 % interval.
//!
//! Three ways, and each figure says which is its own:
//! - [`Ratio`]: of a sum over people divided by another (a mean square error on held-out votes, a
//!   share of the variance), with what it is computed from given. The variance is that of the
//!   linearised ratio (Cochran 1977, *Sampling Techniques*, 6.3): n/(n − 1) · Σ(aᵢ − R·bᵢ)² / (Σbᵢ)².
//! - [`about`]: the figure ± 1.96 standard deviations of its values when people are drawn anew (the
//!   standard interval of the bootstrap, Efron & Tibshirani 1993, ch. 13). For figures that drawing
//!   the same people twice moves to one side, such as a silhouette.
//! - [`middle`]: between which 95 % of the drawings lie, for figures that are of the drawings themselves.
//!
//! Sums run in the order of the people. Checked by worked examples below.

/// The 97.5 % point of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Of so many drawings one lies outside at either end.
const ONE_OUTSIDE_IN: usize = 40;

/// A sum over people divided by another, while it is summed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ratio {
    people: f64,
    a: f64,
    b: f64,
    aa: f64,
    ab: f64,
    bb: f64,
}

impl Ratio {
    /// Adds what one person gives to either sum.
    pub(crate) fn add(&mut self, a: f64, b: f64) {
        self.people += 1.0;
        self.a += a;
        self.b += b;
        self.aa += a * a;
        self.ab += a * b;
        self.bb += b * b;
    }

    /// Adds what other people gave.
    pub(crate) fn join(&mut self, other: &Ratio) {
        self.people += other.people;
        self.a += other.a;
        self.b += other.b;
        self.aa += other.aa;
        self.ab += other.ab;
        self.bb += other.bb;
    }

    /// Over these people.
    pub(crate) fn of(people: impl Iterator<Item = (f64, f64)>) -> Ratio {
        let mut ratio = Ratio::default();
        people.for_each(|(a, b)| ratio.add(a, b));
        ratio
    }

    /// The interval, within these bounds; all that lies within them where one person or nobody gave
    /// anything.
    pub(crate) fn range(&self, [least, most]: [f64; 2]) -> [f64; 2] {
        if self.people < 2.0 || self.b <= 0.0 {
            return [least, most];
        }
        let ratio = self.a / self.b;
        let left = (self.aa - 2.0 * ratio * self.ab + ratio * ratio * self.bb).max(0.0);
        let half = Z * (self.people / (self.people - 1.0) * left).sqrt() / self.b;
        [(ratio - half).max(least), (ratio + half).min(most)]
    }
}

/// The value and 1.96 standard deviations of the drawings on either side, within these bounds.
pub(crate) fn about(value: f64, drawn: &[f64], [least, most]: [f64; 2]) -> [f64; 2] {
    let count = drawn.len() as f64;
    let mean = drawn.iter().sum::<f64>() / count.max(1.0);
    let squares: f64 = drawn.iter().map(|x| (x - mean) * (x - mean)).sum();
    let half = Z * (squares / (count - 1.0).max(1.0)).sqrt();
    [(value - half).max(least), (value + half).min(most)]
}

/// The values between which 95 % of the drawings lie; `None` without drawings.
pub(crate) fn middle(mut drawn: Vec<f64>) -> Option<[f64; 2]> {
    drawn.sort_by(f64::total_cmp);
    let outside = drawn.len() / ONE_OUTSIDE_IN;
    Some([*drawn.get(outside)?, *drawn.get(drawn.len() - 1 - outside)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_by_hand() {
        // Errors 1, 2, 3 on 2, 2, 4 votes: 6/8; residuals −.5, .5, 0; variance 3/2 · .5 / 64.
        let ratio = Ratio::of([(1.0, 2.0), (2.0, 2.0), (3.0, 4.0)].into_iter());
        let half = 1.96 * (1.5 * 0.5 / 64.0_f64).sqrt();
        let [low, high] = ratio.range([0.0, 1.0]);
        assert!((low - (0.75 - half)).abs() < 1e-4 && (high - (0.75 + half)).abs() < 1e-4);
        assert_eq!(ratio.range([0.6, 0.8]), [0.6, 0.8]);
        let mut joined = Ratio::of([(1.0, 2.0)].into_iter());
        joined.join(&Ratio::of([(2.0, 2.0), (3.0, 4.0)].into_iter()));
        assert_eq!(joined.range([0.0, 1.0]), [low, high]);
        assert_eq!(Ratio::of([(1.0, 2.0)].into_iter()).range([0.0, 4.0]), [0.0, 4.0]);
    }

    /// A share of people is a ratio: 2,000 of 6,000, whose half-width is 1.96 · √(p(1 − p)/n).
    #[test]
    fn of_ones_and_noughts_it_is_the_range_of_a_share() {
        let people = (0..6_000).map(|at| (f64::from(u8::from(at % 3 == 0)), 1.0));
        let [low, high] = Ratio::of(people).range([0.0, 1.0]);
        let half = 1.96 * (2.0 / 9.0 / 6_000.0_f64).sqrt();
        assert!(((high - low) / (2.0 * half) - 1.0).abs() < 1e-3);
    }

    #[test]
    fn drawings_by_hand() {
        let drawn = [0.1, 0.3];
        let half = 1.96 * 0.02_f64.sqrt();
        let [low, high] = about(0.5, &drawn, [0.0, 1.0]);
        assert!((low - (0.5 - half)).abs() < 1e-4 && (high - (0.5 + half)).abs() < 1e-4);
        assert_eq!(about(0.9, &drawn, [-1.0, 1.0])[1], 1.0);
        let hundred = (0..100).rev().map(f64::from).collect();
        assert_eq!(middle(hundred), Some([2.0, 97.0]));
        assert_eq!((middle(vec![3.0]), middle(Vec::new())), (Some([3.0, 3.0]), None));
    }
}
