//! Contributions: the unit of the receipt and of every count.

use serde::{Deserialize, Serialize};

use crate::{
    Channel, Constituency, Discussed, Language, Moderation, ParticipantId, RoundId, Timestamp,
};

/// A contribution's identifier: in a file the id column verbatim, in the store the leaf's index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContributionId(pub String);

impl ContributionId {
    /// The identifier, verbatim.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What one participant submitted at one time through one channel. It never changes: a correction,
/// a withdrawal or a moderation is a new record that points at it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// Unique within one [`Heard`](crate::Heard).
    pub id: ContributionId,
    /// The words, unchanged. Empty only for a statement without text in a Polis file.
    pub text: String,
    /// How it arrived.
    pub channel: Channel,
    /// For whom it speaks.
    pub constituency: Constituency,
    /// The round it answers, where known.
    pub round: Option<RoundId>,
    /// The language the sender stated; detection is the analysis's business.
    pub language: Option<Language>,
    /// Who sent it, where known.
    pub participant: Option<ParticipantId>,
    /// When it was sent, where known.
    pub sent: Option<Timestamp>,
    /// The author agreed to be quoted in public.
    pub quotable: bool,
    /// What staff decided about showing it.
    pub moderation: Moderation,
    /// The contribution it replies to.
    pub reply_to: Option<ContributionId>,
    /// Its place in a discussion; `None` for one that was only sent to its round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discussed: Option<Box<Discussed>>,
}

impl Contribution {
    /// A contribution from the public of which only the words and the channel are known.
    pub fn new(id: impl Into<String>, text: impl Into<String>, channel: Channel) -> Self {
        Contribution {
            id: ContributionId(id.into()),
            text: text.into(),
            channel,
            constituency: Constituency::Public,
            round: None,
            language: None,
            participant: None,
            sent: None,
            quotable: false,
            moderation: Moderation::Unmoderated,
            reply_to: None,
            discussed: None,
        }
    }
}
