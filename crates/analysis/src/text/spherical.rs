//! Spherical k-means: groups of directions.
//!
//! Dhillon & Modha, "Concept decompositions for large sparse text data" (2001), seeded by greedy
//! k-means++ (Arthur & Vassilvitskii 2007) with distance 1 − cosine, best of several starts by the sum of
//! cosines. Points and centroids have length 1. Assignment is by point and sums are by group in the order
//! of the points, so threads change no bit. Cost: points · k · width a round, at most [`ROUNDS`] rounds.

use rayon::prelude::*;

use super::kernel::Packed;
use super::lanes::{dot, normalise};
use super::svd::Dense;
use crate::random::Random;

/// Rounds after which a start ends.
const ROUNDS: usize = 40;

/// Share of the points whose moving keeps a start going.
const STILL: f64 = 0.001;

/// Points tried for each next seed.
const TRIALS: usize = 3;

/// Points that are tried in the place of a centroid, for each group; with four times as many, or over and over, sums
/// rose by less than a ten-thousandth.
const SWAPS: usize = 5;

/// Least concentration κ of [`settled`]. Where groups are wide, a smaller one lets large groups take in their neighbours.
const CONCENTRATION_MIN: f64 = 10.0;

/// Directions in which points of a group are taken to differ where κ is estimated from how close they are. Of as many as the
/// vectors have, κ would be so large that no group could outgrow another.
const DIRECTIONS: f64 = 4.0;

/// Points whose nearest centroids are sought together.
const BLOCK: usize = 64;

/// Groups of directions.
#[derive(Clone, Debug)]
pub(crate) struct Fit {
    /// One row of length 1 a group.
    pub(crate) centroids: Dense,
    /// Sum over the points of the cosine to their group's centroid.
    pub(crate) objective: f64,
    /// Each point's group and cosine.
    pub(crate) assigned: Vec<(u32, f32)>,
}

/// The best of `starts` fits of `k` groups to points of length 1. With fewer points than `k`, as many groups as points.
pub(crate) fn fit(points: &Dense, k: usize, starts: u64, seed: u64) -> Fit {
    let k = k.min(points.rows());
    let one = |start: u64| {
        let seeds = seeds(points, k, &mut Random::stream(seed, 1_000 + start));
        lloyd(points, seeds)
    };
    let fits = (0..starts.max(1)).map(one);
    fits.reduce(|best, next| if next.objective > best.objective { next } else { best })
        .expect("there is at least one start")
}

/// Looks for centroids that a point drawn like a seed should replace, then lets the fit come to rest again.
///
/// Starts seldom put one seed into each of many groups, and rounds of k-means never move a centroid from a group that has
/// two to one that has none. Lattanzi & Sohler, "A better k-means++ algorithm via local search" (2019): a point drawn by its
/// distance takes the place of the centroid for which the sum of distances falls most, if it falls; tried [`SWAPS`] times a
/// group. Cost: points · k · width once, points · width a try, points · k where one is taken; memory 8 bytes · points · k.
pub(crate) fn swapped(points: &Dense, fit: Fit, seed: u64) -> Fit {
    let k = fit.centroids.rows();
    if k < 2 || k >= points.rows() {
        return fit;
    }
    let mut random = Random::stream(seed, 2_000);
    let mut centroids = fit.centroids.clone();
    let to_each = centroids.values.chunks_exact(points.width);
    let mut to_each: Vec<Vec<f64>> = to_each.map(|centroid| distances(points, centroid)).collect();
    let mut nearest = two_nearest(&to_each);
    for _ in 0..SWAPS * k {
        let drawn = points.row(draw(&nearest.first, &mut random));
        let new = distances(points, drawn);
        // Without a centroid its points go to their second or to the new one; all others to the nearer of two.
        let mut gain = 0.0;
        let mut loss = vec![0.0_f64; k];
        for (point, &new) in new.iter().enumerate() {
            let (first, second) = (nearest.first[point], nearest.second[point]);
            let with = first.min(new);
            gain += first - with;
            loss[nearest.group[point]] += second.min(new) - with;
        }
        let least = (0..k).min_by(|&a, &b| loss[a].total_cmp(&loss[b])).expect("there are two");
        if loss[least] < gain {
            centroids.values[least * points.width..][..points.width].copy_from_slice(drawn);
            to_each[least] = new;
            nearest = two_nearest(&to_each);
        }
    }
    let again = lloyd(points, centroids);
    if again.objective > fit.objective { again } else { fit }
}

