//! What a reader must know besides the figures.

use findings::{Findings, Note};

use crate::markup::isolated;
use crate::words::Words;

/// A note as a sentence. One without a sentence of its own is shown with its word and values: nothing an
/// analysis notes is dropped.
pub(crate) fn note_sentence(w: &Words, note: &Note) -> String {
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

/// What the figures cannot show.
pub(crate) fn limits(w: &Words, findings: &Findings, public: bool) -> Vec<String> {
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
