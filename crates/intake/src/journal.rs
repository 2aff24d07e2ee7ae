//! Votes as they come, participant by participant, in a few bytes each, so that a hundred million
//! of them can be put in order of time in memory.
//!
//! A participant's votes are one string of bytes in the order of the file, in blocks of 60 bytes that
//! follow each other anywhere in one list, so that nothing is moved when one grows. Each vote is two
//! variable-length numbers: the step from the statement before together with the answer, and the
//! step from the time before (0 for a time that is not known). A file sorted by statement,
//! participant or time costs 3 to 8 bytes a vote.

use consultation::{Timestamp, Vote, VoteCast, VoteOrder};

use crate::packed::Runs;

/// When something was first voted on, or somebody first voted: by time, unknown first, then by
/// place in the file.
type First = (Option<Timestamp>, u64);

/// The votes of all participants.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    participants: Vec<Entries>,
    blocks: Vec<Block>,
    /// For each statement its first vote.
    statements: Vec<Option<First>>,
    /// For each statement the votes cast that agree and that disagree.
    counts: Vec<(u64, u64)>,
    cast: u64,
    timed: bool,
}

/// The votes of one participant.
#[derive(Debug, Default)]
struct Entries {
    /// Positions of the first and the last block, where there are some.
    ends: Option<(u32, u32)>,
    /// Bytes in the last block.
    filled: u8,
    statement: u32,
    time: i64,
    first: Option<First>,
}

/// Bytes of one participant, and where the next block of the same is.
#[derive(Debug)]
struct Block {
    next: u32,
    bytes: [u8; BLOCK_BYTES],
}

/// Bytes in a block: with the position of the next they fill a line of the cache.
const BLOCK_BYTES: usize = 60;

impl Journal {
    /// Takes the next vote of the file.
    pub(crate) fn add(&mut self, cast: VoteCast) {
        let VoteCast { participant, statement, vote, time } = cast;
        let here = (time, self.cast);
        self.cast += 1;
        self.timed |= time.is_some();
        let entries = at(&mut self.participants, participant);
        entries.add(&mut self.blocks, statement, vote, time);
        entries.first = earlier(entries.first, here);
        let first = at(&mut self.statements, statement);
        *first = earlier(*first, here);
        let counts = at(&mut self.counts, statement);
        counts.0 += u64::from(vote == Vote::Agree);
        counts.1 += u64::from(vote == Vote::Disagree);
    }

    /// Votes cast that agree and that disagree, for each of so many statements.
    pub(crate) fn counted(&self, statements: usize) -> Vec<(u64, u64)> {
        let mut counts = self.counts.clone();
        counts.resize(statements, (0, 0));
        counts
    }

    /// Votes taken.
    pub(crate) fn cast(&self) -> u64 {
        self.cast
    }

    /// What the order of the votes rests on.
    pub(crate) fn order(&self) -> VoteOrder {
        match (self.cast, self.timed) {
            (0, _) => VoteOrder::NoVotes,
            (_, true) => VoteOrder::ByTime,
            (_, false) => VoteOrder::AsInFile,
        }
    }

    /// Statements with a vote, in the order of their first votes.
    pub(crate) fn columns(&self) -> Vec<u32> {
        in_order(self.statements.iter().copied())
    }

    /// Participants with a vote, in the order of their first votes.
    pub(crate) fn rows(&self) -> Vec<u32> {
        in_order(self.participants.iter().map(|entries| entries.first))
    }

    /// The votes that stand, participant by participant, with statements renumbered by `column_of`.
    pub(crate) fn standing(self, column_of: Vec<u32>) -> Standing {
        let seen_in = vec![0; column_of.iter().map(|&at| at as usize + 1).max().unwrap_or(0)];
        Standing {
            participants: self.participants,
            blocks: self.blocks,
            column_of,
            seen_in,
            taken: 0,
            bytes: Vec::new(),
            votes: Vec::new(),
            runs: Runs::default(),
        }
    }
}

/// Votes on their way out.
#[derive(Debug)]
pub(crate) struct Standing {
    participants: Vec<Entries>,
    blocks: Vec<Block>,
    column_of: Vec<u32>,
    /// For each column the last participant who was found to have voted on it, counted from 1.
    seen_in: Vec<u32>,
    taken: u32,
    bytes: Vec<u8>,
    votes: Vec<Entry>,
    runs: Runs,
}

