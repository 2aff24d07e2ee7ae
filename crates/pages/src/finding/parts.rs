//! Contributions by channel, constituency and language: a count, its share and a bar.

use findings::{Breakdown, Slice};

use crate::chart;
use crate::markup::Markup;
use crate::words::Words;

/// Parts of a breakdown that are listed; the rest is one sentence.
const PARTS_SHOWN: usize = 12;

/// Contributions by one of channel, constituency, language.
pub(crate) struct Parts {
    pub(crate) heading: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) more: Option<String>,
}

pub(crate) struct Row {
    pub(crate) name: Markup,
    pub(crate) count: String,
    pub(crate) share: String,
    pub(crate) bar: Markup,
}

/// The three breakdowns of what came in.
pub(crate) fn parts(w: &Words, by: &Breakdown) -> Vec<Parts> {
    vec![
        list(w, w.say("by-channel"), "channel", &by.channel),
        list(w, w.say("by-constituency"), "constituency", &by.constituency),
        list(w, w.say("by-language"), "language", &by.language),
    ]
}

fn list(w: &Words, heading: String, family: &str, slices: &[Slice]) -> Parts {
    let (shown, rest) = slices.split_at(slices.len().min(PARTS_SHOWN));
    let row = |slice: &Slice| Row {
        name: part_name(w, family, &slice.key),
        count: w.number(slice.share.count),
        share: w.point(&slice.share),
        bar: chart::share(slice.share.value()),
    };
    let count: u64 = rest.iter().map(|slice| slice.share.count).sum();
    let values = [("n", rest.len().into()), ("count", count.into())];
    Parts {
        heading,
        rows: shown.iter().map(row).collect(),
        more: (!rest.is_empty()).then(|| w.say_with("by-more", &values)),
    }
}

/// What a channel, a constituency or a language is called. A language tag without a name stays a tag; a
/// constituency that the plan defines has its own name.
pub(crate) fn part_name(w: &Words, family: &str, key: &str) -> Markup {
    if family == "language" && !w.knows("language", key) {
        return Markup::trusted(format!("<code>{}</code>", Markup::text(key)));
    }
    Markup::text(&w.named(family, key))
}
