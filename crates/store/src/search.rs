//! The search index: which words stand in which contribution, in a file beside the database.
//!
//! SQLite's FTS5 in its contentless form (`contentless_delete=1`), so no text is kept. The words of a
//! contribution come cut, masked and sorted by the alphabet ([`Cut`]); their order in the text is not kept
//! either, so no sentence can be had from the file. It is derived: whatever is wrong with it, it is made
//! anew from the database.
//!
//! Invariants:
//! 1. Everything is looked at in the order of the leaves, and the index knows up to which leaf; a change of
//!    standing has a leaf of its own, so nothing is missed.
//! 2. Where words are erased, their entries leave the index, and it is rewritten (`optimize`, with
//!    `secure_delete`), so that the file does not hold them either.
//! 3. The counts by part hold everything the index has looked at, as the run says that is in: what is taken in
//!    after a run was read in is looked up in that run.
//! 4. Whether somebody may read what was found is asked of the database, not of the index.
//!
//! Cost: about seven tenths of the bytes of the texts; `benches/search.rs` measures it.

mod columns;
mod question;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock};

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::contributions::Audience;
use crate::directory::Store;
use crate::error::Error;
use crate::tree;
use columns::{Assigned, Columns, NewColumn};

pub use columns::KINDS as SEARCH_KINDS;
pub use question::{Asked, Facet, Facets, Filter, Found, SEARCH_RANKED_MAX, SearchWord};

/// Its name in the data directory.
const FILE: &str = "canvass.search";
/// Files that SQLite keeps beside it.
const BESIDE: [&str; 2] = ["canvass.search-wal", "canvass.search-shm"];
/// Changes with the form of the file.
const FORMAT: &str = "canvass-search/1";
/// Contributions that are taken in at a time.
pub const SEARCH_PORTION: usize = 20_000;
/// Bytes of words that FTS5 gathers before it writes them.
const GATHERED_BYTES: i64 = 32 * 1024 * 1024;

/// How texts are cut into words: the store reads no language.
#[derive(Clone, Copy)]
pub struct Cut {
    /// Name and version; another one makes the index anew.
    pub name: &'static str,
    /// For each text its words in comparable form, sorted, with spaces between.
    pub words: fn(&[String]) -> Vec<String>,
}

/// The index of a store, with what is counted by part in memory (12 bytes a contribution).
pub struct SearchIndex {
    file: PathBuf,
    cut: Cut,
    writer: Mutex<Connection>,
    free: Mutex<Vec<Connection>>,
    columns: RwLock<Columns>,
}

impl Store {
    /// Whether there is an index.
    pub fn has_search_index(&self) -> bool {
        self.search_file().exists()
    }

    /// Opens the index, or makes an empty one where there is none, or one that does not belong to what the
    /// database holds. [`SearchIndex::catch_up`] fills it.
    ///
    /// # Errors
    /// [`Error::Database`] and [`Error::Files`].
    pub fn search_index(&self, cut: Cut) -> Result<SearchIndex, Error> {
        let file = self.search_file();
        let opened = match file.exists() {
            true => self.opened(&file, cut).unwrap_or(None),
            false => None,
        };
        let writer = match opened {
            Some(writer) => writer,
            None => {
                remove(&file)?;
                create(&file, cut)?
            }
        };
        let columns = RwLock::new(Columns::default());
        let index =
            SearchIndex { file, cut, writer: Mutex::new(writer), free: Mutex::default(), columns };
        index.load(self)?;
        Ok(index)
    }

    /// Removes the index; the next one is made from the database.
    ///
    /// # Errors
    /// [`Error::Files`].
    pub fn remove_search_index(&self) -> Result<(), Error> {
        remove(&self.search_file())
    }

    fn search_file(&self) -> PathBuf {
        self.readers.database().with_file_name(FILE)
    }

