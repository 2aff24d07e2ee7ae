//! The problem and risk register.

use consultation::LocalText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::outline::Due;
use crate::{Attribution, ClauseId, MeasureId, Stated};

/// A risk's identifier, such as `R3`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RiskId(pub String);

/// What may happen, or what has happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Risk {
    /// Unique within the plan.
    pub id: RiskId,
    /// Whether it may happen or has happened.
    pub kind: RiskKind,
    /// What it is.
    pub title: LocalText,
    /// Who looks after it.
    #[serde(default)]
    pub owner: Stated<LocalText>,
    /// When it is looked at next.
    #[serde(default)]
    pub review: Due,
    /// How it stands.
    pub state: RiskState,
    /// The clause it bears on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<ClauseId>,
    /// The measure that answers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<MeasureId>,
    /// Who raised it and where that stands.
    pub attribution: Attribution,
}

/// Whether it may happen or has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RiskKind {
    /// It may happen.
    Risk,
    /// It has happened.
    Problem,
}

/// How a risk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RiskState {
    /// Nothing is being done about it yet.
    Open,
    /// A measure answers it.
    BeingAnswered,
    /// No longer a risk.
    Closed,
}

impl Risk {
    /// True when it is not closed and its review date has passed on `today`.
    pub fn review_is_due(&self, today: Date) -> bool {
        self.state != RiskState::Closed
            && self.review.value().is_some_and(|review| review.end() < today)
    }
}
