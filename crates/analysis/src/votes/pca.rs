//! Principal components of the vote matrix: exact, sparse, two of them.
//!
//! Polis fills an unseen cell with its column's mean and centres; a filled cell is then exactly 0,
//! so the centred matrix X has as many non-zero cells as there are votes, and XᵀX·v costs one pass
//! over them. No cell is ever filled here, nothing is sampled, at any size. (Polis itself goes over
//! to unseeded samples above 10,000 participants or 5,000 statements.)
//!
//! The components are the eigenvectors of XᵀX with the two largest eigenvalues, found by a block
//! Krylov method with Rayleigh–Ritz and restarts: a block of four vectors from a fixed start
//! is multiplied, what is left of it beyond the space so far widens the space, and the best vectors
//! in the space are taken from a small Jacobi problem (Golub & Underwood 1977, *The block
//! Lanczos method*; Wu & Simon 2000, thick restart). It stops when ‖XᵀX·v − λv‖ ≤ 10⁻⁸·λ₁ for
//! both. The sign is fixed: the loading largest in size is positive.
//!
//! Polis formulas (`math/pca.clj`), C columns, nᵢ cells of row i not missing in the rating matrix,
//! mⱼ the mean of column j:
//! - participant: √(C / max(1, nᵢ)) · Σ over votes (vᵢⱼ − mⱼ)·(pc₁ⱼ, pc₂ⱼ)
//! - statement: √C · (1 − mⱼ)·(pc₁ⱼ, pc₂ⱼ), where a single agree with it would put a participant;
//!   its length is the statement's extremity.
//!
//! Cost: 2·votes·`BLOCK` additions a pass, commonly 10 to 30 passes: what an answer contributes is
//! tabled by column and answer, so that nothing is multiplied for a single vote. Memory: at most 64
//! tables of columns × `BLOCK` numbers, one for each chunk of rows. A chunk is summed in row order
//! and the chunks in index order, so the bytes do not depend on threads. Checked against a dense
//! computation and against the published centres and components: `tests/votes`.

use rayon::prelude::*;

use crate::random::Random;
use crate::votes::dense::{add_scaled, combine, dot, jacobi, norm, orthonormalise};
use crate::votes::matrix::VoteMatrix;
use crate::votes::ranges::Ratio;

/// Vectors multiplied in one pass.
const BLOCK: usize = 4;

/// Size of the searched space at which it is cut back to its best [`KEPT`] vectors.
const SPACE: usize = 40;

/// Vectors kept at a restart.
const KEPT: usize = 12;

/// Residual, relative to the largest eigenvalue, under which a component counts as found. The angle
/// left to the component is at most this over the relative gap to the next eigenvalue.
const TOLERANCE: f64 = 1e-8;

/// Eigenvalue, relative to the largest, under which there is no such direction in the votes.
const NO_DIRECTION: f64 = 1e-12;

/// Passes after which the best found so far is taken.
const MAX_PASSES: usize = 2_000;

/// Least rows summed by one thread at a time, and most chunks.
const CHUNK_ROWS: usize = 4_096;
const MAX_CHUNKS: usize = 64;

/// Seed of the start vectors.
const START: u64 = 2026;

/// Two principal components of the mean-filled, centred votes.
#[derive(Clone, Debug, PartialEq)]
pub struct Pca {
    /// Mean of each column, agree = +1.
    pub centre: Vec<f64>,
    /// Unit vectors over the columns; all 0 where the votes have no such direction.
    pub components: [Vec<f64>; 2],
    /// Share of the variance along each component, 0 to 1.
    pub variance: [f64; 2],
    /// Passes over the votes it took.
    pub passes: usize,
    deviations: Vec<[f64; 3]>,
}

impl Pca {
    /// The components of a matrix.
    pub fn of(matrix: &VoteMatrix) -> Pca {
        let centre = matrix.means();
        let deviations = matrix.deviations(&centre);
        let total = matrix.total_squares(&deviations);
        let (found, passes) = leading(matrix, &deviations);
        let largest = found.first().map_or(0.0, |ritz| ritz.value);
        let component = |at: usize| match found.get(at) {
            Some(ritz) if ritz.value > largest * NO_DIRECTION => {
                (signed(&ritz.vector), ritz.value / total)
            }
            _ => (vec![0.0; matrix.columns()], 0.0),
        };
        let [(first, of_first), (second, of_second)] = [0, 1].map(component);
        Pca {
            centre,
            components: [first, second],
            variance: [of_first, of_second],
            passes,
            deviations,
        }
    }

