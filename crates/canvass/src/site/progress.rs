//! Progress: measures, indicators, risks and work reports.

use axum::extract::Path;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use pages::Part;
use pages::export::open_sdg;
use pages::site::{self, Frame};
use plan::IndicatorId;

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

/// `GET /progress/indicators/{indicator}`: an indicator with its pace; with `.csv` at the end its values in
/// force in the layout of Open SDG.
pub async fn indicator(visit: Visit, Path(id): Path<String>) -> Response {
    let file = id.strip_suffix(".csv").map(|id| IndicatorId(id.to_owned()));
    if let Some(indicator) = file.and_then(|id| visit.plan().indicator(&id)) {
        let csv = open_sdg(indicator, visit.w().tag());
        return ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], csv).into_response();
    }
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
