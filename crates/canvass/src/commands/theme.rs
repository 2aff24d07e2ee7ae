//! `canvass theme`: the themes of the latest run, and what becomes of them.

use findings::{Theme, ThemeId};
use intake::response_table::{self, Response};
use plan::{Act, ClauseId, Decision, DirectionId, Disposition, EvidenceId, Subject, Tension};
use store::{Store, StoredRun};

use super::staff::{Desk, local, today};
use super::{coding, drift, theming};
use crate::cli::{AddTension, DisposeTheme, ThemeCommand};
use crate::failure::{Exit, Failure, Outcome};
use crate::inputs;
use crate::output;

/// Runs the command.
pub fn run(command: &ThemeCommand) -> Outcome {
    match command {
        ThemeCommand::List { place } => list(&Desk::open(place)?),
        ThemeCommand::Tension(tension) => self::tension(tension),
        ThemeCommand::Dispose(dispose) => {
            let desk = Desk::open(&dispose.place)?;
            match &dispose.from {
                Some(path) => dispose_table(&desk, inputs::open_file(path)?),
                None => dispose_one(&desk, dispose),
            }
        }
        ThemeCommand::Lock(command) => theming::lock(command),
        ThemeCommand::Rename(command) => theming::rename(command),
        ThemeCommand::Merge(command) => theming::merge(command),
        ThemeCommand::Split(command) => theming::split(command),
        ThemeCommand::Move(command) => theming::move_contribution(command),
        ThemeCommand::Undo(command) => theming::undo(command),
        ThemeCommand::Drift(command) => drift::run(command),
        ThemeCommand::Acts { place } => theming::acts(place),
        ThemeCommand::Sample(command) => coding::sample(command),
        ThemeCommand::Agreement(command) => coding::agreement(command),
    }
}

fn list(desk: &Desk) -> Outcome {
    let run = latest(&desk.store)?;
    let plans = desk.store.plans();
    let plan = plans.plan(&desk.plan);
    for theme in &run.findings.themes.themes {
        let answer = plan.and_then(|plan| plan.disposition_of(run.number, theme));
        let decision = answer.map_or("", |disposition| disposition.decision.as_str());
        let line = format!("{}\t{}\t{}\t{decision}", theme.id, theme.size.count, theme.name);
        output::line(line)?;
    }
    Ok(())
}

fn dispose_one(desk: &Desk, command: &DisposeTheme) -> Outcome {
    let nothing = || {
        let hint = "give --theme or --contribution, and --decision; or --from with a filled table";
        Failure::new(Exit::Usage, "there is nothing to decide on", hint)
    };
    let decision = command.decision.ok_or_else(nothing)?;
    let subject = match (&command.theme, command.contribution) {
        (Some(theme), _) => {
            let run = latest(&desk.store)?;
            known_theme(&run, theme)?;
            Subject::Theme { run: run.number, theme: ThemeId(theme.clone()) }
        }
        (None, Some(index)) => Subject::Contribution(index),
        (None, None) => return Err(nothing()),
    };
    desk.act(Act::Dispose(Disposition {
        subject,
        decision,
        reason: local(&command.reason),
        clause: command.clause.clone().map(ClauseId),
        evidence: command.evidence.iter().cloned().map(EvidenceId).collect(),
        on: today(),
    }))
}

fn tension(command: &AddTension) -> Outcome {
    let desk = Desk::open(&command.place)?;
    let run = latest(&desk.store)?;
    known_theme(&run, &command.theme)?;
    desk.act(Act::NoteTension(Tension {
        run: run.number,
        theme: ThemeId(command.theme.clone()),
        direction: DirectionId(command.direction.clone()),
        why: local(&command.why),
        on: today(),
    }))
}

/// Takes every row that can be taken; the others are listed with their row and reason.
fn dispose_table(desk: &Desk, source: intake::Source) -> Outcome {
    let name = source.name().to_owned();
    let table = response_table::read(source)?;
    let latest = latest(&desk.store)?;
    let run = match table.run {
        None => latest,
        Some(number) => desk.store.run(number)?.ok_or_else(|| {
            let hint = "fill in the table that `canvass run` wrote last";
            Failure::new(Exit::Input, format!("{name}: there is no run {number}"), hint)
        })?,
    };
    let read = table.responses.iter().map(|response| act_of(&run, response));
    let (acts, outcomes): (Vec<Act>, Vec<Result<(), String>>) = split(read);
    let mut recorded = desk.act_each(acts)?.into_iter();
    let (mut taken, mut refused) = (0, 0);
    for (response, outcome) in table.responses.iter().zip(outcomes) {
        let outcome = outcome.and_then(|()| recorded.next().unwrap_or(Ok(())));
        match outcome {
            Ok(()) => taken += 1,
            Err(reason) => {
                refused += 1;
                let sheet = match response.contribution.as_str() {
                    "" => "",
                    _ => "single contributions, ",
                };
                eprintln!("{name} {sheet}row {}: {reason}", response.row);
            }
        }
    }
    eprintln!("{taken} dispositions recorded, {refused} rows refused, {} rows empty", table.empty);
    Ok(())
}

/// What can be submitted, and for each row whether it can.
pub(super) fn split(
    read: impl Iterator<Item = Result<Act, String>>,
) -> (Vec<Act>, Vec<Result<(), String>>) {
    let mut acts = Vec::new();
    let outcomes = read.map(|one| one.map(|act| acts.push(act))).collect();
    (acts, outcomes)
}

/// The act that a row asks for, or why it asks for none.
fn act_of(run: &StoredRun, response: &Response) -> Result<Act, String> {
    let decision = Decision::read(&response.disposition).ok_or_else(|| {
        let words = Decision::ALL.map(Decision::as_str).join(", ");
        format!("`{}` is no disposition; use {words}", response.disposition)
    })?;
    let subject = match response.contribution.as_str() {
        "" => {
            known_theme(run, &response.theme).map_err(|failure| failure.message)?;
            Subject::Theme { run: run.number, theme: ThemeId(response.theme.clone()) }
        }
        number => {
            let index = number.parse();
            Subject::Contribution(
                index.map_err(|_| format!("`{number}` is no number of a contribution"))?,
            )
        }
    };
    let clause = Some(response.clause.trim()).filter(|clause| !clause.is_empty());
    Ok(Act::Dispose(Disposition {
        subject,
        decision,
        reason: local(std::slice::from_ref(&response.reason)),
        clause: clause.map(|clause| ClauseId(clause.to_owned())),
        evidence: Vec::new(),
        on: today(),
    }))
}

/// The latest run; an error where nothing was analysed.
pub(super) fn latest(store: &Store) -> Outcome<StoredRun> {
    store.latest_run()?.ok_or_else(|| {
        Failure::new(Exit::Usage, "nothing was analysed yet", "first: canvass run DATA")
    })
}

/// An error where a run has no theme of that number.
pub(super) fn known_theme(run: &StoredRun, id: &str) -> Outcome {
    let themes: &[Theme] = &run.findings.themes.themes;
    if themes.iter().any(|theme| theme.id.as_str() == id) {
        return Ok(());
    }
    let hint = "canvass theme list DATA shows the themes of the latest run";
    Err(Failure::new(Exit::Usage, format!("there is no theme `{id}` in run {}", run.number), hint))
}
