//! The head signed last, kept apart: a backup that is put back is refused, and how to go on from it.

use std::fs;
use std::path::Path;

use consultation::Release;
use store::{Error, Post, Store};
use tlog::{Checkpoint, KeyUse, SigningKey};

use crate::harness::{NOW, bytes, contribution, database, key, opened, path, reopen};

fn say(store: &Store, text: &str) {
    store.submit(Post::one(NOW, contribution(Release::Held, text, None))).unwrap();
}

fn next_key() -> SigningKey {
    SigningKey::new("log.example/2", KeyUse::Log, &bytes(3)).unwrap()
}

#[test]
fn a_backup_put_back_is_refused_and_the_log_goes_on_under_another_name() {
    let (directory, store) = opened();
    let kept = path(&directory);
    drop(store);
    let backup = fs::read(database(&directory)).unwrap();
    let store = reopen(&directory);
    say(&store, "Wells.");
    let lost = store.tree().unwrap();
    drop(store);
    fs::write(database(&directory), &backup).unwrap();

    let refused = Store::open(&kept).err().unwrap();
    assert!(matches!(refused, Error::Behind { signed: 4, held: 3 }), "{refused}");
    let store = Store::recover(&kept, NOW, |found, former| {
        assert_eq!(former.verifier(), key().verifier());
        assert_eq!(found.key, key().verifier());
        assert_eq!(found.signed.as_ref().unwrap().tree, lost);
        assert_eq!(found.held.size, 3);
        Ok((next_key(), b"{\"lost\":1}".to_vec()))
    })
    .unwrap();
    say(&store, "Dams.");
    assert_eq!(store.log_key(), &next_key().verifier());
    assert_eq!(store.document(3).unwrap().unwrap().body, b"{\"lost\":1}");
    let origin = |size| {
        let note = store.checkpoint_at(size).unwrap().unwrap();
        Checkpoint::read(note.text()).unwrap().origin
    };
    assert_eq!(
        [origin(3), origin(4), origin(5)],
        ["log.example/1", "log.example/2", "log.example/2"]
    );
    let tree = store.tree().unwrap();
    drop(store);

    let store = reopen(&directory);
    assert_eq!((store.tree().unwrap(), store.check().unwrap()), (tree, vec![]));
    drop(store);
    // Where nothing is missing nothing is begun.
    let store = Store::recover(&kept, NOW, |_, _| panic!("nothing is missing")).unwrap();
    assert_eq!(store.tree().unwrap(), tree);
}

#[test]
fn a_database_with_other_leaves_is_refused_as_one_with_fewer() {
    let (directory, store) = opened();
    drop(store);
    let backup = fs::read(database(&directory)).unwrap();
    let say_once = |text: &str| {
        let store = reopen(&directory);
        say(&store, text);
        drop(store);
        fs::read(path(&directory).join("canvass.head")).unwrap()
    };
    let one = say_once("Wells.");
    fs::write(database(&directory), &backup).unwrap();
    fs::write(path(&directory).join("canvass.head"), head_of_three()).unwrap();
    let other = say_once("Dams.");
    assert_ne!(one, other);
    fs::write(path(&directory).join("canvass.head"), one).unwrap();
    let refused = Store::open(&path(&directory)).err().unwrap();
    assert!(matches!(refused, Error::Behind { signed: 4, held: 4 }), "{refused}");
}

/// The head file of a directory as [`opened`] makes it.
fn head_of_three() -> Vec<u8> {
    let (directory, store) = opened();
    drop(store);
    fs::read(path(&directory).join("canvass.head")).unwrap()
}

#[test]
fn without_the_head_nothing_is_opened() {
    let (directory, store) = opened();
    drop(store);
    fs::remove_file(path(&directory).join("canvass.head")).unwrap();
    assert!(matches!(Store::open(&path(&directory)), Err(Error::HeadMissing(_))));
    let begin = |lost: &store::Lost, _: &SigningKey| {
        assert_eq!(lost.signed, None);
        Ok((next_key(), b"{}".to_vec()))
    };
    drop(Store::recover(&path(&directory), NOW, begin).unwrap());
    assert_eq!(reopen(&directory).tree().unwrap().size, 4);
}

#[test]
fn kept_elsewhere_it_finds_the_whole_directory_put_back() {
    let directory = tempfile::tempdir().unwrap();
    let (data, elsewhere) = (directory.path().join("data"), directory.path().join("other.head"));
    let store = Store::create_with_head_at(&data, bytes(1), &key(), Some(&elsewhere)).unwrap();
    drop(store);
    let backup = directory.path().join("backup");
    copy(&data, &backup);
    let store = Store::open(&data).unwrap();
    let act = plan::Act::Publish(Box::new(plan::example()));
    store.submit(Post::one(NOW, crate::harness::act(act))).unwrap();
    drop(store);
    fs::remove_dir_all(&data).unwrap();
    copy(&backup, &data);
    assert!(!data.join("canvass.head").exists());
    assert!(matches!(Store::open(&data), Err(Error::Behind { signed: 1, held: 0 })));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn what_is_published_is_kept_apart_first() {
    let (directory, store) = opened();
    say(&store, "Wells.");
    let file = || {
        let note = fs::read_to_string(path(&directory).join("canvass.head")).unwrap();
        Checkpoint::read(tlog::Note::read(&note).unwrap().text()).unwrap().tree
    };
    let published = store.checkpoint_to_publish().unwrap();
    let size = published.map_or(0, |note| Checkpoint::read(note.text()).unwrap().tree.size);
    assert!(size <= file().size);
    let tree = store.tree().unwrap();
    drop(store);
    assert_eq!(file(), tree);
}
