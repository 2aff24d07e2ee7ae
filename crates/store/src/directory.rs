//! The data directory: `canvass.db` with SQLite's two files beside it, `log.key`, `canvass.head` (the head
//! signed last), `canvass.reserve` (room put by for a full disk) and `canvass.lock`.
//!
//! Invariants:
//! 1. One [`Store`] at a time has a directory open; the lock is the operating system's and goes with
//!    the process, however it ends.
//! 2. A directory either holds a whole store or none: a new one is made under another name and
//!    renamed when it is on stable storage.
//! 3. What a crashed process left in the write-ahead log is moved into the database and synced
//!    before anything is read or written. After a failed fsync its pages may be in memory
//!    only, and building on them would lose what is acknowledged next.
//! 4. A database that lacks the head signed last is not opened: a log that went on from there would be
//!    another one under the same name. [`Store::recover`] goes on under another name, and says so in
//!    the log.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use consultation::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::types::FromSql;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};
use tlog::{Checkpoint, SigningKey, Tree, VerifierKey};

use crate::error::{Error, Failure};
use crate::head::{self, Found, LastHead};
use crate::log_key;
use crate::migration;
use crate::plans::{OwnPlans, Plans};
use crate::readers::Readers;
use crate::recent::Recent;
use crate::reserve::{self, Reserve};
use crate::tree::Tlog;
use crate::writer::{self, Start, Writer, Writing};

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
    /// Size of the head that is kept apart.
    pub(crate) kept_apart: Arc<AtomicU64>,
    pub(crate) recent: Arc<Recent>,
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
        Store::create_with_head_at(directory, secret, key, None)
    }

    /// The same with the head signed last kept elsewhere, best on another disk: then putting back the whole
    /// directory from a backup is noticed too.
    ///
    /// # Errors
    /// As [`Store::create`]; [`Error::NoText`].
    pub fn create_with_head_at(
        directory: &Path,
        secret: [u8; 32],
        key: &SigningKey,
        head_file: Option<&Path>,
    ) -> Result<Store, Error> {
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
        write_new(&unfinished, &secret, &key.verifier(), head_file)?;
        // Before the database has its name: a database without it would be refused.
        let head_file = head_file.map_or_else(|| directory.join(head::FILE), Path::to_owned);
        head::write(&head_file, tlog::Edge::new().tree(), key).map_err(at(&head_file))?;
        fs::rename(&unfinished, &database).map_err(at(&database))?;
        sync(directory)?;
        if let Some(parent) = directory.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            sync(parent)?;
        }
        Opening::new(directory)?.finish(lock)
    }

    /// Opens the store in `directory` and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::NotThere`], [`Error::InUse`]; [`Error::MigrationDiffers`], [`Error::Newer`],
    /// [`Error::TreeDiffers`] when the database is not what it must be; [`Error::Behind`] and
    /// [`Error::HeadMissing`] when it lacks what was signed last, or that cannot be told;
    /// [`Error::Database`].
    pub fn open(directory: &Path) -> Result<Store, Error> {
        let lock = lock_existing(directory)?;
        let opening = Opening::new(directory)?;
        match head::compare(&opening.head_file, &opening.conn)? {
            Found::Held => opening.finish(lock),
            Found::Lost(lost) => {
                Err(Error::Behind { signed: lost.tree.size, held: opening.tlog.size() })
            }
        }
    }

    /// Opens the store although its database lacks what was signed last, after a backup was put back.
    ///
    /// The log goes on under the key that `begin` gives, whose name must be another, with the document
    /// that `begin` gives, and may sign with the former key, as its first leaf: so what was lost and what is held are public, and receipts for
    /// lost leaves are known as such. A store that lacks nothing is opened as it is.
    ///
    /// # Errors
    /// As [`Store::open`], but for [`Error::Behind`] and [`Error::HeadMissing`]; whatever `begin` returns.
    pub fn recover(
        directory: &Path,
        now: Timestamp,
        begin: impl FnOnce(&Lost, &SigningKey) -> Result<(SigningKey, Vec<u8>), Error>,
    ) -> Result<Store, Error> {
        let lock = lock_existing(directory)?;
        let mut opening = Opening::new(directory)?;
        let signed = match head::compare(&opening.head_file, &opening.conn) {
            Ok(Found::Held) => return opening.finish(lock),
            Ok(Found::Lost(lost)) => Some(lost),
            Err(Error::HeadMissing(_)) => None,
            Err(error) => return Err(error),
        };
        let lost = Lost { key: opening.key.verifier(), signed, held: opening.tlog.tree() };
        let (key, body) = begin(&lost, &opening.key)?;
        opening.go_on_under(key, now, &body)?;
        opening.finish(lock)
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

/// A database that lacks what was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The key that signed until now.
    pub key: VerifierKey,
    /// What was signed last; `None` where the file that said so is lost too.
    pub signed: Option<Checkpoint>,
    /// The tree that is there.
    pub held: Tree,
}

