//! `canvass votes pack`, what is read back, and `canvass votes groups`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn canvass(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_canvass")).args(args).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Thirty people, six statements, one of them hidden and one about the voter; some vote twice.
fn export(folder: &Path) {
    fs::create_dir(folder).unwrap();
    let comments = "comment-id,comment-body,moderated,is-meta\n0,Buses,1,\n1,Trees,1,\n\
                    2,Hidden,-1,\n3,Are you from here?,1,TRUE\n4,Libraries,0,\n5,Roads,0,\n";
    fs::write(folder.join("comments.csv"), comments).unwrap();
    let mut votes = "timestamp,comment-id,voter-id,vote\n".to_owned();
    for statement in (0..6u64).rev() {
        for voter in 0..30u64 {
            let camp = if voter % 2 == statement % 2 { 1 } else { -1 };
            let vote = if (voter * 7 + statement) % 11 == 0 { 0 } else { camp };
            let time = 1_700_000_000 + (voter * 37 + statement * 101) % 500;
            votes += &format!("{time},{statement},p{voter},{vote}\n");
            if voter % 5 == 0 {
                votes += &format!("{},{statement},p{voter},{}\n", time + 3, -vote);
            }
        }
    }
    fs::write(folder.join("votes.csv"), votes + "0,99,p1,1\n0,1,p1,5\n").unwrap();
}

#[test]
fn packed_votes_give_the_opinion_that_the_export_gives() {
    let dir = tempfile::tempdir().unwrap();
    let [folder, packed, whole, back] =
        ["export", "town.votes", "whole", "back"].map(|name| dir.path().join(name));
    export(&folder);
    let output =
        canvass(&["votes", "pack", folder.to_str().unwrap(), "-o", packed.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("224 rows = 222 accepted + 2 quarantined"), "{}", said(&output));
    assert!(said(&output).contains("180 votes of 30 people on 6 statements (216 cast)"));
    for (input, out) in [(&folder, &whole), (&packed, &back)] {
        let output = canvass(&["analyse", input.to_str().unwrap(), "--out", out.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    for table in ["tables/groups.csv", "tables/statements.csv"] {
        let read = |out: &Path| fs::read_to_string(out.join(table)).unwrap();
        assert_eq!(read(&whole), read(&back), "{table}");
    }
    let found = |out: &Path| -> serde_json::Value {
        serde_json::from_slice(&fs::read(out.join("findings.json")).unwrap()).unwrap()
    };
    let (whole, back) = (found(&whole), found(&back));
    assert_eq!((&whole["opinion"], &whole["slates"]), (&back["opinion"], &back["slates"]));
}

/// What is done to a packed file, and what is said of it.
#[test]
fn a_damaged_file_is_refused_with_a_hint() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, packed) = (dir.path().join("export"), dir.path().join("town.votes"));
    export(&folder);
    let arguments = ["votes", "pack", folder.to_str().unwrap(), "-o", packed.to_str().unwrap()];
    assert_eq!(canvass(&arguments).status.code(), Some(0));
    assert_eq!(canvass(&arguments).status.code(), Some(2), "it is not replaced unasked");
    let whole = fs::read(&packed).unwrap();
    let last = whole.len() - 41;
    for (cut, flipped) in [(whole.len() - 1, None), (40, None), (whole.len(), Some(last))] {
        let mut bytes = whole[..cut].to_vec();
        flipped.into_iter().for_each(|at: usize| bytes[at] ^= 1);
        fs::write(&packed, bytes).unwrap();
        let out = dir.path().join("out");
        let output =
            canvass(&["analyse", packed.to_str().unwrap(), "--out", out.to_str().unwrap()]);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains("the packed vote file is damaged"), "{said}");
        assert!(said.contains("hint: copy it again, or make it again"), "{said}");
        assert!(!out.exists());
    }
}

/// Two camps of sixty, a few people with too few votes to be placed, and a row that is no vote.
fn camps(path: &Path) {
    let mut votes = "timestamp,comment-id,voter-id,vote\n".to_owned();
    for voter in 0..126u64 {
        for statement in (0..12u64).take(if voter < 120 { 12 } else { 2 }) {
            let camp = if voter % 2 == statement % 2 { 1 } else { -1 };
            let vote = if (voter * 7 + statement * 5) % 13 == 0 { -camp } else { camp };
            votes += &format!("{},{statement},p{voter},{vote}\n", 1_700_000_000 + voter);
        }
    }
    fs::write(path, votes + "1700000000,1,p1,5\n").unwrap();
}

#[test]
fn groups_alone_are_those_of_the_whole_result() {
    let dir = tempfile::tempdir().unwrap();
    let [votes, packed, alone] =
        ["votes.csv", "town.votes", "groups.csv"].map(|name| dir.path().join(name));
    camps(&votes);
    let [votes, packed, alone] = [&votes, &packed, &alone].map(|path| path.to_str().unwrap());
    assert_eq!(canvass(&["votes", "pack", votes, "-o", packed]).status.code(), Some(0));
    for (profile, outcome) in [("polis", "untested"), ("robust", "found")] {
        let out = dir.path().join(profile);
        let whole = ["analyse", votes, "--votes-profile", profile, "--out", out.to_str().unwrap()];
        assert_eq!(canvass(&whole).status.code(), Some(0));
        let wanted = fs::read_to_string(out.join("tables/groups.csv")).unwrap();
        assert_eq!(wanted.lines().filter(|line| line.ends_with(",1")).count(), 60, "{profile}");
        for (input, threads) in [(votes, "1"), (votes, "2"), (packed, "1")] {
            let words = ["votes", "groups", input, "-o", alone, "--votes-profile", profile];
            let output = canvass(&[&words[..], &["--threads", threads, "--force"]].concat());
            let said = said(&output);
            assert_eq!(output.status.code(), Some(0), "{said}");
            assert_eq!(fs::read_to_string(alone).unwrap(), wanted, "{profile} {input} {threads}");
            let found = format!("Found   2 groups ({outcome}) of 120 people");
            assert!(said.contains(&found), "{said}");
            assert!(said.contains("1452 votes of 126 people"), "{said}");
        }
    }
    let again = canvass(&["votes", "groups", votes, "-o", alone]);
    assert_eq!(again.status.code(), Some(2), "it is not replaced unasked");
    let said_of_it = said(&canvass(&["votes", "groups", votes, "-o", alone, "--force"]));
    assert!(said_of_it.contains("1453 rows = 1452 accepted + 1 quarantined"), "{said_of_it}");
    assert!(said_of_it.contains("votes.csv line 1454: `5` is not a vote"), "{said_of_it}");
}

#[test]
fn groups_of_no_votes_say_so_and_write_no_one() {
    let dir = tempfile::tempdir().unwrap();
    let [votes, alone] = ["votes.csv", "groups.csv"].map(|name| dir.path().join(name));
    fs::write(&votes, "timestamp,comment-id,voter-id,vote\n").unwrap();
    let output =
        canvass(&["votes", "groups", votes.to_str().unwrap(), "-o", alone.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("Found   no votes"), "{}", said(&output));
    assert_eq!(fs::read_to_string(alone).unwrap().trim_end(), "participant,group");
}
