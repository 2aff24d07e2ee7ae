//! Moderation: hold or hide with a reason; never delete.

use serde::{Deserialize, Serialize};

/// What staff decided about showing a contribution or a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moderation {
    /// Nobody has looked at it yet.
    #[default]
    Unmoderated,
    /// Held until released: counted, not shown.
    Held,
    /// Looked at and shown.
    Released,
    /// Looked at and not shown, with a reason.
    Hidden(ModerationReason),
}

impl Moderation {
    /// True when staff decided not to show it.
    pub fn is_hidden(self) -> bool {
        matches!(self, Moderation::Hidden(_))
    }

    /// True when the public may read the words.
    pub fn is_public(self) -> bool {
        self == Moderation::Released
    }
}

/// Why something is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ModerationReason {
    /// It names or reveals a person.
    PersonalData,
    /// It threatens somebody.
    Threat,
    /// It incites hatred.
    Hate,
    /// It advertises.
    Advertising,
    /// It is not about the plan.
    OffTopic,
    /// The source file says that it was rejected, and no more.
    NotStated,
}

impl ModerationReason {
    /// Every reason, in the order of its code in the sealed entry.
    pub const ALL: [ModerationReason; 6] = [
        ModerationReason::PersonalData,
        ModerationReason::Threat,
        ModerationReason::Hate,
        ModerationReason::Advertising,
        ModerationReason::OffTopic,
        ModerationReason::NotStated,
    ];

    /// The name used on the command line and in files.
    pub fn as_str(self) -> &'static str {
        match self {
            ModerationReason::PersonalData => "personal-data",
            ModerationReason::Threat => "threat",
            ModerationReason::Hate => "hate",
            ModerationReason::Advertising => "advertising",
            ModerationReason::OffTopic => "off-topic",
            ModerationReason::NotStated => "not-stated",
        }
    }
}
