//! What people said: the overview, each theme, and the votes of a round.

use std::collections::BTreeSet;

use axum::extract::{Path, Query};
use axum::response::{Html, IntoResponse, Response};
use findings::ThemeId;
use pages::Part;
use pages::site::{self, PublicWords, ThemeShown};
use serde::Deserialize;
use store::{Audience, PAGE_MAX};
use tlog::Kind;

use super::mine::public_words;
use super::page::{not_found, page};
use super::take_part::round_of;
use super::visit::Visit;
use crate::config::READ_PAGE;
use crate::problem::Problem;

/// `GET /said`: every theme of the latest run.
pub async fn overview(visit: Visit) -> Response {
    page(&visit, overview_page(&visit).await)
}

async fn overview_page(visit: &Visit) -> Result<Response, Problem> {
    let counts = visit.service.read(store::Store::counts).await?;
    let words = |kind| matches!(kind, Kind::Contribution | Kind::Replacement);
    let kept = counts.sum(|row| words(row.kind) && row.standing.has_words());
    let published = visit.published.as_deref();
    let read = published.map_or(0, |published| published.findings.received.contributions);
    let frame = visit.frame(Some(Part::Said));
    let own = visit.own_answers().await?;
    let html = site::said(&frame, visit.latest(), &own, kept.saturating_sub(read));
    Ok(Html(html).into_response())
}

/// `GET /runs`: every published run; the pages of one stand under `/runs/{number}`.
pub async fn runs(visit: Visit) -> Response {
    let listed = visit.service.read(store::Store::newest_runs).await;
    let made = listed.map(|runs| {
        let runs = if visit.published.is_some() { runs } else { Vec::new() };
        Html(site::runs(&visit.frame(Some(Part::Said)), &runs)).into_response()
    });
    page(&visit, made)
}

/// `GET /said/drift`: what became of the themes of the analysis before the latest.
pub async fn drift(visit: Visit) -> Response {
    page(&visit, drift_page(&visit).await)
}

async fn drift_page(visit: &Visit) -> Result<Response, Problem> {
    let latest = visit.published.clone().ok_or_else(not_found)?;
    let found = match latest.run.checked_sub(1).filter(|before| *before > 0) {
        Some(before) => Some(visit.service.drift(before, latest).await?),
        None => None,
    };
    let frame = visit.frame(Some(Part::Said));
    Ok(Html(site::drift(&frame, found.as_deref())).into_response())
}

/// Where in a theme's contributions a reader is.
#[derive(Deserialize)]
pub struct From {
    from: Option<u64>,
}

/// `GET /said/{theme}`: one theme with the contributions that anyone may read.
pub async fn theme(visit: Visit, Path(id): Path<String>, Query(from): Query<From>) -> Response {
    page(&visit, theme_page(&visit, &ThemeId(id), from.from).await)
}

async fn theme_page(visit: &Visit, id: &ThemeId, from: Option<u64>) -> Result<Response, Problem> {
    let published = visit.published.clone().ok_or_else(not_found)?;
    let themes = &published.findings.themes.themes;
    let theme = themes.iter().find(|theme| theme.id == *id).ok_or_else(not_found)?;
    let (run, leaf, start) = (published.run, id.clone(), from.unwrap_or(0));
    let found = visit
        .service
        .read(move |store| store.of_theme(run, &leaf, Audience::Public, start, PAGE_MAX))
        .await?;
    let read: Vec<PublicWords> = found.iter().take(READ_PAGE).map(public_words).collect();
    let own = visit.own_answers().await?;
    let shown = ThemeShown {
        run: visit.latest().ok_or_else(not_found)?,
        own: &own,
        result_sha256: &published.result_sha256,
        theme,
        read: &read,
        later: start > 0,
        next: found.get(READ_PAGE).map(|next| next.index),
    };
    Ok(Html(site::theme(&visit.frame(Some(Part::Said)), &shown)).into_response())
}

/// `GET /votes/{round}`: what the votes of a round give.
pub async fn votes(visit: Visit, Path(id): Path<String>) -> Response {
    page(&visit, votes_page(&visit, &id).await)
}

async fn votes_page(visit: &Visit, id: &str) -> Result<Response, Problem> {
    let round = round_of(visit, id)?;
    let ids = statement_ids(visit, id).await?;
    let frame = visit.frame(Some(Part::Said));
    Ok(Html(site::votes(&frame, round, visit.latest(), &ids)).into_response())
}

/// `GET /votes/{round}/slate`: the statements that together speak for everyone.
pub async fn slate(visit: Visit, Path(id): Path<String>) -> Response {
    page(&visit, slate_page(&visit, &id).await)
}

async fn slate_page(visit: &Visit, id: &str) -> Result<Response, Problem> {
    let round = round_of(visit, id)?;
    let ids = statement_ids(visit, id).await?;
    let run = visit.latest().ok_or_else(not_found)?;
    let frame = visit.frame(Some(Part::Said));
    let html = site::slate(&frame, round, run, &ids).ok_or_else(not_found)?;
    Ok(Html(html).into_response())
}

/// What an analysis may call the statements of a round (`store::HeardAt`).
async fn statement_ids(visit: &Visit, round: &str) -> Result<BTreeSet<String>, Problem> {
    let id = consultation::RoundId(round.to_owned());
    let statements = visit.service.read(move |store| store.statements(&id)).await?;
    let names = statements.into_iter().flat_map(|stored| match stored.contribution {
        Some(leaf) => vec![leaf.to_string()],
        None => {
            let own = stored.statement.id.0;
            vec![format!("{round}:{own}"), own]
        }
    });
    Ok(names.collect())
}
