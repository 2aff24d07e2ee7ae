//! Acts: the only way a plan changes.

use std::collections::BTreeMap;

use consultation::Round;
use findings::ThemeId;
use serde::{Deserialize, Serialize};

use crate::{
    Approval, Arrangement, ClauseId, ClauseVersion, Comment, CommentAnswer, CommentId,
    CommentRound, Direction, Disposition, Evaluation, Evidence, Indicator, IndicatorId, KeptId,
    Link, Measure, MeasureId, MeasuredAccuracy, Milestone, MilestoneId, NewPublication,
    Observation, Parameter, Period, Plan, PutToVote, ReportDue, Review, Risk, RiskId, RiskReview,
    StaffReply, Tension, ThemeAct, Volume, WorkReport,
};

mod apply;
mod refusal;

pub use refusal::Refusal;

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
    /// Chapters, objectives and clauses get a new order or new headings; clauses come and go.
    Arrange(Arrangement),
    /// A drafter confirms what a version of a clause draws on.
    ConfirmLink(Link),
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
    /// A volume of evidence is compiled.
    CompileVolume(Volume),
    /// Themes are kept, renamed, merged or split, a contribution is moved, or one of these is taken back.
    ActOnThemes(ThemeAct),
    /// What people found who sorted a sample of a run by hand.
    PublishAccuracy(MeasuredAccuracy),
    /// Which number an analysis run gave to each kept theme.
    NumberThemes {
        /// The run.
        run: u64,
        /// Its kept themes.
        numbers: BTreeMap<KeptId, ThemeId>,
    },
    /// A theme is said to pull against a direction.
    NoteTension(Tension),
    /// Bodies of the administration are asked to comment.
    OpenComments(CommentRound),
    /// One of them comments on a clause.
    Comment(Comment),
    /// A comment is answered.
    AnswerComment {
        /// The comment.
        comment: CommentId,
        /// What was done about it.
        answer: CommentAnswer,
    },
    /// Somebody approves the next publication.
    Approve(Approval),
    /// The text of all clauses is published, as draft or final.
    PublishText(NewPublication),
    /// The plan as a whole is looked at.
    HoldReview(Review),
    /// A parameter of a measure gets a value; earlier ones stay. A new name is a new parameter.
    SetParameter {
        /// The measure.
        measure: MeasureId,
        /// The parameter, with the one value that is new.
        parameter: Parameter,
    },
    /// A risk is looked at again.
    ReviewRisk {
        /// The risk.
        risk: RiskId,
        /// What came of it.
        review: RiskReview,
    },
    /// A body owes a report.
    ExpectReport(ReportDue),
    /// A question is put to an indicator.
    Evaluate(Evaluation),
    /// The office answers a contribution in a discussion.
    StaffReply(StaffReply),
    /// A contribution's words are put to the vote.
    PutToVote(PutToVote),
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
            Act::Arrange(_) => "arrange",
            Act::ConfirmLink(_) => "confirm-link",
            Act::AddMeasure(_) => "add-measure",
            Act::AddMilestone(_) => "add-milestone",
            Act::ReachMilestone { .. } => "reach-milestone",
            Act::AddIndicator(_) => "add-indicator",
            Act::Observe { .. } => "observe",
            Act::RegisterRisk(_) => "register-risk",
            Act::Report(_) => "report",
            Act::CompileVolume(_) => "compile-volume",
            Act::NoteTension(_) => "note-tension",
            Act::ActOnThemes(_) => "act-on-themes",
            Act::PublishAccuracy(_) => "publish-accuracy",
            Act::NumberThemes { .. } => "number-themes",
            Act::OpenComments(_) => "open-comments",
            Act::Comment(_) => "comment",
            Act::AnswerComment { .. } => "answer-comment",
            Act::Approve(_) => "approve",
            Act::PublishText(_) => "publish-text",
            Act::HoldReview(_) => "hold-review",
            Act::SetParameter { .. } => "set-parameter",
            Act::ReviewRisk { .. } => "review-risk",
            Act::ExpectReport(_) => "expect-report",
            Act::Evaluate(_) => "evaluate",
            Act::StaffReply(_) => "staff-reply",
            Act::PutToVote(_) => "put-to-vote",
        }
    }
}

#[cfg(test)]
mod tests;
