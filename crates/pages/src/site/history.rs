//! How the plan came about and how it changed: the plans before it, then every step in the order of days.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use plan::{Predecessor, Publication, Review, changed_between};

use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::Frame;
use crate::site::clause::numbered;
use crate::site::prose::prose;
use crate::site::source::Source;
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/history.html")]
struct HistoryPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    before: Vec<Before>,
    events: Vec<Event>,
}

/// A plan that came before.
struct Before {
    title: Markup,
    years: String,
    source: Source,
}

/// A step of this plan.
struct Event {
    on: Date,
    id: Option<String>,
    day: String,
    title: Markup,
    facts: Vec<String>,
    text: Markup,
    /// What the links below are, where there are any.
    links_title: String,
    links: Vec<Link>,
}

/// The page of the plan's history.
pub fn history(frame: &Frame<'_>) -> String {
    let w = frame.w;
    let mut events: Vec<Event> = rounds(frame)
        .chain(frame.plan.publications.iter().map(|one| publication(frame, one)))
        .chain(frame.plan.reviews.iter().map(|one| review(frame, one)))
        .chain(rewritten(frame))
        .chain(comment_rounds(frame))
        .collect();
    events.sort_by_key(|event| event.on);
    let crumbs = vec![frame.link("/plan", w.say("nav-plan"))];
    let page = HistoryPage {
        layout: frame.layout(w.say("history-title"), crumbs),
        w,
        before: frame.plan.succession.iter().map(|one| before(frame, one)).collect(),
        events,
    };
    page.render().expect("a template writes into a string")
}

fn before(frame: &Frame<'_>, plan: &Predecessor) -> Before {
    let values = [
        ("first", plan.period.first.to_string().into()),
        ("last", plan.period.last.to_string().into()),
    ];
    Before {
        title: frame.local(&plan.title),
        years: frame.w.say_with("history-years", &values),
        source: Source::of(frame, &plan.attribution),
    }
}

/// A step of which only day and title are known.
fn event(frame: &Frame<'_>, on: Date, title: Markup) -> Event {
    Event {
        on,
        id: None,
        day: frame.day(on),
        title,
        facts: Vec::new(),
        text: Markup::default(),
        links_title: String::new(),
        links: Vec::new(),
    }
}

/// Openings and closings that have come.
fn rounds(frame: &Frame<'_>) -> impl Iterator<Item = Event> {
    let w = frame.w;
    let edges = frame.plan.rounds.iter().flat_map(|round| {
        let opened = (round.opens, "history-round-opened", round);
        [opened, (round.closes, "history-round-closed", round)]
    });
    edges.filter(|(at, ..)| *at <= frame.now).filter_map(move |(at, key, round)| {
        let title = frame.text(&round.title);
        let title = w.say_with(key, &[("round", title.into())]);
        let path = format!("/take-part/{}", round.id.as_str());
        Some(Event {
            links: vec![frame.at(&path, frame.text(&round.title))],
            ..event(frame, day_of(at.0)?, Markup::text(&title))
        })
    })
}

/// The day in UTC of a moment in milliseconds since 1970.
fn day_of(milliseconds: i64) -> Option<Date> {
    let moment = Timestamp::from_millisecond(milliseconds).ok()?;
    Some(moment.to_zoned(TimeZone::UTC).date())
}

fn publication(frame: &Frame<'_>, one: &Publication) -> Event {
    let (w, plan) = (frame.w, frame.plan);
    let changed: Vec<Link> = changed_between(plan, one.number - 1, one.number)
        .iter()
        .filter_map(|change| plan.clause(&change.clause.id))
        .map(|clause| Link { href: frame.clause(&clause.id), text: numbered(frame, clause) })
        .collect();
    let values = [
        ("stage", w.named("stage", one.stage.as_str()).into()),
        ("n", u64::from(one.number).into()),
    ];
    Event {
        facts: vec![
            w.say_with("publication-approved", &[("n", one.approved_by.len().into())]),
            w.say_with("publication-unanswered", &[("n", one.unanswered.len().into())]),
        ],
        links_title: w.say_with("history-changed", &[("n", changed.len().into())]),
        links: changed,
        ..event(frame, one.on, Markup::text(&w.say_with("publication-name", &values)))
    }
}

/// A look at the whole plan, with the amendments that follow from it.
fn review(frame: &Frame<'_>, one: &Review) -> Event {
    let w = frame.w;
    let amended: Vec<Link> = frame
        .plan
        .amendments_of(&one.id)
        .map(|(clause, _)| Link { href: frame.clause(&clause.id), text: numbered(frame, clause) })
        .collect();
    Event {
        id: Some(one.id.0.clone()),
        facts: vec![w.say_with("history-held-by", &[("body", frame.text(&one.body).into())])],
        text: prose(one.text.get(w.tag())),
        links_title: w.say_with("history-amended", &[("n", amended.len().into())]),
        links: amended,
        ..event(frame, one.on, frame.local(&one.title))
    }
}

/// Days on which clauses were rewritten outside a review, one step a day.
fn rewritten(frame: &Frame<'_>) -> impl Iterator<Item = Event> {
    let mut days: std::collections::BTreeMap<Date, Vec<Link>> = std::collections::BTreeMap::new();
    for clause in frame.plan.clauses() {
        let own = clause.versions.iter().filter(|version| version.review.is_none());
        for on in own.filter_map(|version| version.on) {
            let text = numbered(frame, clause);
            days.entry(on).or_default().push(Link { href: frame.clause(&clause.id), text });
        }
    }
    days.into_iter().map(move |(on, links)| {
        let title = frame.w.say_with("history-rewritten", &[("n", links.len().into())]);
        Event { links, ..event(frame, on, Markup::text(&title)) }
    })
}

/// Times in which bodies of the administration were asked.
fn comment_rounds(frame: &Frame<'_>) -> impl Iterator<Item = Event> {
    let w = frame.w;
    frame.plan.comment_rounds.iter().map(move |round| {
        let bodies: Vec<String> = round.bodies.iter().map(|body| frame.text(body)).collect();
        let came = frame.plan.comments.iter().filter(|comment| comment.round == round.id).count();
        let values = [("bodies", w.list(&bodies).into())];
        Event {
            facts: vec![
                w.say_with("history-comments-until", &[("day", frame.day(round.closes).into())]),
                w.say_with("history-comments", &[("n", came.into())]),
            ],
            ..event(frame, round.opens, Markup::text(&w.say_with("history-asked", &values)))
        }
    })
}
