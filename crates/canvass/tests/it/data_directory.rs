//! What an operator does with a data directory: put a backup back, go on from it, take words out.

use std::fs;
use std::path::Path;

use canvass::cli::Cli;
use canvass::commands;
use canvass::failure::Exit;
use canvass::seal::draw;
use canvass::service::now;
use clap::Parser;
use consultation::{Channel, Constituency, RoundId};
use store::{Erasure, NewContribution, NewRecord, Post, Standing, Store};
use tlog::Tier;

pub(crate) fn run(words: &[&str], data: &Path) -> canvass::failure::Outcome {
    let data = data.to_str().unwrap();
    let words = words.iter().map(|word| if *word == "DATA" { data } else { word });
    commands::run(&Cli::try_parse_from(std::iter::once("canvass").chain(words)).unwrap())
}

pub(crate) fn init(data: &Path) {
    let plan = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/small-town");
    run(&["init", "DATA", "--plan", plan.to_str().unwrap()], data).unwrap();
}

/// Leaves some words; gives their leaf.
pub(crate) fn say(data: &Path, text: &str) -> u64 {
    let store = Store::open(data).unwrap();
    let round = store.plans().rounds().next().unwrap().0.id.clone();
    let said = contribution(round, text);
    store.submit(Post::one(now(), NewRecord::Contribution(said))).unwrap().leaves.start
}

fn contribution(round: RoundId, text: &str) -> NewContribution {
    NewContribution {
        round,
        text: text.to_owned(),
        salt: draw(),
        attributes_salt: draw(),
        channel: Channel::Paper,
        tier: Tier::Open,
        constituency: Constituency::Public,
        language: None,
        quotable: false,
        sent: None,
        reply_to: None,
        discussed: None,
        author: None,
        code_sha256: None,
    }
}

fn vote(round: &RoundId, voter: u8, statement: u64) -> NewRecord {
    NewRecord::Vote(store::NewVote {
        participant: [voter; 32],
        round: round.clone(),
        statement,
        vote: consultation::Vote::Agree,
        salt: draw(),
        channel: Channel::Paper,
        tier: Tier::Open,
        sent: None,
    })
}

fn person(voter: u8) -> NewRecord {
    NewRecord::Participant(store::NewParticipant {
        token_sha256: [voter; 32],
        name: None,
        constituency: Constituency::Public,
    })
}

#[test]
fn a_backup_put_back_is_refused_until_the_record_says_what_was_lost() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    init(&data);
    say(&data, "Buses on Sunday.");
    let backup = fs::read(data.join("canvass.db")).unwrap();
    let held = Store::open(&data).unwrap().tree().unwrap();
    say(&data, "Buses at night.");
    fs::write(data.join("canvass.db"), backup).unwrap();

    let refused = run(&["moderate", "DATA", "list"], &data).unwrap_err();
    assert_eq!(refused.exit, Exit::Io);
    let signed = held.size + 1;
    let said =
        format!("{signed} leaves were signed, the database holds {} of them or others", held.size);
    assert_eq!(refused.message, said);
    assert!(refused.hint.unwrap().contains("canvass recover"));

    run(&["recover", "DATA", "--reason", "The disk of 3 May."], &data).unwrap();
    let store = Store::open(&data).unwrap();
    assert_eq!(store.log_key().name().rsplit('/').next(), Some("log2"));
    let body = store.document(held.size).unwrap().unwrap().body;
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["schema"], "canvass-recovery/2");
    assert_eq!(body["reason"], "The disk of 3 May.");
    assert_eq!(
        (&body["signed"]["size"], &body["held"]["size"]),
        (&signed.into(), &held.size.into())
    );
    assert!(body["former_log_key"].as_str().unwrap().contains("/log1+"));
    assert_eq!(body["log_key"], store.log_key().to_string());
    assert_eq!(store.check().unwrap(), []);
    let said = exported_and_checked(&store, directory.path());
    let signed =
        format!("leaf {}: the log goes on under another key, as the former one", held.size);
    assert!(said.iter().any(|line| line.starts_with(&signed)), "{said:?}");
}

/// Exports the log and checks it with both checkers; gives what the first one says.
fn exported_and_checked(store: &Store, at: &Path) -> Vec<String> {
    let to = at.join("log");
    canvass::commands::log::export(store, &to).unwrap();
    let verifier = concat!(env!("CARGO_MANIFEST_DIR"), "/../../verify/verify.py");
    let python = std::process::Command::new("python3").arg(verifier).arg("log").arg(&to).status();
    assert!(python.is_err() || python.is_ok_and(|status| status.success()));
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_canvass"))
        .args(["verify", "log", "--json"])
        .arg(&to)
        .output()
        .unwrap();
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said["failed"], serde_json::json!([]));
    fs::remove_dir_all(&to).unwrap();
    serde_json::from_value(said["checked"].clone()).unwrap()
}

