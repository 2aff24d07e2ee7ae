//! One indicator: its values against the pace that the target asks for, the formula of that pace, and
//! every release.

use askama::Template;
use plan::{
    Better, Bindingness, Clause, Indicator, IndicatorId, ItemStatus, Observation, Period, Standing,
    Stated, Target, pace,
};

use crate::chart::{self, Line, Point, Tick};
use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::clause::numbered;
use crate::site::evaluation::{EvaluationRow, evaluation_row};
use crate::site::evidence::{Cited, cited};
use crate::site::figure::{decimal, figure, places, rounded};
use crate::site::source::{Source, not_stated, stated};
use crate::site::{Frame, measure, tag};
use crate::words::Words;

/// Years between two values from which the picture says that nothing is known between them.
const GAP_YEARS: f64 = 1.5;

#[derive(Template)]
#[template(path = "site/indicator.html")]
struct IndicatorPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    id: &'a str,
    title: Markup,
    standing: Markup,
    synthetic: Markup,
    lead: Vec<String>,
    chart: Option<Chart>,
    releases: Vec<Release>,
    has_pace: bool,
    formula: String,
    facts: Vec<(String, Markup)>,
    source: Option<Source>,
    measures: Vec<Link>,
    evidence: Vec<Cited>,
    evaluations: Vec<EvaluationRow>,
    csv: String,
}

/// The picture with what must be said beside it.
struct Chart {
    svg: Markup,
    has_pace: bool,
    has_target: bool,
    notes: Vec<String>,
}

/// A value as it was released. Earlier releases of a period stay.
struct Release {
    period: String,
    value: String,
    marks: Vec<String>,
    needed: Markup,
    released: Markup,
    source: Source,
    replaced: bool,
}

/// The page of an indicator; `None` when the plan has none with that identifier.
pub fn indicator(frame: &Frame<'_>, id: &str) -> Option<String> {
    let (w, plan) = (frame.w, frame.plan);
    let indicator = plan.indicator(&IndicatorId(id.to_owned()))?;
    let clause = plan.clause(&indicator.clause)?;
    let of_latest = indicator.latest().map(|latest| &latest.attribution);
    let page = IndicatorPage {
        layout: frame.layout(
            frame.text(&indicator.title),
            vec![frame.link("/progress", w.say("nav-progress"))],
        ),
        w,
        id: indicator.id.as_str(),
        title: frame.local(&indicator.title),
        standing: tag::standing(w, pace(indicator).standing),
        synthetic: tag::synthetic(w, of_latest.or(indicator.attribution.as_ref())),
        lead: lead(frame, indicator),
        chart: draw(frame, indicator),
        releases: releases(frame, indicator),
        csv: frame.to(&format!("/progress/indicators/{}.csv", indicator.id.as_str())),
        has_pace: pace(indicator).needed.is_some(),
        formula: formula(frame, indicator),
        facts: facts(frame, indicator, clause),
        source: indicator.attribution.as_ref().map(|a| Source::of(frame, a)),
        measures: measure::links(frame, &indicator.measures),
        evidence: {
            let named = indicator.observations.iter().filter_map(|o| o.evidence.as_ref());
            let mut ids: Vec<_> = named.cloned().collect();
            ids.sort();
            ids.dedup();
            cited(frame, &ids)
        },
        evaluations: plan
            .evaluations
            .iter()
            .filter(|one| one.indicator == indicator.id)
            .map(|one| evaluation_row(frame, one))
            .collect(),
    };
    Some(page.render().expect("a template writes into a string"))
}

/// "73 were needed by June 2032", where there is a pace.
pub(super) fn needed_sentence(frame: &Frame<'_>, indicator: &Indicator) -> Option<String> {
    let (needed, latest) = (pace(indicator).needed?, indicator.latest()?);
    let unit = frame.text(&indicator.unit);
    let number = decimal(rounded(needed, places_of(indicator)));
    let values = [
        ("n", number.into()),
        ("unit", unit.into()),
        ("period", frame.period(latest.period).into()),
    ];
    Some(frame.w.say_with("pace-needed", &values))
}

