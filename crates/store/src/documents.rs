//! Public documents: acts of plans, moderation, imports; kept to the byte as their leaves hold them.

use consultation::Statement;
use plan::leaf::SealedAct;
use plan::{Act, PutToVote, StaffReply, Subject};
use rusqlite::{OptionalExtension, Row};
use tlog::{Channel, Entry, Kind, Parts, Reason, Tier};

use crate::contributions::{By, find, reference, restand};
use crate::directory::Store;
use crate::error::{Error, Failure, Refusal};
use crate::record::{NewImport, NewModeration, Shown};
use crate::standing::{Standing, entry_channel, reason_of_moderation};
use crate::votes::insert_statement;
use crate::writer::Batch;

/// A public document as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its leaf.
    pub index: u64,
    /// What it is.
    pub kind: Kind,
    /// The leaf it answers.
    pub about: Option<u64>,
    /// The bytes whose SHA-256 the leaf holds.
    pub body: Vec<u8>,
}

/// An imported file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportBatch {
    /// Its leaf.
    pub index: u64,
    /// SHA-256 of the file.
    pub file_sha256: [u8; 32],
    /// First leaf it brought.
    pub first: u64,
    /// Last leaf it brought; leaves of others may lie between.
    pub last: u64,
    /// Rows that were kept.
    pub accepted: u64,
    /// Rows that were set aside.
    pub quarantined: u64,
}

impl Store {
    /// The public document whose leaf is `index`; `None` when that leaf is a record.
    pub fn document(&self, index: u64) -> Result<Option<Document>, Error> {
        let index = i64::try_from(index).unwrap_or(i64::MAX);
        self.read(|conn| {
            let mut rows = conn
                .prepare_cached("SELECT leaf, kind, about, body FROM document WHERE leaf = ?1")?;
            Ok(rows.query_row([index], read_document).optional()?)
        })
    }

    /// The documents that answer a leaf (withdrawal, moderation, disposition), in order.
    pub fn documents_about(&self, index: u64) -> Result<Vec<Document>, Error> {
        let index = i64::try_from(index).unwrap_or(i64::MAX);
        self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT leaf, kind, about, body FROM document WHERE about = ?1 ORDER BY leaf",
            )?;
            let rows = rows.query_map([index], read_document)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// What an earlier import of this file brought; `None` when there was none.
    pub fn import_batch(&self, file_sha256: &[u8; 32]) -> Result<Option<ImportBatch>, Error> {
        self.read(|conn| {
            let mut rows = conn.prepare_cached(
                "SELECT leaf, file, first, last, accepted, quarantined FROM import_batch
                 WHERE file = ?1",
            )?;
            Ok(rows.query_row([file_sha256], read_import).optional()?)
        })
    }
}

fn read_document(row: &Row<'_>) -> Result<Document, rusqlite::Error> {
    let code: u8 = row.get(1)?;
    let kind = Kind::ALL.into_iter().find(|kind| *kind as u8 == code);
    let kind = kind.ok_or(rusqlite::Error::IntegralValueOutOfRange(1, code.into()))?;
    Ok(Document { index: row.get(0)?, kind, about: row.get(2)?, body: row.get(3)? })
}

fn read_import(row: &Row<'_>) -> Result<ImportBatch, rusqlite::Error> {
    Ok(ImportBatch {
        index: row.get(0)?,
        file_sha256: row.get(1)?,
        first: row.get(2)?,
        last: row.get(3)?,
        accepted: row.get(4)?,
        quarantined: row.get(5)?,
    })
}

impl Batch<'_> {
    /// The entry of a document that refers to nothing. Staff act by command: a program that speaks to
    /// this service, so the channel of their acts is `api`; the table has no code for "none".
    pub(crate) fn document(kind: Kind, body: &[u8]) -> Entry {
        Entry {
            kind,
            channel: Channel::Api,
            tier: Tier::Open,
            parts: Parts::NONE,
            reason: Reason::None,
            minute: 0,
            reference: None,
            commitment: tlog::document_commitment(body),
        }
    }

    /// Appends a document's leaf and keeps its bytes.
    pub(crate) fn keep_document(
        &mut self,
        entry: Entry,
        round: Option<u64>,
        body: &[u8],
    ) -> Result<u64, Failure> {
        let leaf = self.leaf(entry, round, Standing::SystemEvent)?;
        self.conn
            .prepare_cached(
                "INSERT INTO document (leaf, kind, about, body) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute((leaf, entry.kind as u8, entry.reference, body))?;
        Ok(leaf)
    }
}

/// Seals an act and carries it out.
pub(crate) fn keep_act(batch: &mut Batch<'_>, sealed: &SealedAct) -> Result<(), Failure> {
    let body = sealed.to_bytes();
    let opened = match &sealed.act {
        Act::OpenRound(round) => Some(round),
        _ => None,
    };
    if let Act::StaffReply(StaffReply { contribution, .. }) = &sealed.act {
        find(batch.conn, By::Leaf(*contribution))?.must_have_words()?;
    }
    if let Act::PutToVote(put) = &sealed.act {
        put_to_vote(batch, put)?;
    }
    let leaf = batch.tlog.size();
    batch.plans.apply(leaf, sealed)?;
    let entry = Entry {
        reference: answered(batch, &sealed.act)?,
        ..Batch::document(kind_of(&sealed.act), &body)
    };
    batch.keep_document(entry, opened.map(|_| leaf), &body)?;
    if let Some(round) = opened {
        batch
            .conn
            .prepare_cached("INSERT INTO round (opening, id, plan) VALUES (?1, ?2, ?3)")?
            .execute((leaf, round.id.as_str(), sealed.plan.as_str()))?;
        for statement in &round.statements {
            insert_statement(batch.conn, leaf, statement, None)?;
        }
    }
    Ok(())
}

