//! Why an act is refused. The plan is then as it was.

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
    /// A reason that says a clause covers it already, without that clause.
    #[error("\"already covered\" needs the clause that covers it")]
    CoveredNowhere,
    /// One reason for too many answers.
    #[error("this reason, word for word, is given {0} times already; say what holds for this one")]
    SameReason(usize),
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
    /// A link to a theme of another run than the clause draws on.
    #[error(
        "clause `{clause}` draws on themes of run {run}; a new version may draw on another run's"
    )]
    OtherRun {
        /// The clause.
        clause: String,
        /// The run it draws on.
        run: u64,
    },
    /// A new clause without a text.
    #[error("clause `{0}` is new and has no text")]
    NoText(String),
    /// A clause that something done still follows from.
    #[error("clause `{clause}` cannot be withdrawn: `{follows}` follows from it")]
    StillFollows {
        /// The clause.
        clause: String,
        /// A measure or indicator.
        follows: String,
    },
    /// A figure that is no number.
    #[error("{0} must be a number, neither infinite nor undefined")]
    NotANumber(&'static str),
    /// An act in nobody's name.
    #[error("an approval or a link needs a name")]
    Nobody,
    /// One person approves twice.
    #[error("`{0}` has approved it already; two different people must")]
    ApprovedAlready(String),
    /// A text that too few people approved.
    #[error("publication {number} needs two approvals by different people and has {have}")]
    NotApproved {
        /// The publication.
        number: u32,
        /// Approvals that hold.
        have: usize,
    },
    /// A publication that does not come next.
    #[error("publication {given} does not come next; {next} does")]
    PublicationGap {
        /// Number given.
        given: u32,
        /// Number that comes next.
        next: u32,
    },
    /// A theme said to be answered that is not.
    #[error("theme `{0}` has no answer; list it among the unanswered")]
    Unlisted(String),
    /// A theme listed as unanswered that is answered.
    #[error("theme `{0}` is listed as unanswered and has an answer")]
    ListedThoughAnswered(String),
    /// The final text with comments still open.
    #[error("{0} comments of the administration are still open")]
    CommentsOpen(usize),
    /// A comment answered twice.
    #[error("comment `{0}` is answered already")]
    AnsweredAlready(String),
    /// A change of a final text that follows from no review.
    #[error("the text is final; an amendment names the review it follows from")]
    Final,
    /// An act on themes in nobody's name.
    #[error("an act on themes needs the name of who does it")]
    NobodyOnThemes,
    /// An act on themes without a reason.
    #[error("an act on themes needs a reason: a sentence that could be false")]
    NoReasonOnThemes,
    /// A theme without a name, or a split without words.
    #[error("a theme needs a name, and a split the words that tell its parts")]
    NoName,
    /// Fewer than two different themes to merge.
    #[error("a merge needs two different themes or more")]
    NothingToMerge,
    /// A theme that is kept.
    #[error("theme `{theme}` is kept already, as {id}")]
    KeptAlready {
        /// Its number.
        theme: String,
        /// Its own name.
        id: String,
    },
    /// An act that another in force rests on.
    #[error("`{other}` rests on `{act}`; take that back first")]
    RestsOn {
        /// The act to be taken back.
        act: String,
        /// The one that rests on it.
        other: String,
    },
    /// A measure that must come before itself.
    #[error("measure `{0}` would have to come before itself")]
    Circle(String),
    /// A second publication of the same plan.
    #[error("the plan is already published")]
    AlreadyPublished,
}
