//! Every route of the service.
//!
//! The only unsafe methods are: contribute, vote (and ask what to vote on next), create a participant, and
//! correct or withdraw by code.
//! Staff act by command; no route publishes, moderates or decides.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use tower_http::timeout::TimeoutLayer;

use crate::config::{BODY_BYTES_MAX, REQUEST_TIME_MAX};
use crate::headers::{protect, same_site};
use crate::service::Service;
use crate::site::address::Address;
use crate::unchanged::unchanged;
use crate::{api, site};

/// The service with all its routes.
pub fn router(service: Service) -> Router {
    let api = Router::new()
        .route("/rounds", get(api::rounds::list))
        .route("/rounds/{round}/statements", get(api::rounds::statements))
        .route("/rounds/{round}/contributions", post(api::contributions::post))
        .route("/rounds/{round}/votes", post(api::votes::post))
        .route("/rounds/{round}/next", post(api::next::post))
        .route("/participants", post(api::participants::create))
        .route("/contributions/correct", post(api::contributions::correct))
        .route("/contributions/withdraw", post(api::contributions::withdraw))
        .fallback(api::not_found)
        .method_not_allowed_fallback(api::wrong_method);
    let routes = Router::new()
        .route("/health", get(api::health::health))
        .route("/checkpoint", get(api::log::checkpoint))
        .route("/tile/{*path}", get(api::log::tile))
        .nest("/api/v1", api)
        .merge(site::routes())
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::SERVICE_UNAVAILABLE,
            REQUEST_TIME_MAX,
        ))
        .layer(middleware::from_fn(same_site))
        .layer(middleware::from_fn(unchanged))
        .layer(middleware::from_fn(protect))
        .with_state(service.clone());
    // The address is rewritten before routing, so the rewriting stands around the whole.
    Router::new().fallback_service(routes).layer(middleware::from_fn_with_state(service, rewrite))
}

async fn rewrite(State(service): State<Service>, mut request: Request, next: Next) -> Response {
    Address::take_off(&mut request, &service.store().plans());
    next.run(request).await
}
