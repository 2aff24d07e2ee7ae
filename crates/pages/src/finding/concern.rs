//! Small distinct concerns: what few people raise, in their words.

use findings::{Findings, Theme};

use crate::finding::quote::{Quote, quote};
use crate::finding::size::{NAME_SHOWN, theme_name};
use crate::markup::{isolated, shortened};
use crate::words::Words;

/// Quotes of a concern.
const QUOTES_SHOWN: usize = 2;

/// A concern as it is shown.
pub(crate) struct Concern {
    pub(crate) name: String,
    /// How many raise it, and within which theme.
    pub(crate) sentence: String,
    pub(crate) quotes: Vec<Quote>,
}

/// The concerns within a theme or those beneath it; all of them without one.
pub(crate) fn concerns(
    w: &'static Words,
    findings: &Findings,
    within: Option<&Theme>,
) -> Vec<Concern> {
    let under = |concern: &&findings::Concern| {
        within.is_none_or(|theme| {
            let parent = findings.themes.themes.iter().find(|one| one.id == concern.theme);
            concern.theme == theme.id
                || parent.is_some_and(|one| one.parent.as_ref() == Some(&theme.id))
        })
    };
    findings.themes.concerns.iter().filter(under).map(|one| concern(w, findings, one)).collect()
}

fn concern(w: &'static Words, findings: &Findings, one: &findings::Concern) -> Concern {
    let theme = isolated(&theme_name(findings, &one.theme), NAME_SHOWN);
    let values = [("count", one.size.count.into()), ("theme", theme.into())];
    Concern {
        name: shortened(&one.name, NAME_SHOWN),
        sentence: w.say_with("concern-size", &values),
        quotes: one.quotes.iter().take(QUOTES_SHOWN).map(|words| quote(w, words)).collect(),
    }
}

/// How far a theme comes back when half of the texts are grouped again, in a sentence.
pub(crate) fn found_again(w: &Words, theme: &Theme) -> Option<String> {
    let share = w.percent(theme.stability?, 0);
    Some(w.say_with("theme-stability", &[("share", share.into())]))
}
