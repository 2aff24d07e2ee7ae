//! Votes to opinion: matrix, directions, groups, representative statements, consensus.
//!
//! Two profiles, one [`matrix`]. [`opinion`] takes everything heard and gives an [`Opinion`] and each
//! participant's group.
//!
//! [`VotesProfile::Robust`], the default, shows groups only where the votes carry them, and says
//! why not where they do not: `observed`, `factors`, `rank`, `partition`, `stability`, `nulls`,
//! `search`, [`robust`].
//!
//! [`VotesProfile::Polis`] is what the Polis server computes, by its own formulas, from a cold
//! start and the same for the same input; [`polis`] gives every step of it, [`math_pca2`] writes the
//! server's JSON. Read in the order of the work: [`pca`], [`kmeans`], [`groups`] (or [`given`]),
//! [`representative`], [`consensus`], [`priority`], [`hexagons`], [`polis_json`].
//!
//! Beside the lists of either profile stand those of `bridging`, and `resamples`, `redrawn` and `ranges`
//! say how sure all of it is.
//!
//! Quirks of Polis that are kept, since they change the result: rows in order of first appearance,
//! hidden statements set to 0 for everyone instead of left out, k-means from the first distinct
//! rows, 20 rounds for groups, an unweighted silhouette over base clusters.
//!
//! Left out, since they make results unrepeatable or are slips: sampling in large conversations
//! (the components are exact at every size), random starts, history (being in for ever, groups
//! grown from the groups before, the delay before a new number of groups shows; all of it may be
//! [`Given`]), ties by hash order, merging points nearer than 10⁻⁸, the cap at 100,000 participants
//! and 10,000 statements, and subgroups, which nothing uses.
//!
//! ```
//! use consultation::{Heard, ParticipantId, Statement, Vote, VoteCast};
//!
//! let mut heard = Heard::default();
//! heard.statements = vec![Statement::new("1", "More buses."), Statement::new("2", "More roads.")];
//! heard.participants = (0..20).map(|id| ParticipantId(id.to_string())).collect();
//! for participant in 0..20 {
//!     let (first, second) = match participant % 2 {
//!         0 => (Vote::Agree, Vote::Disagree),
//!         _ => (Vote::Disagree, Vote::Agree),
//!     };
//!     heard.votes.push(VoteCast { participant, statement: 0, vote: first, time: None });
//!     heard.votes.push(VoteCast { participant, statement: 1, vote: second, time: None });
//! }
//! let result = analysis::votes::polis(&heard, None)?.expect("somebody voted");
//! assert_eq!(result.opinion.groups.groups.len(), 2);
//! assert_eq!(result.groups[0], result.groups[2]);
//! # Ok::<(), analysis::votes::VotesError>(())
//! ```

pub(crate) mod bridging;
pub mod consensus;
pub(crate) mod dense;
pub(crate) mod factors;
pub mod given;
pub mod groups;
pub mod hexagons;
pub mod kmeans;
pub mod matrix;
pub(crate) mod nulls;
pub(crate) mod observed;
mod opinion;
pub(crate) mod partition;
pub mod parts;
pub mod pca;
pub mod polis_json;
pub mod priority;
pub(crate) mod ranges;
pub(crate) mod rank;
pub(crate) mod redrawn;
pub mod representative;
pub(crate) mod resamples;
pub mod robust;
pub(crate) mod search;
pub(crate) mod stability;
pub(crate) mod tallies;

use consultation::Heard;
use findings::{GroupsOutcome, Opinion, VoteCounts};

pub use given::Given;
pub use polis_json::{given_from_json, math_pca2};

use consensus::Consensus;
use groups::Grouping;
use matrix::{MAX_VOTES, VoteMatrix};
use parts::Parts;
use pca::Pca;
use representative::Representative;

/// How votes are analysed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VotesProfile {
    /// Observed votes only; groups are shown only where they hold.
    #[default]
    Robust,
    /// What the Polis server computes.
    Polis,
}

impl VotesProfile {
    /// Its name in options, manifests and provenance.
    pub fn name(self) -> &'static str {
        match self {
            VotesProfile::Robust => "robust",
            VotesProfile::Polis => "polis",
        }
    }

    /// Name and version of the method, for the provenance.
    pub fn method(self) -> (&'static str, &'static str) {
        match self {
            VotesProfile::Robust => ("votes", "robust-1"),
            VotesProfile::Polis => ("votes", "polis-2026"),
        }
    }
}

