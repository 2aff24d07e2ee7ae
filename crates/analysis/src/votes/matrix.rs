//! The vote matrix: participants by statements, "not seen" distinct from "pass".
//!
//! Rows and columns stand in order of first appearance in the votes, which the input holds in order
//! of time; a statement nobody voted on has no column. The last vote of a participant on a
//! statement wins. Signs exist only in this file: inside, **agree = +1, disagree = −1, pass = 0**,
//! as in Polis export files. (The Polis database and its JSON use the opposite sign;
//! `polis_json.rs` turns it.)
//!
//! Two readings of one matrix, after Polis: the *raw* one holds every vote; in the *rating* one the
//! columns that take no part (hidden, or about the voter) are 0 for every row, also for people who
//! never saw the statement. Where only columns that take part are looked at, the two are the same.
//!
//! Storage: statement numbers as `u16` (as `u32` above 65,536 statements), each row in three
//! ascending runs (agree, disagree, pass), so a vote costs 2 bytes (4) and a row 12. Building is O(votes), and O(votes of a row · log) for
//! sorting a row's runs. Checked on the published Polis conversations: `tests/votes`.

use consultation::{Cells, Heard, PackedVotes, Vote};
use findings::VoteCounts;

use crate::votes::VotesError;

/// Most votes as cast: places in a row are 32 bits wide.
pub const MAX_VOTES: usize = u32::MAX as usize;

/// What a vote is worth, in the order of a row's runs.
const VALUES: [f64; 3] = [1.0, -1.0, 0.0];

const UNSEEN: u32 = u32::MAX;

/// The votes that stand, by participant.
#[derive(Clone, Debug, PartialEq)]
pub struct VoteMatrix {
    /// Column numbers, row by row, run by run.
    cells: Cells,
    /// Where each row's agree, disagree and pass run starts; one more entry ends the last row.
    runs: Vec<[u32; 3]>,
    participants: Vec<u32>,
    statements: Vec<u32>,
    takes_part: Vec<bool>,
    /// Columns that take no part.
    zeroed: usize,
    /// Votes on each column by everyone.
    counts: Vec<VoteCounts>,
}

/// One participant's votes as column numbers, each run ascending.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'a> {
    /// Agree, disagree, pass.
    pub runs: [Run<'a>; 3],
}

/// Ascending column numbers, of one row and one kind of vote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Run<'a> {
    /// Two bytes each.
    Narrow(&'a [u16]),
    /// Four bytes each.
    Wide(&'a [u32]),
}

impl Run<'_> {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Run::Narrow(columns) => columns.len(),
            Run::Wide(columns) => columns.len(),
        }
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes one column after the other. The choice of width is made once, not for each.
    #[inline]
    pub fn each(self, mut take: impl FnMut(usize)) {
        match self {
            Run::Narrow(columns) => columns.iter().for_each(|&column| take(usize::from(column))),
            Run::Wide(columns) => columns.iter().for_each(|&column| take(column as usize)),
        }
    }
}

