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
use crate::posting::{self, Votes};
use crate::problem::Problem;
use crate::routing::{self, Drawn, Extremities};
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
    let voter = voter(visit, headers).await?;
    let given = match &voter {
        Some(token) => votes_of(visit, round, token).await?,
        None => BTreeMap::new(),
    };
    let hand = |shown| Hand {
        given: &given,
        of: statements.len() as u64,
        after: asked.after,
        fault: None,
        shown,
        speaks: voter.is_none().then_some(""),
    };
    if let Some(statement) = statements.iter().find(|one| Some(one.number) == asked.again) {
        return Ok(personal(card_page(visit, round, statement, &hand(None))));
    }
    let (shown, skipped) = routed(visit, round, &statements, &given, voter.as_deref()).await?;
    let statement =
        shown.as_ref().and_then(|(at, _)| statements.iter().find(|one| one.number == *at));
    Ok(match statement {
        Some(statement) => {
            let shown = shown.and_then(|(_, first)| first);
            personal(card_page(visit, round, statement, &hand(shown)))
        }
        None => {
            let given = answers(&statements, &given);
            personal(site::vote_end(&frame, round, &given, &skipped))
        }
    })
}

/// What the card of a browser without a token is made with: its key and what was drawn under it.
type First = (String, Drawn);

/// The statement to show, if one is left, and the numbers of those that were skipped.
async fn routed(
    visit: &Visit,
    round: &Round,
    statements: &[StoredStatement],
    given: &BTreeMap<u64, Vote>,
    voter: Option<&str>,
) -> Result<(Option<(u64, Option<First>)>, Vec<u64>), Problem> {
    let service = &visit.service;
    let none = Extremities::new();
    let known = visit.published.as_deref().map_or(&none, |published| &published.extremities);
    let Some(voter) = voter else {
        let key = token();
        let open: Vec<&StoredStatement> = statements.iter().collect();
        let number = routing::number_of(service, &key, &round.id, 0);
        let drawn = routing::draw(&open, known, &round.id, number);
        return Ok((drawn.map(|drawn| (drawn.statement, Some((key, drawn)))), Vec::new()));
    };
    let next = routing::next(service, voter, &round.id, statements, given, known).await?;
    Ok((next.shown.map(|drawn| (drawn.statement, None)), next.skipped))
}

/// What the card sends.
#[derive(Deserialize)]
pub struct Ballot {
    statement: u64,
    #[serde(default)]
    key: String,
    #[serde(default)]
    vote: String,
    #[serde(default)]
    shown: String,
    #[serde(default)]
    constituency: String,
}

/// What the button under the answers sends.
const SKIP: &str = "skip";

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
    let card = Sent {
        shown: routing::read_carried(
            &visit.service,
            &ballot.key,
            &round.id,
            ballot.statement,
            &ballot.shown,
        ),
        statement: ballot.statement,
        key: if posting::is_key(&ballot.key) { ballot.key } else { crate::seal::token() },
        constituency: ballot.constituency,
    };
    let first = token.is_none();
    let again = |fault: Fault, status| {
        let hand = Hand {
            given: &given,
            of: statements.len() as u64,
            after: None,
            fault: Some(fault),
            shown: card.shown.filter(|_| first).map(|drawn| (card.key.clone(), drawn)),
            speaks: first.then_some(card.constituency.as_str()),
        };
        Ok(with_status(status, personal(card_page(visit, round, statement, &hand))))
    };
    if ballot.vote == SKIP {
        return match skip(visit, round, token, &card).await {
            Ok(token) => Ok(on(visit, &format!("/vote/{id}"), &token)),
            Err(problem) => again(fault_of(&problem, ""), problem.status),
        };
    }
    let Ok(vote) = ballot.vote.parse::<Vote>() else {
        return again(Fault::Vote, StatusCode::UNPROCESSABLE_ENTITY);
    };
    match keep(visit, round, token, &card, vote).await {
        Ok(token) => Ok(on(visit, &format!("/vote/{id}?after={}", card.statement), &token)),
        Err(problem) => again(fault_of(&problem, ""), problem.status),
    }
}

/// A card as it came back.
struct Sent {
    statement: u64,
    key: String,
    /// What a browser without a token was shown.
    shown: Option<Drawn>,
    /// For whom its votes speak; empty means the public.
    constituency: String,
}

impl Sent {
    /// The token of a browser that had none.
    async fn take_part(&self, visit: &Visit, round: &Round) -> Result<String, Problem> {
        let stated = Some(self.constituency.as_str()).filter(|name| !name.is_empty());
        posting::take_part_once(&visit.service, &self.key, &round.id, stated).await
    }
}

/// Leads on, with the voter's token in a cookie.
fn on(visit: &Visit, address: &str, token: &str) -> Response {
    let mut response = see(visit, address);
    let cookie = Cookie::Voter.set(&visit.service, token);
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    response
}

/// Records that another statement was asked for; gives the voter's token.
async fn skip(
    visit: &Visit,
    round: &Round,
    voter: Option<String>,
    card: &Sent,
) -> Result<String, Problem> {
    let service = &visit.service;
    service.open_round(round.id.as_str(), visit.now)?;
    let (voter, first) = match voter {
        Some(voter) => (voter, None),
        None => (card.take_part(visit, round).await?, card.shown),
    };
    routing::skip(service, &voter, &round.id, card.statement, first).await?;
    Ok(voter)
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
    card: &Sent,
    vote: Vote,
) -> Result<String, Problem> {
    let service = &visit.service;
    let (voter, shown) = match voter {
        Some(voter) => (voter, None),
        None => (card.take_part(visit, round).await?, card.shown),
    };
    let id = round.id.as_str();
    let Sent { statement, key, .. } = card;
    let votes = [(*statement, vote)];
    let of_answer = crate::seal::hex(&sha256(format!("{key}\n{statement}\n{vote}"))[..16]);
    let answer = Votes { votes: &votes, channel: Channel::Web, shown };
    posting::vote_on_shown(service, &voter, &of_answer, id, answer).await?;
    if votes_of(visit, round, &voter).await?.get(statement) != Some(&vote) {
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
    /// What a browser without a token is shown, under the card's key.
    shown: Option<First>,
    /// For whom the votes speak, where that is asked: before the first answer.
    speaks: Option<&'a str>,
}

fn card_page(visit: &Visit, round: &Round, stored: &StoredStatement, hand: &Hand<'_>) -> String {
    let service = &visit.service;
    let first = hand.shown.as_ref();
    let key = first.map_or_else(token, |(key, _)| key.clone());
    let shown = first.map(|(key, drawn)| routing::carried(service, key, &round.id, *drawn));
    let card = Card {
        number: stored.number,
        statement: &stored.statement,
        before: hand.given.get(&stored.number).copied(),
        voted: hand.given.len() as u64,
        of: hand.of,
        key: &key,
        shown: shown.as_deref(),
        speaks: hand.speaks,
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
