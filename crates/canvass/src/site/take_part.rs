//! Rounds, the form for an answer, and the thank-you.

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use consultation::{Channel, Round, RoundId};
use pages::Part;
use pages::site::{self, AskedForCode, Fault, NotRecorded, Phase, Recorded, RoundShown, Typed};
use serde::Deserialize;
use store::{Counts, StoredContribution};
use tlog::Kind;

use super::cookies::Cookie;
use super::page::{not_found, page, personal, see, step, with_status};
use super::receipt;
use super::visit::Visit;
use crate::config::{CONTRIBUTION_CHARS_MAX, SOURCE_CHARS_MAX, SOURCES_MAX};
use crate::posting::{self, Sent};
use crate::problem::Problem;
use crate::routing;
use crate::seal::{FollowUpCode, token};

/// `GET /take-part`: every round of the plan.
pub async fn rounds(visit: Visit) -> Response {
    page(&visit, all_rounds(&visit).await)
}

async fn all_rounds(visit: &Visit) -> Result<Response, Problem> {
    let counts = visit.service.read(store::Store::counts).await?;
    let shown = shown_rounds(visit, &counts).await?;
    Ok(Html(site::take_part(&visit.frame(Some(Part::TakePart)), &shown)).into_response())
}

/// Every round of the visited plan with the counts that stand beside it.
pub(super) async fn shown_rounds<'v>(
    visit: &'v Visit,
    counts: &Counts,
) -> Result<Vec<RoundShown<'v>>, Problem> {
    let mut shown = Vec::new();
    for round in &visit.plan().rounds {
        let statements = votable(visit, &round.id).await?.len() as u64;
        shown.push(RoundShown { round, contributions: recorded(counts, &round.id), statements });
    }
    Ok(shown)
}

/// `GET /take-part/{round}`: what is asked, and how answers are used.
pub async fn round(visit: Visit, Path(id): Path<String>) -> Response {
    page(&visit, one_round(&visit, &id).await)
}

async fn one_round(visit: &Visit, id: &str) -> Result<Response, Problem> {
    let round = round_of(visit, id)?;
    let counts = visit.service.read(store::Store::counts).await?;
    let statements = votable(visit, &round.id).await?.len() as u64;
    let contributions = recorded(&counts, &round.id);
    let shown = RoundShown { round, contributions, statements };
    Ok(Html(site::round(&visit.frame(Some(Part::TakePart)), &shown)).into_response())
}

/// What an answer's address may ask for.
#[derive(Deserialize)]
pub struct Asked {
    question: Option<String>,
    about: Option<String>,
    reply: Option<String>,
}

/// `GET /take-part/{round}/answer`: the form, under a fresh key.
pub async fn form(visit: Visit, Path(id): Path<String>, Query(asked): Query<Asked>) -> Response {
    let made = round_of(&visit, &id).map(|round| {
        if Phase::of(round, visit.now) != Phase::Open {
            return see(&visit, &format!("/take-part/{id}"));
        }
        let question = asked.question.unwrap_or_default();
        let (about, reply_to) = (asked.about.unwrap_or_default(), asked.reply.unwrap_or_default());
        let typed = Typed { key: token(), question, about, reply_to, ..Typed::default() };
        step(answer_page(&visit, round, &typed, None))
    });
    page(&visit, made)
}

/// What the form sends. All fields may be missing, as a browser leaves out what is empty or not ticked.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct AnswerForm {
    key: String,
    question: String,
    text: String,
    constituency: String,
    language: String,
    quotable: Option<String>,
    about: String,
    reply_to: String,
    stance: String,
    sources: String,
    change: Option<String>,
}

impl AnswerForm {
    fn typed(self) -> Typed {
        Typed {
            key: if posting::is_key(&self.key) { self.key } else { token() },
            question: self.question,
            // Browsers write line ends as two characters; the words are sealed with one.
            text: self.text.replace("\r\n", "\n"),
            constituency: self.constituency,
            language: self.language,
            quotable: self.quotable.is_some(),
            about: self.about,
            reply_to: self.reply_to,
            stance: self.stance,
            sources: self.sources.replace("\r\n", "\n"),
        }
    }
}

