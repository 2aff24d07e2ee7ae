//! How many directions the votes carry: as many as predict votes that were held out.
//!
//! One vote in ten of each row is held out, drawn by seed. For each number of dimensions from 0 up
//! the rest is fitted, and the mean square error on the votes held out is the loss; the search ends
//! after two dimensions in a row that bring no new minimum, or at [`MAX_RANK`]. Chosen is the
//! smallest number whose loss is within one standard error of the least, the error being that of
//! the paired differences, by participant (the one-standard-error rule of Breiman et al. 1984). 0
//! means that no direction predicts better than the statements' means.

use rayon::prelude::*;

use crate::random::Random;
use crate::votes::factors::{Factors, MAX_RANK, eigenvectors};
use crate::votes::observed::Observed;
use crate::votes::ranges::Ratio;

/// Of so many votes one is held out.
const ONE_IN: usize = 10;

/// Largest square error on a vote between −1 and +1.
const MOST_ERROR: f64 = 4.0;

/// Dimensions in a row without a new minimum after which the search ends.
const PATIENCE: usize = 2;

/// Loss by number of dimensions, and the number chosen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rank {
    pub(crate) chosen: usize,
    /// Mean square error on held-out votes with 0, 1, … dimensions.
    pub(crate) losses: Vec<f64>,
    /// The 95 % interval of each over people, the fit given.
    pub(crate) ranges: Vec<[f64; 2]>,
}

impl Rank {
    /// Searches for the number of dimensions of these votes.
    pub(crate) fn of(votes: &Observed, seed: u64) -> Rank {
        let held = held_out(votes, seed);
        let rows = held.all_rows();
        let vectors = eigenvectors(&held, &rows, MAX_RANK);
        let mut errors: Vec<Vec<f64>> = Vec::new();
        let mut losses: Vec<f64> = Vec::new();
        let held_of = |row: &u32| {
            held.row(*row as usize).iter().filter(|cell| cell.is_held_out()).count() as f64
        };
        let held_by: Vec<f64> = rows.iter().map(held_of).collect();
        let count = held.cells.iter().filter(|cell| cell.is_held_out()).count().max(1) as f64;
        for rank in 0..=MAX_RANK.min(vectors.len()) {
            let fit = Factors::grown(&held, &rows, &vectors[..rank]);
            errors.push(rows.par_iter().map(|&row| error(&fit, &held, row as usize)).collect());
            losses.push(errors[rank].iter().sum::<f64>() / count);
            if rank >= least(&losses) + PATIENCE {
                break;
            }
        }
        let best = least(&losses);
        let within = |rank: &usize| {
            let square = |(a, b): (&f64, &f64)| (a - b) * (a - b);
            let squares: f64 = errors[*rank].iter().zip(&errors[best]).map(square).sum();
            losses[*rank] - losses[best] <= squares.sqrt() / count
        };
        let range = |errors: &Vec<f64>| {
            let people = errors.iter().copied().zip(held_by.iter().copied());
            Ratio::of(people).range([0.0, MOST_ERROR])
        };
        let ranges = errors.iter().map(range).collect();
        Rank { chosen: (0..best).find(within).unwrap_or(best), losses, ranges }
    }
}

fn least(losses: &[f64]) -> usize {
    (0..losses.len()).min_by(|&a, &b| losses[a].total_cmp(&losses[b])).unwrap_or(0)
}

fn held_out(votes: &Observed, seed: u64) -> Observed {
    let mut held = votes.clone();
    for row in 0..held.rows() {
        let mut random = Random::stream(seed, row as u64);
        for cell in held.row_mut(row) {
            cell.hold_out(random.below(ONE_IN) == 0);
        }
    }
    held
}

/// Square error of a row on its held-out votes.
fn error(fit: &Factors, votes: &Observed, row: usize) -> f64 {
    let stand = fit.stand(votes, row);
    let held = votes.row(row).iter().filter(|cell| cell.is_held_out());
    held.map(|cell| {
        let off = cell.value() - fit.expected(cell.column(), &stand.mean);
        off * off
    })
    .sum()
}
