//! How many raise it: a dot for the estimate on a band for its range, one row each.

use findings::Share;

use crate::chart::percent;
use crate::markup::Markup;

/// The axis that all rows of one chart share: from 0 to four equal steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// One step, as a share from 0 to 1; the axis ends at four of them.
    pub step: f64,
}

/// Steps an axis may have, in hundredths.
const STEPS: [f64; 12] = [0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0, 10.0, 15.0, 20.0, 25.0];

impl Scale {
    /// The shortest axis that holds every value, the largest of which is `top` (0 to 1).
    pub fn to(top: f64) -> Scale {
        let hundredths = STEPS.into_iter().find(|step| step * 4.0 >= top * 100.0).unwrap_or(25.0);
        Scale { step: hundredths / 100.0 }
    }

    /// What the five marks of the axis say, in hundredths; the unit goes to the last.
    pub fn marks(&self) -> [String; 5] {
        [0.0, 1.0, 2.0, 3.0, 4.0].map(|n| super::decimal(n * self.step * 100.0))
    }

    fn place(&self, share: f64) -> f64 {
        (share / (self.step * 4.0)).clamp(0.0, 1.0)
    }
}

/// One row: the band from `low` to `high`, the dot at the share, and a dashed line at `all`, the share
/// that the row is compared with.
pub fn row_interval(scale: Scale, share: &Share, all: Option<f64>) -> Markup {
    let mut svg = String::from(r#"<svg class="row" aria-hidden="true">"#);
    if let Some(all) = all {
        let x = percent(scale.place(all));
        svg.push_str(&format!(
            r#"<line class="reference" x1="{x}" x2="{x}" y1="-40%" y2="140%"/>"#
        ));
    }
    if share.of > 0 {
        let (low, high) = (percent(scale.place(share.low)), percent(scale.place(share.high)));
        let dot = percent(scale.place(share.value()));
        svg.push_str(&format!(
            r#"<line class="band" x1="{low}" x2="{high}" y1="50%" y2="50%"/><circle class="dot" cx="{dot}" cy="50%" r="5"/>"#
        ));
    }
    svg.push_str("</svg>");
    Markup::trusted(svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_is_the_shortest_that_holds_the_largest_value() {
        assert_eq!(Scale::to(0.288).marks(), ["0", "10", "20", "30", "40"]);
        assert_eq!(Scale::to(0.0004).marks(), ["0", "0.05", "0.1", "0.15", "0.2"]);
        assert_eq!(Scale::to(1.0).marks(), ["0", "25", "50", "75", "100"]);
    }

    #[test]
    fn a_row_draws_reference_band_and_dot() {
        let share = Share { count: 20, of: 100, low: 0.125, high: 0.3 };
        insta::assert_snapshot!(
            row_interval(Scale { step: 0.1 }, &share, Some(0.25)),
            @r#"<svg class="row" aria-hidden="true"><line class="reference" x1="62.5%" x2="62.5%" y1="-40%" y2="140%"/><line class="band" x1="31.25%" x2="75%" y1="50%" y2="50%"/><circle class="dot" cx="50%" cy="50%" r="5"/></svg>"#
        );
    }
}
