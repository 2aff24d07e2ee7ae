//! How fast the store keeps things: `bulk DIRECTORY [CONTRIBUTIONS]`.
//!
//! Imports contributions of 300 bytes in posts of 10,000, then casts votes for five seconds, one vote
//! a post under its own key, with 1, 64, 512 and 4,096 outstanding, and says how long answers took.
//! Every figure is of durable records, with their leaves. The directory must not exist; it is left behind to be looked at.

use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use consultation::{
    Channel, Constituency, LocalText, Release, Round, RoundId, Statement, Timestamp, Vote,
};
use plan::leaf::SealedAct;
use plan::{Act, PlanId};
use store::{
    Kept, Key, NewContribution, NewParticipant, NewRecord, NewVote, Post, Store, WriteError,
};
use tlog::Tier;

const NOW: Timestamp = Timestamp(1_767_225_600_000);
const PORTION: u64 = 10_000;
const PARTICIPANTS: u64 = 10_000;
const STATEMENTS: u64 = 200;
const VOTING: Duration = Duration::from_secs(5);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let directory = arguments.next().ok_or("give a directory that does not exist")?;
    let contributions = arguments.next().map_or(Ok(1_000_000), |count| count.parse())?;
    let key = tlog::SigningKey::new("localhost/bulk/log1", tlog::KeyUse::Log, &bytes(0))?;
    let store = Store::create(Path::new(&directory), bytes(0), &key)?;
    open_round(&store)?;
    import(&store, contributions)?;
    for outstanding in [1, 64, 512, 4_096] {
        vote(&store, outstanding)?;
    }
    let started = Instant::now();
    let heard = store.heard(None)?;
    let (said, votes) = (heard.contributions.len(), heard.heard.votes.len());
    println!("read {said} contributions and {votes} votes in {:.1?}", started.elapsed());
    let started = Instant::now();
    let faults = store.check()?;
    println!("checked {} leaves in {:.1?}: {faults:?}", heard.size, started.elapsed());
    drop(store);
    let started = Instant::now();
    Store::open(Path::new(&directory))?;
    println!("opened again in {:.1?}", started.elapsed());
    Ok(())
}

fn open_round(store: &Store) -> Result<(), WriteError> {
    let text = |words: &str| LocalText::one("en", words);
    let round = Round {
        id: round_id(),
        title: text("A round"),
        opens: NOW,
        closes: Timestamp(NOW.0 + 1),
        questions: Vec::new(),
        statements: (1..=STATEMENTS)
            .map(|number| Statement::new(number.to_string(), format!("Statement {number}.")))
            .collect(),
        release: Release::Held,
        consent: text("Your words are kept."),
    };
    let seal = |act| NewRecord::Act(SealedAct::new(PlanId("example".into()), act));
    let mut records =
        vec![seal(Act::Publish(Box::new(plan::example()))), seal(Act::OpenRound(round))];
    records.extend((0..PARTICIPANTS).map(|token| {
        NewRecord::Participant(NewParticipant {
            token_sha256: bytes(token),
            name: None,
            constituency: Constituency::Public,
        })
    }));
    store.submit(Post { key: None, now: NOW, records }).map(|_| ())
}

fn import(store: &Store, contributions: u64) -> Result<(), WriteError> {
    let started = Instant::now();
    for first in (0..contributions).step_by(PORTION as usize) {
        let records = (first..contributions.min(first + PORTION)).map(contribution).collect();
        store.submit(Post { key: Some(key(first)), now: NOW, records })?;
    }
    rate("contributions imported", contributions, started.elapsed());
    Ok(())
}

fn vote(store: &Store, outstanding: u64) -> Result<(), WriteError> {
    let (reply, answers) = mpsc::channel::<(Result<Kept, WriteError>, Duration)>();
    let started = Instant::now();
    let (mut sent, mut kept) = (0, 0);
    let mut waits = Vec::new();
    while kept < sent || started.elapsed() < VOTING {
        while sent - kept < outstanding && started.elapsed() < VOTING {
            let reply = reply.clone();
            let number = outstanding << 32 | sent;
            let post =
                Post { key: Some(key(1 << 50 | number)), now: NOW, records: vec![cast(number)] };
            let asked = Instant::now();
            store.submit_with(post, move |answer| {
                // The receiver lives until every answer is in.
                let _ = reply.send((answer, asked.elapsed()));
            });
            sent += 1;
        }
        for (answer, wait) in answers.recv().into_iter().chain(answers.try_iter()) {
            answer?;
            waits.push(wait);
            kept += 1;
        }
    }
    waits.sort();
    let at = |share: usize| waits[waits.len() * share / 1_000];
    println!("p50 {:.1?}, p99 {:.1?}, p99.9 {:.1?}", at(500), at(990), at(999));
    rate(&format!("votes with {outstanding} outstanding"), kept, started.elapsed());
    Ok(())
}

fn contribution(number: u64) -> NewRecord {
    let mut text = format!("Suggestion {number}: ");
    while text.len() < 300 {
        text.push_str("more trees along the river, ");
    }
    NewRecord::Contribution(NewContribution {
        round: round_id(),
        text,
        salt: bytes(number),
        attributes_salt: bytes(number + 1),
        channel: Channel::Csv,
        tier: Tier::Open,
        constituency: Constituency::Public,
        language: None,
        quotable: false,
        sent: Some(NOW),
        reply_to: None,
        discussed: None,
        author: None,
        code_sha256: None,
    })
}

fn cast(number: u64) -> NewRecord {
    let mixed = u64::from_be_bytes(bytes(number)[..8].try_into().expect("eight bytes"));
    NewRecord::Vote(NewVote {
        participant: bytes(mixed % PARTICIPANTS),
        round: round_id(),
        statement: mixed / PARTICIPANTS % STATEMENTS + 1,
        vote: [Vote::Agree, Vote::Disagree, Vote::Pass][(mixed % 3) as usize],
        salt: bytes(number),
        channel: Channel::Api,
        tier: Tier::Open,
        sent: Some(NOW),
    })
}

fn round_id() -> RoundId {
    RoundId("round".into())
}

fn key(number: u64) -> Key {
    Key { key_sha256: bytes(number), body_sha256: bytes(number + 1) }
}

/// 32 bytes spread like a hash's, so that indexes meet what they meet in earnest.
fn bytes(number: u64) -> [u8; 32] {
    let mut bytes = [0; 32];
    let mut state = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    for chunk in bytes.chunks_exact_mut(8) {
        state = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state = (state ^ state >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        state ^= state >> 31;
        chunk.copy_from_slice(&state.to_be_bytes());
    }
    bytes
}

fn rate(what: &str, count: u64, took: Duration) {
    println!("{what}: {count} in {took:.1?}, {:.0} a second", count as f64 / took.as_secs_f64());
}
