//! Programs and fonts that tests ask for: strace, which lets a test see and break the system calls of the
//! program; pdftotext, which reads a printed document as its readers do; the fonts that one is set in.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::workspace::{in_ci, is_root, run, works};

struct Tool {
    what: &'static str,
    package: &'static str,
    there: fn() -> bool,
}

const TOOLS: [Tool; 4] = [
    Tool { what: "strace", package: "strace", there: || works("strace", &["-V"]) },
    Tool { what: "pdftotext", package: "poppler-utils", there: || works("pdftotext", &["-v"]) },
    Tool {
        what: "Noto Sans",
        package: "fonts-noto-core",
        there: || is_file("truetype/noto/NotoSans-Bold.ttf"),
    },
    Tool {
        what: "Noto Sans CJK",
        package: "fonts-noto-cjk",
        there: || is_file("opentype/noto/NotoSansCJK-Regular.ttc"),
    },
];

fn is_file(font: &str) -> bool {
    Path::new("/usr/share/fonts").join(font).is_file()
}

fn missing() -> Vec<&'static Tool> {
    TOOLS.iter().filter(|tool| !(tool.there)()).collect()
}

/// Installs what is missing where that can be done: as root on Debian. In CI it must all be there,
/// elsewhere tests that want it say that they are left out.
pub(crate) fn install() -> Result<()> {
    let packages: Vec<&str> = missing().iter().map(|tool| tool.package).collect();
    if !packages.is_empty() && is_root() && works("apt-get", &["--version"]) {
        let apt = |words: &[&str]| {
            let mut apt = Command::new("apt-get");
            apt.args(words).env("DEBIAN_FRONTEND", "noninteractive");
            apt
        };
        run(&mut apt(&["-q", "update"]))?;
        let install = ["-q", "install", "-y", "--no-install-recommends"];
        run(apt(&install).args(&packages))?;
    }
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|tool| tool.what).collect();
    println!(
        "missing: {}\n  on Debian or Ubuntu: sudo apt-get install --no-install-recommends {}",
        names.join(", "),
        packages.join(" ")
    );
    if in_ci() {
        bail!("CI=true and {} missing", names.join(", "));
    }
    Ok(())
}
