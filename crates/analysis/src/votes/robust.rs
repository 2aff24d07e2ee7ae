//! The profile `robust`: opinion groups only where the votes carry them.
//!
//! Looked for among people with at least min(7, statements) votes, once there are
//! [`PEOPLE_NEEDED`] of them. Each question may end the search, and its answer is the finding:
//!
//! 1. *Do votes on one statement tell anything of votes on another?* [`rank`](crate::votes::rank)
//!    chooses the number of directions by held-out loss; none means no pattern. The spread of
//!    people over these directions must also exceed that of 19 shuffles.
//! 2. *Which numbers of groups come back?* For k = 2 to six, k-means on the places of
//!    [`factors`](crate::votes::factors), each person weighing as much as their votes tell. People
//!    are drawn anew with replacement a hundred times, directions and groups found again. k is
//!    stable when the median adjusted Rand index is at least 0.8, each group's mean
//!    Jaccard overlap at least 0.75, and no group smaller than max(5, 1 %) of the people.
//! 3. *Are they groups, or a cut through a gradient?* A large crowd that shades from one view into
//!    another is also cut at the same place every time. So votes are drawn 59 times from the
//!    fit itself, which knows directions and no groups. Of the stable numbers of groups the one is
//!    chosen whose clearness lies farthest above the draws', in their standard deviations; it is
//!    shown when at most one draw in twenty lies as far above at any stable number.
//!
//! None of the constants was fitted to data: 0.75 is Hennig's (2007) bound of a valid stable
//! group, 0.8 what Tibshirani & Walther (2005) ask of a clustering that predicts, one in twenty
//! the usual level. Above [`MOST_VOTES`] votes the tests run on people drawn by lot, and everyone
//! is then placed by a fit of all votes; fewer votes make tests stricter, not laxer.
//!
//! What it gives up: groups are chosen and described on the same votes; people without an opinion
//! group of their own are put with the nearest one. Cost: some three hundred fits of the tested
//! votes. Checked on shuffled and planted votes, and on published conversations:
//! `tests/votes/planted.rs`, `examples/groups_power.rs`, `docs/validity.md`.

use findings::{GroupEvidence, GroupsOutcome};

use crate::random::Random;
use crate::votes::dense::{dot, jacobi, largest};
use crate::votes::factors::{Factors, MAX_RANK};
use crate::votes::matrix::VoteMatrix;
use crate::votes::observed::Observed;
use crate::votes::partition::{Partition, Place};
use crate::votes::ranges::Ratio;
use crate::votes::search::{Search, Stream};

/// People with enough votes from whom on groups are looked for.
pub const PEOPLE_NEEDED: u64 = 100;

/// Fewest votes of a person who is placed, where there are as many statements.
const VOTES_NEEDED: usize = 7;

/// Votes above which the tests run on people drawn by lot.
const MOST_VOTES: usize = 300_000;

/// What came of looking for groups, in rows of the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct RobustFit {
    /// What came of it.
    pub outcome: GroupsOutcome,
    /// Rows with enough votes, ascending.
    pub placed: Vec<u32>,
    /// The group of each of `placed`, 0 the largest; empty without groups.
    pub groups: Vec<u32>,
    /// Where each of `placed` stands along the two directions in which people differ most. Empty
    /// where no direction was found.
    pub positions: Vec<[f64; 2]>,
    /// Share of the differences between people that these two carry.
    pub variance: [f64; 2],
    /// The 95 % interval of each over people, the directions given.
    pub variance_ranges: Option<[[f64; 2]; 2]>,
    /// Fewest votes for being placed.
    pub votes_needed: u32,
    /// What was tested.
    pub evidence: Option<GroupEvidence>,
}

impl RobustFit {
    /// The group of each of so many rows.
    pub(crate) fn group_of(&self, rows: usize) -> Vec<Option<u32>> {
        let mut group_of = vec![None; rows];
        for (&row, &group) in self.placed.iter().zip(&self.groups) {
            group_of[row as usize] = Some(group);
        }
        group_of
    }
}

/// Looks for groups. The answer depends on the votes and the seed alone.
pub(crate) fn robust(matrix: &VoteMatrix, seed: u64) -> RobustFit {
    let takes_part = matrix.takes_part();
    let columns: Vec<usize> = (0..matrix.columns()).filter(|&at| takes_part[at]).collect();
    let needed = VOTES_NEEDED.min(columns.len()).max(1);
    let all: Vec<u32> = (0..matrix.rows() as u32).collect();
    let enough = |&row: &u32| matrix.taking_part(row as usize) >= needed;
    let placed: Vec<u32> = all.into_iter().filter(enough).collect();
    let mut fit = RobustFit {
        outcome: GroupsOutcome::TooFew,
        placed,
        groups: Vec::new(),
        positions: Vec::new(),
        variance: [0.0; 2],
        variance_ranges: None,
        votes_needed: needed as u32,
        evidence: None,
    };
    if (fit.placed.len() as u64) < PEOPLE_NEEDED {
        return fit;
    }
    let mut random = Random::stream(Stream::Sample.seed(seed, 0), 0);
    let sample = drawn_by_lot(matrix, &fit.placed, MOST_VOTES, &mut random);
    let search = Search { votes: Observed::of(matrix, &sample), columns, seed };
    let found = search.run();
    if let Some(factors) = &found.factors {
        place(matrix, &mut fit, &search, factors, found.groups.as_ref());
    }
    RobustFit { outcome: found.outcome, evidence: found.evidence, ..fit }
}

