//! Power cuts: disks as they may be after one, built from a recording of the system calls.
//!
//! A disk keeps what was synced. Of what was written since, each write may be there, not be there, or
//! be there in some of its 512-byte sectors; names that were changed since are changed up to one of
//! the changes. For every point of the recording and several draws such a directory is made and opened
//! by the program's own store: every post that was answered before that point must be there, and
//! everything must follow from what it should.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::time::Duration;

use serde_json::{Value, json};
use store::Store;

use crate::http::Connection;
use crate::ledger::assert_holds;
use crate::load::{Target, drawn};
use crate::server::{Budget, Server, Strace, bound, data, has_strace};
use crate::trace::{self, Step, What};

const PEOPLE: u64 = 8;
const SECTOR: usize = 512;
/// Erasing empties the write-ahead log, so the recording has pages moved to the database.
const WITHDRAWN: u64 = 3;

#[test]
fn cut_at_some_points() {
    if has_strace() {
        println!("{}", cut(40, 100, &Budget::new()));
    }
}

#[test]
#[ignore = "cargo xtask torture images"]
fn long() {
    if has_strace() {
        println!("{}", cut(400, 10_000, &Budget::new()));
    }
}

/// A recording, with what it began from.
struct Recording {
    target: Target,
    files: BTreeMap<String, Vec<u8>>,
    steps: Vec<Step>,
    /// Leaf and line of each answer, by the post's number.
    answers: Vec<(usize, u64, u64)>,
    _directory: tempfile::TempDir,
}

fn record(posts: u64) -> Recording {
    let (directory, data) = data();
    let server = Server::start(&data);
    let target = Target::new(server.address);
    let codes: Vec<String> = (0..WITHDRAWN).map(|number| said(&target, number)).collect();
    wait_until_settled(&data);
    let files = files(&data);
    let file = directory.path().join("trace");
    let strace = Strace::attach(&server, &trace::words(&file));
    let next = AtomicU64::new(1);
    let mut acknowledged = HashMap::new();
    for (part, code) in (1..).zip(&codes) {
        let end = 1 + posts * part / WITHDRAWN;
        let goes_on = AtomicBool::new(false);
        let outcome = target.load(PEOPLE, &next, end, &goes_on);
        assert!(outcome.others.is_empty(), "{:?}", outcome.others);
        acknowledged.extend(outcome.acknowledged);
        next.store(end, std::sync::atomic::Ordering::Relaxed);
        withdraw(&target, code);
    }
    std::thread::sleep(Duration::from_millis(1_500));
    strace.detach();
    assert_eq!(server.stop().code, Some(0));
    let steps = trace::read(&fs::read_to_string(&file).unwrap(), &data);
    let lines = trace::answered(&steps);
    assert_eq!(lines.len(), acknowledged.len(), "every answer is in the recording");
    let mut answers: Vec<_> =
        lines.iter().map(|(number, line)| (*line, *number, acknowledged[number])).collect();
    answers.sort_unstable();
    Recording { target, files, steps, answers, _directory: directory }
}

/// Waits until the write-ahead log is emptied, as it is when nothing comes. On a busy machine that takes
/// longer than the second it should; what is done between a copy of the files and the recording would be
/// in neither.
fn wait_until_settled(data: &Path) {
    let wal = data.join("canvass.db-wal");
    let is_empty = || fs::metadata(&wal).is_ok_and(|wal| wal.len() == 0);
    let settled = (0..600).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        is_empty()
    });
    assert!(settled, "the write-ahead log is not emptied in a minute");
}

fn said(target: &Target, number: u64) -> String {
    let mut connection = Connection::open(target.address).unwrap();
    let path = format!("/api/v1/rounds/{}/contributions", target.round);
    let key = format!("idempotency-key: withdrawn-{number:010}");
    let body = json!({"text": format!("To be withdrawn: {number}.")}).to_string();
    let answer = connection.post(&path, &[&key], &body).unwrap();
    let answer: Value = serde_json::from_str(&answer.body).unwrap();
    answer["code"].as_str().unwrap().to_owned()
}

