//! Themes: how many contributions are sorted under each, and in what words.

use std::collections::BTreeSet;

use askama::Template;
use findings::{Findings, QuoteRole, Theme, ThemeId};

use crate::chart::{Scale, row_interval};
use crate::finding::concern::{Concern, concerns, found_again};
use crate::finding::letter::{Without, without};
use crate::finding::quote::{Quote, quote};
use crate::finding::size::{FEW, NAME_SHOWN, once, sentence, theme_name};
use crate::finding::who::{Compared, Who, who};
use crate::markup::{Markup, isolated, shortened};
use crate::words::Words;

/// Themes in the chart.
const ROWS_SHOWN: usize = 60;

/// Themes that are shown one by one.
const DETAILS_SHOWN: usize = 24;

/// Words that set a theme apart, and quotes, for each theme.
const TERMS_SHOWN: usize = 10;
const QUOTES_SHOWN: usize = 4;

/// Of them, quotes nearest to the middle, which are much alike.
const TYPICAL_SHOWN: usize = 2;

#[derive(Template)]
#[template(path = "report/themes.html")]
pub(super) struct Themes {
    w: &'static Words,
    sentence: Option<Markup>,
    narrower: Option<String>,
    per_language: bool,
    caption: String,
    axis: [String; 5],
    rows: Vec<Row>,
    more: Option<String>,
    details_notes: Vec<Markup>,
    details: Vec<Detail>,
    concerns: Vec<Concern>,
}

/// A theme in the chart.
struct Row {
    id: String,
    name: String,
    /// Stands under another theme.
    under: bool,
    linked: bool,
    range: String,
    point: String,
    chart: Markup,
    count: String,
    once: String,
}

/// One theme with its words.
struct Detail {
    id: String,
    name: String,
    sentence: Markup,
    once: Option<String>,
    /// What letters make of it.
    without: Option<Without>,
    again: Option<String>,
    parent: Option<String>,
    terms: Vec<String>,
    who: Who,
    quotes: Vec<Quote>,
}

pub(super) fn themes(w: &'static Words, findings: &Findings, public: bool) -> Themes {
    let themes = &findings.themes.themes;
    let detailed = detailed(themes);
    let linked: BTreeSet<&ThemeId> = detailed.iter().map(|theme| &theme.id).collect();
    let shown = &themes[..themes.len().min(ROWS_SHOWN)];
    let scale = Scale::to(shown.iter().map(|theme| theme.size.high).fold(0.0, f64::max));
    let of = themes.first().map_or(0, |theme| theme.size.of);
    let hidden = themes.len() - shown.len();
    let leaves = findings.themes.leaves as usize;
    let tops = themes.iter().filter(|theme| theme.is_top()).count();
    Themes {
        w,
        sentence: first_sentence(w, findings),
        narrower: (leaves > tops).then(|| w.say_with("themes-narrower", &[("n", leaves.into())])),
        per_language: findings.themes.per_language,
        caption: w.say_with("themes-caption-note", &[("of", of.into())]),
        axis: w.axis(&scale),
        rows: shown.iter().map(|theme| row(w, theme, scale, &linked)).collect(),
        more: (hidden > 0).then(|| w.say_with("themes-more", &[("n", hidden.into())])),
        details_notes: details_notes(w, detailed.len(), leaves, public),
        details: detailed.iter().map(|theme| detail(w, findings, theme)).collect(),
        concerns: concerns(w, findings, None),
    }
}

/// How many of the themes are shown one by one, how their quotes were chosen, where the rest is.
fn details_notes(w: &Words, shown: usize, leaves: usize, public: bool) -> Vec<Markup> {
    let cut = (shown < leaves)
        .then(|| w.html_with("themes-cut", &[("shown", shown.into()), ("n", leaves.into())]));
    let rule = w.html(if public { "theme-quotes-agreed" } else { "theme-quotes-rule" });
    let table = (!public).then(|| w.html("themes-response-table"));
    cut.into_iter().chain([rule]).chain(table).collect()
}

/// The largest of the top themes, in a sentence; `None` without themes.
pub(super) fn first_sentence(w: &Words, findings: &Findings) -> Option<Markup> {
    let tops = || findings.themes.themes.iter().filter(|theme| theme.is_top());
    // The themes stand largest first; of equals `max_by_key` would take the last.
    let largest = tops().rev().max_by_key(|theme| theme.size.count)?;
    let size = &largest.size;
    let name = isolated(&largest.name, NAME_SHOWN);
    if tops().count() == 1 {
        return Some(match size.of {
            1 => w.html_with("themes-one-text", &[("name", name.into())]),
            of => w.html_with("themes-one", &[("of", of.into())]),
        });
    }
    let mut values =
        vec![("of", size.of.into()), ("name", name.into()), ("themes", tops().count().into())];
    let key = match w.ends(size) {
        _ if size.count < FEW => {
            values.push(("count", size.count.into()));
            "themes-few"
        }
        Some((low, high)) => {
            values.extend([("low", low.into()), ("high", high.into())]);
            "themes-between"
        }
        None => {
            values.push(("share", w.percent(size.value(), 2).into()));
            "themes-about"
        }
    };
    Some(w.html_with(key, &values))
}

/// The largest leaf themes, largest first, ties in the order of the tree.
fn detailed(themes: &[Theme]) -> Vec<&Theme> {
    let parents: BTreeSet<&ThemeId> =
        themes.iter().filter_map(|theme| theme.parent.as_ref()).collect();
    let mut leaves: Vec<&Theme> =
        themes.iter().filter(|theme| !parents.contains(&theme.id)).collect();
    leaves.sort_by_key(|theme| std::cmp::Reverse(theme.size.count));
    leaves.truncate(DETAILS_SHOWN);
    leaves
}

fn row(w: &Words, theme: &Theme, scale: Scale, linked: &BTreeSet<&ThemeId>) -> Row {
    Row {
        id: theme.id.to_string(),
        name: shortened(&theme.name, NAME_SHOWN),
        under: !theme.is_top(),
        linked: linked.contains(&theme.id),
        range: w.range(&theme.size),
        point: w.point(&theme.size),
        chart: row_interval(scale, &theme.size, None),
        count: w.number(theme.size.count),
        once: match theme.size_distinct.count {
            // Withheld by disclosure, as no theme is without any contribution.
            0 => "–".to_owned(),
            count => w.number(count),
        },
    }
}

fn detail(w: &'static Words, findings: &Findings, theme: &Theme) -> Detail {
    Detail {
        id: theme.id.to_string(),
        name: shortened(&theme.name, NAME_SHOWN),
        sentence: sentence(w, &theme.size),
        once: once(w, theme),
        without: without(w, findings, &theme.id),
        again: found_again(w, theme),
        parent: theme.parent.as_ref().map(|parent| {
            let name = isolated(&theme_name(findings, parent), NAME_SHOWN);
            w.say_with("theme-under", &[("parent", name.into())])
        }),
        terms: theme.terms.iter().take(TERMS_SHOWN).map(|term| shortened(&term.term, 60)).collect(),
        who: who(w, findings, theme, Compared::Apart),
        quotes: quotes(w, &theme.quotes),
    }
}

fn quotes(w: &'static Words, quotes: &[findings::Quote]) -> Vec<Quote> {
    let typical = |quote: &&findings::Quote| quote.role == QuoteRole::Typical;
    let others = quotes.iter().filter(|quote| !typical(quote));
    let shown = quotes.iter().filter(typical).take(TYPICAL_SHOWN).chain(others);
    shown.take(QUOTES_SHOWN).map(|one| quote(w, one)).collect()
}
