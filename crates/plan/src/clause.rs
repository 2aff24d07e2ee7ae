//! Clauses: the smallest numbered text that can be answered for.

use consultation::LocalText;
use findings::ThemeId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Attribution, DirectionId, EvidenceId, PlanId};

/// A clause's number, such as `2.3`; also its anchor, which survives edits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClauseId(pub String);

impl ClauseId {
    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A clause of another plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseRef {
    /// The plan.
    pub plan: PlanId,
    /// The clause in it.
    pub clause: ClauseId,
}

/// A clause with all its versions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clause {
    /// Number and anchor.
    pub id: ClauseId,
    /// Short heading.
    pub title: LocalText,
    /// Versions, oldest first; never empty.
    pub versions: Vec<ClauseVersion>,
    /// Directions it answers to.
    #[serde(default)]
    pub directions: Vec<DirectionId>,
    /// Where its facts come from.
    #[serde(default)]
    pub attributions: Vec<Attribution>,
    /// Evidence it cites.
    #[serde(default)]
    pub evidence: Vec<EvidenceId>,
    /// Clauses of the plan above that it carries out.
    #[serde(default)]
    pub carries_out: Vec<ClauseRef>,
}

/// One version of a clause's text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClauseVersion {
    /// From 1.
    pub number: u32,
    /// The text.
    pub text: LocalText,
    /// Why it reads so now; blank for the first version.
    #[serde(default)]
    pub why: LocalText,
    /// The day it was adopted; `None` for the outline as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// What people said that it draws on.
    #[serde(default)]
    pub basis: PublicBasis,
}

/// The contributions, themes and statements a clause draws on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicBasis {
    /// The analysis run whose themes are meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<u64>,
    /// Themes.
    #[serde(default)]
    pub themes: Vec<ThemeId>,
    /// Statements, by id.
    #[serde(default)]
    pub statements: Vec<String>,
}

impl PublicBasis {
    /// True when the clause draws on nothing people said; the page says so.
    pub fn is_empty(&self) -> bool {
        self.themes.is_empty() && self.statements.is_empty()
    }
}

impl Clause {
    /// A clause with a first version and nothing else.
    pub fn new(id: ClauseId, title: LocalText, text: LocalText) -> Clause {
        let first = ClauseVersion {
            number: 1,
            text,
            why: LocalText::default(),
            on: None,
            basis: PublicBasis::default(),
        };
        Clause {
            id,
            title,
            versions: vec![first],
            directions: Vec::new(),
            attributions: Vec::new(),
            evidence: Vec::new(),
            carries_out: Vec::new(),
        }
    }

    /// The version in force.
    pub fn current(&self) -> &ClauseVersion {
        self.versions.last().expect("a clause has a first version")
    }

    /// The version before the one in force.
    pub fn previous(&self) -> Option<&ClauseVersion> {
        self.versions.iter().nth_back(1)
    }
}
