//! The entry: the 46 bytes that are sealed for each record and each public act.
//!
//! | bytes | field      | codes                                   |
//! | ----- | ---------- | --------------------------------------- |
//! | 0     | version    | 1                                       |
//! | 1     | kind       | 1–14, see [`Kind`]                      |
//! | 2     | channel    | 1–9, see [`Channel`]                    |
//! | 3     | tier       | 0–3, see [`Tier`]                       |
//! | 4     | part       | bits 1, 2 and 4, see [`Part`]; 0 none   |
//! | 5     | reason     | 1–10, see [`Reason`]; 0 none            |
//! | 6–9   | minute     | minutes since 1970-01-01 00:00 UTC      |
//! | 10–13 | ref        | index of a leaf, or 0xffffffff for none |
//! | 14–45 | commitment | see [`commitment`](crate::commitment)   |
//!
//! Integers are big-endian. Rules, checked when encoding and when decoding:
//!
//! 1. A code outside the table is refused; 0 is a code of tier, part and reason alone.
//! 2. Kinds 1–3 are records of a participant and have at least one part; all other kinds are
//!    public documents and have none.
//! 3. Kind 4 gives a reason; kind 5 gives one when it withholds and none when it releases; no other
//!    kind has one.
//! 4. Kinds 1, 2 and 13 refer to the opening of their round, kinds 3, 4, 5 and 9 to the leaf they
//!    answer; no other kind refers to a leaf.
//!
//! Left to the caller, who alone knows the leaves before: minutes never go back, and a reference
//! points to an earlier leaf of a fitting kind.

use crate::{Error, Hash};

/// Length of an entry in bytes.
pub const LENGTH: usize = 46;

const VERSION: u8 = 1;
const NO_REFERENCE: u32 = u32::MAX;

/// One entry, field by field; [`Entry::encode`] gives the bytes that are hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the entry stands for.
    pub kind: Kind,
    /// How it arrived.
    pub channel: Channel,
    /// How sure the office is of who sent it.
    pub tier: Tier,
    /// Which compartments the commitment covers.
    pub parts: Parts,
    /// Why something was erased or withheld.
    pub reason: Reason,
    /// Minutes since 1970-01-01 00:00 UTC.
    pub minute: u32,
    /// Index of the leaf it refers to.
    pub reference: Option<u32>,
    /// Salted commitment of a record, or SHA-256 of a public document.
    pub commitment: Hash,
}

/// What an entry stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A contribution of a participant.
    Contribution = 1,
    /// A vote on a statement.
    Vote = 2,
    /// A record that takes the place of an earlier one of the same author.
    Replacement = 3,
    /// The end of a record: withdrawn by its author, or erased.
    Withdrawal = 4,
    /// A record withheld from the public, or released again.
    Moderation = 5,
    /// The list of what one imported file brought.
    ImportBatch = 6,
    /// A version of the plan.
    PlanVersion = 7,
    /// The manifest of an analysis run.
    AnalysisRun = 8,
    /// The decision on a theme or contribution.
    Disposition = 9,
    /// A version of one clause.
    ClauseVersion = 10,
    /// A measure, milestone, indicator or observation, new or changed.
    MeasureUpdate = 11,
    /// A change of keys, policy or configuration.
    KeyOrPolicy = 12,
    /// The statement that closes a round.
    Closing = 13,
    /// The opening of a round: plan, round, questions, dates, consent text.
    Opening = 14,
}

/// How a record arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// Form on a page of this service.
    Web = 1,
    /// Program speaking to this service.
    Api = 2,
    /// Answers exported from another service's form.
    FormImport = 3,
    /// Comma-separated file.
    Csv = 4,
    /// Spreadsheet.
    Xlsx = 5,
    /// Mailbox file.
    Mbox = 6,
    /// Paper, typed in by an operator.
    Paper = 7,
    /// Telephone call, written down.
    Phone = 8,
    /// Meeting, from its minutes.
    Meeting = 9,
}

/// How sure the office is of who sent a record (assurance tier).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Nothing was asked.
    Open = 0,
    /// An address was confirmed.
    Contact = 1,
    /// An invitation or a membership roll was checked.
    Roll = 2,
    /// An electronic identity was shown.
    Eid = 3,
}

