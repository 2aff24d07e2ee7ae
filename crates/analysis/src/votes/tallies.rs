//! Votes by lot: everyone is dealt into a hundred lots, and each lot keeps the sums that the lists
//! of statements are made from.
//!
//! A lot's sums for a column are the votes of each opinion group, of each side of the divide and of
//! everyone, and what the bridging score follows from. All lots together are all votes; some of
//! them several times and some not at all are a resample ([`resamples`](crate::votes::resamples)),
//! at a cost that does not grow with the votes. That is the method of random groups (Wolter 2007,
//! *Introduction to Variance Estimation*, ch. 2): lots are dealt at random and as large as each
//! other, so that the differences between them tell how far the sums would move with other people.
//!
//! Cost: two passes over the votes; memory lots · columns · (15 + 3 · groups) numbers. Each lot is
//! summed in row order. Checked by adding lots up, below, and through the resamples.

use findings::VoteCounts;
use rayon::prelude::*;

use crate::random::Random;
use crate::votes::bridging::{BridgingFit, Sums, Two, add, side, solved};
use crate::votes::matrix::VoteMatrix;

/// Lots that people are dealt into; where there are fewer people, each is a lot.
pub(crate) const LOTS: usize = 100;

/// Lots summed at a time, which bounds what is held twice.
const AT_A_TIME: usize = 4;

/// Answers to a statement.
const ANSWERS: usize = 3;

/// Answers told apart on a side of the divide: agree, and the others.
const ANSWERS_OF_SIDE: usize = 2;

/// Sides of the divide, and the middle.
const SIDES: usize = 3;

/// The sums of every lot.
pub(crate) struct Tallies {
    lots: usize,
    groups: usize,
    /// By column, lot and figure: for each group the three answers, for each side those who agree and
    /// the other votes, then the three answers of everyone.
    counts: Vec<u32>,
    /// By column and lot.
    sums: Vec<Sums>,
}

/// Weighted sums over the lots, `N` of them side by side.
pub(crate) struct Weighted<const N: usize> {
    groups: usize,
    /// By column and figure.
    counts: Vec<[u32; N]>,
    /// By column and sum.
    sums: Vec<[[f64; N]; 5]>,
}

/// What lists are made from: counts and score of every column.
pub(crate) struct Figures {
    pub(crate) everyone: Vec<VoteCounts>,
    /// Of each group.
    pub(crate) groups: Vec<Vec<VoteCounts>>,
    /// Of each side of the divide; passes are among those who disagree.
    pub(crate) sides: [Vec<VoteCounts>; 2],
    /// Bridging score.
    pub(crate) scores: Vec<f64>,
}

/// Figures of a column in a lot.
fn figures(groups: usize) -> usize {
    ANSWERS * groups + ANSWERS_OF_SIDE * (SIDES - 1) + ANSWERS
}

impl Tallies {
    /// From the rows of each lot, of [`dealt`]; `group_of` gives each row's opinion group.
    pub(crate) fn of(
        matrix: &VoteMatrix,
        fit: &BridgingFit,
        group_of: &[Option<u32>],
        groups: usize,
        lots: &[Vec<u32>],
    ) -> Tallies {
        let (columns, width) = (matrix.columns(), figures(groups));
        let mut all = Tallies {
            lots: lots.len(),
            groups,
            counts: vec![0; columns * lots.len() * width],
            sums: vec![[0.0; 5]; columns * lots.len()],
        };
        for (some, first) in lots.chunks(AT_A_TIME).zip((0..).step_by(AT_A_TIME)) {
            let lot = |rows: &Vec<u32>| Lot::of(matrix, fit, rows, group_of, groups);
            let found: Vec<Lot> = some.par_iter().map(lot).collect();
            for (lot, at) in found.iter().zip(first..) {
                for column in 0..columns {
                    let place = column * all.lots + at;
                    lot.reduce(column, groups, &mut all.counts[place * width..][..width]);
                    all.sums[place] = lot.sums[column];
                }
            }
        }
        all
    }

    /// How many lots there are.
    pub(crate) fn lots(&self) -> usize {
        self.lots
    }

