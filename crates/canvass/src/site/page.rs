//! A page as an answer: the HTML, or the problem told as a page.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use pages::site::{Refused, refused};

use super::visit::Visit;
use crate::problem::Problem;

/// The answer a handler came to, or its problem as a page.
pub fn page(visit: &Visit, made: Result<Response, Problem>) -> Response {
    made.unwrap_or_else(|problem| refusal(visit, &problem))
}

/// A page that may be kept nowhere, as it is one person's own.
pub fn personal(html: String) -> Response {
    let mut response = Html(html).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    response
}

/// A step of a form. A browser may show it again when its reader goes back, as what was typed would be
/// lost otherwise; nobody else may keep it.
pub fn step(html: String) -> Response {
    let mut response = personal(html);
    let value = HeaderValue::from_static("private, no-cache");
    response.headers_mut().insert(header::CACHE_CONTROL, value);
    response
}

/// On to another page of the same plan and language, with a GET.
pub fn see(visit: &Visit, path: &str) -> Response {
    Redirect::to(&visit.address.to(path)).into_response()
}

/// The same answer under another status.
pub fn with_status(status: StatusCode, mut response: Response) -> Response {
    *response.status_mut() = status;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

/// A page of what is not there.
pub fn not_found() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "no-page",
        "There is no page at this address",
        "Nothing stands at this address.",
        "Check the address.",
    )
}

fn refusal(visit: &Visit, problem: &Problem) -> Response {
    let why = match problem.status {
        StatusCode::NOT_FOUND => Refused::NotFound,
        StatusCode::SERVICE_UNAVAILABLE => Refused::Busy,
        StatusCode::PAYLOAD_TOO_LARGE => Refused::TooLong,
        status if status.is_client_error() => Refused::NotUnderstood,
        _ => Refused::Ours,
    };
    with_status(problem.status, personal(refused(&visit.frame(None), why)))
}
