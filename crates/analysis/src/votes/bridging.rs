//! Bridging: what people agree with who usually disagree.
//!
//! A vote (agree 1, pass ½, disagree 0) is read as μ + aᵢ + bⱼ + fᵢ·gⱼ over the votes that were cast:
//! a participant's readiness to agree, a statement's intercept, and one factor that takes up what
//! divides people. What is left for the intercept bⱼ is agreement that the divide does not explain:
//! the bridging score (Wojcik et al. 2022, *Birdwatch: crowd wisdom and bridging algorithms*). The
//! sum of squares is penalised by 15 for intercepts and 3 for factors, five to one as there, so that
//! an intercept moves only when the factor cannot. Solved by alternating least squares from the
//! first principal component, at most [`SWEEPS`] times over.
//!
//! A score is no proof: a statement counts as bridging when on *each side* of the divide (fᵢ below
//! and above 0) the lower end of the 95 % Wilson interval of those who agree is above one half, and
//! likewise in each opinion group that is shown. Bridging is an outcome among people; a score only
//! stands in for it (Ovadya & Thorburn 2023).
//!
//! Cost O(votes) a sweep; above [`MOST_VOTES`] votes the divide is fitted to people drawn by lot.
//! Everyone's side follows from all their votes, and the scores from everyone's
//! ([`tallies`](crate::votes::tallies)). Sums run in row order within chunks, and chunks in index order. Checked by
//! hand-made votes below, and against a written-out computation of the normal equations.

use findings::{Share, VoteCounts};
use rayon::prelude::*;

use crate::votes::matrix::VoteMatrix;
use crate::votes::observed::Observed;

const INTERCEPT_PENALTY: f64 = 15.0;
const FACTOR_PENALTY: f64 = 3.0;
const SWEEPS: usize = 20;

/// Largest change of a column in a sweep under which the fit counts as settled.
const SETTLED: f64 = 1e-6;

/// Least rows summed by one thread at a time, and most chunks.
const CHUNK_ROWS: usize = 1_024;
const MAX_CHUNKS: usize = 64;

/// Votes above which statements are fitted to people drawn by lot.
pub(crate) const MOST_VOTES: usize = 5_000_000;

/// Intercept and factor of a participant or a statement.
pub(crate) type Two = [f64; 2];

/// Σ1, Σf, Σf², Σr, Σrf over votes: what a statement's intercept and factor follow from, f being the
/// participants' factors and r what the mean and their own intercept leave of the vote.
pub(crate) type Sums = [f64; 5];

/// The fit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BridgingFit {
    /// Mean of the votes, as far as nothing else explains it.
    mean: f64,
    /// Each column's intercept and factor.
    pub(crate) columns: Vec<Two>,
}

impl BridgingFit {
    /// The fit of these votes; `start` are the loadings that the factor grows from.
    pub(crate) fn of(votes: &Observed, start: &[f64]) -> BridgingFit {
        let size = start.iter().fold(0.0_f64, |size, x| size.max(x.abs())).max(f64::MIN_POSITIVE);
        let worths: f64 = votes.cells.iter().map(|cell| worth(cell.value())).sum();
        let mut fit = BridgingFit {
            mean: worths / votes.cells.len().max(1) as f64,
            columns: start.iter().map(|x| [0.0, x / size]).collect(),
        };
        for _ in 0..SWEEPS {
            let next = fit.swept(votes);
            let moved = next.farthest(&fit);
            fit = next;
            if moved <= SETTLED {
                break;
            }
        }
        fit
    }

    /// One sweep: each person's intercept and factor, from them the columns', then the mean.
    fn swept(&self, votes: &Observed) -> BridgingFit {
        let rows: Vec<usize> = (0..votes.rows()).collect();
        let chunk = CHUNK_ROWS.max(rows.len().div_ceil(MAX_CHUNKS));
        let of_rows = |rows: &[usize]| {
            let mut sums = vec![[0.0; 5]; self.columns.len()];
            for &row in rows {
                let cells = || votes.row(row).iter().map(|cell| (cell.column(), cell.value()));
                let [intercept, factor] = self.person(cells());
                cells().for_each(|(column, value)| {
                    add(&mut sums[column], factor, self.left(value, intercept));
                });
            }
            sums
        };
        let parts: Vec<Vec<Sums>> = rows.par_chunks(chunk).map(of_rows).collect();
        let mut sums = vec![[0.0; 5]; self.columns.len()];
        for part in &parts {
            for (to, from) in sums.iter_mut().zip(part) {
                to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
            }
        }
        let columns: Vec<Two> = sums.iter().map(solved).collect();
        let left = |([count, factor, _, left, _], [b, g]): (&Sums, &Two)| {
            left + self.mean * count - b * count - g * factor
        };
        let left: f64 = sums.iter().zip(&columns).map(left).sum();
        BridgingFit { mean: left / votes.cells.len().max(1) as f64, columns }
    }

    /// Intercept and factor of a person with these votes, as column and value.
    pub(crate) fn person(&self, votes: impl Iterator<Item = (usize, f64)>) -> Two {
        let mut sums = [0.0; 5];
        votes.for_each(|(column, value)| self.add_vote(&mut sums, column, value));
        solved(&sums)
    }

    /// What a vote leaves to the columns, of a person with this intercept.
    pub(crate) fn left(&self, value: f64, intercept: f64) -> f64 {
        worth(value) - self.mean - intercept
    }

