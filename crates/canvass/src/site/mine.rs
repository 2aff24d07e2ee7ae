//! Where did mine go: the form for a code, the way of a contribution, and its author's rights.

use std::collections::BTreeSet;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use consultation::{Channel, RoundId};
use findings::disclosure::Threshold;
use findings::{DuplicateKind, Findings, Theme, mask_personal_data};
use pages::Part;
use pages::site::{self, Again, Analysed, AskedForCode, Fault, Gone, Own, PublicWords, Sorted};
use plan::{Passage, Subject, way_of_contribution};
use serde::Deserialize;
use store::{Audience, Erasure, PAGE_MAX, Standing, StoredContribution};

use super::cookies::Cookie;
use super::page::{page, personal, see, with_status};
use super::take_part::{fault_of, followed, sealed_at};
use super::visit::Visit;
use crate::posting;
use crate::problem::Problem;
use crate::seal::{FollowUpCode, sha256};

/// `GET /mine`: the form for a code.
pub async fn form(visit: Visit) -> Response {
    personal(site::mine(&visit.frame(Some(Part::Check)), AskedForCode::Plain))
}

/// What the form sends: a code, or the wish that this browser forgets it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct CodeForm {
    code: String,
    close: Option<String>,
}

/// `POST /mine`: opens the contribution with the code, or forgets the code on this device.
pub async fn open(visit: Visit, form: Result<Form<CodeForm>, FormRejection>) -> Response {
    page(&visit, opened(&visit, form).await)
}

async fn opened(
    visit: &Visit,
    form: Result<Form<CodeForm>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(form) = form?;
    if form.close.is_some() {
        let mut response = see(visit, "/mine");
        let cookie = Cookie::Follow.remove(&visit.service);
        response.headers_mut().insert(header::SET_COOKIE, cookie);
        return Ok(response);
    }
    let code = FollowUpCode::read(&form.code);
    // One that cannot be a code is looked up like any other, so that the answer takes as long.
    let hash = code.map_or_else(|| sha256(&form.code), FollowUpCode::sha256);
    let stored = visit.service.read(move |store| store.contribution_by_code(&hash)).await?;
    Ok(match code.filter(|_| stored.is_some()) {
        Some(code) => {
            let mut response = see(visit, "/mine/way");
            let cookie = Cookie::Follow.set(&visit.service, &code.to_string());
            response.headers_mut().insert(header::SET_COOKIE, cookie);
            response
        }
        None => {
            let why = AskedForCode::Unknown { typed: &form.code };
            let html = site::mine(&visit.frame(Some(Part::Check)), why);
            with_status(StatusCode::NOT_FOUND, personal(html))
        }
    })
}

/// `GET /mine/way`: what became of the contribution whose code this browser holds.
pub async fn way(visit: Visit, headers: HeaderMap) -> Response {
    page(&visit, way_page(&visit, &headers, None).await)
}

/// New words.
#[derive(Deserialize)]
pub struct NewWords {
    index: u64,
    #[serde(default)]
    text: String,
}

/// `POST /mine/correct`: new words take the place of the old ones.
pub async fn correct(
    visit: Visit,
    headers: HeaderMap,
    form: Result<Form<NewWords>, FormRejection>,
) -> Response {
    page(&visit, corrected(&visit, &headers, form).await)
}

async fn corrected(
    visit: &Visit,
    headers: &HeaderMap,
    form: Result<Form<NewWords>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(NewWords { index, text }) = form?;
    let text = text.replace("\r\n", "\n");
    let way = || see(visit, "/mine/way");
    let Some((code, stored)) = followed(visit, headers).await? else { return Ok(way()) };
    // A page from before an earlier correction, or the same words: nothing to record.
    if stored.index != index || stored.contribution.text == text {
        return Ok(way());
    }
    let code = code.to_string();
    let service = &visit.service;
    match posting::correct(service, &code, text.clone(), Channel::Web, Some(index)).await {
        Ok(_) => Ok(way()),
        Err(problem) if matches!(problem.kind, "key-conflict" | "gone") => Ok(way()),
        Err(problem) => {
            let again = Again { fault: fault_of(&problem, &text), typed: Some(&text) };
            let page = way_page(visit, headers, Some(again)).await?;
            Ok(with_status(problem.status, page))
        }
    }
}

