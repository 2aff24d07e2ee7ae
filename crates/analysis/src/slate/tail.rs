//! How people fare at the lower end: how many members of a slate each voter approves of.
//!
//! Where people agree on much, EJR+ rules out little; what differs between slates is the lower end.
//! Cost O(approvals of the members).

use crate::slate::Profile;

/// Voters by how many members they approve of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tail {
    /// Voters who approve of none, of one, … of all members.
    pub voters: Vec<u64>,
}

impl Tail {
    /// All voters.
    pub fn total(&self) -> u64 {
        self.voters.iter().sum()
    }

    /// The smallest number of members such that at least `percent` of the voters approve of so many
    /// or fewer; 0 without voters.
    pub fn percentile(&self, percent: u64) -> u32 {
        let mut below = 0;
        let enough = |&count: &u64| {
            below += count;
            below * 100 >= self.total() * percent
        };
        self.voters.iter().position(enough).unwrap_or(0) as u32
    }
}

/// The tail of `committee` among the voters that `counts` takes.
pub fn tail(profile: &Profile, committee: &[u32], counts: impl Fn(usize) -> bool) -> Tail {
    let mut voters = vec![0; committee.len() + 1];
    let approved = profile.approved_of(committee);
    for (_, &members) in approved.iter().enumerate().filter(|(voter, _)| counts(*voter)) {
        voters[members as usize] += 1;
    }
    Tail { voters }
}
