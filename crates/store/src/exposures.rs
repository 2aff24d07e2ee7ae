//! Exposures: what routing put before whom, with what probability, and what came of it.
//!
//! A participant has at most one exposure open in a round: what is shown stays shown until it is
//! answered or skipped, so there are never more of them than answers, skips and participants
//! together. They get no leaf: they are about what the service did.

use consultation::{ExposureOutcome, RoundId, Timestamp};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::directory::Store;
use crate::error::{Error, Failure, Refusal};
use crate::record::{NewExposure, NewSkip};
use crate::votes::participant;
use crate::writer::Batch;

/// An exposure as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredExposure {
    /// The store's number of the participant, as in [`HeardAt::participants`](crate::HeardAt).
    pub participant: u64,
    /// Which of the participant's exposures in the round it is, from 1.
    pub number: u64,
    /// The statement's number in the round.
    pub statement: u64,
    /// Probability with which it was drawn, above 0 and at most 1.
    pub probability: f64,
    /// When it was shown.
    pub shown: Timestamp,
    /// What came of it.
    pub outcome: ExposureOutcome,
}

impl Store {
    /// Every exposure of a round, by participant and number; none for an unknown round.
    pub fn exposures(&self, round: &RoundId) -> Result<Vec<StoredExposure>, Error> {
        self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT participant, number, statement, probability, shown, outcome FROM exposure
                 WHERE round = (SELECT opening FROM round WHERE id = ?1)
                 ORDER BY participant, number",
            )?;
            let rows = rows.query_map([&round.0], read_exposure)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The exposures of one participant in a round, by number; none for an unknown one.
    pub fn exposures_of(
        &self,
        token_sha256: &[u8; 32],
        round: &RoundId,
    ) -> Result<Vec<StoredExposure>, Error> {
        self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT participant, number, statement, probability, shown, outcome FROM exposure
                 WHERE participant = (SELECT id FROM participant WHERE token = ?1)
                   AND round = (SELECT opening FROM round WHERE id = ?2)
                 ORDER BY number",
            )?;
            let rows = rows.query_map((token_sha256, &round.0), read_exposure)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

fn read_exposure(row: &Row<'_>) -> Result<StoredExposure, rusqlite::Error> {
    Ok(StoredExposure {
        participant: row.get(0)?,
        number: row.get(1)?,
        statement: row.get(2)?,
        probability: row.get(3)?,
        shown: Timestamp(row.get(4)?),
        outcome: row.get::<_, Outcome>(5)?.0,
    })
}

/// Keeps that a statement was shown, unless another, or the same, is open before the participant.
pub(crate) fn keep_exposure(batch: &Batch<'_>, new: &NewExposure) -> Result<(), Failure> {
    let conn = batch.conn;
    let opening = batch.plans.opened(&new.round)?.opening;
    let who = participant(conn, &new.participant)?.ok_or(Refusal::UnknownParticipant)?;
    check_statement(conn, opening, new)?;
    conn.prepare_cached(
        "INSERT INTO exposure (participant, round, number, statement, probability, shown)
         SELECT ?1, ?2, coalesce(max(number), 0) + 1, ?3, ?4, ?5 FROM exposure
         WHERE participant = ?1 AND round = ?2
         HAVING NOT coalesce(max(outcome = 0), 0)",
    )?
    .execute((who, opening, new.statement, new.probability, new.shown.0))?;
    Ok(())
}

fn check_statement(conn: &Connection, opening: u64, new: &NewExposure) -> Result<(), Failure> {
    let known = conn
        .prepare_cached("SELECT 1 FROM statement WHERE round = ?1 AND number = ?2")?
        .query_row((opening, new.statement), |_| Ok(()))
        .optional()?;
    known.ok_or_else(|| {
        Refusal::UnknownStatement { round: new.round.0.clone(), statement: new.statement }.into()
    })
}

/// Keeps that a participant asked for another statement.
pub(crate) fn keep_skip(batch: &Batch<'_>, new: &NewSkip) -> Result<(), Failure> {
    let opening = batch.plans.opened(&new.round)?.opening;
    let who = participant(batch.conn, &new.participant)?.ok_or(Refusal::UnknownParticipant)?;
    let statement = i64::try_from(new.statement).unwrap_or(i64::MAX);
    close(batch.conn, (who, opening, statement), ExposureOutcome::Skipped)?;
    Ok(())
}

/// Closes the open exposure of a participant to a statement, if there is one.
pub(crate) fn close(
    conn: &Connection,
    (participant, opening, statement): (i64, u64, i64),
    outcome: ExposureOutcome,
) -> Result<(), rusqlite::Error> {
    conn.prepare_cached(
        "UPDATE exposure SET outcome = ?4
         WHERE participant = ?1 AND round = ?2 AND statement = ?3 AND outcome = 0",
    )?
    .execute((participant, opening, statement, code(outcome)))?;
    Ok(())
}

fn code(outcome: ExposureOutcome) -> u8 {
    match outcome {
        ExposureOutcome::Shown => 0,
        ExposureOutcome::Answered => 1,
        ExposureOutcome::Skipped => 2,
    }
}

/// An outcome as it is read from its column.
struct Outcome(ExposureOutcome);

impl FromSql for Outcome {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let found = u8::column_result(value)?;
        [ExposureOutcome::Shown, ExposureOutcome::Answered, ExposureOutcome::Skipped]
            .into_iter()
            .find(|outcome| code(*outcome) == found)
            .map(Outcome)
            .ok_or(FromSqlError::OutOfRange(found.into()))
    }
}
