//! Random posts against an oracle in memory. After every group of posts, sent without waiting for one
//! another so that they share batches, the whole store is compared with it.

use std::collections::BTreeMap;
use std::sync::mpsc;

use consultation::{ModerationReason, Release, Vote};
use proptest::prelude::*;
use proptest::sample::select;
use store::{Kept, NewModeration, NewRecord, Post, Refusal, Shown, Standing, Store, WriteError};
use tlog::{Edge, Kind};

use crate::harness::{
    NOW, STATEMENTS, bytes, contribution, correction, keyed, opened, participant, reopen, round_id,
    vote, withdrawal,
};

#[derive(Clone, Debug)]
enum Act {
    Contribute { release: Release, code: u64 },
    Correct { code: u64 },
    Withdraw { code: u64 },
    Register { token: u64 },
    Vote { votes: Vec<(u64, u64, Vote)> },
    Moderate { index: u64, shown: Shown },
}

/// An act under a key of few, so that keys are used again, with the same body and with others.
#[derive(Clone, Debug)]
struct Step {
    key: Option<u64>,
    act: Act,
}

fn any_act() -> impl Strategy<Value = Act> {
    let code = 1..4u64;
    let vote = (1..4u64, 0..=STATEMENTS + 1, select(vec![Vote::Agree, Vote::Disagree, Vote::Pass]));
    let shown = select(vec![
        Shown::Release,
        Shown::Hold(ModerationReason::Threat),
        Shown::Hide(ModerationReason::OffTopic),
    ]);
    prop_oneof![
        3 => (select(vec![Release::Held, Release::AtOnce]), code.clone())
            .prop_map(|(release, code)| Act::Contribute { release, code }),
        2 => code.clone().prop_map(|code| Act::Correct { code }),
        1 => code.prop_map(|code| Act::Withdraw { code }),
        1 => (1..4u64).prop_map(|token| Act::Register { token }),
        4 => prop::collection::vec(vote, 1..4).prop_map(|votes| Act::Vote { votes }),
        2 => (2..12u64, shown).prop_map(|(index, shown)| Act::Moderate { index, shown }),
    ]
}

fn any_steps() -> impl Strategy<Value = Vec<Vec<Step>>> {
    let step = (prop::option::weighted(0.5, 100..106u64), any_act())
        .prop_map(|(key, act)| Step { key, act });
    prop::collection::vec(prop::collection::vec(step, 1..10), 1..10)
}

impl Act {
    fn records(&self) -> Vec<NewRecord> {
        match self {
            Act::Contribute { release, code } => {
                vec![contribution(*release, &words(*code, 0), Some(*code))]
            }
            Act::Correct { code } => vec![correction(*code, &words(*code, 1))],
            Act::Withdraw { code } => vec![withdrawal(*code)],
            Act::Register { token } => vec![participant(*token)],
            Act::Vote { votes } => {
                votes.iter().map(|(token, number, answer)| vote(*token, *number, *answer)).collect()
            }
            Act::Moderate { index, shown } => vec![NewRecord::Moderation(NewModeration {
                index: *index,
                shown: *shown,
                body: b"{}".to_vec(),
            })],
        }
    }

    /// A number that is the same for the same act alone.
    fn body(&self) -> u64 {
        format!("{self:?}").bytes().fold(1, |sum, byte| sum * 31 % 1_000_003 + u64::from(byte))
    }
}

fn words(code: u64, version: u64) -> String {
    format!("The words of code {code}, version {version}.")
}

#[derive(Clone, Debug)]
struct Said {
    release: Release,
    text: String,
    standing: Standing,
}

#[derive(Clone, Debug, Default)]
struct Oracle {
    kinds: Vec<(Kind, Option<u32>)>,
    said: BTreeMap<u64, Said>,
    /// The leaf each code opens.
    codes: BTreeMap<u64, u64>,
    votes: BTreeMap<u64, BTreeMap<u64, Vote>>,
    /// Body and first leaf by key; no body once a record of the post is erased.
    keys: BTreeMap<u64, (Option<u64>, std::ops::Range<u64>)>,
}

