//! Sequential proportional approval voting.
//!
//! Source: Thiele 1895. The next place goes to the candidate whose election adds most to
//! Σ over voters of 1 + 1/2 + … + 1/s, s being how many elected candidates a voter approves of: to
//! the largest Σ over its approvers of 1/(s + 1).
//!
//! Does not satisfy JR; a longer slate only adds to a shorter one. Cost O(approvals) a place.
//! Exact: terms are whole multiples of 1/lcm(1…size), held in 128 bits (see `MAX_SIZE`).

use rayon::prelude::*;

use crate::slate::rounds::{Round, fill, left, ties_of};
use crate::slate::{Profile, SlateError, Ties};

/// Elects `size` candidates.
pub(super) fn elect(
    profile: &Profile,
    size: usize,
    ties: Ties,
) -> Result<Vec<Vec<u32>>, SlateError> {
    let terms = Terms::new(size);
    fill(Gains { chosen: Vec::new(), terms }, profile, size, ties)
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Gains {
    chosen: Vec<u32>,
    terms: Terms,
}

impl Round for Gains {
    fn chosen(&mut self) -> &mut Vec<u32> {
        &mut self.chosen
    }

    fn best(&self, profile: &Profile) -> Vec<u32> {
        let approved = profile.approved_of(&self.chosen);
        let gain = |&candidate: &u32| (candidate, self.terms.gain(profile, candidate, &approved));
        let scored: Vec<(u32, u128)> = left(profile, &self.chosen).par_iter().map(gain).collect();
        ties_of(scored, |a, b| b.cmp(a))
    }

    fn elect(&mut self, _: &Profile, _: u32) {}
}

/// 1, 1/2, … 1/size as whole multiples of 1/lcm(1…size).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Terms(Vec<u128>);

impl Terms {
    /// For committees of `size`, at most [`MAX_SIZE`](crate::slate::MAX_SIZE).
    pub(super) fn new(size: usize) -> Terms {
        let lcm = (1..=size as u128).fold(1, num_integer::lcm);
        Terms((1..=size as u128).map(|place| lcm / place).collect())
    }

    /// What a voter who approves of `approved` members gains by one more.
    pub(super) fn next(&self, approved: u32) -> u128 {
        self.0[approved as usize]
    }

    /// What the election of `candidate` adds, where each voter approves of `approved` members.
    pub(super) fn gain(&self, profile: &Profile, candidate: u32, approved: &[u32]) -> u128 {
        let term = |&voter: &u32| self.next(approved[voter as usize]);
        profile.approvers(candidate).iter().map(term).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slate::MAX_SIZE;

    #[test]
    fn the_largest_score_fits() {
        // Everybody approves of everyone: voters · Σ lcm/s.
        let all: u128 = Terms::new(MAX_SIZE).0.iter().sum();
        assert!(all.checked_mul(u128::from(u32::MAX)).is_some());
        assert_eq!(Terms::new(4).0, [12, 6, 4, 3]);
    }
}
