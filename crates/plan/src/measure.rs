//! Measures: actions under a clause, with an owner and a deadline.

use consultation::LocalText;
use serde::{Deserialize, Serialize};

use crate::outline::Due;
use crate::{Attribution, ClauseId, Figure, Period, Stated};

/// A measure's identifier, such as `4.1.a`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MeasureId(pub String);

impl MeasureId {
    /// The identifier, verbatim.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An action under a clause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Unique within the plan.
    pub id: MeasureId,
    /// The clause it carries out.
    pub clause: ClauseId,
    /// What is done.
    pub title: LocalText,
    /// The responsible bodies; several where several answer for it.
    #[serde(default)]
    pub owners: Stated<Vec<LocalText>>,
    /// Bodies that take part without answering for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<LocalText>,
    /// When it must be done.
    #[serde(default)]
    pub due: Due,
    /// Planned cost, in the unit of `budget_unit`.
    #[serde(default)]
    pub budget: Stated<Figure>,
    /// Unit of the budget, such as `million CNY`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_unit: Option<LocalText>,
    /// Measures that must come first.
    #[serde(default)]
    pub depends_on: Vec<MeasureId>,
    /// What can be set on it, with its history.
    #[serde(default)]
    pub parameters: Vec<Parameter>,
    /// Where it comes from; `None` for one that staff added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<Attribution>,
}

/// Something that can be set on a measure, such as a list's length or a threshold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// What it is.
    pub name: LocalText,
    /// Unit, such as "countries".
    pub unit: LocalText,
    /// Values, oldest first; never overwritten.
    pub history: Vec<ParameterValue>,
}

/// A parameter's value from a moment on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParameterValue {
    /// From when.
    pub from: Stated<Period>,
    /// The value.
    pub value: Stated<Figure>,
    /// What is known of the change where the value is not stated, such as "lowered".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<LocalText>,
}

impl Measure {
    /// A measure of which only the title is known.
    pub fn new(id: MeasureId, clause: ClauseId, title: LocalText) -> Measure {
        Measure {
            id,
            clause,
            title,
            owners: Stated::NotStated,
            partners: Vec::new(),
            due: Stated::NotStated,
            budget: Stated::NotStated,
            budget_unit: None,
            depends_on: Vec::new(),
            parameters: Vec::new(),
            attribution: None,
        }
    }
}
