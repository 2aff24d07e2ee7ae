//! The whole result of one analysis.

use serde::{Deserialize, Serialize};

use crate::{
    Campaign, DuplicateLink, Duplicates, Opinion, Provenance, Received, Slate, TextVectors,
    ThemeId, Themes,
};

/// What an analysis yields.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysed {
    /// What the report shows.
    pub findings: Findings,
    /// Where each row went; for the office.
    pub rows: RowFindings,
}

/// Everything a report or a page shows of an analysis. Its JSON is `findings.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// Always [`Findings::SCHEMA`].
    pub schema: String,
    /// What the consultation is called, where the input says so.
    pub title: Option<String>,
    /// What came in.
    pub received: Received,
    /// Duplicates in sum.
    pub duplicates: Duplicates,
    /// Campaigns, largest first.
    pub campaigns: Vec<Campaign>,
    /// The theme tree.
    pub themes: Themes,
    /// What the votes give; `None` without votes.
    pub opinion: Option<Opinion>,
    /// Statements chosen to speak for everyone; one, or none without enough to choose from.
    pub slates: Vec<Slate>,
    /// What a reader must know besides.
    pub notes: Vec<Note>,
    /// How all this was made.
    pub provenance: Provenance,
}

impl Findings {
    /// Name and version of the JSON form.
    pub const SCHEMA: &'static str = "canvass-findings/1";
}

/// Something a reader must know that no figure says, as a fixed word with its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// A short fixed word, for instance `themes-fewer-than-asked`; the pages have a sentence for each.
    pub code: String,
    /// Values for the sentence, in the order it names them.
    pub values: Vec<String>,
}

impl Note {
    /// Contributions that hold personal data by its form; telephone numbers, e-mail addresses, other pieces in them.
    pub const PERSONAL_DATA: &'static str = "personal-data";
}

/// Where each row went. Same length and order as the input; never published.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowFindings {
    /// For each contribution its leaf theme and the cosine to that theme's centroid; `None` for an empty text.
    pub assignments: Vec<Option<(ThemeId, f64)>>,
    /// For each contribution its place among duplicates, if it has one.
    pub duplicates: Vec<Option<DuplicateLink>>,
    /// For each contribution its language tag, as stated or detected; `und` when unknown.
    pub languages: Vec<String>,
    /// Vectors of the texts; empty unless they were asked for.
    pub vectors: TextVectors,
    /// For each participant of the votes the opinion group; `None` for those not clustered.
    pub groups: Vec<Option<u32>>,
}
