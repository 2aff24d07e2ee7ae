//! `canvass clause`: a new version of a clause, with why and what it draws on.

use findings::ThemeId;
use plan::{Act, ClauseId, ClauseVersion, Passage, PublicBasis, ReviewId};

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
        passages: command.passages.clone(),
    };
    let version = ClauseVersion {
        number: clause.current().number + 1,
        text: local(&command.text),
        why: local(&command.why),
        by: local(&command.by),
        review: command.review.clone().map(ReviewId),
        on: Some(today()),
        basis,
    };
    desk.act(Act::ReviseClause { clause: id, version })
}

/// Reads `INDEX:FROM-TO` for clap.
pub fn passage(text: &str) -> Result<Passage, String> {
    let read = || {
        let (index, place) = text.split_once(':')?;
        let (from, to) = place.split_once('-')?;
        let passage = Passage {
            contribution: index.parse().ok()?,
            from: from.parse().ok()?,
            to: to.parse().ok()?,
        };
        (passage.from < passage.to).then_some(passage)
    };
    read().ok_or_else(|| "write INDEX:FROM-TO, such as 1204:0-57".to_owned())
}
