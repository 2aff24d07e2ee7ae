//! One evaluation: a question put to an indicator about a measure, what its values can say, and what not.

use askama::Template;
use findings::Estimate;
use plan::{BEFORE_MIN, Evaluated, Evaluation, Indicator, Measure, Recovery, evaluate};

use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::Frame;
use crate::site::figure::{decimal, places, rounded};
use crate::site::measure;
use crate::site::source::{Source, stated};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/evaluation.html")]
struct EvaluationPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    question: Markup,
    lead: Vec<String>,
    facts: Vec<(String, Markup)>,
    links: Vec<Link>,
    rows: Vec<Row>,
    interrupted: Option<Vec<Effect>>,
    too_few: String,
    values: Vec<(String, String)>,
    limits: Markup,
    source: Source,
}

/// A line of the comparison before and after.
struct Row {
    what: String,
    value: String,
    note: String,
}

/// What the segmented regression gives.
struct Effect {
    what: String,
    value: String,
    range: String,
}

#[derive(Template)]
#[template(path = "site/evaluations.html")]
struct EvaluationsPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    rows: Vec<EvaluationRow>,
}

/// An evaluation in a list.
pub(super) struct EvaluationRow {
    pub(super) href: String,
    pub(super) question: Markup,
    pub(super) facts: Vec<String>,
    pub(super) source: Source,
}

/// Every evaluation of the plan.
pub fn evaluations(frame: &Frame<'_>) -> String {
    let w = frame.w;
    let crumbs = vec![frame.link("/progress", w.say("nav-progress"))];
    let page = EvaluationsPage {
        layout: frame.layout(w.say("evaluations-title"), crumbs),
        w,
        rows: frame.plan.evaluations.iter().map(|one| evaluation_row(frame, one)).collect(),
    };
    page.render().expect("a template writes into a string")
}

/// An evaluation as a row of a list.
pub(super) fn evaluation_row(frame: &Frame<'_>, evaluation: &Evaluation) -> EvaluationRow {
    let indicator = frame.plan.indicator(&evaluation.indicator);
    EvaluationRow {
        href: frame.to(&format!("/progress/evaluations/{}", evaluation.id)),
        question: frame.local(&evaluation.question),
        facts: indicator.into_iter().map(|indicator| frame.text(&indicator.title)).collect(),
        source: Source::of(frame, &evaluation.attribution),
    }
}

/// The page of an evaluation; `None` when the plan has none with that identifier.
pub fn evaluation(frame: &Frame<'_>, id: &str) -> Option<String> {
    let (w, plan) = (frame.w, frame.plan);
    let evaluation = plan.evaluations.iter().find(|one| one.id == id)?;
    let indicator = plan.indicator(&evaluation.indicator)?;
    let found = evaluate(evaluation, indicator);
    let unit = frame.text(&indicator.unit);
    let crumbs = vec![
        frame.link("/progress", w.say("nav-progress")),
        frame.link("/progress/evaluations", w.say("evaluations-title")),
    ];
    let path = format!("/progress/indicators/{}", indicator.id.as_str());
    let value = |o: &&plan::Observation| {
        (frame.period(o.period), super::figure::figure(w, &o.figure, &unit))
    };
    let page = EvaluationPage {
        layout: frame.layout(w.say("evaluation-title"), crumbs),
        w,
        question: frame.local(&evaluation.question),
        lead: lead(frame, evaluation, found.as_ref()),
        facts: facts(frame, evaluation, plan.measure(&evaluation.measure)),
        links: std::iter::once(frame.at(&path, frame.text(&indicator.title)))
            .chain(measure::links(frame, [&evaluation.measure]))
            .collect(),
        rows: found.as_ref().map_or_else(Vec::new, |found| rows(frame, indicator, found)),
        interrupted: found.as_ref().and_then(|found| effects(frame, indicator, found)),
        too_few: too_few(frame, evaluation),
        values: indicator.series().iter().map(value).collect(),
        limits: frame.local(&evaluation.limits),
        source: Source::of(frame, &evaluation.attribution),
    };
    Some(page.render().expect("a template writes into a string"))
}

