//! k-means in the plane as Polis runs it (Lloyd 1982, weighted, with a fixed start).
//!
//! Start: the first k distinct points in the order given. A round puts each point to its nearest
//! centre and moves each centre to the weighted mean of its points; centres without points are
//! dropped. It stops when every centre, both sides sorted, has moved less than 0.01, or after the
//! given number of further rounds. Source: Polis `math/clusters.clj`.
//!
//! What differs: distances are plain Euclidean, so points nearer than 10⁻⁸ stay apart, and a point
//! equally near to two centres goes to the lower number, where Polis follows the order of a hash
//! map. Cost O(points · k) a round at most, commonly a fifth of it, as centres too far off along the
//! first axis are not looked at; the nearest centres are found in parallel and summed in point order. Checked through the groups of the published conversations: `tests/votes`.

use rayon::prelude::*;

/// Movement of a centre under which it counts as settled.
const SETTLED: f64 = 0.01;

/// Points handed to one thread at a time.
const CHUNK_POINTS: usize = 4_096;

/// Points that lie together.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Number of the start point it grew from; numbers of dropped clusters are missing.
    pub id: u32,
    /// Positions of its points, ascending.
    pub members: Vec<u32>,
    /// Weighted mean of its points.
    pub centre: [f64; 2],
}

/// At most `k` clusters, by ascending id, none of them empty. `weights` are positive, one a point;
/// `rounds` is how many rounds may follow the first.
pub fn kmeans(points: &[[f64; 2]], weights: &[f64], k: usize, rounds: usize) -> Vec<Cluster> {
    let mut clusters = first_distinct(points, k);
    for _ in 0..=rounds {
        let moved = round(points, weights, &clusters);
        let settled = is_settled(&clusters, &moved);
        clusters = moved;
        if settled {
            break;
        }
    }
    clusters
}

/// Euclidean distance.
pub fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    square_distance(a, b).sqrt()
}

fn square_distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    let (x, y) = (a[0] - b[0], a[1] - b[1]);
    x * x + y * y
}

fn first_distinct(points: &[[f64; 2]], k: usize) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for &centre in points {
        if clusters.len() == k {
            break;
        }
        if clusters.iter().all(|cluster| cluster.centre != centre) {
            clusters.push(Cluster { id: clusters.len() as u32, members: Vec::new(), centre });
        }
    }
    clusters
}

fn round(points: &[[f64; 2]], weights: &[f64], clusters: &[Cluster]) -> Vec<Cluster> {
    let centres = Centres::of(clusters);
    let nearest: Vec<usize> =
        points.par_iter().with_min_len(CHUNK_POINTS).map(|&point| centres.nearest(point)).collect();
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); clusters.len()];
    for (point, &cluster) in nearest.iter().enumerate() {
        members[cluster].push(point as u32);
    }
    let filled = clusters.iter().zip(members).filter(|(_, members)| !members.is_empty());
    filled
        .map(|(cluster, members)| {
            let centre = mean(points, weights, &members);
            Cluster { id: cluster.id, members, centre }
        })
        .collect()
}

/// Centres from left to right, so that a search ends where the distance along the first axis alone is
/// larger than the least found.
struct Centres {
    /// Centre and number.
    sorted: Vec<([f64; 2], usize)>,
}

impl Centres {
    fn of(clusters: &[Cluster]) -> Centres {
        let mut sorted: Vec<([f64; 2], usize)> =
            clusters.iter().map(|cluster| cluster.centre).zip(0..).collect();
        sorted.sort_by(|(a, _), (b, _)| a[0].total_cmp(&b[0]));
        Centres { sorted }
    }

    /// The number of the nearest centre, the lowest on a tie.
    fn nearest(&self, point: [f64; 2]) -> usize {
        let start = self.sorted.partition_point(|(centre, _)| centre[0] < point[0]);
        let (left, right) = self.sorted.split_at(start);
        let mut best = (f64::INFINITY, usize::MAX);
        let (mut left, mut right) = (left.iter().rev().peekable(), right.iter().peekable());
        loop {
            let along = |next: Option<&&([f64; 2], usize)>| {
                next.map_or(f64::INFINITY, |(centre, _)| (centre[0] - point[0]).abs())
            };
            let (to_left, to_right) = (along(left.peek()), along(right.peek()));
            let next = if to_left < to_right { left.next() } else { right.next() };
            let Some(&(centre, number)) = next else { return best.1 };
            let nearer = to_left.min(to_right);
            if nearer * nearer > best.0 {
                return best.1;
            }
            let square = square_distance(point, centre);
            if square < best.0 || (square == best.0 && number < best.1) {
                best = (square, number);
            }
        }
    }
}

/// Weighted mean of some of the points, summed in the order of `members`.
pub(crate) fn mean(points: &[[f64; 2]], weights: &[f64], members: &[u32]) -> [f64; 2] {
    let (mut sum, mut weight) = ([0.0; 2], 0.0);
    for &member in members {
        let (point, of) = (points[member as usize], weights[member as usize]);
        sum[0] += of * point[0];
        sum[1] += of * point[1];
        weight += of;
    }
    sum.map(|sum| sum / weight)
}

fn is_settled(before: &[Cluster], after: &[Cluster]) -> bool {
    let sorted = |clusters: &[Cluster]| {
        let mut centres: Vec<_> = clusters.iter().map(|cluster| cluster.centre).collect();
        centres.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        centres
    };
    sorted(before).into_iter().zip(sorted(after)).all(|(a, b)| distance(a, b) < SETTLED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn starts_from_the_first_distinct_points_and_weighs_the_means() {
        let points = [[0.0, 0.0], [0.0, 0.0], [4.0, 0.0], [5.0, 0.0], [1.0, 0.0]];
        let clusters = kmeans(&points, &[1.0, 1.0, 3.0, 1.0, 2.0], 2, 20);
        let (left, right) = (vec![0, 1, 4], vec![2, 3]);
        assert_eq!(
            clusters,
            [
                Cluster { id: 0, members: left, centre: [0.5, 0.0] },
                Cluster { id: 1, members: right, centre: [4.25, 0.0] },
            ]
        );
    }

    proptest! {
        #[test]
        fn the_nearest_centre_is_the_first_of_the_nearest(
            places in prop::collection::vec((-4i8..5, -4i8..5), 1..30),
            point in (-5i8..6, -5i8..6),
        ) {
            let place = |(x, y): (i8, i8)| [f64::from(x), f64::from(y)];
            let cluster = |(&at, id)| Cluster { id, members: Vec::new(), centre: place(at) };
            let clusters: Vec<Cluster> = places.iter().zip(0..).map(cluster).collect();
            let to = |cluster: &Cluster| square_distance(place(point), cluster.centre);
            let least = clusters.iter().map(to).fold(f64::INFINITY, f64::min);
            let first = clusters.iter().position(|cluster| to(cluster) == least);
            prop_assert_eq!(Some(Centres::of(&clusters).nearest(place(point))), first);
        }
    }

    #[test]
    fn there_are_never_more_clusters_than_distinct_points() {
        assert_eq!(kmeans(&[[1.0, 2.0]; 3], &[1.0; 3], 2, 20).len(), 1);
        assert!(kmeans(&[], &[], 2, 20).is_empty());
    }
}
