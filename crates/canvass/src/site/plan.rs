//! The plan: its outline, a chapter, a clause; and the documents it rests on.

use axum::extract::{Path, Query};
use axum::response::{Html, IntoResponse, Response};
use pages::Part;
use pages::site::{self, PassageShown, Show};
use plan::{ClauseId, Passage};
use serde::Deserialize;
use store::Store;

use super::mine::passage_words;
use super::page::{not_found, page};
use super::record::runs;
use super::visit::Visit;
use crate::config::PASSAGES_MAX;
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
    page(&visit, clause_page(&visit, &chapter, &clause).await)
}

async fn clause_page(visit: &Visit, chapter: &str, clause: &str) -> Result<Response, Problem> {
    let drawn_on = visit.plan().clause(&ClauseId(clause.to_owned()));
    let passages: Vec<Passage> = drawn_on
        .map(|clause| clause.current().basis.passages.iter().copied().take(PASSAGES_MAX).collect())
        .unwrap_or_default();
    let read = move |store: &Store| {
        let mut shown = Vec::new();
        for passage in passages {
            let found = store.contribution(passage.contribution)?;
            let words = found.as_ref().and_then(|stored| passage_words(stored, passage));
            shown.extend(words.map(|words| PassageShown { passage, words }));
        }
        Ok(shown)
    };
    let shown = visit.service.read(read).await?;
    let runs = runs(visit).await?;
    let frame = visit.frame(Some(Part::Plan));
    answer(site::clause(&frame, chapter, clause, &runs.shown(visit), &shown))
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
