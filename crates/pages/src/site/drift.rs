//! What changed between two analyses: themes that grew, shrank, came, went, merged or split.

use askama::Template;
use findings::{Drift, DriftRow, Matched, Placed};

use crate::finding::size::NAME_SHOWN;
use crate::layout::Layout;
use crate::markup::shortened;
use crate::site::Frame;
use crate::words::Words;

/// Rows that are shown.
const ROWS_SHOWN: usize = 300;

#[derive(Template)]
#[template(path = "site/drift.html")]
struct DriftPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    lead: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    change: String,
    before: Vec<Side>,
    after: Vec<Side>,
}

struct Side {
    name: String,
    /// Where the theme can be read, of an earlier analysis as it was.
    href: String,
    size: String,
}

/// The page; `None` where there is no earlier analysis to compare with.
pub fn drift(frame: &Frame<'_>, found: Option<&Drift>) -> String {
    let w = frame.w;
    let page = DriftPage {
        layout: frame.layout(w.say("drift-title"), vec![frame.link("/said", w.say("nav-said"))]),
        w,
        lead: found.map_or_else(|| vec![w.say("drift-none")], |found| lead(w, found)),
        rows: found.map_or_else(Vec::new, |found| {
            found.rows.iter().take(ROWS_SHOWN).map(|one| row(frame, found.from, one)).collect()
        }),
    };
    page.render().expect("a template writes into a string")
}

fn lead(w: &Words, found: &Drift) -> Vec<String> {
    let runs = [("from", found.from.to_string().into()), ("to", found.to.to_string().into())];
    let how = match found.matched {
        Matched::ByMembers => w.say_with("drift-by-members", &[("n", found.shared.into())]),
        Matched::ByWords => w.say("drift-by-words"),
    };
    vec![w.say_with("drift-lead", &runs), how]
}

fn row(frame: &Frame<'_>, from: u64, row: &DriftRow) -> Row {
    let pinned = |one: &Placed| format!("{}/runs/{from}/said/{}", frame.base, one.theme);
    let latest = |one: &Placed| frame.to(&format!("/said/{}", one.theme));
    let side = |one: &Placed, href: String| Side {
        name: shortened(&one.name, NAME_SHOWN),
        href,
        size: frame.w.range(&one.size),
    };
    Row {
        change: frame.w.named("drift-change", row.change.as_str()),
        before: row.before.iter().map(|one| side(one, pinned(one))).collect(),
        after: row.after.iter().map(|one| side(one, latest(one))).collect(),
    }
}
