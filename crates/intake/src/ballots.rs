//! Statements and votes while a conversation is read, and the checks on them.
//!
//! A file's statement and participant ids become positions here; what is left at the end goes into
//! [`Heard`](consultation::Heard). Votes are ordered by time, ties as in the file and unknown times
//! first; participants in the order of their first vote.

use std::collections::HashMap;

use consultation::{
    Channel, Constituency, Contribution, Heard, ParticipantId, Statement, StatementId, Vote,
    VoteAttributes, VoteCast, VoteOrder,
};

use crate::journal::Journal;
use crate::read::{Disagreement, Disagreements};

/// The comments of a conversation: each is a contribution and a statement.
#[derive(Debug, Default)]
pub(crate) struct Comments {
    pub(crate) contributions: Vec<Contribution>,
    /// Position of the first of them among all contributions heard.
    pub(crate) first: usize,
    pub(crate) statements: Vec<Statement>,
    /// Agree and disagree as the comments' file counts them.
    counts: Vec<Option<(u64, u64)>>,
    positions: HashMap<String, u32>,
    /// There is no file of comments: an id that is voted on is a statement.
    open: bool,
}

impl Comments {
    /// For votes without the texts they are about.
    pub(crate) fn open() -> Self {
        Comments { open: true, ..Comments::default() }
    }

    /// Adds a comment. Votes on an id that occurs twice go to the first of them.
    pub(crate) fn add(
        &mut self,
        contribution: Contribution,
        mut statement: Statement,
        counts: Option<(u64, u64)>,
    ) {
        let position = self.statements.len() as u32;
        let id = contribution.id.as_str();
        self.positions.entry(id.trim().to_owned()).or_insert(position);
        statement.id = StatementId(id.to_owned());
        statement.text.clone_from(&contribution.text);
        statement.moderation = contribution.moderation;
        statement.created = contribution.sent;
        self.contributions.push(contribution);
        self.statements.push(statement);
        self.counts.push(counts);
    }

    /// The position of a statement by its id in the file.
    pub(crate) fn position(&self, id: &str) -> Option<u32> {
        self.positions.get(id.trim()).copied()
    }

    /// The same; without a file of comments it is there from now on, known by its id alone.
    pub(crate) fn position_of_vote(&mut self, id: &str) -> Option<u32> {
        let known = self.position(id);
        if known.is_some() || !self.open || id.trim().is_empty() {
            return known;
        }
        let position = self.statements.len() as u32;
        self.positions.insert(id.trim().to_owned(), position);
        self.statements.push(Statement::new(id.trim(), ""));
        self.counts.push(None);
        Some(position)
    }

    /// True without a file of comments.
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }
}

/// Votes of one file, participants by position.
#[derive(Debug, Default)]
pub(crate) struct Ballots {
    pub(crate) votes: Vec<VoteCast>,
    participants: Vec<ParticipantId>,
    /// Positions of ids that are no plain number.
    positions: HashMap<String, u32>,
    numbered: Numbered,
    /// How each participant's votes came in, as far as the file says; shorter where it does not.
    attributes: Vec<Option<VoteAttributes>>,
    /// Constituencies that the plan defines.
    constituencies: Vec<String>,
    /// Where votes go instead of `votes` while they are packed.
    journal: Option<Journal>,
}

/// Positions by number: small numbers in a table, others by hash.
#[derive(Debug, Default)]
struct Numbered {
    /// One more than the position; 0 where there is none.
    small: Vec<u32>,
    large: HashMap<u64, u32>,
}

/// Numbers from here on are looked up by hash.
const MAX_SMALL: u64 = 1 << 22;

impl Numbered {
    /// The position of a number, which is `next` where it has none yet.
    fn position(&mut self, number: u64, next: u32) -> u32 {
        if number >= MAX_SMALL {
            return *self.large.entry(number).or_insert(next);
        }
        let at = number as usize;
        if self.small.len() <= at {
            self.small.resize((at + 1).next_power_of_two(), 0);
        }
        if self.small[at] == 0 {
            self.small[at] = next + 1;
        }
        self.small[at] - 1
    }

    fn knows(&self, number: u64) -> bool {
        let small = self.small.get(number as usize).is_some_and(|&position| position > 0);
        small || self.large.contains_key(&number)
    }
}

