//! Participants: persons or bodies who contribute or vote, possibly under a pseudonym.

use serde::{Deserialize, Serialize};

/// A participant's identifier, as the input gives it. For the office only; public pages never show it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ParticipantId(pub String);

impl ParticipantId {
    /// The identifier, verbatim.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
