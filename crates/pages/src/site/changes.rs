//! What changed between two versions of a text, word by word, as `<del>` and `<ins>`.

use plan::{Change, Clause, ClauseVersion, diff_words};

use crate::markup::{Markup, escaped};
use crate::site::Frame;

/// Unchanged characters kept beside a change in a list.
const KEPT_CHARS: usize = 90;

/// The words that went and came from one version of a clause to a later one, as one paragraph. The ends
/// of each change are said to those who do not see it.
pub(super) fn between(frame: &Frame<'_>, old: &ClauseVersion, new: &ClauseVersion) -> Markup {
    marked(frame, &diff(frame, old, new))
}

fn diff(frame: &Frame<'_>, old: &ClauseVersion, new: &ClauseVersion) -> Vec<Change> {
    diff_words(old.text.get(frame.w.tag()), new.text.get(frame.w.tag()))
}

fn marked(frame: &Frame<'_>, changes: &[Change]) -> Markup {
    let (removed, added) = (frame.w.say("change-removed"), frame.w.say("change-added"));
    let said = |words: &str| format!(r#"<span class="vh">{} </span>"#, escaped(words));
    let show = |change: &Change| match change {
        Change::Same(text) => escaped(text),
        Change::Removed(text) => format!("<del>{}{}</del>", said(&removed), escaped(text)),
        Change::Added(text) => format!("<ins>{}{}</ins>", said(&added), escaped(text)),
    };
    Markup::trusted(format!("<p>{}</p>", changes.iter().map(show).collect::<String>()))
}

/// The same with unchanged text cut to the words next to a change, for a list.
pub(super) fn around(frame: &Frame<'_>, clause: &Clause) -> Option<Markup> {
    let old = clause.previous()?;
    let mut changes = diff(frame, old, clause.current());
    let last = changes.len().saturating_sub(1);
    for (at, change) in changes.iter_mut().enumerate() {
        if let Change::Same(text) = change {
            *text = cut(text, at == 0, at == last);
        }
    }
    Some(marked(frame, &changes))
}

/// The end of a text that opens, the beginning of one that closes, both ends of one between changes; in
/// whole words where there are spaces.
fn cut(text: &str, opens: bool, closes: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let kept = if opens || closes { KEPT_CHARS } else { 2 * KEPT_CHARS };
    if chars.len() <= kept {
        return text.to_owned();
    }
    let start: String = chars[..KEPT_CHARS].iter().collect();
    let end: String = chars[chars.len() - KEPT_CHARS..].iter().collect();
    let start = start.rsplit_once(' ').map_or(start.as_str(), |(kept, _)| kept);
    let end = end.split_once(' ').map_or(end.as_str(), |(_, kept)| kept);
    match (opens, closes) {
        (true, _) => format!("… {end}"),
        (false, true) => format!("{start} …"),
        (false, false) => format!("{start} … {end}"),
    }
}

/// What changed from the version before to the one in force; `None` for a clause as first published.
pub(super) fn latest(frame: &Frame<'_>, clause: &Clause) -> Option<Markup> {
    clause.previous().map(|old| between(frame, old, clause.current()))
}
