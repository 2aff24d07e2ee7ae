//! The problem and risk register.

use consultation::LocalText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::outline::Due;
use crate::{Attribution, ClauseId, MeasureId, Stated, WorkReportId};

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
    /// What it was raised by, where that is in the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised_by: Option<RaisedBy>,
    /// What came of each review, oldest first; never overwritten.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<RiskReview>,
    /// Who raised it and where that stands.
    pub attribution: Attribution,
}

/// What a risk was raised by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RaisedBy {
    /// A work report.
    Report(WorkReportId),
    /// A contribution, by the index of its leaf.
    Contribution(u64),
    /// An alert, by the milestone, indicator or measure that it was about.
    Alert(String),
}

/// What came of looking at a risk again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskReview {
    /// The day.
    pub on: Date,
    /// How it stands now.
    pub state: RiskState,
    /// What was found.
    pub note: LocalText,
    /// When it is looked at next.
    #[serde(default)]
    pub next: Due,
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

impl RiskState {
    /// Every state, in the order a risk goes through them.
    pub const ALL: [RiskState; 3] = [RiskState::Open, RiskState::BeingAnswered, RiskState::Closed];

    /// The word in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            RiskState::Open => "open",
            RiskState::BeingAnswered => "being-answered",
            RiskState::Closed => "closed",
        }
    }
}

impl Risk {
    /// Takes in what came of a review: state and next date are those of the last one.
    pub(crate) fn reviewed(&mut self, review: RiskReview) {
        self.state = review.state;
        self.review = review.next.clone();
        self.reviews.push(review);
    }

    /// True when it is not closed and its review date has passed on `today`.
    pub fn review_is_due(&self, today: Date) -> bool {
        self.state != RiskState::Closed
            && self.review.value().is_some_and(|review| review.end() < today)
    }
}
