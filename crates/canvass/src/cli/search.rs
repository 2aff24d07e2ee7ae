//! Search among what people wrote.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use consultation::Channel;

use super::channel;

pub(super) const SEARCH_EXAMPLES: &str = "\
Examples:
  canvass search data evening bus
  canvass search data 居民用水 --theme 2 --constituency expert --limit 50 --json
  canvass search data --channel paper --public
  canvass search data --like 1204

All words must be there; English ones are found in other forms too (river, rivers). The best match comes
first. The index stands beside the database (canvass.search), holds no text, is made when first asked for and
takes in what came since. Personal data is masked before words are taken in.";

/// `canvass search`.
#[derive(Debug, Args)]
pub struct Search {
    /// The data directory.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// Words that must all be there; without one, everything that fits the choices.
    #[arg(value_name = "WORD")]
    pub words: Vec<String>,
    /// What they answer, who wrote them and how.
    #[command(flatten)]
    pub by: SearchBy,
    /// In place of words: contributions like this one, by the vectors of the latest run.
    #[arg(long, value_name = "INDEX", conflicts_with = "words")]
    pub like: Option<u64>,
    /// Only what anyone may read, with personal data masked.
    #[arg(long)]
    pub public: bool,
    /// How many are printed at most.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// How many are left out first.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub skip: usize,
    /// Make the index anew from the database first.
    #[arg(long)]
    pub rebuild: bool,
    /// Print JSON: total, counts by part, contributions.
    #[arg(long)]
    pub json: bool,
}

/// What contributions must be.
#[derive(Debug, Args)]
pub struct SearchBy {
    /// The round they answer.
    #[arg(long, value_name = "R")]
    pub round: Option<String>,
    /// How they arrived.
    #[arg(long, value_name = "C", value_parser = channel)]
    pub channel: Option<Channel>,
    /// For whom they speak.
    #[arg(long, value_name = "K")]
    pub constituency: Option<String>,
    /// Their language.
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Their theme in the latest run, or one above it.
    #[arg(long, value_name = "T")]
    pub theme: Option<String>,
    /// In own words, the same words as others, or replies.
    #[arg(long, value_enum)]
    pub kind: Option<SearchKind>,
}

/// Kinds of contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SearchKind {
    /// Words of their own.
    OwnWords,
    /// The same or nearly the same words as others.
    SharedWords,
    /// Replies to another contribution.
    Reply,
}

impl SearchKind {
    /// The word in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            SearchKind::OwnWords => "own-words",
            SearchKind::SharedWords => "shared-words",
            SearchKind::Reply => "reply",
        }
    }
}