/// The wish to withdraw.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Withdrawal {
    sure: Option<String>,
}

/// `POST /mine/withdraw`: the words are erased, once the box is ticked.
pub async fn withdraw(
    visit: Visit,
    headers: HeaderMap,
    form: Result<Form<Withdrawal>, FormRejection>,
) -> Response {
    page(&visit, withdrawn(&visit, &headers, form).await)
}

async fn withdrawn(
    visit: &Visit,
    headers: &HeaderMap,
    form: Result<Form<Withdrawal>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(form) = form?;
    let way = || see(visit, "/mine/way");
    let Some((code, _)) = followed(visit, headers).await? else { return Ok(way()) };
    if form.sure.is_none() {
        let again = Again { fault: Fault::Unsure, typed: None };
        let page = way_page(visit, headers, Some(again)).await?;
        return Ok(with_status(StatusCode::UNPROCESSABLE_ENTITY, page));
    }
    match posting::withdraw(&visit.service, &code.to_string(), Channel::Web).await {
        Ok(_) => Ok(way()),
        Err(problem) if problem.kind == "gone" => Ok(way()),
        Err(problem) => {
            let again = Again { fault: fault_of(&problem, ""), typed: None };
            let page = way_page(visit, headers, Some(again)).await?;
            Ok(with_status(problem.status, page))
        }
    }
}

async fn way_page(
    visit: &Visit,
    headers: &HeaderMap,
    again: Option<Again<'_>>,
) -> Result<Response, Problem> {
    let frame = visit.frame(Some(Part::Check));
    let Some((code, stored)) = followed(visit, headers).await? else {
        return Ok(personal(site::mine(&frame, AskedForCode::NotAtHand)));
    };
    let round = stored.contribution.round.clone().ok_or_else(Problem::internal)?;
    if let Some(elsewhere) = address_in_its_plan(visit, &round) {
        return Ok(Redirect::to(&elsewhere).into_response());
    }
    let Some(moderation) = stored.standing.moderation() else {
        let gone = site::gone(&frame, stored.index, why_gone(stored.standing));
        return Ok(with_status(StatusCode::GONE, personal(gone)));
    };
    let round = visit.plans.round(&round).ok_or_else(Problem::internal)?;
    let found = find(visit, &stored).await?;
    let sorted_in = found.sorted.as_ref().and_then(|sorted| Some((sorted.run, sorted.theme()?)));
    let way = way_of_contribution(visit.plan(), stored.index, sorted_in);
    let code = code.to_string();
    let said = &stored.contribution;
    let own = Own {
        index: stored.index,
        time: sealed_at(visit, stored.index).await?,
        code: &code,
        text: &said.text,
        language: said.language.as_ref().map(consultation::Language::as_str),
        quotable: said.quotable,
        constituency: said.constituency.as_str(),
        channel: said.channel,
        moderation,
        replaces: stored.replaces,
        round,
    };
    Ok(personal(site::way(&frame, &own, &found.analysed(&way), &way, again)))
}

/// The address of the way in the plan that the round belongs to, when it is another than the visited.
fn address_in_its_plan(visit: &Visit, round: &RoundId) -> Option<String> {
    let opened = visit.plans.opened_round(round)?;
    let plan = visit.plans.plan(&opened.plan).filter(|plan| plan.id != visit.plan().id)?;
    let mut address = visit.address.clone();
    address.plan = plan.parent.as_ref().map(|_| plan.id.clone());
    Some(address.to("/mine/way"))
}

pub(super) fn why_gone(standing: Standing) -> Gone {
    match standing {
        Standing::Erased(Erasure::LegalOrder) => Gone::LegalOrder,
        Standing::Erased(Erasure::ThirdPartyData) => Gone::ThirdPartyData,
        Standing::Erased(Erasure::RetentionExpiry) => Gone::RetentionExpiry,
        _ => Gone::Author,
    }
}

/// What the runs found of a contribution.
struct Found {
    latest: Option<u64>,
    sorted: Option<SortedIn>,
}

/// Where one run put it.
struct SortedIn {
    run: u64,
    findings: Findings,
    at: Option<usize>,
    same_words: bool,
    similar: Vec<PublicWords>,
}

