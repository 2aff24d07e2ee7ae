//! Acts: the only way a plan changes.

use consultation::Round;
use serde::{Deserialize, Serialize};

use crate::{
    ClauseId, ClauseVersion, Direction, Disposition, Evidence, Indicator, IndicatorId, Measure,
    Milestone, MilestoneId, Observation, Period, Plan, Risk, WorkReport,
};

/// One change to a plan. Each is sealed as a public document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// The plan is published for comment: the first act of every plan.
    Publish(Box<Plan>),
    /// A round of consultation opens.
    OpenRound(Round),
    /// A direction is added.
    AddDirection(Direction),
    /// Evidence is added.
    AddEvidence(Evidence),
    /// A theme or contribution is answered.
    Dispose(Disposition),
    /// A clause gets a new version.
    ReviseClause {
        /// The clause.
        clause: ClauseId,
        /// Its new version, numbered one above the last.
        version: ClauseVersion,
    },
    /// A measure is added.
    AddMeasure(Measure),
    /// A milestone is added.
    AddMilestone(Milestone),
    /// A milestone is reached.
    ReachMilestone {
        /// The milestone.
        milestone: MilestoneId,
        /// When.
        reached: Period,
    },
    /// An indicator is added.
    AddIndicator(Indicator),
    /// An indicator is observed; earlier releases stay.
    Observe {
        /// The indicator.
        indicator: IndicatorId,
        /// The value.
        observation: Observation,
    },
    /// A risk is registered.
    RegisterRisk(Risk),
    /// A body reports.
    Report(WorkReport),
}

/// Why an act was refused; the plan is unchanged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Something it points at is not in the plan.
    #[error("there is no {what} `{id}` in this plan")]
    Unknown {
        /// Clause, measure, milestone, indicator or direction.
        what: &'static str,
        /// The identifier given.
        id: String,
    },
    /// Its identifier is taken.
    #[error("there is already a {what} `{id}` in this plan")]
    Taken {
        /// Measure, milestone, indicator, risk, report, round, direction or evidence.
        what: &'static str,
        /// The identifier given.
        id: String,
    },
    /// A disposition without a reason.
    #[error("a disposition needs a reason: a sentence that could be false")]
    NoReason,
    /// An adopted theme without the clause that takes it up.
    #[error("`{0}` needs the clause that takes it up")]
    NoClause(&'static str),
    /// A version number that does not follow.
    #[error("version {given} does not follow version {last} of clause `{clause}`")]
    VersionGap {
        /// The clause.
        clause: String,
        /// Number given.
        given: u32,
        /// Last number.
        last: u32,
    },
    /// A second publication of the same plan.
    #[error("the plan is already published")]
    AlreadyPublished,
}

impl Act {
    /// The act's name, as in its JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Act::Publish(_) => "publish",
            Act::OpenRound(_) => "open-round",
            Act::AddDirection(_) => "add-direction",
            Act::AddEvidence(_) => "add-evidence",
            Act::Dispose(_) => "dispose",
            Act::ReviseClause { .. } => "revise-clause",
            Act::AddMeasure(_) => "add-measure",
            Act::AddMilestone(_) => "add-milestone",
            Act::ReachMilestone { .. } => "reach-milestone",
            Act::AddIndicator(_) => "add-indicator",
            Act::Observe { .. } => "observe",
            Act::RegisterRisk(_) => "register-risk",
            Act::Report(_) => "report",
        }
    }
}

impl Plan {
    /// Carries out an act, or refuses it and leaves the plan as it was.
    pub fn apply(&mut self, act: Act) -> Result<(), Refusal> {
        match act {
            Act::Publish(_) => Err(Refusal::AlreadyPublished),
            Act::OpenRound(round) => {
                add(&mut self.rounds, round, "round", |r| r.id.as_str().to_owned())
            }
            Act::AddDirection(direction) => {
                add(&mut self.directions, direction, "direction", |d| d.id.0.clone())
            }
            Act::AddEvidence(evidence) => {
                add(&mut self.evidence, evidence, "piece of evidence", |e| e.id.0.clone())
            }
            Act::Dispose(disposition) => self.dispose(disposition),
            Act::ReviseClause { clause, version } => self.revise(&clause, version),
            Act::AddMeasure(measure) => {
                self.known_clause(&measure.clause)?;
                add(&mut self.measures, measure, "measure", |m| m.id.0.clone())
            }
            Act::AddMilestone(milestone) => {
                known(self.measure(&milestone.measure), "measure", &milestone.measure.0)?;
                add(&mut self.milestones, milestone, "milestone", |m| m.id.0.clone())
            }
            Act::ReachMilestone { milestone, reached } => {
                let found = self.milestones.iter_mut().find(|m| m.id == milestone);
                known(found, "milestone", &milestone.0)?.reached = Some(reached);
                Ok(())
            }
            Act::AddIndicator(indicator) => {
                self.known_clause(&indicator.clause)?;
                for measure in &indicator.measures {
                    known(self.measure(measure), "measure", &measure.0)?;
                }
                add(&mut self.indicators, indicator, "indicator", |i| i.id.0.clone())
            }
            Act::Observe { indicator, observation } => {
                let found = self.indicators.iter_mut().find(|i| i.id == indicator);
                known(found, "indicator", &indicator.0)?.observations.push(observation);
                Ok(())
            }
            Act::RegisterRisk(risk) => {
                if let Some(clause) = &risk.clause {
                    self.known_clause(clause)?;
                }
                add(&mut self.risks, risk, "risk", |r| r.id.0.clone())
            }
            Act::Report(report) => {
                for measure in &report.measures {
                    known(self.measure(measure), "measure", &measure.0)?;
                }
                add(&mut self.reports, report, "work report", |r| r.id.0.clone())
            }
        }
    }