/// Why a record was erased (1–4) or withheld (5–10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No reason is given, as the kind asks for none.
    None = 0,
    /// Its author asked.
    Author = 1,
    /// A court or authority ordered it.
    LegalOrder = 2,
    /// It held data of someone else.
    ThirdPartyData = 3,
    /// The time it may be kept is over.
    RetentionExpiry = 4,
    /// It shows personal data.
    PersonalData = 5,
    /// It threatens.
    Threat = 6,
    /// It incites hate.
    Hate = 7,
    /// It advertises.
    Advertising = 8,
    /// It is not about the plan.
    OffTopic = 9,
    /// The file it came in says that it was rejected, and no more.
    NotStated = 10,
}

/// One compartment of a record; each has its own salt and can be erased alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Text and answers, or the vote.
    Text = 1,
    /// Attributes such as region or age band.
    Attributes = 2,
    /// Who it was.
    Identity = 4,
}

/// The set of compartments a record has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts(u8);

impl Entry {
    /// The 46 bytes.
    ///
    /// # Errors
    /// [`Error::EntryRule`] when parts, reason or reference do not fit the kind (rules 2–4 above).
    pub fn encode(&self) -> Result<[u8; LENGTH], Error> {
        self.check()?;
        let mut bytes = [0; LENGTH];
        bytes[0] = VERSION;
        bytes[1] = self.kind as u8;
        bytes[2] = self.channel as u8;
        bytes[3] = self.tier as u8;
        bytes[4] = self.parts.0;
        bytes[5] = self.reason as u8;
        bytes[6..10].copy_from_slice(&self.minute.to_be_bytes());
        bytes[10..14].copy_from_slice(&self.reference.unwrap_or(NO_REFERENCE).to_be_bytes());
        bytes[14..].copy_from_slice(&self.commitment.0);
        Ok(bytes)
    }

    /// Reads what [`Entry::encode`] wrote; no two byte strings decode to one entry.
    ///
    /// # Errors
    /// [`Error::EntryLength`], [`Error::UnknownCode`] naming the field, or [`Error::EntryRule`].
    pub fn decode(bytes: &[u8]) -> Result<Entry, Error> {
        let bytes: &[u8; LENGTH] =
            bytes.try_into().map_err(|_| Error::EntryLength { found: bytes.len() })?;
        let [version, kind, channel, tier, part, reason, m0, m1, m2, m3, r0, r1, r2, r3, ..] =
            *bytes;
        known("version", &[VERSION], |v| v, version)?;
        let mut commitment = [0; 32];
        commitment.copy_from_slice(&bytes[14..]);
        let reference = u32::from_be_bytes([r0, r1, r2, r3]);
        let entry = Entry {
            kind: known("kind", &Kind::ALL, |kind| kind as u8, kind)?,
            channel: known("channel", &Channel::ALL, |channel| channel as u8, channel)?,
            tier: known("tier", &Tier::ALL, |tier| tier as u8, tier)?,
            parts: known("part", &Parts::ALL, |parts| parts.0, part)?,
            reason: known("reason", &Reason::ALL, |reason| reason as u8, reason)?,
            minute: u32::from_be_bytes([m0, m1, m2, m3]),
            reference: (reference != NO_REFERENCE).then_some(reference),
            commitment: Hash(commitment),
        };
        entry.check()?;
        Ok(entry)
    }

    fn check(&self) -> Result<(), Error> {
        let kind = self.kind;
        let refuse = |rule| Err(Error::EntryRule { kind, rule });
        match (kind.is_record(), self.parts.is_empty()) {
            (true, true) => return refuse("needs at least one part"),
            (false, false) => return refuse("is a public document and has no parts"),
            _ => {}
        }
        match (kind, self.reason) {
            (Kind::Withdrawal, Reason::None) => return refuse("needs a reason"),
            (Kind::Withdrawal | Kind::Moderation, _) | (_, Reason::None) => {}
            _ => return refuse("has no reason"),
        }
        match (kind.has_reference(), self.reference) {
            (true, None) => refuse("needs a reference"),
            (true, Some(NO_REFERENCE)) => refuse("refers to an index no leaf can have"),
            (false, Some(_)) => refuse("has no reference"),
            _ => Ok(()),
        }
    }
}

