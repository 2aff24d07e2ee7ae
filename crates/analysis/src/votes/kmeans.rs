//! k-means in the plane as Polis runs it (Lloyd 1982, weighted, with a fixed start).
//!
//! Start: the first k distinct points in the order given. A round puts each point to its nearest
//! centre and moves each centre to the weighted mean of its points; centres without points are
//! dropped. It stops when every centre, both sides sorted, has moved less than 0.01, or after the
//! given number of further rounds. Source: Polis `math/clusters.clj`.
//!
//! What differs: distances are plain Euclidean, so points nearer than 10⁻⁸ stay apart, and a point
//! equally near to two centres goes to the lower number, where Polis follows the order of a hash
//! map. Cost O(points · k) a round at most. Commonly it is O(points): of each point a bound on how
//! near its own centre is and one on how far the next is follow the movements of the centres near by,
//! and only where the two meet is a centre looked for (Hamerly 2010, *Making k-means even faster*),
//! among those near the one it had. Bounds carry a margin for rounding, so the result
//! is that of looking every time. Nearest centres are found in parallel and summed in point order.
//! Checked through the groups of the published conversations: `tests/votes`.

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
    let (mut ids, mut centres): (Vec<u32>, Vec<[f64; 2]>) =
        (0..).zip(first_distinct(points, k)).unzip();
    let mut placed: Vec<Placed> = vec![Placed::UNKNOWN; points.len()];
    let mut moves = Moves::none(centres.len());
    for _ in 0..=rounds {
        let neighbours = Neighbours::of(&centres);
        place(points, &centres, &neighbours, &moves, &mut placed);
        let sums = sums(points, weights, &placed, centres.len());
        let moved: Vec<Option<[f64; 2]>> = sums.into_iter().map(middle).collect();
        moves = Moves::of(&centres, &moved, &neighbours);
        let kept = |at: &usize| moved[*at].is_some();
        ids = (0..ids.len()).filter(kept).map(|at| ids[at]).collect();
        let moved: Vec<[f64; 2]> = moved.into_iter().flatten().collect();
        let settled = is_settled(&centres, &moved);
        centres = moved;
        if settled {
            break;
        }
    }
    let mut members = vec![Vec::new(); centres.len()];
    (0..).zip(&placed).for_each(|(point, placed)| {
        members[moves.number[placed.centre as usize] as usize].push(point);
    });
    let cluster = |((id, members), centre)| Cluster { id, members, centre };
    ids.into_iter().zip(members).zip(centres).map(cluster).collect()
}

/// What is known of a point: its centre, and bounds on the distances to it and to any other.
#[derive(Clone, Copy)]
struct Placed {
    centre: u32,
    within: f64,
    beyond: f64,
}

impl Placed {
    const UNKNOWN: Placed = Placed { centre: 0, within: f64::INFINITY, beyond: 0.0 };

    /// No other centre is as near, whatever rounding did to the bounds.
    fn holds(&self) -> bool {
        self.within * (1.0 + MARGIN) < self.beyond
    }
}

/// Share of a distance that rounding may have taken from a bound over all rounds, with room.
const MARGIN: f64 = 1e-9;

/// Puts each point to its nearest centre, the lowest on a tie; what is known of it is from before
/// the centres moved.
fn place(
    points: &[[f64; 2]],
    centres: &[[f64; 2]],
    neighbours: &Neighbours,
    moves: &Moves,
    placed: &mut [Placed],
) {
    let look = |(point, placed): (&[f64; 2], &mut Placed)| {
        moves.follow(placed);
        if placed.holds() {
            return;
        }
        placed.within = distance(*point, centres[placed.centre as usize]);
        if !placed.holds() {
            *placed = neighbours.nearest(*point, *placed);
        }
    };
    points.par_iter().zip(placed).with_min_len(CHUNK_POINTS).for_each(look);
}

/// Weighted sum and weight of each centre's points, summed in point order.
fn sums(
    points: &[[f64; 2]],
    weights: &[f64],
    placed: &[Placed],
    centres: usize,
) -> Vec<([f64; 2], f64)> {
    let mut sums = vec![([0.0; 2], 0.0); centres];
    for ((point, weight), placed) in points.iter().zip(weights).zip(placed) {
        let (sum, total) = &mut sums[placed.centre as usize];
        sum[0] += weight * point[0];
        sum[1] += weight * point[1];
        *total += weight;
    }
    sums
}

