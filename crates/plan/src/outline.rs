//! The plan and its outline.

use std::collections::BTreeMap;

use consultation::{LocalText, Round};
use findings::ThemeId;
use serde::{Deserialize, Serialize};

use crate::{
    Approval, Clause, ClauseId, Comment, CommentRound, Direction, DirectionId, Disposition,
    Evaluation, Evidence, EvidenceId, Indicator, IndicatorId, KeptId, Link, Measure, MeasureId,
    MeasuredAccuracy, Milestone, Observation, Predecessor, Publication, PutToVote, Rearranged,
    Reasons, ReportDue, Review, Risk, StaffReply, Stated, Tension, ThemeAct, Volume, Withdrawn,
    WorkReport,
};

/// A plan's identifier: a short word that stands in addresses, such as `national`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlanId(pub String);

impl PlanId {
    /// The identifier, verbatim.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The years a plan covers, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPeriod {
    /// First year.
    pub first: i16,
    /// Last year.
    pub last: i16,
}

/// A plan with all that was decided and done under it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Unique within the data directory.
    pub id: PlanId,
    /// What the plan is called.
    pub title: LocalText,
    /// Who makes it.
    pub office: LocalText,
    /// What a reader must know first, for instance that it is an example. Shown on every page.
    pub notice: LocalText,
    /// One paragraph on what the plan is and what is asked of the reader.
    pub summary: LocalText,
    /// The years it covers.
    pub period: PlanPeriod,
    /// The plan it nests under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<PlanId>,
    /// Constituencies besides public, expert and official.
    #[serde(default)]
    pub constituencies: Vec<String>,
    /// The outline.
    pub chapters: Vec<Chapter>,
    /// What those in charge ask of the plan.
    #[serde(default)]
    pub directions: Vec<Direction>,
    /// Consultation rounds.
    #[serde(default)]
    pub rounds: Vec<Round>,
    /// Documents and figures.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// Published collections of evidence.
    #[serde(default)]
    pub volumes: Vec<Volume>,
    /// What became of themes and contributions.
    #[serde(default)]
    pub dispositions: Vec<Disposition>,
    /// Actions under clauses.
    #[serde(default)]
    pub measures: Vec<Measure>,
    /// Qualitative steps with a date.
    #[serde(default)]
    pub milestones: Vec<Milestone>,
    /// Variables that show change.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
    /// Problems and risks.
    #[serde(default)]
    pub risks: Vec<Risk>,
    /// Bodies' accounts of a period.
    #[serde(default)]
    pub reports: Vec<WorkReport>,
    /// Reports that bodies owe.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports_due: Vec<ReportDue>,
    /// Questions put to indicators: what a measure did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evaluations: Vec<Evaluation>,
    /// Plans that came before, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub succession: Vec<Predecessor>,
    /// Themes that pull against a direction.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tensions: Vec<Tension>,
    /// What people decided about themes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub theme_acts: Vec<ThemeAct>,
    /// What people found who sorted samples by hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accuracies: Vec<MeasuredAccuracy>,
    /// For each analysis run the numbers it gave to kept themes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub kept_numbers: BTreeMap<u64, BTreeMap<KeptId, ThemeId>>,
    /// Times in which bodies of the administration comment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comment_rounds: Vec<CommentRound>,
    /// What they said of clauses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
    /// Approvals of publications; those taken back are no longer here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approval>,
    /// Texts published after the outline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub publications: Vec<Publication>,
    /// Looks at the whole plan, such as the one at half of its time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<Review>,
    /// What changed in the order and the headings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rearranged: Vec<Rearranged>,
    /// Links from clauses to what people said, as drafters confirmed them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// How often each reason was given; follows from the dispositions.
    #[serde(skip)]
    pub reasons: Reasons,
    /// Clauses that no longer stand in the outline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<Withdrawn>,
    /// What the office answered in discussions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub staff_replies: Vec<StaffReply>,
    /// Contributions whose words were put to the vote.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub put_to_vote: Vec<PutToVote>,
}

/// A chapter of the outline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chapter {
    /// Number, such as `2`.
    pub id: String,
    /// Heading.
    pub title: LocalText,
    /// Text before the first objective; Markdown without headings.
    #[serde(default)]
    pub intro: LocalText,
    /// Objectives.
    pub objectives: Vec<Objective>,
}

/// What a group of clauses is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Objective {
    /// Anchor, unique within the plan, that survives edits.
    pub id: String,
    /// The objective in one line.
    pub title: LocalText,
    /// Its clauses.
    pub clauses: Vec<Clause>,
}

