//! Directions: what those in charge ask of the plan. They stand beside the public's advice and are not targets.

use consultation::LocalText;
use serde::{Deserialize, Serialize};

use crate::Attribution;

/// A direction's identifier, such as `D4`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DirectionId(pub String);

impl DirectionId {
    /// The identifier, verbatim.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What those in charge ask of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Direction {
    /// Unique within the plan.
    pub id: DirectionId,
    /// What is asked, in our words.
    pub text: LocalText,
    /// Who issued it, where it stands and how firmly.
    pub attribution: Attribution,
}
