//! Rows of `votes.csv` as programs write them, read without a detour.
//!
//! Nearly every row of an export is a few whole numbers between delimiters. Such a row is read here
//! byte by byte, with nothing looked up twice and nothing allocated. Any other row (a quote, a sign
//! where none belongs, a word for a vote, a number in another spelling, too many or too few cells,
//! a statement that nobody knows) is left to [`polis`](crate::polis), which reads or quarantines it;
//! what is taken here reads there as the same vote. A test compares the two.

use consultation::{Timestamp, Vote, VoteCast};

use crate::ballots::{Ballots, Comments};
use crate::date::{self, Reading};

/// Digits of the longest number read here: the longest time in milliseconds is shorter.
const MAX_DIGITS: usize = 13;

/// Statement ids from here on are looked up in the usual way.
const MAX_TABLED: u64 = 1 << 20;

/// Where the cells of a vote stand, and which statements have been met.
#[derive(Debug)]
pub(crate) struct PlainVotes {
    delimiter: u8,
    /// What each column of the header is.
    columns: Vec<Cell>,
    /// By statement id one more than its position; 0 where it has not been met.
    statements: Vec<u32>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Statement,
    Voter,
    Vote,
    Time,
    Other,
}

/// A row, read.
struct Row {
    statement: u64,
    voter: u64,
    vote: Vote,
    time: Option<Timestamp>,
}

impl PlainVotes {
    /// For rows with these columns.
    pub(crate) fn new(delimiter: u8, columns: Vec<Cell>) -> Self {
        PlainVotes { delimiter, columns, statements: Vec::new() }
    }

    /// Takes the first row of these bytes, and gives its length up to the line end; `None` where it
    /// is not plain or not whole.
    pub(crate) fn take(
        &mut self,
        bytes: &[u8],
        comments: &mut Comments,
        ballots: &mut Ballots,
    ) -> Option<usize> {
        let (row, length) = self.row(bytes)?;
        let statement = self.statement(row.statement, comments)?;
        let participant = ballots.numbered(row.voter);
        ballots.cast(VoteCast { participant, statement, vote: row.vote, time: row.time });
        Some(length)
    }

    fn row(&self, bytes: &[u8]) -> Option<(Row, usize)> {
        let mut row = Row { statement: 0, voter: 0, vote: Vote::Pass, time: None };
        let mut at = 0;
        for (number, cell) in self.columns.iter().enumerate() {
            let rest = &bytes[at..];
            at += match cell {
                Cell::Statement => self.id(rest, &mut row.statement)?,
                Cell::Voter => self.id(rest, &mut row.voter)?,
                Cell::Vote => vote(rest, &mut row.vote)?,
                Cell::Time => time(rest, &mut row.time)?,
                Cell::Other => self.other(rest)?,
            };
            let end = *bytes.get(at)?;
            if number + 1 < self.columns.len() {
                (end == self.delimiter).then_some(())?;
                at += 1;
            } else {
                matches!(end, b'\n' | b'\r').then_some(())?;
            }
        }
        Some((row, at))
    }

    /// A number in its one spelling.
    fn id(&self, bytes: &[u8], to: &mut u64) -> Option<usize> {
        let length = number(bytes, to)?;
        (length == 1 || bytes[0] != b'0').then_some(length)
    }

    /// Plain text of any kind.
    fn other(&self, bytes: &[u8]) -> Option<usize> {
        let end = bytes
            .iter()
            .position(|&byte| byte == self.delimiter || matches!(byte, b'\n' | b'\r' | b'"'))?;
        (bytes[end] != b'"' && bytes[..end].is_ascii()).then_some(end)
    }

    fn statement(&mut self, id: u64, comments: &mut Comments) -> Option<u32> {
        if id >= MAX_TABLED {
            return comments.position_of_vote(&id.to_string());
        }
        let id = id as usize;
        if let Some(known) = self.statements.get(id).and_then(|at| at.checked_sub(1)) {
            return Some(known);
        }
        let position = comments.position_of_vote(&id.to_string())?;
        if self.statements.len() <= id {
            self.statements.resize(id + 1, 0);
        }
        self.statements[id] = position + 1;
        Some(position)
    }
}

/// The digits that these bytes begin with; at least one, and not too many to be a number.
fn number(bytes: &[u8], to: &mut u64) -> Option<usize> {
    let mut value = 0;
    let mut length = 0;
    while let Some(digit) = bytes.get(length).map(|byte| byte.wrapping_sub(b'0')) {
        if digit > 9 {
            break;
        }
        value = value * 10 + u64::from(digit);
        length += 1;
        if length > MAX_DIGITS {
            return None;
        }
    }
    *to = value;
    (length > 0).then_some(length)
}

fn vote(bytes: &[u8], to: &mut Vote) -> Option<usize> {
    let (vote, length) = match *bytes {
        [b'1', ..] => (Vote::Agree, 1),
        [b'0', ..] => (Vote::Pass, 1),
        [b'-', b'1', ..] => (Vote::Disagree, 2),
        _ => return None,
    };
    *to = vote;
    Some(length)
}

