//! What the votes say of each statement.

use serde::{Deserialize, Serialize};

use crate::{OpinionGroups, Share};

/// All that the votes give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opinion {
    /// Every statement, in the order of the input.
    pub statements: Vec<StatementFinding>,
    /// Positions of the statements that most people agree with, strongest first.
    pub agreed: Vec<u32>,
    /// Positions of the statements that most people disagree with, strongest first.
    pub rejected: Vec<u32>,
    /// Positions of the statements that all groups agree with, by group-informed consensus.
    pub across_groups: Vec<u32>,
    /// Positions of the statements that part the voters most.
    pub divisive: Vec<u32>,
    /// The opinion groups.
    pub groups: OpinionGroups,
}

/// One statement's votes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementFinding {
    /// The statement's id, verbatim.
    pub id: String,
    /// Its words, verbatim.
    pub text: String,
    /// Takes part in groups and consensus: neither hidden by moderation nor about the voter.
    pub takes_part: bool,
    /// Votes of all participants.
    pub counts: VoteCounts,
    /// Share who agree, out of all who voted on it, passes included.
    pub agree: Share,
    /// Share who disagree, out of all who voted on it, passes included.
    pub disagree: Share,
    /// Votes inside each group, group 0 first.
    pub by_group: Vec<GroupVotes>,
    /// Product over groups of (A+1)/(S+2), A agrees and S votes seen in the group; 0 to 1, comparable only
    /// among statements of one analysis.
    pub group_informed: Option<f64>,
    /// The same with disagrees.
    pub group_informed_disagree: Option<f64>,
    /// Distance from the middle that a single vote on it would move a participant.
    pub extremity: f64,
    /// Weight with which it would be shown next (Polis priority).
    pub priority: f64,
}

/// A group's votes on one statement.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupVotes {
    /// The group.
    pub group: u32,
    /// Its members' votes.
    pub counts: VoteCounts,
}

/// Counts of votes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteCounts {
    /// Agree.
    pub agree: u64,
    /// Disagree.
    pub disagree: u64,
    /// Pass or not sure.
    pub pass: u64,
}

impl VoteCounts {
    /// All votes, passes included.
    pub fn seen(&self) -> u64 {
        self.agree + self.disagree + self.pass
    }
}
