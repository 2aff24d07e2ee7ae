//! Posts: once each, whole or not at all.

use std::sync::Arc;

use consultation::{Channel, Release, Timestamp, Vote};
use store::{Kept, NewImport, NewRecord, POST_RECORDS_MAX, Post, Refusal, WriteError};

use crate::harness::{
    NOW, bytes, contribution, correction, keyed, opened, participant, reopen, round_id, vote,
    withdrawal,
};

#[test]
fn two_hundred_identical_posts_at_once_are_one_record() {
    let (_directory, store) = opened();
    let store = Arc::new(store);
    let threads: Vec<_> = (0..200)
        .map(|_| {
            let store = Arc::clone(&store);
            std::thread::spawn(move || {
                let said = contribution(Release::Held, "Wells.", Some(3));
                store.submit(keyed(100, 1, vec![said])).unwrap()
            })
        })
        .collect();
    let answers: Vec<Kept> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    assert!(answers.iter().all(|kept| kept.leaves == (3..4) && kept.tree.size == 4));
    assert_eq!(answers.iter().filter(|kept| !kept.again).count(), 1);
    assert_eq!(store.tree().unwrap().size, 4);
}

#[test]
fn a_key_gets_its_first_answer_again_even_after_reopening() {
    let (directory, store) = opened();
    let post = || keyed(100, 1, vec![contribution(Release::Held, "Wells.", Some(3))]);
    let first = store.submit(post()).unwrap();
    store.submit(Post::one(NOW, contribution(Release::Held, "More wells.", None))).unwrap();
    let again = Kept { again: true, ..first };
    assert_eq!(store.submit(post()), Ok(again.clone()));
    drop(store);
    let store = reopen(&directory);
    assert_eq!(store.submit(post()), Ok(again));
    let other = keyed(100, 2, vec![contribution(Release::Held, "No wells.", Some(4))]);
    assert_eq!(store.submit(other), Err(WriteError::Refused(Refusal::Conflict)));
    assert_eq!(store.tree().unwrap().size, 5);
    assert_eq!(store.contribution_by_code(&bytes(4)).unwrap(), None);
}

#[test]
fn one_bad_vote_keeps_all_of_its_post_out() {
    let (_directory, store) = opened();
    let votes = vec![participant(1), vote(1, 1, Vote::Agree), vote(1, 9, Vote::Agree)];
    let refused = store.submit(keyed(100, 1, votes)).unwrap_err();
    assert_eq!(refused.to_string(), "there is no statement 9 in round `held`");
    assert_eq!(store.tree().unwrap().size, 3);
    assert!(!store.is_participant(&bytes(1)).unwrap());
    let votes = vec![participant(1), vote(1, 1, Vote::Agree), vote(1, 1, Vote::Pass)];
    assert_eq!(store.submit(keyed(100, 2, votes)).unwrap().leaves, 3..5);
    let vote = store.vote(3).unwrap().unwrap();
    assert_eq!((vote.ballot, vote.replaced), (1, true));
    let vote = store.vote(4).unwrap().unwrap();
    assert_eq!((vote.vote, vote.ballot, vote.replaced), (Vote::Pass, 2, false));
}

#[test]
fn what_cannot_be_kept_is_refused_in_words() {
    let (_directory, store) = opened();
    let reply = |to| match contribution(Release::Held, "Yes.", None) {
        NewRecord::Contribution(new) => {
            NewRecord::Contribution(store::NewContribution { reply_to: Some(to), ..new })
        }
        other => other,
    };
    let elsewhere = match contribution(Release::Held, "Yes.", None) {
        NewRecord::Contribution(new) => NewRecord::Contribution(store::NewContribution {
            round: consultation::RoundId("autumn".into()),
            ..new
        }),
        other => other,
    };
    let table = [
        (vec![elsewhere], "there is no round `autumn`"),
        (vec![reply(2)], "there is no contribution at index 2"),
        (vec![reply(u64::MAX)], "there is no contribution at index 18446744073709551615"),
        (vec![correction(3, "New.")], "no contribution has this code"),
        (vec![withdrawal(3)], "no contribution has this code"),
        (vec![vote(1, 1, Vote::Agree)], "there is no such participant"),
        (
            vec![participant(1), vote(1, u64::MAX, Vote::Agree)],
            "there is no statement 18446744073709551615 in round `held`",
        ),
        (vec![participant(1), participant(1)], "there is already a participant like this"),
        (
            vec![participant(1); POST_RECORDS_MAX + 1],
            "a post has at most 16384 records, this one has 16385",
        ),
    ];
    for (records, expected) in table {
        let refused = store.submit(Post { key: None, now: NOW, records }).unwrap_err();
        assert_eq!(refused.to_string(), expected);
    }
    assert_eq!(store.tree().unwrap().size, 3);
    assert_eq!(store.failure(), None);
}