    /// The index that is there, if it is of this form and of this log.
    fn opened(&self, file: &Path, cut: Cut) -> Result<Option<Connection>, Error> {
        let conn = open(file, false)?;
        let (name, upto, root): (String, u64, Vec<u8>) =
            conn.query_row("SELECT form, upto, root FROM state", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        let of_this_log = upto <= self.tree()?.size && self.root_at(upto)? == root;
        Ok((name == form(cut) && of_this_log).then_some(conn))
    }

    fn root_at(&self, size: u64) -> Result<Vec<u8>, Error> {
        Ok(self.tree_at(size)?.root.to_string().into_bytes())
    }
}

impl SearchIndex {
    /// Takes in what came, and takes out what was erased, at most `portions` times [`SEARCH_PORTION`]
    /// contributions. Gives how many leaves it has yet to look at.
    ///
    /// # Errors
    /// [`Error::Database`]; the index is then as it was after the last portion.
    pub fn catch_up(&self, store: &Store, portions: usize) -> Result<u64, Error> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.load_run(store)?;
        for _ in 0..portions {
            let news = self.news(store)?;
            if news.from < news.upto {
                self.take_in(store, &writer, &news)?;
            }
            if news.upto == news.size {
                scrub(&writer)?;
                return Ok(0);
            }
        }
        Ok(store.tree()?.size - self.upto())
    }

    /// Leaves it has looked at.
    pub fn upto(&self) -> u64 {
        self.columns.read().unwrap_or_else(PoisonError::into_inner).upto
    }

    /// What is new: rows to add, and rows that stand otherwise than before.
    fn news(&self, store: &Store) -> Result<News, Error> {
        let (from, run) = {
            let columns = self.columns.read().unwrap_or_else(PoisonError::into_inner);
            (columns.upto, columns.run)
        };
        store.read(|conn| {
            let size = tree::head(conn)?.size;
            let rows = columns::rows(conn, from, size, SEARCH_PORTION)?;
            let upto = match rows.last() {
                Some(last) if rows.len() == SEARCH_PORTION => last.leaf + 1,
                _ => size,
            };
            let texts = texts(conn, &rows)?;
            let assigned = match run {
                Some(run) => columns::assigned(conn, run, &(from..upto))?,
                None => Vec::new(),
            };
            let changed = changed(conn, from, upto)?;
            Ok(News { from, upto, size, rows, texts, assigned, changed })
        })
    }

    fn take_in(&self, store: &Store, writer: &Connection, news: &News) -> Result<(), Error> {
        let words = (self.cut.words)(&news.texts);
        let root = store.root_at(news.upto)?;
        let gone = news.changed.iter().filter(|(_, standing)| *standing > 2);
        store.erase_vectors(&gone.map(|(leaf, _)| *leaf).collect::<Vec<_>>())?;
        let tx = writer.unchecked_transaction()?;
        {
            let mut insert =
                tx.prepare_cached("INSERT INTO words (rowid, body) VALUES (?1, ?2)")?;
            let kept = news.rows.iter().filter(|row| row.has_words());
            for (row, words) in kept.zip(&words) {
                insert.execute((row.leaf, words))?;
            }
            let mut remove = tx.prepare_cached("DELETE FROM words WHERE rowid = ?1")?;
            let gone = news.changed.iter().filter(|(_, standing)| *standing > 2);
            for (leaf, _) in gone {
                remove.execute([leaf])?;
                tx.execute("UPDATE state SET erased = 1", [])?;
            }
            tx.execute("UPDATE state SET upto = ?1, root = ?2", (news.upto, root))?;
        }
        tx.commit()?;
        let mut columns = self.columns.write().unwrap_or_else(PoisonError::into_inner);
        columns.add(&news.rows);
        columns.assign(news.from, &news.assigned);
        for (leaf, standing) in &news.changed {
            columns.restand(*leaf, *standing);
        }
        columns.upto = news.upto;
        Ok(())
    }

    /// Reads what is counted by part, up to where the file is.
    fn load(&self, store: &Store) -> Result<(), Error> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let upto: u64 = writer.query_row("SELECT upto FROM state", [], |row| row.get(0))?;
        let mut columns = Columns::default();
        store.read(|conn| {
            columns.add(&columns::rows(conn, 0, upto, usize::MAX)?);
            Ok(())
        })?;
        // What changed since the file was written is told by later leaves; a row loaded now may stand as
        // it will only then, which hides more and never less.
        columns.upto = upto;
        *self.columns.write().unwrap_or_else(PoisonError::into_inner) = columns;
        self.load_run(store)
    }

    /// Reads where the latest run put each contribution looked at, when that run is new.
    fn load_run(&self, store: &Store) -> Result<(), Error> {
        let run = store.latest_run_number()?;
        let upto = {
            let columns = self.columns.read().unwrap_or_else(PoisonError::into_inner);
            if columns.run == run {
                return Ok(());
            }
            columns.upto
        };
        let Some(number) = run else { return Ok(()) };
        let assigned = store.read(|conn| columns::assigned(conn, number, &(0..upto)))?;
        let mut columns = self.columns.write().unwrap_or_else(PoisonError::into_inner);
        columns.assign(0, &assigned);
        columns.run = run;
        Ok(())
    }

    /// What matches, for whom it is asked, with counts by part.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn find(&self, asked: &Asked, audience: Audience) -> Result<Found, Error> {
        let columns = self.columns.read().unwrap_or_else(PoisonError::into_inner);
        let conn = self.take_reader()?;
        let found = question::find(&conn, &columns, asked, audience);
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
        found
    }

    fn take_reader(&self) -> Result<Connection, Error> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Ok(match free {
            Some(conn) => conn,
            None => open(&self.file, true)?,
        })
    }
}

