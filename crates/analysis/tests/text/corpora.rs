//! Real contributions: every labelled file runs, and 1 and 2 threads give the same bytes.

use std::path::{Path, PathBuf};

use consultation::{Channel, Contribution, Heard};
use findings::Analysed;

use super::analysed;

/// Rows of each file that are read: enough for several languages, duplicates and a tree.
const ROWS: usize = 1_000;

/// The text corpora, sorted; empty and said so without corpora.
fn files() -> Vec<PathBuf> {
    let Some(root) = std::env::var_os("CANVASS_CORPORA") else {
        println!("skipped: no corpora");
        return Vec::new();
    };
    let entries = std::fs::read_dir(Path::new(&root).join("text")).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "csv"));
    files.sort();
    files
}

/// Rows of a file, evenly taken.
fn read(path: &Path) -> Heard {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let text = reader.headers().unwrap().iter().position(|header| header == "text").unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let count = rows.len().min(ROWS);
    let contribution = |at: usize| {
        Contribution::new(at.to_string(), &rows[at * rows.len() / count][text], Channel::Csv)
    };
    Heard { contributions: (0..count).map(contribution).collect(), ..Heard::default() }
}

fn bytes(analysed: &Analysed) -> (String, String) {
    (serde_json::to_string(&analysed.findings).unwrap(), format!("{:?}", analysed.rows))
}

#[test]
fn every_file_runs_and_threads_change_no_byte() {
    for path in files() {
        let heard = read(&path);
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| analysed(&heard, None))
        };
        let (one, two) = (on(1), on(2));
        assert_eq!(bytes(&one), bytes(&two), "{}", path.display());
        let placed = one.rows.assignments.iter().filter(|theme| theme.is_some()).count();
        assert_eq!(placed, heard.contributions.len(), "{}", path.display());
        let leaves = one.findings.themes.leaves;
        assert!((2..=40).contains(&leaves), "{}: {leaves}", path.display());
    }
}
