//! Participants: whoever may vote.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};

use super::{Body, json_or_default};
use crate::posting;
use crate::problem::Problem;
use crate::service::Service;

/// What a participant may say of themselves.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Stated {
    /// For whom they speak; the public when not stated.
    constituency: Option<String>,
}

/// A new participant.
#[derive(Serialize)]
pub struct Answer {
    /// The bearer token.
    participant: String,
}

/// `POST /api/v1/participants`, with a body or without.
pub async fn create(
    State(service): State<Service>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<Answer>), Problem> {
    let stated: Stated = json_or_default(&headers, &body)?;
    let participant = posting::take_part(&service, stated.constituency.as_deref()).await?;
    Ok((StatusCode::CREATED, Json(Answer { participant })))
}
