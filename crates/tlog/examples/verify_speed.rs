//! How long both checkers take on a published log of millions of leaves.
//!
//!     cargo run --release -p canvass-tlog --example verify_speed -- [--leaves N] [--open] [--at DIR]
//!
//! Makes a log of N leaves (3,113,000): the opening of a round, then contributions and votes in turn. With
//! `--open` every contribution is published with its words, so its line of openings is checked too; without,
//! they are held. Then checks the folder with this program and with `verify/verify.py`, each reading all its
//! files, and prints the seconds that each took from start to end.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use tlog::published::{
    Files, bundles, check_log, document_path, opening_line, openings_path, tiles_of,
};
use tlog::tile::WIDTH;
use tlog::{
    Channel, Checkpoint, Entry, Hash, KeyUse, Kind, Part, PartHashes, Parts, Reason, SigningKey,
    Tier, document_commitment, leaf_hash, part_hash,
};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

struct Options {
    leaves: u64,
    open: bool,
    at: PathBuf,
}

fn main() -> Outcome {
    let options = options()?;
    let folder = options.at.join(format!("canvass-verify-{}", std::process::id()));
    let since = Instant::now();
    make(&folder, &options)?;
    println!("made {} leaves in {:.1} s", options.leaves, since.elapsed().as_secs_f64());
    let since = Instant::now();
    let checked = check(&folder)?;
    println!("{checked}");
    println!("this program: {:.1} s", since.elapsed().as_secs_f64());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../verify/verify.py");
    let since = Instant::now();
    let python = Command::new("python3").arg(script).arg("log").arg(&folder).status()?;
    println!("verify.py: {:.1} s, {python}", since.elapsed().as_secs_f64());
    fs::remove_dir_all(&folder)?;
    Ok(())
}

fn options() -> Outcome<Options> {
    let mut options = Options { leaves: 3_113_000, open: false, at: std::env::temp_dir() };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--open" => options.open = true,
            "--leaves" => {
                options.leaves = words.next().ok_or("--leaves wants a number")?.parse()?
            }
            "--at" => options.at = words.next().ok_or("--at wants a folder")?.into(),
            _ => return Err(format!("{word}: not an option").into()),
        }
    }
    Ok(options)
}

fn salt(index: u64) -> [u8; 32] {
    let mut salt = [7; 32];
    salt[..8].copy_from_slice(&index.to_be_bytes());
    salt
}

fn words(index: u64) -> Vec<u8> {
    format!(r#"{{"text":"Trees for street {index}, and a bench where people wait.","v":1}}"#).into()
}

fn hashes(index: u64) -> PartHashes {
    let text = part_hash(Part::Text, &salt(index), &words(index));
    PartHashes { text: Some(text), attributes: Some(Hash([3; 32])), identity: None }
}

/// Every second leaf is a vote.
fn entry(index: u64, opening: &[u8]) -> Entry {
    let (kind, commitment) = match index {
        0 => (Kind::Opening, document_commitment(opening)),
        index if index % 2 == 0 => (Kind::Vote, Hash(salt(index))),
        index => (Kind::Contribution, hashes(index).commitment()),
    };
    Entry {
        kind,
        channel: Channel::Web,
        tier: Tier::Open,
        parts: match kind {
            Kind::Opening => Parts::NONE,
            Kind::Vote => Parts::NONE.with(Part::Text),
            _ => hashes(index).parts(),
        },
        reason: Reason::None,
        minute: 29_900_000,
        reference: (index > 0).then_some(0),
        commitment,
    }
}

fn make(folder: &Path, options: &Options) -> Outcome {
    let release = if options.open { "at-once" } else { "held" };
    let opening = format!(r#"{{"act":{{"open-round":{{"release":"{release}"}}}}}}"#).into_bytes();
    let entries: Vec<_> = (0..options.leaves)
        .map(|index| entry(index, &opening).encode())
        .collect::<Result<_, _>>()?;
    let leaves: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry)).collect();
    let key = SigningKey::new("log.example/plan/log1", KeyUse::Log, &[1; 32])?;
    let checkpoint = Checkpoint::sign(tlog::published::tree_of(leaves.iter().copied()), &key);
    write(folder, "checkpoint", checkpoint.to_string().as_bytes())?;
    let policy = format!("log {}\nquorum none\n", key.verifier());
    write(folder, "policy.txt", policy.as_bytes())?;
    write(folder, &document_path(Kind::Opening, 0), &opening)?;
    for (name, bytes) in bundles(&entries) {
        write(folder, &name, &bytes)?;
    }
    for (tile, bytes) in tiles_of(&leaves) {
        write(folder, &tile.path(), &bytes)?;
    }
    for bundle in (0..options.leaves.div_ceil(WIDTH)).filter(|_| options.open) {
        let here = bundle * WIDTH..options.leaves.min((bundle + 1) * WIDTH);
        let line = |index| {
            let others = PartHashes { text: None, ..hashes(index) };
            opening_line(index, &salt(index), &others, &words(index))
        };
        let lines: Vec<u8> = here.filter(|index| index % 2 == 1).flat_map(line).collect();
        write(folder, &openings_path(bundle), &lines)?;
    }
    Ok(())
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Outcome {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().ok_or("a file stands in a folder")?)?;
    Ok(fs::write(path, bytes)?)
}

fn check(folder: &Path) -> Outcome<String> {
    let mut names = BTreeSet::new();
    list(folder, "", &mut names)?;
    let read = |name: &str| fs::read(folder.join(name)).ok();
    let (report, _) = check_log(&Files { names, read: &read }, None);
    match report.failed.first() {
        None => Ok(report.checked.join("\n")),
        Some(what) => Err(what.clone().into()),
    }
}

fn list(folder: &Path, prefix: &str, names: &mut BTreeSet<String>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => list(&entry.path(), &format!("{name}/"), names)?,
            false => drop(names.insert(name)),
        }
    }
    Ok(())
}
