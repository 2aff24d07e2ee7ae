//! The opinion map: hexagonal bins over the plane (Carr et al. 1987).
//!
//! The longer side of the map has 6·n^¼ / 3.5 cells for n points, at most [`MOST_COLUMNS`]: the width that
//! Scott's rule gives a histogram in two dimensions (1992, *Multivariate Density Estimation*, ch. 3:
//! 3.5·σ·n^−¼) where the cloud is six standard deviations long. So a cell holds enough people to be
//! drawn in public as long as a few hundred are placed. Rows are √3/2 as far apart as cells within a
//! row, and odd rows are shifted by half a cell. A point belongs to the nearest cell; on a tie to the
//! upper one, then to the left one. Cost O(points).

use std::collections::BTreeMap;

use findings::HexCell;

/// Most cells along the longer side of the map.
const MOST_COLUMNS: f64 = 40.0;

/// Fewest.
const FEWEST_COLUMNS: f64 = 4.0;

/// Standard deviations that the cloud is taken to be long, and those of a cell's width for one point.
const LENGTH: f64 = 6.0;
const WIDTH: f64 = 3.5;

/// √3/2, the distance of two rows where that of two cells in a row is 1.
const ROW_PITCH: f64 = 0.866_025_403_784_438_6;

/// How many points of each group stand in each cell, sorted by row, column, group. `points` are
/// (position, group); the first axis runs to the right, the second up.
pub fn hexagons(points: &[([f64; 2], Option<u32>)]) -> Vec<HexCell> {
    let range = |axis: usize| {
        points.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (at, _)| {
            (low.min(at[axis]), high.max(at[axis]))
        })
    };
    let ((left, right), (bottom, top)) = (range(0), range(1));
    let longer = (right - left).max(top - bottom);
    let columns = columns(points.len());
    let pitch = if longer > 0.0 { longer / (columns - 1.0) } else { 1.0 };
    let mut cells = BTreeMap::new();
    for &([x, y], group) in points {
        let (row, column) = nearest((x - left) / pitch, (top - y) / (pitch * ROW_PITCH));
        *cells.entry((row, column, group)).or_insert(0) += 1;
    }
    cells
        .into_iter()
        .map(|((row, column, group), count)| HexCell { row, column, group, count })
        .collect()
}

/// Cells along the longer side for so many points.
fn columns(points: usize) -> f64 {
    let fourth_root = (points as f64).sqrt().sqrt();
    (LENGTH / WIDTH * fourth_root).round().clamp(FEWEST_COLUMNS, MOST_COLUMNS)
}

/// The nearest cell of a point `x` cells from the left and `y` rows from the top.
fn nearest(x: f64, y: f64) -> (u16, u16) {
    let in_row = |row: f64| {
        let shift = if row % 2.0 == 0.0 { 0.0 } else { 0.5 };
        // A half rounds down here, so that a tie goes to the left.
        let column = (x - shift - 0.5).ceil().max(0.0);
        let (across, down) = (x - shift - column, (y - row) * ROW_PITCH);
        (across * across + down * down, (row as u16, column as u16))
    };
    let (upper, lower) = (in_row(y.floor()), in_row(y.floor() + 1.0));
    if lower.0 < upper.0 { lower.1 } else { upper.1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_spot_is_one_cell_a_group() {
        let cells =
            hexagons(&[([2.0, 2.0], Some(1)), ([2.0, 2.0], Some(0)), ([2.0, 2.0], Some(1))]);
        let cell = |group, count| HexCell { row: 0, column: 0, group: Some(group), count };
        assert_eq!(cells, [cell(0, 1), cell(1, 2)]);
        assert!(hexagons(&[]).is_empty());
    }

    #[test]
    fn the_first_axis_runs_right_and_the_second_up() {
        let cells = hexagons(&[([0.0, 0.0], None), ([3.0, 3.0], None)]);
        let at: Vec<_> = cells.iter().map(|cell| (cell.row, cell.column)).collect();
        assert_eq!(at, [(0, 3), (4, 0)]);
    }

    #[test]
    fn cells_are_wider_where_there_are_fewer_people() {
        let wide = [2, 120, 600, 10_000, 300_000, 1_000_000].map(columns);
        assert_eq!(wide, [4.0, 6.0, 8.0, 17.0, 40.0, 40.0]);
    }

    proptest! {
        #[test]
        fn no_other_cell_is_nearer(x in 0.0f64..39.0, y in 0.0f64..45.0) {
            let distance = |row: u16, column: u16| {
                let across = x - f64::from(column) - f64::from(row % 2) / 2.0;
                let down = (y - f64::from(row)) * ROW_PITCH;
                across * across + down * down
            };
            let (row, column) = nearest(x, y);
            for other in row.saturating_sub(2)..row + 3 {
                for beside in column.saturating_sub(2)..column + 3 {
                    prop_assert!(distance(row, column) <= distance(other, beside) + 1e-12);
                }
            }
        }
    }
}
