//! `canvass votes`: votes by themselves.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use analysis::VotesProfile;
use analysis::routing;
use analysis::votes::{groups_alone, math_pca2, opinion};
use consultation::{ExposureOutcome, Heard};
use intake::{FileRead, Packing, Quarantined};
use pages::export::{POLIS_CELLS_MAX, PolisExport, groups_table, polis_export, write_csv};
use store::{NewRecord, Post, Store, StoredExposure, StoredStatement};

use crate::cli::{ExportVotes, Exposures, GroupsOfVotes, PackVotes, VotesCommand};
use crate::failure::{Exit, Failure, Outcome};
use crate::result_folder::write_file;
use crate::service::now;
use crate::staging::{MANIFEST, Staging};
use crate::{inputs, output};

/// Runs the command.
pub fn run(command: &VotesCommand) -> Outcome {
    match command {
        VotesCommand::Pack(pack) => pack_votes(pack),
        VotesCommand::Groups(groups) => groups_of(groups),
        VotesCommand::Exposures(exposures) => print_exposures(exposures),
        VotesCommand::Export(export) => export_votes(export),
    }
}

fn pack_votes(command: &PackVotes) -> Outcome {
    let write = |path: &Path| pack_into(inputs::open_one(&command.input)?, path);
    let packing = written_whole(&command.output, command.force, write)?;
    summarise(command, &packing);
    Ok(())
}

fn groups_of(command: &GroupsOfVotes) -> Outcome {
    let write = |path: &Path| {
        let read = intake::read_votes(inputs::open_one(&command.input)?)?;
        let pool = super::analyse::pool(command.threads)?;
        let profile = command.votes_profile.into();
        let found = pool.install(|| groups_alone(&read.heard, profile, command.seed));
        let found = found.map_err(|error| {
            Failure::new(Exit::Input, error.to_string(), "split the input, or leave some out")
        })?;
        let groups = found.as_ref().map_or(&[][..], |found| &found.groups);
        write_groups(&read.heard, groups, path)
            .map_err(|error| Failure::io(Exit::CannotCreate, "write", path, &error))?;
        Ok((read, found))
    };
    let (read, found) = written_whole(&command.output, command.force, write)?;
    account(&read.files, &read.quarantine);
    let Some(found) = found else {
        eprintln!("Found   no votes");
        return Ok(());
    };
    let placed = found.groups.iter().flatten();
    let groups = placed.clone().max().map_or(0, |last| last + 1);
    let outcome = serde_json::to_value(found.outcome).unwrap_or_default();
    let outcome = outcome.as_str().unwrap_or_default();
    let (people, placed) = (found.groups.len(), placed.count());
    eprintln!("Found   {groups} groups ({outcome}) of {placed} people");
    eprintln!("        {} votes of {people} people", found.votes);
    eprintln!("Groups  {}", command.output.display());
    Ok(())
}

fn write_groups(heard: &Heard, groups: &[Option<u32>], path: &Path) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    write_csv(&groups_table(heard, groups), &mut out)?;
    out.flush()
}

/// Writes beside the wanted file and renames into place, so that a file is whole or not there.
fn written_whole<T>(
    wanted: &Path,
    force: bool,
    write: impl FnOnce(&Path) -> Outcome<T>,
) -> Outcome<T> {
    if wanted.exists() && !force {
        let hint = "choose another file, or --force to replace it";
        return Err(Failure::new(Exit::Usage, format!("{} is there", wanted.display()), hint));
    }
    let beside = wanted.with_extension(format!("{}.partial", std::process::id()));
    let written = write(&beside).and_then(|made| {
        fs::rename(&beside, wanted)
            .map_err(|error| Failure::io(Exit::CannotCreate, "put in place", wanted, &error))?;
        Ok(made)
    });
    if written.is_err() {
        // What was begun goes; that it may not be there is no further fault.
        fs::remove_file(&beside).ok();
    }
    written
}

/// Says who saw what: that it was given out is in the record before anything is.
fn print_exposures(command: &Exposures) -> Outcome {
    let store = Store::open(&command.data)?;
    let round = super::import::known_round(&store, &command.round)?;
    let exposures = store.exposures(&round)?;
    let table = exposures_table(&store.statements(&round)?, &exposures);
    let leaf = given_out(&store, "exposures", &command.round, exposures.len())?;
    eprintln!("Given   {} exposures; the record says so in leaf {leaf}", exposures.len());
    output::text(table)
}

/// Puts on record that so many rows say something of single people and are given out; gives the leaf.
fn given_out(store: &Store, what: &str, round: &str, rows: usize) -> Outcome<u64> {
    let body = serde_json::json!({
        "schema": "canvass-download/1",
        "what": what,
        "round": round,
        "rows": rows,
    });
    let record = NewRecord::Settings(body.to_string().into_bytes());
    Ok(store.submit(Post::one(now(), record))?.leaves.start)
}

/// The schema that an export's manifest names.
const EXPORT_SCHEMA: &str = "canvass-polis-export/1";

