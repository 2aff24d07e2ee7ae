//! Duplicates: contributions with the same or nearly the same words.

use serde::{Deserialize, Serialize};

/// The strongest link that binds a contribution to its cluster, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DuplicateKind {
    /// The same after normalising.
    Exact,
    /// Similar above the stated threshold.
    Near,
    /// Covers most of a shared passage.
    Template,
}

impl DuplicateKind {
    /// The name used in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            DuplicateKind::Exact => "exact",
            DuplicateKind::Near => "near",
            DuplicateKind::Template => "template",
        }
    }
}

/// A contribution's place among duplicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateLink {
    /// Number of its cluster, from 0 in order of first appearance, unique over all kinds.
    pub cluster: u32,
    /// The strongest link that binds it.
    pub kind: DuplicateKind,
}

/// Duplicates in sum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicates {
    /// Contributions that share their words with at least one other.
    pub contributions: u64,
    /// Sets of contributions that share their words.
    pub clusters: u64,
    /// Of `contributions`, bound by an exact link at the strongest.
    pub exact: u64,
    /// Of `contributions`, bound by a near link at the strongest.
    pub near: u64,
    /// Of `contributions`, bound by a shared passage only.
    pub template: u64,
    /// Contributions left when every cluster counts once.
    pub distinct: u64,
}
