//! One statement at a time, three answers, no result before the vote.

use askama::Template;
use consultation::{Round, Statement, Vote};
use findings::disclosure::K_DEFAULT;

use crate::layout::{Layout, Link};
use crate::markup::{Markup, shortened};
use crate::message::Message;
use crate::site::Frame;
use crate::site::answer::{Choice, speakers};
use crate::site::fault::{Fault, Field, OnTop};
use crate::words::Words;

/// Characters of a statement in a list.
const LISTED_CHARS: usize = 200;

/// A statement put before a participant.
#[derive(Clone, Copy, Debug)]
pub struct Card<'a> {
    /// Its number in the round.
    pub number: u64,
    /// The statement.
    pub statement: &'a Statement,
    /// What the participant said on it before.
    pub before: Option<Vote>,
    /// How many the participant has voted on.
    pub voted: u64,
    /// How many there are.
    pub of: u64,
    /// Drawn when the card is shown; under it the vote is recorded once.
    pub key: &'a str,
    /// What the card carries of how it was drawn, before the first vote.
    pub shown: Option<&'a str>,
    /// For whom the participant votes, where that is asked: before the first answer. Empty means the
    /// public.
    pub speaks: Option<&'a str>,
    /// The vote just recorded, by the statement's number.
    pub last: Option<(u64, Vote)>,
}

#[derive(Template)]
#[template(path = "site/vote.html")]
struct VotePage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    on_top: Option<OnTop>,
    last: Option<Last>,
    progress: String,
    words: Markup,
    about: Vec<String>,
    before: Option<String>,
    number: u64,
    key: &'a str,
    shown: Option<&'a str>,
    /// For whom one may vote, where that is asked.
    speakers: Vec<Choice>,
    speak_hint: String,
    speak_fault: Option<String>,
    skip: Option<String>,
    action: String,
    stop: Link,
    back: Option<Link>,
}

struct Last {
    sentence: String,
    change: String,
}

/// The card of one statement.
pub fn vote(frame: &Frame<'_>, round: &Round, card: &Card<'_>, fault: Option<Fault>) -> String {
    let w = frame.w;
    let here = format!("/vote/{}", round.id.as_str());
    let title = w.say_with("vote-title", &[("round", frame.text(&round.title).into())]);
    let at = if card.before.is_some() { card.voted } else { card.voted + 1 };
    let page = VotePage {
        layout: frame.layout(Fault::title(w, fault, title), crumbs(frame, round)),
        w,
        on_top: fault.map(|fault| fault.on_top(w)),
        last: card.last.map(|(number, vote)| Last {
            sentence: w.say_with(
                "vote-last",
                &[("number", number.to_string().into()), ("vote", answer(w, vote).into())],
            ),
            change: frame.to(&format!("{here}?again={number}")),
        }),
        progress: w.say_with("vote-progress", &[("at", at.into()), ("n", card.of.into())]),
        words: words_of(w, card.statement, usize::MAX),
        about: vec![
            w.say(if card.statement.is_seed { "vote-by-office" } else { "vote-by-participant" }),
            w.say_with("vote-number", &[("number", card.number.to_string().into())]),
        ],
        before: card
            .before
            .map(|vote| w.say_with("vote-changed", &[("vote", answer(w, vote).into())])),
        number: card.number,
        key: card.key,
        shown: card.shown,
        speakers: card.speaks.map_or_else(Vec::new, |chosen| speakers(frame, chosen)),
        speak_hint: w.say_with("vote-speak-hint", &[("k", K_DEFAULT.into())]),
        speak_fault: fault
            .filter(|fault| fault.field() == Field::Constituency)
            .map(|fault| fault.sentence(w)),
        skip: card.before.is_none().then(|| w.say("vote-skip")),
        action: frame.to(&here),
        stop: frame.at(&format!("/take-part/{}", round.id.as_str()), w.say("vote-stop")),
        back: card.before.is_some().then(|| frame.at(&here, w.say("vote-back"))),
    };
    page.render().expect("a template writes into a string")
}

/// An answer given, with its statement.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The statement's number in the round.
    pub number: u64,
    /// The statement.
    pub statement: &'a Statement,
    /// The answer.
    pub vote: Vote,
}

