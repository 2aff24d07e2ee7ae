//! An output folder that appears whole or not at all.
//!
//! Files are written to a folder beside the wanted one and renamed into place at the end; when
//! anything fails on the way, that folder is removed. `--force` replaces an earlier result of the same
//! command, which its manifest proves, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Exit, Failure, Outcome};

/// Name of the file that marks a folder as a result of ours.
pub const MANIFEST: &str = "manifest.json";

/// A folder being written. Dropping it without [`finish`](Staging::finish) leaves nothing behind.
pub struct Staging {
    wanted: PathBuf,
    beside: PathBuf,
    finished: bool,
}

impl Staging {
    /// Prepares to write `wanted`, which must not exist or be empty, or, with `force`, hold an earlier
    /// result whose manifest names `schema`.
    pub fn begin(wanted: &Path, force: bool, schema: &str) -> Outcome<Staging> {
        check_wanted(wanted, force, schema)?;
        let name = wanted.file_name().ok_or_else(|| {
            let hint = "give a folder that does not exist yet, for instance --out result";
            Failure::new(Exit::Usage, format!("{} names no folder", wanted.display()), hint)
        })?;
        let mut beside_name = std::ffi::OsString::from(".");
        beside_name.push(name);
        beside_name.push(format!(".{}.partial", std::process::id()));
        let beside = wanted.with_file_name(beside_name);
        fs::create_dir_all(&beside)
            .map_err(|error| Failure::io(Exit::CannotCreate, "create", &beside, &error))?;
        remove_when_stopped(beside.clone());
        Ok(Staging { wanted: wanted.to_owned(), beside, finished: false })
    }

    /// Where to write for now.
    pub fn path(&self) -> &Path {
        &self.beside
    }

    /// Puts the folder in its place.
    pub fn finish(mut self) -> Outcome {
        let failed = |error| Failure::io(Exit::CannotCreate, "put in place", &self.wanted, &error);
        if self.wanted.is_dir() {
            // An empty folder, or an earlier result under --force: both were checked at the start.
            let old = self.beside.with_extension("replaced");
            fs::rename(&self.wanted, &old).map_err(failed)?;
            fs::rename(&self.beside, &self.wanted).map_err(failed)?;
            self.finished = true;
            return fs::remove_dir_all(&old).map_err(failed);
        }
        fs::rename(&self.beside, &self.wanted).map_err(failed)?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.finished {
            // Nothing can be done about a failure here; the failure that led here is being reported.
            let _ = fs::remove_dir_all(&self.beside);
        }
    }
}

/// Exit code of a command that was stopped by Ctrl-C.
const STOPPED: i32 = 130;

/// Removes the folder and ends the process when somebody stops the command.
fn remove_when_stopped(beside: PathBuf) {
    std::thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
            return;
        };
        if runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
            let _ = fs::remove_dir_all(&beside);
            std::process::exit(STOPPED);
        }
    });
}

fn check_wanted(wanted: &Path, force: bool, schema: &str) -> Outcome {
    let refused = |what: &str, hint: &str| {
        Err(Failure::new(Exit::Usage, format!("{} {what}", wanted.display()), hint))
    };
    if !wanted.exists() {
        return Ok(());
    }
    if !wanted.is_dir() {
        return refused("is not a folder", "name a folder that does not exist yet");
    }
    let mut entries = fs::read_dir(wanted)
        .map_err(|error| Failure::io(Exit::CannotCreate, "read", wanted, &error))?;
    if entries.next().is_none() {
        return Ok(());
    }
    match (force, is_ours(wanted, schema)) {
        (true, true) => Ok(()),
        (false, true) => refused("holds an earlier result", "add --force to replace it"),
        (_, false) => refused(
            "is not empty and holds no earlier result",
            "name another folder; --force replaces only an earlier result",
        ),
    }
}

fn is_ours(folder: &Path, schema: &str) -> bool {
    let manifest = fs::read(folder.join(MANIFEST)).unwrap_or_default();
    serde_json::from_slice::<serde_json::Value>(&manifest)
        .is_ok_and(|manifest| manifest["schema"] == schema)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = "test/1";

    fn write(folder: &Path, name: &str, text: &str) {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join(name), text).unwrap();
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn appears_whole_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        let dropped = Staging::begin(&out, false, SCHEMA).unwrap();
        write(dropped.path(), "a", "1");
        drop(dropped);
        assert_eq!(names(dir.path()), Vec::<String>::new());

        let kept = Staging::begin(&out, false, SCHEMA).unwrap();
        write(kept.path(), "a", "1");
        kept.finish().unwrap();
        assert_eq!((names(dir.path()), names(&out)), (vec!["out".into()], vec!["a".into()]));
    }

    #[test]
    fn force_replaces_an_earlier_result_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        write(&out, "letter.txt", "mine");
        for force in [false, true] {
            assert!(Staging::begin(&out, force, SCHEMA).is_err());
        }
        write(&out, MANIFEST, r#"{"schema":"test/1"}"#);
        assert!(Staging::begin(&out, false, SCHEMA).is_err());
        let again = Staging::begin(&out, true, SCHEMA).unwrap();
        write(again.path(), "b", "2");
        again.finish().unwrap();
        assert_eq!((names(dir.path()), names(&out)), (vec!["out".into()], vec!["b".into()]));
    }
}
