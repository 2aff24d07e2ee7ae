//! `GET /health`: 200 while the service can write.

use axum::extract::State;
use axum::http::StatusCode;

use crate::problem::Problem;
use crate::service::Service;

/// Says whether the writer takes records.
pub async fn health(State(service): State<Service>) -> Result<&'static str, Problem> {
    let not_writing = |kind, why, hint| {
        let status = StatusCode::SERVICE_UNAVAILABLE;
        Err(Problem::new(status, kind, "The service takes no records", why, hint))
    };
    match service.store().failure() {
        Some(failure) => not_writing(
            "not-writing",
            format!("The writer stopped: {failure}."),
            "Restart the program; what was acknowledged is kept.",
        ),
        None if service.store().is_full() => not_writing(
            "storage-full",
            "The disk is full.".to_owned(),
            "Make room on the disk; withdrawing and erasing go on meanwhile.",
        ),
        None => Ok("ok\n"),
    }
}
