//! Participants: persons or bodies who contribute or vote, possibly under a pseudonym.

use serde::{Deserialize, Serialize};

use crate::{Channel, Constituency};

/// A participant's identifier, as the input gives it. For the office only; public pages never show it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ParticipantId(pub String);

/// How a participant's votes came in and for whom they speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteAttributes {
    /// How the first of them arrived.
    pub channel: Channel,
    /// For whom they speak.
    pub constituency: Constituency,
}

impl ParticipantId {
    /// The identifier, verbatim.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
