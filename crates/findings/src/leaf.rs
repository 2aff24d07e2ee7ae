//! The exact bytes that are sealed for an analysis run.

use serde::Serialize;

use crate::{Findings, Provenance};

/// What is sealed of a run: which findings, from which input, made how.
#[derive(Serialize)]
struct RunBody<'a> {
    schema: &'static str,
    run: u64,
    input_size: u64,
    result_sha256: &'a str,
    provenance: &'a Provenance,
}

/// The public body of an analysis run: JSON with members in the order of this file and no white space.
///
/// `run` is the run's number, `input_size` the tree size it read up to, `result_sha256` the hash of its
/// findings and tables in lower-case hex.
pub fn run(run: u64, input_size: u64, result_sha256: &str, findings: &Findings) -> Vec<u8> {
    let body = RunBody {
        schema: "canvass-run/1",
        run,
        input_size,
        result_sha256,
        provenance: &findings.provenance,
    };
    serde_json::to_vec(&body).expect("a struct of strings and numbers has a JSON form")
}
