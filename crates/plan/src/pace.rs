//! Pace: the value now against the straight path from baseline to target.
//!
//! The path asks for needed(t) = b + (g − b)·(t − t_b)/(t_g − t_b), with baseline b at t_b and target g at
//! t_g, in days. The way covered is (v − b)/(needed(t) − b). An indicator is on pace when at least
//! 95 hundredths of the way asked for are covered. Which way is better does not enter: it is the sign
//! of g − b. An indicator slips when the way covered, as a share of the way asked for, fell by more than
//! five hundredths from one period's value to the next. Ours; the United Nations' method for its goals is a relative.

use jiff::civil::Date;

use crate::{Indicator, Period, Target};

/// Share of the way asked for that counts as on pace.
pub const ON_PACE: f64 = 0.95;

/// Fall of the share of the way covered, from one value to the next, that counts as slipping.
pub const SLIP: f64 = 0.05;

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
    /// The way covered over the way asked for, 1 being on the line; `None` where nothing is asked for yet.
    pub covered: Option<f64>,
    /// The way covered before, where it slipped: not reached, and fallen by more than [`SLIP`].
    pub slipped_from: Option<f64>,
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
    let without = |standing| Pace { standing, needed: None, covered: None, slipped_from: None };
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
    let covered = |period: Period, value: f64| {
        let way = needed(baseline, target, period.end()) - from;
        (way != 0.0).then(|| (value - from) / way)
    };
    let series = indicator.series();
    let before = series.iter().nth_back(1).and_then(|o| covered(o.period, o.figure.number));
    let covered = covered(latest.period, now);
    let fell = |before: &f64| covered.is_some_and(|covered| covered < before - SLIP);
    let slipped_from = before.filter(fell).filter(|_| standing != Standing::Reached);
    Pace { standing, needed: Some(asked), covered, slipped_from }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Attribution, Figure, IndicatorId, ItemStatus, Observation, Stated};
    use consultation::LocalText;
    use proptest::prelude::*;

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
                    part: Default::default(),
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

    #[test]
    fn slipping_is_told_from_being_behind() {
        let mut one = indicator(50.0, Some(100.0), Some(("2026", 60.0)));
        let second = |value| Observation {
            period: "2027".parse().unwrap(),
            figure: Figure::exact(value),
            ..one.observations[0].clone()
        };
        let table = [(70.0, None), (69.2, None), (68.0, Some("1.00")), (100.0, None)];
        let seconds = table.map(|(value, _)| second(value));
        for (second, (value, expected)) in seconds.into_iter().zip(table) {
            one.observations.truncate(1);
            one.observations.push(second);
            let slipped = pace(&one).slipped_from.map(|before| format!("{before:.2}"));
            assert_eq!(slipped.as_deref(), expected, "{value}");
        }
    }

    fn rank(standing: Standing) -> u8 {
        match standing {
            Standing::Behind => 0,
            Standing::OnPace => 1,
            Standing::Reached => 2,
            other => panic!("{other:?} has no place on the way"),
        }
    }

    proptest! {
        #[test]
        fn pace_is_monotone_in_the_observed_value(
            from in -50i32..50, way in prop_oneof![-60i32..=-1, 1i32..=60],
            low in -120i32..120, more in 0i32..60, year in 2026i16..=2030,
        ) {
            let period = year.to_string();
            let at = |value: i32| {
                pace(&indicator(from.into(), Some((from + way).into()), Some((&period, value.into()))))
            };
            let (lower, higher) = (at(low), at(low + more));
            let (worse, better) = if way > 0 { (lower, higher) } else { (higher, lower) };
            prop_assert!(rank(worse.standing) <= rank(better.standing));
            prop_assert!(worse.covered <= better.covered);
        }
    }
}
