//! Clauses: the smallest numbered text that can be answered for.

use consultation::LocalText;
use findings::ThemeId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Attribution, DirectionId, EvidenceId, PlanId, ReviewId};

/// A clause's number, such as `2.3`; also its anchor, which survives edits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClauseId(pub String);

impl ClauseId {
    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A clause of another plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseRef {
    /// The plan.
    pub plan: PlanId,
    /// The clause in it.
    pub clause: ClauseId,
}

/// A clause with all its versions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clause {
    /// Number and anchor.
    pub id: ClauseId,
    /// Short heading.
    pub title: LocalText,
    /// Versions, oldest first; never empty.
    pub versions: Vec<ClauseVersion>,
    /// Directions it answers to.
    #[serde(default)]
    pub directions: Vec<DirectionId>,
    /// Where its facts come from.
    #[serde(default)]
    pub attributions: Vec<Attribution>,
    /// Evidence it cites.
    #[serde(default)]
    pub evidence: Vec<EvidenceId>,
    /// Clauses of the plan above that it carries out.
    #[serde(default)]
    pub carries_out: Vec<ClauseRef>,
}

/// One version of a clause's text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClauseVersion {
    /// From 1.
    pub number: u32,
    /// The text.
    pub text: LocalText,
    /// Why it reads so now; blank for the first version.
    #[serde(default)]
    pub why: LocalText,
    /// Who changed it; blank for the outline as published and where nobody is named.
    #[serde(default, skip_serializing_if = "LocalText::is_blank")]
    pub by: LocalText,
    /// The review it follows from; needed once the final text is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewId>,
    /// The day it was adopted; `None` for the outline as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// What people said that it draws on.
    #[serde(default)]
    pub basis: PublicBasis,
}

/// The contributions, themes and statements a clause draws on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicBasis {
    /// The analysis run whose themes are meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<u64>,
    /// Themes.
    #[serde(default)]
    pub themes: Vec<ThemeId>,
    /// Statements, by id.
    #[serde(default)]
    pub statements: Vec<String>,
    /// Passages of single contributions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<Passage>,
}

/// A part of one contribution, by its place: the words themselves may be erased one day, the place stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The contribution, by the index of its leaf.
    pub contribution: u64,
    /// First character, from 0.
    pub from: u32,
    /// The character after the last.
    pub to: u32,
}

impl Passage {
    /// The passage's words within the contribution's text; `None` where the text does not reach so far.
    pub fn words(self, text: &str) -> Option<&str> {
        let at = |nth: u32| {
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.into_iter().nth(nth as usize)
        };
        text.get(at(self.from)?..at(self.to)?).filter(|words| !words.is_empty())
    }
}

impl PublicBasis {
    /// True when the clause draws on nothing people said; the page says so.
    pub fn is_empty(&self) -> bool {
        self.themes.is_empty() && self.statements.is_empty() && self.passages.is_empty()
    }
}

impl Clause {
    /// A clause with a first version and nothing else.
    pub fn new(id: ClauseId, title: LocalText, text: LocalText) -> Clause {
        let first = ClauseVersion {
            number: 1,
            text,
            why: LocalText::default(),
            by: LocalText::default(),
            review: None,
            on: None,
            basis: PublicBasis::default(),
        };
        Clause {
            id,
            title,
            versions: vec![first],
            directions: Vec::new(),
            attributions: Vec::new(),
            evidence: Vec::new(),
            carries_out: Vec::new(),
        }
    }

    /// The version in force.
    pub fn current(&self) -> &ClauseVersion {
        self.versions.last().expect("a clause has a first version")
    }

    /// The version before the one in force.
    pub fn previous(&self) -> Option<&ClauseVersion> {
        self.versions.iter().nth_back(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_counted_in_characters_and_must_lie_within_the_text() {
        let of = |from, to, text| Passage { contribution: 7, from, to }.words(text);
        assert_eq!(of(2, 4, "优先保障居民用水。"), Some("保障"));
        assert_eq!(of(0, 5, "Wells run dry."), Some("Wells"));
        assert_eq!(of(0, 99, "Wells"), None);
        assert_eq!(of(3, 3, "Wells"), None);
        assert_eq!(of(4, 2, "Wells"), None);
    }
}
