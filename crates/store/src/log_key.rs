//! The key that signs the tlog: a file of its own, for its owner alone, so that a copy of the database
//! holds no key and a key can be kept on another device.
//!
//! The database knows the public half. Another key is refused at opening: what it signed could not be
//! checked with the key that participants were given.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tlog::SigningKey;

use crate::directory::{at, sync};
use crate::error::Error;

const FILE: &str = "log.key";
const UNFINISHED: &str = "log.key.new";

/// Writes the key.
pub(crate) fn write(directory: &Path, key: &SigningKey) -> Result<(), Error> {
    prepare(directory, key)?;
    put_in_place(directory)
}

/// Writes a key beside the one in use, readable for its owner alone from the first byte on.
pub(crate) fn prepare(directory: &Path, key: &SigningKey) -> Result<(), Error> {
    let unfinished = directory.join(UNFINISHED);
    if unfinished.exists() {
        fs::remove_file(&unfinished).map_err(at(&unfinished))?;
    }
    let mut file = private(&unfinished).map_err(at(&unfinished))?;
    writeln!(file, "{}", key.to_secret_text()).map_err(at(&unfinished))?;
    file.sync_all().map_err(at(&unfinished))?;
    sync(directory)
}

/// The key that was written beside it takes the place of the one in use.
pub(crate) fn put_in_place(directory: &Path) -> Result<(), Error> {
    let path = directory.join(FILE);
    fs::rename(directory.join(UNFINISHED), &path).map_err(at(&path))?;
    sync(directory)
}

/// Reads the key and checks that it is the one whose public half the database knows. A change of keys that
/// was cut off when the database knew of it is finished.
pub(crate) fn read(directory: &Path, conn: &Connection) -> Result<SigningKey, Error> {
    match read_at(directory.join(FILE), conn) {
        Err(Error::KeyDiffers(path)) => {
            let key = read_at(directory.join(UNFINISHED), conn);
            let key = key.map_err(|_| Error::KeyDiffers(path))?;
            put_in_place(directory)?;
            Ok(key)
        }
        read => read,
    }
}

fn read_at(path: PathBuf, conn: &Connection) -> Result<SigningKey, Error> {
    let text = fs::read_to_string(&path).map_err(at(&path))?;
    if is_open_to_others(&path).map_err(at(&path))? {
        return Err(Error::KeyOpen(path));
    }
    let key = SigningKey::from_secret_text(text.trim_end())?;
    let known: Vec<u8> =
        conn.query_row("SELECT value FROM setting WHERE name = 'log_key'", [], |row| row.get(0))?;
    match key.verifier().to_string().into_bytes() == known {
        true => Ok(key),
        false => Err(Error::KeyDiffers(path)),
    }
}

fn private(path: &PathBuf) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> std::io::Result<bool> {
    Ok(false)
}