/// The number that this is the plain spelling of: digits without a leading 0.
fn plain_number(id: &str) -> Option<u64> {
    /// Digits of a number that surely fits.
    const MAX_DIGITS: usize = 18;
    let plain = id.len() <= MAX_DIGITS
        && id.bytes().all(|byte| byte.is_ascii_digit())
        && (id.len() == 1 || !id.starts_with('0'));
    if plain { id.parse().ok() } else { None }
}

/// One vote that stands: participant, statement and vote.
type Standing = (u32, u32, Vote);

impl Ballots {
    /// With the constituencies that the plan defines beyond those that every plan has.
    pub(crate) fn with(constituencies: &[String]) -> Self {
        Ballots { constituencies: constituencies.to_vec(), ..Ballots::default() }
    }

    /// Constituencies that the plan defines.
    pub(crate) fn constituencies(&self) -> &[String] {
        &self.constituencies
    }

    /// Notes how a participant's votes came in; what was noted first stands.
    pub(crate) fn came(&mut self, participant: u32, attributes: VoteAttributes) {
        let at = participant as usize;
        if self.attributes.len() <= at {
            self.attributes.resize(at + 1, None);
        }
        self.attributes[at].get_or_insert(attributes);
    }

    /// How the votes of each participant that `order` names came in; empty where the file says
    /// nothing of anybody.
    pub(crate) fn attributes_of(&self, order: &[u32]) -> Vec<VoteAttributes> {
        if self.attributes.is_empty() {
            return Vec::new();
        }
        let unknown = || VoteAttributes {
            channel: Channel::FormImport,
            constituency: Constituency::default(),
        };
        let of = |&at: &u32| self.attributes.get(at as usize).cloned().flatten();
        order.iter().map(|at| of(at).unwrap_or_else(unknown)).collect()
    }

    /// Ballots whose votes are packed.
    pub(crate) fn journal() -> Self {
        Ballots { journal: Some(Journal::default()), ..Ballots::default() }
    }

    /// The packed votes.
    pub(crate) fn take_journal(&mut self) -> Journal {
        self.journal.take().unwrap_or_default()
    }

    /// By position, who cast votes.
    pub(crate) fn into_participants(self) -> Vec<ParticipantId> {
        self.participants
    }

    /// Takes a vote.
    pub(crate) fn cast(&mut self, vote: VoteCast) {
        match &mut self.journal {
            Some(journal) => journal.add(vote),
            None => self.votes.push(vote),
        }
    }

    /// The position of a participant, whose id is kept verbatim.
    pub(crate) fn participant(&mut self, id: &str) -> u32 {
        if let Some(number) = plain_number(id) {
            return self.numbered(number);
        }
        if let Some(&position) = self.positions.get(id) {
            return position;
        }
        let position = self.participants.len() as u32;
        self.positions.insert(id.to_owned(), position);
        self.participants.push(ParticipantId(id.to_owned()));
        position
    }

    /// The position of the participant whose id is this number in its plain spelling.
    pub(crate) fn numbered(&mut self, id: u64) -> u32 {
        let next = self.participants.len() as u32;
        let position = self.numbered.position(id, next);
        if position == next {
            self.participants.push(ParticipantId(id.to_string()));
        }
        position
    }

    /// True when the participant has been seen before.
    pub(crate) fn knows(&self, id: &str) -> bool {
        match plain_number(id) {
            Some(number) => self.numbered.knows(number),
            None => self.positions.contains_key(id),
        }
    }

    /// Orders the votes by time, ties as in the file, unknown times first.
    pub(crate) fn order(&mut self) -> VoteOrder {
        if self.votes.is_empty() {
            return VoteOrder::NoVotes;
        }
        if self.votes.iter().all(|vote| vote.time.is_none()) {
            return VoteOrder::AsInFile;
        }
        self.votes.sort_by_key(|vote| vote.time);
        VoteOrder::ByTime
    }

    /// The last vote of each participant on each statement, by participant, then statement.
    fn standing(&self) -> Vec<Standing> {
        let mut order: Vec<(u32, u32, usize)> = self
            .votes
            .iter()
            .enumerate()
            .map(|(at, vote)| (vote.participant, vote.statement, at))
            .collect();
        order.sort_unstable();
        order.dedup_by(|later, kept| {
            let same = (later.0, later.1) == (kept.0, kept.1);
            if same {
                kept.2 = later.2;
            }
            same
        });
        order.into_iter().map(|(who, what, at)| (who, what, self.votes[at].vote)).collect()
    }

