//! Vectors of the latest run's texts, in a file beside the database, for finding contributions like one.
//!
//! Derived, like the search index: the next run makes it anew. One vector stands for all contributions with
//! the same words. A question reads the file once from front to end, so it takes memory of a portion and
//! about a second a gigabyte; at a byte a dimension, three million texts have less than half of that. When
//! words are erased, and no other contribution has the same ones, their vector becomes zeros.
//!
//! Form, little-endian: the magic, run (u64), rows (u64), spaces (u32); for each space width and vectors (u32
//! each); for each row leaf, space, position (u32 each), ascending by leaf; the vectors, space after space.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

use findings::{Direction, TextVectors};

use crate::contributions::Audience;
use crate::directory::Store;
use crate::error::Error;
use crate::standing::Standing;

const FILE: &str = "canvass.vectors";
const UNFINISHED: &str = "canvass.vectors.new";
const MAGIC: &[u8; 18] = b"canvass-vectors/1\n";
/// A row that was erased.
const GONE: u32 = u32::MAX;
const ROW: usize = 12;
const PORTION: usize = 1 << 20;

/// A contribution like another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Like {
    /// Its leaf.
    pub leaf: u64,
    /// Cosine of the two vectors.
    pub likeness: f64,
}

/// Where things stand in the file.
struct Plan {
    rows: u64,
    /// Width, vectors and where they begin.
    spaces: Vec<(usize, u64, u64)>,
}

const ROWS_AT: u64 = MAGIC.len() as u64 + 8 + 8 + 4;

impl Plan {
    fn rows_at(&self) -> u64 {
        ROWS_AT + 8 * self.spaces.len() as u64
    }
}

impl Store {
    /// Keeps the vectors of a run in the place of those before; `leaves` are its contributions, ascending.
    ///
    /// # Errors
    /// [`Error::Files`]; those before are then still there.
    pub fn keep_vectors(
        &self,
        run: u64,
        leaves: &[u64],
        vectors: &TextVectors,
    ) -> Result<(), Error> {
        let (file, unfinished) =
            (self.vectors_file(), self.vectors_file().with_file_name(UNFINISHED));
        let at = |source| Error::Files { path: unfinished.clone(), source };
        let written = File::create(&unfinished).and_then(|out| {
            let mut out = BufWriter::with_capacity(PORTION, out);
            write(&mut out, run, leaves, vectors)?;
            out.flush()
        });
        written.map_err(at)?;
        std::fs::rename(&unfinished, &file).map_err(at)
    }

    /// Whether vectors are kept.
    pub fn has_vectors(&self) -> bool {
        self.vectors_file().exists()
    }

    /// Contributions whose words are like those of `leaf`, the most alike first, of those that `audience` may
    /// read. Of several with the same words the first. Empty where there are no vectors, or `leaf` has none.
    ///
    /// # Errors
    /// [`Error::Files`]; [`Error::Unreadable`]; [`Error::Database`].
    pub fn like(&self, leaf: u64, most: usize, audience: Audience) -> Result<Vec<Like>, Error> {
        if !self.has_vectors() || !self.may_be_read(leaf, audience)? {
            return Ok(Vec::new());
        }
        // More than are asked for, as some may not be read.
        let found = self.nearest(leaf, most * 4 + 20).map_err(|error| self.unreadable(error))?;
        let mut like = Vec::new();
        for (likeness, copies) in found {
            for copy in copies {
                if self.may_be_read(copy, audience)? {
                    like.push(Like { leaf: copy, likeness });
                    break;
                }
            }
            if like.len() == most {
                break;
            }
        }
        Ok(like)
    }

    /// Takes contributions out of the vectors.
    ///
    /// # Errors
    /// [`Error::Files`]; [`Error::Unreadable`].
    pub fn erase_vectors(&self, leaves: &[u64]) -> Result<(), Error> {
        if leaves.is_empty() || !self.has_vectors() {
            return Ok(());
        }
        self.erase_in_file(leaves).map_err(|error| self.unreadable(error))
    }