impl Kind {
    /// Every kind, by code.
    pub const ALL: [Kind; 14] = [
        Kind::Contribution,
        Kind::Vote,
        Kind::Replacement,
        Kind::Withdrawal,
        Kind::Moderation,
        Kind::ImportBatch,
        Kind::PlanVersion,
        Kind::AnalysisRun,
        Kind::Disposition,
        Kind::ClauseVersion,
        Kind::MeasureUpdate,
        Kind::KeyOrPolicy,
        Kind::Closing,
        Kind::Opening,
    ];

    /// Whether it is a record of a participant, committed to part by part; every other kind is a
    /// public document.
    pub fn is_record(self) -> bool {
        matches!(self, Kind::Contribution | Kind::Vote | Kind::Replacement)
    }

    /// Whether its entry refers to another leaf.
    pub fn has_reference(self) -> bool {
        use Kind::{Closing, Contribution, Disposition, Moderation, Replacement, Vote, Withdrawal};
        matches!(
            self,
            Contribution | Vote | Replacement | Withdrawal | Moderation | Disposition | Closing
        )
    }
}

impl Channel {
    /// Every channel, by code.
    pub const ALL: [Channel; 9] = [
        Channel::Web,
        Channel::Api,
        Channel::FormImport,
        Channel::Csv,
        Channel::Xlsx,
        Channel::Mbox,
        Channel::Paper,
        Channel::Phone,
        Channel::Meeting,
    ];
}

impl Tier {
    /// Every tier, by code.
    pub const ALL: [Tier; 4] = [Tier::Open, Tier::Contact, Tier::Roll, Tier::Eid];
}

impl Reason {
    /// Every reason, by code.
    pub const ALL: [Reason; 11] = [
        Reason::None,
        Reason::Author,
        Reason::LegalOrder,
        Reason::ThirdPartyData,
        Reason::RetentionExpiry,
        Reason::PersonalData,
        Reason::Threat,
        Reason::Hate,
        Reason::Advertising,
        Reason::OffTopic,
        Reason::NotStated,
    ];
}

impl Parts {
    /// The empty set, that of a public document.
    pub const NONE: Parts = Parts(0);

    /// Every set, by code.
    pub const ALL: [Parts; 8] =
        [Parts(0), Parts(1), Parts(2), Parts(3), Parts(4), Parts(5), Parts(6), Parts(7)];

    /// The set with `part` in it.
    #[must_use]
    pub fn with(self, part: Part) -> Parts {
        Parts(self.0 | part as u8)
    }

    /// Whether `part` is in the set.
    pub fn contains(self, part: Part) -> bool {
        self.0 & part as u8 != 0
    }

    /// Whether nothing is in the set.
    pub fn is_empty(self) -> bool {
        self == Parts::NONE
    }
}

