//! Discussion from outside: sent by form and interface, replied to one level deep, answered by the office,
//! put to the vote, moderated and withdrawn; in the record like any other contribution.

use axum::http::StatusCode;
use canvass::commands::moderate;
use consultation::{About, Stance};
use plan::{Act, PlanId, PutToVote, StaffReply};
use serde_json::{Value, json};
use store::{NewModeration, NewRecord, Post, Shown};

use crate::harness::Site;

const ROUND: &str = "/api/v1/rounds/open/contributions";

/// Sends a contribution through the interface; gives the answer's status and JSON.
async fn send(site: &Site, key: u32, body: Value) -> (StatusCode, Value) {
    let key = format!("discussion-key-{key:06}");
    let headers = [("idempotency-key", key.as_str())];
    let answer = site.post_json(ROUND, &headers, &body.to_string()).await;
    (answer.status, answer.json())
}

fn release(site: &Site, index: u64, shown: Shown) {
    let body = moderate::body(index, shown);
    let record = NewRecord::Moderation(NewModeration { index, shown, body });
    site.store.submit(Post::one(canvass::service::now(), record)).unwrap();
}

/// A contribution on clause 2.1 with a reply for, one against and one that says neither; all released.
async fn discussed(site: &Site) -> Vec<Value> {
    let first = json!({
        "text": "Homes first, as the count of 2024 shows.", "constituency": "expert",
        "about": "clause:2.1", "sources": ["Count of wells, 2024", "  ", "Atlas of water, p. 7"]
    });
    let (status, first) = send(site, 1, first).await;
    assert_eq!(status, StatusCode::CREATED, "{first}");
    let index = first["index"].as_u64().unwrap();
    let mut all = vec![first];
    for (key, text, stance) in
        [(2, "Yes, homes.", "for"), (3, "No, fields.", "against"), (4, "Which homes?", "neither")]
    {
        let reply = json!({ "text": text, "reply_to": index, "stance": stance });
        let (status, reply) = send(site, key, reply).await;
        assert_eq!(status, StatusCode::CREATED, "{reply}");
        all.push(reply);
    }
    for one in &all {
        release(site, one["index"].as_u64().unwrap(), Shown::Release);
    }
    all
}

