//! Truncated singular value decomposition of a sparse matrix.
//!
//! Halko, Martinsson, Tropp, "Finding structure with randomness" (SIAM Review 2011): a random test matrix
//! of signs, [`POWER_STEPS`] power steps with orthonormalisation, then the small problem by Jacobi. Every
//! row of every product is summed by one thread in one order, and Gram matrices are joined from chunks of
//! [`CHUNK`] rows in order, so threads change no bit. Cost: (2 + 2·[`POWER_STEPS`]) passes over the cells, each
//! times the rank; memory of one dense row a column. Checked against a dense oracle below.

use rayon::prelude::*;

use super::features::Sparse;
use super::lanes::{LANES, add_scaled};
use crate::random::Random;
use crate::votes::dense::jacobi;

/// Power steps; a second one changes no theme for the better on the labelled sets.
const POWER_STEPS: usize = 1;

/// Columns of the test matrix beyond the rank asked for.
const OVERSAMPLING: usize = 16;

/// Rows summed together before chunks are joined.
const CHUNK: usize = 1024;

/// A column whose length falls below this share under orthonormalisation depends on those before it.
const DEPENDENT: f64 = 1e-6;

/// Rows of numbers, row by row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dense {
    /// All values.
    pub(crate) values: Vec<f32>,
    /// Values in a row.
    pub(crate) width: usize,
}

impl Dense {
    /// A row.
    pub(crate) fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.width..(row + 1) * self.width]
    }

    /// The rows at these positions, in this order.
    pub(crate) fn at(&self, rows: &[usize]) -> Dense {
        let values = rows.iter().flat_map(|&row| self.row(row)).copied().collect();
        Dense { values, width: self.width }
    }

    /// Number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or(0)
    }
}

/// The right singular vectors to the largest singular values, one row a column of `matrix`; the width is
/// `rank` rounded up to whole lanes, with zeros where the matrix has fewer directions.
pub(crate) fn right_singular_vectors(matrix: &Sparse, rank: usize, seed: u64) -> Dense {
    let width = (rank + OVERSAMPLING).next_multiple_of(LANES);
    let columns = matrix.transposed();
    let mut range = product(matrix, &signs(matrix.width, width, seed));
    orthonormalise(&mut range);
    for _ in 0..POWER_STEPS {
        range = product(matrix, &product(&columns, &range));
        orthonormalise(&mut range);
    }
    let projected = product(&columns, &range);
    let axes = jacobi(gram(&projected));
    rotated(&projected, &axes, rank.next_multiple_of(LANES), rank)
}

/// A test matrix of independent signs.
fn signs(rows: usize, width: usize, seed: u64) -> Dense {
    let mut random = Random::stream(seed, 1);
    let mut values = Vec::with_capacity(rows * width);
    while values.len() < rows * width {
        let bits = random.bits();
        values.extend((0..64).map(|bit| if bits >> bit & 1 == 1 { 1.0 } else { -1.0 }));
    }
    values.truncate(rows * width);
    Dense { values, width }
}

/// Sparse times dense.
pub(crate) fn product(matrix: &Sparse, dense: &Dense) -> Dense {
    let width = dense.width;
    let mut values = vec![0.0; matrix.rows() * width];
    values.par_chunks_mut(width).enumerate().for_each(|(row, sums)| {
        for &(column, value) in matrix.row(row) {
            add_scaled(sums, value, dense.row(column as usize));
        }
    });
    Dense { values, width }
}

/// Inner products of all pairs of columns.
fn gram(dense: &Dense) -> Vec<Vec<f64>> {
    let width = dense.width;
    let partial = |rows: &[f32]| {
        let mut sums = vec![0.0_f64; width * width];
        for row in rows.chunks_exact(width) {
            for (i, &x) in row.iter().enumerate() {
                let x = f64::from(x);
                for (sum, &y) in sums[i * width + i..(i + 1) * width].iter_mut().zip(&row[i..]) {
                    *sum += x * f64::from(y);
                }
            }
        }
        sums
    };
    let chunks: Vec<Vec<f64>> = dense.values.par_chunks(CHUNK * width).map(partial).collect();
    let mut sums = vec![0.0; width * width];
    for chunk in chunks {
        sums.iter_mut().zip(chunk).for_each(|(sum, part)| *sum += part);
    }
    let cell = |i: usize, j: usize| sums[i.min(j) * width + i.max(j)];
    (0..width).map(|i| (0..width).map(|j| cell(i, j)).collect()).collect()
}

