//! `canvass indicator export` and `import`: values as the Open SDG platform keeps them.

use std::fs;

use intake::open_sdg::{self, OpenSdgValue};
use pages::export::open_sdg;
use plan::{Act, Indicator, IndicatorId, Observation, Stated};

use super::staff::{Desk, attribution, read, today};
use crate::cli::{ExportValues, ImportValues};
use crate::failure::{Exit, Failure, Outcome};
use crate::output;

/// `canvass indicator export`.
pub fn export(command: &ExportValues) -> Outcome {
    let desk = Desk::open(&command.place)?;
    let indicator = indicator(&desk, &command.id)?;
    let file = open_sdg(&indicator, command.lang.tag());
    match &command.out {
        Some(path) => fs::write(path, file)
            .map_err(|error| Failure::io(Exit::CannotCreate, "write", path, &error)),
        None => output::line(file.trim_end()),
    }
}

/// `canvass indicator import`: every row that can be taken and says something new; the others are named.
pub fn import(command: &ImportValues) -> Outcome {
    let desk = Desk::open(&command.place)?;
    let indicator = indicator(&desk, &command.id)?;
    let units: Vec<&str> = indicator.unit.0.values().map(String::as_str).collect();
    let name = command.from.display();
    let found = open_sdg::read(&read(&command.from)?, &units).map_err(|fault| {
        let hint = "the header names Year first and Value last; see docs/plan-folder.md";
        Failure::new(Exit::Input, format!("{name}: {fault}"), hint)
    })?;
    for (line, fault) in &found.quarantine {
        eprintln!("{name} line {line}: {fault}");
    }
    let (read, aside) = (found.values.len(), found.quarantine.len());
    let new: Vec<OpenSdgValue> =
        found.values.into_iter().filter(|value| !stands(&indicator, value)).collect();
    let taken = new.len();
    let observe = |OpenSdgValue { period, part, figure }| Act::Observe {
        indicator: indicator.id.clone(),
        observation: Observation {
            period,
            part,
            figure,
            released: Stated::Is(today()),
            evidence: None,
            attribution: attribution(&command.said),
        },
    };
    if !command.check {
        let refused = desk.act_each(new.into_iter().map(observe).collect())?;
        if let Some(reason) = refused.into_iter().find_map(Result::err) {
            return Err(Failure::new(Exit::Usage, reason, "the other values were recorded"));
        }
    }
    let done = if command.check { "would be recorded" } else { "recorded" };
    let known = read - taken;
    eprintln!("{taken} values {done}, {known} stand already, {aside} rows set aside");
    Ok(())
}

/// Whether this is the value in force already, so that the same file brought twice adds nothing.
fn stands(indicator: &Indicator, value: &OpenSdgValue) -> bool {
    let same = |o: &&Observation| o.period == value.period && o.part == value.part;
    let last = indicator.observations.iter().rfind(same);
    last.is_some_and(|last| last.figure == value.figure)
}

fn indicator(desk: &Desk, id: &str) -> Outcome<Indicator> {
    let id = IndicatorId(id.to_owned());
    desk.plan_as_it_stands(|plan| plan.indicator(&id).cloned()).ok_or_else(|| {
        let message = format!("there is no indicator `{}` in this plan", id.as_str());
        Failure::new(Exit::Usage, message, "see /progress for the plan's indicators")
    })
}
