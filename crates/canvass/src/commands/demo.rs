//! `canvass demo`: the worked example from outline to account, with synthetic people.
//!
//! It walks the same way as an office does: publish, hear, weigh, answer, draft, deliver, report. Only the
//! people are made up, and the answers, which it knows how to give because it planted what people say.

mod answers;
mod decided;
mod delivered;
mod discussed;
mod example;
mod later;
mod text;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use consultation::{About, LocalText, Timestamp};
use findings::Findings;
use intake::plan_folder;
use jiff::civil::Date;
use plan::leaf::SealedAct;
use plan::{Act, ClauseId, ClauseVersion, Disposition, Plan, PlanId, PublicBasis, Subject};
use rehearsal::{Options, Rehearsed, THEMES};
use serde::Serialize;
use store::{NewModeration, NewRecord, POST_RECORDS_MAX, Post, Shown, Store};

use self::answers::{ANSWERS, Answer, REVISIONS};
use super::import::{Brought, keep_contributions, keep_votes};
use super::run::{analyse_stored, write_response_table};
use super::{init, serve, update};
use crate::cli::{Demo, Method};
use crate::failure::{Exit, Failure, Outcome};
use crate::output;
use crate::seal::{draw, log_key};
use crate::service::now;

const DAY: i64 = 24 * 60 * 60 * 1000;
/// Days that the round of the demo has been open; it stays open for the rest of its thirty.
const DAYS_OPEN: i64 = 20;
/// Receipts that the demo checks, about.
const RECEIPTS: u64 = 500;
const VOTERS: usize = 2_000;
/// Contributions for each voter, so that a small demo has few of both.
const CONTRIBUTIONS_PER_VOTER: usize = 5;

/// Runs the command.
pub fn run(command: &Demo) -> Outcome {
    let temporary = temporary(command)?;
    let data = command
        .data
        .as_deref()
        .unwrap_or_else(|| temporary.as_ref().map_or(Path::new("demo"), TempFolder::path));
    let store = Arc::new(Store::create(data, draw(), &log_key("localhost/demo/log1")?)?);
    let counted = make(&store, data, command.contributions)?;
    if command.json && command.once {
        print(&counted)?;
    }
    if command.once {
        return Ok(());
    }
    let json = command.json.then_some(counted);
    serve::serve(store, command.listen.listen, |address| {
        welcome(&format!("http://{address}"), json)
    })
}

/// What the demo made, as `--json` prints it.
#[derive(Clone, Debug, Serialize)]
struct Counted {
    contributions: u64,
    languages: u64,
    voters: u64,
    themes: u64,
    campaigns: u64,
    groups: u64,
    dispositions: u64,
    measures: u64,
    observations: u64,
    receipts_verified: u64,
    address: Option<String>,
}

/// A folder that goes with the process.
struct TempFolder(PathBuf);

impl TempFolder {
    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        // It lies in the system's folder for such things; what is left is cleared there.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn temporary(command: &Demo) -> Outcome<Option<TempFolder>> {
    if command.data.is_some() {
        return Ok(None);
    }
    let name = format!("canvass-demo-{}", crate::seal::token());
    Ok(Some(TempFolder(std::env::temp_dir().join(name))))
}

