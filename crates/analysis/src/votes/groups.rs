//! Opinion groups: who is in, base clusters, and how many groups.
//!
//! Source: Polis `math/conversation.clj` and `math/clusters.clj`.
//! - Who is in: participants with at least min(7, statements) votes; if fewer than 15 are in, the
//!   most active are added until 15 are. Polis never puts anybody out again, which needs a history
//!   and so comes in only through a [`Given`](crate::votes::Given).
//! - Base clusters: [`kmeans`] of those who are in with k = 100; up to 100 distinct positions,
//!   each is a base cluster of its own.
//! - Groups: [`kmeans`] of the base clusters' centres, weighted by their size, for k = 2 to
//!   min(5, 2 + ⌊B/12⌋), B base clusters, 20 rounds after the first.
//! - The number of groups is the k with the largest mean [`silhouette`] over the base clusters'
//!   centres, unweighted; the larger k wins a tie.
//!
//! Groups found this way are a reading of the map, not a proof that there are any: votes permuted
//! within each column, with no structure left, still give silhouettes of 0.3 to 0.5.
//! Cost O(participants · 100) a round. Checked on the published conversations: `tests/votes`.

use crate::votes::given::GivenRows;
use crate::votes::kmeans::{Cluster, distance, kmeans, mean};
use crate::votes::matrix::VoteMatrix;

/// Fewest votes for being placed, where there are as many statements.
const VOTES_NEEDED: usize = 7;

/// People who are placed if there are as many, however few their votes.
const FEWEST_PLACED: usize = 15;

const BASE_CLUSTERS: usize = 100;
const BASE_ROUNDS: usize = 100;
const MAX_GROUPS: usize = 5;
const GROUP_ROUNDS: usize = 20;

/// Who is in, and with whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Grouping {
    /// Rows of those who are in, ascending.
    pub in_conv: Vec<u32>,
    /// Base clusters by ascending id; members are rows.
    pub base: Vec<Cluster>,
    /// Groups by ascending id; members are positions in `base`. Empty when all stand on one spot.
    pub groups: Vec<Cluster>,
    /// Mean silhouette of each number of groups that was tried.
    pub tried: Vec<(u32, f64)>,
    /// Mean silhouette of `groups`.
    pub silhouette: Option<f64>,
}

impl Grouping {
    /// Groups the rows by where they stand; `given` takes the place of what it holds.
    pub(crate) fn of(
        matrix: &VoteMatrix,
        positions: &[[f64; 2]],
        given: Option<&GivenRows>,
    ) -> Grouping {
        let in_conv = given.map_or_else(|| in_conv(matrix), |given| given.in_conv.clone());
        match given {
            Some(given) if !given.groups.is_empty() => as_given(in_conv, positions, given),
            _ => computed(in_conv, positions),
        }
    }

    /// The group of each of `rows` rows, as a position in `groups`.
    pub fn group_of(&self, rows: usize) -> Vec<Option<u32>> {
        let mut group_of = vec![None; rows];
        for (at, group) in self.groups.iter().enumerate() {
            for &base in &group.members {
                for &row in &self.base[base as usize].members {
                    group_of[row as usize] = Some(at as u32);
                }
            }
        }
        group_of
    }

    /// Participants in each group.
    pub fn sizes(&self) -> Vec<u64> {
        let size = |&base: &u32| self.base[base as usize].members.len() as u64;
        self.groups.iter().map(|group| group.members.iter().map(size).sum()).collect()
    }
}

/// Fewest votes for being placed.
pub fn votes_needed(matrix: &VoteMatrix) -> usize {
    VOTES_NEEDED.min(matrix.columns())
}

/// Mean over all members of (b − a) / max(a, b), a the mean distance to the others of one's own
/// cluster and b the least mean distance to another cluster (Rousseeuw 1987). A member alone in its
/// cluster counts 0, and so does everyone where there is one cluster only.
pub fn silhouette(points: &[[f64; 2]], clusters: &[Cluster]) -> f64 {
    let mut sum = 0.0;
    let mut members = 0.0;
    for (own, cluster) in clusters.iter().enumerate() {
        for &member in &cluster.members {
            sum += silhouette_of(points, clusters, own, member);
            members += 1.0;
        }
    }
    if members == 0.0 { 0.0 } else { sum / members }
}

