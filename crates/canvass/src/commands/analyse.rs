//! `canvass analyse`: files in, a report out.

use std::fs;
use std::path::Path;

use analysis::votes::{Given, given_from_json, math_pca2};
use analysis::{Analysis, VotesProfile};
use consultation::Heard;
use findings::{Analysed, disclosure};
use intake::Read;
use pages::export::QuarantineRow;
use pages::{FileRead, ReportOptions, SetAside, Words};

use super::model;
use crate::cli::{Analyse, Method};
use crate::failure::{Exit, Failure, Outcome};
use crate::inputs;
use crate::manifest::{Facts, Manifest};
use crate::output::{self, counted};
use crate::progress::Progress;
use crate::result_folder::{self, Contents, write_file};
use crate::staging::{MANIFEST, Staging};

/// Runs the command.
pub fn run(command: &Analyse) -> Outcome {
    let started = jiff::Timestamp::now();
    let mut options = options(&command.method)?;
    let reading = inputs::options(&command.reading)?;
    options.polis_given = command.polis_given.as_deref().map(read_given).transpose()?;
    if options.polis_given.is_some() {
        options.votes_profile = VotesProfile::Polis;
    }
    let staging = Staging::begin(&command.out, command.force, Manifest::SCHEMA)?;
    let progress = Progress::new();
    progress.step("reading");
    let read = intake::read(inputs::open(&command.inputs)?, &reading)?;
    options.quarantined = quarantined(&read);
    let pool = pool(command.method.threads)?;
    let mut found = analyse(&pool, &read.heard, &options, &progress)?;
    if command.public {
        let threshold = disclosure::Threshold::default();
        found.analysed.findings = disclosure::publish(&found.analysed.findings, threshold);
    }
    progress.step("writing");
    let made = Made { started, threads: pool.current_num_threads() };
    let manifest = write(command, &staging, &read, &found, made)?;
    staging.finish()?;
    progress.finish();
    summarise(command, &read, &found.analysed);
    if command.json {
        output::line(manifest)?;
    }
    match (command.strict, quarantined(&read)) {
        (true, rows) if rows > 0 => Err(Failure::new(
            Exit::Quarantined,
            format!("{rows} rows were quarantined"),
            format!("see {}", command.out.join("tables/quarantine.csv").display()),
        )),
        _ => Ok(()),
    }
}

/// Analyses what was heard in a pool of threads and shows how far it is.
pub fn analyse(
    pool: &rayon::ThreadPool,
    heard: &Heard,
    options: &analysis::Options,
    progress: &Progress,
) -> Outcome<Analysis> {
    let show = |stage: &str, done, of| progress.show(stage, done, of);
    pool.install(|| analysis::analyse(heard, options, &show))
        .map_err(|error| Failure::new(Exit::Input, error.to_string(), error.hint()))
}

/// The options of an analysis as the command line states them.
pub fn options(method: &Method) -> Outcome<analysis::Options> {
    let model = match method.model.as_str() {
        "none" => None,
        name => Some(model::load(name)?),
    };
    Ok(analysis::Options {
        model,
        themes: method.themes,
        seed: method.seed,
        votes_profile: method.votes_profile.into(),
        ..analysis::Options::default()
    })
}

/// Threads for an analysis.
pub fn pool(threads: Option<u16>) -> Outcome<rayon::ThreadPool> {
    let threads = threads.map_or(0, usize::from);
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| {
        Failure::new(Exit::Io, format!("cannot start threads: {error}"), "try --threads 1")
    })
}

fn read_given(path: &Path) -> Outcome<Given> {
    let text =
        fs::read_to_string(path).map_err(|error| Failure::io(Exit::Input, "read", path, &error))?;
    given_from_json(&text).map_err(|error| {
        let hint = "give the math-pca2.json of the same conversation";
        Failure::new(Exit::Input, format!("{}: {error}", path.display()), hint)
    })
}

fn quarantined(read: &Read) -> u64 {
    read.files.iter().map(|file| file.quarantined).sum()
}

