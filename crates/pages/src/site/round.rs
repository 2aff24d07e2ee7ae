//! One round: what is asked, until when, how answers are used and what becomes public.

use askama::Template;
use consultation::{Release, Round, Timestamp};
use findings::disclosure::K_DEFAULT;

use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::Frame;
use crate::words::Words;

/// A round with the counts that stand beside it.
#[derive(Clone, Copy, Debug)]
pub struct RoundShown<'a> {
    /// The round.
    pub round: &'a Round,
    /// Contributions recorded that count.
    pub contributions: u64,
    /// Statements that can be voted on.
    pub statements: u64,
}

/// Where a round stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It has not opened.
    Later,
    /// Contributions and votes are taken.
    Open,
    /// It is over.
    Closed,
}

impl Phase {
    /// Where `round` stands at `now`.
    pub fn of(round: &Round, now: Timestamp) -> Phase {
        match now {
            _ if round.is_open(now) => Phase::Open,
            _ if now < round.opens => Phase::Later,
            _ => Phase::Closed,
        }
    }

    /// Its dates in a few words.
    pub(super) fn dates(self, frame: &Frame<'_>, round: &Round) -> String {
        let w = frame.w;
        let (opens, closes) = (w.moment(round.opens), w.moment(round.closes));
        match self {
            Phase::Later => w.say_with("round-opens", &[("opens", opens.into())]),
            Phase::Open => w.say_with("round-open-until", &[("closes", closes.into())]),
            Phase::Closed => w.say_with("round-closed-on", &[("closes", closes.into())]),
        }
    }
}

#[derive(Template)]
#[template(path = "site/round.html")]
struct RoundPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    title: Markup,
    dates: String,
    lead: String,
    open: bool,
    questions: Vec<Asked>,
    /// The form without a question.
    any: Option<String>,
    vote: Option<Vote>,
    said: Option<Link>,
    consent: Markup,
    becomes_public: Vec<String>,
    recorded: Option<String>,
}

/// A question with the address of its form; none while the round takes nothing.
struct Asked {
    text: Markup,
    plain: String,
    chapter: Option<Link>,
    href: Option<String>,
    discuss: String,
}

struct Vote {
    sentence: String,
    act: Link,
}

/// The page of one round.
pub fn round(frame: &Frame<'_>, shown: &RoundShown<'_>) -> String {
    let (w, round) = (frame.w, shown.round);
    let phase = Phase::of(round, frame.now);
    let open = phase == Phase::Open;
    let here = format!("/take-part/{}", round.id.as_str());
    let page = RoundPage {
        layout: frame.layout(
            frame.text(&round.title),
            vec![frame.link("/take-part", w.say("nav-take-part"))],
        ),
        w,
        title: frame.local(&round.title),
        dates: phase.dates(frame, round),
        lead: lead(frame, shown, phase),
        open,
        questions: round.questions.iter().map(|one| asked(frame, &here, one, open)).collect(),
        any: open.then(|| frame.to(&format!("{here}/answer"))),
        vote: vote(frame, shown, phase),
        said: (phase == Phase::Closed).then(|| frame.at("/said", w.say("said-act"))),
        consent: frame.local(&round.consent),
        becomes_public: becomes_public(w, round, shown.statements > 0),
        recorded: (phase != Phase::Later)
            .then(|| w.say_with("round-recorded", &[("n", shown.contributions.into())])),
    };
    page.render().expect("a template writes into a string")
}

fn lead(frame: &Frame<'_>, shown: &RoundShown<'_>, phase: Phase) -> String {
    let (w, round) = (frame.w, shown.round);
    let dates = [("opens", w.moment(round.opens)), ("closes", w.moment(round.closes))];
    let dates = dates.map(|(name, date)| (name, date.into()));
    match phase {
        Phase::Later => w.say_with("round-later-lead", &dates),
        Phase::Closed => w.say_with("round-closed-lead", &dates),
        Phase::Open => {
            let office = ("office", frame.text(&frame.plan.office).into());
            let asks = !round.questions.is_empty() || shown.statements == 0;
            w.say_with(if asks { "round-lead" } else { "round-lead-votes" }, &[office])
        }
    }
}

fn asked(frame: &Frame<'_>, here: &str, question: &consultation::Question, open: bool) -> Asked {
    let chapter = question.chapter.as_ref().and_then(|id| {
        let chapter = frame.plan.chapters.iter().find(|chapter| chapter.id == *id)?;
        let values = [("id", id.as_str().into()), ("title", frame.text(&chapter.title).into())];
        let text = frame.w.say_with("round-chapter", &values);
        Some(frame.at(&format!("/plan/{id}"), text))
    });
    Asked {
        text: frame.local(&question.text),
        plain: frame.text(&question.text),
        chapter,
        href: open.then(|| frame.to(&format!("{here}/answer?question={}", question.id))),
        discuss: frame.to(&format!("/discuss/question/{}", question.id)),
    }
}

fn vote(frame: &Frame<'_>, shown: &RoundShown<'_>, phase: Phase) -> Option<Vote> {
    let w = frame.w;
    let id = shown.round.id.as_str();
    let act = match phase {
        Phase::Open => frame.at(&format!("/vote/{id}"), w.say("vote-act")),
        Phase::Closed => frame.at(&format!("/votes/{id}"), w.say("votes-page-act")),
        Phase::Later => return None,
    };
    let sentence = w.say_with("vote-instead-text", &[("n", shown.statements.into())]);
    (shown.statements > 0).then_some(Vote { sentence, act })
}

/// What of an answer and of votes anyone will be able to read.
pub(super) fn becomes_public(w: &Words, round: &Round, votes: bool) -> Vec<String> {
    let words = match round.release {
        Release::Held => w.say("round-public-held"),
        Release::AtOnce => w.say("round-public-at-once"),
    };
    let totals = votes.then(|| w.say_with("round-public-votes", &[("k", K_DEFAULT.into())]));
    [words].into_iter().chain(totals).collect()
}
