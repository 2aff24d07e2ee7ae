//! Factors of the observed votes: what a participant's votes say of where they stand, and how surely.
//!
//! A vote xᵢⱼ ∈ {+1, 0, −1} is read as μⱼ + uᵢ·vⱼ + noise, over the votes that were cast; an unseen
//! statement adds nothing, neither a mean nor a zero. uᵢ ~ N(0, I) in r dimensions, vⱼ has a
//! variance τ² of its own in each dimension, the noise a variance σ². All of them are estimated by
//! variational Bayes with posteriors that factorise over rows and columns (Ilin & Raiko 2010,
//! *Practical approaches to principal component analysis in the presence of missing values*), so
//! nothing is set by hand: a participant with few votes is drawn to the middle, and a statement
//! with few votes has little say, by as much as the votes themselves ask for.
//!
//! Updates, w̃ⱼ = (μⱼ, vⱼ) and ũᵢ = (1, uᵢ):
//! - row: A = σ²I + Σⱼ E[vⱼvⱼᵀ]; uᵢ = A⁻¹ Σⱼ (xᵢⱼE[vⱼ] − E[μⱼvⱼ]); covariance σ²A⁻¹
//! - column: B = σ²Λ + Σᵢ E[ũᵢũᵢᵀ]; w̃ⱼ = B⁻¹ Σᵢ xᵢⱼE[ũᵢ]; covariance σ²B⁻¹; Λ = diag(1, 1/τ²)
//! - τ² = mean over columns of E[v²] in each dimension, σ² = mean over votes of E[(x − ũ·w̃)²]
//!
//! The start is the leading eigenvectors of the centred, mean-filled matrix. A pass costs
//! (r + 1)(r + 4) additions a vote, both ways together; chunks of rows are summed in row order and
//! joined in index order, so the bytes do not depend on threads. Checked against a written-out
//! computation below and on planted camps: `tests/votes/planted.rs`.

use rayon::prelude::*;

use crate::random::Random;
use crate::votes::dense::{add_scaled, combine, dot, inverse, jacobi, largest, orthonormalise};
use crate::votes::observed::{Cell, Observed};
use crate::votes::partition::Place;

/// Most dimensions that are tried.
pub(crate) const MAX_RANK: usize = 8;

/// Passes after which a fit is taken as it is.
const MAX_PASSES: usize = 60;

/// Passes of a fit that begins near its end.
const SHORT_PASSES: usize = 8;

/// Relative change of the noise under which a fit counts as settled.
const SETTLED: f64 = 1e-4;

/// Multiplications of the start by the votes.
const START_PASSES: usize = 6;

/// Least rows summed by one thread at a time, and most chunks.
const CHUNK_ROWS: usize = 1_024;
const MAX_CHUNKS: usize = 64;

/// Seed of the start vectors.
const START: u64 = 2027;

/// Means and loadings of the columns, with their second moments, and the noise.
#[derive(Clone, Debug)]
pub(crate) struct Factors {
    rank: usize,
    /// For each column E[w̃w̃ᵀ], upper triangle row by row, then E[w̃].
    table: Vec<f64>,
    /// Variance of the noise.
    pub(crate) noise: f64,
}

/// Where one row stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stand {
    /// Posterior mean in each dimension, where everyone's prior is 0 ± 1.
    pub(crate) mean: Vec<f64>,
    /// Posterior covariance, row by row.
    covariance: Vec<f64>,
}

impl Stand {
    /// Where that is along these axes of [`Factors::axes`].
    pub(crate) fn place(&self, axes: &[Vec<f64>]) -> Place {
        std::array::from_fn(|at| axes.get(at).map_or(0.0, |axis| dot(axis, &self.mean)))
    }

    /// Share of the prior variance that the row's votes took away, 0 to 1, mean over dimensions.
    pub(crate) fn certainty(&self) -> f64 {
        let rank = self.mean.len();
        let left: f64 = (0..rank).map(|at| self.covariance[at * rank + at]).sum();
        if rank == 0 { 0.0 } else { (1.0 - left / rank as f64).clamp(0.0, 1.0) }
    }
}

/// Length of an upper triangle of side `n`.
const fn triangle(n: usize) -> usize {
    n * (n + 1) / 2
}

impl Factors {
    /// The fit of all rows in `rank` dimensions.
    pub(crate) fn of(votes: &Observed, rank: usize) -> Factors {
        let rows = votes.all_rows();
        Factors::grown(votes, &rows, &eigenvectors(votes, &rows, rank))
    }

    /// The fit of these rows (a row may stand there several times) from [`eigenvectors`], in as many
    /// dimensions.
    pub(crate) fn grown(votes: &Observed, rows: &[u32], vectors: &[Vec<f64>]) -> Factors {
        Factors::begin(votes, rows, vectors).settled(votes, rows, MAX_PASSES)
    }

