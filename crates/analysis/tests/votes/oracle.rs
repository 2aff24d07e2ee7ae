//! The sparse components against a naive dense computation of the same.

use analysis::votes::matrix::VoteMatrix;
use analysis::votes::pca::Pca;
use consultation::{Heard, Moderation, ModerationReason, ParticipantId, Statement, Vote, VoteCast};
use proptest::prelude::*;

/// Cells of a small matrix, row by row; `None` is unseen.
type Cells = Vec<Vec<Option<Vote>>>;

fn heard(cells: &Cells, hidden: &[bool]) -> Heard {
    let mut heard = Heard::default();
    for (id, &hidden) in hidden.iter().enumerate() {
        let mut statement = Statement::new(id.to_string(), "");
        if hidden {
            statement.moderation = Moderation::Hidden(ModerationReason::OffTopic);
        }
        heard.statements.push(statement);
    }
    for (participant, row) in cells.iter().enumerate() {
        heard.participants.push(ParticipantId(participant.to_string()));
        for (statement, vote) in row.iter().enumerate() {
            let Some(vote) = *vote else { continue };
            let (participant, statement) = (participant as u32, statement as u32);
            heard.votes.push(VoteCast { participant, statement, vote, time: None });
        }
    }
    heard
}

/// What the definitions say, cell by cell, over rows and columns with a vote.
struct Dense {
    means: Vec<f64>,
    /// Mean-filled and centred.
    centred: Vec<Vec<f64>>,
    /// Cells that are not missing in the rating matrix.
    rated: Vec<Vec<bool>>,
}

fn dense(heard: &Heard) -> Dense {
    let mut rows: Vec<u32> = Vec::new();
    let mut columns: Vec<u32> = Vec::new();
    for vote in &heard.votes {
        if !rows.contains(&vote.participant) {
            rows.push(vote.participant);
        }
        if !columns.contains(&vote.statement) {
            columns.push(vote.statement);
        }
    }
    let mut rating = vec![vec![None; columns.len()]; rows.len()];
    for vote in &heard.votes {
        let row = rows.iter().position(|&row| row == vote.participant).unwrap();
        let column = columns.iter().position(|&column| column == vote.statement).unwrap();
        rating[row][column] = Some(match vote.vote {
            Vote::Agree => 1.0,
            Vote::Disagree => -1.0,
            Vote::Pass => 0.0,
        });
    }
    for (column, &statement) in columns.iter().enumerate() {
        if !heard.statements[statement as usize].takes_part() {
            rating.iter_mut().for_each(|row| row[column] = Some(0.0));
        }
    }
    let mean = |column: usize| {
        let seen: Vec<f64> = rating.iter().filter_map(|row| row[column]).collect();
        seen.iter().sum::<f64>() / seen.len() as f64
    };
    let means: Vec<f64> = (0..columns.len()).map(mean).collect();
    let filled = |row: &Vec<Option<f64>>| -> Vec<f64> {
        row.iter().zip(&means).map(|(cell, mean)| cell.unwrap_or(*mean) - mean).collect()
    };
    let centred = rating.iter().map(filled).collect();
    let rated = rating.iter().map(|row| row.iter().map(Option::is_some).collect()).collect();
    Dense { means, centred, rated }
}

impl Dense {
    /// XᵀX·v by the definition.
    fn multiply(&self, v: &[f64]) -> Vec<f64> {
        let mut product = vec![0.0; v.len()];
        for row in &self.centred {
            let along: f64 = row.iter().zip(v).map(|(x, v)| x * v).sum();
            product.iter_mut().zip(row).for_each(|(product, x)| *product += along * x);
        }
        product
    }

    fn total(&self) -> f64 {
        self.centred.iter().flatten().map(|x| x * x).sum()
    }

    /// The largest eigenvalue left beside `found`, by 1,000 plain power steps from the unit
    /// vectors.
    fn largest_beside(&self, found: &[Vec<f64>]) -> f64 {
        let columns = self.means.len();
        let mut largest: f64 = 0.0;
        for at in 0..columns {
            let mut v: Vec<f64> = (0..columns).map(|j| f64::from(u8::from(j == at))).collect();
            let mut length = 0.0;
            for _ in 0..1_000 / columns {
                for other in found {
                    let along: f64 = v.iter().zip(other).map(|(a, b)| a * b).sum();
                    v.iter_mut().zip(other).for_each(|(v, other)| *v -= along * other);
                }
                v = self.multiply(&v);
                length = v.iter().map(|x| x * x).sum::<f64>().sqrt();
                if length < 1e-200 {
                    break;
                }
                v.iter_mut().for_each(|x| *x /= length);
            }
            largest = largest.max(length);
        }
        largest
    }
}

fn cell() -> impl Strategy<Value = Option<Vote>> {
    prop_oneof![
        2 => Just(None),
        2 => Just(Some(Vote::Agree)),
        2 => Just(Some(Vote::Disagree)),
        1 => Just(Some(Vote::Pass)),
    ]
}

fn matrix() -> impl Strategy<Value = (Cells, Vec<bool>)> {
    (1usize..8, 1usize..14).prop_flat_map(|(columns, rows)| {
        let row = prop::collection::vec(cell(), columns);
        (
            prop::collection::vec(row, rows),
            prop::collection::vec(prop::bool::weighted(0.2), columns),
        )
    })
}

proptest! {
    #[test]
    fn sparse_components_are_the_dense_ones((cells, hidden) in matrix()) {
        let heard = heard(&cells, &hidden);
        prop_assume!(!heard.votes.is_empty());
        let matrix = VoteMatrix::new(&heard).unwrap();
        let (pca, dense) = (Pca::of(&matrix), dense(&heard));
        prop_assert!(pca.centre.iter().zip(&dense.means).all(|(a, b)| (a - b).abs() < 1e-12));
        let total = dense.total();
        for (component, share) in pca.components.iter().zip(pca.variance) {
            let product = dense.multiply(component);
            for (product, x) in product.iter().zip(component) {
                prop_assert!((product - share * total * x).abs() < 1e-9, "an eigenvector");
            }
        }
        for component in &pca.components {
            let largest = component.iter().fold(0.0, |largest: f64, x| largest.max(x.abs()));
            let highest = component.iter().copied().fold(0.0, f64::max);
            prop_assert!(highest >= largest - 1e-6, "the largest loading is positive");
        }
        // They are the leading ones: nothing larger than the second is left beside the first, and
        // nothing larger than the second beside both.
        let [first, second] = pca.variance.map(|share| share * total);
        prop_assert!(first >= second);
        let beside_first = dense.largest_beside(&pca.components[..1]);
        prop_assert!((beside_first - second).abs() < 1e-6 || beside_first < second);
        prop_assert!(dense.largest_beside(&pca.components) <= second + 1e-6);
    }

    #[test]
    fn positions_follow_the_definition((cells, hidden) in matrix()) {
        let heard = heard(&cells, &hidden);
        prop_assume!(!heard.votes.is_empty());
        let matrix = VoteMatrix::new(&heard).unwrap();
        let (pca, dense) = (Pca::of(&matrix), dense(&heard));
        let columns = dense.means.len() as f64;
        for (row, at) in pca.participants(&matrix).into_iter().enumerate() {
            let rated = dense.rated[row].iter().filter(|&&rated| rated).count();
            let scale = (columns / rated.max(1) as f64).sqrt();
            for (component, at) in pca.components.iter().zip(at) {
                let along: f64 = dense.centred[row].iter().zip(component).map(|(x, v)| x * v).sum();
                prop_assert!((scale * along - at).abs() < 1e-9);
            }
        }
    }
}
