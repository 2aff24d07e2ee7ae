//! Campaigns: many like contributions, shown once, with every signer counted.

use serde::{Deserialize, Serialize};

use crate::{Breakdown, Findings, Quote, Share, Term, Theme, ThemeId};

/// A campaign's number within its findings, from 1, largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CampaignId(pub u32);

/// Many like contributions. That they were organised by someone is not known, only that they are alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Campaign {
    /// Number, from 1, largest first.
    pub id: CampaignId,
    /// The cluster in [`RowFindings::duplicates`](crate::RowFindings).
    pub cluster: u32,
    /// Contributions that carry the words.
    pub signers: Share,
    /// People who sent them, each counted once, and those whose sender is not known, one each; `None` where no sender is known.
    #[serde(default)]
    pub people: Option<u64>,
    /// Of them, word for word the same after normalising.
    pub exact: u64,
    /// The member that shares most with the others.
    pub letter: Quote,
    /// Signers by channel, constituency and language, as shares of all signers.
    pub by: Breakdown,
    /// The theme of most signers.
    pub theme: Option<ThemeId>,
    /// Words that signers added to the letter, most distinctive first.
    pub added: Vec<Term>,
    /// Signers whose text has a sentence of their own or more besides the letter; `None` where that is not told.
    #[serde(default)]
    pub with_own_words: Option<u64>,
    /// Signers by leaf theme, most first, ties by theme.
    #[serde(default)]
    pub by_theme: Vec<ThemeSigners>,
}

impl Campaign {
    /// Everybody who sent the letter, counted once as far as the input says who sent what.
    pub fn senders(&self) -> u64 {
        self.people.unwrap_or(self.signers.count)
    }
}

/// Signers of a campaign in one theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeSigners {
    /// A leaf theme.
    pub theme: ThemeId,
    /// How many.
    pub signers: u64,
}

/// A theme with and without campaigns.
#[derive(Clone, Debug, PartialEq)]
pub struct WithoutCampaigns {
    /// Campaigns with signers in the theme.
    pub campaigns: u64,
    /// Contributions of the theme that are of a campaign, out of its contributions.
    pub inside: Share,
    /// The theme's size when contributions of campaigns are left out everywhere.
    pub size: Share,
    /// Its place by size among the themes of its level, from 1, with campaigns.
    pub place: u64,
    /// The same without.
    pub place_without: u64,
}

impl Findings {
    /// A theme's size out of the contributions that are of no campaign, for a theme that no campaign has signers in.
    pub fn outside_campaigns(&self, theme: &Theme) -> Share {
        Share::of(theme.size.count, theme.size.of.saturating_sub(self.in_campaigns()))
    }

    /// Contributions with a theme that are of a campaign.
    fn in_campaigns(&self) -> u64 {
        self.campaigns.iter().flat_map(|one| &one.by_theme).map(|part| part.signers).sum()
    }

