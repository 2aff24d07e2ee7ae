//! `canvass receipt`: the receipt of a leaf, of a batch that was imported, or of one of its rows.
//!
//! Whoever wrote on paper or by mail has no browser that was given a receipt; the batch has one, whose
//! document names the file and the leaves that came of it. The receipt of a single row is made when somebody
//! asks for it. Beside the batch's receipt `import` leaves a table of its contributions.

use std::fmt::Write;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use store::{ENTRIES_MAX, Store};
use tlog::{Entry, Kind, leaf_hash};

use crate::cli::ReceiptOf;
use crate::failure::{Exit, Failure, Outcome};
use crate::output;
use crate::placement::Placement;
use crate::receipt::as_given;
use crate::result_folder::write_file;
use crate::seal::{hex, sha256};

/// Runs the command.
pub fn run(command: &ReceiptOf) -> Outcome {
    let store = Store::open(&command.data)?;
    let index = match (command.leaf, &command.batch) {
        (Some(leaf), _) => leaf,
        (None, Some(batch)) => {
            let (leaf, leaves) = batch_of(&store, batch)?;
            match command.row {
                None => leaf,
                Some(row) => row_of(&store, leaves, row)?,
            }
        }
        (None, None) => return Err(none("name a leaf or a batch")),
    };
    match command.run {
        None => output::text(receipt(&store, index)?),
        Some(run) => match Placement::of(&store, run, index)? {
            Some(placement) => output::text(placement),
            None => Err(none(&format!("leaf {index} took no part in run {run}"))),
        },
    }
}

/// Writes receipt and table of a batch; gives where the receipt is.
pub fn write_batch(
    store: &Store,
    data: &Path,
    batch: u64,
    leaves: &[(String, u64)],
) -> Outcome<PathBuf> {
    let place = place(data, batch);
    write_file(&place, receipt(store, batch)?.as_bytes())?;
    write_file(&place.with_extension("csv"), table(store, leaves)?.as_bytes())?;
    Ok(place)
}

/// Where the receipt of a batch is, once it was imported.
pub fn place(data: &Path, batch: u64) -> PathBuf {
    data.join("imports").join(format!("{batch}.canvass-receipt"))
}

fn receipt(store: &Store, index: u64) -> Outcome<String> {
    match as_given(store, index)? {
        Some(receipt) => Ok(receipt.to_string()),
        None => Err(none(&format!("leaf {index} is not there, or its words are erased"))),
    }
}

/// `contribution,index,leaf_sha256`, in the order of the file; ids as the file has them.
fn table(store: &Store, leaves: &[(String, u64)]) -> Outcome<String> {
    let mut text = "contribution,index,leaf_sha256\n".to_owned();
    let mut page = (0, Vec::new());
    for (id, index) in leaves {
        if !(page.0..page.0 + page.1.len() as u64).contains(index) {
            page = (*index, store.entries(*index..*index + ENTRIES_MAX)?);
        }
        let hash = leaf_hash(&page.1[(*index - page.0) as usize]);
        let id = match id.contains(['"', ',', '\n', '\r']) {
            true => format!("\"{}\"", id.replace('"', "\"\"")),
            false => id.clone(),
        };
        writeln!(text, "{id},{index},{hash}").expect("a string takes all that is written");
    }
    Ok(text)
}

/// A batch by its leaf, or by the file it was: its leaf, and the leaves that came of it.
fn batch_of(store: &Store, batch: &str) -> Outcome<(u64, Range<u64>)> {
    let leaf = match batch.parse() {
        Ok(leaf) => leaf,
        Err(_) => imported(store, Path::new(batch))?,
    };
    let document = store.document(leaf)?.filter(|document| document.kind == Kind::ImportBatch);
    let document = document.ok_or_else(|| none(&format!("leaf {leaf} is no batch")))?;
    let body: serde_json::Value = serde_json::from_slice(&document.body)
        .map_err(|_| none(&format!("the batch of leaf {leaf} cannot be read")))?;
    let [first, last] = ["first", "last"].map(|name| body[name].as_u64().unwrap_or_default());
    Ok((leaf, first..last + 1))
}

fn imported(store: &Store, path: &Path) -> Outcome<u64> {
    let bytes = fs::read(path).map_err(|error| Failure::io(Exit::Input, "read", path, &error))?;
    let found = store.import_batch(&sha256(hex(&sha256(&bytes))))?;
    let unknown = || none(&format!("{} was not imported as a file by itself", path.display()));
    Ok(found.ok_or_else(unknown)?.index)
}

/// The leaf of the `row`-th contribution among the leaves of a batch, from 1.
fn row_of(store: &Store, leaves: Range<u64>, row: u64) -> Outcome<u64> {
    let (mut at, mut before) = (leaves.start, 0);
    while at < leaves.end {
        let entries = store.entries(at..leaves.end)?;
        for bytes in &entries {
            before += u64::from(Entry::decode(bytes)?.kind == Kind::Contribution);
            if before == row && row > 0 {
                return Ok(at);
            }
            at += 1;
        }
        if entries.is_empty() {
            break;
        }
    }
    Err(none(&format!("the batch has {before} contributions")))
}

fn none(what: &str) -> Failure {
    Failure::new(Exit::Usage, what, "`canvass import` names the leaf of each batch")
}
