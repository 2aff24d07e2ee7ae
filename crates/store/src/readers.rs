//! The readers: a few read-only connections, each reading one committed state at a time.

use std::path::PathBuf;
use std::sync::{Condvar, Mutex, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::directory::{Store, open_reader};
use crate::error::Error;

/// Connections open at once; who comes when all are taken waits.
const READERS_MAX: usize = 8;

/// Read-only connections, opened when first needed.
pub(crate) struct Readers {
    database: PathBuf,
    pool: Mutex<Pool>,
    returned: Condvar,
}

#[derive(Default)]
struct Pool {
    free: Vec<Connection>,
    open: usize,
}

impl Readers {
    pub(crate) fn new(database: PathBuf) -> Readers {
        Readers { database, pool: Mutex::default(), returned: Condvar::new() }
    }

    /// The database's file.
    pub(crate) fn database(&self) -> &std::path::Path {
        &self.database
    }

    fn take(&self) -> Result<Connection, Error> {
        let pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        let all_taken = |pool: &mut Pool| pool.free.is_empty() && pool.open == READERS_MAX;
        let mut pool =
            self.returned.wait_while(pool, all_taken).unwrap_or_else(PoisonError::into_inner);
        if let Some(conn) = pool.free.pop() {
            return Ok(conn);
        }
        let conn = open_reader(&self.database)?;
        pool.open += 1;
        Ok(conn)
    }

    fn give_back(&self, conn: Connection) {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner).free.push(conn);
        self.returned.notify_one();
    }
}

impl Store {
    /// Runs `question` on one committed state of the database, which stays as it is meanwhile.
    pub(crate) fn read<T>(
        &self,
        question: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let conn = Borrowed { readers: &self.readers, conn: Some(self.readers.take()?) };
        let conn = conn.conn.as_ref().expect("taken back when dropped");
        let tx = Transaction::new_unchecked(conn, TransactionBehavior::Deferred)?;
        question(&tx)
    }
}

/// Gives the connection back, also when the question panics.
struct Borrowed<'a> {
    readers: &'a Readers,
    conn: Option<Connection>,
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take() {
            self.readers.give_back(conn);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> tlog::SigningKey {
        tlog::SigningKey::new("log.example/1", tlog::KeyUse::Log, &[2; 32]).unwrap()
    }

    #[test]
    fn a_reader_cannot_write() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::create(directory.path(), [1; 32], &key()).unwrap();
        for sql in [
            "INSERT INTO setting (name, value) VALUES ('more', x'00')",
            "DELETE FROM setting",
            "PRAGMA query_only = OFF; DELETE FROM setting",
            "CREATE TABLE more (column)",
        ] {
            let answer = store.read(|conn| Ok(conn.execute_batch(sql)?)).unwrap_err();
            assert!(matches!(answer, Error::Database(_)), "{sql}: {answer}");
        }
        assert_eq!(store.secret(), &[1; 32]);
    }

    #[test]
    fn a_question_that_panics_or_fails_gives_its_connection_back() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::create(directory.path(), [1; 32], &key()).unwrap();
        for _ in 0..=READERS_MAX {
            let panics = std::panic::AssertUnwindSafe(|| store.read::<()>(|_| panic!("asked to")));
            assert!(std::panic::catch_unwind(panics).is_err());
            assert!(store.read(|conn| Ok(conn.execute_batch("nonsense")?)).is_err());
        }
        assert_eq!(store.tree().unwrap().size, 0);
    }
}
