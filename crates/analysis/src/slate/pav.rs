//! Proportional approval voting: the committee with the largest Σ over voters of 1 + 1/2 + … + 1/s,
//! s being how many of its members a voter approves of.
//!
//! Source: Thiele 1895; Aziz et al., *Justified Representation in Approval-Based Committee Voting*
//! (2017). Finding the best committee is NP-hard, so all are looked at only where there are at most
//! [`MAX_COMMITTEES`] of them. Beyond that, the committee of sequential PAV is bettered by
//! exchanging one member at a time, always by the exchange that gains most, until none gains.
//! Such a local optimum still satisfies EJR+ (Aziz et al. 2018), as the best committee does.
//!
//! Cost: at most 10⁶ times a candidate's approvals; above, O(size · approvals) an exchange.

use rayon::prelude::*;

use crate::slate::rounds::left;
use crate::slate::sequential_pav::{self, Terms};
use crate::slate::{Elected, MAX_COMMITTEES, MAX_TIED, Profile, Search, SlateError, Ties};

/// Elects `size` candidates.
pub(super) fn elect(profile: &Profile, size: usize, ties: Ties) -> Result<Elected, SlateError> {
    if committees(profile.candidates(), size) > MAX_COMMITTEES {
        let start = sequential_pav::elect(profile, size, Ties::Lowest)?.swap_remove(0);
        let committees = vec![exchange(profile, start)];
        return Ok(Elected { committees, search: Search::Local });
    }
    let mut best = Best::new(profile, size, ties);
    best.extend(0, 0)?;
    Ok(Elected { committees: best.found, search: Search::Exhaustive })
}

/// How many committees of `size` there are; one above the limit when there are more.
fn committees(candidates: usize, size: usize) -> u64 {
    let size = size.min(candidates - size) as u64;
    let step = |count: u64, place: u64| count * (candidates as u64 - size + place) / place;
    (1..=size)
        .try_fold(1, |count, place| {
            Some(step(count, place)).filter(|&count| count <= MAX_COMMITTEES)
        })
        .unwrap_or(MAX_COMMITTEES + 1)
}

/// All committees in the order of the dictionary, the best of them kept.
struct Best<'p> {
    profile: &'p Profile,
    terms: Terms,
    size: usize,
    ties: Ties,
    chosen: Vec<u32>,
    approved: Vec<u32>,
    score: u128,
    found: Vec<Vec<u32>>,
}

impl Best<'_> {
    fn new(profile: &Profile, size: usize, ties: Ties) -> Best<'_> {
        Best {
            profile,
            terms: Terms::new(size),
            size,
            ties,
            chosen: Vec::with_capacity(size),
            approved: vec![0; profile.voters()],
            score: 0,
            found: Vec::new(),
        }
    }

    /// Adds every candidate from `from` on to what is chosen, whose score is `score`.
    fn extend(&mut self, from: u32, score: u128) -> Result<(), SlateError> {
        let missing = self.size - self.chosen.len();
        let last = (self.profile.candidates() - missing) as u32;
        for candidate in from..=last {
            let gain = self.terms.gain(self.profile, candidate, &self.approved);
            self.chosen.push(candidate);
            if missing == 1 {
                self.compare(score + gain)?;
            } else {
                let approvers = self.profile.approvers(candidate);
                approvers.iter().for_each(|&voter| self.approved[voter as usize] += 1);
                self.extend(candidate + 1, score + gain)?;
                approvers.iter().for_each(|&voter| self.approved[voter as usize] -= 1);
            }
            self.chosen.pop();
        }
        Ok(())
    }

    fn compare(&mut self, score: u128) -> Result<(), SlateError> {
        if self.found.is_empty() || score > self.score {
            self.score = score;
            self.found = vec![self.chosen.clone()];
        } else if score == self.score && self.ties == Ties::All {
            if self.found.len() == MAX_TIED {
                return Err(SlateError::TooManyTied);
            }
            self.found.push(self.chosen.clone());
        }
        Ok(())
    }
}

/// Exchanges members one at a time until no exchange gains.
fn exchange(profile: &Profile, mut committee: Vec<u32>) -> Vec<u32> {
    let terms = Terms::new(committee.len());
    committee.sort_unstable();
    while let Some((out, into)) = best_exchange(profile, &terms, &committee) {
        committee[out] = into;
        committee.sort_unstable();
    }
    committee
}

/// The member's place and the candidate whose exchange gains most, ties to the lowest; `None` when
/// none gains.
fn best_exchange(profile: &Profile, terms: &Terms, committee: &[u32]) -> Option<(usize, u32)> {
    let outside = left(profile, committee);
    let mut best: Option<(u128, usize, u32)> = None;
    for (place, &member) in committee.iter().enumerate() {
        let mut approved = profile.approved_of(committee);
        profile.approvers(member).iter().for_each(|&voter| approved[voter as usize] -= 1);
        let lost = terms.gain(profile, member, &approved);
        let gains: Vec<u128> = outside
            .par_iter()
            .map(|&candidate| terms.gain(profile, candidate, &approved))
            .collect();
        for (gain, &candidate) in gains.iter().zip(&outside) {
            let more = gain.saturating_sub(lost);
            if more > best.map_or(0, |(most, ..)| most) {
                best = Some((more, place, candidate));
            }
        }
    }
    best.map(|(_, place, candidate)| (place, candidate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn committees_are_counted_up_to_the_limit() {
        let table = [((6, 3), 20), ((9, 6), 84), ((64, 64), 1), ((1_000_000, 1), 1_000_000)];
        for ((candidates, size), count) in table {
            assert_eq!(committees(candidates, size), count);
        }
        assert!(committees(100, 50) > MAX_COMMITTEES && committees(23, 11) > MAX_COMMITTEES);
    }
}
