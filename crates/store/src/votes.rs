//! Participants, statements and votes.
//!
//! Every vote cast is a row and a leaf; `current_vote`, whose key is participant and statement, holds
//! the one that stands. The writer alone writes, so there is no moment at which two can stand.

use std::collections::BTreeMap;

use consultation::{Channel, Constituency, ExposureOutcome, RoundId, Statement, Timestamp, Vote};
use findings::VoteCounts;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row};
use tlog::{Entry, Kind, Part, PartHashes, Parts, Reason};

use crate::contributions::{By, find, reference};
use crate::directory::Store;
use crate::error::{Error, Failure, Refusal};
use crate::exposures;
use crate::recent::Opened;
use crate::record::{NewParticipant, NewStatement, NewVote};
use crate::standing::{ChannelCode, Standing, entry_channel};
use crate::writer::Batch;

/// A statement with its place in its round.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredStatement {
    /// Its number in the round, from 1; what a vote names.
    pub number: u64,
    /// The noun. Where its words are those of a contribution, text and moderation are the
    /// contribution's, and empty once that is erased.
    pub statement: Statement,
    /// Leaf of the contribution whose words it puts to the vote.
    pub contribution: Option<u64>,
    /// Votes that stand.
    pub counts: VoteCounts,
}

/// A vote as it is kept, with what opens its leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredVote {
    /// Its leaf.
    pub index: u64,
    /// The round.
    pub round: RoundId,
    /// The statement's number in the round.
    pub statement: u64,
    /// The answer.
    pub vote: Vote,
    /// Which of the participant's votes on this statement it is, from 1.
    pub ballot: u64,
    /// How it arrived.
    pub channel: Channel,
    /// When it was cast, where known.
    pub sent: Option<Timestamp>,
    /// The salt.
    pub salt: [u8; 32],
    /// A later one of the same participant on the same statement took its place.
    pub replaced: bool,
}

impl Store {
    /// The statements of a round, by number; none for an unknown round.
    pub fn statements(&self, round: &RoundId) -> Result<Vec<StoredStatement>, Error> {
        self.read(|conn| statements(conn, &round.0))
    }

    /// Whether somebody has this token.
    pub fn is_participant(&self, token_sha256: &[u8; 32]) -> Result<bool, Error> {
        self.read(|conn| Ok(participant(conn, token_sha256)?.is_some()))
    }

    /// The participant's votes in a round that stand, by statement number; none for an unknown one.
    pub fn votes_of(
        &self,
        token_sha256: &[u8; 32],
        round: &RoundId,
    ) -> Result<BTreeMap<u64, Vote>, Error> {
        self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT statement, vote FROM current_vote
                 WHERE participant = (SELECT id FROM participant WHERE token = ?1)
                   AND round = (SELECT opening FROM round WHERE id = ?2)",
            )?;
            let rows = rows.query_map((token_sha256, &round.0), |row| {
                Ok((row.get(0)?, row.get::<_, VoteCode>(1)?.0))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The vote whose leaf is `index`; `None` when there is none, or it is erased.
    pub fn vote(&self, index: u64) -> Result<Option<StoredVote>, Error> {
        let index = i64::try_from(index).unwrap_or(i64::MAX);
        self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT v.leaf, r.id, v.statement, v.vote, v.ballot, v.channel, v.sent, v.salt,
                        c.leaf <> v.leaf
                 FROM vote v JOIN round r ON r.opening = v.round
                 JOIN current_vote c USING (participant, round, statement)
                 WHERE v.leaf = ?1",
            )?;
            Ok(rows.query_row([index], read_vote).optional()?)
        })
    }
}

fn read_vote(row: &Row<'_>) -> Result<StoredVote, rusqlite::Error> {
    Ok(StoredVote {
        index: row.get(0)?,
        round: RoundId(row.get(1)?),
        statement: row.get(2)?,
        vote: row.get::<_, VoteCode>(3)?.0,
        ballot: row.get(4)?,
        channel: row.get::<_, ChannelCode>(5)?.0,
        sent: row.get::<_, Option<i64>>(6)?.map(Timestamp),
        salt: row.get(7)?,
        replaced: row.get(8)?,
    })
}

