//! The ledger: what was sent and what was acknowledged, against what the directory holds.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use store::Store;
use tlog::Kind;

use crate::http::Connection;
use crate::load::{Outcome, Target, What, number_of, text};

/// Everything sent so far.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// Leaf of each post that was acknowledged, by its number.
    acknowledged: BTreeMap<u64, u64>,
    /// Posts without an answer; each may have been kept.
    open: BTreeSet<u64>,
    /// Leaf of each contribution that was found, by its number.
    found: BTreeMap<u64, u64>,
    /// Leaves that are votes.
    votes: BTreeSet<u64>,
    /// Leaves that are withdrawals.
    pub(crate) withdrawals: u64,
    /// Leaves looked at.
    seen: u64,
}

impl Ledger {
    /// A ledger of a directory as it is now.
    pub(crate) fn begin(data: &Path) -> Ledger {
        let seen = Store::open(data).unwrap().tree().unwrap().size;
        Ledger { seen, ..Ledger::default() }
    }

    pub(crate) fn acknowledged(&self) -> usize {
        self.acknowledged.len()
    }

    /// Compares the directory with what came of the posts: nothing acknowledged may be missing or
    /// another, nothing may be there that nobody sent, nothing twice.
    pub(crate) fn compare(&mut self, store: &Store, target: &Target, outcome: &Outcome) {
        let size = store.tree().unwrap().size;
        for (number, index) in &outcome.acknowledged {
            assert!(
                *index < size,
                "lost: post {number} was acknowledged as leaf {index} of {size}"
            );
            self.acknowledge(*number, *index);
        }
        self.open.extend(outcome.others.keys());
        for index in self.seen..size {
            match store.entry(index).unwrap().kind {
                Kind::Contribution => {
                    let said = store.contribution(index).unwrap().expect("a leaf has its record");
                    let number = number_of(&said.contribution.text).expect("words that were sent");
                    let sent =
                        self.open.contains(&number) || self.acknowledged.contains_key(&number);
                    assert!(sent, "invented: {number} at leaf {index}");
                    let before = self.found.insert(number, index);
                    assert_eq!(before, None, "twice: {number} at leaf {index}");
                }
                Kind::Withdrawal => self.withdrawals += 1,
                Kind::Vote => assert!(self.votes.insert(index)),
                other => panic!("invented: {other:?} at leaf {index}"),
            }
        }
        self.seen = size;
        for (number, index) in &outcome.acknowledged {
            assert_holds(store, target, *number, *index);
            if target.what(*number) == What::Contribution {
                assert_eq!(self.found.get(number), Some(index), "another: post {number}");
            }
        }
    }

    fn acknowledge(&mut self, number: u64, index: u64) {
        let before = self.acknowledged.insert(number, index);
        assert!(before.is_none_or(|before| before == index), "twice: post {number}");
        self.open.remove(&number);
    }

    /// Sends everything without an answer again: now each gets one.
    pub(crate) fn ask_again(&mut self, target: &Target) {
        let mut connection = Connection::open(target.address).unwrap();
        let open: Vec<u64> = self.open.iter().copied().collect();
        for number in open {
            match target.post(&mut connection, number) {
                Ok(index) => self.acknowledge(number, index),
                Err(status) => panic!("post {number}, sent again, was answered {status}"),
            }
        }
    }

    /// Sends some of what was acknowledged again: each gets its first answer.
    pub(crate) fn ask_twice(&self, target: &Target, how_many: usize) {
        let mut connection = Connection::open(target.address).unwrap();
        for (number, index) in self.acknowledged.iter().rev().take(how_many) {
            assert_eq!(target.post(&mut connection, *number), Ok(*index), "post {number} again");
        }
    }

    /// At the end: every post has one record, and the directory holds together.
    pub(crate) fn close(&mut self, store: &Store, target: &Target) {
        self.compare(store, target, &Outcome::default());
        assert_eq!(self.open, BTreeSet::new(), "posts without an answer");
        let voted = |number: &&u64| target.what(**number) != What::Contribution;
        let votes: BTreeSet<u64> = self
            .acknowledged
            .keys()
            .filter(voted)
            .map(|number| self.acknowledged[number])
            .collect();
        assert_eq!(votes, self.votes, "every vote cast has one leaf");
        assert_eq!(self.found.len() + self.votes.len(), self.acknowledged.len());
        assert_eq!(store.check().unwrap(), []);
    }
}

/// The leaf holds what the post said.
pub(crate) fn assert_holds(store: &Store, target: &Target, number: u64, index: u64) {
    match target.what(number) {
        What::Contribution => {
            let said = store.contribution(index).unwrap();
            let said = said.unwrap_or_else(|| panic!("lost: post {number} at leaf {index}"));
            assert_eq!(said.contribution.text, text(number), "another: post {number}");
        }
        What::Vote(statement, vote) => {
            let cast = store.vote(index).unwrap();
            let cast = cast.unwrap_or_else(|| panic!("lost: post {number} at leaf {index}"));
            assert_eq!((cast.statement, cast.vote), (statement, vote), "another: post {number}");
        }
    }
}
