//! What people said to findings: pure, deterministic functions over texts and votes.

mod random;
pub mod text;
pub mod votes;