/// A store on the way to being open.
struct Opening {
    directory: PathBuf,
    conn: Connection,
    tlog: Tlog,
    secret: [u8; 32],
    key: SigningKey,
    head_file: PathBuf,
}

impl Opening {
    fn new(directory: &Path) -> Result<Opening, Error> {
        let database = directory.join(DATABASE);
        let mut conn = match open_writer(&database) {
            // What a process left in the write-ahead log wants room in the database.
            Err(Error::Database(error)) if is_full(&error) => {
                reserve::give_up(directory);
                open_writer(&database)?
            }
            opened => opened?,
        };
        migration::apply(&mut conn)?;
        let secret = setting(&conn, "secret")?.ok_or(Error::Unreadable { what: "no secret" })?;
        let elsewhere: Option<Vec<u8>> = setting(&conn, "head_file")?;
        let head_file = match elsewhere.map(String::from_utf8) {
            None => directory.join(head::FILE),
            Some(Ok(path)) => path.into(),
            Some(Err(_)) => return Err(Error::Unreadable { what: "a path" }),
        };
        let key = log_key::read(directory, &conn)?;
        let tlog = Tlog::read(&conn)?;
        Ok(Opening { directory: directory.to_owned(), conn, tlog, secret, key, head_file })
    }

    fn go_on_under(&mut self, key: SigningKey, now: Timestamp, body: &[u8]) -> Result<(), Error> {
        log_key::prepare(&self.directory, &key)?;
        let mut plans = OwnPlans::of(Plans::read(&self.conn)?);
        let tlog = self.tlog.clone();
        let changed = writer::change_key(&self.conn, tlog, &mut plans, &key, now, body);
        self.tlog = changed.map_err(|failure| match failure {
            Failure::Database(error) => Error::Database(error),
            Failure::Refused(_) => Error::Tree(tlog::Error::Full),
        })?;
        self.key = key;
        log_key::put_in_place(&self.directory)
    }

    fn finish(self, lock: Lock) -> Result<Store, Error> {
        let Opening { directory, conn, tlog, secret, key, head_file } = self;
        let database = directory.join(DATABASE);
        let plans = OwnPlans::of(Plans::read(&conn)?);
        let shared = plans.shared();
        let reserve = Reserve::hold(&directory);
        let last_head = LastHead::of_file(head_file)?;
        // A crash within a second of a batch leaves the file behind. On a full disk it stays so.
        last_head.catch_up(tlog.tree(), &key)?;
        let (kept_apart, recent) = (last_head.size(), Arc::new(Recent::default()));
        let log_key = key.verifier();
        let writing = Writing::new(Start {
            conn,
            database: database.clone(),
            tlog,
            key,
            plans,
            last_head,
            recent: Arc::clone(&recent),
            reserve,
        })?;
        Ok(Store {
            readers: Readers::new(database.clone()),
            writer: Writer::start(writing, at(&database))?,
            plans: shared,
            keeping_run: Mutex::new(()),
            kept_apart,
            recent,
            secret,
            log_key,
            _lock: lock,
        })
    }
}

fn is_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DiskFull)
}

fn setting<T: FromSql>(conn: &Connection, name: &str) -> Result<Option<T>, rusqlite::Error> {
    conn.query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get(0)).optional()
}

fn lock_existing(directory: &Path) -> Result<Lock, Error> {
    if !directory.join(DATABASE).exists() {
        return Err(Error::NotThere(directory.to_owned()));
    }
    lock(directory)
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

fn write_new(
    path: &Path,
    secret: &[u8; 32],
    key: &VerifierKey,
    head_file: Option<&Path>,
) -> Result<(), Error> {
    let mut conn = Connection::open(path)?;
    conn.pragma_update(None, "page_size", 8192)?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    migration::apply(&mut conn)?;
    conn.execute(
        "INSERT INTO setting (name, value) VALUES ('secret', ?1), ('log_key', ?2)",
        (secret, key.to_string().into_bytes()),
    )?;
    if let Some(file) = head_file {
        let file = std::path::absolute(file).map_err(at(file))?;
        let name = file.to_str().ok_or_else(|| Error::NoText(file.clone()))?;
        conn.execute(
            "INSERT INTO setting (name, value) VALUES ('head_file', ?1)",
            [name.as_bytes()],
        )?;
    }
    conn.close().map_err(|(_, error)| error)?;
    sync(path)
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
