//! Discussion: what people say of a clause, a question or a theme, with the replies to it.

use axum::extract::{Path, Query};
use axum::response::{Html, IntoResponse, Response};
use consultation::About;
use findings::mask_personal_data;
use pages::Part;
use pages::site::{self, DiscussionShown, Order, Spoken, Thread};
use serde::Deserialize;
use store::{Discussion, Standing, StoredContribution};

use super::mine::public_words;
use super::page::{not_found, page};
use super::plan::answer;
use super::record::runs;
use super::visit::Visit;
use crate::config::READ_PAGE;
use crate::problem::Problem;

/// `GET /discuss`: everything that is discussed.
pub async fn all(visit: Visit) -> Response {
    page(&visit, overview(&visit).await)
}

async fn overview(visit: &Visit) -> Result<Response, Problem> {
    let plan = visit.plan().id.clone();
    let discussed = visit.service.read(move |store| store.discussed(&plan)).await?;
    let runs = runs(visit).await?;
    let html = site::discussions(&visit.frame(Some(Part::Said)), &discussed, &runs.shown(visit));
    Ok(Html(html).into_response())
}

/// Which part of a discussion is asked for, and in which order.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    from: Option<u64>,
    order: String,
}

/// `GET /discuss/{kind}/{id}`: one discussion.
pub async fn one(
    visit: Visit,
    Path((kind, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    page(&visit, discussion(&visit, &kind, id, &asked).await)
}

async fn discussion(
    visit: &Visit,
    kind: &str,
    id: String,
    asked: &Asked,
) -> Result<Response, Problem> {
    let about = match kind {
        "clause" => About::Clause(id),
        "question" => About::Question(id),
        "theme" => About::Theme { run: visit.latest().ok_or_else(not_found)?.number, theme: id },
        _ => return Err(not_found()),
    };
    let (plan, place, from) = (visit.plan().id.clone(), about.clone(), asked.from.unwrap_or(0));
    let most = u32::try_from(READ_PAGE + 1).unwrap_or(u32::MAX);
    let read = move |store: &store::Store| store.discussion(&plan, &place, from, most);
    let found = visit.service.read(read).await?;
    let threads: Vec<Thread> = found.iter().take(READ_PAGE).map(thread).collect();
    let shown = DiscussionShown {
        about: &about,
        threads: &threads,
        order: Order::read(&asked.order),
        later: from > 0,
        next: found.get(READ_PAGE).map(|next| next.contribution.index),
    };
    let runs = runs(visit).await?;
    answer(site::discussion(&visit.frame(Some(Part::Said)), &shown, &runs.shown(visit)))
}

fn thread(found: &Discussion) -> Thread {
    Thread {
        said: spoken(&found.contribution),
        replies: found.replies.iter().map(spoken).collect(),
    }
}

fn spoken(stored: &StoredContribution) -> Spoken {
    let mut place = stored.contribution.discussed.as_deref().cloned().unwrap_or_default();
    for source in &mut place.sources {
        *source = mask_personal_data(source).0;
    }
    let gone = stored.standing != Standing::Published;
    let mut words = public_words(stored);
    if gone {
        words.text.clear();
        place.sources.clear();
    }
    Spoken { words, sent: stored.contribution.sent, gone, place }
}
