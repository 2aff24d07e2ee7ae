//! What a request is answered when it cannot be done: problem+json (RFC 9457) for programs, a page for
//! people. Nothing of a refused request is stored.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use consultation::{Round, Timestamp};
use serde::Serialize;
use store::{Refusal, WriteError};

use crate::config::{
    BODY_BYTES_MAX, CONTRIBUTION_CHARS_MAX, KEY_CHARS, SOURCE_CHARS_MAX, SOURCES_MAX, VOTES_MAX,
};

/// Why a request was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// HTTP status.
    pub status: StatusCode,
    /// A fixed word for the kind of problem; the last part of `type`.
    pub kind: &'static str,
    /// What happened, in a few words that are the same each time.
    pub title: &'static str,
    /// What happened this time.
    pub detail: String,
    /// What to do.
    pub hint: String,
}

#[derive(Serialize)]
struct Body<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    hint: &'a str,
}

impl Problem {
    /// A problem; `kind` is a fixed word.
    pub fn new(
        status: StatusCode,
        kind: &'static str,
        title: &'static str,
        detail: impl Into<String>,
        hint: impl Into<String>,
    ) -> Problem {
        Problem { status, kind, title, detail: detail.into(), hint: hint.into() }
    }

    /// No such round.
    pub fn unknown_round(id: &str) -> Problem {
        Problem::new(
            StatusCode::NOT_FOUND,
            "unknown-round",
            "There is no such round",
            format!("No round has the identifier `{}`.", crate::site::shortened(id)),
            "GET /api/v1/rounds lists the rounds.",
        )
    }

    /// The round takes nothing now.
    pub fn closed(round: &Round) -> Problem {
        let (opens, closes) = (day_and_time(round.opens), day_and_time(round.closes));
        Problem::new(
            StatusCode::FORBIDDEN,
            "round-not-open",
            "The round is not open",
            format!("It takes contributions and votes from {opens} to {closes}."),
            "Nothing was stored. Come back while the round is open, or read what people said.",
        )
    }

    /// The idempotency key is missing or has the wrong form.
    pub fn bad_key() -> Problem {
        let (least, most) = (KEY_CHARS.start(), KEY_CHARS.end());
        Problem::new(
            StatusCode::BAD_REQUEST,
            "idempotency-key",
            "An idempotency key is needed",
            format!(
                "The header Idempotency-Key must have {least} to {most} visible ASCII characters."
            ),
            "Draw a random key for each new contribution and send the same one when you repeat it.",
        )
    }

