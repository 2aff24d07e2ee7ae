//! The transparency log: leaves, complete nodes and heads, appended by the writer and read for proofs.
//!
//! A row of `leaf` holds the entry and the complete nodes that end with it, the leaf's own hash first.
//! So appending is one row, and the node at (level, n) is 32 bytes of the row of the last leaf under
//! it: ((n + 1) << level) − 1.
//!
//! A receipt proves against the head of its own batch, and is asked for at once: what it is made of is kept in
//! memory for a while (`recent.rs`).

use std::ops::Range;

use consultation::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use tlog::{Checkpoint, Edge, Entry, Hash, Note, Position, SigningKey, Tree, VerifierKey};

use crate::directory::Store;
use crate::error::{Error, Failure};
use crate::recent::Grown;

/// Entries given at once; a reader asks again for more.
pub const ENTRIES_MAX: u64 = 100_000;

/// Where the tlog stands while a batch is written.
#[derive(Clone, Debug)]
pub(crate) struct Tlog {
    edge: Edge,
    minute: u32,
}

impl Tlog {
    /// Reads where the tlog stands, and checks that the leaves lead to the last head.
    pub(crate) fn read(conn: &Connection) -> Result<Tlog, Error> {
        let leaves: u64 =
            conn.query_row("SELECT coalesce(max(number) + 1, 0) FROM leaf", [], |row| row.get(0))?;
        let edge = Edge::rebuild(leaves, |at| node(conn, at))?;
        if edge.tree() != head(conn)? {
            return Err(Error::TreeDiffers);
        }
        let minute = match leaves.checked_sub(1) {
            Some(last) => entry(conn, last)?.minute,
            None => 0,
        };
        Ok(Tlog { edge, minute })
    }

    pub(crate) fn size(&self) -> u64 {
        self.edge.size()
    }

    /// Where the nodes of the batch to come begin.
    pub(crate) fn grown(&self) -> Grown {
        Grown::after(&self.edge)
    }

    /// Has heads from now on checked with another key, and those until now with the former.
    pub(crate) fn change_key(
        &self,
        conn: &Connection,
        key: &SigningKey,
    ) -> Result<(), rusqlite::Error> {
        conn.prepare_cached(
            "INSERT OR REPLACE INTO former_log_key (until, key)
             SELECT ?1, value FROM setting WHERE name = 'log_key'",
        )?
        .execute([self.size()])?;
        conn.prepare_cached("UPDATE setting SET value = ?1 WHERE name = 'log_key'")?
            .execute([key.verifier().to_string().into_bytes()])?;
        Ok(())
    }

    pub(crate) fn tree(&self) -> Tree {
        self.edge.tree()
    }

    pub(crate) fn minute(&self) -> u32 {
        self.minute
    }

    /// The tlog's minute goes to `now`, unless that is in the past.
    pub(crate) fn advance(&mut self, now: Timestamp) {
        self.minute = self.minute.max(now.minute());
    }

    /// Appends an entry, its minute being the tlog's, and gives it with its index.
    pub(crate) fn append(
        &mut self,
        conn: &Connection,
        entry: Entry,
        grown: &mut Grown,
    ) -> Result<(u64, Entry), Failure> {
        let index = self.edge.size();
        let entry = Entry { minute: self.minute, ..entry };
        let bytes = entry.encode()?;
        let complete = self.edge.append(tlog::leaf_hash(&bytes))?;
        complete.iter().for_each(|node| grown.push(node.at, node.hash));
        let nodes: Vec<u8> = complete.iter().flat_map(|node| node.hash.0).collect();
        conn.prepare_cached("INSERT INTO leaf (number, entry, nodes) VALUES (?1, ?2, ?3)")?
            .execute((index, bytes, nodes))?;
        Ok((index, entry))
    }

    /// Signs the tree as the head of a batch, keeps it and gives the signature. Nobody has seen that unless
    /// the batch is committed.
    pub(crate) fn keep_head(
        &self,
        conn: &Connection,
        key: &SigningKey,
    ) -> Result<[u8; 64], rusqlite::Error> {
        let tree = self.tree();
        let checkpoint = Checkpoint { origin: key.name().to_owned(), tree };
        let signature = key.sign(checkpoint.text().as_bytes());
        conn.prepare_cached("INSERT INTO head (size, root, signature) VALUES (?1, ?2, ?3)")?
            .execute((tree.size, tree.root.0, signature))?;
        Ok(signature)
    }
}

impl Store {
    /// The tree as last committed.
    pub fn tree(&self) -> Result<Tree, Error> {
        self.read(head)
    }

