//! Slates: statements chosen so that together they speak for everyone.

use serde::{Deserialize, Serialize};

/// A chosen set of statements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slate {
    /// The rule by the literature's name, for instance `seqphragmen`.
    pub rule: String,
    /// Positions of the chosen statements, in the order of choice.
    pub statements: Vec<u32>,
    /// Voters who agree with at least one of them.
    pub represented: u64,
    /// Voters who agree with none.
    pub left_out: u64,
}
