//! A visit: one request for a page, with what every page shows.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use consultation::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use pages::site::{Frame, PlanLink, RECEIPT_SCRIPT, RecordLine, Run};
use pages::{LanguageLink, Part, STYLE, Words};
use plan::{Answers, Decision, Exception, Plan, PlanId};
use store::{InTheme, Plans};

use super::address::Address;
use super::page::{not_found, page};
use crate::problem::Problem;
use crate::seal::{hex, sha256};
use crate::service::{Published, Service, now};

/// Address of the style sheet. Its hash is in its name, so browsers may keep it for good.
pub static STYLE_ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("/style-{}.css", &hex(&sha256(STYLE))[..12]));

/// Address of the script that checks a receipt, likewise.
pub static SCRIPT_ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("/receipt-{}.js", &hex(&sha256(RECEIPT_SCRIPT))[..12]));

/// One request for a page. Handlers take it as their argument.
#[derive(Clone)]
pub struct Visit {
    /// Store and clock.
    pub service: Service,
    /// Language, plan and page.
    pub address: Address,
    /// The plans, as of one committed state.
    pub plans: Arc<Plans>,
    /// The moment of the request.
    pub now: Timestamp,
    /// The latest run as it may be published; `None` before the first, and for a plan that opened no
    /// round.
    pub published: Option<Arc<Published>>,
    plan: PlanId,
    leaves: u64,
}

impl FromRequestParts<Service> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Visit, Response> {
        let address = parts.extensions.get::<Address>().cloned();
        let address = address.unwrap_or_else(Address::front);
        let problem = match Visit::new(service, address.clone()).await {
            Ok(visit) => return Ok(visit),
            Err(problem) => problem,
        };
        // A run that is not there is told as a page of the plan, in the reader's language.
        Err(match Visit::new(service, address.without_run()).await {
            Ok(visit) if address.run.is_some() => page(&visit, Err(problem)),
            _ => problem.into_response(),
        })
    }
}

impl Visit {
    /// A visit to an address, now. Fails when no plan is published yet.
    pub async fn new(service: &Service, address: Address) -> Result<Visit, Problem> {
        let plans = service.store().plans();
        let top = || plans.top().map(|plan| plan.id.clone());
        let plan = address.plan.clone().or_else(top).ok_or_else(no_plan)?;
        // What people said concerns the plans that asked them.
        let asked = plans.plan(&plan).is_some_and(|plan| !plan.rounds.is_empty());
        let published = match address.run {
            _ if !asked => None,
            None => service.published().await?,
            Some(run) => Some(service.published_run(run).await?.ok_or_else(not_found)?),
        };
        let leaves = service.read(|store| store.tree()).await?.size;
        let service = service.clone();
        Ok(Visit { service, address, plans, now: now(), published, plan, leaves })
    }

    /// The plan visited.
    pub fn plan(&self) -> &Plan {
        self.plans.plan(&self.plan).expect("the visit began with a plan that is there")
    }

    /// The latest run as pages speak of it.
    pub fn latest(&self) -> Option<Run<'_>> {
        self.published
            .as_deref()
            .map(|published| Run { number: published.run, findings: &published.findings })
    }

    /// The answers that single contributions of the latest run have, for pages that count answers. What is
    /// not shown to the public counts in the sums, but not under its channel or constituency.
    pub async fn own_answers(&self) -> Result<Vec<Exception>, Problem> {
        let answers = Answers::of(self.plan());
        let decisions: BTreeMap<u64, Decision> =
            answers.exceptions().map(|(index, answer)| (index, answer.decision)).collect();
        let run = match self.published.as_deref() {
            Some(published) if !decisions.is_empty() => published.run,
            _ => return Ok(Vec::new()),
        };
        let read = move |store: &store::Store| {
            let answered: Vec<u64> = decisions.keys().copied().collect();
            let exception = |one: InTheme| {
                let of = |word: &str| if one.published { word.to_owned() } else { String::new() };
                Exception {
                    decision: decisions[&one.index],
                    channel: of(one.channel.as_str()),
                    constituency: of(one.constituency.as_str()),
                    theme: one.theme,
                }
            };
            Ok(store.in_themes(run, &answered)?.into_iter().map(exception).collect())
        };
        self.service.read(read).await
    }

    /// The language of the frame.
    pub fn w(&self) -> &'static Words {
        self.address.w
    }

    /// The frame of a page that belongs to `part`.
    pub fn frame(&self, part: Option<Part>) -> Frame<'_> {
        let address = &self.address;
        let language = |w| LanguageLink { w, href: address.same_page_in(w) };
        let home = address.to("/");
        Frame {
            w: address.w,
            base: if home == "/" { String::new() } else { home.clone() },
            home,
            plan: self.plan(),
            languages: Words::all().map(language).to_vec(),
            plans: self.relatives(),
            style: &STYLE_ADDRESS,
            script: &SCRIPT_ADDRESS,
            today: self.today(),
            now: self.now,
            part,
            pinned: self.address.run,
            record: RecordLine {
                leaves: self.leaves,
                run: self.published.as_ref().map(|published| (published.run, published.input_size)),
            },
        }
    }

    /// The day of the request, in UTC.
    pub fn today(&self) -> Date {
        jiff::Timestamp::from_millisecond(self.now.0)
            .map_or(Date::MAX, |moment| moment.to_zoned(TimeZone::UTC).date())
    }

    /// The plan above, then the plans nested under this one.
    fn relatives(&self) -> Vec<PlanLink<'_>> {
        let above = self.plan().parent.as_ref().and_then(|id| self.plans.plan(id));
        let nested = self.plans.all().filter(|plan| plan.parent.as_ref() == Some(&self.plan));
        let link = |above| move |plan| PlanLink { plan, above };
        above.map(link(true)).into_iter().chain(nested.map(link(false))).collect()
    }
}

fn no_plan() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "no-plan",
        "No plan is published yet",
        "This directory holds no plan.",
        "canvass init DIR --plan FOLDER publishes one.",
    )
}