    /// The last checkpoint, as it was signed with its batch. `None` before the first.
    pub fn checkpoint(&self) -> Result<Option<Note>, Error> {
        self.read(|conn| signed(conn, head(conn)?.size, self.log_key()))
    }

    /// The checkpoint that was signed when the tree had `size` leaves; `None` when no batch ended there.
    pub fn checkpoint_at(&self, size: u64) -> Result<Option<Note>, Error> {
        self.read(|conn| signed(conn, size, self.log_key()))
    }

    /// Leaves of the tree that the leaf at `index` was committed with: the first signed head that holds
    /// it. `None` when there is no such leaf.
    pub fn committed_with(&self, index: u64) -> Result<Option<u64>, Error> {
        self.read(|conn| Ok(head_of(conn, index)?.map(|tree| tree.size)))
    }

    /// The key that signed the head of `size` leaves.
    pub fn log_key_at(&self, size: u64) -> Result<VerifierKey, Error> {
        let former = self.read(|conn| former_key(conn, size))?;
        Ok(former.unwrap_or_else(|| self.log_key().clone()))
    }

    /// Every key that this log signs and has signed with, the first one first.
    pub fn log_keys(&self) -> Result<Vec<VerifierKey>, Error> {
        let former: Vec<Vec<u8>> = self.read(|conn| {
            let mut rows = conn.prepare_cached("SELECT key FROM former_log_key ORDER BY until")?;
            let rows = rows.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })?;
        let read = |key: Vec<u8>| {
            let text = String::from_utf8(key);
            Ok(text.map_err(|_| Error::Unreadable { what: "a former key" })?.parse()?)
        };
        let keys: Result<Vec<VerifierKey>, Error> = former.into_iter().map(read).collect();
        Ok(keys?.into_iter().chain([self.log_key().clone()]).collect())
    }

    /// The tree as it was at `size` leaves.
    ///
    /// # Errors
    /// [`Error::Tree`] when it never had as many.
    pub fn tree_at(&self, size: u64) -> Result<Tree, Error> {
        self.read(|conn| Ok(Edge::rebuild(size, |at| node(conn, at))?.tree()))
    }

    /// The entry at `index`.
    ///
    /// # Errors
    /// [`Error::Tree`] when there is none.
    pub fn entry(&self, index: u64) -> Result<Entry, Error> {
        self.read(|conn| entry(conn, index))
    }

