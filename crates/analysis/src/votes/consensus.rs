//! Statements that people agree on, across everyone and across groups, and those that divide them.
//!
//! - Majority consensus (Polis `math/repness.clj`): over all participants, in or not, the
//!   statements with rate (n + 1)/(nₛ + 2) above one half and a significant [`proportion_test`], by
//!   the product of the two; up to five agreed and five rejected.
//! - Group-informed consensus (Polis `math/conversation.clj`, there *`group-aware`*; Small et al.
//!   2021): Π over groups of (A + 1)/(S + 2), from the votes as cast. It shrinks with the number of
//!   groups, ignores their size, and compares statements of one analysis only.
//! - Across groups, a reading of ours: statements on which (A + 1)/(S + 2) is above one half in
//!   every group, by group-informed consensus.
//! - Divisive, a measure of ours: the smaller of the two lower ends of the 95 % Wilson intervals of
//!   the shares who agree and who disagree. A value of 0.3 reads: at least 30 % agree and at least
//!   30 % disagree. It is at most one half, and low where few have voted.
//!
//! Cost O(groups · statements). Checked against the published consensus: `tests/votes`.

use findings::{Share, VoteCounts};

use crate::votes::matrix::VoteMatrix;
use crate::votes::representative::{SIGNIFICANT, proportion_test, rate};

/// Statements listed as agreed, and as rejected.
const MAJORITY_SHOWN: usize = 5;

/// Statements listed as agreed across groups, and as divisive.
const SHOWN: usize = 10;

/// Share on each side, at the lower end of its interval, from which a statement counts as divisive.
const DIVISIVE_FROM: f64 = 0.1;

/// A statement of the majority consensus.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Majority {
    /// Column of the vote matrix.
    pub column: usize,
    /// Participants who agree (or disagree).
    pub successes: u64,
    /// Participants who voted on it.
    pub trials: u64,
    /// (successes + 1) / (trials + 2).
    pub rate: f64,
    /// Proportion test against one half, a z value.
    pub test: f64,
}

/// The majority consensus, strongest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Consensus {
    /// What most people agree with.
    pub agreed: Vec<Majority>,
    /// What most people disagree with.
    pub rejected: Vec<Majority>,
}

impl Consensus {
    /// From everyone's votes on each column; columns that take no part are skipped.
    pub fn of(counts: &[VoteCounts], takes_part: &[bool]) -> Consensus {
        Consensus {
            agreed: majority(counts, takes_part, |counts| counts.agree),
            rejected: majority(counts, takes_part, |counts| counts.disagree),
        }
    }
}

fn majority(
    counts: &[VoteCounts],
    takes_part: &[bool],
    side: fn(&VoteCounts) -> u64,
) -> Vec<Majority> {
    let mut found: Vec<Majority> = counts
        .iter()
        .enumerate()
        .filter(|&(column, _)| takes_part[column])
        .map(|(column, counts)| {
            let (successes, trials) = (side(counts), counts.seen());
            let test = proportion_test(successes, trials);
            Majority { column, successes, trials, rate: rate(successes, trials), test }
        })
        .filter(|majority| majority.rate > 0.5 && majority.test > SIGNIFICANT)
        .collect();
    found.sort_by(|a, b| (b.rate * b.test).total_cmp(&(a.rate * a.test)));
    found.truncate(MAJORITY_SHOWN);
    found
}

/// Group-informed consensus of one statement, from each group's votes on it: for agree and, as
/// Π (D + 1)/(S + 2), for disagree. `None` without groups.
pub fn group_informed(by_group: &[VoteCounts]) -> Option<(f64, f64)> {
    let product = |side: fn(&VoteCounts) -> u64| {
        by_group.iter().map(|counts| rate(side(counts), counts.seen())).product()
    };
    (!by_group.is_empty())
        .then(|| (product(|counts| counts.agree), product(|counts| counts.disagree)))
}

/// Columns that every group agrees with, strongest first. `groups` holds each group's votes.
pub fn across_groups(groups: &[Vec<VoteCounts>], matrix: &VoteMatrix) -> Vec<usize> {
    let score = |column: usize| {
        let by_group: Vec<VoteCounts> = groups.iter().map(|counts| counts[column]).collect();
        let all = by_group.iter().all(|counts| rate(counts.agree, counts.seen()) > 0.5);
        group_informed(&by_group).filter(|_| all).map(|(agree, _)| agree)
    };
    strongest(matrix, score)
}

