//! The packed vote file: votes that stand, at 2 bytes a vote. `docs/packed-votes.md` is its form.
//!
//! All numbers are little-endian. In order: the 16 bytes of [`MAGIC`]; the length of the head as
//! `u64`, and the head, a JSON object; for each participant, in the order of first votes, the counts
//! of agree, disagree and pass as `u32`, the length of the id as `u16`, the id, and the cells of the
//! three runs, each ascending; at the end the number of votes as `u64` and the SHA-256 of all
//! before it. A cell is the number of a column, from 0, in 2 bytes, or in 4 where there are more
//! than 65,536 columns.
//!
//! Reading and writing take one pass and hold nothing twice. Whatever is wrong with a file is told
//! before a vote of it is used.

use std::io::{self, BufReader, Read as _, Seek as _, SeekFrom, Write};

use consultation::{Cells, Heard, PackedVotes, ParticipantId, Statement, VoteOrder};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::IntakeError;
use crate::account::{Account, Gathered};
use crate::limits::{MAX_PACKED_HEAD_BYTES, MAX_PACKED_PARTICIPANTS};
use crate::read::{FileKind, FileRead};
use crate::source::Source;

/// How a packed vote file begins. Another form of it has another number.
pub(crate) const MAGIC: &[u8; 16] = b"canvass votes 1\n";

/// What is wrong with more votes than can be numbered in 32 bits.
pub(crate) const TOO_MANY: &str = "it holds more votes than one file may";

/// What a packed vote file says before its rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Head {
    pub(crate) title: Option<String>,
    pub(crate) order: VoteOrder,
    pub(crate) cast: u64,
    pub(crate) participants: u64,
    /// Positions in `statements`, in the order of first votes.
    pub(crate) columns: Vec<u32>,
    pub(crate) statements: Vec<Statement>,
}

/// A participant's cells, run by run, each ascending.
pub(crate) type Runs = [Vec<u32>; 3];

/// Writes a packed vote file row by row.
pub(crate) struct Writer<W: Write> {
    out: W,
    hash: Sha256,
    width: usize,
    votes: u64,
    row: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// Writes the head.
    pub(crate) fn begin(out: W, head: &Head) -> io::Result<Self> {
        let width = Cells::for_columns(head.columns.len()).width();
        let mut writer = Writer { out, hash: Sha256::new(), width, votes: 0, row: Vec::new() };
        let json = serde_json::to_vec(head)?;
        writer.put(MAGIC)?;
        writer.put(&(json.len() as u64).to_le_bytes())?;
        writer.put(&json)?;
        Ok(writer)
    }

    /// Writes the next participant.
    pub(crate) fn row(&mut self, id: &str, runs: &Runs) -> io::Result<()> {
        let mut row = std::mem::take(&mut self.row);
        row.clear();
        for run in runs {
            row.extend((run.len() as u32).to_le_bytes());
            self.votes += run.len() as u64;
        }
        let length = u16::try_from(id.len()).map_err(io::Error::other)?;
        row.extend(length.to_le_bytes());
        row.extend(id.as_bytes());
        for cell in runs.iter().flatten() {
            row.extend(&cell.to_le_bytes()[..self.width]);
        }
        self.put(&row)?;
        self.row = row;
        Ok(())
    }

    /// Ends the file; gives how many votes stand in it.
    pub(crate) fn end(mut self) -> io::Result<u64> {
        let votes = self.votes;
        self.put(&votes.to_le_bytes())?;
        let digest = self.hash.clone().finalize();
        self.out.write_all(&digest)?;
        self.out.flush()?;
        Ok(votes)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.out.write_all(bytes)
    }
}

/// Reads a packed vote file whose bytes hash to `sha256`.
pub(crate) fn read(
    source: &mut Source,
    sha256: String,
    gathered: &mut Gathered,
) -> Result<(), IntakeError> {
    let path = source.path().to_owned();
    let name = source.name().to_owned();
    let file = FileRead::new(&path, sha256, FileKind::PackedVotes);
    source.seek(SeekFrom::Start(0)).map_err(IntakeError::io(&path))?;
    let mut reader =
        Reader { from: BufReader::with_capacity(1 << 20, source), hash: Sha256::new() };
    let read = reader.file().map_err(|fault| match fault {
        Fault::Io(cause) => IntakeError::Io { path: path.clone(), cause },
        Fault::Damaged(what) => IntakeError::DamagedVotes { path: path.clone(), what },
    })?;
    let mut account = Account::new(file, &name);
    read.1.iter().for_each(|_| account.accept());
    gathered.close(account);
    settle(read, &mut gathered.read.heard);
    Ok(())
}

/// What a packed vote file holds.
pub(crate) type Content = (Head, Vec<ParticipantId>, PackedVotes);

/// Puts the votes into what was heard. A statement that was heard before, by its id, is that one.
pub(crate) fn settle((head, participants, mut votes): Content, heard: &mut Heard) {
    let known: std::collections::HashMap<String, u32> =
        heard.statements.iter().zip(0..).map(|(one, at)| (one.id.0.clone(), at)).collect();
    let mut place_of = Vec::with_capacity(head.statements.len());
    for statement in head.statements {
        place_of.push(known.get(&statement.id.0).copied().unwrap_or_else(|| {
            heard.statements.push(statement);
            heard.statements.len() as u32 - 1
        }));
    }
    votes.columns.iter_mut().for_each(|column| *column = place_of[*column as usize]);
    heard.title = heard.title.take().or(head.title);
    heard.vote_order = head.order;
    heard.participants = participants;
    heard.packed = Some(votes);
}

