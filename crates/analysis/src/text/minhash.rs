//! MinHash signatures and the order that makes similar texts meet.
//!
//! Broder 1997; one permutation for all bins (Li, Owen, Zhang, NeurIPS 2012), empty bins filled as by
//! Shrivastava, "Optimal densification for fast and accurate minwise hashing" (ICML 2017), eight bits kept
//! of each (Li & König, "b-bit minwise hashing", 2010). Two texts of Jaccard similarity s agree in a bin
//! with probability s + (1 − s)/256. [`BANDS`] bands of [`ROWS`] bins each: they meet in at least one band
//! with probability 1 − (1 − sʳ)ᵇ, which is .68 at s = .3, .996 at .5. Within a band texts are sorted by the
//! bins that follow too, so that of all that meet the most similar stand side by side (Bawa et al., "LSH
//! forest", 2005). Cost: one hash a shingle, 128 bytes a text.

use crate::random::mix;

/// Bands of a signature.
pub(crate) const BANDS: usize = 42;

/// Bins in a band.
const ROWS: usize = 3;

/// Bins of a signature.
const BINS: usize = 128;

/// No hash: a bin that none fell into.
const EMPTY: u64 = u64::MAX;

/// What is kept of a text: the last eight bits of the least hash in each bin.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signature([u8; BINS]);

impl Signature {
    /// The signature of the shingles that `all` hands over, of which there must be one at least; one that comes
    /// again changes nothing.
    pub(crate) fn of(all: impl FnOnce(&mut dyn FnMut(u32)), seed: u64) -> Signature {
        let mut least = [EMPTY; BINS];
        all(&mut |shingle| {
            let hash = mix(u64::from(shingle) ^ seed);
            let bin = &mut least[(hash >> 32) as usize % BINS];
            *bin = (*bin).min(hash & u64::from(u32::MAX));
        });
        Signature(std::array::from_fn(|bin| {
            // Random other bins, the same ones for every text, until one is filled.
            let other = |attempt: u64| mix(seed ^ ((bin as u64) << 32) ^ attempt) as usize % BINS;
            let filled = |bin: usize| Some(least[bin]).filter(|&hash| hash != EMPTY);
            let found = filled(bin).or_else(|| (0..).find_map(|attempt| filled(other(attempt))));
            mix(found.unwrap_or(0)) as u8
        }))
    }

    /// Eight bins from the start of a band on: texts are sorted by it.
    pub(crate) fn key(&self, band: usize) -> u64 {
        (0..8).fold(0, |key, at| key << 8 | u64::from(self.0[(band * ROWS + at) % BINS]))
    }

    /// An estimate of the Jaccard similarity, 0 to 1, with a standard error of .044 at most.
    pub(crate) fn similarity(&self, other: &Signature) -> f64 {
        // In bytes, of which a vector holds many; there are fewer bins than a byte counts.
        let alike = self.0.iter().zip(&other.0).map(|(a, b)| u8::from(a == b)).sum::<u8>();
        f64::from(alike) / BINS as f64
    }
}

/// The band itself, without what only orders texts within it. Two keys meet when they have the same.
pub(crate) fn bucket(key: u64) -> u32 {
    (key >> (64 - 8 * ROWS)) as u32
}

/// Keys whose bucket another has too, and some others, in their order. Most texts meet nobody in a band, and this is quicker than sorting
/// them.
pub(crate) fn not_alone(keys: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    // Buckets of few keys share places: a key that is kept in vain is sorted in vain.
    let places = (PLACES * keys.len()).next_power_of_two().clamp(64, BUCKETS);
    let mut once = vec![0_u64; places / 64];
    let mut again = vec![0_u64; places / 64];
    let place = |key: u64| {
        let at = bucket(key) as usize & (places - 1);
        (at / 64, 1_u64 << (at % 64))
    };
    for (key, _) in &keys {
        let (word, bit) = place(*key);
        again[word] |= once[word] & bit;
        once[word] |= bit;
    }
    let meets = |(key, _): &(u64, u32)| {
        let (word, bit) = place(*key);
        again[word] & bit != 0
    };
    keys.into_iter().filter(meets).collect()
}

/// Places for each key: one key in so many is kept in vain, or fewer.
const PLACES: usize = 64;

/// Buckets of a band.
const BUCKETS: usize = 1 << (8 * ROWS);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_keys_that_meet_another_are_left() {
        let key = |bucket: u64, rest: u64| bucket << 40 | rest;
        let keys = vec![(key(1, 5), 0), (key(2, 1), 1), (key(1, 9), 2), (key(3, 0), 3)];
        assert_eq!(not_alone(keys), [(key(1, 5), 0), (key(1, 9), 2)]);
    }

    #[test]
    fn bins_agree_as_often_as_the_texts_are_similar() {
        for (shared, own, similarity) in
            [(300_u64, 0_u64, 1.0), (200, 100, 0.5), (10, 10, 1.0 / 3.0), (0, 50, 0.0)]
        {
            let estimate = |trial: u64| {
                let text = |from: u64| {
                    let shingles = (0..shared).chain(from..from + own);
                    let hashes = shingles.map(|x| (mix(x ^ (trial << 40)) >> 32) as u32);
                    Signature::of(|each| hashes.for_each(each), 5)
                };
                text(1_000).similarity(&text(2_000))
            };
            let mean = (0..200).map(estimate).sum::<f64>() / 200.0;
            assert!((mean - similarity).abs() < 0.03, "{mean} for {similarity}");
        }
    }
}