    /// The sums with each lot counted as often as its weight says.
    pub(crate) fn weighted<const N: usize>(&self, weights: &[[u32; N]]) -> Weighted<N> {
        let width = figures(self.groups);
        let columns = self.sums.len() / self.lots.max(1);
        let mut all = Weighted {
            groups: self.groups,
            counts: vec![[0; N]; columns * width],
            sums: vec![[[0.0; N]; 5]; columns],
        };
        for column in 0..columns {
            let counts = &mut all.counts[column * width..][..width];
            let sums = &mut all.sums[column];
            for (lot, weights) in weights.iter().enumerate() {
                let place = column * self.lots + lot;
                for (to, &from) in counts.iter_mut().zip(&self.counts[place * width..][..width]) {
                    (0..N).for_each(|lane| to[lane] += weights[lane] * from);
                }
                for (to, from) in sums.iter_mut().zip(self.sums[place]) {
                    (0..N).for_each(|lane| to[lane] += f64::from(weights[lane]) * from);
                }
            }
        }
        all
    }

    /// The figures of everyone.
    pub(crate) fn everyone(&self) -> Figures {
        self.weighted::<1>(&vec![[1]; self.lots]).figures(0)
    }
}

impl<const N: usize> Weighted<N> {
    /// The figures of one lane.
    pub(crate) fn figures(&self, lane: usize) -> Figures {
        let width = figures(self.groups);
        let answers = |from: usize| -> Vec<VoteCounts> {
            let counts = |counts: &[[u32; N]]| {
                let [agree, disagree, pass] =
                    [0, 1, 2].map(|at| u64::from(counts[from + at][lane]));
                VoteCounts { agree, disagree, pass }
            };
            self.counts.chunks(width).map(counts).collect()
        };
        let side = |side: usize| -> Vec<VoteCounts> {
            let from = ANSWERS * self.groups + ANSWERS_OF_SIDE * side;
            let counts = |counts: &[[u32; N]]| {
                let [agree, other] = [0, 1].map(|at| u64::from(counts[from + at][lane]));
                VoteCounts { agree, disagree: other, pass: 0 }
            };
            self.counts.chunks(width).map(counts).collect()
        };
        let score = |sums: &[[f64; N]; 5]| solved(&sums.map(|lanes| lanes[lane]))[0];
        Figures {
            everyone: answers(width - ANSWERS),
            groups: (0..self.groups).map(|group| answers(ANSWERS * group)).collect(),
            sides: [0, 1].map(side),
            scores: self.sums.iter().map(score).collect(),
        }
    }
}

/// One lot while it is summed.
struct Lot {
    /// By column, part and answer; a part is a group (the last one those without) on a side.
    counts: Vec<[u32; ANSWERS]>,
    sums: Vec<Sums>,
}

impl Lot {
    fn of(
        matrix: &VoteMatrix,
        fit: &BridgingFit,
        rows: &[u32],
        group_of: &[Option<u32>],
        groups: usize,
    ) -> Lot {
        let parts = (groups + 1) * SIDES;
        let mut lot = Lot {
            counts: vec![[0; ANSWERS]; matrix.columns() * parts],
            sums: vec![[0.0; 5]; matrix.columns()],
        };
        for &row in rows {
            let [intercept, factor] = person(matrix, fit, row as usize);
            let group = group_of[row as usize].map_or(groups, |group| group as usize);
            let part = group * SIDES + side(factor);
            let runs = matrix.row(row as usize).runs.into_iter().zip([1.0, -1.0, 0.0]);
            for (answer, (run, value)) in runs.enumerate() {
                let left = fit.left(value, intercept);
                run.each(|column| {
                    lot.counts[column * parts + part][answer] += 1;
                    add(&mut lot.sums[column], factor, left);
                });
            }
        }
        lot
    }

    /// The figures of a column.
    fn reduce(&self, column: usize, groups: usize, to: &mut [u32]) {
        let parts = (groups + 1) * SIDES;
        for (part, counts) in self.counts[column * parts..][..parts].iter().enumerate() {
            let (group, side) = (part / SIDES, part % SIDES);
            let add =
                |to: &mut [u32]| to.iter_mut().zip(counts).for_each(|(to, count)| *to += count);
            if group < groups {
                add(&mut to[ANSWERS * group..][..ANSWERS]);
            }
            if side < SIDES - 1 {
                let at = ANSWERS * groups + ANSWERS_OF_SIDE * side;
                to[at] += counts[0];
                to[at + 1] += counts[1] + counts[2];
            }
            let everyone = to.len() - ANSWERS;
            add(&mut to[everyone..]);
        }
    }
}

