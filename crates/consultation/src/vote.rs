//! Votes. Signs exist only in foreign formats and inside the vote matrix; here a vote is a word.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// A participant's answer to a statement. *Pass* may mean "not sure"; not having seen it is no vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Vote {
    /// Agrees with the statement.
    Agree,
    /// Disagrees with it.
    Disagree,
    /// Passed, or is not sure.
    Pass,
}

impl Vote {
    /// The name used in files, forms and the interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Vote::Agree => "agree",
            Vote::Disagree => "disagree",
            Vote::Pass => "pass",
        }
    }
}

impl fmt::Display for Vote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A word that is no vote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a vote; use agree, disagree or pass")]
pub struct UnknownVote(pub String);

impl FromStr for Vote {
    type Err = UnknownVote;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        [Vote::Agree, Vote::Disagree, Vote::Pass]
            .into_iter()
            .find(|vote| vote.as_str() == word)
            .ok_or_else(|| UnknownVote(word.to_owned()))
    }
}

/// One vote as it was cast. A later one of the same participant on the same statement replaces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteCast {
    /// Position in [`Heard::participants`](crate::Heard::participants).
    pub participant: u32,
    /// Position in [`Heard::statements`](crate::Heard::statements).
    pub statement: u32,
    /// The answer.
    pub vote: Vote,
    /// When it was cast; `None` when the file does not say (0 in a file means unknown).
    pub time: Option<Timestamp>,
}
