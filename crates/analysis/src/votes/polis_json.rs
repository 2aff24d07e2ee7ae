//! The JSON that the Polis server keeps of a conversation's mathematics, `math-pca2.json`.
//!
//! Its sign is that of the Polis database: **agree = −1**. [`math_pca2`] turns the centre and the
//! components, so that positions of people, statements and groups stay the same. Identifiers that
//! are whole numbers are written as numbers, others as text. Left out, since this analysis has no
//! such thing: `math_tick`, `lastModTimestamp`. Column order, and so the order of `tids` and of the
//! lists under `pca`, is that of first appearance in the votes; keys of objects are sorted.
//!
//! [`given_from_json`] reads back who is in and the groups. Checked against published files:
//! `tests/votes`.

use std::collections::BTreeMap;

use consultation::{Heard, Moderation, Statement};
use findings::VoteCounts;
use serde::{Deserialize, Serialize};

use crate::votes::consensus::{Majority, group_informed};
use crate::votes::given::Given;
use crate::votes::kmeans::Cluster;
use crate::votes::representative::Representative;
use crate::votes::{PolisFit, VotesError};

/// The sign of an agree in the Polis database; inside it is +1.
const DATABASE_AGREE: f64 = -1.0;

/// A participant's or statement's identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Id {
    /// A whole number, as Polis has them.
    Number(i64),
    /// Anything else.
    Text(String),
}

impl From<&str> for Id {
    fn from(verbatim: &str) -> Id {
        match verbatim.parse::<i64>() {
            Ok(number) if number.to_string() == verbatim => Id::Number(number),
            _ => Id::Text(verbatim.to_owned()),
        }
    }
}

impl From<Id> for String {
    fn from(id: Id) -> String {
        match id {
            Id::Number(number) => number.to_string(),
            Id::Text(text) => text,
        }
    }
}

/// The whole file. Field names are Polis's, in kebab case.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct MathPca2 {
    /// Participants with a vote.
    pub n: usize,
    /// Statements with a vote.
    pub n_cmts: usize,
    /// Statements in column order.
    pub tids: Vec<Id>,
    /// Statements that moderation released.
    pub mod_in: Vec<Id>,
    /// Statements that take no part.
    pub mod_out: Vec<Id>,
    /// Statements about the voter.
    pub meta_tids: Vec<Id>,
    /// Participants who are placed.
    pub in_conv: Vec<Id>,
    /// Votes of each participant.
    pub user_vote_counts: BTreeMap<Id, usize>,
    /// Centre and components.
    pub pca: PcaJson,
    /// Participants who stand together.
    pub base_clusters: BaseClusters,
    /// Groups of base clusters.
    pub group_clusters: Vec<GroupCluster>,
    /// Votes of each group.
    pub group_votes: BTreeMap<u32, GroupVotesJson>,
    /// Votes of each base cluster on each statement.
    pub votes_base: BTreeMap<Id, VotesBase>,
    /// Representative statements of each group.
    pub repness: BTreeMap<u32, Vec<Repness>>,
    /// The majority consensus.
    pub consensus: ConsensusJson,
    /// Group-informed consensus of each statement.
    pub group_aware_consensus: BTreeMap<Id, f64>,
    /// Weight with which each statement would be shown next.
    pub comment_priorities: BTreeMap<Id, f64>,
    /// Time of the last vote in milliseconds, where times are known.
    #[serde(rename = "lastVoteTimestamp", skip_serializing_if = "Option::is_none")]
    pub last_vote_timestamp: Option<i64>,
}

/// `pca`, over the columns, agree = −1.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PcaJson {
    /// Mean vote.
    pub center: Vec<f64>,
    /// The two components.
    pub comps: [Vec<f64>; 2],
    /// Positions of the statements: all first coordinates, then all second ones.
    pub comment_projection: [Vec<f64>; 2],
    /// Length of each position.
    pub comment_extremity: Vec<f64>,
}

/// `base-clusters`: lists of equal length.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BaseClusters {
    /// Numbers, ascending.
    pub id: Vec<u32>,
    /// Participants.
    pub members: Vec<Vec<Id>>,
    /// First coordinate of the centre.
    pub x: Vec<f64>,
    /// Second coordinate of the centre.
    pub y: Vec<f64>,
    /// Number of participants.
    pub count: Vec<usize>,
}

/// One of `group-clusters`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupCluster {
    /// Polis number, from 0.
    pub id: u32,
    /// Numbers of its base clusters.
    pub members: Vec<u32>,
    /// Weighted mean of its base clusters.
    pub center: [f64; 2],
}

/// Agrees, disagrees and all votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub struct Counts {
    /// Agrees.
    pub a: u64,
    /// Disagrees.
    pub d: u64,
    /// All votes.
    pub s: u64,
}

