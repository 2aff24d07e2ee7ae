//! Who voted, by channel and by constituency, where the input says so.

use std::collections::BTreeMap;

use consultation::{Heard, VoteAttributes};
use findings::{PartVotes, VoteCounts};

use crate::votes::matrix::VoteMatrix;

/// The rows of a matrix by channel and by constituency.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// By channel.
    pub channel: ByPart,
    /// By constituency.
    pub constituency: ByPart,
}

/// The rows of a matrix by one of the two. Empty where the input says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ByPart {
    /// Names of the parts, the one with the most people first, ties by name.
    pub names: Vec<String>,
    /// The part of each row, as a position in `names`.
    pub part_of: Vec<Option<u32>>,
}

impl Parts {
    /// Of everyone who voted.
    pub fn of(heard: &Heard, matrix: &VoteMatrix) -> Parts {
        let by = |name: &dyn Fn(&VoteAttributes) -> String| {
            let attributes = |&at: &u32| heard.vote_attributes.get(at as usize);
            let known: Vec<Option<String>> =
                matrix.participants().iter().map(|at| attributes(at).map(name)).collect();
            ByPart::of(&known)
        };
        Parts {
            channel: by(&|attributes| attributes.channel.as_str().to_owned()),
            constituency: by(&|attributes| attributes.constituency.as_str().to_owned()),
        }
    }
}

impl ByPart {
    fn of(known: &[Option<String>]) -> ByPart {
        let mut people: BTreeMap<&String, u64> = BTreeMap::new();
        known.iter().flatten().for_each(|name| *people.entry(name).or_default() += 1);
        let mut names: Vec<(&String, u64)> = people.into_iter().collect();
        names.sort_by_key(|&(_, people)| std::cmp::Reverse(people));
        let number: BTreeMap<&String, u32> =
            names.iter().zip(0..).map(|(&(name, _), at)| (name, at)).collect();
        ByPart {
            part_of: known.iter().map(|name| Some(number[name.as_ref()?])).collect(),
            names: names.into_iter().map(|(name, _)| name.clone()).collect(),
        }
    }

    /// Votes of each part on each column.
    pub(crate) fn counts(&self, matrix: &VoteMatrix) -> Vec<Vec<VoteCounts>> {
        match self.names.len() {
            0 => Vec::new(),
            parts => matrix.counts_by_group(&self.part_of, parts),
        }
    }

    /// The votes of each part on one column, from those on all; none on a statement without votes.
    pub(crate) fn votes(
        &self,
        counts: &[Vec<VoteCounts>],
        column: Option<usize>,
    ) -> Vec<PartVotes> {
        let Some(column) = column else { return Vec::new() };
        let one = |(name, counts): (&String, &Vec<VoteCounts>)| PartVotes {
            part: name.clone(),
            counts: counts[column],
        };
        self.names.iter().zip(counts).map(one).filter(|one| one.counts.seen() > 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_part_comes_first_and_the_unknown_are_in_none() {
        let known: Vec<Option<String>> = ["b", "a", "", "a", "c", "b", "a"]
            .map(|name| (!name.is_empty()).then(|| name.to_owned()))
            .to_vec();
        let found = ByPart::of(&known);
        assert_eq!(found.names, ["a", "b", "c"]);
        let part_of = [Some(1), Some(0), None, Some(0), Some(2), Some(1), Some(0)];
        assert_eq!(found.part_of, part_of);
        assert_eq!(ByPart::of(&[None, None]).names, Vec::<String>::new());
    }
}
