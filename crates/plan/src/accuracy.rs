//! How far people agree with an analysis run's sorting, published with who measured it.

use findings::{Accuracy, ThemeAccuracy, ThemeId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Plan;

/// What people found who sorted a sample of a run's contributions by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasuredAccuracy {
    /// The run.
    pub run: u64,
    /// What came of it.
    pub accuracy: Accuracy,
    /// Who publishes it.
    pub by: String,
    /// The day.
    pub on: Date,
}

impl MeasuredAccuracy {
    /// What it says of a theme; `None` for one that coders could not choose.
    pub fn of_theme(&self, theme: &ThemeId) -> Option<&ThemeAccuracy> {
        self.accuracy.themes.iter().find(|measured| measured.theme == *theme)
    }
}

impl Plan {
    /// What was measured last of a run; `None` while nobody has sorted a sample of it.
    pub fn accuracy_of(&self, run: u64) -> Option<&MeasuredAccuracy> {
        self.accuracies.iter().rev().find(|measured| measured.run == run)
    }
}
