//! `canvass update`: many acts from one file, each a line.

use std::io::{BufRead, BufReader};

use plan::Act;

use super::staff::Desk;
use crate::cli::Update;
use crate::config::ACT_BYTES_MAX;
use crate::failure::{Exit, Failure, Outcome};
use crate::inputs;

/// Takes every line that can be taken; the others are named with their reason.
pub fn run(command: &Update) -> Outcome {
    let desk = Desk::open(&command.place)?;
    let mut trial = desk.plan_as_it_stands(Clone::clone);
    let file = BufReader::new(inputs::open_file(&command.from)?);
    let name = command.from.display();
    let (mut taken, mut refused) = (0, 0);
    for (number, line) in (1..).zip(file.lines()) {
        let line = line.map_err(|error| Failure::io(Exit::Input, "read", &command.from, &error))?;
        if line.trim().is_empty() {
            continue;
        }
        let answer = match read(&line) {
            Ok(act) if command.check => trial.apply(act).map_err(|refusal| refusal.to_string()),
            Ok(act) => take(&desk, act)?,
            Err(reason) => Err(reason),
        };
        match answer {
            Ok(()) => taken += 1,
            Err(reason) => {
                refused += 1;
                eprintln!("{name} line {number}: {reason}");
            }
        }
    }
    let done = if command.check { "would be recorded" } else { "recorded" };
    eprintln!("{taken} acts {done}, {refused} lines refused");
    Ok(())
}

fn read(line: &str) -> Result<Act, String> {
    if line.len() > ACT_BYTES_MAX {
        return Err(format!("a line has at most {ACT_BYTES_MAX} bytes"));
    }
    serde_json::from_str(line).map_err(|error| error.to_string())
}

/// `Err` inside is a reason that concerns this line alone.
fn take(desk: &Desk, act: Act) -> Outcome<Result<(), String>> {
    match desk.act_quietly(act) {
        Err(failure) if failure.exit == Exit::Usage => Ok(Err(failure.message)),
        Err(failure) => Err(failure),
        Ok(_) => Ok(Ok(())),
    }
}
