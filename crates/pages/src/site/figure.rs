//! Figures as the source gives them: a bound stays a bound, and what was worked out says "derived".

use plan::{Bound, Figure};

use crate::words::Words;

/// A number with its thousands grouped and its decimals as given: 12,840.5.
pub(super) fn decimal(n: f64) -> String {
    let text = format!("{}", n.abs());
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if n < 0.0 { "−" } else { "" };
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{decimals}")
}

/// A number to at most `places` decimals.
pub(super) fn rounded(n: f64, places: usize) -> f64 {
    format!("{n:.places$}").parse().unwrap_or(n)
}

/// Decimals of a number as given, at most three.
pub(super) fn places(n: f64) -> usize {
    format!("{n}").split_once('.').map_or(0, |(_, decimals)| decimals.len().min(3))
}

/// A figure with its unit and its bound: over 40 %.
pub(super) fn figure(w: &Words, figure: &Figure, unit: &str) -> String {
    let values = [("n", decimal(figure.number).into()), ("unit", unit.into())];
    match figure.bound {
        Bound::Exact => w.say_with("figure-exact", &values),
        Bound::Over => w.say_with("figure-over", &values),
        Bound::Under => w.say_with("figure-under", &values),
        Bound::About => w.say_with("figure-about", &values),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_stays_a_bound_in_each_language() {
        let over = Figure { number: 40.0, bound: Bound::Over, derived: false };
        let written = Words::all().map(|w| figure(w, &over, "%"));
        assert_eq!(written, ["over 40 %", "超过40%"]);
        assert_eq!([1_234_567.25, -0.5, 94.2].map(decimal), ["1,234,567.25", "−0.5", "94.2"]);
        assert_eq!((rounded(135.802_469, 1), places(135.8), places(132.0)), (135.8, 1, 0));
    }
}
