//! What each act does to a plan, and what it must find there.

use super::{Act, Refusal};
use crate::{
    ClauseId, ClauseVersion, Comment, CommentAnswer, CommentId, Disposition, Evaluation, Evidence,
    EvidenceId, Figure, Indicator, IndicatorId, Measure, MeasureId, MeasuredAccuracy, Observation,
    Parameter, ParameterValue, Plan, ReviewId, Risk, RiskId, RiskReview, SAME_REASON_MOST, Tension,
    WorkReport,
};

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
            Act::CompileVolume(volume) => {
                self.known_evidence(&volume.evidence)?;
                self.volumes.push(volume);
                Ok(())
            }
            Act::NoteTension(tension) => self.note(tension),
            Act::ActOnThemes(act) => self.act_on_themes(act),
            Act::PublishAccuracy(measured) => self.publish_accuracy(measured),
            Act::NumberThemes { run, numbers } => self.number_kept(run, numbers),
            Act::Dispose(disposition) => self.dispose(disposition),
            Act::ReviseClause { clause, version } => self.revise(&clause, version),
            Act::Arrange(arrangement) => self.arrange(arrangement),
            Act::ConfirmLink(link) => self.link(link),
            Act::OpenComments(round) => {
                add(&mut self.comment_rounds, round, "comment round", |r| r.id.clone())
            }
            Act::Comment(comment) => self.comment(comment),
            Act::AnswerComment { comment, answer } => self.answer_comment(&comment, answer),
            Act::Approve(approval) => self.approve(approval),
            Act::PublishText(publication) => self.publish_text(publication),
            Act::StaffReply(reply) => self.staff_reply(reply),
            Act::PutToVote(put) => self.put(put),
            Act::HoldReview(review) => add(&mut self.reviews, review, "review", |r| r.id.0.clone()),
            delivery => self.deliver(delivery),
        }
    }

    /// The acts on what follows from the text.
    fn deliver(&mut self, act: Act) -> Result<(), Refusal> {
        match act {
            Act::AddMeasure(measure) => self.add_measure(measure),
            Act::SetParameter { measure, parameter } => self.set_parameter(&measure, parameter),
            Act::AddMilestone(milestone) => {
                known(self.measure(&milestone.measure), "measure", &milestone.measure.0)?;
                add(&mut self.milestones, milestone, "milestone", |m| m.id.0.clone())
            }
            Act::ReachMilestone { milestone, reached } => {
                let found = self.milestones.iter_mut().find(|m| m.id == milestone);
                known(found, "milestone", &milestone.0)?.reached = Some(reached);
                Ok(())
            }
            Act::AddIndicator(indicator) => self.add_indicator(indicator),
            Act::Observe { indicator, observation } => self.observe(&indicator, observation),
            Act::RegisterRisk(risk) => self.register(risk),
            Act::ReviewRisk { risk, review } => self.review_risk(&risk, review),
            Act::Report(report) => self.take_report(report),
            Act::ExpectReport(due) => {
                if self.reports_due.iter().any(|o| o.body == due.body && o.period == due.period) {
                    let id = format!("{} {}", due.body.get("en"), due.period);
                    return Err(Refusal::Taken { what: "report due", id });
                }
                self.reports_due.push(due);
                Ok(())
            }
            Act::Evaluate(evaluation) => self.evaluate(evaluation),
            _ => unreachable!("`apply` carries out every act on the text itself"),
        }
    }

    fn publish_accuracy(&mut self, measured: MeasuredAccuracy) -> Result<(), Refusal> {
        if measured.by.trim().is_empty() {
            return Err(Refusal::NobodyOnThemes);
        }
        self.accuracies.push(measured);
        Ok(())
    }

    fn note(&mut self, tension: Tension) -> Result<(), Refusal> {
        known(self.direction(&tension.direction), "direction", &tension.direction.0)?;
        let same = |other: &Tension| {
            (other.run, &other.theme, &other.direction)
                == (tension.run, &tension.theme, &tension.direction)
        };
        if self.tensions.iter().any(same) {
            let id = format!("{} against {}", tension.theme, tension.direction.0);
            return Err(Refusal::Taken { what: "tension", id });
        }
        self.tensions.push(tension);
        Ok(())
    }

    fn dispose(&mut self, disposition: Disposition) -> Result<(), Refusal> {
        use crate::Decision::{Adopted, PartlyAdopted};
        if disposition.reason.is_blank() {
            return Err(Refusal::NoReason);
        }
        if disposition.covered_nowhere() {
            return Err(Refusal::CoveredNowhere);
        }
        match &disposition.clause {
            Some(clause) => self.known_clause(clause)?,
            None if matches!(disposition.decision, Adopted | PartlyAdopted) => {
                return Err(Refusal::NoClause(disposition.decision.as_str()));
            }
            None => {}
        }
        self.known_evidence(&disposition.evidence)?;
        self.reasons.catch_up(&self.dispositions);
        let times = self.reasons.times_given(&disposition);
        if times >= SAME_REASON_MOST {
            return Err(Refusal::SameReason(times));
        }
        self.dispositions.push(disposition);
        self.take_back_approvals();
        Ok(())
    }

    fn revise(&mut self, id: &ClauseId, version: ClauseVersion) -> Result<(), Refusal> {
        self.may_change(version.review.as_ref())?;
        let clause = known(self.clause_mut(id), "clause", &id.0)?;
        let last = clause.current().number;
        if version.number != last + 1 {
            let clause = id.0.clone();
            return Err(Refusal::VersionGap { clause, given: version.number, last });
        }
        clause.versions.push(version);
        self.take_back_approvals();
        Ok(())
    }

    /// A final text changes only by a review that was held.
    pub(crate) fn may_change(&self, review: Option<&ReviewId>) -> Result<(), Refusal> {
        match review {
            Some(review) => {
                let found = self.reviews.iter().find(|known| known.id == *review);
                known(found, "review", &review.0).map(|_| ())
            }
            None if self.is_final() => Err(Refusal::Final),
            None => Ok(()),
        }
    }

    fn comment(&mut self, comment: Comment) -> Result<(), Refusal> {
        self.known_clause(&comment.clause)?;
        let round = self.comment_rounds.iter().find(|round| round.id == comment.round);
        known(round, "comment round", &comment.round)?;
        add(&mut self.comments, comment, "comment", |c| c.id.0.clone())
    }

    fn answer_comment(&mut self, id: &CommentId, answer: CommentAnswer) -> Result<(), Refusal> {
        let found = self.comments.iter_mut().find(|comment| comment.id == *id);
        let comment = known(found, "comment", &id.0)?;
        if comment.answer.is_some() {
            return Err(Refusal::AnsweredAlready(id.0.clone()));
        }
        comment.answer = Some(answer);
        Ok(())
    }

    fn add_measure(&mut self, measure: Measure) -> Result<(), Refusal> {
        self.known_clause(&measure.clause)?;
        for before in &measure.depends_on {
            if *before == measure.id {
                return Err(Refusal::Circle(measure.id.0));
            }
            known(self.measure(before), "measure", &before.0)?;
        }
        if let Some(budget) = measure.budget.value() {
            finite(budget, "a budget")?;
        }
        measure.parameters.iter().flat_map(|p| &p.history).try_for_each(finite_value)?;
        add(&mut self.measures, measure, "measure", |m| m.id.0.clone())
    }

    fn set_parameter(&mut self, id: &MeasureId, new: Parameter) -> Result<(), Refusal> {
        new.history.iter().try_for_each(finite_value)?;
        let found = self.measures.iter_mut().find(|measure| measure.id == *id);
        let measure = known(found, "measure", &id.0)?;
        match measure.parameters.iter_mut().find(|parameter| parameter.name == new.name) {
            Some(parameter) => parameter.history.extend(new.history),
            None => measure.parameters.push(new),
        }
        Ok(())
    }

    fn add_indicator(&mut self, indicator: Indicator) -> Result<(), Refusal> {
        self.known_clause(&indicator.clause)?;
        for measure in &indicator.measures {
            known(self.measure(measure), "measure", &measure.0)?;
        }
        for end in [&indicator.baseline, &indicator.target].into_iter().filter_map(|e| e.value()) {
            finite(&end.figure, "a baseline or target")?;
        }
        for observation in &indicator.observations {
            finite(&observation.figure, "an observation")?;
        }
        add(&mut self.indicators, indicator, "indicator", |i| i.id.0.clone())
    }

    fn observe(&mut self, id: &IndicatorId, observation: Observation) -> Result<(), Refusal> {
        finite(&observation.figure, "an observation")?;
        self.known_evidence(observation.evidence.as_slice())?;
        let found = self.indicators.iter_mut().find(|indicator| indicator.id == *id);
        known(found, "indicator", &id.0)?.observations.push(observation);
        Ok(())
    }

    fn register(&mut self, risk: Risk) -> Result<(), Refusal> {
        if let Some(clause) = &risk.clause {
            self.known_clause(clause)?;
        }
        if let Some(measure) = &risk.measure {
            known(self.measure(measure), "measure", &measure.0)?;
        }
        add(&mut self.risks, risk, "risk", |r| r.id.0.clone())
    }

    fn review_risk(&mut self, id: &RiskId, review: RiskReview) -> Result<(), Refusal> {
        let found = self.risks.iter_mut().find(|risk| risk.id == *id);
        known(found, "risk", &id.0)?.reviewed(review);
        Ok(())
    }

    fn take_report(&mut self, report: WorkReport) -> Result<(), Refusal> {
        for measure in &report.measures {
            known(self.measure(measure), "measure", &measure.0)?;
        }
        add(&mut self.reports, report, "work report", |r| r.id.0.clone())
    }

    fn evaluate(&mut self, evaluation: Evaluation) -> Result<(), Refusal> {
        known(self.measure(&evaluation.measure), "measure", &evaluation.measure.0)?;
        known(self.indicator(&evaluation.indicator), "indicator", &evaluation.indicator.0)?;
        add(&mut self.evaluations, evaluation, "evaluation", |e| e.id.clone())
    }

    fn known_clause(&self, id: &ClauseId) -> Result<(), Refusal> {
        known(self.clause(id), "clause", &id.0).map(|_| ())
    }

    fn known_evidence(&self, ids: &[EvidenceId]) -> Result<(), Refusal> {
        ids.iter().try_for_each(|id| {
            let found: Option<&Evidence> = self.evidence(id);
            known(found, "piece of evidence", &id.0).map(|_| ())
        })
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

/// JSON has no way to write an infinite or undefined number, so none may be sealed.
fn finite(figure: &Figure, what: &'static str) -> Result<(), Refusal> {
    if figure.number.is_finite() { Ok(()) } else { Err(Refusal::NotANumber(what)) }
}

fn finite_value(value: &ParameterValue) -> Result<(), Refusal> {
    value.value.value().map_or(Ok(()), |figure| finite(figure, "a parameter"))
}
