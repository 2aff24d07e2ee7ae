//! What the analyses found, as pages of the plan speak of it: the latest run and the earlier ones that
//! answers and clauses refer to. And the pages of what is answered.

use std::collections::BTreeSet;

use axum::response::{Html, IntoResponse, Response};
use findings::Findings;
use findings::disclosure::{Threshold, publish};
use pages::Part;
use pages::site::{self, Run, Runs};
use plan::{Exception, Plan, Subject};

use super::page::page;
use super::visit::Visit;
use crate::problem::Problem;
use crate::streaming::{Pipe, streamed};

/// Earlier runs at most that one page reads. A plan answers one run at a time; more than a few mean that
/// the oldest answers are shown by their numbers only.
const EARLIER_RUNS_MAX: usize = 3;

/// Earlier runs with their findings as they may be published.
pub struct Earlier(Vec<(u64, Findings)>);

impl Earlier {
    /// The runs as pages take them.
    pub fn shown<'a>(&'a self, visit: &'a Visit) -> Runs<'a> {
        let run = |(number, findings): &'a (u64, Findings)| Run { number: *number, findings };
        Runs { latest: visit.latest(), earlier: self.0.iter().map(run).collect() }
    }
}

/// The runs that the visited plan refers to besides the latest.
pub async fn runs(visit: &Visit) -> Result<Earlier, Problem> {
    let latest = visit.published.as_ref().map(|run| run.run);
    let named: Vec<u64> = referred(visit.plan())
        .into_iter()
        .rev()
        .filter(|run| Some(*run) != latest)
        .take(EARLIER_RUNS_MAX)
        .collect();
    if named.is_empty() {
        return Ok(Earlier(Vec::new()));
    }
    let read = move |store: &store::Store| {
        let mut found = Vec::new();
        for number in named {
            if let Some(run) = store.run(number)? {
                found.push((number, publish(&run.findings, Threshold::default())));
            }
        }
        Ok(found)
    };
    visit.service.read(read).await.map(Earlier)
}

/// The runs whose themes answers and clauses name.
fn referred(plan: &Plan) -> BTreeSet<u64> {
    let answered = plan.dispositions.iter().filter_map(|disposition| match disposition.subject {
        Subject::Theme { run, .. } => Some(run),
        Subject::Contribution(_) => None,
    });
    let drawn_on = plan.clauses().filter_map(|clause| clause.current().basis.run);
    answered.chain(drawn_on).collect()
}

/// `GET /coverage`: what is answered and what still waits.
pub async fn coverage(visit: Visit) -> Response {
    page(&visit, coverage_page(&visit).await)
}

async fn coverage_page(visit: &Visit) -> Result<Response, Problem> {
    let (runs, own) = considered(visit).await?;
    let html = site::coverage(&visit.frame(Some(Part::Said)), &runs.shown(visit), &own);
    Ok(Html(html).into_response())
}

/// `GET /consideration`: the statement of consideration, sent while it is written.
pub async fn consideration(visit: Visit) -> Response {
    statement(visit, "text/html; charset=utf-8", site::consideration).await
}

/// `GET /consideration.md`: the same as Markdown.
pub async fn consideration_markdown(visit: Visit) -> Response {
    statement(visit, "text/markdown; charset=utf-8", site::consideration_markdown).await
}

/// What the statement is written from, besides the plan and its latest run.
pub async fn considered(visit: &Visit) -> Result<(Earlier, Vec<Exception>), Problem> {
    Ok((runs(visit).await?, visit.own_answers().await?))
}

async fn statement(
    visit: Visit,
    kind: &'static str,
    write: fn(&site::Frame<'_>, &Runs<'_>, &[Exception], &mut Pipe) -> std::io::Result<()>,
) -> Response {
    let (earlier, own) = match considered(&visit).await {
        Ok(read) => read,
        Err(problem) => return page(&visit, Err(problem)),
    };
    let body = streamed(move |pipe| {
        write(&visit.frame(Some(Part::Said)), &earlier.shown(&visit), &own, pipe)
    });
    ([(axum::http::header::CONTENT_TYPE, kind)], body).into_response()
}
