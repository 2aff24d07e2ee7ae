//! What was decided and done.
//!
//! A [`Plan`] is an outline of [`Chapter`]s, [`Objective`]s and [`Clause`]s, with the [`Direction`]s from
//! the top and the public's basis beside each clause. What people said reaches it as [`Disposition`]s:
//! what became of each theme, and why. What follows from it are [`Measure`]s with [`Milestone`]s,
//! [`Indicator`]s with [`Observation`]s, [`Risk`]s and [`WorkReport`]s.
//!
//! A plan changes only by an [`Act`]. Acts are sealed and kept in order, so a plan at any moment is what
//! [`Plan::apply`] makes of the acts up to then. This room reads no file and no clock: a function that
//! depends on the day is given the day.
//!
//! ```
//! use consultation::LocalText;
//! use plan::{Act, ClauseId, Measure, MeasureId, Plan};
//!
//! let mut plan = plan::example();
//! let measure = Measure::new(MeasureId("2.1.a".into()), ClauseId("2.1".into()), LocalText::one("en", "Dig wells"));
//! plan.apply(Act::AddMeasure(measure)).unwrap();
//! assert_eq!(plan.measures_of(&ClauseId("2.1".into())).count(), 1);
//! ```

mod accuracy;
mod act;
mod alert;
mod alignment;
mod answers;
mod arrangement;
mod attribution;
mod clause;
mod comment;
mod coverage;
mod direction;
mod discussion;
mod disposition;
mod dissent;
mod draft;
mod evaluation;
mod evidence;
mod follow;
mod happening;
mod indicator;
pub mod leaf;
mod link;
mod measure;
mod milestone;
mod outline;
mod outline_text;
mod pace;
mod period;
mod prose;
mod publication;
mod ranking;
mod reach;
mod redraft;
mod review;
mod risk;
mod stated;
mod succession;
mod tension;
mod theming;
mod voices;
mod work_report;

pub use accuracy::MeasuredAccuracy;
pub use act::{Act, Refusal};
pub use alert::{Alert, alerts};
pub use alignment::{Aligned, Alignment, alignment};
pub use answers::{Answers, leaves};
pub use arrangement::{
    ArrangedChapter, ArrangedClause, ArrangedObjective, Arrangement, Rearranged, Withdrawn, moved,
};
pub use attribution::{Attribution, ItemStatus};
pub use clause::{Clause, ClauseId, ClauseRef, ClauseVersion, Passage, PublicBasis};
pub use comment::{Comment, CommentAnswer, CommentId, CommentRound};
pub use coverage::{By, Coverage, Exception, coverage, coverage_by, themes_answered};
pub use direction::{Direction, DirectionId};
pub use discussion::{PutToVote, StaffReply};
pub use disposition::{Decision, Disposition, Reasons, SAME_REASON_MOST, Subject};
pub use dissent::{
    ConstituencyAgainst, GroupAgainst, SIZEABLE, constituencies_against, groups_against,
};
pub use draft::{Change, diff_words};
pub use evaluation::{BEFORE_MIN, Evaluated, Evaluation, Interrupted, Recovery, evaluate};
pub use evidence::{Evidence, EvidenceId, Volume};
pub use follow::{Way, WayOfMeasure, way_of_contribution, way_of_theme};
pub use happening::{Happening, happenings};
pub use indicator::{Better, Bindingness, Indicator, IndicatorId, Observation, Target};
pub use link::{Link, LinkTo};
pub use measure::{Measure, MeasureId, Parameter, ParameterValue};
pub use milestone::{Milestone, MilestoneId};
pub use outline::{Chapter, Objective, Plan, PlanId, PlanPeriod, example};
pub use outline_text::{Level, OutlineEntry, OutlineText};
pub use pace::{ON_PACE, Pace, SLIP, Standing, needed, pace};
pub use period::{Period, PeriodError};
pub use prose::{Block, blocks, reads_the_same};
pub use publication::{
    APPROVALS, AnsweredTheme, Approval, ChangedClause, NewPublication, Publication, Stage,
    changed_between, rearranged_between,
};
pub use ranking::{Ranked, Weight, rank};
pub use reach::{Reach, reach, together};
pub use redraft::{Edit, Found, KnownBy, LIKE, LIKE_BY_NUMBER, Redraft, RedraftFault, redraft};
pub use review::{Review, ReviewId};
pub use risk::{RaisedBy, Risk, RiskId, RiskKind, RiskReview, RiskState};
pub use stated::{Bound, Figure, Stated};
pub use succession::Predecessor;
pub use tension::{Tension, TensionLine, tension_report};
pub use theming::{KeptId, KeptTheme, KeptThemes, ThemeAct, ThemeChange, answer_to_kept, part_id};
pub use voices::{Voices, voices};
pub use work_report::{ReportDue, WorkReport, WorkReportId};