impl Oracle {
    fn post(&mut self, step: &Step) -> Result<(std::ops::Range<u64>, bool), Refusal> {
        let body = step.act.body();
        if let Some((kept, leaves)) = step.key.and_then(|key| self.keys.get(&key)) {
            return match kept {
                None => Err(Refusal::Gone { index: leaves.start }),
                Some(kept) if *kept != body => Err(Refusal::Conflict),
                Some(_) => Ok((leaves.clone(), true)),
            };
        }
        let before = self.clone();
        let first = self.kinds.len() as u64;
        if let Err(refusal) = self.act(&step.act) {
            *self = before;
            return Err(refusal);
        }
        let leaves = first..self.kinds.len() as u64;
        if let Some(key) = step.key {
            self.keys.insert(key, (Some(body), leaves.clone()));
        }
        Ok((leaves, false))
    }

    fn act(&mut self, act: &Act) -> Result<(), Refusal> {
        match act {
            Act::Contribute { release, code } => {
                if self.codes.contains_key(code) {
                    return Err(Refusal::Taken("follow-up code"));
                }
                let standing = first(*release);
                let (release, text) = (*release, words(*code, 0));
                self.say(
                    Kind::Contribution,
                    opening(release),
                    *code,
                    Said { release, text, standing },
                );
            }
            Act::Correct { code } => {
                let (old, said) = self.by_code(*code)?;
                let standing = match said.standing {
                    Standing::Published => first(said.release),
                    _ => Standing::Held,
                };
                self.erase(old, Standing::Replaced);
                let text = words(*code, 1);
                self.say(Kind::Replacement, old as u32, *code, Said { text, standing, ..said });
            }
            Act::Withdraw { code } => {
                let (old, _) = self.by_code(*code)?;
                self.kinds.push((Kind::Withdrawal, Some(old as u32)));
                self.erase(old, Standing::Erased(store::Erasure::Author));
            }
            Act::Register { token } => {
                if self.votes.contains_key(token) {
                    return Err(Refusal::Taken("participant"));
                }
                self.votes.insert(*token, BTreeMap::new());
            }
            Act::Vote { votes } => {
                for (token, statement, vote) in votes {
                    let cast = self.votes.get_mut(token).ok_or(Refusal::UnknownParticipant)?;
                    if !(1..=STATEMENTS).contains(statement) {
                        let round = round_id(Release::Held).0;
                        return Err(Refusal::UnknownStatement { round, statement: *statement });
                    }
                    cast.insert(*statement, *vote);
                    self.kinds.push((Kind::Vote, Some(opening(Release::Held))));
                }
            }
            Act::Moderate { index, shown } => {
                let unknown = Refusal::UnknownLeaf { what: "contribution", index: *index };
                let said = self.said.get_mut(index).ok_or(unknown)?;
                if !said.standing.has_words() {
                    return Err(Refusal::Gone { index: *index });
                }
                said.standing = match shown {
                    Shown::Release => Standing::Published,
                    Shown::Hold(_) => Standing::Held,
                    Shown::Hide(reason) => Standing::Withheld(*reason),
                };
                self.kinds.push((Kind::Moderation, Some(*index as u32)));
            }
        }
        Ok(())
    }

    fn say(&mut self, kind: Kind, reference: u32, code: u64, said: Said) {
        let leaf = self.kinds.len() as u64;
        self.kinds.push((kind, Some(reference)));
        self.codes.insert(code, leaf);
        self.said.insert(leaf, said);
    }

    fn by_code(&self, code: u64) -> Result<(u64, Said), Refusal> {
        let leaf = *self.codes.get(&code).ok_or(Refusal::UnknownCode)?;
        let said = self.said[&leaf].clone();
        if said.standing.has_words() {
            Ok((leaf, said))
        } else {
            Err(Refusal::Gone { index: leaf })
        }
    }

    fn erase(&mut self, leaf: u64, standing: Standing) {
        let said = self.said.get_mut(&leaf).expect("found before");
        said.standing = standing;
        said.text.clear();
        for (body, leaves) in self.keys.values_mut().filter(|(_, leaves)| leaves.contains(&leaf)) {
            assert_eq!(leaves.start, leaf, "a post has one contribution");
            *body = None;
        }
    }
}

