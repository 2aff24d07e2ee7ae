//! Votes.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use consultation::{Channel, Vote};
use serde::{Deserialize, Serialize};

use super::contributions::receipt_of;
use super::{Body, idempotency_key, json};
use crate::posting;
use crate::problem::Problem;
use crate::service::Service;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ballot {
    votes: Vec<BallotLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BallotLine {
    statement: Number,
    vote: Vote,
}

/// A statement's number, also where a program keeps its ids as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
    Digits(u64),
    Text(String),
}

impl Number {
    fn read(&self) -> Result<u64, Problem> {
        match self {
            Number::Digits(number) => Ok(*number),
            Number::Text(text) => {
                text.parse().map_err(|_| Problem::bad_body("`statement` is no statement's id."))
            }
        }
    }
}

/// The answer to votes: one leaf each, in their order.
#[derive(Serialize)]
pub struct Answer {
    votes: Vec<Place>,
}

#[derive(Serialize)]
struct Place {
    statement: u64,
    index: u64,
    receipt: Option<String>,
}

/// `POST /api/v1/rounds/{id}/votes`: 201, or 200 when the same was posted before.
pub async fn post(
    State(service): State<Service>,
    Path(round): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<Answer>), Problem> {
    let token = bearer(&headers)?;
    let key = idempotency_key(&headers)?;
    let ballot: Ballot = json(&headers, &body)?;
    let votes: Vec<(u64, Vote)> = ballot
        .votes
        .iter()
        .map(|line| Ok((line.statement.read()?, line.vote)))
        .collect::<Result<_, Problem>>()?;
    let cast = posting::vote(&service, token, key, &round, &votes, Channel::Api).await?;
    let mut places = Vec::with_capacity(votes.len());
    for ((statement, _), index) in votes.into_iter().zip(cast.first..) {
        let receipt = receipt_of(&service, index, Some(cast.size)).await?;
        places.push(Place { statement, index, receipt });
    }
    let status = if cast.again { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(Answer { votes: places })))
}

pub(super) fn bearer(headers: &HeaderMap) -> Result<&str, Problem> {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    value.and_then(|value| value.strip_prefix("Bearer ")).ok_or_else(Problem::no_participant)
}