/// Writes a round's votes as a Polis export.
fn export_votes(command: &ExportVotes) -> Outcome {
    let store = Store::open(&command.data)?;
    let round = super::import::known_round(&store, &command.round)?;
    let staging = Staging::begin(&command.to, command.force, EXPORT_SCHEMA)?;
    let heard = store.heard(Some(&round))?.heard;
    let found = opinion(&heard, VotesProfile::Polis, None, 1)
        .map_err(|error| Failure::new(Exit::Input, error.to_string(), "export another round"))?;
    let export = PolisExport {
        heard: &heard,
        groups: found.as_ref().map_or(&[][..], |found| &found.groups),
        opinion: found.as_ref().map(|found| &found.opinion),
    };
    let tables = polis_export(export);
    for table in &tables {
        let path = staging.path().join(format!("{}.csv", table.name));
        let written = File::create(&path).and_then(|file| {
            let mut out = BufWriter::with_capacity(1 << 20, file);
            write_csv(table, &mut out)?;
            out.flush()
        });
        written.map_err(|error| Failure::io(Exit::Io, "write", &path, &error))?;
    }
    if let Some(found) = &found {
        let json = serde_json::to_vec(&math_pca2(&heard, &found.polis));
        let json = json.expect("numbers and text have a JSON form");
        write_file(&staging.path().join("math-pca2.json"), &json)?;
    }
    let leaf = given_out(&store, "polis-export", &command.round, heard.votes.len())?;
    let manifest = serde_json::json!({
        "schema": EXPORT_SCHEMA,
        "round": command.round,
        "statements": heard.statements.len(),
        "participants": heard.participants.len(),
        "votes_cast": heard.votes.len(),
        "given_out_as": leaf,
    });
    write_file(&staging.path().join(MANIFEST), format!("{manifest:#}\n").as_bytes())?;
    staging.finish()?;
    eprintln!(
        "Given   {} votes of {} people on {} statements; the record says so in leaf {leaf}",
        heard.votes.len(),
        heard.participants.len(),
        heard.statements.len()
    );
    if !tables.iter().any(|table| table.name == "participants-votes") {
        eprintln!(
            "        without the vote matrix, which would have more than {POLIS_CELLS_MAX} cells"
        );
    }
    eprintln!("Export  {}", command.to.display());
    Ok(())
}

/// The exposures as CSV.
fn exposures_table(statements: &[StoredStatement], exposures: &[StoredExposure]) -> String {
    let id_of: BTreeMap<u64, &str> =
        statements.iter().map(|one| (one.number, one.statement.id.as_str())).collect();
    let mut table = "participant,number,statement,id,shown,outcome,probability,weight\n".to_owned();
    for (one, weight) in exposures.iter().zip(weights_of(exposures)) {
        let shown = jiff::Timestamp::from_millisecond(one.shown.0);
        let shown = shown.map(|moment| moment.to_string()).unwrap_or_default();
        let id = quoted(id_of.get(&one.statement).copied().unwrap_or_default());
        let outcome = one.outcome.as_str();
        let weight = weight.map_or_else(String::new, |weight| format!("{weight:.4}"));
        writeln!(
            table,
            "{},{},{},{id},{shown},{outcome},{},{weight}",
            one.participant, one.number, one.statement, one.probability
        )
        .expect("writing into a string cannot fail");
    }
    table
}

/// The weight of each exposure that was answered, among those of its statement.
fn weights_of(exposures: &[StoredExposure]) -> Vec<Option<f64>> {
    let mut answered: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, one) in exposures.iter().enumerate() {
        if one.outcome == ExposureOutcome::Answered {
            answered.entry(one.statement).or_default().push(at);
        }
    }
    let mut weights = vec![None; exposures.len()];
    for places in answered.values() {
        let probabilities: Vec<f64> = places.iter().map(|&at| exposures[at].probability).collect();
        for (&at, weight) in places.iter().zip(routing::weights(&probabilities)) {
            weights[at] = Some(weight);
        }
    }
    weights
}

/// A cell of CSV.
fn quoted(text: &str) -> Cow<'_, str> {
    match text.contains([',', '"', '\n', '\r']) {
        true => Cow::Owned(format!("\"{}\"", text.replace('"', "\"\""))),
        false => Cow::Borrowed(text),
    }
}

fn pack_into(input: intake::Input, path: &Path) -> Outcome<Packing> {
    let file = File::create(path)
        .map_err(|error| Failure::io(Exit::CannotCreate, "create", path, &error))?;
    Ok(intake::pack_votes(input, BufWriter::with_capacity(1 << 20, file))?)
}

fn summarise(command: &PackVotes, packing: &Packing) {
    account(&packing.files, &packing.quarantine);
    eprintln!(
        "Packed  {} votes of {} people on {} statements ({} cast)",
        packing.votes, packing.participants, packing.statements, packing.cast
    );
    eprintln!("Next:   canvass analyse {} --out result", command.output.display());
}

/// Says what was read, and the first rows that were set aside.
fn account(files: &[FileRead], quarantine: &[Quarantined]) {
    let rows: u64 = files.iter().map(|file| file.rows_read).sum();
    let set_aside: u64 = files.iter().map(|file| file.quarantined).sum();
    eprintln!("Read    {rows} rows = {} accepted + {set_aside} quarantined", rows - set_aside);
    const LISTED: usize = 10;
    for row in quarantine.iter().take(LISTED) {
        eprintln!("        {} line {}: {}", row.file, row.line, row.reason);
    }
    let more = quarantine.len().saturating_sub(LISTED);
    if more > 0 {
        eprintln!("        and {more} more");
    }
}