type Posted = Result<Form<AnswerForm>, FormRejection>;

/// `POST /take-part/{round}/check`: the answer once more, or the form again with what is wrong.
pub async fn check(visit: Visit, Path(id): Path<String>, form: Posted) -> Response {
    page(&visit, checked(&visit, &id, form).await)
}

async fn checked(visit: &Visit, id: &str, form: Posted) -> Result<Response, Problem> {
    let round = round_of(visit, id)?;
    let Form(form) = form?;
    let change = form.change.is_some();
    let typed = form.typed();
    let frame = visit.frame(Some(Part::TakePart));
    if !round.is_open(visit.now) {
        let page = site::not_recorded(&frame, round, &typed, NotRecorded::NotOpen);
        return Ok(with_status(StatusCode::FORBIDDEN, personal(page)));
    }
    if change {
        return Ok(step(answer_page(visit, round, &typed, None)));
    }
    Ok(match posting::check(&visit.service, &sent(round, &typed)).await {
        Ok(()) => step(site::check_answer(&frame, round, &typed, None)),
        Err(problem) => refused(visit, round, &typed, &problem),
    })
}

/// `POST /take-part/{round}/send`: records the answer and leads on to the thank-you.
pub async fn send(visit: Visit, Path(id): Path<String>, form: Posted) -> Response {
    page(&visit, sent_in(&visit, &id, form).await)
}

async fn sent_in(visit: &Visit, id: &str, form: Posted) -> Result<Response, Problem> {
    let round = round_of(visit, id)?;
    let Form(form) = form?;
    let keyed = posting::is_key(&form.key);
    let typed = form.typed();
    if !keyed {
        // Without the key of a form it could be recorded twice; it is shown once more instead.
        let frame = visit.frame(Some(Part::TakePart));
        let page = step(site::check_answer(&frame, round, &typed, None));
        return Ok(with_status(StatusCode::UNPROCESSABLE_ENTITY, page));
    }
    match posting::contribute(&visit.service, &typed.key, sent(round, &typed)).await {
        Ok(recorded) => {
            let mut response = see(visit, "/done");
            let cookie = Cookie::Follow.set(&visit.service, &recorded.code.to_string());
            response.headers_mut().insert(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(problem) => Ok(refused(visit, round, &typed, &problem)),
    }
}

/// `GET /done`: the thank-you while the browser holds the code, then the form for it.
pub async fn done(visit: Visit, headers: HeaderMap) -> Response {
    page(&visit, thanks(&visit, &headers).await)
}

async fn thanks(visit: &Visit, headers: &HeaderMap) -> Result<Response, Problem> {
    let Some((code, stored)) = followed(visit, headers).await? else {
        let frame = visit.frame(Some(Part::TakePart));
        return Ok(personal(site::mine(&frame, AskedForCode::NotAtHand)));
    };
    if !stored.standing.has_words() {
        return Ok(see(visit, "/mine/way"));
    }
    let Some(round) = stored.contribution.round.as_ref().and_then(|id| visit.plans.round(id))
    else {
        return Err(Problem::internal());
    };
    let held = receipt::of(visit, stored.index, code).await?;
    let code = code.to_string();
    let recorded = Recorded {
        index: stored.index,
        time: sealed_at(visit, stored.index).await?,
        code: &code,
        shown: stored.standing == store::Standing::Published,
        receipt: held.shown(),
    };
    let votes = !votable(visit, &round.id).await?.is_empty();
    let frame = visit.frame(Some(Part::TakePart));
    Ok(personal(site::done(&frame, round, &recorded, votes)))
}

/// The contribution that this browser follows, with its code; `None` without a cookie that opens one.
pub(super) async fn followed(
    visit: &Visit,
    headers: &HeaderMap,
) -> Result<Option<(FollowUpCode, StoredContribution)>, Problem> {
    let cookie = Cookie::Follow.read(&visit.service, headers);
    let Some(code) = cookie.as_deref().and_then(FollowUpCode::read) else { return Ok(None) };
    let hash = code.sha256();
    let stored = visit.service.read(move |store| store.contribution_by_code(&hash)).await?;
    Ok(stored.map(|stored| (code, stored)))
}

/// The minute in the entry of a leaf.
pub(super) async fn sealed_at(
    visit: &Visit,
    index: u64,
) -> Result<consultation::Timestamp, Problem> {
    let entry = visit.service.read(move |store| store.entry(index)).await?;
    Ok(consultation::Timestamp(i64::from(entry.minute) * 60_000))
}

/// The statements of a round that can be voted on, by number.
pub(super) async fn votable(
    visit: &Visit,
    round: &RoundId,
) -> Result<Vec<store::StoredStatement>, Problem> {
    let id = round.clone();
    let mut statements = visit.service.read(move |store| store.statements(&id)).await?;
    statements.retain(routing::can_be_put);
    Ok(statements)
}

/// The round of the plan visited.
pub(super) fn round_of<'a>(visit: &'a Visit, id: &str) -> Result<&'a Round, Problem> {
    visit.plan().round(id).ok_or_else(not_found)
}

