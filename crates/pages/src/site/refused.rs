//! A page could not be given: what happened, what was kept, what to do.

use askama::Template;

use crate::message::Message;
use crate::site::Frame;

/// Why a page could not be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing stands at the address.
    NotFound,
    /// What was sent cannot be understood.
    NotUnderstood,
    /// What was sent is longer than is taken.
    TooLong,
    /// Too much is waiting.
    Busy,
    /// A fault of the program.
    Ours,
}

/// The page.
pub fn refused(frame: &Frame<'_>, why: Refused) -> String {
    let w = frame.w;
    let (title, sentence) = match why {
        Refused::NotFound => ("refused-not-found-title", "refused-not-found"),
        Refused::NotUnderstood => ("refused-form-title", "refused-form"),
        Refused::TooLong => ("refused-long-title", "refused-long"),
        Refused::Busy => ("refused-busy-title", "refused-busy"),
        Refused::Ours => ("refused-ours-title", "refused-ours"),
    };
    let page = Message {
        layout: frame.layout(w.say(title), Vec::new()),
        w,
        sentences: vec![w.say(sentence)],
        next: Some(frame.at("/", w.say("refused-home"))),
    };
    page.render().expect("a template writes into a string")
}
