//! The plan's text: what changed between its publications, which voices stand behind a
//! clause or a measure, the order of the themes, and one contribution forward to what came of it.

use axum::extract::{Path, Query};
use axum::response::{Html, IntoResponse, Response};
use findings::Theme;
use pages::Part;
use pages::site::{self, FollowedShown, PublicWords, Run};
use serde::Deserialize;
use store::Standing;

use super::mine::public_words;
use super::page::{not_found, page};
use super::plan::answer;
use super::record::{Earlier, runs};
use super::visit::Visit;
use crate::problem::Problem;

/// Which two texts are compared; as they are typed, so that a slip shows the latest change.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Between {
    from: String,
    to: String,
}

/// `GET /changes`: what changed from one published text to a later one.
pub async fn changes(visit: Visit, Query(between): Query<Between>) -> Response {
    let made = runs(&visit).await.map(|runs| {
        let number = |typed: &str| typed.trim().parse().ok();
        let (from, to) =
            site::texts_meant(visit.plan(), number(&between.from), number(&between.to));
        let frame = visit.frame(Some(Part::Plan));
        Html(site::what_changed(&frame, &runs.shown(&visit), from, to)).into_response()
    });
    page(&visit, made)
}

/// `GET /said/order`: the order of the themes, weighed in four ways.
pub async fn order(visit: Visit) -> Response {
    let frame = visit.frame(Some(Part::Said));
    let made = runs(&visit).await.and_then(|runs| answer(site::order(&frame, &runs.shown(&visit))));
    page(&visit, made)
}

/// `GET /plan/{chapter}/{clause}/voices`: the voices behind a clause.
pub async fn voices_of_clause(
    visit: Visit,
    Path((chapter, clause)): Path<(String, String)>,
) -> Response {
    let frame = visit.frame(Some(Part::Plan));
    let made = runs(&visit).await.and_then(|runs| {
        answer(site::voices_of_clause(&frame, &chapter, &clause, &runs.shown(&visit)))
    });
    page(&visit, made)
}

/// `GET /progress/{measure}/voices`: the voices behind a measure.
pub async fn voices_of_measure(visit: Visit, Path(measure): Path<String>) -> Response {
    let frame = visit.frame(Some(Part::Progress));
    let made = runs(&visit)
        .await
        .and_then(|runs| answer(site::voices_of_measure(&frame, &measure, &runs.shown(&visit))));
    page(&visit, made)
}

/// `GET /said/contribution/{index}`: one contribution forward to what came of it.
pub async fn contribution(visit: Visit, Path(index): Path<String>) -> Response {
    page(&visit, contribution_page(&visit, &index).await)
}

async fn contribution_page(visit: &Visit, index: &str) -> Result<Response, Problem> {
    let index: u64 = index.parse().map_err(|_| not_found())?;
    let run = visit.published.as_ref().map(|published| published.run);
    let read = move |store: &store::Store| {
        let Some(stored) = store.contribution(index)? else { return Ok(None) };
        let sorted = run.map(|run| store.assignment(run, index)).transpose()?.flatten();
        Ok(Some((stored, sorted.and_then(|sorted| sorted.theme))))
    };
    let (stored, sorted) = visit.service.read(read).await?.ok_or_else(not_found)?;
    let words: Option<PublicWords> =
        (stored.standing == Standing::Published).then(|| public_words(&stored));
    let shown = |run: Run<'_>| -> Option<usize> {
        let themes = &run.findings.themes.themes;
        themes.iter().position(|theme| Some(&theme.id) == sorted.as_ref())
    };
    // Where the words are not shown, neither is what they were taken to say.
    let theme = visit.latest().filter(|_| words.is_some()).and_then(|run| {
        let theme: &Theme = &run.findings.themes.themes[shown(run)?];
        Some((run, theme))
    });
    let earlier: Earlier = runs(visit).await?;
    let frame = visit.frame(Some(Part::Said));
    let followed = FollowedShown { index, words: words.as_ref(), theme };
    Ok(Html(site::followed(&frame, &earlier.shown(visit), &followed)).into_response())
}
