//! The JSON shape of the Polis server, written and read back.

use analysis::votes::{Given, VotesError, given_from_json, math_pca2, polis};
use consultation::{
    Heard, Moderation, ModerationReason, ParticipantId, Statement, Timestamp, Vote, VoteCast,
};
use serde_json::Value;

/// Two camps of two and a fifth person, three statements, the last of them hidden; `x` is a text
/// id.
fn five_people() -> Heard {
    use Vote::{Agree, Disagree, Pass};
    let mut heard = Heard {
        statements: ["0", "1", "x"].map(|id| Statement::new(id, "")).to_vec(),
        participants: (10..15).map(|id| ParticipantId(id.to_string())).collect(),
        ..Heard::default()
    };
    heard.statements[0].moderation = Moderation::Released;
    heard.statements[2].moderation = Moderation::Hidden(ModerationReason::Threat);
    let votes = [
        (0, [Some(Agree), Some(Disagree), Some(Agree)]),
        (1, [Some(Agree), Some(Disagree), None]),
        (2, [Some(Disagree), Some(Agree), None]),
        (3, [Some(Disagree), Some(Agree), Some(Pass)]),
        (4, [Some(Agree), Some(Pass), None]),
    ];
    for (participant, row) in votes {
        for (statement, vote) in (0..).zip(row) {
            let time = Some(Timestamp(1_000 + i64::from(participant)));
            heard.votes.extend(vote.map(|vote| VoteCast { participant, statement, vote, time }));
        }
    }
    heard
}

fn file(heard: &Heard, given: Option<&Given>) -> String {
    let result = polis(heard, given).unwrap().expect("there are votes");
    serde_json::to_string(&math_pca2(heard, &result.fit)).unwrap()
}

/// The file, values that fit on a line on one, numbers cut to four decimals.
fn lines(value: &Value, indent: usize) -> String {
    let space = " ".repeat(indent);
    let whole = cut(value).to_string();
    if whole.len() + indent < 80 {
        return format!("{space}{whole}");
    }
    let inner = |value: &Value| lines(value, indent + 2);
    match value {
        Value::Array(list) => list.iter().map(inner).collect::<Vec<_>>().join("\n"),
        Value::Object(map) => {
            let entry = |(key, value): (&String, &Value)| match inner(value) {
                one if !one.contains('\n') => format!("{space}{key}: {}", one.trim_start()),
                many => format!("{space}{key}:\n{many}"),
            };
            map.iter().map(entry).collect::<Vec<_>>().join("\n")
        }
        _ => unreachable!("numbers and words are short"),
    }
}

fn cut(value: &Value) -> Value {
    match value {
        Value::Array(list) => list.iter().map(cut).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), cut(value))).collect(),
        Value::Number(number) if number.is_f64() => {
            Value::from((number.as_f64().unwrap() * 1e4).round() / 1e4)
        }
        other => other.clone(),
    }
}

