//! The plan's text in the demo: what clauses draw on, confirmed from what is suggested; a theme that pulls
//! against a direction; and a draft that two people approved, with what is unanswered listed.

use consultation::LocalText;
use findings::Findings;
use jiff::civil::Date;
use plan::{Act, Approval, Clause, Decision, Link, LinkTo, Plan, Stage, Subject, Tension};
use store::Store;

use crate::commands::draft::next_of;
use crate::commands::suggest::{offered, suggested};
use crate::failure::Outcome;

/// Clauses that were rewritten, links for each, and the likeness from which one is taken.
const LINKS: usize = 2;
const LEAST: f64 = 0.15;

/// The acts on the text, in order, for the plan as it stands.
pub(super) fn acts(plan: &Plan, run: u64, findings: &Findings, today: Date) -> Vec<Act> {
    let by = LocalText::en_zh("a drafter (synthetic)", "起草人（虚构）");
    let mut acts: Vec<Act> = links(plan, run, findings)
        .into_iter()
        .map(|(clause, version, to, likeness)| {
            let (by, on) = (by.clone(), today);
            Act::ConfirmLink(Link { clause, version, to, likeness: Some(likeness), by, on })
        })
        .collect();
    acts.extend(tension(plan, run, today).map(Act::NoteTension));
    acts
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

/// A refused theme against the first direction of the clause it was answered with.
fn tension(plan: &Plan, run: u64, today: Date) -> Option<Tension> {
    let mut refused = plan.dispositions.iter().filter(|d| d.decision == Decision::NotAdopted);
    refused.find_map(|disposition| {
        let Subject::Theme { theme, .. } = &disposition.subject else { return None };
        let clause = plan.clause(disposition.clause.as_ref()?)?;
        Some(Tension {
            run,
            theme: theme.clone(),
            direction: clause.directions.first()?.clone(),
            why: LocalText::en_zh(
                "It asks for something else first than the direction does (synthetic).",
                "它要求优先的事项与方向不同（虚构）。",
            ),
            on: today,
        })
    })
}

/// The approvals of two people and the publication of the text as a draft.
pub(super) fn publication(store: &Store, plan: &Plan, today: Date) -> Outcome<Vec<Act>> {
    let publication = plan.next_publication();
    let approve = |by: &str| Act::Approve(Approval { publication, by: by.to_owned(), on: today });
    let draft = next_of(store, plan, Stage::Draft)?;
    Ok(vec![
        approve("Drafter 1 (synthetic)"),
        approve("Drafter 2 (synthetic)"),
        Act::PublishText(draft),
    ])
}
