//! The interface for programs, to the letter of its contract.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use canvass::config::{BODY_BYTES_MAX, CONTRIBUTION_CHARS_MAX};
use store::Standing;

use crate::harness::{Answer, Site};

const KEY: (&str, &str) = ("idempotency-key", "0123456789abcdef");
const CONTRIBUTIONS: &str = "/api/v1/rounds/open/contributions";
const VOTES: &str = "/api/v1/rounds/open/votes";

/// A refusal is problem+json with all its fields.
fn assert_problem(answer: &Answer, status: u16, what: &str) {
    assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.body);
    assert_eq!(answer.header("content-type"), "application/problem+json", "{what}");
    let problem = answer.json();
    assert_eq!(problem["status"], status, "{what}");
    for field in ["type", "title", "detail", "hint"] {
        assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{what}: {field}");
    }
}

async fn participant(site: &Site) -> String {
    let answer = site.post_json("/api/v1/participants", &[], "").await;
    assert_eq!(answer.status, StatusCode::CREATED);
    format!("Bearer {}", answer.json()["participant"].as_str().unwrap())
}

/// What, round, headers, body, status.
type Refused<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], &'a str, u16);

#[tokio::test]
async fn a_participant_may_say_for_whom_they_vote() {
    let site = Site::new();
    let path = "/api/v1/participants";
    let answer = site.post_json(path, &[], r#"{"constituency":"farmers"}"#).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let token = format!("Bearer {}", answer.json()["participant"].as_str().unwrap());
    let headers = [KEY, ("authorization", &*token)];
    let votes = r#"{"votes":[{"statement":1,"vote":"agree"}]}"#;
    let cast = site.post_json("/api/v1/rounds/open/votes", &headers, votes).await;
    assert_eq!(cast.status, StatusCode::CREATED, "{}", cast.body);
    let heard = site.store.heard(None).unwrap().heard;
    let who = heard.votes[0].participant as usize;
    assert_eq!(heard.vote_attributes[who].constituency.as_str(), "farmers");
    let unknown = site.post_json(path, &[], r#"{"constituency":"x"}"#).await;
    assert_problem(&unknown, 422, "unknown constituency");
    assert_problem(&site.post_json(path, &[], r#"{"name":"x"}"#).await, 422, "unknown field");
}

/// A program that shows statements itself asks for the next; what it shows is on record from the first on.
#[tokio::test]
async fn what_a_program_shows_next_is_recorded_with_its_probability() {
    use consultation::ExposureOutcome::{Answered, Shown, Skipped};
    let site = Site::new();
    let token = participant(&site).await;
    let headers = [KEY, ("authorization", &*token)];
    let seen = || {
        let found = site.store.exposures(&consultation::RoundId("open".into())).unwrap();
        found.iter().map(|one| (one.statement, one.probability, one.outcome)).collect::<Vec<_>>()
    };
    let next = async |body: &str| {
        let answer = site.post_json("/api/v1/rounds/open/next", &headers, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let answer = answer.json();
        (answer["statement"].as_u64(), answer["probability"].as_f64(), answer["skipped"].clone())
    };
    let (first, probability, _) = next("").await;
    assert!((probability.unwrap() - 1.0 / 3.0).abs() < 1e-12, "none of three has a vote");
    assert_eq!(next("{}").await.0, first, "it stays");
    let first = first.unwrap();
    assert_eq!(seen(), [(first, probability.unwrap(), Shown)]);
    let ballot = format!(r#"{{"votes":[{{"statement":{first},"vote":"agree"}}]}}"#);
    let cast = site.post_json("/api/v1/rounds/open/votes", &headers, &ballot).await;
    assert_eq!(cast.status, StatusCode::CREATED);
    let second = next("").await.0.unwrap();
    let (third, last, skipped) = next(&format!(r#"{{"skip":{second}}}"#)).await;
    assert_eq!((last, skipped), (Some(1.0), serde_json::json!([second])));
    let outcomes: Vec<_> = seen().iter().map(|&(at, _, outcome)| (at, outcome)).collect();
    assert_eq!(outcomes, [(first, Answered), (second, Skipped), (third.unwrap(), Shown)]);
    let (none, _, skipped) = next(&format!(r#"{{"skip":{}}}"#, third.unwrap())).await;
    assert_eq!((none, skipped.as_array().unwrap().len()), (None, 2));

    let path = "/api/v1/rounds/open/next";
    assert_problem(&site.post_json(path, &[], "").await, 401, "no token");
    let stranger = [("authorization", "Bearer 0123456789abcdef0123456789abcdef")];
    assert_problem(&site.post_json(path, &stranger, "").await, 401, "unknown token");
    let over = site.post_json("/api/v1/rounds/over/next", &headers, "").await;
    assert_problem(&over, 403, "round is over");
}

#[tokio::test]
async fn rounds_and_statements_are_listed() {
    let site = Site::new();
    assert_eq!(site.get("/health", "").await.status, StatusCode::OK);
    let rounds = site.get("/api/v1/rounds", "").await.json();
    let open: Vec<(&str, bool)> = rounds
        .as_array()
        .unwrap()
        .iter()
        .map(|round| (round["id"].as_str().unwrap(), round["open"].as_bool().unwrap()))
        .collect();
    assert_eq!(open, [("later", false), ("open", true), ("over", false)]);
    assert_eq!(rounds[1]["title"], "The outline");
    let opens = rounds[1]["opens"].as_str().unwrap();
    assert!(opens.parse::<jiff::Timestamp>().is_ok() && opens.ends_with('Z'), "{opens}");
    let statements = site.get("/api/v1/rounds/open/statements", "").await.json();
    let first = &statements.as_array().unwrap()[0];
    assert_eq!((&first["id"], &first["text"]), (&1.into(), &"Homes come before fields.".into()));
    assert_eq!(statements.as_array().unwrap().len(), 3);
    assert_problem(&site.get("/api/v1/rounds/none/statements", "").await, 404, "unknown round");
    assert_problem(&site.get("/api/v1/nothing", "").await, 404, "unknown address");
    assert_problem(&site.get(CONTRIBUTIONS, "").await, 405, "a method that is not taken");
}

#[tokio::test]
async fn a_contribution_is_recorded_once_under_a_key() {
    let site = Site::new();
    let before = site.size();
    let body =
        r#"{"text":"Supply homes first. 先保居民。","constituency":"farmers","language":"en"}"#;
    let first = site.post_json(CONTRIBUTIONS, &[KEY], body).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let answer = first.json();
    assert_eq!(answer["index"], before);
    holds(&site, &answer["receipt"]);
    let again = site.post_json(CONTRIBUTIONS, &[KEY], body).await;
    assert_eq!((again.status, again.json()), (StatusCode::OK, answer.clone()));
    let other = site.post_json(CONTRIBUTIONS, &[KEY], r#"{"text":"Something else."}"#).await;
    assert_problem(&other, 409, "another body under the same key");
    assert_eq!(site.size(), before + 1);

    let stored = site.store.contribution(before).unwrap().unwrap();
    assert_eq!(stored.contribution.text, "Supply homes first. 先保居民。");
    assert_eq!(stored.contribution.constituency.as_str(), "farmers");
    assert_eq!((stored.standing, stored.contribution.quotable), (Standing::Held, false));

    let reply = format!(r#"{{"text":"And fields next.","reply_to":{before}}}"#);
    let key = ("idempotency-key", "another-key-0123");
    let replied = site.post_json(CONTRIBUTIONS, &[key], &reply).await;
    assert_eq!(replied.status, StatusCode::CREATED);
}

#[tokio::test]
async fn what_is_refused_is_told_why_and_leaves_nothing() {
    let site = Site::new();
    let size = site.size();
    let long = format!(r#"{{"text":"{}"}}"#, "a".repeat(CONTRIBUTION_CHARS_MAX + 1));
    let huge = format!(r#"{{"text":"{}"}}"#, "a".repeat(BODY_BYTES_MAX));
    let good = r#"{"text":"a"}"#;
    let plain = ("content-type", "text/plain");
    let long_key = "k".repeat(129);
    // what, round, headers, body, status
    let table: [Refused<'_>; 17] = [
        ("no key", "open", &[], good, 400),
        ("short key", "open", &[("idempotency-key", "0123456789abcde")], good, 400),
        ("long key", "open", &[("idempotency-key", &long_key)], good, 400),
        ("key with a space", "open", &[("idempotency-key", "01234567 9abcdef")], good, 400),
        ("no JSON", "open", &[KEY, plain], good, 415),
        ("broken JSON", "open", &[KEY], "{", 422),
        ("no text", "open", &[KEY], "{}", 422),
        ("unknown member", "open", &[KEY], r#"{"text":"a","name":"b"}"#, 422),
        ("empty text", "open", &[KEY], r#"{"text":" \n"}"#, 422),
        ("unknown constituency", "open", &[KEY], r#"{"text":"a","constituency":"x"}"#, 422),
        ("no language tag", "open", &[KEY], r#"{"text":"a","language":"not a tag"}"#, 422),
        ("a reply to nothing", "open", &[KEY], r#"{"text":"a","reply_to":9999}"#, 422),
        ("long text", "open", &[KEY], &long, 413),
        ("long body", "open", &[KEY], &huge, 413),
        ("unknown round", "none", &[KEY], good, 404),
        ("closed round", "over", &[KEY], good, 403),
        ("later round", "later", &[KEY], good, 403),
    ];
    for (what, round, headers, body, status) in table {
        let path = format!("/api/v1/rounds/{round}/contributions");
        assert_problem(&site.post_json(&path, headers, body).await, status, what);
    }
    let closed = site.post_json("/api/v1/rounds/over/contributions", &[KEY], good).await;
    let plans = site.store.plans();
    let round = plans.round(&consultation::RoundId("over".into())).unwrap();
    for moment in [round.opens, round.closes] {
        let day = jiff::Timestamp::from_millisecond(moment.0).unwrap().strftime("%Y-%m-%d %H:%M");
        assert!(closed.body.contains(&day.to_string()), "{} in {}", day, closed.body);
    }
    let elsewhere = [KEY, ("sec-fetch-site", "cross-site")];
    assert_problem(&site.post_json(CONTRIBUTIONS, &elsewhere, good).await, 403, "another site");
    assert_eq!(site.size(), size);
}

#[tokio::test]
async fn votes_get_a_leaf_each_in_their_order() {
    let site = Site::new();
    let bearer = participant(&site).await;
    let auth = ("authorization", bearer.as_str());
    let before = site.size();
    let body = r#"{"votes":[{"statement":2,"vote":"agree"},{"statement":"1","vote":"pass"}]}"#;
    let first = site.post_json(VOTES, &[auth, KEY], body).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let expected = first.json();
    for (at, statement) in [(0_u64, 2), (1, 1)] {
        let place = &expected["votes"][at as usize];
        assert_eq!(
            (&place["statement"], &place["index"]),
            (&statement.into(), &(before + at).into())
        );
        holds(&site, &place["receipt"]);
    }
    let again = site.post_json(VOTES, &[auth, KEY], body).await;
    assert_eq!((again.status, again.json()), (StatusCode::OK, expected));
    let changed = r#"{"votes":[{"statement":2,"vote":"disagree"}]}"#;
    assert_problem(&site.post_json(VOTES, &[auth, KEY], changed).await, 409, "another body");
    let key = ("idempotency-key", "another-key-0123");
    let kept = site.post_json(VOTES, &[auth, key], changed).await;
    assert_eq!((kept.status, site.size()), (StatusCode::CREATED, before + 3));

    let size = site.size();
    let fresh = ("idempotency-key", "a-third-key-0123");
    let stranger = ("authorization", "Bearer 00000000000000000000000000000000");
    let one = r#"{"votes":[{"statement":1,"vote":"agree"}]}"#;
    let many: Vec<&str> = vec![r#"{"statement":1,"vote":"agree"}"#; 501];
    let too_many = format!(r#"{{"votes":[{}]}}"#, many.join(","));
    // what, round, headers, body, status
    let table: [Refused<'_>; 10] = [
        ("no participant", "open", &[fresh], one, 401),
        ("unknown participant", "open", &[fresh, stranger], one, 401),
        ("no key", "open", &[auth], one, 400),
        ("no votes", "open", &[auth, fresh], r#"{"votes":[]}"#, 422),
        ("too many votes", "open", &[auth, fresh], &too_many, 422),
        ("no such vote", "open", &[auth, fresh], r#"{"votes":[{"statement":1,"vote":"+1"}]}"#, 422),
        (
            "no such statement",
            "open",
            &[auth, fresh],
            r#"{"votes":[{"statement":9,"vote":"agree"}]}"#,
            422,
        ),
        (
            "no number",
            "open",
            &[auth, fresh],
            r#"{"votes":[{"statement":"x","vote":"agree"}]}"#,
            422,
        ),
        ("closed round", "over", &[auth, fresh], one, 403),
        ("unknown round", "none", &[auth, fresh], one, 404),
    ];
    for (what, round, headers, body, status) in table {
        let path = format!("/api/v1/rounds/{round}/votes");
        assert_problem(&site.post_json(&path, headers, body).await, status, what);
    }
    assert_eq!(site.size(), size);
}

#[tokio::test]
async fn a_code_corrects_and_withdraws() {
    let site = Site::new();
    let posted = site.post_json(CONTRIBUTIONS, &[KEY], r#"{"text":"Fields first."}"#).await.json();
    let code = posted["code"].as_str().unwrap().to_lowercase().replace('-', " ");
    let correct = |text: &str| serde_json::json!({"code": code, "text": text}).to_string();
    let withdraw = serde_json::json!({"code": code}).to_string();

    let answer =
        site.post_json("/api/v1/contributions/correct", &[], &correct("Homes first.")).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let index = answer.json()["index"].as_u64().unwrap();
    assert_eq!(site.store.contribution(index).unwrap().unwrap().contribution.text, "Homes first.");
    // The request of the words that were replaced no longer has an answer to repeat.
    let repeated = site.post_json(CONTRIBUTIONS, &[KEY], r#"{"text":"Fields first."}"#).await;
    assert_problem(&repeated, 410, "the words were replaced");
    let empty = site.post_json("/api/v1/contributions/correct", &[], &correct(" ")).await;
    assert_problem(&empty, 422, "a correction without words");

    let answer = site.post_json("/api/v1/contributions/withdraw", &[], &withdraw).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    holds(&site, &answer.json()["receipt"]);
    for (path, body) in [("correct", correct("Again.")), ("withdraw", withdraw)] {
        let gone = site.post_json(&format!("/api/v1/contributions/{path}"), &[], &body).await;
        assert_problem(&gone, 410, path);
    }
    for unknown in ["nonsense", "00000-00000-00000-00000-00000-00"] {
        let body = serde_json::json!({"code": unknown}).to_string();
        let answer = site.post_json("/api/v1/contributions/withdraw", &[], &body).await;
        assert_problem(&answer, 404, unknown);
        assert_eq!(answer.json()["type"], "urn:canvass:problem:unknown-code");
    }
    let counts = site.store.counts().unwrap();
    assert_eq!((counts.erased(), counts.unexplained()), (2, 0));
}

#[tokio::test]
async fn every_answer_has_the_headers() {
    let site = Site::new();
    let post = Request::post(CONTRIBUTIONS).body(Body::empty()).unwrap();
    for answer in [site.get("/api/v1/rounds", "").await, site.ask(post).await] {
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
    }
}

/// A receipt holds for whoever has the log's key alone.
fn holds(site: &Site, receipt: &serde_json::Value) {
    let policy = tlog::Policy::of_log(site.store.log_key().clone());
    let text = receipt.as_str().expect("a receipt is given at once");
    assert_eq!(tlog::check_receipt(text, Some(&policy)).0.failed, Vec::<String>::new());
}

/// What is sent under one token is one person's, where people are counted; nobody's token is nobody.
#[tokio::test]
async fn a_token_says_who_sent_it_and_one_that_nobody_has_is_refused() {
    let site = Site::new();
    let (one, other) = (participant(&site).await, participant(&site).await);
    let sent = [Some(&one), None, Some(&other), Some(&one)];
    for (number, token) in sent.into_iter().enumerate() {
        let key = format!("author-key-{number:08}");
        let mut headers = vec![("idempotency-key", key.as_str())];
        headers.extend(token.map(|token| ("authorization", token.as_str())));
        let body = format!(r#"{{"text":"Contribution {number}."}}"#);
        let answer = site.post_json(CONTRIBUTIONS, &headers, &body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    }
    let before = site.size();
    for wrong in ["Basic YTpi", "Bearer", "Bearer nobody-has-this-token"] {
        let headers = [("idempotency-key", "author-key-refused"), ("authorization", wrong)];
        let answer = site.post_json(CONTRIBUTIONS, &headers, r#"{"text":"Whose?"}"#).await;
        assert_problem(&answer, 401, wrong);
    }
    assert_eq!(site.size(), before);
    let heard = site.store.heard(None).unwrap().heard;
    let senders: Vec<Option<String>> =
        heard.contributions.into_iter().map(|one| one.participant.map(|name| name.0)).collect();
    let some = |name: &str| Some(name.to_owned());
    assert_eq!(senders, [some("1"), None, some("2"), some("1")]);
}