/// Of each point the nearest centroid, and how far it and the next are.
struct Two {
    group: Vec<usize>,
    first: Vec<f64>,
    second: Vec<f64>,
}

/// The two nearest of each point by its distances to each centroid in turn, the first of equals.
fn two_nearest(to_each: &[Vec<f64>]) -> Two {
    let points = to_each[0].len();
    let far = vec![f64::INFINITY; points];
    let mut two = Two { group: vec![0; points], first: far.clone(), second: far };
    for (group, to_one) in to_each.iter().enumerate() {
        for (point, &distance) in to_one.iter().enumerate() {
            if distance < two.first[point] {
                two.second[point] = two.first[point];
                two.first[point] = distance;
                two.group[point] = group;
            } else if distance < two.second[point] {
                two.second[point] = distance;
            }
        }
    }
    two
}

/// Moves points between groups until those of unequal size may stay so.
///
/// k-means cuts a large group in two rather than leave a small one alone. In the hard form of a mixture of
/// von Mises–Fisher distributions (Banerjee, Dhillon, Ghosh, Sra, "Clustering on the unit hypersphere using von
/// Mises–Fisher distributions", 2005) with one concentration κ a point goes where κ·cosine + ln(share of the points) is
/// largest, so that large groups reach further. By their estimate κ = r(d − r²)/(1 − r²), r the mean cosine: the closer
/// groups are, the more a cosine says and the less a size.
pub(crate) fn settled(points: &Dense, fit: Fit) -> Fit {
    let k = fit.centroids.rows();
    let mut now = fit;
    for _ in 0..ROUNDS {
        let bias = bias(&now.assigned, k);
        let next = assign_with(points, &now.centroids, &bias);
        let moved = next.iter().zip(&now.assigned).filter(|(a, b)| a.0 != b.0).count();
        now.assigned = next;
        now.centroids = update(points, &mut now.assigned, k);
        if moved as f64 <= STILL * points.rows() as f64 {
            break;
        }
    }
    now.objective = now.assigned.iter().map(|&(_, cosine)| f64::from(cosine)).sum();
    now
}

/// κ for points of this mean cosine to their centroids.
fn concentration(mean: f64) -> f64 {
    let square = mean * mean;
    if square < 1.0 {
        (mean * (DIRECTIONS - square) / (1.0 - square)).max(CONCENTRATION_MIN)
    } else {
        f64::MAX
    }
}

/// ln(share)/κ of each group, half a point added to each.
fn bias(assigned: &[(u32, f32)], k: usize) -> Vec<f32> {
    let mut sizes = vec![0.5_f64; k];
    assigned.iter().for_each(|&(group, _)| sizes[group as usize] += 1.0);
    let all = assigned.len().max(1) as f64;
    let cosines: f64 = assigned.iter().map(|&(_, cosine)| f64::from(cosine)).sum();
    let concentration = concentration(cosines / all);
    sizes.iter().map(|size| (libm::log(size / all) / concentration) as f32).collect()
}

/// Each point's nearest centroid, the first of equals, with the cosine.
pub(crate) fn assign(points: &Dense, centroids: &Dense) -> Vec<(u32, f32)> {
    assign_with(points, centroids, &vec![0.0; centroids.rows()])
}

/// Each point's centroid with the largest sum of cosine and bias, the first of equals, with the cosine.
fn assign_with(points: &Dense, centroids: &Dense, bias: &[f32]) -> Vec<(u32, f32)> {
    let turned = Packed::turned(&centroids.values, centroids.width);
    let width = points.width;
    let mut nearest = vec![(0, 0.0); points.rows()];
    nearest.par_chunks_mut(BLOCK).zip(points.values.par_chunks(BLOCK * width)).for_each(
        |(nearest, points)| {
            let starts: Vec<usize> = (0..nearest.len()).map(|row| row * width).collect();
            let mut cosines = vec![0.0; nearest.len() * turned.width()];
            turned.add_product(points, &starts, &mut cosines);
            for (nearest, cosines) in nearest.iter_mut().zip(cosines.chunks_exact(turned.width())) {
                *nearest = largest(cosines, bias);
            }
        },
    );
    nearest
}

