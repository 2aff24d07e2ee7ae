//! `manifest.json`: what a result was made from, and how. The only file of a result that knows the time, the
//! paths and the number of threads.

use std::collections::BTreeMap;

use findings::{Excluded, Findings, VectorSource};
use intake::{FileRead, Read};
use serde::Serialize;

/// What a result was made from, and how.
#[derive(Clone, Debug, Serialize)]
pub struct Manifest {
    schema: &'static str,
    inputs: Vec<InputEntry>,
    excluded: Vec<Excluded>,
    seed: u64,
    profile: String,
    methods: BTreeMap<String, String>,
    model: Option<ModelEntry>,
    /// What a reader should know of how files and ids were understood.
    notes: Vec<String>,
    result_sha256: String,
    started: String,
    threads: usize,
}

#[derive(Clone, Debug, Serialize)]
struct InputEntry {
    path: String,
    sha256: String,
    kind: &'static str,
    encoding: Option<String>,
    delimiter: Option<String>,
    rows_read: u64,
    accepted: u64,
    quarantined: u64,
}

#[derive(Clone, Debug, Serialize)]
struct ModelEntry {
    name: String,
    sha256: String,
}

/// What the manifest says beside the input and the findings.
pub struct Facts {
    /// Hash of findings and tables.
    pub result_sha256: String,
    /// When the work began.
    pub started: jiff::Timestamp,
    /// Threads that took part.
    pub threads: usize,
}

impl Manifest {
    /// Name and version of its form.
    pub const SCHEMA: &'static str = "canvass-manifest/1";

    /// The manifest of findings made from what was read.
    pub fn new(read: &Read, findings: &Findings, facts: Facts) -> Manifest {
        let provenance = &findings.provenance;
        let model = match &provenance.vectors {
            VectorSource::Lsa => None,
            VectorSource::Model(model) => {
                Some(ModelEntry { name: model.name.clone(), sha256: model.sha256.clone() })
            }
        };
        Manifest {
            schema: Self::SCHEMA,
            inputs: read.files.iter().map(input_entry).collect(),
            excluded: findings.received.excluded.clone(),
            seed: provenance.seed,
            profile: provenance.votes_profile.clone(),
            methods: provenance.methods.clone(),
            model,
            notes: notes(read),
            result_sha256: facts.result_sha256,
            started: facts.started.to_string(),
            threads: facts.threads,
        }
    }
}

fn input_entry(file: &FileRead) -> InputEntry {
    InputEntry {
        path: file.path.clone(),
        sha256: file.sha256.clone(),
        kind: file.kind.as_str(),
        encoding: file.encoding.clone(),
        delimiter: file.delimiter.map(String::from),
        rows_read: file.rows_read,
        accepted: file.accepted,
        quarantined: file.quarantined,
    }
}

fn notes(read: &Read) -> Vec<String> {
    let of_files =
        read.files.iter().flat_map(|file| file.notes.iter().map(|n| format!("{}: {n}", file.path)));
    let mut notes: Vec<String> = of_files.collect();
    if read.disagreements.count > 0 {
        notes.push(format!(
            "{} differences between two records of the same votes; the votes count",
            read.disagreements.count
        ));
        notes.extend(read.disagreements.listed.iter().map(ToString::to_string));
    }
    notes
}