    /// What becomes of a theme when campaigns are left out; `None` where none has signers in it, or there is no such theme.
    pub fn without_campaigns(&self, id: &ThemeId) -> Option<WithoutCampaigns> {
        let themes = &self.themes.themes;
        let theme = themes.iter().find(|theme| theme.id == *id)?;
        let leaf_of = |leaf: &ThemeId, of: &ThemeId| {
            let parent = || themes.iter().find(|theme| theme.id == *leaf)?.parent.clone();
            leaf == of || parent().as_ref() == Some(of)
        };
        let signers = |campaign: &Campaign, of: &ThemeId| -> u64 {
            let inside = campaign.by_theme.iter().filter(|part| leaf_of(&part.theme, of));
            inside.map(|part| part.signers).sum()
        };
        let inside = |of: &ThemeId| self.campaigns.iter().map(|one| signers(one, of)).sum::<u64>();
        let of_campaigns = inside(id);
        let without = theme.size.count.saturating_sub(of_campaigns);
        let level = themes.iter().filter(|other| other.parent == theme.parent);
        let place = |size: &dyn Fn(&Theme) -> u64| {
            1 + level.clone().filter(|other| size(other) > size(theme)).count() as u64
        };
        let less = |other: &Theme| other.size.count.saturating_sub(inside(&other.id));
        (of_campaigns > 0).then(|| WithoutCampaigns {
            campaigns: self.campaigns.iter().filter(|one| signers(one, id) > 0).count() as u64,
            inside: Share::of(of_campaigns, theme.size.count),
            size: Share::of(without, theme.size.of.saturating_sub(self.in_campaigns())),
            place: place(&|other| other.size.count),
            place_without: place(&less),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{Duplicates, Provenance, QuoteRole, Received, Themes, VectorSource};

    fn nothing() -> Findings {
        Findings {
            schema: Findings::SCHEMA.to_owned(),
            title: None,
            received: Received::default(),
            duplicates: Duplicates::default(),
            campaigns: Vec::new(),
            themes: Themes::default(),
            opinion: None,
            slates: Vec::new(),
            notes: Vec::new(),
            provenance: Provenance {
                methods: BTreeMap::new(),
                seed: 0,
                votes_profile: String::new(),
                vectors: VectorSource::Lsa,
            },
        }
    }

    fn theme(id: &str, parent: Option<&str>, count: u64) -> Theme {
        Theme {
            id: ThemeId(id.to_owned()),
            parent: parent.map(|id| ThemeId(id.to_owned())),
            name: String::new(),
            kept: None,
            terms: Vec::new(),
            size: Share::of(count, 1_000),
            size_distinct: Share::of(count, 1_000),
            people: None,
            by: Breakdown::default(),
            quotes: Vec::new(),
            coherence: 0.5,
            stability: None,
        }
    }

    fn campaign(id: u32, by_theme: &[(&str, u64)]) -> Campaign {
        let by_theme: Vec<ThemeSigners> = by_theme
            .iter()
            .map(|(theme, signers)| ThemeSigners {
                theme: ThemeId((*theme).to_owned()),
                signers: *signers,
            })
            .collect();
        Campaign {
            id: CampaignId(id),
            cluster: id,
            signers: Share::of(by_theme.iter().map(|part| part.signers).sum(), 1_000),
            exact: 0,
            letter: Quote {
                contribution: String::new(),
                text: String::new(),
                cut: false,
                language: "en".to_owned(),
                constituency: String::new(),
                channel: String::new(),
                role: QuoteRole::Letter,
                quotable: false,
            },
            by: Breakdown::default(),
            theme: by_theme.first().map(|part| part.theme.clone()),
            added: Vec::new(),
            with_own_words: None,
            people: None,
            by_theme,
        }
    }

    #[test]
    fn a_theme_without_letters_is_smaller_out_of_less() {
        let mut findings = nothing();
        let themes = [
            theme("1", None, 600),
            theme("1.1", Some("1"), 400),
            theme("1.2", Some("1"), 200),
            theme("2", None, 400),
        ];
        findings.themes = Themes { themes: themes.to_vec(), ..Themes::default() };
        findings.campaigns =
            vec![campaign(1, &[("1.1", 290), ("2", 10)]), campaign(2, &[("1.1", 100)])];
        let of = |id: &str| findings.without_campaigns(&ThemeId(id.to_owned()));
        let one = of("1").unwrap();
        assert_eq!((one.campaigns, one.inside), (2, Share::of(390, 600)));
        assert_eq!(one.size, Share::of(210, 600));
        assert_eq!((one.place, one.place_without), (1, 2));
        let part = of("1.1").unwrap();
        assert_eq!((part.size.count, part.place, part.place_without), (10, 1, 2));
        assert_eq!(of("2").unwrap().campaigns, 1);
        assert_eq!(of("1.2"), None);
        assert_eq!(findings.outside_campaigns(&findings.themes.themes[2]), Share::of(200, 600));
    }
}