/// One of `group-votes`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct GroupVotesJson {
    /// Polis number of the group.
    pub id: u32,
    /// Participants in it.
    pub n_members: u64,
    /// Its votes on each statement.
    pub votes: BTreeMap<Id, Counts>,
}

/// One of `votes-base`: a number for each base cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub struct VotesBase {
    /// Agrees.
    pub a: Vec<u64>,
    /// Disagrees.
    pub d: Vec<u64>,
    /// All votes.
    pub s: Vec<u64>,
}

/// One representative statement of `repness`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Repness {
    /// The statement.
    pub tid: Id,
    /// Members who agree (or disagree).
    pub n_success: u64,
    /// Members who voted on it.
    pub n_trials: u64,
    /// (successes + 1) / (trials + 2).
    pub p_success: f64,
    /// Proportion test.
    pub p_test: f64,
    /// Rate inside over rate outside.
    pub repness: f64,
    /// Two-proportion test.
    pub repness_test: f64,
    /// `agree` or `disagree`.
    pub repful_for: &'static str,
    /// Agrees of the group, for the best agreed statement only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n_agree: Option<u64>,
    /// True for the best agreed statement, else absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best_agree: Option<bool>,
}

/// `consensus`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConsensusJson {
    /// What most agree with, strongest first.
    pub agree: Vec<MajorityJson>,
    /// What most disagree with, strongest first.
    pub disagree: Vec<MajorityJson>,
}

/// One statement of `consensus`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct MajorityJson {
    /// The statement.
    pub tid: Id,
    /// Participants who agree (or disagree).
    pub n_success: u64,
    /// Participants who voted on it.
    pub n_trials: u64,
    /// (successes + 1) / (trials + 2).
    pub p_success: f64,
    /// Proportion test.
    pub p_test: f64,
}

/// The file for one analysis.
pub fn math_pca2(heard: &Heard, fit: &PolisFit) -> MathPca2 {
    let names = Names::of(heard, fit);
    let chosen = |keep: fn(&Statement) -> bool| {
        heard.statements.iter().filter(|one| keep(one)).map(|one| one.id.as_str().into()).collect()
    };
    let by_statement =
        |values: Vec<f64>| names.statements.iter().cloned().zip(values).collect::<BTreeMap<_, _>>();
    let counts = (0..).map(|row| fit.matrix.row(row).len());
    MathPca2 {
        n: fit.matrix.rows(),
        n_cmts: fit.matrix.columns(),
        mod_in: chosen(|one| one.moderation == Moderation::Released),
        mod_out: chosen(|one| !one.takes_part()),
        meta_tids: chosen(|one| one.is_meta),
        in_conv: names.of_rows(&fit.grouping.in_conv),
        user_vote_counts: names.participants.iter().cloned().zip(counts).collect(),
        pca: pca(fit),
        base_clusters: base_clusters(&fit.grouping.base, &names),
        group_clusters: group_clusters(fit),
        group_votes: group_votes(fit, &names),
        votes_base: votes_base(fit, &names),
        repness: repness(fit, &names),
        consensus: ConsensusJson {
            agree: fit.consensus.agreed.iter().map(|one| majority(one, &names)).collect(),
            disagree: fit.consensus.rejected.iter().map(|one| majority(one, &names)).collect(),
        },
        group_aware_consensus: by_statement(group_aware_consensus(fit)),
        comment_priorities: by_statement(fit.priorities.clone()),
        last_vote_timestamp: heard.votes.iter().filter_map(|vote| vote.time).max().map(|at| at.0),
        tids: names.statements,
    }
}

/// Reads who is in and the groups from the text of such a file.
///
/// # Errors
/// The text is no JSON, or lacks `in-conv`, `base-clusters` or `group-clusters`.
pub fn given_from_json(text: &str) -> Result<Given, VotesError> {
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    struct File {
        in_conv: Vec<Id>,
        base_clusters: Base,
        group_clusters: Vec<Group>,
    }
    #[derive(Deserialize)]
    struct Base {
        id: Vec<u32>,
        members: Vec<Vec<Id>>,
    }
    #[derive(Deserialize)]
    struct Group {
        id: u32,
        members: Vec<u32>,
    }
    let file: File = serde_json::from_str(text)
        .map_err(|error| VotesError::GivenBroken { what: error.to_string() })?;
    let Base { id, members } = file.base_clusters;
    if id.len() != members.len() {
        let what = "base-clusters has other numbers of ids and members".to_owned();
        return Err(VotesError::GivenBroken { what });
    }
    let names = |ids: Vec<Id>| ids.into_iter().map(String::from).collect();
    Ok(Given {
        in_conv: names(file.in_conv),
        base: id.into_iter().zip(members.into_iter().map(names)).collect(),
        groups: file.group_clusters.into_iter().map(|group| (group.id, group.members)).collect(),
    })
}

/// Identifiers by row and by column.
struct Names {
    participants: Vec<Id>,
    statements: Vec<Id>,
}