/// Columns that part the voters most, most first.
pub fn divisive(counts: &[VoteCounts], matrix: &VoteMatrix) -> Vec<usize> {
    let score = |column: usize| Some(divided(counts[column])).filter(|&both| both >= DIVISIVE_FROM);
    strongest(matrix, score)
}

/// How far a statement divides, 0 to one half: the share that at least agrees and at least
/// disagrees.
pub fn divided(counts: VoteCounts) -> f64 {
    let lower = |count| Share::of(count, counts.seen()).low;
    lower(counts.agree).min(lower(counts.disagree))
}

/// Columns that take part and have a score, largest first, ties in the order of the input.
pub(crate) fn strongest(matrix: &VoteMatrix, score: impl Fn(usize) -> Option<f64>) -> Vec<usize> {
    let columns = (0..matrix.columns()).filter(|&column| matrix.takes_part()[column]);
    let mut scored: Vec<(usize, f64)> =
        columns.filter_map(|column| Some((column, score(column)?))).collect();
    let position = |column: usize| matrix.statements()[column];
    let order = |a: &(usize, f64), b: &(usize, f64)| {
        b.1.total_cmp(&a.1).then(position(a.0).cmp(&position(b.0)))
    };
    if scored.len() > SHOWN {
        scored.select_nth_unstable_by(SHOWN, order);
        scored.truncate(SHOWN);
    }
    scored.sort_by(order);
    scored.into_iter().map(|(column, _)| column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use consultation::{Heard, ParticipantId, Statement, Vote, VoteCast};

    fn counts(agree: u64, disagree: u64, pass: u64) -> VoteCounts {
        VoteCounts { agree, disagree, pass }
    }

    #[test]
    fn majorities_by_hand() {
        let everyone = [
            counts(90, 5, 5),
            counts(50, 45, 5),
            counts(3, 60, 2),
            counts(0, 0, 0),
            counts(2, 1, 0),
            counts(80, 10, 10),
        ];
        let consensus = Consensus::of(&everyone, &[true, true, true, true, true, false]);
        let columns = |list: &[Majority]| list.iter().map(|m| m.column).collect::<Vec<_>>();
        assert_eq!(columns(&consensus.agreed), [0]);
        assert_eq!(columns(&consensus.rejected), [2]);
    }

    #[test]
    fn divided_is_what_both_sides_have_at_least() {
        assert_eq!(divided(counts(50, 0, 0)), 0.0);
        // Wilson at 1.96 and one half of 100: (0.5 + 0.0192)/1.0384 − 0.0962 = 0.4038.
        assert!((divided(counts(50, 50, 0)) - 0.4038).abs() < 1e-4);
        assert!(divided(counts(1, 1, 0)) < divided(counts(5, 5, 0)));
        assert!(divided(counts(40, 20, 40)) < divided(counts(35, 30, 35)));
    }

    #[test]
    fn group_informed_is_the_product_over_groups() {
        let by_group = [counts(3, 0, 1), counts(0, 2, 0)];
        let (agree, disagree) = group_informed(&by_group).unwrap();
        assert!((agree - 4.0 / 6.0 * (1.0 / 4.0)).abs() < 1e-15);
        assert!((disagree - 1.0 / 6.0 * (3.0 / 4.0)).abs() < 1e-15);
        assert_eq!(group_informed(&[]), None);
    }

    #[test]
    fn every_group_must_agree_and_an_unseen_or_hidden_statement_is_not_listed() {
        let mut heard = Heard {
            statements: (0..5).map(|id| Statement::new(id.to_string(), "")).collect(),
            participants: vec![ParticipantId("0".into())],
            ..Heard::default()
        };
        heard.statements[4].is_meta = true;
        // Columns come in the order of appearance: 3, 2, 1, 0, 4.
        for statement in [3, 2, 1, 0, 4] {
            let (participant, vote) = (0, Vote::Agree);
            heard.votes.push(VoteCast { participant, statement, vote, time: None });
        }
        let matrix = VoteMatrix::new(&heard).unwrap();
        let all = counts(8, 1, 0);
        let a = vec![counts(9, 1, 0), counts(9, 0, 0), counts(5, 0, 0), counts(9, 1, 0), all];
        let b = vec![counts(8, 1, 0), counts(0, 5, 0), counts(0, 0, 0), counts(8, 1, 0), all];
        assert_eq!(across_groups(&[a, b], &matrix), [3, 0]);
    }
}
