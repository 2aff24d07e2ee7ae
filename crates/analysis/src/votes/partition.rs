//! k-means in up to eight dimensions, weighted, from several seeded starts.
//!
//! Starts are k-means++ (Arthur & Vassilvitskii 2007): each further centre is a point drawn with
//! probability proportional to weight times squared distance to the nearest centre so far. Lloyd's
//! rounds follow until the scatter settles. Of all starts the one with the least weighted scatter
//! is kept, the first on a tie. How clear-cut a partition is: the mean over points of
//! (b − a) / b, a and b the distances to the nearest and second nearest centre (the simplified
//! silhouette, Hruschka et al. 2006). Cost O(points · k) a round at most, commonly O(points): a bound
//! on the way to any other centre follows the centres' movements, and only where one may have come
//! nearer are all of them looked at (Hamerly 2010, *Making k-means even faster*). The result is that
//! of looking every time. All sums run in point order.
//! Checked by hand below and on planted camps: `tests/votes/planted.rs`.

use crate::random::Random;
use crate::votes::factors::MAX_RANK;
use crate::votes::ranges::Ratio;

/// Starts tried.
const STARTS: u64 = 5;

/// Rounds after which a start is taken as it is.
const MAX_ROUNDS: usize = 100;

/// Dimensions that few fits go beyond.
const NARROW: usize = 4;

/// Share of a distance that rounding may have taken from a bound over all rounds, with room.
const MARGIN: f64 = 1e-9;

/// Relative gain of a round under which a start counts as settled.
const SETTLED: f64 = 1e-5;

/// A place; dimensions beyond those of the fit are 0.
pub(crate) type Place = [f64; MAX_RANK];

/// Places with weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Points {
    pub(crate) places: Vec<Place>,
    /// How much each point counts, 0 to 1.
    pub(crate) weights: Vec<f64>,
}

/// Points by their nearest centre.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Partition {
    pub(crate) centres: Vec<Place>,
    /// The centre of each point.
    pub(crate) labels: Vec<u32>,
    scatter: f64,
}

impl Points {
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// The partition into `k` parts with the least scatter among the starts; fewer parts when there
    /// are fewer distinct points.
    pub(crate) fn partition(&self, k: usize, seed: u64) -> Partition {
        let mut best: Option<Partition> = None;
        for start in 0..STARTS {
            let centres = self.spread_out(k, &mut Random::stream(seed, start));
            let partition = self.settled(centres);
            if best.as_ref().is_none_or(|best| partition.scatter < best.scatter) {
                best = Some(partition);
            }
        }
        best.unwrap_or_default()
    }

    /// Lloyd's rounds from these centres.
    pub(crate) fn settled(&self, centres: Vec<Place>) -> Partition {
        match self.is_narrow(&centres) {
            true => self.settled_in::<NARROW>(centres),
            false => self.settled_in::<MAX_RANK>(centres),
        }
    }

    fn settled_in<const D: usize>(&self, centres: Vec<Place>) -> Partition {
        let mut partition = self.nearest_in::<D>(&centres);
        // Less than the distance to any centre but a point's own; nothing is known before a look.
        let mut beyond = vec![0.0; self.len()];
        for _ in 0..MAX_ROUNDS {
            let means = self.means_in::<D>(&partition);
            let before = partition.scatter;
            self.follow::<D>(&mut partition, means, &mut beyond);
            let gained = before - partition.scatter;
            if gained <= partition.scatter * SETTLED {
                break;
            }
        }
        partition
    }

    /// Every point to the nearest of its partition's centres once they moved there.
    fn follow<const D: usize>(
        &self,
        partition: &mut Partition,
        centres: Vec<Place>,
        beyond: &mut [f64],
    ) {
        let way =
            |(from, to): (&Place, &Place)| square_distance::<D>(from, to).sqrt() * (1.0 + MARGIN);
        let ways: Vec<f64> = partition.centres.iter().zip(&centres).map(way).collect();
        let others = |own: usize| {
            let others = ways.iter().enumerate().filter(|&(at, _)| at != own);
            others.map(|(_, &way)| way).fold(0.0, f64::max)
        };
        let loss: Vec<f64> = (0..centres.len()).map(others).collect();
        partition.scatter = 0.0;
        let points = self.places.iter().zip(&self.weights);
        for ((place, weight), (label, beyond)) in
            points.zip(partition.labels.iter_mut().zip(beyond))
        {
            *beyond -= loss[*label as usize];
            let mut square = square_distance::<D>(place, &centres[*label as usize]);
            if *beyond <= 0.0 || square * (1.0 + MARGIN) >= *beyond * *beyond {
                let (nearest, next) = two_nearest::<D>(place, &centres);
                (*label, square) = nearest;
                *beyond = next.sqrt() * (1.0 - MARGIN);
            }
            partition.scatter += weight * square;
        }
        partition.centres = centres;
    }

