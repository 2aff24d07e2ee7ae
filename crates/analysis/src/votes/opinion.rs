//! From columns, rows and numbers of a fit to the finding that a report shows.
//!
//! Statements come back in the order of the input, with those nobody voted on; groups are numbered
//! by size, A the largest, ties by the number they had.

use consultation::{Heard, Statement};
use findings::{
    Bridging, Estimate, GroupStatement, GroupVotes, GroupsOutcome, Opinion, OpinionGroup,
    OpinionGroups, OtherReading, Share, StatementFinding, VoteCounts,
};

use crate::random::Random;
use crate::votes::PolisFit;
use crate::votes::bridging::{BridgingFit, MOST_VOTES, agree, bridging, lowest};
use crate::votes::consensus::{Majority, across_groups, divisive, group_informed};
use crate::votes::groups::{Grouping, votes_needed};
use crate::votes::hexagons::hexagons;
use crate::votes::matrix::VoteMatrix;
use crate::votes::observed::Observed;
use crate::votes::parts::Parts;
use crate::votes::priority;
use crate::votes::redrawn::{Drawings, Silhouettes};
use crate::votes::representative::{Representative, false_discovery, representative};
use crate::votes::resamples::Resampled;
use crate::votes::robust::{PEOPLE_NEEDED, RobustFit, drawn_by_lot};
use crate::votes::search::Stream;
use crate::votes::stability::Compared;
use crate::votes::tallies::{Figures, Tallies, dealt};

/// Share of false ones to be expected among a group's statements, above which `robust` shows none.
const MOST_FALSE: f64 = 0.05;

/// The groups as they are shown.
struct Shown {
    /// The group of each row, 0 the largest.
    group_of: Vec<Option<u32>>,
    /// Votes of each group on each column.
    counts: Vec<Vec<VoteCounts>>,
}

impl Shown {
    fn of(matrix: &VoteMatrix, group_of: Vec<Option<u32>>) -> Shown {
        let groups = group_of.iter().flatten().max().map_or(0, |&last| last as usize + 1);
        let counts = matrix.counts_by_group(&group_of, groups);
        Shown { group_of, counts }
    }

    fn sizes(&self) -> Vec<u64> {
        let mut sizes = vec![0; self.counts.len()];
        self.group_of.iter().flatten().for_each(|&group| sizes[group as usize] += 1);
        sizes
    }
}

/// What the one-factor fit says of each column, and how sure the lists are.
struct Bridged {
    scores: Vec<f64>,
    /// Votes on each side of the divide; passes are among those who disagree.
    sides: [Vec<VoteCounts>; 2],
    /// Least lower end over sides and groups.
    lowest: Vec<f64>,
    resampled: Resampled,
    /// Who is drawn together in the resamples.
    drawings: Drawings,
}

impl Bridged {
    fn of(fit: &PolisFit, shown: &Shown, seed: u64) -> Bridged {
        let matrix = &fit.matrix;
        let everyone: Vec<u32> = (0..matrix.rows() as u32).collect();
        let mut random = Random::stream(Stream::Bridging.seed(seed, 0), 0);
        let rows = drawn_by_lot(matrix, &everyone, MOST_VOTES, &mut random);
        let divide = BridgingFit::of(&Observed::of(matrix, &rows), &fit.pca.components[0]);
        let groups = shown.counts.len();
        let seed_of_lots = Stream::Resample.seed(seed, u64::from(u32::MAX));
        let lots = dealt(matrix.rows(), seed_of_lots);
        let tallies = Tallies::of(matrix, &divide, &shown.group_of, groups, &lots);
        let Figures { sides, scores, .. } = tallies.everyone();
        let parts = || sides.iter().chain(&shown.counts);
        Bridged {
            lowest: (0..matrix.columns()).map(|column| lowest(parts(), column)).collect(),
            resampled: Resampled::of(matrix, &tallies, groups, seed),
            drawings: Drawings::of(&lots, seed),
            scores,
            sides,
        }
    }