#[test]
fn minutes_never_go_back() {
    let (directory, store) = opened();
    let minute_of = |store: &store::Store, now| {
        store.submit(Post::one(now, contribution(Release::Held, "Wells.", None))).unwrap().minute
    };
    let at = |minutes: i64| Timestamp(NOW.0 + minutes * 60_000);
    let (day, year) = (24 * 60, 365 * 24 * 60);
    // The clock's minute, and what is sealed: a clock that was stepped on is waited for.
    let table = [(5, 5), (-day, 5), (4, 5), (6, 6), (year, year), (7, year), (year - day, year)];
    for (clock, sealed) in table {
        assert_eq!(i64::from(minute_of(&store, at(clock))), i64::from(NOW.minute()) + sealed);
    }
    drop(store);
    let store = reopen(&directory);
    for (clock, sealed) in [(8, year), (-day, year), (year + 1, year + 1)] {
        assert_eq!(i64::from(minute_of(&store, at(clock))), i64::from(NOW.minute()) + sealed);
    }
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn the_same_file_imported_twice_is_one_batch() {
    let (_directory, store) = opened();
    let import = |accepted| {
        NewRecord::Import(NewImport {
            file_sha256: bytes(50),
            first: 3,
            last: 4,
            accepted,
            quarantined: 1,
            channel: Channel::Csv,
            body: br#"{"accepted":2}"#.to_vec(),
        })
    };
    let rows =
        |texts: [&str; 2]| texts.map(|text| contribution(Release::Held, text, None)).to_vec();
    store.submit(keyed(100, 50, rows(["Wells.", "Dams."]))).unwrap();
    let first = store.submit(Post::one(NOW, import(2))).unwrap();
    assert!(store.submit(keyed(100, 50, rows(["Wells.", "Dams."]))).unwrap().again);
    let second = store.submit(Post::one(NOW, import(7))).unwrap();
    assert_eq!(second, Kept { again: true, ..first });
    let batch = store.import_batch(&bytes(50)).unwrap().unwrap();
    assert_eq!((batch.index, batch.accepted, store.tree().unwrap().size), (5, 2, 6));
}

#[test]
fn the_tree_of_an_answer_proves_its_leaves() {
    let (_directory, store) = opened();
    let mut trees = vec![store.tree().unwrap()];
    for number in 0..20 {
        let said = contribution(Release::AtOnce, &format!("Suggestion {number}."), None);
        let kept = store.submit(Post::one(NOW, said)).unwrap();
        let path = store.inclusion(kept.leaves.start, kept.tree.size).unwrap();
        let leaf = store.leaf_hash(kept.leaves.start).unwrap();
        tlog::verify_inclusion(leaf, kept.leaves.start, &kept.tree, &path).unwrap();
        trees.push(kept.tree);
    }
    let newest = *trees.last().unwrap();
    for older in trees {
        let path = store.consistency(older.size, newest.size).unwrap();
        tlog::verify_consistency(&older, &newest, &path).unwrap();
        assert_eq!(store.tree_at(older.size).unwrap(), older);
    }
    assert!(store.inclusion(newest.size, newest.size).is_err());
    assert!(store.entry(u64::MAX).is_err());
    assert_eq!(store.published(&round_id(Release::AtOnce), Some(20), 5).unwrap().len(), 5);
}