    fn dispose(&mut self, disposition: Disposition) -> Result<(), Refusal> {
        use crate::Decision::{Adopted, PartlyAdopted};
        if disposition.reason.is_blank() {
            return Err(Refusal::NoReason);
        }
        match &disposition.clause {
            Some(clause) => self.known_clause(clause)?,
            None if matches!(disposition.decision, Adopted | PartlyAdopted) => {
                return Err(Refusal::NoClause(disposition.decision.as_str()));
            }
            None => {}
        }
        self.dispositions.push(disposition);
        Ok(())
    }

    fn revise(&mut self, id: &ClauseId, version: ClauseVersion) -> Result<(), Refusal> {
        let clause = known(self.clause_mut(id), "clause", &id.0)?;
        let last = clause.current().number;
        if version.number != last + 1 {
            let clause = id.0.clone();
            return Err(Refusal::VersionGap { clause, given: version.number, last });
        }
        clause.versions.push(version);
        Ok(())
    }

    fn known_clause(&self, id: &ClauseId) -> Result<(), Refusal> {
        known(self.clause(id), "clause", &id.0).map(|_| ())
    }
}

fn known<T>(found: Option<T>, what: &'static str, id: &str) -> Result<T, Refusal> {
    found.ok_or_else(|| Refusal::Unknown { what, id: id.to_owned() })
}

fn add<T>(
    list: &mut Vec<T>,
    item: T,
    what: &'static str,
    id_of: fn(&T) -> String,
) -> Result<(), Refusal> {
    let id = id_of(&item);
    if list.iter().any(|other| id_of(other) == id) {
        return Err(Refusal::Taken { what, id });
    }
    list.push(item);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Decision, MeasureId, PublicBasis, Subject, example};
    use consultation::LocalText;
    use jiff::civil::date;

    fn disposition(decision: Decision, reason: &str, clause: Option<&str>) -> Act {
        Act::Dispose(Disposition {
            subject: Subject::Theme { run: 1, theme: findings::ThemeId("3".into()) },
            decision,
            reason: LocalText::one("en", reason),
            clause: clause.map(|id| ClauseId(id.into())),
            on: date(2026, 2, 1),
        })
    }

    fn revision(clause: &str, number: u32) -> Act {
        let text = LocalText::one("en", "In drought, homes and hospitals are supplied first.");
        let version = ClauseVersion {
            number,
            text,
            why: LocalText::one("en", "Theme 3."),
            on: Some(date(2026, 2, 1)),
            basis: PublicBasis::default(),
        };
        Act::ReviseClause { clause: ClauseId(clause.into()), version }
    }

    fn measure(id: &str, clause: &str) -> Act {
        let title = LocalText::one("en", "Dig wells");
        Act::AddMeasure(Measure::new(MeasureId(id.into()), ClauseId(clause.into()), title))
    }

    /// Act by act, what the plan answers. A refused act must leave the plan as it was.
    #[test]
    fn scenario() {
        let mut plan = example();
        let table = [
            (
                disposition(Decision::Adopted, " ", Some("2.1")),
                "a disposition needs a reason: a sentence that could be false",
            ),
            (
                disposition(Decision::Adopted, "Wells run dry.", None),
                "`adopted` needs the clause that takes it up",
            ),
            (
                disposition(Decision::Adopted, "Wells run dry.", Some("9.9")),
                "there is no clause `9.9` in this plan",
            ),
            (disposition(Decision::Adopted, "Wells run dry.", Some("2.1")), "ok"),
            (disposition(Decision::NotAdopted, "Decided elsewhere.", None), "ok"),
            (revision("2.1", 3), "version 3 does not follow version 1 of clause `2.1`"),
            (revision("2.1", 2), "ok"),
            (measure("2.1.a", "2.1"), "ok"),
            (measure("2.1.a", "2.1"), "there is already a measure `2.1.a` in this plan"),
            (measure("3.1.a", "3.1"), "there is no clause `3.1` in this plan"),
            (Act::Publish(Box::new(example())), "the plan is already published"),
        ];
        for (act, expected) in table {
            let before = plan.clone();
            let answer =
                plan.apply(act).map_or_else(|refusal| refusal.to_string(), |()| "ok".into());
            assert_eq!(answer, expected);
            assert_eq!(answer == "ok", plan != before);
        }
    }
}
