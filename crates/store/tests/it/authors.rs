//! Who sent what: told apart, never told, and gone with the words.

use consultation::Release;
use rusqlite::Connection;
use store::{NewContribution, NewRecord, Post, Store};

use crate::harness::{NOW, bytes, contribution, correction, database, opened, reopen, withdrawal};

fn by(author: Option<u64>, code: u64) -> NewRecord {
    let text = format!("Contribution {code}.");
    match contribution(Release::AtOnce, &text, Some(code)) {
        NewRecord::Contribution(new) => {
            NewRecord::Contribution(NewContribution { author: author.map(bytes), ..new })
        }
        other => other,
    }
}

fn senders(store: &Store) -> Vec<Option<String>> {
    let heard = store.heard(None).unwrap().heard;
    heard.contributions.into_iter().map(|one| one.participant.map(|name| name.0)).collect()
}

#[test]
fn an_author_is_a_number_until_the_words_are_gone() {
    let (directory, store) = opened();
    let submit = |records| store.submit(Post { key: None, now: NOW, records }).unwrap();
    submit(vec![by(Some(900), 1), by(None, 2), by(Some(700), 3), by(Some(900), 4)]);
    let some = |name: &str| Some(name.to_owned());
    assert_eq!(senders(&store), [some("1"), None, some("2"), some("1")]);
    // New words are the same person's; what was withdrawn is nobody's.
    submit(vec![correction(1, "Said better.")]);
    submit(vec![withdrawal(3)]);
    assert_eq!(senders(&store), [None, some("1"), some("1")]);
    drop(store);
    let conn = Connection::open(database(&directory)).unwrap();
    let left: u64 = conn
        .query_row("SELECT count(*) FROM author WHERE pseudonym <> zeroblob(32)", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(left, 2);
    drop(conn);
    assert_eq!(senders(&reopen(&directory)), [None, some("1"), some("1")]);
}
