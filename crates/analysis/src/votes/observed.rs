//! The votes that a factorisation sees: only cast ones, only on statements that take part.
//!
//! One number of 32 bits a vote: column, whether it is held out of a fit, and its value (agree +1,
//! pass 0, disagree −1). Values can be dealt anew or drawn anew in place while who voted on what
//! stays, which is what the null hypotheses of [`nulls`](crate::votes::nulls) need.

use crate::votes::matrix::VoteMatrix;

const VALUE_BITS: u32 = 2;
const HELD_OUT: u32 = 1 << VALUE_BITS;
const COLUMN_SHIFT: u32 = VALUE_BITS + 1;

/// One vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell(u32);

impl Cell {
    fn new(column: u32, value: i8) -> Cell {
        Cell(column << COLUMN_SHIFT | (value + 1) as u32)
    }

    pub(crate) fn column(self) -> usize {
        (self.0 >> COLUMN_SHIFT) as usize
    }

    /// Agree +1, pass 0, disagree −1.
    pub(crate) fn value(self) -> f64 {
        f64::from(self.0 & (HELD_OUT - 1)) - 1.0
    }

    pub(crate) fn is_held_out(self) -> bool {
        self.0 & HELD_OUT != 0
    }

    pub(crate) fn hold_out(&mut self, held_out: bool) {
        self.0 = self.0 & !HELD_OUT | u32::from(held_out) << VALUE_BITS;
    }

    /// The same vote with another value: +1, 0 or −1.
    pub(crate) fn with_value(self, value: i8) -> Cell {
        Cell(self.0 & !(HELD_OUT - 1) | (value + 1) as u32)
    }
}

/// Votes by row. Columns are numbered as in the vote matrix; those that take no part are empty.
#[derive(Clone, Debug)]
pub(crate) struct Observed {
    columns: usize,
    starts: Vec<usize>,
    pub(crate) cells: Vec<Cell>,
}

impl Observed {
    /// Some rows of a matrix, in this order.
    pub(crate) fn of(matrix: &VoteMatrix, rows: &[u32]) -> Observed {
        let takes_part = matrix.takes_part();
        let mut observed =
            Observed { columns: matrix.columns(), starts: vec![0], cells: Vec::new() };
        for &row in rows {
            let runs = matrix.row(row as usize).runs;
            for (run, value) in runs.into_iter().zip([1, -1, 0]) {
                run.each(|column| {
                    if takes_part[column] {
                        observed.cells.push(Cell::new(column as u32, value));
                    }
                });
            }
            observed.starts.push(observed.cells.len());
        }
        observed
    }

    pub(crate) fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// Every row once.
    pub(crate) fn all_rows(&self) -> Vec<u32> {
        (0..self.rows() as u32).collect()
    }

    /// Whether on every column all votes are the same.
    pub(crate) fn alike(&self) -> bool {
        let mut first = vec![None; self.columns];
        self.cells
            .iter()
            .all(|cell| *first[cell.column()].get_or_insert(cell.value()) == cell.value())
    }

    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// Votes of one row.
    pub(crate) fn row(&self, row: usize) -> &[Cell] {
        &self.cells[self.starts[row]..self.starts[row + 1]]
    }

    /// The votes of one row, to be changed.
    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [Cell] {
        &mut self.cells[self.starts[row]..self.starts[row + 1]]
    }
}
