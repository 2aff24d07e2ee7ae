//! Packing votes: any export of votes to a packed vote file, in one pass and bounded memory.
//!
//! Rows go into a [`Journal`](crate::journal::Journal) as they are read, at 4 to 9 bytes a vote, whatever order the file has;
//! then each participant's votes are put in order and written. For 100 million votes that is under
//! 2 GB. Votes without the texts they are about are read too: their statements go by the ids alone.

use std::io::Write;

use consultation::{Cells, Heard, PackedVotes, ParticipantId, Statement, VoteAttributes};

use crate::account::Gathered;
use crate::ballots::{Ballots, Comments};
use crate::journal::Standing;
use crate::packed::{self, Content, Head, Writer};
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
    gathering
        .ordered(read.heard.title)
        .write(out, &mut packing)
        .map_err(|cause| IntakeError::NotWritten { cause })?;
    Ok(packing)
}

/// Reads votes as [`read`](crate::read) does.
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
    } else {
        read_alone(source, &mut gathered)?;
    }
    Ok(gathered.read)
}

/// Reads votes, or a vote matrix, without the texts they are about, as packed votes.
pub(crate) fn read_alone(source: Source, gathered: &mut Gathered) -> Result<(), IntakeError> {
    let path = source.path().to_owned();
    let mut ordered = alone(source, gathered)?.ordered(None);
    let attributes = std::mem::take(&mut ordered.attributes);
    let content =
        ordered.content().ok_or(IntakeError::DamagedVotes { path, what: packed::TOO_MANY })?;
    packed::settle(content, &mut gathered.read.heard);
    gathered.read.heard.vote_attributes = attributes;
    Ok(())
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

/// Votes by participant in the order of first votes, on their way out.
struct Ordered {
    head: Head,
    rows: Vec<u32>,
    participants: Vec<ParticipantId>,
    /// Of each row, where the file says so.
    attributes: Vec<VoteAttributes>,
    standing: Standing,
}

impl Gathering {
    fn ordered(mut self, title: Option<String>) -> Ordered {
        let journal = self.ballots.take_journal();
        let (rows, columns) = (journal.rows(), journal.columns());
        let attributes = self.ballots.attributes_of(&rows);
        let participants = self.ballots.into_participants();
        let mut column_of = vec![0; self.statements.len()];
        for (column, &statement) in (0..).zip(&columns) {
            column_of[statement as usize] = column;
        }
        let head = Head {
            title,
            order: journal.order(),
            cast: journal.cast(),
            participants: rows.len() as u64,
            columns,
            statements: self.statements,
        };
        Ordered { head, rows, participants, attributes, standing: journal.standing(column_of) }
    }
}

impl Ordered {
    /// The votes in memory; `None` where there are more than can be numbered.
    fn content(mut self) -> Option<Content> {
        let mut cells = Cells::for_columns(self.head.columns.len());
        let mut starts = Vec::with_capacity(self.rows.len() + 1);
        let mut participants = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            let id = &mut self.participants[row as usize];
            participants.push(std::mem::replace(id, ParticipantId(String::new())));
            let runs = self.standing.take(row);
            let mut start = [0; 3];
            for (run, start) in runs.iter().zip(&mut start) {
                *start = u32::try_from(cells.len()).ok()?;
                match &mut cells {
                    Cells::Narrow(cells) => cells.extend(run.iter().map(|&cell| cell as u16)),
                    Cells::Wide(cells) => cells.extend(run),
                }
            }
            starts.push(start);
        }
        starts.push([u32::try_from(cells.len()).ok()?; 3]);
        let columns = self.head.columns.clone();
        let votes = PackedVotes { columns, cells, runs: starts, cast: self.head.cast };
        Some((self.head, participants, votes))
    }

    fn write(mut self, out: impl Write, packing: &mut Packing) -> std::io::Result<()> {
        packing.statements = self.head.columns.len() as u64;
        packing.participants = self.head.participants;
        packing.cast = self.head.cast;
        let mut writer = Writer::begin(out, &self.head)?;
        for row in self.rows {
            writer.row(self.participants[row as usize].as_str(), self.standing.take(row))?;
        }
        packing.votes = writer.end()?;
        Ok(())
    }
}