fn withdraw(target: &Target, code: &str) {
    let mut connection = Connection::open(target.address).unwrap();
    let body = json!({"code": code}).to_string();
    let answer = connection.post("/api/v1/contributions/withdraw", &[], &body).unwrap();
    assert_eq!(answer.status, 201, "{}", answer.body);
}

fn files(data: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(data).unwrap().map(|entry| entry.unwrap());
    let name = |path: PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    entries
        .map(|entry| (name(entry.path()), entry))
        // Memory shared by processes, not a file; and room, not data.
        .filter(|(name, _)| !matches!(name.as_str(), "canvass.db-shm" | "canvass.reserve"))
        .map(|(name, entry)| (name, fs::read(entry.path()).unwrap()))
        .collect()
}

/// A file: what is surely there, and what was done since.
#[derive(Clone, Debug, Default)]
struct Inode {
    synced: Vec<u8>,
    since: Vec<Change>,
    length: u64,
}

#[derive(Clone, Debug)]
enum Change {
    Write(u64, Vec<u8>),
    Truncate(u64),
}

#[derive(Clone, Debug)]
enum Rename {
    To(String, usize),
    Gone(String),
}

/// A disk, as a recording leaves it.
#[derive(Clone, Debug, Default)]
struct Disk {
    inodes: Vec<Inode>,
    names: BTreeMap<String, usize>,
    synced_names: BTreeMap<String, usize>,
    renamed: Vec<Rename>,
}

impl Disk {
    fn new(files: &BTreeMap<String, Vec<u8>>) -> Disk {
        let mut disk = Disk::default();
        for (name, bytes) in files {
            disk.names.insert(name.clone(), disk.inodes.len());
            let length = bytes.len() as u64;
            disk.inodes.push(Inode { synced: bytes.clone(), since: Vec::new(), length });
        }
        disk.synced_names = disk.names.clone();
        disk
    }

    fn take(&mut self, what: &What) {
        match what {
            What::Create { file, .. } if !self.names.contains_key(file) => {
                self.inodes.push(Inode::default());
                self.rename(Rename::To(file.clone(), self.inodes.len() - 1));
            }
            What::Create { file, emptied: true } => self.change(file, Change::Truncate(0)),
            // A further connection opens a database file that is there.
            What::Create { emptied: false, .. } => {}
            What::Write { file, at, bytes } => {
                let Some(inode) = self.names.get(file) else { return };
                let at = at.unwrap_or(self.inodes[*inode].length);
                self.change(file, Change::Write(at, bytes.clone()));
            }
            What::Truncate { file, length } => self.change(file, Change::Truncate(*length)),
            What::Rename { from, to } => {
                if let Some(inode) = self.names.get(from).copied() {
                    self.rename(Rename::To(to.clone(), inode));
                    self.rename(Rename::Gone(from.clone()));
                }
            }
            What::Unlink(name) => self.rename(Rename::Gone(name.clone())),
            What::Synced { file, .. } if file.is_empty() => {
                self.synced_names = self.names.clone();
                self.renamed.clear();
            }
            What::Synced { file, .. } => {
                if let Some(inode) = self.names.get(file) {
                    let inode = &mut self.inodes[*inode];
                    let since = std::mem::take(&mut inode.since);
                    since.iter().for_each(|change| change.apply(&mut inode.synced));
                }
            }
            What::Received { .. } | What::Sent { .. } => {}
        }
    }

    fn change(&mut self, name: &str, change: Change) {
        if let Some(inode) = self.names.get(name) {
            let inode = &mut self.inodes[*inode];
            inode.length = match &change {
                Change::Write(at, bytes) => inode.length.max(at + bytes.len() as u64),
                Change::Truncate(length) => *length,
            };
            inode.since.push(change);
        }
    }

    fn rename(&mut self, rename: Rename) {
        rename.apply(&mut self.names);
        self.renamed.push(rename);
    }

