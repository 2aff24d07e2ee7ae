//! The head signed last, kept apart from the database.
//!
//! A backup of the database that is put back holds fewer leaves than were signed. Appending to it would
//! make a second history under the same name, and every receipt given since the backup would speak
//! against it. So the head is written to a file of its own, and a start compares: the database must
//! hold that very head, or it is refused ([`Error::Behind`]).
//!
//! The file is the signed checkpoint. It is replaced whole (a new file, synced, renamed, the folder
//! synced) at most once a second, always after its batch is committed; so it can be behind the
//! database by a second, and is never ahead of it. What is published as the newest checkpoint is this one
//! ([`Store::checkpoint_to_publish`]), so nobody outside has been shown one that a start would not ask
//! for. A file in the data directory finds a database put back alone; on another disk it finds the
//! whole directory put back ([`Store::create_with_head_at`]).

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tlog::{Checkpoint, Note, SigningKey, Tree};

use crate::directory::{Store, at};
use crate::error::Error;
use crate::tree;

/// The file's name where nothing else is asked for.
pub(crate) const FILE: &str = "canvass.head";
/// The file is replaced at most this often.
pub(crate) const EVERY: Duration = Duration::from_secs(1);

impl Store {
    /// The newest checkpoint that is kept apart too: the one to publish. Up to a second old; `None` before
    /// the first.
    pub fn checkpoint_to_publish(&self) -> Result<Option<Note>, Error> {
        self.checkpoint_at(self.kept_apart.load(Ordering::Acquire))
    }
}

/// The file, as the writer and the mover keep it.
pub(crate) struct LastHead {
    path: PathBuf,
    size: Arc<AtomicU64>,
    /// Held by whoever replaces the file.
    turn: Mutex<()>,
}

/// A committed tree with its signed checkpoint.
pub(crate) struct SignedHead {
    tree: Tree,
    note: Note,
}

impl SignedHead {
    /// Signs a tree that is committed. The signature is the one in the database: the same key and text give
    /// the same bytes.
    pub(crate) fn new(tree: Tree, key: &SigningKey) -> SignedHead {
        SignedHead { tree, note: Checkpoint::sign(tree, key) }
    }
}

impl LastHead {
    /// The file of a store that is being opened.
    pub(crate) fn of_file(path: PathBuf) -> Result<LastHead, Error> {
        // Without a file there is one at once, as the store could not be opened otherwise.
        let size = match read(&path) {
            Ok(checkpoint) => checkpoint.tree.size,
            Err(Error::HeadMissing(_)) => 0,
            Err(error) => return Err(error),
        };
        Ok(LastHead { path, size: Arc::new(AtomicU64::new(size)), turn: Mutex::default() })
    }

    /// Keeps the head that a database ends with, be it newer or another. On a full disk an older head
    /// of the same log is let be.
    pub(crate) fn catch_up(&self, tree: Tree, key: &SigningKey) -> Result<(), Error> {
        let kept = match read(&self.path) {
            Ok(kept) if kept.tree == tree => return Ok(()),
            Ok(kept) => Some(kept),
            Err(_) => None,
        };
        match write(&self.path, tree, key) {
            Ok(()) => self.size.store(tree.size, Ordering::Release),
            Err(error) if is_full(&error) && kept.is_some_and(|kept| kept.origin == key.name()) => {
            }
            Err(error) => return Err(at(&self.path)(error)),
        }
        Ok(())
    }

    /// Size of the head that was kept apart last.
    pub(crate) fn size(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.size)
    }

    /// Waits until nobody replaces the file, and keeps everybody from it.
    pub(crate) fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn is_behind(&self, size: u64) -> bool {
        self.size.load(Ordering::Relaxed) < size
    }

    /// Keeps a committed head, if it is newer. On a full disk the file keeps the older one: a start asks for
    /// less then.
    pub(crate) fn keep(&self, head: &SignedHead) -> io::Result<()> {
        let _turn = self.turn();
        if !self.is_behind(head.tree.size) {
            return Ok(());
        }
        match replace(&self.path, &head.note) {
            Ok(()) => self.size.store(head.tree.size, Ordering::Release),
            Err(error) if is_full(&error) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

/// Puts a head in the file's place.
pub(crate) fn write(path: &Path, tree: Tree, key: &SigningKey) -> io::Result<()> {
    replace(path, &SignedHead::new(tree, key).note)
}

fn replace(path: &Path, note: &Note) -> io::Result<()> {
    let new = path.with_extension("head.new");
    let mut file = File::create(&new)?;
    file.write_all(note.to_string().as_bytes())?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    match path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => File::open(parent)?.sync_all(),
        None => File::open(".")?.sync_all(),
    }
}

/// What the file says of a database.
pub(crate) enum Found {
    /// The database holds that head.
    Held,
    /// The database has fewer leaves, or others.
    Lost(Checkpoint),
}

/// Compares the file with the database. Without a file nothing can be said, so that is an error.
pub(crate) fn compare(path: &Path, conn: &Connection) -> Result<Found, Error> {
    let checkpoint = read(path)?;
    Ok(match tree::head_at(conn, checkpoint.tree.size)? == Some(checkpoint.tree) {
        true => Found::Held,
        false => Found::Lost(checkpoint),
    })
}

/// Whether a write failed for want of room alone.
fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

fn read(path: &Path) -> Result<Checkpoint, Error> {
    match fs::read_to_string(path) {
        Ok(note) => Ok(Checkpoint::read(Note::read(&note)?.text())?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(Error::HeadMissing(path.to_owned()))
        }
        Err(error) => Err(at(path)(error)),
    }
}
