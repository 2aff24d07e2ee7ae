//! Transparency log: a Merkle tree over bytes it is given. It knows hashes, not consultations.
