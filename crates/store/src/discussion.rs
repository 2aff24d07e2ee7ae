//! Discussion: what contributions are about, and the replies to them, one level deep.

use consultation::{About, Discussed, Stance};
use plan::PlanId;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::contributions::{StoredContribution, read_stored, stored};
use crate::directory::Store;
use crate::error::{Error, Failure};

/// Contributions on one thing in one page at most.
pub const DISCUSSION_MAX: u32 = 200;

/// Replies to one contribution that are given at most; more are counted with it and not given.
pub const REPLIES_MAX: u32 = 500;

/// A contribution with the replies to it that anyone may read, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Discussion {
    /// The contribution.
    pub contribution: StoredContribution,
    /// Replies to it or to the words it took the place of.
    pub replies: Vec<StoredContribution>,
}

impl Store {
    /// Published contributions about one thing of a plan, oldest first: at most `limit` (and
    /// [`DISCUSSION_MAX`]) of those with a leaf of `from` or above, each with its published replies. One
    /// that may not be read stands among them while published replies to it do; its reader must look
    /// at its standing.
    pub fn discussion(
        &self,
        plan: &PlanId,
        about: &About,
        from: u64,
        limit: u32,
    ) -> Result<Vec<Discussion>, Error> {
        let from = i64::try_from(from).unwrap_or(i64::MAX);
        self.read(|conn| {
            let mut rows = conn.prepare_cached(concat!(
                stored!(),
                "WHERE d.about = ?1 AND c.leaf >= ?2 AND c.standing <> 4
                   AND (c.standing = 0 OR EXISTS (
                        WITH RECURSIVE said (leaf) AS (
                            SELECT c.leaf
                            UNION
                            SELECT x.replaces FROM contribution x JOIN said ON x.leaf = said.leaf
                            WHERE x.replaces IS NOT NULL
                        )
                        SELECT 1 FROM contribution r
                        WHERE r.standing = 0 AND r.reply_to IN (SELECT leaf FROM said)))
                   AND c.round IN (SELECT opening FROM round WHERE plan = ?3)
                 ORDER BY c.leaf LIMIT ?4"
            ))?;
            let wanted = (about.to_string(), from, plan.as_str(), limit.min(DISCUSSION_MAX));
            let found: Vec<StoredContribution> =
                rows.query_map(wanted, read_stored)?.collect::<Result<_, _>>()?;
            found
                .into_iter()
                .map(|contribution| {
                    let replies = replies(conn, contribution.index)?;
                    Ok(Discussion { contribution, replies })
                })
                .collect()
        })
    }

    /// What is discussed in a plan's rounds, with the published contributions on each.
    pub fn discussed(&self, plan: &PlanId) -> Result<Vec<(About, u64)>, Error> {
        self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT d.about, count(*) FROM discussion d JOIN contribution c USING (leaf)
                 WHERE d.about IS NOT NULL AND c.standing = 0
                   AND c.round IN (SELECT opening FROM round WHERE plan = ?1)
                 GROUP BY d.about",
            )?;
            let mut rows = rows.query([plan.as_str()])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push((read_about(row, 0)?, row.get(1)?));
            }
            found.sort();
            Ok(found)
        })
    }
}

/// Published replies to a contribution or to the words it took the place of.
fn replies(conn: &Connection, leaf: u64) -> Result<Vec<StoredContribution>, Error> {
    let mut rows = conn.prepare_cached(concat!(
        "WITH RECURSIVE said (leaf) AS (
            SELECT ?1
            UNION
            SELECT c.replaces FROM contribution c JOIN said ON c.leaf = said.leaf
            WHERE c.replaces IS NOT NULL
         ) ",
        stored!(),
        "WHERE c.standing = 0 AND c.reply_to IN (SELECT leaf FROM said) ORDER BY c.leaf LIMIT ?2"
    ))?;
    let rows = rows.query_map((leaf, REPLIES_MAX), read_stored)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps a contribution's place.
pub(crate) fn insert(conn: &Connection, leaf: u64, new: &Discussed) -> Result<(), Failure> {
    conn.prepare_cached(
        "INSERT INTO discussion (leaf, about, stance, sources) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((
        leaf,
        new.about.as_ref().map(About::to_string),
        code(new.stance),
        new.sources.join("\n").as_bytes(),
    ))?;
    Ok(())
}

/// The place of a contribution; `None` for one that was only sent to its round.
pub(crate) fn of(conn: &Connection, leaf: u64) -> Result<Option<Discussed>, Failure> {
    let mut rows =
        conn.prepare_cached("SELECT about, stance, sources FROM discussion WHERE leaf = ?1")?;
    Ok(rows.query_row([leaf], |row| read(row, 0)).optional()?.flatten())
}

/// The sources become zeros, for or against is gone; where it stood is kept, for the replies to it.
pub(crate) fn erase(conn: &Connection, leaf: u64) -> Result<(), Failure> {
    conn.prepare_cached(
        "UPDATE discussion SET stance = 0, sources = zeroblob(length(sources)) WHERE leaf = ?1",
    )?
    .execute([leaf])?;
    Ok(())
}

/// Reads about, stance and sources from three columns; `None` where there is no such row. Sources that
/// were erased are none.
pub(crate) fn read(row: &Row<'_>, first: usize) -> Result<Option<Discussed>, rusqlite::Error> {
    let Some(stance) = row.get::<_, Option<u8>>(first + 1)? else { return Ok(None) };
    let stance = Stance::ALL.into_iter().find(|known| code(*known) == stance);
    let stance = stance.ok_or(rusqlite::Error::IntegralValueOutOfRange(first + 1, 3))?;
    let about = match row.get::<_, Option<String>>(first)? {
        Some(_) => Some(read_about(row, first)?),
        None => None,
    };
    let sources: Vec<u8> = row.get(first + 2)?;
    let lines = String::from_utf8(sources).unwrap_or_default();
    let sources = lines.split('\n').filter(|line| !line.trim_matches('\0').is_empty());
    Ok(Some(Discussed { about, stance, sources: sources.map(str::to_owned).collect() }))
}

fn read_about(row: &Row<'_>, at: usize) -> Result<About, rusqlite::Error> {
    let words: String = row.get(at)?;
    words.parse().map_err(|_| {
        rusqlite::Error::InvalidColumnType(at, "about".to_owned(), rusqlite::types::Type::Text)
    })
}

fn code(stance: Stance) -> u8 {
    match stance {
        Stance::Neither => 0,
        Stance::For => 1,
        Stance::Against => 2,
    }
}
