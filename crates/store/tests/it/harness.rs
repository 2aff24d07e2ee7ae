//! What the tests share: a directory with one open round, and records made of small numbers.

use std::path::PathBuf;

use consultation::{
    Channel, Constituency, LocalText, Release, Round, RoundId, Statement, Timestamp, Vote,
};
use plan::leaf::SealedAct;
use plan::{Act, PlanId};
use store::{
    Key, NewContribution, NewCorrection, NewParticipant, NewRecord, NewVote, NewWithdrawal, Post,
    Store,
};
use tempfile::TempDir;
use tlog::{KeyUse, SigningKey, Tier};

/// 2026-01-01 00:00 UTC.
pub(crate) const NOW: Timestamp = Timestamp(1_767_225_600_000);
/// Statements of each round.
pub(crate) const STATEMENTS: u64 = 3;

/// 32 bytes that stand for a salt, code, token or hash.
pub(crate) fn bytes(number: u64) -> [u8; 32] {
    let mut bytes = [0xa5; 32];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    bytes
}

pub(crate) fn round_id(release: Release) -> RoundId {
    RoundId(match release {
        Release::Held => "held".into(),
        Release::AtOnce => "at-once".into(),
    })
}

fn round(release: Release) -> Round {
    let text = |words: &str| LocalText::one("en", words);
    Round {
        id: round_id(release),
        title: text("A round"),
        opens: NOW,
        closes: Timestamp(NOW.0 + 86_400_000),
        questions: Vec::new(),
        statements: (1..=STATEMENTS)
            .map(|number| Statement::new(format!("s{number}"), format!("Statement {number}.")))
            .collect(),
        release,
        consent: text("Your words are kept."),
    }
}

pub(crate) fn act(act: Act) -> NewRecord {
    NewRecord::Act(SealedAct::new(PlanId("example".into()), act))
}

/// A new directory whose plan is published and whose two rounds are open: leaves 0 to 2.
pub(crate) fn opened() -> (TempDir, Store) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::create(&path(&directory), bytes(1), &key()).unwrap();
    let records = vec![
        act(Act::Publish(Box::new(plan::example()))),
        act(Act::OpenRound(round(Release::Held))),
        act(Act::OpenRound(round(Release::AtOnce))),
    ];
    store.submit(Post { key: None, now: NOW, records }).unwrap();
    (directory, store)
}

/// The key every store of the tests signs with.
pub(crate) fn key() -> SigningKey {
    SigningKey::new("log.example/1", KeyUse::Log, &bytes(2)).unwrap()
}

pub(crate) fn path(directory: &TempDir) -> PathBuf {
    directory.path().join("data")
}

pub(crate) fn database(directory: &TempDir) -> PathBuf {
    path(directory).join("canvass.db")
}

pub(crate) fn reopen(directory: &TempDir) -> Store {
    Store::open(&path(directory)).unwrap()
}

pub(crate) fn contribution(release: Release, text: &str, code: Option<u64>) -> NewRecord {
    NewRecord::Contribution(NewContribution {
        round: round_id(release),
        text: text.to_owned(),
        salt: bytes(7),
        attributes_salt: bytes(6),
        channel: Channel::Web,
        tier: Tier::Open,
        constituency: Constituency::Public,
        language: None,
        quotable: true,
        sent: Some(NOW),
        reply_to: None,
        discussed: None,
        author: None,
        code_sha256: code.map(bytes),
    })
}

pub(crate) fn correction(code: u64, text: &str) -> NewRecord {
    NewRecord::Correction(NewCorrection {
        code_sha256: bytes(code),
        text: text.to_owned(),
        salt: bytes(8),
        attributes_salt: bytes(5),
        channel: Channel::Web,
        tier: Tier::Open,
        language: None,
        sent: Some(NOW),
    })
}

pub(crate) fn withdrawal(code: u64) -> NewRecord {
    NewRecord::Withdrawal(NewWithdrawal {
        code_sha256: bytes(code),
        channel: Channel::Web,
        body: br#"{"reason":"author"}"#.to_vec(),
    })
}

pub(crate) fn participant(token: u64) -> NewRecord {
    NewRecord::Participant(NewParticipant {
        token_sha256: bytes(token),
        name: None,
        constituency: Constituency::Public,
    })
}

pub(crate) fn vote(token: u64, statement: u64, vote: Vote) -> NewRecord {
    NewRecord::Vote(NewVote {
        participant: bytes(token),
        round: round_id(Release::Held),
        statement,
        vote,
        salt: bytes(9),
        channel: Channel::Api,
        tier: Tier::Open,
        sent: Some(NOW),
    })
}

pub(crate) fn keyed(key: u64, body: u64, records: Vec<NewRecord>) -> Post {
    let key = Key { key_sha256: bytes(key), body_sha256: bytes(body) };
    Post { key: Some(key), now: NOW, records }
}
