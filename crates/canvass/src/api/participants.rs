//! Participants: whoever may vote.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;

use crate::posting;
use crate::problem::Problem;
use crate::service::Service;

/// A new participant.
#[derive(Serialize)]
pub struct Answer {
    /// The bearer token.
    participant: String,
}

/// `POST /api/v1/participants`.
pub async fn create(State(service): State<Service>) -> Result<(StatusCode, Json<Answer>), Problem> {
    let participant = posting::take_part(&service).await?;
    Ok((StatusCode::CREATED, Json(Answer { participant })))
}
