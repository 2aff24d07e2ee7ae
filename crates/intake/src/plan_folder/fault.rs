//! What can be wrong with a plan's folder, and how to put it right.

use std::fmt;

/// Where a plan's folder is at fault, and how.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct PlanFolderError {
    /// The file, by its name within the folder.
    pub file: String,
    /// Its line, from 1, where one line is to blame.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

impl PlanFolderError {
    /// What to do about it, in one sentence.
    pub fn hint(&self) -> String {
        self.fault.hint()
    }
}

impl fmt::Display for PlanFolderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.fault),
            None => write!(f, "{}: {}", self.file, self.fault),
        }
    }
}

/// What is wrong with a file of a plan's folder.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A folder without plan or outline.
    #[error("there is no {0} in this folder")]
    Missing(&'static str),
    /// An outline's file name without a language.
    #[error("the file name does not say which language the outline is in")]
    NoLanguage,
    /// An outline that does not open with a notice.
    #[error("the outline does not open with its notice")]
    NoNotice,
    /// An outline without a title, or with text above it.
    #[error("the outline has no title below the notice")]
    NoTitle,
    /// A second `#` heading.
    #[error("this is the second title; an outline has one")]
    SecondTitle,
    /// A heading below the level of clauses.
    #[error("headings go no deeper than clauses")]
    TooDeep,
    /// A chapter or clause without a number.
    #[error("`{0}` does not begin with a number")]
    NoNumber(String),
    /// An objective without an anchor.
    #[error("the objective `{0}` has no anchor")]
    NoAnchor(String),
    /// An objective outside a chapter, or a clause outside an objective.
    #[error("{0} must stand under {1}")]
    OutOfPlace(&'static str, &'static str),
    /// A clause whose number is of another chapter.
    #[error("clause `{clause}` stands in chapter `{chapter}`")]
    OtherChapter {
        /// The clause.
        clause: String,
        /// The chapter it stands in.
        chapter: String,
    },
    /// Text between an objective and its first clause.
    #[error("text stands under an objective, outside any clause")]
    TextUnderObjective,
    /// A clause without text.
    #[error("clause `{0}` has no text")]
    NoClauseText(String),
    /// Outlines whose chapters, objectives and clauses differ.
    #[error("here stands {here}, but in `{file}` {there}")]
    Diverge {
        /// Chapter, objective or clause here.
        here: String,
        /// The first language's outline.
        file: String,
        /// What stands there in its place.
        there: String,
    },
    /// Something that is no TOML, or does not fit the table it stands in.
    #[error("{0}")]
    Toml(String),
    /// A value that is neither of its kind nor "not stated".
    #[error("this value does not fit here")]
    Unfit,
    /// A field that nothing reads.
    #[error("nothing is called `{0}` here")]
    UnknownField(String),
    /// An identifier that may not stand in an address.
    #[error("`{0}` cannot stand in an address")]
    BadId(String),
    /// A second thing with an identifier.
    #[error("{what} `{id}` stands here a second time; the first is at {first}")]
    Twice {
        /// What it is.
        what: &'static str,
        /// Its identifier.
        id: String,
        /// File and line of the first.
        first: String,
    },
    /// A pointer to something that is not there.
    #[error("there is no {what} `{id}` in plan `{plan}`")]
    Unknown {
        /// What is pointed at.
        what: &'static str,
        /// The identifier given.
        id: String,
        /// The plan it is looked for in.
        plan: String,
    },
    /// A pointer to a plan that is not there.
    #[error("there is no plan `{0}` in this folder")]
    UnknownPlan(String),
    /// A text that one of the plan's languages lacks.
    #[error("the text has no `{0}`")]
    NoText(String),
}

impl Fault {
    fn hint(&self) -> String {
        match self {
            Fault::Missing("[plan] table") => {
                "add plan.toml with a table [plan]: id, office, period".into()
            }
            Fault::Missing(_) => "add outline.en.md, or another language's".into(),
            Fault::NoLanguage => "call it outline.en.md, outline.zh.md and so on".into(),
            Fault::NoNotice => {
                "begin the first line with > and say what a reader must know first".into()
            }
            Fault::NoTitle => "write the notice, a blank line, then # and the title".into(),
            Fault::SecondTitle => "begin a chapter with ##".into(),
            Fault::TooDeep => "# title, ## chapter, ### objective, #### clause".into(),
            Fault::NoNumber(_) => "write ## 2 Water, or #### 2.3 Water in drought".into(),
            Fault::NoAnchor(_) => {
                "end the heading with {#anchor}: small letters, digits and hyphens".into()
            }
            Fault::OutOfPlace(_, above) => format!("put a heading for {above} above it"),
            Fault::OtherChapter { chapter, .. } => {
                format!("number it {chapter}.1, {chapter}.2 and so on, or move it")
            }
            Fault::TextUnderObjective => {
                "move it into a clause or above the chapter's first objective".into()
            }
            Fault::NoClauseText(_) => "write the clause below its heading, in each language".into(),
            Fault::Diverge { .. } => {
                "give both outlines the same chapters, objectives and clauses in one order".into()
            }
            Fault::Unfit => {
                "write the value or \"not stated\"; dates stand in quotes, such as \"2028-08-31\""
                    .into()
            }
            Fault::Toml(_) => "docs/plan-folder.md shows every table with its fields".into(),
            Fault::UnknownField(_) => {
                "correct its name, or take it out; docs/plan-folder.md lists the fields".into()
            }
            Fault::BadId(_) => "use small letters, digits, hyphens and full stops".into(),
            Fault::Twice { .. } => "give one of them another identifier".into(),
            Fault::Unknown { .. } | Fault::UnknownPlan(_) => {
                "correct the identifier, or add what it points at".into()
            }
            Fault::NoText(language) => {
                format!("add {language} = \"…\": every text stands in each outline's language")
            }
        }
    }
}
