//! What each voter has borne of the elected candidates' cost, as exact fractions.
//!
//! Everybody who approved of the same elected candidates has borne the same, so the distinct
//! amounts are few and are held once, over one denominator; a voter points at an amount. Sums over
//! many voters are counts times amounts.

use std::cmp::Ordering;

use num_bigint::BigUint;
use num_integer::Integer;

/// What each voter has borne; equal amounts are one amount, ascending, in lowest terms, so that
/// equal states compare equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shares {
    /// The denominator of all amounts.
    pub(super) denominator: BigUint,
    /// Distinct amounts, ascending.
    pub(super) amounts: Vec<BigUint>,
    /// For each voter the place of their amount.
    of: Vec<u32>,
}

/// A fraction whose denominator is small.
#[derive(Clone, Debug)]
pub(super) struct Fraction {
    pub(super) over: BigUint,
    pub(super) under: u32,
}

impl Fraction {
    /// Compares two values exactly.
    pub(super) fn cmp(&self, other: &Fraction) -> Ordering {
        (&self.over * other.under).cmp(&(&other.over * self.under))
    }
}

impl Shares {
    /// Nobody has borne anything.
    pub(super) fn none(voters: usize) -> Shares {
        Shares {
            denominator: BigUint::from(1u32),
            amounts: vec![BigUint::ZERO],
            of: vec![0; voters],
        }
    }

    /// How many of `voters` have borne each of the amounts.
    pub(super) fn counts(&self, voters: &[u32]) -> Vec<u32> {
        let mut counts = vec![0; self.amounts.len()];
        for &voter in voters {
            counts[self.of[voter as usize] as usize] += 1;
        }
        counts
    }

    /// Multiplies the denominator by `scale` and gives each of `voters` whose amount was the n-th
    /// the n-th of `raised`, over the new denominator.
    pub(super) fn raise(&mut self, voters: &[u32], scale: &BigUint, raised: Vec<BigUint>) {
        self.denominator *= scale;
        self.amounts.iter_mut().for_each(|amount| *amount *= scale);
        let offset = self.amounts.len() as u32;
        self.amounts.extend(raised);
        for &voter in voters {
            self.of[voter as usize] += offset;
        }
        self.settle();
    }

    /// Drops amounts nobody has, joins equal ones and puts them in order and lowest terms.
    fn settle(&mut self) {
        let mut used = vec![false; self.amounts.len()];
        self.of.iter().for_each(|&at| used[at as usize] = true);
        let mut order: Vec<usize> = (0..used.len()).filter(|&at| used[at]).collect();
        order.sort_by(|&a, &b| self.amounts[a].cmp(&self.amounts[b]));
        let mut place = vec![0; used.len()];
        let mut amounts: Vec<BigUint> = Vec::with_capacity(order.len());
        for at in order {
            let amount = std::mem::take(&mut self.amounts[at]);
            if amounts.last() != Some(&amount) {
                amounts.push(amount);
            }
            place[at] = amounts.len() as u32 - 1;
        }
        self.of.iter_mut().for_each(|at| *at = place[*at as usize]);
        let common = amounts.iter().fold(self.denominator.clone(), |gcd, amount| gcd.gcd(amount));
        self.denominator /= &common;
        amounts.iter_mut().for_each(|amount| *amount /= &common);
        self.amounts = amounts;
    }
}
