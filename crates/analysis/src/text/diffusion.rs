//! Texts drawn towards their neighbours, so that groups stand out before they are sought.
//!
//! A vector of a short text is mostly what its own words happen to be; what it has in common with its
//! nearest texts is what it is about. Each point moves to the direction of the mean of its nearest points,
//! [`STEPS`] times over one graph of neighbours: the mean-shift of Fukunaga & Hostetler (1975) with the
//! neighbours fixed, or a few steps of a random walk on them (Coifman & Lafon, "Diffusion maps", 2006).
//! Neighbours are exact. Cost: the square of the points times their width, so at most a sample of named
//! size is given. Ties go to the earlier point, and sums run in the order of likeness, so threads change no bit.

use rayon::prelude::*;

use super::kernel::Packed;
use super::lanes::{add_scaled, normalise};
use super::svd::Dense;

/// Points that make a neighbourhood, the point itself among them, at most.
const NEIGHBOURS: usize = 15;

/// How often every point moves.
const STEPS: usize = 2;

/// Points compared with all others at a time.
const BLOCK: usize = 32;

/// The points, each moved to where its neighbours are. `groups` is how many are sought, where that is
/// known: a neighbourhood is never more than half of what a group has on average.
pub(crate) fn diffused(points: &Dense, groups: Option<usize>) -> Dense {
    let width = width_of_neighbourhood(points.rows(), groups);
    if width < 2 {
        return points.clone();
    }
    let near = neighbours(points, width);
    let mut moved = points.clone();
    for _ in 0..STEPS {
        moved = step(&moved, &near);
    }
    moved
}

/// Few points have small neighbourhoods, as a neighbourhood must lie within a theme.
fn width_of_neighbourhood(points: usize, groups: Option<usize>) -> usize {
    let within = groups.map_or(usize::MAX, |groups| points / (2 * groups.max(1)));
    NEIGHBOURS.min(points.isqrt() / 2).min(within)
}

/// For each point the nearest, most like first, itself among them; none for a point without direction.
fn neighbours(points: &Dense, most: usize) -> Vec<Vec<u32>> {
    let turned = Packed::turned(&points.values, points.width);
    let columns = turned.width();
    let blocks: Vec<Vec<Vec<u32>>> = points
        .values
        .par_chunks(BLOCK * points.width)
        .map(|block| {
            let rows = block.len() / points.width;
            let starts: Vec<usize> = (0..rows).map(|row| row * points.width).collect();
            let mut cosines = vec![0.0; rows * columns];
            turned.add_product(block, &starts, &mut cosines);
            let of = |row: &[f32]| nearest(&row[..points.rows()], most);
            cosines.chunks_exact(columns).map(of).collect()
        })
        .collect();
    blocks.into_iter().flatten().collect()
}

/// Positions of the largest cosines above 0, largest first, the earlier of equals.
fn nearest(cosines: &[f32], most: usize) -> Vec<u32> {
    let mut best: Vec<(f32, u32)> = Vec::with_capacity(most + 1);
    let mut least = 0.0;
    for (at, &cosine) in (0..).zip(cosines) {
        if cosine > least {
            let place = best.partition_point(|&(other, _)| other >= cosine);
            best.insert(place, (cosine, at));
            best.truncate(most);
            if best.len() == most {
                least = best[most - 1].0;
            }
        }
    }
    best.into_iter().map(|(_, at)| at).collect()
}

fn step(points: &Dense, near: &[Vec<u32>]) -> Dense {
    let width = points.width;
    let mut values = vec![0.0; points.values.len()];
    values.par_chunks_mut(width).zip(near).for_each(|(row, near)| {
        near.iter().for_each(|&at| add_scaled(row, 1.0, points.row(at as usize)));
        normalise(row);
    });
    Dense { values, width }
}

#[cfg(test)]
mod tests {
    use super::super::lanes::dot;
    use super::*;
    use crate::random::Random;

    /// Two directions with noise larger than what tells them apart, 200 points each.
    fn noisy() -> Dense {
        let mut random = Random::stream(5, 5);
        let width = 64;
        let mut values = Vec::new();
        for point in 0..400 {
            let mut row: Vec<f32> = (0..width).map(|_| (random.unit() - 0.5) as f32).collect();
            row[point % 2] += 1.2;
            normalise(&mut row);
            values.extend(row);
        }
        Dense { values, width }
    }

    #[test]
    fn points_of_a_group_meet_and_groups_part() {
        let points = noisy();
        let near = diffused(&points, None);
        let mean = |points: &Dense, parity: usize| {
            let pairs =
                (0..400).step_by(2).flat_map(|a| (1..9).map(move |b| (a, a + 2 * b + parity)));
            let cosines: Vec<f64> = pairs
                .filter(|(_, b)| *b < 400)
                .map(|(a, b)| f64::from(dot(points.row(a), points.row(b))))
                .collect();
            cosines.iter().sum::<f64>() / cosines.len() as f64
        };
        let gap = |points: &Dense| mean(points, 0) - mean(points, 1);
        assert!(gap(&near) > gap(&points) + 0.3, "{} {}", gap(&near), gap(&points));
    }

    #[test]
    fn neighbours_are_the_nearest_by_a_plain_search() {
        let points = noisy();
        let found = neighbours(&points, 7);
        for at in [0, 31, 32, 399] {
            let mut all: Vec<(f32, usize)> =
                (0..400).map(|other| (dot(points.row(at), points.row(other)), other)).collect();
            all.sort_by(|a, b| b.0.total_cmp(&a.0));
            let mut expected: Vec<u32> = all[..7].iter().map(|one| one.1 as u32).collect();
            let mut found = found[at].clone();
            assert_eq!(found[0], at as u32);
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_few_points_and_points_without_direction_stay() {
        let few = Dense { values: vec![1.0, 0.0, 0.0, 1.0, 0.0, 0.0], width: 2 };
        assert_eq!(diffused(&few, None).values, few.values);
        let mut points = noisy();
        points.values[..64].fill(0.0);
        assert!(diffused(&points, None).row(0).iter().all(|&x| x == 0.0));
        assert_eq!(diffused(&points, Some(150)).values, points.values);
    }
}