    /// The fit of other rows or votes that are much like those of this one.
    pub(crate) fn refitted(&self, votes: &Observed, rows: &[u32]) -> Factors {
        self.clone().settled(votes, rows, SHORT_PASSES)
    }

    fn settled(self, votes: &Observed, rows: &[u32], passes: usize) -> Factors {
        let mut factors = self;
        let squares: f64 = rows.iter().map(|&row| squares(votes, row as usize)).sum();
        let seen: usize = rows.iter().map(|&row| shown(votes, row as usize).count()).sum();
        for _ in 0..passes {
            let before = factors.noise;
            let sums = factors.sums(votes, rows);
            factors.update(&sums, squares, seen);
            if (factors.noise - before).abs() <= before * SETTLED {
                break;
            }
        }
        factors
    }

    /// Dimensions.
    pub(crate) fn rank(&self) -> usize {
        self.rank
    }

    /// Mean of a column, then its loading in each dimension.
    pub(crate) fn weights(&self, column: usize) -> &[f64] {
        let stride = self.stride();
        &self.table[column * stride + triangle(self.rank + 1)..(column + 1) * stride]
    }

    /// Where a row stands, by its votes that are not held out.
    pub(crate) fn stand(&self, votes: &Observed, row: usize) -> Stand {
        let (side, stride) = (self.rank + 1, self.stride());
        let mut sum = vec![0.0; stride];
        for cell in shown(votes, row) {
            let column = &self.table[cell.column() * stride..][..stride];
            let (moments, means) = column.split_at(triangle(side));
            let (to_moments, to_means) = sum.split_at_mut(triangle(side));
            to_moments.iter_mut().zip(moments).for_each(|(to, from)| *to += from);
            let value = cell.value();
            to_means.iter_mut().zip(means).for_each(|(to, from)| *to += value * from);
        }
        self.solved(&sum)
    }

    fn solved(&self, sum: &[f64]) -> Stand {
        let rank = self.rank;
        let side = rank + 1;
        let mut a = vec![0.0; rank * rank];
        let mut at = side;
        for i in 0..rank {
            for j in i..rank {
                (a[i * rank + j], a[j * rank + i]) = (sum[at], sum[at]);
                at += 1;
            }
            a[i * rank + i] += self.noise;
        }
        let covariance = inverse(&a, rank);
        let right: Vec<f64> = (0..rank).map(|i| sum[triangle(side) + 1 + i] - sum[1 + i]).collect();
        let mean = (0..rank).map(|i| dot(&covariance[i * rank..(i + 1) * rank], &right)).collect();
        Stand { mean, covariance: covariance.iter().map(|x| x * self.noise).collect() }
    }

    /// What a row that stands there is expected to vote on a column, about −1 to +1.
    pub(crate) fn expected(&self, column: usize, stand: &[f64]) -> f64 {
        let weights = self.weights(column);
        weights[0] + dot(&weights[1..], stand)
    }

    /// Turns stands into places: the distance of two places is the root mean square over `columns`
    /// of the difference between the votes expected there. One row of numbers a dimension, the
    /// dimension in which loadings differ most first; the largest loading of each is positive.
    pub(crate) fn axes(&self, columns: &[usize]) -> Vec<Vec<f64>> {
        let rank = self.rank;
        let loading = |at: usize| -> Vec<f64> {
            columns.iter().map(|&column| self.weights(column)[1 + at]).collect()
        };
        let loadings: Vec<Vec<f64>> = (0..rank).map(loading).collect();
        let count = columns.len().max(1) as f64;
        let gram = |i: usize, j: usize| dot(&loadings[i], &loadings[j]) / count;
        let gram = (0..rank).map(|i| (0..rank).map(|j| gram(i, j)).collect()).collect();
        let turned = |(value, vector): (f64, Vec<f64>)| {
            let along = combine(&loadings, &vector);
            let sign = if largest(&along) < 0.0 { -1.0 } else { 1.0 };
            let scale = sign * value.max(0.0).sqrt();
            vector.iter().map(|x| x * scale).collect()
        };
        jacobi(gram).into_iter().map(turned).collect()
    }

    fn stride(&self) -> usize {
        triangle(self.rank + 1) + self.rank + 1
    }

    /// Column means and scaled eigenvectors as a first table.
    fn begin(votes: &Observed, rows: &[u32], vectors: &[Vec<f64>]) -> Factors {
        let rank = vectors.len();
        let means = Means::of(votes, rows);
        let mut factors = Factors { rank, table: Vec::new(), noise: means.variance() };
        // An eigenvector has length 1 over all columns; a column's share of the variance, half of
        // it to be explained, gives the scale.
        let scale = (0.5 * means.variance() * votes.columns() as f64 / rank.max(1) as f64).sqrt();
        for column in 0..votes.columns() {
            let mut weights = vec![means.mean[column]];
            weights.extend(vectors.iter().map(|vector| vector[column] * scale));
            factors.push_column(&weights, None);
        }
        factors
    }