/// The statements of a round, by number.
pub(crate) fn statements(conn: &Connection, round: &str) -> Result<Vec<StoredStatement>, Error> {
    let mut rows = conn.prepare_cached(
        "SELECT s.number, s.statement, s.contribution, s.agree, s.disagree, s.pass,
                c.standing, c.reason, w.text
         FROM statement s LEFT JOIN contribution c ON c.leaf = s.contribution
         LEFT JOIN words w ON w.leaf = s.contribution
         WHERE s.round = (SELECT opening FROM round WHERE id = ?1) ORDER BY s.number",
    )?;
    let mut rows = rows.query([round])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read_statement(row)?);
    }
    Ok(found)
}

fn read_statement(row: &Row<'_>) -> Result<StoredStatement, Error> {
    let unreadable = || Error::Unreadable { what: "a statement" };
    let json: String = row.get(1)?;
    let mut statement: Statement = serde_json::from_str(&json).map_err(|_| unreadable())?;
    let contribution: Option<u64> = row.get(2)?;
    if contribution.is_some() {
        let standing = Standing::from_codes(row.get(6)?, row.get(7)?).ok_or_else(unreadable)?;
        if standing.has_words() {
            statement.text = String::from_utf8(row.get(8)?).map_err(|_| unreadable())?;
        }
        statement.moderation = standing.moderation().unwrap_or(consultation::Moderation::Held);
    }
    let counts = VoteCounts { agree: row.get(3)?, disagree: row.get(4)?, pass: row.get(5)? };
    Ok(StoredStatement { number: row.get(0)?, statement, contribution, counts })
}

/// Keeps a participant.
pub(crate) fn keep_participant(conn: &Connection, new: &NewParticipant) -> Result<(), Failure> {
    if participant(conn, &new.token_sha256)?.is_some() {
        return Err(Refusal::Taken("participant").into());
    }
    let named = new.constituency != Constituency::Public;
    conn.prepare_cached("INSERT INTO participant (token, name, constituency) VALUES (?1, ?2, ?3)")?
        .execute((
            new.token_sha256,
            new.name.as_ref().map(|name| &name.0),
            named.then(|| new.constituency.as_str()),
        ))?;
    Ok(())
}

/// Keeps a statement an import brings, under the next number of its round.
pub(crate) fn keep_statement(batch: &Batch<'_>, new: &NewStatement) -> Result<(), Failure> {
    let opening = batch.plans.opened(&new.round)?.opening;
    if let Some(index) = new.contribution {
        find(batch.conn, By::Leaf(index))?;
    }
    insert_statement(batch.conn, opening, &new.statement, new.contribution)
}

/// Keeps a statement under the next number of the round opened by leaf `opening`.
pub(crate) fn insert_statement(
    conn: &Connection,
    opening: u64,
    statement: &Statement,
    contribution: Option<u64>,
) -> Result<(), Failure> {
    let taken = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM statement WHERE round = ?1 AND id = ?2)")?
        .query_row((opening, statement.id.as_str()), |row| row.get(0))?;
    if taken {
        return Err(Refusal::Taken("statement").into());
    }
    let json = serde_json::to_string(statement).expect("a statement of strings has a JSON form");
    conn.prepare_cached(
        "INSERT INTO statement (round, number, id, statement, contribution)
         SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4 FROM statement WHERE round = ?1",
    )?
    .execute((opening, statement.id.as_str(), json, contribution))?;
    Ok(())
}

/// Keeps a vote, which takes the place of an earlier one on the same statement.
pub(crate) fn keep_vote(batch: &mut Batch<'_>, new: &NewVote) -> Result<(), Failure> {
    let conn = batch.conn;
    let opening = batch.plans.opened(&new.round)?.opening;
    let participant = participant(conn, &new.participant)?.ok_or(Refusal::UnknownParticipant)?;
    let unknown =
        || Refusal::UnknownStatement { round: new.round.0.clone(), statement: new.statement };
    let statement = i64::try_from(new.statement).map_err(|_| unknown())?;
    let before = current(conn, participant, opening, statement)?;
    if !count(conn, (opening, statement), new.vote, before.map(|(vote, _)| vote))? {
        return Err(unknown().into());
    }
    let ballot = before.map_or(0, |(_, ballot)| ballot) + 1;
    let record = consultation::leaf::vote(new.statement, new.vote, ballot).to_vec();
    let entry = vote_entry(new, &record, opening)?;
    let (salt, round) = (new.salt, new.round.clone());
    let opened = Opened { record, salt, others: PartHashes::default(), round };
    let leaf = batch.record(entry, opening, Standing::Published, opened)?;
    let vote = code(new.vote);
    conn.prepare_cached(
        "INSERT INTO vote (leaf, participant, round, statement, vote, ballot, channel, sent, salt)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute((
        leaf,
        participant,
        opening,
        statement,
        vote,
        ballot,
        entry_channel(new.channel) as u8,
        new.sent.map(|sent| sent.0),
        new.salt,
    ))?;
    conn.prepare_cached(
        "INSERT INTO current_vote (participant, round, statement, vote, ballot, leaf)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO UPDATE SET
            vote = excluded.vote, ballot = excluded.ballot, leaf = excluded.leaf",
    )?
    .execute((participant, opening, statement, vote, ballot, leaf))?;
    exposures::close(conn, (participant, opening, statement), ExposureOutcome::Answered)?;
    Ok(())
}

