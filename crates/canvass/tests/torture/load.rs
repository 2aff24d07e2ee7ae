//! Load: people who contribute and vote at once, each on a connection of their own, each post with a
//! number from which all of it follows.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use consultation::Vote;
use serde_json::{Value, json};

use crate::http::{Answer, Connection};

/// Participants who vote.
const PARTICIPANTS: u64 = 20;

/// Whom is asked, and by whom.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) address: SocketAddr,
    pub(crate) round: String,
    /// From one post's number to the next: 2 for contributions alone.
    pub(crate) stride: u64,
    tokens: Vec<String>,
    statements: u64,
}

/// What came of the posts, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// Leaf of each that was acknowledged.
    pub(crate) acknowledged: BTreeMap<u64, u64>,
    /// Status of each that was refused; 0 where no answer came.
    pub(crate) others: BTreeMap<u64, u16>,
}

/// What a post is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Contribution,
    /// Statement and vote.
    Vote(u64, Vote),
}

impl Target {
    /// The first open round; makes the participants.
    pub(crate) fn new(address: SocketAddr) -> Target {
        let mut connection = Connection::open(address).unwrap();
        let rounds: Value = json_of(&connection.get("/api/v1/rounds").unwrap());
        let open = rounds.as_array().unwrap().iter().find(|round| round["open"] == true).unwrap();
        let round = open["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/rounds/{round}/statements");
        let statements = json_of(&connection.get(&path).unwrap()).as_array().unwrap().len() as u64;
        assert!(statements > 0, "the round has statements");
        let token = |_| {
            let answer = connection.post("/api/v1/participants", &[], "").unwrap();
            json_of(&answer)["participant"].as_str().unwrap().to_owned()
        };
        let tokens = (0..PARTICIPANTS).map(token).collect();
        Target { address, round, stride: 1, tokens, statements }
    }

    /// The same people, asking another process.
    pub(crate) fn at(&self, address: SocketAddr) -> Target {
        Target { address, ..self.clone() }
    }

    /// Even numbers are votes, odd ones contributions.
    pub(crate) fn what(&self, number: u64) -> What {
        match number % 2 {
            1 => What::Contribution,
            _ => What::Vote(number / 2 % self.statements + 1, choice(number).0),
        }
    }

    /// Sends the post of a number; its leaf when it was acknowledged, else the status.
    pub(crate) fn post(&self, connection: &mut Connection, number: u64) -> Result<u64, u16> {
        let key = format!("idempotency-key: torture-{number:020}");
        let round = &self.round;
        let answer = match self.what(number) {
            What::Contribution => {
                let body = json!({"text": text(number)}).to_string();
                connection.post(&format!("/api/v1/rounds/{round}/contributions"), &[&key], &body)
            }
            What::Vote(statement, _) => {
                let token = &self.tokens[(number / 2 % PARTICIPANTS) as usize];
                let bearer = format!("authorization: Bearer {token}");
                let vote = json!({"statement": statement, "vote": choice(number).1});
                let body = json!({"votes": [vote]}).to_string();
                connection.post(&format!("/api/v1/rounds/{round}/votes"), &[&key, &bearer], &body)
            }
        };
        match answer {
            Ok(answer) if matches!(answer.status, 200 | 201) => {
                let body = json_of(&answer);
                let index = body["index"].as_u64();
                Ok(index.or_else(|| body["votes"][0]["index"].as_u64()).unwrap())
            }
            Ok(answer) => Err(answer.status),
            Err(_) => Err(0),
        }
    }

    /// So many people post what `next` counts up to `end`, until something is refused, the server is gone
    /// or `stop` says so.
    pub(crate) fn load(
        &self,
        people: u64,
        next: &AtomicU64,
        end: u64,
        stop: &AtomicBool,
    ) -> Outcome {
        let mut all = Outcome::default();
        std::thread::scope(|scope| {
            let posting = || self.post_until(next, end, stop);
            let people: Vec<_> = (0..people).map(|_| scope.spawn(posting)).collect();
            for person in people {
                let outcome = person.join().unwrap();
                all.acknowledged.extend(outcome.acknowledged);
                all.others.extend(outcome.others);
            }
        });
        all
    }

    fn post_until(&self, next: &AtomicU64, end: u64, stop: &AtomicBool) -> Outcome {
        let mut outcome = Outcome::default();
        let Ok(mut connection) = Connection::open(self.address) else { return outcome };
        while !stop.load(Ordering::Relaxed) {
            let number = next.fetch_add(self.stride, Ordering::Relaxed);
            if number >= end {
                break;
            }
            match self.post(&mut connection, number) {
                Ok(index) => {
                    outcome.acknowledged.insert(number, index);
                }
                Err(status) => {
                    outcome.others.insert(number, status);
                    break;
                }
            }
        }
        outcome
    }
}

/// The words of a contribution.
pub(crate) fn text(number: u64) -> String {
    format!("Suggestion {number:012} of many.")
}

/// The number that a contribution's words have in them.
pub(crate) fn number_of(text: &str) -> Option<u64> {
    text.strip_prefix("Suggestion ")?.strip_suffix(" of many.")?.parse().ok()
}

fn choice(number: u64) -> (Vote, &'static str) {
    [(Vote::Agree, "agree"), (Vote::Disagree, "disagree"), (Vote::Pass, "pass")]
        [(number / 2 % 3) as usize]
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("no JSON: {answer:?}"))
}

/// Numbers that look drawn at random and follow from the one before (SplitMix64).
pub(crate) fn drawn(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ *state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}