#[derive(Template)]
#[template(path = "site/vote_end.html")]
struct VoteEnd<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    sentence: String,
    next: String,
    skipped: Option<Link>,
    groups: Link,
    write: Option<Link>,
    given: Vec<Answer>,
}

struct Answer {
    words: Markup,
    answer: String,
    number: String,
    change: String,
}

/// The page after the last statement, with every answer given and the numbers of statements that were
/// skipped.
pub fn vote_end(frame: &Frame<'_>, round: &Round, given: &[Given<'_>], skipped: &[u64]) -> String {
    let w = frame.w;
    let id = round.id.as_str();
    let row = |given: &Given<'_>| Answer {
        words: words_of(w, given.statement, LISTED_CHARS),
        answer: answer(w, given.vote),
        number: w.say_with("vote-change-long", &[("number", given.number.to_string().into())]),
        change: frame.to(&format!("/vote/{id}?again={}", given.number)),
    };
    let closes = ("closes", w.moment(round.closes).into());
    let page = VoteEnd {
        layout: frame.layout(w.say("vote-end-title"), crumbs(frame, round)),
        w,
        sentence: match skipped.len() {
            0 => w.say_with("vote-end", &[("n", given.len().into())]),
            left => {
                let values = [("n", given.len().into()), ("left", left.into())];
                w.say_with("vote-end-skipped", &values)
            }
        },
        skipped: skipped.first().map(|number| {
            frame.at(&format!("/vote/{id}?again={number}"), w.say("vote-skipped-act"))
        }),
        next: w.say_with("vote-end-next", &[closes]),
        groups: frame.at(&format!("/votes/{id}"), w.say("votes-page-act")),
        write: (!round.questions.is_empty())
            .then(|| frame.at(&format!("/take-part/{id}"), w.say("vote-write"))),
        given: given.iter().map(row).collect(),
    };
    page.render().expect("a template writes into a string")
}

/// Why there is nothing to vote on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoVote {
    /// The round has not opened.
    NotYet,
    /// The round is over.
    Over,
    /// The round puts no statements to the vote.
    NoStatements,
}

/// The page where a card would be.
pub fn no_vote(frame: &Frame<'_>, round: &Round, why: NoVote) -> String {
    let w = frame.w;
    let id = round.id.as_str();
    let sentence = match why {
        NoVote::NotYet => w.say_with("vote-later", &[("opens", w.moment(round.opens).into())]),
        NoVote::Over => w.say_with("vote-closed", &[("closes", w.moment(round.closes).into())]),
        NoVote::NoStatements => w.say("vote-none"),
    };
    let next = match why {
        NoVote::Over => frame.at(&format!("/votes/{id}"), w.say("votes-page-act")),
        _ => frame.at(&format!("/take-part/{id}"), w.say("answer-back")),
    };
    let title = w.say_with("vote-title", &[("round", frame.text(&round.title).into())]);
    let layout = frame.layout(title, crumbs(frame, round));
    let page = Message { layout, w, sentences: vec![sentence], next: Some(next) };
    page.render().expect("a template writes into a string")
}

/// A statement's words in the language of the page, marked with their language where the office gave
/// it.
fn words_of(w: &Words, statement: &Statement, length: usize) -> Markup {
    let text = shortened(statement.text_in(w.tag()), length);
    let lang = match statement.translations.0.contains_key(w.tag()) {
        true => format!(" lang=\"{}\"", w.lang()),
        false => String::new(),
    };
    Markup::trusted(format!("<span dir=\"auto\"{lang}>{}</span>", Markup::text(&text)))
}

fn answer(w: &Words, vote: Vote) -> String {
    match vote {
        Vote::Agree => w.say("vote-agree"),
        Vote::Disagree => w.say("vote-disagree"),
        Vote::Pass => w.say("vote-pass"),
    }
}

fn crumbs(frame: &Frame<'_>, round: &Round) -> Vec<Link> {
    vec![
        frame.link("/take-part", frame.w.say("nav-take-part")),
        frame.link(format!("/take-part/{}", round.id.as_str()), frame.text(&round.title)),
    ]
}