/// All of these rows, or as many drawn by lot as hold `most` votes, ascending.
pub(crate) fn drawn_by_lot(
    matrix: &VoteMatrix,
    from: &[u32],
    most: usize,
    random: &mut Random,
) -> Vec<u32> {
    let votes: usize = from.iter().map(|&row| matrix.taking_part(row as usize)).sum();
    if votes <= most {
        return from.to_vec();
    }
    let mut rows = from.to_vec();
    random.shuffle(&mut rows);
    let mut left = most;
    let fits = |row: &u32| {
        let votes = matrix.taking_part(*row as usize);
        left = left.saturating_sub(votes);
        left > 0
    };
    let mut rows: Vec<u32> = rows.into_iter().take_while(fits).collect();
    rows.sort_unstable();
    rows
}

/// Places everyone, and puts them to groups grown from those of the tested people.
fn place(
    matrix: &VoteMatrix,
    fit: &mut RobustFit,
    search: &Search,
    factors: &Factors,
    groups: Option<&Partition>,
) {
    let all = Observed::of(matrix, &fit.placed);
    let tested_all = all.rows() == search.votes.rows();
    let factors =
        if tested_all { factors.clone() } else { factors.refitted(&all, &all.all_rows()) };
    let points = search.points(&all, &factors);
    if let Some(groups) = groups {
        let found = if tested_all {
            groups.clone()
        } else {
            points.settled(search.points(&search.votes, &factors).means(groups))
        };
        fit.groups = by_size(&found);
    }
    // A map has two directions, even where one was found to carry anything.
    let seen = match factors.rank() {
        1 => search.points(&all, &Factors::of(&all, 2)).places,
        _ => points.places,
    };
    let Map { positions, variance, ranges } = map(&seen);
    (fit.positions, fit.variance, fit.variance_ranges) = (positions, variance, Some(ranges));
}

/// Labels by the size of their part, 0 the largest, ties by the label before.
fn by_size(partition: &Partition) -> Vec<u32> {
    let sizes = partition.sizes();
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(sizes[at]));
    let mut number = vec![0; sizes.len()];
    (0..).zip(order).for_each(|(id, at)| number[at] = id);
    partition.labels.iter().map(|&label| number[label as usize]).collect()
}

/// Places along two directions.
struct Map {
    positions: Vec<[f64; 2]>,
    /// Share of all differences along each.
    variance: [f64; 2],
    /// Their 95 % intervals over people.
    ranges: [[f64; 2]; 2],
}

/// The two directions in which places differ most, and the share of all differences along each.
/// The place farthest out along a direction has a positive number there.
fn map(places: &[Place]) -> Map {
    let people = places.len().max(1) as f64;
    let mut middle = [0.0; MAX_RANK];
    for place in places {
        middle.iter_mut().zip(place).for_each(|(to, x)| *to += x / people);
    }
    let off = |place: &Place| -> Place { std::array::from_fn(|at| place[at] - middle[at]) };
    let mut products = vec![vec![0.0; MAX_RANK]; MAX_RANK];
    for place in places.iter().map(off) {
        for (row, x) in products.iter_mut().zip(place) {
            row.iter_mut().zip(place).for_each(|(to, y)| *to += x * y);
        }
    }
    let turned = jacobi(products);
    let total: f64 = turned.iter().map(|(value, _)| value.max(0.0)).sum();
    let axis = |at: usize| {
        let along: Vec<f64> = places.iter().map(|place| dot(&turned[at].1, &off(place))).collect();
        let sign = if largest(&along) < 0.0 { -1.0 } else { 1.0 };
        // Adding 0 turns −0 into 0.
        along.into_iter().map(|x| sign * x + 0.0).collect::<Vec<f64>>()
    };
    let (across, up) = (axis(0), axis(1));
    let share = |at: usize| if total > 0.0 { turned[at].0.max(0.0) / total } else { 0.0 };
    let range = |along: &[f64]| {
        let squares = places.iter().map(|place| {
            let off = off(place);
            dot(&off, &off)
        });
        Ratio::of(along.iter().map(|x| x * x).zip(squares)).range([0.0, 1.0])
    };
    let ranges = [range(&across), range(&up)];
    let positions = across.into_iter().zip(up).map(|(x, y)| [x, y]).collect();
    Map { positions, variance: [share(0), share(1)], ranges }
}
