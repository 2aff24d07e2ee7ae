//! The `canvass` program.

use std::process::ExitCode;

use canvass::cli::Cli;
use canvass::commands;
use canvass::failure::Exit;
use clap::Parser;

/// A request makes and drops hundreds of small values, which the C library's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match commands::run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if failure.exit != Exit::ReaderGone {
                eprintln!("{failure}");
            }
            ExitCode::from(failure.exit as u8)
        }
    }
}
