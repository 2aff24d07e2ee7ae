//! Who raised a theme: its share within each channel, constituency and language.

use findings::{Findings, Share, Slice, Theme};

use crate::chart::{Scale, row_interval};
use crate::finding::parts::part_name;
use crate::finding::size::{FEW, NAME_SHOWN};
use crate::markup::{Markup, isolated};
use crate::words::Words;

/// Channels, constituencies or languages that are compared.
const PARTS_SHOWN: usize = 8;

/// Which kinds of part have a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compared {
    /// Those between which a difference is certain.
    Apart,
    /// All of two parts or more.
    All,
}

/// A comparison, and the figures behind each difference that is certain.
pub(crate) struct Who {
    pub(crate) sentences: Vec<String>,
    pub(crate) tables: Vec<Parts>,
    pub(crate) note: String,
    pub(crate) axis: [String; 5],
}

/// A theme's share within each part.
pub(crate) struct Parts {
    pub(crate) heading: String,
    pub(crate) rows: Vec<Row>,
}

pub(crate) struct Row {
    pub(crate) name: Markup,
    pub(crate) range: String,
    pub(crate) point: String,
    pub(crate) chart: Markup,
    pub(crate) of: String,
}

/// Compares the parts of a theme.
pub(crate) fn who(w: &Words, findings: &Findings, theme: &Theme, compared: Compared) -> Who {
    let by = &theme.by;
    let kinds = [
        (w.say("by-channel"), "channel", &by.channel),
        (w.say("by-constituency"), "constituency", &by.constituency),
        (w.say("by-language"), "language", &by.language),
        (w.say("by-round"), "asked-round", &by.round),
    ];
    // Where themes are made language by language, one language is all a theme can have.
    let per_language = findings.themes.per_language;
    let kinds = kinds.into_iter().filter(|(_, family, _)| *family != "language" || !per_language);
    let mut sentences = Vec::new();
    let mut apart: Vec<(String, &str, &[Slice])> = Vec::new();
    for (heading, family, slices) in kinds {
        let difference = difference(slices);
        match difference {
            Some((most, least)) => sentences.push(differ(w, family, most, least)),
            None => sentences.extend(no_difference(w, family, slices)),
        }
        if difference.is_some() || (compared == Compared::All && slices.len() > 1) {
            apart.push((heading, family, &slices[..slices.len().min(PARTS_SHOWN)]));
        }
    }
    let highs = apart.iter().flat_map(|(.., slices)| slices.iter());
    let scale = Scale::to(highs.map(|slice| slice.share.high).fold(0.0, f64::max));
    let all = w.percent(theme.size.value(), 1);
    let table = |(heading, family, slices): (String, &str, &[Slice])| Parts {
        heading,
        rows: slices.iter().map(|slice| row(w, family, slice, scale, &theme.size)).collect(),
    };
    Who {
        sentences,
        tables: apart.into_iter().map(table).collect(),
        note: w.say_with("theme-who-note", &[("all", all.into())]),
        axis: w.axis(&scale),
    }
}

/// The parts with the largest and the smallest share, if their ranges do not overlap. A part of a few
/// contributions is not compared: among many themes one of them stands out by chance.
fn difference(slices: &[Slice]) -> Option<(&Slice, &Slice)> {
    let counted = || slices.iter().filter(|slice| slice.share.of >= FEW);
    let by_share = |a: &&Slice, b: &&Slice| {
        a.share.value().total_cmp(&b.share.value()).then(b.key.cmp(&a.key))
    };
    let (most, least) = (counted().max_by(by_share)?, counted().min_by(by_share)?);
    (most.share.low > least.share.high).then_some((most, least))
}

fn differ(w: &Words, family: &str, most: &Slice, least: &Slice) -> String {
    let name = |slice: &Slice| isolated(&w.named(family, &slice.key), NAME_SHOWN);
    let values = [
        ("more", name(most).into()),
        ("high", w.point(&most.share).into()),
        ("less", name(least).into()),
        ("low", w.point(&least.share).into()),
    ];
    w.say_with("differ", &values)
}

/// That no difference can be told is worth a sentence between a few constituencies only.
fn no_difference(w: &Words, family: &str, slices: &[Slice]) -> Option<String> {
    let names = slices.iter().filter(|slice| slice.share.of >= FEW);
    let names = names.map(|slice| isolated(&w.named(family, &slice.key), NAME_SHOWN));
    let names: Vec<String> = names.collect();
    (family == "constituency" && (2..=3).contains(&names.len()))
        .then(|| w.say_with("differ-not", &[("parts", w.list(&names).into())]))
}

fn row(w: &Words, family: &str, slice: &Slice, scale: Scale, all: &Share) -> Row {
    Row {
        name: part_name(w, family, &slice.key),
        range: w.range(&slice.share),
        point: w.point(&slice.share),
        chart: row_interval(scale, &slice.share, Some(all.value())),
        of: w.number(slice.share.of),
    }
}
