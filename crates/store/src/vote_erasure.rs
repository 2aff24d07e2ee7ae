//! Votes that are erased, and voters who are forgotten.
//!
//! An erased vote keeps its leaf, its round and how it arrived. Who cast it, on what and how is overwritten in its row,
//! which only ever grew at the end. Other tables are ordered by participant; their rows were moved about,
//! and SQLite leaves stale copies in unused room of pages when it does that. So each batch that erases a
//! vote writes those tables anew: then no file holds the vote.
//! Cost: a batch that erases votes takes as long as writing every vote that stands, about a second a
//! million.

use rusqlite::{Connection, OptionalExtension};
use tlog::{Entry, Kind};

use crate::contributions::{erase_by_office, reference};
use crate::directory::Store;
use crate::error::{Error, Failure, Refusal};
use crate::posts;
use crate::record::NewErasure;
use crate::standing::{ChannelCode, Standing, entry_channel, reason_of_erasure};
use crate::votes::VoteCode;
use crate::writer::{Batch, Place};

/// Which votes beside one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Those of the same participant on the same statement.
    SameStatement,
    /// All of the same participant.
    SameParticipant,
}

/// Votes that belong to one, and whose they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VotesBeside {
    /// Their leaves, ascending; the one asked about is among them.
    pub leaves: Vec<u64>,
    /// The store's number of the participant.
    pub participant: u64,
}

impl Store {
    /// The votes that go when the one at `index` is erased; `None` when there is no vote, or it is erased. Cost: all
    /// votes once.
    pub fn votes_beside(&self, index: u64, beside: Beside) -> Result<Option<VotesBeside>, Error> {
        let index = i64::try_from(index).unwrap_or(i64::MAX);
        self.read(|conn| {
            let whose: Option<u64> = conn
                .prepare_cached("SELECT participant FROM vote WHERE leaf = ?1")?
                .query_row([index], |row| row.get(0))
                .optional()?
                .flatten();
            let Some(participant) = whose else { return Ok(None) };
            let mut rows = conn.prepare_cached(
                "SELECT v.leaf FROM vote v JOIN vote asked ON asked.leaf = ?1
                 WHERE v.participant = asked.participant
                   AND (?2 OR (v.round, v.statement) = (asked.round, asked.statement))
                 ORDER BY v.leaf",
            )?;
            let all = beside == Beside::SameParticipant;
            let leaves = rows.query_map((index, all), |row| row.get(0))?;
            Ok(Some(VotesBeside { leaves: leaves.collect::<Result<_, _>>()?, participant }))
        })
    }
}

/// A vote as the writer needs it.
struct Cast {
    participant: i64,
    round: u64,
    statement: i64,
    vote: VoteCode,
    ballot: u64,
    channel: ChannelCode,
}

/// Ends a contribution or a vote for the office.
pub(crate) fn erase(batch: &mut Batch<'_>, new: &NewErasure) -> Result<(), Failure> {
    let leaf = i64::try_from(new.index).unwrap_or(i64::MAX);
    let cast = batch
        .conn
        .prepare_cached(
            "SELECT participant, round, statement, vote, ballot, channel FROM vote WHERE leaf = ?1",
        )?
        .query_row([leaf], |row| {
            let Some(participant) = row.get(0)? else { return Ok(None) };
            Ok(Some(Cast {
                participant,
                round: row.get(1)?,
                statement: row.get(2)?,
                vote: row.get(3)?,
                ballot: row.get(4)?,
                channel: row.get(5)?,
            }))
        })
        .optional()?;
    match cast {
        None => erase_by_office(batch, new),
        Some(None) => Err(Refusal::Gone { index: new.index }.into()),
        Some(Some(cast)) => erase_vote(batch, new, &cast),
    }
}