/// Contributions of a round that count: those that still have their words.
fn recorded(counts: &Counts, round: &RoundId) -> u64 {
    counts.sum(|row| {
        let words = matches!(row.kind, Kind::Contribution | Kind::Replacement);
        words && row.round.as_ref() == Some(round) && row.standing.has_words()
    })
}

fn sent(round: &Round, typed: &Typed) -> Sent {
    let stated = |text: &String| (!text.is_empty()).then(|| text.clone());
    Sent {
        round: round.id.0.clone(),
        text: typed.text.clone(),
        constituency: stated(&typed.constituency),
        language: stated(&typed.language),
        // A word that is no number points at nothing, and is refused as such.
        reply_to: stated(&typed.reply_to).map(|word| word.parse().unwrap_or(u64::MAX)),
        about: stated(&typed.about)
            .or_else(|| typed.asked(round).map(|question| format!("question:{}", question.id))),
        stance: stated(&typed.stance),
        sources: typed.sources.lines().map(str::to_owned).collect(),
        quotable: typed.quotable,
        channel: Channel::Web,
        participant: None,
    }
}

fn answer_page(visit: &Visit, round: &Round, typed: &Typed, fault: Option<Fault>) -> String {
    let frame = visit.frame(Some(Part::TakePart));
    site::answer(&frame, round, typed, CONTRIBUTION_CHARS_MAX, fault)
}

/// The same page again with what is wrong, the words kept.
fn refused(visit: &Visit, round: &Round, typed: &Typed, problem: &Problem) -> Response {
    let frame = visit.frame(Some(Part::TakePart));
    let new_key = token();
    let not_recorded = |why| site::not_recorded(&frame, round, typed, why);
    let fault = fault_of(problem, &typed.text);
    let html = match problem.kind {
        "round-not-open" => not_recorded(NotRecorded::NotOpen),
        "key-conflict" => not_recorded(NotRecorded::SentBefore { new_key: &new_key }),
        "gone" => not_recorded(NotRecorded::Gone),
        _ if fault.is_about_the_answer() => answer_page(visit, round, typed, Some(fault)),
        _ => site::check_answer(&frame, round, typed, Some(fault)),
    };
    with_status(problem.status, step(html))
}

/// A problem as the person who writes is told of it.
pub(super) fn fault_of(problem: &Problem, text: &str) -> Fault {
    match problem.kind {
        "empty-text" => Fault::Empty,
        "long-text" => Fault::Long { chars: text.chars().count(), most: CONTRIBUTION_CHARS_MAX },
        "unknown-constituency" => Fault::Constituency,
        "body" => Fault::Language,
        "unknown-place" | "unknown-reference" | "refused" => Fault::Place,
        "sources" => Fault::Sources { most: SOURCES_MAX, chars: SOURCE_CHARS_MAX },
        "busy" => Fault::Busy,
        "storage-full" => Fault::Full,
        "outcome-unknown" => Fault::OutcomeUnknown,
        _ => Fault::Ours,
    }
}

impl From<FormRejection> for Problem {
    fn from(rejection: FormRejection) -> Problem {
        Problem::new(
            rejection.status(),
            "form",
            "The form cannot be read",
            rejection.body_text(),
            "Open the page again and send it once more.",
        )
    }
}