struct Made {
    started: jiff::Timestamp,
    threads: usize,
}

/// Writes the whole result; gives the manifest's text.
fn write(
    command: &Analyse,
    staging: &Staging,
    read: &Read,
    found: &Analysis,
    made: Made,
) -> Outcome<String> {
    let reasons: Vec<String> = read.quarantine.iter().map(|row| row.reason.to_string()).collect();
    let quarantine: Vec<QuarantineRow<'_>> = read
        .quarantine
        .iter()
        .zip(&reasons)
        .map(|(row, reason)| QuarantineRow {
            file: &row.file,
            line: row.line,
            column: &row.column,
            reason,
            row: &row.row,
        })
        .collect();
    let analysed = &found.analysed;
    let report = report(command, read, analysed);
    let contents = Contents {
        heard: &read.heard,
        analysed,
        quarantine: &quarantine,
        report: &report,
        public: command.public,
    };
    let result_sha256 = result_folder::write(staging.path(), &contents)?;
    if let (Some(fit), false) = (&found.polis, command.public) {
        let json = serde_json::to_vec(&math_pca2(&read.heard, fit));
        let json = json.expect("numbers and text have a JSON form");
        write_file(&staging.path().join("polis/math-pca2.json"), &json)?;
    }
    let Made { started, threads } = made;
    let facts = Facts { result_sha256, started, threads };
    let manifest = Manifest::new(read, &analysed.findings, facts);
    let text = serde_json::to_string_pretty(&manifest).expect("text and numbers have a JSON form");
    write_file(&staging.path().join(MANIFEST), format!("{text}\n").as_bytes())?;
    Ok(text)
}

fn report(command: &Analyse, read: &Read, analysed: &Analysed) -> String {
    let bare = |path: &'_ str| path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let names: Vec<String> = read.files.iter().map(|file| bare(&file.path)).collect();
    let files: Vec<FileRead<'_>> = read
        .files
        .iter()
        .zip(&names)
        .map(|(file, name)| FileRead {
            name,
            kind: file.kind.as_str(),
            rows_read: file.rows_read,
            accepted: file.accepted,
            quarantined: file.quarantined,
        })
        .collect();
    let w = Words::of(command.lang.tag()).unwrap_or_else(Words::english);
    let set_aside = by_reason(read);
    let options = ReportOptions { w, public: command.public, files: &files, set_aside: &set_aside };
    pages::report(&analysed.findings, &options)
}

/// Rows by the code of their reason, most first, ties by code.
fn by_reason(read: &Read) -> Vec<SetAside<'static>> {
    let mut counts = std::collections::BTreeMap::new();
    for row in &read.quarantine {
        *counts.entry(row.reason.code()).or_insert(0u64) += 1;
    }
    let mut set_aside: Vec<SetAside<'static>> =
        counts.into_iter().map(|(reason, rows)| SetAside { reason, rows }).collect();
    set_aside.sort_by_key(|entry| std::cmp::Reverse(entry.rows));
    set_aside
}

fn summarise(command: &Analyse, read: &Read, analysed: &Analysed) {
    let received = &analysed.findings.received;
    let rows: u64 = read.files.iter().map(|file| file.rows_read).sum();
    let accepted: u64 = read.files.iter().map(|file| file.accepted).sum();
    let rows = counted(rows, "row", "rows");
    eprintln!("Read    {rows} = {accepted} accepted + {} quarantined", quarantined(read));
    inputs::print_quarantine(read);
    eprintln!(
        "Found   {} in {}, {}; {} of {}",
        counted(received.contributions, "contribution", "contributions"),
        counted(u64::from(analysed.findings.themes.leaves), "theme", "themes"),
        counted(analysed.findings.campaigns.len() as u64, "campaign", "campaigns"),
        counted(received.votes, "vote", "votes"),
        counted(received.voters, "participant", "participants")
    );
    eprintln!("Report  {}", command.out.join("report.html").display());
}
