//! Small dense linear algebra in f64 with a fixed order of sums.
//!
//! Dot products run in 16 lanes folded in a fixed tree, so their bytes depend neither on threads
//! nor on the width of the processor's registers. [`jacobi`] is the cyclic Jacobi eigenvalue method
//! (Jacobi 1846; Golub & Van Loan, *Matrix Computations*, §8.5), O(n³) a sweep, meant for n up to a
//! few hundred.

/// Lanes of a dot product.
const LANES: usize = 16;

/// Sweeps after which [`jacobi`] stops; it converges quadratically, in practice within ten.
const MAX_SWEEPS: usize = 60;

/// Σ aᵢbᵢ over the shorter of the two.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let len = a.len().min(b.len());
    let (a, b) = (&a[..len], &b[..len]);
    let mut lanes = [0.0; LANES];
    let (blocks_a, blocks_b) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest = blocks_a.remainder().iter().zip(blocks_b.remainder());
    for (x, y) in blocks_a.zip(blocks_b) {
        for lane in 0..LANES {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    for (lane, (x, y)) in rest.enumerate() {
        lanes[lane] += x * y;
    }
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            lanes[lane] += lanes[lane + width];
        }
        width /= 2;
    }
    lanes[0]
}

/// Euclidean length.
pub(crate) fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

/// y ← y + scale · x.
pub(crate) fn add_scaled(y: &mut [f64], scale: f64, x: &[f64]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += scale * x;
    }
}

/// Σⱼ weightsⱼ · vectorsⱼ.
pub(crate) fn combine(vectors: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; vectors.first().map_or(0, Vec::len)];
    for (vector, &weight) in vectors.iter().zip(weights) {
        add_scaled(&mut sum, weight, vector);
    }
    sum
}

/// The candidates made orthonormal to `basis` and to each other, in order, by Gram–Schmidt run
/// twice (Giraud, Langou & Rozložník 2005: twice is enough). One that depends on those before it is
/// dropped.
pub(crate) fn orthonormalise(basis: &[Vec<f64>], candidates: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    /// Length left, relative to the start, under which a vector is rounding error of the others.
    const DEPENDENT: f64 = 1e-10;
    let mut kept: Vec<Vec<f64>> = Vec::new();
    for mut candidate in candidates {
        let before = norm(&candidate);
        for _ in 0..2 {
            for other in basis.iter().chain(&kept) {
                let along = dot(&candidate, other);
                add_scaled(&mut candidate, -along, other);
            }
        }
        let left = norm(&candidate);
        if left > before * DEPENDENT {
            candidate.iter_mut().for_each(|x| *x /= left);
            kept.push(candidate);
        }
    }
    kept
}

/// Eigenvalues of a symmetric matrix, largest first, each with its unit eigenvector.
/// `matrix` is square, row by row; only rounding may make it asymmetric.
pub(crate) fn jacobi(mut matrix: Vec<Vec<f64>>) -> Vec<(f64, Vec<f64>)> {
    let n = matrix.len();
    let mut vectors: Vec<Vec<f64>> = (0..n).map(|i| unit(n, i)).collect();
    let scale: f64 = matrix.iter().map(|row| dot(row, row)).sum();
    for _ in 0..MAX_SWEEPS {
        let off: f64 = (0..n).map(|i| dot(&matrix[i][..i], &matrix[i][..i])).sum();
        if off <= scale * f64::EPSILON * f64::EPSILON {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut matrix, &mut vectors, p, q);
            }
        }
    }
    let mut pairs: Vec<_> =
        vectors.into_iter().enumerate().map(|(i, v)| (matrix[i][i], v)).collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    pairs
}