/// The entry of a vote sealed as these bytes; its minute is still to come.
fn vote_entry(new: &NewVote, sealed: &[u8], opening: u64) -> Result<Entry, Refusal> {
    let text = Some(tlog::part_hash(Part::Text, &new.salt, sealed));
    Ok(Entry {
        kind: Kind::Vote,
        channel: entry_channel(new.channel),
        tier: new.tier,
        parts: Parts::NONE.with(Part::Text),
        reason: Reason::None,
        minute: 0,
        reference: Some(reference(opening)?),
        commitment: PartHashes { text, ..PartHashes::default() }.commitment(),
    })
}

/// The store's number of whoever has this token.
pub(crate) fn participant(
    conn: &Connection,
    token: &[u8; 32],
) -> Result<Option<i64>, rusqlite::Error> {
    conn.prepare_cached("SELECT id FROM participant WHERE token = ?1")?
        .query_row([token], |row| row.get(0))
        .optional()
}

/// The vote that stands and its ballot number.
fn current(
    conn: &Connection,
    participant: i64,
    opening: u64,
    statement: i64,
) -> Result<Option<(Vote, u64)>, rusqlite::Error> {
    conn.prepare_cached(
        "SELECT vote, ballot FROM current_vote
         WHERE participant = ?1 AND round = ?2 AND statement = ?3",
    )?
    .query_row((participant, opening, statement), |row| {
        Ok((row.get::<_, VoteCode>(0)?.0, row.get(1)?))
    })
    .optional()
}

/// Counts `vote` instead of `before`; false when there is no such statement.
fn count(
    conn: &Connection,
    (opening, statement): (u64, i64),
    vote: Vote,
    before: Option<Vote>,
) -> Result<bool, rusqlite::Error> {
    let change = |of| i64::from(vote == of) - i64::from(before == Some(of));
    let changed = conn
        .prepare_cached(
            "UPDATE statement
             SET agree = agree + ?3, disagree = disagree + ?4, pass = pass + ?5
             WHERE round = ?1 AND number = ?2",
        )?
        .execute((
            opening,
            statement,
            change(Vote::Agree),
            change(Vote::Disagree),
            change(Vote::Pass),
        ))?;
    Ok(changed == 1)
}

/// Counts a vote no more.
pub(crate) fn uncount(
    conn: &Connection,
    (opening, statement): (u64, i64),
    vote: Vote,
) -> Result<(), rusqlite::Error> {
    let change = |of| i64::from(vote == of);
    conn.prepare_cached(
        "UPDATE statement
         SET agree = agree - ?3, disagree = disagree - ?4, pass = pass - ?5
         WHERE round = ?1 AND number = ?2",
    )?
    .execute((
        opening,
        statement,
        change(Vote::Agree),
        change(Vote::Disagree),
        change(Vote::Pass),
    ))?;
    Ok(())
}

/// The code of a vote, as in its sealed bytes.
fn code(vote: Vote) -> u8 {
    match vote {
        Vote::Agree => 1,
        Vote::Disagree => 2,
        Vote::Pass => 3,
    }
}

/// A vote as it is read from its column.
pub(crate) struct VoteCode(pub(crate) Vote);

impl FromSql for VoteCode {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let found = u8::column_result(value)?;
        [Vote::Agree, Vote::Disagree, Vote::Pass]
            .into_iter()
            .find(|vote| code(*vote) == found)
            .map(VoteCode)
            .ok_or(FromSqlError::OutOfRange(found.into()))
    }
}