impl SortedIn {
    fn theme(&self) -> Option<&Theme> {
        self.findings.themes.themes.get(self.at?)
    }
}

impl Found {
    fn analysed<'a>(&'a self, way: &plan::Way<'_>) -> Analysed<'a> {
        let Some(sorted) = &self.sorted else { return Analysed::NotYet { latest: self.latest } };
        let theme = sorted.theme();
        let k = Threshold::default().k();
        Analysed::In {
            run: sorted.run,
            sorted: Sorted {
                theme,
                public: theme.is_some_and(|theme| theme.size.count >= k),
                has_page: self.latest == Some(sorted.run),
                answered_as: answered_as(sorted, way),
                same_words: sorted.same_words,
                similar: sorted.similar.clone(),
            },
        }
    }
}

/// The theme above, when the answer was given for that one.
fn answered_as<'a>(sorted: &'a SortedIn, way: &plan::Way<'_>) -> Option<&'a str> {
    let Some(Subject::Theme { theme: answered, .. }) = way.disposition.map(|found| &found.subject)
    else {
        return None;
    };
    let own = sorted.theme()?;
    let above = sorted.findings.themes.themes.iter().find(|theme| theme.id == *answered)?;
    (own.id != above.id).then_some(above.name.as_str())
}

/// The latest run in which its theme has an answer, else the latest that read it.
async fn find(visit: &Visit, stored: &StoredContribution) -> Result<Found, Problem> {
    let latest = visit.service.read(store::Store::latest_run_number).await?;
    let answered = visit.plan().dispositions.iter().filter_map(|found| match found.subject {
        Subject::Theme { run, .. } => Some(run),
        Subject::Contribution(_) => None,
    });
    let runs: BTreeSet<u64> = answered.chain(latest).collect();
    let mut first_read = None;
    for run in runs.into_iter().rev() {
        let Some(sorted) = sorted_in(visit, run, stored.index).await? else { continue };
        let has_answer =
            sorted.theme().is_some_and(|theme| visit.plan().disposition_of(run, theme).is_some());
        if has_answer {
            return Ok(Found { latest, sorted: Some(sorted) });
        }
        first_read = first_read.or(Some(sorted));
    }
    Ok(Found { latest, sorted: first_read })
}

async fn sorted_in(visit: &Visit, run: u64, index: u64) -> Result<Option<SortedIn>, Problem> {
    visit
        .service
        .read(move |store| {
            let Some(assignment) = store.assignment(run, index)? else { return Ok(None) };
            let Some(stored) = store.run(run)? else { return Ok(None) };
            let id = assignment.theme.as_ref();
            let at = stored.findings.themes.themes.iter().position(|theme| Some(&theme.id) == id);
            let similar = match id {
                Some(id) => store.of_theme(run, id, Audience::Public, 0, PAGE_MAX)?,
                None => Vec::new(),
            };
            let others = similar.iter().filter(|other| other.index != index).take(SIMILAR_READ);
            Ok(Some(SortedIn {
                run,
                at,
                findings: stored.findings,
                same_words: assignment
                    .duplicate
                    .is_some_and(|link| link.kind != DuplicateKind::Template),
                similar: others.map(public_words).collect(),
            }))
        })
        .await
}

/// Contributions of the same theme that are shown to the author.
const SIMILAR_READ: usize = 3;

/// The words of a passage as anyone may read them; `None` where they are not published, their author did not
/// agree to be quoted, or a part of them is personal data only together with what stands around it.
pub(super) fn passage_words(stored: &StoredContribution, passage: Passage) -> Option<PublicWords> {
    let said = &stored.contribution;
    if stored.standing != Standing::Published || !said.quotable {
        return None;
    }
    let whole = public_words(stored);
    let text = mask_personal_data(passage.words(&said.text)?).0;
    whole.text.contains(&text).then_some(PublicWords { text, ..whole })
}

/// A contribution as anyone may read it.
pub(super) fn public_words(stored: &StoredContribution) -> PublicWords {
    let said = &stored.contribution;
    PublicWords {
        index: stored.index,
        text: mask_personal_data(&said.text).0,
        language: said.language.as_ref().map(|language| language.as_str().to_owned()),
        channel: said.channel.as_str().to_owned(),
        constituency: said.constituency.as_str().to_owned(),
    }
}