/// What the index has yet to look at.
struct News {
    from: u64,
    upto: u64,
    size: u64,
    rows: Vec<NewColumn>,
    /// Of the rows that have words, in order.
    texts: Vec<String>,
    /// Where the run that is in put them.
    assigned: Vec<Assigned>,
    /// Contributions taken in before that stand otherwise since, with their standing's code.
    changed: Vec<(u64, u8)>,
}

fn texts(conn: &Connection, rows: &[NewColumn]) -> Result<Vec<String>, Error> {
    let mut text = conn.prepare_cached("SELECT text FROM words WHERE leaf = ?1")?;
    let kept = rows.iter().filter(|row| row.has_words());
    kept.map(|row| {
        let bytes: Vec<u8> = text.query_row([row.leaf], |row| row.get(0))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    })
    .collect()
}

fn changed(conn: &Connection, from: u64, upto: u64) -> Result<Vec<(u64, u8)>, Error> {
    let mut rows = conn.prepare_cached(
        "SELECT leaf, standing FROM contribution WHERE leaf < ?1 AND leaf IN
            (SELECT about FROM document WHERE leaf >= ?1 AND leaf < ?2 AND about IS NOT NULL
             UNION SELECT replaces FROM contribution
             WHERE leaf >= ?1 AND leaf < ?2 AND replaces IS NOT NULL)",
    )?;
    let rows = rows.query_map((from, upto), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Rewrites the index where something was taken out of it since.
fn scrub(conn: &Connection) -> Result<(), Error> {
    let erased: bool = conn.query_row("SELECT erased FROM state", [], |row| row.get(0))?;
    if erased {
        conn.execute("INSERT INTO words (words) VALUES ('optimize')", [])?;
        conn.execute("UPDATE state SET erased = 0", [])?;
        let busy =
            conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        busy.optional()?;
    }
    Ok(())
}

fn form(cut: Cut) -> String {
    format!("{FORMAT} {}", cut.name)
}

fn create(file: &Path, cut: Cut) -> Result<Connection, Error> {
    let conn = open(file, false)?;
    conn.execute_batch(
        "CREATE TABLE state (form TEXT NOT NULL, upto INTEGER NOT NULL, root BLOB NOT NULL,
            erased INTEGER NOT NULL) STRICT;
         CREATE VIRTUAL TABLE words USING fts5 (body, content = '', contentless_delete = 1,
            tokenize = 'porter ascii')",
    )?;
    conn.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?1)", [GATHERED_BYTES])?;
    let root = tlog::Edge::new().tree().root.to_string().into_bytes();
    conn.execute("INSERT INTO state VALUES (?1, 0, ?2, 0)", (form(cut), root))?;
    Ok(conn)
}

fn open(file: &Path, reader: bool) -> Result<Connection, Error> {
    let flags = match reader {
        true => OpenFlags::SQLITE_OPEN_READ_ONLY,
        false => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    };
    let conn = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(crate::directory::BUSY_WAIT)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.pragma_update(None, "cache_size", -65_536)?;
    if !reader {
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        // A derived file: what a power cut takes is made again.
        conn.pragma_update(None, "synchronous", "NORMAL")?;
        conn.pragma_update(None, "secure_delete", true)?;
    }
    Ok(conn)
}

fn remove(file: &Path) -> Result<(), Error> {
    let beside = BESIDE.map(|name| file.with_file_name(name));
    for path in [file.to_owned()].into_iter().chain(beside).filter(|path| path.exists()) {
        fs::remove_file(&path).map_err(|source| Error::Files { path, source })?;
    }
    Ok(())
}
