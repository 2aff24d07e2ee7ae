//! The plan's text in the demo: what clauses draw on, confirmed from what is suggested.

use std::collections::BTreeMap;

use consultation::LocalText;
use findings::{Findings, Theme, ThemeId};
use jiff::civil::Date;
use plan::{Act, Clause, Link, LinkTo, Plan, leaves};
use store::Store;

use crate::commands::suggest::{Suggested, offered, said, suggested};
use crate::failure::Outcome;

/// Links of each kind for a clause that was rewritten, and the likeness from which one is taken.
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
/// themes are linked already. A drafter confirms what is more like this clause than like any other of the
/// plan, and of passages only those of themes that the clause draws on.
fn links(
    store: &Store,
    plan: &Plan,
    run: u64,
    findings: &Findings,
) -> Outcome<Vec<(plan::ClauseId, u32, LinkTo, u8)>> {
    let all = &findings.themes.themes;
    let themes: Vec<&Theme> = leaves(all).into_iter().map(|at| &all[at]).collect();
    let said = said(store, run, &themes, SAID_OF_EACH)?;
    let places: Vec<u64> = said.iter().map(|(contribution, _)| *contribution).collect();
    let sorted = store.in_themes(run, &places)?.into_iter().map(|one| (one.index, one.theme));
    let sorted: BTreeMap<u64, ThemeId> = sorted.collect();
    let offered: Vec<_> = offered(run, findings, &said)
        .into_iter()
        .filter(|one| !matches!(one.to, LinkTo::Theme { .. }))
        .collect();
    let clauses: Vec<&Clause> = plan.clauses().collect();
    let found = suggested(&clauses, &offered, offered.len(), LEAST);
    let mut likeliest: BTreeMap<usize, &Suggested> = BTreeMap::new();
    for one in &found {
        let best = likeliest.entry(one.at).or_insert(one);
        if one.likeness > best.likeness {
            *best = one;
        }
    }
    let draws_on = |clause: &Clause, to: &LinkTo| match to {
        LinkTo::Passage(passage) => {
            let theme = sorted.get(&passage.contribution);
            theme.is_some_and(|theme| clause.current().basis.themes.contains(theme))
        }
        _ => true,
    };
    let mut links = Vec::new();
    for clause in clauses.iter().filter(|clause| clause.previous().is_some()) {
        let of_clause = found.iter().filter(|one| {
            one.clause == clause.id && *one == likeliest[&one.at] && draws_on(clause, &one.to)
        });
        let (statements, passages): (Vec<&Suggested>, Vec<&Suggested>) =
            of_clause.partition(|one| matches!(one.to, LinkTo::Statement(_)));
        let few = |all: Vec<&Suggested>| all.into_iter().take(LINKS).cloned().collect::<Vec<_>>();
        for one in few(statements).into_iter().chain(few(passages)) {
            let likeness = (100.0 * one.likeness).round() as u8;
            links.push((one.clause, clause.current().number, one.to, likeness));
        }
    }
    Ok(links)
}