/// The position of the largest sum of cosine and bias, the first of equals, with the cosine.
fn largest(cosines: &[f32], bias: &[f32]) -> (u32, f32) {
    let (mut best, mut most) = ((0, 0.0), f32::NEG_INFINITY);
    for (at, (&cosine, &bias)) in (0..).zip(cosines.iter().zip(bias)) {
        if cosine + bias > most {
            most = cosine + bias;
            best = (at, cosine);
        }
    }
    best
}

/// Rounds of assignment and update from given centroids.
pub(crate) fn lloyd(points: &Dense, mut centroids: Dense) -> Fit {
    let mut assigned = assign(points, &centroids);
    for _ in 0..ROUNDS {
        centroids = update(points, &mut assigned, centroids.rows());
        let next = assign(points, &centroids);
        let moved = next.iter().zip(&assigned).filter(|(a, b)| a.0 != b.0).count();
        assigned = next;
        if moved as f64 <= STILL * points.rows() as f64 {
            break;
        }
    }
    let objective = assigned.iter().map(|&(_, cosine)| f64::from(cosine)).sum();
    Fit { centroids, objective, assigned }
}

/// The directions of the sums of each group; a group without points takes the worst placed point.
pub(crate) fn update(points: &Dense, assigned: &mut [(u32, f32)], k: usize) -> Dense {
    fill_empty(assigned, k);
    let members = members(assigned, k);
    let width = points.width;
    let mut values = vec![0.0; k * width];
    values.par_chunks_mut(width).zip(&members).for_each(|(row, members)| {
        let mut sums = vec![0.0_f64; width];
        for &point in members {
            for (sum, &x) in sums.iter_mut().zip(points.row(point as usize)) {
                *sum += f64::from(x);
            }
        }
        for (to, sum) in row.iter_mut().zip(sums) {
            *to = sum as f32;
        }
        normalise(row);
    });
    Dense { values, width }
}

/// The points of each group, ascending.
pub(crate) fn members(assigned: &[(u32, f32)], k: usize) -> Vec<Vec<u32>> {
    let mut members = vec![Vec::new(); k];
    for (point, &(group, _)) in assigned.iter().enumerate() {
        members[group as usize].push(point as u32);
    }
    members
}

/// Gives every empty group the point with the least cosine among groups of two or more.
pub(crate) fn fill_empty(assigned: &mut [(u32, f32)], k: usize) {
    let mut sizes = vec![0_usize; k];
    for &(group, _) in assigned.iter() {
        sizes[group as usize] += 1;
    }
    for empty in (0..k).filter(|&group| sizes[group] == 0).collect::<Vec<_>>() {
        let spare = (0..assigned.len()).filter(|&point| sizes[assigned[point].0 as usize] > 1);
        let worst = spare.min_by(|&a, &b| assigned[a].1.total_cmp(&assigned[b].1));
        if let Some(point) = worst {
            sizes[assigned[point].0 as usize] -= 1;
            sizes[empty] = 1;
            assigned[point] = (empty as u32, 1.0);
        }
    }
}

/// Greedy k-means++: each next seed is the best of a few points drawn by their distance.
fn seeds(points: &Dense, k: usize, random: &mut Random) -> Dense {
    let first = random.below(points.rows());
    let mut seeds = Dense { values: points.row(first).to_vec(), width: points.width };
    let mut distance = distances(points, points.row(first));
    while seeds.rows() < k {
        let nearer = |at: usize| -> Vec<f64> {
            let new = distances(points, points.row(at));
            new.iter().zip(&distance).map(|(a, b)| a.min(*b)).collect()
        };
        let candidates = (0..TRIALS).map(|_| draw(&distance, random)).collect::<Vec<_>>();
        let tried = candidates.into_iter().map(|at| {
            let left = nearer(at);
            (left.iter().sum::<f64>(), at, left)
        });
        let best = tried.min_by(|a, b| a.0.total_cmp(&b.0)).expect("TRIALS is above 0");
        seeds.values.extend_from_slice(points.row(best.1));
        distance = best.2;
    }
    seeds
}

