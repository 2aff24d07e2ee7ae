//! One measure: who answers for it and until when, what was set on it, its milestones, what it should
//! change and what was reported.

use askama::Template;
use consultation::LocalText;
use plan::{Clause, Measure, MeasureId, Milestone, Parameter, ParameterValue, Stated, WorkReport};

use crate::layout::{Layout, Link};
use crate::markup::{Markup, escaped};
use crate::site::chapter::basis_in_short;
use crate::site::clause::numbered;
use crate::site::evaluation::{EvaluationRow, evaluation_row};
use crate::site::figure::figure;
use crate::site::progress::{IndicatorRow, indicator_row};
use crate::site::reports::{ReportRow, report_row};
use crate::site::runs::Runs;
use crate::site::source::{Source, not_stated, stated};
use crate::site::{Frame, tag};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/measure.html")]
struct MeasurePage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    id: &'a str,
    title: Markup,
    state: Markup,
    synthetic: Markup,
    facts: Vec<(String, Markup)>,
    source: Option<Source>,
    settings: Vec<Setting>,
    milestones: Vec<Step>,
    indicators: Vec<IndicatorRow>,
    reports: Vec<ReportRow>,
    evaluations: Vec<EvaluationRow>,
    voices: Link,
}

/// A measure as a row of a table.
pub(super) struct MeasureRow {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) title: Markup,
    pub(super) owners: Markup,
    pub(super) due: Markup,
    pub(super) state: Markup,
    pub(super) synthetic: Markup,
}

/// Measures under one heading, which may be empty.
pub(super) struct MeasureGroup {
    pub(super) title: String,
    pub(super) measures: Vec<MeasureRow>,
}

/// Something that can be set on the measure, with its history.
struct Setting {
    name: Markup,
    now: Markup,
    history: Vec<Value>,
}

struct Value {
    from: Markup,
    value: Markup,
    change: Option<Markup>,
    /// The change, where the value in force does not say it already.
    note: Option<Markup>,
}

struct Step {
    title: Markup,
    due: String,
    tag: Markup,
    source: Option<Source>,
}

/// The page of a measure; `None` when the plan has none with that identifier.
pub fn measure(frame: &Frame<'_>, id: &str, runs: &Runs<'_>) -> Option<String> {
    let (w, plan) = (frame.w, frame.plan);
    let measure = plan.measure(&MeasureId(id.to_owned()))?;
    let clause = plan.clause(&measure.clause)?;
    let crumbs = vec![
        frame.link("/progress", w.say("nav-progress")),
        frame.link(clause_path(frame, clause), numbered(frame, clause)),
    ];
    let reports: Vec<&WorkReport> =
        plan.reports.iter().filter(|report| report.measures.contains(&measure.id)).collect();
    let page = MeasurePage {
        layout: frame.layout(frame.text(&measure.title), crumbs),
        w,
        id: measure.id.as_str(),
        title: frame.local(&measure.title),
        state: state(frame, measure),
        synthetic: tag::synthetic(w, measure.attribution.as_ref()),
        facts: facts(frame, runs, measure, clause),
        source: measure.attribution.as_ref().map(|a| Source::of(frame, a)),
        settings: measure.parameters.iter().map(|p| setting(frame, p)).collect(),
        milestones: plan.milestones_of(&measure.id).map(|m| step(frame, m)).collect(),
        indicators: plan.indicators_of(&measure.id).map(|i| indicator_row(frame, i)).collect(),
        reports: reports.into_iter().map(|report| report_row(frame, report)).collect(),
        evaluations: plan
            .evaluations
            .iter()
            .filter(|one| one.measure == measure.id)
            .map(|one| evaluation_row(frame, one))
            .collect(),
        voices: frame.at(&format!("/progress/{id}/voices"), w.say("voices-link")),
    };
    Some(page.render().expect("a template writes into a string"))
}

/// A measure as a row of a table.
pub(super) fn measure_row(frame: &Frame<'_>, measure: &Measure) -> MeasureRow {
    MeasureRow {
        id: measure.id.as_str().to_owned(),
        href: frame.to(&format!("/progress/{}", measure.id.as_str())),
        title: frame.local(&measure.title),
        owners: owners(frame, &measure.owners),
        due: stated(frame, &measure.due, |due| Markup::text(&frame.period(*due))),
        state: state(frame, measure),
        synthetic: tag::synthetic(frame.w, measure.attribution.as_ref()),
    }
}

/// How far it is: by its milestones where it has any, else by what its source says of it.
fn state(frame: &Frame<'_>, measure: &Measure) -> Markup {
    let w = frame.w;
    let milestones: Vec<&Milestone> = frame.plan.milestones_of(&measure.id).collect();
    let count = |which: fn(&Milestone, jiff::civil::Date) -> bool| {
        milestones.iter().filter(|milestone| which(milestone, frame.today)).count()
    };
    let (missed, reached) = (count(Milestone::is_missed), count(|m, _| m.reached.is_some()));
    if missed > 0 {
        return tag::late(&w.say_with("measure-missed", &[("n", missed.into())]));
    }
    let values = [("reached", reached.into()), ("n", milestones.len().into())];
    match &measure.attribution {
        _ if reached > 0 && reached == milestones.len() => {
            tag::done(&w.say_with("measure-all-reached", &values))
        }
        _ if !milestones.is_empty() => tag::neutral(&w.say_with("measure-some-reached", &values)),
        Some(attribution) if attribution.status != plan::ItemStatus::Synthetic => {
            tag::status(w, attribution.status)
        }
        _ => tag::neutral(&w.say("measure-no-milestone")),
    }
}

