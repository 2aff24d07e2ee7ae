//! What was planted: the answers a rehearsal is checked against.

use consultation::{Constituency, LocalText};

use crate::options::{Tongue, Variation};
use crate::subject::Side;

/// Everything planted in one rehearsal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Truth {
    /// For each contribution, in their order.
    pub contributions: Vec<Planted>,
    /// The campaigns, the largest first.
    pub campaigns: Vec<Campaign>,
    /// For each participant, in the order of [`Heard::participants`](consultation::Heard).
    pub voters: Vec<Voter>,
    /// For each statement, in their order.
    pub statements: Vec<PlantedStatement>,
}

/// What was planted in one contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planted {
    /// Position in [`THEMES`](crate::THEMES).
    pub theme: usize,
    /// The side it takes.
    pub side: Side,
    /// The language it is written in.
    pub tongue: Tongue,
    /// The campaign it belongs to, as a position in [`Truth::campaigns`], and how this member
    /// varies the letter.
    pub campaign: Option<(usize, Variation)>,
    /// The personal data in it.
    pub personal_data: Option<PersonalData>,
}

/// Personal data, belonging to nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PersonalData {
    /// A telephone number that is given to nobody.
    Telephone,
    /// An e-mail address at a reserved domain.
    Email,
}

/// Many like contributions organised by someone.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaign {
    /// Position in [`THEMES`](crate::THEMES).
    pub theme: usize,
    /// The side it takes.
    pub side: Side,
    /// The language of its letter.
    pub tongue: Tongue,
    /// How those members change the letter who change it.
    pub variation: Variation,
    /// How many contributions belong to it.
    pub members: usize,
    /// The letter.
    pub letter: String,
}

/// Who a voter is.
#[derive(Clone, Debug, PartialEq)]
pub struct Voter {
    /// The opinion group, from 0.
    pub group: usize,
    /// For whom the voter speaks.
    pub constituency: Constituency,
    /// The voter's language.
    pub tongue: Tongue,
}

/// A statement and how the groups stand to it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlantedStatement {
    /// Position in [`THEMES`](crate::THEMES).
    pub theme: usize,
    /// The side it takes; a consensus statement takes none.
    pub side: Option<Side>,
    /// The words: in both languages where the statement is one of the forty written ones, else in
    /// one.
    pub text: LocalText,
    /// For each group, the probability that someone at its centre agrees, given no pass.
    pub agree: Vec<f64>,
}

impl PlantedStatement {
    /// True when the groups are of different minds about it.
    pub fn is_divisive(&self) -> bool {
        self.agree.iter().any(|agree| (*agree > 0.5) != (self.agree[0] > 0.5))
    }
}
