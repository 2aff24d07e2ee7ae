//! The disk is full, at many sizes: what has no room is refused with 507 and nothing of it is kept, reads
//! and withdrawals go on, and when there is room again so do writes.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use store::Store;

use crate::http::Connection;
use crate::ledger::Ledger;
use crate::load::Target;
use crate::server::{Budget, Server, bound, init, is_root};

const PEOPLE: u64 = 16;
/// Sizes begin here, as the worked example alone takes some room, and go up by this.
const LEAST_KB: u64 = 3_072;
const STEP_KB: u64 = 52;
/// How long writes may take to go on when there is room.
const PATIENCE: Duration = Duration::from_secs(10);

#[test]
fn full_at_two_sizes() {
    if let Some(line) = fill(2, &Budget::new()) {
        println!("{line}");
    }
}

#[test]
#[ignore = "cargo xtask torture full-disk"]
fn long() {
    if let Some(line) = fill(100, &Budget::new()) {
        println!("{line}");
    }
}

/// A file system in memory, as large as asked for.
struct Disk(PathBuf);

impl Disk {
    fn mount(at: &Path, kilobytes: u64) -> Option<Disk> {
        let size = format!("size={kilobytes}k");
        let words = ["-t", "tmpfs", "-o", &size, "tmpfs"];
        let mount = Command::new("mount").args(words).arg(at).output();
        mount.is_ok_and(|said| said.status.success()).then(|| Disk(at.to_owned()))
    }

    fn grow(&self, kilobytes: u64) {
        let options = format!("remount,size={kilobytes}k");
        let grown = Command::new("mount").args(["-o", &options]).arg(&self.0).status().unwrap();
        assert!(grown.success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Left to the system when somebody still has a file open on it.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn fill(sizes: u64, budget: &Budget) -> Option<String> {
    let directory = tempfile::tempdir().unwrap();
    let (mut done, mut acknowledged) = (0, 0);
    for size in (0..sizes).map(|step| LEAST_KB + step * STEP_KB) {
        if budget.is_over() {
            break;
        }
        let Some(disk) = Disk::mount(directory.path(), size) else {
            println!("skipped: no file system can be mounted here");
            let must = std::env::var("CI").is_ok() && is_root();
            assert!(!must, "nothing can be mounted in CI");
            return None;
        };
        acknowledged += fill_one(&disk, size);
        done += 1;
    }
    let bound = bound(done, "full disk");
    Some(format!(
        "full-disk: {done} sizes from {LEAST_KB} kB, {acknowledged} posts acknowledged, 0 lost, reads and \
         withdrawals went on, writes too when there was room; a loss is {bound}"
    ))
}

/// Fills one disk; gives the posts that were acknowledged.
fn fill_one(disk: &Disk, size: u64) -> usize {
    let data = disk.0.join("data");
    init(&data);
    let server = Server::start(&data);
    let target = Target::new(server.address);
    let code = say_something(&target);
    assert_eq!(server.stop().code, Some(0));
    let mut ledger = Ledger::begin(&data);
    let server = Server::start(&data);
    let target = target.at(server.address);
    let next = AtomicU64::new(1);
    let outcome = target.load(PEOPLE, &next, u64::MAX, &AtomicBool::new(false));
    assert!(outcome.others.values().all(|status| *status == 507), "{size} kB: {outcome:?}");

    // At every other size it is killed, and started on the full disk. That empties the write-ahead log,
    // so there may be room then.
    let starts_again = !(size / STEP_KB).is_multiple_of(2);
    let server = if starts_again {
        server.kill();
        Server::start(&data)
    } else {
        server
    };
    let mut connection = Connection::open(server.address).unwrap();
    for page in ["/", "/said", "/check", "/api/v1/rounds"] {
        assert_eq!(connection.get(page).unwrap().status, 200, "{page} of a full disk of {size} kB");
    }
    let health = connection.get("/health").unwrap().status;
    assert!(health == 503 || starts_again, "{size} kB");
    let body = json!({"code": code}).to_string();
    let answer = connection.post("/api/v1/contributions/withdraw", &[], &body).unwrap();
    assert_eq!(answer.status, 201, "withdrawing on a full disk of {size} kB: {}", answer.body);

    disk.grow(8 * size);
    let since = Instant::now();
    while connection.get("/health").unwrap().status != 200 {
        assert!(since.elapsed() < PATIENCE, "no writes on a disk grown from {size} kB");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(server.stop().code, Some(0));
    ledger.compare(&Store::open(&data).unwrap(), &target, &outcome);
    assert_eq!(ledger.withdrawals, 1);
    let server = Server::start(&data);
    ledger.ask_again(&target.at(server.address));
    assert_eq!(server.stop().code, Some(0));
    ledger.close(&Store::open(&data).unwrap(), &target);
    ledger.acknowledged()
}

/// Leaves a contribution; gives its follow-up code.
fn say_something(target: &Target) -> String {
    let mut connection = Connection::open(target.address).unwrap();
    let path = format!("/api/v1/rounds/{}/contributions", target.round);
    let key = "idempotency-key: withdrawn-0000000000";
    let answer = connection.post(&path, &[key], r#"{"text":"To be withdrawn."}"#).unwrap();
    let answer: Value = serde_json::from_str(&answer.body).unwrap();
    answer["code"].as_str().unwrap().to_owned()
}
