//! Drawing people anew: how sure the lists of statements and their scores are.
//!
//! The bootstrap by participant (Efron 1979) with Poisson weights (Hanley & MacGibbon 2006): each
//! resample gives every person a weight from a Poisson distribution of mean 1, with all their votes;
//! whose votes stand together stays together. In each of [`RESAMPLES`] the counts, the
//! group-informed consensus and the bridging score are computed again, and the lists made from
//! them by the same rules. Given are, in all of them, the opinion groups, the sides of the divide
//! and the people's factors; whether the groups come back is another question, answered by the
//! profile `robust`. So "in the list in 87 % of resamples" speaks of who happened to vote.
//!
//! Cost: 25 passes over the votes, each for eight resamples at a time. Above
//! [`MOST_VOTES`](crate::votes::bridging::MOST_VOTES) votes only people drawn by lot are
//! resampled: intervals are then as wide as their fewer votes make them, never narrower than all
//! votes would. Each resample's sums run in row order. Checked by a binomial case below.

use findings::{Again, VoteCounts};
use rayon::prelude::*;

use crate::random::Random;
use crate::votes::bridging::{BridgingFit, Sums, Two, bridging, lowest, solved};
use crate::votes::consensus::{Consensus, Majority, across_groups, divisive, group_informed};
use crate::votes::matrix::VoteMatrix;
use crate::votes::observed::Observed;
use crate::votes::search::Stream;

/// Times that people are drawn anew.
pub(crate) const RESAMPLES: usize = 200;

/// Resamples computed in one pass.
const LANES: usize = 8;

/// Answers to a statement.
const ANSWERS: usize = 3;

/// Sides of the divide, and the middle.
const SIDES: usize = 3;

/// The people that are drawn from.
pub(crate) struct People<'a> {
    pub(crate) votes: &'a Observed,
    /// For each row the opinion group that is shown.
    pub(crate) group_of: Vec<Option<u32>>,
    /// How many groups there are.
    pub(crate) groups: usize,
    /// For each row the side of the divide.
    pub(crate) side_of: Vec<Option<u32>>,
    pub(crate) fit: &'a BridgingFit,
}

/// What the resamples give for each column.
pub(crate) struct Resampled {
    /// Shares of the resamples in which it was listed.
    pub(crate) again: Vec<Again>,
    /// Between these the bridging score lies in 95 % of them.
    pub(crate) score: Vec<[f64; 2]>,
    /// The same of the group-informed consensus; `None` without groups.
    pub(crate) informed: Option<Vec<[f64; 2]>>,
}

/// One resample.
struct Resample {
    listed: Lists,
    scores: Vec<f64>,
    informed: Vec<f64>,
}

/// Columns in each list.
struct Lists {
    agreed: Vec<usize>,
    rejected: Vec<usize>,
    across_groups: Vec<usize>,
    divisive: Vec<usize>,
    bridging: Vec<usize>,
}

impl Resampled {
    /// Draws people anew, from a seed.
    pub(crate) fn of(matrix: &VoteMatrix, people: &People, seed: u64) -> Resampled {
        let factors = people.fit.people(people.votes);
        let blocks = 0..RESAMPLES / LANES;
        let of_block = |block: usize| {
            let seed = Stream::Resample.seed(seed, block as u64);
            Block::of(people, &factors, seed).resamples(matrix, people)
        };
        let all: Vec<Resample> = blocks.into_par_iter().flat_map_iter(of_block).collect();
        let columns = matrix.columns();
        let informed = |one: &Resample, column: usize| one.informed[column];
        Resampled {
            again: again(&all, columns),
            score: between(&all, columns, |one, column| one.scores[column]),
            informed: (people.groups > 0).then(|| between(&all, columns, informed)),
        }
    }
}

/// Weighted sums of [`LANES`] resamples.
struct Block {
    /// Weight by column, part of the people, answer and resample; a part is a group (the last one
    /// those without) on a side (the last one the middle).
    counts: Vec<[u32; LANES]>,
    /// By column, sum and resample.
    sums: Vec<[[f64; LANES]; 5]>,
}

impl Block {
    fn of(people: &People, factors: &[Two], seed: u64) -> Block {
        let parts = people.parts();
        let columns = people.votes.columns();
        let mut block = Block {
            counts: vec![[0; LANES]; columns * parts * ANSWERS],
            sums: vec![[[0.0; LANES]; 5]; columns],
        };
        for (row, &[intercept, factor]) in factors.iter().enumerate() {
            let weights = weights(seed, row as u64);
            let part = people.part(row);
            for &cell in people.votes.row(row) {
                let (column, left) = (cell.column(), people.fit.left(cell, intercept));
                let answer = (1.0 - cell.value()) as usize;
                let counts = &mut block.counts[(column * parts + part) * ANSWERS + answer];
                counts.iter_mut().zip(weights).for_each(|(to, weight)| *to += weight);
                let terms = [1.0, factor, factor * factor, left, left * factor];
                for (sums, term) in block.sums[column].iter_mut().zip(terms) {
                    for lane in 0..LANES {
                        sums[lane] += f64::from(weights[lane]) * term;
                    }
                }
            }
        }
        block
    }

    fn resamples(self, matrix: &VoteMatrix, people: &People) -> Vec<Resample> {
        (0..LANES).map(|lane| self.resample(lane, matrix, people)).collect()
    }

