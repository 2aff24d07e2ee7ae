//! What the votes say of each statement.

use serde::{Deserialize, Serialize};

use crate::{Estimate, OpinionGroups, Share};

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
    /// Positions of the statements that bridge, by bridging score, highest first.
    #[serde(default)]
    pub bridging: Vec<u32>,
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
    /// Votes by the channel they came in through, where the input says so; the largest part of the people
    /// first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_channel: Vec<PartVotes>,
    /// Votes by the constituency they speak for, likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_constituency: Vec<PartVotes>,
    /// Product over groups of (A+1)/(S+2), A agrees and S votes seen in the group; 0 to 1, comparable only
    /// among statements of one analysis.
    pub group_informed: Option<f64>,
    /// The same with disagrees.
    pub group_informed_disagree: Option<f64>,
    /// Between these lies `group_informed` in 95 % of the resamples of people; `None` without groups,
    /// and for statements that take no part.
    #[serde(default)]
    pub group_informed_range: Option<[f64; 2]>,
    /// The same of `group_informed_disagree`.
    #[serde(default)]
    pub group_informed_disagree_range: Option<[f64; 2]>,
    /// Whether those agree with it who usually disagree; `None` for statements without a vote and
    /// those that take no part.
    #[serde(default)]
    pub bridging: Option<Bridging>,
    /// How often it is listed again when people are drawn anew; `None` as for `bridging`.
    #[serde(default)]
    pub again: Option<Again>,
    /// Distance from the middle that a single vote on it would move a participant.
    pub extremity: f64,
    /// Weight with which it would be shown next (Polis priority).
    pub priority: f64,
}

/// Whether those agree with a statement who usually disagree. The divide is the one factor that
/// explains most of the votes; it has two sides, and everyone who voted is on one of them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bridging {
    /// The part of the agreement that the divide does not explain, on a scale where disagree is 0 and agree 1,
    /// from the mean statement; with its 95 % interval over resamples of people. Comparable only
    /// among statements of one analysis.
    pub score: Estimate,
    /// Those who agree on each side, out of those who voted on it, passes included.
    pub sides: [Share; 2],
    /// The least lower end of the shares who agree: over both sides, and over the opinion groups where
    /// some are shown.
    pub lowest: f64,
}

impl Bridging {
    /// True when a majority agrees on each side and in each group, at the lower end of its interval.
    pub fn bridges(&self) -> bool {
        self.lowest > 0.5
    }
}

/// How often a statement was in each list when people were drawn anew: shares of the resamples, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Again {
    /// Among those that most people agree with.
    pub agreed: f64,
    /// Among those that most people disagree with.
    pub rejected: f64,
    /// Among those that all groups agree with.
    pub across_groups: f64,
    /// Among those that part the voters most.
    pub divisive: f64,
    /// Among those that bridge.
    pub bridging: f64,
}

/// A group's votes on one statement.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupVotes {
    /// The group.
    pub group: u32,
    /// Its members' votes.
    pub counts: VoteCounts,
}

/// The votes of one channel or constituency on one statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartVotes {
    /// The channel's or constituency's name.
    pub part: String,
    /// The votes.
    pub counts: VoteCounts,
}

impl PartVotes {
    /// Share who agree, out of all of them who voted on it, passes included.
    pub fn agree(&self) -> Share {
        Share::of(self.counts.agree, self.counts.seen())
    }
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
