//! The accounting identity: every leaf is published, withheld, erased or a system event.
//!
//! The tally is kept in the transaction that changes it, so reading it costs a few rows;
//! [`Store::check`](crate::Store::check) counts again from the leaves.

use std::collections::BTreeMap;

use consultation::RoundId;
use rusqlite::Connection;
use tlog::{Channel, Kind};

use crate::directory::Store;
use crate::error::Error;
use crate::standing::Standing;
use crate::tree;
use crate::writer::Place;

/// How every leaf of the tree stands, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Leaves of the tree.
    pub tree_size: u64,
    /// One row for each round, kind, channel and standing that occurs, in this order; none is 0.
    pub rows: Vec<Count>,
}

/// Leaves of one round, kind and channel that stand alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count {
    /// The round; `None` for documents that belong to none.
    pub round: Option<RoundId>,
    /// What they are.
    pub kind: Kind,
    /// How they arrived.
    pub channel: Channel,
    /// How they stand.
    pub standing: Standing,
    /// How many.
    pub count: u64,
}

impl Counts {
    /// Leaves of the rows that `which` holds for.
    pub fn sum(&self, which: impl Fn(&Count) -> bool) -> u64 {
        self.rows.iter().filter(|row| which(row)).map(|row| row.count).sum()
    }

    /// Contributions anyone may read, and votes as cast.
    pub fn published(&self) -> u64 {
        self.sum(|row| row.standing == Standing::Published)
    }

    /// Records that count and whose words are not shown, held ones among them.
    pub fn withheld(&self) -> u64 {
        self.sum(|row| matches!(row.standing, Standing::Held | Standing::Withheld(_)))
    }

    /// Records whose words are erased, replaced ones among them.
    pub fn erased(&self) -> u64 {
        self.sum(|row| matches!(row.standing, Standing::Erased(_) | Standing::Replaced))
    }

    /// Public documents.
    pub fn system_events(&self) -> u64 {
        self.sum(|row| row.standing == Standing::SystemEvent)
    }

    /// Leaves the four do not explain; 0, or the tally is wrong.
    pub fn unexplained(&self) -> i64 {
        let explained = self.published() + self.withheld() + self.erased() + self.system_events();
        self.tree_size as i64 - explained as i64
    }
}

impl Store {
    /// How every leaf stands, as of one committed state.
    pub fn counts(&self) -> Result<Counts, Error> {
        self.read(|conn| {
            let tree_size = tree::head(conn)?.size;
            let mut rows = conn.prepare_cached(
                "SELECT r.id, t.kind, t.channel, t.standing, t.reason, t.count
                 FROM tally t LEFT JOIN round r ON r.opening = t.round
                 WHERE t.count > 0",
            )?;
            let mut rows = rows.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let (kind, channel): (u8, u8) = (row.get(1)?, row.get(2)?);
                let count = read_codes(kind, channel, row.get(3)?, row.get(4)?)
                    .ok_or(Error::Unreadable { what: "a count" })?;
                found.push(Count {
                    round: row.get::<_, Option<String>>(0)?.map(RoundId),
                    count: row.get(5)?,
                    ..count
                });
            }
            found.sort();
            Ok(Counts { tree_size, rows: found })
        })
    }
}

fn read_codes(kind: u8, channel: u8, standing: u8, reason: u8) -> Option<Count> {
    Some(Count {
        round: None,
        kind: Kind::ALL.into_iter().find(|known| *known as u8 == kind)?,
        channel: Channel::ALL.into_iter().find(|known| *known as u8 == channel)?,
        standing: Standing::from_codes(standing, reason)?,
        count: 0,
    })
}

/// Adds the changes of a batch to the tally.
pub(crate) fn keep(conn: &Connection, changes: &[(Place, i64)]) -> Result<(), rusqlite::Error> {
    let mut sums: BTreeMap<Place, i64> = BTreeMap::new();
    for (place, change) in changes {
        *sums.entry(*place).or_default() += change;
    }
    let mut update = conn.prepare_cached(
        "UPDATE tally SET count = count + ?6
         WHERE round = ?1 AND kind = ?2 AND channel = ?3 AND standing = ?4 AND reason = ?5",
    )?;
    let mut insert = conn.prepare_cached(
        "INSERT INTO tally (round, kind, channel, standing, reason, count)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (place, change) in sums.into_iter().filter(|(_, change)| *change != 0) {
        let (standing, reason) = place.standing.codes();
        let round = place.round.map_or(-1, |opening| opening as i64);
        let row = (round, place.kind as u8, place.channel as u8, standing, reason, change);
        if update.execute(row)? == 0 {
            insert.execute(row)?;
        }
    }
    Ok(())
}
