//! What people said to findings: pure, deterministic functions over texts and votes.

mod compose;
mod random;
pub mod text;
pub mod votes;

pub use compose::{Analysis, AnalysisError, Options, Progress, analyse};
