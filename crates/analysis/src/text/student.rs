//! The student: a linear map from the pieces of a text to what the teacher would say of it.
//!
//! Ridge regression (Hoerl & Kennard 1970) on a sample that the teacher has read, in its dual form:
//! (XXᵀ + λ)A = Y, then W = XᵀA, for n texts with sparse weighted features X (pieces and pairs of them,
//! [`super::features`], rows of length 1) and the teacher's vectors Y. Conjugate gradients (Hestenes & Stiefel 1952) solve all columns
//! at once, each with steps of its own. Cost: [`STEPS`] times two passes over the cells, each times the
//! width; a text later costs its features times the width.

use rayon::prelude::*;

use super::features::Sparse;
use super::lanes::add_scaled;
use super::svd::{Dense, product};

/// How far the map is held back: the weight of its squares against those of the errors.
const RIDGE: f32 = 0.5;

/// Steps of conjugate gradients; more change no theme.
const STEPS: usize = 10;

/// Rows summed together before sums are joined.
const CHUNK: usize = 1_024;

/// The map, a row for each column of `features`.
pub(crate) fn fit(features: &Sparse, targets: &Dense) -> Dense {
    let columns = features.transposed();
    let width = targets.width;
    let mut solution = Dense { values: vec![0.0; targets.values.len()], width };
    let mut left = targets.clone();
    let mut along = targets.clone();
    let mut squares = column_products(&left, &left);
    for _ in 0..STEPS {
        let mut moved = product(features, &product(&columns, &along));
        add_scaled(&mut moved.values, RIDGE, &along.values);
        let steps = quotients(&squares, &column_products(&along, &moved));
        add_by_column(&mut solution, &steps, &along);
        let back: Vec<f32> = steps.iter().map(|step| -step).collect();
        add_by_column(&mut left, &back, &moved);
        let next = column_products(&left, &left);
        let turns = quotients(&next, &squares);
        along.values.par_chunks_mut(width).zip(left.values.par_chunks(width)).for_each(
            |(along, left)| {
                for ((x, turn), left) in along.iter_mut().zip(&turns).zip(left) {
                    *x = *x * turn + left;
                }
            },
        );
        squares = next;
    }
    product(&columns, &solution)
}

/// y ← y + sⱼ·x, a factor for each column.
fn add_by_column(y: &mut Dense, factors: &[f32], x: &Dense) {
    let width = y.width;
    y.values.par_chunks_mut(width).zip(x.values.par_chunks(width)).for_each(|(y, x)| {
        for ((y, x), factor) in y.iter_mut().zip(x).zip(factors) {
            *y += x * factor;
        }
    });
}

/// For each column the inner product of two matrices' columns.
fn column_products(a: &Dense, b: &Dense) -> Vec<f64> {
    let width = a.width;
    let partial = |(a, b): (&[f32], &[f32])| {
        let mut sums = vec![0.0_f64; width];
        for (a, b) in a.chunks_exact(width).zip(b.chunks_exact(width)) {
            for ((sum, &x), &y) in sums.iter_mut().zip(a).zip(b) {
                *sum += f64::from(x) * f64::from(y);
            }
        }
        sums
    };
    let chunks = a.values.par_chunks(CHUNK * width).zip(b.values.par_chunks(CHUNK * width));
    let parts: Vec<Vec<f64>> = chunks.map(partial).collect();
    (0..width).map(|column| parts.iter().map(|part| part[column]).sum()).collect()
}

/// Quotients, 0 where nothing is left to divide.
fn quotients(of: &[f64], by: &[f64]) -> Vec<f32> {
    of.iter().zip(by).map(|(of, by)| if *by > 0.0 { (of / by) as f32 } else { 0.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts with one feature each: a feature in n texts keeps n/(n + λ) of their mean.
    #[test]
    fn a_feature_keeps_what_its_texts_agree_on_but_for_the_ridge() {
        let one = |column| vec![(column, 1.0)];
        let features = Sparse::from_rows(vec![one(0), one(0), one(1), one(2)], 3);
        let mut values = vec![0.0; 4 * 16];
        for (row, value) in [1.0, 3.0, -1.0, 0.0].into_iter().enumerate() {
            values[row * 16] = value;
            values[row * 16 + 1] = 1.0;
        }
        let map = fit(&features, &Dense { values, width: 16 });
        let ridge = RIDGE;
        for (feature, column, expected) in [
            (0, 0, 4.0 / (2.0 + ridge)),
            (0, 1, 2.0 / (2.0 + ridge)),
            (1, 0, -1.0 / (1.0 + ridge)),
            (2, 0, 0.0),
            (2, 1, 1.0 / (1.0 + ridge)),
        ] {
            let got = map.row(feature)[column];
            assert!((got - expected).abs() < 1e-4, "{feature} {column}: {got} {expected}");
        }
    }
}
