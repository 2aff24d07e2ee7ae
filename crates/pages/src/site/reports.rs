//! Work reports: what bodies reported for a period, and each one whole.

use askama::Template;
use plan::{ReportDue, WorkReport, WorkReportId};

use crate::layout::{Layout, Link};
use crate::markup::{Markup, shortened};
use crate::site::clause::numbered;
use crate::site::happening::{Entry, entries};
use crate::site::prose::{first_paragraph, prose};
use crate::site::source::Source;
use crate::site::{Frame, measure, tag};
use crate::words::Words;

/// Characters of a report's opening in a list.
const OPENING_CHARS: usize = 220;

#[derive(Template)]
#[template(path = "site/reports.html")]
struct ReportsPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    reports: Vec<ReportRow>,
    owed: Vec<Owed>,
}

/// A report that a body owes and has not given.
struct Owed {
    body: Markup,
    fact: String,
    late: Option<Markup>,
    source: Source,
}

#[derive(Template)]
#[template(path = "site/report.html")]
struct ReportPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    title: Markup,
    synthetic: Markup,
    facts: Vec<String>,
    text: Markup,
    /// What the record holds of the body's period; `None` where no period is stated.
    record: Option<Vec<Entry>>,
    measures: Vec<Link>,
    clauses: Vec<Link>,
    source: Source,
}

/// A report in a list.
pub(super) struct ReportRow {
    pub(super) href: String,
    pub(super) title: Markup,
    pub(super) synthetic: Markup,
    pub(super) facts: Vec<String>,
    pub(super) opening: Option<String>,
}

/// Every work report, the latest first.
pub fn reports(frame: &Frame<'_>) -> String {
    let mut reports: Vec<&WorkReport> = frame.plan.reports.iter().collect();
    reports.sort_by_key(|report| std::cmp::Reverse(report.given.value().copied()));
    let page = ReportsPage {
        layout: frame.layout(
            frame.w.say("reports-title"),
            vec![frame.link("/progress", frame.w.say("nav-progress"))],
        ),
        w: frame.w,
        reports: reports.into_iter().map(|report| report_row(frame, report)).collect(),
        owed: frame.plan.reports_due.iter().filter_map(|due| owed(frame, due)).collect(),
    };
    page.render().expect("a template writes into a string")
}

/// `None` once it was given.
fn owed(frame: &Frame<'_>, due: &ReportDue) -> Option<Owed> {
    let w = frame.w;
    if frame.plan.reports.iter().any(|report| due.is_met_by(report)) {
        return None;
    }
    let values =
        [("period", frame.period(due.period).into()), ("due", frame.period(due.due).into())];
    Some(Owed {
        body: frame.local(&due.body),
        fact: w.say_with("alert-report", &values),
        late: (due.due.end() < frame.today).then(|| tag::late(&w.say("alert-report-tag"))),
        source: Source::of(frame, &due.attribution),
    })
}

/// One work report; `None` when the plan has none with that identifier.
pub fn work_report(frame: &Frame<'_>, id: &str) -> Option<String> {
    let (w, plan) = (frame.w, frame.plan);
    let report = plan.reports.iter().find(|r| r.id == WorkReportId(id.to_owned()))?;
    let clauses = report.clauses.iter().filter_map(|id| plan.clause(id));
    let page = ReportPage {
        layout: frame.layout(
            title(frame, report),
            vec![
                frame.link("/progress", w.say("nav-progress")),
                frame.link("/reports", w.say("reports-title")),
            ],
        ),
        w,
        title: Markup::text(&title(frame, report)),
        synthetic: tag::synthetic(w, Some(&report.attribution)),
        facts: facts(frame, report),
        text: prose(report.text.get(w.tag())),
        record: report.period.value().map(|period| {
            let names: Vec<&str> = report.body.0.values().map(String::as_str).collect();
            entries(frame, *period, names.first().copied())
        }),
        measures: measure::links(frame, &report.measures),
        clauses: clauses
            .map(|clause| Link { href: frame.clause(&clause.id), text: numbered(frame, clause) })
            .collect(),
        source: Source::of(frame, &report.attribution),
    };
    Some(page.render().expect("a template writes into a string"))
}

/// A report in a list.
pub(super) fn report_row(frame: &Frame<'_>, report: &WorkReport) -> ReportRow {
    let text = report.text.get(frame.w.tag());
    let opening = first_paragraph(text);
    ReportRow {
        href: frame.to(&format!("/reports/{}", report.id.as_str())),
        title: Markup::text(&title(frame, report)),
        synthetic: tag::synthetic(frame.w, Some(&report.attribution)),
        facts: facts(frame, report),
        opening: (!opening.is_empty()).then(|| shortened(opening, OPENING_CHARS)),
    }
}

fn title(frame: &Frame<'_>, report: &WorkReport) -> String {
    let body = ("body", frame.text(&report.body).into());
    match report.period.value() {
        Some(period) => {
            let period = ("period", frame.period(*period).into());
            frame.w.say_with("report-of-period", &[body, period])
        }
        None => frame.w.say_with("report-of-body", &[body]),
    }
}

fn facts(frame: &Frame<'_>, report: &WorkReport) -> Vec<String> {
    let w = frame.w;
    let period = match report.period.value() {
        Some(period) => w.say_with("report-period", &[("period", frame.period(*period).into())]),
        None => w.say("report-period-open"),
    };
    let given = match report.given.value() {
        Some(day) => w.say_with("report-given", &[("day", frame.day(*day).into())]),
        None => w.say("report-given-open"),
    };
    vec![period, given]
}