impl Plan {
    /// Every clause in reading order.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.chapters.iter().flat_map(|c| &c.objectives).flat_map(|o| &o.clauses)
    }

    /// The clause with that number.
    pub fn clause(&self, id: &ClauseId) -> Option<&Clause> {
        self.clauses().find(|clause| clause.id == *id)
    }

    pub(crate) fn clause_mut(&mut self, id: &ClauseId) -> Option<&mut Clause> {
        self.chapters
            .iter_mut()
            .flat_map(|c| &mut c.objectives)
            .flat_map(|o| &mut o.clauses)
            .find(|clause| clause.id == *id)
    }

    /// The chapter a clause stands in.
    pub fn chapter_of(&self, id: &ClauseId) -> Option<&Chapter> {
        self.chapters
            .iter()
            .find(|c| c.objectives.iter().flat_map(|o| &o.clauses).any(|clause| clause.id == *id))
    }

    /// The direction with that identifier.
    pub fn direction(&self, id: &DirectionId) -> Option<&Direction> {
        self.directions.iter().find(|direction| direction.id == *id)
    }

    /// The measure with that identifier.
    pub fn measure(&self, id: &MeasureId) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == *id)
    }

    /// Measures that follow from a clause.
    pub fn measures_of<'a>(&'a self, clause: &'a ClauseId) -> impl Iterator<Item = &'a Measure> {
        self.measures.iter().filter(move |measure| measure.clause == *clause)
    }

    /// Milestones of a measure.
    pub fn milestones_of<'a>(&'a self, id: &'a MeasureId) -> impl Iterator<Item = &'a Milestone> {
        self.milestones.iter().filter(move |milestone| milestone.measure == *id)
    }

    /// The indicator with that identifier.
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == *id)
    }

    /// Indicators that a measure is meant to move.
    pub fn indicators_of<'a>(&'a self, id: &'a MeasureId) -> impl Iterator<Item = &'a Indicator> {
        self.indicators.iter().filter(move |indicator| indicator.measures.contains(id))
    }

    /// The round with that identifier.
    pub fn round(&self, id: &str) -> Option<&Round> {
        self.rounds.iter().find(|round| round.id.as_str() == id)
    }

    /// The piece of evidence with that identifier.
    pub fn evidence(&self, id: &EvidenceId) -> Option<&Evidence> {
        self.evidence.iter().find(|evidence| evidence.id == *id)
    }

    /// Every observation of every indicator.
    pub fn observations(&self) -> impl Iterator<Item = &Observation> {
        self.indicators.iter().flat_map(|indicator| &indicator.observations)
    }
}

/// A plan of one chapter and one clause, for examples in the documentation and for tests.
pub fn example() -> Plan {
    let text = |en: &str, zh: &str| LocalText::en_zh(en, zh);
    Plan {
        id: PlanId("example".into()),
        title: text("Example plan", "示例规划"),
        office: text("Planning Office", "规划办公室"),
        notice: text("An example.", "示例。"),
        summary: LocalText::default(),
        period: PlanPeriod { first: 2026, last: 2030 },
        parent: None,
        constituencies: Vec::new(),
        chapters: vec![Chapter {
            id: "2".into(),
            title: text("Water", "水"),
            intro: LocalText::default(),
            objectives: vec![Objective {
                id: "water-for-all".into(),
                title: text("Water for homes and fields", "生活用水与灌溉用水"),
                clauses: vec![Clause::new(
                    ClauseId("2.1".into()),
                    text("Allocation of water in drought", "旱期水量分配"),
                    text("In drought, homes are supplied first.", "旱期优先保障居民用水。"),
                )],
            }],
        }],
        directions: Vec::new(),
        rounds: Vec::new(),
        evidence: Vec::new(),
        volumes: Vec::new(),
        dispositions: Vec::new(),
        measures: Vec::new(),
        milestones: Vec::new(),
        indicators: Vec::new(),
        risks: Vec::new(),
        reports: Vec::new(),
        reports_due: Vec::new(),
        evaluations: Vec::new(),
        succession: Vec::new(),
        tensions: Vec::new(),
        theme_acts: Vec::new(),
        accuracies: Vec::new(),
        kept_numbers: BTreeMap::new(),
        comment_rounds: Vec::new(),
        comments: Vec::new(),
        approvals: Vec::new(),
        publications: Vec::new(),
        reviews: Vec::new(),
        rearranged: Vec::new(),
        withdrawn: Vec::new(),
        links: Vec::new(),
        reasons: Reasons::default(),
        staff_replies: Vec::new(),
        put_to_vote: Vec::new(),
    }
}

/// A due date as the source states it.
pub(crate) type Due = Stated<crate::Period>;
