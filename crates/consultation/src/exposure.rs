//! Exposures: which statement was put before whom, with what probability, and what came of it.
//!
//! Who sees what decides what can be counted: statements shown more often get more votes. With the
//! probability of every exposure kept, that can be allowed for.

use serde::{Deserialize, Serialize};

/// What came of putting a statement before a participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ExposureOutcome {
    /// It was shown; nothing came back.
    Shown,
    /// The participant voted on it.
    Answered,
    /// The participant asked for another.
    Skipped,
}

impl ExposureOutcome {
    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            ExposureOutcome::Shown => "shown",
            ExposureOutcome::Answered => "answered",
            ExposureOutcome::Skipped => "skipped",
        }
    }
}
