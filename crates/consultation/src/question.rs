//! Consultation rounds and their questions.

use serde::{Deserialize, Serialize};

use crate::{LocalText, Statement, Timestamp};

/// A round's identifier within its plan: a short word that stands in addresses, such as `outline`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoundId(pub String);

impl RoundId {
    /// The identifier, verbatim.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One solicitation on one outline: dates, questions, statements to vote on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Unique within the data directory.
    pub id: RoundId,
    /// What the round is called.
    pub title: LocalText,
    /// First moment at which contributions and votes are taken.
    pub opens: Timestamp,
    /// First moment at which they are no longer taken.
    pub closes: Timestamp,
    /// What is asked.
    pub questions: Vec<Question>,
    /// What is put to a vote.
    pub statements: Vec<Statement>,
    /// Whether new contributions wait for staff.
    #[serde(default)]
    pub release: Release,
    /// What the participant is told about the use of the words; sealed with the opening.
    pub consent: LocalText,
}

impl Round {
    /// True when contributions and votes are taken at `now`.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.opens <= now && now < self.closes
    }
}

/// A prompt, free or about one chapter of the outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Unique within the round.
    pub id: String,
    /// What is asked.
    pub text: LocalText,
    /// The chapter it is about, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chapter: Option<String>,
}

/// When the words of a new contribution become public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Release {
    /// Held until staff release it; the default.
    #[default]
    Held,
    /// Shown at once.
    AtOnce,
}