/// The mean; `None` of a centre without points.
fn middle((sum, weight): ([f64; 2], f64)) -> Option<[f64; 2]> {
    (weight > 0.0).then(|| sum.map(|sum| sum / weight))
}

/// How the centres moved: what is left of the bounds, and the centres' new numbers where some were
/// dropped.
struct Moves {
    /// Of each centre before.
    loosened: Vec<[Loosened; NEAR.len()]>,
    way: Vec<f64>,
    number: Vec<u32>,
}

impl Moves {
    /// Before the first round.
    fn none(centres: usize) -> Moves {
        let still = Loosened { near: 0.0, far: f64::INFINITY };
        Moves {
            loosened: vec![[still; NEAR.len()]; centres],
            way: vec![0.0; centres],
            number: (0..centres as u32).collect(),
        }
    }

    fn of(centres: &[[f64; 2]], moved: &[Option<[f64; 2]>], neighbours: &Neighbours) -> Moves {
        let way = |(&from, to): (&[f64; 2], &Option<[f64; 2]>)| {
            to.map_or(0.0, |to| distance(from, to) * (1.0 + MARGIN))
        };
        let way: Vec<f64> = centres.iter().zip(moved).map(way).collect();
        let mut number = Vec::with_capacity(moved.len());
        let mut kept = 0;
        for moved in moved {
            number.push(kept);
            kept += u32::from(moved.is_some());
        }
        let loosened = (0..centres.len()).map(|centre| neighbours.loosened(centre, &way)).collect();
        Moves { loosened, way, number }
    }

    /// Loosens a point's bounds by how far the centres moved.
    fn follow(&self, placed: &mut Placed) {
        let at = placed.centre as usize;
        let bound = |by: &Loosened| (placed.beyond - by.near).min(by.far - placed.within);
        placed.beyond = self.loosened[at].iter().map(bound).fold(f64::NEG_INFINITY, f64::max);
        placed.within += self.way[at];
        placed.centre = self.number[at];
    }
}

/// How many of a centre's neighbours count as near when bounds are loosened; each gives a bound of
/// its own, and the tightest is taken.
const NEAR: [usize; 2] = [6, usize::MAX];

/// What is left of a bound on the distance to any other centre: the bound less the longest way that
/// a near one went, or, for those that are not near, this distance from the point's centre less the
/// distance to that.
#[derive(Clone, Copy, Debug)]
struct Loosened {
    near: f64,
    far: f64,
}

/// Euclidean distance.
pub fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    square_distance(a, b).sqrt()
}

fn square_distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    let (x, y) = (a[0] - b[0], a[1] - b[1]);
    x * x + y * y
}

fn first_distinct(points: &[[f64; 2]], k: usize) -> Vec<[f64; 2]> {
    let mut centres: Vec<[f64; 2]> = Vec::new();
    for &point in points {
        if centres.len() == k {
            break;
        }
        if !centres.contains(&point) {
            centres.push(point);
        }
    }
    centres
}

/// For each centre all centres, itself included, by their distance from it.
struct Neighbours {
    /// Row by row; a row has as many entries as there are centres.
    sorted: Vec<Neighbour>,
    centres: usize,
}

struct Neighbour {
    distance: f64,
    centre: [f64; 2],
    number: u32,
}

impl Neighbours {
    fn of(centres: &[[f64; 2]]) -> Neighbours {
        let mut sorted = Vec::with_capacity(centres.len() * centres.len());
        for &from in centres {
            let start = sorted.len();
            sorted.extend((0..).zip(centres).map(|(number, &centre)| Neighbour {
                distance: distance(from, centre),
                centre,
                number,
            }));
            sorted[start..].sort_unstable_by(|a: &Neighbour, b: &Neighbour| {
                a.distance.total_cmp(&b.distance).then(a.number.cmp(&b.number))
            });
        }
        Neighbours { sorted, centres: centres.len() }
    }

    /// What the other centres' ways leave of bounds on the distance to them, of a point of this centre.
    fn loosened(&self, centre: usize, way: &[f64]) -> [Loosened; NEAR.len()] {
        let row = &self.sorted[centre * self.centres..][..self.centres];
        let others = || row.iter().filter(|other| other.number as usize != centre);
        let far = |other: &Neighbour| other.distance * (1.0 - MARGIN) - way[other.number as usize];
        NEAR.map(|near| Loosened {
            near: others().take(near).map(|other| way[other.number as usize]).fold(0.0, f64::max),
            far: others().skip(near).map(far).fold(f64::INFINITY, f64::min),
        })
    }

