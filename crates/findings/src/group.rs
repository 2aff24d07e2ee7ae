//! Opinion groups: participants who vote alike.

use serde::{Deserialize, Serialize};

use crate::Share;

/// The groups found, or the reason why there are none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpinionGroups {
    /// What came of looking for groups.
    pub outcome: GroupsOutcome,
    /// The groups, A first. Empty when none were found.
    pub groups: Vec<OpinionGroup>,
    /// Participants with enough votes to be placed.
    pub placed: Share,
    /// Fewest votes for being placed.
    pub votes_needed: u32,
    /// People with so many votes from whom on groups are looked for; 0 where any number will do.
    pub people_needed: u64,
    /// Mean silhouette of the chosen number of groups, −1 to 1; in the profile `robust` the simplified
    /// one, 0 to 1.
    pub silhouette: Option<f64>,
    /// Its 95 % interval over drawings of people.
    #[serde(default)]
    pub silhouette_range: Option<[f64; 2]>,
    /// Silhouette of each number of groups that was tried, as (number, silhouette).
    pub tried: Vec<(u32, f64)>,
    /// The 95 % interval of each of those over drawings of people, in their order.
    #[serde(default)]
    pub tried_ranges: Vec<[f64; 2]>,
    /// Hexagons of the opinion map, sorted by row, column, group.
    pub map: Vec<HexCell>,
    /// Share of the variance that the map's two directions carry, 0 to 1 each: of the votes in the
    /// profile `polis`, of the differences between people that the fit found in the profile `robust`.
    pub variance: [f64; 2],
    /// The 95 % interval of each over people, the directions given.
    #[serde(default)]
    pub variance_ranges: Option<[[f64; 2]; 2]>,
    /// What was tested before groups were shown; only in the profile `robust`, and only as far as
    /// it came.
    pub evidence: Option<GroupEvidence>,
    /// What the other profile makes of the same votes; only in the profile `robust`.
    pub other: Option<OtherReading>,
}

/// What came of looking for groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupsOutcome {
    /// Groups were found, and they hold.
    Found,
    /// Groups were formed, and nobody tested whether they hold (profile `polis`).
    Untested,
    /// Too few people have voted on enough statements.
    TooFew,
    /// On every statement all who voted gave the same answer.
    Alike,
    /// No statement's votes tell anything of another's: votes dealt anew look the same.
    NoPattern,
    /// No number of groups comes back when people are drawn anew.
    NotStable,
    /// People differ along directions that come back, but shade into one another.
    Gradient,
}

/// What was tested before groups were shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GroupEvidence {
    /// People whose votes were tested; drawn by lot where there are very many votes.
    pub people: u64,
    /// Directions that predict held-out votes.
    pub dimensions: u32,
    /// Mean square error on held-out votes with 0, 1, … directions; a vote is −1, 0 or +1.
    pub held_out: Vec<f64>,
    /// The 95 % interval of each over people, the fit given.
    #[serde(default)]
    pub held_out_ranges: Vec<[f64; 2]>,
    /// Times that the answers to each statement were dealt anew among those who gave them.
    pub shuffles: u32,
    /// How far apart people stand: mean square of expected votes about the statements' means.
    pub spread: f64,
    /// Its 95 % interval over people, the fit given.
    #[serde(default)]
    pub spread_range: Option<[f64; 2]>,
    /// The largest such figure among the shuffles.
    pub spread_shuffled: f64,
    /// Times that people were drawn anew, with replacement.
    pub repeats: u32,
    /// Repeats in which the number of groups shown was again the best one.
    pub same_number: Option<u32>,
    /// Share of people who stayed with the same others, mean over the repeats, 0 to 1.
    pub stayed: Option<f64>,
    /// Between these that share lies in 95 % of the repeats.
    #[serde(default)]
    pub stayed_range: Option<[f64; 2]>,
    /// Times that votes were drawn from a gradient without groups.
    pub draws: u32,
    /// Chance of groups as clear-cut as the ones shown in votes from a gradient, over all numbers of groups
    /// that come back: (1 + draws at least as clear-cut) / (1 + draws).
    pub p_gradient: Option<f64>,
    /// Each number of groups that was tried.
    pub numbers: Vec<NumberTried>,
}

/// One number of groups and how it fared.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberTried {
    /// How many groups.
    pub groups: u32,
    /// Simplified silhouette, 0 to 1.
    pub clearness: f64,
    /// Its 95 % interval over the repeats.
    #[serde(default)]
    pub clearness_range: Option<[f64; 2]>,
    /// The same in votes drawn from a gradient, mean; `None` where none were drawn.
    pub gradient: Option<f64>,
    /// The largest of those.
    pub gradient_highest: Option<f64>,
    /// How far clearness lies above that mean, in standard deviations of the draws.
    pub excess: Option<f64>,
    /// Median over repeats of the adjusted Rand index with the groups of everyone.
    pub agreement: f64,
    /// Between these that index lies in 95 % of the repeats.
    #[serde(default)]
    pub agreement_range: Option<[f64; 2]>,
    /// Mean over repeats of the Jaccard overlap of the group that comes back worst.
    pub weakest: f64,
    /// Between these that group's overlap lies in 95 % of the repeats.
    #[serde(default)]
    pub weakest_range: Option<[f64; 2]>,
    /// People in the smallest group.
    pub smallest: u64,
    /// Comes back, and no group is too small.
    pub stable: bool,
}

/// What another profile makes of the same votes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherReading {
    /// Its name.
    pub profile: String,
    /// How many groups it forms.
    pub groups: u32,
    /// Adjusted Rand index of the two, among people placed by both; `None` where one has no groups.
    pub agreement: Option<f64>,
    /// Its 95 % interval over drawings of people, both sets of groups given.
    #[serde(default)]
    pub agreement_range: Option<[f64; 2]>,
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
    /// Share of false ones to be expected among all statements at least as telling (Benjamini and
    /// Hochberg 1995), 0 to 1.
    #[serde(default)]
    pub q: Option<f64>,
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
