//! The thank-you: the number, the time, the follow-up code, and what happens next.

use askama::Template;
use consultation::{Round, Timestamp};

use crate::layout::Layout;
use crate::markup::Markup;
use crate::site::Frame;
use crate::site::receipt::{OwnReceipt, ReceiptBox};
use crate::site::round::Phase;
use crate::words::{Words, machine};

/// A contribution that stands in the record, as its author sees it.
#[derive(Clone, Copy, Debug)]
pub struct Recorded<'a> {
    /// Its number in the record.
    pub index: u64,
    /// The minute it was sealed.
    pub time: Timestamp,
    /// The follow-up code, as it is written.
    pub code: &'a str,
    /// Anyone may read the words.
    pub shown: bool,
    /// Its receipt and private slip.
    pub receipt: OwnReceipt<'a>,
}

#[derive(Template)]
#[template(path = "site/done.html")]
struct Done<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    script: &'a str,
    receipt: ReceiptBox<'a>,
    number: Markup,
    time: String,
    machine: String,
    code: &'a str,
    facts: Vec<String>,
    steps: Vec<Step>,
    way: String,
    another: Option<String>,
    vote: Option<String>,
}

/// Something that follows; the first has happened.
struct Step {
    what: String,
    when: String,
}

/// The page after an answer was recorded in `round`. `votes`: the round puts statements to the vote.
pub fn done(frame: &Frame<'_>, round: &Round, recorded: &Recorded<'_>, votes: bool) -> String {
    let w = frame.w;
    let open = Phase::of(round, frame.now) == Phase::Open;
    let id = round.id.as_str();
    let check = ("check", w.say("nav-check").into());
    let page = Done {
        layout: frame
            .layout(w.say("done-title"), vec![frame.link("/take-part", w.say("nav-take-part"))]),
        w,
        script: frame.script,
        receipt: ReceiptBox::of(frame, recorded.receipt),
        number: w.html_with("done-number", &[("index", recorded.index.into())]),
        time: w.say_with("done-time", &[("time", w.moment(recorded.time).into())]),
        machine: machine(recorded.time),
        code: recorded.code,
        facts: vec![
            w.say(if recorded.shown { "done-public" } else { "done-held" }),
            w.say_with("done-numbered", &[check]),
            w.say("done-receipt"),
        ],
        steps: steps(w, round, open),
        way: frame.to("/mine/way"),
        another: open.then(|| frame.to(&format!("/take-part/{id}"))),
        vote: (open && votes).then(|| frame.to(&format!("/vote/{id}"))),
    };
    page.render().expect("a template writes into a string")
}

fn steps(w: &Words, round: &Round, open: bool) -> Vec<Step> {
    let step = |what, when| Step { what: w.say(what), when };
    let closes = ("closes", w.date(round.closes).into());
    vec![
        step(
            "done-next-themes",
            match open {
                true => w.say_with("done-next-themes-open", &[closes]),
                false => w.say("done-next-themes-closed"),
            },
        ),
        step("done-next-answers", w.say("done-next-answers-text")),
        step("done-next-plan", w.say("done-next-plan-text")),
    ]
}
