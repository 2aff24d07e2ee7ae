//! Which clauses of nested plans carry out which clauses above, what that adds up to, and the gaps.

use askama::Template;
use plan::{Aligned, Clause, Plan, alignment as align};

use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::Frame;
use crate::site::clause::numbered;
use crate::site::frame::clause_path;
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/alignment.html")]
struct AlignmentPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    lead: String,
    facts: Vec<(String, String)>,
    rows: Vec<Row>,
    not_carried_out: Vec<Other>,
    own: Vec<Other>,
}

/// A clause above with those that carry it out.
struct Row {
    clause: Link,
    by: Vec<Other>,
    measures: String,
    milestones: String,
    missed: Option<String>,
}

/// A clause with the plan it stands in.
struct Other {
    plan: Markup,
    link: Link,
}

/// The page of how plans line up: this plan with those nested under it, else with the one above. `None`
/// for a plan that stands alone.
pub fn alignment(frame: &Frame<'_>) -> Option<String> {
    let w = frame.w;
    let nested: Vec<&Plan> =
        frame.plans.iter().filter(|link| !link.above).map(|link| link.plan).collect();
    let parent = frame.plans.iter().find(|link| link.above).map(|link| link.plan);
    let (above, below) = match (nested.is_empty(), parent) {
        (false, _) => (frame.plan, nested),
        (true, Some(parent)) => (parent, vec![frame.plan]),
        (true, None) => return None,
    };
    let found = align(above, &below, frame.today);
    let names: Vec<String> = below.iter().map(|plan| frame.text(&plan.title)).collect();
    let values = [("above", frame.text(&above.title).into()), ("below", w.list(&names).into())];
    let counted = [
        (found.aligned.len(), "alignment-carried-out"),
        (found.not_carried_out.len(), "alignment-gaps"),
        (found.own.len(), "alignment-own"),
    ];
    let page = AlignmentPage {
        layout: frame
            .layout(w.say("alignment-title"), vec![frame.link("/plan", w.say("nav-plan"))]),
        w,
        lead: w.say_with("alignment-lead", &values),
        facts: counted.map(|(n, key)| (w.number(n as u64), w.say(key))).into(),
        rows: found.aligned.iter().map(|aligned| row(frame, above, aligned)).collect(),
        not_carried_out: found
            .not_carried_out
            .iter()
            .map(|clause| other(frame, above, clause))
            .collect(),
        own: found.own.iter().map(|(plan, clause)| other(frame, plan, clause)).collect(),
    };
    Some(page.render().expect("a template writes into a string"))
}

fn row(frame: &Frame<'_>, above: &Plan, aligned: &Aligned<'_>) -> Row {
    let w = frame.w;
    let values = [("reached", aligned.reached.into()), ("n", aligned.milestones.into())];
    Row {
        clause: other(frame, above, aligned.clause).link,
        by: aligned.carried_out_by.iter().map(|(plan, c)| other(frame, plan, c)).collect(),
        measures: w.number(aligned.measures as u64),
        milestones: w.say_with("alignment-reached", &values),
        missed: (aligned.missed > 0)
            .then(|| w.say_with("measure-missed", &[("n", aligned.missed.into())])),
    }
}

fn other(frame: &Frame<'_>, plan: &Plan, clause: &Clause) -> Other {
    let href = frame.to_plan(plan, &clause_path(plan, &clause.id));
    Other { plan: frame.local(&plan.title), link: Link { href, text: numbered(frame, clause) } }
}