#[test]
fn erased_votes_stand_as_erased_and_are_counted_no_more() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    init(&data);
    let store = Store::open(&data).unwrap();
    let round = store.plans().rounds().next().unwrap().0.id.clone();
    // The first person votes three times, twice on one statement; the other twice.
    let mut records = vec![person(1), person(2)];
    records.extend(
        [(1, 1), (1, 1), (1, 2), (2, 1), (2, 2)].map(|(voter, on)| vote(&round, voter, on)),
    );
    let kept = store.submit(Post { key: None, now: now(), records }).unwrap();
    let first = kept.leaves.start;
    let agreed = |store: &Store| -> Vec<u64> {
        let statements = store.statements(&round).unwrap();
        statements.iter().take(2).map(|statement| statement.counts.agree).collect()
    };
    assert_eq!(agreed(&store), [2, 2]);
    drop(store);
    // Asked by the vote that was replaced; and the whole of the other person.
    run(&["erase", "DATA", &first.to_string(), "--reason", "author"], &data).unwrap();
    let other = (first + 4).to_string();
    run(&["erase", "DATA", &other, "--whole-voter", "--reason", "legal-order"], &data).unwrap();
    let store = Store::open(&data).unwrap();
    assert_eq!(agreed(&store), [0, 1]);
    assert!(!store.is_participant(&[2; 32]).unwrap() && store.is_participant(&[1; 32]).unwrap());
    assert_eq!(store.check().unwrap(), []);
    let said = exported_and_checked(&store, directory.path());
    let sum = "kind 2, channel 7: 5 = 1 published + 0 withheld + 4 erased";
    assert!(said.iter().any(|line| line.ends_with(sum)), "{said:?}");
    drop(store);
    let again = run(&["erase", "DATA", &other, "--reason", "author"], &data).unwrap_err();
    assert_eq!(again.exit, Exit::Usage);
}

#[test]
fn erased_words_are_in_no_file_and_the_reason_is_in_the_record() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    init(&data);
    let (gone, kept) = (say(&data, "Call Ann on 555 0100."), say(&data, "Buses on Sunday."));
    let number = gone.to_string();
    run(&["erase", "DATA", &number, "--reason", "third-party-data"], &data).unwrap();
    let holds = |words: &str| {
        let paths = fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path());
        // Room put by, which nobody writes to.
        paths.filter(|path| !path.ends_with("canvass.reserve")).any(|path| {
            let file = fs::read(path).unwrap();
            file.windows(words.len()).any(|window| window == words.as_bytes())
        })
    };
    assert!(!holds("Call Ann on") && holds("Buses on Sunday."));
    let store = Store::open(&data).unwrap();
    let stored = store.contribution(gone).unwrap().unwrap();
    assert_eq!(stored.standing, Standing::Erased(Erasure::ThirdPartyData));
    let about = store.documents_about(gone).unwrap();
    let body: serde_json::Value = serde_json::from_slice(&about[0].body).unwrap();
    let expected = serde_json::json!({
        "schema": "canvass-erasure/1", "index": gone, "reason": "third-party-data"
    });
    assert_eq!(body, expected);
    for index in [gone, kept] {
        let tree = store.tree().unwrap();
        let path = store.inclusion(index, tree.size).unwrap();
        tlog::verify_inclusion(store.leaf_hash(index).unwrap(), index, &tree, &path).unwrap();
    }
    assert_eq!(store.check().unwrap(), []);
    drop(store);
    let again = run(&["erase", "DATA", &number, "--reason", "author"], &data).unwrap_err();
    assert_eq!(again.exit, Exit::Usage);
}

#[test]
fn exposures_are_given_out_with_their_weights_and_the_record_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    init(&data);
    let store = Store::open(&data).unwrap();
    let round = store.plans().rounds().next().unwrap().0.id.clone();
    let submit = |record| store.submit(Post::one(now(), record)).unwrap();
    for voter in 1..=3 {
        submit(person(voter));
    }
    let shown = |voter: u8, statement, probability| {
        let exposure = store::NewExposure {
            participant: [voter; 32],
            round: round.clone(),
            statement,
            probability,
            shown: consultation::Timestamp(1_700_000_000_000 + i64::from(voter)),
        };
        submit(NewRecord::Exposure(exposure));
    };
    // The first statement answered by two, one of whom was four times as likely to see it; a third person
    // asks for another one and leaves that open.
    for (voter, probability) in [(1, 0.2), (2, 0.8)] {
        shown(voter, 1, probability);
        submit(vote(&round, voter, 1));
    }
    shown(3, 2, 0.5);
    let (participant, statement) = ([3; 32], 2);
    submit(NewRecord::Skip(store::NewSkip { participant, round: round.clone(), statement }));
    shown(3, 3, 1.0);
    let statements = store.statements(&round).unwrap();
    let id = |at: usize| statements[at].statement.id.as_str().to_owned();
    let before = store.tree().unwrap().size;
    drop(store);

    let output = std::process::Command::new(env!("CARGO_BIN_EXE_canvass"))
        .args(["votes", "exposures", data.to_str().unwrap(), "--round", &round.0])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains(&format!("4 exposures; the record says so in leaf {before}")), "{said}");
    let table = String::from_utf8(output.stdout).unwrap();
    let day = "2023-11-14T22:13:20";
    let wanted = [
        "participant,number,statement,id,shown,outcome,probability,weight".to_owned(),
        format!("1,1,1,{},{day}.001Z,answered,0.2,1.6000", id(0)),
        format!("2,1,1,{},{day}.002Z,answered,0.8,0.4000", id(0)),
        format!("3,1,2,{},{day}.003Z,skipped,0.5,", id(1)),
        format!("3,2,3,{},{day}.003Z,shown,1,", id(2)),
    ];
    assert_eq!(table.lines().collect::<Vec<_>>(), wanted);
    let store = Store::open(&data).unwrap();
    assert_eq!(store.tree().unwrap().size, before + 1);
    let body = store.document(before).unwrap().unwrap().body;
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let wanted = serde_json::json!({
        "schema": "canvass-download/1", "what": "exposures", "round": round.0, "rows": 4,
    });
    assert_eq!(body, wanted);
    assert!(!exported_and_checked(&store, directory.path()).is_empty());
    drop(store);
    let unknown = run(&["votes", "exposures", "DATA", "--round", "none"], &data).unwrap_err();
    assert_eq!(unknown.exit, Exit::Usage);
    assert_eq!(Store::open(&data).unwrap().tree().unwrap().size, before + 1, "nothing was given");
}
