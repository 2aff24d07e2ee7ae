//! The browser tests: what they need, how it is got, and the run itself.
//!
//! They need Node, the two packages of `e2e/package-lock.json`, a Chromium, and Noto fonts for Latin,
//! Chinese and Arabic, since a screenshot with empty boxes shows nothing. As root on a Debian machine
//! what is missing is installed; elsewhere it is named together with the command that gets it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::test::Outcome;
use crate::workspace::{in_ci, install, output, root, run as command, works};

const NODE: u32 = 20;
const CHROMIUM: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A spec that waits for ever is ended after this many milliseconds.
const TIME_LIMIT: &str = "--test-timeout=300000";

struct Need {
    what: &'static str,
    package: &'static str,
    /// Without it no spec can run; a font only spoils the pictures.
    vital: bool,
    met: fn() -> bool,
}

const NEEDS: [Need; 6] = [
    Need { what: "Node 20 or newer", package: "nodejs", vital: true, met: has_node },
    Need { what: "npm", package: "npm", vital: true, met: has_npm },
    Need { what: "Chromium", package: "chromium", vital: true, met: has_chromium },
    Need { what: "fc-list", package: "fontconfig", vital: false, met: has_font_list },
    Need {
        what: "Noto fonts for Latin and Arabic",
        package: "fonts-noto-core",
        vital: false,
        met: has_latin_and_arabic,
    },
    Need {
        what: "Noto fonts for Chinese",
        package: "fonts-noto-cjk",
        vital: false,
        met: has_chinese,
    },
];

/// Runs every `e2e/*.test.mjs` against this program.
pub(crate) fn run(program: &Path) -> Result<Outcome> {
    if !program.is_file() {
        bail!("{} is not there; run without --no-browser after a build", program.display());
    }
    let packages: Vec<&str> = missing().iter().map(|need| need.package).collect();
    install(&packages)?;
    let missing = missing();
    if !missing.is_empty() {
        println!("{}", instructions(&missing));
        if in_ci() {
            bail!("CI=true and {} missing", names(&missing));
        }
        if missing.iter().any(|need| need.vital) {
            return Ok(Outcome::Skipped(format!("{} missing, see above", names(&missing))));
        }
    }
    let e2e = root().join("e2e");
    fetch_packages(&e2e)?;
    let chromium = chromium().context("Chromium was there a moment ago")?;
    command(
        Command::new("node")
            .args(["--test", "--test-reporter=spec", TIME_LIMIT])
            .args(specs(&e2e)?)
            .current_dir(&e2e)
            .env("CANVASS_BIN", program)
            .env("CHROMIUM", chromium),
    )?;
    Ok(Outcome::Passed)
}

fn missing() -> Vec<&'static Need> {
    NEEDS.iter().filter(|need| !(need.met)()).collect()
}

fn instructions(missing: &[&Need]) -> String {
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    format!(
        "missing: {}\n  on Debian or Ubuntu: sudo apt-get install --no-install-recommends {}\n  \
         elsewhere: install them your way; CHROMIUM=/path/to/chrome names a browser that is not on \
         the PATH",
        names(missing),
        packages.join(" "),
    )
}

fn names(needs: &[&Need]) -> String {
    needs.iter().map(|need| need.what).collect::<Vec<_>>().join(", ")
}

// npm leaves a copy of the lock file it has carried out.
fn fetch_packages(e2e: &Path) -> Result<()> {
    let changed = |path: &str| fs::metadata(e2e.join(path)).and_then(|file| file.modified()).ok();
    if changed("node_modules/.package-lock.json") > changed("package-lock.json") {
        return Ok(());
    }
    command(Command::new("npm").arg("ci").current_dir(e2e))
}

fn specs(e2e: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(e2e)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name.ends_with(".test.mjs"));
    names.sort();
    Ok(names)
}

fn has_node() -> bool {
    output("node", &["--version"]).ok().and_then(|said| major(&said)).is_some_and(|it| it >= NODE)
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn has_npm() -> bool {
    works("npm", &["--version"])
}

fn has_chromium() -> bool {
    chromium().is_some()
}

fn chromium() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(PathBuf::from(named)).filter(|path| path.is_file());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let at = |name: &str| folders.iter().map(|dir| dir.join(name)).find(|path| path.is_file());
    CHROMIUM.iter().find_map(|name| at(name))
}

fn has_font_list() -> bool {
    works("fc-list", &["--version"])
}

fn has_latin_and_arabic() -> bool {
    has_font("Noto Sans") && has_font("Noto Sans Arabic")
}

fn has_chinese() -> bool {
    has_font("Noto Sans CJK SC")
}

fn has_font(family: &str) -> bool {
    output("fc-list", &[family]).is_ok_and(|found| !found.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_comes_with_the_command_that_gets_it() {
        let said = instructions(&[&NEEDS[2], &NEEDS[5]]);
        assert!(said.starts_with("missing: Chromium, Noto fonts for Chinese\n"), "{said}");
        let command = "sudo apt-get install --no-install-recommends chromium fonts-noto-cjk\n";
        assert!(said.contains(command), "{said}");
    }

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("20"), None);
    }
}
