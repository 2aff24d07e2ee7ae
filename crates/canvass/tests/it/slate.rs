//! `canvass slate` as a person uses it.

use std::fs;
use std::process::{Command, Output};

use serde_json::{Value, json};

fn slate(file: &std::path::Path, more: &[&str]) -> Output {
    let mut args = vec!["slate", file.to_str().unwrap()];
    args.extend(more);
    Command::new(env!("CARGO_BIN_EXE_canvass")).args(args).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn answer(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", said(output));
    serde_json::from_slice(&output.stdout).unwrap()
}

const PROFILE: &str = "profile: [[0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1, 2], [3], [3], [4]]\n\
                       num_cand: 5\ncommitteesize: 3\n";

#[test]
fn a_profile_gives_its_committees_and_their_certificate() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("small.abc.yaml");
    fs::write(&file, PROFILE).unwrap();
    assert_eq!(
        answer(&slate(&file, &["--all", "--json"])),
        json!({
            "rule": "seqphragmen", "size": 3, "search": "sequential",
            "committees": [[0, 1, 3], [0, 2, 3], [1, 2, 3]],
            "certificate": {
                "axiom": "EJR+", "holds": true, "committee": 0, "checked": 6, "witness": null,
                "nearest": { "candidate": 2, "members": 3, "voters": 4, "needed": 7 },
            },
        })
    );
    let pav = answer(&slate(&file, &["--rule", "pav", "--size", "2", "--json"]));
    assert_eq!((&pav["search"], &pav["committees"]), (&json!("exhaustive"), &json!([[0, 1]])));
    assert_eq!(slate(&file, &["--size", "4"]).stdout, b"0 1 3 2\n");
}

#[test]
fn votes_of_a_folder_give_statements_and_hidden_ones_are_no_candidates() {
    let dir = tempfile::tempdir().unwrap();
    let comments = "comment-id,comment-body,moderated\n7,Buses,1\n8,Hidden,-1\n9,Trees,1\n";
    fs::write(dir.path().join("comments.csv"), comments).unwrap();
    let votes = "voter-id,comment-id,vote\na,8,1\nb,8,1\nc,8,1\na,9,1\nb,9,1\nc,7,1\na,7,-1\n";
    fs::write(dir.path().join("votes.csv"), votes).unwrap();
    let listed = slate(dir.path(), &[]);
    assert_eq!(listed.stdout, b"2\t9\tTrees\n0\t7\tBuses\n", "{}", said(&listed));
    assert!(said(&listed).contains("0 of 3 voters approve of none"), "{}", said(&listed));
    assert_eq!(answer(&slate(dir.path(), &["--json"]))["committees"], json!([[0, 2]]));
    let alone = answer(&slate(&dir.path().join("votes.csv"), &["--size", "1", "--json"]));
    assert_eq!(
        alone["committees"],
        json!([[0]]),
        "statement 8 comes first and is not known hidden"
    );
}

/// File, arguments, exit code, what standard error says. Nothing goes to standard output.
#[test]
fn what_cannot_be_chosen_is_refused_with_a_hint() {
    let no_profile = "profile: [[0], [9]]\nnum_cand: 2\n";
    let many_ties = "profile: [[]]\nnum_cand: 20\ncommitteesize: 8\n";
    let table = [
        (PROFILE, &["--size", "6"][..], 2, "a slate of 6 cannot be chosen among 5"),
        (PROFILE, &["--size", "0"], 2, "a slate of 0 cannot be chosen among 5"),
        (PROFILE, &["--rule", "schulze"], 2, "`schulze` is no rule"),
        (no_profile, &[], 3, "a ballot names candidate 9, num_cand is 2"),
        (many_ties, &["--all", "--rule", "pav"], 2, "more than 100000 committees are tied"),
    ];
    for (text, more, code, message) in table {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("p.abc.yaml");
        fs::write(&file, text).unwrap();
        let output = slate(&file, more);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(message), "{said}");
        assert!(output.stdout.is_empty());
    }
}
