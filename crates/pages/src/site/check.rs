//! Check it yourself: the record, its sum, and what is not there yet.

use askama::Template;
use consultation::LocalText;

use crate::chart::{self, Part};
use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::Frame;
use crate::words::Words;

/// The public record as it stands.
#[derive(Clone, Debug, Default)]
pub struct Record<'a> {
    /// Entries.
    pub size: u64,
    /// Root hash, lower-case hex.
    pub root: &'a str,
    /// Entries by round, kind, channel and standing, in the order shown.
    pub lines: Vec<RecordCount<'a>>,
    /// The latest run: number, entries it read, fingerprint of its result.
    pub run: Option<(u64, u64, &'a str)>,
}

/// Entries of one round, kind and channel that stand alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordCount<'a> {
    /// The round they belong to; `None` for acts of the office.
    pub round: Option<&'a LocalText>,
    /// How they arrived, one of `channel-…`; empty for acts of the office.
    pub channel: &'a str,
    /// The kind, one of `entry-…` in the locales.
    pub kind: &'a str,
    /// How they stand, one of `state-…`.
    pub state: &'a str,
    /// Which of the four sums they belong to.
    pub sum: Sum,
    /// How many.
    pub count: u64,
}

/// What every entry is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// Anyone may read it, or it is a vote.
    Published,
    /// Its words are not shown.
    Withheld,
    /// Its words are erased.
    Erased,
    /// An act of the office.
    Event,
}

#[derive(Template)]
#[template(path = "site/check.html")]
struct Check<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    holds: bool,
    sentence: String,
    bar: Markup,
    sums: Vec<SumLine>,
    rows: Vec<Row>,
    size: String,
    root: Vec<&'a str>,
    run: Option<Markup>,
    mine: Link,
    shown: Link,
}

struct SumLine {
    name: String,
    count: String,
    note: String,
    fill: Markup,
}

struct Row {
    round: Markup,
    channel: String,
    kind: String,
    state: String,
    count: String,
}

/// The page.
pub fn check(frame: &Frame<'_>, record: &Record<'_>) -> String {
    let w = frame.w;
    let total = |sum: Sum| -> u64 {
        record.lines.iter().filter(|line| line.sum == sum).map(|line| line.count).sum()
    };
    let sums =
        [Sum::Published, Sum::Withheld, Sum::Erased, Sum::Event].map(|sum| (sum, total(sum)));
    let explained: u64 = sums.iter().map(|(_, count)| count).sum();
    let row = |line: &RecordCount<'_>| Row {
        round: line.round.map_or_else(|| Markup::text("–"), |title| frame.local(title)),
        channel: match line.channel {
            "" => "–".to_owned(),
            channel => w.named("channel", channel),
        },
        kind: w.named("entry", line.kind),
        state: w.named("state", line.state),
        count: w.number(line.count),
    };
    let page = Check {
        layout: frame.layout(w.say("check-title"), Vec::new()),
        w,
        holds: explained == record.size,
        sentence: sentence(w, record.size, explained, &sums),
        bar: bar(&sums),
        sums: sums.iter().map(|&(sum, count)| sum_line(w, sum, count)).collect(),
        rows: record.lines.iter().map(row).collect(),
        size: w.number(record.size),
        root: in_groups(record.root),
        run: record.run.map(|(run, read, hash)| {
            let values =
                [("run", run.to_string().into()), ("leaves", read.into()), ("hash", hash.into())];
            w.html_with("check-repeat", &values)
        }),
        mine: frame.at("/mine", w.say("mine-act")),
        shown: frame.at("/receipt", w.say("check-shown-act")),
    };
    page.render().expect("a template writes into a string")
}

fn sentence(w: &Words, size: u64, explained: u64, sums: &[(Sum, u64); 4]) -> String {
    if explained != size {
        return w.say_with("check-sum-fails", &[("n", size.abs_diff(explained).into())]);
    }
    let values = [
        ("size", size.into()),
        ("published", sums[0].1.into()),
        ("withheld", sums[1].1.into()),
        ("erased", sums[2].1.into()),
        ("events", sums[3].1.into()),
    ];
    w.say_with("check-sum-holds", &values)
}

fn fill(sum: Sum) -> &'static str {
    match sum {
        Sum::Published => "series",
        Sum::Withheld => "edge",
        Sum::Erased => "dots",
        Sum::Event => "series-lo",
    }
}

fn bar(sums: &[(Sum, u64); 4]) -> Markup {
    let part = |&(sum, count): &(Sum, u64)| Part { fill: fill(sum), amount: count as f64 };
    chart::stack("tall", &sums.iter().map(part).collect::<Vec<_>>())
}

fn sum_line(w: &Words, sum: Sum, count: u64) -> SumLine {
    let (name, note) = match sum {
        Sum::Published => ("check-published", "check-published-note"),
        Sum::Withheld => ("check-withheld", "check-withheld-note"),
        Sum::Erased => ("check-erased", "check-erased-note"),
        Sum::Event => ("check-events", "check-events-note"),
    };
    SumLine {
        name: w.say(name),
        count: w.number(count),
        note: w.say(note),
        fill: chart::stack("swatch", &[Part { fill: fill(sum), amount: 1.0 }]),
    }
}

/// A fingerprint in groups of eight, so that it can be read aloud.
fn in_groups(hex: &str) -> Vec<&str> {
    (0..hex.len()).step_by(8).map(|at| &hex[at..hex.len().min(at + 8)]).collect()
}