/// Makes the whole example; says each step.
fn make(store: &Store, data: &Path, contributions: usize) -> Outcome<Counted> {
    let today = today();
    let opened = Timestamp(now().0 - DAYS_OPEN * DAY);
    let rehearsed = rehearse(opened, contributions)?;
    let plan = frame(store, opened, &rehearsed)?;
    hear(store, &plan, &rehearsed)?;
    eprintln!("weigh    reading every contribution");
    let number = analyse_stored(store, &Method::default())?;
    write_response_table(store, data, number)?;
    let findings = store.run(number)?.map(|run| run.findings).ok_or_else(lost_run)?;
    decided::evidence(store, &plan.id, today)?;
    let answered = answer(store, &plan.id, number, &findings, &rehearsed, today)?;
    decided::answers(store, &plan.id, number, &answered, today)?;
    draft(store, &plan.id, number, &answered, today)?;
    link(store, &plan.id, number, &findings, today)?;
    decided::publish(store, &plan.id, today)?;
    decided::review(store, &plan.id, today)?;
    deliver(store, &plan.id, today)?;
    let round = plan.rounds.first().ok_or_else(lost_round)?;
    let water = answered.iter().find(|one| one.answer.clause == Some("2.3"));
    let water = water.map(|one| About::Theme { run: number, theme: one.theme.to_string() });
    discussed::keep(store, &plan.id, &round.id, water, today)?;
    let verified = verify_receipts(store)?;
    Ok(Counted { receipts_verified: verified, ..count(store, &findings, &rehearsed) })
}

fn rehearse(opened: Timestamp, contributions: usize) -> Outcome<Rehearsed> {
    let mut options = Options::new(opened, now());
    options.contributions = contributions;
    options.voters = VOTERS.min(contributions / CONTRIBUTIONS_PER_VOTER).max(1);
    rehearsal::rehearse(&options)
        .map_err(|error| Failure::new(Exit::Usage, error.to_string(), "ask for more contributions"))
}

/// Publishes the plans and opens the round. Its statements are the rehearsal's, since it is known how the
/// synthetic voters stand to those.
fn frame(store: &Store, opened: Timestamp, rehearsed: &Rehearsed) -> Outcome<Plan> {
    let mut plans = plan_folder::read(&example::files(), opened)
        .map_err(|error| Failure::new(Exit::Input, error.to_string(), error.hint()))?;
    let round = plans.iter_mut().flat_map(|plan| &mut plan.rounds).next().ok_or_else(lost_round)?;
    round.statements = rehearsed.heard.statements.clone();
    for plan in &plans {
        init::publish(store, plan)?;
    }
    let clauses: usize = plans.iter().map(|plan| plan.clauses().count()).sum();
    eprintln!("frame    {} plans with {clauses} clauses are published", plans.len());
    Ok(plans.swap_remove(0))
}

fn hear(store: &Store, plan: &Plan, rehearsed: &Rehearsed) -> Outcome {
    let heard = &rehearsed.heard;
    let round = &plan.rounds.first().ok_or_else(lost_round)?.id;
    let mut brought = Brought::default();
    let leaves = keep_contributions(store, round, &heard.contributions, "demo", &mut brought)?;
    release(store, leaves.values().copied().collect())?;
    let numbers: Vec<u64> = (1..=heard.statements.len() as u64).collect();
    keep_votes(store, round, heard, &numbers, &mut brought)?;
    eprintln!(
        "hear     {} contributions, {} votes of {} people",
        heard.contributions.len(),
        heard.votes.len(),
        heard.participants.len()
    );
    Ok(())
}

/// Every contribution of the demo is shown: there is nobody in it to protect.
fn release(store: &Store, mut leaves: Vec<u64>) -> Outcome {
    leaves.sort_unstable();
    for portion in leaves.chunks(POST_RECORDS_MAX) {
        let record = |&index: &u64| {
            NewRecord::Moderation(NewModeration {
                index,
                shown: Shown::Release,
                body: super::moderate::body(index, Shown::Release),
            })
        };
        let records = portion.iter().map(record).collect();
        store.submit(Post { key: None, now: now(), records })?;
    }
    Ok(())
}

/// A leaf theme with the answer it got.
struct Answered {
    theme: findings::ThemeId,
    answer: &'static Answer,
}

/// Leaf themes, the smallest, to which the office of the demo has not come yet.
const LEFT_OPEN: usize = 2;

