//! The interface for programs, under `/api/v1`. One file a resource; `docs/api.md` describes it.

pub mod contributions;
pub mod health;
pub mod participants;
pub mod rounds;
pub mod votes;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// Reads a JSON body. Asked for by hand, so that every refusal is problem+json.
fn json<T: DeserializeOwned>(headers: &HeaderMap, body: &Bytes) -> Result<T, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    if !kind.trim_start().to_ascii_lowercase().starts_with("application/json") {
        return Err(Problem::new(
            axum::http::StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "media-type",
            "Only JSON is taken here",
            "The header Content-Type must be application/json.",
            "Send a JSON body and say so.",
        ));
    }
    serde_json::from_slice(body)
        .map_err(|error| Problem::bad_body(format!("The JSON body: {error}.")))
}

fn idempotency_key(headers: &HeaderMap) -> Result<&str, Problem> {
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    key.ok_or_else(Problem::bad_key)
}
