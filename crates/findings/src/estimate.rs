//! Values with their interval and denominator.

use serde::{Deserialize, Serialize};

/// A value with an interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The point estimate, in the unit that the field's name says.
    pub value: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of the 95 % interval.
    pub high: f64,
}

/// A count out of a total, with the 95 % Wilson interval of its share.
///
/// The interval answers how far the share would move if as many contributions had come from the same
/// source again. It says nothing about people who did not take part.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Out of how many; 0 makes the interval 0 to 1.
    pub of: u64,
    /// Lower end, 0 to 1.
    pub low: f64,
    /// Upper end, 0 to 1.
    pub high: f64,
}

/// The 97.5 % point of the standard normal distribution, for 95 % intervals.
const Z: f64 = 1.959_963_984_540_054;

impl Estimate {
    /// The share `p`, 0 to 1, of `n` observations, with the Wilson score interval (Wilson 1927): centre
    /// (p + z²/2n) / (1 + z²/n), half-width z/(1 + z²/n) · √(p(1−p)/n + z²/4n²). `n` need not be whole: in
    /// a sample by strata it is the number that would give the same variance if drawn at random.
    /// Without observations the interval is 0 to 1.
    pub fn wilson(p: f64, n: f64) -> Estimate {
        if n <= 0.0 {
            return Estimate { value: p, low: 0.0, high: 1.0 };
        }
        let z2n = Z * Z / n;
        let centre = (p + z2n / 2.0) / (1.0 + z2n);
        let half = Z / (1.0 + z2n) * (p * (1.0 - p) / n + z2n / (4.0 * n)).sqrt();
        // At the ends the exact bounds are 0 and 1; rounding must not cross them.
        let low = if p <= 0.0 { 0.0 } else { (centre - half).max(0.0) };
        let high = if p >= 1.0 { 1.0 } else { (centre + half).min(1.0) };
        Estimate { value: p, low, high }
    }
}

impl Share {
    /// `count` out of `of`, with the interval of [`Estimate::wilson`].
    pub fn of(count: u64, of: u64) -> Share {
        let value = if of == 0 { 0.0 } else { count as f64 / of as f64 };
        let Estimate { low, high, .. } = Estimate::wilson(value, of as f64);
        Share { count, of, low, high }
    }

    /// The share itself, 0 to 1; 0 when there is no denominator.
    pub fn value(&self) -> f64 {
        if self.of == 0 { 0.0 } else { self.count as f64 / self.of as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wilson_agrees_with_a_worked_example() {
        // 81 of 263: the 95 % Wilson interval is .2553 to .3662 (Newcombe 1998, table I).
        let share = Share::of(81, 263);
        assert_eq!(
            (format!("{:.4}", share.low), format!("{:.4}", share.high)),
            ("0.2553".into(), "0.3662".into())
        );
    }

    proptest! {
        #[test]
        fn interval_holds_the_share_and_stays_within_0_and_1(of in 1u64..1_000_000, part in 0.0f64..=1.0) {
            let count = (part * of as f64) as u64;
            let share = Share::of(count, of);
            prop_assert!(0.0 <= share.low && share.low <= share.value());
            prop_assert!(share.value() <= share.high && share.high <= 1.0);
        }
    }
}
