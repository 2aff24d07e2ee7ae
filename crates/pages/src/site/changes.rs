//! What changed between two versions of a text, word by word, as `<del>` and `<ins>`.

use plan::{Change, Clause, ClauseVersion, diff_words};

use crate::markup::{Markup, escaped};
use crate::site::Frame;

/// The words that went and came from one version of a clause to a later one, as one paragraph. The ends
/// of each change are said to those who do not see it.
pub(super) fn between(frame: &Frame<'_>, old: &ClauseVersion, new: &ClauseVersion) -> Markup {
    let w = frame.w;
    let (removed, added) = (w.say("change-removed"), w.say("change-added"));
    let said = |words: &str| format!(r#"<span class="vh">{} </span>"#, escaped(words));
    let show = |change: &Change| match change {
        Change::Same(text) => escaped(text),
        Change::Removed(text) => format!("<del>{}{}</del>", said(&removed), escaped(text)),
        Change::Added(text) => format!("<ins>{}{}</ins>", said(&added), escaped(text)),
    };
    let changes = diff_words(old.text.get(w.tag()), new.text.get(w.tag()));
    Markup::trusted(format!("<p>{}</p>", changes.iter().map(show).collect::<String>()))
}

/// What changed from the version before to the one in force; `None` for a clause as first published.
pub(super) fn latest(frame: &Frame<'_>, clause: &Clause) -> Option<Markup> {
    clause.previous().map(|old| between(frame, old, clause.current()))
}
