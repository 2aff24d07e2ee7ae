use consultation::{Release, Vote};
use store::{Error, Post, Store};

use crate::harness::{NOW, bytes, contribution, opened, participant, reopen, vote};

#[test]
fn what_was_kept_is_there_after_reopening() {
    let (directory, store) = opened();
    let kept =
        store.submit(Post::one(NOW, contribution(Release::Held, "Wells.", Some(3)))).unwrap();
    assert_eq!(kept.leaves, 3..4);
    store
        .submit(Post {
            key: None,
            now: NOW,
            records: vec![participant(1), vote(1, 2, Vote::Agree)],
        })
        .unwrap();
    let (tree, counts, plans) = (store.tree().unwrap(), store.counts().unwrap(), store.plans());
    drop(store);
    let store = reopen(&directory);
    assert_eq!(store.tree().unwrap(), tree);
    assert_eq!(store.counts().unwrap(), counts);
    assert_eq!(counts.unexplained(), 0);
    assert_eq!(store.plans(), plans);
    assert_eq!(store.secret(), &bytes(1));
    assert_eq!(store.contribution_by_code(&bytes(3)).unwrap().unwrap().contribution.text, "Wells.");
    assert!(matches!(Store::open(&directory.path().join("data")), Err(Error::InUse(_))));
}