impl Row<'_> {
    /// Votes in the row.
    pub fn len(&self) -> usize {
        self.runs.iter().map(|run| run.len()).sum()
    }

    /// True when the participant has no vote.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl VoteMatrix {
    /// Reads the votes in the order they are given.
    ///
    /// # Errors
    /// More statements or votes than the limits above; a vote that points outside the input.
    pub fn new(heard: &Heard) -> Result<VoteMatrix, VotesError> {
        if let Some(packed) = &heard.packed {
            return VoteMatrix::of_packed(heard, packed);
        }
        check(heard)?;
        let (participants, row_of) = by_appearance(
            heard.participants.len(),
            heard.votes.iter().map(|cast| cast.participant),
        );
        let (statements, column_of) =
            by_appearance(heard.statements.len(), heard.votes.iter().map(|cast| cast.statement));
        let cast = votes_by_row(heard, participants.len(), &row_of, &column_of);
        let (cells, runs) = standing(&cast, statements.len());
        Ok(VoteMatrix::of_runs(heard, cells, runs, participants, statements))
    }

    /// Takes the votes as they were packed.
    fn of_packed(heard: &Heard, packed: &PackedVotes) -> Result<VoteMatrix, VotesError> {
        let cells = packed.cells.clone();
        let rows = packed.runs.len().saturating_sub(1);
        let outside = |&at: &u32| at as usize >= heard.statements.len();
        if rows > heard.participants.len() || packed.columns.iter().any(outside) {
            return Err(VotesError::PointsNowhere { vote: 0 });
        }
        let participants = (0..rows as u32).collect();
        Ok(VoteMatrix::of_runs(
            heard,
            cells,
            packed.runs.clone(),
            participants,
            packed.columns.clone(),
        ))
    }

    fn of_runs(
        heard: &Heard,
        cells: Cells,
        runs: Vec<[u32; 3]>,
        participants: Vec<u32>,
        statements: Vec<u32>,
    ) -> VoteMatrix {
        let takes_part: Vec<bool> =
            statements.iter().map(|&at| heard.statements[at as usize].takes_part()).collect();
        let zeroed = takes_part.iter().filter(|&&takes_part| !takes_part).count();
        let counts = Vec::new();
        let mut matrix =
            VoteMatrix { cells, runs, participants, statements, takes_part, zeroed, counts };
        let everyone = vec![Some(0); matrix.rows()];
        matrix.counts = matrix.counts_by_group(&everyone, 1).swap_remove(0);
        matrix
    }

    /// Participants with a vote.
    pub fn rows(&self) -> usize {
        self.participants.len()
    }

    /// Statements with a vote.
    pub fn columns(&self) -> usize {
        self.statements.len()
    }

    /// Votes that stand.
    pub fn votes(&self) -> usize {
        self.cells.len()
    }

    /// The votes of one row.
    pub fn row(&self, row: usize) -> Row<'_> {
        let [agree, disagree, pass] = self.runs[row].map(|at| at as usize);
        let end = self.runs[row + 1][0] as usize;
        let runs = [agree..disagree, disagree..pass, pass..end];
        Row {
            runs: match &self.cells {
                Cells::Narrow(cells) => runs.map(|run| Run::Narrow(&cells[run])),
                Cells::Wide(cells) => runs.map(|run| Run::Wide(&cells[run])),
            },
        }
    }

    /// For each row the position in [`Heard::participants`].
    pub fn participants(&self) -> &[u32] {
        &self.participants
    }

    /// For each column the position in [`Heard::statements`].
    pub fn statements(&self) -> &[u32] {
        &self.statements
    }

    /// For each column whether its statement takes part in groups and consensus.
    pub fn takes_part(&self) -> &[bool] {
        &self.takes_part
    }

    /// Votes on each column by everyone, from the raw matrix.
    pub fn counts(&self) -> &[VoteCounts] {
        &self.counts
    }

    /// Votes on each column inside each of `groups` groups, from the raw matrix; `group_of` gives
    /// each row's group. One pass over the votes.
    pub fn counts_by_group(&self, group_of: &[Option<u32>], groups: usize) -> Vec<Vec<VoteCounts>> {
        let mut counts = vec![vec![[0u32; 3]; self.columns()]; groups];
        for (row, group) in group_of.iter().enumerate() {
            let Some(group) = group else { continue };
            let counts = &mut counts[*group as usize];
            for (answer, run) in self.row(row).runs.into_iter().enumerate() {
                run.each(|column| counts[column][answer] += 1);
            }
        }
        let wide = |[agree, disagree, pass]: [u32; 3]| VoteCounts {
            agree: u64::from(agree),
            disagree: u64::from(disagree),
            pass: u64::from(pass),
        };
        counts.into_iter().map(|counts| counts.into_iter().map(wide).collect()).collect()
    }

    /// Mean vote of each column of the rating matrix, −1 (all disagree) to +1 (all agree), passes
    /// counted as 0 and the unseen left out.
    pub fn means(&self) -> Vec<f64> {
        let mean = |(counts, &takes_part): (&VoteCounts, &bool)| match counts.seen() {
            0 => 0.0,
            _ if !takes_part => 0.0,
            seen => (counts.agree as f64 - counts.disagree as f64) / seen as f64,
        };
        self.counts().iter().zip(&self.takes_part).map(mean).collect()
    }

    /// Distance of an agree, a disagree and a pass from each column's mean; 0 in columns that take
    /// no part. With the unseen at the mean, these are all non-zero cells of the centred matrix.
    pub fn deviations(&self, means: &[f64]) -> Vec<[f64; 3]> {
        let deviation = |(&mean, &takes_part): (&f64, &bool)| {
            if takes_part { VALUES.map(|value| value - mean) } else { [0.0; 3] }
        };
        means.iter().zip(&self.takes_part).map(deviation).collect()
    }

    /// Sum of the squares of all cells of the centred rating matrix.
    pub fn total_squares(&self, deviations: &[[f64; 3]]) -> f64 {
        let square = |(counts, [agree, disagree, pass]): (&VoteCounts, &[f64; 3])| {
            counts.agree as f64 * agree * agree
                + counts.disagree as f64 * disagree * disagree
                + counts.pass as f64 * pass * pass
        };
        self.counts().iter().zip(deviations).map(square).sum()
    }

    /// Cells of a row that are not missing in the rating matrix: its votes on columns that take
    /// part, and every column that takes none.
    pub fn rated_len(&self, row: usize) -> usize {
        self.zeroed + self.taking_part(row)
    }

    /// Votes of a row on columns that take part.
    pub fn taking_part(&self, row: usize) -> usize {
        let row = self.row(row);
        if self.zeroed == 0 {
            return row.len();
        }
        let mut votes = 0;
        for run in row.runs {
            run.each(|column| votes += usize::from(self.takes_part[column]));
        }
        votes
    }
}