    fn may_be_read(&self, leaf: u64, audience: Audience) -> Result<bool, Error> {
        let standing = self.contribution(leaf)?.map(|stored| stored.standing);
        Ok(standing.is_some_and(|standing| match audience {
            Audience::Public => standing == Standing::Published,
            Audience::Office => standing.has_words(),
        }))
    }

    fn vectors_file(&self) -> PathBuf {
        self.readers.database().with_file_name(FILE)
    }

    fn unreadable(&self, source: io::Error) -> Error {
        match source.kind() {
            io::ErrorKind::InvalidData => Error::Unreadable { what: "vectors" },
            _ => Error::Files { path: self.vectors_file(), source },
        }
    }

    /// The vectors nearest to a contribution's, each with the contributions that have it, and not its own.
    fn nearest(&self, leaf: u64, most: usize) -> io::Result<Vec<(f64, Vec<u64>)>> {
        let mut file = BufReader::with_capacity(PORTION, File::open(self.vectors_file())?);
        let plan = plan(&mut file)?;
        let mut own = None;
        rows(&mut file, &plan, |row| {
            if u64::from(row.leaf) == leaf {
                own = Some((row.space, row.at));
            }
        })?;
        let Some((space, at)) = own else { return Ok(Vec::new()) };
        let Some(&(width, vectors, begins)) = plan.spaces.get(space as usize) else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        let mut asked = vec![0; width];
        file.seek(SeekFrom::Start(begins + u64::from(at) * width as u64))?;
        file.read_exact(&mut asked)?;
        let asked = signed(&asked);
        file.seek(SeekFrom::Start(begins))?;
        let nearest = scan(&mut file, width, vectors, &asked, (at, most))?;
        let wanted: BTreeSet<u32> = nearest.iter().map(|(_, at)| *at).collect();
        let mut copies: BTreeMap<u32, Vec<u64>> = BTreeMap::new();
        rows(&mut file, &plan, |row| {
            if row.space == space && row.leaf != GONE && wanted.contains(&row.at) {
                copies.entry(row.at).or_default().push(row.leaf.into());
            }
        })?;
        let with_copies = |(likeness, at): (f64, u32)| Some((likeness, copies.remove(&at)?));
        Ok(nearest.into_iter().filter_map(with_copies).collect())
    }

    fn erase_in_file(&self, leaves: &[u64]) -> io::Result<()> {
        let mut file = File::options().read(true).write(true).open(self.vectors_file())?;
        let mut reader = BufReader::with_capacity(PORTION, File::open(self.vectors_file())?);
        let plan = plan(&mut reader)?;
        let gone: BTreeSet<u64> = leaves.iter().copied().collect();
        let (mut number, mut erased) = (0, Vec::new());
        rows(&mut reader, &plan, |row| {
            if gone.contains(&u64::from(row.leaf)) {
                erased.push((number, row.space, row.at));
            }
            number += 1;
        })?;
        let mut lone: BTreeSet<(u32, u32)> =
            erased.iter().map(|(_, space, at)| (*space, *at)).collect();
        rows(&mut reader, &plan, |row| {
            if row.leaf != GONE && !gone.contains(&u64::from(row.leaf)) {
                lone.remove(&(row.space, row.at));
            }
        })?;
        for (number, ..) in erased {
            file.seek(SeekFrom::Start(plan.rows_at() + number * ROW as u64))?;
            file.write_all(&[0xff; ROW])?;
        }
        for (space, at) in lone {
            let Some((width, _, begins)) = plan.spaces.get(space as usize) else { continue };
            file.seek(SeekFrom::Start(begins + u64::from(at) * *width as u64))?;
            file.write_all(&vec![0; *width])?;
        }
        file.sync_data()
    }
}

struct Row {
    leaf: u32,
    space: u32,
    at: u32,
}

