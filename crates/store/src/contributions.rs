//! Contributions: kept, corrected, withdrawn; fetched by leaf, by code, in pages.
//!
//! Words and salt are in rows of their own that are only ever overwritten in place (`words` in the
//! schema says why). A correction is a contribution of its own that points at the one it replaces,
//! and takes over its code; so the code always opens the words that count.

use consultation::leaf::{contribution_attributes, contribution_text, discussed_attributes};
use consultation::{
    Channel, Constituency, Contribution, ContributionId, Discussed, Language, Moderation, Release,
    RoundId, Timestamp,
};
use rusqlite::{Connection, OptionalExtension, Row};
use tlog::{Entry, Kind, Part, PartHashes, Reason, Tier};

use crate::authors;
use crate::directory::Store;
use crate::discussion;
use crate::error::{Error, Failure, Refusal};
use crate::recent::Opened;
use crate::record::{NewContribution, NewCorrection, NewErasure, NewWithdrawal};
use crate::runs;
use crate::standing::{ChannelCode, Erasure, Standing, entry_channel, reason_of_erasure};
use crate::writer::{Batch, Place};

/// Contributions in one page at most.
pub const PAGE_MAX: u32 = 500;

/// A contribution as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredContribution {
    /// Its leaf.
    pub index: u64,
    /// The noun; its id is the index in digits, its text empty once erased.
    pub contribution: Contribution,
    /// How it stands.
    pub standing: Standing,
    /// Leaf of the one it took the place of.
    pub replaces: Option<u64>,
    /// Leaf of the one that took its place.
    pub replaced_by: Option<u64>,
}

/// What opens a contribution's leaf: its two compartments as they were sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The salt of the words.
    pub salt: [u8; 32],
    /// The words; sealed as [`contribution_text`].
    pub text: String,
    /// The salt of the attributes.
    pub attributes_salt: [u8; 32],
    /// The attributes, as they were sealed ([`contribution_attributes`], or [`discussed_attributes`]
    /// where it has a place in a discussion).
    pub attributes: Vec<u8>,
}

impl Opening {
    /// The hashes of the two compartments.
    pub fn part_hashes(&self) -> PartHashes {
        let text = contribution_text(&self.text);
        PartHashes {
            text: Some(tlog::part_hash(Part::Text, &self.salt, &text)),
            attributes: Some(tlog::part_hash(
                Part::Attributes,
                &self.attributes_salt,
                &self.attributes,
            )),
            identity: None,
        }
    }
}

/// Who asks for contributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Anyone: what is published.
    Public,
    /// The office: whatever still has its words.
    Office,
}

impl Store {
    /// The contribution whose leaf is `index`; `None` when there is none.
    pub fn contribution(&self, index: u64) -> Result<Option<StoredContribution>, Error> {
        let index = i64::try_from(index).unwrap_or(i64::MAX);
        self.read(|conn| {
            let mut rows = conn.prepare_cached(concat!(stored!(), "WHERE c.leaf = ?1"))?;
            Ok(rows.query_row([index], read_stored).optional()?)
        })
    }

    /// The contribution a follow-up code opens: the author's latest words. `None` for an unknown code.
    pub fn contribution_by_code(
        &self,
        code_sha256: &[u8; 32],
    ) -> Result<Option<StoredContribution>, Error> {
        self.read(|conn| {
            let mut rows = conn.prepare_cached(concat!(stored!(), "WHERE c.code = ?1"))?;
            Ok(rows.query_row([code_sha256], read_stored).optional()?)
        })
    }