fn silhouette_of(points: &[[f64; 2]], clusters: &[Cluster], own: usize, member: u32) -> f64 {
    let to = |other: &u32| distance(points[member as usize], points[*other as usize]);
    let others = clusters[own].members.len() - 1;
    if others == 0 || clusters.len() == 1 {
        return 0.0;
    }
    let within = clusters[own].members.iter().map(to).sum::<f64>() / others as f64;
    let nearest = clusters
        .iter()
        .enumerate()
        .filter(|&(at, _)| at != own)
        .map(|(_, cluster)| {
            cluster.members.iter().map(to).sum::<f64>() / cluster.members.len() as f64
        })
        .fold(f64::INFINITY, f64::min);
    let larger = within.max(nearest);
    if larger == 0.0 { 0.0 } else { (nearest - within) / larger }
}

fn in_conv(matrix: &VoteMatrix) -> Vec<u32> {
    let votes: Vec<usize> = (0..matrix.rows()).map(|row| matrix.row(row).len()).collect();
    let needed = votes_needed(matrix);
    let (mut rows, mut rest): (Vec<usize>, Vec<usize>) =
        (0..votes.len()).partition(|&row| votes[row] >= needed);
    rest.sort_by_key(|&row| std::cmp::Reverse(votes[row]));
    rows.extend(rest.into_iter().take(FEWEST_PLACED.saturating_sub(rows.len())));
    rows.sort_unstable();
    rows.into_iter().map(|row| row as u32).collect()
}

fn computed(in_conv: Vec<u32>, positions: &[[f64; 2]]) -> Grouping {
    let points: Vec<[f64; 2]> = in_conv.iter().map(|&row| positions[row as usize]).collect();
    let mut base = kmeans(&points, &vec![1.0; points.len()], BASE_CLUSTERS, BASE_ROUNDS);
    for cluster in &mut base {
        cluster.members.iter_mut().for_each(|member| *member = in_conv[*member as usize]);
    }
    let (groups, tried) = grouped(&base);
    let silhouette = groups.first().map(|_| silhouette(&centres(&base), &groups));
    Grouping { in_conv, base, groups, tried, silhouette }
}

/// The groups with the largest silhouette, and the silhouette of each number that was tried.
fn grouped(base: &[Cluster]) -> (Vec<Cluster>, Vec<(u32, f64)>) {
    let points = centres(base);
    let weights: Vec<f64> = base.iter().map(|cluster| cluster.members.len() as f64).collect();
    let mut best: Option<(f64, Vec<Cluster>)> = None;
    let mut tried = Vec::new();
    for k in 2..=MAX_GROUPS.min(2 + base.len() / 12) {
        let groups = kmeans(&points, &weights, k, GROUP_ROUNDS);
        if groups.len() < 2 {
            continue;
        }
        let silhouette = silhouette(&points, &groups);
        tried.push((k as u32, silhouette));
        if best.as_ref().is_none_or(|(so_far, _)| silhouette >= *so_far) {
            best = Some((silhouette, groups));
        }
    }
    (best.map_or_else(Vec::new, |(_, groups)| groups), tried)
}

/// The silhouettes of a grouping when its base clusters hold so many people, and stand, elsewhere: of
/// each number of groups that was tried, or of the groups themselves where none was. Base
/// clusters without people are left out.
pub(crate) fn regrouped(grouping: &Grouping, base: &[(f64, [f64; 2])]) -> Vec<f64> {
    let kept: Vec<usize> = (0..base.len()).filter(|&at| base[at].0 > 0.0).collect();
    let points: Vec<[f64; 2]> = kept.iter().map(|&at| base[at].1).collect();
    if grouping.tried.is_empty() {
        let number = |&at: &u32| kept.binary_search(&(at as usize)).ok().map(|at| at as u32);
        let members = |group: &Cluster| Cluster {
            members: group.members.iter().filter_map(number).collect(),
            ..group.clone()
        };
        let groups: Vec<Cluster> =
            grouping.groups.iter().map(members).filter(|one| !one.members.is_empty()).collect();
        return vec![silhouette(&points, &groups)];
    }
    let weights: Vec<f64> = kept.iter().map(|&at| base[at].0).collect();
    let formed = |&(k, _): &(u32, f64)| kmeans(&points, &weights, k as usize, GROUP_ROUNDS);
    grouping.tried.iter().map(|tried| silhouette(&points, &formed(tried))).collect()
}

