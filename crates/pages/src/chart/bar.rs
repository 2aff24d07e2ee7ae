//! Parts of a whole: one bar at true scale. A part too thin to see stays thin; its number stands beside.

use findings::VoteCounts;

use crate::chart::percent;
use crate::markup::Markup;

/// A part of a bar: a class of the style sheet that fills it, and how much it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// `series`, `series-lo`, `edge`, `agree`, … or `hatch`, `half`, `dots` for a pattern.
    pub fill: &'static str,
    /// In any unit that all parts share.
    pub amount: f64,
}

/// Paper left between two parts, as a fraction of the bar.
const GAP: f64 = 0.0035;

/// Parts side by side, from the start of the line to its end.
pub fn stack(class: &str, parts: &[Part]) -> Markup {
    let whole: f64 = parts.iter().map(|part| part.amount).sum();
    let mut svg = format!(r#"<svg class="bar {class}" aria-hidden="true">"#);
    let mut start = 0.0;
    let last = parts.iter().rposition(|part| part.amount > 0.0);
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| part.amount > 0.0) {
        let width = part.amount / whole;
        let drawn = if width > 3.0 * GAP && last != Some(at) { width - GAP } else { width };
        let fill = match part.fill {
            "hatch" | "half" | "dots" => format!(r#"fill="url(#{})""#, part.fill),
            name => format!(r#"class="{name}""#),
        };
        svg.push_str(&format!(
            r#"<rect {fill} x="{}" width="{}" height="100%"/>"#,
            percent(start),
            percent(drawn)
        ));
        start += width;
    }
    svg.push_str("</svg>");
    Markup::trusted(svg)
}

/// Votes on one statement: agree from the start, disagree (hatched) to the end, pass between.
pub fn votes(counts: &VoteCounts) -> Markup {
    let part = |fill, votes: u64| Part { fill, amount: votes as f64 };
    stack(
        "",
        &[part("agree", counts.agree), part("pass", counts.pass), part("hatch", counts.disagree)],
    )
}

/// A counted share of a whole (0 to 1): the part, and what is left of the whole.
pub fn share(share: f64) -> Markup {
    stack(
        "thin",
        &[Part { fill: "series", amount: share }, Part { fill: "wash2", amount: 1.0 - share }],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agree_begins_at_the_start_and_disagree_ends_at_the_end() {
        insta::assert_snapshot!(
            votes(&VoteCounts { agree: 60, disagree: 30, pass: 10 }),
            @r#"<svg class="bar " aria-hidden="true"><rect class="agree" x="0%" width="59.65%" height="100%"/><rect class="pass" x="60%" width="9.65%" height="100%"/><rect fill="url(#hatch)" x="70%" width="30%" height="100%"/></svg>"#
        );
    }

    #[test]
    fn a_part_too_thin_for_a_gap_is_drawn_at_its_true_width() {
        insta::assert_snapshot!(
            share(0.001),
            @r#"<svg class="bar thin" aria-hidden="true"><rect class="series" x="0%" width="0.1%" height="100%"/><rect class="wash2" x="0.1%" width="99.9%" height="100%"/></svg>"#
        );
        assert_eq!(
            votes(&VoteCounts::default()).as_str(),
            r#"<svg class="bar " aria-hidden="true"></svg>"#
        );
    }
}