#[tokio::test]
async fn replies_stand_one_level_deep_with_stance_constituency_and_sources() {
    let site = Site::new();
    let all = discussed(&site).await;
    let page = site.get("/discuss/clause/2.1", "").await;
    assert_eq!(page.status, StatusCode::OK);
    let words = page.words();
    let expected = [
        "Expert submission with sources",
        "Homes first, as the count of 2024 shows.",
        "Sources the author names Count of wells, 2024 Atlas of water, p. 7",
        "For Yes, homes.",
        "Against No, fields.",
        "Neither for nor against Which homes?",
    ];
    let mut rest = words.as_str();
    for want in expected {
        rest = rest.split_once(want).unwrap_or_else(|| panic!("no “{want}” in {words}")).1;
    }
    assert!(site.get("/discuss", "").await.words().contains("one contribution"));
    assert!(site.get("/zh/discuss/clause/2.1", "").await.words().contains("专家意见，附来源"));
    assert!(site.get("/plan/2/2.1", "").await.body.contains("/discuss/clause/2.1"));

    // Each is a leaf of the record, with a receipt that the office's own check holds to.
    for one in &all {
        assert!(one["receipt"].as_str().unwrap().contains("c2sp.org/tlog-proof@v1"));
    }
    assert_eq!(site.store.check().unwrap(), []);

    let reply = all[1]["index"].as_u64().unwrap();
    // what, body, status, kind of problem
    let table = [
        ("a reply to a reply", json!({"text": "a", "reply_to": reply}), "refused"),
        ("a reply to nothing", json!({"text": "a", "reply_to": 9999}), "unknown-place"),
        ("no such clause", json!({"text": "a", "about": "clause:9.9"}), "unknown-place"),
        ("no such question", json!({"text": "a", "about": "question:x"}), "unknown-place"),
        ("no such theme", json!({"text": "a", "about": "theme:1:1"}), "unknown-place"),
        ("no place at all", json!({"text": "a", "about": "2.1"}), "unknown-place"),
        ("no stance", json!({"text": "a", "reply_to": reply, "stance": "maybe"}), "unknown-place"),
        ("many sources", json!({"text": "a", "sources": vec!["s"; 11]}), "sources"),
        ("a long source", json!({"text": "a", "sources": ["s".repeat(501)]}), "sources"),
    ];
    let size = site.size();
    for (at, (what, body, kind)) in (100..).zip(table) {
        let (status, answer) = send(&site, at, body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{what}: {answer}");
        assert!(answer["type"].as_str().unwrap().ends_with(kind), "{what}: {answer}");
    }
    assert_eq!(site.size(), size, "nothing of a refused request is stored");
}

#[tokio::test]
async fn the_form_carries_the_place_the_stance_and_the_sources_through_its_pages() {
    let site = Site::new();
    let form = site.get("/take-part/open/answer?about=clause:2.1", "").await;
    assert!(form.words().contains("What it is about 2.1 "), "{}", form.words());
    let key = form.field("key");
    let fields = [
        ("key", key.as_str()),
        ("text", "Homes first."),
        ("about", "clause:2.1"),
        ("sources", "Count of 2024\r\nAtlas"),
        ("constituency", "expert"),
    ];
    let check = site.post_form("/take-part/open/check", "", &fields).await;
    assert_eq!((check.field("about"), check.status), ("clause:2.1".into(), StatusCode::OK));
    assert!(check.words().contains("Sources Count of 2024 Atlas"), "{}", check.words());
    let index = site.size();
    let sent = site.post_form("/take-part/open/send", "", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let kept = site.store.contribution(index).unwrap().unwrap().contribution.discussed.unwrap();
    assert_eq!(kept.about, Some(About::Clause("2.1".into())));
    assert_eq!(kept.sources, ["Count of 2024", "Atlas"]);

    release(&site, index, Shown::Release);
    let reply = site.get(&format!("/take-part/open/answer?reply={index}"), "").await;
    assert!(reply.words().contains("How do your words stand to it?"));
    let number = index.to_string();
    let key = reply.field("key");
    let fields = [
        ("key", key.as_str()),
        ("text", "No, fields."),
        ("reply_to", number.as_str()),
        ("stance", "against"),
    ];
    let check = site.post_form("/take-part/open/check", "", &fields).await;
    assert!(check.words().contains("How they stand to it Against"), "{}", check.words());
    site.post_form("/take-part/open/send", "", &fields).await;
    let kept = site.store.contribution(site.size() - 1).unwrap().unwrap().contribution;
    assert_eq!(kept.discussed.unwrap().stance, Stance::Against);
    let refused = [("key", "0123456789abcdef"), ("text", "a"), ("reply_to", "none")];
    let answer = site.post_form("/take-part/open/check", "", &refused).await;
    assert!(answer.words().contains("is not there"), "{}", answer.words());

    // An answer to a question of the round stands in the question's discussion.
    let form = site.get("/take-part/open/answer?question=water", "").await;
    let key = form.field("key");
    let fields = [("key", key.as_str()), ("question", "water"), ("text", "Hospitals.")];
    site.post_form("/take-part/open/send", "", &fields).await;
    release(&site, site.size() - 1, Shown::Release);
    let words = site.get("/discuss/question/water", "").await.words();
    assert!(words.contains("Who should be supplied first?") && words.contains("Hospitals."));
}

#[tokio::test]
async fn moderation_correction_and_withdrawal_reach_the_discussion_and_the_vote() {
    let site = Site::new();
    let all = discussed(&site).await;
    let index = |at: usize| all[at]["index"].as_u64().unwrap();
    let code = |at: usize| all[at]["code"].as_str().unwrap().to_owned();
    let example = PlanId("example".into());
    let reply = StaffReply {
        contribution: index(0),
        body: consultation::LocalText::en_zh("Water office", "水务局"),
        text: consultation::LocalText::en_zh("Counted again in May.", "五月再次统计。"),
        on: jiff::civil::date(2026, 3, 1),
    };
    site.act(&example, Act::StaffReply(reply));
    let put = |contribution| {
        let round = consultation::RoundId("open".into());
        Act::PutToVote(PutToVote { round, contribution, on: jiff::civil::date(2026, 3, 1) })
    };
    site.act(&example, put(index(1)));
    let words = site.get("/discuss/clause/2.1", "").await.words();
    assert!(words.contains("The office answers Water office"), "{words}");
    assert!(words.contains("Counted again in May."));
    assert!(words.contains("Put to the vote"));
    let statements = site.get("/api/v1/rounds/open/statements", "").await.body;
    assert!(statements.contains("Yes, homes."), "{statements}");

    let bridging = site.get("/discuss/clause/2.1?order=bridging", "").await.words();
    assert!(bridging.contains("Words nobody votes on follow by time."), "{bridging}");

    // Corrected: the new words wait for staff, the replies to the old ones go with them.
    let correct = json!({ "code": code(0), "text": "Homes and hospitals first." });
    site.post_json("/api/v1/contributions/correct", &[], &correct.to_string()).await;
    let corrected = site.size() - 1;
    let words = site.get("/discuss/clause/2.1", "").await.words();
    assert!(!words.contains("as the count of 2024 shows"), "{words}");
    release(&site, corrected, Shown::Release);
    let words = site.get("/discuss/clause/2.1", "").await.words();
    assert!(words.contains("Homes and hospitals first.") && words.contains("No, fields."));
    assert!(words.contains("Count of wells, 2024"), "the sources stay");

    // Hidden: the words go, the replies to them stand.
    release(&site, corrected, Shown::Hide(consultation::ModerationReason::Threat));
    let words = site.get("/discuss/clause/2.1", "").await.words();
    assert!(words.contains("These words are no longer shown."), "{words}");
    assert!(!words.contains("Homes and hospitals") && !words.contains("Count of wells"));

    // Withdrawn: gone from the discussion and from the vote.
    for at in [1, 2] {
        let withdraw = json!({ "code": code(at) });
        site.post_json("/api/v1/contributions/withdraw", &[], &withdraw.to_string()).await;
    }
    let words = site.get("/discuss/clause/2.1", "").await.words();
    assert!(!words.contains("No, fields.") && words.contains("Which homes?"), "{words}");
    let statements = site.get("/api/v1/rounds/open/statements", "").await.body;
    assert!(!statements.contains("Yes, homes."), "{statements}");
    assert_eq!(site.store.check().unwrap(), []);

    // Words that nobody may read are not put to the vote, and nothing twice.
    let refused = |contribution| {
        let sealed = plan::leaf::SealedAct::new(example.clone(), put(contribution));
        let post = Post::one(canvass::service::now(), NewRecord::Act(sealed));
        site.store.submit(post).unwrap_err().to_string()
    };
    assert_eq!(refused(corrected), format!("the contribution at index {corrected} is not shown"));
    assert!(refused(9999).contains("there is no contribution"));
    site.act(&example, put(index(3)));
    assert!(refused(index(3)).contains("already"), "{}", refused(index(3)));
}
