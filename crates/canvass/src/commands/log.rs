//! `canvass log export`: the log as a folder of plain files that anyone can copy and check.
//!
//! Which files, and what is in each, is said in `docs/log-format.md`. The folder is written beside its
//! place and renamed when it is whole.

use std::fs;
use std::path::Path;

use findings::mask_personal_data;
use store::{ENTRIES_MAX, Store};
use tlog::published::{bundles, document_path, masked_line, opening_line, openings_path, tiles_of};
use tlog::tile::WIDTH;
use tlog::{Entry, Hash, Kind, PartHashes, leaf_hash};

use crate::cli::LogExport;
use crate::failure::{Exit, Failure, Outcome};

type Entries = Vec<[u8; tlog::entry::LENGTH]>;

/// Runs the command.
pub fn run(command: &LogExport) -> Outcome {
    let store = Store::open(&command.data)?;
    let size = export(&store, &command.to)?;
    eprintln!("Exported   {size} leaves to {}", command.to.display());
    eprintln!("Next:  canvass verify log {}", command.to.display());
    Ok(())
}

/// Writes the folder; gives the number of leaves in it.
pub fn export(store: &Store, to: &Path) -> Outcome<u64> {
    if to.exists() {
        let hint = "choose a folder that does not exist";
        return Err(Failure::new(Exit::CannotCreate, format!("{} exists", to.display()), hint));
    }
    let Some(checkpoint) = store.checkpoint()? else {
        return Err(Failure::new(Exit::Usage, "the log has no leaf yet", "publish a plan first"));
    };
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(".unfinished");
    let folder = to.with_file_name(name);
    let writing = Writing { folder: &folder };
    let entries = entries(store, store.tree()?.size)?;
    writing.file("checkpoint", checkpoint.to_string().as_bytes())?;
    writing.file("policy.txt", format!("log {}\nquorum none\n", store.log_key()).as_bytes())?;
    for (path, bytes) in bundles(&entries) {
        writing.file(&path, &bytes)?;
    }
    let leaves: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry)).collect();
    for (tile, bytes) in tiles_of(&leaves) {
        writing.file(&tile.path(), &bytes)?;
    }
    writing.records(store, &entries)?;
    writing.runs(store)?;
    fs::rename(&folder, to).map_err(|error| cannot(to, &error))?;
    Ok(entries.len() as u64)
}

fn entries(store: &Store, size: u64) -> Outcome<Entries> {
    let mut entries = Entries::new();
    while (entries.len() as u64) < size {
        let from = entries.len() as u64;
        let more = store.entries(from..size.min(from + ENTRIES_MAX))?;
        if more.is_empty() {
            break;
        }
        entries.extend(more);
    }
    Ok(entries)
}

struct Writing<'a> {
    folder: &'a Path,
}

impl Writing<'_> {
    fn file(&self, name: &str, bytes: &[u8]) -> Outcome {
        let path = self.folder.join(name);
        let folder = path.parent().unwrap_or(self.folder);
        fs::create_dir_all(folder).map_err(|error| cannot(folder, &error))?;
        fs::write(&path, bytes).map_err(|error| cannot(&path, &error))
    }

    /// The documents, and the words that are published.
    fn records(&self, store: &Store, entries: &Entries) -> Outcome {
        let mut lines = Vec::new();
        for (index, bytes) in (0..).zip(entries) {
            match Entry::decode(bytes)?.kind {
                Kind::Vote => {}
                Kind::Contribution | Kind::Replacement => lines.extend(line(store, index)?),
                kind => {
                    if let Some(document) = store.document(index)? {
                        self.file(&document_path(kind, index), &document.body)?;
                    }
                }
            }
            let last = index + 1 == entries.len() as u64 || (index + 1).is_multiple_of(WIDTH);
            if last && !lines.is_empty() {
                self.file(&openings_path(index / WIDTH), &lines)?;
                lines.clear();
            }
        }
        Ok(())
    }

    fn runs(&self, store: &Store) -> Outcome {
        for number in 1..=store.latest_run_number()?.unwrap_or(0) {
            let Some(run) = store.run(number)? else { continue };
            if let Some(document) = store.document(run.index)? {
                self.file(&format!("runs/{number}/manifest.json"), &document.body)?;
            }
            for (tile, bytes) in tiles_of(&store.assignment_leaves(number)?) {
                self.file(&format!("runs/{number}/{}", tile.path()), &bytes)?;
            }
        }
        Ok(())
    }
}

/// The line of a contribution; empty when its words are not published.
fn line(store: &Store, index: u64) -> Outcome<Vec<u8>> {
    let Some(stored) = store.contribution(index)? else { return Ok(Vec::new()) };
    let opening = match stored.standing {
        store::Standing::Published => store.opening(index)?,
        _ => None,
    };
    let Some(opening) = opening else { return Ok(Vec::new()) };
    if mask_personal_data(&opening.text).0 != opening.text {
        return Ok(masked_line(index));
    }
    let others = PartHashes { text: None, ..opening.part_hashes() };
    let bytes = consultation::leaf::contribution_text(&opening.text);
    Ok(opening_line(index, &opening.salt, &others, &bytes))
}

fn cannot(path: &Path, error: &std::io::Error) -> Failure {
    Failure::io(Exit::CannotCreate, "write", path, error)
}
