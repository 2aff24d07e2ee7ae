//! The exact bytes that are sealed for an analysis run.

use serde::Serialize;

use crate::{Findings, Provenance, ThemeId};

/// What is sealed of a run: which findings, from which input, made how.
#[derive(Serialize)]
struct RunBody<'a> {
    schema: &'static str,
    run: u64,
    input_size: u64,
    input_root: &'a str,
    assignments_size: u64,
    assignments_root: &'a str,
    result_sha256: &'a str,
    provenance: &'a Provenance,
}

/// What a run read, and the tree over where it put each contribution. Roots are lower-case hex.
#[derive(Clone, Copy, Debug)]
pub struct RunTrees<'a> {
    /// Leaves of the tree it read.
    pub input_size: u64,
    /// Root of that tree.
    pub input_root: &'a str,
    /// Contributions it read.
    pub assignments_size: u64,
    /// Root of the tree over their [`assignment`]s, in the order of their leaves.
    pub assignments_root: &'a str,
}

/// What is hashed for one contribution of a run: a salt of 32 bytes, without which its theme could be
/// found by trying them all (none in runs of `canvass-run/1`), index of its leaf (4 bytes, big-endian), number of
/// themes (1 byte), for each the length of its id (1 byte), the id and its weight in millionths (4
/// bytes, big-endian), then the exclusion code (1 byte: 0 takes part, 1 has no words to sort).
pub fn assignment(salt: Option<&[u8; 32]>, index: u32, theme: Option<&ThemeId>) -> Vec<u8> {
    let mut bytes = salt.map_or_else(Vec::new, |salt| salt.to_vec());
    bytes.extend(index.to_be_bytes());
    match theme {
        None => bytes.extend([0, 1]),
        Some(theme) => {
            let id = theme.as_str().as_bytes();
            let id = &id[..id.len().min(255)];
            bytes.extend([1, id.len() as u8]);
            bytes.extend_from_slice(id);
            bytes.extend(1_000_000_u32.to_be_bytes());
            bytes.push(0);
        }
    }
    bytes
}

/// The public body of an analysis run: JSON with members in the order of this file and no white space.
///
/// `run` is the run's number, `result_sha256` the hash of its findings and tables in lower-case hex.
pub fn run(run: u64, trees: RunTrees<'_>, result_sha256: &str, findings: &Findings) -> Vec<u8> {
    let RunTrees { input_size, input_root, assignments_size, assignments_root } = trees;
    let body = RunBody {
        schema: "canvass-run/2",
        run,
        input_size,
        input_root,
        assignments_size,
        assignments_root,
        result_sha256,
        provenance: &findings.provenance,
    };
    serde_json::to_vec(&body).expect("a struct of strings and numbers has a JSON form")
}
