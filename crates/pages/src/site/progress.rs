//! How far the plan is: what needs attention, every indicator, every measure.

use std::collections::BTreeMap;

use askama::Template;
use plan::{Chapter, ClauseId, Indicator, Plan, WorkReport, pace};

use crate::layout::Layout;
use crate::markup::Markup;
use crate::site::alerts::{Warning, warnings};
use crate::site::chapter::numbered;
use crate::site::figure::figure;
use crate::site::measure::{MeasureGroup, MeasureRow, measure_row};
use crate::site::reports::{ReportRow, report_row};
use crate::site::source::not_stated;
use crate::site::{Frame, tag};
use crate::words::Words;

/// Work reports shown here; the rest stand on their own page.
const REPORTS_SHOWN: usize = 3;

#[derive(Template)]
#[template(path = "site/progress.html")]
struct ProgressPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    base: &'a str,
    facts: Vec<(String, String)>,
    warnings: Vec<Warning>,
    indicators: Vec<IndicatorRow>,
    chapters: Vec<MeasureGroup>,
    reports: Vec<ReportRow>,
    more_reports: bool,
    risks: Option<String>,
}

/// An indicator as a row of a table.
pub(super) struct IndicatorRow {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) title: Markup,
    pub(super) latest: Markup,
    pub(super) target: Markup,
    pub(super) standing: Markup,
    pub(super) synthetic: Markup,
}

/// The indicators in the order of the clauses that they belong to.
fn in_order(plan: &Plan) -> Vec<&Indicator> {
    let place: BTreeMap<&ClauseId, usize> =
        plan.clauses().map(|clause| &clause.id).zip(0..).collect();
    let mut indicators: Vec<&Indicator> = plan.indicators.iter().collect();
    indicators.sort_by_key(|one| place.get(&one.clause).copied().unwrap_or(usize::MAX));
    indicators
}

/// The page of progress.
pub fn progress(frame: &Frame<'_>) -> String {
    let (w, plan) = (frame.w, frame.plan);
    let mut reports: Vec<&WorkReport> = plan.reports.iter().collect();
    reports.sort_by_key(|report| std::cmp::Reverse(report.given.value().copied()));
    let risks = [("n", plan.risks.len().into())];
    let page = ProgressPage {
        layout: frame.layout(w.say("nav-progress"), Vec::new()),
        w,
        base: &frame.base,
        facts: facts(frame),
        warnings: warnings(frame),
        indicators: in_order(plan).into_iter().map(|i| indicator_row(frame, i)).collect(),
        chapters: plan.chapters.iter().filter_map(|chapter| of_chapter(frame, chapter)).collect(),
        more_reports: reports.len() > REPORTS_SHOWN,
        reports: reports.iter().take(REPORTS_SHOWN).map(|r| report_row(frame, r)).collect(),
        risks: (!plan.risks.is_empty()).then(|| w.say_with("progress-risks", &risks)),
    };
    page.render().expect("a template writes into a string")
}

/// An indicator as a row of a table.
pub(super) fn indicator_row(frame: &Frame<'_>, indicator: &Indicator) -> IndicatorRow {
    let w = frame.w;
    let unit = frame.text(&indicator.unit);
    let latest = indicator.latest().map(|latest| {
        let values = [
            ("value", figure(w, &latest.figure, &unit).into()),
            ("period", frame.period(latest.period).into()),
        ];
        Markup::text(&w.say_with("value-of-period", &values))
    });
    let target = indicator.target.value().map(|target| {
        let values = [
            ("value", figure(w, &target.figure, &unit).into()),
            ("period", frame.period(target.period).into()),
        ];
        Markup::text(&w.say_with("value-of-period", &values))
    });
    let of_latest = indicator.latest().map(|latest| &latest.attribution);
    IndicatorRow {
        id: indicator.id.as_str().to_owned(),
        href: frame.to(&format!("/progress/indicators/{}", indicator.id.as_str())),
        title: frame.local(&indicator.title),
        latest: latest.unwrap_or_else(|| not_stated(frame)),
        target: target.unwrap_or_else(|| not_stated(frame)),
        standing: tag::standing(w, pace(indicator).standing),
        synthetic: tag::synthetic(w, of_latest.or(indicator.attribution.as_ref())),
    }
}

fn facts(frame: &Frame<'_>) -> Vec<(String, String)> {
    let (w, plan) = (frame.w, frame.plan);
    // Counted as far as the list below reaches: a province's delay is the nation's to know.
    let nested = frame.plans.iter().filter(|link| !link.above).map(|link| link.plan);
    let of = |plan: &Plan| plan.milestones.iter().filter(|m| m.is_missed(frame.today)).count();
    let missed = nested.map(of).sum::<usize>() + of(plan);
    let reached = plan.milestones.iter().filter(|m| m.reached.is_some()).count();
    let counted = [
        (plan.measures.len(), w.say("progress-measures")),
        (plan.indicators.len(), w.say("progress-indicators")),
        (reached, w.say("progress-reached")),
        (missed, w.say("progress-missed")),
        (plan.reports.len(), w.say("progress-reports")),
    ];
    counted.map(|(n, what)| (w.number(n as u64), what)).into()
}

fn of_chapter(frame: &Frame<'_>, chapter: &Chapter) -> Option<MeasureGroup> {
    let clauses: Vec<_> = chapter.objectives.iter().flat_map(|o| &o.clauses).collect();
    let of = clauses.iter().flat_map(|clause| frame.plan.measures_of(&clause.id));
    let measures: Vec<MeasureRow> = of.map(|measure| measure_row(frame, measure)).collect();
    let title = numbered(frame, chapter);
    (!measures.is_empty()).then_some(MeasureGroup { title, measures })
}
