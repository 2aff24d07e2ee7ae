//! The plan's site: one file for each group of pages, named as the pages are.

pub mod address;
pub mod cookies;
pub mod visit;

use axum::Router;

use crate::service::Service;

/// The site's routes.
pub fn routes() -> Router<Service> {
    Router::new()
}

/// A word from outside as it may stand in an answer.
pub fn shortened(word: &str) -> String {
    word.chars().filter(|c| !c.is_control()).take(60).collect()
}
