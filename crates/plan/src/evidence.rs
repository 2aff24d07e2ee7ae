//! The evidence library: documents and figures with source, date and licence.

use consultation::LocalText;
use serde::{Deserialize, Serialize};

use crate::{Attribution, Period, Stated};

/// A piece of evidence's identifier, such as `E7`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EvidenceId(pub String);

impl EvidenceId {
    /// The identifier, verbatim.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A document or figure that clauses, indicators and dispositions cite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Unique within the plan.
    pub id: EvidenceId,
    /// What it is called.
    pub title: LocalText,
    /// Who published it.
    pub publisher: LocalText,
    /// When.
    pub published: Stated<Period>,
    /// Under which licence.
    pub licence: Stated<LocalText>,
    /// Where it comes from and how firmly.
    pub attribution: Attribution,
}

/// A published collection of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Volume {
    /// What it is called.
    pub title: LocalText,
    /// When it was published.
    pub published: Stated<Period>,
    /// Number of volumes in the collection.
    pub volumes: Stated<u32>,
    /// Number of articles in it.
    pub articles: Stated<u32>,
    /// Pieces of the library that are compiled in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceId>,
    /// Where that comes from and how firmly.
    pub attribution: Attribution,
}