/// What the latest value is, what was needed by then, what the target is: each as a sentence.
fn lead(frame: &Frame<'_>, indicator: &Indicator) -> Vec<String> {
    let w = frame.w;
    let Some(latest) = indicator.latest() else { return vec![w.say("indicator-no-value")] };
    let unit = frame.text(&indicator.unit);
    let valued = |key: &str, of: &plan::Figure, period: Period| {
        let values =
            [("value", figure(w, of, &unit).into()), ("period", frame.period(period).into())];
        w.say_with(key, &values)
    };
    let mut sentences = vec![valued("indicator-now", &latest.figure, latest.period)];
    sentences.extend(needed_sentence(frame, indicator));
    sentences.push(match &indicator.target {
        Stated::Is(target) => valued("indicator-target-is", &target.figure, target.period),
        Stated::NotStated => w.say("indicator-target-open"),
    });
    sentences
}

/// The most decimals among the figures of an indicator.
fn places_of(indicator: &Indicator) -> usize {
    let figures = indicator.observations.iter().map(|o| &o.figure);
    let ends = [&indicator.baseline, &indicator.target].into_iter().filter_map(Stated::value);
    figures.chain(ends.map(|end| &end.figure)).map(|f| places(f.number)).max().unwrap_or(0)
}

/// Draws the chart; `None` when there is not more than one value to show.
fn draw(frame: &Frame<'_>, indicator: &Indicator) -> Option<Chart> {
    let series = indicator.series();
    let (baseline, target) = (indicator.baseline.value(), indicator.target.value());
    let ends = |end: Option<&Target>| end.map(|end| (at(end.period), end.figure.number));
    let (from, to) = (ends(baseline), ends(target));
    let points: Vec<Point> = series.iter().map(|observation| point(observation)).collect();
    let all: Vec<(f64, f64)> =
        points.iter().map(|p| (p.at, p.value)).chain(from).chain(to).collect();
    let across = years(&all, frame.plan.period.last, target.is_some())?;
    if points.is_empty() || all.len() < 2 {
        return None;
    }
    let up = axis(all.iter().map(|&(_, value)| value), target.is_none());
    let title = lead(frame, indicator).join(frame.w.gap());
    let svg = chart::line(&Line {
        title: &title,
        points: &points,
        pace: from.zip(to).map(|(from, to)| [from, to]),
        target: to,
        breaks: &[],
        across: (across.0, across.1),
        up: (up.from, up.to),
        marks_across: &year_marks(across),
        marks_up: &up.marks(),
        rtl: frame.w.dir() == "rtl",
    });
    Some(Chart {
        svg,
        has_pace: from.is_some() && to.is_some(),
        has_target: to.is_some(),
        notes: chart_notes(frame, &series, &up),
    })
}

fn point(observation: &Observation) -> Point {
    Point { at: at(observation.period), value: observation.figure.number, range: None }
}

/// Where the end of a period stands on the axis of years.
fn at(period: Period) -> f64 {
    let end = period.end();
    let days = if end.in_leap_year() { 366.0 } else { 365.0 };
    f64::from(end.year()) + f64::from(end.day_of_year()) / days
}

/// The whole years around what is shown; to the end of the plan where a target gives the way.
fn years(all: &[(f64, f64)], plan_ends: i16, has_target: bool) -> Option<(f64, f64)> {
    let first = all.iter().map(|&(at, _)| at).reduce(f64::min)?.ceil() - 1.0;
    let last = all.iter().map(|&(at, _)| at).reduce(f64::max)?.ceil();
    let last = if has_target { last.max(f64::from(plan_ends) + 1.0) } else { last };
    Some((first, last.max(first + 1.0)))
}

/// A label in the middle of each year, at most eight.
fn year_marks((first, last): (f64, f64)) -> Vec<Tick> {
    let (first, last) = (first as i32, last as i32);
    let step = ((last - first) + 7) / 8;
    (first..last)
        .step_by(usize::try_from(step.max(1)).unwrap_or(1))
        .map(|year| Tick { at: f64::from(year) + 0.5, text: year.to_string() })
        .collect()
}

/// The vertical axis: round steps around all values.
struct Axis {
    from: f64,
    to: f64,
    step: f64,
}

