//! A second plan, of a small town that does not exist, walked from outline to account by the program's
//! commands and pages alone. Nothing in the code knows of it.

use std::path::Path;

use crate::served::{Served, example, run};

/// A command on the town's data; panics with what it said when it fails.
fn town(data: &Path, words: &[&str]) -> String {
    let data = data.to_str().unwrap();
    let words: Vec<&str> =
        words.iter().map(|&word| if word == "DATA" { data } else { word }).collect();
    run(&words).unwrap_or_else(|(code, said)| panic!("{words:?} ended with {code}: {said}"))
}

/// Words that stand on a page, in this order.
fn reads(site: &Served, path: &str, wanted: &[&str]) {
    let page = site.get(path);
    assert_eq!(page.status, 200, "{path}");
    let words = page.words();
    let mut rest = words.as_str();
    for want in wanted {
        rest = rest.split_once(want).unwrap_or_else(|| panic!("{path}: no “{want}” in {words}")).1;
    }
}

/// What people send while the service runs: one about a clause, a reply against it, and votes.
fn take_part(site: &Served) -> u64 {
    let round = "/api/v1/rounds/getting-about";
    let key = |n: u32| format!("idempotency-key: lindwater-key-{n:06}\r\n");
    let said = r#"{"text":"The crossing must come with a lowered kerb.","constituency":"expert","about":"clause:1.1","sources":["Traffic count, Mill Road"]}"#;
    let answer = site.post(&format!("{round}/contributions"), &key(1), said);
    assert_eq!(answer.status, 201, "{}", answer.html);
    let index = serde_json::from_str::<serde_json::Value>(&answer.html).unwrap()["index"].as_u64();
    let index = index.unwrap();
    let reply = format!(
        r#"{{"text":"A kerb costs as much as the lights.","reply_to":{index},"stance":"against"}}"#
    );
    assert_eq!(site.post(&format!("{round}/contributions"), &key(2), &reply).status, 201);
    for voter in 0..12_u32 {
        let token = site.post("/api/v1/participants", "", "{}").html;
        let token: serde_json::Value = serde_json::from_str(&token).unwrap();
        let token = token["participant"].as_str().unwrap().to_owned();
        let word = if voter % 3 == 0 { "disagree" } else { "agree" };
        let votes = format!(
            r#"{{"votes":[{{"statement":1,"vote":"{word}"}},{{"statement":4,"vote":"agree"}}]}}"#
        );
        let headers = format!("authorization: Bearer {token}\r\n{}", key(100 + voter));
        assert_eq!(site.post(&format!("{round}/votes"), &headers, &votes).status, 201);
    }
    index
}

/// Pages with words on them in this order, at the end.
const PAGES: &[(&str, &[&str])] = &[
    ("/plan/1/1.1", &["Kerbs are lowered where a crossing is built.", "Why", "asked for it"]),
    ("/plan/1/1.1", &["Make the way to school safe on foot.", "Synthetic the town council"]),
    ("/plan/3/3.2", &["Public basis: none."]),
    ("/coverage", &["Everything that people asked for has an answer", "Draft, publication 1"]),
    ("/consideration", &["Kerbs are named because many asked"]),
    ("/said", &["77"]),
    (
        "/discuss/clause/1.1",
        &["Expert submission with sources", "lowered kerb", "Against", "as much as the lights"],
    ),
    ("/progress", &["Missed", "The bus company signs", "Behind pace", "Bus company"]),
    (
        "/progress/2.1.a",
        &["4 departures", "December 2027", "three more", "2024", "before the plan"],
    ),
    ("/progress/1.1.a", &["Building office", "about 240 thousand euros", "Do more children walk"]),
    (
        "/progress/indicators/1.a",
        &[
            "54 of 100 children",
            "The target is 70 of 100 children",
            "School: North",
            "55 of 100 children",
        ],
    ),
    ("/progress/evaluations/walking", &["May 2028", "May 2026", "Mean before", "One count a year"]),
    (
        "/risks",
        &["No power at the third crossing", "a work report", "No bidder", "Two bidders came."],
    ),
    ("/reports", &["Building office", "Reports owed", "Bus company"]),
    ("/reports/spring-2028", &["The third waits for the power supply.", "The value was 54"]),
    (
        "/evidence",
        &["Traffic count, Mill Road", "1.3 Cycle lane on Mill Road", "Papers on the way to school"],
    ),
    (
        "/history",
        &["No plan before this one", "What should change?", "Draft, publication 1", "Half-way"],
    ),
    ("/check", &["It holds"]),
    ("/zh/plan", &["Getting about in Lindwater"]),
];