/// Answers the leaf themes by what most of their contributions were planted for, the largest first.
fn answer(
    store: &Store,
    plan: &PlanId,
    run: u64,
    findings: &Findings,
    rehearsed: &Rehearsed,
    today: Date,
) -> Outcome<Vec<Answered>> {
    let planted = planted_by_theme(store, run, rehearsed)?;
    let mut answered = Vec::new();
    let all = &findings.themes.themes;
    let mut themes: Vec<&findings::Theme> =
        plan::leaves(all).into_iter().map(|at| &all[at]).collect();
    themes.sort_by_key(|theme| std::cmp::Reverse(theme.size.count));
    themes.truncate(themes.len().saturating_sub(LEFT_OPEN));
    for theme in themes {
        let Some(key) = planted.get(&theme.id) else { continue };
        let Some(answer) = ANSWERS.iter().find(|answer| answer.theme == *key) else { continue };
        let disposition = Disposition {
            subject: Subject::Theme { run, theme: theme.id.clone() },
            decision: answer.decision,
            reason: LocalText::en_zh(answer.en, answer.zh),
            clause: answer.clause.map(|id| ClauseId(id.into())),
            evidence: cited(answer.theme),
            on: today,
        };
        act(store, plan, Act::Dispose(disposition))?;
        answered.push(Answered { theme: theme.id.clone(), answer });
    }
    eprintln!("draft    {} of {} themes are answered", answered.len(), findings.themes.leaves);
    Ok(answered)
}

/// The evidence that an answer rests on.
fn cited(theme: &str) -> Vec<plan::EvidenceId> {
    let rests = theme == "household-and-field-water";
    rests.then(|| plan::EvidenceId(decided::EVIDENCE.into())).into_iter().collect()
}

/// For each leaf theme the planted theme of most of its contributions; ties go to the first planted.
fn planted_by_theme(
    store: &Store,
    run: u64,
    rehearsed: &Rehearsed,
) -> Outcome<BTreeMap<findings::ThemeId, &'static str>> {
    let input = store.heard(None)?;
    let mut counts: BTreeMap<findings::ThemeId, [u64; THEMES.len()]> = BTreeMap::new();
    for (&leaf, planted) in input.contributions.iter().zip(&rehearsed.truth.contributions) {
        if let Some(theme) = store.assignment(run, leaf)?.and_then(|assignment| assignment.theme) {
            counts.entry(theme).or_insert([0; THEMES.len()])[planted.theme] += 1;
        }
    }
    let most = |counts: [u64; THEMES.len()]| {
        let best = (0..THEMES.len()).max_by_key(|&at| (counts[at], std::cmp::Reverse(at)));
        best.map_or("", |at| THEMES[at].key)
    };
    Ok(counts.into_iter().map(|(theme, counts)| (theme, most(counts))).collect())
}

/// Rewrites clauses and links each to the themes it draws on.
fn draft(store: &Store, plan: &PlanId, run: u64, answered: &[Answered], today: Date) -> Outcome {
    let published = store.plans().plan(plan).cloned().ok_or_else(lost_round)?;
    for revision in &REVISIONS {
        let id = ClauseId(revision.clause.into());
        let Some(clause) = published.clause(&id) else { continue };
        let current = clause.current();
        let themes = answered
            .iter()
            .filter(|one| one.answer.clause == Some(revision.clause))
            .map(|one| one.theme.clone())
            .collect();
        let text = LocalText::en_zh(
            format!("{} {}", current.text.get("en"), revision.en),
            format!("{}{}", current.text.get("zh"), revision.zh),
        );
        let version = ClauseVersion {
            number: current.number + 1,
            text,
            why: LocalText::en_zh(revision.why_en, revision.why_zh),
            by: LocalText::default(),
            review: None,
            on: Some(today),
            basis: PublicBasis { run: Some(run), themes, ..PublicBasis::default() },
        };
        act(store, plan, Act::ReviseClause { clause: id, version })?;
    }
    eprintln!("draft    {} clauses are rewritten", REVISIONS.len());
    Ok(())
}

/// What the rewritten clauses draw on.
fn link(store: &Store, id: &PlanId, run: u64, findings: &Findings, today: Date) -> Outcome {
    let plan = store.plans().plan(id).cloned().ok_or_else(lost_round)?;
    for one in text::acts(store, &plan, run, findings, today)? {
        act(store, id, one)?;
    }
    Ok(())
}

