//! Work reports: a body's account of a period against the plan.

use consultation::LocalText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Attribution, ClauseId, MeasureId, Period, Stated};

/// A work report's identifier: a short word that stands in addresses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkReportId(pub String);

impl WorkReportId {
    /// The identifier, verbatim.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A report that a body owes: for which period, until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportDue {
    /// Who owes it.
    pub body: LocalText,
    /// For which period.
    pub period: Period,
    /// Until when.
    pub due: Period,
    /// Who asks for it and where that stands.
    pub attribution: Attribution,
}

impl ReportDue {
    /// True for a report of that body for that period.
    pub fn is_met_by(&self, report: &WorkReport) -> bool {
        report.body == self.body && report.period.value() == Some(&self.period)
    }
}

/// A body's account of a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkReport {
    /// Unique within the plan.
    pub id: WorkReportId,
    /// Who reports.
    pub body: LocalText,
    /// For which period.
    pub period: Stated<Period>,
    /// When the report was given.
    pub given: Stated<Date>,
    /// What is reported; paragraphs separated by blank lines. Blank where only the fact of a report is known.
    pub text: LocalText,
    /// Measures it reports on.
    #[serde(default)]
    pub measures: Vec<MeasureId>,
    /// Clauses it reports on.
    #[serde(default)]
    pub clauses: Vec<ClauseId>,
    /// Where it comes from and how firmly.
    pub attribution: Attribution,
}
