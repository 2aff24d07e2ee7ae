//! Pace: the value now against the straight path from baseline to target.
//!
//! The path asks for needed(t) = b + (g − b)·(t − t_b)/(t_g − t_b), with baseline b at t_b and target g at
//! t_g, in days. The way covered is (v − b)/(needed(t) − b). An indicator is on pace when at least
//! 95 hundredths of the way asked for are covered. Which way is better does not enter: it is the sign
//! of g − b. Ours; the United Nations' method for its goals is a relative.

use jiff::civil::Date;

use crate::{Indicator, Target};

/// Share of the way asked for that counts as on pace.
pub const ON_PACE: f64 = 0.95;

/// How an indicator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The target is reached.
    Reached,
    /// At least [`ON_PACE`] of the way asked for.
    OnPace,
    /// Less than that.
    Behind,
    /// No target is stated, so there is no pace.
    NoTarget,
    /// No baseline is stated, so there is no path.
    NoBaseline,
    /// No value is known.
    NoData,
}

/// An indicator's pace.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// How it stands.
    pub standing: Standing,
    /// The value that the path asks for at the latest observation's end, in the indicator's unit.
    pub needed: Option<f64>,
}

/// The value that the straight path asks for on `day`.
pub fn needed(baseline: &Target, target: &Target, day: Date) -> f64 {
    let days = |from: Date, to: Date| f64::from((to - from).get_days());
    let (start, end) = (baseline.period.end(), target.period.end());
    let whole = days(start, end);
    let part = if whole > 0.0 { (days(start, day) / whole).clamp(0.0, 1.0) } else { 1.0 };
    let (from, to) = (baseline.figure.number, target.figure.number);
    from + (to - from) * part
}

/// The pace of an indicator at its latest observation.
pub fn pace(indicator: &Indicator) -> Pace {
    let without = |standing| Pace { standing, needed: None };
    let Some(target) = indicator.target.value() else { return without(Standing::NoTarget) };
    let Some(baseline) = indicator.baseline.value() else { return without(Standing::NoBaseline) };
    let Some(latest) = indicator.latest() else { return without(Standing::NoData) };
    let asked = needed(baseline, target, latest.period.end());
    let (from, to, now) = (baseline.figure.number, target.figure.number, latest.figure.number);
    let rising = to >= from;
    let standing = if (rising && now >= to) || (!rising && now <= to) {
        Standing::Reached
    } else if (now - from) * (asked - from).signum() >= ON_PACE * (asked - from).abs() {
        Standing::OnPace
    } else {
        Standing::Behind
    };
    Pace { standing, needed: Some(asked) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Attribution, Figure, IndicatorId, ItemStatus, Observation, Stated};
    use consultation::LocalText;

    fn indicator(baseline: f64, target: Option<f64>, observed: Option<(&str, f64)>) -> Indicator {
        let at = |period: &str, number| Target {
            period: period.parse().unwrap(),
            figure: Figure::exact(number),
        };
        Indicator {
            id: IndicatorId("1.a".into()),
            clause: crate::ClauseId("1.1".into()),
            measures: Vec::new(),
            title: LocalText::one("en", "Visits on the promised day"),
            unit: LocalText::one("en", "of 100"),
            source: Stated::NotStated,
            frequency: Stated::NotStated,
            bindingness: Stated::NotStated,
            better: Stated::NotStated,
            baseline: Stated::Is(at("2025", baseline)),
            target: target.map_or(Stated::NotStated, |number| Stated::Is(at("2030", number))),
            observations: observed
                .map(|(period, number)| Observation {
                    period: period.parse().unwrap(),
                    figure: Figure::exact(number),
                    released: Stated::NotStated,
                    evidence: None,
                    attribution: Attribution {
                        lines: String::new(),
                        speaker: LocalText::default(),
                        status: ItemStatus::Synthetic,
                        qualifier: None,
                    },
                })
                .into_iter()
                .collect(),
            attribution: None,
        }
    }

    #[test]
    fn scenarios() {
        use Standing::*;
        // baseline 2025, target 2030, observed, expected standing, needed
        let table = [
            (50.0, Some(100.0), Some(("2027", 70.0)), OnPace, Some("70.0")),
            (50.0, Some(100.0), Some(("2027", 69.1)), OnPace, Some("70.0")),
            (50.0, Some(100.0), Some(("2027", 68.9)), Behind, Some("70.0")),
            (50.0, Some(100.0), Some(("2026", 100.0)), Reached, Some("60.0")),
            (80.0, Some(40.0), Some(("2027", 64.0)), OnPace, Some("64.0")),
            (80.0, Some(40.0), Some(("2027", 70.0)), Behind, Some("64.0")),
            (80.0, Some(40.0), Some(("2027", 90.0)), Behind, Some("64.0")),
            (50.0, None, Some(("2027", 70.0)), NoTarget, None),
            (50.0, Some(100.0), None, NoData, None),
        ];
        for (baseline, target, observed, standing, asked) in table {
            let found = pace(&indicator(baseline, target, observed));
            assert_eq!(found.standing, standing, "{baseline} {target:?} {observed:?}");
            assert_eq!(found.needed.map(|n| format!("{n:.1}")).as_deref(), asked);
        }
    }
}
