//! Opening what was named on the command line.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use intake::{ErrorKind, Input, IntakeError, Options, Source};

use crate::cli::Reading;
use crate::failure::{Exit, Failure, Outcome};

/// Opens files and folders in the order given. `-` is standard input, which is taken into memory.
pub fn open(paths: &[impl AsRef<Path>]) -> Outcome<Vec<Input>> {
    paths.iter().map(|path| open_one(path.as_ref())).collect()
}

/// Opens one file.
pub fn open_file(path: &Path) -> Outcome<Source> {
    let name = path.to_string_lossy().into_owned();
    if name == "-" {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
        return Ok(Source::memory("standard-input", bytes));
    }
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    Ok(Source::file(name, file))
}

/// Opens a file or a folder.
pub fn open_one(path: &Path) -> Outcome<Input> {
    if !path.is_dir() {
        return Ok(Input::File(open_file(path)?));
    }
    let mut names: Vec<_> = fs::read_dir(path)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>())
        .map_err(|error| unreadable(path, &error))?;
    names.sort();
    let wanted = names.iter().filter(|file| {
        file.file_name().and_then(|name| name.to_str()).is_some_and(intake::is_wanted_of_folder)
    });
    let files = wanted.map(|file| open_file(file)).collect::<Outcome<_>>()?;
    Ok(Input::Folder { path: path.to_string_lossy().into_owned(), files })
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::io(Exit::Input, "read", path, error)
}

/// The caller's words on how to read, as intake takes them.
pub fn options(reading: &Reading) -> Outcome<Options> {
    let mut map = Vec::new();
    for value in &reading.map {
        map.extend(intake::parse_map(value)?);
    }
    let header_row = reading.header_row.map(u64::from);
    Ok(Options { map, sheet: reading.sheet.clone(), header_row, ..Options::default() })
}

impl From<IntakeError> for Failure {
    fn from(error: IntakeError) -> Failure {
        let exit = match error.kind() {
            ErrorKind::UsedWrongly => Exit::Usage,
            ErrorKind::NotUsable => Exit::Input,
            ErrorKind::Io => Exit::Io,
        };
        Failure::new(exit, error.to_string(), error.hint())
    }
}

/// Says which rows were set aside: how many for each kind of reason, with the first of them.
pub fn print_quarantine(read: &intake::Read) {
    let mut kinds: BTreeMap<&str, (u64, String)> = BTreeMap::new();
    for row in &read.quarantine {
        let first = || format!("{} line {}: {}", row.file, row.line, row.reason);
        kinds.entry(row.reason.code()).or_insert_with(|| (0, first())).0 += 1;
    }
    for (rows, first) in kinds.into_values() {
        eprintln!("  quarantined {rows}, first {first}");
    }
}
