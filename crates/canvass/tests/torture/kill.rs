//! The server is killed under full load, again and again: at random moments, and at the entry of each
//! system call of the write path.
//!
//! A kill leaves what the kernel has: it tests the order of answer and commit, the recovery and the
//! keys, not the disk (`images.rs`, `order.rs`).

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::time::{Duration, Instant};

use store::Store;

use crate::ledger::Ledger;
use crate::load::{Outcome, Target, drawn};
use crate::server::{Budget, Server, Strace, bound, data, has_strace};

const PEOPLE: u64 = 16;
/// Posts of one cycle have numbers of their own.
const NUMBERS: u64 = 1_000_000;
/// A kill comes at most this long after the load began.
const LATEST_MS: u64 = 60;
/// Everything is worked out again after so many cycles.
const CHECK_EVERY: u64 = 100;

#[test]
fn killed_a_few_times() {
    println!("{}", kill_at_random(8, &Budget::new()));
}

#[test]
#[ignore = "cargo xtask torture kill"]
fn long() {
    println!("{}", kill_at_random(1_100, &Budget::new()));
}

#[test]
fn killed_at_some_system_calls() {
    if has_strace() {
        println!("{}", kill_at_calls(&[1, 4, 13], &Budget::new()));
    }
}

#[test]
#[ignore = "cargo xtask torture failpoints"]
fn long_failpoints() {
    if has_strace() {
        let all: Vec<u64> = (1..=100).collect();
        println!("{}", kill_at_calls(&all, &Budget::new()));
    }
}

/// A directory whose server is killed.
struct Victim {
    data: std::path::PathBuf,
    _directory: tempfile::TempDir,
    target: Target,
    ledger: Ledger,
    cycles: u64,
    first_answers: Vec<Duration>,
}

impl Victim {
    fn new() -> Victim {
        let (directory, data) = data();
        let server = Server::start(&data);
        let target = Target::new(server.address);
        assert_eq!(server.stop().code, Some(0));
        let ledger = Ledger::begin(&data);
        let first_answers = Vec::new();
        Victim { data, _directory: directory, target, ledger, cycles: 0, first_answers }
    }

    /// Starts it, asks again what had no answer, posts until `kill` has killed it, compares.
    fn cycle(&mut self, kill: impl FnOnce(Server)) {
        let started = Instant::now();
        let server = Server::start(&self.data);
        let target = self.target.at(server.address);
        self.ledger.ask_again(&target);
        self.ledger.ask_twice(&target, 3);
        self.first_answers.push(started.elapsed());
        let next = AtomicU64::new(self.cycles * NUMBERS);
        let end = (self.cycles + 1) * NUMBERS;
        let goes_on = AtomicBool::new(false);
        let outcome = std::thread::scope(|scope| {
            let load = scope.spawn(|| target.load(PEOPLE, &next, end, &goes_on));
            kill(server);
            load.join().unwrap()
        });
        self.cycles += 1;
        self.compare(&outcome);
    }

    fn compare(&mut self, outcome: &Outcome) {
        let store = Store::open(&self.data).unwrap();
        self.ledger.compare(&store, &self.target, outcome);
        if self.cycles.is_multiple_of(CHECK_EVERY) {
            assert_eq!(store.check().unwrap(), []);
        }
    }

    /// The closing line.
    fn close(mut self, name: &str) -> String {
        let server = Server::start(&self.data);
        let target = self.target.at(server.address);
        self.ledger.ask_again(&target);
        assert_eq!(server.stop().code, Some(0));
        self.ledger.close(&Store::open(&self.data).unwrap(), &target);
        self.first_answers.sort();
        let at = |share: usize| self.first_answers[self.first_answers.len() * share / 100];
        format!(
            "{name}: {} kills, {} posts acknowledged, 0 lost, 0 invented, 0 twice; a loss is {}; start \
             to answers of all that was open p50 {:.0?}, p99 {:.0?}",
            self.cycles,
            self.ledger.acknowledged(),
            bound(self.cycles, "kill"),
            at(50),
            at(99),
        )
    }
}

fn kill_at_random(cycles: u64, budget: &Budget) -> String {
    let mut victim = Victim::new();
    let mut chance = 1;
    while victim.cycles < cycles && !budget.is_over() {
        let after = Duration::from_micros(drawn(&mut chance) % (LATEST_MS * 1_000));
        victim.cycle(|server| {
            std::thread::sleep(after);
            server.kill();
        });
    }
    victim.close("kill")
}

/// Kills at the entry of the n-th call of each kind that the writer makes in its directory.
fn kill_at_calls(at: &[u64], budget: &Budget) -> String {
    let mut victim = Victim::new();
    for calls in ["pwrite64", "fsync,fdatasync", "ftruncate,rename,unlink"] {
        for n in at.iter().filter(|_| !budget.is_over()) {
            // Calls of the third kind come once a second.
            let n = if calls.contains("rename") { (n - 1) % 2 + 1 } else { *n };
            let words = signal_at(calls, n, &victim.data);
            victim.cycle(|server| {
                let strace = Strace::attach(&server, &words);
                strace.ended();
                assert_eq!(server.ended().code, None, "killed at {calls} {n}");
            });
        }
    }
    victim.close("failpoints")
}

fn signal_at(calls: &str, n: u64, data: &Path) -> Vec<String> {
    let mut words = vec!["-o".to_owned(), "/dev/null".to_owned()];
    words.extend(crate::faults::files(data));
    words.extend(["-e".to_owned(), format!("inject={calls}:signal=KILL:when={n}")]);
    words
}
