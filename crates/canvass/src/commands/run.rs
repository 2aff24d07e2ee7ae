//! `canvass run`: analyses what is stored and publishes the run.

use std::path::Path;

use findings::Findings;
use plan::leaf::SealedAct;
use plan::{Act, PlanId};
use store::{NewRecord, NewRun, Post, Store};

use super::analyse::{analyse, options, pool};
use crate::cli::{Method, Run};
use crate::failure::Outcome;
use crate::progress::Progress;
use crate::result_folder::{sha256_of, write_file};
use crate::seal::draw_many;
use crate::service::now;
use crate::theming;

/// Runs the command.
pub fn run(command: &Run) -> Outcome {
    let store = Store::open(&command.data)?;
    let number = analyse_stored(&store, &command.method)?;
    let table = write_response_table(&store, &command.data, number)?;
    eprintln!("Run     {number} is published");
    eprintln!("Answer  the themes in {}", table.display());
    eprintln!(
        "Next:   canvass theme dispose {} --from {}",
        command.data.display(),
        table.display()
    );
    Ok(())
}

/// Analyses all that is stored and keeps the run; gives its number.
pub fn analyse_stored(store: &Store, method: &Method) -> Outcome<u64> {
    let progress = Progress::new();
    progress.step("reading");
    let input = store.heard(None)?;
    let mut options = options(method)?;
    options.keep_vectors = true;
    let plan = store.plans().top().cloned();
    if let Some(plan) = &plan {
        options.decided = theming::decided(store, plan, &input)?;
    }
    let found = analyse(&pool(method.threads)?, &input.heard, &options, &progress)?;
    progress.step("keeping");
    let analysed = &found.analysed;
    let result_sha256 = sha256_of(&input.heard, analysed);
    let (number, _) = store.keep_run(&NewRun {
        now: now(),
        input: &input,
        analysed,
        result_sha256: &result_sha256,
        salts: &draw_many(input.contributions.len()),
    })?;
    store.keep_vectors(number, &input.contributions, &analysed.rows.vectors)?;
    if let Some(plan) = plan {
        number_kept(store, plan.id, number, &analysed.findings)?;
    }
    progress.finish();
    Ok(number)
}

/// Records which number the run gave to each kept theme.
fn number_kept(store: &Store, plan: PlanId, run: u64, findings: &Findings) -> Outcome {
    let numbers = theming::numbers(findings);
    if !numbers.is_empty() {
        let sealed = SealedAct::new(plan, Act::NumberThemes { run, numbers });
        store.submit(Post::one(now(), NewRecord::Act(sealed)))?;
    }
    Ok(())
}

/// Writes the response table of a run beside the database.
pub fn write_response_table(
    store: &Store,
    data: &Path,
    number: u64,
) -> Outcome<std::path::PathBuf> {
    let path = data.join("response-table.xlsx");
    if let Some(run) = store.run(number)? {
        let book = pages::export::response_table(&run.findings, Some(number)).map_err(|error| {
            let message = format!("cannot write the response table: {error}");
            crate::failure::Failure::new(crate::failure::Exit::Io, message, "check the disk")
        })?;
        write_file(&path, &book)?;
    }
    Ok(path)
}
