//! `cargo xtask test`: every check in order, each with its time; the first failure ends the run.
//!
//! One profile builds everything, so that a dependency is compiled once and the browser tests drive
//! the very binary that the integration tests ran.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::workspace::{cargo, run as command, target_directory, works};
use crate::{browser, same_bytes, tidy, tools, wheel};

/// What `cargo xtask test` was asked for.
#[derive(Debug, PartialEq)]
pub(crate) struct Options {
    browser: bool,
    keep_going: bool,
    profile: &'static str,
}

/// What became of a step that did not fail.
pub(crate) enum Outcome {
    /// Everything in it was run.
    Passed,
    /// It was left out, for this reason.
    Skipped(String),
}

struct Step {
    name: &'static str,
    run: fn(&Options) -> Result<Outcome>,
}

const STEPS: [Step; 8] = [
    Step { name: "format", run: format },
    Step { name: "clippy", run: clippy },
    Step { name: "tidy", run: tidy },
    Step { name: "build", run: build },
    Step { name: "tests", run: tests },
    Step { name: "doc tests", run: doc_tests },
    Step { name: "same bytes", run: one_result },
    Step { name: "browser tests", run: browser_tests },
];

impl Options {
    /// Reads the words after `test`.
    pub(crate) fn parse(words: &[&str]) -> Result<Self> {
        let mut options = Self { browser: true, keep_going: false, profile: "ci" };
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            match word {
                "--no-browser" => options.browser = false,
                "--keep-going" => options.keep_going = true,
                "--profile" => options.profile = profile(words.next().copied())?,
                _ => match word.strip_prefix("--profile=") {
                    Some(name) => options.profile = profile(Some(name))?,
                    None => bail!("test: {word}: not an option"),
                },
            }
        }
        Ok(options)
    }
}

/// Runs the steps; fails when one did.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut report = Vec::new();
    for step in &STEPS {
        println!("\n== {}", step.name);
        let start = Instant::now();
        let outcome = (step.run)(options);
        let time = start.elapsed();
        let failed = outcome.is_err();
        println!("== {}", line(step.name, &outcome, time));
        report.push((step.name, outcome, time));
        if failed && !options.keep_going {
            break;
        }
    }
    summary(&report)
}

fn profile(name: Option<&str>) -> Result<&'static str> {
    match name {
        Some("ci") => Ok("ci"),
        Some("dev") => Ok("dev"),
        _ => bail!("test: --profile wants ci or dev"),
    }
}

fn line(name: &str, outcome: &Result<Outcome>, time: Duration) -> String {
    match outcome {
        Ok(Outcome::Passed) => format!("{name}: ok, {:.1} s", time.as_secs_f64()),
        Ok(Outcome::Skipped(why)) => format!("skipped: {name} ({why})"),
        Err(error) => format!("{name}: FAILED after {:.1} s: {error:#}", time.as_secs_f64()),
    }
}

fn summary(report: &[(&str, Result<Outcome>, Duration)]) -> Result<()> {
    println!("\n== summary");
    for (name, outcome, time) in report {
        println!("   {}", line(name, outcome, *time));
    }
    let failed: Vec<_> = report.iter().filter(|row| row.1.is_err()).map(|row| row.0).collect();
    let left = STEPS.len() - report.len();
    if left > 0 {
        println!("   {left} steps not run (--keep-going runs them all the same)");
    }
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

/// What is left out of the default build and tested all the same.
const FEATURES: [&str; 2] = ["--features", "canvass/docx,canvass/pdf"];

fn format(_: &Options) -> Result<Outcome> {
    command(&mut cargo(&["fmt", "--all", "--check"]))?;
    Ok(Outcome::Passed)
}

fn clippy(options: &Options) -> Result<Outcome> {
    let words = ["clippy", "--workspace", "--all-targets", "--profile", options.profile];
    command(cargo(&words).args(FEATURES).args(["--", "-D", "warnings"]))?;
    // The default build as well: only the few crates that have features are looked at again.
    let words = ["clippy", "--workspace", "--profile", options.profile];
    command(cargo(&words).args(["--", "-D", "warnings"]))?;
    Ok(Outcome::Passed)
}

fn tidy(_: &Options) -> Result<Outcome> {
    tidy::run()?;
    Ok(Outcome::Passed)
}

// The targets of the next step, and the binary even where no integration test asks for it. With
// `--tests` the features are those of a test build, so nothing is built twice.
fn build(options: &Options) -> Result<Outcome> {
    let profile = options.profile;
    let targets = ["--lib", "--bins", "--tests", "--examples"];
    let words = ["build", "--workspace", "--profile", profile];
    command(cargo(&words).args(FEATURES).args(targets))?;
    Ok(Outcome::Passed)
}

fn tests(options: &Options) -> Result<Outcome> {
    tools::provide(&tools::ALL)?;
    let profile = options.profile;
    let mut tests = if works("cargo", &["nextest", "--version"]) {
        cargo(&["nextest", "run", "--workspace", "--no-fail-fast", "--cargo-profile", profile])
    } else {
        let mut tests = cargo(&["test", "--workspace", "--lib", "--bins", "--tests", "--examples"]);
        tests.args(["--no-fail-fast", "--profile", profile]);
        tests
    };
    if let Some(wheel) = wheel::found()? {
        tests.env(wheel::VARIABLE, wheel);
    }
    command(tests.args(FEATURES))?;
    Ok(Outcome::Passed)
}

fn doc_tests(options: &Options) -> Result<Outcome> {
    let words = ["test", "--doc", "--workspace", "--profile", options.profile];
    command(cargo(&words).args(FEATURES))?;
    Ok(Outcome::Passed)
}

fn browser_tests(options: &Options) -> Result<Outcome> {
    if !options.browser {
        return Ok(Outcome::Skipped("--no-browser".into()));
    }
    browser::run(&program(options)?)
}

fn one_result(options: &Options) -> Result<Outcome> {
    same_bytes::run(&program(options)?, options.profile)
}

/// The program that the step `build` made.
fn program(options: &Options) -> Result<PathBuf> {
    let folder = if options.profile == "dev" { "debug" } else { options.profile };
    let name = format!("canvass{}", std::env::consts::EXE_SUFFIX);
    Ok(target_directory()?.join(folder).join(name))
}

#[cfg(test)]
mod tests_of_options {
    use super::*;

    #[test]
    fn options_are_read_or_refused() {
        let parse = |line: &str| {
            Options::parse(&line.split_whitespace().collect::<Vec<_>>()).map_err(|e| e.to_string())
        };
        let everything = Options { browser: true, keep_going: false, profile: "ci" };
        assert_eq!(parse(""), Ok(everything));
        let quick = Options { browser: false, keep_going: true, profile: "dev" };
        assert_eq!(parse("--profile dev --no-browser --keep-going"), Ok(quick));
        assert_eq!(parse("--profile=ci").map(|options| options.profile), Ok("ci"));
        assert_eq!(parse("--profile"), Err("test: --profile wants ci or dev".into()));
        assert_eq!(parse("--profile fast"), Err("test: --profile wants ci or dev".into()));
        assert_eq!(parse("--nobrowser"), Err("test: --nobrowser: not an option".into()));
    }

    #[test]
    fn a_skipped_step_says_so_and_why() {
        let skipped = Ok(Outcome::Skipped("--no-browser".into()));
        let said = line("browser tests", &skipped, Duration::ZERO);
        assert_eq!(said, "skipped: browser tests (--no-browser)");
    }
}