fn centres(base: &[Cluster]) -> Vec<[f64; 2]> {
    base.iter().map(|cluster| cluster.centre).collect()
}

/// Takes base clusters and groups over; their centres are where the members stand here.
fn as_given(in_conv: Vec<u32>, positions: &[[f64; 2]], given: &GivenRows) -> Grouping {
    let cluster = |points: &[[f64; 2]], weights: &[f64], (id, members): &(u32, Vec<u32>)| Cluster {
        id: *id,
        members: members.clone(),
        centre: mean(points, weights, members),
    };
    let alike = vec![1.0; positions.len()];
    let base: Vec<_> = given.base.iter().map(|base| cluster(positions, &alike, base)).collect();
    let points = centres(&base);
    let weights: Vec<f64> = base.iter().map(|cluster| cluster.members.len() as f64).collect();
    let groups: Vec<_> =
        given.groups.iter().map(|group| cluster(&points, &weights, group)).collect();
    let silhouette = Some(silhouette(&points, &groups));
    Grouping { in_conv, base, groups, tried: Vec::new(), silhouette }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use consultation::{Heard, ParticipantId, Statement, Vote, VoteCast};

    /// Everybody who stands somewhere, grouped.
    pub(crate) fn grouped_at(positions: &[[f64; 2]]) -> Grouping {
        computed((0..positions.len() as u32).collect(), positions)
    }

    /// Participant `i` has `votes[i]` votes, on the first statements.
    fn matrix(votes: &[u32]) -> VoteMatrix {
        let most = votes.iter().copied().max().unwrap_or(0);
        let cast = |participant: u32, votes: u32| {
            let vote = Vote::Agree;
            (0..votes).map(move |statement| VoteCast { participant, statement, vote, time: None })
        };
        let heard = Heard {
            statements: (0..most).map(|id| Statement::new(id.to_string(), "")).collect(),
            participants: (0..votes.len()).map(|id| ParticipantId(id.to_string())).collect(),
            votes: (0..).zip(votes).flat_map(|(who, &votes)| cast(who, votes)).collect(),
            ..Heard::default()
        };
        VoteMatrix::new(&heard).unwrap()
    }

    #[test]
    fn in_are_those_with_seven_votes_and_the_most_active_up_to_fifteen() {
        let mut votes = vec![6; 16];
        votes[3] = 7;
        votes[5] = 9;
        votes[7] = 5;
        votes[15] = 3;
        let all_but_the_last: Vec<u32> = (0..15).collect();
        assert_eq!(in_conv(&matrix(&votes)), all_but_the_last);
        // Ties go to the earlier row.
        assert_eq!(in_conv(&matrix(&[8, 1, 8, 1, 1]))[..], [0, 1, 2, 3, 4]);
        let many: Vec<u32> = (0..40).map(|row| if row % 2 == 0 { 7 } else { 6 }).collect();
        assert_eq!(in_conv(&matrix(&many)), (0..20).map(|row| 2 * row).collect::<Vec<u32>>());
        // With three statements, all three are enough.
        assert_eq!(votes_needed(&matrix(&[3, 1])), 3);
    }

    #[test]
    fn silhouette_by_hand() {
        let points = [[0.0, 0.0], [1.0, 0.0], [10.0, 0.0]];
        let cluster =
            |id, members: &[u32]| Cluster { id, members: members.to_vec(), centre: [0.0; 2] };
        let two = [cluster(0, &[0, 1]), cluster(1, &[2])];
        assert!((silhouette(&points, &two) - (0.9 + 8.0 / 9.0) / 3.0).abs() < 1e-12);
        assert_eq!(silhouette(&points, &[cluster(0, &[0, 1, 2])]), 0.0);
        assert_eq!(silhouette(&points, &[]), 0.0);
    }

    #[test]
    fn the_number_of_groups_tried_grows_with_the_base_clusters() {
        let tried = |base: usize| {
            let positions: Vec<_> = (0..base).map(|i| [(i * i) as f64, (i % 7) as f64]).collect();
            let grouping = computed((0..base as u32).collect(), &positions);
            (grouping.tried.iter().map(|(k, _)| *k).collect::<Vec<_>>(), grouping.groups.len())
        };
        assert_eq!(tried(1), (vec![], 0));
        assert_eq!(tried(11).0, [2]);
        assert_eq!(tried(12).0, [2, 3]);
        assert_eq!(tried(90).0, [2, 3, 4, 5]);
    }
}