/// What votes come to.
#[derive(Clone, Debug, PartialEq)]
pub struct VotesResult {
    /// What the report shows. Group 0 is the largest.
    pub opinion: Opinion,
    /// Each participant's group in the order of [`Heard::participants`]; `None` for those not
    /// placed.
    pub groups: Vec<Option<u32>>,
    /// Who voted, by channel and constituency.
    pub parts: Parts,
    /// Participants named as in by [`Given`] of whom this input has no vote.
    pub given_without_vote: u64,
    /// Every step of the profile `polis`; what `robust` needs of it is part of it too.
    pub polis: PolisFit,
}

/// Votes to opinion by a profile; `None` when nobody voted. `given` is for the profile `polis` only,
/// `seed` for `robust`: where its drawing of people and votes starts.
///
/// # Errors
/// The input is beyond the limits of [`VoteMatrix`], or `given` does not fit it.
pub fn opinion(
    heard: &Heard,
    profile: VotesProfile,
    given: Option<&Given>,
    seed: u64,
) -> Result<Option<VotesResult>, VotesError> {
    let given = given.filter(|_| profile == VotesProfile::Polis);
    let Some((fit, given_without_vote)) = fitted(heard, given)? else { return Ok(None) };
    let parts = Parts::of(heard, &fit.matrix);
    let (opinion, groups) = match profile {
        VotesProfile::Robust => {
            let found = robust::robust(&fit.matrix, seed);
            opinion::robust(heard, &fit, found, &parts, seed)
        }
        VotesProfile::Polis => opinion::polis(heard, &fit, &parts, seed),
    };
    Ok(Some(VotesResult { opinion, groups, parts, given_without_vote, polis: fit }))
}

/// Who votes with whom, and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupsAlone {
    /// What came of looking for groups.
    pub outcome: GroupsOutcome,
    /// Each participant's group in the order of [`Heard::participants`], 0 the largest; `None` for
    /// those not placed.
    pub groups: Vec<Option<u32>>,
    /// Votes that stand.
    pub votes: u64,
}

/// The opinion groups of [`opinion`] by the same steps, without what is said about statements; `None`
/// when nobody voted.
///
/// # Errors
/// The input is beyond the limits of [`VoteMatrix`].
pub fn groups_alone(
    heard: &Heard,
    profile: VotesProfile,
    seed: u64,
) -> Result<Option<GroupsAlone>, VotesError> {
    if heard.votes_cast() == 0 {
        return Ok(None);
    }
    let matrix = VoteMatrix::new(heard)?;
    let (outcome, of_rows) = match profile {
        VotesProfile::Robust => {
            let found = robust::robust(&matrix, seed);
            (found.outcome, found.group_of(matrix.rows()))
        }
        VotesProfile::Polis => {
            let positions = Pca::of(&matrix).participants(&matrix);
            let grouping = Grouping::of(&matrix, &positions, None);
            let order = opinion::by_size(&grouping);
            let outcome = opinion::polis_outcome(&grouping, &matrix);
            (outcome, opinion::shown_group(&grouping, matrix.rows(), &order))
        }
    };
    let groups = opinion::participants(heard, &matrix, &of_rows);
    Ok(Some(GroupsAlone { outcome, groups, votes: matrix.votes() as u64 }))
}

/// What the profile `polis` yields.
#[derive(Clone, Debug, PartialEq)]
pub struct PolisResult {
    /// What the report shows. Group 0 is the largest.
    pub opinion: Opinion,
    /// Each participant's group in the order of [`Heard::participants`]; `None` for those not
    /// placed.
    pub groups: Vec<Option<u32>>,
    /// Participants named as in by [`Given`] of whom this input has no vote.
    pub given_without_vote: u64,
    /// What it was made from, in rows, columns and Polis numbers.
    pub fit: PolisFit,
}

