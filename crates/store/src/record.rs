//! What is handed in to be kept, and the answer.
//!
//! A [`Post`] is kept whole or not at all. The salts, tokens and codes in it are drawn, and hashed,
//! by the caller; the store draws nothing at random and reads no clock.

use std::ops::Range;

use consultation::{
    Channel, Constituency, Discussed, Language, ModerationReason, ParticipantId, RoundId,
    Statement, Timestamp, Vote,
};
use plan::leaf::SealedAct;
use tlog::{Tier, Tree};

use crate::standing::Erasure;

/// Records that are kept together or not at all.
#[derive(Clone, Debug)]
pub struct Post {
    /// Makes a repetition harmless; `None` where repeating is meant to add.
    pub key: Option<Key>,
    /// The moment it came in. Minutes in the tlog never go back, whatever this says.
    pub now: Timestamp,
    /// At most [`POST_RECORDS_MAX`](crate::POST_RECORDS_MAX).
    pub records: Vec<NewRecord>,
}

impl Post {
    /// A post of one record without a key.
    pub fn one(now: Timestamp, record: NewRecord) -> Post {
        Post { key: None, now, records: vec![record] }
    }
}

/// An idempotency key with what it stood for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// SHA-256 of the key; the caller mixes in whatever keys are private to.
    pub key_sha256: [u8; 32],
    /// SHA-256 of the request's body.
    pub body_sha256: [u8; 32],
}

/// One thing to be kept.
#[derive(Clone, Debug)]
pub enum NewRecord {
    /// Words of a participant (kind 1).
    Contribution(NewContribution),
    /// Words that take the place of earlier ones (kind 3).
    Correction(NewCorrection),
    /// The end of a contribution (kind 4).
    Withdrawal(NewWithdrawal),
    /// Somebody who may vote; gets no leaf.
    Participant(NewParticipant),
    /// A statement an import brings; gets no leaf.
    Statement(NewStatement),
    /// A vote (kind 2).
    Vote(NewVote),
    /// The office erases a contribution or a vote (kind 4).
    Erasure(NewErasure),
    /// A participant, by the store's number, whose votes are all erased; gets no leaf.
    Forgotten(u64),
    /// A statement was put before a participant; gets no leaf.
    Exposure(NewExposure),
    /// A participant asked for another statement; gets no leaf.
    Skip(NewSkip),
    /// A contribution is withheld or released (kind 5).
    Moderation(NewModeration),
    /// A plan changes (kinds 7, 9, 10, 11 and 14).
    Act(SealedAct),
    /// A file was imported (kind 6).
    Import(NewImport),
    /// A setting or key is stated, or that something was given out (kind 12): the public document,
    /// as it is sealed.
    Settings(Vec<u8>),
}

impl NewRecord {
    /// Leaves it gets: 1, or 0 for participants, statements and exposures.
    pub(crate) fn leaves(&self) -> u64 {
        match self {
            NewRecord::Participant(_)
            | NewRecord::Statement(_)
            | NewRecord::Exposure(_)
            | NewRecord::Forgotten(_)
            | NewRecord::Skip(_) => 0,
            _ => 1,
        }
    }

    /// Bytes it brings, as far as they can be large; for the limit of a batch.
    pub(crate) fn weight(&self) -> usize {
        match self {
            NewRecord::Contribution(new) => new.text.len(),
            NewRecord::Correction(new) => new.text.len(),
            NewRecord::Withdrawal(new) => new.body.len(),
            NewRecord::Statement(new) => new.statement.text.len(),
            NewRecord::Erasure(new) => new.body.len(),
            NewRecord::Moderation(new) => new.body.len(),
            NewRecord::Import(new) => new.body.len(),
            NewRecord::Settings(body) => body.len(),
            // An outline or a round; few, and not worth writing out to be measured.
            NewRecord::Act(_) => 64 * 1024,
            NewRecord::Participant(_)
            | NewRecord::Vote(_)
            | NewRecord::Exposure(_)
            | NewRecord::Forgotten(_)
            | NewRecord::Skip(_) => 0,
        }
    }
}

/// Words of a participant. Whether they are held or shown at first is the round's rule.
#[derive(Clone, Debug)]
pub struct NewContribution {
    /// The round it answers.
    pub round: RoundId,
    /// The words.
    pub text: String,
    /// 32 random bytes, used for nothing else than the words.
    pub salt: [u8; 32],
    /// 32 random bytes, used for nothing else than constituency, language and consent to be quoted.
    pub attributes_salt: [u8; 32],
    /// How it arrived.
    pub channel: Channel,
    /// How sure the office is of who sent it.
    pub tier: Tier,
    /// For whom it speaks.
    pub constituency: Constituency,
    /// The language the sender stated.
    pub language: Option<Language>,
    /// The author agreed to be quoted.
    pub quotable: bool,
    /// When it was sent, where known.
    pub sent: Option<Timestamp>,
    /// Leaf of the contribution it replies to, which itself replies to none.
    pub reply_to: Option<u64>,
    /// Its place in a discussion; `None` for one that is only sent to its round.
    pub discussed: Option<Discussed>,
    /// A pseudonym of whoever sent it, the same for all that this person sends; `None` where that is not
    /// said. It is not sealed, and serves to count people.
    pub author: Option<[u8; 32]>,
    /// SHA-256 of the follow-up code; `None` for imports without codes.
    pub code_sha256: Option<[u8; 32]>,
}

