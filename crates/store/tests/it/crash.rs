//! A process that keeps writing is killed, again and again; whatever it was told is kept must be there.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use consultation::{Release, Vote};
use store::{NewRecord, Post, Store};

use crate::harness::{NOW, contribution, keyed, opened, participant, path, reopen, vote};

const KILLS: u64 = 10;
const THREADS: u64 = 16;
/// Where the writing process finds its directory and from which number on its posts are its own.
const DIRECTORY: &str = "CANVASS_STORE_TEST_DIRECTORY";
const FROM: &str = "CANVASS_STORE_TEST_FROM";

/// Odd numbers are contributions, even ones votes.
fn records(number: u64) -> Vec<NewRecord> {
    match number % 2 {
        1 => vec![contribution(Release::Held, &format!("Suggestion {number}."), Some(number))],
        _ => vec![vote(1, number / 2 % 3 + 1, Vote::Agree)],
    }
}

#[test]
#[ignore = "the process that the test below starts and kills"]
fn writes_until_it_is_killed() {
    let directory = std::env::var(DIRECTORY).expect("given by the test below");
    let next = AtomicU64::new(std::env::var(FROM).unwrap().parse().unwrap());
    let store = Store::open(directory.as_ref()).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let kept = store.submit(keyed(number, number, records(number))).unwrap();
                    // One write, so that lines of threads do not mix.
                    let line = format!("\nkept {number} {}\n", kept.leaves.start);
                    std::io::stderr().write_all(line.as_bytes()).unwrap();
                }
            });
        }
    });
}

/// Starts the writer, kills it after a while, gives the posts it was told are kept, with their leaves.
fn write_and_kill(directory: &std::path::Path, from: u64, while_ms: u64) -> Vec<(u64, u64)> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["crash::writes_until_it_is_killed", "--exact", "--ignored", "--nocapture"])
        .env(DIRECTORY, directory)
        .env(FROM, from.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let reader = std::thread::spawn(move || {
        let mut kept = Vec::new();
        for line in lines.map_while(Result::ok) {
            if let Some(["kept", number, leaf]) =
                line.split(' ').collect::<Vec<_>>().first_chunk().copied()
            {
                kept.push((number.parse().unwrap(), leaf.parse().unwrap()));
            }
        }
        kept
    });
    std::thread::sleep(Duration::from_millis(while_ms));
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

#[test]
fn nothing_acknowledged_is_lost_when_the_process_is_killed() {
    let (directory, store) = opened();
    store.submit(Post::one(NOW, participant(1))).unwrap();
    drop(store);
    let mut acknowledged = 0;
    for kill in 0..KILLS {
        let from = 1_000_000 * (kill + 1);
        let kept = write_and_kill(&path(&directory), from, 150 + kill * 37);
        acknowledged += kept.len();
        let store = reopen(&directory);
        assert_eq!(store.check().unwrap(), []);
        for (number, leaf) in &kept {
            let again = store.submit(keyed(*number, *number, records(*number))).unwrap();
            assert_eq!((again.leaves, again.again), (*leaf..leaf + 1, true), "post {number}");
        }
        let mut texts: Vec<_> = store
            .heard(None)
            .unwrap()
            .heard
            .contributions
            .into_iter()
            .map(|contribution| contribution.text)
            .collect();
        let stored = texts.len();
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), stored, "a contribution is there twice");
    }
    assert!(acknowledged > 100, "only {acknowledged} posts were acknowledged");
    println!("{KILLS} kills, {acknowledged} posts acknowledged, 0 lost, 0 twice");
}
