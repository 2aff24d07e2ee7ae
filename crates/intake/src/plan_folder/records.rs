//! The tables of a plan's TOML files. All but three are nouns of the plan as they stand.

use std::fmt::Display;
use std::num::NonZeroU16;

use consultation::{
    LocalText, Moderation, Question, Release, Round, RoundId, Statement, Timestamp,
};
use plan::{
    Attribution, ClauseId, ClauseRef, Direction, DirectionId, Evaluation, Evidence, EvidenceId,
    Indicator, Measure, Milestone, PlanPeriod, Predecessor, ReportDue, Risk, Volume, WorkReport,
};
use serde::{Deserialize, Serialize};

/// What one file holds; any table may stand in any file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Records {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) plan: Option<Head>,
    pub(super) clauses: Vec<Sources>,
    pub(super) directions: Vec<Direction>,
    pub(super) rounds: Vec<RoundRecord>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) volumes: Vec<Volume>,
    pub(super) measures: Vec<Measure>,
    pub(super) milestones: Vec<Milestone>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) risks: Vec<Risk>,
    pub(super) reports: Vec<WorkReport>,
    pub(super) reports_due: Vec<ReportDue>,
    pub(super) evaluations: Vec<Evaluation>,
    pub(super) succession: Vec<Predecessor>,
}

/// The plan itself; its title, notice and summary stand in the outlines.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) id: String,
    pub(super) office: LocalText,
    pub(super) period: PlanPeriod,
    #[serde(default)]
    pub(super) constituencies: Vec<String>,
}

/// What a clause of the outline answers to and where its facts come from.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Sources {
    pub(super) id: ClauseId,
    #[serde(default)]
    pub(super) directions: Vec<DirectionId>,
    #[serde(default)]
    pub(super) attributions: Vec<Attribution>,
    #[serde(default)]
    pub(super) evidence: Vec<EvidenceId>,
    #[serde(default)]
    pub(super) carries_out: Vec<ClauseRef>,
}

/// A round as the office plans it: how long it is open, not from when.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RoundRecord {
    pub(super) id: RoundId,
    pub(super) title: LocalText,
    pub(super) days: NonZeroU16,
    #[serde(default)]
    pub(super) release: Release,
    pub(super) consent: LocalText,
    #[serde(default)]
    pub(super) questions: Vec<Question>,
    #[serde(default)]
    pub(super) statements: Vec<StatementRecord>,
}

/// A statement the office puts to the vote.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StatementRecord {
    /// A whole number, as the sealed vote names its statement by one.
    pub(super) id: u64,
    pub(super) text: LocalText,
}

impl RoundRecord {
    /// The round, open from `opens` for its number of days of 24 hours.
    pub(super) fn opened(self, opens: Timestamp) -> Round {
        const DAY: i64 = 24 * 60 * 60 * 1000;
        let statement = |record: StatementRecord| Statement {
            translations: record.text.clone(),
            moderation: Moderation::Released,
            is_seed: true,
            created: Some(opens),
            ..Statement::new(record.id.to_string(), record.text.get("en"))
        };
        Round {
            id: self.id,
            title: self.title,
            opens,
            closes: Timestamp(opens.0 + i64::from(self.days.get()) * DAY),
            questions: self.questions,
            statements: self.statements.into_iter().map(statement).collect(),
            release: self.release,
            consent: self.consent,
        }
    }
}

impl RoundRecord {
    /// Questions and statements of the file's round `i`; each has its number within the round.
    fn names(&self, i: usize) -> impl Iterator<Item = Named> {
        let name = move |table: &str, j: usize, what, id: &dyn Display| Named {
            at: format!("rounds/{i}/{table}/{j}/id"),
            what,
            id: format!("{}/{id}", self.id.as_str()),
        };
        let questions = self.questions.iter().enumerate();
        let statements = self.statements.iter().enumerate();
        questions
            .map(move |(j, question)| name("questions", j, "question", &question.id))
            .chain(statements.map(move |(j, s)| name("statements", j, "statement", &s.id)))
    }
}

/// An identifier with the place it stands at, such as `measures/3/clause`.
pub(super) struct Named {
    pub(super) at: String,
    pub(super) what: &'static str,
    pub(super) id: String,
}

impl Records {
    /// Everything in the file that has an identifier of its own.
    pub(super) fn names(&self) -> Vec<Named> {
        let mut names = Vec::new();
        let mut add = |at, what, id: &str| names.push(Named { at, what, id: id.into() });
        let list = |table: &str, index: usize| format!("{table}/{index}/id");
        if let Some(plan) = &self.plan {
            add("plan/id".into(), "plan", plan.id.as_str());
        }
        for (i, sources) in self.clauses.iter().enumerate() {
            add(list("clauses", i), "table for clause", sources.id.as_str());
        }
        for (i, direction) in self.directions.iter().enumerate() {
            add(list("directions", i), "direction", direction.id.as_str());
        }
        for (i, round) in self.rounds.iter().enumerate() {
            add(list("rounds", i), "round", round.id.as_str());
        }
        for (i, evidence) in self.evidence.iter().enumerate() {
            add(list("evidence", i), "piece of evidence", evidence.id.as_str());
        }
        for (i, measure) in self.measures.iter().enumerate() {
            add(list("measures", i), "measure", measure.id.as_str());
        }
        for (i, milestone) in self.milestones.iter().enumerate() {
            add(list("milestones", i), "milestone", &milestone.id.0);
        }
        for (i, indicator) in self.indicators.iter().enumerate() {
            add(list("indicators", i), "indicator", indicator.id.as_str());
        }
        for (i, risk) in self.risks.iter().enumerate() {
            add(list("risks", i), "risk", &risk.id.0);
        }
        for (i, report) in self.reports.iter().enumerate() {
            add(list("reports", i), "work report", report.id.as_str());
        }
        for (i, evaluation) in self.evaluations.iter().enumerate() {
            add(list("evaluations", i), "evaluation", &evaluation.id);
        }
        for (i, round) in self.rounds.iter().enumerate() {
            names.extend(round.names(i));
        }
        names
    }

