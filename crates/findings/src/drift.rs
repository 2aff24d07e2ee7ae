//! Drift: what became of the themes of one run in another.

use serde::{Deserialize, Serialize};

use crate::{Share, ThemeId};

/// What became of the leaf themes of one run in a later one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Drift {
    /// The earlier run.
    pub from: u64,
    /// The later run.
    pub to: u64,
    /// Contributions that both sorted.
    pub shared: u64,
    /// How themes were matched.
    pub matched: Matched,
    /// Each theme of both runs in one row, largest first.
    pub rows: Vec<DriftRow>,
}

/// How themes of two runs are matched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matched {
    /// By the contributions that both runs sorted.
    #[default]
    ByMembers,
    /// By the words that set them apart, as the runs have too few contributions in common.
    ByWords,
}

/// Themes that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DriftRow {
    /// What happened.
    pub change: Change,
    /// The themes of the earlier run.
    pub before: Vec<Placed>,
    /// The themes of the later run.
    pub after: Vec<Placed>,
}

/// A theme with its size in its run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// Its number.
    pub theme: ThemeId,
    /// Its name.
    pub name: String,
    /// Its contributions, out of all with a theme.
    pub size: Share,
}

/// What happened to themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Its share is larger, beyond what chance explains.
    Grown,
    /// Its share is smaller, beyond what chance explains.
    Shrunk,
    /// Its share is about what it was.
    Steady,
    /// Nothing before matches it.
    New,
    /// Nothing after matches it.
    Gone,
    /// Several became one.
    Merged,
    /// One became several.
    Split,
    /// Several became several others.
    Rearranged,
}

impl Change {
    /// The word in files and in the locales.
    pub fn as_str(self) -> &'static str {
        match self {
            Change::Grown => "grown",
            Change::Shrunk => "shrunk",
            Change::Steady => "steady",
            Change::New => "new",
            Change::Gone => "gone",
            Change::Merged => "merged",
            Change::Split => "split",
            Change::Rearranged => "rearranged",
        }
    }
}