    fn push_column(&mut self, weights: &[f64], covariance: Option<&[f64]>) {
        let side = self.rank + 1;
        for i in 0..side {
            for j in i..side {
                let spread = covariance.map_or(0.0, |covariance| covariance[i * side + j]);
                self.table.push(weights[i] * weights[j] + spread);
            }
        }
        self.table.extend(weights);
    }

    /// For each column, over its votes, Σ E[ũũᵀ] as a triangle, then Σ xE[ũ].
    fn sums(&self, votes: &Observed, rows: &[u32]) -> Vec<f64> {
        let chunk = CHUNK_ROWS.max(rows.len().div_ceil(MAX_CHUNKS));
        let parts: Vec<Vec<f64>> =
            rows.par_chunks(chunk).map(|rows| self.sums_of(votes, rows)).collect();
        let mut parts = parts.into_iter();
        let mut by_column = parts.next().unwrap_or_else(|| vec![0.0; self.table.len()]);
        for part in parts {
            by_column.iter_mut().zip(part).for_each(|(to, from)| *to += from);
        }
        by_column
    }

    fn sums_of(&self, votes: &Observed, rows: &[u32]) -> Vec<f64> {
        let (rank, side, stride) = (self.rank, self.rank + 1, self.stride());
        let mut by_column = vec![0.0; self.table.len()];
        let mut moments = vec![0.0; triangle(side)];
        for &row in rows {
            let stand = self.stand(votes, row as usize);
            let mean = |at: usize| if at == 0 { 1.0 } else { stand.mean[at - 1] };
            let spread = |i: usize, j: usize| match (i, j) {
                (0, _) | (_, 0) => 0.0,
                _ => stand.covariance[(i - 1) * rank + j - 1],
            };
            let pairs = (0..side).flat_map(|i| (i..side).map(move |j| (i, j)));
            for (to, (i, j)) in moments.iter_mut().zip(pairs) {
                *to = mean(i) * mean(j) + spread(i, j);
            }
            for cell in shown(votes, row as usize) {
                let column = &mut by_column[cell.column() * stride..][..stride];
                let (to_moments, to_means) = column.split_at_mut(triangle(side));
                to_moments.iter_mut().zip(&moments).for_each(|(to, from)| *to += from);
                let value = cell.value();
                to_means[0] += value;
                let means = to_means[1..].iter_mut().zip(&stand.mean);
                means.for_each(|(to, from)| *to += value * from);
            }
        }
        by_column
    }

    /// New columns and noise from the sums over `seen` votes with these squares.
    fn update(&mut self, sums: &[f64], squares: f64, seen: usize) {
        let (side, stride) = (self.rank + 1, self.stride());
        let precision = self.precisions(sums);
        let (mut next, mut left) =
            (Factors { rank: self.rank, table: Vec::new(), noise: 0.0 }, squares);
        for column in sums.chunks(stride) {
            let (moments, right) = column.split_at(triangle(side));
            let mut b = vec![0.0; side * side];
            let mut at = 0;
            for i in 0..side {
                for j in i..side {
                    (b[i * side + j], b[j * side + i]) = (moments[at], moments[at]);
                    at += 1;
                }
                b[i * side + i] += self.noise * precision[i];
            }
            let mut covariance = inverse(&b, side);
            let weights: Vec<f64> =
                (0..side).map(|i| dot(&covariance[i * side..(i + 1) * side], right)).collect();
            covariance.iter_mut().for_each(|x| *x *= self.noise);
            let from = next.table.len();
            next.push_column(&weights, Some(&covariance));
            left += expected_square(&next.table[from..][..triangle(side)], moments, side)
                - 2.0 * dot(&weights, right);
        }
        next.noise = (left / seen.max(1) as f64).max(1e-6);
        *self = next;
    }

    /// Λ: 1 for the mean, for each dimension one over the mean of E[v²] among columns with votes.
    fn precisions(&self, sums: &[f64]) -> Vec<f64> {
        let (side, stride) = (self.rank + 1, self.stride());
        let mut squares = vec![0.0; side];
        let mut columns = 0.0_f64;
        for (table, sums) in self.table.chunks(stride).zip(sums.chunks(stride)) {
            if sums[0] > 0.0 {
                columns += 1.0;
                let mut at = 0;
                for (i, square) in squares.iter_mut().enumerate() {
                    *square += table[at];
                    at += side - i;
                }
            }
        }
        squares[0] = columns;
        squares.iter().map(|square| columns.max(1.0) / square.max(1e-9)).collect()
    }
}

