//! What changed between two published texts: every clause that reads otherwise, word by word, with who
//! changed it and why; what moved, what is new, and what is gone.

use askama::Template;
use plan::{
    ChangedClause, ClauseId, ClauseVersion, Rearranged, changed_between, rearranged_between,
};

use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::basis::{Advice, themes};
use crate::site::clause::numbered;
use crate::site::coverage::publication_name;
use crate::site::prose::prose;
use crate::site::runs::Runs;
use crate::site::{Frame, changes};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/what_changed.html")]
struct WhatChanged<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    lead: String,
    action: String,
    texts: Vec<Text>,
    steps: Vec<Link>,
    reworded: Vec<Changed>,
    new: Vec<Changed>,
    gone: Vec<Changed>,
    orders: Vec<Order>,
}

/// A text that can be chosen.
struct Text {
    number: u32,
    name: String,
    is_from: bool,
    is_to: bool,
}

/// A clause that reads otherwise.
struct Changed {
    link: Option<Link>,
    title: String,
    versions: String,
    text: Markup,
    steps: Vec<Step>,
}

/// One version on the way: who made it, why, and what it draws on.
struct Step {
    label: String,
    by: Option<Markup>,
    why: Option<Markup>,
    themes: Vec<Advice>,
}

/// A change of the order.
struct Order {
    label: String,
    by: Option<Markup>,
    why: Option<Markup>,
    moved: Vec<String>,
    retitled: Vec<String>,
}

/// Which two texts are meant: as asked, else the last published one against the one before it. Number 0 is
/// the outline; the number after the last is the text as it stands.
pub fn texts_meant(plan: &plan::Plan, from: Option<u32>, to: Option<u32>) -> (u32, u32) {
    let now = plan.next_publication();
    let pending = !changed_between(plan, now - 1, now).is_empty() || now == 1;
    let to = to.filter(|to| *to <= now).unwrap_or(if pending { now } else { now - 1 });
    let from = from.filter(|from| *from < to).unwrap_or(to.saturating_sub(1));
    (from, to)
}

/// The page of what changed from one text to a later one.
pub fn what_changed(frame: &Frame<'_>, runs: &Runs<'_>, from: u32, to: u32) -> String {
    let w = frame.w;
    let found = changed_between(frame.plan, from, to);
    let of = |which: fn(&&ChangedClause<'_>) -> bool| -> Vec<Changed> {
        found.iter().filter(which).map(|change| changed(frame, runs, change)).collect()
    };
    let names = [("from", name(frame, from).into()), ("to", name(frame, to).into())];
    let title = w.say("changed-title");
    let page = WhatChanged {
        layout: frame.layout(title, vec![frame.link("/plan", w.say("nav-plan"))]),
        w,
        lead: w.say_with("changed-lead", &names),
        action: frame.to("/changes"),
        texts: (0..=frame.plan.next_publication())
            .map(|number| Text {
                number,
                name: name(frame, number),
                is_from: number == from,
                is_to: number == to,
            })
            .collect(),
        steps: steps(frame),
        reworded: of(|change| change.from.is_some() && change.to.is_some()),
        new: of(|change| change.from.is_none()),
        gone: of(|change| change.to.is_none()),
        orders: rearranged_between(frame.plan, from, to).map(|one| order(frame, one)).collect(),
    };
    page.render().expect("a template writes into a string")
}

/// Each published text against the one before.
fn steps(frame: &Frame<'_>) -> Vec<Link> {
    let published = frame.plan.publications.iter();
    published
        .map(|publication| {
            let to = publication.number;
            let path = format!("/changes?from={}&to={to}", to - 1);
            let names = [("from", name(frame, to - 1).into()), ("to", name(frame, to).into())];
            frame.at(&path, frame.w.say_with("changed-step", &names))
        })
        .collect()
}

/// "Outline", "Draft, publication 1", "the text as it stands".
fn name(frame: &Frame<'_>, number: u32) -> String {
    let published = frame.plan.publications.iter().find(|p| p.number == number);
    match published {
        Some(publication) => publication_name(frame, publication),
        None if number == 0 => frame.w.say("changed-outline"),
        None => frame.w.say("changed-now"),
    }
}

fn changed(frame: &Frame<'_>, runs: &Runs<'_>, change: &ChangedClause<'_>) -> Changed {
    let w = frame.w;
    let clause = change.clause;
    let title = numbered(frame, clause);
    let stands = frame.plan.clause(&clause.id).is_some();
    let number = |version: Option<&ClauseVersion>| {
        version.map_or_else(String::new, |version| version.number.to_string())
    };
    let values = [("from", number(change.from).into()), ("to", number(change.to).into())];
    let whole = |version: &ClauseVersion| prose(version.text.get(w.tag()));
    let mut steps: Vec<Step> = change.steps().map(|version| step(frame, runs, version)).collect();
    if change.to.is_none() {
        steps.extend(frame.plan.withdrawn.iter().filter(|gone| gone.clause.id == clause.id).map(
            |gone| Step {
                label: w.say_with("changed-gone-on", &[("on", frame.day(gone.on).into())]),
                by: (!gone.by.is_blank()).then(|| frame.local(&gone.by)),
                why: (!gone.why.is_blank()).then(|| frame.local(&gone.why)),
                themes: Vec::new(),
            },
        ));
    }
    Changed {
        link: stands.then(|| Link { href: frame.clause(&clause.id), text: title.clone() }),
        title,
        versions: match (change.from, change.to) {
            (Some(_), Some(_)) => w.say_with("changed-versions", &values),
            _ => String::new(),
        },
        text: match (change.from, change.to) {
            (Some(old), Some(new)) => changes::between(frame, old, new),
            (Some(only), None) | (None, Some(only)) => whole(only),
            (None, None) => Markup::default(),
        },
        steps,
    }
}

fn step(frame: &Frame<'_>, runs: &Runs<'_>, version: &ClauseVersion) -> Step {
    let number = ("n", u64::from(version.number).into());
    let label = match version.on {
        Some(on) => frame.w.say_with("version-adopted", &[number, ("on", frame.day(on).into())]),
        None => frame.w.say_with("version-published", &[number]),
    };
    Step {
        label,
        by: (!version.by.is_blank()).then(|| frame.local(&version.by)),
        why: (!version.why.is_blank()).then(|| frame.local(&version.why)),
        themes: themes(frame, runs, &version.basis),
    }
}

fn order(frame: &Frame<'_>, change: &Rearranged) -> Order {
    let named = |ids: &[ClauseId]| {
        let standing = ids.iter().filter_map(|id| frame.plan.clause(id));
        standing.map(|clause| numbered(frame, clause)).collect()
    };
    Order {
        label: frame.w.say_with("changed-order-on", &[("on", frame.day(change.on).into())]),
        by: (!change.by.is_blank()).then(|| frame.local(&change.by)),
        why: (!change.why.is_blank()).then(|| frame.local(&change.why)),
        moved: named(&change.moved),
        retitled: named(&change.retitled),
    }
}
