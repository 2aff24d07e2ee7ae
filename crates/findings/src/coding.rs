//! Accuracy: how far a program's sorting agrees with people who read a sample of the same texts.

use serde::{Deserialize, Serialize};

use crate::{Estimate, ThemeId};

/// What two or more coders found in a sample of a run's contributions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Accuracy {
    /// Coders whose sheets were read.
    pub coders: u32,
    /// Contributions in the sample that at least one coder coded.
    pub texts: u64,
    /// Of these, the ones that every coder coded.
    pub shared: u64,
    /// Cohen's kappa of two coders over the texts both coded; `None` with more coders, or where chance
    /// alone would agree wholly.
    pub kappa: Option<Estimate>,
    /// Krippendorff's alpha (nominal) of all coders; `None` where it is not defined.
    pub alpha: Option<Estimate>,
    /// Share of all contributions whose theme a coder gives too, estimated from the sample by theme.
    pub correct: Estimate,
    /// Share of all contributions that fit no theme in a coder's reading.
    pub none: Estimate,
    /// Every theme of the sheets, in their order.
    pub themes: Vec<ThemeAccuracy>,
}

/// The accuracy of one theme. A text on which coders differ counts for each code by the share of coders
/// who gave it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThemeAccuracy {
    /// The theme.
    pub theme: ThemeId,
    /// Texts of the sample that the program sorted under it and somebody coded.
    pub sampled: u64,
    /// Of the contributions sorted under it, the share that coders put there too; `None` where none was
    /// sampled.
    pub precision: Option<Estimate>,
    /// Of the contributions that coders would put there, the share that is sorted under it; `None` where
    /// there are none.
    pub recall: Option<Estimate>,
    /// Its share of all contributions as coders would sort them.
    pub share: Estimate,
}
