//! The register of problems and risks.

use askama::Template;
use plan::{RaisedBy, Risk, RiskKind, RiskReview};

use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::clause::numbered;
use crate::site::source::{Source, stated};
use crate::site::{Frame, measure, tag};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/risks.html")]
struct RisksPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    lists: Vec<List>,
}

struct List {
    title: String,
    risks: Vec<Entry>,
}

struct Entry {
    id: String,
    title: Markup,
    state: Markup,
    /// Its review date has passed.
    overdue: Option<Markup>,
    owner: Markup,
    review: Markup,
    clause: Option<Link>,
    measures: Vec<Link>,
    /// What raised it, where the record says.
    raised_by: Option<Markup>,
    reviews: Vec<Looked>,
    source: Source,
}

/// A review of a risk, the latest first.
struct Looked {
    on: String,
    state: Markup,
    note: Markup,
    next: Markup,
}

/// The page of the register: what has happened, then what may happen.
pub fn risks(frame: &Frame<'_>) -> String {
    let w = frame.w;
    let lists =
        [(RiskKind::Problem, w.say("risks-problems")), (RiskKind::Risk, w.say("risks-risks"))];
    let page = RisksPage {
        layout: frame
            .layout(w.say("risks-title"), vec![frame.link("/progress", w.say("nav-progress"))]),
        w,
        lists: lists
            .into_iter()
            .map(|(kind, title)| List {
                title,
                risks: frame
                    .plan
                    .risks
                    .iter()
                    .filter(|risk| risk.kind == kind)
                    .map(|risk| entry(frame, risk))
                    .collect(),
            })
            .filter(|list| !list.risks.is_empty())
            .collect(),
    };
    page.render().expect("a template writes into a string")
}

fn entry(frame: &Frame<'_>, risk: &Risk) -> Entry {
    let w = frame.w;
    let clause = risk.clause.as_ref().and_then(|id| frame.plan.clause(id));
    Entry {
        id: risk.id.0.clone(),
        title: frame.local(&risk.title),
        state: tag::risk(w, risk.state),
        overdue: risk.review_is_due(frame.today).then(|| tag::late(&w.say("alert-review-tag"))),
        owner: stated(frame, &risk.owner, |owner| frame.local(owner)),
        review: stated(frame, &risk.review, |day| Markup::text(&frame.period(*day))),
        clause: clause
            .map(|clause| Link { href: frame.clause(&clause.id), text: numbered(frame, clause) }),
        measures: measure::links(frame, &risk.measure),
        raised_by: risk.raised_by.as_ref().map(|by| raised_by(frame, by)),
        reviews: risk.reviews.iter().rev().map(|review| looked(frame, review)).collect(),
        source: Source::of(frame, &risk.attribution),
    }
}

fn looked(frame: &Frame<'_>, review: &RiskReview) -> Looked {
    Looked {
        on: frame.day(review.on),
        state: tag::risk(frame.w, review.state),
        note: frame.local(&review.note),
        next: stated(frame, &review.next, |day| Markup::text(&frame.period(*day))),
    }
}

/// What raised a risk, linked where it has a page.
fn raised_by(frame: &Frame<'_>, by: &RaisedBy) -> Markup {
    let w = frame.w;
    let link = |path: &str, text: &str| frame.at(path, text).anchor();
    match by {
        RaisedBy::Report(id) if frame.plan.reports.iter().any(|report| report.id == *id) => {
            link(&format!("/reports/{}", id.as_str()), &w.say("risk-by-report"))
        }
        RaisedBy::Report(_) => Markup::text(&w.say("risk-by-report")),
        RaisedBy::Contribution(index) => {
            let values = [("index", (*index).into())];
            Markup::text(&w.say_with("contribution-number", &values))
        }
        RaisedBy::Alert(id) => {
            Markup::text(&w.say_with("risk-by-alert", &[("id", id.as_str().into())]))
        }
    }
}