    /// One of the ways it may be after the power was cut now.
    fn after_a_cut(&self, chance: &mut u64) -> BTreeMap<String, Vec<u8>> {
        let mut names = self.synced_names.clone();
        let renamed = drawn(chance) as usize % (self.renamed.len() + 1);
        self.renamed[..renamed].iter().for_each(|rename| rename.apply(&mut names));
        let manner = drawn(chance) % 4;
        let file = |(name, inode): (String, usize)| {
            let inode = &self.inodes[inode];
            let mut bytes = inode.synced.clone();
            for change in &inode.since {
                match (manner, drawn(chance) % 3) {
                    // All of it, none of it, or each by itself.
                    (0, _) | (2.., 0) => change.apply(&mut bytes),
                    (1, _) | (2.., 1) => {}
                    _ => change.apply_torn(&mut bytes, chance),
                }
            }
            (name, bytes)
        };
        names.into_iter().map(file).collect()
    }
}

impl Rename {
    fn apply(&self, names: &mut BTreeMap<String, usize>) {
        match self {
            Rename::To(name, inode) => names.insert(name.clone(), *inode),
            Rename::Gone(name) => names.remove(name),
        };
    }
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Change::Write(at, new) => put(bytes, *at as usize, new),
            Change::Truncate(length) => bytes.resize(*length as usize, 0),
        }
    }

    /// Some sectors of it.
    fn apply_torn(&self, bytes: &mut Vec<u8>, chance: &mut u64) {
        let Change::Write(at, new) = self else { return };
        let mut from = 0;
        while from < new.len() {
            let place = *at as usize + from;
            let to = new.len().min(from + SECTOR - place % SECTOR);
            if drawn(chance).is_multiple_of(2) {
                put(bytes, place, &new[from..to]);
            }
            from = to;
        }
    }
}

fn put(bytes: &mut Vec<u8>, at: usize, new: &[u8]) {
    bytes.resize(bytes.len().max(at + new.len()), 0);
    bytes[at..at + new.len()].copy_from_slice(new);
}

fn cut(posts: u64, images: usize, budget: &Budget) -> String {
    let recording = record(posts);
    let on_disk = |step: &&Step| !matches!(step.what, What::Received { .. });
    let points = recording.steps.iter().filter(on_disk).count();
    let draws = images.div_ceil(points).max(1);
    // A small recording has more points than a small test has time for.
    let every = (points / images).max(1);
    let mut disk = Disk::new(&recording.files);
    let (mut chance, mut made, mut point) = (1, 0, 0);
    for step in &recording.steps {
        disk.take(&step.what);
        point += usize::from(on_disk(&step));
        if !on_disk(&step) || !point.is_multiple_of(every) {
            continue;
        }
        for _ in (0..draws).take_while(|_| !budget.is_over()) {
            recording.look_at(&disk.after_a_cut(&mut chance), step.line);
            made += 1;
        }
    }
    format!(
        "images: {made} disks cut at {points} points of {} answers, 0 lost of what was answered before, all \
         sound; a loss is {}",
        recording.answers.len(),
        bound(made, "power cut"),
    )
}

impl Recording {
    /// Opens a disk as it may be after a cut at that line.
    fn look_at(&self, files: &BTreeMap<String, Vec<u8>>, line: usize) {
        let in_memory = Path::new("/dev/shm");
        let directory = match in_memory.is_dir() {
            true => tempfile::tempdir_in(in_memory).unwrap(),
            false => tempfile::tempdir().unwrap(),
        };
        for (name, bytes) in files {
            fs::write(directory.path().join(name), bytes).unwrap();
        }
        // Room put by, as little as there may be: making the usual takes longer than all else.
        fs::write(directory.path().join("canvass.reserve"), [1; 64 * 1024]).unwrap();
        private(&directory.path().join("log.key"));
        let store = Store::open(directory.path())
            .unwrap_or_else(|error| panic!("cut at line {line}: {error}: {error:?}"));
        for (_, number, index) in self.answers.iter().take_while(|(sent, ..)| *sent <= line) {
            assert_holds(&store, &self.target, *number, *index);
        }
        assert_eq!(store.check().unwrap(), [], "cut at line {line}");
    }
}

/// A key that others may read is refused.
fn private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    if path.exists() {
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    }
}
