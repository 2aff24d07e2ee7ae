//! The `canvass` program.

use std::process::ExitCode;

use canvass::cli::Cli;
use canvass::commands;
use clap::Parser;

fn main() -> ExitCode {
    match commands::run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.exit as u8)
        }
    }
}