    /// Where each row stands.
    pub fn participants(&self, matrix: &VoteMatrix) -> Vec<[f64; 2]> {
        let scale =
            |row: usize| (matrix.columns() as f64 / matrix.rated_len(row).max(1) as f64).sqrt();
        let place = |row: usize| {
            let mut at = [0.0; 2];
            for (run, columns) in matrix.row(row).runs.into_iter().enumerate() {
                columns.each(|column| {
                    let deviation = self.deviations[column][run];
                    at[0] += deviation * self.components[0][column];
                    at[1] += deviation * self.components[1][column];
                });
            }
            at.map(|along| along * scale(row))
        };
        (0..matrix.rows()).into_par_iter().map(place).collect()
    }

    /// The 95 % interval of each share of the variance over people, the components given.
    pub fn variance_ranges(&self, matrix: &VoteMatrix) -> [[f64; 2]; 2] {
        let of_rows = |rows: &[usize]| {
            let mut ratios = [Ratio::default(); 2];
            for &row in rows {
                let (mut along, mut square) = ([0.0; 2], 0.0);
                for (run, columns) in matrix.row(row).runs.into_iter().enumerate() {
                    columns.each(|column| {
                        let deviation = self.deviations[column][run];
                        square += deviation * deviation;
                        along[0] += deviation * self.components[0][column];
                        along[1] += deviation * self.components[1][column];
                    });
                }
                ratios.iter_mut().zip(along).for_each(|(ratio, x)| ratio.add(x * x, square));
            }
            ratios
        };
        let rows: Vec<usize> = (0..matrix.rows()).collect();
        let parts: Vec<[Ratio; 2]> = rows.par_chunks(CHUNK_ROWS).map(of_rows).collect();
        let mut all = [Ratio::default(); 2];
        for part in &parts {
            all.iter_mut().zip(part).for_each(|(to, from)| to.join(from));
        }
        all.map(|ratio| ratio.range([0.0, 1.0]))
    }

    /// Where a single agree with each column's statement would put a participant.
    pub fn statements(&self) -> Vec<[f64; 2]> {
        let scale = (self.centre.len() as f64).sqrt();
        let place = |(column, [agree, ..]): (usize, &[f64; 3])| {
            self.components.each_ref().map(|component| scale * agree * component[column])
        };
        self.deviations.iter().enumerate().map(place).collect()
    }

    /// Distance from the middle of each column's statement.
    pub fn extremity(&self) -> Vec<f64> {
        self.statements().into_iter().map(|[x, y]| (x * x + y * y).sqrt()).collect()
    }
}

/// An approximate eigenvector in the searched space.
struct Ritz {
    value: f64,
    vector: Vec<f64>,
    image: Vec<f64>,
}

impl Ritz {
    fn residual(&self) -> Vec<f64> {
        let mut residual = self.image.clone();
        add_scaled(&mut residual, -self.value, &self.vector);
        residual
    }
}

/// An orthonormal basis of the searched space, what XᵀX makes of it, and the products of the two.
#[derive(Default)]
struct Space {
    basis: Vec<Vec<f64>>,
    images: Vec<Vec<f64>>,
    small: Vec<Vec<f64>>,
}

impl Space {
    fn widen(&mut self, mut block: Vec<Vec<f64>>, mut images: Vec<Vec<f64>>) {
        let before = self.basis.len();
        self.basis.append(&mut block);
        self.images.append(&mut images);
        let size = self.basis.len();
        self.small.resize(size, Vec::new());
        self.small.iter_mut().for_each(|row| row.resize(size, 0.0));
        for at in before..size {
            for other in 0..=at {
                let product = dot(&self.basis[other], &self.images[at]);
                self.small[other][at] = product;
                self.small[at][other] = product;
            }
        }
    }

    /// Eigenvalues of XᵀX within the space, largest first, and their weights on the basis.
    fn pairs(&self) -> Vec<(f64, Vec<f64>)> {
        jacobi(self.small.clone())
    }

    /// The best approximations to eigenvectors, the first `count` of them.
    fn ritz(&self, pairs: &[(f64, Vec<f64>)], count: usize) -> Vec<Ritz> {
        let ritz = |(value, weights): &(f64, Vec<f64>)| Ritz {
            value: *value,
            vector: combine(&self.basis, weights),
            image: combine(&self.images, weights),
        };
        pairs.iter().take(count).map(ritz).collect()
    }

    /// Cut back to its best vectors.
    fn cut(&self, pairs: &[(f64, Vec<f64>)]) -> Space {
        let kept = self.ritz(pairs, KEPT);
        let mut space = Space::default();
        let (basis, images) = kept.into_iter().map(|ritz| (ritz.vector, ritz.image)).unzip();
        space.widen(basis, images);
        space
    }
}

