//! Migrations: the schema, grown step by step.
//!
//! Each is a numbered SQL file, applied once, in one transaction with the row that says so and with
//! the SHA-256 of its text. A database whose row differs from the program's file is refused, so a
//! released file is never edited: a change of schema is the next number.

use rusqlite::{Connection, TransactionBehavior};
use sha2::{Digest, Sha256};

use crate::error::Error;

/// In order; the first has number 1.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_first.sql"),
    include_str!("../migrations/0002_exposure.sql"),
    include_str!("../migrations/0003_discussion.sql"),
    include_str!("../migrations/0004_assignment_salt.sql"),
    include_str!("../migrations/0005_author.sql"),
    include_str!("../migrations/0006_participant_constituency.sql"),
    include_str!("../migrations/0007_erased_votes.sql"),
];

/// Applies what is missing.
pub(crate) fn apply(conn: &mut Connection) -> Result<(), Error> {
    conn.execute_batch(
        "CREATE TABLE IF NOT EXISTS migration (
            number INTEGER PRIMARY KEY,
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32)
        ) STRICT",
    )?;
    let applied = applied(conn)?;
    let known = numbered(MIGRATIONS.len());
    let found = numbered(applied.len());
    if found > known {
        return Err(Error::Newer { found, known });
    }
    for (number, sql) in (1..).zip(MIGRATIONS) {
        let sha256: [u8; 32] = Sha256::digest(sql).into();
        match applied.get(number as usize - 1) {
            Some(kept) if *kept == (number, sha256) => {}
            Some(_) => return Err(Error::MigrationDiffers { number }),
            None => {
                let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
                tx.execute_batch(sql)?;
                tx.execute("INSERT INTO migration VALUES (?1, ?2)", (number, sha256))?;
                tx.commit()?;
            }
        }
    }
    Ok(())
}

fn applied(conn: &Connection) -> Result<Vec<(u32, [u8; 32])>, Error> {
    let mut rows = conn.prepare("SELECT number, sha256 FROM migration ORDER BY number")?;
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn numbered(count: usize) -> u32 {
    u32::try_from(count).expect("migrations are counted in tens")
}
