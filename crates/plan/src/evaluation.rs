//! Evaluations: what a measure did to an indicator, as far as its values can say.
//!
//! **Before and after.** Mean of the values after the measure minus mean of those before, and the recovery
//! ratio: the last value over the value of a reference year. No interval: two means of few values of
//! one series say nothing of chance.
//!
//! **Interrupted series** (segmented regression; Wagner, Soumerai, Zhang, Ross-Degnan 2002). Least squares
//! of y = a + b·t + c·D + d·(t − t₀)·D, where t is time in years, D is 1 from the measure's beginning t₀ on.
//! c is the step at t₀, d the change of slope, each with a 95 % interval by Student's t on n − 4 degrees
//! of freedom. It needs at least [`BEFORE_MIN`] values before and after. What it gives up: values that
//! follow one another are not independent, so the intervals are too narrow; anything else that happened
//! at t₀ counts as the measure; seasons are not taken out. Cost: O(n). Checked
//! against lines worked out by hand; no corpus holds such a series.

use consultation::LocalText;
use findings::Estimate;
use serde::{Deserialize, Serialize};

use crate::{Attribution, Indicator, IndicatorId, MeasureId, Observation, Period, Stated};

/// Fewest values on either side of the interruption.
pub const BEFORE_MIN: usize = 4;

/// A question put to an indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Unique within the plan.
    pub id: String,
    /// The measure.
    pub measure: MeasureId,
    /// The indicator.
    pub indicator: IndicatorId,
    /// What is asked.
    pub question: LocalText,
    /// When the measure began to work. Not stated, only the recovery ratio can be given.
    #[serde(default)]
    pub since: Stated<Period>,
    /// The year that recovery is measured against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Period>,
    /// What the figures cannot say here, besides what every evaluation says of itself.
    pub limits: LocalText,
    /// Who asks, and where that stands.
    pub attribution: Attribution,
}

/// What the values say.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluated {
    /// Values before, and their mean.
    pub before: Option<(usize, f64)>,
    /// Values after, and their mean.
    pub after: Option<(usize, f64)>,
    /// The last value, over the value of the reference period.
    pub recovery: Option<Recovery>,
    /// The segmented regression; `None` with too few values.
    pub interrupted: Option<Interrupted>,
}

/// How far an indicator is back at its reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recovery {
    /// Value of the reference period.
    pub reference: f64,
    /// Period of the last value.
    pub period: Period,
    /// The last value.
    pub last: f64,
    /// Last over reference, such as 0.972.
    pub ratio: f64,
    /// One of the two was computed from other figures, so the ratio is no news.
    pub derived: bool,
}

/// What the segmented regression gives, in the indicator's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interrupted {
    /// The step at the beginning.
    pub step: Estimate,
    /// The change of slope, per year.
    pub slope: Estimate,
    /// Values used.
    pub values: usize,
}

/// Works an evaluation out; `None` when the indicator has no value.
pub fn evaluate(evaluation: &Evaluation, indicator: &Indicator) -> Option<Evaluated> {
    let series = indicator.series();
    let last = series.last()?;
    let points: Vec<(f64, f64)> = match evaluation.since.value() {
        Some(&since) => {
            let from = start(since);
            series.iter().map(|o| (middle(o.period) - from, o.figure.number)).collect()
        }
        None => Vec::new(),
    };
    let mean = |keep: fn(f64) -> bool| {
        let kept: Vec<f64> = points.iter().filter(|(t, _)| keep(*t)).map(|&(_, y)| y).collect();
        (!kept.is_empty()).then(|| (kept.len(), kept.iter().sum::<f64>() / kept.len() as f64))
    };
    Some(Evaluated {
        before: mean(|t| t < 0.0),
        after: mean(|t| t >= 0.0),
        recovery: evaluation.reference.and_then(|reference| recovery(&series, reference, last)),
        interrupted: interrupted(&points),
    })
}

fn recovery(series: &[&Observation], reference: Period, last: &Observation) -> Option<Recovery> {
    let of = series.iter().find(|o| o.period == reference)?;
    let (base, value) = (of.figure.number, last.figure.number);
    (base != 0.0 && of.period != last.period).then(|| Recovery {
        reference: base,
        period: last.period,
        last: value,
        ratio: value / base,
        derived: of.figure.derived || last.figure.derived,
    })
}

/// The first moment of a period, in years.
fn start(period: Period) -> f64 {
    match period {
        Period::Year(year) => f64::from(year),
        Period::Month(year, month) => f64::from(year) + f64::from(month - 1) / 12.0,
        Period::Day(day) => day_in_years(day),
    }
}

/// The middle of a period, in years.
fn middle(period: Period) -> f64 {
    match period {
        Period::Year(year) => f64::from(year) + 0.5,
        Period::Month(year, month) => f64::from(year) + (f64::from(month) - 0.5) / 12.0,
        Period::Day(day) => day_in_years(day),
    }
}

fn day_in_years(day: jiff::civil::Date) -> f64 {
    let days = if day.in_leap_year() { 366.0 } else { 365.0 };
    f64::from(day.year()) + f64::from(day.day_of_year() - 1) / days
}

