//! `canvass witness`: cosigning the checkpoints of a log that only grows.
//!
//! Run by a university, a newspaper, a neighbouring city: from a clock, or by hand with a folder on a
//! stick. It keeps one file, the checkpoint cosigned last, and replaces it before the line is given out.
//! The program reaches nobody by itself; how the folder or request comes and the line goes is for those
//! who run it.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use tlog::published::{consistency_among, tree_of};
use tlog::tile::Tile;
use tlog::witness::{accept, cosignature_line, with_cosignature};
use tlog::{
    Checkpoint, CosignRequest, Error, Hash, KeyUse, Note, Policy, Refused, SigningKey, VerifierKey,
};

use crate::cli::{WitnessCommand, WitnessOnce};
use crate::failure::{Exit, Failure, Outcome};
use crate::output;
use crate::seal::draw;
use crate::service::now;

/// Runs the command.
pub fn run(command: &WitnessCommand) -> Outcome {
    match command {
        WitnessCommand::Key { name, to } => make_key(name, to),
        WitnessCommand::Once(command) => once(command),
        WitnessCommand::Request { dir, old } => {
            let published = Shown::read(dir)?;
            output::text(published.request(*old)?)
        }
        WitnessCommand::Attach { dir, line, witness } => attach(dir, line, witness),
    }
}

fn make_key(name: &str, to: &Path) -> Outcome {
    let key = SigningKey::new(name, KeyUse::Witness, &draw())?;
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(to).map_err(|error| cannot("create", to, &error))?;
    let text = format!("{}\n", key.to_secret_text());
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(|error| cannot("write", to, &error))?;
    output::line(key.verifier())
}

fn once(command: &WitnessOnce) -> Outcome {
    let log: VerifierKey = command.of.parse()?;
    let key = SigningKey::from_secret_text(text(&command.key)?.trim_end())?;
    if key.verifier().key_use() != KeyUse::Witness {
        let message = format!("{} holds no witness's key", command.key.display());
        return Err(Failure::new(Exit::Input, message, "make one with canvass witness key"));
    }
    let seen = match command.seen.exists() {
        true => Some(Checkpoint::read(Note::read(&text(&command.seen)?)?.text())?),
        false => None,
    };
    let request = match command.log.is_dir() {
        true => {
            let shown = Shown::read(&command.log)?;
            shown.is_of(&log, seen.as_ref())?;
            shown.request(seen.as_ref().map_or(0, |seen| seen.tree.size))?
        }
        false => CosignRequest::read(&text(&command.log)?)?,
    };
    let accepted = accept(seen.as_ref(), &request, &log).map_err(refused)?;
    let seconds = u64::try_from(now().0 / 1_000).unwrap_or_default();
    let line = cosignature_line(&request.checkpoint, &key, seconds);
    let cosigned = with_cosignature(&request.checkpoint, &line, &key.verifier())?;
    keep(&command.seen, &cosigned)?;
    let before = seen.map_or(0, |seen| seen.tree.size);
    eprintln!("Cosigned  {}, {} leaves, {before} before", accepted.origin, accepted.tree.size);
    output::text(line)
}

fn attach(dir: &Path, line: &Path, witness: &str) -> Outcome {
    let path = dir.join("checkpoint");
    let checkpoint = Note::read(&text(&path)?)?;
    keep(&path, &with_cosignature(&checkpoint, &text(line)?, &witness.parse()?)?)
}

/// What a published folder shows of the tree: the checkpoint and the hashes of all leaves.
struct Shown {
    checkpoint: Note,
    leaves: Vec<Hash>,
}

impl Shown {
    fn read(dir: &Path) -> Outcome<Shown> {
        let checkpoint = Note::read(&text(&dir.join("checkpoint"))?)?;
        let size = Checkpoint::read(checkpoint.text())?.tree.size;
        let mut leaves = Vec::new();
        for tile in Tile::of_level(0, size) {
            let path = dir.join(tile.path());
            let bytes = fs::read(&path).map_err(|error| cannot("read", &path, &error))?;
            let (hashes, rest) = bytes.as_chunks::<32>();
            if hashes.len() as u64 != tile.width || !rest.is_empty() {
                let message = format!("{} does not hold {} hashes", path.display(), tile.width);
                return Err(Failure::new(Exit::Differs, message, "fetch the folder again"));
            }
            leaves.extend(hashes.iter().map(|hash| Hash(*hash)));
        }
        Ok(Shown { checkpoint, leaves })
    }

    /// The folder is whole and of that log, and begins with what was seen. With all leaves at hand two
    /// versions are told from a folder that is damaged.
    fn is_of(&self, log: &VerifierKey, seen: Option<&Checkpoint>) -> Outcome {
        let shown = Policy::of_log(log.clone()).check(&self.checkpoint)?.checkpoint;
        if tree_of(self.leaves.iter().copied()) != shown.tree {
            let message = "the tiles of the folder do not lead to its checkpoint";
            return Err(Failure::new(Exit::Differs, message, "fetch the folder again"));
        }
        let Some(seen) = seen.filter(|seen| seen.tree.size <= shown.tree.size) else {
            return Ok(());
        };
        let before = tree_of(self.leaves[..seen.tree.size as usize].iter().copied());
        if before == seen.tree {
            return Ok(());
        }
        let why = Error::OlderRoot { computed: before.root, stated: seen.tree.root };
        Err(refused(Refused::Fork { seen: Box::new(seen.clone()), shown: Box::new(shown), why }))
    }

    fn request(&self, old: u64) -> Outcome<CosignRequest> {
        let proof = match 0 < old && old < self.leaves.len() as u64 {
            true => consistency_among(&self.leaves, old)?,
            false => Vec::new(),
        };
        Ok(CosignRequest { old, proof, checkpoint: self.checkpoint.clone() })
    }
}

fn refused(why: Refused) -> Failure {
    let hint = match &why {
        Refused::Fork { .. } => {
            "keep the file of what was seen and this checkpoint: together they prove it to anyone"
        }
        Refused::NotProved(_) => "ask for the folder itself, which tells a fork from a bad proof",
        Refused::Elsewhere { .. } => "make the request again from the size seen",
        Refused::Unknown(_) => "check that the key is the log's",
    };
    Failure::new(Exit::Differs, why.to_string(), hint)
}

/// Replaces a file whole: it is on stable storage before anything is said.
fn keep(path: &Path, note: &Note) -> Outcome {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = path.with_file_name(name);
    let write = || {
        let mut file = File::create(&new)?;
        file.write_all(note.to_string().as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, path)?;
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        File::open(parent.unwrap_or(Path::new(".")))?.sync_all()
    };
    write().map_err(|error| cannot("write", path, &error))
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| cannot("read", path, &error))
}

fn cannot(doing: &str, path: &Path, error: &std::io::Error) -> Failure {
    let exit = if doing == "read" { Exit::Input } else { Exit::CannotCreate };
    Failure::io(exit, doing, path, error)
}
