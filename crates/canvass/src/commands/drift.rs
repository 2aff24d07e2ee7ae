//! `canvass theme drift`: what became of the themes of one run in another.

use analysis::drift::{Sorted, drift};
use findings::{Drift, Placed};
use store::{Store, StoredRun};

use super::theme::latest;
use crate::cli::ThemeDrift;
use crate::failure::{Exit, Failure, Outcome};
use crate::output;

/// Runs the command.
pub fn run(command: &ThemeDrift) -> Outcome {
    let store = Store::open(&command.data)?;
    let to = match command.to {
        Some(number) => known(&store, number)?,
        None => latest(&store)?,
    };
    let from = known(&store, command.from.unwrap_or(to.number.saturating_sub(1)))?;
    let found = between(&store, &from, &to)?;
    if command.json {
        return output::line(serde_json::to_string(&found).expect("drift has a JSON form"));
    }
    output::line("change\tbefore\tafter\tshare before\tshare after")?;
    for row in &found.rows {
        let names = |placed: &[Placed]| {
            let one = |one: &Placed| format!("{} {}", one.theme, one.name);
            placed.iter().map(one).collect::<Vec<_>>().join(" + ")
        };
        let shares = |placed: &[Placed]| {
            let percent = |share: f64| format!("{:.1}", share * 100.0);
            let one = |one: &Placed| {
                let size = &one.size;
                format!(
                    "{} % ({} to {})",
                    percent(size.value()),
                    percent(size.low),
                    percent(size.high)
                )
            };
            placed.iter().map(one).collect::<Vec<_>>().join(" + ")
        };
        let (before, after) = (&row.before, &row.after);
        output::line(format!(
            "{}\t{}\t{}\t{}\t{}",
            row.change.as_str(),
            names(before),
            names(after),
            shares(before),
            shares(after)
        ))?;
    }
    Ok(())
}

/// Drift between two stored runs.
fn between(store: &Store, from: &StoredRun, to: &StoredRun) -> Outcome<Drift> {
    let (one, other) = (store.sorted(from.number)?, store.sorted(to.number)?);
    Ok(drift(
        Sorted { run: from.number, themes: &from.findings.themes.themes, sorted: &one },
        Sorted { run: to.number, themes: &to.findings.themes.themes, sorted: &other },
    ))
}

fn known(store: &Store, number: u64) -> Outcome<StoredRun> {
    store.run(number)?.ok_or_else(|| {
        let hint = "runs are numbered from 1; canvass run DATA makes another";
        Failure::new(Exit::Usage, format!("there is no run {number}"), hint)
    })
}
