//! Votes that cannot be used, and votes that say too little: what comes of each.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const COMMENTS: &str = "comment-id,comment-body,moderated\n0,Buses,1\n1,Trees,1\n2,Roads,1\n";

const VOTES: &str = "timestamp,comment-id,voter-id,vote\n";

/// What `canvass analyse` makes of a conversation with this file of votes: exit code, what it said,
/// quarantine, and the finding of the votes.
fn analysed(name: &str, votes: &str) -> (Option<i32>, String, String, Value) {
    let dir = tempfile::tempdir().unwrap();
    let (folder, out) = (dir.path().join("export"), dir.path().join("out"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("comments.csv"), COMMENTS).unwrap();
    fs::write(folder.join(name), votes).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_canvass"))
        .args(["analyse", folder.to_str().unwrap(), "--out", out.to_str().unwrap()])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_default();
    let findings = read(&out.join("findings.json"));
    let opinion = serde_json::from_str::<Value>(&findings).map_or(Value::Null, |mut findings| {
        findings["report"] = Value::String(read(&out.join("report.html")));
        findings
    });
    (output.status.code(), said, read(&out.join("tables/quarantine.csv")), opinion)
}

#[test]
fn rows_that_are_no_votes_are_set_aside_with_line_and_reason() {
    let rows = "1700000001,0,p1,1\n1700000002,99,p1,1\n1700000003,1,p1,5\n1700000004,1,,1\n\
                1700000005,2,p1,maybe\n1700000006,2,p1,-1\n";
    let (code, _, quarantine, found) = analysed("votes.csv", &format!("{VOTES}{rows}"));
    assert_eq!(code, Some(0));
    insta::assert_snapshot!(quarantine, @r#"
    file,line,column,reason,row
    votes.csv,3,comment-id,there is no accepted statement `99`,"1700000002,99,p1,1"
    votes.csv,4,vote,"`5` is not a vote (1, 0 or -1)","1700000003,1,p1,5"
    votes.csv,5,voter-id,the id is empty,"1700000004,1,,1"
    votes.csv,6,vote,"`maybe` is not a vote (1, 0 or -1)","1700000005,2,p1,maybe"
    "#);
    assert_eq!(found["received"]["votes"], 2);
}

#[test]
fn a_damaged_cell_of_a_matrix_is_listed_and_its_row_stands() {
    let matrix = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2\n\
                  p1,,0,2,1,1,1,x,-1\np2,,0,1,1,0,1,,\n";
    let (code, said, quarantine, found) = analysed("participants-votes.csv", matrix);
    assert_eq!(code, Some(0));
    assert!(said.contains("5 rows = 5 accepted + 0 quarantined"), "{said}");
    let row =
        "participants-votes.csv,2,1,\"`x` is not a vote (1, 0 or -1)\",\"p1,,0,2,1,1,1,x,-1\"";
    assert_eq!(quarantine.lines().nth(1), Some(row));
    assert_eq!(found["received"]["votes"], 3);
}

#[test]
fn a_header_that_occurs_twice_is_refused() {
    let twice = "timestamp,comment-id,voter-id,vote,vote\n1700000001,0,p1,1,1\n";
    let (code, said, _, found) = analysed("votes.csv", twice);
    assert_eq!(code, Some(3));
    assert!(said.contains("two columns are called `vote`"), "{said}");
    assert!(said.contains("hint: rename one of the two"), "{said}");
    assert_eq!(found, Value::Null);
}

/// What stands when a vote is replaced: 0 for a time is one that is not known, and comes before all
/// that are; where no time is known the order of the file stands.
#[test]
fn a_time_of_0_is_not_known_and_comes_first() {
    let cases = [
        ("1700000005,0,p1,1\n0,0,p1,-1\n", [1, 0]),
        ("0,0,p1,1\n1700000005,0,p1,-1\n", [0, 1]),
        ("0,0,p1,1\n0,0,p1,-1\n", [0, 1]),
        ("0,0,p1,-1\n0,0,p1,1\n", [1, 0]),
    ];
    for (rows, [agree, disagree]) in cases {
        let (code, said, quarantine, found) = analysed("votes.csv", &format!("{VOTES}{rows}"));
        assert_eq!(code, Some(0), "{said}");
        assert_eq!(quarantine.lines().count(), 1, "{quarantine}");
        let counts = &found["opinion"]["statements"][0]["counts"];
        assert_eq!((&counts["agree"], &counts["disagree"]), (&agree.into(), &disagree.into()));
    }
}

/// The outcome of looking for groups, and what the report says.
#[test]
fn votes_that_say_too_little_give_a_finding_that_says_so() {
    let everyone = |people: u32| -> String {
        let votes = (0..people).flat_map(|who| (0..3).map(move |what| (who, what)));
        votes.map(|(who, what)| format!("{},{what},p{who},1\n", 1_700_000_000 + who)).collect()
    };
    let cases = [
        ("no votes", String::new(), Value::Null, "No votes came in"),
        ("one participant", everyone(1), "too-few".into(), "Groups are looked for once"),
        ("all the same", everyone(120), "alike".into(), "all who voted gave the same answer"),
    ];
    for (name, rows, outcome, sentence) in cases {
        let (code, said, _, found) = analysed("votes.csv", &format!("{VOTES}{rows}"));
        assert_eq!(code, Some(0), "{name}: {said}");
        assert_eq!(found["opinion"]["groups"]["outcome"], outcome, "{name}");
        let report = found["report"].as_str().unwrap();
        assert!(report.contains(sentence), "{name}");
    }
}