/// 1 − cosine of every point to a direction, no less than 0.
fn distances(points: &Dense, to: &[f32]) -> Vec<f64> {
    let distance = |point: &[f32]| f64::from((1.0 - dot(point, to)).max(0.0));
    points.values.par_chunks_exact(points.width).with_min_len(256).map(distance).collect()
}

/// A position drawn with probability in proportion to its weight; any where all weights are 0.
fn draw(weights: &[f64], random: &mut Random) -> usize {
    let total: f64 = weights.iter().sum();
    let mut left = random.unit() * total;
    let hit = weights.iter().position(|&weight| {
        left -= weight;
        left < 0.0
    });
    hit.unwrap_or_else(|| random.below(weights.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups of points about a direction of their own, of these sizes, the last two near each other.
    fn groups(sizes: &[usize], noise: f64) -> (Dense, Vec<u32>) {
        let mut random = Random::stream(7, 7);
        let width = 64;
        let (mut values, mut of) = (Vec::new(), Vec::new());
        for (group, &size) in sizes.iter().enumerate() {
            for _ in 0..size {
                let noisy = |_| ((random.unit() - 0.5) * noise) as f32;
                let mut row: Vec<f32> = (0..width).map(noisy).collect();
                row[group] += 1.0;
                if group + 1 == sizes.len() {
                    row[group - 1] += 1.0;
                }
                normalise(&mut row);
                values.extend(row);
                of.push(group as u32);
            }
        }
        (Dense { values, width }, of)
    }

    /// Points whose group has no other group's points, as many groups as there are.
    fn parted(assigned: &[(u32, f32)], of: &[u32]) -> bool {
        let pairs: std::collections::BTreeSet<(u32, u32)> =
            assigned.iter().zip(of).map(|(found, &own)| (found.0, own)).collect();
        pairs.len() == of.iter().collect::<std::collections::BTreeSet<_>>().len()
    }

    #[test]
    fn a_centroid_too_many_in_one_group_goes_where_one_is_missing() {
        let (points, of) = groups(&[20; 40], 0.3);
        // Two seeds in the first group and none in the last, from which rounds of k-means never recover.
        let rows: Vec<usize> = [1].into_iter().chain((0..39).map(|group| group * 20)).collect();
        let stuck = lloyd(&points, points.at(&rows));
        assert!(!parted(&stuck.assigned, &of));
        let found = swapped(&points, stuck.clone(), 1);
        assert!(parted(&found.assigned, &of));
        assert!(found.objective > stuck.objective);
        let again = swapped(&points, found.clone(), 2);
        assert_eq!(again.assigned, found.assigned, "what is at rest stays");
    }

    #[test]
    fn a_few_points_or_one_group_have_nothing_to_swap() {
        let (points, _) = groups(&[3, 3], 0.3);
        for k in [1, 6] {
            let fit = fit(&points, k, 1, 1);
            assert_eq!(swapped(&points, fit.clone(), 1).assigned, fit.assigned);
        }
    }

    #[test]
    fn sizes_count_less_the_closer_groups_are() {
        let of = |mean| concentration(mean);
        assert!(of(0.2) == CONCENTRATION_MIN && of(0.6) == CONCENTRATION_MIN);
        assert!(of(0.9) > of(0.88) && (of(0.9) - 0.9 * 3.19 / 0.19).abs() < 1e-9);
        assert!(of(1.0) == f64::MAX && of(1.000_001) == f64::MAX);
        let (points, of) = groups(&[400, 10], 0.05);
        let settled = settled(&points, fit(&points, 2, 3, 1));
        assert!(parted(&settled.assigned, &of), "a small close group stays beside a large one");
    }
}
