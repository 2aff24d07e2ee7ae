//! An answer comes after the fsync that covers its record, for every answer.
//!
//! From a recording of the system calls: the first write to the write-ahead log with the words in it,
//! the commit frame of that transaction, the first fsync begun after that which returned 0, the answer.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64};

use crate::load::{Target, number_of, text};
use crate::server::{Server, Strace, data, has_strace};
use crate::trace::{self, Step, What};

const PEOPLE: u64 = 64;
const WAL: &str = "canvass.db-wal";

#[test]
fn answers_come_after_their_fsync() {
    if has_strace() {
        println!("{}", check(300));
    }
}

#[test]
#[ignore = "cargo xtask torture order"]
fn long() {
    if has_strace() {
        println!("{}", check(10_000));
    }
}

fn check(answers: u64) -> String {
    let (directory, data) = data();
    let server = Server::start(&data);
    let mut target = Target::new(server.address);
    target.stride = 2;
    let file = directory.path().join("trace");
    let strace = Strace::attach(&server, &trace::words(&file));
    let outcome = target.load(PEOPLE, &AtomicU64::new(1), 2 * answers, &AtomicBool::new(false));
    strace.detach();
    assert_eq!(server.stop().code, Some(0));
    assert_eq!(outcome.acknowledged.len() as u64, answers, "{:?}", outcome.others);

    let steps = trace::read(&std::fs::read_to_string(&file).unwrap(), &data);
    let answered = trace::answered(&steps);
    let covered = covered(&steps);
    let unanswered: BTreeSet<&u64> =
        outcome.acknowledged.keys().filter(|number| !answered.contains_key(number)).collect();
    assert_eq!(unanswered, BTreeSet::new(), "answers that the recording lacks");
    for (number, sent) in &answered {
        let synced =
            covered.get(number).unwrap_or_else(|| panic!("post {number} was never synced"));
        assert!(synced < sent, "post {number} was answered at line {sent}, synced at {synced}");
    }
    let syncs = covered.values().collect::<BTreeSet<_>>().len();
    format!(
        "order: {answers} answers, each sent after the fsync of its record returned 0; {syncs} fsyncs"
    )
}

/// The line at which each contribution was on stable storage, with its transaction.
fn covered(steps: &[Step]) -> std::collections::HashMap<u64, usize> {
    let mut covered = std::collections::HashMap::new();
    // Written, with the line of the commit frame once it was seen.
    let mut waiting: Vec<(u64, Option<usize>)> = Vec::new();
    let mut known = BTreeSet::new();
    // A frame is two calls: its header, which says whether it ends the transaction, and its page.
    let mut ends = false;
    for step in steps {
        match &step.what {
            What::Write { file, bytes, .. } if file == WAL => {
                let new = numbers(bytes).into_iter().filter(|number| known.insert(*number));
                waiting.extend(new.map(|number| (number, None)));
                if ends {
                    for (_, commit) in &mut waiting {
                        commit.get_or_insert(step.line);
                    }
                }
                ends = is_commit(bytes);
            }
            What::Synced { file, begun } if file == WAL => waiting.retain(|(number, commit)| {
                let holds = commit.is_some_and(|commit| commit < *begun);
                if holds {
                    covered.insert(*number, step.line);
                }
                !holds
            }),
            _ => {}
        }
    }
    covered
}

/// The header of a frame that ends a transaction.
fn is_commit(bytes: &[u8]) -> bool {
    bytes.len() == 24 && bytes[4..8] != [0; 4]
}

/// Numbers of the contributions whose words are in a page.
fn numbers(page: &[u8]) -> Vec<u64> {
    let (length, start) = (text(0).len(), b"Suggestion ");
    let starts = page.windows(start.len()).enumerate().filter(|(_, window)| window == start);
    let texts = starts.filter_map(|(at, _)| page.get(at..at + length));
    texts.filter_map(|text| number_of(std::str::from_utf8(text).ok()?)).collect()
}
