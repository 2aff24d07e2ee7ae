//! Products of small dense matrices with the same bits on every processor.
//!
//! Each lane of a sum belongs to one column of the result and runs down the rows of the second matrix in
//! their order, each product rounded before it is added. So the width of the processor's vectors changes
//! nothing, and the loop may be compiled for several of them: `pulp` picks the widest at run time and
//! offers no other arithmetic here. Cost: two operations a product; four rows share each load.

use super::lanes::LANES;

/// Rows of the first matrix that are multiplied together.
const ROWS: usize = 4;

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
        for (number, panel) in self.panels.chunks_exact(self.height).enumerate() {
            for (block, starts) in starts.chunks(ROWS).enumerate() {
                // A block that is not full takes its last row more than once and writes it once.
                let row = |at: usize| &values[starts[at.min(starts.len() - 1)]..][..self.height];
                let rows = [row(0), row(1), row(2), row(3)];
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

#[inline(always)]
fn block_sums(
    panel: &[[f32; LANES]],
    rows: [&[f32]; ROWS],
    mut sums: [[f32; LANES]; ROWS],
) -> [[f32; LANES]; ROWS] {
    let [a, b, c, d] = rows;
    for ((((lanes, &a), &b), &c), &d) in panel.iter().zip(a).zip(b).zip(c).zip(d) {
        for lane in 0..LANES {
            sums[0][lane] += a * lanes[lane];
            sums[1][lane] += b * lanes[lane];
            sums[2][lane] += c * lanes[lane];
            sums[3][lane] += d * lanes[lane];
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_product_is_its_sums_in_order(
            a in proptest::collection::vec(-1.0f32..1.0, 7 * 9),
            b in proptest::collection::vec(-1.0f32..1.0, 9 * 32),
            rows in 0usize..7,
        ) {
            let packed = Packed::of(&b, 32);
            let starts: Vec<usize> = (0..rows).map(|row| row * 9).collect();
            let mut out = vec![0.5; rows * 32];
            packed.add_product(&a, &starts, &mut out);
            for (at, &sum) in out.iter().enumerate() {
                let (row, column) = (at / 32, at % 32);
                let term = |k: usize| a[row * 9 + k] * b[k * 32 + column];
                prop_assert_eq!(sum, (0..9).fold(0.5, |sum, k| sum + term(k)));
            }
        }
    }
}