fn interrupted(points: &[(f64, f64)]) -> Option<Interrupted> {
    let after = points.iter().filter(|(t, _)| *t >= 0.0).count();
    if after < BEFORE_MIN || points.len() - after < BEFORE_MIN {
        return None;
    }
    let row = |t: f64| if t < 0.0 { [1.0, t, 0.0, 0.0] } else { [1.0, t, 1.0, t] };
    let (mut normal, mut right) = ([[0.0; 4]; 4], [0.0; 4]);
    for &(t, y) in points {
        let x = row(t);
        for i in 0..4 {
            right[i] += x[i] * y;
            for j in 0..4 {
                normal[i][j] += x[i] * x[j];
            }
        }
    }
    let inverse = inverse(normal)?;
    let mut fit = [0.0; 4];
    for i in 0..4 {
        fit[i] = (0..4).map(|j| inverse[i][j] * right[j]).sum();
    }
    let residual = |&(t, y): &(f64, f64)| {
        let x = row(t);
        let error = y - (0..4).map(|i| x[i] * fit[i]).sum::<f64>();
        error * error
    };
    let freedom = points.len() - 4;
    let variance = points.iter().map(residual).sum::<f64>() / freedom.max(1) as f64;
    let estimate = |at: usize| {
        let half = student(freedom) * (variance * inverse[at][at]).max(0.0).sqrt();
        Estimate { value: fit[at], low: fit[at] - half, high: fit[at] + half }
    };
    Some(Interrupted { step: estimate(2), slope: estimate(3), values: points.len() })
}

/// Inverse of a 4 × 4 matrix by Gauss–Jordan with row pivots; `None` when it has none.
fn inverse(mut matrix: [[f64; 4]; 4]) -> Option<[[f64; 4]; 4]> {
    let mut inverse = [[0.0; 4]; 4];
    for (i, row) in inverse.iter_mut().enumerate() {
        row[i] = 1.0;
    }
    for column in 0..4 {
        let pivot = (column..4)
            .max_by(|&a, &b| matrix[a][column].abs().total_cmp(&matrix[b][column].abs()))?;
        if matrix[pivot][column].abs() < 1e-12 {
            return None;
        }
        matrix.swap(column, pivot);
        inverse.swap(column, pivot);
        let scale = matrix[column][column];
        for j in 0..4 {
            matrix[column][j] /= scale;
            inverse[column][j] /= scale;
        }
        for row in (0..4).filter(|&row| row != column) {
            let factor = matrix[row][column];
            for j in 0..4 {
                matrix[row][j] -= factor * matrix[column][j];
                inverse[row][j] -= factor * inverse[column][j];
            }
        }
    }
    Some(inverse)
}

/// The 97.5 % point of Student's t (tables in any statistics text), by degrees of freedom from 1; between
/// 30 and infinity the value of the next smaller number in the table, which is on the safe side.
fn student(freedom: usize) -> f64 {
    const TABLE: [f64; 30] = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
        2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
        2.052, 2.048, 2.045, 2.042,
    ];
    match freedom {
        0 => f64::INFINITY,
        1..=30 => TABLE[freedom - 1],
        31..=59 => 2.042,
        60..=119 => 2.000,
        _ => 1.980,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_and_a_change_of_slope_are_found_again() {
        // 10 + 2t before, a step of 5 and a slope of 3 after; a small zigzag keeps the interval open.
        let points: Vec<(f64, f64)> = (-6..6)
            .map(|n| {
                let t = f64::from(n) + 0.5;
                let zigzag = if n % 2 == 0 { 0.1 } else { -0.1 };
                let after = if t >= 0.0 { 5.0 + t } else { 0.0 };
                (t, 10.0 + 2.0 * t + after + zigzag)
            })
            .collect();
        let found = interrupted(&points).unwrap();
        assert!(found.step.low < 5.0 && 5.0 < found.step.high, "{:?}", found.step);
        assert!(found.slope.low < 1.0 && 1.0 < found.slope.high, "{:?}", found.slope);
        assert!(found.step.high - found.step.low < 1.0);
        assert_eq!(interrupted(&points[3..]), None, "three values before are too few");
    }

    #[test]
    fn two_straight_lines_worked_out_by_hand() {
        let y = [1.2, 1.8, 2.8, 4.2, 8.2, 9.1, 10.2, 11.5];
        let points: Vec<(f64, f64)> =
            (0..8).map(|n| (f64::from(n) - 4.0, y[usize::try_from(n).unwrap()])).collect();
        let found = interrupted(&points).unwrap();
        // Before: mean 2.5 at t = −2.5, slope 1.0; after: mean 9.75 at t = 1.5, slope 1.1.
        let step = (9.75 - 1.1 * 1.5) - (2.5 + 2.5);
        assert!((found.step.value - step).abs() < 1e-9, "{:?}", found.step);
        assert!((found.slope.value - 0.1).abs() < 1e-9, "{:?}", found.slope);
    }
}
