//! The n-th write or fsync fails: nothing is acknowledged from then on, the program ends with exit code
//! 75, and the next start holds everything acknowledged before.
//!
//! strace makes the call fail without carrying it out. It counts each thread's calls by itself, and the
//! writer is one thread.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64};

use store::Store;

use crate::ledger::Ledger;
use crate::load::{Outcome, Target};
use crate::server::{Budget, Ended, Server, Strace, bound, data, has_strace};

const PEOPLE: u64 = 4;
const NUMBERS: u64 = 1_000_000;
/// Storage failed; the outcome is unknown.
const TRY_AGAIN: i32 = 75;
/// Writes and syncs of a start that are made to fail.
const OF_A_START: u64 = 12;

#[test]
fn some_calls_fail() {
    if has_strace() {
        println!("{}", fail(&[1, 2, 9], 0, &Budget::new()));
    }
}

#[test]
#[ignore = "cargo xtask torture faults"]
fn long() {
    if has_strace() {
        let all: Vec<u64> = (1..=200).collect();
        println!("{}", fail(&all, OF_A_START, &Budget::new()));
    }
}

/// strace's words for calls on the files of a data directory.
pub(crate) fn files(data: &Path) -> Vec<String> {
    let names = ["canvass.db", "canvass.db-wal", "canvass.head", "canvass.head.new"];
    let mut words = vec!["-P".to_owned(), data.display().to_string()];
    for name in names {
        words.extend(["-P".to_owned(), data.join(name).display().to_string()]);
    }
    words
}

fn error_at(calls: &str, n: u64, data: &Path) -> Vec<String> {
    let mut words = vec!["-o".to_owned(), "/dev/null".to_owned()];
    words.extend(files(data));
    words.extend(["-e".to_owned(), format!("inject={calls}:error=EIO:when={n}")]);
    words
}

fn fail(at: &[u64], of_a_start: u64, budget: &Budget) -> String {
    let (_directory, data) = data();
    let server = Server::start(&data);
    let target = Target::new(server.address);
    assert_eq!(server.stop().code, Some(0));
    let mut ledger = Ledger::begin(&data);
    let mut faults = 0;
    for calls in ["fsync,fdatasync", "pwrite64,write"] {
        for n in at.iter().filter(|_| !budget.is_over()) {
            let server = Server::start(&data);
            let target = target.at(server.address);
            ledger.ask_again(&target);
            let strace = Strace::attach(&server, &error_at(calls, *n, &data));
            let next = AtomicU64::new(faults * NUMBERS);
            let end = (faults + 1) * NUMBERS;
            let outcome = target.load(PEOPLE, &next, end, &AtomicBool::new(false));
            let ended = server.ended();
            strace.ended();
            assert_poisoned(&ended, &outcome);
            ledger.compare(&Store::open(&data).unwrap(), &target, &outcome);
            faults += 1;
        }
        for n in (1..=of_a_start).filter(|_| !budget.is_over()) {
            let mut words = error_at(calls, n, &data);
            // The server is our child then, and strace its own.
            words.insert(0, "-Df".to_owned());
            match Server::start_under(&words, &data) {
                Err(ended) => assert_ne!(ended.code, Some(0), "{}", ended.said),
                // The call was one of a later moment, or there is none.
                Ok(server) => drop(server.stop()),
            }
            ledger.compare(&Store::open(&data).unwrap(), &target, &Outcome::default());
            faults += 1;
        }
    }
    let server = Server::start(&data);
    ledger.ask_again(&target.at(server.address));
    assert_eq!(server.stop().code, Some(0));
    ledger.close(&Store::open(&data).unwrap(), &target);
    format!(
        "faults: {faults} failed writes and fsyncs, {} posts acknowledged, 0 lost, 0 acknowledged after \
         the failure; a loss is {}",
        ledger.acknowledged(),
        bound(faults, "failure"),
    )
}

/// It said why, ended with the code for it, and told everybody that the outcome is unknown.
fn assert_poisoned(ended: &Ended, outcome: &Outcome) {
    assert_eq!(ended.code, Some(TRY_AGAIN), "{}", ended.said);
    assert!(ended.said.contains("error: storage failed"), "{}", ended.said);
    // Whoever asks while it is ending finds the connection closed.
    assert!(outcome.others.values().all(|status| matches!(status, 0 | 503)), "{outcome:?}");
}
