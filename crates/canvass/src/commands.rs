//! Commands, one file each. Each reads as a paragraph: open, check, do, say what was done.

pub mod analyse;
pub mod import;
pub mod init;
pub mod look;
pub mod run;
pub mod serve;

use crate::cli::{Cli, Command};
use crate::failure::Outcome;

/// Runs a command.
pub fn run(cli: &Cli) -> Outcome {
    match &cli.command {
        Command::Analyse(command) => analyse::run(command),
        Command::Look(command) => look::run(command),
        Command::Init(command) => init::run(command),
        Command::Serve(command) => serve::run(command),
        Command::Import(command) => import::run(command),
        Command::Run(command) => run::run(command),
    }
}
