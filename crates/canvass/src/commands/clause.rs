//! `canvass clause`: a new version of a clause, with why and what it draws on.

use findings::ThemeId;
use plan::{Act, ClauseId, ClauseVersion, PublicBasis};

use super::staff::{Desk, local, today};
use crate::cli::ReviseClause;
use crate::failure::{Exit, Failure, Outcome};

/// Runs the command.
pub fn run(command: &ReviseClause) -> Outcome {
    let desk = Desk::open(&command.place)?;
    let id = ClauseId(command.clause.clone());
    let plans = desk.store.plans();
    let clause = plans.plan(&desk.plan).and_then(|plan| plan.clause(&id)).ok_or_else(|| {
        let hint = "the plan's pages and its outline show the clauses' numbers";
        Failure::new(Exit::Usage, format!("there is no clause `{}`", id.as_str()), hint)
    })?;
    let run = if command.themes.is_empty() { None } else { desk.store.latest_run_number()? };
    let basis = PublicBasis {
        run,
        themes: command.themes.iter().cloned().map(ThemeId).collect(),
        statements: command.statements.clone(),
    };
    let version = ClauseVersion {
        number: clause.current().number + 1,
        text: local(&command.text),
        why: local(&command.why),
        on: Some(today()),
        basis,
    };
    desk.act(Act::ReviseClause { clause: id, version })
}
