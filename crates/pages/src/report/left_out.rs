//! What was left out and why, and what the figures cannot show.

use askama::Template;
use findings::{Findings, Note};

use crate::markup::isolated;
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
        limits: limits(w, findings, options.public),
        listed: !options.public && findings.received.quarantined > 0,
    }
}

/// How many rows were set aside.
pub(super) fn first_sentence(findings: &Findings, options: &ReportOptions<'_>) -> String {
    options.w.say_with("out-sentence", &[("n", findings.received.quarantined.into())])
}

/// A note as a sentence. One without a sentence of its own is shown with its word and values: nothing an
/// analysis notes is dropped.
fn note_sentence(w: &Words, note: &Note) -> String {
    let mut values: Vec<(&str, crate::words::Value<'_>)> = Vec::new();
    for (name, value) in ["a", "b", "c", "d"].into_iter().zip(&note.values) {
        values.push((
            name,
            match value.parse::<u64>() {
                Ok(number) => number.into(),
                Err(_) => isolated(value, 200).into(),
            },
        ));
    }
    if w.knows("note", &note.code) {
        return w.say_with(&format!("note-{}", note.code), &values);
    }
    let values = w.list(&note.values);
    w.say_with("note-unknown", &[("code", note.code.as_str().into()), ("values", values.into())])
}

fn limits(w: &Words, findings: &Findings, public: bool) -> Vec<String> {
    let voted = findings.received.voters > 0;
    let themed = !findings.themes.themes.is_empty();
    let limits = [
        (true, w.say("limit-sample")),
        (themed, w.say("limit-range")),
        (themed, w.say("limit-candidates")),
        (voted, w.say("limit-seen")),
        (public, w.say("limit-suppressed")),
    ];
    limits.into_iter().filter(|(holds, _)| *holds).map(|(_, sentence)| sentence).collect()
}
