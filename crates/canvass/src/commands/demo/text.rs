//! The plan's text in the demo: what clauses draw on, confirmed from what is suggested.

use consultation::LocalText;
use findings::Findings;
use jiff::civil::Date;
use plan::{Act, Clause, Link, LinkTo, Plan};

use crate::commands::suggest::{offered, suggested};

/// Clauses that were rewritten, links for each, and the likeness from which one is taken.
const LINKS: usize = 2;
const LEAST: f64 = 0.15;

/// The links of rewritten clauses, in order, for the plan as it stands.
pub(super) fn acts(plan: &Plan, run: u64, findings: &Findings, today: Date) -> Vec<Act> {
    let by = LocalText::en_zh("a drafter (synthetic)", "起草人（虚构）");
    let found = links(plan, run, findings).into_iter();
    found
        .map(|(clause, version, to, likeness)| {
            let (by, on) = (by.clone(), today);
            Act::ConfirmLink(Link { clause, version, to, likeness: Some(likeness), by, on })
        })
        .collect()
}

/// The suggestions for rewritten clauses that a drafter would confirm: statements and passages, as their
/// themes are linked already.
fn links(plan: &Plan, run: u64, findings: &Findings) -> Vec<(plan::ClauseId, u32, LinkTo, u8)> {
    let offered: Vec<_> = offered(run, findings)
        .into_iter()
        .filter(|one| !matches!(one.to, LinkTo::Theme { .. }))
        .collect();
    let clauses: Vec<&Clause> = plan.clauses().filter(|c| c.previous().is_some()).collect();
    let found = suggested(plan, &clauses, &offered, LINKS, LEAST);
    found
        .into_iter()
        .filter_map(|one| {
            let version = plan.clause(&one.clause)?.current().number;
            Some((one.clause, version, one.to, (100.0 * one.likeness).round() as u8))
        })
        .collect()
}
