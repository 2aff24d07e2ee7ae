//! Posts: kept once, however often they are sent.

use std::ops::Range;

use rusqlite::{Connection, OptionalExtension};

use crate::error::{Failure, Refusal};
use crate::record::{Key, NewRecord, Post};
use crate::writer::Batch;
use crate::{contributions, documents, exposures, tree, vote_erasure, votes};

/// Records in one post at most. An import sends its file in portions of this size or below.
pub const POST_RECORDS_MAX: usize = 16_384;

/// What stands in the place of a body's hash once the body's words are erased.
const ERASED: [u8; 32] = [0; 32];

/// What became of a post in its batch; durable only when the batch is.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) leaves: Range<u64>,
    pub(crate) minute: u32,
    pub(crate) again: bool,
}

/// Keeps a post, or finds what was kept under its key.
pub(crate) fn keep(batch: &mut Batch<'_>, post: &Post) -> Result<Placed, Failure> {
    let (given, max) = (post.records.len(), POST_RECORDS_MAX);
    if given > max {
        return Err(Refusal::TooMany { given, max }.into());
    }
    if let Some(placed) = kept_before(batch, post)? {
        return Ok(placed);
    }
    // Before anything is written: whoever makes up tokens does not have others' posts written twice.
    if let Some(NewRecord::Vote(new)) = post.records.first() {
        votes::participant(batch.conn, &new.participant)?.ok_or(Refusal::UnknownParticipant)?;
    }
    batch.tlog.advance(post.now);
    let first = batch.tlog.size();
    let leaves = first..first + post.records.iter().map(NewRecord::leaves).sum::<u64>();
    let id = post.key.as_ref().map(|key| insert(batch, key, &leaves)).transpose()?;
    for record in &post.records {
        keep_record(batch, id, record)?;
    }
    Ok(Placed { leaves, minute: batch.tlog.minute(), again: false })
}

fn keep_record(batch: &mut Batch<'_>, id: Option<i64>, record: &NewRecord) -> Result<(), Failure> {
    match record {
        NewRecord::Contribution(new) => contributions::keep(batch, id, new),
        NewRecord::Correction(new) => contributions::correct(batch, id, new),
        NewRecord::Withdrawal(new) => contributions::withdraw(batch, new),
        NewRecord::Erasure(new) => vote_erasure::erase(batch, new),
        NewRecord::Forgotten(participant) => vote_erasure::forget(batch, *participant),
        NewRecord::Participant(new) => votes::keep_participant(batch.conn, new),
        NewRecord::Statement(new) => votes::keep_statement(batch, new),
        NewRecord::Vote(new) => votes::keep_vote(batch, new),
        NewRecord::Exposure(new) => exposures::keep_exposure(batch, new),
        NewRecord::Skip(new) => exposures::keep_skip(batch, new),
        NewRecord::Moderation(new) => documents::moderate(batch, new),
        NewRecord::Act(sealed) => documents::keep_act(batch, sealed),
        NewRecord::Import(new) => documents::keep_import(batch, new),
        NewRecord::Settings(body) => documents::keep_settings(batch, body),
    }
}

fn kept_before(batch: &Batch<'_>, post: &Post) -> Result<Option<Placed>, Failure> {
    if let [NewRecord::Import(new)] = post.records.as_slice() {
        let leaf = documents::import_leaf(batch, &new.file_sha256)?;
        return leaf.map(|leaf| before(batch, leaf..leaf + 1)).transpose();
    }
    let Some(key) = &post.key else { return Ok(None) };
    let kept: Option<([u8; 32], u64, u64)> = batch
        .conn
        .prepare_cached("SELECT body, first, leaves FROM post WHERE key = ?1")?
        .query_row([key.key_sha256], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    match kept {
        None => Ok(None),
        Some((body, index, _)) if body == ERASED => Err(Refusal::Gone { index }.into()),
        Some((body, ..)) if body != key.body_sha256 => Err(Refusal::Conflict.into()),
        Some((_, first, count)) => before(batch, first..first + count).map(Some),
    }
}

/// The answer that was given before.
fn before(batch: &Batch<'_>, leaves: Range<u64>) -> Result<Placed, Failure> {
    let minute = match leaves.is_empty() {
        true => batch.tlog.minute(),
        false => tree::entry(batch.conn, leaves.start)?.minute,
    };
    Ok(Placed { leaves, minute, again: true })
}

/// Overwrites the hash of the body that a leaf came in: with the others of the request known, what was sent could be
/// found from it by trying. Requests are numbered as they came, so the one is found by halving.
pub(crate) fn forget_body(conn: &Connection, leaf: u64) -> Result<(), rusqlite::Error> {
    let (mut low, mut high): (i64, i64) =
        (0, conn.query_row("SELECT coalesce(max(id), 0) FROM post", [], |row| row.get(0))?);
    let mut first = conn.prepare_cached("SELECT first FROM post WHERE id = ?1")?;
    while low < high {
        let middle = high - (high - low) / 2;
        let from: u64 = first.query_row([middle], |row| row.get(0))?;
        (low, high) = if from <= leaf { (middle, high) } else { (low, middle - 1) };
    }
    conn.prepare_cached(
        "UPDATE post SET body = zeroblob(32) WHERE id = ?1 AND ?2 >= first AND ?2 < first + leaves",
    )?
    .execute((low, leaf))?;
    Ok(())
}

fn insert(batch: &Batch<'_>, key: &Key, leaves: &Range<u64>) -> Result<i64, Failure> {
    let count = leaves.end - leaves.start;
    batch
        .conn
        .prepare_cached("INSERT INTO post (key, body, first, leaves) VALUES (?1, ?2, ?3, ?4)")?
        .execute((key.key_sha256, key.body_sha256, leaves.start, count))?;
    Ok(batch.conn.last_insert_rowid())
}