fn deliver(store: &Store, plan: &PlanId, today: Date) -> Outcome {
    for later in later::acts(today) {
        act(store, plan, later)?;
    }
    // What offices send in goes the way of a file of theirs: `canvass update`.
    let mut sent = String::new();
    for act in delivered::acts(today) {
        sent += &serde_json::to_string(&act).expect("an act has a JSON form");
        sent.push('\n');
    }
    let (taken, refused) = update::record(store, plan, "the demo", sent.as_bytes())?;
    if refused > 0 {
        let hint = "this is a fault of canvass; please report it";
        return Err(Failure::new(
            Exit::Io,
            format!("{refused} acts of the demo are refused"),
            hint,
        ));
    }
    eprintln!("deliver  measures, indicators and a work report follow, {taken} acts by file");
    Ok(())
}

fn act(store: &Store, plan: &PlanId, act: Act) -> Outcome {
    store.submit(Post::one(now(), NewRecord::Act(SealedAct::new(plan.clone(), act))))?;
    Ok(())
}

fn count(store: &Store, findings: &Findings, rehearsed: &Rehearsed) -> Counted {
    let plans = store.plans();
    let sum = |count: fn(&Plan) -> usize| plans.all().map(count).sum::<usize>() as u64;
    let groups = findings.opinion.as_ref().map_or(0, |opinion| opinion.groups.groups.len());
    Counted {
        contributions: findings.received.contributions,
        languages: findings.received.by.language.iter().filter(|part| part.key != "und").count()
            as u64,
        voters: rehearsed.heard.participants.len() as u64,
        themes: u64::from(findings.themes.leaves),
        campaigns: findings.campaigns.len() as u64,
        groups: groups as u64,
        dispositions: sum(|plan| plan.dispositions.len()),
        measures: sum(|plan| plan.measures.len()),
        observations: sum(|plan| plan.observations().count()),
        receipts_verified: 0,
        address: None,
    }
}

/// Makes receipts of leaves from the whole record and checks each as a stranger would, with the log's
/// key and nothing else; gives how many hold.
fn verify_receipts(store: &Store) -> Outcome<u64> {
    let size = store.tree()?.size;
    let policy = tlog::Policy::of_log(store.log_key().clone());
    let mut verified = 0;
    let step = usize::try_from(size / RECEIPTS).unwrap_or(1).max(1);
    for index in (0..size).step_by(step) {
        let Some(receipt) = crate::receipt::of_leaf(store, index, size)? else { continue };
        let (report, _) = tlog::check_receipt(&receipt.to_string(), Some(&policy));
        verified += u64::from(report.holds());
    }
    Ok(verified)
}

fn print(counted: &Counted) -> Outcome {
    output::line(serde_json::to_string(counted).expect("numbers have a JSON form"))
}

fn welcome(address: &str, counted: Option<Counted>) -> Outcome {
    if let Some(counted) = counted {
        let counted = Counted { address: Some(address.to_owned()), ..counted };
        print(&counted)?;
    }
    eprintln!(
        "
The plan is at  {address}/      in Chinese  {address}/zh
Everything in it but the outline's facts is synthetic. Five things to try:
  1  {address}/plan/2/2.3     a clause, what was asked from above and below, and what changed
  2  {address}/take-part      leave a suggestion and keep its code
  3  {address}/mine           follow it with the code
  4  {address}/said           what people said, with its range
  5  {address}/progress       how far the measures are, one milestone missed
Stop with Ctrl-C."
    );
    Ok(())
}

fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn lost_round() -> Failure {
    Failure::new(
        Exit::Io,
        "the worked example has no round",
        "report this as a fault of the program",
    )
}

fn lost_run() -> Failure {
    Failure::new(
        Exit::Io,
        "the run just kept is not there",
        "report this as a fault of the program",
    )
}