/// Makes a statement of a contribution that anyone may read. Its words stay where they are, so that
/// correcting, withholding and withdrawing them reach the vote too.
fn put_to_vote(batch: &Batch<'_>, put: &PutToVote) -> Result<(), Failure> {
    let opening = batch.plans.opened(&put.round)?.opening;
    let found = find(batch.conn, By::Leaf(put.contribution))?;
    found.must_have_words()?;
    if found.standing != Standing::Published {
        return Err(Refusal::NotShown(put.contribution).into());
    }
    let statement = Statement::new(put.contribution.to_string(), "");
    insert_statement(batch.conn, opening, &statement, Some(put.contribution))
}

fn kind_of(act: &Act) -> Kind {
    match act {
        Act::Publish(_)
        | Act::AddDirection(_)
        | Act::AddEvidence(_)
        | Act::CompileVolume(_)
        | Act::NoteTension(_)
        | Act::ActOnThemes(_)
        | Act::NumberThemes { .. }
        | Act::PublishAccuracy(_)
        | Act::OpenComments(_)
        | Act::Comment(_)
        | Act::AnswerComment { .. }
        | Act::Approve(_)
        | Act::PublishText(_)
        | Act::StaffReply(_)
        | Act::PutToVote(_)
        | Act::HoldReview(_) => Kind::PlanVersion,
        Act::OpenRound(_) => Kind::Opening,
        Act::Dispose(_) => Kind::Disposition,
        Act::ReviseClause { .. } | Act::Arrange(_) | Act::ConfirmLink(_) => Kind::ClauseVersion,
        Act::AddMeasure(_)
        | Act::AddMilestone(_)
        | Act::ReachMilestone { .. }
        | Act::AddIndicator(_)
        | Act::Observe { .. }
        | Act::RegisterRisk(_)
        | Act::ReviewRisk { .. }
        | Act::SetParameter { .. }
        | Act::ExpectReport(_)
        | Act::Evaluate(_)
        | Act::Report(_) => Kind::MeasureUpdate,
    }
}

/// The leaf an act answers: a disposition's run or contribution.
fn answered(batch: &Batch<'_>, act: &Act) -> Result<Option<u32>, Failure> {
    let Act::Dispose(disposition) = act else { return Ok(None) };
    let leaf = match &disposition.subject {
        Subject::Contribution(index) => find(batch.conn, By::Leaf(*index))?.leaf,
        Subject::Theme { run, .. } => batch
            .conn
            .prepare_cached("SELECT leaf FROM run WHERE number = ?1")?
            .query_row([i64::try_from(*run).unwrap_or(i64::MAX)], |row| row.get(0))
            .optional()?
            .ok_or(Refusal::UnknownLeaf { what: "analysis run", index: *run })?,
    };
    Ok(Some(reference(leaf)?))
}

/// Withholds a contribution or releases it.
pub(crate) fn moderate(batch: &mut Batch<'_>, new: &NewModeration) -> Result<(), Failure> {
    let found = find(batch.conn, By::Leaf(new.index))?;
    found.must_have_words()?;
    let (standing, reason) = match new.shown {
        Shown::Release => (Standing::Published, Reason::None),
        Shown::Hold(reason) => (Standing::Held, reason_of_moderation(reason)),
        Shown::Hide(reason) => (Standing::Withheld(reason), reason_of_moderation(reason)),
    };
    let entry = Entry {
        reason,
        reference: Some(reference(found.leaf)?),
        ..Batch::document(Kind::Moderation, &new.body)
    };
    batch.keep_document(entry, Some(found.round), &new.body)?;
    restand(batch, &found, standing)
}

/// Seals a setting.
pub(crate) fn keep_settings(batch: &mut Batch<'_>, body: &[u8]) -> Result<(), Failure> {
    let entry = Batch::document(Kind::KeyOrPolicy, body);
    batch.keep_document(entry, None, body)?;
    Ok(())
}

/// Seals what an imported file brought.
pub(crate) fn keep_import(batch: &mut Batch<'_>, new: &NewImport) -> Result<(), Failure> {
    if import_leaf(batch, &new.file_sha256)?.is_some() {
        return Err(Refusal::Taken("import of the file").into());
    }
    let entry = Entry {
        channel: entry_channel(new.channel),
        ..Batch::document(Kind::ImportBatch, &new.body)
    };
    let leaf = batch.keep_document(entry, None, &new.body)?;
    batch
        .conn
        .prepare_cached(
            "INSERT INTO import_batch (leaf, file, first, last, accepted, quarantined)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((leaf, new.file_sha256, new.first, new.last, new.accepted, new.quarantined))?;
    Ok(())
}

/// Leaf of an earlier import of the file.
pub(crate) fn import_leaf(batch: &Batch<'_>, file: &[u8; 32]) -> Result<Option<u64>, Failure> {
    let leaf = batch
        .conn
        .prepare_cached("SELECT leaf FROM import_batch WHERE file = ?1")?
        .query_row([file], |row| row.get(0))
        .optional()?;
    Ok(leaf)
}
