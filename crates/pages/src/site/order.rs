//! The order of the themes, weighed in four ways.

use askama::Template;

use crate::finding::order::{self, Order};
use crate::layout::Layout;
use crate::site::Frame;
use crate::site::runs::{Runs, theme_link};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/order.html")]
struct OrderPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    order: Order,
    more: Option<String>,
    source: String,
}

/// The page of the order; `None` before the first run.
pub fn order(frame: &Frame<'_>, runs: &Runs<'_>) -> Option<String> {
    let (w, run) = (frame.w, runs.latest?);
    let link = |theme: &findings::Theme| theme_link(frame, runs, run.number, &theme.id);
    let order = order::order(w, run.findings, link);
    let page = OrderPage {
        layout: frame.layout(w.say("order-title"), vec![frame.link("/said", w.say("nav-said"))]),
        w,
        more: (order.hidden > 0).then(|| w.say_with("said-more", &[("n", order.hidden.into())])),
        order,
        source: w.say_with("said-source", &[("run", run.number.to_string().into())]),
    };
    Some(page.render().expect("a template writes into a string"))
}
