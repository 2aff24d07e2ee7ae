//! Polis folders in and out of a data directory.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use consultation::{RoundId, Vote};
use intake::{Input, Source};
use store::Store;

use crate::proofs::{canvass, holds, init, printed};

/// A Polis folder whose statements' ids the round has already was once refused whole.
#[test]
fn a_polis_folder_keeps_its_statements_where_the_round_has_the_same_ids() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    init(at, "data");
    let export = at.join("uberx");
    fs::create_dir(&export).unwrap();
    let round = consultation::RoundId("getting-about".into());
    let store = Store::open(&at.join("data")).unwrap();
    let before = store.statements(&round).unwrap();
    drop(store);
    let [taken, fresh] = [before[0].statement.id.as_str(), "fresh"];
    let comments =
        format!("comment-id,comment-body,moderated\n{taken},Taxis for all,1\n{fresh},No taxis,1\n");
    fs::write(export.join("comments.csv"), comments).unwrap();
    let votes = format!(
        "timestamp,comment-id,voter-id,vote\n1700000001,{taken},p1,1\n1700000002,{fresh},p1,-1\n\
         1700000003,{taken},p2,1\n1700000004,99,p2,1\n"
    );
    fs::write(export.join("votes.csv"), votes).unwrap();

    let output = canvass(at, "import data uberx --round getting-about --channel form-import");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("6 rows = 5 accepted + 1 quarantined"), "{said}");
    assert!(said.contains(&format!("`uberx:{taken}`")), "{said}");
    let store = Store::open(&at.join("data")).unwrap();
    let after = store.statements(&round).unwrap();
    assert_eq!(after[..before.len()], before, "what was there is as it was");
    let brought: Vec<(&str, &str, u64, u64)> = after[before.len()..]
        .iter()
        .map(|one| {
            let statement = &one.statement;
            (statement.id.as_str(), statement.text.as_str(), one.counts.agree, one.counts.disagree)
        })
        .collect();
    let kept_as = format!("uberx:{taken}");
    assert_eq!(brought, [(&*kept_as, "Taxis for all", 2, 0), (fresh, "No taxis", 0, 1)]);
    assert_eq!(
        after[before.len()].contribution.map(|_| ()),
        Some(()),
        "its words are a contribution's"
    );
    drop(store);
    let leaf = said.split("leaf ").nth(1).unwrap().split(',').next().unwrap();
    let batch = holds(&printed(at, &format!("receipt data --batch {leaf}")));
    let body: serde_json::Value = serde_json::from_slice(&batch.record).unwrap();
    assert_eq!(body["renamed"], serde_json::json!([{ "id": taken, "kept_as": kept_as }]));
}

/// What stands, by the statement's words and the voter's place among those who voted first.
fn standing(heard: &consultation::Heard) -> BTreeMap<(String, u32), Vote> {
    let of = |vote: &consultation::VoteCast| {
        let text = &heard.statements[vote.statement as usize].text;
        ((text.clone(), vote.participant), vote.vote)
    };
    heard.votes.iter().map(of).collect()
}

fn read(folder: &Path, files: &[&str]) -> intake::Read {
    let source = |name: &&str| Source::memory(*name, fs::read(folder.join(name)).unwrap());
    let input = Input::Folder {
        path: folder.display().to_string(),
        files: files.iter().map(source).collect(),
    };
    intake::read(vec![input], &intake::Options::default()).unwrap()
}

/// An office can leave with its votes: the folder holds what Polis's own export would, is read again without
/// a row lost, by its votes or by its matrix, and was given out on record.
#[test]
fn a_round_leaves_as_a_polis_export_and_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    init(at, "data");
    let brought = at.join("brought");
    fs::create_dir(&brought).unwrap();
    let comments = "timestamp,comment-id,author-id,moderated,is-meta,comment-body\n\
                    1700000000000,10,a,1,false,\"Taxis, \"\"all\"\" night\n on Sundays\"\n\
                    1700000000001,11,a,-1,false,=Hidden\n1700000000002,12,b,0,true,I drive\n";
    fs::write(brought.join("comments.csv"), comments).unwrap();
    let mut votes = "timestamp,comment-id,voter-id,vote\n".to_owned();
    for who in 0..40 {
        for statement in 10..13 {
            let vote = (who * 7 + statement * who) % 3 - 1;
            let time = 1_700_000_100_000_i64 + i64::from(who * 10 + statement);
            votes += &format!("{time},{statement},p{who},{vote}\n");
        }
    }
    // A vote that takes the place of an earlier one.
    votes += "1700000200000,10,p0,-1\n";
    fs::write(brought.join("votes.csv"), votes).unwrap();
    let done = canvass(at, "import data brought --round getting-about --channel form-import");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));

    let given = canvass(at, "votes export data --round getting-about --to out");
    let said = String::from_utf8(given.stderr).unwrap();
    assert!(given.status.success() && said.contains("121 votes of 40 people"), "{said}");
    let store = Store::open(&at.join("data")).unwrap();
    let heard = store.heard(Some(&RoundId("getting-about".into()))).unwrap().heard;
    drop(store);
    let out = at.join("out");
    for votes in ["votes.csv", "participants-votes.csv"] {
        let read = read(&out, &["summary.csv", "comments.csv", votes]);
        let set_aside: u64 = read.files.iter().map(|file| file.quarantined).sum();
        assert_eq!((set_aside, &read.heard.title), (0, &heard.title), "{votes}");
        let words: Vec<&str> = read.heard.statements.iter().map(|one| one.text.as_str()).collect();
        let kept: Vec<&str> = heard.statements.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(words, kept, "{votes}");
        let hidden = |heard: &consultation::Heard| {
            heard.statements.iter().map(|one| (one.takes_part(), one.is_meta)).collect::<Vec<_>>()
        };
        assert_eq!(hidden(&read.heard), hidden(&heard), "{votes}");
        assert_eq!(standing(&read.heard), standing(&heard), "{votes}");
    }
    let both = read(&out, &["comments.csv", "votes.csv", "participants-votes.csv"]);
    assert_eq!(both.disagreements.count, 0);

    let text = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    assert!(
        text("summary.csv")
            .ends_with("vote-convention,agree=+1;disagree=-1;pass=0;format=polis-export/1\n")
    );
    let first = text("votes.csv").lines().nth(1).unwrap().to_owned();
    assert!(first.starts_with("1700000100010,Tue Nov 14 22:15:00 UTC 2023,"), "{first}");
    let groups = text("comment-groups.csv");
    assert!(
        groups.starts_with(
            "comment-id,comment,total-votes,total-agrees,total-disagrees,total-passes"
        )
    );
    let fit: serde_json::Value = serde_json::from_str(&text("math-pca2.json")).unwrap();
    assert_eq!(fit["tids"].as_array().map(Vec::len), Some(3));
    // It was given out on record, and nothing is overwritten by mistake.
    let leaf = said.split("leaf ").nth(1).unwrap().split('\n').next().unwrap().to_owned();
    let sealed = holds(&printed(at, &format!("receipt data --leaf {leaf}")));
    let body: serde_json::Value = serde_json::from_slice(&sealed.record).unwrap();
    assert_eq!((&body["what"], &body["rows"]), (&"polis-export".into(), &121.into()));
    let again = canvass(at, "votes export data --round getting-about --to out");
    assert_eq!(again.status.code(), Some(2));
    let forced = canvass(at, "votes export data --round getting-about --to out --force");
    assert!(forced.status.success());
}