/// Makes the columns orthonormal: Cholesky QR, run twice (Yamamoto et al. 2015). A column that depends on
/// those before it becomes zero.
fn orthonormalise(dense: &mut Dense) {
    for _ in 0..2 {
        let inverse = inverse_cholesky(&gram(dense));
        let width = dense.width;
        dense.values.par_chunks_mut(width).for_each(|row| {
            let old: Vec<f32> = row.to_vec();
            row.fill(0.0);
            for (j, &x) in old.iter().enumerate() {
                add_scaled(&mut row[j..], x, &inverse[j][j..]);
            }
        });
    }
}

/// The inverse of the upper triangular R with RᵀR the given matrix, row by row. A row and column that depend
/// on those before them become zero.
fn inverse_cholesky(gram: &[Vec<f64>]) -> Vec<Vec<f32>> {
    let n = gram.len();
    let sum = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    // Rows of the lower triangle Rᵀ.
    let mut lower: Vec<Vec<f64>> = Vec::with_capacity(n);
    for row in gram {
        let mut next = Vec::with_capacity(lower.len() + 1);
        for (i, before) in lower.iter().enumerate() {
            let left = row[i] - sum(&next, before);
            next.push(if before[i] > 0.0 { left / before[i] } else { 0.0 });
        }
        let full = row[next.len()];
        let left = full - sum(&next, &next);
        next.push(if left > full * DEPENDENT * DEPENDENT { left.sqrt() } else { 0.0 });
        lower.push(next);
    }
    let mut inverse = vec![vec![0.0_f64; n]; n];
    for (j, row) in lower.iter().enumerate().filter(|(j, row)| row[*j] > 0.0) {
        for of_row in inverse.iter_mut().take(j) {
            of_row[j] = -sum(row, &of_row[..j]) / row[j];
        }
        inverse[j][j] = 1.0 / row[j];
    }
    inverse.into_iter().map(|row| row.into_iter().map(|x| x as f32).collect()).collect()
}

/// `projected` in the directions of the first `rank` axes, each scaled to length 1.
fn rotated(projected: &Dense, axes: &[(f64, Vec<f64>)], width: usize, rank: usize) -> Dense {
    let largest = axes.first().map_or(0.0, |axis| axis.0);
    // Row j holds what the old direction j adds to each of the new ones.
    let mut turn = vec![vec![0.0_f32; width]; projected.width];
    for (to, (square, axis)) in axes.iter().take(rank).enumerate() {
        if *square > largest * DEPENDENT * DEPENDENT {
            for (from, x) in axis.iter().enumerate() {
                turn[from][to] = (x / square.sqrt()) as f32;
            }
        }
    }
    let mut values = vec![0.0; projected.rows() * width];
    values.par_chunks_mut(width).enumerate().for_each(|(row, sums)| {
        for (x, turned) in projected.row(row).iter().zip(&turn) {
            add_scaled(sums, *x, turned);
        }
    });
    Dense { values, width }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::votes::dense::jacobi;
    use proptest::prelude::*;

    /// Squares of what is left of a matrix when its rows keep only the directions of `axes`.
    fn left_out(matrix: &Sparse, axes: &Dense) -> f64 {
        let kept = product(matrix, axes);
        let all: f64 = matrix.cells.iter().map(|cell| f64::from(cell.1).powi(2)).sum();
        all - kept.values.iter().map(|&x| f64::from(x).powi(2)).sum::<f64>()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn no_other_directions_keep_more(
            cells in proptest::collection::vec(0.0f32..1.0, 70 * 50), rank in 1usize..20,
        ) {
            // Two cells in three are empty, as in text, and the first twenty rows are there twice.
            let row = |row: usize| {
                let from = row % 50 * 50;
                let cells = cells[from..from + 50].iter().zip(0..).filter(|(x, _)| **x > 0.66);
                cells.map(|(&x, column)| (column, x)).collect::<Vec<_>>()
            };
            let matrix = Sparse::from_rows((0..70).map(row).collect(), 50);
            let axes = right_singular_vectors(&matrix, rank, 1);
            let unit = Dense { values: (0..2_500).map(|at| f32::from(at % 51 == 0)).collect(), width: 50 };
            let exact: Vec<f64> = jacobi(gram(&product(&matrix, &unit))).iter().map(|p| p.0).collect();
            let least: f64 = exact[rank..].iter().sum();
            let total: f64 = exact.iter().sum();
            prop_assert!((left_out(&matrix, &axes) - least).abs() < 0.01 * total, "{} {least}", left_out(&matrix, &axes));
            for (i, sums) in gram(&axes).iter().enumerate().take(rank) {
                for (j, sum) in sums.iter().enumerate().take(rank) {
                    prop_assert!((sum - f64::from(u8::from(i == j))).abs() < 1e-3, "{i} {j} {sum}");
                }
            }
        }
    }
}
