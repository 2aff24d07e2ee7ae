//! Progress: measures, indicators, risks and work reports.

use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};
use pages::Part;
use pages::site::{self, Frame};

use super::page::page;
use super::plan::answer;
use super::record::runs;
use super::visit::Visit;

/// `GET /progress`: every measure and indicator, what is late first.
pub async fn progress(visit: Visit) -> Response {
    Html(site::progress(&frame(&visit))).into_response()
}

/// `GET /progress/{measure}`: a measure.
pub async fn measure(visit: Visit, Path(id): Path<String>) -> Response {
    let made = runs(&visit)
        .await
        .and_then(|runs| answer(site::measure(&frame(&visit), &id, &runs.shown(&visit))));
    page(&visit, made)
}

/// `GET /progress/indicators/{indicator}`: an indicator with its pace.
pub async fn indicator(visit: Visit, Path(id): Path<String>) -> Response {
    page(&visit, answer(site::indicator(&frame(&visit), &id)))
}

/// `GET /progress/evaluations`: every question put to an indicator.
pub async fn evaluations(visit: Visit) -> Response {
    Html(site::evaluations(&frame(&visit))).into_response()
}

/// `GET /progress/evaluations/{id}`: one of them.
pub async fn evaluation(visit: Visit, Path(id): Path<String>) -> Response {
    page(&visit, answer(site::evaluation(&frame(&visit), &id)))
}

/// `GET /risks`: the register.
pub async fn risks(visit: Visit) -> Response {
    Html(site::risks(&frame(&visit))).into_response()
}

/// `GET /reports`: every work report.
pub async fn reports(visit: Visit) -> Response {
    Html(site::reports(&frame(&visit))).into_response()
}

/// `GET /reports/{id}`: one work report.
pub async fn report(visit: Visit, Path(id): Path<String>) -> Response {
    page(&visit, answer(site::work_report(&frame(&visit), &id)))
}

fn frame(visit: &Visit) -> Frame<'_> {
    visit.frame(Some(Part::Progress))
}
