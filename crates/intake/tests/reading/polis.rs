//! Polis folders, with everything that can be wrong in them.

use intake::{Input, IntakeError, Options, Read, Source};

use crate::{assert_adds_up, fault, read_one, shown};

fn folder(files: &[(&str, &str)]) -> Input {
    let file = |(name, text): &(&str, &str)| Source::memory(format!("polis/{name}"), *text);
    Input::Folder { path: "polis".into(), files: files.iter().map(file).collect() }
}

fn read(files: &[(&str, &str)]) -> Result<Read, IntakeError> {
    let read = intake::read(vec![folder(files)], &Options::default())?;
    assert_adds_up(&read);
    Ok(read)
}

const COMMENTS: &str = "timestamp,comment-id,author-id,agrees,disagrees,moderated,is-meta,is-seed,comment-body\n\
    1000000000000,0,9,2,0,1,false,true,More trees\n\
    1000000000,1,9,0,0,-1,true,false,\n\
    0,2,,0,0,0,,,\"Less, noise\"\n\
    x,3,9,0,0,0,,,bad time\n\
    1,4,9,0,0,2,,,bad moderation\n\
    ,,9,0,0,0,,,no id\n";

#[test]
fn votes_are_ordered_by_time_and_bad_rows_set_aside() {
    let votes = "timestamp,datetime,comment-id,voter-id,vote\n\
        1000000003000,,0,b,1\n\
        1000000001000,,0,a,-1\n\
        1000000001,,1,c,0\n\
        1000000002000,,0,a,1\n\
        0,,2,d,1\n\
        1000000004000,,0,,1\n\
        1000000004000,,0,a,2\n\
        1000000004000,,7,a,1\n\
        soon,,0,a,1\n\
        1000000004000,0,a,1\n";
    let summary = "topic,Trees and noise\nurl,x\nconversation-description,\"What\nnext?\"\n";
    let read = read(&[("comments.csv", COMMENTS), ("votes.csv", votes), ("summary.csv", summary)]);
    let read = read.unwrap();
    let mut all = shown(&read);
    for statement in &read.heard.statements {
        all += &format!(
            "statement {} {:?} {:?} meta {} seed {}\n",
            statement.id.as_str(),
            statement.text,
            statement.moderation,
            statement.is_meta,
            statement.is_seed
        );
    }
    all += &format!("{:?} {:?} {:?}", read.heard.vote_order, read.heard.title, read.heard.asked);
    insta::assert_snapshot!(all, @r#"
        polis/comments.csv: polis-comments UTF-8 `,`, 6 = 3 + 3
        polis/votes.csv: polis-votes UTF-8 `,`, 10 = 5 + 5
        0 | "More trees" | form-import public at 1000000000000 by 9
        1 | "" | form-import public at 1000000000000 by 9
        2 | "Less, noise" | form-import public
        d on 2: agree
        a on 0: disagree at 1000000001000
        c on 1: pass at 1000000001000
        a on 0: agree at 1000000002000
        b on 0: agree at 1000000003000
        quarantine comments.csv:5 [timestamp] `x` is not a date: "x,3,9,0,0,0,,,bad time"
        quarantine comments.csv:6 [moderated] `2` is no moderation (1, 0 or -1): "1,4,9,0,0,2,,,bad moderation"
        quarantine comments.csv:7 [comment-id] the id is empty: ",,9,0,0,0,,,no id"
        quarantine votes.csv:7 [voter-id] the id is empty: "1000000004000,,0,,1"
        quarantine votes.csv:8 [vote] `2` is not a vote (1, 0 or -1): "1000000004000,,0,a,2"
        quarantine votes.csv:9 [comment-id] there is no accepted statement `7`: "1000000004000,,7,a,1"
        quarantine votes.csv:10 [timestamp] `soon` is not a date: "soon,,0,a,1"
        quarantine votes.csv:11 [] 4 cells where the header has 5: "1000000004000,0,a,1"
        statement 0 "More trees" Released meta false seed true
        statement 1 "" Hidden(NotStated) meta true seed false
        statement 2 "Less, noise" Unmoderated meta false seed false
        ByTime Some("Trees and noise") ["Trees and noise", "What\nnext?"]
        "#);
}

#[test]
fn a_matrix_alone_stands_in_file_order_and_keeps_rows_with_bad_cells() {
    let matrix = "participant,xid,group-id,n-votes,note,2,0,9\n\
        a,,,2,,1,-1,1\n\
        b,,0,1,,x,0,\n\
        ,,,,,1,1,\n\
        a,,,1,,1,,\n\
        c,,,0,,,,\n";
    let read = read(&[("comments.csv", COMMENTS), ("participant-votes.csv", matrix)]).unwrap();
    let all = format!("{}{:?}", shown(&read), read.heard.vote_order);
    insta::assert_snapshot!(all.split_once("participant-votes.csv").unwrap().1, @r#"
        : polis-matrix UTF-8 `,`, 5 = 3 + 2
          note: the column `note` is not read
        0 | "More trees" | form-import public at 1000000000000 by 9
        1 | "" | form-import public at 1000000000000 by 9
        2 | "Less, noise" | form-import public
        a on 2: agree
        a on 0: disagree
        b on 0: pass
        quarantine comments.csv:5 [timestamp] `x` is not a date: "x,3,9,0,0,0,,,bad time"
        quarantine comments.csv:6 [moderated] `2` is no moderation (1, 0 or -1): "1,4,9,0,0,2,,,bad moderation"
        quarantine comments.csv:7 [comment-id] the id is empty: ",,9,0,0,0,,,no id"
        quarantine participant-votes.csv:3 [2] `x` is not a vote (1, 0 or -1): "b,,0,1,,x,0,"
        quarantine participant-votes.csv:4 [participant] the id is empty: ",,,,,1,1,"
        quarantine participant-votes.csv:5 [participant] the participant `a` has a row already: "a,,,1,,1,,"
        quarantine participant-votes.csv:1 [9] there is no accepted statement of this id; its 1 votes are left out: ""
        AsInFile
        "#);
}

#[test]
fn with_both_the_matrix_is_a_check() {
    let votes = "timestamp,comment-id,voter-id,vote\n5,0,a,1\n6,0,a,-1\n7,2,b,1\n8,1,b,0\n";
    let matrix = "participant,0,1,2\na,1,,\nb,,0,\nc,1,,\n";
    let read = read(&[
        ("participants-votes.csv", matrix),
        ("comments.csv", COMMENTS),
        ("votes.csv", votes),
    ]);
    let all = shown(&read.unwrap());
    insta::assert_snapshot!(all.split_once("polis/votes.csv").unwrap().1, @r#"
        : polis-votes UTF-8 `,`, 4 = 4 + 0
        polis/participants-votes.csv: polis-matrix UTF-8 `,`, 3 = 3 + 0
        0 | "More trees" | form-import public at 1000000000000 by 9
        1 | "" | form-import public at 1000000000000 by 9
        2 | "Less, noise" | form-import public
        a on 0: agree at 5000
        a on 0: disagree at 6000
        b on 2: agree at 7000
        b on 1: pass at 8000
        quarantine comments.csv:5 [timestamp] `x` is not a date: "x,3,9,0,0,0,,,bad time"
        quarantine comments.csv:6 [moderated] `2` is no moderation (1, 0 or -1): "1,4,9,0,0,2,,,bad moderation"
        quarantine comments.csv:7 [comment-id] the id is empty: ",,9,0,0,0,,,no id"
        disagreement: participant a on statement 0: disagree in the votes, agree in the matrix
        disagreement: participant b on statement 2: agree in the votes, no vote in the matrix
        disagreement: participant c on statement 0: no vote in the votes, agree in the matrix
        "#);
}

#[test]
fn a_header_without_rows_is_fine_for_votes_only() {
    let votes = "timestamp,comment-id,voter-id,vote\n";
    let some = read(&[("comments.csv", COMMENTS), ("votes.csv", votes)]).unwrap();
    assert_eq!((some.files[1].rows_read, some.heard.votes.len()), (0, 0));
    let header = COMMENTS.lines().next().unwrap();
    insta::assert_snapshot!(fault(read(&[("comments.csv", header), ("votes.csv", votes)])), @r"
        error: polis/comments.csv: there is a header but no row below it
        hint: export it again with its rows; if the names of the columns stand further down, write --header-row N
        exit 3
        ");
}

#[test]
fn text_without_quotes_runs_to_the_end_of_the_line() {
    let comments =
        "comment-id,moderated,comment-body\n1,1,Fewer cars, more trees\n2,1,\"Quoted, well\"\n";
    let votes = "comment-id,voter-id,vote\n1,a,1\n";
    let read = read(&[("comments.csv", comments), ("votes.csv", votes)]).unwrap();
    assert_eq!(read.heard.contributions[0].text, "Fewer cars, more trees");
    assert_eq!(read.heard.contributions[1].text, "Quoted, well");
}

#[test]
fn a_conversation_as_json() {
    let comments = r#"[
        {"tid":0,"pid":1,"txt":"More trees","created":"1714613201691","mod":1,"is_seed":true,"is_meta":false,"agree_count":2,"disagree_count":0},
        {"statement_id":5,"participant_id":1,"txt":"","created":"2020-06-29T20:11:22.421000Z","moderated":-1,"agree_count":0,"disagree_count":0},
        {"txt":"no id"}, 7]"#;
    let votes = r#"[
        {"pid":3,"tid":0,"vote":1,"modified":"1714613201692"},
        {"participant_id":2,"statement_id":0,"vote":1.0,"modified":1594984322740.0},
        {"pid":2,"tid":5,"vote":-1,"modified":1594984322741},
        {"pid":2,"tid":6,"vote":-1},{"pid":2,"tid":0,"vote":3}]"#;
    let about = r#"{"topic":"Trees","description":"What next?"}"#;
    let files = [("comments.json", comments), ("votes.json", votes), ("conversation.json", about)];
    let read = read(&files).unwrap();
    insta::assert_snapshot!(format!("{}{:?}", shown(&read), read.heard.title), @r#"
        polis/comments.json: polis-comments-json UTF-8, 4 = 2 + 2
        polis/votes.json: polis-votes-json UTF-8, 5 = 3 + 2
        0 | "More trees" | form-import public at 1714613201691 by 1
        5 | "" | form-import public at 1593461482421 by 1
        2 on 0: agree at 1594984322740
        2 on 5: disagree at 1594984322741
        3 on 0: agree at 1714613201692
        quarantine comments.json:3 [statement_id] the id is empty: "{\"txt\":\"no id\"}"
        quarantine comments.json:4 [] this is no JSON object: the element is a plain value or a list: "7"
        quarantine votes.json:4 [tid] there is no accepted statement `6`: "{\"pid\":2,\"tid\":6,\"vote\":-1}"
        quarantine votes.json:5 [vote] `3` is not a vote (1, 0 or -1): "{\"pid\":2,\"tid\":0,\"vote\":3}"
        disagreement: statement 5: 0 agree and 1 disagree in the votes, 0 and 0 in the comments
        Some("Trees")
        "#);
}

#[test]
fn what_is_no_conversation_or_two_is_refused() {
    let votes = "comment-id,voter-id,vote\n0,a,1\n";
    let json = [
        ("comments.json", r#"[{"tid":0,"txt":"a","agree_count":0,"disagree_count":2}]"#),
        ("votes.json", r#"[{"pid":1,"tid":0,"vote":1},{"pid":2,"tid":0,"vote":1}]"#),
    ];
    let two = || vec![folder(&[("comments.csv", COMMENTS), ("votes.csv", votes)]), folder(&json)];
    let mut all = String::new();
    for result in [
        intake::read(two(), &Options::default()),
        read(&[("comments.csv", COMMENTS), ("votes.csv", votes), json[0], json[1]]),
        read(&[("comments.csv", COMMENTS)]),
        read(&[("votes.csv", votes)]),
        read(&[("comments.json", "[]")]),
        read(&json),
        read(&[("comments.csv", COMMENTS), ("votes.csv", "a,b\n1,2\n")]),
        read(&[("comments.json", "{\"a\":1}"), ("votes.json", "[]")]),
    ] {
        all += &format!("{}\n", fault(result));
    }
    insta::assert_snapshot!(all, @r"
        error: two sets of votes: polis and polis
        hint: votes of two conversations cannot be counted together; analyse each by itself
        exit 2
        error: two sets of votes: polis/votes.csv and polis/votes.json
        hint: votes of two conversations cannot be counted together; analyse each by itself
        exit 2
        error: polis: votes.csv or participants-votes.csv is missing in this folder
        hint: a folder holds comments.csv with votes.csv or participants-votes.csv, or comments.json with votes.json; give other files by their own names
        exit 3
        error: polis: comments.csv is missing in this folder
        hint: a folder holds comments.csv with votes.csv or participants-votes.csv, or comments.json with votes.json; give other files by their own names
        exit 3
        error: polis: comments.csv is missing in this folder
        hint: a folder holds comments.csv with votes.csv or participants-votes.csv, or comments.json with votes.json; give other files by their own names
        exit 3
        error: polis/votes.json: agree is -1 here: the comments' own counts fit only with the sign turned
        hint: export the votes with agree = 1, disagree = -1
        exit 3
        error: polis/votes.csv: no column `comment-id` for a Polis export; columns are: a, b
        hint: use one of these names, as it is written
        exit 3
        error: polis/comments.json: this is no JSON list: invalid type: map, expected a list at line 1 column 1
        hint: export the file again
        exit 3
        ");
}

#[test]
fn comments_alone_are_statements_too_and_may_be_empty() {
    let read = read_one("x/comments.csv", COMMENTS).unwrap();
    assert_eq!((read.heard.contributions.len(), read.heard.statements.len()), (3, 3));
    assert_eq!(read.heard.contributions[1].text, "");
}
