//! `canvass votes`: votes by themselves.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use intake::Packing;

use crate::cli::{PackVotes, VotesCommand};
use crate::failure::{Exit, Failure, Outcome};
use crate::inputs;

/// Runs the command.
pub fn run(command: &VotesCommand) -> Outcome {
    match command {
        VotesCommand::Pack(pack) => pack_votes(pack),
    }
}

/// Writes beside the wanted file and renames into place, so that a file is whole or not there.
fn pack_votes(command: &PackVotes) -> Outcome {
    let wanted = &command.output;
    if wanted.exists() && !command.force {
        let hint = "choose another file, or --force to replace it";
        return Err(Failure::new(Exit::Usage, format!("{} is there", wanted.display()), hint));
    }
    let input = inputs::open_one(&command.input)?;
    let beside = wanted.with_extension(format!("{}.partial", std::process::id()));
    let packed = pack_into(input, &beside).and_then(|packing| {
        fs::rename(&beside, wanted)
            .map_err(|error| Failure::io(Exit::CannotCreate, "put in place", wanted, &error))?;
        Ok(packing)
    });
    if packed.is_err() {
        // What was begun goes; that it may not be there is no further fault.
        fs::remove_file(&beside).ok();
    }
    summarise(command, &packed?);
    Ok(())
}

fn pack_into(input: intake::Input, path: &Path) -> Outcome<Packing> {
    let file = File::create(path)
        .map_err(|error| Failure::io(Exit::CannotCreate, "create", path, &error))?;
    Ok(intake::pack_votes(input, BufWriter::with_capacity(1 << 20, file))?)
}

fn summarise(command: &PackVotes, packing: &Packing) {
    let rows: u64 = packing.files.iter().map(|file| file.rows_read).sum();
    let set_aside: u64 = packing.files.iter().map(|file| file.quarantined).sum();
    eprintln!("Read    {rows} rows = {} accepted + {set_aside} quarantined", rows - set_aside);
    const LISTED: usize = 10;
    for row in packing.quarantine.iter().take(LISTED) {
        eprintln!("        {} line {}: {}", row.file, row.line, row.reason);
    }
    let more = packing.quarantine.len().saturating_sub(LISTED);
    if more > 0 {
        eprintln!("        and {more} more");
    }
    eprintln!(
        "Packed  {} votes of {} people on {} statements ({} cast)",
        packing.votes, packing.participants, packing.statements, packing.cast
    );
    eprintln!("Next:   canvass analyse {} --out result", command.output.display());
}
