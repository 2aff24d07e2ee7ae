//! A thousand requests at one moment: the same, the first votes of as many people, one person's votes.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::StatusCode;
use consultation::RoundId;
use serde_json::Value;
use tlog::Kind;

use crate::harness::{Answer, Site};

const MANY: usize = 1_000;
const VOTES: &str = "/api/v1/rounds/open/votes";

/// Asks them all before the first is answered; the answers in their order.
async fn at_once(
    site: &Arc<Site>,
    path: &'static str,
    requests: Vec<(Vec<(&'static str, String)>, String)>,
) -> Vec<Answer> {
    let asked = requests.into_iter().map(|(headers, body)| {
        let site = Arc::clone(site);
        tokio::spawn(async move {
            let headers: Vec<(&str, &str)> =
                headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            site.post_json(path, &headers, &body).await
        })
    });
    let mut answers = Vec::new();
    for asked in asked.collect::<Vec<_>>() {
        answers.push(asked.await.unwrap());
    }
    answers
}

fn key(number: usize) -> (&'static str, String) {
    ("idempotency-key", format!("at-once-{number:010}"))
}

fn bearer(participant: &Value) -> (&'static str, String) {
    ("authorization", format!("Bearer {}", participant["participant"].as_str().unwrap()))
}

fn vote(statement: u64, vote: &str) -> String {
    serde_json::json!({"votes": [{"statement": statement, "vote": vote}]}).to_string()
}

fn indices(answers: &[Answer]) -> BTreeSet<u64> {
    answers.iter().map(|answer| answer.json()["votes"][0]["index"].as_u64().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_post_makes_one_record_and_gets_one_answer() {
    let site = Arc::new(Site::new());
    let before = site.size();
    let body = r#"{"text":"Supply homes first."}"#;
    let requests = (0..MANY).map(|_| (vec![key(0)], body.to_owned())).collect();
    let answers = at_once(&site, "/api/v1/rounds/open/contributions", requests).await;
    let created = |answer: &&Answer| answer.status == StatusCode::CREATED;
    assert_eq!(answers.iter().filter(created).count(), 1);
    assert!(answers.iter().all(|answer| answer.status == StatusCode::OK || created(&answer)));
    assert!(answers.iter().all(|answer| answer.body == answers[0].body));
    assert_eq!(answers[0].json()["index"], before);
    assert_eq!(site.size(), before + 1);
    let counts = site.store.counts().unwrap();
    assert_eq!(counts.sum(|row| row.kind == Kind::Contribution), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_first_votes_are_all_taken() {
    let site = Arc::new(Site::new());
    let people = (0..MANY).map(|_| (Vec::new(), String::new())).collect();
    let people = at_once(&site, "/api/v1/participants", people).await;
    let before = site.size();
    let requests = people
        .iter()
        .enumerate()
        .map(|(number, person)| (vec![bearer(&person.json()), key(number)], vote(1, "agree")))
        .collect();
    let answers = at_once(&site, VOTES, requests).await;
    assert!(answers.iter().all(|answer| answer.status == StatusCode::CREATED));
    assert_eq!(indices(&answers), (before..before + MANY as u64).collect());
    let statements = site.store.statements(&RoundId("open".into())).unwrap();
    assert_eq!(statements[0].counts.agree, MANY as u64);
    assert_eq!(site.store.check().unwrap(), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_vote_of_a_participant_on_a_statement_stands() {
    let site = Arc::new(Site::new());
    let person = site.post_json("/api/v1/participants", &[], "").await.json();
    let before = site.size();
    let answer = |number: usize| ["agree", "disagree", "pass"][number % 3];
    let requests = (0..MANY)
        .map(|number| (vec![bearer(&person), key(number)], vote(2, answer(number))))
        .collect();
    let answers = at_once(&site, VOTES, requests).await;
    assert!(answers.iter().all(|answer| answer.status == StatusCode::CREATED));
    assert_eq!(indices(&answers), (before..before + MANY as u64).collect());

    let counts = site.store.statements(&RoundId("open".into())).unwrap()[1].counts;
    assert_eq!(counts.agree + counts.disagree + counts.pass, 1);
    let votes: Vec<_> =
        (before..site.size()).map(|index| site.store.vote(index).unwrap().unwrap()).collect();
    let standing: Vec<_> = votes.iter().filter(|vote| !vote.replaced).collect();
    assert_eq!(standing.len(), 1);
    assert_eq!((standing[0].index, standing[0].ballot), (site.size() - 1, MANY as u64));
    let ballots: BTreeSet<u64> = votes.iter().map(|vote| vote.ballot).collect();
    assert_eq!(ballots, (1..=MANY as u64).collect());
    assert_eq!(site.store.check().unwrap(), []);
}