/// ⟨E[w̃w̃ᵀ], Σ E[ũũᵀ]⟩, both as upper triangles.
fn expected_square(columns: &[f64], rows: &[f64], side: usize) -> f64 {
    let mut at = 0;
    let mut sum = 0.0;
    for i in 0..side {
        sum += columns[at] * rows[at];
        sum += 2.0 * dot(&columns[at + 1..at + side - i], &rows[at + 1..at + side - i]);
        at += side - i;
    }
    sum
}

fn shown(votes: &Observed, row: usize) -> impl Iterator<Item = Cell> {
    votes.row(row).iter().copied().filter(|cell| !cell.is_held_out())
}

fn squares(votes: &Observed, row: usize) -> f64 {
    shown(votes, row).map(|cell| cell.value() * cell.value()).sum()
}

/// Means of the columns and the variance about them.
struct Means {
    mean: Vec<f64>,
    left: f64,
    seen: f64,
}

impl Means {
    fn of(votes: &Observed, rows: &[u32]) -> Means {
        let mut sums = vec![[0.0; 3]; votes.columns()];
        for &row in rows {
            for cell in shown(votes, row as usize) {
                let (sum, value) = (&mut sums[cell.column()], cell.value());
                sum[0] += 1.0;
                sum[1] += value;
                sum[2] += value * value;
            }
        }
        let mean = |[seen, sum, _]: &[f64; 3]| if *seen > 0.0 { sum / seen } else { 0.0 };
        let mean: Vec<f64> = sums.iter().map(mean).collect();
        let left = sums.iter().zip(&mean).map(|(sum, mean)| sum[2] - sum[0] * mean * mean).sum();
        Means { mean, left, seen: sums.iter().map(|sum| sum[0]).sum() }
    }

    fn variance(&self) -> f64 {
        (self.left / self.seen.max(1.0)).max(1e-6)
    }
}

/// The leading `count` eigenvectors of XᵀX, roughly, X being the votes centred by column and the
/// unseen 0: subspace iteration from a fixed start, ordered by Rayleigh–Ritz.
pub(crate) fn eigenvectors(votes: &Observed, rows: &[u32], count: usize) -> Vec<Vec<f64>> {
    let means = Means::of(votes, rows);
    let start = |lane: u64| {
        let mut random = Random::stream(START, lane);
        (0..votes.columns()).map(|_| 2.0 * random.unit() - 1.0).collect()
    };
    // Two more than asked for, so that the last ones settle sooner.
    let mut block = orthonormalise(&[], (0..count as u64 + 2).map(start).collect());
    for _ in 0..START_PASSES {
        block = orthonormalise(&[], multiplied(votes, rows, &means.mean, &block));
    }
    let images = multiplied(votes, rows, &means.mean, &block);
    let upper = |i: usize, j: usize| dot(&block[i.min(j)], &images[i.max(j)]);
    let side = block.len();
    let small = (0..side).map(|i| (0..side).map(|j| upper(i, j)).collect()).collect();
    let turned = |(_, weights): (f64, Vec<f64>)| combine(&block, &weights);
    jacobi(small).into_iter().take(count).map(turned).collect()
}

/// XᵀX times each vector of a block.
fn multiplied(votes: &Observed, rows: &[u32], means: &[f64], block: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let width = block.len();
    let mut lanes = vec![0.0; votes.columns() * width];
    for (lane, vector) in block.iter().enumerate() {
        vector.iter().enumerate().for_each(|(at, &x)| lanes[at * width + lane] = x);
    }
    let part = |rows: &[u32]| {
        let mut sum = vec![0.0; lanes.len()];
        let mut along = vec![0.0; width];
        for &row in rows {
            along.fill(0.0);
            for cell in shown(votes, row as usize) {
                let off = cell.value() - means[cell.column()];
                add_scaled(&mut along, off, &lanes[cell.column() * width..][..width]);
            }
            for cell in shown(votes, row as usize) {
                let off = cell.value() - means[cell.column()];
                add_scaled(&mut sum[cell.column() * width..][..width], off, &along);
            }
        }
        sum
    };
    let chunk = CHUNK_ROWS.max(rows.len().div_ceil(MAX_CHUNKS));
    let parts: Vec<Vec<f64>> = rows.par_chunks(chunk).map(part).collect();
    let mut total = vec![0.0; lanes.len()];
    for part in parts {
        total.iter_mut().zip(part).for_each(|(to, from)| *to += from);
    }
    (0..width).map(|lane| total.iter().skip(lane).step_by(width).copied().collect()).collect()
}
