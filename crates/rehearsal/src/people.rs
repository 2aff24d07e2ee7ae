//! Who takes part. A person has one language and one constituency for good; people of one language
//! stand in one block, its voters first, so that nobody need be kept in memory.

use consultation::{Constituency, ParticipantId};

use crate::chance::{Chance, Of, Weighted, name};
use crate::options::{Options, Tongue};
use crate::truth::Voter;

/// Everybody, by language.
#[derive(Clone, Debug)]
pub(crate) struct People {
    seed: u64,
    blocks: Vec<Block>,
    constituencies: Vec<Constituency>,
    weights: Weighted,
    groups: Weighted,
}

#[derive(Clone, Debug)]
struct Block {
    tongue: Tongue,
    first: u64,
    size: usize,
    voters: usize,
}

/// How many people there are for a hundred contributions: some write more than once.
const PEOPLE_PER_HUNDRED: usize = 90;

impl People {
    /// As many people as the options need.
    pub(crate) fn new(options: &Options) -> Self {
        let weights: Vec<f64> = options.languages.iter().map(|(_, weight)| *weight).collect();
        let voters = apportion(options.voters, &weights);
        let writers = apportion(options.contributions * PEOPLE_PER_HUNDRED / 100, &weights);
        let mut first = 0;
        let blocks = options
            .languages
            .iter()
            .zip(voters.iter().zip(writers))
            .map(|((tongue, _), (voters, writers))| {
                let block = Block {
                    tongue: *tongue,
                    first,
                    size: writers.max(*voters) + 1,
                    voters: *voters,
                };
                first += block.size as u64;
                block
            })
            .collect();
        People {
            seed: options.seed,
            blocks,
            constituencies: options.constituencies.iter().map(|(who, _)| who.clone()).collect(),
            weights: Weighted::new(options.constituencies.iter().map(|(_, weight)| *weight)),
            groups: Weighted::new(options.votes.groups.iter().copied()),
        }
    }

    /// Somebody who writes in this language.
    pub(crate) fn writer(&self, tongue: Tongue, chance: &mut Chance) -> u64 {
        let block = self.blocks.iter().find(|block| block.tongue == tongue);
        block.map_or(0, |block| block.first + chance.below(block.size) as u64)
    }

    /// The person with this number among the voters, and who that is.
    pub(crate) fn voter(&self, mut number: usize, chance: &mut Chance) -> (u64, Voter) {
        let mut of = (0, Tongue::English);
        for block in &self.blocks {
            of = (block.first + number as u64, block.tongue);
            if number < block.voters {
                break;
            }
            number -= block.voters;
        }
        let (person, tongue) = of;
        let constituency = self.constituency(person);
        (person, Voter { group: self.groups.draw(chance), constituency, tongue })
    }

    /// For whom a person speaks.
    pub(crate) fn constituency(&self, person: u64) -> Constituency {
        let mut chance = Chance::new(self.seed, Of::Person, person);
        self.constituencies[self.weights.draw(&mut chance)].clone()
    }

    /// A person's pseudonym: sixteen hexadecimal digits, no two alike.
    pub(crate) fn id(&self, person: u64) -> ParticipantId {
        ParticipantId(format!("{:016x}", name(self.seed, Of::Person, person)))
    }
}

/// Shares out `total` in proportion to `weights`, whole, by largest remainders (ties: the first).
pub(crate) fn apportion(total: usize, weights: &[f64]) -> Vec<usize> {
    let sum: f64 = weights.iter().sum();
    let quotas: Vec<f64> = weights.iter().map(|weight| total as f64 * weight / sum).collect();
    let mut shares: Vec<usize> = quotas.iter().map(|quota| *quota as usize).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    let rest = |at: usize| quotas[at] - libm::floor(quotas[at]);
    order.sort_by(|left, right| rest(*right).total_cmp(&rest(*left)));
    let missing = total.saturating_sub(shares.iter().sum());
    for at in order.iter().cycle().take(missing) {
        shares[*at] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_whole_and_sum_to_the_total() {
        assert_eq!(apportion(10, &[0.6, 0.4]), [6, 4]);
        assert_eq!(apportion(10, &[1.0, 1.0, 1.0]), [4, 3, 3]);
        assert_eq!(apportion(0, &[1.0, 2.0]), [0, 0]);
        assert_eq!(apportion(7, &[0.0, 1.0]), [0, 7]);
    }
}