impl Standing {
    /// The votes of a participant that stand.
    pub(crate) fn take(&mut self, participant: u32) -> &Runs {
        self.participants[participant as usize].collect(&self.blocks, &mut self.bytes);
        decode(&self.bytes, &mut self.votes);
        if !self.votes.is_sorted_by_key(|&(_, _, time)| time) {
            // Stable, so that of two votes of one time the later in the file stands.
            self.votes.sort_by_key(|&(_, _, time)| time);
        }
        self.taken += 1;
        self.runs.iter_mut().for_each(Vec::clear);
        for &(statement, vote, _) in self.votes.iter().rev() {
            let column = self.column_of[statement as usize];
            let seen_in = &mut self.seen_in[column as usize];
            if *seen_in != self.taken {
                *seen_in = self.taken;
                self.runs[code(vote) as usize].push(column);
            }
        }
        self.runs.iter_mut().for_each(|run| run.sort_unstable());
        &self.runs
    }
}

/// Statement, vote and time.
type Entry = (u32, Vote, Option<Timestamp>);

impl Entries {
    fn add(
        &mut self,
        blocks: &mut Vec<Block>,
        statement: u32,
        vote: Vote,
        time: Option<Timestamp>,
    ) {
        let mut bytes = Encoded::default();
        let step = i64::from(statement) - i64::from(self.statement);
        bytes.put((zigzag(step) << 2) | u64::from(code(vote)));
        self.statement = statement;
        match time {
            None => bytes.put(0),
            Some(Timestamp(time)) => {
                match time.checked_sub(self.time).map(zigzag).and_then(|step| step.checked_add(1)) {
                    Some(step) => bytes.put(step),
                    None => {
                        bytes.put_wide(zigzag_wide(i128::from(time) - i128::from(self.time)) + 1);
                    }
                }
                self.time = time;
            }
        }
        let from = usize::from(self.filled);
        match self.ends.filter(|_| from + bytes.bytes.len() <= BLOCK_BYTES) {
            // A copy of fixed length is a few instructions; what is beyond the number is written over
            // by the next.
            Some((_, last)) => {
                blocks[last as usize].bytes[from..from + bytes.bytes.len()]
                    .copy_from_slice(&bytes.bytes);
                self.filled += bytes.length as u8;
            }
            None => self.append(blocks, &bytes.bytes[..bytes.length]),
        }
    }

    fn append(&mut self, blocks: &mut Vec<Block>, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let room = BLOCK_BYTES - usize::from(self.filled);
            let Some((_, last)) = self.ends.filter(|_| room > 0) else {
                self.grow(blocks);
                continue;
            };
            let (now, later) = bytes.split_at(bytes.len().min(room));
            let from = usize::from(self.filled);
            blocks[last as usize].bytes[from..from + now.len()].copy_from_slice(now);
            self.filled += now.len() as u8;
            bytes = later;
        }
    }

    fn grow(&mut self, blocks: &mut Vec<Block>) {
        let here =
            u32::try_from(blocks.len()).expect("votes are counted in 32 bits, and so blocks");
        blocks.push(Block { next: u32::MAX, bytes: [0; BLOCK_BYTES] });
        self.ends = Some(match self.ends {
            None => (here, here),
            Some((first, last)) => {
                blocks[last as usize].next = here;
                (first, here)
            }
        });
        self.filled = 0;
    }

    /// All bytes, in order.
    fn collect(&self, blocks: &[Block], bytes: &mut Vec<u8>) {
        bytes.clear();
        let Some((first, last)) = self.ends else { return };
        let mut at = first;
        while at != last {
            let block = &blocks[at as usize];
            bytes.extend(block.bytes);
            at = block.next;
        }
        bytes.extend(&blocks[last as usize].bytes[..usize::from(self.filled)]);
    }
}

/// The bytes of one vote.
#[derive(Default)]
struct Encoded {
    bytes: [u8; 2 * MAX_NUMBER],
    length: usize,
}

impl Encoded {
    fn put(&mut self, mut number: u64) {
        while number >= 128 {
            self.push(number as u8 | 128);
            number >>= 7;
        }
        self.push(number as u8);
    }

    /// The same for a number that may take more than 64 bits.
    fn put_wide(&mut self, mut number: u128) {
        while number >= 128 {
            self.push(number as u8 | 128);
            number >>= 7;
        }
        self.push(number as u8);
    }

    fn push(&mut self, byte: u8) {
        self.bytes[self.length] = byte;
        self.length += 1;
    }
}

/// The votes that these bytes hold, in the order of the file.
fn decode(bytes: &[u8], votes: &mut Vec<Entry>) {
    let (mut rest, mut statement, mut time) = (bytes, 0i64, 0i64);
    votes.clear();
    while !rest.is_empty() {
        // 32 bits of a step, its sign and an answer are never wide.
        let number = take_number(&mut rest).unwrap_or_else(|| take_wide(&mut rest) as u64);
        statement += unzigzag(number >> 2);
        let when = match take_number(&mut rest) {
            Some(0) => None,
            Some(step) => {
                time = time.wrapping_add(unzigzag(step - 1));
                Some(Timestamp(time))
            }
            None => {
                let step = unzigzag_wide(take_wide(&mut rest) - 1);
                time = (i128::from(time) + step) as i64;
                Some(Timestamp(time))
            }
        };
        votes.push((statement as u32, vote_of(number & 3), when));
    }
}

