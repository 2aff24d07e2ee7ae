//! Whether a slate leaves a group short: the EJR+ certificate.
//!
//! Source: Brill and Peters (EC 2023), who name the axiom EJR+. With n voters and k places, a
//! committee satisfies it when there is no candidate c outside it and no ℓ from 1 to k such that at
//! least ℓ·n/k voters approve of c and each of them approves of fewer than ℓ members. EJR+ implies
//! EJR, PJR and JR.
//!
//! One pass: for each c the number of its approvers by how many members they approve of, summed up
//! from the lowest. Cost O(approvals + candidates · k). Whole numbers only.

use std::cmp::Ordering;

use rayon::prelude::*;

use crate::slate::Profile;

/// A candidate outside the committee, and the voters who approve of it and of fewer than `members`
/// members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The candidate.
    pub candidate: u32,
    /// ℓ: how many members a group large enough is entitled to.
    pub members: u32,
    /// The voters who approve of the candidate and of fewer members than that.
    pub voters: u64,
    /// How many voters make the claim good: ℓ·n/k, rounded up.
    pub needed: u64,
}

impl Claim {
    /// True when the group is large enough.
    pub fn is_good(&self) -> bool {
        self.voters >= self.needed
    }
}

/// Whether a committee satisfies EJR+, and what comes nearest to a claim against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Claims that were looked at: candidates outside the committee times its size.
    pub checked: u64,
    /// The claim with the most voters for those it needs; when it is good, it is the witness that
    /// EJR+ fails. `None` when every candidate is a member.
    pub strongest: Option<Claim>,
}

impl Certificate {
    /// True when the committee satisfies EJR+.
    pub fn holds(&self) -> bool {
        self.witness().is_none()
    }

    /// The claim that shows that it does not.
    pub fn witness(&self) -> Option<Claim> {
        self.strongest.filter(Claim::is_good)
    }
}

/// Checks `committee`, its members below the number of candidates and each named once.
pub fn certificate(profile: &Profile, committee: &[u32]) -> Certificate {
    let outside = super::rounds::left(profile, committee);
    let approved = profile.approved_of(committee);
    let size = committee.len() as u64;
    let strongest = |&candidate: &u32| strongest_of(profile, candidate, &approved, size);
    let claims: Vec<Claim> = outside.par_iter().filter_map(strongest).collect();
    Certificate {
        checked: outside.len() as u64 * size,
        strongest: claims.into_iter().reduce(stronger),
    }
}

/// The strongest claim for one candidate.
fn strongest_of(profile: &Profile, candidate: u32, approved: &[u32], size: u64) -> Option<Claim> {
    let mut with = vec![0u64; size as usize + 1];
    for &voter in profile.approvers(candidate) {
        with[approved[voter as usize] as usize] += 1;
    }
    let everyone = profile.voters() as u64;
    let mut voters = 0;
    let claims = (1..=size).map(|members| {
        voters += with[members as usize - 1];
        let needed = (u128::from(members) * u128::from(everyone)).div_ceil(u128::from(size));
        // Nobody is no group, also where nobody votes.
        let needed = (needed as u64).max(1);
        Claim { candidate, members: members as u32, voters, needed }
    });
    claims.reduce(stronger)
}

/// The claim with more voters for those it needs; good ones first, ties to the first.
fn stronger(first: Claim, next: Claim) -> Claim {
    let share = u128::from(first.voters) * u128::from(next.members);
    let other = u128::from(next.voters) * u128::from(first.members);
    let order = first.is_good().cmp(&next.is_good()).then(share.cmp(&other));
    if order == Ordering::Less { next } else { first }
}
