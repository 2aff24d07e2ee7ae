//! How a leaf stands: shown, withheld, erased; and the codes this takes in the database.

use consultation::{Channel, Moderation, ModerationReason};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use tlog::Reason;

/// How a leaf stands. Every leaf stands in one way, so the counts add up to the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// A contribution everyone may read, or a vote: it enters the counts as cast.
    Published,
    /// Counted, its words not shown until somebody looks at them.
    Held,
    /// Counted, its words not shown.
    Withheld(ModerationReason),
    /// Its words are erased.
    Erased(Erasure),
    /// Its words are erased, as later ones of the same author took their place.
    Replaced,
    /// Not a record of a participant: a public document.
    SystemEvent,
}

/// Why a record's words were erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Erasure {
    /// Its author asked.
    Author,
    /// A court or authority ordered it.
    LegalOrder,
    /// It held data of someone else.
    ThirdPartyData,
    /// The time it may be kept is over.
    RetentionExpiry,
}

impl Standing {
    /// What a page may show of a record that stands so; `None` once its words are gone.
    pub fn moderation(self) -> Option<Moderation> {
        match self {
            Standing::Published => Some(Moderation::Released),
            Standing::Held => Some(Moderation::Held),
            Standing::Withheld(reason) => Some(Moderation::Hidden(reason)),
            Standing::Erased(_) | Standing::Replaced | Standing::SystemEvent => None,
        }
    }

    /// Whether the words are still kept.
    pub fn has_words(self) -> bool {
        self.moderation().is_some()
    }

    /// The columns `standing` and `reason`.
    pub(crate) fn codes(self) -> (u8, u8) {
        match self {
            Standing::Published => (0, 0),
            Standing::Held => (1, 0),
            Standing::Withheld(reason) => (2, reason_of_moderation(reason) as u8),
            Standing::Erased(erasure) => (3, reason_of_erasure(erasure) as u8),
            Standing::Replaced => (4, 0),
            Standing::SystemEvent => (5, 0),
        }
    }

    pub(crate) fn from_codes(standing: u8, reason: u8) -> Option<Standing> {
        let withheld = ModerationReason::ALL.map(Standing::Withheld);
        let erased = Erasure::ALL.map(Standing::Erased);
        [Standing::Published, Standing::Held, Standing::Replaced, Standing::SystemEvent]
            .into_iter()
            .chain(withheld)
            .chain(erased)
            .find(|found| found.codes() == (standing, reason))
    }
}

impl Erasure {
    /// Every reason, in the order of its code in the sealed entry.
    pub const ALL: [Erasure; 4] =
        [Erasure::Author, Erasure::LegalOrder, Erasure::ThirdPartyData, Erasure::RetentionExpiry];
}

/// The entry's reason for a withheld record.
pub(crate) fn reason_of_moderation(reason: ModerationReason) -> Reason {
    match reason {
        ModerationReason::PersonalData => Reason::PersonalData,
        ModerationReason::Threat => Reason::Threat,
        ModerationReason::Hate => Reason::Hate,
        ModerationReason::Advertising => Reason::Advertising,
        ModerationReason::OffTopic => Reason::OffTopic,
        ModerationReason::NotStated => Reason::NotStated,
    }
}

/// The entry's reason for an erased record.
pub(crate) fn reason_of_erasure(erasure: Erasure) -> Reason {
    match erasure {
        Erasure::Author => Reason::Author,
        Erasure::LegalOrder => Reason::LegalOrder,
        Erasure::ThirdPartyData => Reason::ThirdPartyData,
        Erasure::RetentionExpiry => Reason::RetentionExpiry,
    }
}

/// The entry's code of a channel.
pub(crate) fn entry_channel(channel: Channel) -> tlog::Channel {
    match channel {
        Channel::Web => tlog::Channel::Web,
        Channel::Api => tlog::Channel::Api,
        Channel::FormImport => tlog::Channel::FormImport,
        Channel::Csv => tlog::Channel::Csv,
        Channel::Xlsx => tlog::Channel::Xlsx,
        Channel::Mbox => tlog::Channel::Mbox,
        Channel::Paper => tlog::Channel::Paper,
        Channel::Phone => tlog::Channel::Phone,
        Channel::Meeting => tlog::Channel::Meeting,
    }
}

/// A channel as it is read from its column.
pub(crate) struct ChannelCode(pub(crate) Channel);

impl FromSql for ChannelCode {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let code = u8::column_result(value)?;
        let found = Channel::ALL.into_iter().find(|channel| entry_channel(*channel) as u8 == code);
        found.map(ChannelCode).ok_or(FromSqlError::OutOfRange(code.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standing_has_codes_of_its_own() {
        let read = |standing: u8, reason: u8| Standing::from_codes(standing, reason);
        let all: Vec<_> = (0..=9).flat_map(|s| (0..=11).filter_map(move |r| read(s, r))).collect();
        assert_eq!(all.len(), 14);
        assert!(all.iter().all(|standing| {
            let (code, reason) = standing.codes();
            read(code, reason) == Some(*standing)
        }));
    }
}