fn write(out: &mut impl Write, run: u64, leaves: &[u64], vectors: &TextVectors) -> io::Result<()> {
    let kept = || leaves.iter().zip(&vectors.of_row).filter_map(|(leaf, at)| Some((*leaf, (*at)?)));
    out.write_all(MAGIC)?;
    out.write_all(&run.to_le_bytes())?;
    out.write_all(&(kept().count() as u64).to_le_bytes())?;
    // Leaves and texts fit 32 bits.
    let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    out.write_all(&short(vectors.spaces.len()))?;
    for space in &vectors.spaces {
        out.write_all(&short(space.width))?;
        out.write_all(&short(space.values.len() / space.width.max(1)))?;
    }
    for (leaf, (space, at)) in kept() {
        out.write_all(&u32::try_from(leaf).unwrap_or(GONE).to_le_bytes())?;
        out.write_all(&space.to_le_bytes())?;
        out.write_all(&at.to_le_bytes())?;
    }
    for space in &vectors.spaces {
        for portion in space.values.chunks(PORTION) {
            let bytes: Vec<u8> = portion.iter().map(|x| x.to_le_bytes()[0]).collect();
            out.write_all(&bytes)?;
        }
    }
    Ok(())
}

fn plan(file: &mut (impl Read + Seek)) -> io::Result<Plan> {
    let mut magic = [0; MAGIC.len()];
    file.read_exact(&mut magic)?;
    if magic != *MAGIC {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let _run = long(file)?;
    let rows = long(file)?;
    let spaces = short(file)?;
    let mut plan = Plan { rows, spaces: Vec::new() };
    for _ in 0..spaces.min(1 << 16) {
        plan.spaces.push((short(file)? as usize, short(file)?.into(), 0));
    }
    let mut begins = plan.rows_at() + rows * ROW as u64;
    for (width, vectors, at) in &mut plan.spaces {
        *at = begins;
        begins += *width as u64 * *vectors;
    }
    Ok(plan)
}

fn long(file: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    file.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

fn short(file: &mut impl Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    file.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

/// Reads every row.
fn rows(file: &mut (impl Read + Seek), plan: &Plan, mut each: impl FnMut(Row)) -> io::Result<()> {
    file.seek(SeekFrom::Start(plan.rows_at()))?;
    for _ in 0..plan.rows {
        let mut row = [0; ROW];
        file.read_exact(&mut row)?;
        let part = |at: usize| u32::from_le_bytes([row[at], row[at + 1], row[at + 2], row[at + 3]]);
        each(Row { leaf: part(0), space: part(4), at: part(8) });
    }
    Ok(())
}

/// The positions of the vectors most like `asked`, most alike first, equal ones by position; without its own.
fn scan(
    file: &mut impl Read,
    width: usize,
    vectors: u64,
    asked: &[i8],
    (own, most): (u32, usize),
) -> io::Result<Vec<(f64, u32)>> {
    let mut found: Vec<(f64, Reverse<u32>)> = Vec::new();
    let (mut least, asked) = (0.0, Direction::of(asked));
    let mut bytes = vec![0; (PORTION / width.max(1)).max(1) * width];
    let mut vector = vec![0_i8; width];
    let (mut at, vectors) = (0, u32::try_from(vectors).unwrap_or(u32::MAX));
    while at < vectors && width > 0 {
        let rows = (bytes.len() / width).min((vectors - at) as usize);
        let portion = &mut bytes[..rows * width];
        file.read_exact(portion)?;
        for row in portion.chunks_exact(width) {
            vector.iter_mut().zip(row).for_each(|(x, byte)| *x = byte.cast_signed());
            let likeness = asked.cosine(&vector);
            if at != own && likeness > least {
                found.push((likeness, Reverse(at)));
                if found.len() >= most * 8 {
                    keep_most(&mut found, most);
                    // Of those as alike as the last one kept, the first stay.
                    least = found.last().map_or(0.0, |last| last.0);
                }
            }
            at += 1;
        }
    }
    keep_most(&mut found, most);
    Ok(found.into_iter().map(|(likeness, Reverse(at))| (likeness, at)).collect())
}

fn keep_most(found: &mut Vec<(f64, Reverse<u32>)>, most: usize) {
    found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    found.truncate(most);
}

fn signed(bytes: &[u8]) -> Vec<i8> {
    bytes.iter().map(|byte| i8::from_le_bytes([*byte])).collect()
}
