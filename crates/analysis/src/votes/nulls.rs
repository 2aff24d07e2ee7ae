//! Votes as they would be if there were no groups: two null hypotheses, both keeping who voted on
//! what.
//!
//! - *Shuffled*: the answers on each statement are dealt anew among those who answered it. Every
//!   statement keeps its counts; nothing ties one statement to another any more.
//! - *Gradient*: answers drawn from the fit itself, with places drawn from its normal distribution.
//!   Statements hang together exactly as strongly as fitted, but people shade into one another:
//!   there are directions, and no groups. (A parametric bootstrap, as in Liu et al. 2008,
//!   *Statistical significance of clustering for high-dimension, low-sample size data*.)

use crate::random::Random;
use crate::votes::dense::dot;
use crate::votes::factors::Factors;
use crate::votes::observed::{Cell, Observed};

/// Answers dealt anew within each statement.
pub(crate) fn shuffled(votes: &Observed, seed: u64) -> Observed {
    let mut dealt = votes.clone();
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); votes.columns()];
    for (at, cell) in votes.cells.iter().enumerate() {
        places[cell.column()].push(at);
    }
    for (column, places) in (0..).zip(&places) {
        let mut answers: Vec<Cell> = places.iter().map(|&at| votes.cells[at]).collect();
        Random::stream(seed, column).shuffle(&mut answers);
        places.iter().zip(answers).for_each(|(&at, answer)| dealt.cells[at] = answer);
    }
    dealt
}

/// Answers drawn from the fit with places drawn from a normal distribution. A statement's passes
/// stay where they are; elsewhere the chance to agree is the one with the fitted mean.
pub(crate) fn gradient(votes: &Observed, factors: &Factors, seed: u64) -> Observed {
    let mut drawn = votes.clone();
    for row in 0..votes.rows() {
        let mut random = Random::stream(seed, row as u64);
        let place: Vec<f64> = (0..factors.rank()).map(|_| normal(&mut random)).collect();
        for cell in drawn.row_mut(row) {
            let weights = factors.weights(cell.column());
            let expected = weights[0] + dot(&weights[1..], &place);
            let answer = if random.unit() < (1.0 + expected) / 2.0 { 1 } else { -1 };
            if cell.value() != 0.0 {
                *cell = cell.with_value(answer);
            }
        }
    }
    drawn
}

/// A standard normal number (Box & Muller 1958, the cosine half).
fn normal(random: &mut Random) -> f64 {
    let radius = (-2.0 * libm::log(1.0 - random.unit())).sqrt();
    radius * libm::cos(2.0 * std::f64::consts::PI * random.unit())
}
