//! The answer once more before it is sent, and what to do when sending it did not go as meant.

use askama::Template;
use consultation::{Round, Stance};

use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::Frame;
use crate::site::answer::Typed;
use crate::site::discussion::place_of;
use crate::site::fault::{Fault, OnTop};
use crate::site::round::becomes_public;
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/check_answer.html")]
struct CheckAnswer<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    on_top: Option<OnTop>,
    question: Option<Markup>,
    place: Option<Markup>,
    stance: Option<String>,
    sources: Vec<&'a str>,
    speaks_for: String,
    language: String,
    typed: &'a Typed,
    check: String,
    send: String,
    becomes_public: Vec<String>,
}

/// The answer as it will be sent. `fault` says why sending it failed before.
pub fn check_answer(
    frame: &Frame<'_>,
    round: &Round,
    typed: &Typed,
    fault: Option<Fault>,
) -> String {
    let w = frame.w;
    let here = format!("/take-part/{}", round.id.as_str());
    let language = match typed.language.as_str() {
        "" => w.say("answer-language-none"),
        tag => w.named("language", tag),
    };
    let page = CheckAnswer {
        layout: frame
            .layout(Fault::title(w, fault, w.say("check-answer-title")), crumbs(frame, round)),
        w,
        on_top: fault.map(|fault| fault.on_top(w)),
        question: typed.asked(round).map(|question| frame.local(&question.text)),
        place: place_of(frame, &typed.about, &typed.reply_to),
        stance: (!typed.reply_to.is_empty()).then(|| {
            let stance = Stance::named(&typed.stance).unwrap_or_default();
            w.named("stance", stance.as_str())
        }),
        sources: typed.sources.lines().filter(|line| !line.trim().is_empty()).collect(),
        speaks_for: w.named("speak-as", typed.speaks_for()),
        language,
        typed,
        check: frame.to(&format!("{here}/check")),
        send: frame.to(&format!("{here}/send")),
        becomes_public: becomes_public(w, round, false),
    };
    page.render().expect("a template writes into a string")
}

/// Why an answer was not recorded although nothing is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRecorded<'a> {
    /// The round is not open.
    NotOpen,
    /// The form was sent before with other words; `new_key` would send these as a further answer.
    SentBefore {
        /// A key of its own.
        new_key: &'a str,
    },
    /// What the form sent before was withdrawn or replaced.
    Gone,
}

#[derive(Template)]
#[template(path = "site/not_recorded.html")]
struct NotRecordedPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    sentence: String,
    mine: Option<Link>,
    /// The same words under a key of their own, with the address they go to.
    further: Option<(Typed, String)>,
    typed: &'a Typed,
}

/// The answer was not recorded; the words stand on the page so that they are not lost.
pub fn not_recorded(
    frame: &Frame<'_>,
    round: &Round,
    typed: &Typed,
    why: NotRecorded<'_>,
) -> String {
    let w = frame.w;
    let send = frame.to(&format!("/take-part/{}/send", round.id.as_str()));
    let (title, sentence) = match why {
        NotRecorded::NotOpen => {
            let closes = ("closes", w.moment(round.closes).into());
            (frame.text(&round.title), w.say_with("closed-meanwhile", &[closes]))
        }
        NotRecorded::SentBefore { .. } => (w.say("sent-before-title"), w.say("sent-before")),
        NotRecorded::Gone => (w.say("withdrawn-before-title"), w.say("withdrawn-before")),
    };
    let further = match why {
        NotRecorded::SentBefore { new_key } => {
            Some((Typed { key: new_key.to_owned(), ..typed.clone() }, send))
        }
        _ => None,
    };
    let page = NotRecordedPage {
        layout: frame.layout(title, crumbs(frame, round)),
        w,
        sentence,
        mine: further.is_some().then(|| frame.at("/mine/way", w.say("sent-before-open"))),
        further,
        typed,
    };
    page.render().expect("a template writes into a string")
}

fn crumbs(frame: &Frame<'_>, round: &Round) -> Vec<Link> {
    vec![
        frame.link("/take-part", frame.w.say("nav-take-part")),
        frame.link(format!("/take-part/{}", round.id.as_str()), frame.text(&round.title)),
    ]
}