    /// Every clause of another plan that a clause carries out.
    pub(super) fn carried_out(&self) -> impl Iterator<Item = (String, &ClauseRef)> {
        self.clauses.iter().enumerate().flat_map(|(i, sources)| {
            let at = move |j| format!("clauses/{i}/carries_out/{j}");
            sources.carries_out.iter().enumerate().map(move |(j, carried)| (at(j), carried))
        })
    }

    /// Puts the records of another file of the same folder after these.
    pub(super) fn append(&mut self, other: Records) {
        self.plan = self.plan.take().or(other.plan);
        self.clauses.extend(other.clauses);
        self.directions.extend(other.directions);
        self.rounds.extend(other.rounds);
        self.evidence.extend(other.evidence);
        self.volumes.extend(other.volumes);
        self.measures.extend(other.measures);
        self.milestones.extend(other.milestones);
        self.indicators.extend(other.indicators);
        self.risks.extend(other.risks);
        self.reports.extend(other.reports);
        self.reports_due.extend(other.reports_due);
        self.evaluations.extend(other.evaluations);
        self.succession.extend(other.succession);
    }

    /// Everything in the file that points at something of the same plan.
    pub(super) fn pointers(&self) -> Vec<Named> {
        let mut pointers = Vec::new();
        let mut add = |at, what, id: &str| pointers.push(Named { at, what, id: id.into() });
        for (i, sources) in self.clauses.iter().enumerate() {
            add(format!("clauses/{i}/id"), "clause", sources.id.as_str());
            for (j, id) in sources.directions.iter().enumerate() {
                add(format!("clauses/{i}/directions/{j}"), "direction", id.as_str());
            }
            for (j, id) in sources.evidence.iter().enumerate() {
                add(format!("clauses/{i}/evidence/{j}"), "piece of evidence", id.as_str());
            }
        }
        for (i, round) in self.rounds.iter().enumerate() {
            for (j, question) in round.questions.iter().enumerate() {
                if let Some(chapter) = &question.chapter {
                    add(format!("rounds/{i}/questions/{j}/chapter"), "chapter", chapter);
                }
            }
        }
        self.pointers_of_delivery(&mut add);
        pointers
    }

    /// The same for what follows from the text.
    fn pointers_of_delivery(&self, add: &mut impl FnMut(String, &'static str, &str)) {
        for (i, measure) in self.measures.iter().enumerate() {
            add(format!("measures/{i}/clause"), "clause", measure.clause.as_str());
            for (j, id) in measure.depends_on.iter().enumerate() {
                add(format!("measures/{i}/depends_on/{j}"), "measure", id.as_str());
            }
        }
        for (i, milestone) in self.milestones.iter().enumerate() {
            add(format!("milestones/{i}/measure"), "measure", milestone.measure.as_str());
        }
        for (i, indicator) in self.indicators.iter().enumerate() {
            add(format!("indicators/{i}/clause"), "clause", indicator.clause.as_str());
            for (j, id) in indicator.measures.iter().enumerate() {
                add(format!("indicators/{i}/measures/{j}"), "measure", id.as_str());
            }
            for (j, observation) in indicator.observations.iter().enumerate() {
                if let Some(id) = &observation.evidence {
                    let at = format!("indicators/{i}/observations/{j}/evidence");
                    add(at, "piece of evidence", id.as_str());
                }
            }
        }
        for (i, risk) in self.risks.iter().enumerate() {
            if let Some(id) = &risk.clause {
                add(format!("risks/{i}/clause"), "clause", id.as_str());
            }
            if let Some(id) = &risk.measure {
                add(format!("risks/{i}/measure"), "measure", id.as_str());
            }
        }
        for (i, report) in self.reports.iter().enumerate() {
            for (j, id) in report.measures.iter().enumerate() {
                add(format!("reports/{i}/measures/{j}"), "measure", id.as_str());
            }
            for (j, id) in report.clauses.iter().enumerate() {
                add(format!("reports/{i}/clauses/{j}"), "clause", id.as_str());
            }
        }
        for (i, evaluation) in self.evaluations.iter().enumerate() {
            add(format!("evaluations/{i}/measure"), "measure", evaluation.measure.as_str());
            add(format!("evaluations/{i}/indicator"), "indicator", evaluation.indicator.as_str());
        }
        for (i, volume) in self.volumes.iter().enumerate() {
            for (j, id) in volume.evidence.iter().enumerate() {
                add(format!("volumes/{i}/evidence/{j}"), "piece of evidence", id.as_str());
            }
        }
    }
}