    fn finding(&self, column: usize) -> Bridging {
        let [low, high] = self.resampled.score[column];
        Bridging {
            score: Estimate { value: self.scores[column], low, high },
            sides: self.sides.each_ref().map(|side| agree(&side[column])),
            lowest: self.lowest[column],
        }
    }
}

/// The finding of the profile `polis`, and each participant's group in the order of
/// [`Heard::participants`].
pub(crate) fn polis(
    heard: &Heard,
    fit: &PolisFit,
    parts: &Parts,
    seed: u64,
) -> (Opinion, Vec<Option<u32>>) {
    let order = by_size(&fit.grouping);
    let shown = Shown::of(&fit.matrix, shown_group(&fit.grouping, fit.matrix.rows(), &order));
    let bridged = Bridged::of(fit, &shown, seed);
    let groups = polis_groups(fit, &order, &shown, &bridged.drawings);
    let opinion = opinion(heard, fit, &shown, &bridged, parts, groups);
    (opinion, participants(heard, &fit.matrix, &shown.group_of))
}

/// The finding of the profile `robust`; what does not hang on groups is that of `fit`.
pub(crate) fn robust(
    heard: &Heard,
    fit: &PolisFit,
    found: RobustFit,
    parts: &Parts,
    seed: u64,
) -> (Opinion, Vec<Option<u32>>) {
    let shown = Shown::of(&fit.matrix, found.group_of(fit.matrix.rows()));
    let bridged = Bridged::of(fit, &shown, seed);
    let groups = robust_groups(fit, found, &shown, &bridged.drawings);
    let opinion = opinion(heard, fit, &shown, &bridged, parts, groups);
    (opinion, participants(heard, &fit.matrix, &shown.group_of))
}

fn opinion(
    heard: &Heard,
    fit: &PolisFit,
    shown: &Shown,
    bridged: &Bridged,
    parts: &Parts,
    groups: OpinionGroups,
) -> Opinion {
    let positions = |columns: Vec<usize>| {
        columns.into_iter().map(|column| fit.matrix.statements()[column]).collect()
    };
    let majority = |list: &[Majority]| positions(list.iter().map(|one| one.column).collect());
    Opinion {
        statements: statements(heard, fit, shown, bridged, parts),
        agreed: majority(&fit.consensus.agreed),
        rejected: majority(&fit.consensus.rejected),
        across_groups: positions(across_groups(&shown.counts, &fit.matrix)),
        divisive: positions(divisive(&fit.counts, &fit.matrix)),
        bridging: positions(bridging(&fit.matrix, &bridged.scores, &bridged.lowest)),
        groups,
    }
}

/// Positions in `grouping.groups`, largest group first.
pub(crate) fn by_size(grouping: &Grouping) -> Vec<usize> {
    let sizes = grouping.sizes();
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(sizes[at]));
    order
}

/// For each of so many rows the number its group is shown by.
pub(crate) fn shown_group(grouping: &Grouping, rows: usize, order: &[usize]) -> Vec<Option<u32>> {
    let mut number = vec![0; order.len()];
    (0..).zip(order).for_each(|(id, &at)| number[at] = id);
    let group_of = grouping.group_of(rows);
    group_of.into_iter().map(|group| group.map(|at| number[at as usize])).collect()
}

/// The group of each participant in the order of [`Heard::participants`], from those of the rows.
pub(crate) fn participants(
    heard: &Heard,
    matrix: &VoteMatrix,
    group_of: &[Option<u32>],
) -> Vec<Option<u32>> {
    let mut groups = vec![None; heard.participants.len()];
    for (&at, group) in matrix.participants().iter().zip(group_of) {
        groups[at as usize] = *group;
    }
    groups
}

