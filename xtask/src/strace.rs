//! strace, which lets a test see and break the system calls of the program.

use std::process::Command;

use anyhow::{Result, bail};

use crate::workspace::{in_ci, is_root, run, works};

/// Installs strace where it is missing and that can be done: as root on Debian. In CI it must be there,
/// elsewhere tests that want it say that they are left out.
pub(crate) fn install() -> Result<()> {
    if works("strace", &["-V"]) {
        return Ok(());
    }
    if is_root() && works("apt-get", &["--version"]) {
        let apt = |words: &[&str]| {
            let mut apt = Command::new("apt-get");
            apt.args(words).env("DEBIAN_FRONTEND", "noninteractive");
            apt
        };
        run(&mut apt(&["-q", "update"]))?;
        return run(&mut apt(&["-q", "install", "-y", "--no-install-recommends", "strace"]));
    }
    println!("missing: strace\n  on Debian or Ubuntu: sudo apt-get install strace");
    if in_ci() {
        bail!("CI=true and strace missing");
    }
    Ok(())
}
