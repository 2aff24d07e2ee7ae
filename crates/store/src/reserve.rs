//! Room put by for a full disk.
//!
//! A file of [`BYTES_MAX`], less on a small disk, that is given up when the disk is full, so that what
//! makes room, or must not wait, still can be written: withdrawing, erasing, moderating, moving the
//! write-ahead log into the database. New words and votes are refused from then on, until the file can
//! be made again.

use std::fs::File;
use std::path::{Path, PathBuf};

/// Bytes put by at most.
const BYTES_MAX: u64 = 64 * 1024 * 1024;
/// And this share of what is free when it is made.
const SHARE: u64 = 8;

/// The file's name.
pub(crate) const FILE: &str = "canvass.reserve";

/// The file, while the store is open.
#[derive(Debug)]
pub(crate) struct Reserve {
    path: PathBuf,
    held: bool,
}

impl Reserve {
    /// Makes the file, or finds that there is no room for it.
    pub(crate) fn hold(directory: &Path) -> Reserve {
        let mut reserve = Reserve { path: directory.join(FILE), held: false };
        reserve.regain();
        reserve
    }

    /// Whether the room is put by: the disk is not full.
    pub(crate) fn is_held(&self) -> bool {
        self.held
    }

    /// Gives the room up.
    pub(crate) fn release(&mut self) {
        self.held = false;
        empty(&self.path);
    }

    /// Whether the quota of whoever runs the program is used up in this directory. SQLite reports that as
    /// it reports a broken disk; so room is asked for once more, in a file of its own.
    pub(crate) fn quota_is_used_up(&self) -> bool {
        let probe = self.path.with_extension("probe");
        let used_up = probed(&probe);
        // What is left of it holds nothing, and is written over the next time.
        let _ = std::fs::remove_file(&probe);
        used_up
    }

    /// Puts the room by again, if that leaves as much free: else the disk would be full again at once.
    pub(crate) fn regain(&mut self) {
        self.held = self.held || put_by(&self.path).is_some();
    }
}

/// Gives the room of a directory up that is being opened.
pub(crate) fn give_up(directory: &Path) {
    empty(&directory.join(FILE));
}

/// Takes the blocks from the file. It keeps its length, and so how much is to be put by again.
fn empty(path: &Path) {
    // Not removed, as a folder may need room for that. If it cannot be emptied, no room is made.
    let _ = File::options().write(true).open(path).and_then(|file| {
        let length = file.metadata()?.len();
        file.set_len(0)?;
        file.set_len(length)
    });
}

#[cfg(target_os = "linux")]
fn put_by(path: &Path) -> Option<()> {
    use std::os::unix::fs::MetadataExt;

    use rustix::fs::{FallocateFlags, fallocate, fstatvfs};

    /// Less than this is no room: a batch and its checkpoint would not fit.
    const LEAST: u64 = 64 * 1024;

    let file = File::options().create(true).truncate(false).write(true).open(path).ok()?;
    let metadata = file.metadata().ok()?;
    let (length, held) = (metadata.len(), metadata.blocks() * 512);
    if length > 0 && held >= length {
        return Some(());
    }
    let disk = fstatvfs(&file).ok()?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize) + held;
    let (wanted, needed) = match length {
        0 => (BYTES_MAX.min(free / SHARE), LEAST * SHARE),
        given_up => (given_up, 2 * given_up),
    };
    if free < needed {
        return None;
    }
    file.set_len(wanted).ok()?;
    fallocate(&file, FallocateFlags::empty(), 0, wanted).ok()
}

#[cfg(target_os = "linux")]
fn probed(path: &Path) -> bool {
    use rustix::fs::{FallocateFlags, fallocate};
    use rustix::io::Errno;

    match File::create(path) {
        Ok(file) => fallocate(&file, FallocateFlags::empty(), 0, 64 * 1024) == Err(Errno::DQUOT),
        Err(error) => error.kind() == std::io::ErrorKind::QuotaExceeded,
    }
}

/// Elsewhere it cannot be told.
#[cfg(not(target_os = "linux"))]
fn probed(_: &Path) -> bool {
    false
}

/// Elsewhere nothing is put by.
#[cfg(not(target_os = "linux"))]
fn put_by(_: &Path) -> Option<()> {
    Some(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::os::unix::fs::MetadataExt;

    use super::*;

    #[test]
    fn room_is_put_by_given_up_and_put_by_again() {
        let directory = tempfile::tempdir().unwrap();
        let room = || {
            let metadata = std::fs::metadata(directory.path().join(FILE)).unwrap();
            (metadata.len(), metadata.blocks() * 512)
        };
        let mut reserve = Reserve::hold(directory.path());
        assert!(reserve.is_held());
        let (length, held) = room();
        assert!(length > 0 && length <= BYTES_MAX && held >= length);
        reserve.release();
        assert!(!reserve.is_held());
        assert_eq!(room(), (length, 0));
        reserve.regain();
        assert!(reserve.is_held());
        assert_eq!(room(), (length, held));
        drop(reserve);
        assert!(Reserve::hold(directory.path()).is_held());
    }
}
