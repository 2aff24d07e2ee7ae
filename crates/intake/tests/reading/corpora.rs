//! Every file of the corpora, with row counts of an independent reader.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use consultation::VoteOrder;
use intake::{FileKind, Input, Options, Read, Source, is_wanted_of_folder};

use crate::assert_adds_up;

/// The corpora's folder; `None`, with a word about it, where there is none.
fn corpora() -> Option<PathBuf> {
    let folder = std::env::var_os("CANVASS_CORPORA").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: no corpora");
    }
    folder
}

fn source(path: &Path) -> Source {
    Source::file(path.to_str().unwrap(), File::open(path).unwrap())
}

fn folder(path: &Path) -> Input {
    let mut files: Vec<PathBuf> =
        fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.retain(|file| is_wanted_of_folder(file.file_name().unwrap().to_str().unwrap()));
    let files = files.iter().map(|file| source(file)).collect();
    Input::Folder { path: path.to_str().unwrap().into(), files }
}

fn read(input: Input) -> Read {
    let read = intake::read(vec![input], &Options::default()).unwrap();
    assert_adds_up(&read);
    assert!(read.quarantine.is_empty(), "{:?}", read.quarantine[0]);
    read
}

/// Records below the header, counted by the csv crate or by serde_json.
fn counted(path: &str) -> u64 {
    if path.ends_with(".json") {
        let list: Vec<serde::de::IgnoredAny> =
            serde_json::from_reader(std::io::BufReader::new(File::open(path).unwrap())).unwrap();
        return list.len() as u64;
    }
    let records = csv::Reader::from_path(path).unwrap().into_byte_records();
    records.collect::<Result<Vec<_>, _>>().unwrap().len() as u64
}

fn folders(of: &str) -> Vec<PathBuf> {
    let Some(corpora) = corpora() else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = fs::read_dir(corpora.join(of))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

#[test]
fn every_polis_export_reads_whole_and_its_matrix_agrees() {
    for path in folders("polis") {
        let read = read(folder(&path));
        for file in &read.files {
            assert_eq!(file.rows_read, counted(&file.path), "{}", file.path);
        }
        assert_eq!(read.disagreements.count, 0, "{path:?}");
        let heard = &read.heard;
        assert_eq!(heard.contributions.len() as u64, read.files[0].rows_read);
        assert_eq!(heard.statements.len(), heard.contributions.len());
        assert!(heard.title.is_some());
        let matrix = read.files.last().unwrap();
        assert_eq!(matrix.kind, FileKind::PolisMatrix);
        assert_eq!(heard.participants.len() as u64, matrix.rows_read);
        if read.files.len() == 3 {
            assert_eq!(heard.votes.len() as u64, read.files[1].rows_read);
            assert_eq!(heard.vote_order, VoteOrder::ByTime);
            assert!(heard.votes.is_sorted_by_key(|vote| vote.time));
        } else {
            assert_eq!(heard.vote_order, VoteOrder::AsInFile);
        }
    }
}

#[test]
fn every_conversation_reads_whole_and_its_counts_agree() {
    for path in folders("polis-blobs") {
        let read = read(folder(&path));
        for file in &read.files {
            assert_eq!(file.rows_read, counted(&file.path), "{}", file.path);
        }
        assert_eq!(read.files.len(), 2);
        assert_eq!(read.disagreements.count, 0, "{path:?}");
        assert_eq!(read.heard.votes.len() as u64, read.files[1].rows_read);
        assert_eq!(read.heard.vote_order, VoteOrder::ByTime);
        assert!(read.heard.title.is_some());
    }
}

#[test]
fn every_table_of_texts_reads_whole() {
    let Some(corpora) = corpora() else {
        return;
    };
    for entry in fs::read_dir(corpora.join("text")).unwrap() {
        let path = entry.unwrap().path();
        let read = read(Input::File(source(&path)));
        let file = &read.files[0];
        assert_eq!(file.rows_read, counted(&file.path), "{}", file.path);
        assert_eq!(file.encoding.as_deref(), Some("UTF-8"));
        assert_eq!(file.delimiter, Some(','));
        assert_eq!(file.notes, [""; 0]);
        let first = &read.heard.contributions[0];
        let mut table = csv::Reader::from_path(&path).unwrap();
        let row = table.records().next().unwrap().unwrap();
        assert_eq!((first.id.as_str(), first.text.as_str()), (&row[0], &row[1]));
    }
}