    /// Every point to its nearest centre, the first on a tie.
    pub(crate) fn nearest(&self, centres: &[Place]) -> Partition {
        match self.is_narrow(centres) {
            true => self.nearest_in::<NARROW>(centres),
            false => self.nearest_in::<MAX_RANK>(centres),
        }
    }

    fn nearest_in<const D: usize>(&self, centres: &[Place]) -> Partition {
        let mut partition = Partition { centres: centres.to_vec(), ..Partition::default() };
        if centres.is_empty() {
            return partition;
        }
        for (place, weight) in self.places.iter().zip(&self.weights) {
            let ((label, square), _) = two_nearest::<D>(place, centres);
            partition.labels.push(label);
            partition.scatter += weight * square;
        }
        partition
    }

    /// True where only the first dimensions differ from 0: the others then add nothing to a distance.
    fn is_narrow(&self, centres: &[Place]) -> bool {
        let narrow = |place: &Place| place[NARROW..].iter().all(|&x| x == 0.0);
        centres.iter().all(narrow) && self.places.iter().all(narrow)
    }

    /// Some of the points, in this order; one may be taken several times.
    pub(crate) fn some(&self, rows: &[u32]) -> Points {
        Points {
            places: rows.iter().map(|&row| self.places[row as usize]).collect(),
            weights: rows.iter().map(|&row| self.weights[row as usize]).collect(),
        }
    }

    /// Weighted means of the parts; a part without weight keeps its centre.
    pub(crate) fn means(&self, partition: &Partition) -> Vec<Place> {
        self.means_in::<MAX_RANK>(partition)
    }

    fn means_in<const D: usize>(&self, partition: &Partition) -> Vec<Place> {
        let mut sums = vec![([0.0; MAX_RANK], 0.0); partition.centres.len()];
        for ((place, weight), &label) in
            self.places.iter().zip(&self.weights).zip(&partition.labels)
        {
            let (sum, total) = &mut sums[label as usize];
            (0..D).for_each(|at| sum[at] += weight * place[at]);
            *total += weight;
        }
        let mean = |((sum, weight), centre): ((Place, f64), &Place)| match weight > 0.0 {
            true => sum.map(|x| x / weight),
            false => *centre,
        };
        sums.into_iter().zip(&partition.centres).map(mean).collect()
    }

    /// How clear-cut the parts are, weighted, 0 to 1; 0 with one part.
    pub(crate) fn clearness(&self, partition: &Partition) -> f64 {
        if partition.centres.len() < 2 {
            return 0.0;
        }
        let (mut sum, mut total) = (0.0, 0.0);
        for (place, weight) in self.places.iter().zip(&self.weights) {
            let ((_, own), other) = two_nearest::<MAX_RANK>(place, &partition.centres);
            if other > 0.0 {
                sum += weight * (1.0 - (own / other).sqrt());
            }
            total += weight;
        }
        if total > 0.0 { sum / total } else { 0.0 }
    }

    /// Mean square distance from the middle of the space.
    pub(crate) fn spread(&self) -> f64 {
        self.squares().sum::<f64>() / self.len().max(1) as f64
    }

    /// Its 95 % interval over people, the places given.
    pub(crate) fn spread_range(&self) -> [f64; 2] {
        Ratio::of(self.squares().map(|square| (square, 1.0))).range([0.0, f64::INFINITY])
    }

    fn squares(&self) -> impl Iterator<Item = f64> {
        let origin = [0.0; MAX_RANK];
        self.places.iter().map(move |place| square_distance::<MAX_RANK>(place, &origin))
    }

    fn spread_out(&self, k: usize, random: &mut Random) -> Vec<Place> {
        let mut centres: Vec<Place> = Vec::new();
        let mut far: Vec<f64> = self.weights.clone();
        while centres.len() < k {
            let total: f64 = far.iter().sum();
            if total <= 0.0 {
                break;
            }
            let mut left = random.unit() * total;
            let drawn = far.iter().position(|share| {
                left -= share;
                left < 0.0
            });
            let last = || far.iter().rposition(|&share| share > 0.0).unwrap_or(0);
            let centre = self.places[drawn.unwrap_or_else(last)];
            for ((far, place), weight) in far.iter_mut().zip(&self.places).zip(&self.weights) {
                let square = weight * square_distance::<MAX_RANK>(place, &centre);
                *far = if centres.is_empty() { square } else { far.min(square) };
            }
            centres.push(centre);
        }
        centres
    }
}

