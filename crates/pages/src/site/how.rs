//! How we count, moderate and weigh, and what the figures cannot show.

use askama::Template;
use consultation::ModerationReason;
use findings::Findings;
use findings::disclosure::K_DEFAULT;

use crate::finding::methods::{Method, methods, sentences};
use crate::finding::notes::limits;
use crate::layout::Layout;
use crate::markup::Markup;
use crate::site::Frame;
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/how.html")]
struct How<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    k: String,
    reasons: Vec<String>,
    limits: Vec<String>,
    made: Vec<Markup>,
    methods: Vec<Method>,
}

/// The page; with the methods of the latest run where there is one.
pub fn how(frame: &Frame<'_>, findings: Option<&Findings>) -> String {
    let w = frame.w;
    let page = How {
        layout: frame.layout(w.say("how-title"), Vec::new()),
        w,
        k: w.say_with("how-count-k", &[("k", K_DEFAULT.into())]),
        reasons: ModerationReason::ALL
            .iter()
            .filter(|reason| **reason != ModerationReason::NotStated)
            .map(|reason| w.named("hidden", reason.as_str()))
            .collect(),
        limits: match findings {
            Some(findings) => limits(w, findings, true),
            None => vec![w.say("limit-sample"), w.say("limit-suppressed")],
        },
        made: findings.map_or_else(Vec::new, |findings| sentences(w, findings)),
        methods: findings.map_or_else(Vec::new, |findings| methods(w, findings)),
    };
    page.render().expect("a template writes into a string")
}
