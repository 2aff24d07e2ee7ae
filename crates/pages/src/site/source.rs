//! Where an item comes from: who said it, in which lines, how firmly, and what limits it.

use plan::{Attribution, Stated};

use crate::markup::Markup;
use crate::site::{Frame, tag};

/// An attribution as a page shows it.
pub(super) struct Source {
    /// How firmly it is stated.
    pub(super) status: Markup,
    /// Who said it; empty when nobody is named.
    pub(super) speaker: Markup,
    /// Lines of the source; empty for what stands in no document.
    pub(super) lines: String,
    /// What limits it.
    pub(super) qualifier: Option<Markup>,
}

impl Source {
    pub(super) fn of(frame: &Frame<'_>, attribution: &Attribution) -> Source {
        let lines = match attribution.lines.as_str() {
            "" => String::new(),
            lines => frame.w.say_with("source-lines", &[("lines", lines.into())]),
        };
        Source {
            status: tag::status(frame.w, attribution.status),
            speaker: frame.local(&attribution.speaker),
            lines,
            qualifier: attribution.qualifier.as_ref().map(|text| frame.local(text)),
        }
    }
}

/// A value as a page shows it, or the words "not stated".
pub(super) fn stated<T>(
    frame: &Frame<'_>,
    value: &Stated<T>,
    show: impl Fn(&T) -> Markup,
) -> Markup {
    value.value().map_or_else(|| not_stated(frame), show)
}

/// The words "not stated", set back from what is stated.
pub(super) fn not_stated(frame: &Frame<'_>) -> Markup {
    let words = Markup::text(&frame.w.say("not-stated"));
    Markup::trusted(format!(r#"<span class="mute">{words}</span>"#))
}
