//! Letters that many people sent: who signed is counted, the words are shown once.

use findings::{Campaign, Findings, Share, ThemeId, WithoutCampaigns};

use crate::finding::quote::{Quote, quote};
use crate::finding::size::{NAME_SHOWN, theme_name};
use crate::markup::{Markup, isolated};
use crate::words::Words;

/// Words that signers added, for each letter.
const ADDED_SHOWN: usize = 10;

pub(crate) struct Letter {
    pub(crate) name: String,
    /// How many signed it.
    pub(crate) signers: String,
    pub(crate) facts: Vec<String>,
    /// The theme of most signers, with its number.
    pub(crate) theme: Option<(String, String)>,
    pub(crate) words: Quote,
}

/// How many letters were sent by many people, and by how many; `None` without letters.
pub(crate) fn campaigns_sentence(w: &Words, findings: &Findings) -> Option<String> {
    let signers: u64 = findings.campaigns.iter().map(|campaign| campaign.signers.count).sum();
    let values = [("n", findings.campaigns.len().into()), ("signers", signers.into())];
    (!findings.campaigns.is_empty()).then(|| w.say_with("campaigns", &values))
}

/// How much of a theme is of letters, and what it is without them.
pub(crate) struct Without {
    /// Contributions of the theme that are of letters.
    pub(crate) inside: String,
    /// What the theme's share and place are without them.
    pub(crate) changed: Markup,
}

/// A theme with and without letters; `None` where no letter has signers in it.
pub(crate) fn without(w: &Words, findings: &Findings, theme: &ThemeId) -> Option<Without> {
    let WithoutCampaigns { campaigns, inside, size, place, place_without } =
        findings.without_campaigns(theme)?;
    let inside = w.say_with(
        "theme-campaigns-inside",
        &[
            ("signers", inside.count.into()),
            ("share", w.point(&inside).into()),
            ("n", campaigns.into()),
        ],
    );
    let values = [
        ("share", w.point(&size).into()),
        ("range", w.range(&size).into()),
        ("count", size.count.into()),
        ("place", place_without.into()),
        ("before", place.into()),
    ];
    let key = if place == place_without { "theme-without-same" } else { "theme-without-other" };
    Some(Without { inside, changed: w.html_with(key, &values) })
}

/// A campaign as a letter.
pub(crate) fn letter(w: &'static Words, findings: &Findings, campaign: &Campaign) -> Letter {
    let share = &campaign.signers;
    let repeated = campaign.senders() < share.count;
    let signers = w.say_with(
        if repeated { "campaign-people" } else { "campaign-signers" },
        &[
            ("people", campaign.senders().into()),
            ("signers", share.count.into()),
            ("share", w.point(share).into()),
            ("of", share.of.into()),
        ],
    );
    let mut facts = vec![w.say_with("campaign-exact", &[("exact", campaign.exact.into())])];
    if let Some(own) = campaign.with_own_words {
        let share = w.point(&Share::of(own, share.count));
        facts.push(w.say_with("campaign-own", &[("n", own.into()), ("share", share.into())]));
    }
    if !campaign.added.is_empty() {
        let added = campaign.added.iter().take(ADDED_SHOWN);
        let words: Vec<String> = added.map(|term| isolated(&term.term, NAME_SHOWN)).collect();
        facts.push(w.say_with("campaign-added", &[("words", w.list(&words).into())]));
    }
    Letter {
        name: w.say_with("campaign", &[("n", campaign.id.0.into())]),
        signers,
        facts,
        theme: campaign.theme.as_ref().map(|id| (id.to_string(), theme_name(findings, id))),
        words: quote(w, &campaign.letter),
    }
}
