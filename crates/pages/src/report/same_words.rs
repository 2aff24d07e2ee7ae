//! Contributions with the same words, and the letters among them.

use askama::Template;
use findings::{Campaign, Findings};

use crate::finding::quote::{Quote, quote};
use crate::finding::size::{NAME_SHOWN, theme_name};
use crate::markup::isolated;
use crate::words::Words;

/// Letters that are shown.
const LETTERS_SHOWN: usize = 12;

/// Words that signers added, for each letter.
const ADDED_SHOWN: usize = 10;

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

struct Letter {
    name: String,
    facts: Vec<String>,
    /// The theme of most signers, with its number.
    theme: Option<(String, String)>,
    words: Quote,
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

/// How many letters were sent by many people, and by how many; `None` without letters.
pub(super) fn campaigns_sentence(w: &Words, findings: &Findings) -> Option<String> {
    let signers: u64 = findings.campaigns.iter().map(|campaign| campaign.signers.count).sum();
    let values = [("n", findings.campaigns.len().into()), ("signers", signers.into())];
    (!findings.campaigns.is_empty()).then(|| w.say_with("campaigns", &values))
}

fn letter(w: &'static Words, findings: &Findings, campaign: &Campaign) -> Letter {
    let share = &campaign.signers;
    let mut facts = vec![w.say_with(
        "campaign-signers",
        &[
            ("signers", share.count.into()),
            ("share", w.point(share).into()),
            ("of", share.of.into()),
        ],
    )];
    facts.push(w.say_with("campaign-exact", &[("exact", campaign.exact.into())]));
    if !campaign.added.is_empty() {
        let added = campaign.added.iter().take(ADDED_SHOWN);
        let words: Vec<String> = added.map(|term| isolated(&term.term, NAME_SHOWN)).collect();
        facts.push(w.say_with("campaign-added", &[("words", w.list(&words).into())]));
    }
    Letter {
        name: w.say_with("campaign", &[("n", campaign.id.0.into())]),
        facts,
        theme: campaign.theme.as_ref().map(|id| (id.to_string(), theme_name(findings, id))),
        words: quote(w, &campaign.letter),
    }
}
