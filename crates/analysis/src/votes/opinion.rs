//! From columns, rows and Polis numbers to the finding that a report shows.
//!
//! Statements come back in the order of the input, with those nobody voted on; groups are numbered
//! by size, A the largest, ties by their Polis number.

use consultation::{Heard, Statement};
use findings::{
    GroupStatement, GroupVotes, Opinion, OpinionGroup, OpinionGroups, Share, StatementFinding,
    VoteCounts,
};

use crate::votes::PolisFit;
use crate::votes::consensus::{Majority, across_groups, divisive, group_informed};
use crate::votes::groups::votes_needed;
use crate::votes::hexagons::hexagons;
use crate::votes::priority;
use crate::votes::representative::Representative;

/// The finding, and each participant's group in the order of [`Heard::participants`].
pub(crate) fn opinion(heard: &Heard, fit: &PolisFit) -> (Opinion, Vec<Option<u32>>) {
    let shown = shown_order(fit);
    let positions = |columns: Vec<usize>| {
        columns.into_iter().map(|column| fit.matrix.statements()[column]).collect()
    };
    let majority = |list: &[Majority]| positions(list.iter().map(|one| one.column).collect());
    let opinion = Opinion {
        statements: statements(heard, fit, &shown),
        agreed: majority(&fit.consensus.agreed),
        rejected: majority(&fit.consensus.rejected),
        across_groups: positions(across_groups(&fit.group_counts, &fit.matrix)),
        divisive: positions(divisive(&fit.counts, &fit.matrix)),
        groups: groups(fit, &shown),
    };
    (opinion, participants(heard, fit, &shown))
}

/// Positions in `fit.grouping.groups`, largest group first.
fn shown_order(fit: &PolisFit) -> Vec<usize> {
    let sizes = fit.grouping.sizes();
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(sizes[at]));
    order
}

/// For each row the number its group is shown by.
fn shown_group(fit: &PolisFit, shown: &[usize]) -> Vec<Option<u32>> {
    let mut number = vec![0; shown.len()];
    (0..).zip(shown).for_each(|(id, &at)| number[at] = id);
    let group_of = fit.grouping.group_of(fit.matrix.rows());
    group_of.into_iter().map(|group| group.map(|at| number[at as usize])).collect()
}

fn participants(heard: &Heard, fit: &PolisFit, shown: &[usize]) -> Vec<Option<u32>> {
    let mut groups = vec![None; heard.participants.len()];
    for (&at, group) in fit.matrix.participants().iter().zip(shown_group(fit, shown)) {
        groups[at as usize] = group;
    }
    groups
}

fn statements(heard: &Heard, fit: &PolisFit, shown: &[usize]) -> Vec<StatementFinding> {
    let mut column_of = vec![None; heard.statements.len()];
    for (column, &at) in fit.matrix.statements().iter().enumerate() {
        column_of[at as usize] = Some(column);
    }
    let finding = |(statement, column): (&Statement, Option<usize>)| {
        let of = |counts: &Vec<VoteCounts>| column.map_or(VoteCounts::default(), |at| counts[at]);
        let counts = of(&fit.counts);
        let by_group: Vec<VoteCounts> =
            shown.iter().map(|&group| of(&fit.group_counts[group])).collect();
        let informed = group_informed(&by_group);
        let votes = |(group, &counts): (u32, &VoteCounts)| GroupVotes { group, counts };
        StatementFinding {
            id: statement.id.as_str().to_owned(),
            text: statement.text.clone(),
            takes_part: statement.takes_part(),
            counts,
            agree: Share::of(counts.agree, counts.seen()),
            disagree: Share::of(counts.disagree, counts.seen()),
            group_informed: informed.map(|(agree, _)| agree),
            group_informed_disagree: informed.map(|(_, disagree)| disagree),
            by_group: (0..).zip(&by_group).map(votes).collect(),
            extremity: column.map_or(0.0, |at| fit.extremity[at]),
            priority: shown_weight(statement, column.map(|at| fit.priorities[at])),
        }
    };
    heard.statements.iter().zip(column_of).map(finding).collect()
}

/// A hidden statement is not shown, whatever its priority.
fn shown_weight(statement: &Statement, priority: Option<f64>) -> f64 {
    match priority {
        _ if statement.moderation.is_hidden() => 0.0,
        _ if statement.is_meta => priority::META,
        priority => priority.unwrap_or(priority::UNVOTED),
    }
}

fn groups(fit: &PolisFit, shown: &[usize]) -> OpinionGroups {
    let grouping = &fit.grouping;
    let placed = grouping.in_conv.len() as u64;
    let sizes = grouping.sizes();
    let group = |(id, &at): (u32, &usize)| OpinionGroup {
        id,
        size: Share::of(sizes[at], placed),
        centre: grouping.groups[at].centre,
        representative: fit.representative[at].iter().map(|one| statement(fit, one)).collect(),
    };
    let group_of = shown_group(fit, shown);
    let points: Vec<_> = grouping
        .in_conv
        .iter()
        .map(|&row| (fit.positions[row as usize], group_of[row as usize]))
        .collect();
    OpinionGroups {
        groups: (0..).zip(shown).map(group).collect(),
        placed: Share::of(placed, fit.matrix.rows() as u64),
        votes_needed: votes_needed(&fit.matrix) as u32,
        silhouette: grouping.silhouette,
        tried: grouping.tried.clone(),
        map: hexagons(&points),
        variance: fit.pca.variance,
    }
}

fn statement(fit: &PolisFit, found: &Representative) -> GroupStatement {
    GroupStatement {
        statement: fit.matrix.statements()[found.column],
        agrees: found.agrees,
        inside: Share::of(found.successes, found.trials),
        outside: Share::of(found.outside[0], found.outside[1]),
        z: found.ratio_test,
    }
}
