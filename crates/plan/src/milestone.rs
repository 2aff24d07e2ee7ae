//! Milestones: qualitative steps with a date.

use consultation::LocalText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::outline::Due;
use crate::{Attribution, MeasureId, Period};

/// A milestone's identifier, such as `2.2.a-1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MilestoneId(pub String);

/// A qualitative step of a measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Milestone {
    /// Unique within the plan.
    pub id: MilestoneId,
    /// The measure it belongs to.
    pub measure: MeasureId,
    /// What is reached.
    pub title: LocalText,
    /// When it must be reached.
    pub due: Due,
    /// When it was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<Period>,
    /// Where it comes from and how firmly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<Attribution>,
}

impl Milestone {
    /// True when its date is stated, has passed on `today`, and it was not reached.
    pub fn is_missed(&self, today: Date) -> bool {
        self.reached.is_none() && self.due.value().is_some_and(|due| due.end() < today)
    }
}
