//! `deny.toml`, held by cargo-deny where it is installed.

use anyhow::Result;

use crate::workspace::{cargo, run, works};

/// Checks licences, doubles and sources; says in one line what became of it. Advisories need a
/// database from the network, so they are left to who runs `cargo deny check advisories`.
pub(super) fn check() -> Result<&'static str> {
    if !works("cargo", &["deny", "--version"]) {
        return Ok("skipped: licences (cargo-deny is not installed)");
    }
    let words = ["deny", "--offline", "--all-features", "check", "licenses", "bans", "sources"];
    run(&mut cargo(&words))?;
    Ok("licences: ok")
}
