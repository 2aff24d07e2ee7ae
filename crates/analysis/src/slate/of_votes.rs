//! Votes as approvals: to agree is to approve, and what was not seen is not approved.

use crate::slate::{Profile, SlateError};
use crate::votes::matrix::VoteMatrix;

/// The approvals of a vote matrix.
#[derive(Clone, Debug)]
pub struct OfVotes {
    /// Voters are the matrix's rows, candidates the statements of `statements`.
    pub profile: Profile,
    /// For each candidate the position of its statement in the input, ascending.
    pub statements: Vec<u32>,
}

/// Reads the approvals of everyone who voted on the statements that take part; `takes_part` says
/// so for every statement of the input. One that nobody voted on is a candidate too.
///
/// # Errors
/// More voters or approvals than can be numbered.
pub fn of_votes(matrix: &VoteMatrix, takes_part: &[bool]) -> Result<OfVotes, SlateError> {
    let statements: Vec<u32> =
        (0..).zip(takes_part).filter(|(_, part)| **part).map(|(at, _)| at).collect();
    let mut candidate_of = vec![None; takes_part.len()];
    for (candidate, &at) in (0u32..).zip(&statements) {
        candidate_of[at as usize] = Some(candidate);
    }
    let of_column: Vec<Option<u32>> =
        matrix.statements().iter().map(|&at| candidate_of[at as usize]).collect();
    let profile = Profile::of_rows(statements.len(), matrix.rows(), |row, approve| {
        let [agreed, ..] = matrix.row(row).runs;
        agreed.each(|column| {
            if let Some(candidate) = of_column[column] {
                approve(candidate);
            }
        });
    })?;
    Ok(OfVotes { profile, statements })
}
