//! The data directory: `canvass.db` with SQLite's two files beside it, `log.key` and `canvass.lock`.
//!
//! Invariants:
//! 1. One [`Store`] at a time has a directory open; the lock is the operating system's and goes with
//!    the process, however it ends.
//! 2. A directory either holds a whole store or none: a new one is made under another name and
//!    renamed when it is on stable storage.
//! 3. What a crashed process left in the write-ahead log is moved into the database and synced
//!    before anything is read or written. After a failed fsync its pages may be in memory
//!    only, and building on them would lose what is acknowledged next.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use tlog::{SigningKey, VerifierKey};

use crate::error::Error;
use crate::log_key;
use crate::migration;
use crate::plans::Plans;
use crate::readers::Readers;
use crate::tree::Tlog;
use crate::writer::{State, Writer};

const DATABASE: &str = "canvass.db";
const UNFINISHED: &str = "canvass.db.new";
/// SQLite's file beside it; left from another attempt it would be rolled back into this one.
const UNFINISHED_JOURNAL: &str = "canvass.db.new-journal";
const LOCK: &str = "canvass.lock";

/// How long a connection waits for a program that is not this one, such as a backup.
pub(crate) const BUSY_WAIT: Duration = Duration::from_secs(5);
/// Prepared statements a connection keeps; more than this room has.
const STATEMENTS_KEPT: usize = 128;

/// An open data directory: one writer, several readers.
pub struct Store {
    // Dropped in this order: the writer's last checkpoint wants no reader, the lock goes last.
    pub(crate) readers: Readers,
    pub(crate) writer: Writer,
    pub(crate) plans: Arc<RwLock<Arc<Plans>>>,
    /// Held while a run is kept, as its rows come in portions.
    pub(crate) keeping_run: Mutex<()>,
    secret: [u8; 32],
    log_key: VerifierKey,
    _lock: Lock,
}

impl Store {
    /// Makes a store in `directory` and opens it. A missing directory is made, for its owner alone.
    /// `secret` are 32 random bytes, the installation's own; `key` signs the tlog, and its name is the
    /// tlog's origin.
    ///
    /// # Errors
    /// [`Error::AlreadyThere`], [`Error::InUse`], [`Error::Files`], [`Error::Database`].
    pub fn create(directory: &Path, secret: [u8; 32], key: &SigningKey) -> Result<Store, Error> {
        make_directory(directory).map_err(at(directory))?;
        let lock = lock(directory)?;
        let database = directory.join(DATABASE);
        if database.exists() {
            return Err(Error::AlreadyThere(directory.to_owned()));
        }
        let unfinished = directory.join(UNFINISHED);
        for left in [&unfinished, &directory.join(UNFINISHED_JOURNAL)] {
            if left.exists() {
                fs::remove_file(left).map_err(at(left))?;
            }
        }
        log_key::write(directory, key)?;
        write_new(&unfinished, &secret, &key.verifier())?;
        fs::rename(&unfinished, &database).map_err(at(&database))?;
        sync(directory)?;
        if let Some(parent) = directory.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            sync(parent)?;
        }
        open_locked(directory, lock)
    }

    /// Opens the store in `directory` and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::NotThere`], [`Error::InUse`]; [`Error::MigrationDiffers`], [`Error::Newer`],
    /// [`Error::TreeDiffers`] when the database is not what it must be; [`Error::Database`].
    pub fn open(directory: &Path) -> Result<Store, Error> {
        let database = directory.join(DATABASE);
        if !database.exists() {
            return Err(Error::NotThere(directory.to_owned()));
        }
        let lock = lock(directory)?;
        open_locked(directory, lock)
    }

    /// The key that checks what the tlog signs; its name is the tlog's origin.
    pub fn log_key(&self) -> &VerifierKey {
        &self.log_key
    }

    /// The installation's secret, as given when the store was made.
    pub fn secret(&self) -> &[u8; 32] {
        &self.secret
    }
}

/// The directory's lock, given back when dropped.
struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing is not enough where a child process, just forked, still has the file. An error
        // leaves the lock to the end of the process.
        let _ = self.0.unlock();
    }
}

fn make_directory(directory: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(directory)
}

fn lock(directory: &Path) -> Result<Lock, Error> {
    let path = directory.join(LOCK);
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(at(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(Error::InUse(directory.to_owned())),
        Err(TryLockError::Error(source)) => Err(Error::Files { path, source }),
    }
}

fn write_new(path: &Path, secret: &[u8; 32], key: &VerifierKey) -> Result<(), Error> {
    let mut conn = Connection::open(path)?;
    conn.pragma_update(None, "page_size", 8192)?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    migration::apply(&mut conn)?;
    conn.execute(
        "INSERT INTO setting (name, value) VALUES ('secret', ?1), ('log_key', ?2)",
        (secret, key.to_string().into_bytes()),
    )?;
    conn.close().map_err(|(_, error)| error)?;
    sync(path)
}

fn open_locked(directory: &Path, lock: Lock) -> Result<Store, Error> {
    let database = &directory.join(DATABASE);
    let mut conn = open_writer(database)?;
    migration::apply(&mut conn)?;
    let secret =
        conn.query_row("SELECT value FROM setting WHERE name = 'secret'", [], |row| row.get(0))?;
    let key = log_key::read(directory, &conn)?;
    let log_key = key.verifier();
    let tlog = Tlog::read(&conn)?;
    let plans = Arc::new(Plans::read(&conn)?);
    let shared = Arc::new(RwLock::new(Arc::clone(&plans)));
    let readers = Readers::new(database.to_owned());
    let writer = Writer::start(conn, State { tlog, plans }, key, Arc::clone(&shared))
        .map_err(at(database))?;
    let keeping_run = Mutex::new(());
    Ok(Store { readers, writer, plans: shared, keeping_run, secret, log_key, _lock: lock })
}

/// Settings of every connection.
pub(crate) fn prepare(conn: &Connection) -> Result<(), rusqlite::Error> {
    conn.busy_timeout(BUSY_WAIT)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "temp_store", "MEMORY")
}

/// Opens the database for reading alone.
pub(crate) fn open_reader(database: &Path) -> Result<Connection, rusqlite::Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(database, flags)?;
    prepare(&conn)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

/// Opens the database for writing, with nothing left in its write-ahead log.
pub(crate) fn open_writer(database: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(database, flags)?;
    prepare(&conn)?;
    let mode: String =
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(Error::FileSystem(database.to_owned()));
    }
    conn.pragma_update(None, "synchronous", "FULL")?;
    // Has a meaning on macOS alone, where a plain fsync does not reach the disk.
    conn.pragma_update(None, "fullfsync", true)?;
    conn.pragma_update(None, "checkpoint_fullfsync", true)?;
    conn.pragma_update(None, "secure_delete", true)?;
    conn.pragma_update(None, "cache_size", -65_536)?;
    conn.pragma_update(None, "mmap_size", 0)?;
    // The writer does it itself, since SQLite keeps errors of an automatic checkpoint to itself.
    conn.pragma_update(None, "wal_autocheckpoint", 0)?;
    let busy: bool = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    match busy {
        false => Ok(conn),
        true => Err(Error::InUse(database.to_owned())),
    }
}

pub(crate) fn sync(path: &Path) -> Result<(), Error> {
    File::open(path).and_then(|file| file.sync_all()).map_err(at(path))
}

pub(crate) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Files { path, source }
}
