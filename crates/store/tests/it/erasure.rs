//! Erasing is finished when no file of the directory holds the words, their salt or the hash of the
//! request they came in.

use std::collections::BTreeSet;
use std::path::Path;

use consultation::{Release, Vote};
use store::{
    Beside, Erasure, NewErasure, NewParticipant, NewRecord, Post, Refusal, Standing, Store,
    WriteError,
};
use tlog::Kind;

use crate::harness::{
    NOW, bytes, contribution, correction, keyed, opened, participant, path, reopen, round_id, vote,
    withdrawal,
};

/// Words of which no twelve bytes stand in another text.
fn words(number: u64, length: usize) -> String {
    let mut text = String::new();
    while text.len() < length {
        let place = number << 32 | text.len() as u64;
        text.push_str(&format!("<{:016x}>", place.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
    }
    text
}

/// Every file but the room put by, which nobody writes to.
fn files(directory: &Path) -> impl Iterator<Item = Vec<u8>> {
    let paths = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    paths
        .filter(|path| !path.ends_with("canvass.reserve"))
        // The newest head is written under another name first, which may be gone by now.
        .filter_map(|path| std::fs::read(path).ok())
}

fn holds(directory: &Path, needle: &[u8]) -> bool {
    files(directory).any(|file| file.windows(needle.len()).any(|window| window == needle))
}

/// Whether any piece of the text stands in a file: `<` and the eleven bytes after it.
fn holds_any(directory: &Path, text: &str) -> bool {
    let pieces = |bytes: &[u8]| -> BTreeSet<[u8; 12]> {
        let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'<');
        starts.filter_map(|(at, _)| bytes[at..].first_chunk().copied()).collect()
    };
    let wanted = pieces(text.as_bytes());
    files(directory).any(|file| !pieces(&file).is_disjoint(&wanted))
}

fn say(store: &Store, number: u64, length: usize) {
    let mut said = contribution(Release::AtOnce, &words(number, length), Some(number));
    if let NewRecord::Contribution(new) = &mut said {
        new.salt = bytes(number << 32);
    }
    store.submit(keyed(number, 0x00bd_0000 + number, vec![said])).unwrap();
}

#[test]
fn withdrawn_and_corrected_words_are_in_no_file() {
    let (directory, store) = opened();
    let path = path(&directory);
    // From a few bytes to several overflow pages, so that cells of every shape are overwritten.
    let length = |number: u64| 20 + (number as usize * 977) % 12_000;
    for number in 10..50 {
        say(&store, number, length(number));
    }
    for number in (10..50).step_by(5) {
        let before = words(number, length(number));
        assert!(holds_any(&path, &before), "contribution {number}");
        assert!(holds(&path, &bytes(number << 32)[..12]), "salt {number}");
        let record = match number % 3 {
            0 => withdrawal(number),
            1 => correction(number, "Other words."),
            _ => NewRecord::Erasure(NewErasure {
                index: number - 7,
                reason: Erasure::LegalOrder,
                body: b"{}".to_vec(),
            }),
        };
        let kept = store.submit(Post::one(NOW, record)).unwrap();
        assert!(!holds_any(&path, &before), "contribution {number}");
        assert!(!holds(&path, &bytes(number << 32)[..12]));
        assert!(!holds(&path, &bytes(0x00bd_0000 + number)[..12]));
        let index = number - 7;
        assert_eq!(store.contribution(index).unwrap().unwrap().contribution.text, "");
        assert_eq!(store.opening(index).unwrap(), None);
        let inclusion = store.inclusion(index, kept.tree.size).unwrap();
        let leaf = store.leaf_hash(index).unwrap();
        tlog::verify_inclusion(leaf, index, &kept.tree, &inclusion).unwrap();
        let again = keyed(number, 0x00bd_0000 + number, vec![]);
        assert_eq!(store.submit(again), Err(WriteError::Refused(Refusal::Gone { index })));
    }
    let counts = store.counts().unwrap();
    let erased = |standing| counts.sum(|row| row.standing == standing);
    assert_eq!(erased(Standing::Erased(Erasure::LegalOrder)), 2);
    assert_eq!(counts.unexplained(), 0);
    drop(store);
    assert_eq!(reopen(&directory).check().unwrap(), []);
    for number in 10..50 {
        let kept = holds_any(&path, &words(number, length(number)));
        assert_eq!(kept, number % 5 != 0, "contribution {number}");
    }
}

const VOTERS: u64 = 3_000;
const TOKENS: u64 = 70_000;

/// A row of `current_vote` as SQLite writes it: of the voter with that number and a second vote, `disagree` on
/// statement 3; number and leaf take two bytes.
fn row(voter: u64, leaf: u64) -> Vec<u8> {
    let header = [7, 2, 9, 1, 1, 1, 2];
    let (voter, leaf) = ((voter as u16).to_be_bytes(), (leaf as u16).to_be_bytes());
    [&header[..], &voter, &[3, 2, 2], &leaf].concat()
}

fn voter_name(voter: u64) -> String {
    format!("voter {:016x}", voter.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

fn voters(store: &Store) {
    for first in (0..VOTERS).step_by(1_000) {
        let new = |voter| {
            let name = Some(consultation::ParticipantId(voter_name(voter)));
            NewRecord::Participant(NewParticipant {
                token_sha256: bytes(TOKENS + voter),
                name,
                constituency: consultation::Constituency::Public,
            })
        };
        let records = (first..first + 1_000).map(new).collect();
        store.submit(Post { key: None, now: NOW, records }).unwrap();
    }
}

/// Whose vote the one with that number is: in another order than that of the voters, so that SQLite moves rows about.
fn voter_of(number: u64) -> u64 {
    number * 1_009 % VOTERS
}

fn vote_salt(number: u64) -> [u8; 32] {
    bytes(number << 32 | 0x77)
}

/// The request that the vote with that number comes in, a hundred at a time.
fn request_of(number: u64) -> (u64, u64) {
    let first = number / 100 * 100;
    (first, 0x00be_0000 + first)
}

/// Everybody agrees, and then disagrees; gives for each voter the leaves of both votes.
fn cast(store: &Store) -> Vec<[u64; 2]> {
    let mut leaves = vec![[0; 2]; VOTERS as usize];
    for first in (0..2 * VOTERS).step_by(100) {
        let again = first >= VOTERS;
        let cast = |number: u64| {
            let said = if again { Vote::Disagree } else { Vote::Agree };
            let mut record = vote(TOKENS + voter_of(number), 3, said);
            if let NewRecord::Vote(new) = &mut record {
                new.salt = vote_salt(number);
            }
            record
        };
        let (key, body) = request_of(first);
        let kept = store.submit(keyed(key, body, (first..first + 100).map(cast).collect()));
        for (number, leaf) in (first..).zip(kept.unwrap().leaves) {
            leaves[voter_of(number) as usize][usize::from(again)] = leaf;
        }
    }
    leaves
}

/// Whether the row of a voter's vote that stands is in a file. Voters are numbered from 1.
fn stands(directory: &Path, voter: u64, leaf: u64) -> bool {
    holds(directory, &row(voter + 1, leaf))
}

fn erasure(index: u64) -> NewRecord {
    NewRecord::Erasure(NewErasure { index, reason: Erasure::Author, body: b"{}".to_vec() })
}

#[test]
fn a_vote_that_stands_goes_after_those_it_replaced() {
    let (_directory, store) = opened();
    let records = vec![participant(9), vote(9, 1, Vote::Agree), vote(9, 1, Vote::Pass)];
    let first = store.submit(Post { key: None, now: NOW, records }).unwrap().leaves.start;
    let one = |record| store.submit(Post::one(NOW, record)).map(|kept| kept.leaves.start);
    let remain = Err(WriteError::Refused(Refusal::VotesRemain));
    assert_eq!((one(erasure(first + 1)), one(NewRecord::Forgotten(1))), (remain.clone(), remain));
    let pass = || store.statements(&round_id(Release::Held)).unwrap()[0].counts.pass;
    assert_eq!((one(erasure(first)), pass()), (Ok(first + 2), 1));
    assert_eq!((one(erasure(first + 1)), pass()), (Ok(first + 3), 0));
    let gone = |index| Err(WriteError::Refused(Refusal::Gone { index }));
    assert_eq!([one(erasure(first)), one(erasure(first + 1))], [gone(first), gone(first + 1)]);
    // Who voted may vote again, until forgotten.
    assert_eq!((one(vote(9, 1, Vote::Pass)), pass()), (Ok(first + 4), 1));
    assert_eq!(one(erasure(first + 4)), Ok(first + 5));
    one(NewRecord::Forgotten(1)).unwrap();
    let unknown = Err(WriteError::Refused(Refusal::UnknownParticipant));
    assert_eq!(one(vote(9, 1, Vote::Pass)), unknown);
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn erased_votes_and_forgotten_voters_are_in_no_file() {
    let (directory, store) = opened();
    let path = path(&directory);
    voters(&store);
    let leaves = cast(&store);
    let standing = |voter: u64| leaves[voter as usize][1];
    let erased: Vec<u64> = (0..VOTERS).step_by(100).collect();
    let kept = erased[7] + 1;
    assert!(stands(&path, erased[7], standing(erased[7])) && stands(&path, kept, standing(kept)));
    assert!(holds(&path, voter_name(erased[7]).as_bytes()));
    let mut records = Vec::new();
    for &voter in &erased {
        let beside = store.votes_beside(standing(voter), Beside::SameStatement).unwrap().unwrap();
        assert_eq!(
            (&beside.leaves[..], beside.participant),
            (&leaves[voter as usize][..], voter + 1)
        );
        records.extend(beside.leaves.into_iter().map(erasure));
        records.push(NewRecord::Forgotten(beside.participant));
    }
    let tree = store.submit(Post { key: None, now: NOW, records }).unwrap().tree;
    for &voter in &erased {
        let index = standing(voter);
        assert!(!stands(&path, voter, index), "voter {voter}");
        assert!(!holds(&path, voter_name(voter).as_bytes()), "voter {voter}");
        assert!(!holds(&path, &bytes(TOKENS + voter)), "voter {voter}");
        assert_eq!(store.vote(index).unwrap(), None);
        let proof = store.inclusion(index, tree.size).unwrap();
        tlog::verify_inclusion(store.leaf_hash(index).unwrap(), index, &tree, &proof).unwrap();
    }
    // The salt, and the hash of the request's body: it goes with any vote in it.
    let number = (0..VOTERS).find(|number| voter_of(*number) == erased[3]).unwrap();
    let (key, body) = request_of(number);
    assert!(!holds(&path, &vote_salt(number)[..12]) && !holds(&path, &bytes(body)[..12]));
    let index = leaves[voter_of(key) as usize][0];
    let gone = Err(WriteError::Refused(Refusal::Gone { index }));
    assert_eq!(store.submit(keyed(key, body, vec![])), gone);
    assert!(stands(&path, kept, standing(kept)));
    let counts = store.statements(&round_id(Release::Held)).unwrap()[2].counts;
    assert_eq!(counts.disagree, VOTERS - erased.len() as u64);
    let tally = store.counts().unwrap();
    let of = |standing| tally.sum(|row| row.standing == standing && row.kind == Kind::Vote);
    assert_eq!(of(Standing::Erased(Erasure::Author)), 2 * erased.len() as u64);
    assert_eq!(tally.unexplained(), 0);
    drop(store);
    assert_eq!(reopen(&directory).check().unwrap(), []);
}
