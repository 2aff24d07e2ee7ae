//! The mover: moves the write-ahead log into the database while the writer goes on, and keeps heads apart.
//!
//! Moving writes pages and waits for the fsync of the database, and a head kept apart is a file with fsyncs of its own;
//! were the writer to do it, every post would wait for that. So a thread with a connection of its own does it when it
//! is asked. It never comes to the end of a log
//! that grows meanwhile, and only a log moved to its end is begun anew; so the writer moves the little
//! that is left (`writer.rs`).
//!
//! Nothing is lost when it fails: what it would have moved stays in the log. But then the disk failed, so the
//! store takes no more writes.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::directory::prepare;
use crate::head::{LastHead, SignedHead};

/// The thread, and the way to it.
pub(crate) struct Mover {
    ask: Option<SyncSender<Ask>>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// What it is asked to do.
enum Ask {
    Move,
    Keep(SignedHead),
}

/// Moving, and the head of one second, wait at most.
const ASKED_MAX: usize = 2;

#[derive(Default)]
struct Shared {
    /// It was asked to move, and has not ended yet.
    at_work: AtomicBool,
    /// Held by whoever moves pages.
    turn: Mutex<()>,
}

impl Mover {
    /// A mover for a database that is open already. `failed` is told of any failure of the disk.
    pub(crate) fn start(
        database: &Path,
        last_head: Arc<LastHead>,
        failed: impl Fn(&dyn std::error::Error) + Send + 'static,
    ) -> Result<Mover, rusqlite::Error> {
        let conn = open(database)?;
        let (ask, asked) = sync_channel(ASKED_MAX);
        let shared = Arc::<Shared>::default();
        let its = Arc::clone(&shared);
        let run = move || run(&conn, &last_head, &asked, &its, &failed);
        let thread = std::thread::Builder::new().name("mover".into()).spawn(run).ok();
        // Without a thread nobody can be asked, and the writer moves everything.
        let ask = thread.is_some().then_some(ask);
        Ok(Mover { ask, shared, thread })
    }

    /// Asks it to move what is in the log now. False when it is at work, or there is none.
    pub(crate) fn ask(&self) -> bool {
        let Some(ask) = &self.ask else { return false };
        if self.shared.at_work.swap(true, Ordering::AcqRel) {
            return false;
        }
        let taken = ask.try_send(Ask::Move).is_ok();
        if !taken {
            // Nobody will say that it ended.
            self.shared.at_work.store(false, Ordering::Release);
        }
        taken
    }

    /// Asks it to keep a head apart. False when it cannot take it, or there is none.
    pub(crate) fn keep(&self, head: SignedHead) -> bool {
        self.ask.as_ref().is_some_and(|ask| ask.try_send(Ask::Keep(head)).is_ok())
    }

    /// Waits until it is not moving, and keeps it from that.
    pub(crate) fn turn(&self) -> MutexGuard<'_, ()> {
        self.shared.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Mover {
    fn drop(&mut self) {
        self.ask = None;
        if let Some(thread) = self.thread.take() {
            // A panic of it moved nothing that it should not have.
            let _ = thread.join();
        }
    }
}

fn run(
    conn: &Connection,
    last_head: &LastHead,
    asked: &Receiver<Ask>,
    shared: &Shared,
    failed: &impl Fn(&dyn std::error::Error),
) {
    while let Ok(ask) = asked.recv() {
        if let Ask::Keep(head) = ask {
            if let Err(error) = last_head.keep(&head) {
                failed(&error);
                return;
            }
            continue;
        }
        let turn = shared.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let moved = conn
            .prepare_cached("PRAGMA wal_checkpoint(PASSIVE)")
            .and_then(|mut pragma| pragma.query_row([], |_| Ok(())));
        drop(turn);
        if let Err(error) = moved.as_ref()
            && !loses_nothing(error)
        {
            failed(error);
            return;
        }
        shared.at_work.store(false, Ordering::Release);
    }
}

/// Moving loses nothing when it finds the disk full or a reader at work: what it would move is safe where it
/// is. Any other error is the disk's.
pub(crate) fn loses_nothing(error: &rusqlite::Error) -> bool {
    use ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull};
    matches!(error.sqlite_error_code(), Some(DiskFull | DatabaseBusy | DatabaseLocked))
}

fn open(database: &Path) -> Result<Connection, rusqlite::Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(database, flags)?;
    prepare(&conn)?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "fullfsync", true)?;
    conn.pragma_update(None, "checkpoint_fullfsync", true)?;
    conn.pragma_update(None, "mmap_size", 0)?;
    conn.pragma_update(None, "wal_autocheckpoint", 0)?;
    // The writer closes last, and says whether the log is moved then.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(conn)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use tlog::{Hash, KeyUse, SigningKey, Tree};

    use super::*;
    use crate::directory::Store;
    use crate::head;

    /// Where heads filled the queue, the mover was never asked to move again.
    #[test]
    fn a_request_that_finds_the_queue_full_is_not_the_last_one() {
        let directory = tempfile::tempdir().unwrap();
        let key = SigningKey::new("log.example/1", KeyUse::Log, &[2; 32]).unwrap();
        drop(Store::create(directory.path(), [1; 32], &key).unwrap());
        let last_head = LastHead::of_file(directory.path().join(head::FILE)).unwrap();
        let last_head = Arc::new(last_head);
        let database = directory.path().join("canvass.db");
        let fails = |error: &dyn std::error::Error| panic!("{error}");
        let mover = Mover::start(&database, Arc::clone(&last_head), fails).unwrap();
        let tree = Tree { size: 1, root: Hash([1; 32]) };

        let turn = last_head.turn();
        // One that it works at, and as many as wait.
        let mut taken = 0;
        while taken <= ASKED_MAX {
            taken += usize::from(mover.keep(SignedHead::new(tree, &key)));
        }
        assert!(!mover.ask());
        drop(turn);
        let since = Instant::now();
        while !mover.ask() {
            assert!(since.elapsed() < Duration::from_secs(30), "it is never asked again");
            std::thread::yield_now();
        }
    }
}