    /// The nearest centre, the lowest on a tie, and how far it and the next are. With u the distance
    /// to a centre and s that from there to the next one, both are within 2u + s of that centre
    /// (Newling & Fleuret 2016, *Fast k-means with accurate bounds*).
    fn nearest(&self, point: [f64; 2], known: Placed) -> Placed {
        let row = &self.sorted[known.centre as usize * self.centres..][..self.centres];
        let to_next = row.get(1).map_or(0.0, |next| next.distance);
        let reach = (2.0 * known.within + to_next) * (1.0 + MARGIN);
        let (mut best, mut next) = ((f64::INFINITY, u32::MAX), f64::INFINITY);
        for &Neighbour { distance, centre, number } in row {
            if distance > reach {
                break;
            }
            let square = square_distance(point, centre);
            if square < best.0 || (square == best.0 && number < best.1) {
                next = best.0;
                best = (square, number);
            } else {
                next = next.min(square);
            }
        }
        Placed { centre: best.1, within: best.0.sqrt(), beyond: next.sqrt() }
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

fn is_settled(before: &[[f64; 2]], after: &[[f64; 2]]) -> bool {
    let sorted = |centres: &[[f64; 2]]| {
        let mut centres = centres.to_vec();
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
            known in 0usize..30,
        ) {
            let place = |(x, y): (i8, i8)| [f64::from(x), f64::from(y)];
            let centres: Vec<[f64; 2]> = places.into_iter().map(place).collect();
            let to = |centre: &[f64; 2]| square_distance(place(point), *centre);
            let mut squares: Vec<f64> = centres.iter().map(to).collect();
            let least = squares.iter().copied().fold(f64::INFINITY, f64::min);
            let first = centres.iter().position(|centre| to(centre) == least);
            let at = place(point);
            let within = distance(at, centres[known % centres.len()]);
            let known = Placed { centre: (known % centres.len()) as u32, within, beyond: 0.0 };
            let found = Neighbours::of(&centres).nearest(at, known);
            prop_assert_eq!(Some(found.centre as usize), first);
            squares.sort_by(f64::total_cmp);
            let next = squares.get(1).map_or(f64::INFINITY, |next| next.sqrt());
            prop_assert_eq!((found.within, found.beyond), (least.sqrt(), next));
        }

        #[test]
        fn bounds_change_nothing(
            places in prop::collection::vec((-9i8..10, -9i8..10), 1..200),
            k in 1usize..40,
        ) {
            let points: Vec<[f64; 2]> =
                places.iter().map(|&(x, y)| [f64::from(x) / 3.0, f64::from(y) / 7.0]).collect();
            let weights: Vec<f64> = (0..points.len()).map(|at| 1.0 + (at % 3) as f64).collect();
            prop_assert_eq!(kmeans(&points, &weights, k, 30), plain(&points, &weights, k, 30));
        }
    }

    /// Lloyd's rounds with every centre looked at for every point.
    fn plain(points: &[[f64; 2]], weights: &[f64], k: usize, rounds: usize) -> Vec<Cluster> {
        let start = |(id, centre)| Cluster { id, members: Vec::new(), centre };
        let mut clusters: Vec<Cluster> = (0..).zip(first_distinct(points, k)).map(start).collect();
        for _ in 0..=rounds {
            let mut moved = clusters.clone();
            moved.iter_mut().for_each(|cluster| cluster.members.clear());
            for (number, &point) in (0..).zip(points) {
                let to = |cluster: &Cluster| square_distance(point, cluster.centre);
                let least = clusters.iter().map(to).fold(f64::INFINITY, f64::min);
                let own = clusters.iter().position(|cluster| to(cluster) == least).unwrap();
                moved[own].members.push(number);
            }
            moved.retain(|cluster| !cluster.members.is_empty());
            for cluster in &mut moved {
                cluster.centre = mean(points, weights, &cluster.members);
            }
            let places = |of: &[Cluster]| of.iter().map(|one| one.centre).collect::<Vec<_>>();
            let settled = is_settled(&places(&clusters), &places(&moved));
            clusters = moved;
            if settled {
                break;
            }
        }
        clusters
    }

    #[test]
    fn there_are_never_more_clusters_than_distinct_points() {
        assert_eq!(kmeans(&[[1.0, 2.0]; 3], &[1.0; 3], 2, 20).len(), 1);
        assert!(kmeans(&[], &[], 2, 20).is_empty());
    }
}
