//! Latent semantic analysis: vectors of texts from the texts themselves.
//!
//! Deerwester et al. 1990: weighted features ([`super::features`]) in the directions of the largest
//! singular values ([`super::svd`]), less the mean of all texts, each scaled to length 1. Fitted on at most
//! [`FITTED`] texts, applied to all. It knows one language at a time, as texts in different languages
//! share no words. Cost: the fit, then one pass; memory 4·[`RANK`] bytes a text.

use rayon::prelude::*;

use super::features::{Bag, Weights};
use super::lanes::{add_scaled, normalise};
use super::svd::{Dense, right_singular_vectors};

/// Directions kept.
pub(crate) const RANK: usize = 128;

/// Texts on which the directions are fitted, taken evenly from all.
pub(crate) const FITTED: usize = 30_000;

/// Texts summed together before sums are joined.
const CHUNK: usize = 1024;

/// The vectors of normalised texts, one row each, of length 1, in directions fitted on those `of` names; zeros for a text that shares no feature
/// with another.
pub(crate) fn vectors(normals: &[&str], of: &[usize], seed: u64) -> Dense {
    let sample: Vec<Bag> =
        evenly(of.len(), FITTED).into_par_iter().map(|at| Bag::of(normals[of[at]])).collect();
    let weights = Weights::fit(&sample);
    let rank = RANK.min(sample.len()).min(weights.width()).max(1);
    let axes = right_singular_vectors(&weights.matrix(&sample), rank, seed);
    let mut vectors = project(normals.len(), |at| Bag::of(normals[at]), &weights, &axes);
    centre(&mut vectors);
    vectors
}

/// The weighted features of texts sent through a map, a row for each column of the weights; rows of length
/// 1, or zeros. `bag` gives the features of the text at a position.
pub(crate) fn project(
    texts: usize,
    bag: impl Fn(usize) -> Bag + Sync,
    weights: &Weights,
    map: &Dense,
) -> Dense {
    let width = map.width;
    let mut values = vec![0.0; texts * width];
    values.par_chunks_mut(width).enumerate().for_each(|(at, vector)| {
        for (column, value) in weights.row(&bag(at)) {
            add_scaled(vector, value, map.row(column as usize));
        }
        normalise(vector);
    });
    Dense { values, width }
}

/// Takes the mean from every row but those of zeros, and scales each to length 1 again.
///
/// What all texts of one language have in common says nothing about any of them. A row that is the mean
/// itself stays as it was.
pub(crate) fn centre(vectors: &mut Dense) {
    let mean = mean(vectors);
    let width = vectors.width;
    vectors.values.par_chunks_mut(width).for_each(|row| {
        let mut centred = row.to_vec();
        add_scaled(&mut centred, -1.0, &mean);
        let said = row.iter().any(|&x| x != 0.0);
        if said && normalise(&mut centred) > 1e-3 {
            row.copy_from_slice(&centred);
        }
    });
}

/// The mean of all rows.
fn mean(vectors: &Dense) -> Vec<f32> {
    let width = vectors.width;
    let partial = |rows: &[f32]| {
        let mut sum = vec![0.0_f64; width];
        for row in rows.chunks_exact(width) {
            for (sum, &x) in sum.iter_mut().zip(row) {
                *sum += f64::from(x);
            }
        }
        sum
    };
    let sums: Vec<Vec<f64>> = vectors.values.par_chunks(CHUNK * width).map(partial).collect();
    let rows = vectors.rows().max(1) as f64;
    (0..width).map(|i| (sums.iter().map(|sum| sum[i]).sum::<f64>() / rows) as f32).collect()
}

/// At most `most` positions out of `len`, evenly spaced.
pub(crate) fn evenly(len: usize, most: usize) -> Vec<usize> {
    let count = len.min(most);
    (0..count).map(|at| at * len / count).collect()
}
