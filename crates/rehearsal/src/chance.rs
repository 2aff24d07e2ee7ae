//! Chance from a seed: one xoshiro256++ stream for every thing that is drawn.
//!
//! Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021, in the
//! `rand_xoshiro` crate, its version pinned. A stream is named by what is drawn and its number, so
//! the ten thousandth contribution can be made without the nine before it, and adding a voter moves
//! no contribution. Only whole-number and exactly rounded operations and `libm` are used: the same
//! seed gives the same numbers on every machine. Cost: some ten nanoseconds to open a stream.

use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// What a stream is for. Streams for different things are independent of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    Contribution = 1,
    Campaign = 2,
    Person = 3,
    Voter = 4,
    Statement = 5,
    Landscape = 6,
    Sentence = 7,
    Shuffle = 8,
}

/// A stream of numbers.
#[derive(Clone, Debug)]
pub(crate) struct Chance(Xoshiro256PlusPlus);

impl Chance {
    /// The stream of the thing numbered `number`.
    pub(crate) fn new(seed: u64, of: Of, number: u64) -> Self {
        Chance(Xoshiro256PlusPlus::seed_from_u64(name(seed, of, number)))
    }

    /// The next 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number from 0 up to, not including, `limit`, which must be above 0 (bias below 2⁻³²).
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.bits()) * limit as u128) >> 64) as usize
    }

    /// A number from 0 up to, not including, 1, in steps of 2⁻⁵³.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True with the given probability.
    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A standard normal number (Box and Muller, 1958; the second of the pair is not used).
    pub(crate) fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.unit()));
        radius * libm::cos(core::f64::consts::TAU * self.unit())
    }

    /// One of `items`, which must not be empty.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// Puts `items` in a random order (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// A 64-bit name for one thing under one seed.
pub(crate) fn name(seed: u64, of: Of, number: u64) -> u64 {
    mix(mix(seed ^ mix(of as u64)) ^ number)
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): a bijection of 64 bits.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// Positions drawn in proportion to weights, by their running sums and a guide into them (Chen and
/// Asau, "On generating random variates from an empirical distribution", 1974): constant time.
#[derive(Clone, Debug)]
pub(crate) struct Weighted {
    sums: Vec<f64>,
    guide: Vec<u32>,
}

impl Weighted {
    /// `weights` must hold one number above 0 and none below.
    pub(crate) fn new(weights: impl IntoIterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        let sums: Vec<f64> = weights
            .into_iter()
            .map(|weight| {
                sum += weight;
                sum
            })
            .collect();
        let count = sums.len();
        let guide = (0..count)
            .map(|step| sums.partition_point(|one| *one <= sum * step as f64 / count as f64) as u32)
            .collect();
        Weighted { sums, guide }
    }

    /// One position.
    pub(crate) fn draw(&self, chance: &mut Chance) -> usize {
        let share = chance.unit();
        let last = self.sums.len() - 1;
        let at = share * self.sums[last];
        let step = (share * self.sums.len() as f64) as usize;
        let mut position = self.guide[step.min(last)] as usize;
        while position > 0 && self.sums[position - 1] > at {
            position -= 1;
        }
        while position < last && self.sums[position] <= at {
            position += 1;
        }
        position
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_the_same_numbers_everywhere() {
        let mut chance = Chance::new(7, Of::Person, 3);
        let drawn = (chance.bits(), chance.below(1000), chance.unit(), chance.normal());
        assert_eq!(
            drawn,
            (15_490_719_377_193_417_454, 468, 0.056_857_475_207_317_1, 0.757_900_628_372_474_2)
        );
    }

    #[test]
    fn draws_follow_the_weights() {
        let weighted = Weighted::new([1.0, 0.0, 3.0]);
        let mut chance = Chance::new(1, Of::Shuffle, 0);
        let mut counts = [0_u32; 3];
        (0..40_000).for_each(|_| counts[weighted.draw(&mut chance)] += 1);
        assert_eq!(counts[1], 0);
        assert!(counts[0].abs_diff(10_000) < 400, "{counts:?}");
    }
}
