//! Indicators and their observations.

use std::collections::BTreeMap;

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
    /// The part it is for, such as `{"Region": "Ostrel"}`; empty for the whole. Only the whole has a pace.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub part: BTreeMap<String, String>,
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

impl Observation {
    /// True for a value of the whole, not of a part.
    pub fn is_whole(&self) -> bool {
        self.part.is_empty()
    }
}

impl Indicator {
    /// The latest release of the latest period, for the whole.
    pub fn latest(&self) -> Option<&Observation> {
        self.series().pop()
    }

    /// For the whole the latest release of each period, by the period's end.
    pub fn series(&self) -> Vec<&Observation> {
        in_force(self.observations.iter().filter(|observation| observation.is_whole()))
    }

    /// The parts that were observed, each with its series, by the names of its dimensions.
    pub fn parts(&self) -> Vec<(&BTreeMap<String, String>, Vec<&Observation>)> {
        let mut parts: BTreeMap<&BTreeMap<String, String>, Vec<&Observation>> = BTreeMap::new();
        for observation in self.observations.iter().filter(|o| !o.is_whole()) {
            parts.entry(&observation.part).or_default().push(observation);
        }
        parts.into_iter().map(|(part, all)| (part, in_force(all.into_iter()))).collect()
    }
}

/// The latest release of each period, by the period's end.
fn in_force<'a>(observations: impl Iterator<Item = &'a Observation>) -> Vec<&'a Observation> {
    let mut by_period: BTreeMap<(Date, String), &Observation> = BTreeMap::new();
    for observation in observations {
        // A year and its last day end together but are two periods; the name keeps them apart.
        let key = (observation.period.end(), observation.period.to_string());
        by_period.insert(key, observation);
    }
    by_period.into_values().collect()
}
