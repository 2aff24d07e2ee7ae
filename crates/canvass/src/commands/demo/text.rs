//! The plan's text in the demo: what clauses draw on, confirmed from what is suggested.

use consultation::LocalText;
use findings::{Findings, Theme};
use jiff::civil::Date;
use plan::{Act, Clause, Link, LinkTo, Plan, leaves};
use store::Store;

use crate::commands::suggest::{offered, said, suggested};
use crate::failure::Outcome;

/// Clauses that were rewritten, links for each, and the likeness from which one is taken.
const LINKS: usize = 2;
const LEAST: f64 = 0.15;

/// Contributions read of each theme.
const SAID_OF_EACH: usize = 5;

/// The links of rewritten clauses, in order, for the plan as it stands.
pub(super) fn acts(
    store: &Store,
    plan: &Plan,
    run: u64,
    findings: &Findings,
    today: Date,
) -> Outcome<Vec<Act>> {
    let by = LocalText::en_zh("a drafter (synthetic)", "起草人（虚构）");
    let found = links(store, plan, run, findings)?.into_iter();
    let acts = found
        .map(|(clause, version, to, likeness)| {
            let (by, on) = (by.clone(), today);
            Act::ConfirmLink(Link { clause, version, to, likeness: Some(likeness), by, on })
        })
        .collect();
    Ok(acts)
}

/// The suggestions for rewritten clauses that a drafter would confirm: statements and passages, as their
/// themes are linked already.
fn links(
    store: &Store,
    plan: &Plan,
    run: u64,
    findings: &Findings,
) -> Outcome<Vec<(plan::ClauseId, u32, LinkTo, u8)>> {
    let all = &findings.themes.themes;
    let themes: Vec<&Theme> = leaves(all).into_iter().map(|at| &all[at]).collect();
    let said = said(store, run, &themes, SAID_OF_EACH)?;
    let offered: Vec<_> = offered(run, findings, &said)
        .into_iter()
        .filter(|one| !matches!(one.to, LinkTo::Theme { .. }))
        .collect();
    let clauses: Vec<&Clause> = plan.clauses().filter(|c| c.previous().is_some()).collect();
    let found = suggested(&clauses, &offered, LINKS, LEAST);
    let links = found
        .into_iter()
        .filter_map(|one| {
            let version = plan.clause(&one.clause)?.current().number;
            Some((one.clause, version, one.to, (100.0 * one.likeness).round() as u8))
        })
        .collect();
    Ok(links)
}
