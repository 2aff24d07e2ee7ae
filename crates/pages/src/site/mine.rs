//! The form for a follow-up code.

use askama::Template;

use crate::layout::Layout;
use crate::site::Frame;
use crate::site::fault::{Fault, OnTop};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/mine.html")]
struct Mine<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    on_top: Option<OnTop>,
    note: Option<String>,
    typed: &'a str,
    action: String,
}

/// Why the form is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedForCode<'a> {
    /// Somebody came to it.
    Plain,
    /// The page of a contribution was opened without a code at hand.
    NotAtHand,
    /// Nothing has the code that was typed; the answer is the same for one that cannot be a code.
    Unknown {
        /// What was typed.
        typed: &'a str,
    },
}

/// The form.
pub fn mine(frame: &Frame<'_>, why: AskedForCode<'_>) -> String {
    let w = frame.w;
    let (fault, typed) = match why {
        AskedForCode::Unknown { typed } => (Some(Fault::Code), typed),
        _ => (None, ""),
    };
    let page = Mine {
        layout: frame.layout(
            Fault::title(w, fault, w.say("mine-title")),
            vec![frame.link("/check", w.say("nav-check"))],
        ),
        w,
        on_top: fault.map(|fault| fault.on_top(w)),
        note: (why == AskedForCode::NotAtHand).then(|| w.say("mine-done-over")),
        typed,
        action: frame.to("/mine"),
    };
    page.render().expect("a template writes into a string")
}