fn statements(
    heard: &Heard,
    fit: &PolisFit,
    shown: &Shown,
    bridged: &Bridged,
    parts: &Parts,
) -> Vec<StatementFinding> {
    let Parts { channel, constituency } = parts;
    let by_channel = channel.counts(&fit.matrix);
    let by_constituency = constituency.counts(&fit.matrix);
    let mut column_of = vec![None; heard.statements.len()];
    for (column, &at) in fit.matrix.statements().iter().enumerate() {
        column_of[at as usize] = Some(column);
    }
    let finding = |(statement, column): (&Statement, Option<usize>)| {
        let of = |counts: &Vec<VoteCounts>| column.map_or(VoteCounts::default(), |at| counts[at]);
        let counts = of(&fit.counts);
        let by_group: Vec<VoteCounts> = shown.counts.iter().map(of).collect();
        let informed = group_informed(&by_group);
        let votes = |(group, &counts): (u32, &VoteCounts)| GroupVotes { group, counts };
        let drawn = column.filter(|_| statement.takes_part());
        let resampled = &bridged.resampled;
        let informed_range = drawn.zip(resampled.informed.as_ref()).map(|(at, all)| all[at]);
        StatementFinding {
            id: statement.id.as_str().to_owned(),
            text: statement.text.clone(),
            takes_part: statement.takes_part(),
            counts,
            agree: Share::of(counts.agree, counts.seen()),
            disagree: Share::of(counts.disagree, counts.seen()),
            group_informed: informed.map(|(agree, _)| agree),
            group_informed_disagree: informed.map(|(_, disagree)| disagree),
            group_informed_range: informed_range.map(|[agree, _]| agree),
            group_informed_disagree_range: informed_range.map(|[_, disagree]| disagree),
            bridging: drawn.map(|at| bridged.finding(at)),
            again: drawn.map(|at| resampled.again[at]),
            by_group: (0..).zip(&by_group).map(votes).collect(),
            by_channel: channel.votes(&by_channel, column),
            by_constituency: constituency.votes(&by_constituency, column),
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

fn polis_groups(
    fit: &PolisFit,
    order: &[usize],
    shown: &Shown,
    drawings: &Drawings,
) -> OpinionGroups {
    let grouping = &fit.grouping;
    let placed = grouping.in_conv.len() as u64;
    let sizes = grouping.sizes();
    let false_discovery = false_discovery(&fit.group_counts, fit.matrix.takes_part());
    let group = |(id, &at): (u32, &usize)| OpinionGroup {
        id,
        size: Share::of(sizes[at], placed),
        centre: grouping.groups[at].centre,
        representative: telling(&fit.matrix, &fit.representative[at], &false_discovery[at]),
    };
    let points: Vec<_> = grouping
        .in_conv
        .iter()
        .map(|&row| (fit.positions[row as usize], shown.group_of[row as usize]))
        .collect();
    let Silhouettes { chosen, tried } = drawings.silhouettes(grouping, &fit.positions);
    OpinionGroups {
        outcome: polis_outcome(grouping, &fit.matrix),
        groups: (0..).zip(order).map(group).collect(),
        placed: Share::of(placed, fit.matrix.rows() as u64),
        votes_needed: votes_needed(&fit.matrix) as u32,
        people_needed: 0,
        silhouette: grouping.silhouette,
        silhouette_range: chosen,
        tried: grouping.tried.clone(),
        tried_ranges: tried,
        map: hexagons(&points),
        variance: fit.pca.variance,
        variance_ranges: Some(fit.pca.variance_ranges(&fit.matrix)),
        evidence: None,
        other: None,
    }
}

/// What the profile `polis` says came of looking for groups.
pub(crate) fn polis_outcome(grouping: &Grouping, matrix: &VoteMatrix) -> GroupsOutcome {
    match grouping.groups.len() {
        0 if alike(matrix) => GroupsOutcome::Alike,
        0 => GroupsOutcome::TooFew,
        _ => GroupsOutcome::Untested,
    }
}

/// Whether at least two people voted, and on each statement all the same.
fn alike(matrix: &VoteMatrix) -> bool {
    let of_one_kind = |counts: &VoteCounts| {
        [counts.agree, counts.disagree, counts.pass].iter().filter(|&&count| count > 0).count() <= 1
    };
    matrix.rows() > 1 && matrix.counts().iter().all(of_one_kind)
}

fn robust_groups(
    fit: &PolisFit,
    found: RobustFit,
    shown: &Shown,
    drawings: &Drawings,
) -> OpinionGroups {
    let sizes = shown.sizes();
    let placed = found.placed.len() as u64;
    let telling_of = representative(&shown.counts, fit.matrix.takes_part());
    let false_discovery = false_discovery(&shown.counts, fit.matrix.takes_part());
    let group = |(id, &size): (u32, &u64)| {
        let at = id as usize;
        let mut telling = telling(&fit.matrix, &telling_of[at], &false_discovery[at]);
        telling.retain(|one| one.q.is_some_and(|q| q <= MOST_FALSE));
        let (size, centre) = (Share::of(size, placed), centre(&found, id));
        OpinionGroup { id, size, centre, representative: telling }
    };
    let numbers = || found.evidence.iter().flat_map(|evidence| &evidence.numbers);
    let chosen = numbers().find(|number| number.groups as usize == sizes.len());
    let group_of = |row: u32| shown.group_of[row as usize];
    let points: Vec<_> =
        found.positions.iter().zip(&found.placed).map(|(&at, &row)| (at, group_of(row))).collect();
    OpinionGroups {
        outcome: match found.outcome {
            GroupsOutcome::TooFew if alike(&fit.matrix) => GroupsOutcome::Alike,
            outcome => outcome,
        },
        groups: (0..).zip(&sizes).map(group).collect(),
        placed: Share::of(placed, fit.matrix.rows() as u64),
        votes_needed: found.votes_needed,
        people_needed: PEOPLE_NEEDED,
        silhouette: chosen.map(|number| number.clearness),
        silhouette_range: chosen.and_then(|number| number.clearness_range),
        tried: numbers().map(|one| (one.groups, one.clearness)).collect(),
        tried_ranges: numbers().filter_map(|one| one.clearness_range).collect(),
        map: if sizes.is_empty() { Vec::new() } else { hexagons(&points) },
        variance: found.variance,
        variance_ranges: found.variance_ranges,
        other: Some(other_reading(fit, shown, drawings)),
        evidence: found.evidence,
    }
}

/// Mean position of a group's members on the map.
fn centre(found: &RobustFit, id: u32) -> [f64; 2] {
    let mut sum = [0.0; 3];
    for (at, _) in found.positions.iter().zip(&found.groups).filter(|&(_, &group)| group == id) {
        sum = [sum[0] + at[0], sum[1] + at[1], sum[2] + 1.0];
    }
    [sum[0] / sum[2], sum[1] / sum[2]]
}

/// What `polis` makes of the same votes, beside the groups shown.
fn other_reading(fit: &PolisFit, shown: &Shown, drawings: &Drawings) -> OtherReading {
    let polis = fit.grouping.group_of(fit.matrix.rows());
    let both = || shown.group_of.iter().zip(&polis).map(|(a, b)| Some(((*a)?, (*b)?)));
    let (ours, theirs): (Vec<u32>, Vec<u32>) = both().flatten().unzip();
    let parts = [shown.counts.len(), fit.grouping.groups.len()];
    let comparable = !ours.is_empty() && parts[1] > 0;
    let agreement = comparable.then(|| Compared::of(&ours, &theirs, parts).adjusted_rand());
    OtherReading {
        profile: "polis".to_owned(),
        groups: parts[1] as u32,
        agreement,
        agreement_range: agreement.map(|value| drawings.agreement(value, both(), parts)),
    }
}

fn telling(
    matrix: &VoteMatrix,
    found: &[Representative],
    false_discovery: &[[f64; 2]],
) -> Vec<GroupStatement> {
    let statement = |found: &Representative| GroupStatement {
        statement: matrix.statements()[found.column],
        agrees: found.agrees,
        inside: Share::of(found.successes, found.trials),
        outside: Share::of(found.outside[0], found.outside[1]),
        z: found.ratio_test,
        q: Some(false_discovery[found.column][usize::from(!found.agrees)]),
    };
    found.iter().map(statement).collect()
}
