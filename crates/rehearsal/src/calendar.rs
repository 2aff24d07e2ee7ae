//! When things happen in a round: much on the first and the last days, little at night.
//!
//! A share of all that happens (0 at the opening, 1 at the closing) becomes a moment by a
//! piecewise-linear curve over the round, then, in a round of more than two days, by another over
//! each day, counted from the hour of opening. Both rise, so order is kept.

use consultation::Timestamp;

/// Share of the round gone by when this share of everything has come, at equal steps of an eighth.
const ROUND: [f64; 9] = [0.0, 0.05, 0.13, 0.26, 0.44, 0.62, 0.79, 0.92, 1.0];
/// Share of the day gone by when this share of the day's has come, from midnight.
const DAY: [f64; 9] = [0.0, 0.3, 0.38, 0.45, 0.53, 0.62, 0.73, 0.85, 1.0];
const DAY_MS: i64 = 86_400_000;

/// The moment at which `share` (0 to 1) of everything has come; always before `closes`.
pub(crate) fn moment(share: f64, opens: Timestamp, closes: Timestamp) -> Timestamp {
    let span = closes.0.saturating_sub(opens.0);
    let gone = (bend(&ROUND, share) * span as f64) as i64;
    let gone = if span > 2 * DAY_MS { by_day(gone, span) } else { gone };
    Timestamp(opens.0 + gone.clamp(0, span - 1))
}

/// Moves a moment within its day; the last, broken day is left as it is.
fn by_day(gone: i64, span: i64) -> i64 {
    let (day, time) = (gone / DAY_MS, gone % DAY_MS);
    if (day + 1) * DAY_MS > span {
        return gone;
    }
    day * DAY_MS + (bend(&DAY, time as f64 / DAY_MS as f64) * DAY_MS as f64) as i64
}

fn bend(curve: &[f64; 9], share: f64) -> f64 {
    let at = share.clamp(0.0, 1.0) * 8.0;
    let step = (at as usize).min(7);
    curve[step] + (curve[step + 1] - curve[step]) * (at - step as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_rise_and_stay_within_the_round() {
        for days in [1, 3, 30] {
            let (opens, closes) = (Timestamp(1_000), Timestamp(1_000 + days * DAY_MS + 7));
            let moments: Vec<_> =
                (0..=5_000).map(|at| moment(f64::from(at) / 5_000.0, opens, closes)).collect();
            assert!(moments.is_sorted());
            assert_eq!(moments[0], opens);
            assert!(moments[5_000] < closes);
        }
    }
}