impl Partition {
    /// Points in each part.
    pub(crate) fn sizes(&self) -> Vec<u64> {
        let mut sizes = vec![0; self.centres.len()];
        self.labels.iter().for_each(|&label| sizes[label as usize] += 1);
        sizes
    }
}

/// Number and square distance of the nearest centre, and the square distance of the next.
fn two_nearest<const D: usize>(place: &Place, centres: &[Place]) -> ((u32, f64), f64) {
    let (mut nearest, mut next) = ((0, f64::INFINITY), f64::INFINITY);
    for (label, centre) in (0..).zip(centres) {
        let square = square_distance::<D>(place, centre);
        if square < nearest.1 {
            next = nearest.1;
            nearest = (label, square);
        } else if square < next {
            next = square;
        }
    }
    (nearest, next)
}

/// Over the first `D` dimensions, summed as if over all.
fn square_distance<const D: usize>(a: &Place, b: &Place) -> f64 {
    let mut squares = [0.0; MAX_RANK];
    for at in 0..D {
        squares[at] = (a[at] - b[at]) * (a[at] - b[at]);
    }
    let [a, b, c, d, e, f, g, h] = squares;
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn on_a_line(places: &[f64]) -> Points {
        let place = |&x: &f64| std::array::from_fn(|at| if at == 0 { x } else { 0.0 });
        Points { places: places.iter().map(place).collect(), weights: vec![1.0; places.len()] }
    }

    /// Lloyd's rounds with every centre looked at for every point, in all dimensions.
    fn plain(points: &Points, centres: Vec<Place>) -> Partition {
        let mut partition = points.nearest_in::<MAX_RANK>(&centres);
        for _ in 0..MAX_ROUNDS {
            let next = points.nearest_in::<MAX_RANK>(&points.means(&partition));
            let gained = partition.scatter - next.scatter;
            partition = next;
            if gained <= partition.scatter * SETTLED {
                break;
            }
        }
        partition
    }

    proptest! {
        #[test]
        fn bounds_and_dimensions_left_out_change_nothing(
            coarse in prop::collection::vec(prop::array::uniform8(-9i8..10), 1..150),
            dimensions in 1usize..=MAX_RANK,
            k in 1usize..7,
            seed in any::<u64>(),
        ) {
            let place = |coarse: &[i8; MAX_RANK]| -> Place {
                std::array::from_fn(|at| if at < dimensions { f64::from(coarse[at]) / 3.0 } else { 0.0 })
            };
            let places: Vec<Place> = coarse.iter().map(place).collect();
            let weights = (0..places.len()).map(|at| (1 + at % 4) as f64 / 4.0).collect();
            let points = Points { places, weights };
            let centres = points.spread_out(k, &mut Random::stream(seed, 0));
            prop_assert_eq!(points.settled(centres.clone()), plain(&points, centres));
        }
    }

    #[test]
    fn two_camps_on_a_line_and_how_clear_they_are() {
        let points = on_a_line(&[0.0, 2.0, 10.0, 12.0]);
        let partition = points.partition(2, 1);
        let mut centres: Vec<f64> = partition.centres.iter().map(|centre| centre[0]).collect();
        centres.sort_by(f64::total_cmp);
        assert_eq!(centres, [1.0, 11.0]);
        // a = 1 for all; b = 11, 9, 9, 11.
        let by_hand = (2.0 * (10.0 / 11.0) + 2.0 * (8.0 / 9.0)) / 4.0;
        assert!((points.clearness(&partition) - by_hand).abs() < 1e-12);
    }

    #[test]
    fn weights_move_centres_and_equal_places_make_one_part() {
        let mut points = on_a_line(&[0.0, 3.0, 100.0]);
        points.weights[1] = 2.0;
        let partition = points.partition(2, 1);
        assert!(partition.centres.iter().any(|centre| (centre[0] - 2.0).abs() < 1e-12));
        assert_eq!(on_a_line(&[5.0; 4]).partition(3, 1).centres.len(), 1);
        assert_eq!(on_a_line(&[]).partition(3, 1), Partition::default());
    }
}
