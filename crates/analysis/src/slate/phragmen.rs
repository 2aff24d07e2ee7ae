//! Sequential Phragmén: every place costs 1, borne by its approvers, nobody more than must be.
//!
//! Source: Phragmén 1894 ff.; Brill, Freeman, Janson and Lackner, *Phragmén's Voting Methods and
//! Justified Representation* (AAAI 2017). The next place goes to the candidate with the smallest
//! (1 + Σ of its approvers' loads) / (number of approvers), which then is the load of all of them.
//! Candidates without approvers come last, all tied.
//!
//! Satisfies PJR, not EJR; a longer slate only adds to a shorter one. Cost O(approvals) a place,
//! and one product of long numbers for each candidate and distinct load. Gives up nothing for
//! speed: the fractions are exact.

use std::cmp::Ordering;

use num_bigint::BigUint;
use rayon::prelude::*;

use crate::slate::rounds::{Round, fill, left, ties_of};
use crate::slate::shares::{Fraction, Shares};
use crate::slate::{Profile, SlateError, Ties};

/// Elects `size` candidates.
pub(super) fn elect(
    profile: &Profile,
    size: usize,
    ties: Ties,
) -> Result<Vec<Vec<u32>>, SlateError> {
    let start = Loads { chosen: Vec::new(), loads: Shares::none(profile.voters()) };
    fill(start, profile, size, ties)
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Loads {
    chosen: Vec<u32>,
    loads: Shares,
}

impl Round for Loads {
    fn chosen(&mut self) -> &mut Vec<u32> {
        &mut self.chosen
    }

    fn best(&self, profile: &Profile) -> Vec<u32> {
        lightest(profile, &self.loads, &left(profile, &self.chosen))
    }

    fn elect(&mut self, profile: &Profile, candidate: u32) {
        bear(profile, &mut self.loads, candidate);
    }
}

/// Those of `left` whose election makes for the smallest load; all of them when none has approvers.
pub(super) fn lightest(profile: &Profile, loads: &Shares, left: &[u32]) -> Vec<u32> {
    let score = |&candidate: &u32| (candidate, load(profile, loads, candidate));
    let scored: Vec<(u32, Option<Fraction>)> = left.par_iter().map(score).collect();
    ties_of(scored, |a, b| match (a, b) {
        (Some(a), Some(b)) => a.cmp(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    })
}

/// The load its approvers would have if `candidate` were elected, in units of one over the
/// denominator; `None` without approvers.
fn load(profile: &Profile, loads: &Shares, candidate: u32) -> Option<Fraction> {
    let approvers = profile.approvers(candidate);
    let counts = loads.counts(approvers);
    let borne = counts.iter().zip(&loads.amounts).map(|(&count, amount)| amount * count);
    let over = borne.fold(loads.denominator.clone(), |sum, amount| sum + amount);
    (!approvers.is_empty()).then_some(Fraction { over, under: approvers.len() as u32 })
}

/// Has the approvers of `candidate` bear its cost.
pub(super) fn bear(profile: &Profile, loads: &mut Shares, candidate: u32) {
    if let Some(load) = load(profile, loads, candidate) {
        let raised = vec![load.over; loads.amounts.len()];
        loads.raise(profile.approvers(candidate), &BigUint::from(load.under), raised);
    }
}
