//! Numbers, shares and ranges as a language writes them.
//!
//! Rounding is to the nearest, half to even, of the exact binary value (as `format!` does), so the same
//! share reads the same on every machine.

use findings::Share;
use fluent_bundle::FluentValue;

use crate::chart::Scale;
use crate::words::Words;

/// Below this denominator a share has no decimals: one contribution moves it by more than 0.1 points.
const DECIMALS_FROM: u64 = 1_000;

impl Words {
    /// A whole number with its thousands grouped: 3,113,402.
    pub fn number(&self, n: u64) -> String {
        grouped(n)
    }

    /// A share from 0 to 1 in hundredths, with this many decimals: 18.2%.
    pub fn percent(&self, share: f64, decimals: usize) -> String {
        self.say_with("percent", &[("n", hundredths(share, decimals).into())])
    }

    /// A figure and the ends of its range, as they are written: 0.72 (0.61 to 0.80).
    pub(crate) fn with_range(&self, [value, low, high]: [String; 3]) -> String {
        let values = [("value", value.into()), ("low", low.into()), ("high", high.into())];
        self.say_with("figure-range", &values)
    }

    /// The share itself: 18.2%, or 18% of fewer than a thousand; "none" and "all" in words.
    pub fn point(&self, share: &Share) -> String {
        self.point_in(share, decimals(share))
    }

    /// The same with 0 or 1 decimals, for columns whose shares have denominators of every size. A count
    /// that rounds to nobody or to everybody is neither, and says so.
    pub fn point_in(&self, share: &Share, decimals: usize) -> String {
        match share {
            Share { of: 0, .. } => return self.say("share-none-asked"),
            Share { count: 0, .. } => return self.say("share-none"),
            Share { count, of, .. } if count == of => return self.say("share-all"),
            _ => {}
        }
        let rounded = hundredths(share.value(), decimals);
        let (key, n) = match rounded.as_str() {
            "0" => ("share-under", "1"),
            "0.0" => ("share-under", "0.1"),
            "100" => ("share-over", "99"),
            "100.0" => ("share-over", "99.9"),
            n => ("percent", n),
        };
        self.say_with(key, &[("n", n.into())])
    }

    /// The 95 % range of a share in words, as it stands in a table: 17.3% to 19.1%.
    pub fn range(&self, share: &Share) -> String {
        self.range_in(share, decimals(share))
    }

    /// The same with this many decimals.
    pub fn range_in(&self, share: &Share, decimals: usize) -> String {
        if share.of == 0 {
            return self.say("share-none-asked");
        }
        let (low, high) = (hundredths(share.low, decimals), hundredths(share.high, decimals));
        if low == high {
            return self.say_with("percent", &[("n", low.into())]);
        }
        self.say_with("range", &[("low", low.into()), ("high", high.into())])
    }

    /// The ends of the range as they stand in a sentence, with as few decimals as keep them apart;
    /// `None` when two decimals do not.
    pub fn ends(&self, share: &Share) -> Option<(String, String)> {
        (0..=2).find_map(|decimals| {
            let (low, high) = (hundredths(share.low, decimals), hundredths(share.high, decimals));
            (low != high).then(|| {
                let percent = |n: String| self.say_with("percent", &[("n", n.into())]);
                (percent(low), percent(high))
            })
        })
    }

    /// What the five marks of a chart's axis say; the last one says the unit.
    pub fn axis(&self, scale: &Scale) -> [String; 5] {
        let mut marks = scale.marks();
        let last = std::mem::take(&mut marks[4]);
        marks[4] = self.say_with("percent", &[("n", last.into())]);
        marks
    }
}

/// Decimals that a share of this denominator is shown with.
fn decimals(share: &Share) -> usize {
    usize::from(share.of >= DECIMALS_FROM)
}

fn hundredths(share: f64, decimals: usize) -> String {
    format!("{:.*}", decimals, share * 100.0)
}

/// Whole numbers grouped by thousands, for every number that enters a sentence.
pub(super) fn grouped_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(n) if n.value >= 0.0 && n.value.fract() == 0.0 => {
            Some(grouped(n.value as u64))
        }
        _ => None,
    }
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
