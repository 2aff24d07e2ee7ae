//! Votes that stand, participant by participant, at 2 bytes a vote.

use serde::{Deserialize, Serialize};

/// The last vote of each participant on each statement. Participants stand in the order of
/// [`Heard::participants`](crate::Heard::participants), which is that of their first votes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedVotes {
    /// The statements with a vote, in the order of their first votes, as positions in
    /// [`Heard::statements`](crate::Heard::statements).
    pub columns: Vec<u32>,
    /// Positions in `columns`, participant by participant, run by run.
    pub cells: Cells,
    /// Where each participant's agree, disagree and pass run starts among the cells; one more entry
    /// ends the last. A run is ascending, and no column stands in two runs of a participant.
    pub runs: Vec<[u32; 3]>,
    /// Votes as cast, those that were replaced later included.
    pub cast: u64,
}

/// Positions among the columns, as narrow as their number allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cells {
    /// At most 65,536 columns.
    Narrow(Vec<u16>),
    /// More.
    Wide(Vec<u32>),
}

impl Default for Cells {
    fn default() -> Self {
        Cells::Narrow(Vec::new())
    }
}

impl Cells {
    /// Cells for so many columns.
    pub fn for_columns(columns: usize) -> Cells {
        match columns {
            0..=65_536 => Cells::Narrow(Vec::new()),
            _ => Cells::Wide(Vec::new()),
        }
    }

    /// How many votes stand.
    pub fn len(&self) -> usize {
        match self {
            Cells::Narrow(cells) => cells.len(),
            Cells::Wide(cells) => cells.len(),
        }
    }

    /// True without votes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes a cell takes in a file.
    pub fn width(&self) -> usize {
        match self {
            Cells::Narrow(_) => 2,
            Cells::Wide(_) => 4,
        }
    }
}
