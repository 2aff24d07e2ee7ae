//! Slates: statements chosen so that together they speak for everyone.

use serde::{Deserialize, Serialize};

use crate::Estimate;

/// A chosen set of statements, and how people fare by it.
///
/// Voters are all who voted on any statement; who has not seen a statement does not agree with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slate {
    /// The rule by the literature's name, for instance `seqphragmen`.
    pub rule: String,
    /// Positions of the chosen statements, in the order of choice.
    pub statements: Vec<u32>,
    /// Voters who agree with at least one of them.
    pub represented: u64,
    /// Voters who agree with none.
    pub left_out: u64,
    /// How many of the statements voters agree with.
    pub agreed: Agreed,
    /// The same inside each opinion group, group 0 first.
    pub by_group: Vec<AgreedInGroup>,
    /// The same by the channel that votes came in through, where the input says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_channel: Vec<AgreedInPart>,
    /// The same by the constituency that votes speak for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_constituency: Vec<AgreedInPart>,
    /// Whether a group of voters is left short.
    pub certificate: SlateCertificate,
}

/// Voters by how many statements of a slate they agree with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// All voters.
    pub of: u64,
    /// Voters who agree with none, with one, … with all.
    pub voters: Vec<u64>,
    /// The worst-off tenth of the voters agree with at most so many.
    pub tenth: u32,
    /// The worse-off half of the voters agree with at most so many.
    pub half: u32,
}

impl Agreed {
    /// Between these `tenth` lies 95 times in 100, other voters of the same source given.
    pub fn tenth_range(&self) -> [u32; 2] {
        self.range_of(0.1, self.tenth)
    }

    /// The same of `half`.
    pub fn half_range(&self) -> [u32; 2] {
        self.range_of(0.5, self.half)
    }

    /// The interval of a quantile by ranks: the quantiles at both ends of the interval that the share
    /// of voters below it has (Conover 1999, *Practical Nonparametric Statistics*, 3.2; Wilson's
    /// interval in place of the binomial tail). It holds `known`, the quantile itself, also where the
    /// counts are rounded.
    fn range_of(&self, share: f64, known: u32) -> [u32; 2] {
        let voters: u64 = self.voters.iter().sum();
        let Estimate { low, high, .. } = Estimate::wilson(share, voters as f64);
        let at = |share: f64| {
            let mut below = 0;
            let reached = self.voters.iter().position(|&count| {
                below += count;
                below as f64 >= share * voters as f64
            });
            reached.unwrap_or(0) as u32
        };
        [at(low).min(known), at(high).max(known)]
    }
}

/// Members of an opinion group by how many statements of a slate they agree with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedInGroup {
    /// The group.
    pub group: u32,
    /// Its members.
    pub agreed: Agreed,
}

/// Voters of a channel or constituency by how many statements of a slate they agree with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedInPart {
    /// The channel's or constituency's name.
    pub part: String,
    /// Its voters.
    pub agreed: Agreed,
}

/// Whether a slate satisfies EJR+ (Brill and Peters 2023): with n voters and k places there is no
/// statement outside it and no ℓ such that at least ℓ·n/k voters agree with that statement and each
/// with fewer than ℓ of the slate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlateCertificate {
    /// The axiom's name, `EJR+`.
    pub axiom: String,
    /// True when the slate satisfies it.
    pub holds: bool,
    /// Claims looked at: statements outside the slate times its places.
    pub checked: u64,
    /// Voters that one place is worth: n/k, rounded up.
    pub place: u64,
    /// The claim with the most voters for those it needs; the witness when the axiom does not hold.
    pub nearest: Option<SlateClaim>,
}

/// A statement outside a slate, and the voters who agree with it and with fewer than `members`
/// statements of the slate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlateClaim {
    /// Position of the statement.
    pub statement: u32,
    /// ℓ: places that so many voters are entitled to.
    pub members: u32,
    /// The voters.
    pub voters: u64,
    /// Voters that make the claim good: ℓ·n/k, rounded up.
    pub needed: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_of_a_quantile_follows_the_ranks_that_it_may_have() {
        let agreed = |voters: Vec<u64>| {
            let of = voters.iter().sum();
            Agreed { of, voters, tenth: 1, half: 2 }
        };
        // Of 1,000 voters the tenth lies between ranks 83 and 120, the half between 469 and 531.
        let at = agreed(vec![82, 30, 356, 63, 469]);
        assert_eq!((at.tenth_range(), at.half_range()), ([1, 2], [2, 3]));
        let at = agreed(vec![84, 30, 350, 66, 470]);
        assert_eq!((at.tenth_range(), at.half_range()), ([0, 2], [2, 4]));
        let at = agreed(vec![0, 1_000, 0]);
        assert_eq!((at.tenth_range(), at.half_range()), ([1, 1], [1, 2]), "2 is what was found");
        assert_eq!(agreed(Vec::new()).tenth_range(), [0, 1]);
    }
}