    /// Entries as they were hashed, in order; at most [`ENTRIES_MAX`] of them, and only those there are.
    pub fn entries(&self, range: Range<u64>) -> Result<Vec<[u8; tlog::entry::LENGTH]>, Error> {
        let end = range.end.min(range.start.saturating_add(ENTRIES_MAX));
        self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT entry FROM leaf WHERE number >= ?1 AND number < ?2 ORDER BY number",
            )?;
            let rows = rows.query_map((range.start, end), |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The hash of the leaf at `index`.
    ///
    /// # Errors
    /// [`Error::Tree`] when there is none.
    pub fn leaf_hash(&self, index: u64) -> Result<Hash, Error> {
        self.node(Position { level: 0, index })
    }

    /// The hash of a complete subtree.
    ///
    /// # Errors
    /// [`Error::Tree`] when it is not complete.
    pub fn node(&self, at: Position) -> Result<Hash, Error> {
        self.read(|conn| node(conn, at))
    }

    /// The hashes of a tile, or with `entries` the bundle beside it; `None` when the tree has not as many
    /// leaves.
    pub fn tile(&self, tile: tlog::Tile, entries: bool) -> Result<Option<Vec<u8>>, Error> {
        let there = tile.leaves().is_some_and(|leaves| self.tree().is_ok_and(|t| leaves <= t.size));
        if !there {
            return Ok(None);
        }
        if entries {
            let first = tile.number * tlog::tile::WIDTH;
            let found = self.entries(first..first + tile.width)?;
            return Ok(Some(tlog::tile::bundle(&found)));
        }
        self.read(|conn| {
            let hashes: Result<Vec<Hash>, Error> =
                tile.positions().map(|at| node(conn, at)).collect();
            Ok(Some(hashes?.iter().flat_map(|hash| hash.0).collect()))
        })
    }

    /// Proof that leaf `index` is in the tree of `size` leaves.
    ///
    /// # Errors
    /// [`Error::Tree`] when there is no such leaf or no such tree.
    pub fn inclusion(&self, index: u64, size: u64) -> Result<Vec<Hash>, Error> {
        if let Some(path) = self.recent.inclusion(index, size) {
            return Ok(path);
        }
        self.read(|conn| tlog::inclusion(index, size, |at| node(conn, at)))
    }

    /// Proof that the tree of `newer` leaves only adds to the tree of `older` leaves.
    ///
    /// # Errors
    /// [`Error::Tree`] when `older` is above `newer`, or there is no such tree.
    pub fn consistency(&self, older: u64, newer: u64) -> Result<Vec<Hash>, Error> {
        self.read(|conn| tlog::consistency(older, newer, |at| node(conn, at)))
    }
}

/// The last head; that of no leaves before the first.
pub(crate) fn head(conn: &Connection) -> Result<Tree, Error> {
    let last = conn
        .prepare_cached("SELECT size, root FROM head ORDER BY size DESC LIMIT 1")?
        .query_row([], read_tree)
        .optional()?;
    Ok(last.unwrap_or_else(|| Edge::new().tree()))
}

/// The head of the batch that ended at `size` leaves; that of no leaves before the first.
pub(crate) fn head_at(conn: &Connection, size: u64) -> Result<Option<Tree>, rusqlite::Error> {
    if size == 0 {
        return Ok(Some(Edge::new().tree()));
    }
    conn.prepare_cached("SELECT size, root FROM head WHERE size = ?1")?
        .query_row([i64::try_from(size).unwrap_or(i64::MAX)], read_tree)
        .optional()
}

/// The note of a head that was signed at `size`.
fn signed(conn: &Connection, size: u64, key: &VerifierKey) -> Result<Option<Note>, Error> {
    let found: Option<([u8; 32], [u8; 64])> = conn
        .prepare_cached("SELECT root, signature FROM head WHERE size = ?1")?
        .query_row([i64::try_from(size).unwrap_or(i64::MAX)], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((root, signature)) = found else { return Ok(None) };
    let former = former_key(conn, size)?;
    let key = former.as_ref().unwrap_or(key);
    let tree = Tree { size, root: Hash(root) };
    let mut note = Note::new(Checkpoint { origin: key.name().to_owned(), tree }.text())?;
    note.add(key, signature.to_vec());
    Ok(Some(note))
}

/// The key of a head that was signed before the log's key changed.
pub(crate) fn former_key(conn: &Connection, size: u64) -> Result<Option<VerifierKey>, Error> {
    let key: Option<Vec<u8>> = conn
        .prepare_cached("SELECT key FROM former_log_key WHERE until >= ?1 ORDER BY until LIMIT 1")?
        .query_row([i64::try_from(size).unwrap_or(i64::MAX)], |row| row.get(0))
        .optional()?;
    let Some(key) = key else { return Ok(None) };
    let text = String::from_utf8(key).map_err(|_| Error::Unreadable { what: "a former key" })?;
    Ok(Some(text.parse()?))
}

/// The head of the batch that a leaf was committed with.
pub(crate) fn head_of(conn: &Connection, index: u64) -> Result<Option<Tree>, rusqlite::Error> {
    conn.prepare_cached("SELECT size, root FROM head WHERE size > ?1 ORDER BY size LIMIT 1")?
        .query_row([index], read_tree)
        .optional()
}

pub(crate) fn entry(conn: &Connection, index: u64) -> Result<Entry, Error> {
    let bytes: Option<[u8; tlog::entry::LENGTH]> = conn
        .prepare_cached("SELECT entry FROM leaf WHERE number = ?1")?
        .query_row([index], |row| row.get(0))
        .optional()?;
    match bytes {
        Some(bytes) => Ok(Entry::decode(&bytes)?),
        None => Err(tlog::Error::Outside { index, size: head(conn)?.size }.into()),
    }
}

pub(crate) fn node(conn: &Connection, at: Position) -> Result<Hash, Error> {
    let missing = || Error::Tree(tlog::Error::Missing(at));
    let end = at.index.checked_add(1).and_then(|next| next.checked_mul(1 << at.level.min(63)));
    let last = end.ok_or_else(missing)? - 1;
    let hash: Option<Vec<u8>> = conn
        .prepare_cached("SELECT substr(nodes, 32 * ?2 + 1, 32) FROM leaf WHERE number = ?1")?
        .query_row((last, at.level), |row| row.get(0))
        .optional()?;
    let hash = hash.and_then(|bytes| bytes.try_into().ok()).ok_or_else(missing)?;
    Ok(Hash(hash))
}

fn read_tree(row: &rusqlite::Row<'_>) -> Result<Tree, rusqlite::Error> {
    Ok(Tree { size: row.get(0)?, root: Hash(row.get(1)?) })
}
