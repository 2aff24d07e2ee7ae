//! Slates: statements chosen so that together they speak for everyone.
//!
//! In: who approves of which candidate, as a [`Profile`]; here a candidate is a statement and to
//! approve is to agree. A statement somebody has not seen is not approved. Out: the committees a
//! [`Rule`] elects, and for any committee a [`certificate`] that no large enough group of people
//! who agree with one more statement was left short (EJR+), and how people fare at the lower end
//! ([`tail`]).
//!
//! Rules, each in the file of its name: sequential Phragmén (`phragmen`, the usual one: every
//! beginning of its list is a slate of its own), the Method of Equal Shares (`equal_shares`),
//! proportional approval voting (`pav`) and its sequential form (`sequential_pav`). All of them
//! choose by exact fractions, so a tie is a tie and not a matter of rounding. Ties go to the lowest
//! number, or [`Ties::All`] follows every one of them.
//!
//! Source: Lackner and Skowron, *Multi-Winner Voting with Approval Preferences* (2023),
//! doi 10.1007/978-3-031-09016-5. Checked on the 360 profiles of the corpora with the committees
//! each rule must elect: `tests/slate`.
//!
//! ```
//! use analysis::slate::{Profile, Rule, Ties, certificate, elect};
//!
//! // Six people agree with 0 and 1, three with 2: of three places one is theirs.
//! let ballots = [vec![vec![0, 1]; 6], vec![vec![2]; 3]].concat();
//! let profile = Profile::new(4, &ballots)?;
//! let elected = elect(&profile, Rule::SequentialPhragmen, 3, Ties::Lowest)?;
//! assert_eq!(elected.committees, [[0, 1, 2]]);
//! assert!(certificate(&profile, &elected.committees[0]).holds());
//! assert!(!certificate(&profile, &[0, 1, 3]).holds());
//! # Ok::<(), analysis::slate::SlateError>(())
//! ```

mod axioms;
mod equal_shares;
mod of_run;
mod of_votes;
mod pav;
mod phragmen;
mod profile;
mod rounds;
mod sequential_pav;
mod shares;
mod tail;

use std::fmt;
use std::str::FromStr;

pub use axioms::{Certificate, Claim, certificate};
pub use of_run::of_run;
pub use of_votes::{OfVotes, of_votes};
pub use profile::Profile;
pub use tail::{Tail, tail};

/// Name and version of the method, for the provenance.
pub const METHOD: (&str, &str) = ("slate", "seqphragmen-1");

/// Most committees, or states on the way to them, that are followed where ties are all followed.
pub const MAX_TIED: usize = 100_000;

/// Most places in a slate; up to here the scores of proportional approval voting fit 128 bits.
pub const MAX_SIZE: usize = 64;

/// Most committees that are all looked at for proportional approval voting.
pub const MAX_COMMITTEES: u64 = 1_000_000;

/// How a slate is elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Sequential Phragmén.
    SequentialPhragmen,
    /// The Method of Equal Shares, completed by sequential Phragmén from what is left.
    EqualShares,
    /// Proportional approval voting.
    Pav,
    /// Sequential proportional approval voting.
    SequentialPav,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Rule; 4] =
        [Rule::SequentialPhragmen, Rule::EqualShares, Rule::Pav, Rule::SequentialPav];

    /// The literature's short name.
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::SequentialPhragmen => "seqphragmen",
            Rule::EqualShares => "equal-shares",
            Rule::Pav => "pav",
            Rule::SequentialPav => "seqpav",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Rule {
    type Err = SlateError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Rule::ALL
            .into_iter()
            .find(|rule| rule.as_str() == word)
            .ok_or_else(|| SlateError::UnknownRule { word: word.to_owned() })
    }
}

/// What becomes of ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// The candidate, or the committee, of the lowest number.
    Lowest,
    /// Every committee that some way of breaking ties elects.
    All,
}

/// How committees were looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// Place by place, as the rule is defined.
    Sequential,
    /// Every committee was looked at.
    Exhaustive,
    /// From a good committee by exchanges until none is for the better; others may be better still.
    Local,
}

impl Search {
    /// A fixed word for files.
    pub fn as_str(self) -> &'static str {
        match self {
            Search::Sequential => "sequential",
            Search::Exhaustive => "exhaustive",
            Search::Local => "local",
        }
    }
}

/// What a rule elects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elected {
    /// With [`Ties::Lowest`] one committee, sequential rules in the order of choice; with
    /// [`Ties::All`] all of them, each ascending and the list sorted.
    pub committees: Vec<Vec<u32>>,
    /// How they were looked for.
    pub search: Search,
}

/// Why no slate can be elected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlateError {
    /// No rule has this name.
    #[error("`{word}` is no rule; use seqphragmen, equal-shares, pav or seqpav")]
    UnknownRule {
        /// The word.
        word: String,
    },
    /// The size is 0, above the number of candidates or above [`MAX_SIZE`].
    #[error("a slate of {size} cannot be chosen among {candidates}; at most {MAX_SIZE} are")]
    Size {
        /// What was asked for.
        size: usize,
        /// Candidates there are.
        candidates: usize,
    },
    /// A ballot names a candidate that is not there.
    #[error("ballot {ballot}, from 0, names candidate {candidate} among {candidates} from 0")]
    NoSuchCandidate {
        /// The ballot's number, from 0.
        ballot: usize,
        /// The candidate's number.
        candidate: u32,
        /// Candidates there are.
        candidates: usize,
    },
    /// More voters or approvals than can be numbered.
    #[error("{found} voters or approvals, and at most {} can be counted together", u32::MAX)]
    TooMany {
        /// How many there are.
        found: usize,
    },
    /// More tied committees than are followed.
    #[error("more than {MAX_TIED} committees are tied")]
    TooManyTied,
}

impl SlateError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            SlateError::UnknownRule { .. } => "write one of these names",
            SlateError::Size { .. } => "choose another --size",
            SlateError::NoSuchCandidate { .. } => "number the candidates from 0 below num_cand",
            SlateError::TooMany { .. } => "split the input",
            SlateError::TooManyTied => "leave out --all for the committee of the lowest numbers",
        }
    }
}

/// Elects `size` of the profile's candidates.
///
/// # Errors
/// The size fits neither the profile nor [`MAX_SIZE`], or too many committees are tied.
pub fn elect(
    profile: &Profile,
    rule: Rule,
    size: usize,
    ties: Ties,
) -> Result<Elected, SlateError> {
    let candidates = profile.candidates();
    if size == 0 || size > candidates || size > MAX_SIZE {
        return Err(SlateError::Size { size, candidates });
    }
    let committees = match rule {
        Rule::SequentialPhragmen => phragmen::elect(profile, size, ties)?,
        Rule::EqualShares => equal_shares::elect(profile, size, ties)?,
        Rule::SequentialPav => sequential_pav::elect(profile, size, ties)?,
        Rule::Pav => return pav::elect(profile, size, ties),
    };
    Ok(Elected { committees, search: Search::Sequential })
}
