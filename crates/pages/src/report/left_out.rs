//! What was left out and why, and what the figures cannot show.

use askama::Template;
use findings::Findings;

use crate::finding::notes::{limits, note_sentence};
use crate::report::ReportOptions;
use crate::words::Words;

/// Reasons that are listed.
const REASONS_SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "report/left_out.html")]
pub(super) struct LeftOut {
    w: &'static Words,
    sentence: String,
    set_aside: Vec<(String, String)>,
    excluded: Vec<(String, String)>,
    notes: Vec<String>,
    limits: Vec<String>,
    listed: bool,
}

pub(super) fn left_out(findings: &Findings, options: &ReportOptions<'_>) -> LeftOut {
    let w = options.w;
    let reason = |word: &str| w.named("set-aside", word);
    let rows = options.set_aside.iter().map(|part| (reason(part.reason), w.number(part.rows)));
    let excluded = findings.received.excluded.iter();
    LeftOut {
        w,
        sentence: first_sentence(findings, options),
        set_aside: if options.public { Vec::new() } else { rows.take(REASONS_SHOWN).collect() },
        excluded: excluded
            .map(|part| (w.named("excluded", &part.reason), w.number(part.count)))
            .collect(),
        notes: findings.notes.iter().map(|note| note_sentence(w, note)).collect(),
        limits: limits(w, findings, options.public)
            .into_iter()
            .chain((findings.themes.leaves > 0).then(|| w.say("accuracy-none")))
            .collect(),
        listed: !options.public && findings.received.quarantined > 0,
    }
}

/// How many rows were set aside.
pub(super) fn first_sentence(findings: &Findings, options: &ReportOptions<'_>) -> String {
    options.w.say_with("out-sentence", &[("n", findings.received.quarantined.into())])
}