/// The inverse of a symmetric positive definite matrix of side `n`, row by row, by Cholesky
/// (Golub & Van Loan, §4.2). A pivot that rounding made 0 or less counts as the smallest normal
/// number.
pub(crate) fn inverse(matrix: &[f64], n: usize) -> Vec<f64> {
    let mut root = vec![0.0; n * n];
    for j in 0..n {
        for i in j..n {
            let before: f64 = (0..j).map(|k| root[i * n + k] * root[j * n + k]).sum();
            let left = matrix[i * n + j] - before;
            root[i * n + j] = match i == j {
                true => left.max(f64::MIN_POSITIVE).sqrt(),
                false => left / root[j * n + j],
            };
        }
    }
    // The inverse of the root, column by column, then its product with its transpose.
    let mut unrooted = vec![0.0; n * n];
    for j in 0..n {
        for i in j..n {
            let before: f64 = (j..i).map(|k| root[i * n + k] * unrooted[k * n + j]).sum();
            let one = f64::from(u8::from(i == j));
            unrooted[i * n + j] = (one - before) / root[i * n + i];
        }
    }
    let mut inverse = vec![0.0; n * n];
    for i in 0..n {
        for j in i..n {
            let sum: f64 = (j..n).map(|k| unrooted[k * n + i] * unrooted[k * n + j]).sum();
            (inverse[i * n + j], inverse[j * n + i]) = (sum, sum);
        }
    }
    inverse
}

/// The number largest in size; among those that differ only by rounding the first. 0 for none.
pub(crate) fn largest(vector: &[f64]) -> f64 {
    let size = vector.iter().fold(0.0, |largest: f64, x| largest.max(x.abs()));
    vector.iter().copied().find(|x| x.abs() >= size * (1.0 - 1e-9)).unwrap_or(0.0)
}

fn unit(n: usize, at: usize) -> Vec<f64> {
    let mut vector = vec![0.0; n];
    vector[at] = 1.0;
    vector
}

/// One Jacobi rotation that makes element (p, q) zero; `vectors` holds the eigenvectors as rows.
fn rotate(matrix: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) {
    let off = matrix[p][q];
    if off == 0.0 {
        return;
    }
    let theta = (matrix[q][q] - matrix[p][p]) / (2.0 * off);
    let sign = if theta < 0.0 { -1.0 } else { 1.0 };
    let tangent = sign / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    for row in matrix.iter_mut() {
        (row[p], row[q]) = (cosine * row[p] - sine * row[q], sine * row[p] + cosine * row[q]);
    }
    for rows in [matrix, vectors] {
        let (before, from_q) = rows.split_at_mut(q);
        for (x, y) in before[p].iter_mut().zip(&mut from_q[0]) {
            (*x, *y) = (cosine * *x - sine * *y, sine * *x + cosine * *y);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn jacobi_solves_the_eigenvalue_equation(
            n in 1usize..7, cells in prop::collection::vec(-3.0f64..3.0, 49),
        ) {
            let at = |i: usize, j: usize| cells[i.min(j) * 7 + i.max(j)];
            let matrix: Vec<Vec<f64>> =
                (0..n).map(|i| (0..n).map(|j| at(i, j)).collect()).collect();
            let pairs = jacobi(matrix.clone());
            prop_assert!(pairs.windows(2).all(|pair| pair[0].0 >= pair[1].0));
            for (value, vector) in &pairs {
                prop_assert!((norm(vector) - 1.0).abs() < 1e-12);
                for (row, x) in matrix.iter().zip(vector) {
                    prop_assert!((dot(row, vector) - value * x).abs() < 1e-11);
                }
            }
        }

        #[test]
        fn what_is_left_is_orthonormal_and_dependents_are_dropped(
            cells in prop::collection::vec(-1.0f64..1.0, 40),
        ) {
            let vectors: Vec<Vec<f64>> = cells.chunks(10).map(<[f64]>::to_vec).collect();
            let twice = vectors.iter().chain(&vectors).cloned().collect();
            let basis = orthonormalise(&[], twice);
            prop_assert_eq!(basis.len(), 4);
            for (i, a) in basis.iter().enumerate() {
                for (j, b) in basis.iter().enumerate() {
                    prop_assert!((dot(a, b) - f64::from(u8::from(i == j))).abs() < 1e-12);
                }
            }
        }
    }
}
