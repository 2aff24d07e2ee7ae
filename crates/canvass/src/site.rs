//! The plan's site: one file for each group of pages, named as the pages are.

pub mod address;
pub mod check;
pub mod cookies;
pub mod discuss;
pub mod home;
pub mod mine;
pub mod page;
pub mod plan;
pub mod progress;
pub mod receipt;
pub mod record;
pub mod said;
pub mod search;
pub mod take_part;
pub mod text;
pub mod visit;
pub mod vote;

use axum::Router;
use axum::routing::{get, post};

use crate::service::Service;

/// The site's routes.
pub fn routes() -> Router<Service> {
    Router::new()
        .route("/", get(home::home))
        .route(&visit::STYLE_ADDRESS, get(home::style))
        .route("/changes", get(text::changes))
        .route("/said/order", get(text::order))
        .route("/said/contribution/{index}", get(text::contribution))
        .route("/plan/{chapter}/{clause}/voices", get(text::voices_of_clause))
        .route("/progress/{measure}/voices", get(text::voices_of_measure))
        .route(&visit::SCRIPT_ADDRESS, get(home::script))
        .route("/plan", get(plan::outline))
        .route("/plan/{chapter}", get(plan::chapter))
        .route("/plan/{chapter}/{clause}", get(plan::clause))
        .route("/evidence", get(plan::evidence))
        .route("/history", get(plan::history))
        .route("/alignment", get(plan::alignment))
        .route("/progress", get(progress::progress))
        .route("/progress/{measure}", get(progress::measure))
        .route("/progress/indicators/{indicator}", get(progress::indicator))
        .route("/progress/evaluations", get(progress::evaluations))
        .route("/progress/evaluations/{id}", get(progress::evaluation))
        .route("/risks", get(progress::risks))
        .route("/reports", get(progress::reports))
        .route("/reports/{id}", get(progress::report))
        .route("/coverage", get(record::coverage))
        .route("/consideration", get(record::consideration))
        .route("/consideration.md", get(record::consideration_markdown))
        .route("/take-part", get(take_part::rounds))
        .route("/take-part/{round}", get(take_part::round))
        .route("/take-part/{round}/answer", get(take_part::form))
        .route("/take-part/{round}/check", post(take_part::check))
        .route("/take-part/{round}/send", post(take_part::send))
        .route("/done", get(take_part::done))
        .route("/vote/{round}", get(vote::card).post(vote::cast))
        .route("/mine", get(mine::form).post(mine::open))
        .route("/mine/way", get(mine::way))
        .route("/mine/receipt", get(receipt::own))
        .route("/mine/receipt/file", get(receipt::file))
        .route("/mine/receipt/slip", get(receipt::slip))
        .route("/receipt", get(receipt::shown))
        .route("/mine/correct", post(mine::correct))
        .route("/mine/withdraw", post(mine::withdraw))
        .route("/runs", get(said::runs))
        .route("/said", get(said::overview))
        .route("/said/drift", get(said::drift))
        .route("/said/{theme}", get(said::theme))
        .route("/search", get(search::search))
        .route("/discuss", get(discuss::all))
        .route("/discuss/{kind}/{id}", get(discuss::one))
        .route("/votes/{round}", get(said::votes))
        .route("/votes/{round}/slate", get(said::slate))
        .route("/check", get(check::record))
        .route("/how", get(check::how))
        .fallback(home::missing)
}

/// A word from outside as it may stand in an answer.
pub fn shortened(word: &str) -> String {
    word.chars().filter(|c| !c.is_control()).take(60).collect()
}