    fn resample(&self, lane: usize, matrix: &VoteMatrix, people: &People) -> Resample {
        let counts = |parts: &dyn Fn(usize) -> bool| self.counts_of(lane, people, parts);
        let everyone = counts(&|_| true);
        let of_group = |group: usize| counts(&|part: usize| part / SIDES == group);
        let groups: Vec<Vec<VoteCounts>> = (0..people.groups).map(of_group).collect();
        let sides = [0, 1].map(|side| counts(&|part: usize| part % SIDES == side));
        let score = |sums: &[[f64; LANES]; 5]| {
            let of_lane: Sums = std::array::from_fn(|at| sums[at][lane]);
            solved(&of_lane)[0]
        };
        let scores: Vec<f64> = self.sums.iter().map(score).collect();
        let columns = 0..matrix.columns();
        let gate: Vec<f64> =
            columns.clone().map(|at| lowest(sides.iter().chain(&groups), at)).collect();
        let informed = |column: usize| {
            let by_group: Vec<VoteCounts> = groups.iter().map(|counts| counts[column]).collect();
            group_informed(&by_group).map_or(0.0, |(agree, _)| agree)
        };
        let consensus = Consensus::of(&everyone, matrix.takes_part());
        let majority = |list: &[Majority]| list.iter().map(|one| one.column).collect();
        let listed = Lists {
            agreed: majority(&consensus.agreed),
            rejected: majority(&consensus.rejected),
            across_groups: across_groups(&groups, matrix),
            divisive: divisive(&everyone, matrix),
            bridging: bridging(matrix, &scores, &gate),
        };
        Resample { listed, scores, informed: columns.map(informed).collect() }
    }

    /// Counts of some parts of the people on each column.
    fn counts_of(
        &self,
        lane: usize,
        people: &People,
        takes: &dyn Fn(usize) -> bool,
    ) -> Vec<VoteCounts> {
        let some: Vec<usize> = (0..people.parts()).filter(|&part| takes(part)).collect();
        let of_column = |counts: &[[u32; LANES]]| {
            let sum = |answer: usize| {
                some.iter().map(|part| u64::from(counts[part * ANSWERS + answer][lane])).sum()
            };
            VoteCounts { agree: sum(0), pass: sum(1), disagree: sum(2) }
        };
        self.counts.chunks(people.parts() * ANSWERS).map(of_column).collect()
    }
}

impl People<'_> {
    fn parts(&self) -> usize {
        (self.groups + 1) * SIDES
    }

    fn part(&self, row: usize) -> usize {
        let group = self.group_of[row].map_or(self.groups, |group| group as usize);
        let side = self.side_of[row].map_or(SIDES - 1, |side| side as usize);
        group * SIDES + side
    }
}

/// A person's weight in each resample.
fn weights(seed: u64, row: u64) -> [u32; LANES] {
    let mut random = Random::stream(seed, row);
    std::array::from_fn(|_| poisson(random.unit()))
}

/// The number of a Poisson distribution of mean 1 below which a share `at` of it lies.
fn poisson(at: f64) -> u32 {
    /// e⁻¹, the chance of none.
    const NONE: f64 = 0.367_879_441_171_442_33;
    let (mut number, mut chance, mut below) = (0, NONE, NONE);
    while at >= below && chance > 0.0 {
        number += 1;
        chance /= f64::from(number);
        below += chance;
    }
    number
}

fn again(all: &[Resample], columns: usize) -> Vec<Again> {
    let mut again = vec![Again::default(); columns];
    for Resample { listed, .. } in all {
        listed.agreed.iter().for_each(|&column| again[column].agreed += 1.0);
        listed.rejected.iter().for_each(|&column| again[column].rejected += 1.0);
        listed.across_groups.iter().for_each(|&column| again[column].across_groups += 1.0);
        listed.divisive.iter().for_each(|&column| again[column].divisive += 1.0);
        listed.bridging.iter().for_each(|&column| again[column].bridging += 1.0);
    }
    let all = all.len() as f64;
    let share = |times: Again| Again {
        agreed: times.agreed / all,
        rejected: times.rejected / all,
        across_groups: times.across_groups / all,
        divisive: times.divisive / all,
        bridging: times.bridging / all,
    };
    again.into_iter().map(share).collect()
}

/// The values of each column between which 95 % of the resamples lie.
fn between(
    all: &[Resample],
    columns: usize,
    value: impl Fn(&Resample, usize) -> f64 + Sync,
) -> Vec<[f64; 2]> {
    let outside = all.len() / 40;
    let of_column = |column: usize| {
        let mut values: Vec<f64> = all.iter().map(|one| value(one, column)).collect();
        values.sort_by(f64::total_cmp);
        [values[outside], values[values.len() - 1 - outside]]
    };
    (0..columns).into_par_iter().map(of_column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_poisson() {
        assert_eq!([0.0, 0.36, 0.37, 0.73, 0.74, 0.95].map(poisson), [0, 0, 1, 1, 2, 3]);
        let drawn: Vec<u32> = (0..10_000).flat_map(|row| weights(7, row)).collect();
        let mean = drawn.iter().sum::<u32>() as f64 / drawn.len() as f64;
        let off = drawn.iter().map(|&one| (f64::from(one) - mean).powi(2)).sum::<f64>();
        assert!((mean - 1.0).abs() < 0.02, "{mean}");
        assert!((off / drawn.len() as f64 - 1.0).abs() < 0.03, "{off}");
    }
}