fn erase_vote(batch: &mut Batch<'_>, new: &NewErasure, cast: &Cast) -> Result<(), Failure> {
    let entry = Entry {
        reason: reason_of_erasure(new.reason),
        reference: Some(reference(new.index)?),
        ..Batch::document(Kind::Withdrawal, &new.body)
    };
    batch.keep_document(entry, Some(cast.round), &new.body)?;
    let conn = batch.conn;
    let place = (cast.participant, cast.round, cast.statement);
    let stands = conn
        .prepare_cached(
            "DELETE FROM current_vote
             WHERE participant = ?1 AND round = ?2 AND statement = ?3 AND leaf = ?4",
        )?
        .execute((place.0, place.1, place.2, new.index))?;
    if stands == 1 {
        must_be_the_first(conn, new.index, cast)?;
        crate::votes::uncount(conn, (cast.round, cast.statement), cast.vote.0)?;
    }
    conn.prepare_cached(
        "DELETE FROM exposure WHERE participant = ?1 AND round = ?2 AND statement = ?3",
    )?
    .execute(place)?;
    conn.prepare_cached(
        "UPDATE vote SET participant = NULL, statement = NULL, vote = NULL, ballot = NULL,
            sent = NULL, salt = zeroblob(32) WHERE leaf = ?1",
    )?
    .execute([new.index])?;
    posts::forget_body(conn, new.index)?;
    let (round, channel) = (Some(cast.round), entry_channel(cast.channel.0));
    let row = |standing| Place { round, kind: Kind::Vote, channel, standing };
    batch.tally.push((row(Standing::Published), -1));
    batch.tally.push((row(Standing::Erased(new.reason)), 1));
    batch.erased = true;
    batch.votes_erased = true;
    Ok(())
}

/// The vote that stands goes after those that it replaced: else none of them would stand, and all would be kept.
fn must_be_the_first(conn: &Connection, index: u64, cast: &Cast) -> Result<(), Failure> {
    if cast.ballot == 1 {
        return Ok(());
    }
    let earlier = conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM vote WHERE participant = ?1 AND round = ?2
                AND statement = ?3 AND leaf < ?4)",
        )?
        .query_row((cast.participant, cast.round, cast.statement, index), |row| row.get(0))?;
    if earlier { Err(Refusal::VotesRemain.into()) } else { Ok(()) }
}

/// Forgets a participant whose votes are all erased: token, name, what was shown, in which group they were.
pub(crate) fn forget(batch: &mut Batch<'_>, participant: u64) -> Result<(), Failure> {
    let conn = batch.conn;
    let remain = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM current_vote WHERE participant = ?1)")?
        .query_row([participant], |row| row.get(0))?;
    if remain {
        return Err(Refusal::VotesRemain.into());
    }
    // No token has this hash; it differs from one participant to the next, as it must.
    let mut nobody = [0; 32];
    nobody[24..].copy_from_slice(&participant.to_be_bytes());
    conn.prepare_cached(
        "UPDATE participant SET token = ?2, name = NULL, constituency = NULL WHERE id = ?1",
    )?
    .execute((participant, nobody))?;
    conn.prepare_cached("DELETE FROM exposure WHERE participant = ?1")?.execute([participant])?;
    conn.prepare_cached("DELETE FROM opinion_group WHERE participant = ?1")?
        .execute([participant])?;
    batch.erased = true;
    batch.votes_erased = true;
    Ok(())
}

/// The tables whose rows were moved about, with their order.
const REWRITTEN: [(&str, &str); 3] = [
    ("current_vote", "participant, round, statement"),
    ("exposure", "participant, round, number"),
    ("opinion_group", "run, participant"),
];

/// Writes those tables anew, as the schema defines them; the pages they had are overwritten with zeros
/// (`secure_delete`).
pub(crate) fn rewrite(conn: &Connection) -> Result<(), rusqlite::Error> {
    for (table, order) in REWRITTEN {
        let definition: String = conn
            .prepare_cached("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1")?
            .query_row([table], |row| row.get(0))?;
        // The name of the table is the first of its definition.
        let anew = definition.replacen(table, &format!("{table}_anew"), 1);
        conn.execute_batch(&format!(
            "{anew};
             INSERT INTO {table}_anew SELECT * FROM {table} ORDER BY {order};
             DROP TABLE {table};
             ALTER TABLE {table}_anew RENAME TO {table}"
        ))?;
    }
    conn.execute_batch("REINDEX participant")
}
