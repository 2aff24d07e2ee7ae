//! What routing showed: one open exposure a participant, closed by an answer or a skip.

use consultation::{ExposureOutcome, Release, Vote};
use store::{NewExposure, NewRecord, NewSkip, Post};

use crate::harness::{NOW, bytes, opened, participant, path, round_id, vote};

fn shown(token: u64, statement: u64, probability: f64) -> NewRecord {
    NewRecord::Exposure(NewExposure {
        participant: bytes(token),
        round: round_id(Release::Held),
        statement,
        probability,
        shown: NOW,
    })
}

fn skip(token: u64, statement: u64) -> NewRecord {
    let round = round_id(Release::Held);
    NewRecord::Skip(NewSkip { participant: bytes(token), round, statement })
}

#[test]
fn what_is_shown_stays_shown_until_it_is_answered_or_skipped() {
    let (_directory, store) = opened();
    let submit = |record| store.submit(Post::one(NOW, record));
    submit(participant(1)).unwrap();
    let size = store.tree().unwrap().size;
    submit(shown(1, 2, 0.25)).unwrap();
    submit(shown(1, 3, 0.5)).unwrap();
    submit(vote(1, 3, Vote::Pass)).unwrap();
    submit(skip(1, 2)).unwrap();
    submit(skip(1, 2)).unwrap();
    // Shown and answered in one post, as the first card of a browser is.
    let records = vec![shown(1, 1, 0.125), vote(1, 1, Vote::Agree), vote(1, 1, Vote::Pass)];
    store.submit(Post { key: None, now: NOW, records }).unwrap();
    submit(shown(1, 3, 1.0)).unwrap();
    let round = round_id(Release::Held);
    let found = store.exposures_of(&bytes(1), &round).unwrap();
    let seen: Vec<_> =
        found.iter().map(|one| (one.number, one.statement, one.probability, one.outcome)).collect();
    use ExposureOutcome::{Answered, Shown, Skipped};
    assert_eq!(seen, [(1, 2, 0.25, Skipped), (2, 1, 0.125, Answered), (3, 3, 1.0, Shown)]);
    assert_eq!(store.exposures(&round).unwrap(), found);
    assert_eq!(store.tree().unwrap().size, size + 3, "only votes have leaves");
    assert!(store.exposures_of(&bytes(2), &round).unwrap().is_empty());
}

#[test]
fn nobody_and_nothing_unknown_is_exposed() {
    let (_directory, store) = opened();
    let refused = |record| store.submit(Post::one(NOW, record)).unwrap_err().to_string();
    assert_eq!(refused(shown(7, 1, 0.5)), "there is no such participant");
    store.submit(Post::one(NOW, participant(1))).unwrap();
    assert!(refused(shown(1, 99, 0.5)).contains("99"));
}

#[test]
fn exposures_outlive_the_process() {
    let (directory, store) = opened();
    store.submit(Post::one(NOW, participant(1))).unwrap();
    store.submit(Post::one(NOW, shown(1, 2, 0.25))).unwrap();
    drop(store);
    let store = store::Store::open(&path(&directory)).unwrap();
    assert_eq!(store.exposures(&round_id(Release::Held)).unwrap().len(), 1);
}
