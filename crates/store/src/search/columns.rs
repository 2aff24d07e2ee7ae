//! What is counted by part, in memory: for each contribution its round, channel, constituency, language,
//! theme and kind as small numbers.
//!
//! 3 million contributions take under 50 MB, and a count over all of them some milliseconds.

use std::collections::HashMap;
use std::ops::Range;

use consultation::UNDETERMINED;
use findings::ThemeId;
use rusqlite::Connection;

use crate::error::Error;
use crate::standing::ChannelCode;

/// Parts by which contributions are counted.
pub(super) const FACETS: usize = 6;

/// The places of the parts in a row.
pub(super) const ROUND: usize = 0;
pub(super) const CHANNEL: usize = 1;
pub(super) const CONSTITUENCY: usize = 2;
pub(super) const LANGUAGE: usize = 3;
pub(super) const THEME: usize = 4;
pub(super) const KIND: usize = 5;

/// Kinds: words of one's own, words that others sent too, an answer to somebody.
pub const KINDS: [&str; 3] = ["own-words", "shared-words", "reply"];

/// A contribution as it is read from the database.
pub(super) struct NewColumn {
    pub(super) leaf: u64,
    standing: u8,
    round: String,
    channel: &'static str,
    constituency: String,
    language: Option<String>,
    reply: bool,
}

impl NewColumn {
    pub(super) fn has_words(&self) -> bool {
        self.standing <= 2
    }
}

/// Where a run put a contribution.
pub(super) struct Assigned {
    leaf: u64,
    theme: Option<ThemeId>,
    language: String,
    shared: bool,
}

/// Reads at most `most` contributions with a leaf in `from..upto`, ascending.
pub(super) fn rows(
    conn: &Connection,
    from: u64,
    upto: u64,
    most: usize,
) -> Result<Vec<NewColumn>, Error> {
    let mut rows = conn.prepare_cached(
        "SELECT c.leaf, c.standing, r.id, c.channel, c.constituency, c.language,
                c.reply_to IS NOT NULL
         FROM contribution c JOIN round r ON r.opening = c.round
         WHERE c.leaf >= ?1 AND c.leaf < ?2 ORDER BY c.leaf LIMIT ?3",
    )?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = rows.query_map((from, upto, most), |row| {
        let ChannelCode(channel) = row.get(3)?;
        Ok(NewColumn {
            leaf: row.get(0)?,
            standing: row.get(1)?,
            round: row.get(2)?,
            channel: channel.as_str(),
            constituency: row.get(4)?,
            language: row.get(5)?,
            reply: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Where a run put each contribution with a leaf in `leaves`, ascending.
pub(super) fn assigned(
    conn: &Connection,
    run: u64,
    leaves: &Range<u64>,
) -> Result<Vec<Assigned>, Error> {
    let mut rows = conn.prepare_cached(
        "SELECT contribution, theme, language, duplicate IS NOT NULL FROM assignment
         WHERE run = ?1 AND contribution >= ?2 AND contribution < ?3 ORDER BY contribution",
    )?;
    let rows = rows.query_map((run, leaves.start, leaves.end), |row| {
        Ok(Assigned {
            leaf: row.get(0)?,
            theme: row.get::<_, Option<String>>(1)?.map(ThemeId),
            language: row.get(2)?,
            shared: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The words of one part, numbered from 0, which is none.
pub(super) struct Names {
    names: Vec<String>,
    number: HashMap<String, u16>,
}

impl Default for Names {
    fn default() -> Self {
        Names { names: vec![String::new()], number: HashMap::from([(String::new(), 0)]) }
    }
}

impl Names {
    /// The number of a word; 0 beyond 65,535 of them.
    fn take(&mut self, name: &str) -> u16 {
        if let Some(number) = self.number.get(name) {
            return *number;
        }
        let Ok(next) = u16::try_from(self.names.len()) else { return 0 };
        self.names.push(name.to_owned());
        self.number.insert(name.to_owned(), next);
        next
    }

    /// The number of a word that occurs.
    pub(super) fn find(&self, name: &str) -> Option<u16> {
        self.number.get(name).copied()
    }

    /// The word.
    pub(super) fn name(&self, number: usize) -> &str {
        &self.names[number]
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }
}

/// Contributions in the order of their leaves.
#[derive(Default)]
pub(super) struct Columns {
    /// Leaves looked at.
    pub(super) upto: u64,
    /// The run whose themes are in.
    pub(super) run: Option<u64>,
    pub(super) leaf: Vec<u32>,
    pub(super) standing: Vec<u8>,
    pub(super) part: [Vec<u16>; FACETS],
    pub(super) names: [Names; FACETS],
}

impl Columns {
    pub(super) fn add(&mut self, rows: &[NewColumn]) {
        for row in rows {
            // Leaves fit 32 bits (`tlog::Error::Full`).
            self.leaf.push(u32::try_from(row.leaf).unwrap_or(u32::MAX));
            self.standing.push(row.standing);
            let language = row.language.as_deref().unwrap_or(UNDETERMINED);
            let kind = if row.reply { KINDS[2] } else { KINDS[0] };
            let words = [&row.round, row.channel, &row.constituency, language, "", kind];
            for (part, word) in words.into_iter().enumerate() {
                let number = self.names[part].take(word);
                self.part[part].push(number);
            }
        }
    }

    pub(super) fn restand(&mut self, leaf: u64, standing: u8) {
        if let Some(at) = self.position(leaf) {
            self.standing[at] = standing;
        }
    }

    /// Takes in where a run put the contributions from the leaf `from` on; those it has not seen keep what
    /// they state.
    pub(super) fn assign(&mut self, from: u64, assigned: &[Assigned]) {
        let mut at = self.leaf.partition_point(|leaf| u64::from(*leaf) < from);
        self.part[THEME][at..].fill(0);
        let reply = self.names[KIND].take(KINDS[2]);
        for row in assigned {
            while self.leaf.get(at).is_some_and(|leaf| u64::from(*leaf) < row.leaf) {
                at += 1;
            }
            if self.leaf.get(at).is_none_or(|leaf| u64::from(*leaf) != row.leaf) {
                continue;
            }
            let theme = row.theme.as_ref().map_or("", ThemeId::as_str);
            self.part[THEME][at] = self.names[THEME].take(theme);
            self.part[LANGUAGE][at] = self.names[LANGUAGE].take(&row.language);
            if self.part[KIND][at] != reply {
                self.part[KIND][at] = self.names[KIND].take(KINDS[usize::from(row.shared)]);
            }
        }
    }

    pub(super) fn position(&self, leaf: u64) -> Option<usize> {
        let leaf = u32::try_from(leaf).ok()?;
        self.leaf.binary_search(&leaf).ok()
    }
}
