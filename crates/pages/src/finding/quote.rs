//! People's words, with whose they are.

use askama::Template;
use findings::QuoteRole;

use crate::markup::{isolated, shortened};
use crate::words::Words;

/// Characters of a quote that are shown: a paragraph of a long letter, not all of it.
const QUOTE_SHOWN: usize = 700;

/// Characters of an id that are shown.
const ID_SHOWN: usize = 60;

/// A quote as it stands on the page.
#[derive(Template)]
#[template(path = "finding/quote.html")]
pub(crate) struct Quote {
    w: &'static Words,
    /// Language tag; `None` when unknown.
    lang: Option<String>,
    text: String,
    goes_on: bool,
    about: Vec<String>,
}

/// Words with channel, constituency, number and the reason why they were chosen.
pub(crate) fn quote(w: &'static Words, quote: &findings::Quote) -> Quote {
    let long = quote.text.chars().count() > QUOTE_SHOWN;
    let mut about =
        vec![w.named("channel", &quote.channel), w.named("constituency", &quote.constituency)];
    // A published letter names no contribution.
    if !quote.contribution.is_empty() {
        let id = isolated(&quote.contribution, ID_SHOWN);
        about.push(w.say_with("quote-number", &[("id", id.into())]));
    }
    about.extend(match quote.role {
        QuoteRole::Typical => Some(w.say("quote-role-typical")),
        QuoteRole::Distant => Some(w.say("quote-role-distant")),
        QuoteRole::Constituency => Some(w.say("quote-role-constituency")),
        QuoteRole::Letter => None,
    });
    Quote {
        w,
        lang: (quote.language != "und").then(|| quote.language.clone()),
        goes_on: quote.cut || long,
        text: shortened(&quote.text, QUOTE_SHOWN),
        about,
    }
}

/// Words of a contribution that anyone may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicWords {
    /// The contribution's number in the record.
    pub index: u64,
    /// The words, personal data masked.
    pub text: String,
    /// Language tag, where stated.
    pub language: Option<String>,
    /// How they arrived.
    pub channel: String,
    /// For whom they speak.
    pub constituency: String,
}

/// A passage of them, with channel and constituency.
pub(crate) fn passage(w: &'static Words, words: &PublicWords) -> Quote {
    without_number(w, words, QUOTE_SHOWN)
}

/// At most `length` characters of them, with channel, constituency and number.
pub(crate) fn read(w: &'static Words, words: &PublicWords, length: usize) -> Quote {
    let mut quote = without_number(w, words, length);
    quote.about.push(w.say_with("quote-number", &[("id", w.number(words.index).into())]));
    quote
}

fn without_number(w: &'static Words, words: &PublicWords, length: usize) -> Quote {
    Quote {
        w,
        lang: words.language.clone(),
        goes_on: words.text.chars().count() > length,
        text: shortened(&words.text, length),
        about: vec![
            w.named("channel", &words.channel),
            w.named("constituency", &words.constituency),
        ],
    }
}