fn owners(frame: &Frame<'_>, owners: &Stated<Vec<LocalText>>) -> Markup {
    let names = |owners: &Vec<LocalText>| {
        let names: Vec<String> = owners.iter().map(|owner| frame.text(owner)).collect();
        Markup::text(&frame.w.list(&names))
    };
    stated(frame, owners, names)
}

fn facts(
    frame: &Frame<'_>,
    runs: &Runs<'_>,
    measure: &Measure,
    clause: &Clause,
) -> Vec<(String, Markup)> {
    let w = frame.w;
    let link = |href: &str, text: &str| {
        Markup::trusted(format!(r#"<a href="{}">{}</a>"#, escaped(href), escaped(text)))
    };
    let unit = measure.budget_unit.as_ref().map(|unit| frame.text(unit)).unwrap_or_default();
    let mut facts = vec![
        (w.say("measure-owner"), owners(frame, &measure.owners)),
        (
            w.say("measure-due"),
            stated(frame, &measure.due, |due| Markup::text(&frame.period(*due))),
        ),
        (
            w.say("measure-budget"),
            stated(frame, &measure.budget, |cost| Markup::text(&figure(w, cost, &unit))),
        ),
        (w.say("clause"), link(&frame.clause(&clause.id), &numbered(frame, clause))),
        (w.say("measure-from"), Markup::text(&basis_in_short(frame, runs, clause))),
    ];
    if !measure.partners.is_empty() {
        let names: Vec<String> = measure.partners.iter().map(|p| frame.text(p)).collect();
        facts.insert(1, (w.say("measure-partners"), Markup::text(&w.list(&names))));
    }
    let needed = measure.depends_on.iter().filter_map(|id| frame.plan.measure(id));
    let needed: Vec<String> = needed
        .map(|other| {
            let href = frame.to(&format!("/progress/{}", other.id.as_str()));
            link(&href, &frame.text(&other.title)).to_string()
        })
        .collect();
    if !needed.is_empty() {
        facts.push((w.say("measure-depends"), Markup::trusted(w.list(&needed))));
    }
    facts
}

fn setting(frame: &Frame<'_>, parameter: &Parameter) -> Setting {
    let unit = frame.text(&parameter.unit);
    let shown = |value: &ParameterValue| Value {
        from: stated(frame, &value.from, |from| Markup::text(&frame.period(*from))),
        value: stated(frame, &value.value, |v| Markup::text(&figure(frame.w, v, &unit))),
        change: value.change.as_ref().map(|change| frame.local(change)),
        note: value
            .change
            .as_ref()
            .filter(|_| value.value.value().is_some())
            .map(|c| frame.local(c)),
    };
    Setting {
        name: frame.local(&parameter.name),
        now: parameter
            .history
            .last()
            .map_or_else(|| not_stated(frame), |v| present(frame, v, &unit)),
        history: parameter.history.iter().rev().map(shown).collect(),
    }
}

/// The value in force in one phrase: "38 countries", or "lowered; amount not stated".
fn present(frame: &Frame<'_>, value: &ParameterValue, unit: &str) -> Markup {
    match (value.value.value(), &value.change) {
        (Some(number), _) => Markup::text(&figure(frame.w, number, unit)),
        (None, Some(change)) => {
            let values = [("change", frame.text(change).into())];
            Markup::text(&frame.w.say_with("parameter-change-only", &values))
        }
        (None, None) => not_stated(frame),
    }
}

fn step(frame: &Frame<'_>, milestone: &Milestone) -> Step {
    Step {
        title: frame.local(&milestone.title),
        due: match milestone.due.value() {
            Some(due) => frame.w.say_with("milestone-due", &[("due", frame.period(*due).into())]),
            None => frame.w.say("milestone-due-open"),
        },
        tag: tag::milestone(frame, milestone),
        source: milestone.attribution.as_ref().map(|a| Source::of(frame, a)),
    }
}

fn clause_path(frame: &Frame<'_>, clause: &Clause) -> String {
    crate::site::frame::clause_path(frame.plan, &clause.id)
}

/// Links to measures of the plan, for reports and risks.
pub(super) fn links<'m>(
    frame: &Frame<'_>,
    ids: impl IntoIterator<Item = &'m MeasureId>,
) -> Vec<Link> {
    let known = ids.into_iter().filter_map(|id| frame.plan.measure(id));
    known.map(|m| frame.at(&format!("/progress/{}", m.id.as_str()), frame.text(&m.title))).collect()
}
