//! Programs and fonts that tests ask for: strace, which lets a test see and break the system calls of the
//! program; pdftotext, which reads a printed document as its readers do; the fonts that one is set in.

use std::path::Path;

use anyhow::{Result, bail};

use crate::workspace::{in_ci, install, works};

/// A program or font, and how it is got.
pub(crate) struct Tool {
    what: &'static str,
    package: &'static str,
    there: fn() -> bool,
}

/// Sees and breaks system calls.
pub(crate) const STRACE: Tool =
    Tool { what: "strace", package: "strace", there: || works("strace", &["-V"]) };

/// All that tests ask for.
pub(crate) const ALL: [Tool; 4] = [
    STRACE,
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

/// Installs what is missing of these where that can be done. In CI it must all be there, elsewhere tests that
/// want it say that they are left out.
pub(crate) fn provide(tools: &[Tool]) -> Result<()> {
    let missing = || tools.iter().filter(|tool| !(tool.there)());
    let packages: Vec<&str> = missing().map(|tool| tool.package).collect();
    install(&packages)?;
    let names: Vec<&str> = missing().map(|tool| tool.what).collect();
    if names.is_empty() {
        return Ok(());
    }
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
