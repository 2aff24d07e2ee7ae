//! Which statement a voter is shown next, and the memory of it.
//!
//! `analysis::routing` gives the probabilities; here live counts, the latest run's extremities and a
//! number drawn from the installation's secret come together. A voter's draw depends on the secret,
//! the voter's token, the round and how many statements were shown before, so it can be worked out
//! again. What is shown is recorded and stays shown until it is answered or skipped. Before the first
//! vote a browser has no token; its card carries what was drawn, marked so that it cannot be made up,
//! and the first vote records it.

use std::collections::BTreeMap;

use consultation::{ExposureOutcome, RoundId, Vote};
use store::{NewExposure, NewRecord, NewSkip, Post, StoredExposure, StoredStatement};

use crate::problem::Problem;
use crate::seal::{self, sha256};
use crate::service::{Service, now};

/// A statement drawn for somebody, with its probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn {
    /// The statement's number in the round.
    pub statement: u64,
    /// Above 0 and at most 1.
    pub probability: f64,
}

/// How far each statement would move a voter, by its name in the latest run.
pub type Extremities = BTreeMap<String, f64>;

/// Whether a statement can be put to the vote: it takes part and has its words.
pub fn can_be_put(stored: &StoredStatement) -> bool {
    stored.statement.takes_part() && !stored.statement.text.trim().is_empty()
}

/// Draws among `open` by a number from 0 up to 1; `None` when nothing is open.
pub fn draw(
    open: &[&StoredStatement],
    known: &Extremities,
    round: &RoundId,
    number: f64,
) -> Option<Drawn> {
    let weight = |stored: &&StoredStatement| {
        let extremity = extremity(stored, known, round);
        analysis::routing::weight(stored.counts, extremity, stored.statement.is_meta)
    };
    let weights: Vec<f64> = open.iter().map(weight).collect();
    let (at, probability) = analysis::routing::draw(&weights, number)?;
    Some(Drawn { statement: open[at].number, probability })
}

/// A run names a statement as `store::HeardAt` says.
fn extremity(stored: &StoredStatement, known: &Extremities, round: &RoundId) -> f64 {
    let own = stored.statement.id.as_str();
    let name = match stored.contribution {
        Some(leaf) => leaf.to_string(),
        None => format!("{}:{own}", round.as_str()),
    };
    known.get(&name).or_else(|| known.get(own)).copied().unwrap_or(0.0)
}

/// The number that draws for a voter who was shown `before` statements in the round.
pub fn number_of(service: &Service, voter: &str, round: &RoundId, before: usize) -> f64 {
    seal::number(service.store().secret(), &format!("{voter}\n{}\n{before}", round.as_str()))
}

/// What a voter was shown in a round so far.
async fn exposures(
    service: &Service,
    voter: &str,
    round: &RoundId,
) -> Result<Vec<StoredExposure>, Problem> {
    let (hash, id) = (sha256(voter), round.clone());
    service.read(move |store| store.exposures_of(&hash, &id)).await
}

/// The statement that is before a voter and waits for an answer.
fn waiting(exposures: &[StoredExposure]) -> Option<Drawn> {
    let open = exposures.iter().find(|one| one.outcome == ExposureOutcome::Shown);
    open.map(|one| Drawn { statement: one.statement, probability: one.probability })
}

/// Whether a voter skipped a statement when it was shown last.
fn skipped(exposures: &[StoredExposure], statement: u64) -> bool {
    let last = exposures.iter().rev().find(|one| one.statement == statement);
    last.is_some_and(|one| one.outcome == ExposureOutcome::Skipped)
}

/// What a voter who has a token is shown next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Next {
    /// The statement, if one is left.
    pub shown: Option<Drawn>,
    /// Numbers of those that were skipped and are not answered.
    pub skipped: Vec<u64>,
}

/// The statement before a voter: the one that waits for an answer, else one drawn and recorded now.
/// `given` are the answers so far, `known` is [`Published::extremities`](crate::service::Published).
pub async fn next(
    service: &Service,
    voter: &str,
    round: &RoundId,
    statements: &[StoredStatement],
    given: &BTreeMap<u64, Vote>,
    known: &Extremities,
) -> Result<Next, Problem> {
    let before = exposures(service, voter, round).await?;
    let unanswered = statements.iter().filter(|one| !given.contains_key(&one.number));
    let (left, open): (Vec<_>, Vec<_>) = unanswered.partition(|one| skipped(&before, one.number));
    let skipped = left.iter().map(|one| one.number).collect();
    let waiting = waiting(&before);
    if let Some(drawn) = waiting.filter(|at| open.iter().any(|one| one.number == at.statement)) {
        return Ok(Next { shown: Some(drawn), skipped });
    }
    if let Some(gone) = waiting {
        // It is no longer put to the vote; as long as it waits, no other is recorded.
        skip(service, voter, round, gone.statement, None).await?;
    }
    let number = number_of(service, voter, round, before.len());
    let drawn = draw(&open, known, round, number);
    if let Some(drawn) = drawn {
        show(service, voter, round, drawn).await?;
    }
    Ok(Next { shown: drawn, skipped })
}

/// Records that a voter is shown a statement.
async fn show(
    service: &Service,
    voter: &str,
    round: &RoundId,
    drawn: Drawn,
) -> Result<(), Problem> {
    let post = Post::one(now(), NewRecord::Exposure(exposure(voter, round, drawn)));
    service.submit(post).await.map(drop)
}

/// Records that a voter asked for another statement than the one shown; `first` is what the card
/// of a browser without a token carried.
pub async fn skip(
    service: &Service,
    voter: &str,
    round: &RoundId,
    statement: u64,
    first: Option<Drawn>,
) -> Result<(), Problem> {
    let skip = NewSkip { participant: sha256(voter), round: round.clone(), statement };
    let shown = first.map(|drawn| NewRecord::Exposure(exposure(voter, round, drawn)));
    let records = shown.into_iter().chain([NewRecord::Skip(skip)]).collect();
    service.submit(Post { key: None, now: now(), records }).await.map(drop)
}

/// The record of it.
pub fn exposure(voter: &str, round: &RoundId, drawn: Drawn) -> NewExposure {
    NewExposure {
        participant: sha256(voter),
        round: round.clone(),
        statement: drawn.statement,
        probability: drawn.probability,
        shown: now(),
    }
}

/// What the card of a browser without a token carries: the probability and a mark that binds it to
/// card, round and statement.
pub fn carried(service: &Service, key: &str, round: &RoundId, drawn: Drawn) -> String {
    let bits = format!("{:016x}", drawn.probability.to_bits());
    format!("{bits}{}", mark(service, key, round, drawn.statement, &bits))
}

/// Reads it back; `None` where it was not made for this card, round and statement.
pub fn read_carried(
    service: &Service,
    key: &str,
    round: &RoundId,
    statement: u64,
    carried: &str,
) -> Option<Drawn> {
    let (bits, given) = carried.split_at_checked(16)?;
    let probability = f64::from_bits(u64::from_str_radix(bits, 16).ok()?);
    let whole = mark(service, key, round, statement, bits) == given;
    let sound = probability > 0.0 && probability <= 1.0;
    (whole && sound).then_some(Drawn { statement, probability })
}

fn mark(service: &Service, key: &str, round: &RoundId, statement: u64, bits: &str) -> String {
    let text = format!("{key}\n{}\n{statement}\n{bits}", round.as_str());
    seal::mark(service.store().secret(), &text)
}
