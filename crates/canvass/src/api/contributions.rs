//! Contributions: post, correct, withdraw.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use consultation::Channel;
use serde::{Deserialize, Serialize};

use super::votes::bearer;
use super::{Body, idempotency_key, json};
use crate::posting::{self, Sent};
use crate::problem::Problem;
use crate::receipt;
use crate::seal::sha256;
use crate::service::Service;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Post {
    text: String,
    constituency: Option<String>,
    language: Option<String>,
    reply_to: Option<u64>,
    about: Option<String>,
    stance: Option<String>,
    #[serde(default)]
    sources: Vec<String>,
}

/// The answer to a contribution.
#[derive(Serialize)]
pub struct Answer {
    index: u64,
    /// The receipt's text; `null` only when the words were erased meanwhile.
    receipt: Option<String>,
    code: String,
}

/// `POST /api/v1/rounds/{id}/contributions`: 201, or 200 when the same was posted before.
pub async fn post(
    State(service): State<Service>,
    Path(round): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<Answer>), Problem> {
    let key = idempotency_key(&headers)?;
    let Post { text, constituency, language, reply_to, about, stance, sources } =
        json(&headers, &body)?;
    let sent = Sent {
        round,
        text,
        constituency,
        language,
        reply_to,
        about,
        stance,
        sources,
        quotable: false,
        channel: Channel::Api,
        participant: author(&service, &headers).await?,
    };
    let recorded = posting::contribute(&service, key, sent).await?;
    let status = if recorded.again { StatusCode::OK } else { StatusCode::CREATED };
    let code = recorded.code.to_string();
    let receipt = receipt_of(&service, recorded.index, Some(recorded.size)).await?;
    Ok((status, Json(Answer { index: recorded.index, receipt, code })))
}

/// The token of the participant who sends it, where there is a header for it. One that nobody has is refused,
/// as it is with votes.
async fn author(service: &Service, headers: &HeaderMap) -> Result<Option<String>, Problem> {
    if !headers.contains_key(AUTHORIZATION) {
        return Ok(None);
    }
    let token = bearer(headers)?.to_owned();
    let hash = sha256(&token);
    let known = service.read(move |store| store.is_participant(&hash)).await?;
    known.then_some(Some(token)).ok_or_else(Problem::no_participant)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Correct {
    code: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Withdraw {
    code: String,
}

/// Where a correction or withdrawal stands.
#[derive(Serialize)]
pub struct Place {
    index: u64,
    receipt: Option<String>,
}

/// `POST /api/v1/contributions/correct`: new words for the contribution with a code.
pub async fn correct(
    State(service): State<Service>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<Place>), Problem> {
    let Correct { code, text } = json(&headers, &body)?;
    let index = posting::correct(&service, &code, text, Channel::Api, None).await?;
    let receipt = receipt_of(&service, index, None).await?;
    Ok((StatusCode::CREATED, Json(Place { index, receipt })))
}

/// `POST /api/v1/contributions/withdraw`: the words of the contribution with a code are erased.
pub async fn withdraw(
    State(service): State<Service>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<Place>), Problem> {
    let Withdraw { code } = json(&headers, &body)?;
    let index = posting::withdraw(&service, &code, Channel::Api).await?;
    let receipt = receipt_of(&service, index, None).await?;
    Ok((StatusCode::CREATED, Json(Place { index, receipt })))
}

/// The text of a leaf's receipt against the checkpoint of `size` leaves, or the first that holds it.
pub(super) async fn receipt_of(
    service: &Service,
    index: u64,
    size: Option<u64>,
) -> Result<Option<String>, Problem> {
    let at_hand = size.and_then(|size| receipt::fresh(service.store(), index, size));
    if at_hand.is_some() {
        return Ok(at_hand);
    }
    let made = service.read(move |store| match size {
        Some(size) => receipt::of_leaf(store, index, size),
        None => receipt::as_given(store, index),
    });
    Ok(made.await?.map(|receipt| receipt::text_of(&receipt)))
}
