//! Themes: named recurring ideas, candidates until a person selects them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Breakdown, Share};

/// A theme's number in the tree: `2` is a top theme, `2.1` stands under it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ThemeId(pub String);

impl ThemeId {
    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ThemeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The theme tree and what is true of it as a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Themes {
    /// Every theme, each parent before its children, otherwise largest first.
    pub themes: Vec<Theme>,
    /// Small distinct concerns: texts that lie apart within their theme, those farthest from it first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concerns: Vec<Concern>,
    /// Leaf themes asked for by the office; `None` when the number was chosen from the texts.
    pub asked: Option<u32>,
    /// Leaf themes there are.
    pub leaves: u32,
    /// Themes were made language by language, so one idea in two languages is two themes.
    pub per_language: bool,
    /// Contributions that say who sent them, out of all with a theme; `None` where none says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub senders: Option<Share>,
}

/// A recurring idea.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// Number in the tree.
    pub id: ThemeId,
    /// The theme it stands under.
    pub parent: Option<ThemeId>,
    /// A working name made of its most distinctive words; people rename it.
    pub name: String,
    /// The own name of a theme that staff decided on, the same in every run (`K3`); `None` for a candidate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<String>,
    /// The words that set it apart from its siblings, most distinctive first.
    pub terms: Vec<Term>,
    /// Contributions of which it is the primary theme, out of all with a theme.
    pub size: Share,
    /// The same with each campaign and each set of duplicates counted once.
    pub size_distinct: Share,
    /// People who raised it, each once, out of all people known to have raised any theme; `None` where no
    /// contribution with a theme says who sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<Share>,
    /// Size by channel, constituency and language, each out of that part's contributions.
    pub by: Breakdown,
    /// What people wrote, chosen by a stated rule.
    pub quotes: Vec<Quote>,
    /// Mean cosine of its members to its centroid, 0 to 1; how alike its texts are.
    pub coherence: f64,
    /// How far the theme comes back when half of the texts are grouped again: mean Jaccard index, 0 to 1
    /// (Hennig 2007). `None` for a theme that has others beneath it, one that staff decided on, or one of which
    /// next to nothing was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stability: Option<f64>,
}

/// What few people raise within a theme that is about something else: it lies farther from the middle of
/// its theme than the nearest other theme does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Concern {
    /// The theme its contributions are sorted under.
    pub theme: ThemeId,
    /// A working name made of the words that set it apart within its theme.
    pub name: String,
    /// Those words, most distinctive first.
    pub terms: Vec<Term>,
    /// Its contributions, out of the theme's.
    pub size: Share,
    /// The contributions nearest to its middle.
    pub quotes: Vec<Quote>,
}

impl Theme {
    /// True for a top theme.
    pub fn is_top(&self) -> bool {
        self.parent.is_none()
    }
}

/// A word or short phrase with its weight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// The word.
    pub term: String,
    /// Weight by the method named in the provenance; comparable within one list only.
    pub weight: f64,
}

/// Words of one contribution, verbatim, with whose they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The contribution's id, verbatim.
    pub contribution: String,
    /// The words, unchanged, or their beginning when `cut`.
    pub text: String,
    /// The words go on after `text`.
    pub cut: bool,
    /// Language tag, as stated or detected; `und` when unknown.
    pub language: String,
    /// For whom it speaks.
    pub constituency: String,
    /// How it arrived.
    pub channel: String,
    /// Why it was chosen.
    pub role: QuoteRole,
    /// The author agreed to be quoted in public.
    pub quotable: bool,
}

/// Why a quote was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuoteRole {
    /// Nearest to the middle of the theme.
    Typical,
    /// Farthest from the middle among its members.
    Distant,
    /// Nearest to the middle among the contributions of its constituency.
    Constituency,
    /// The text of a campaign.
    Letter,
}
