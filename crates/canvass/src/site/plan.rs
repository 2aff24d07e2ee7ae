//! The plan: its outline, a chapter, a clause; and the documents it rests on.

use axum::extract::{Path, Query};
use axum::response::{Html, IntoResponse, Response};
use pages::Part;
use pages::site::{self, Show};
use serde::Deserialize;

use super::page::{not_found, page};
use super::record::runs;
use super::visit::Visit;
use crate::problem::Problem;

/// `GET /plan`: the outline as one document.
pub async fn outline(visit: Visit) -> Response {
    let made = runs(&visit).await.map(|runs| {
        Html(site::outline(&visit.frame(Some(Part::Plan)), &runs.shown(&visit))).into_response()
    });
    page(&visit, made)
}

/// Which text of each clause is asked for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Shown {
    show: String,
}

/// `GET /plan/{chapter}`: a chapter with its clauses in full.
pub async fn chapter(
    visit: Visit,
    Path(chapter): Path<String>,
    Query(shown): Query<Shown>,
) -> Response {
    let frame = visit.frame(Some(Part::Plan));
    let made = runs(&visit).await.and_then(|runs| {
        let show = Show::read(&shown.show);
        answer(site::chapter(&frame, &chapter, show, &runs.shown(&visit)))
    });
    page(&visit, made)
}

/// `GET /plan/{chapter}/{clause}`: a clause with all that stands behind it.
pub async fn clause(visit: Visit, Path((chapter, clause)): Path<(String, String)>) -> Response {
    let frame = visit.frame(Some(Part::Plan));
    let made = runs(&visit)
        .await
        .and_then(|runs| answer(site::clause(&frame, &chapter, &clause, &runs.shown(&visit))));
    page(&visit, made)
}

/// `GET /evidence`: the library.
pub async fn evidence(visit: Visit) -> Response {
    let made = runs(&visit).await.map(|runs| {
        let frame = visit.frame(Some(Part::Plan));
        Html(site::evidence(&frame, &runs.shown(&visit))).into_response()
    });
    page(&visit, made)
}

/// `GET /history`: the plans before this one, and its own steps.
pub async fn history(visit: Visit) -> Response {
    Html(site::history(&visit.frame(Some(Part::Plan)))).into_response()
}

/// `GET /alignment`: which clauses carry out which of the plan above.
pub async fn alignment(visit: Visit) -> Response {
    page(&visit, answer(site::alignment(&visit.frame(Some(Part::Plan)))))
}

/// A page where there is something to show.
pub fn answer(html: Option<String>) -> Result<Response, Problem> {
    html.map(|html| Html(html).into_response()).ok_or_else(not_found)
}
