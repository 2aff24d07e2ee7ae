//! What came in, counted, with the sum of the rows.

use askama::Template;
use findings::Findings;

use crate::chart::{self, Part};
use crate::finding::parts::{Parts, parts};
use crate::markup::{Markup, isolated};
use crate::report::{ReportOptions, left_out};
use crate::words::Words;

/// Files that are listed.
const FILES_SHOWN: usize = 40;

#[derive(Template)]
#[template(path = "report/received.html")]
pub(super) struct Received {
    w: &'static Words,
    sum: Option<Sum>,
    files: Vec<File>,
    figures: Vec<(String, String)>,
    also_statements: bool,
    by_note: String,
    only: Option<String>,
    parts: Vec<Parts>,
}

/// Rows read = accepted + set aside.
struct Sum {
    sentence: String,
    bar: Markup,
    accepted: String,
    set_aside: String,
    unexplained: String,
}

struct File {
    name: String,
    kind: String,
    rows: String,
    accepted: String,
    set_aside: String,
}

pub(super) fn received(findings: &Findings, options: &ReportOptions<'_>) -> Received {
    let (w, received) = (options.w, &findings.received);
    let by = &received.by;
    let split = [&by.channel, &by.constituency, &by.language].iter().any(|part| part.len() > 1);
    Received {
        w,
        sum: sum(options),
        files: if options.public { Vec::new() } else { files(options) },
        figures: figures(w, findings),
        also_statements: is_statements_only(findings),
        by_note: w.say_with("by-note", &[("n", received.contributions.into())]),
        only: if split { None } else { only(w, findings) },
        parts: if split { parts(w, &findings.received.by) } else { Vec::new() },
    }
}

/// Every contribution is a statement that was put to a vote, as in a Polis folder.
pub(super) fn is_statements_only(findings: &Findings) -> bool {
    let received = &findings.received;
    received.statements > 0 && received.statements == received.contributions
}

/// How many rows were read and how many of them were set aside.
pub(super) fn first_sentence(findings: &Findings, options: &ReportOptions<'_>) -> String {
    sum(options).map_or_else(|| left_out::first_sentence(findings, options), |sum| sum.sentence)
}

fn sum(options: &ReportOptions<'_>) -> Option<Sum> {
    let total = |of: fn(&super::FileRead<'_>) -> u64| options.files.iter().map(of).sum::<u64>();
    let rows = total(|file| file.rows_read);
    let (accepted, set_aside) = (total(|file| file.accepted), total(|file| file.quarantined));
    let values = [("rows", rows.into()), ("quarantined", set_aside.into())];
    (rows > 0).then(|| Sum {
        sentence: options.w.say_with("in-sentence", &values),
        bar: chart::stack(
            "tall",
            &[
                Part { fill: "series", amount: accepted as f64 },
                Part { fill: "edge", amount: set_aside as f64 },
            ],
        ),
        accepted: options.w.number(accepted),
        set_aside: options.w.number(set_aside),
        unexplained: options.w.number(rows.abs_diff(accepted + set_aside)),
    })
}

fn files(options: &ReportOptions<'_>) -> Vec<File> {
    let file = |read: &super::FileRead<'_>| File {
        name: isolated(read.name, 120),
        kind: options.w.named("kind", read.kind),
        rows: options.w.number(read.rows_read),
        accepted: options.w.number(read.accepted),
        set_aside: options.w.number(read.quarantined),
    };
    options.files.iter().take(FILES_SHOWN).map(file).collect()
}

fn figures(w: &Words, findings: &Findings) -> Vec<(String, String)> {
    let received = &findings.received;
    let mut figures = vec![(w.number(received.contributions), w.say("in-contributions"))];
    if received.voters > 0 || received.statements > 0 {
        figures.push((w.number(received.statements), w.say("in-statements")));
        figures.push((w.number(received.voters), w.say("in-voters")));
        figures.push((w.number(received.votes), w.say("in-votes")));
    }
    if received.votes_cast != received.votes {
        figures.push((w.number(received.votes_cast), w.say("in-votes-cast")));
    }
    figures
}

fn only(w: &Words, findings: &Findings) -> Option<String> {
    let by = &findings.received.by;
    let (channel, constituency, language) =
        (by.channel.first()?, by.constituency.first()?, by.language.first()?);
    let values = [
        ("channel", w.named("channel", &channel.key).into()),
        ("constituency", w.named("constituency", &constituency.key).into()),
        ("language", w.named("language", &language.key).into()),
    ];
    Some(w.say_with("by-only", &values))
}
