//! Approval profiles: who approves of which candidate.
//!
//! Held by candidate, since every rule asks for a candidate's approvers: 4 bytes an approval.

use crate::slate::SlateError;

/// Who approves of which candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    voters: usize,
    /// Where each candidate's approvers start; one more entry ends the last.
    starts: Vec<usize>,
    approvers: Vec<u32>,
}

impl Profile {
    /// From one ballot a voter, each a list of candidates below `candidates`; a candidate named
    /// twice counts once. A voter whose ballot is empty is a voter all the same.
    ///
    /// # Errors
    /// A ballot names a candidate that is not there; more than 2³² voters or approvals.
    pub fn new(candidates: usize, ballots: &[Vec<u32>]) -> Result<Profile, SlateError> {
        for (ballot, approved) in ballots.iter().enumerate() {
            if let Some(&candidate) = approved.iter().find(|&&one| one as usize >= candidates) {
                return Err(SlateError::NoSuchCandidate { ballot, candidate, candidates });
            }
        }
        Profile::of_rows(candidates, ballots.len(), |voter, approve| {
            let mut approved = ballots[voter].clone();
            approved.sort_unstable();
            approved.dedup();
            approved.into_iter().for_each(approve);
        })
    }

    /// From a function that names each voter's candidates, each once. It is asked twice.
    pub(crate) fn of_rows(
        candidates: usize,
        voters: usize,
        row: impl Fn(usize, &mut dyn FnMut(u32)),
    ) -> Result<Profile, SlateError> {
        let mut starts = vec![0; candidates + 1];
        for voter in 0..voters {
            row(voter, &mut |candidate| starts[candidate as usize + 1] += 1);
        }
        for candidate in 0..candidates {
            starts[candidate + 1] += starts[candidate];
        }
        let found = voters.max(starts[candidates]);
        if found > u32::MAX as usize {
            return Err(SlateError::TooMany { found });
        }
        let mut next = starts.clone();
        let mut approvers = vec![0; starts[candidates]];
        for voter in 0..voters {
            row(voter, &mut |candidate| {
                let next = &mut next[candidate as usize];
                approvers[*next] = voter as u32;
                *next += 1;
            });
        }
        Ok(Profile { voters, starts, approvers })
    }

    /// How many voters there are, those who approve of nobody included.
    pub fn voters(&self) -> usize {
        self.voters
    }

    /// How many candidates there are.
    pub fn candidates(&self) -> usize {
        self.starts.len() - 1
    }

    /// The voters who approve of a candidate, ascending.
    pub fn approvers(&self, candidate: u32) -> &[u32] {
        let at = candidate as usize;
        &self.approvers[self.starts[at]..self.starts[at + 1]]
    }

    /// For each voter how many of `committee` they approve of.
    pub fn approved_of(&self, committee: &[u32]) -> Vec<u32> {
        let mut approved = vec![0; self.voters];
        for &candidate in committee {
            for &voter in self.approvers(candidate) {
                approved[voter as usize] += 1;
            }
        }
        approved
    }
}
