//! The stratified sample: each theme is a stratum.
//!
//! Small themes get a floor, so that each has a figure of its own; what is left is shared out by size
//! (largest remainders, Hamilton's method). Inside a theme every contribution has the same chance.
//! Cochran, "Sampling Techniques" (1977), chapter 5. Cost: one pass over the members drawn.

use crate::random::Random;

/// How many texts to draw.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Texts in all. More are drawn where the floor asks for more.
    pub size: usize,
    /// Texts of each theme at least, or all of a smaller theme.
    pub least: usize,
    /// Seed of the draw.
    pub seed: u64,
}

/// Members drawn of each theme: for a theme of n members, places in 0..n, ascending.
pub fn sample(members: &[usize], wanted: &Sample) -> Vec<Vec<usize>> {
    let numbers = allocate(members, wanted);
    let drawn = members.iter().zip(&numbers).enumerate();
    drawn
        .map(|(stratum, (&of, &number))| {
            draw(of, number, &mut Random::stream(wanted.seed, stratum as u64))
        })
        .collect()
}

/// Puts the texts of a sample in the order of one coder, so that tiredness falls on other texts for each.
pub fn shuffle<T>(texts: &mut [T], seed: u64, coder: u64) {
    Random::stream(seed, u64::MAX - coder).shuffle(texts);
}

fn allocate(members: &[usize], wanted: &Sample) -> Vec<usize> {
    let floor: Vec<usize> = members.iter().map(|&of| of.min(wanted.least)).collect();
    let left = wanted.size.saturating_sub(floor.iter().sum());
    let open: Vec<u64> = members.iter().zip(&floor).map(|(of, has)| (of - has) as u64).collect();
    let all: u64 = open.iter().sum();
    if all <= left as u64 {
        return members.to_vec();
    }
    let part = |room: u64| u128::from(room) * left as u128;
    let mut numbers: Vec<usize> = floor
        .iter()
        .zip(&open)
        .map(|(has, &room)| has + (part(room) / u128::from(all)) as usize)
        .collect();
    let mut by_rest: Vec<usize> = (0..members.len()).collect();
    by_rest.sort_by_key(|&at| std::cmp::Reverse(part(open[at]) % u128::from(all)));
    let given: usize = numbers.iter().zip(&floor).map(|(number, has)| number - has).sum();
    for &at in by_rest.iter().take(left - given) {
        numbers[at] += 1;
    }
    numbers
}

/// `number` of 0..`of` without repeats (Floyd's algorithm), ascending.
fn draw(of: usize, number: usize, random: &mut Random) -> Vec<usize> {
    let mut chosen = std::collections::BTreeSet::new();
    for last in of - number..of {
        let at = random.below(last + 1);
        if !chosen.insert(at) {
            chosen.insert(last);
        }
    }
    chosen.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_themes_have_their_floor_and_the_rest_goes_by_size() {
        let wanted = Sample { size: 100, least: 10, seed: 1 };
        assert_eq!(allocate(&[5_000, 3_000, 2_000, 4], &wanted), [43, 30, 23, 4]);
        assert_eq!(allocate(&[6, 4], &wanted), [6, 4]);
        assert_eq!(allocate(&[500, 500, 500], &Sample { size: 5, ..wanted }), [10, 10, 10]);
    }

    proptest! {
        #[test]
        fn a_draw_has_no_repeats_and_the_number_asked_for(
            members in proptest::collection::vec(0usize..2_000, 1..30),
            size in 0usize..3_000, least in 0usize..20, seed: u64,
        ) {
            let wanted = Sample { size, least, seed };
            let drawn = sample(&members, &wanted);
            let all: usize = members.iter().sum();
            let floor: usize = members.iter().map(|&of| of.min(least)).sum();
            let total: usize = drawn.iter().map(Vec::len).sum();
            prop_assert_eq!(total, size.max(floor).min(all));
            for (&of, places) in members.iter().zip(&drawn) {
                prop_assert!(places.windows(2).all(|two| two[0] < two[1]));
                prop_assert!(places.iter().all(|&at| at < of));
                prop_assert!(places.len() >= of.min(least));
            }
        }
    }
}
