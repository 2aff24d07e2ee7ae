//! The order of the themes, weighed in four ways, with a word where the order depends on the way.

use askama::Template;
use findings::{Theme, ThemeId};
use plan::{Weight, leaves, rank};

use crate::layout::Layout;
use crate::markup::Markup;
use crate::site::Frame;
use crate::site::runs::{Run, Runs, theme_link};
use crate::words::Words;

/// Themes in the table.
const ROWS_SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "site/order.html")]
struct OrderPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    lead: String,
    weights: Vec<Weighed>,
    rows: Vec<Row>,
    more: Option<String>,
    source: String,
}

/// A way to weigh.
struct Weighed {
    name: String,
    meaning: String,
    /// What it does to the order, or why it cannot be had.
    says: String,
}

/// A theme with its place under each weight.
struct Row {
    theme: Markup,
    places: Vec<Place>,
}

struct Place {
    name: String,
    rank: String,
    /// It stands elsewhere than per contribution.
    moved: Option<String>,
}

/// The page of the order; `None` before the first run.
pub fn order(frame: &Frame<'_>, runs: &Runs<'_>) -> Option<String> {
    let (w, run) = (frame.w, runs.latest?);
    let all = &run.findings.themes.themes;
    let mut themes: Vec<&Theme> = leaves(all).into_iter().map(|at| &all[at]).collect();
    themes.sort_by_key(|theme| std::cmp::Reverse(theme.size.count));
    let ranked: Vec<_> = Weight::ALL.map(|weight| (weight, rank(&themes, weight, &nobody))).into();
    let weights: Vec<Weighed> =
        ranked.iter().map(|(weight, ranked)| weighed(w, *weight, ranked.as_deref())).collect();
    let differs = ranked.iter().flat_map(|(_, ranked)| ranked).flatten().any(|r| r.was.is_some());
    let hidden = themes.len().saturating_sub(ROWS_SHOWN);
    let place = |id: &ThemeId| {
        let places = ranked.iter().map(|(weight, ranked)| {
            let found = ranked.iter().flatten().find(|one| one.theme.id == *id);
            let moved = found.and_then(|one| one.was.map(|was| (was, one.rank)));
            Place {
                name: w.named("weight", weight.as_str()),
                rank: found.map_or_else(|| w.say("weight-unknown"), |one| one.rank.to_string()),
                moved: moved.map(|(was, now)| {
                    w.say(if now < was { "weight-higher" } else { "weight-lower" })
                }),
            }
        });
        places.collect()
    };
    let rows = themes.iter().take(ROWS_SHOWN).map(|theme| Row {
        theme: theme_link(frame, runs, run.number, &theme.id),
        places: place(&theme.id),
    });
    let page = OrderPage {
        layout: frame.layout(w.say("order-title"), vec![frame.link("/said", w.say("nav-said"))]),
        w,
        lead: w.say(if differs { "order-differs" } else { "order-same" }),
        rows: rows.collect(),
        weights,
        more: (hidden > 0).then(|| w.say_with("said-more", &[("n", hidden.into())])),
        source: source(w, run),
    };
    Some(page.render().expect("a template writes into a string"))
}

/// The record keeps contributions without the people who sent them, so nobody's can be counted together.
fn nobody(_: &ThemeId) -> Option<(u64, u64)> {
    None
}

fn weighed(w: &Words, weight: Weight, ranked: Option<&[plan::Ranked<'_>]>) -> Weighed {
    let moved = ranked.map(|ranked| ranked.iter().filter(|one| one.was.is_some()).count());
    let says = match moved {
        None => w.say("weight-unknown-why"),
        Some(0) if weight == Weight::Contributions => String::new(),
        Some(0) => w.say("weight-no-change"),
        Some(n) => w.say_with("weight-changes", &[("n", n.into())]),
    };
    Weighed {
        name: w.named("weight", weight.as_str()),
        meaning: w.named("weight-means", weight.as_str()),
        says,
    }
}

fn source(w: &Words, run: Run<'_>) -> String {
    w.say_with("said-source", &[("run", run.number.to_string().into())])
}