/// Steps of 1, 2 or 5 times a power of ten, so that three to six fit. The axis begins at zero when
/// `from_zero` or when some value stands in the lower half of what that shows: without a target nothing
/// is judged, and the picture must not make a small change look like a fall.
fn axis(values: impl Iterator<Item = f64>, from_zero: bool) -> Axis {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    let low = if low > 0.0 && (from_zero || low < high / 2.0) { 0.0 } else { low };
    let span = if high > low { high - low } else { high.abs().max(1.0) };
    let step = steps().find(|step| span / step <= 4.0).unwrap_or(span);
    let from = (low / step).floor() * step;
    let to = (high / step).ceil() * step;
    Axis { from, to: if to > from { to } else { from + step }, step }
}

fn steps() -> impl Iterator<Item = f64> {
    let written = (-6..=15).flat_map(|power| [1, 2, 5].map(|times| format!("{times}e{power}")));
    written.filter_map(|step| step.parse().ok())
}

impl Axis {
    fn marks(&self) -> Vec<Tick> {
        let count = ((self.to - self.from) / self.step).round() as usize;
        let decimals = places(rounded(self.step, 3));
        let value = |n: usize| rounded(self.from + n as f64 * self.step, decimals);
        (0..=count).map(|n| Tick { at: value(n), text: decimal(value(n)) }).collect()
    }
}

fn chart_notes(frame: &Frame<'_>, series: &[&Observation], up: &Axis) -> Vec<String> {
    let w = frame.w;
    let has = |which: fn(&Observation) -> bool| series.iter().any(|o| which(o));
    let gap = series.windows(2).any(|pair| at(pair[1].period) - at(pair[0].period) > GAP_YEARS);
    let mut notes = vec![w.say_with("chart-unit", &[("from", decimal(up.from).into())])];
    if gap {
        notes.push(w.say("chart-gaps"));
    }
    if has(|o| o.figure.bound != plan::Bound::Exact) {
        notes.push(w.say("chart-bounds"));
    }
    if has(|o| o.figure.derived) {
        notes.push(w.say("chart-derived"));
    }
    if has(|o| o.attribution.status == ItemStatus::Synthetic) {
        notes.push(w.say("chart-synthetic"));
    }
    notes
}

/// Every release, the latest period first; of one period the latest release first.
fn releases(frame: &Frame<'_>, indicator: &Indicator) -> Vec<Release> {
    let parts = indicator.parts().into_iter().flat_map(|(_, series)| series);
    let series: Vec<&Observation> = indicator.series().into_iter().chain(parts).collect();
    let mut observations: Vec<&Observation> = indicator.observations.iter().collect();
    observations.reverse();
    observations.sort_by_key(|observation| std::cmp::Reverse(observation.period.end()));
    let in_force = |observation: &Observation| series.iter().any(|o| std::ptr::eq(*o, observation));
    observations.iter().map(|o| release(frame, indicator, o, !in_force(o))).collect()
}

fn release(
    frame: &Frame<'_>,
    indicator: &Indicator,
    observation: &Observation,
    replaced: bool,
) -> Release {
    let w = frame.w;
    let unit = frame.text(&indicator.unit);
    let ends = indicator.baseline.value().zip(indicator.target.value());
    let needed = ends.filter(|_| observation.is_whole()).map(|(from, to)| {
        let needed = plan::needed(from, to, observation.period.end());
        Markup::text(&decimal(rounded(needed, places_of(indicator))))
    });
    let mut marks: Vec<String> =
        observation.part.iter().map(|(name, part)| format!("{name}: {part}")).collect();
    if observation.figure.derived {
        marks.push(w.say("figure-derived"));
    }
    Release {
        period: frame.period(observation.period),
        value: figure(w, &observation.figure, &unit),
        marks,
        needed: needed.unwrap_or_else(|| Markup::text("–")),
        released: stated(frame, &observation.released, |day| Markup::text(&frame.day(*day))),
        source: Source::of(frame, &observation.attribution),
        replaced,
    }
}