    /// Published contributions of a round, newest first: at most `limit` (and [`PAGE_MAX`]) of those
    /// with a leaf below `before`.
    pub fn published(
        &self,
        round: &RoundId,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<StoredContribution>, Error> {
        let before = before.map_or(i64::MAX, |index| i64::try_from(index).unwrap_or(i64::MAX));
        self.read(|conn| {
            let mut rows = conn.prepare_cached(concat!(
                stored!(),
                "WHERE c.standing = 0 AND c.leaf < ?2
                   AND c.round = (SELECT opening FROM round WHERE id = ?1)
                 ORDER BY c.leaf DESC LIMIT ?3"
            ))?;
            let rows = rows.query_map((&round.0, before, limit.min(PAGE_MAX)), read_stored)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Contributions that wait for staff, oldest first: at most `limit` (and [`PAGE_MAX`]) of those
    /// with a leaf of `from` or above.
    pub fn waiting(&self, from: u64, limit: u32) -> Result<Vec<StoredContribution>, Error> {
        let from = i64::try_from(from).unwrap_or(i64::MAX);
        self.read(|conn| {
            let mut rows = conn.prepare_cached(concat!(
                stored!(),
                "WHERE c.standing = 1 AND c.leaf >= ?1 ORDER BY c.leaf LIMIT ?2"
            ))?;
            let rows = rows.query_map((from, limit.min(PAGE_MAX)), read_stored)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// What opens a contribution's leaf; `None` when there is no such contribution, or it was erased.
    pub fn opening(&self, index: u64) -> Result<Option<Opening>, Error> {
        let index = i64::try_from(index).unwrap_or(i64::MAX);
        self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT w.salt, w.text, w.attributes_salt, c.constituency, c.language, c.quotable,
                        c.reply_to, d.about, d.stance, d.sources
                 FROM words w JOIN contribution c USING (leaf) LEFT JOIN discussion d USING (leaf)
                 WHERE leaf = ?1 AND c.standing <= 2",
            )?;
            Ok(rows.query_row([index], |row| read_opening(row, 0)).optional()?)
        })
    }
}

/// Columns that [`read_stored`] reads.
macro_rules! stored {
    () => {
        "SELECT c.leaf, w.text, c.channel, c.constituency, r.id, c.language, c.quotable, c.sent,
                c.reply_to, c.standing, c.reason, c.replaces,
                (SELECT leaf FROM contribution WHERE replaces = c.leaf),
                d.about, d.stance, d.sources
         FROM contribution c JOIN round r ON r.opening = c.round JOIN words w ON w.leaf = c.leaf
         LEFT JOIN discussion d ON d.leaf = c.leaf "
    };
}
pub(crate) use stored;

/// Reads a row of the columns of `stored!`.
pub(crate) fn read_stored(row: &Row<'_>) -> Result<StoredContribution, rusqlite::Error> {
    let index: u64 = row.get(0)?;
    let (standing, reason) = (row.get(9)?, row.get(10)?);
    let standing = Standing::from_codes(standing, reason)
        .ok_or(rusqlite::Error::IntegralValueOutOfRange(9, standing.into()))?;
    let text = if standing.has_words() { utf8(row.get(1)?)? } else { String::new() };
    let ChannelCode(channel) = row.get(2)?;
    let contribution = Contribution {
        id: ContributionId(index.to_string()),
        text,
        channel,
        constituency: Constituency::from(row.get::<_, String>(3)?),
        round: Some(RoundId(row.get(4)?)),
        language: row.get::<_, Option<String>>(5)?.map(Language::new),
        participant: None,
        sent: row.get::<_, Option<i64>>(7)?.map(Timestamp),
        quotable: row.get(6)?,
        moderation: standing.moderation().unwrap_or(Moderation::Held),
        reply_to: row.get::<_, Option<u64>>(8)?.map(|leaf| ContributionId(leaf.to_string())),
        discussed: discussion::read(row, 13)?.map(Box::new),
    };
    let (replaces, replaced_by) = (row.get(11)?, row.get(12)?);
    Ok(StoredContribution { index, contribution, standing, replaces, replaced_by })
}

/// Reads an opening from ten columns: both salts and the text, then the attributes.
pub(crate) fn read_opening(row: &Row<'_>, first: usize) -> Result<Opening, rusqlite::Error> {
    let constituency = Constituency::from(row.get::<_, String>(first + 3)?);
    let language = row.get::<_, Option<String>>(first + 4)?.map(Language::new);
    let discussed = discussion::read(row, first + 7)?;
    let place = (row.get(first + 6)?, discussed.as_ref());
    Ok(Opening {
        salt: row.get(first)?,
        text: utf8(row.get(first + 1)?)?,
        attributes_salt: row.get(first + 2)?,
        attributes: attributes(&constituency, language.as_ref(), row.get(first + 5)?, place),
    })
}

/// The attributes as they are sealed; `place` is the leaf replied to and the place in a discussion.
fn attributes(
    constituency: &Constituency,
    language: Option<&Language>,
    quotable: bool,
    place: (Option<u64>, Option<&Discussed>),
) -> Vec<u8> {
    match place {
        (_, None) => contribution_attributes(constituency, language, quotable),
        (reply_to, Some(discussed)) => {
            discussed_attributes(constituency, language, quotable, reply_to, discussed)
        }
    }
}

fn utf8(bytes: Vec<u8>) -> Result<String, rusqlite::Error> {
    String::from_utf8(bytes).map_err(|error| rusqlite::Error::Utf8Error(0, error.utf8_error()))
}

/// Keeps a contribution.
pub(crate) fn keep(
    batch: &mut Batch<'_>,
    post: Option<i64>,
    new: &NewContribution,
) -> Result<(), Failure> {
    let round = batch.plans.opened(&new.round)?;
    let (opening, standing) = (round.opening, at_first(round.release));
    if let Some(index) = new.reply_to {
        let answered = find(batch.conn, By::Leaf(index))?;
        answered.must_have_words()?;
        if let Some(to) = answered.reply_to {
            return Err(Refusal::ReplyToReply { index, to }.into());
        }
    }
    if let Some(code) = &new.code_sha256
        && find_optional(batch.conn, By::Code(code))?.is_some()
    {
        return Err(Refusal::Taken("follow-up code").into());
    }
    let place = (new.reply_to, new.discussed.as_ref());
    let attributes = attributes(&new.constituency, new.language.as_ref(), new.quotable, place);
    let record = contribution_text(&new.text);
    let hashes = PartHashes {
        text: Some(tlog::part_hash(Part::Text, &new.salt, &record)),
        attributes: Some(tlog::part_hash(Part::Attributes, &new.attributes_salt, &attributes)),
        identity: None,
    };
    let entry = record_entry(Kind::Contribution, new.channel, new.tier, &hashes);
    let entry = Entry { reference: Some(reference(opening)?), ..entry };
    let others = PartHashes { text: None, ..hashes };
    let opened = Opened { record, salt: new.salt, others, round: new.round.clone() };
    let leaf = batch.record(entry, opening, standing, opened)?;
    let row = NewRow {
        leaf,
        round: opening,
        channel: new.channel,
        constituency: new.constituency.as_str(),
        language: new.language.as_ref(),
        quotable: new.quotable,
        sent: new.sent,
        reply_to: new.reply_to,
        replaces: None,
        post,
        code: new.code_sha256.as_ref(),
        standing,
    };
    row.insert(batch.conn)?;
    if let Some(discussed) = &new.discussed {
        discussion::insert(batch.conn, leaf, discussed)?;
    }
    if let Some(author) = &new.author {
        authors::insert(batch.conn, leaf, author)?;
    }
    insert_words(batch.conn, leaf, [&new.salt, &new.attributes_salt], &new.text)
}

/// Keeps new words in the place of those a code opens, which are erased.
pub(crate) fn correct(
    batch: &mut Batch<'_>,
    post: Option<i64>,
    new: &NewCorrection,
) -> Result<(), Failure> {
    let old = find(batch.conn, By::Code(&new.code_sha256))?;
    old.must_have_words()?;
    // New words are not shown where staff withheld the old ones, or have not seen them.
    let standing = match old.standing {
        Standing::Published => at_first(batch.plans.release(old.round)),
        _ => Standing::Held,
    };
    let constituency = Constituency::from(old.constituency.clone());
    let discussed = discussion::of(batch.conn, old.leaf)?;
    let place = (old.reply_to, discussed.as_ref());
    let attributes = attributes(&constituency, new.language.as_ref(), old.quotable, place);
    let hashes = PartHashes {
        text: Some(tlog::part_hash(Part::Text, &new.salt, &contribution_text(&new.text))),
        attributes: Some(tlog::part_hash(Part::Attributes, &new.attributes_salt, &attributes)),
        identity: None,
    };
    let entry = record_entry(Kind::Replacement, new.channel, new.tier, &hashes);
    let entry = Entry { reference: Some(reference(old.leaf)?), ..entry };
    let leaf = batch.leaf(entry, Some(old.round), standing)?;
    batch
        .conn
        .prepare_cached("UPDATE contribution SET code = NULL WHERE leaf = ?1")?
        .execute([old.leaf])?;
    let row = NewRow {
        leaf,
        round: old.round,
        channel: new.channel,
        constituency: &old.constituency,
        language: new.language.as_ref(),
        quotable: old.quotable,
        sent: new.sent,
        reply_to: old.reply_to,
        replaces: Some(old.leaf),
        post,
        code: Some(&new.code_sha256),
        standing,
    };
    row.insert(batch.conn)?;
    if let Some(discussed) = &discussed {
        discussion::insert(batch.conn, leaf, discussed)?;
    }
    if let Some(author) = authors::of(batch.conn, old.leaf)? {
        authors::insert(batch.conn, leaf, &author)?;
    }
    insert_words(batch.conn, leaf, [&new.salt, &new.attributes_salt], &new.text)?;
    erase(batch, &old, Standing::Replaced)
}

/// Ends the contribution a code opens; its words are erased.
pub(crate) fn withdraw(batch: &mut Batch<'_>, new: &NewWithdrawal) -> Result<(), Failure> {
    let old = find(batch.conn, By::Code(&new.code_sha256))?;
    old.must_have_words()?;
    let entry = Entry {
        channel: entry_channel(new.channel),
        reason: Reason::Author,
        reference: Some(reference(old.leaf)?),
        ..Batch::document(Kind::Withdrawal, &new.body)
    };
    batch.keep_document(entry, Some(old.round), &new.body)?;
    erase(batch, &old, Standing::Erased(Erasure::Author))
}

/// Ends a contribution for the office; its words are erased.
pub(crate) fn erase_by_office(batch: &mut Batch<'_>, new: &NewErasure) -> Result<(), Failure> {
    let old = find(batch.conn, By::Leaf(new.index))?;
    old.must_have_words()?;
    let entry = Entry {
        reason: reason_of_erasure(new.reason),
        reference: Some(reference(old.leaf)?),
        ..Batch::document(Kind::Withdrawal, &new.body)
    };
    batch.keep_document(entry, Some(old.round), &new.body)?;
    erase(batch, &old, Standing::Erased(new.reason))
}

/// A contribution changes how it stands; the tally follows.
pub(crate) fn restand(
    batch: &mut Batch<'_>,
    found: &Found,
    standing: Standing,
) -> Result<(), Failure> {
    let (code, reason) = standing.codes();
    batch
        .conn
        .prepare_cached("UPDATE contribution SET standing = ?2, reason = ?3 WHERE leaf = ?1")?
        .execute((found.leaf, code, reason))?;
    let place = |standing| Place {
        round: Some(found.round),
        kind: found.kind,
        channel: entry_channel(found.channel),
        standing,
    };
    batch.tally.push((place(found.standing), -1));
    batch.tally.push((place(standing), 1));
    Ok(())
}

/// The words and salts become zeros, the attributes empty, and what else could tell them goes.
fn erase(batch: &mut Batch<'_>, found: &Found, standing: Standing) -> Result<(), Failure> {
    let conn = batch.conn;
    conn.prepare_cached(
        "UPDATE words SET salt = zeroblob(32), attributes_salt = zeroblob(32),
            text = zeroblob(length(text)) WHERE leaf = ?1",
    )?
    .execute([found.leaf])?;
    // The row gets shorter by it, so its cell is not moved to another page either.
    conn.prepare_cached(
        "UPDATE contribution SET constituency = '', language = NULL, quotable = 0, sent = NULL
         WHERE leaf = ?1",
    )?
    .execute([found.leaf])?;
    discussion::erase(conn, found.leaf)?;
    authors::erase(conn, found.leaf)?;
    // The body of a request with other records too cannot be guessed from one of them.
    conn.prepare_cached("UPDATE post SET body = zeroblob(32) WHERE id = ?1 AND leaves = 1")?
        .execute([found.post])?;
    runs::blank_quotes(conn, found.leaf)?;
    batch.erased = true;
    restand(batch, found, standing)
}

/// A contribution as the writer needs it.
pub(crate) struct Found {
    pub(crate) leaf: u64,
    pub(crate) round: u64,
    kind: Kind,
    channel: Channel,
    constituency: String,
    quotable: bool,
    reply_to: Option<u64>,
    post: Option<i64>,
    pub(crate) standing: Standing,
}

impl Found {
    pub(crate) fn must_have_words(&self) -> Result<(), Refusal> {
        match self.standing.has_words() {
            true => Ok(()),
            false => Err(Refusal::Gone { index: self.leaf }),
        }
    }
}

/// How the writer looks for a contribution.
#[derive(Clone, Copy)]
pub(crate) enum By<'a> {
    Leaf(u64),
    Code(&'a [u8; 32]),
}

pub(crate) fn find(conn: &Connection, by: By<'_>) -> Result<Found, Failure> {
    let unknown = match by {
        By::Leaf(index) => Refusal::UnknownLeaf { what: "contribution", index },
        By::Code(_) => Refusal::UnknownCode,
    };
    find_optional(conn, by)?.ok_or(unknown.into())
}

fn find_optional(conn: &Connection, by: By<'_>) -> Result<Option<Found>, Failure> {
    macro_rules! found {
        ($where:literal) => {
            conn.prepare_cached(concat!(
                "SELECT leaf, round, replaces IS NULL, channel, constituency, quotable, reply_to,
                        post, standing, reason
                 FROM contribution WHERE ",
                $where
            ))?
        };
    }
    let found = match by {
        By::Leaf(leaf) => {
            found!("leaf = ?1").query_row([i64::try_from(leaf).unwrap_or(i64::MAX)], read_found)
        }
        By::Code(code) => found!("code = ?1").query_row([code], read_found),
    };
    Ok(found.optional()?)
}

fn read_found(row: &Row<'_>) -> Result<Found, rusqlite::Error> {
    let (standing, reason) = (row.get(8)?, row.get(9)?);
    let ChannelCode(channel) = row.get(3)?;
    Ok(Found {
        leaf: row.get(0)?,
        round: row.get(1)?,
        kind: if row.get(2)? { Kind::Contribution } else { Kind::Replacement },
        channel,
        constituency: row.get(4)?,
        quotable: row.get(5)?,
        reply_to: row.get(6)?,
        post: row.get(7)?,
        standing: Standing::from_codes(standing, reason)
            .ok_or(rusqlite::Error::IntegralValueOutOfRange(8, standing.into()))?,
    })
}

/// A row of `contribution` to be.
struct NewRow<'a> {
    leaf: u64,
    round: u64,
    channel: Channel,
    constituency: &'a str,
    language: Option<&'a Language>,
    quotable: bool,
    sent: Option<Timestamp>,
    reply_to: Option<u64>,
    replaces: Option<u64>,
    post: Option<i64>,
    code: Option<&'a [u8; 32]>,
    standing: Standing,
}

impl NewRow<'_> {
    fn insert(&self, conn: &Connection) -> Result<(), Failure> {
        let (standing, reason) = self.standing.codes();
        conn.prepare_cached(
            "INSERT INTO contribution (leaf, round, channel, constituency, language, quotable, sent,
                reply_to, replaces, post, code, standing, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute((
            self.leaf,
            self.round,
            entry_channel(self.channel) as u8,
            self.constituency,
            self.language.map(Language::as_str),
            self.quotable,
            self.sent.map(|sent| sent.0),
            self.reply_to,
            self.replaces,
            self.post,
            self.code,
            standing,
            reason,
        ))?;
        Ok(())
    }
}

fn insert_words(
    conn: &Connection,
    leaf: u64,
    [salt, attributes_salt]: [&[u8; 32]; 2],
    text: &str,
) -> Result<(), Failure> {
    conn.prepare_cached(
        "INSERT INTO words (leaf, salt, attributes_salt, text) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((leaf, salt, attributes_salt, text.as_bytes()))?;
    Ok(())
}

/// How a new contribution stands under a round's rule.
fn at_first(release: Release) -> Standing {
    match release {
        Release::Held => Standing::Held,
        Release::AtOnce => Standing::Published,
    }
}

/// The entry of a record by its compartments; reference and minute are still to come.
fn record_entry(kind: Kind, channel: Channel, tier: Tier, hashes: &PartHashes) -> Entry {
    Entry {
        kind,
        channel: entry_channel(channel),
        tier,
        parts: hashes.parts(),
        reason: Reason::None,
        minute: 0,
        reference: None,
        commitment: hashes.commitment(),
    }
}

/// A leaf's index as an entry refers to it.
pub(crate) fn reference(index: u64) -> Result<u32, Refusal> {
    u32::try_from(index).map_err(|_| Refusal::Entry(tlog::Error::Full))
}

/// Whether the words of a contribution are still kept.
pub(crate) fn has_words(conn: &Connection, leaf: u64) -> Result<bool, Failure> {
    Ok(find_optional(conn, By::Leaf(leaf))?.is_some_and(|found| found.standing.has_words()))
}
