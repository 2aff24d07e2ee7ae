//! Contributions with the same words, and the letters among them.

use askama::Template;
use findings::Findings;

use crate::finding::letter::{Letter, campaigns_sentence, letter};
use crate::words::Words;

/// Letters that are shown.
const LETTERS_SHOWN: usize = 12;

#[derive(Template)]
#[template(path = "report/same_words.html")]
pub(super) struct SameWords {
    w: &'static Words,
    sentence: String,
    distinct: Option<String>,
    kinds: Vec<(String, String)>,
    campaigns: Option<String>,
    letters: Vec<Letter>,
    more: Option<String>,
}

pub(super) fn same_words(w: &'static Words, findings: &Findings) -> SameWords {
    let same = &findings.duplicates;
    let hidden = findings.campaigns.len().saturating_sub(LETTERS_SHOWN);
    let kinds = [
        (w.say("same-exact"), same.exact),
        (w.say("same-near"), same.near),
        (w.say("same-template"), same.template),
    ];
    let of = findings.received.contributions;
    SameWords {
        w,
        sentence: match same.contributions {
            0 => w.say("same-none"),
            n => w.say_with("same-many", &[("n", n.into()), ("of", of.into())]),
        },
        distinct: (same.contributions > 0)
            .then(|| w.say_with("same-distinct", &[("distinct", same.distinct.into())])),
        kinds: kinds
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(kind, count)| (kind, w.number(count)))
            .collect(),
        campaigns: campaigns_sentence(w, findings),
        letters: findings
            .campaigns
            .iter()
            .take(LETTERS_SHOWN)
            .map(|campaign| letter(w, findings, campaign))
            .collect(),
        more: (hidden > 0).then(|| w.say_with("campaigns-more", &[("n", hidden.into())])),
    }
}