    /// Adds a person's vote to what their intercept and factor follow from.
    pub(crate) fn add_vote(&self, sums: &mut Sums, column: usize, value: f64) {
        let [intercept, factor] = self.columns[column];
        add(sums, factor, worth(value) - self.mean - intercept);
    }

    /// The largest change of any column.
    fn farthest(&self, before: &BridgingFit) -> f64 {
        let both = self.columns.iter().zip(&before.columns);
        both.map(|(a, b)| (a[0] - b[0]).abs().max((a[1] - b[1]).abs())).fold(0.0, f64::max)
    }
}

/// The side of the divide on which a factor puts its person, 0 or 1; 2 for the middle.
pub(crate) fn side(factor: f64) -> usize {
    match factor {
        factor if factor < 0.0 => 0,
        factor if factor > 0.0 => 1,
        _ => 2,
    }
}

/// Columns that bridge, strongest first: those that `lowest` is above one half for, by score.
pub(crate) fn bridging(matrix: &VoteMatrix, scores: &[f64], lowest: &[f64]) -> Vec<usize> {
    let score = |column: usize| (lowest[column] > 0.5).then(|| scores[column]);
    crate::votes::consensus::strongest(matrix, score)
}

/// The least lower end of the shares who agree with a column, over parts of the people. A part
/// nobody of whom voted on it has no lower end above 0.
pub(crate) fn lowest<'a>(parts: impl Iterator<Item = &'a Vec<VoteCounts>>, column: usize) -> f64 {
    parts.map(|counts| agree(&counts[column]).low).fold(1.0, f64::min)
}

/// Those who agree out of all who voted, passes included.
pub(crate) fn agree(counts: &VoteCounts) -> Share {
    Share::of(counts.agree, counts.seen())
}

/// Agree 1, pass ½, disagree 0.
fn worth(value: f64) -> f64 {
    (value + 1.0) / 2.0
}

/// Adds one vote.
pub(crate) fn add(sums: &mut Sums, factor: f64, left: f64) {
    let terms = [1.0, factor, factor * factor, left, left * factor];
    sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
}

/// Intercept and factor that minimise the penalised squares.
pub(crate) fn solved(&[count, factor, square, left, left_factor]: &Sums) -> Two {
    let (a, b, d) = (count + INTERCEPT_PENALTY, factor, square + FACTOR_PENALTY);
    let determinant = a * d - b * b;
    [(d * left - b * left_factor) / determinant, (a * left_factor - b * left) / determinant]
}

#[cfg(test)]
mod tests {
    use super::*;
    use consultation::{Heard, ParticipantId, Statement, Vote, VoteCast};

    /// Two camps of 60: the first eight statements part them, nearly all agree with the ninth, and
    /// all of one camp with the last.
    fn two_camps() -> VoteMatrix {
        let answer = |person: u32, statement: u32| match (statement, person % 2) {
            (8, _) => person % 10 < 9,
            (9, 0) => true,
            (9, _) => person % 10 < 4,
            (statement, camp) => statement % 2 == camp,
        };
        let cast = |participant: u32, statement: u32| {
            let vote = if answer(participant, statement) { Vote::Agree } else { Vote::Disagree };
            VoteCast { participant, statement, vote, time: None }
        };
        let heard = Heard {
            statements: (0..10).map(|id| Statement::new(id.to_string(), "")).collect(),
            participants: (0..120).map(|id| ParticipantId(id.to_string())).collect(),
            votes: (0..120).flat_map(|who| (0..10).map(move |what| cast(who, what))).collect(),
            ..Heard::default()
        };
        VoteMatrix::new(&heard).unwrap()
    }

    fn start() -> Vec<f64> {
        (0..10).map(|at| if at % 2 == 0 { 1.0 } else { -1.0 }).collect()
    }

    #[test]
    fn what_both_camps_agree_with_scores_highest_and_only_it_passes() {
        let matrix = two_camps();
        let rows: Vec<u32> = (0..120).collect();
        let votes = Observed::of(&matrix, &rows);
        let fit = BridgingFit::of(&votes, &start());
        let side_of = |row: usize| {
            let cells = votes.row(row).iter().map(|cell| (cell.column(), cell.value()));
            Some(side(fit.person(cells)[1]) as u32)
        };
        let side_of: Vec<Option<u32>> = (0..120).map(side_of).collect();
        let sides = matrix.counts_by_group(&side_of, 2);
        assert!(sides.iter().all(|side| side[8].seen() == 60));
        let scores: Vec<f64> = fit.columns.iter().map(|column| column[0]).collect();
        let lowest_of = |parts: &[Vec<VoteCounts>]| -> Vec<f64> {
            (0..10).map(|at| lowest(parts.iter(), at)).collect()
        };
        assert_eq!(bridging(&matrix, &scores, &[1.0; 10])[0], 8);
        assert_eq!(bridging(&matrix, &scores, &lowest_of(&sides)), [8]);
        // One group that is against keeps a statement from passing.
        let against = vec![VoteCounts { agree: 2, disagree: 9, pass: 0 }; 10];
        let parts = [&sides[..], &[against]].concat();
        assert!(bridging(&matrix, &scores, &lowest_of(&parts)).is_empty());
    }

    #[test]
    fn the_solution_has_no_slope() {
        let sums = [7.0, 1.5, 4.0, 2.0, -3.0];
        let [b, g] = solved(&sums);
        let slopes = [
            (sums[0] + 15.0) * b + sums[1] * g - sums[3],
            sums[1] * b + (sums[2] + 3.0) * g - sums[4],
        ];
        assert!(slopes.iter().all(|slope| slope.abs() < 1e-12), "{slopes:?}");
    }
}