/// Every step of the way from votes to opinion. Lists by group are in the order of Polis numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct PolisFit {
    /// The votes that stand.
    pub matrix: VoteMatrix,
    /// Votes of all participants on each column.
    pub counts: Vec<VoteCounts>,
    /// Centre and components.
    pub pca: Pca,
    /// Where each row stands.
    pub positions: Vec<[f64; 2]>,
    /// Distance of each column's statement from the middle.
    pub extremity: Vec<f64>,
    /// Who is in and with whom.
    pub grouping: Grouping,
    /// Votes of each group on each column.
    pub group_counts: Vec<Vec<VoteCounts>>,
    /// Representative statements of each group.
    pub representative: Vec<Vec<Representative>>,
    /// The majority consensus.
    pub consensus: Consensus,
    /// Weight with which each column's statement would be shown next, hidden ones included.
    pub priorities: Vec<f64>,
}

/// Why votes could not be analysed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VotesError {
    /// More votes than can be placed.
    #[error("{found} votes, and at most {MAX_VOTES} can be analysed together; split the input")]
    TooManyVotes {
        /// Votes as cast.
        found: usize,
    },
    /// A vote names a participant or statement that is not in the input.
    #[error("vote number {vote}, from 0, points at a participant or statement that is not there")]
    PointsNowhere {
        /// Position among the votes.
        vote: usize,
    },
    /// The given file is no result of Polis.
    #[error("the given groups cannot be read: {what}; give a math-pca2.json as Polis writes it")]
    GivenBroken {
        /// What is wrong.
        what: String,
    },
    /// The given file is about other people.
    #[error(
        "nobody named in the given groups has a vote in this input; \
         give the math-pca2.json of the same conversation, with the same participant ids"
    )]
    GivenStrangers,
}

/// The `polis` profile, with seed 0 for drawing people anew. `given` takes the place of who is in
/// and, where it holds some, of the groups. `None` when nobody voted.
///
/// # Errors
/// The input is beyond the limits of [`VoteMatrix`], or `given` does not fit it.
pub fn polis(heard: &Heard, given: Option<&Given>) -> Result<Option<PolisResult>, VotesError> {
    let Some((fit, given_without_vote)) = fitted(heard, given)? else { return Ok(None) };
    let parts = Parts::of(heard, &fit.matrix);
    let (opinion, groups) = opinion::polis(heard, &fit, &parts, 0);
    Ok(Some(PolisResult { opinion, groups, given_without_vote, fit }))
}

/// The steps of the profile `polis`, and how many of those given have no vote.
fn fitted(heard: &Heard, given: Option<&Given>) -> Result<Option<(PolisFit, u64)>, VotesError> {
    if heard.votes_cast() == 0 {
        return Ok(None);
    }
    let matrix = VoteMatrix::new(heard)?;
    let given = given.map(|given| given.rows(heard, &matrix)).transpose()?;
    let pca = Pca::of(&matrix);
    let positions = pca.participants(&matrix);
    let grouping = Grouping::of(&matrix, &positions, given.as_ref());
    let fit = fit(heard, matrix, pca, positions, grouping);
    Ok(Some((fit, given.map_or(0, |given| given.without_vote))))
}

fn fit(
    heard: &Heard,
    matrix: VoteMatrix,
    pca: Pca,
    positions: Vec<[f64; 2]>,
    grouping: Grouping,
) -> PolisFit {
    let counts = matrix.counts().to_vec();
    let group_of = grouping.group_of(matrix.rows());
    let group_counts = matrix.counts_by_group(&group_of, grouping.groups.len());
    let extremity = pca.extremity();
    let priorities = priorities(heard, &matrix, &group_counts, &extremity);
    PolisFit {
        representative: representative::representative(&group_counts, matrix.takes_part()),
        consensus: Consensus::of(&counts, matrix.takes_part()),
        matrix,
        counts,
        pca,
        positions,
        extremity,
        grouping,
        group_counts,
        priorities,
    }
}

fn priorities(
    heard: &Heard,
    matrix: &VoteMatrix,
    group_counts: &[Vec<VoteCounts>],
    extremity: &[f64],
) -> Vec<f64> {
    let of_column = |(column, &at): (usize, &u32)| {
        let sum = |side: fn(&VoteCounts) -> u64| {
            group_counts.iter().map(|counts| side(&counts[column])).sum()
        };
        let counts = VoteCounts {
            agree: sum(|counts| counts.agree),
            disagree: sum(|counts| counts.disagree),
            pass: sum(|counts| counts.pass),
        };
        match heard.statements[at as usize].is_meta {
            true => priority::META,
            false => priority::priority(counts, extremity[column]),
        }
    };
    matrix.statements().iter().enumerate().map(of_column).collect()
}
