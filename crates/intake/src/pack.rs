//! Packing votes: any export of votes to a packed vote file, in one pass and bounded memory.
//!
//! Rows go into a [`Journal`] as they are read, at 3 to 8 bytes a vote, whatever order the file has;
//! then each participant's votes are put in order and written. For 100 million votes that is under
//! 2 GB. Votes without the texts they are about are read too: their statements go by the ids alone.

use std::io::Write;

use consultation::{Heard, Statement};

use crate::account::Gathered;
use crate::ballots::{Ballots, Comments};
use crate::journal::Journal;
use crate::packed::{self, Head, Writer};
use crate::polis::{self, Export};
use crate::polis_json::{self, Conversation};
use crate::read::{FileRead, Quarantined, Read};
use crate::source::{Input, Source, VOTES_JSON};
use crate::{FileKind, IntakeError, Options, encoding, kind};

/// The account of a packing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packing {
    /// One entry for each file read.
    pub files: Vec<FileRead>,
    /// Rows that were set aside.
    pub quarantine: Vec<Quarantined>,
    /// Statements with a vote.
    pub statements: u64,
    /// People with a vote.
    pub participants: u64,
    /// Votes as cast.
    pub cast: u64,
    /// Votes that stand.
    pub votes: u64,
}

/// Packs the votes of `input` (a Polis folder, a pol.is conversation, or its votes or vote matrix
/// alone) into `out`.
///
/// # Errors
/// The input cannot be used as a whole, or `out` cannot be written.
pub fn pack_votes(input: Input, out: impl Write) -> Result<Packing, IntakeError> {
    let mut gathered = Gathered::default();
    let gathering = match input {
        Input::File(source) => alone(source, &mut gathered)?,
        Input::Folder { path, files } => folder(&path, files, &mut gathered)?,
    };
    let read = gathered.read;
    let mut packing = Packing { files: read.files, quarantine: read.quarantine, ..<_>::default() };
    write(gathering, read.heard.title, out, &mut packing)
        .map_err(|cause| IntakeError::NotWritten { cause })?;
    Ok(packing)
}

/// Reads votes as [`read`](crate::read) does, and also where the texts they are about are not there.
///
/// # Errors
/// The input cannot be used as a whole.
pub fn read_votes(input: Input) -> Result<Read, IntakeError> {
    let mut source = match input {
        Input::File(source) => source,
        folder => return crate::read(vec![folder], &Options::default()),
    };
    let survey = encoding::survey(&mut source).map_err(IntakeError::io(source.path()))?;
    let mut gathered = Gathered::default();
    if survey.head.starts_with(packed::MAGIC) {
        packed::read(&mut source, survey.sha256, &mut gathered)?;
        return Ok(gathered.read);
    }
    let path = source.path().to_owned();
    let mut bytes = Vec::new();
    let packing = pack_votes(Input::File(source), &mut bytes)?;
    packed::read(&mut Source::memory(path, bytes), survey.sha256, &mut gathered)?;
    Ok(Read { files: packing.files, quarantine: packing.quarantine, ..gathered.read })
}

/// Votes on the way from the input to the file.
struct Gathering {
    statements: Vec<Statement>,
    ballots: Ballots,
}

fn alone(mut source: Source, gathered: &mut Gathered) -> Result<Gathering, IntakeError> {
    let path = source.path().to_owned();
    let survey = encoding::survey(&mut source).map_err(IntakeError::io(&path))?;
    if survey.length == 0 {
        return Err(IntakeError::Empty(path));
    }
    if kind::of(&mut source, &survey)?.0 == FileKind::PackedVotes {
        return Err(IntakeError::AlreadyPacked(path));
    }
    let mut comments = Comments::open();
    let ballots = polis::read_ballots_alone(&mut source, &mut comments, gathered)?;
    Ok(Gathering { statements: comments.statements, ballots })
}

fn folder(
    path: &str,
    files: Vec<Source>,
    gathered: &mut Gathered,
) -> Result<Gathering, IntakeError> {
    if files.iter().any(|file| file.name() == VOTES_JSON) {
        polis_json::read(Conversation::of(path, files)?, &Options::default(), gathered)?;
        return Ok(of_heard(&mut gathered.read.heard));
    }
    let (comments, ballots) = polis::read_ballots(Export::of(path, files)?, gathered)?;
    Ok(Gathering { statements: comments.statements, ballots })
}

fn of_heard(heard: &mut Heard) -> Gathering {
    let mut ballots = Ballots::journal();
    for id in &heard.participants {
        ballots.participant(id.as_str());
    }
    heard.votes.iter().for_each(|&vote| ballots.cast(vote));
    Gathering { statements: std::mem::take(&mut heard.statements), ballots }
}

fn write(
    gathering: Gathering,
    title: Option<String>,
    out: impl Write,
    packing: &mut Packing,
) -> std::io::Result<()> {
    let (mut journal, participants): (Journal, _) = gathering.ballots.into_journal();
    let (rows, columns) = (journal.rows(), journal.columns());
    let mut column_of = vec![0; gathering.statements.len()];
    for (column, &statement) in (0..).zip(&columns) {
        column_of[statement as usize] = column;
    }
    packing.statements = columns.len() as u64;
    packing.participants = rows.len() as u64;
    packing.cast = journal.cast();
    let head = Head {
        title,
        order: journal.order(),
        cast: journal.cast(),
        participants: rows.len() as u64,
        columns,
        statements: gathering.statements,
    };
    let mut writer = Writer::begin(out, &head)?;
    for row in rows {
        writer.row(participants[row as usize].as_str(), &journal.take(row, &column_of))?;
    }
    packing.votes = writer.end()?;
    Ok(())
}