#[test]
fn a_small_town_goes_from_outline_to_account_by_the_same_commands_and_pages() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let plan = example("small-town");
    let input = |name: &str| plan.join("inputs").join(name).to_str().unwrap().to_owned();
    town(&data, &["init", "DATA", "--plan", plan.to_str().unwrap()]);
    let answers = input("answers.csv");
    town(&data, &["import", "DATA", &answers, "--round", "getting-about", "--channel", "csv"]);
    let index = {
        let site = Served::start(&data);
        reads(&site, "/", &["Lindwater has 9,400 inhabitants"]);
        reads(&site, "/take-part/getting-about", &["Where is it hard to walk or cycle?"]);
        take_part(&site)
    };
    decide(&data, index);
    deliver(&data, &input("acts.jsonl"), &input("walk_to_school.csv"));

    let site = Served::start(&data);
    let reply = (index + 1).to_string();
    for (path, wanted) in PAGES {
        reads(&site, path, wanted);
    }
    let discussion = site.get("/discuss/clause/1.1").html;
    assert!(discussion.contains(&format!("id=\"c{reply}\"")));
    for (path, page) in site.every_page_from(&["/", "/zh"]) {
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.html.contains('⟦'), "{path} has a sentence without words");
        // The other example's nouns stand nowhere.
        assert!(!page.html.contains("Henan") && !page.html.contains("/province"), "{path}");
    }
}

/// Analyses, answers every theme, rewrites a clause, publishes.
fn decide(data: &Path, index: u64) {
    town(data, &["moderate", "DATA", "release", "--all"]);
    town(data, &["run", "DATA"]);
    let themes = town(data, &["theme", "list", "DATA"]);
    let numbers: Vec<&str> =
        themes.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert!(!numbers.is_empty(), "{themes}");
    for (at, theme) in numbers.iter().enumerate() {
        let reason =
            format!("Kerbs are named because many asked for it; answer {at} of the example.");
        let words = ["theme", "dispose", "DATA", "--theme", theme, "--decision", "partly-adopted"];
        town(data, &[&words[..], &["--clause", "1.1", "--reason", &reason]].concat());
    }
    let single = index.to_string();
    let reason = ["--reason", "The kerb is part of the crossing from now on."];
    let words = ["theme", "dispose", "DATA", "--contribution", &single, "--decision", "adopted"];
    town(data, &[&words[..], &["--clause", "1.1", "--evidence", "E1"], &reason].concat());
    let text = "Each of the three schools gets a crossing with lights within 150 metres of its gate. \
                Kerbs are lowered where a crossing is built.";
    let words = ["clause", "revise", "DATA", "1.1", "--text", text, "--why", "Many asked for it."];
    town(data, &[&words[..], &["--theme", numbers[0]]].concat());
    for by in ["Head of building", "Head of the town hall"] {
        town(data, &["draft", "approve", "DATA", "--by", by]);
    }
    town(data, &["draft", "publish", "DATA", "--stage", "draft"]);
}

/// Measures, figures and reports; what cannot be taken is named and the rest stands.
fn deliver(data: &Path, acts: &str, values: &str) {
    town(data, &["update", "DATA", "--from", acts]);
    town(data, &["indicator", "import", "DATA", "1.a", "--from", values, "--synthetic"]);
    let file = town(data, &["indicator", "export", "DATA", "1.a"]);
    assert!(
        file.starts_with("Year,School,Units,Period,Value\n2026,,of 100 children,2026-05,52\n"),
        "{file}"
    );
    assert!(file.contains("2027,South,of 100 children,2027-05,48"), "{file}");
    assert!(!file.contains("47"), "a row in another unit is set aside: {file}");
    let draft = ["report", "draft", "DATA", "--body", "Building office", "--period", "2028-05"];
    assert!(town(data, &draft).contains("The value was 54 of 100 children (May 2028)."));
    let review =
        ["review", "add", "DATA", "half-way", "--title", "Half-way", "--body", "Town hall"];
    town(data, &[&review[..], &["--text", "Two crossings of three."]].concat());
}