#[test]
fn the_whole_file_of_five_people() {
    let file = serde_json::from_str(&file(&five_people(), None)).unwrap();
    insta::assert_snapshot!(lines(&file, 0), @r#"
    base-clusters:
      count: [2,2,1]
      id: [0,1,2]
      members: [[10,11],[12,13],[14]]
      x: [1.2642,-1.5607,0.5932]
      y: [-0.2046,-0.0638,0.5368]
    comment-priorities: {"0":34.1335,"1":17.4867,"x":3.1178}
    consensus: {"agree":[],"disagree":[]}
    group-aware-consensus: {"0":0.2,"1":0.15,"x":0.2222}
    group-clusters:
        {"center":[1.0405,0.0425],"id":0,"members":[0,2]}
        {"center":[-1.5607,-0.0638],"id":1,"members":[1]}
    group-votes:
      0:
        id: 0
        n-members: 3
        votes: {"0":{"A":3,"D":0,"S":3},"1":{"A":0,"D":2,"S":3},"x":{"A":1,"D":0,"S":1}}
      1:
        id: 1
        n-members: 2
        votes: {"0":{"A":0,"D":2,"S":2},"1":{"A":2,"D":0,"S":2},"x":{"A":0,"D":0,"S":1}}
    in-conv: [10,11,12,13,14]
    lastVoteTimestamp: 1004
    meta-tids: []
    mod-in: [0]
    mod-out: ["x"]
    n: 5
    n-cmts: 3
    pca:
      center: [-0.2,0.0,0.0]
      comment-extremity: [1.3856,1.7321,0.0]
      comment-projection: [[1.0274,-1.1622,0.0],[0.9298,1.2842,0.0]]
      comps: [[-0.7415,0.671,0.0],[-0.671,-0.7415,0.0]]
    repness:
      0:
          best-agree: true
          n-agree: 3
          n-success: 3
          n-trials: 3
          p-success: 0.8
          p-test: 2.0
          repful-for: "agree"
          repness: 3.2
          repness-test: 1.9322
          tid: 0
      1:
          best-agree: true
          n-agree: 2
          n-success: 2
          n-trials: 2
          p-success: 0.75
          p-test: 1.7321
          repful-for: "agree"
          repness: 3.75
          repness-test: 1.9843
          tid: 1
          n-success: 2
          n-trials: 2
          p-success: 0.75
          p-test: 1.7321
          repful-for: "disagree"
          repness: 3.75
          repness-test: 1.9843
          tid: 0
    tids: [0,1,"x"]
    user-vote-counts: {"10":3,"11":2,"12":2,"13":3,"14":2}
    votes-base:
      0: {"A":[2,0,1],"D":[0,2,0],"S":[2,2,1]}
      1: {"A":[0,2,0],"D":[2,0,0],"S":[2,2,1]}
      x: {"A":[1,0,0],"D":[0,0,0],"S":[1,1,0]}
    "#);
}

#[test]
fn a_file_given_back_gives_itself() {
    let heard = five_people();
    let written = file(&heard, None);
    let given = given_from_json(&written).unwrap();
    assert_eq!(file(&heard, Some(&given)), written);
}

fn given(in_conv: &[&str], base: &[(u32, &[&str])], groups: &[(u32, &[u32])]) -> Given {
    let names = |names: &[&str]| names.iter().map(|name| name.to_string()).collect();
    Given {
        in_conv: names(in_conv),
        base: base.iter().map(|(id, members)| (*id, names(members))).collect(),
        groups: groups.iter().map(|(id, members)| (*id, members.to_vec())).collect(),
    }
}

#[test]
fn people_who_never_voted_are_left_out_and_counted() {
    let heard = five_people();
    let base: [(u32, &[&str]); 3] = [(4, &["11", "99"]), (7, &["98"]), (9, &["12", "13"])];
    let given = given(&["11", "12", "13", "98", "99"], &base, &[(0, &[9]), (1, &[7, 4]), (2, &[])]);
    let result = polis(&heard, Some(&given)).unwrap().unwrap();
    assert_eq!(result.groups, [None, Some(1), Some(0), Some(0), None]);
    assert_eq!(result.given_without_vote, 2);
    assert_eq!(result.opinion.groups.placed.count, 3);
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let heard = five_people();
    let broken = |given: Given| polis(&heard, Some(&given)).unwrap_err().to_string();
    let table = [
        (given(&["98"], &[], &[]), "nobody named"),
        (given(&["11"], &[(0, &["11"])], &[(0, &[3])]), "no base cluster 3"),
        (given(&["11"], &[(0, &["11"]), (1, &["11"])], &[(0, &[0, 1])]), "member stands twice"),
        (given(&["11"], &[(0, &["11"])], &[(0, &[0]), (1, &[0])]), "member stands twice"),
        (given(&["11", "11"], &[], &[]), "participant in in-conv stands twice"),
    ];
    for (given, part) in table {
        let said = broken(given);
        assert!(said.contains(part), "{said}");
    }
    for text in ["", "[]", "{\"in-conv\":[1]}"] {
        assert!(matches!(given_from_json(text), Err(VotesError::GivenBroken { .. })));
    }
}
