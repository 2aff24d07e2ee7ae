//! The Method of Equal Shares, completed by sequential Phragmén.
//!
//! Source: Peters and Skowron, *Proportionality and the Limits of Welfarism* (EC 2020). Everybody
//! has size/voters to spend and a place costs 1. The next place goes to the candidate with the
//! smallest ρ such that its approvers, each paying ρ or all that is left to them, pay 1. When
//! nobody can be paid for, the places left are filled by sequential Phragmén, each voter's load
//! starting from what they have paid. (Other completions elect other committees and have other
//! names.)
//!
//! Satisfies EJR+. Cost O(approvals) a place, and long sums over the distinct amounts paid, which
//! may double with each place. Gives up nothing for speed: the fractions are exact.

use num_bigint::BigUint;
use rayon::prelude::*;

use crate::slate::phragmen::{bear, lightest};
use crate::slate::rounds::{Round, fill, left, ties_of};
use crate::slate::shares::{Fraction, Shares};
use crate::slate::{Profile, SlateError, Ties};

/// Elects `size` candidates.
pub(super) fn elect(
    profile: &Profile,
    size: usize,
    ties: Ties,
) -> Result<Vec<Vec<u32>>, SlateError> {
    let paid = Shares::none(profile.voters());
    let start = Purses { chosen: Vec::new(), paid, size, paying: true };
    fill(start, profile, size, ties)
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Purses {
    chosen: Vec<u32>,
    paid: Shares,
    size: usize,
    /// False once nobody can be paid for.
    paying: bool,
}

impl Round for Purses {
    fn chosen(&mut self) -> &mut Vec<u32> {
        &mut self.chosen
    }

    fn best(&self, profile: &Profile) -> Vec<u32> {
        let left = left(profile, &self.chosen);
        if self.paying {
            let purses = self.purses(profile.voters());
            let priced =
                |&candidate: &u32| Some((candidate, self.price(profile, &purses, candidate)?));
            let scored: Vec<(u32, Fraction)> = left.par_iter().filter_map(priced).collect();
            if !scored.is_empty() {
                return ties_of(scored, Fraction::cmp);
            }
        }
        lightest(profile, &self.paid, &left)
    }

    fn elect(&mut self, profile: &Profile, candidate: u32) {
        let price = if self.paying {
            self.price(profile, &self.purses(profile.voters()), candidate)
        } else {
            None
        };
        match price {
            Some(price) => self.pay(profile, candidate, &price),
            None => {
                self.paying = false;
                bear(profile, &mut self.paid, candidate);
            }
        }
    }
}

impl Purses {
    /// What is left of each amount paid, smallest first as the amounts are largest last, in units
    /// of 1 / (voters · denominator); there a place costs voters · denominator.
    fn purses(&self, voters: usize) -> Vec<BigUint> {
        let given = &self.paid.denominator * self.size;
        self.paid.amounts.iter().map(|paid| &given - paid * voters).collect()
    }

    /// The smallest ρ by which `candidate` can be paid for, in the units of [`Purses::purses`].
    fn price(&self, profile: &Profile, purses: &[BigUint], candidate: u32) -> Option<Fraction> {
        let approvers = profile.approvers(candidate);
        let mut payers = approvers.len() as u32;
        let mut missing = &self.paid.denominator * profile.voters();
        let counts = self.paid.counts(approvers);
        for (count, purse) in counts.iter().zip(purses).rev().filter(|(count, _)| **count > 0) {
            if purse * payers >= missing {
                return Some(Fraction { over: missing, under: payers });
            }
            missing -= purse * *count;
            payers -= count;
        }
        None
    }

    /// Takes ρ from each approver, or all that is left to them.
    fn pay(&mut self, profile: &Profile, candidate: u32, price: &Fraction) {
        let voters = profile.voters();
        let scale = BigUint::from(price.under) * voters;
        let all = &self.paid.denominator * self.size * price.under;
        let raised = self
            .paid
            .amounts
            .iter()
            .map(|paid| (paid * &scale + &price.over).min(all.clone()))
            .collect();
        self.paid.raise(profile.approvers(candidate), &scale, raised);
    }
}
