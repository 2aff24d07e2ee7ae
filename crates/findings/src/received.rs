//! What came in, counted.

use serde::{Deserialize, Serialize};

use crate::Share;

/// What came in and what took no part, counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Received {
    /// Contributions accepted.
    pub contributions: u64,
    /// Statements put to a vote.
    pub statements: u64,
    /// Participants with at least one vote.
    pub voters: u64,
    /// Votes as cast, with those that were later replaced.
    pub votes_cast: u64,
    /// Votes that stand: the last of each participant on each statement.
    pub votes: u64,
    /// Rows of the input that were set aside because they could not be read.
    pub quarantined: u64,
    /// Contributions by channel, constituency and language.
    pub by: Breakdown,
    /// Accepted rows that take no part, by reason, most first.
    pub excluded: Vec<Excluded>,
}

/// A count by channel, by constituency, by language and by round, each most first, ties by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Breakdown {
    /// By channel.
    pub channel: Vec<Slice>,
    /// By constituency.
    pub constituency: Vec<Slice>,
    /// By language, as stated or else as detected.
    pub language: Vec<Slice>,
    /// By round; empty where contributions name none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub round: Vec<Slice>,
}

/// One part of a count. In [`Received`] the denominator is all contributions; in a theme it is all
/// contributions of that channel, constituency or language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slice {
    /// The channel, constituency or language tag.
    pub key: String,
    /// How many, out of how many.
    pub share: Share,
}

/// Accepted rows that take no part in something, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// Why; a short fixed word such as `empty-text`.
    pub reason: String,
    /// How many.
    pub count: u64,
}
