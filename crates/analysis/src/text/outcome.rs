//! What the analysis of texts yields, for [`compose`](crate::compose) to set beside the votes.

use std::collections::BTreeMap;

use findings::{Campaign, DuplicateLink, Duplicates, Note, ThemeId, Themes};

/// What the analysis of texts yields. Lists by contribution are in the order of the input.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextFindings {
    pub(crate) themes: Themes,
    pub(crate) campaigns: Vec<Campaign>,
    pub(crate) duplicates: Duplicates,
    /// Leaf theme and cosine to its centroid.
    pub(crate) assignments: Vec<Option<(ThemeId, f64)>>,
    pub(crate) links: Vec<Option<DuplicateLink>>,
    /// Language tag, as stated or detected.
    pub(crate) languages: Vec<String>,
    pub(crate) notes: Vec<Note>,
    /// Version of each method, by name.
    pub(crate) methods: BTreeMap<String, String>,
}

// The steps (duplicates, campaigns, vectors, themes) are joined in here as each is finished.
pub(crate) fn analyse(
    heard: &consultation::Heard,
    _options: &crate::Options,
    _progress: crate::Progress<'_>,
) -> TextFindings {
    TextFindings {
        assignments: vec![None; heard.contributions.len()],
        links: vec![None; heard.contributions.len()],
        languages: heard.contributions.iter().map(super::language::language_of).collect(),
        ..TextFindings::default()
    }
}