/// How pace is worked out, with this indicator's own figures.
fn formula(frame: &Frame<'_>, indicator: &Indicator) -> String {
    let w = frame.w;
    let unit = frame.text(&indicator.unit);
    match (indicator.baseline.value(), indicator.target.value()) {
        (Some(from), Some(to)) => {
            let values = [
                ("baseline", figure(w, &from.figure, &unit).into()),
                ("start", frame.period(from.period).into()),
                ("target", figure(w, &to.figure, &unit).into()),
                ("end", frame.period(to.period).into()),
                ("share", w.percent(plan::ON_PACE, 0).into()),
            ];
            w.say_with("pace-formula", &values)
        }
        _ => match pace(indicator).standing {
            Standing::NoBaseline => w.say("pace-no-baseline"),
            _ => w.say("pace-no-target"),
        },
    }
}

fn facts(frame: &Frame<'_>, indicator: &Indicator, clause: &Clause) -> Vec<(String, Markup)> {
    let w = frame.w;
    let unit = frame.text(&indicator.unit);
    let end = |target: &Target| {
        let value = figure(w, &target.figure, &unit);
        let values = [("value", value.into()), ("period", frame.period(target.period).into())];
        let text = w.say_with("value-of-period", &values);
        let derived = if target.figure.derived { w.say("figure-derived") } else { String::new() };
        let both = [text, derived].into_iter().filter(|part| !part.is_empty());
        Markup::text(&both.collect::<Vec<_>>().join("\u{a0}· "))
    };
    let binding = |binding: &Bindingness| {
        Markup::text(&match binding {
            Bindingness::Binding => w.say("indicator-binding"),
            Bindingness::Anticipatory => w.say("indicator-anticipatory"),
        })
    };
    let better = |better: &Better| {
        Markup::text(&match better {
            Better::Higher => w.say("indicator-higher"),
            Better::Lower => w.say("indicator-lower"),
        })
    };
    let link = Markup::trusted(format!(
        r#"<a href="{}">{}</a>"#,
        crate::markup::escaped(&frame.clause(&clause.id)),
        Markup::text(&numbered(frame, clause))
    ));
    let target = match indicator.target.value() {
        Some(target) => end(target),
        None => not_stated(frame),
    };
    vec![
        (w.say("indicator-unit"), frame.local(&indicator.unit)),
        (w.say("indicator-baseline"), stated(frame, &indicator.baseline, end)),
        (w.say("indicator-target"), target),
        (w.say("indicator-bindingness"), stated(frame, &indicator.bindingness, binding)),
        (w.say("indicator-better"), stated(frame, &indicator.better, better)),
        (w.say("indicator-source"), stated(frame, &indicator.source, |s| frame.local(s))),
        (w.say("indicator-frequency"), stated(frame, &indicator.frequency, |f| frame.local(f))),
        (w.say("clause"), link),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(values: &[f64], from_zero: bool) -> Vec<String> {
        axis(values.iter().copied(), from_zero).marks().into_iter().map(|tick| tick.text).collect()
    }

    #[test]
    fn the_axis_has_round_steps_and_begins_at_zero_when_that_shows_the_change() {
        assert_eq!(marks(&[135.8, 132.0], false), ["132", "133", "134", "135", "136"]);
        assert_eq!(marks(&[135.8, 132.0], true), ["0", "50", "100", "150"]);
        assert_eq!(marks(&[4.0, 9.0, 17.0], false), ["0", "5", "10", "15", "20"]);
        assert_eq!(marks(&[58.0, 71.0, 95.0], false), ["50", "60", "70", "80", "90", "100"]);
        assert_eq!(marks(&[40.0], false), ["40", "50"]);
    }

    #[test]
    fn a_year_stands_at_its_end_and_labels_in_the_middle() {
        assert_eq!(at(Period::Year(2024)), 2025.0);
        assert_eq!(years(&[(2020.0, 1.0), (2025.0, 2.0)], 2030, false), Some((2019.0, 2025.0)));
        assert_eq!(years(&[(2025.0, 1.0), (2027.0, 2.0)], 2030, true), Some((2024.0, 2031.0)));
        let labels: Vec<String> =
            year_marks((2019.0, 2025.0)).into_iter().map(|t| t.text).collect();
        assert_eq!(labels, ["2019", "2020", "2021", "2022", "2023", "2024"]);
    }
}
