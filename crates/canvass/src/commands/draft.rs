//! `canvass draft`: comments of the administration, approvals, and publishing the text of all clauses.

use findings::Theme;
use plan::{
    Act, AnsweredTheme, Answers, Approval, ClauseId, ClauseVersion, Comment, CommentAnswer,
    CommentId, CommentRound, NewPublication, Plan, Stage, Subject, changed_between, leaves,
};

use store::Store;

use super::redraft;
use super::staff::{Desk, local, today};
use crate::cli::{AddComment, AnswerComment, AskComments, DraftCommand, Place, PublishDraft};
use crate::failure::Outcome;
use crate::output;

/// Runs the command.
pub fn run(command: &DraftCommand) -> Outcome {
    match command {
        DraftCommand::Status { place } => status(place),
        DraftCommand::Ask(ask) => self::ask(ask),
        DraftCommand::Comment(add) => comment(add),
        DraftCommand::Answer(answer) => self::answer(answer),
        DraftCommand::Approve(approve) => {
            let desk = Desk::open(&approve.place)?;
            let publication = desk.plan_as_it_stands(Plan::next_publication);
            let by = approve.by.clone();
            desk.act(Act::Approve(Approval { publication, by, on: today() }))
        }
        DraftCommand::Publish(publish) => self::publish(publish),
        DraftCommand::Export(export) => redraft::export(export),
        DraftCommand::Import(import) => redraft::import(import),
    }
}

fn ask(command: &AskComments) -> Outcome {
    let round = CommentRound {
        id: command.id.clone(),
        bodies: command.bodies.iter().map(|body| local(std::slice::from_ref(body))).collect(),
        opens: today(),
        closes: command.until,
    };
    Desk::open(&command.place)?.act(Act::OpenComments(round))
}

fn comment(command: &AddComment) -> Outcome {
    let comment = Comment {
        id: CommentId(command.id.clone()),
        round: command.round.clone(),
        clause: ClauseId(command.clause.clone()),
        body: local(&command.body),
        text: local(&command.text),
        on: today(),
        answer: None,
    };
    Desk::open(&command.place)?.act(Act::Comment(comment))
}

fn answer(command: &AnswerComment) -> Outcome {
    let answer = CommentAnswer { text: local(&command.text), on: today() };
    let comment = CommentId(command.id.clone());
    Desk::open(&command.place)?.act(Act::AnswerComment { comment, answer })
}

fn status(place: &Place) -> Outcome {
    let desk = Desk::open(place)?;
    let next = next(&desk, Stage::Draft)?;
    let plans = desk.store.plans();
    let Some(plan) = plans.plan(&desk.plan) else { return Ok(()) };
    let last = plan.publications.last().map_or(0, |publication| publication.number);
    output::line(format!("publication\t{}", next.number))?;
    for change in changed_between(plan, last, next.number) {
        let id = change.clause.id.as_str();
        let version =
            |of: Option<&ClauseVersion>| of.map_or("-".to_owned(), |v| v.number.to_string());
        let (from, to) = (version(change.from), version(change.to));
        output::line(format!("changed\t{id}\t{from} -> {to}"))?;
    }
    for act in plans.not_applied() {
        output::line(format!("not applied\tleaf {}\t{}\t{}", act.leaf, act.act, act.cause))?;
    }
    for approval in plan.approvals_in_force() {
        output::line(format!("approved\t{}\t{}", approval.by, approval.on))?;
    }
    for comment in plan.comments.iter().filter(|comment| comment.answer.is_none()) {
        output::line(format!("open comment\t{}\t{}", comment.id.0, comment.clause.as_str()))?;
    }
    for theme in &next.unanswered {
        output::line(format!("unanswered\t{theme}"))?;
    }
    Ok(())
}

fn publish(command: &PublishDraft) -> Outcome {
    let desk = Desk::open(&command.place)?;
    let publication = next(&desk, command.stage.into())?;
    for theme in &publication.unanswered {
        eprintln!("theme {theme} has no answer and is listed");
    }
    desk.act(Act::PublishText(publication))
}

/// What the next publication holds: every leaf theme of the latest run stands in one of its two lists.
fn next(desk: &Desk, stage: Stage) -> Outcome<NewPublication> {
    let plans = desk.store.plans();
    let plan = plans.plan(&desk.plan).expect("the desk was opened with a plan that is there");
    next_of(&desk.store, plan, stage)
}

/// The same for a plan of a store.
pub fn next_of(store: &Store, plan: &Plan, stage: Stage) -> Outcome<NewPublication> {
    let run = store.latest_run()?;
    let mut publication = NewPublication {
        number: plan.next_publication(),
        stage,
        on: today(),
        run: run.as_ref().map(|run| run.number),
        answered: Vec::new(),
        unanswered: Vec::new(),
    };
    let Some(run) = run else { return Ok(publication) };
    let themes: &[Theme] = &run.findings.themes.themes;
    let answers = Answers::of(plan);
    for theme in leaves(themes).into_iter().map(|at| &themes[at]) {
        match answers.to_theme(run.number, theme).map(|answer| &answer.subject) {
            Some(Subject::Theme { theme: by, .. }) => {
                let (theme, by) = (theme.id.clone(), by.clone());
                publication.answered.push(AnsweredTheme { theme, by });
            }
            _ => publication.unanswered.push(theme.id.clone()),
        }
    }
    Ok(publication)
}
