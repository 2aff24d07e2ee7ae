//! What people said to findings: pure, deterministic functions over texts and votes.

pub mod text;
pub mod votes;
