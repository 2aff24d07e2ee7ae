//! A language nobody speaks, made of the English texts with every letter changed, and the search for
//! letters that did not pass through it. A page rendered in it, with fixtures that hold no ASCII
//! letters, shows none either, unless a sentence was written past the locales.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::words::{ENGLISH_TEXTS, Words};

static PSEUDO: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::read("xx", "en", "⟦⟧", false, ENGLISH_TEXTS);
    words.bundle.set_transform(Some(changed));
    words
});

/// The language.
pub(crate) fn pseudo() -> &'static Words {
    &PSEUDO
}

/// Every ASCII letter outside tags becomes its full-width form.
fn changed(text: &str) -> Cow<'_, str> {
    let mut in_tag = false;
    let mut change = |c: char| {
        in_tag = (in_tag || c == '<') && c != '>';
        match c {
            'a'..='z' | 'A'..='Z' if !in_tag => {
                char::from_u32(c as u32 + 0xFEE0).expect("the full-width block holds every letter")
            }
            other => other,
        }
    };
    Cow::Owned(text.chars().map(&mut change).collect())
}

/// Words in ASCII letters that a reader of the page would meet: in its text, outside `<style>` and
/// `<code>`, or in an attribute that is read out. Single capitals are names of opinion groups.
pub(crate) fn left_over(html: &str) -> Vec<String> {
    let html = without(&without(html, "style"), "code");
    let mut found = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        found.extend(ascii_words(text));
        for name in ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\"", "data-l=\""] {
            if let Some((_, value)) = tag.split_once(name) {
                found.extend(ascii_words(value.split('"').next().unwrap_or_default()));
            }
        }
    }
    found
}

fn without(html: &str, element: &str) -> String {
    let (open, close) = (format!("<{element}"), format!("</{element}>"));
    let mut parts = html.split(&open);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once(&close).map_or("", |(_, after)| after));
    }
    kept
}

fn ascii_words(text: &str) -> Vec<String> {
    let entity_free = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&nbsp;"]
        .iter()
        .fold(text.to_owned(), |text, entity| text.replace(entity, " "));
    entity_free
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| !word.is_empty())
        .filter(|word| word.len() > 1 || word.starts_with(|c: char| c.is_ascii_lowercase()))
        .map(str::to_owned)
        .collect()
}

#[test]
fn what_passes_the_locales_is_changed_and_what_does_not_is_found() {
    let page =
        format!("<p title=\"of\">{} <b>A</b> 3 of <code>x.csv</code></p>", pseudo().say("skip"));
    assert_eq!(left_over(&page), ["of", "of"]);
}