/// Intercept and factor of a row, from its votes on columns that take part.
fn person(matrix: &VoteMatrix, fit: &BridgingFit, row: usize) -> Two {
    let takes_part = matrix.takes_part();
    let mut sums = [0.0; 5];
    for (run, value) in matrix.row(row).runs.into_iter().zip([1.0, -1.0, 0.0]) {
        run.each(|column| {
            if takes_part[column] {
                fit.add_vote(&mut sums, column, value);
            }
        });
    }
    solved(&sums)
}

/// Deals rows into lots by seed: the rows of each lot, ascending.
pub(crate) fn dealt(rows: usize, seed: u64) -> Vec<Vec<u32>> {
    let mut order: Vec<u32> = (0..rows as u32).collect();
    Random::stream(seed, 0).shuffle(&mut order);
    let lots = LOTS.min(rows);
    let mut dealt: Vec<Vec<u32>> = vec![Vec::with_capacity(rows.div_ceil(lots.max(1))); lots];
    for (at, row) in order.into_iter().enumerate() {
        dealt[at % lots].push(row);
    }
    dealt.iter_mut().for_each(|lot| lot.sort_unstable());
    dealt
}

#[cfg(test)]
mod tests {
    use super::*;
    use consultation::{Heard, ParticipantId, Statement, Vote, VoteCast};

    #[test]
    fn everyone_is_in_one_lot_and_lots_are_as_large_as_each_other() {
        for rows in [0, 1, 99, 100, 101, 1_234] {
            let lots = dealt(rows, 3);
            assert_eq!(lots.len(), rows.min(LOTS));
            let sizes: Vec<usize> = lots.iter().map(Vec::len).collect();
            assert!(sizes.iter().max() <= sizes.iter().min().map(|least| least + 1).as_ref());
            let mut all = lots.concat();
            all.sort_unstable();
            assert_eq!(all, (0..rows as u32).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_lots_add_up_to_all_votes_of_each_group_and_side() {
        let vote = |at: u32| [Vote::Agree, Vote::Disagree, Vote::Pass][at as usize % 3];
        let cast = |(participant, statement)| {
            let vote = vote(participant * 7 + statement * participant % 5);
            VoteCast { participant, statement, vote, time: None }
        };
        let pairs = (0..230).flat_map(|who| (0..6).map(move |what| (who, what)));
        let heard = Heard {
            statements: (0..6).map(|id| Statement::new(id.to_string(), "")).collect(),
            participants: (0..230).map(|id| ParticipantId(id.to_string())).collect(),
            votes: pairs.filter(|(who, what)| (who + what) % 4 > 0).map(cast).collect(),
            ..Heard::default()
        };
        let matrix = VoteMatrix::new(&heard).unwrap();
        let start = [1.0, -1.0, 1.0, 0.5, -0.5, 1.0];
        let rows: Vec<u32> = (0..matrix.rows() as u32).collect();
        let fit = BridgingFit::of(&crate::votes::observed::Observed::of(&matrix, &rows), &start);
        let group_of: Vec<Option<u32>> =
            rows.iter().map(|row| (row % 3 < 2).then_some(row % 3)).collect();
        let found = Tallies::of(&matrix, &fit, &group_of, 2, &dealt(matrix.rows(), 1)).everyone();
        assert_eq!(found.everyone, matrix.counts());
        let wanted = matrix.counts_by_group(&group_of, 2);
        let by_side: Vec<Option<u32>> = (0..matrix.rows())
            .map(|row| Some(side(person(&matrix, &fit, row)[1]) as u32).filter(|&side| side < 2))
            .collect();
        let sides = matrix.counts_by_group(&by_side, 2);
        assert_eq!(found.groups, wanted);
        let both = found.sides.iter().zip(&sides);
        for (found, wanted) in both.flat_map(|(found, wanted)| found.iter().zip(wanted)) {
            assert_eq!((found.agree, found.seen()), (wanted.agree, wanted.seen()));
        }
        // The fit has settled, so that one more solution for its columns gives them again.
        for (score, [column, _]) in found.scores.iter().zip(&fit.columns) {
            assert!((score - column).abs() < 1e-4, "{score} {column}");
        }
    }
}