/// The leading eigenvectors of XᵀX, at least two of them converged where there are two, and the
/// passes.
fn leading(matrix: &VoteMatrix, deviations: &[[f64; 3]]) -> (Vec<Ritz>, usize) {
    let mut space = Space::default();
    let mut block = orthonormalise(&[], start(deviations));
    let mut passes = 0;
    loop {
        let images = multiply(matrix, deviations, &block);
        space.widen(block, images);
        passes += 1;
        let pairs = space.pairs();
        let ritz = space.ritz(&pairs, BLOCK);
        let tolerance = ritz.first().map_or(0.0, |first| first.value * TOLERANCE);
        let residuals: Vec<_> = ritz.iter().map(Ritz::residual).collect();
        let found = residuals.iter().take(2).all(|residual| norm(residual) <= tolerance);
        if found || passes == MAX_PASSES {
            return (ritz, passes);
        }
        if space.basis.len() + BLOCK > SPACE {
            space = space.cut(&pairs);
        }
        let open = residuals.into_iter().filter(|residual| norm(residual) > tolerance).collect();
        block = orthonormalise(&space.basis, open);
        if block.is_empty() {
            return (space.ritz(&space.pairs(), 2), passes);
        }
    }
}

/// What a vote adds, by answer and column, for `BLOCK` vectors at once.
type Lanes = [Vec<[f64; BLOCK]>; 3];

/// XᵀX times each vector of a block.
fn multiply(matrix: &VoteMatrix, deviations: &[[f64; 3]], block: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let lanes: Lanes = std::array::from_fn(|answer| {
        let mut lanes = vec![[0.0; BLOCK]; matrix.columns()];
        for (lane, vector) in block.iter().enumerate() {
            for ((lanes, &x), deviation) in lanes.iter_mut().zip(vector).zip(deviations) {
                lanes[lane] = deviation[answer] * x;
            }
        }
        lanes
    });
    let chunk = CHUNK_ROWS.max(matrix.rows().div_ceil(MAX_CHUNKS));
    let sums: Vec<_> = (0..matrix.rows().div_ceil(chunk))
        .into_par_iter()
        .map(|number| {
            let rows = number * chunk..matrix.rows().min((number + 1) * chunk);
            multiply_rows(matrix, rows, deviations, &lanes)
        })
        .collect();
    let mut total = vec![[0.0; BLOCK]; matrix.columns()];
    for sum in sums {
        for (total, part) in total.iter_mut().zip(sum) {
            (0..BLOCK).for_each(|lane| total[lane] += part[lane]);
        }
    }
    (0..block.len()).map(|lane| total.iter().map(|lanes| lanes[lane]).collect()).collect()
}

/// Σ over some rows x of x·(x·v), for `BLOCK` vectors v at once.
fn multiply_rows(
    matrix: &VoteMatrix,
    rows: std::ops::Range<usize>,
    deviations: &[[f64; 3]],
    lanes: &Lanes,
) -> Vec<[f64; BLOCK]> {
    let mut sums: Lanes = std::array::from_fn(|_| vec![[0.0; BLOCK]; matrix.columns()]);
    for row in rows {
        let runs = matrix.row(row).runs;
        let mut along = [0.0; BLOCK];
        for (run, lanes) in runs.into_iter().zip(lanes) {
            run.each(|column| {
                let lanes = &lanes[column];
                (0..BLOCK).for_each(|lane| along[lane] += lanes[lane]);
            });
        }
        for (run, sums) in runs.into_iter().zip(&mut sums) {
            run.each(|column| {
                let sum = &mut sums[column];
                (0..BLOCK).for_each(|lane| sum[lane] += along[lane]);
            });
        }
    }
    let [agree, disagree, pass] = sums;
    type Sum = [f64; BLOCK];
    let whole = |(((a, d), p), by): (((Sum, Sum), Sum), &[f64; 3])| {
        std::array::from_fn(|lane| by[0] * a[lane] + by[1] * d[lane] + by[2] * p[lane])
    };
    agree.into_iter().zip(disagree).zip(pass).zip(deviations).map(whole).collect()
}

/// The fixed start: numbers between −1 and 1, and 0 in columns that take no part,
/// which stay at 0.
fn start(deviations: &[[f64; 3]]) -> Vec<Vec<f64>> {
    (0..BLOCK as u64)
        .map(|lane| {
            let mut random = Random::stream(START, lane);
            let mut number = |deviations: &[f64; 3]| match *deviations == [0.0; 3] {
                true => 0.0,
                false => 2.0 * random.unit() - 1.0,
            };
            deviations.iter().map(&mut number).collect()
        })
        .collect()
}

/// The vector or its opposite, so that the loading largest in size is positive. Among loadings that
/// differ only by rounding the first decides.
fn signed(vector: &[f64]) -> Vec<f64> {
    let largest = vector.iter().fold(0.0, |largest: f64, x| largest.max(x.abs()));
    let decides = vector.iter().find(|x| x.abs() >= largest * (1.0 - 1e-9));
    let sign = if decides.is_some_and(|&x| x < 0.0) { -1.0 } else { 1.0 };
    // Adding 0 turns −0 into 0.
    vector.iter().map(|x| sign * x + 0.0).collect()
}
