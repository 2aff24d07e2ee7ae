//! Drawing people anew: how sure the lists of statements and their scores are.
//!
//! The bootstrap by participant (Efron 1979), people drawn with all their votes, so that whose votes
//! stand together stays together. Up to a hundred people are drawn one by one; more are dealt into
//! a hundred lots first ([`tallies`](crate::votes::tallies)), and whole lots are drawn, as many as
//! there are, with replacement. Drawing lots gives the same variance on average as drawing people;
//! a hundred of them leave it uncertain by a seventh, a standard deviation by a fourteenth, about as
//! much as [`RESAMPLES`] drawings do.
//!
//! In each resample the counts, the group-informed consensus and the bridging score are computed
//! again, and the lists made from them by the same rules. Given are, in all of them, the opinion
//! groups, the sides of the divide and the people's factors; whether the groups come back is another
//! question, answered by the profile `robust`. So "in the list in 87 % of resamples" speaks of who
//! happened to vote.
//!
//! Cost O(lots · columns) a resample, whatever the number of votes. A resample's sums run in the order of the
//! lots. Checked by a binomial case below.

use findings::Again;
use rayon::prelude::*;

use crate::random::Random;
use crate::votes::bridging::{bridging, lowest};
use crate::votes::consensus::{Consensus, Majority, across_groups, divisive, group_informed};
use crate::votes::matrix::VoteMatrix;
use crate::votes::ranges::middle;
use crate::votes::search::Stream;
use crate::votes::tallies::{Figures, Tallies};

/// Times that people are drawn anew.
pub(crate) const RESAMPLES: usize = 200;

/// Resamples computed side by side.
pub(crate) const LANES: usize = 8;

/// What the resamples give for each column.
pub(crate) struct Resampled {
    /// Shares of the resamples in which it was listed.
    pub(crate) again: Vec<Again>,
    /// Between these the bridging score lies in 95 % of them.
    pub(crate) score: Vec<[f64; 2]>,
    /// The same of the group-informed consensus, for agreeing and for disagreeing; `None` without
    /// groups.
    pub(crate) informed: Option<Vec<[[f64; 2]; 2]>>,
}

/// One resample.
struct Resample {
    listed: Lists,
    scores: Vec<f64>,
    informed: Vec<[f64; 2]>,
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
    /// Draws lots of people anew, from a seed.
    pub(crate) fn of(
        matrix: &VoteMatrix,
        tallies: &Tallies,
        groups: usize,
        seed: u64,
    ) -> Resampled {
        let of_block = |block: usize| {
            let seed = Stream::Resample.seed(seed, block as u64);
            let weighted = tallies.weighted(&weights(seed, tallies.lots()));
            (0..LANES).map(move |lane| Resample::of(matrix, &weighted.figures(lane)))
        };
        let all: Vec<Resample> =
            (0..RESAMPLES / LANES).into_par_iter().flat_map_iter(of_block).collect();
        let columns = matrix.columns();
        Resampled {
            again: again(&all, columns),
            score: between(&all, columns, |one, column| one.scores[column]),
            informed: (groups > 0).then(|| {
                let of = |side: usize| {
                    between(&all, columns, move |one, column| one.informed[column][side])
                };
                of(0).into_iter().zip(of(1)).map(|(agree, disagree)| [agree, disagree]).collect()
            }),
        }
    }
}

impl Resample {
    fn of(matrix: &VoteMatrix, figures: &Figures) -> Resample {
        let Figures { everyone, groups, sides, scores } = figures;
        let columns = 0..matrix.columns();
        let gate: Vec<f64> =
            columns.clone().map(|at| lowest(sides.iter().chain(groups), at)).collect();
        let informed = |column: usize| {
            let by_group: Vec<_> = groups.iter().map(|counts| counts[column]).collect();
            group_informed(&by_group).map_or([0.0; 2], |(agree, disagree)| [agree, disagree])
        };
        let consensus = Consensus::of(everyone, matrix.takes_part());
        let majority = |list: &[Majority]| list.iter().map(|one| one.column).collect();
        let listed = Lists {
            agreed: majority(&consensus.agreed),
            rejected: majority(&consensus.rejected),
            across_groups: across_groups(groups, matrix),
            divisive: divisive(everyone, matrix),
            bridging: bridging(matrix, scores, &gate),
        };
        Resample { listed, scores: scores.clone(), informed: columns.map(informed).collect() }
    }
}

/// How often each lot is drawn, in each of [`LANES`] resamples: as many draws as there are lots.
pub(crate) fn weights(seed: u64, lots: usize) -> Vec<[u32; LANES]> {
    let mut weights = vec![[0; LANES]; lots];
    (0..LANES).for_each(|lane| {
        let mut random = Random::stream(seed, lane as u64);
        (0..lots).for_each(|_| weights[random.below(lots)][lane] += 1);
    });
    weights
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
    let of_column = |column: usize| {
        let values: Vec<f64> = all.iter().map(|one| value(one, column)).collect();
        middle(values).expect("there are resamples")
    };
    (0..columns).into_par_iter().map(of_column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::votes::tallies::dealt;

    #[test]
    fn as_many_lots_are_drawn_as_there_are() {
        for lots in [0, 1, 7, 100] {
            let drawn = weights(7, lots);
            assert_eq!(drawn.len(), lots);
            let sum = |lane: usize| drawn.iter().map(|weights| weights[lane]).sum::<u32>();
            assert!((0..LANES).all(|lane| sum(lane) as usize == lots));
        }
    }

    /// 6,000 people, a third of whom agree with the one statement: the informed consensus of a
    /// single group is the rate, whose 95 % interval is 1.96·√(p(1 − p)/n) wide on either side.
    #[test]
    fn intervals_over_lots_are_those_of_a_binomial() {
        use consultation::{Heard, ParticipantId, Statement, Vote, VoteCast};
        let people = 6_000u32;
        let cast = |participant: u32| {
            let vote = if participant.is_multiple_of(3) { Vote::Agree } else { Vote::Disagree };
            VoteCast { participant, statement: 0, vote, time: None }
        };
        let heard = Heard {
            statements: vec![Statement::new("0", "")],
            participants: (0..people).map(|id| ParticipantId(id.to_string())).collect(),
            votes: (0..people).map(cast).collect(),
            ..Heard::default()
        };
        let matrix = VoteMatrix::new(&heard).unwrap();
        let rows: Vec<u32> = (0..people).collect();
        let votes = crate::votes::observed::Observed::of(&matrix, &rows);
        let fit = crate::votes::bridging::BridgingFit::of(&votes, &[1.0]);
        let half = 1.96 * (2.0 / 9.0 / f64::from(people)).sqrt();
        let ratio = |seed: u64| {
            let one = vec![Some(0); rows.len()];
            let tallies = Tallies::of(&matrix, &fit, &one, 1, &dealt(rows.len(), seed));
            let found = Resampled::of(&matrix, &tallies, 1, seed).informed.unwrap()[0][0];
            (found[1] - found[0]) / (2.0 * half)
        };
        let mean = (0..20).map(ratio).sum::<f64>() / 20.0;
        // One drawing of lots is off by a tenth or so; the mean of twenty by a fortieth.
        assert!((mean - 1.0).abs() < 0.08, "{mean}");
    }
}
