//! Everything that came in: the input of an analysis.

use serde::{Deserialize, Serialize};

use crate::{Contribution, PackedVotes, ParticipantId, Statement, VoteAttributes, VoteCast};

/// All that people said in one body of input, in the order of the input.
///
/// In a Polis folder each statement is a text as well: it stands once in `contributions` and once in
/// `statements`, under the same id, and is counted once as a contribution.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Heard {
    /// What the consultation is called, where the input says so.
    pub title: Option<String>,
    /// The words people sent.
    pub contributions: Vec<Contribution>,
    /// What was put to a vote.
    pub statements: Vec<Statement>,
    /// Who voted, in order of first appearance by time.
    pub participants: Vec<ParticipantId>,
    /// Of each participant how their votes came in and for whom they speak; empty where the input
    /// says neither.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vote_attributes: Vec<VoteAttributes>,
    /// The votes as cast, in order of time; a later one replaces an earlier one.
    pub votes: Vec<VoteCast>,
    /// The votes that stand, where the input was packed; `votes` is empty then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed: Option<PackedVotes>,
    /// What the order of `votes` rests on.
    pub vote_order: VoteOrder,
    /// The plan's and the questions' own words, which no template may be made of.
    pub asked: Vec<String>,
}

impl Heard {
    /// Votes as cast, those that were replaced later included.
    pub fn votes_cast(&self) -> u64 {
        self.votes.len() as u64 + self.packed.as_ref().map_or(0, |packed| packed.cast)
    }
}

/// What the order of the votes rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoteOrder {
    /// There are no votes.
    #[default]
    NoVotes,
    /// By time, ties as in the file.
    ByTime,
    /// No times are known; the order of the file stands in.
    AsInFile,
}
