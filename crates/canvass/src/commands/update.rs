//! `canvass update`: many acts from one file, each a line.

use std::io::{BufRead, BufReader};

use plan::{Act, Plan, PlanId};
use store::Store;

use super::staff::{Desk, act_each};
use super::theme::split;
use crate::cli::Update;
use crate::config::ACT_BYTES_MAX;
use crate::failure::{Exit, Failure, Outcome};
use crate::inputs;

/// Lines that are read, then recorded together.
const LINES_AT_ONCE: usize = 200;

/// Takes every line that can be taken; the others are named with their reason.
pub fn run(command: &Update) -> Outcome {
    let desk = Desk::open(&command.place)?;
    let mut trial = desk.plan_as_it_stands(Clone::clone);
    let file = BufReader::new(inputs::open_file(&command.from)?);
    let (taken, refused) =
        each(&command.from.display().to_string(), file, |acts| match command.check {
            true => Ok(acts.into_iter().map(|act| try_out(&mut trial, act)).collect()),
            false => desk.act_each(acts),
        })?;
    let done = if command.check { "would be recorded" } else { "recorded" };
    eprintln!("{taken} acts {done}, {refused} lines refused");
    Ok(())
}

/// Records the acts of `lines` in a store that is open already; gives how many were taken and refused.
pub fn record(
    store: &Store,
    plan: &PlanId,
    name: &str,
    lines: impl BufRead,
) -> Outcome<(usize, usize)> {
    each(name, lines, |acts| act_each(store, plan, acts))
}

/// Hands the acts of the lines over, some at a time, and names those that were refused.
fn each(
    name: &str,
    lines: impl BufRead,
    mut take: impl FnMut(Vec<Act>) -> Outcome<Vec<Result<(), String>>>,
) -> Outcome<(usize, usize)> {
    let mut lines = (1..).zip(lines.lines());
    let (mut taken, mut refused) = (0, 0);
    loop {
        let mut portion: Vec<(usize, String)> = Vec::new();
        for (number, line) in lines.by_ref().take(LINES_AT_ONCE) {
            let line = line.map_err(|error| {
                let hint = "each line is one act in UTF-8; see canvass update --help";
                Failure::new(Exit::Input, format!("{name} line {number}: {error}"), hint)
            })?;
            portion.push((number, line));
        }
        if portion.is_empty() {
            return Ok((taken, refused));
        }
        portion.retain(|(_, line)| !line.trim().is_empty());
        let (acts, outcomes) = split(portion.iter().map(|(_, line)| read(line)));
        let mut recorded = take(acts)?.into_iter();
        for ((number, _), outcome) in portion.into_iter().zip(outcomes) {
            match outcome.and_then(|()| recorded.next().unwrap_or(Ok(()))) {
                Ok(()) => taken += 1,
                Err(reason) => {
                    refused += 1;
                    eprintln!("{name} line {number}: {reason}");
                }
            }
        }
    }
}

fn try_out(plan: &mut Plan, act: Act) -> Result<(), String> {
    plan.apply(act).map_err(|refusal| refusal.to_string())
}

fn read(line: &str) -> Result<Act, String> {
    if line.len() > ACT_BYTES_MAX {
        return Err(format!("a line has at most {ACT_BYTES_MAX} bytes"));
    }
    serde_json::from_str(line).map_err(|error| error.to_string())
}
