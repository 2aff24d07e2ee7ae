//! Take part: every round with its dates, the open ones first.

use askama::Template;

use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::Frame;
use crate::site::round::{Phase, RoundShown};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/take_part.html")]
struct TakePart<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    lists: Vec<List>,
    elsewhere: Vec<Link>,
    mine: String,
}

/// Rounds that stand alike today.
struct List {
    heading: String,
    rounds: Vec<Card>,
}

struct Card {
    title: Markup,
    href: String,
    dates: String,
    facts: Vec<String>,
    /// What the link says, and whether it is the thing to do now.
    act: String,
    open: bool,
}

/// The page of all rounds of the frame's plan.
pub fn take_part(frame: &Frame<'_>, rounds: &[RoundShown<'_>]) -> String {
    let w = frame.w;
    let page = TakePart {
        layout: frame.layout(w.say("nav-take-part"), Vec::new()),
        w,
        lists: [
            list(frame, rounds, Phase::Open, "rounds-open"),
            list(frame, rounds, Phase::Later, "rounds-later"),
            list(frame, rounds, Phase::Closed, "rounds-closed"),
        ]
        .into_iter()
        .flatten()
        .collect(),
        elsewhere: elsewhere(frame),
        mine: frame.to("/mine"),
    };
    page.render().expect("a template writes into a string")
}

fn list(frame: &Frame<'_>, rounds: &[RoundShown<'_>], phase: Phase, key: &str) -> Option<List> {
    let mut shown: Vec<&RoundShown<'_>> =
        rounds.iter().filter(|shown| Phase::of(shown.round, frame.now) == phase).collect();
    // What ends or begins first stands first; of what is over, what ended last.
    shown.sort_by_key(|shown| match phase {
        Phase::Open => shown.round.closes.0,
        Phase::Later => shown.round.opens.0,
        Phase::Closed => -shown.round.closes.0,
    });
    let rounds: Vec<Card> = shown.into_iter().map(|shown| card(frame, shown, phase)).collect();
    (!rounds.is_empty()).then(|| List { heading: frame.w.say(key), rounds })
}

fn card(frame: &Frame<'_>, shown: &RoundShown<'_>, phase: Phase) -> Card {
    let (w, round) = (frame.w, shown.round);
    let mut facts = Vec::new();
    if !round.questions.is_empty() {
        facts.push(w.say_with("round-questions", &[("n", round.questions.len().into())]));
    }
    if shown.statements > 0 {
        facts.push(w.say_with("round-statements", &[("n", shown.statements.into())]));
    }
    if phase != Phase::Later {
        facts.push(w.say_with("round-recorded", &[("n", shown.contributions.into())]));
    }
    Card {
        title: frame.local(&round.title),
        href: frame.to(&format!("/take-part/{}", round.id.as_str())),
        dates: phase.dates(frame, round),
        facts,
        act: w.say(if phase == Phase::Open { "round-start" } else { "round-read" }),
        open: phase == Phase::Open,
    }
}

/// Rounds of the other plans that take contributions now.
fn elsewhere(frame: &Frame<'_>) -> Vec<Link> {
    let open = |plan: &plan::Plan| {
        plan.rounds.iter().any(|round| Phase::of(round, frame.now) == Phase::Open)
    };
    let others = frame.plans.iter().map(|link| link.plan).filter(|plan| open(plan));
    others
        .map(|plan| Link { href: frame.to_plan(plan, "/take-part"), text: frame.text(&plan.title) })
        .collect()
}