fn known<T: Copy>(
    field: &'static str,
    all: &[T],
    code_of: fn(T) -> u8,
    code: u8,
) -> Result<T, Error> {
    let found = all.iter().copied().find(|value| code_of(*value) == code);
    found.ok_or(Error::UnknownCode { field, code })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn vote() -> Entry {
        Entry {
            kind: Kind::Vote,
            channel: Channel::Api,
            tier: Tier::Roll,
            parts: Parts::NONE.with(Part::Text).with(Part::Identity),
            reason: Reason::None,
            minute: 29_900_000,
            reference: Some(258),
            commitment: Hash([0xab; 32]),
        }
    }

    #[test]
    fn golden_bytes() {
        let bytes = vote().encode().unwrap();
        let expected = [1, 2, 2, 2, 5, 0, 0x01, 0xc8, 0x3c, 0xe0, 0, 0, 1, 2];
        assert_eq!(bytes[..14], expected);
        assert_eq!(bytes[14..], [0xab; 32]);

        let run = Entry {
            kind: Kind::AnalysisRun,
            tier: Tier::Open,
            parts: Parts::NONE,
            reference: None,
            ..vote()
        };
        let expected = [1, 8, 2, 0, 0, 0, 0x01, 0xc8, 0x3c, 0xe0, 0xff, 0xff, 0xff, 0xff];
        assert_eq!(run.encode().unwrap()[..14], expected);
    }

    #[test]
    fn the_tables_hold_each_code_once_in_order() {
        assert!(Kind::ALL.iter().map(|k| *k as u8).eq(1..=14));
        assert!(Channel::ALL.iter().map(|c| *c as u8).eq(1..=9));
        assert!(Tier::ALL.iter().map(|t| *t as u8).eq(0..=3));
        assert!(Reason::ALL.iter().map(|r| *r as u8).eq(0..=10));
        assert!(Parts::ALL.iter().map(|p| p.0).eq(0..=7));
    }

    /// Every value of every coded byte, on an entry that is otherwise sound.
    #[test]
    fn unknown_codes_are_refused() {
        let good = vote().encode().unwrap();
        let fields = [
            ("version", 1..=1),
            ("kind", 1..=14),
            ("channel", 1..=9),
            ("tier", 0..=3),
            ("part", 0..=7),
            ("reason", 0..=10),
        ];
        for (at, (field, codes)) in fields.into_iter().enumerate() {
            for code in (0..=255).filter(|code| !codes.contains(code)) {
                let mut bytes = good;
                bytes[at] = code;
                assert_eq!(Entry::decode(&bytes), Err(Error::UnknownCode { field, code }));
            }
        }
        assert_eq!(Entry::decode(&good[1..]), Err(Error::EntryLength { found: 45 }));
        assert_eq!(Entry::decode(&[]), Err(Error::EntryLength { found: 0 }));
    }

    #[test]
    fn parts_reason_and_reference_must_fit_the_kind() {
        use Kind::{Contribution, Moderation, Opening, Withdrawal};
        let text = Parts::NONE.with(Part::Text);
        let (author, none) = (Reason::Author, Reason::None);
        let cases = [
            (Contribution, text, none, Some(0), Ok(())),
            (Contribution, Parts::NONE, none, Some(0), Err("needs at least one part")),
            (Contribution, text, author, Some(0), Err("has no reason")),
            (Contribution, text, none, None, Err("needs a reference")),
            (Contribution, text, none, Some(u32::MAX), Err("refers to an index no leaf can have")),
            (Withdrawal, Parts::NONE, author, Some(3), Ok(())),
            (Withdrawal, Parts::NONE, none, Some(3), Err("needs a reason")),
            (Withdrawal, text, author, Some(3), Err("is a public document and has no parts")),
            (Moderation, Parts::NONE, Reason::Hate, Some(3), Ok(())),
            (Moderation, Parts::NONE, none, Some(3), Ok(())),
            (Opening, Parts::NONE, none, None, Ok(())),
            (Opening, Parts::NONE, none, Some(3), Err("has no reference")),
        ];
        for (kind, parts, reason, reference, expected) in cases {
            let found = Entry { kind, parts, reason, reference, ..vote() }.encode();
            let expected = expected.map_err(|rule| Error::EntryRule { kind, rule });
            assert_eq!(found.map(|_| ()), expected);
        }
    }

    prop_compose! {
        fn any_entry()(
            kind in select(&Kind::ALL[..]),
            channel in select(&Channel::ALL[..]),
            tier in select(&Tier::ALL[..]),
            parts in select(&Parts::ALL[1..]),
            reason in select(&Reason::ALL[1..]),
            minute: u32,
            reference in 0..u32::MAX,
            commitment: [u8; 32],
        ) -> Entry {
            let gives_reason = matches!(kind, Kind::Withdrawal | Kind::Moderation);
            Entry {
                kind,
                channel,
                tier,
                parts: if kind.is_record() { parts } else { Parts::NONE },
                reason: if gives_reason { reason } else { Reason::None },
                minute,
                reference: kind.has_reference().then_some(reference),
                commitment: Hash(commitment),
            }
        }
    }

    proptest! {
        #[test]
        fn round_trip(entry in any_entry()) {
            prop_assert_eq!(Entry::decode(&entry.encode()?), Ok(entry));
        }

        /// One byte changed at will: refused, or another entry with exactly these bytes.
        #[test]
        fn bytes_have_one_reading(entry in any_entry(), at in 0..LENGTH, byte: u8) {
            let mut bytes = entry.encode()?;
            bytes[at] = byte;
            if let Ok(read) = Entry::decode(&bytes) {
                prop_assert_eq!(read.encode()?, bytes);
            }
        }
    }
}
