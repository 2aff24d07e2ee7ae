//! `GET /health`: 200 while the service can write.

use axum::extract::State;
use axum::http::StatusCode;

use crate::problem::Problem;
use crate::service::Service;

/// Says whether the writer takes records.
pub async fn health(State(service): State<Service>) -> Result<&'static str, Problem> {
    match service.store().failure() {
        None => Ok("ok\n"),
        Some(failure) => Err(Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "not-writing",
            "The service takes no records",
            format!("The writer stopped: {failure}."),
            "Restart the program; what was acknowledged is kept.",
        )),
    }
}
