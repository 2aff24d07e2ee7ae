//! Ward's tree over groups: which of them are nearest to each other.
//!
//! Ward, "Hierarchical grouping to optimize an objective function" (1963): of all pairs, those two groups
//! are joined whose joining adds least to the squared distances within, n₁n₂/(n₁+n₂)·‖m₁−m₂‖² for groups of
//! n texts with mean m. A branch never holds more than a given number of groups, so that a reader can take
//! in what stands under one heading. Cost: the cube of the number of groups in looks at a
//! number, so at most [`MOST`] groups.

use super::lanes::add_scaled;
use super::svd::Dense;

/// Groups above which no tree is built.
pub(crate) const MOST: usize = 1_000;

/// A branch on its way up.
struct Branch {
    groups: Vec<u32>,
    size: f32,
    mean: Vec<f32>,
}

/// For each group its branch, numbered from 0 by its first group, when groups are joined until `branches`
/// are left, or no two may be joined without holding more than `widest` groups. `means` has a row a group,
/// `sizes` its texts.
pub(crate) fn branches(means: &Dense, sizes: &[usize], branches: usize, widest: usize) -> Vec<u32> {
    let leaf = |at: usize| Branch {
        groups: vec![at as u32],
        size: sizes[at].max(1) as f32,
        mean: means.row(at).to_vec(),
    };
    let mut open: Vec<Branch> = (0..means.rows()).map(leaf).collect();
    // What joining two would add; row by the later of the two.
    let mut costs: Vec<Vec<f32>> = (0..open.len())
        .map(|later| (0..later).map(|earlier| cost(&open[earlier], &open[later])).collect())
        .collect();
    while open.len() > branches.max(1) {
        let Some((earlier, later)) = cheapest(&open, &costs, widest) else { break };
        let joined = open.remove(later);
        costs.remove(later);
        costs[later..].iter_mut().for_each(|row| {
            row.remove(later);
        });
        join(&mut open[earlier], joined);
        for other in (0..open.len()).filter(|&other| other != earlier) {
            costs[earlier.max(other)][earlier.min(other)] = cost(&open[earlier], &open[other]);
        }
    }
    let mut branch_of = vec![0; means.rows()];
    for (number, branch) in (0..).zip(&open) {
        for &group in &branch.groups {
            branch_of[group as usize] = number;
        }
    }
    branch_of
}

/// The pair that costs least to join, the first of equals.
fn cheapest(open: &[Branch], costs: &[Vec<f32>], widest: usize) -> Option<(usize, usize)> {
    let mut best: Option<(f32, usize, usize)> = None;
    for (later, row) in costs.iter().enumerate() {
        for (earlier, &cost) in row.iter().enumerate() {
            let narrow = open[earlier].groups.len() + open[later].groups.len() <= widest;
            if narrow && best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, earlier, later));
            }
        }
    }
    best.map(|(_, earlier, later)| (earlier, later))
}

fn cost(a: &Branch, b: &Branch) -> f32 {
    let distance: f32 = a.mean.iter().zip(&b.mean).map(|(x, y)| (x - y) * (x - y)).sum();
    a.size * b.size / (a.size + b.size) * distance
}

fn join(into: &mut Branch, other: Branch) {
    let size = into.size + other.size;
    let share = other.size / size;
    into.mean.iter_mut().for_each(|x| *x *= 1.0 - share);
    add_scaled(&mut into.mean, share, &other.mean);
    into.groups.extend(other.groups);
    into.size = size;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_groups_are_joined_up_to_the_widest_branch() {
        let means = Dense { values: vec![0.0, 0.1, 5.0, 0.2, 5.1, 9.0], width: 1 };
        let of = |left, widest| branches(&means, &[10, 10, 10, 10, 10, 10], left, widest);
        assert_eq!(of(3, 9), [0, 0, 1, 0, 1, 2]);
        assert_eq!(of(2, 9), [0, 0, 1, 0, 1, 1]);
        assert_eq!(of(1, 2), [0, 0, 1, 2, 1, 2]);
    }
}
