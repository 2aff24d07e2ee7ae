//! Rounds and their statements.

use axum::Json;
use axum::extract::{Path, State};
use consultation::RoundId;
use serde::Serialize;

use crate::problem::Problem;
use crate::service::{Service, now};

/// A round, as programs see it.
#[derive(Serialize)]
pub struct RoundView {
    id: String,
    title: String,
    opens: String,
    closes: String,
    open: bool,
}

/// A statement, as programs see it.
#[derive(Serialize)]
pub struct StatementView {
    id: u64,
    text: String,
}

/// `GET /api/v1/rounds`. Times are RFC 3339 in UTC.
pub async fn list(State(service): State<Service>) -> Json<Vec<RoundView>> {
    let now = now();
    let plans = service.store().plans();
    let view = |round: &consultation::Round| RoundView {
        id: round.id.0.clone(),
        title: round.title.get("en").to_owned(),
        opens: rfc3339(round.opens),
        closes: rfc3339(round.closes),
        open: round.is_open(now),
    };
    Json(plans.rounds().map(|(round, _)| view(round)).collect())
}

/// `GET /api/v1/rounds/{id}/statements`: those that can be voted on. A statement's id is its number in
/// the round.
pub async fn statements(
    State(service): State<Service>,
    Path(round): Path<String>,
) -> Result<Json<Vec<StatementView>>, Problem> {
    let id = RoundId(round);
    if service.store().plans().round(&id).is_none() {
        return Err(Problem::unknown_round(id.as_str()));
    }
    let stored = service.read(move |store| store.statements(&id)).await?;
    let votable = stored.into_iter().filter(|stored| stored.statement.takes_part());
    Ok(Json(votable.map(|s| StatementView { id: s.number, text: s.statement.text }).collect()))
}

fn rfc3339(at: consultation::Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.0).map(|moment| moment.to_string()).unwrap_or_default()
}
