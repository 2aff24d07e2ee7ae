//! The statement that a participant is shown next, for programs that put statements to people themselves.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use consultation::RoundId;
use serde::{Deserialize, Serialize};

use super::votes::bearer;
use super::{Body, json_or_default};
use crate::problem::Problem;
use crate::routing::{self, Extremities};
use crate::seal::sha256;
use crate::service::{Service, now};

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// The statement that the participant was shown and does not want to answer.
    skip: Option<u64>,
}

/// The statement drawn, with its probability; all `null` when none is left.
#[derive(Serialize)]
pub struct Answer {
    statement: Option<u64>,
    text: Option<String>,
    probability: Option<f64>,
    /// Statements that were skipped and are not answered.
    skipped: Vec<u64>,
}

/// `POST /api/v1/rounds/{id}/next`: the same statement until it is answered or skipped.
pub async fn post(
    State(service): State<Service>,
    Path(round): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Answer>, Problem> {
    let token = bearer(&headers)?;
    let asked: Asked = json_or_default(&headers, &body)?;
    let round: RoundId = service.open_round(&round, now())?;
    let hash = sha256(token);
    let id = round.clone();
    let (known_voter, mut statements, given) = service
        .read(move |store| {
            let known = store.is_participant(&hash)?;
            Ok((known, store.statements(&id)?, store.votes_of(&hash, &id)?))
        })
        .await?;
    if !known_voter {
        return Err(Problem::no_participant());
    }
    statements.retain(routing::can_be_put);
    if let Some(statement) = asked.skip {
        routing::skip(&service, token, &round, statement, None).await?;
    }
    let published = service.published().await?;
    let none = Extremities::new();
    let known = published.as_deref().map_or(&none, |published| &published.extremities);
    let next = routing::next(&service, token, &round, &statements, &given, known).await?;
    let number = next.shown.map(|drawn| drawn.statement);
    let shown = statements.into_iter().find(|one| Some(one.number) == number);
    Ok(Json(Answer {
        statement: number,
        text: shown.map(|one| one.statement.text),
        probability: next.shown.map(|drawn| drawn.probability),
        skipped: next.skipped,
    }))
}
