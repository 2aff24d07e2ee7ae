//! Opinion groups: participants who vote alike.

use serde::{Deserialize, Serialize};

use crate::Share;

/// The groups found, or the reason why there are none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpinionGroups {
    /// The groups, A first. Empty when none were found.
    pub groups: Vec<OpinionGroup>,
    /// Participants with enough votes to be placed.
    pub placed: Share,
    /// Fewest votes for being placed.
    pub votes_needed: u32,
    /// Mean silhouette of the chosen number of groups, −1 to 1.
    pub silhouette: Option<f64>,
    /// Silhouette of each number of groups that was tried, as (number, silhouette).
    pub tried: Vec<(u32, f64)>,
    /// Hexagons of the opinion map, sorted by row, column, group.
    pub map: Vec<HexCell>,
    /// Share of the variance that the map's two directions carry, 0 to 1 each.
    pub variance: [f64; 2],
}

/// Participants who vote alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpinionGroup {
    /// Number, from 0; shown as a letter.
    pub id: u32,
    /// Members, out of those placed.
    pub size: Share,
    /// Mean position on the map.
    pub centre: [f64; 2],
    /// Statements that set the group apart, most telling first.
    pub representative: Vec<GroupStatement>,
}

impl OpinionGroup {
    /// The letter the group is shown by: A to Z.
    pub fn letter(&self) -> char {
        char::from(b'A' + u8::try_from(self.id % 26).unwrap_or(0))
    }
}

/// A statement on which a group's votes differ from the others'.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupStatement {
    /// Position in [`Opinion::statements`](crate::Opinion).
    pub statement: u32,
    /// True when the group agrees with it more than others do, false when it disagrees more.
    pub agrees: bool,
    /// Members who agree (or disagree), out of those who voted on it.
    pub inside: Share,
    /// The same among all other groups together.
    pub outside: Share,
    /// Two-proportion test of inside against outside, a z value.
    pub z: f64,
}

/// One hexagon of the opinion map: how many participants of one group stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HexCell {
    /// Row, from 0 at the top.
    pub row: u16,
    /// Column, from 0 at the start; odd rows are shifted by half a cell.
    pub column: u16,
    /// The group; `None` for participants who were not clustered.
    pub group: Option<u32>,
    /// Participants of that group in the cell.
    pub count: u32,
}
