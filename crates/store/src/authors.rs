//! Authors: which contributions were sent by one person, where that was said.
//!
//! Kept as a pseudonym made by whoever keeps the contribution; nothing of it is sealed. It is read for one
//! purpose only, to count people: [`heard`](crate::Store::heard) numbers them in the order in which they
//! first appear, so a result depends neither on the pseudonyms nor on the installation.

use std::collections::HashMap;

use consultation::ParticipantId;
use rusqlite::{Connection, OptionalExtension};

use crate::error::{Error, Failure};

/// What stands in the place of a pseudonym once the words are erased.
const ERASED: [u8; 32] = [0; 32];

pub(crate) fn insert(conn: &Connection, leaf: u64, pseudonym: &[u8; 32]) -> Result<(), Failure> {
    conn.prepare_cached("INSERT INTO author (leaf, pseudonym) VALUES (?1, ?2)")?
        .execute((leaf, pseudonym))?;
    Ok(())
}

/// The pseudonym of whoever sent a contribution that still has its words.
pub(crate) fn of(conn: &Connection, leaf: u64) -> Result<Option<[u8; 32]>, Failure> {
    let mut rows = conn.prepare_cached("SELECT pseudonym FROM author WHERE leaf = ?1")?;
    Ok(rows.query_row([leaf], |row| row.get(0)).optional()?)
}

/// The pseudonym becomes zeros.
pub(crate) fn erase(conn: &Connection, leaf: u64) -> Result<(), Failure> {
    conn.prepare_cached("UPDATE author SET pseudonym = zeroblob(32) WHERE leaf = ?1")?
        .execute([leaf])?;
    Ok(())
}

/// Who sent each contribution, by its leaf: people numbered from 1 in the order of their first one.
pub(crate) fn all(conn: &Connection) -> Result<HashMap<u64, ParticipantId>, Error> {
    let mut number_of: HashMap<[u8; 32], usize> = HashMap::new();
    let mut rows = conn.prepare_cached("SELECT leaf, pseudonym FROM author ORDER BY leaf")?;
    let mut rows = rows.query([])?;
    let mut authors = HashMap::new();
    while let Some(row) = rows.next()? {
        let pseudonym: [u8; 32] = row.get(1)?;
        if pseudonym != ERASED {
            let next = number_of.len() + 1;
            let number = *number_of.entry(pseudonym).or_insert(next);
            authors.insert(row.get(0)?, ParticipantId(number.to_string()));
        }
    }
    Ok(authors)
}
