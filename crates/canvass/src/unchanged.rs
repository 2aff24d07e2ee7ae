//! Conditional requests: a page that a reader holds already is not sent again (RFC 9110 §8.8.3 and
//! §13.1.2).
//!
//! The tag is the SHA-256 of the body, so it changes with the words and with nothing else, and is the
//! same from every node that serves the same record. What is one person's own says so by its own
//! `Cache-Control` and gets no tag; what is sent while it is written has no length yet, and gets none
//! either.

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::config::TAGGED_BYTES_MAX;
use crate::seal::{hex, sha256};

/// Puts a tag on a public page, and answers 304 to a reader who shows that tag.
pub async fn unchanged(request: Request, next: Next) -> Response {
    let asked = *request.method() == Method::GET;
    let held = request.headers().get_all(header::IF_NONE_MATCH).iter().cloned().collect::<Vec<_>>();
    let response = next.run(request).await;
    if !asked || !is_public_page(&response) {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, TAGGED_BYTES_MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let tag = format!("\"{}\"", &hex(&sha256(&bytes))[..32]);
    let known = is_held(&held, &tag);
    put(&mut head.headers, header::ETAG, &tag);
    put(&mut head.headers, header::CACHE_CONTROL, "no-cache");
    if known {
        head.status = StatusCode::NOT_MODIFIED;
        head.headers.remove(header::CONTENT_TYPE);
        head.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(head, Body::empty());
    }
    Response::from_parts(head, Body::from(bytes))
}

fn is_public_page(response: &Response) -> bool {
    let kept = response.headers().contains_key(header::CACHE_CONTROL);
    let length = response.body().size_hint().exact();
    response.status() == StatusCode::OK
        && !kept
        && !response.headers().contains_key(header::SET_COOKIE)
        && length.is_some_and(|bytes| bytes <= TAGGED_BYTES_MAX as u64)
}

/// Whether one of the tags in `If-None-Match` is this one. Weak tags count as the strong ones do here.
fn is_held(held: &[HeaderValue], tag: &str) -> bool {
    let tags = held.iter().filter_map(|value| value.to_str().ok()).flat_map(|list| list.split(','));
    tags.map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}

fn put(headers: &mut HeaderMap, name: header::HeaderName, value: &str) {
    headers.insert(name, HeaderValue::from_str(value).expect("a tag is ASCII"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenarios() {
        // If-None-Match as sent, whether it holds the tag "a"
        let table: [(&[&str], bool); 7] = [
            (&[], false),
            (&["\"a\""], true),
            (&["W/\"a\""], true),
            (&["\"b\", \"a\""], true),
            (&["\"b\"", "\"a\""], true),
            (&["*"], true),
            (&["a"], false),
        ];
        for (sent, expected) in table {
            let values = sent.iter().map(|value| HeaderValue::from_static(value));
            assert_eq!(is_held(&values.collect::<Vec<_>>(), "\"a\""), expected, "{sent:?}");
        }
    }
}
