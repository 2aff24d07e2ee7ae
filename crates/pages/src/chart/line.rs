//! Change over time and pace: dots joined by lines, the pace needed dashed, the target a diamond.
//!
//! Places are in percent of a drawing without `viewBox`, so letters keep the page's size; for a language
//! written from right to left time runs from right to left, mirrored here and not by the style sheet.

use crate::chart::percent;
use crate::markup::{Markup, escaped};

/// What a line chart shows. x and y are in the units of the data.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// What the chart says in one sentence, for those who do not see it.
    pub title: &'a str,
    /// Measured values, by time.
    pub points: &'a [Point],
    /// The straight path from baseline to target, as its two ends.
    pub pace: Option<[(f64, f64); 2]>,
    /// Where the target stands.
    pub target: Option<(f64, f64)>,
    /// Times at which the method changed.
    pub breaks: &'a [f64],
    /// First and last value of the horizontal axis.
    pub across: (f64, f64),
    /// Lowest and highest value of the vertical axis.
    pub up: (f64, f64),
    /// Labels of the horizontal axis.
    pub marks_across: &'a [Tick],
    /// Labels of the vertical axis.
    pub marks_up: &'a [Tick],
    /// Time runs from right to left.
    pub rtl: bool,
}

/// A measured value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// When.
    pub at: f64,
    /// How much.
    pub value: f64,
    /// Its range, where it was measured with error.
    pub range: Option<(f64, f64)>,
}

/// A label of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where it stands, in the axis's unit.
    pub at: f64,
    /// What it says.
    pub text: String,
}

/// The plot's place within the drawing; the rest is for the axes' labels.
const START: f64 = 0.09;
const END: f64 = 0.97;
const TOP: f64 = 0.06;
const BOTTOM: f64 = 0.88;

impl Line<'_> {
    fn x(&self, at: f64) -> String {
        let (first, last) = self.across;
        let along = START + (at - first) / (last - first) * (END - START);
        percent(if self.rtl { 1.0 - along } else { along })
    }

    fn y(&self, value: f64) -> String {
        let (lowest, highest) = self.up;
        percent(BOTTOM - (value - lowest) / (highest - lowest) * (BOTTOM - TOP))
    }

    fn segment(&self, class: &str, from: (f64, f64), to: (f64, f64)) -> String {
        let (x1, y1, x2, y2) = (self.x(from.0), self.y(from.1), self.x(to.0), self.y(to.1));
        format!(r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#)
    }
}

/// Draws the chart.
pub fn line(chart: &Line<'_>) -> Markup {
    let mut svg = format!(r#"<svg class="line" role="img" aria-label="{}">"#, escaped(chart.title));
    svg.push_str(&axes(chart));
    for &at in chart.breaks {
        svg.push_str(&chart.segment("break", (at, chart.up.0), (at, chart.up.1)));
    }
    if let Some([from, to]) = chart.pace {
        svg.push_str(&chart.segment("pace", from, to));
    }
    for point in chart.points {
        if let Some((low, high)) = point.range {
            svg.push_str(&chart.segment("band", (point.at, low), (point.at, high)));
        }
    }
    for pair in chart.points.windows(2) {
        svg.push_str(&chart.segment(
            "measured",
            (pair[0].at, pair[0].value),
            (pair[1].at, pair[1].value),
        ));
    }
    for point in chart.points {
        let (x, y) = (chart.x(point.at), chart.y(point.value));
        svg.push_str(&format!(r#"<circle class="dot" cx="{x}" cy="{y}" r="5"/>"#));
    }
    if let Some((at, value)) = chart.target {
        let (x, y) = (chart.x(at), chart.y(value));
        svg.push_str(&format!(
            r#"<svg class="goal" x="{x}" y="{y}"><path d="M0-7 7 0 0 7-7 0z"/></svg>"#
        ));
    }
    svg.push_str("</svg>");
    Markup::trusted(svg)
}

fn axes(chart: &Line<'_>) -> String {
    let mut svg = String::new();
    for tick in chart.marks_up {
        svg.push_str(&chart.segment("grid", (chart.across.0, tick.at), (chart.across.1, tick.at)));
        let (x, y) = (percent(if chart.rtl { 1.0 } else { 0.0 }), chart.y(tick.at));
        svg.push_str(&format!(
            r#"<text class="up" x="{x}" y="{y}" dy=".35em">{}</text>"#,
            escaped(&tick.text)
        ));
    }
    for tick in chart.marks_across {
        svg.push_str(&format!(
            r#"<text class="across" x="{}" y="98%">{}</text>"#,
            chart.x(tick.at),
            escaped(&tick.text)
        ));
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(rtl: bool) -> Markup {
        let tick = |at: f64, text: &str| Tick { at, text: text.into() };
        line(&Line {
            title: "71 of 100, 73 needed",
            points: &[
                Point { at: 2030.0, value: 58.0, range: None },
                Point { at: 2032.0, value: 71.0, range: Some((69.0, 73.0)) },
            ],
            pace: Some([(2030.0, 58.0), (2035.0, 95.0)]),
            target: Some((2035.0, 95.0)),
            breaks: &[2031.0],
            across: (2030.0, 2035.0),
            up: (50.0, 100.0),
            marks_across: &[tick(2030.0, "2030"), tick(2035.0, "2035")],
            marks_up: &[tick(50.0, "50%"), tick(100.0, "100%")],
            rtl,
        })
    }

    #[test]
    fn pace_and_measured_values_share_their_axes() {
        insta::assert_snapshot!(chart(false).as_str().replace("><", ">\n<"));
    }

    #[test]
    fn time_runs_the_other_way_where_the_language_does() {
        assert!(chart(false).as_str().contains(r#"<circle class="dot" cx="9%""#));
        assert!(chart(true).as_str().contains(r#"<circle class="dot" cx="91%""#));
    }
}
