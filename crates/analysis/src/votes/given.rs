//! Who is in and the groups, taken from an earlier result instead of computed.
//!
//! Polis results depend on their history: once in, a participant stays in, and groups grow out of
//! the groups before. With both given, everything else can be computed again and compared.

use std::collections::HashMap;

use consultation::Heard;

use crate::votes::VotesError;
use crate::votes::matrix::VoteMatrix;

/// Who is in and the groups of an earlier result. Read one with
/// [`given_from_json`](crate::votes::given_from_json).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Participants who are in, by the input's identifier.
    pub in_conv: Vec<String>,
    /// Base clusters with their number and members; may be empty.
    pub base: Vec<(u32, Vec<String>)>,
    /// Groups with their number and the numbers of their base clusters. When empty, groups are
    /// computed from those who are in.
    pub groups: Vec<(u32, Vec<u32>)>,
}

/// [`Given`] in terms of one matrix. Members of base clusters are rows, ascending; members of
/// groups are positions in `base`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GivenRows {
    pub(crate) in_conv: Vec<u32>,
    pub(crate) base: Vec<(u32, Vec<u32>)>,
    pub(crate) groups: Vec<(u32, Vec<u32>)>,
    /// Participants named in the file of whom this input has no vote.
    pub(crate) without_vote: u64,
}

impl Given {
    /// Finds the participants in a matrix. Those without a vote in it are left out, and so are base
    /// clusters and groups that nobody is left in.
    ///
    /// # Errors
    /// Nobody of those named has a vote; a participant or a base cluster stands twice; a group
    /// names a base cluster that is not there.
    pub(crate) fn rows(&self, heard: &Heard, matrix: &VoteMatrix) -> Result<GivenRows, VotesError> {
        let row_of: HashMap<&str, u32> = matrix
            .participants()
            .iter()
            .zip(0..)
            .map(|(&at, row)| (heard.participants[at as usize].as_str(), row))
            .collect();
        let known = |names: &[String]| {
            let mut rows: Vec<u32> =
                names.iter().filter_map(|name| row_of.get(name.as_str()).copied()).collect();
            rows.sort_unstable();
            rows
        };
        let in_conv = known(&self.in_conv);
        if in_conv.is_empty() {
            return Err(VotesError::GivenStrangers);
        }
        let without_vote = (self.in_conv.len() - in_conv.len()) as u64;
        let all: Vec<_> = self.base.iter().map(|(id, names)| (*id, known(names))).collect();
        let groups = self.groups_by_position(&all)?;
        only_once(in_conv.iter().copied(), "participant in in-conv")?;
        only_once(all.iter().flat_map(|(_, rows)| rows.iter().copied()), "base clusters' member")?;
        let base = all.into_iter().filter(|(_, rows)| !rows.is_empty()).collect();
        Ok(GivenRows { in_conv, base, groups, without_vote })
    }

    fn groups_by_position(
        &self,
        base: &[(u32, Vec<u32>)],
    ) -> Result<Vec<(u32, Vec<u32>)>, VotesError> {
        only_once(base.iter().map(|(id, _)| *id), "base cluster")?;
        only_once(self.groups.iter().flat_map(|(_, ids)| ids.iter().copied()), "groups' member")?;
        let filled: Vec<u32> =
            base.iter().filter(|(_, rows)| !rows.is_empty()).map(|(id, _)| *id).collect();
        let mut groups = Vec::new();
        for (id, members) in &self.groups {
            let stranger = members.iter().find(|&member| base.iter().all(|(id, _)| id != member));
            if let Some(&base) = stranger {
                return Err(VotesError::GivenBroken { what: format!("no base cluster {base}") });
            }
            let mut at: Vec<u32> = (0..)
                .zip(&filled)
                .filter(|(_, id)| members.contains(id))
                .map(|(at, _)| at)
                .collect();
            at.sort_unstable();
            if !at.is_empty() {
                groups.push((*id, at));
            }
        }
        groups.sort_unstable_by_key(|(id, _)| *id);
        Ok(groups)
    }
}

fn only_once(numbers: impl Iterator<Item = u32>, what: &str) -> Result<(), VotesError> {
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.sort_unstable();
    match numbers.windows(2).any(|pair| pair[0] == pair[1]) {
        true => Err(VotesError::GivenBroken { what: format!("a {what} stands twice") }),
        false => Ok(()),
    }
}