    /// Notes where a vote matrix, read into `matrix`, differs from these votes.
    pub(crate) fn compare(
        &mut self,
        matrix: &Ballots,
        comments: &Comments,
        disagreements: &mut Disagreements,
    ) {
        let renumbered: Vec<u32> =
            matrix.participants.iter().map(|id| self.participant(id.as_str())).collect();
        let mut cells = matrix.standing();
        for cell in &mut cells {
            cell.0 = renumbered[cell.0 as usize];
        }
        cells.sort_unstable();
        let votes = self.standing();
        let place = |vote: Option<&Standing>| vote.map(|&(who, what, _)| (who, what));
        let (mut left, mut right) = (votes.iter().peekable(), cells.iter().peekable());
        while let Some((who, what)) =
            [place(left.peek().copied()), place(right.peek().copied())].into_iter().flatten().min()
        {
            let here = |vote: &&Standing| (vote.0, vote.1) == (who, what);
            let cast = left.next_if(here).map(|vote| vote.2);
            let shown = right.next_if(here).map(|vote| vote.2);
            if cast != shown {
                disagreements.add(Disagreement::Cell {
                    participant: self.participants[who as usize].0.clone(),
                    statement: comments.statements[what as usize].id.0.clone(),
                    votes: cast,
                    matrix: shown,
                });
            }
        }
    }

    /// Agree and disagree of each statement among the votes that stand.
    /// Of votes that are packed, of all that were cast, as the comments count them.
    fn counted(&self, statements: usize) -> Vec<(u64, u64)> {
        if let Some(journal) = &self.journal {
            return journal.counted(statements);
        }
        let mut counted = vec![(0, 0); statements];
        for (_, statement, vote) in self.standing() {
            let count = &mut counted[statement as usize];
            count.0 += u64::from(vote == Vote::Agree);
            count.1 += u64::from(vote == Vote::Disagree);
        }
        counted
    }

    /// How far the comments' own counts are from the votes, as the votes stand and with agree and
    /// disagree exchanged. What a file counts may be any number, so sums stop at the largest.
    pub(crate) fn distances(&self, comments: &Comments) -> (u64, u64) {
        let counted = self.counted(comments.statements.len());
        let (mut as_is, mut exchanged) = (0, 0);
        for (votes, own) in counted.iter().zip(&comments.counts) {
            if let Some(own) = own {
                let add = |sum: u64, agree: u64, disagree: u64| {
                    let apart = own.0.abs_diff(agree).saturating_add(own.1.abs_diff(disagree));
                    sum.saturating_add(apart)
                };
                as_is = add(as_is, votes.0, votes.1);
                exchanged = add(exchanged, votes.1, votes.0);
            }
        }
        (as_is, exchanged)
    }

    /// Notes each statement whose own counts differ from the votes.
    pub(crate) fn compare_counts(&self, comments: &Comments, disagreements: &mut Disagreements) {
        let counted = self.counted(comments.statements.len());
        for (at, (votes, own)) in counted.into_iter().zip(&comments.counts).enumerate() {
            if let Some(own) = own.filter(|own| *own != votes) {
                let statement = comments.statements[at].id.0.clone();
                disagreements.add(Disagreement::Counts { statement, votes, comments: own });
            }
        }
    }

    /// Puts votes and their participants, in order of first vote, into what was heard.
    pub(crate) fn settle(mut self, order: VoteOrder, heard: &mut Heard) {
        let mut places: Vec<Option<u32>> = vec![None; self.participants.len()];
        let mut came = Vec::new();
        for vote in &mut self.votes {
            let place = places[vote.participant as usize].get_or_insert_with(|| {
                came.push(vote.participant);
                heard.participants.push(self.participants[vote.participant as usize].clone());
                heard.participants.len() as u32 - 1
            });
            vote.participant = *place;
        }
        heard.vote_attributes = self.attributes_of(&came);
        heard.votes = self.votes;
        heard.vote_order = order;
    }
}

/// Reads a vote in the sign of the export files: agree 1, disagree -1, pass 0.
pub(crate) fn vote(cell: &str) -> Option<Vote> {
    let cell = cell.trim();
    let number = match cell {
        "1" => 1.0,
        "0" => 0.0,
        "-1" => -1.0,
        word => match word.parse::<Vote>() {
            Ok(vote) => return Some(vote),
            Err(_) => word.parse::<f64>().ok()?,
        },
    };
    [(1.0, Vote::Agree), (0.0, Vote::Pass), (-1.0, Vote::Disagree)]
        .into_iter()
        .find(|(value, _)| *value == number)
        .map(|(_, vote)| vote)
}