enum Fault {
    Io(io::Error),
    Damaged(&'static str),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Fault::Damaged("it ends too soon"),
            _ => Fault::Io(error),
        }
    }
}

struct Reader<'s> {
    from: BufReader<&'s mut Source>,
    hash: Sha256,
}

impl Reader<'_> {
    fn file(&mut self) -> Result<Content, Fault> {
        if &self.array::<16>()? != MAGIC {
            return Err(Fault::Damaged("its first bytes are of another form"));
        }
        let head = self.head()?;
        let (participants, votes) = self.rows(&head)?;
        if u64::from_le_bytes(self.array()?) != votes.cells.len() as u64 {
            return Err(Fault::Damaged("it holds another number of votes than it says"));
        }
        let found = self.hash.clone().finalize();
        if self.array::<32>()?[..] != found[..] {
            return Err(Fault::Damaged("its checksum is another"));
        }
        if self.from.read(&mut [0])? > 0 {
            return Err(Fault::Damaged("something stands after its end"));
        }
        Ok((head, participants, votes))
    }

    fn head(&mut self) -> Result<Head, Fault> {
        let length = u64::from_le_bytes(self.array()?);
        if length > MAX_PACKED_HEAD_BYTES {
            return Err(Fault::Damaged("its head is longer than one may be"));
        }
        let mut json = Vec::new();
        self.bytes(length as usize, &mut json)?;
        let head: Head =
            serde_json::from_slice(&json).map_err(|_| Fault::Damaged("its head cannot be read"))?;
        let mut seen = vec![false; head.statements.len()];
        for &column in &head.columns {
            match seen.get_mut(column as usize) {
                Some(seen) if !*seen => *seen = true,
                _ => return Err(Fault::Damaged("its columns are not its statements")),
            }
        }
        if head.participants > MAX_PACKED_PARTICIPANTS {
            return Err(Fault::Damaged("it says that more people voted than may"));
        }
        Ok(head)
    }

    fn rows(&mut self, head: &Head) -> Result<(Vec<ParticipantId>, PackedVotes), Fault> {
        let columns = head.columns.len();
        let mut participants = Vec::new();
        let mut cells = Cells::for_columns(columns);
        let mut runs = Vec::new();
        let mut row = Vec::new();
        let mut seen_in = vec![u64::MAX; columns];
        for number in 0..head.participants {
            let counts = [self.count(columns)?, self.count(columns)?, self.count(columns)?];
            let length = usize::from(u16::from_le_bytes(self.array()?));
            self.bytes(length, &mut row)?;
            let id = std::str::from_utf8(&row).map_err(|_| Fault::Damaged("an id is no text"))?;
            participants.push(ParticipantId(id.to_owned()));
            let mut starts = [0; 3];
            for (start, count) in starts.iter_mut().zip(counts) {
                *start = cells.len() as u32;
                self.bytes(count * cells.width(), &mut row)?;
                take(&row, number, &mut seen_in, &mut cells)?;
            }
            runs.push(starts);
            if cells.len() > u32::MAX as usize {
                return Err(Fault::Damaged(TOO_MANY));
            }
        }
        runs.push([cells.len() as u32; 3]);
        let columns = head.columns.clone();
        Ok((participants, PackedVotes { columns, cells, runs, cast: head.cast }))
    }

    fn count(&mut self, columns: usize) -> Result<usize, Fault> {
        let count = u32::from_le_bytes(self.array()?) as usize;
        if count <= columns {
            Ok(count)
        } else {
            Err(Fault::Damaged("a participant has more votes than there are statements"))
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let mut bytes = [0; N];
        self.from.read_exact(&mut bytes)?;
        self.hash.update(bytes);
        Ok(bytes)
    }

    /// The next bytes into `into`, which grows only as far as there are bytes.
    fn bytes(&mut self, length: usize, into: &mut Vec<u8>) -> Result<(), Fault> {
        into.clear();
        let read = self.from.by_ref().take(length as u64).read_to_end(into)?;
        if read < length {
            return Err(Fault::Damaged("it ends too soon"));
        }
        self.hash.update(&into);
        Ok(())
    }
}

/// Adds one run's cells.
fn take(row: &[u8], number: u64, seen_in: &mut [u64], cells: &mut Cells) -> Result<(), Fault> {
    let mut before = None;
    let mut check = |cell: u32| match seen_in.get_mut(cell as usize) {
        Some(seen) if *seen != number && before < Some(cell) => {
            (*seen, before) = (number, Some(cell));
            Ok(())
        }
        _ => Err(Fault::Damaged("a participant's votes are out of order")),
    };
    match cells {
        Cells::Narrow(cells) => row.as_chunks().0.iter().try_for_each(|bytes| {
            let cell = u16::from_le_bytes(*bytes);
            cells.push(cell);
            check(u32::from(cell))
        }),
        Cells::Wide(cells) => row.as_chunks().0.iter().try_for_each(|bytes| {
            let cell = u32::from_le_bytes(*bytes);
            cells.push(cell);
            check(cell)
        }),
    }
}