/// New words for the contribution with a code. Round, constituency and consent to be quoted stay; the
/// earlier words are erased; the code opens the new ones from now on.
#[derive(Clone, Debug)]
pub struct NewCorrection {
    /// SHA-256 of the follow-up code.
    pub code_sha256: [u8; 32],
    /// The words.
    pub text: String,
    /// 32 random bytes, used for nothing else than the words.
    pub salt: [u8; 32],
    /// 32 random bytes, used for nothing else than constituency, language and consent to be quoted.
    pub attributes_salt: [u8; 32],
    /// How it arrived.
    pub channel: Channel,
    /// How sure the office is of who sent it.
    pub tier: Tier,
    /// The language the sender stated.
    pub language: Option<Language>,
    /// When it was sent, where known.
    pub sent: Option<Timestamp>,
}

/// The author takes back the contribution with a code; its words are erased.
#[derive(Clone, Debug)]
pub struct NewWithdrawal {
    /// SHA-256 of the follow-up code.
    pub code_sha256: [u8; 32],
    /// How the wish arrived.
    pub channel: Channel,
    /// The public document, as it is sealed.
    pub body: Vec<u8>,
}

/// The office ends a contribution or a vote; its words are erased, or what was voted, on what and by whom. Of
/// votes of one participant on one statement the one that stands goes last.
#[derive(Clone, Debug)]
pub struct NewErasure {
    /// Its leaf.
    pub index: u64,
    /// Why.
    pub reason: Erasure,
    /// The public document, as it is sealed.
    pub body: Vec<u8>,
}

/// Somebody who may vote.
#[derive(Clone, Debug)]
pub struct NewParticipant {
    /// SHA-256 of the bearer token; for an imported voter, of file and id.
    pub token_sha256: [u8; 32],
    /// The id the file gives, verbatim.
    pub name: Option<ParticipantId>,
    /// For whom their votes speak.
    pub constituency: Constituency,
}

/// A statement an import adds to a round; it gets the next number there.
#[derive(Clone, Debug)]
pub struct NewStatement {
    /// The round.
    pub round: RoundId,
    /// The statement. With `contribution` given its text is left empty.
    pub statement: Statement,
    /// Leaf of the contribution whose words it puts to the vote.
    pub contribution: Option<u64>,
}

/// A vote. Later ones of the same participant on the same statement replace it.
#[derive(Clone, Debug)]
pub struct NewVote {
    /// SHA-256 of the participant's token.
    pub participant: [u8; 32],
    /// The round.
    pub round: RoundId,
    /// The statement's number in the round, from 1.
    pub statement: u64,
    /// The answer.
    pub vote: Vote,
    /// 32 random bytes, used for nothing else.
    pub salt: [u8; 32],
    /// How it arrived.
    pub channel: Channel,
    /// How sure the office is of who sent it.
    pub tier: Tier,
    /// When it was cast, where known.
    pub sent: Option<Timestamp>,
}

/// A statement that routing put before a participant. It is closed by the participant's next vote on
/// the statement, or by a [`NewSkip`]; while it is open, another is not kept.
#[derive(Clone, Debug)]
pub struct NewExposure {
    /// SHA-256 of the participant's token.
    pub participant: [u8; 32],
    /// The round.
    pub round: RoundId,
    /// The statement's number in the round, from 1.
    pub statement: u64,
    /// Probability with which it was drawn, above 0 and at most 1.
    pub probability: f64,
    /// When it was shown.
    pub shown: Timestamp,
}

/// A participant asked for another statement than the one shown.
#[derive(Clone, Debug)]
pub struct NewSkip {
    /// SHA-256 of the participant's token.
    pub participant: [u8; 32],
    /// The round.
    pub round: RoundId,
    /// The statement's number in the round, from 1.
    pub statement: u64,
}

/// What staff do to the showing of a contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It is shown.
    Release,
    /// It is withheld until somebody decides.
    Hold(ModerationReason),
    /// It is withheld for good.
    Hide(ModerationReason),
}

/// A contribution is withheld or released.
#[derive(Clone, Debug)]
pub struct NewModeration {
    /// Its leaf.
    pub index: u64,
    /// What is decided.
    pub shown: Shown,
    /// The public document, as it is sealed.
    pub body: Vec<u8>,
}

/// A file was imported, in posts before this one. The same file again gets the first answer.
#[derive(Clone, Debug)]
pub struct NewImport {
    /// SHA-256 of the file.
    pub file_sha256: [u8; 32],
    /// First leaf it brought.
    pub first: u64,
    /// Last leaf it brought; leaves of others may lie between.
    pub last: u64,
    /// Rows that were kept.
    pub accepted: u64,
    /// Rows that were set aside.
    pub quarantined: u64,
    /// How what it brought arrived.
    pub channel: Channel,
    /// The public document, as it is sealed.
    pub body: Vec<u8>,
}

/// A post is durable and in the tlog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Leaves of its records, in their order; participants and statements have none.
    pub leaves: Range<u64>,
    /// Minute in the entry of its first leaf; where there is none, the tlog's minute now.
    pub minute: u32,
    /// The tree of the batch it was committed with: the one a receipt proves against.
    pub tree: Tree,
    /// It was kept before; this is the answer it got then.
    pub again: bool,
}
