//! The directory: made, opened, locked, migrated.

use consultation::{Release, Vote};
use rusqlite::Connection;
use store::{Error, Post, Store};
use tempfile::TempDir;
use tlog::{Checkpoint, KeyUse, SigningKey};

use crate::harness::{
    NOW, bytes, contribution, database, key, opened, participant, path, reopen, vote,
};

#[test]
fn what_was_kept_is_there_after_reopening() {
    let (directory, store) = opened();
    let said = contribution(Release::Held, "Wells.", Some(3));
    assert_eq!(store.submit(Post::one(NOW, said)).unwrap().leaves, 3..4);
    let records = vec![participant(1), vote(1, 2, Vote::Agree)];
    store.submit(Post { key: None, now: NOW, records }).unwrap();
    let (tree, counts, plans) = (store.tree().unwrap(), store.counts().unwrap(), store.plans());
    drop(store);
    let store = reopen(&directory);
    assert_eq!(store.tree().unwrap(), tree);
    assert_eq!(store.counts().unwrap(), counts);
    assert_eq!(store.plans(), plans);
    assert_eq!(store.secret(), &bytes(1));
    assert_eq!(store.contribution_by_code(&bytes(3)).unwrap().unwrap().contribution.text, "Wells.");
}

#[test]
fn one_store_at_a_time_and_none_over_another() {
    let (directory, store) = opened();
    let path = path(&directory);
    assert!(matches!(Store::open(&path), Err(Error::InUse(_))));
    assert!(matches!(Store::create(&path, bytes(2), &key()), Err(Error::InUse(_))));
    drop(store);
    assert!(matches!(Store::create(&path, bytes(2), &key()), Err(Error::AlreadyThere(_))));
    assert!(matches!(Store::open(directory.path()), Err(Error::NotThere(_))));
    assert!(!directory.path().join("canvass.lock").exists());
    assert_eq!(reopen(&directory).secret(), &bytes(1));
}

#[test]
fn an_unfinished_creation_is_begun_again() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::create_dir(path(&directory)).unwrap();
    for name in ["canvass.db.new", "canvass.db.new-journal"] {
        std::fs::write(path(&directory).join(name), b"half a page").unwrap();
    }
    assert!(matches!(Store::open(&path(&directory)), Err(Error::NotThere(_))));
    let store = Store::create(&path(&directory), bytes(2), &key()).unwrap();
    assert_eq!(store.tree().unwrap(), tlog::Edge::new().tree());
}

#[test]
fn a_database_of_another_schema_is_refused() {
    let open_after = |sql: &str| {
        let (directory, store) = opened();
        drop(store);
        alter(&directory, sql);
        Store::open(&path(&directory)).err().expect("refused").to_string()
    };
    assert_eq!(
        open_after("UPDATE migration SET sha256 = zeroblob(32) WHERE number = 1"),
        "migration 1 of the database is not the one this program knows"
    );
    assert_eq!(
        open_after("INSERT INTO migration SELECT 99, zeroblob(32)"),
        "the database is at migration 8, this program knows 7"
    );
    assert_eq!(
        open_after("UPDATE leaf SET nodes = zeroblob(length(nodes)) WHERE number = 2"),
        "the leaves of the database do not lead to its root"
    );
    assert_eq!(
        open_after("DELETE FROM leaf WHERE number = 2"),
        "the leaves of the database do not lead to its root"
    );
}

#[test]
fn an_altered_act_is_listed_and_found_by_the_check() {
    let (directory, store) = opened();
    drop(store);
    alter(&directory, "UPDATE document SET body = x'7b7d' WHERE leaf = 1");
    let store = Store::open(&path(&directory)).unwrap();
    let listed: Vec<u64> = store.plans().not_applied().iter().map(|act| act.leaf).collect();
    assert_eq!(listed, [1]);
    let faults = store.check().unwrap();
    assert_eq!(faults.iter().map(|fault| fault.index).collect::<Vec<_>>(), [Some(1)]);
}

/// Each change that leaves the tree as it is, and what the check says of it.
#[test]
fn the_check_finds_what_was_altered() {
    let table = [
        ("UPDATE words SET text = x'41' WHERE leaf = 3", "its words do not open its commitment"),
        ("UPDATE vote SET vote = 2 WHERE leaf = 4", "its vote does not open its commitment"),
        (
            "UPDATE vote SET participant = NULL WHERE leaf = 4",
            "no leaf says why its vote is erased",
        ),
        (
            "UPDATE leaf SET entry = zeroblob(46) WHERE number = 0",
            "its nodes are not those of the tree",
        ),
        ("UPDATE contribution SET standing = 3, reason = 1", "its words are not erased"),
        ("DELETE FROM words", "its words are missing"),
        (
            "UPDATE tally SET count = count + 1 WHERE kind = 1",
            "the tally is not the count of the leaves",
        ),
        (
            "DELETE FROM head WHERE size = 3; INSERT INTO head VALUES (2, zeroblob(32), zeroblob(64))",
            "a head is not the root at its size",
        ),
        ("UPDATE head SET signature = zeroblob(64)", "a head's signature does not hold"),
        ("UPDATE current_vote SET vote = 2", "the votes that stand are not the last ones cast"),
        ("DELETE FROM current_vote", "the votes that stand are not the last ones cast"),
        (
            "UPDATE statement SET pass = 5 WHERE number = 3",
            "a statement's counts are not those of the votes that stand",
        ),
    ];
    let (directory, store) = opened();
    let records = vec![
        contribution(Release::Held, "Wells.", Some(3)),
        participant(1),
        vote(1, 2, Vote::Agree),
    ];
    store.submit(Post { key: None, now: NOW, records }).unwrap();
    drop(store);
    let sound = std::fs::read(database(&directory)).unwrap();
    for (sql, expected) in table {
        std::fs::write(database(&directory), &sound).unwrap();
        alter(&directory, sql);
        let faults = reopen(&directory).check().unwrap();
        assert!(faults.iter().any(|fault| fault.what == expected), "{sql}: {faults:?}");
    }
}

fn alter(directory: &TempDir, sql: &str) {
    let conn = Connection::open(database(directory)).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    conn.execute_batch(sql).unwrap();
}

#[test]
fn the_log_key_is_its_owners_alone_and_no_other_signs() {
    let (directory, store) = opened();
    let note = store.checkpoint().unwrap().unwrap();
    assert_eq!(note.verify(&key().verifier()), Ok(()));
    assert_eq!(Checkpoint::read(note.text()).unwrap().tree, store.tree().unwrap());
    assert_eq!(store.checkpoint_at(2).unwrap(), None, "three leaves came in one batch");
    drop(store);
    let file = path(&directory).join("log.key");
    let refused = || Store::open(&path(&directory)).err().expect("refused").to_string();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |mode| std::fs::Permissions::from_mode(mode);
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::set_permissions(&file, mode(0o640)).unwrap();
        assert!(refused().ends_with("can be read by others than its owner"));
        std::fs::set_permissions(&file, mode(0o600)).unwrap();
    }
    let other = SigningKey::new("log.example/1", KeyUse::Log, &bytes(3)).unwrap();
    std::fs::write(&file, other.to_secret_text()).unwrap();
    assert!(refused().ends_with("is not the key that this log was begun with"));
}