fn check(heard: &Heard) -> Result<(), VotesError> {
    if heard.votes.len() > MAX_VOTES {
        return Err(VotesError::TooManyVotes { found: heard.votes.len() });
    }
    let outside = heard.votes.iter().position(|cast| {
        cast.participant as usize >= heard.participants.len()
            || cast.statement as usize >= heard.statements.len()
    });
    outside.map_or(Ok(()), |vote| Err(VotesError::PointsNowhere { vote }))
}

/// The distinct positions in order of first appearance, and for each position its place among them.
fn by_appearance(len: usize, positions: impl Iterator<Item = u32>) -> (Vec<u32>, Vec<u32>) {
    let mut order = Vec::new();
    let mut place = vec![UNSEEN; len];
    for position in positions {
        let place = &mut place[position as usize];
        if *place == UNSEEN {
            *place = order.len() as u32;
            order.push(position);
        }
    }
    (order, place)
}

/// The votes as cast, row by row, in the order of time within a row.
struct CastByRow {
    starts: Vec<usize>,
    cast: Vec<(u32, Vote)>,
}

/// A counting sort by row; it keeps the order within a row.
fn votes_by_row(heard: &Heard, rows: usize, row_of: &[u32], column_of: &[u32]) -> CastByRow {
    let mut starts = vec![0; rows + 1];
    for cast in &heard.votes {
        starts[row_of[cast.participant as usize] as usize + 1] += 1;
    }
    for row in 0..rows {
        starts[row + 1] += starts[row];
    }
    let mut next = starts.clone();
    let mut cast = vec![(0, Vote::Pass); heard.votes.len()];
    for vote in &heard.votes {
        let next = &mut next[row_of[vote.participant as usize] as usize];
        cast[*next] = (column_of[vote.statement as usize], vote.vote);
        *next += 1;
    }
    CastByRow { starts, cast }
}

