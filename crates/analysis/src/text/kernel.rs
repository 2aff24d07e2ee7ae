//! Products of small dense matrices with the same bits on every processor.
//!
//! Each lane of a sum belongs to one column of the result and runs down the rows of the second matrix in
//! their order, each product added in one fused step (IEEE 754 `fusedMultiplyAdd`, rounded once). So the width
//! of the processor's vectors changes nothing, and `pulp` picks the widest at run time; a processor without
//! fused steps gets the same bits, slowly.
//!
//! Cost: two operations a product. [`ROWS`] rows share each load, and a part of a panel [`DEPTH`] rows deep
//! stays in the nearest cache while all rows pass it (Goto & van de Geijn, "Anatomy of high-performance
//! matrix multiplication", 2008); a sum that waits in `out` between two parts loses no bit.

use pulp::{Simd, WithSimd};

use super::lanes::LANES;

/// Rows of the first matrix that are multiplied together.
const ROWS: usize = 6;

/// Rows of a panel that are multiplied with all rows before the next ones are: 16 kB.
const DEPTH: usize = 256;

/// A matrix to multiply with, in panels of [`LANES`] columns.
#[derive(Debug)]
pub(crate) struct Packed {
    panels: Vec<[f32; LANES]>,
    height: usize,
    width: usize,
}

impl Packed {
    /// Packs a matrix given row by row; `width` is a multiple of [`LANES`].
    pub(crate) fn of(values: &[f32], width: usize) -> Packed {
        let height = values.len() / width;
        let mut panels = Vec::with_capacity(values.len() / LANES);
        for panel in 0..width / LANES {
            for row in values.chunks_exact(width) {
                let mut lanes = [0.0; LANES];
                lanes.copy_from_slice(&row[panel * LANES..][..LANES]);
                panels.push(lanes);
            }
        }
        Packed { panels, height, width }
    }

    /// Packs a matrix of rows of `width` as its columns, filled up with zeros to a multiple of [`LANES`]:
    /// a product with it holds the scalar products with those rows.
    pub(crate) fn turned(rows: &[f32], width: usize) -> Packed {
        let columns = (rows.len() / width).next_multiple_of(LANES);
        let mut panels = vec![[0.0; LANES]; columns / LANES * width];
        for (column, row) in rows.chunks_exact(width).enumerate() {
            let panel = &mut panels[column / LANES * width..][..width];
            panel.iter_mut().zip(row).for_each(|(lanes, &x)| lanes[column % LANES] = x);
        }
        Packed { panels, height: width, width: columns }
    }

    /// Number of columns.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Adds to each row of `out` the product of a row of `values` with this matrix; `starts` says where in
    /// `values` each of them begins.
    pub(crate) fn add_product(&self, values: &[f32], starts: &[usize], out: &mut [f32]) {
        pulp::Arch::new().dispatch(Product { of: self, values, starts, out });
    }
}

/// A product that is to be added, before it is known how wide the processor's vectors are. The loops stand in
/// functions that are always inlined: only so are they compiled for those vectors.
struct Product<'a> {
    of: &'a Packed,
    values: &'a [f32],
    starts: &'a [usize],
    out: &'a mut [f32],
}

impl WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        match S::F32_LANES {
            16 => self.add::<S, 1>(simd),
            8 => self.add::<S, 2>(simd),
            4 => self.add::<S, 4>(simd),
            _ => self.add::<S, LANES>(simd),
        }
    }
}

impl Product<'_> {
    /// Adds the product with [`LANES`] lanes in `N` vectors.
    #[inline(always)]
    fn add<S: Simd, const N: usize>(self, simd: S) {
        let Product { of, values, starts, out } = self;
        for from in (0..of.height).step_by(DEPTH) {
            let depth = DEPTH.min(of.height - from);
            for (number, panel) in of.panels.chunks_exact(of.height).enumerate() {
                let panel = S::as_simd_f32s(panel[from..from + depth].as_flattened()).0;
                for (block, starts) in starts.chunks(ROWS).enumerate() {
                    let mut rows: [&[f32]; ROWS] = [&[]; ROWS];
                    for (at, row) in rows.iter_mut().enumerate() {
                        // A block that is not full takes its last row more than once and writes it once.
                        let start = starts[at.min(starts.len() - 1)] + from;
                        *row = &values[start..start + depth];
                    }
                    let first = block * ROWS * of.width + number * LANES;
                    let mut sums = [[simd.splat_f32s(0.0); N]; ROWS];
                    for (at, sums) in sums.iter_mut().enumerate().take(starts.len()) {
                        let from = S::as_simd_f32s(&out[first + at * of.width..][..LANES]).0;
                        sums.copy_from_slice(from);
                    }
                    let sums = block_sums(simd, panel.as_chunks::<N>().0, rows, sums);
                    for (at, sums) in sums.iter().enumerate().take(starts.len()) {
                        let to = S::as_mut_simd_f32s(&mut out[first + at * of.width..][..LANES]).0;
                        to.copy_from_slice(sums);
                    }
                }
            }
        }
    }
}

#[inline(always)]
fn block_sums<S: Simd, const N: usize>(
    simd: S,
    panel: &[[S::f32s; N]],
    rows: [&[f32]; ROWS],
    mut sums: [[S::f32s; N]; ROWS],
) -> [[S::f32s; N]; ROWS] {
    for (at, lanes) in panel.iter().enumerate() {
        for row in 0..ROWS {
            let x = simd.splat_f32s(rows[row][at]);
            for n in 0..N {
                sums[row][n] = simd.mul_add_f32s(x, lanes[n], sums[row][n]);
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sum_that_is_set_aside_between_two_parts_is_the_same_sum() {
        let height = DEPTH + 44;
        let b: Vec<f32> = (0..height * 16).map(|at| (at % 97) as f32 / 97.0 - 0.5).collect();
        let a: Vec<f32> = (0..height).map(|at| (at % 31) as f32 / 31.0 - 0.5).collect();
        let mut out = vec![0.0; 16];
        Packed::of(&b, 16).add_product(&a, &[0], &mut out);
        for (column, &sum) in out.iter().enumerate() {
            let whole = (0..height).fold(0.0, |sum, k| a[k].mul_add(b[k * 16 + column], sum));
            assert_eq!(sum, whole);
        }
    }

    #[test]
    fn rows_turned_are_columns() {
        let rows: Vec<f32> = (0..17 * 3).map(|at| at as f32).collect();
        let mut out = vec![0.0; 32];
        Packed::turned(&rows, 3).add_product(&[1.0, 10.0, 100.0], &[0], &mut out);
        assert_eq!((out[0], out[16], out[17]), (210.0, 5538.0, 0.0));
    }

    proptest! {
        #[test]
        fn a_product_is_its_sums_in_order(
            a in proptest::collection::vec(-1.0f32..1.0, 8 * 9),
            b in proptest::collection::vec(-1.0f32..1.0, 9 * 32),
            rows in 0usize..8,
        ) {
            let packed = Packed::of(&b, 32);
            let starts: Vec<usize> = (0..rows).map(|row| row * 9).collect();
            let mut out = vec![0.5; rows * 32];
            packed.add_product(&a, &starts, &mut out);
            for (at, &sum) in out.iter().enumerate() {
                let (row, column) = (at / 32, at % 32);
                let with = |sum: f32, k: usize| a[row * 9 + k].mul_add(b[k * 32 + column], sum);
                prop_assert_eq!(sum, (0..9).fold(0.5, with));
            }
        }
    }
}
