//! The project's chores: `cargo xtask test` runs everything that must hold before a change lands,
//! `cargo xtask tidy` holds the house rules that the compiler does not know, `cargo xtask torture` runs the
//! tests that take long.
//!
//! They print what they find to standard output and exit 1 when something is wrong, 2 when called
//! wrongly.

mod browser;
mod same_bytes;
mod test;
mod tidy;
mod tools;
mod torture;
mod wheel;
mod workspace;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

commands
  test    format, clippy, tidy, unit, integration and doc tests, one result on every
            processor, browser tests
            --no-browser      leave the browser tests out
            --keep-going      run the later steps when one has failed
            --profile ci|dev  the profile everything is built with (default ci)
  tidy    the import table and the detectors of xtask/src/tidy/rules.rs
  torture NAME... [--minutes N]
          tests that take long; each runs to its count, or for N minutes:
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.split_first() {
        Some((&"test", rest)) => match test::Options::parse(rest) {
            Ok(options) => test::run(&options),
            Err(error) => return misused(&error.to_string()),
        },
        Some((&"tidy", [])) => tidy::run(),
        Some((&"torture", rest)) => match torture::Options::parse(rest) {
            Ok(options) => torture::run(&options),
            Err(error) => return misused(&error.to_string()),
        },
        Some((&("help" | "--help" | "-h"), _)) => {
            println!("{USAGE}{}", torture::list());
            return ExitCode::SUCCESS;
        }
        Some((command, _)) => return misused(&format!("{command}: not a command, or not so")),
        None => return misused("no command"),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn misused(why: &str) -> ExitCode {
    eprintln!("error: {why}\n\n{USAGE}{}", torture::list());
    ExitCode::from(2)
}