fn lead(frame: &Frame<'_>, evaluation: &Evaluation, found: Option<&Evaluated>) -> Vec<String> {
    let Some(found) = found else { return vec![frame.w.say("evaluation-no-value")] };
    let recovery = found.recovery.zip(evaluation.reference).map(|(recovery, reference)| {
        let values = [
            ("period", frame.period(recovery.period).into()),
            ("ratio", frame.w.percent(recovery.ratio, 1).into()),
            ("reference", frame.period(reference).into()),
        ];
        frame.w.say_with("evaluation-recovery", &values)
    });
    let derived = found.recovery.is_some_and(|recovery| recovery.derived);
    let circular = derived.then(|| frame.w.say("evaluation-circular"));
    recovery.into_iter().chain(circular).collect()
}

fn facts(
    frame: &Frame<'_>,
    evaluation: &Evaluation,
    measure: Option<&Measure>,
) -> Vec<(String, Markup)> {
    let w = frame.w;
    let mut facts = Vec::new();
    if let Some(measure) = measure {
        facts.push((w.say("measure"), frame.local(&measure.title)));
    }
    let since = stated(frame, &evaluation.since, |since| Markup::text(&frame.period(*since)));
    facts.push((w.say("evaluation-since"), since));
    if let Some(reference) = evaluation.reference {
        let period = Markup::text(&frame.period(reference));
        facts.push((w.say("evaluation-reference"), period));
    }
    facts
}

fn rows(frame: &Frame<'_>, indicator: &Indicator, found: &Evaluated) -> Vec<Row> {
    let w = frame.w;
    let decimals = decimals(indicator);
    let mean = |key: &str, side: Option<(usize, f64)>| {
        side.map(|(n, mean)| Row {
            what: w.say(key),
            value: decimal(rounded(mean, decimals)),
            note: w.say_with("evaluation-values", &[("n", n.into())]),
        })
    };
    let difference = found.before.zip(found.after).map(|((_, before), (_, after))| Row {
        what: w.say("evaluation-difference"),
        value: decimal(rounded(after - before, decimals)),
        note: w.say("evaluation-no-interval"),
    });
    let recovered = |recovery: Recovery| Row {
        what: w.say("evaluation-ratio"),
        value: w.percent(recovery.ratio, 1),
        note: if recovery.derived { w.say("figure-derived") } else { String::new() },
    };
    mean("evaluation-before", found.before)
        .into_iter()
        .chain(mean("evaluation-after", found.after))
        .chain(difference)
        .chain(found.recovery.map(recovered))
        .collect()
}

fn effects(frame: &Frame<'_>, indicator: &Indicator, found: &Evaluated) -> Option<Vec<Effect>> {
    let interrupted = found.interrupted?;
    let (w, decimals) = (frame.w, decimals(indicator) + 1);
    let effect = |key: &str, estimate: Estimate| {
        let number = |n: f64| decimal(rounded(n, decimals));
        let ends = [("low", number(estimate.low).into()), ("high", number(estimate.high).into())];
        Effect {
            what: w.say(key),
            value: number(estimate.value),
            range: w.say_with("evaluation-range", &ends),
        }
    };
    Some(vec![
        effect("evaluation-step", interrupted.step),
        effect("evaluation-slope", interrupted.slope),
    ])
}

/// Why there is no regression.
fn too_few(frame: &Frame<'_>, evaluation: &Evaluation) -> String {
    match evaluation.since.value() {
        None => frame.w.say("evaluation-since-open"),
        Some(_) => frame.w.say_with("evaluation-too-few", &[("n", BEFORE_MIN.into())]),
    }
}

fn decimals(indicator: &Indicator) -> usize {
    indicator.observations.iter().map(|o| places(o.figure.number)).max().unwrap_or(0)
}