/// Bytes of the longest number: 66 bits in groups of seven.
const MAX_NUMBER: usize = 10;

fn code(vote: Vote) -> u8 {
    match vote {
        Vote::Agree => 0,
        Vote::Disagree => 1,
        Vote::Pass => 2,
    }
}

fn vote_of(code: u64) -> Vote {
    match code {
        0 => Vote::Agree,
        1 => Vote::Disagree,
        _ => Vote::Pass,
    }
}

/// Small numbers of either sign as small numbers without one.
fn zigzag(step: i64) -> u64 {
    ((step << 1) ^ (step >> 63)) as u64
}

fn zigzag_wide(step: i128) -> u128 {
    ((step << 1) ^ (step >> 127)) as u128
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

fn unzigzag_wide(number: u128) -> i128 {
    (number >> 1) as i128 ^ -((number & 1) as i128)
}

/// Takes the next number; `None`, and nothing taken, where it needs [`MAX_NUMBER`] bytes.
fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0u64;
    for (at, &byte) in bytes.iter().enumerate().take(MAX_NUMBER - 1) {
        number |= u64::from(byte & 127) << (7 * at);
        if byte < 128 {
            *bytes = &bytes[at + 1..];
            return Some(number);
        }
    }
    None
}

#[cold]
fn take_wide(bytes: &mut &[u8]) -> u128 {
    let mut number = 0;
    let mut shift = 0;
    while let Some((&byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u128::from(byte & 127) << shift;
        shift += 7;
        if byte < 128 {
            break;
        }
    }
    number
}

fn at<T: Default>(list: &mut Vec<T>, position: u32) -> &mut T {
    let position = position as usize;
    if list.len() <= position {
        list.resize_with(position + 1, T::default);
    }
    &mut list[position]
}

fn earlier(known: Option<First>, here: First) -> Option<First> {
    Some(known.map_or(here, |known| known.min(here)))
}

fn in_order(firsts: impl Iterator<Item = Option<First>>) -> Vec<u32> {
    let mut order: Vec<(First, u32)> =
        firsts.zip(0..).filter_map(|(first, at)| Some((first?, at))).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn votes() -> impl Strategy<Value = Vec<(u32, Vote, Option<Timestamp>)>> {
        let vote = prop_oneof![Just(Vote::Agree), Just(Vote::Disagree), Just(Vote::Pass)];
        let time = proptest::option::of(any::<i64>().prop_map(Timestamp));
        proptest::collection::vec((any::<u32>(), vote, time), 0..40)
    }

    proptest! {
        #[test]
        fn what_is_written_down_is_read_back(votes in votes()) {
            // Two people by turns, so that blocks of both lie between each other.
            let (mut blocks, mut both) = (Vec::new(), [Entries::default(), Entries::default()]);
            for &(statement, vote, time) in &votes {
                both.iter_mut().for_each(|one| one.add(&mut blocks, statement, vote, time));
            }
            for one in both {
                let (mut bytes, mut read) = (vec![7], vec![(1, Vote::Pass, None)]);
                one.collect(&blocks, &mut bytes);
                decode(&bytes, &mut read);
                prop_assert_eq!(&read, &votes);
            }
        }
    }

    #[test]
    fn the_last_vote_by_time_stands_and_the_order_is_that_of_first_votes() {
        let mut journal = Journal::default();
        let cast = |participant, statement, vote, time: i64| {
            let time = (time > 0).then_some(Timestamp(time));
            VoteCast { participant, statement, vote, time }
        };
        for one in [
            cast(0, 2, Vote::Agree, 30),
            cast(1, 0, Vote::Pass, 20),
            cast(0, 2, Vote::Disagree, 10),
            cast(1, 2, Vote::Agree, 20),
            cast(1, 2, Vote::Pass, 20),
            cast(3, 1, Vote::Agree, 0),
        ] {
            journal.add(one);
        }
        assert_eq!((journal.rows(), journal.columns()), (vec![3, 0, 1], vec![1, 2, 0]));
        let mut standing = journal.standing(vec![2, 0, 1]);
        assert_eq!(*standing.take(0), [vec![1], vec![], vec![]]);
        assert_eq!(*standing.take(1), [vec![], vec![], vec![1, 2]]);
    }
}
