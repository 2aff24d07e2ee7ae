//! The succession of plans: those that came before this one.

use consultation::LocalText;
use serde::{Deserialize, Serialize};

use crate::{Attribution, PlanPeriod};

/// A plan that came before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predecessor {
    /// What it is called.
    pub title: LocalText,
    /// The years it covered.
    pub period: PlanPeriod,
    /// Where that stands and how firmly.
    pub attribution: Attribution,
}
