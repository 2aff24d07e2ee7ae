//! Comments that bodies of the administration make on clauses before a text is published.
//!
//! Like every act they stand in the public record: who commented, and what was answered.

use consultation::LocalText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ClauseId;

/// A comment's identifier, such as `K3`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CommentId(pub String);

/// A time in which bodies of the administration may comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentRound {
    /// Unique within the plan.
    pub id: String,
    /// Who is asked.
    pub bodies: Vec<LocalText>,
    /// First day.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
}

/// What a body says of a clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Unique within the plan.
    pub id: CommentId,
    /// The round it belongs to.
    pub round: String,
    /// The clause.
    pub clause: ClauseId,
    /// Who comments.
    pub body: LocalText,
    /// What is said.
    pub text: LocalText,
    /// The day.
    pub on: Date,
    /// What was done about it; `None` while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<CommentAnswer>,
}

/// What was done about a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentAnswer {
    /// What was done, and why.
    pub text: LocalText,
    /// The day.
    pub on: Date,
}
