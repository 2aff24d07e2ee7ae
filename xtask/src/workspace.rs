//! Where the workspace is, and how programs are run in it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The folder that holds the workspace's `Cargo.toml`.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies inside the workspace")
}

/// Whether this run decides about a change: nothing may then be left out in silence.
pub(crate) fn in_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true" || value == "1")
}

/// Whether programs can be installed for everybody.
fn is_root() -> bool {
    output("id", &["-u"]).is_ok_and(|id| id.trim() == "0")
}

/// The `cargo` that started us, with these words; in CI it may not touch `Cargo.lock`.
pub(crate) fn cargo(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words);
    if in_ci() && !matches!(words, ["fmt" | "deny", ..]) {
        command.arg("--locked");
    }
    command
}

/// Prints the command, runs it at the root and fails when it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    if command.get_current_dir().is_none() {
        command.current_dir(root());
    }
    let line = spelled(command);
    println!("$ {line}");
    let status =
        command.stdin(Stdio::null()).status().with_context(|| format!("cannot start {line}"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Whether the command can be started and ends well; what it prints is dropped.
pub(crate) fn works(program: &str, words: &[&str]) -> bool {
    output(program, words).is_ok()
}

/// Installs these packages where that can be done: as root on Debian. What then is still missing is for the
/// caller to say.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    if packages.is_empty() || !is_root() || !works("apt-get", &["--version"]) {
        return Ok(());
    }
    let apt = |words: &[&str]| {
        let mut apt = Command::new("apt-get");
        apt.args(words).env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    run(&mut apt(&["-q", "update"]))?;
    run(apt(&["-q", "install", "-y", "--no-install-recommends"]).args(packages))
}

/// What the program prints, when it ends well.
pub(crate) fn output(program: &str, words: &[&str]) -> Result<String> {
    let output = Command::new(program).args(words).current_dir(root()).output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{program} {}: {}", words.join(" "), said.trim());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// `cargo metadata` with these words added.
pub(crate) fn metadata(words: &[&str]) -> Result<Value> {
    let mut command = cargo(&["metadata", "--format-version", "1"]);
    let output = command.args(words).current_dir(root()).output()?;
    if !output.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The folder that builds go to.
pub(crate) fn target_directory() -> Result<PathBuf> {
    let metadata = metadata(&["--no-deps"])?;
    let path = metadata["target_directory"].as_str().context("cargo metadata names no target")?;
    Ok(path.into())
}

fn spelled(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for word in command.get_args() {
        let _ = write!(line, " {}", word.to_string_lossy());
    }
    line
}
