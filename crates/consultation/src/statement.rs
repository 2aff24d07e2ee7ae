//! Statements: short texts that others vote on.

use serde::{Deserialize, Serialize};

use crate::{LocalText, Moderation, Timestamp};

/// A statement's identifier; in Polis files the `comment-id`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StatementId(pub String);

impl StatementId {
    /// The identifier, verbatim.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A short text others vote on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Unique within one [`Heard`](crate::Heard).
    pub id: StatementId,
    /// The words put to the vote.
    pub text: String,
    /// The words in every language the office puts them in, `text` being one of them; empty where
    /// only `text` is known.
    #[serde(default, skip_serializing_if = "LocalText::is_blank")]
    pub translations: LocalText,
    /// What staff decided; a hidden statement takes part in no group or consensus.
    pub moderation: Moderation,
    /// Asks about the voter, not about the subject (Polis `is-meta`); takes no part in groups.
    pub is_meta: bool,
    /// Written by the office to start with, not by a participant.
    pub is_seed: bool,
    /// When it was put up, where known.
    pub created: Option<Timestamp>,
}

impl Statement {
    /// A statement of which only the words are known.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Statement {
            id: StatementId(id.into()),
            text: text.into(),
            translations: LocalText::default(),
            moderation: Moderation::Unmoderated,
            is_meta: false,
            is_seed: false,
            created: None,
        }
    }

    /// The words in `language` where the office gave them, else as first written.
    pub fn text_in(&self, language: &str) -> &str {
        self.translations.0.get(language).map_or(self.text.as_str(), String::as_str)
    }

    /// True when the statement takes part in groups and consensus.
    pub fn takes_part(&self) -> bool {
        !self.is_meta && !self.moderation.is_hidden()
    }
}
