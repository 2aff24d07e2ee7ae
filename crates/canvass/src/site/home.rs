//! Home, and the style sheet every page asks for.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use pages::STYLE;
use pages::site::{self, Identity};
use store::Counts;
use tlog::Kind;

use super::page::{not_found, page};
use super::record::runs;
use super::take_part::shown_rounds;
use super::visit::Visit;
use crate::problem::Problem;

/// `GET /`: what the plan is, where it stands and what one can do now.
pub async fn home(visit: Visit) -> Response {
    page(&visit, front(&visit).await)
}

async fn front(visit: &Visit) -> Result<Response, Problem> {
    let counts = visit.service.read(store::Store::counts).await?;
    let rounds = shown_rounds(visit, &counts).await?;
    let earlier = runs(visit).await?;
    let html = site::home(&visit.frame(None), &earlier.shown(visit), &rounds, &identity(&counts));
    Ok(Html(html).into_response())
}

fn identity(counts: &Counts) -> Identity {
    let votes =
        counts.sum(|row| row.standing == store::Standing::Published && row.kind == Kind::Vote);
    Identity {
        contributions: counts.published() - votes,
        votes,
        withheld: counts.withheld(),
        erased: counts.erased(),
        documents: counts.system_events(),
        size: counts.tree_size,
    }
}

/// Any other address: a page that says so, or a problem for programs.
pub async fn missing(visit: Visit) -> Response {
    if visit.address.path.starts_with("/api/") {
        return not_found().into_response();
    }
    page(&visit, Err(not_found()))
}

/// The style sheet. Its address holds its hash, so it may be kept for good.
pub async fn style() -> Response {
    kept_for_good(STYLE, "text/css; charset=utf-8")
}

/// The script that checks a receipt, kept likewise.
pub async fn script() -> Response {
    kept_for_good(site::RECEIPT_SCRIPT, "text/javascript; charset=utf-8")
}

fn kept_for_good(text: &'static str, kind: &'static str) -> Response {
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, kept);
    response
}
