//! Indicators and their observations.

use consultation::LocalText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Attribution, ClauseId, EvidenceId, Figure, MeasureId, Period, Stated};

/// An indicator's identifier, such as `4.a`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IndicatorId(pub String);

impl IndicatorId {
    /// The identifier, verbatim.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A variable that shows change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// Unique within the plan.
    pub id: IndicatorId,
    /// The clause it belongs to.
    pub clause: ClauseId,
    /// Measures that are meant to move it.
    #[serde(default)]
    pub measures: Vec<MeasureId>,
    /// What is measured.
    pub title: LocalText,
    /// Unit, such as "million trips".
    pub unit: LocalText,
    /// Who measures it.
    pub source: Stated<LocalText>,
    /// How often.
    #[serde(default)]
    pub frequency: Stated<LocalText>,
    /// Whether it must be met or is expected.
    #[serde(default)]
    pub bindingness: Stated<Bindingness>,
    /// Which way is better.
    #[serde(default)]
    pub better: Stated<Better>,
    /// The value progress is judged against.
    #[serde(default)]
    pub baseline: Stated<Target>,
    /// The quantitative end. "Not stated" shows as "no target stated".
    #[serde(default)]
    pub target: Stated<Target>,
    /// Values with their period, oldest release first; a correction is a new release.
    #[serde(default)]
    pub observations: Vec<Observation>,
    /// Where it comes from and how firmly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<Attribution>,
}

/// Whether an indicator must be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bindingness {
    /// Must be met by the government (约束性).
    Binding,
    /// Expected and guided (预期性).
    Anticipatory,
}

/// Which way an indicator is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// A larger value is better.
    Higher,
    /// A smaller value is better.
    Lower,
}

/// A figure for a period: a baseline or a target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// For when.
    pub period: Period,
    /// The figure, in the indicator's unit.
    pub figure: Figure,
}

/// One dated value of an indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// What period it is for.
    pub period: Period,
    /// The value, in the indicator's unit.
    pub figure: Figure,
    /// When it was released; a later release for the same period replaces the earlier on pages, which keep both.
    pub released: Stated<Date>,
    /// Evidence it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<EvidenceId>,
    /// Where it comes from and how firmly.
    pub attribution: Attribution,
}

impl Indicator {
    /// The latest release of the latest period.
    pub fn latest(&self) -> Option<&Observation> {
        // `max_by_key` keeps the last of equals, which is the later release.
        self.observations.iter().max_by_key(|observation| observation.period.end())
    }

    /// The latest release of each period, by the period's end.
    pub fn series(&self) -> Vec<&Observation> {
        let mut series: Vec<&Observation> = Vec::new();
        for observation in &self.observations {
            match series.iter_mut().find(|kept| kept.period == observation.period) {
                Some(kept) => *kept = observation,
                None => series.push(observation),
            }
        }
        series.sort_by_key(|observation| observation.period.end());
        series
    }
}