fn first(release: Release) -> Standing {
    match release {
        Release::Held => Standing::Held,
        Release::AtOnce => Standing::Published,
    }
}

fn opening(release: Release) -> u32 {
    match release {
        Release::Held => 1,
        Release::AtOnce => 2,
    }
}

/// Sends all posts before waiting for the first answer.
fn send(store: &Store, steps: &[Step]) -> Vec<Result<Kept, WriteError>> {
    let answers: Vec<_> = steps
        .iter()
        .map(|step| {
            let records = step.act.records();
            let post = match step.key {
                Some(key) => keyed(key, step.act.body(), records),
                None => Post { key: None, now: NOW, records },
            };
            let (reply, answer) = mpsc::channel();
            store.submit_with(post, move |kept| reply.send(kept).unwrap());
            answer
        })
        .collect();
    answers.into_iter().map(|answer| answer.recv().unwrap()).collect()
}

fn compare(store: &Store, oracle: &Oracle) -> Result<(), TestCaseError> {
    let entries = store.entries(0..u64::MAX).unwrap();
    let mut edge = Edge::new();
    for entry in &entries {
        edge.append(tlog::leaf_hash(entry)).unwrap();
    }
    let tree = store.tree().unwrap();
    prop_assert_eq!(edge.tree(), tree);
    let kinds: Vec<_> = entries
        .iter()
        .map(|bytes| tlog::Entry::decode(bytes).unwrap())
        .map(|entry| (entry.kind, entry.reference))
        .collect();
    prop_assert_eq!(&kinds, &oracle.kinds);

    for (index, said) in &oracle.said {
        let stored = store.contribution(*index).unwrap().unwrap();
        prop_assert_eq!((&stored.contribution.text, stored.standing), (&said.text, said.standing));
        let opening = store.opening(*index).unwrap();
        prop_assert_eq!(opening.is_some(), said.standing.has_words());
        if let (Standing::Replaced, Some(next)) = (said.standing, stored.replaced_by) {
            prop_assert_eq!(store.contribution(next).unwrap().unwrap().replaces, Some(*index));
        }
    }
    for (code, index) in &oracle.codes {
        let stored = store.contribution_by_code(&bytes(*code)).unwrap().unwrap();
        prop_assert_eq!(stored.index, *index);
    }
    for (token, votes) in &oracle.votes {
        let standing = store.votes_of(&bytes(*token), &round_id(Release::Held)).unwrap();
        prop_assert_eq!(&standing, votes);
    }
    let heard = store.heard(None).unwrap();
    let words = oracle.said.iter().filter(|(_, said)| said.standing.has_words());
    prop_assert!(words.map(|(index, _)| index).eq(&heard.contributions));

    let counts = store.counts().unwrap();
    prop_assert_eq!(counts.unexplained(), 0);
    prop_assert_eq!(counts.tree_size, tree.size);
    let stand = |standing| oracle.said.values().filter(|said| said.standing == standing).count();
    prop_assert_eq!(
        counts.sum(|row| row.kind != Kind::Vote && row.standing == Standing::Published),
        stand(Standing::Published) as u64
    );
    prop_assert_eq!(counts.sum(|row| row.standing == Standing::Held), stand(Standing::Held) as u64);
    prop_assert_eq!(store.check().unwrap(), vec![]);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn the_store_answers_and_counts_as_the_oracle_does(groups in any_steps()) {
        let (directory, mut store) = opened();
        let mut oracle = Oracle {
            kinds: vec![(Kind::PlanVersion, None), (Kind::Opening, None), (Kind::Opening, None)],
            ..Oracle::default()
        };
        for (at, steps) in groups.iter().enumerate() {
            for (step, answer) in steps.iter().zip(send(&store, steps)) {
                let answer = answer.map(|kept| (kept.leaves, kept.again));
                prop_assert_eq!(answer, oracle.post(step).map_err(WriteError::Refused));
            }
            if at % 4 == 3 {
                drop(store);
                store = reopen(&directory);
            }
            compare(&store, &oracle)?;
        }
    }
}
