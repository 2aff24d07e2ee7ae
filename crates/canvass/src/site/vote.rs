//! Voting: one statement at a time.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use consultation::{Channel, Round, Vote};
use pages::Part;
use pages::site::{self, Card, Fault, Given, NoVote, Phase};
use serde::Deserialize;
use store::StoredStatement;

use super::cookies::Cookie;
use super::page::{page, personal, see, with_status};
use super::take_part::{fault_of, round_of, votable};
use super::visit::Visit;
use crate::posting;
use crate::problem::Problem;
use crate::seal::{sha256, token};

/// What a card's address may ask for.
#[derive(Deserialize)]
pub struct Asked {
    /// The statement to answer again.
    again: Option<u64>,
    /// The statement answered just now.
    after: Option<u64>,
}

/// `GET /vote/{round}`: the next statement, or the end.
pub async fn card(
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    page(&visit, next_card(&visit, &id, &asked, &headers).await)
}

async fn next_card(
    visit: &Visit,
    id: &str,
    asked: &Asked,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let round = round_of(visit, id)?;
    let statements = votable(visit, &round.id).await?;
    let frame = visit.frame(Some(Part::TakePart));
    if let Some(why) = no_vote(visit, round, &statements) {
        return Ok(personal(site::no_vote(&frame, round, why)));
    }
    let given = match voter(visit, headers).await? {
        Some(token) => votes_of(visit, round, &token).await?,
        None => BTreeMap::new(),
    };
    Ok(match next(&statements, &given, asked.again) {
        Some(statement) => personal(card_page(
            visit,
            round,
            statement,
            &Hand { given: &given, of: statements.len() as u64, after: asked.after, fault: None },
        )),
        None => personal(site::vote_end(&frame, round, &answers(&statements, &given))),
    })
}

/// What the card sends.
#[derive(Deserialize)]
pub struct Ballot {
    statement: u64,
    #[serde(default)]
    key: String,
    #[serde(default)]
    vote: String,
}

/// `POST /vote/{round}`: records the answer and leads on to the next statement.
pub async fn cast(
    visit: Visit,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: Result<Form<Ballot>, FormRejection>,
) -> Response {
    page(&visit, record(&visit, &id, &headers, form).await)
}

async fn record(
    visit: &Visit,
    id: &str,
    headers: &HeaderMap,
    form: Result<Form<Ballot>, FormRejection>,
) -> Result<Response, Problem> {
    let round = round_of(visit, id)?;
    let Form(ballot) = form?;
    let statements = votable(visit, &round.id).await?;
    if let Some(why) = no_vote(visit, round, &statements) {
        let frame = visit.frame(Some(Part::TakePart));
        let page = personal(site::no_vote(&frame, round, why));
        return Ok(with_status(StatusCode::FORBIDDEN, page));
    }
    let known = statements.iter().find(|one| one.number == ballot.statement);
    let statement = known.ok_or_else(super::page::not_found)?;
    let token = voter(visit, headers).await?;
    let given = match &token {
        Some(token) => votes_of(visit, round, token).await?,
        None => BTreeMap::new(),
    };
    let again = |fault: Fault, status| {
        let hand =
            Hand { given: &given, of: statements.len() as u64, after: None, fault: Some(fault) };
        Ok(with_status(status, personal(card_page(visit, round, statement, &hand))))
    };
    let Ok(vote) = ballot.vote.parse::<Vote>() else {
        return again(Fault::Vote, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let key = if posting::is_key(&ballot.key) { ballot.key } else { crate::seal::token() };
    match keep(visit, round, token, &key, (ballot.statement, vote)).await {
        Ok(token) => {
            let mut response = see(visit, &format!("/vote/{id}?after={}", ballot.statement));
            let cookie = Cookie::Voter.set(&visit.service, &token);
            response.headers_mut().insert(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(problem) => again(fault_of(&problem, ""), problem.status),
    }
}

/// Records a vote; gives the voter's token, which is new at the first vote.
///
/// A card sent twice counts once, also the first one, before the browser has a token: the token comes
/// from the card's key. A card shown again by the browser may bring another answer under the same key,
/// and then the first one back; so the answer is part of what the key stands for, and one that does not
/// stand in the end is sent again under a key of its own.
async fn keep(
    visit: &Visit,
    round: &Round,
    voter: Option<String>,
    key: &str,
    (statement, vote): (u64, Vote),
) -> Result<String, Problem> {
    let service = &visit.service;
    let voter = match voter {
        Some(voter) => voter,
        None => posting::take_part_once(service, key).await?,
    };
    let id = round.id.as_str();
    let votes = [(statement, vote)];
    let of_answer = crate::seal::hex(&sha256(format!("{key}\n{statement}\n{vote}"))[..16]);
    posting::vote(service, &voter, &of_answer, id, &votes, Channel::Web).await?;
    if votes_of(visit, round, &voter).await?.get(&statement) != Some(&vote) {
        posting::vote(service, &voter, &token(), id, &votes, Channel::Web).await?;
    }
    Ok(voter)
}

/// The token this browser votes under, if a participant has it.
async fn voter(visit: &Visit, headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(token) = Cookie::Voter.read(&visit.service, headers) else { return Ok(None) };
    let hash = sha256(&token);
    let known = visit.service.read(move |store| store.is_participant(&hash)).await?;
    Ok(known.then_some(token))
}

async fn votes_of(
    visit: &Visit,
    round: &Round,
    token: &str,
) -> Result<BTreeMap<u64, Vote>, Problem> {
    let (hash, id) = (sha256(token), round.id.clone());
    visit.service.read(move |store| store.votes_of(&hash, &id)).await
}

/// The statement asked for, or the one with the fewest votes among those not voted on, ties by number.
fn next<'a>(
    statements: &'a [StoredStatement],
    given: &BTreeMap<u64, Vote>,
    again: Option<u64>,
) -> Option<&'a StoredStatement> {
    let asked = statements.iter().find(|one| Some(one.number) == again);
    let open = statements.iter().filter(|one| !given.contains_key(&one.number));
    asked.or_else(|| open.min_by_key(|one| (one.counts.seen(), one.number)))
}

fn no_vote(visit: &Visit, round: &Round, statements: &[StoredStatement]) -> Option<NoVote> {
    match Phase::of(round, visit.now) {
        Phase::Later => Some(NoVote::NotYet),
        Phase::Closed => Some(NoVote::Over),
        Phase::Open => statements.is_empty().then_some(NoVote::NoStatements),
    }
}

/// What a participant holds when a card is shown.
struct Hand<'a> {
    given: &'a BTreeMap<u64, Vote>,
    of: u64,
    after: Option<u64>,
    fault: Option<Fault>,
}

fn card_page(visit: &Visit, round: &Round, stored: &StoredStatement, hand: &Hand<'_>) -> String {
    let key = token();
    let card = Card {
        number: stored.number,
        statement: &stored.statement,
        before: hand.given.get(&stored.number).copied(),
        voted: hand.given.len() as u64,
        of: hand.of,
        key: &key,
        last: hand.after.and_then(|number| Some((number, *hand.given.get(&number)?))),
    };
    site::vote(&visit.frame(Some(Part::TakePart)), round, &card, hand.fault)
}

fn answers<'a>(statements: &'a [StoredStatement], given: &BTreeMap<u64, Vote>) -> Vec<Given<'a>> {
    let answer = |stored: &'a StoredStatement| {
        let vote = *given.get(&stored.number)?;
        Some(Given { number: stored.number, statement: &stored.statement, vote })
    };
    statements.iter().filter_map(answer).collect()
}
