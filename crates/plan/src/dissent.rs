//! Dissent: who stands against a clause that is in force.
//!
//! Two things count. An opinion group of at least [`SIZEABLE`] of the voters placed, of whose votes on a
//! statement that the clause draws on more are disagrees than agrees. And a theme that was not adopted
//! with that clause as the answer and that a constituency raises in at least [`SIZEABLE`] of its
//! contributions.

use findings::{Opinion, Share, Theme};

use crate::answers::Answers;
use crate::{Clause, Decision, Disposition, Plan};

/// Share of the voters, or of a constituency's contributions, from which dissent is shown.
pub const SIZEABLE: f64 = 0.1;

/// An opinion group that mostly disagrees with a statement a clause draws on.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupAgainst {
    /// The statement, by its position in the opinion.
    pub statement: usize,
    /// The group.
    pub group: u32,
    /// The group's members, out of all placed.
    pub size: Share,
    /// Members who disagree, out of those who voted on the statement.
    pub disagree: Share,
}

/// A constituency that asked for something the clause does not take up.
#[derive(Clone, Debug, PartialEq)]
pub struct ConstituencyAgainst<'a> {
    /// The theme.
    pub theme: &'a Theme,
    /// The constituency.
    pub constituency: &'a str,
    /// Its contributions to the theme, out of all of its contributions.
    pub share: Share,
    /// What was answered, and why.
    pub answer: &'a Disposition,
}

/// The opinion groups against a clause, largest first.
pub fn groups_against(clause: &Clause, opinion: &Opinion) -> Vec<GroupAgainst> {
    let drawn_on = &clause.current().basis.statements;
    let mut against = Vec::new();
    for (statement, finding) in opinion.statements.iter().enumerate() {
        if !drawn_on.contains(&finding.id) {
            continue;
        }
        for votes in &finding.by_group {
            let Some(group) = opinion.groups.groups.iter().find(|g| g.id == votes.group) else {
                continue;
            };
            let counts = votes.counts;
            if group.size.value() >= SIZEABLE && counts.disagree > counts.agree {
                let disagree = Share::of(counts.disagree, counts.seen());
                against.push(GroupAgainst {
                    statement,
                    group: group.id,
                    size: group.size,
                    disagree,
                });
            }
        }
    }
    against.sort_by_key(|one| std::cmp::Reverse(one.size.count));
    against
}

/// The constituencies against a clause, by the themes of run `run` that were answered with it and not
/// adopted.
pub fn constituencies_against<'a>(
    plan: &'a Plan,
    clause: &Clause,
    run: u64,
    themes: &'a [Theme],
) -> Vec<ConstituencyAgainst<'a>> {
    let answers = Answers::of(plan);
    let mut against = Vec::new();
    for theme in themes {
        let Some(answer) = answers.to_theme(run, theme) else { continue };
        if answer.decision != Decision::NotAdopted || answer.clause.as_ref() != Some(&clause.id) {
            continue;
        }
        let parts = theme.by.constituency.iter();
        let sizeable = parts.filter(|part| part.share.of > 0 && part.share.value() >= SIZEABLE);
        against.extend(sizeable.map(|part| ConstituencyAgainst {
            theme,
            constituency: &part.key,
            share: part.share,
            answer,
        }));
    }
    against
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::tests::{on_theme, theme};
    use crate::{Act, ClauseId, example};
    use findings::{
        GroupVotes, GroupsOutcome, OpinionGroup, OpinionGroups, Slice, StatementFinding, VoteCounts,
    };

    fn opinion(groups: &[(u32, u64, u64, u64)]) -> Opinion {
        let counts = |agree, disagree| VoteCounts { agree, disagree, pass: 0 };
        let group = |&(id, members, ..): &(u32, u64, u64, u64)| OpinionGroup {
            id,
            size: Share::of(members, 100),
            centre: [0.0; 2],
            representative: Vec::new(),
        };
        let votes = |&(group, _, agree, disagree): &(u32, u64, u64, u64)| GroupVotes {
            group,
            counts: counts(agree, disagree),
        };
        let statement = |id: &str| StatementFinding {
            id: id.into(),
            text: String::new(),
            takes_part: true,
            counts: counts(0, 0),
            agree: Share::of(0, 0),
            disagree: Share::of(0, 0),
            by_group: groups.iter().map(votes).collect(),
            group_informed: None,
            group_informed_disagree: None,
            group_informed_range: None,
            group_informed_disagree_range: None,
            bridging: None,
            again: None,
            by_channel: Vec::new(),
            by_constituency: Vec::new(),
            extremity: 0.0,
            priority: 0.0,
        };
        Opinion {
            statements: vec![statement("not drawn on"), statement("s")],
            agreed: Vec::new(),
            rejected: Vec::new(),
            across_groups: Vec::new(),
            divisive: Vec::new(),
            bridging: Vec::new(),
            groups: OpinionGroups {
                outcome: GroupsOutcome::Found,
                people_needed: 0,
                evidence: None,
                other: None,
                groups: groups.iter().map(group).collect(),
                placed: Share::of(100, 100),
                votes_needed: 0,
                silhouette: None,
                silhouette_range: None,
                tried: Vec::new(),
                tried_ranges: Vec::new(),
                map: Vec::new(),
                variance: [0.0; 2],
                variance_ranges: None,
            },
        }
    }

    #[test]
    fn a_sizeable_group_that_mostly_disagrees_stands_beside_the_clause() {
        let mut plan = example();
        let id = ClauseId("2.1".into());
        plan.clause_mut(&id).unwrap().versions[0].basis.statements = vec!["s".into()];
        // Group, members of 100, agrees, disagrees.
        let opinion = opinion(&[(0, 60, 50, 9), (1, 10, 3, 6), (2, 9, 0, 9), (3, 21, 5, 5)]);
        let clause = plan.clause(&id).unwrap();
        let found: Vec<(usize, u32, u64, u64)> = groups_against(clause, &opinion)
            .iter()
            .map(|one| (one.statement, one.group, one.size.count, one.disagree.count))
            .collect();
        assert_eq!(found, [(1, 1, 10, 6)]);
    }

    #[test]
    fn a_constituency_that_was_refused_stands_beside_the_clause() {
        let mut plan = example();
        plan.apply(Act::Dispose(on_theme("1", Decision::NotAdopted, Some("2.1")))).unwrap();
        plan.apply(Act::Dispose(on_theme("2", Decision::Adopted, Some("2.1")))).unwrap();
        let part = |key: &str, count, of| Slice { key: key.into(), share: Share::of(count, of) };
        let mut refused = theme("1", None, 30);
        refused.by.constituency = vec![part("public", 4, 90), part("farmers", 6, 10)];
        let themes = [refused, theme("2", None, 40)];
        let clause = plan.clause(&ClauseId("2.1".into())).unwrap();
        let found = constituencies_against(&plan, clause, 1, &themes);
        let found: Vec<(&str, u64)> =
            found.iter().map(|one| (one.constituency, one.share.count)).collect();
        assert_eq!(found, [("farmers", 6)]);
    }
}