impl Names {
    fn of(heard: &Heard, fit: &PolisFit) -> Names {
        let participant = |&at: &u32| heard.participants[at as usize].as_str().into();
        let statement = |&at: &u32| heard.statements[at as usize].id.as_str().into();
        Names {
            participants: fit.matrix.participants().iter().map(participant).collect(),
            statements: fit.matrix.statements().iter().map(statement).collect(),
        }
    }

    fn of_rows(&self, rows: &[u32]) -> Vec<Id> {
        rows.iter().map(|&row| self.participants[row as usize].clone()).collect()
    }
}

fn pca(fit: &PolisFit) -> PcaJson {
    // Adding 0 turns −0 into 0.
    let turned = |vector: &[f64]| vector.iter().map(|x| DATABASE_AGREE * x + 0.0).collect();
    let [first, second] = &fit.pca.components;
    let along = |axis: usize| fit.pca.statements().iter().map(|at| at[axis]).collect();
    PcaJson {
        center: turned(&fit.pca.centre),
        comps: [turned(first), turned(second)],
        comment_projection: [along(0), along(1)],
        comment_extremity: fit.extremity.clone(),
    }
}

fn base_clusters(base: &[Cluster], names: &Names) -> BaseClusters {
    BaseClusters {
        id: base.iter().map(|cluster| cluster.id).collect(),
        members: base.iter().map(|cluster| names.of_rows(&cluster.members)).collect(),
        x: base.iter().map(|cluster| cluster.centre[0]).collect(),
        y: base.iter().map(|cluster| cluster.centre[1]).collect(),
        count: base.iter().map(|cluster| cluster.members.len()).collect(),
    }
}

fn group_clusters(fit: &PolisFit) -> Vec<GroupCluster> {
    let base_id = |&at: &u32| fit.grouping.base[at as usize].id;
    let group = |group: &Cluster| GroupCluster {
        id: group.id,
        members: group.members.iter().map(base_id).collect(),
        center: group.centre,
    };
    fit.grouping.groups.iter().map(group).collect()
}

fn group_votes(fit: &PolisFit, names: &Names) -> BTreeMap<u32, GroupVotesJson> {
    let counts =
        |counts: &VoteCounts| Counts { a: counts.agree, d: counts.disagree, s: counts.seen() };
    let groups = fit.grouping.groups.iter().zip(fit.grouping.sizes()).zip(&fit.group_counts);
    groups
        .map(|((group, n_members), votes)| {
            let votes = names.statements.iter().cloned().zip(votes.iter().map(counts)).collect();
            (group.id, GroupVotesJson { id: group.id, n_members, votes })
        })
        .collect()
}

fn votes_base(fit: &PolisFit, names: &Names) -> BTreeMap<Id, VotesBase> {
    let mut base_of = vec![None; fit.matrix.rows()];
    for (at, cluster) in (0..).zip(&fit.grouping.base) {
        cluster.members.iter().for_each(|&row| base_of[row as usize] = Some(at));
    }
    let by_base = fit.matrix.counts_by_group(&base_of, fit.grouping.base.len());
    let votes = |column: usize| VotesBase {
        a: by_base.iter().map(|counts| counts[column].agree).collect(),
        d: by_base.iter().map(|counts| counts[column].disagree).collect(),
        s: by_base.iter().map(|counts| counts[column].seen()).collect(),
    };
    names.statements.iter().cloned().zip((0..).map(votes)).collect()
}

fn repness(fit: &PolisFit, names: &Names) -> BTreeMap<u32, Vec<Repness>> {
    let one = |found: &Representative| Repness {
        tid: names.statements[found.column].clone(),
        n_success: found.successes,
        n_trials: found.trials,
        p_success: found.rate,
        p_test: found.test,
        repness: found.ratio,
        repness_test: found.ratio_test,
        repful_for: if found.agrees { "agree" } else { "disagree" },
        n_agree: found.best_agreed,
        best_agree: found.best_agreed.map(|_| true),
    };
    let groups = fit.grouping.groups.iter().zip(&fit.representative);
    groups.map(|(group, found)| (group.id, found.iter().map(one).collect())).collect()
}

fn majority(found: &Majority, names: &Names) -> MajorityJson {
    MajorityJson {
        tid: names.statements[found.column].clone(),
        n_success: found.successes,
        n_trials: found.trials,
        p_success: found.rate,
        p_test: found.test,
    }
}

fn group_aware_consensus(fit: &PolisFit) -> Vec<f64> {
    let of_column = |column: usize| {
        let by_group: Vec<_> = fit.group_counts.iter().map(|counts| counts[column]).collect();
        // The product over no groups is 1.
        group_informed(&by_group).map_or(1.0, |(agree, _)| agree)
    };
    (0..fit.matrix.columns()).map(of_column).collect()
}
