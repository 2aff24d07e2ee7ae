//! A table of bits before a table that is large.

/// Says quickly of most hashes that they are not in a table: one bit for each place, `2^BITS` places.
#[derive(Debug)]
pub(crate) struct Sieve<const BITS: u32>(Vec<u64>);

impl<const BITS: u32> Default for Sieve<BITS> {
    fn default() -> Self {
        Sieve(vec![0; 1 << (BITS - 6)])
    }
}

impl<const BITS: u32> Sieve<BITS> {
    /// Word and bit of a hash, by its upper bits.
    fn place(hash: u64) -> (usize, u64) {
        let at = hash >> (64 - BITS);
        ((at >> 6) as usize, 1 << (at & 63))
    }

    /// Marks a hash's place.
    pub(crate) fn mark(&mut self, hash: u64) {
        let (word, bit) = Self::place(hash);
        self.0[word] |= bit;
    }

    /// False when the hash was never marked.
    pub(crate) fn may_hold(&self, hash: u64) -> bool {
        let (word, bit) = Self::place(hash);
        self.0[word] & bit != 0
    }
}
