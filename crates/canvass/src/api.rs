//! The interface for programs, under `/api/v1`. One file a resource; `docs/api.md` describes it.

pub mod contributions;
pub mod health;
pub mod log;
pub mod next;
pub mod participants;
pub mod rounds;
pub mod votes;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// A request's body, or why it could not be read.
type Body = Result<Bytes, BytesRejection>;

/// Reads a JSON body. Asked for by hand, so that every refusal is problem+json.
fn json<T: DeserializeOwned>(headers: &HeaderMap, body: &Body) -> Result<T, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    if !kind.trim_start().to_ascii_lowercase().starts_with("application/json") {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "media-type",
            "Only JSON is taken here",
            "The header Content-Type must be application/json.",
            "Send a JSON body and say so.",
        ));
    }
    let body = body.as_ref().map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::long_body(),
        _ => Problem::bad_body("The body ended before it was complete."),
    })?;
    serde_json::from_slice(body)
        .map_err(|error| Problem::bad_body(format!("The JSON body: {error}.")))
}

/// The same where a body may be left out.
fn json_or_default<T: DeserializeOwned + Default>(
    headers: &HeaderMap,
    body: &Body,
) -> Result<T, Problem> {
    let empty = body.as_ref().is_ok_and(|body| body.is_empty());
    if empty { Ok(T::default()) } else { json(headers, body) }
}

fn idempotency_key(headers: &HeaderMap) -> Result<&str, Problem> {
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    key.ok_or_else(Problem::bad_key)
}

/// An address of the interface that is not there.
pub async fn not_found() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "no-address",
        "There is no such address",
        "The interface has nothing at this address.",
        "See docs/api.md for its addresses.",
    )
}

/// An address that is there, asked with a method it does not take.
pub async fn wrong_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method",
        "The address does not take this method",
        "It is there, but not for this method.",
        "See docs/api.md for what each address takes.",
    )
}
