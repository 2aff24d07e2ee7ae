//! Search: contributions that anyone may read, by their words.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::{Html, IntoResponse, Response};
use consultation::{Channel, Constituency, RoundId};
use findings::ThemeId;
use findings::disclosure::Threshold;
use pages::Part;
use pages::site::{self, SearchChoice, SearchHit, SearchOption, SearchShown};
use serde::Deserialize;
use store::{Audience, Facet, Filter, SEARCH_KINDS, Standing, Store};

use super::mine::public_words;
use super::page::page;
use super::visit::Visit;
use crate::config::SEARCH_PAGE;
use crate::problem::Problem;
use crate::search::{Answered, asked};
use crate::theming::with_parts;

/// What the form sends. Whatever is not understood asks for nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Question {
    q: String,
    round: String,
    channel: String,
    constituency: String,
    language: String,
    theme: String,
    kind: String,
    page: String,
    like: String,
}

/// `GET /search`: contributions with the words asked for, with choices to narrow them.
pub async fn search(visit: Visit, question: Result<Query<Question>, QueryRejection>) -> Response {
    let Query(question) = question.unwrap_or_default();
    let question = understood(&visit, question);
    page(&visit, search_page(&visit, question).await)
}

/// The question without choices that no contribution can have, so that none is offered as chosen. A link may
/// name a theme that a later run does not have.
fn understood(visit: &Visit, mut question: Question) -> Question {
    let plans = visit.service.store().plans();
    let known = [
        !leaves_of(visit, &question.theme).is_empty(),
        plans.round(&RoundId(question.round.clone())).is_some(),
        plans.constituency(&question.constituency).is_some(),
        question.channel.parse::<Channel>().is_ok(),
        SEARCH_KINDS.contains(&question.kind.as_str()),
    ];
    let choices = [
        &mut question.theme,
        &mut question.round,
        &mut question.constituency,
        &mut question.channel,
        &mut question.kind,
    ];
    choices.into_iter().zip(known).filter(|(_, known)| !known).for_each(|(word, _)| word.clear());
    question
}

async fn search_page(visit: &Visit, question: Question) -> Result<Response, Problem> {
    if let Ok(index) = question.like.parse() {
        return like_page(visit, index).await;
    }
    let number = question.page.parse::<usize>().unwrap_or(1).clamp(1, PAGES_MAX);
    let asked =
        asked(&question.q, filter(visit, &question), (number - 1) * SEARCH_PAGE, SEARCH_PAGE);
    let search = visit.service.search().clone();
    let run = visit.published.as_ref().map(|published| published.run);
    let (answered, hits) = visit
        .service
        .read(move |store| {
            let answered = search.find(store, &asked, Audience::Public)?;
            let hits = hits(store, run, answered.found.leaves.iter().copied())?;
            Ok((answered, hits))
        })
        .await?;
    let pages = answered.found.total.div_ceil(SEARCH_PAGE).clamp(1, PAGES_MAX);
    let shown = SearchShown {
        words: &question.q,
        run: visit.latest(),
        choices: choices(visit, &question, &answered),
        total: answered.found.total as u64,
        ranked: answered.found.ranked,
        hits: &hits,
        page: number,
        pages,
        left: answered.left,
        like: None,
        can_like: visit.service.store().has_vectors(),
    };
    Ok(Html(site::search(&visit.frame(Some(Part::Search)), &shown)).into_response())
}

/// Contributions like one, by the vectors of the latest run.
async fn like_page(visit: &Visit, index: u64) -> Result<Response, Problem> {
    let run = visit.published.as_ref().map(|published| published.run);
    let like = move |store: &Store| {
        let found = store.like(index, SEARCH_PAGE, Audience::Public)?;
        hits(store, run, found.iter().map(|like| like.leaf))
    };
    let hits = visit.service.read(like).await?;
    let shown = SearchShown {
        words: "",
        run: visit.latest(),
        choices: Vec::new(),
        total: hits.len() as u64,
        ranked: true,
        hits: &hits,
        page: 1,
        pages: 1,
        left: 0,
        like: Some(index),
        can_like: true,
    };
    Ok(Html(site::search(&visit.frame(Some(Part::Search)), &shown)).into_response())
}

/// The contributions found, as anyone may read them: the index is asked which, the record whether.
fn hits(
    store: &Store,
    run: Option<u64>,
    leaves: impl Iterator<Item = u64>,
) -> Result<Vec<SearchHit>, store::Error> {
    let mut hits = Vec::new();
    for leaf in leaves {
        let Some(stored) = store.contribution(leaf)? else { continue };
        if stored.standing == Standing::Published {
            let assigned = match run {
                Some(run) => store.assignment(run, leaf)?,
                None => None,
            };
            let theme = assigned.and_then(|assignment| assignment.theme);
            hits.push(SearchHit { words: public_words(&stored), theme });
        }
    }
    Ok(hits)
}

/// Pages of one answer; nobody reads on that far, and skipping costs time.
const PAGES_MAX: usize = 1_000;

fn filter(visit: &Visit, question: &Question) -> Filter {
    let given = |word: &String| (!word.is_empty()).then(|| word.clone());
    Filter {
        round: given(&question.round).map(RoundId),
        channel: question.channel.parse().ok(),
        constituency: given(&question.constituency).map(Constituency::from),
        language: given(&question.language),
        themes: given(&question.theme).map(|theme| leaves_of(visit, &theme)),
        kind: given(&question.kind),
    }
}

/// A theme and what stands under it.
fn leaves_of(visit: &Visit, id: &str) -> Vec<ThemeId> {
    let published = visit.published.as_deref();
    let themes = published.map_or(&[][..], |published| &published.findings.themes.themes);
    with_parts(themes, id)
}

fn choices(visit: &Visit, question: &Question, answered: &Answered) -> Vec<SearchChoice> {
    let facets = &answered.found.facets;
    let choice = |field: &'static str, chosen: &str, facets: &[Facet]| SearchChoice {
        field,
        chosen: chosen.to_owned(),
        options: facets.iter().filter(|facet| !facet.value.is_empty()).map(option).collect(),
    };
    let themes = visit.published.as_deref().map(|published| &published.findings.themes.themes);
    let shown = |facet: &&Facet| {
        themes.is_some_and(|themes| themes.iter().any(|theme| theme.id.as_str() == facet.value))
    };
    let theme: Vec<Facet> = facets.theme.iter().filter(shown).cloned().collect();
    vec![
        choice("theme", &question.theme, &theme),
        choice("constituency", &question.constituency, &facets.constituency),
        choice("channel", &question.channel, &facets.channel),
        choice("language", &question.language, &facets.language),
        choice("round", &question.round, &facets.round),
        choice("kind", &question.kind, &facets.kind),
    ]
}

/// Counts of fewer than k are not told.
fn option(facet: &Facet) -> SearchOption {
    let count = facet.count as u64;
    let told = count >= Threshold::default().k();
    SearchOption { value: facet.value.clone(), count: told.then_some(count) }
}
