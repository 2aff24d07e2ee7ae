//! Attribution: where an item of a plan comes from and how firmly its source states it.

use consultation::LocalText;
use serde::{Deserialize, Serialize};

/// Where an item comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Lines of the source document, such as `L41` or `L26–27`; empty for what stands in no document.
    #[serde(default)]
    pub lines: String,
    /// Who said it.
    pub speaker: LocalText,
    /// How firmly it is stated.
    pub status: ItemStatus,
    /// Words of the source that limit it, such as "as of spring 2025".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<LocalText>,
}

/// How firmly a source states something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemStatus {
    /// It has happened.
    Done,
    /// It is being done.
    UnderWay,
    /// Somebody said that it will be done.
    Intended,
    /// Somebody asked for it.
    AskedFor,
    /// Somebody said it is so; not established.
    Claimed,
    /// Made up for an example or a rehearsal; marked wherever it appears.
    Synthetic,
}

impl ItemStatus {
    /// The word in files and the key of its translation.
    pub fn as_str(self) -> &'static str {
        match self {
            ItemStatus::Done => "done",
            ItemStatus::UnderWay => "under-way",
            ItemStatus::Intended => "intended",
            ItemStatus::AskedFor => "asked-for",
            ItemStatus::Claimed => "claimed",
            ItemStatus::Synthetic => "synthetic",
        }
    }
}