/// Seconds or milliseconds since 1970, or 0; not the eight digits of a date.
fn time(bytes: &[u8], to: &mut Option<Timestamp>) -> Option<usize> {
    let mut value = 0;
    let length = number(bytes, &mut value)?;
    *to = match (length, date::since_1970(value as f64)) {
        (1, Reading::Unknown) => None,
        (9.., Reading::At(time)) => Some(time),
        _ => return None,
    };
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, Options, Source, pack_votes};
    use proptest::prelude::*;

    /// Cells that are plain, and cells that are nearly so.
    fn cell() -> impl Strategy<Value = String> {
        let odd = [
            "",
            " 1",
            "1 ",
            "01",
            "+1",
            "-1",
            "1.0",
            "\"1\"",
            "agree",
            "x",
            "00",
            "1403054214196",
            "1403054214",
            "20260501",
            "12",
            "-0",
            "99999999999999",
            "\"a,b\"",
            "é",
            "5",
            "7",
            "0",
            "\"",
            "1\"",
            "1,1",
        ];
        prop_oneof![
            (0u32..4).prop_map(|number| number.to_string()),
            (0u32..3).prop_map(|number| (i64::from(number) - 1).to_string()),
            prop::sample::select(odd.to_vec()).prop_map(str::to_owned),
        ]
    }

    /// The same cells, each number in quotes, which only the usual way reads.
    fn quoted(row: &str) -> Option<String> {
        let plain = row.split(',').all(|cell| !cell.contains('"'));
        plain
            .then(|| row.split(',').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(","))
    }

    fn packed(text: &str) -> (Vec<u8>, crate::Packing) {
        let mut bytes = Vec::new();
        let packing =
            pack_votes(Input::File(Source::memory("votes.csv", text)), &mut bytes).unwrap();
        (bytes, packing)
    }

    proptest! {
        #[test]
        fn what_is_read_without_a_detour_reads_as_in_the_usual_way(
            rows in prop::collection::vec(prop::collection::vec(cell(), 4..6), 0..12),
            end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
            last in any::<bool>(),
        ) {
            let header = "timestamp,comment-id,voter-id,vote";
            let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
            let quoted: Option<Vec<String>> = lines.iter().map(|row| quoted(row)).collect();
            if let Some(quoted) = quoted {
                let text = |lines: &[String]| {
                    let whole = [&[header.to_owned()], lines].concat().join(end);
                    if last { format!("{whole}{end}") } else { whole }
                };
                let (plain, slow) = (packed(&text(&lines)), packed(&text(&quoted)));
                prop_assert_eq!(plain.0, slow.0);
                prop_assert_eq!((plain.1.cast, plain.1.votes), (slow.1.cast, slow.1.votes));
                let reasons = |packing: &crate::Packing| -> Vec<_> {
                    packing.quarantine.iter().map(|one| (one.line, one.column.clone(), one.reason.clone())).collect()
                };
                prop_assert_eq!(reasons(&plain.1), reasons(&slow.1));
            }
        }

        #[test]
        fn whatever_the_cells_the_account_adds_up(
            rows in prop::collection::vec(prop::collection::vec(cell(), 3..6), 1..12),
        ) {
            let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
            let text = format!("timestamp,comment-id,voter-id,vote\n{}\n", lines.join("\n"));
            let file = packed(&text).1.files.remove(0);
            prop_assert_eq!(file.rows_read, file.accepted + file.quarantined);
        }
    }

    #[test]
    fn a_row_that_ends_between_two_reads_is_one_row() {
        let mut text = String::from("timestamp,comment-id,voter-id,vote\n");
        for row in 0..60_000u32 {
            text.push_str(&format!("1403054214196,{},{},1\n", row % 7, row));
        }
        let packing = packed(&text).1;
        assert_eq!((packing.cast, packing.votes, packing.participants), (60_000, 60_000, 60_000));
        assert!(packing.quarantine.is_empty());
    }

    #[test]
    fn options_are_those_of_the_usual_way() {
        let text = "timestamp,comment-id,voter-id,vote\n0,1,2,1\n1403054214196,1,2,-1\n";
        let votes = Source::memory("p/votes.csv", text);
        let comments = "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n\
                        0,1,2,1,1,1,More buses.\n";
        let comments = Source::memory("p/comments.csv", comments);
        let folder = Input::Folder { path: "p".into(), files: vec![comments, votes] };
        let read = crate::read(vec![folder], &Options::default()).unwrap();
        let votes: Vec<_> = read.heard.votes.iter().map(|one| (one.vote, one.time)).collect();
        let later = Some(Timestamp(1_403_054_214_196));
        assert_eq!(votes, [(Vote::Agree, None), (Vote::Disagree, later)]);
    }
}