    /// The body is not what the address takes.
    pub fn bad_body(detail: impl Into<String>) -> Problem {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "body",
            "The request cannot be understood",
            detail,
            "See docs/api.md for what each address takes.",
        )
    }

    /// Nothing was written.
    pub fn empty_text() -> Problem {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "empty-text",
            "There is no text",
            "The text is empty or white space.",
            "Write your answer, then send it again.",
        )
    }

    /// The text is too long.
    pub fn long_text(chars: usize) -> Problem {
        Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "long-text",
            "The text is too long",
            format!("It has {chars} characters; at most {CONTRIBUTION_CHARS_MAX} are taken."),
            "Shorten it, or send it in parts.",
        )
    }

    /// The body is longer than any request may be.
    pub fn long_body() -> Problem {
        Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "long-body",
            "The request is too long",
            format!("At most {BODY_BYTES_MAX} bytes are taken."),
            "Send it in portions.",
        )
    }

    /// The constituency is none of the plan's.
    pub fn unknown_constituency(name: &str) -> Problem {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "unknown-constituency",
            "There is no such constituency",
            format!("`{}` is none of this plan's constituencies.", crate::site::shortened(name)),
            "Use public, expert or official, or one that the plan defines.",
        )
    }

    /// What it is about, or replies to, is not there; or its stance is none.
    pub fn unknown_place() -> Problem {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "unknown-place",
            "There is nothing there to discuss",
            "`about`, `reply_to` or `stance` names nothing that is there.",
            "Use clause:NUMBER, question:ID or theme:RUN:NUMBER, the index of a contribution, and for, \
             against or neither.",
        )
    }

    /// Too many sources, or too long ones.
    pub fn bad_sources() -> Problem {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "sources",
            "Too many sources, or too long ones",
            format!(
                "At most {SOURCES_MAX} lines of at most {SOURCE_CHARS_MAX} characters are taken."
            ),
            "Name the most important ones, each on one line.",
        )
    }

    /// Too many votes at once, or none.
    pub fn vote_count(given: usize) -> Problem {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "vote-count",
            "No votes, or too many",
            format!("A request has 1 to {VOTES_MAX} votes, this one has {given}."),
            "Send the votes in portions.",
        )
    }

    /// No bearer token, or an unknown one.
    pub fn no_participant() -> Problem {
        Problem::new(
            StatusCode::UNAUTHORIZED,
            "unknown-participant",
            "No participant has this token",
            "The header Authorization must be `Bearer` and a participant's token.",
            "POST /api/v1/participants gives a token.",
        )
    }

    /// No contribution has the code. The answer is the same for a mistyped and for an unknown one.
    pub fn unknown_code() -> Problem {
        Problem::new(
            StatusCode::NOT_FOUND,
            "unknown-code",
            "No contribution has this code",
            "The code was mistyped, or no contribution has it.",
            "Check the code, letter by letter. Spaces and small letters do not matter.",
        )
    }

    /// A fault of the program. What happened is in the server's own record, not in the answer.
    pub fn internal() -> Problem {
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "We could not do this",
            "The fault is ours. Nothing was sent twice.",
            "Try again in a minute.",
        )
    }

    /// A read failed.
    pub fn from_read(error: &store::Error) -> Problem {
        eprintln!("error: {error}\nhint: {}", error.hint());
        Problem::internal()
    }

    /// A write was not acknowledged.
    pub fn from_write(error: &WriteError) -> Problem {
        let (status, kind, title) = match error {
            WriteError::Refused(refusal) => return Problem::from_refusal(refusal),
            WriteError::Full => (
                StatusCode::INSUFFICIENT_STORAGE,
                "storage-full",
                "There is no room to record this",
            ),
            WriteError::Busy => {
                (StatusCode::SERVICE_UNAVAILABLE, "busy", "Many people are writing at this moment")
            }
            WriteError::OutcomeUnknown => (
                StatusCode::SERVICE_UNAVAILABLE,
                "outcome-unknown",
                "We cannot say whether this was recorded",
            ),
        };
        Problem::new(status, kind, title, format!("{error}."), format!("{}.", error.hint()))
    }

    fn from_refusal(refusal: &Refusal) -> Problem {
        let (status, kind, title) = match refusal {
            Refusal::Conflict => {
                (StatusCode::CONFLICT, "key-conflict", "The key was used for something else")
            }
            Refusal::Gone { .. } => (StatusCode::GONE, "gone", "It is no longer there"),
            Refusal::Taken(_) => (StatusCode::UNPROCESSABLE_ENTITY, "taken", "It is there already"),
            Refusal::UnknownCode => return Problem::unknown_code(),
            Refusal::UnknownParticipant => return Problem::no_participant(),
            Refusal::UnknownStatement { .. } | Refusal::UnknownLeaf { .. } => {
                (StatusCode::UNPROCESSABLE_ENTITY, "unknown-reference", "It points at nothing")
            }
            _ => (StatusCode::UNPROCESSABLE_ENTITY, "refused", "It cannot be recorded as it is"),
        };
        Problem::new(status, kind, title, format!("{refusal}."), format!("{}.", refusal.hint()))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = Body {
            r#type: format!("urn:canvass:problem:{}", self.kind),
            title: self.title,
            status: self.status.as_u16(),
            detail: &self.detail,
            hint: &self.hint,
        };
        let mut response = (self.status, Json(body)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

/// A moment in UTC, to the minute, for answers to programs.
fn day_and_time(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.0).map_or_else(
        |_| at.0.to_string(),
        |moment| moment.strftime("%Y-%m-%d %H:%M UTC").to_string(),
    )
}
