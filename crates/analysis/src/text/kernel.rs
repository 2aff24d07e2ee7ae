//! Products of small dense matrices with the same bits on every processor.
//!
//! Each lane of a sum belongs to one column of the result and runs down the rows of the second matrix in
//! their order, each product added in one fused step (IEEE 754 `fusedMultiplyAdd`, rounded once). So the width
//! of the processor's vectors changes nothing, and the loop may be compiled for several of them: `pulp` picks the
//! widest at run time. A processor without fused steps gets the same bits from the C library, slowly.
//!
//! Cost: two operations a product. [`ROWS`] rows share each load, and a part of a panel [`DEPTH`] rows deep
//! stays in the nearest cache while all rows pass it (Goto & van de Geijn, "Anatomy of high-performance
//! matrix multiplication", 2008); a sum that waits in `out` between two parts loses no bit.

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

    /// Number of columns.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Adds to each row of `out` the product of a row of `values` with this matrix; `starts` says where in
    /// `values` each of them begins.
    pub(crate) fn add_product(&self, values: &[f32], starts: &[usize], out: &mut [f32]) {
        pulp::Arch::new().dispatch(|| self.add_panels(values, starts, out));
    }

    #[inline(always)]
    fn add_panels(&self, values: &[f32], starts: &[usize], out: &mut [f32]) {
        for from in (0..self.height).step_by(DEPTH) {
            let depth = DEPTH.min(self.height - from);
            for (number, panel) in self.panels.chunks_exact(self.height).enumerate() {
                let panel = &panel[from..from + depth];
                for (block, starts) in starts.chunks(ROWS).enumerate() {
                    // A block that is not full takes its last row more than once and writes it once.
                    let start = |at: usize| starts[at.min(starts.len() - 1)] + from;
                    let rows: [&[f32]; ROWS] =
                        std::array::from_fn(|at| &values[start(at)..][..depth]);
                    let to = |at: usize| (block * ROWS + at) * self.width + number * LANES;
                    let mut sums = [[0.0; LANES]; ROWS];
                    for (at, sums) in sums.iter_mut().enumerate().take(starts.len()) {
                        sums.copy_from_slice(&out[to(at)..][..LANES]);
                    }
                    let sums = block_sums(panel, rows, sums);
                    for (at, sums) in sums.iter().enumerate().take(starts.len()) {
                        out[to(at)..][..LANES].copy_from_slice(sums);
                    }
                }
            }
        }
    }
}

#[inline(always)]
fn block_sums(
    panel: &[[f32; LANES]],
    rows: [&[f32]; ROWS],
    mut sums: [[f32; LANES]; ROWS],
) -> [[f32; LANES]; ROWS] {
    // One length for all, so that no look at a row is checked; plain counting, so that the sums stay in registers.
    let rows = rows.map(|row| &row[..panel.len()]);
    for (at, lanes) in panel.iter().enumerate() {
        for row in 0..ROWS {
            let x = rows[row][at];
            for lane in 0..LANES {
                sums[row][lane] = x.mul_add(lanes[lane], sums[row][lane]);
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
                prop_assert_eq!(sum, (0..9).fold(0.5, |sum, k| a[row * 9 + k].mul_add(b[k * 32 + column], sum)));
            }
        }
    }
}
