//! Whether the order of the themes depends on what counts as one.

use askama::Template;
use findings::{Findings, Theme};

use crate::finding::order::{self, Order as Ordered};
use crate::finding::size::NAME_SHOWN;
use crate::markup::{Markup, isolated};
use crate::words::Words;

#[derive(Template)]
#[template(path = "report/order.html")]
pub(super) struct Order {
    w: &'static Words,
    order: Ordered,
    more: Option<Markup>,
}

/// Whether there is an order to speak of.
pub(super) fn is_shown(findings: &Findings) -> bool {
    findings.themes.leaves > 1
}

pub(super) fn order(w: &'static Words, findings: &Findings) -> Order {
    let named = |theme: &Theme| {
        Markup::text(&format!("{} {}", theme.id, isolated(&theme.name, NAME_SHOWN)))
    };
    let order = order::order(w, findings, named);
    let more =
        (order.hidden > 0).then(|| w.html_with("themes-more", &[("n", order.hidden.into())]));
    Order { w, order, more }
}