/// The last vote of each row on each column, in three ascending runs a row.
fn standing(votes: &CastByRow, columns: usize) -> (Cells, Vec<[u32; 3]>) {
    let mut cells = Cells::for_columns(columns);
    let mut runs = Vec::with_capacity(votes.starts.len());
    let mut seen_in = vec![usize::MAX; columns];
    for (row, bounds) in votes.starts.windows(2).enumerate() {
        let mut split: [Vec<u32>; 3] = Default::default();
        for &(column, vote) in votes.cast[bounds[0]..bounds[1]].iter().rev() {
            if seen_in[column as usize] != row {
                seen_in[column as usize] = row;
                split[run_of(vote)].push(column);
            }
        }
        runs.push(split.each_mut().map(|run| {
            run.sort_unstable();
            let start = cells.len() as u32;
            match &mut cells {
                Cells::Narrow(cells) => cells.extend(run.iter().map(|&column| column as u16)),
                Cells::Wide(cells) => cells.append(run),
            }
            start
        }));
    }
    runs.push([cells.len() as u32; 3]);
    (cells, runs)
}

fn run_of(vote: Vote) -> usize {
    match vote {
        Vote::Agree => 0,
        Vote::Disagree => 1,
        Vote::Pass => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use consultation::{ParticipantId, Statement, VoteCast};

    fn heard(statements: usize, votes: &[(u32, u32, Vote)]) -> Heard {
        let cast =
            |&(participant, statement, vote)| VoteCast { participant, statement, vote, time: None };
        Heard {
            statements: (0..statements).map(|id| Statement::new(id.to_string(), "")).collect(),
            participants: (0..4).map(|id| ParticipantId(id.to_string())).collect(),
            votes: votes.iter().map(cast).collect(),
            ..Heard::default()
        }
    }

    #[test]
    fn rows_and_columns_stand_in_order_of_appearance_and_the_last_vote_wins() {
        use Vote::{Agree, Disagree, Pass};
        let votes = [(2, 1, Agree), (0, 3, Pass), (2, 3, Disagree), (0, 1, Agree), (2, 1, Pass)];
        let matrix = VoteMatrix::new(&heard(5, &votes)).unwrap();
        assert_eq!((matrix.participants(), matrix.statements()), (&[2, 0][..], &[1, 3][..]));
        let runs = |row| matrix.row(row).runs;
        assert_eq!(runs(0), [&[][..], &[1], &[0]].map(Run::Narrow));
        assert_eq!(runs(1), [&[0][..], &[], &[1]].map(Run::Narrow));
        assert_eq!(matrix.means(), [0.5, -0.5]);
    }

    #[test]
    fn more_statements_than_two_bytes_can_number_take_four() {
        let over = 65_537;
        let votes: Vec<_> = (0..over).map(|statement| (0, statement, Vote::Agree)).collect();
        let last = |heard: &Heard| match VoteMatrix::new(heard).unwrap().row(0).runs[0] {
            Run::Narrow(columns) => (2, usize::from(columns[columns.len() - 1])),
            Run::Wide(columns) => (4, columns[columns.len() - 1] as usize),
        };
        assert_eq!(last(&heard(over as usize, &votes)), (4, 65_536));
        assert_eq!(last(&heard(65_536, &votes[..65_536])), (2, 65_535));
    }

    #[test]
    fn the_width_changes_no_result() {
        let cells = [0u16, 2, 1, 1, 0, 2, 0, 1, 2];
        let runs = vec![[0, 2, 3], [3, 4, 5], [6, 8, 9], [9; 3]];
        let heard = |cells: Cells| Heard {
            packed: Some(PackedVotes {
                columns: vec![0, 1, 2],
                cells,
                runs: runs.clone(),
                cast: 9,
            }),
            ..heard(3, &[])
        };
        let narrow = heard(Cells::Narrow(cells.to_vec()));
        let wide = heard(Cells::Wide(cells.iter().copied().map(u32::from).collect()));
        let pca = |heard| crate::votes::pca::Pca::of(&VoteMatrix::new(heard).unwrap());
        assert_eq!(pca(&narrow), pca(&wide));
    }

    #[test]
    fn a_vote_outside_the_input_is_refused() {
        let nowhere = VoteMatrix::new(&heard(1, &[(0, 0, Vote::Agree), (0, 1, Vote::Agree)]));
        assert_eq!(nowhere, Err(VotesError::PointsNowhere { vote: 1 }));
    }
}
