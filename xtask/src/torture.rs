//! `cargo xtask torture NAME`: the tests that take longer than a change may wait for.
//!
//! A long test is an ignored test of a room. It runs to its count, or for `--minutes`, and its last line
//! says what was done and how far that bounds the chance of what must not happen.

use std::time::Instant;

use anyhow::{Result, bail};

use crate::tools;
use crate::workspace::{cargo, run as command};

/// A long test.
struct Torture {
    name: &'static str,
    what: &'static str,
    package: &'static str,
    target: &'static str,
    test: &'static str,
    /// Features of the package; empty for its own.
    features: &'static str,
    /// How it is built.
    profile: &'static str,
    needs_strace: bool,
}

const ALL: [Torture; 10] = [
    Torture {
        name: "kill",
        what: "1,100 times SIGKILL under load, at random moments",
        test: "kill::long",
        needs_strace: false,
        ..SERVICE
    },
    Torture {
        name: "failpoints",
        what: "300 times SIGKILL under load, at each system call of the write path",
        test: "kill::long_failpoints",
        ..SERVICE
    },
    Torture {
        name: "faults",
        what: "the n-th write and the n-th fsync fail, n = 1 to 200",
        test: "faults::long",
        ..SERVICE
    },
    Torture {
        name: "full-disk",
        what: "the disk is full, at 100 sizes",
        test: "full_disk::long",
        needs_strace: false,
        ..SERVICE
    },
    Torture {
        name: "images",
        what: "10,000 disks as they may be after a power cut",
        test: "images::long",
        ..SERVICE
    },
    Torture {
        name: "order",
        what: "10,000 answers, each after the fsync of its record",
        test: "order::long",
        ..SERVICE
    },
    Torture {
        name: "mutations",
        what: "every byte of a published log of 1,000 leaves altered, asked of both checkers",
        target: "published",
        test: "every_altered_byte_is_noticed_by_both",
        ..TLOG
    },
    Torture {
        name: "fuzz",
        what: "1,000,000 altered inputs for each thing that the log's room reads",
        ..FUZZ
    },
    Torture {
        name: "importers",
        what: "1,000,000 altered files for each thing that is imported",
        package: "canvass-intake",
        features: "docx",
        ..FUZZ
    },
    Torture {
        name: "texts",
        what: "1,000,000 altered texts for the normal form, duplicates, search, the whole analysis",
        package: "canvass-analysis",
        ..FUZZ
    },
];

const TLOG: Torture = Torture { package: "canvass-tlog", needs_strace: false, ..SERVICE };

const FUZZ: Torture = Torture { target: "fuzz", test: "long", profile: "torture", ..TLOG };

const SERVICE: Torture = Torture {
    name: "",
    what: "",
    package: "canvass",
    target: "torture",
    test: "",
    features: "",
    profile: "ci",
    needs_strace: true,
};

/// What `cargo xtask torture` was asked for.
#[derive(Debug, PartialEq)]
pub(crate) struct Options {
    names: Vec<String>,
    minutes: Option<f64>,
}

impl Options {
    /// Reads the words after `torture`.
    pub(crate) fn parse(words: &[&str]) -> Result<Options> {
        let mut options = Options { names: Vec::new(), minutes: None };
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            match word {
                "--minutes" => options.minutes = Some(minutes(words.next().copied())?),
                "all" => options.names.extend(ALL.iter().map(|one| one.name.to_owned())),
                name if ALL.iter().any(|one| one.name == name) => {
                    options.names.push(name.to_owned());
                }
                _ => bail!("torture: {word}: there are {}, all", names()),
            }
        }
        if options.names.is_empty() {
            bail!("torture: name one of {}, all", names());
        }
        Ok(options)
    }
}

fn minutes(word: Option<&str>) -> Result<f64> {
    match word.and_then(|word| word.parse().ok()) {
        Some(minutes) if minutes > 0.0 => Ok(minutes),
        _ => bail!("torture: --minutes wants a number above 0"),
    }
}

fn names() -> String {
    ALL.map(|one| one.name).join(", ")
}

/// The list for the usage text.
pub(crate) fn list() -> String {
    ALL.iter().map(|one| format!("            {:<12}{}\n", one.name, one.what)).collect()
}

/// Runs the tests asked for, one after the other.
pub(crate) fn run(options: &Options) -> Result<()> {
    let asked = |one: &&Torture| options.names.iter().any(|name| name == one.name);
    for one in ALL.iter().filter(asked) {
        if one.needs_strace {
            tools::provide(&[tools::STRACE])?;
        }
        println!("\n== {}: {}", one.name, one.what);
        let since = Instant::now();
        let words = ["test", "--profile", one.profile, "-p", one.package, "--test", one.target];
        let mut test = cargo(&words);
        if !one.features.is_empty() {
            test.args(["--features", one.features]);
        }
        test.args(["--", one.test, "--exact", "--ignored", "--nocapture"]);
        if let Some(minutes) = options.minutes {
            test.env("CANVASS_TORTURE_MINUTES", minutes.to_string());
        }
        command(&mut test)?;
        println!("== {}: ok, {:.1} min", one.name, since.elapsed().as_secs_f64() / 60.0);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_or_refused() {
        let parse = |line: &str| {
            Options::parse(&line.split_whitespace().collect::<Vec<_>>()).map_err(|e| e.to_string())
        };
        let two = Options { names: vec!["kill".into(), "order".into()], minutes: Some(0.5) };
        assert_eq!(parse("kill --minutes 0.5 order"), Ok(two));
        assert_eq!(parse("all").unwrap().names.len(), ALL.len());
        assert_eq!(
            parse("pain").unwrap_err(),
            "torture: pain: there are kill, failpoints, faults, full-disk, images, order, mutations, fuzz, importers, texts, all"
        );
        assert_eq!(
            parse("kill --minutes 0").unwrap_err(),
            "torture: --minutes wants a number above 0"
        );
        assert!(parse("").is_err());
    }
}
