//! Search on the site: who is found by which words, who never is, and that no question is too odd.

use axum::http::StatusCode;
use canvass::failure::Exit;
use consultation::{Channel, Constituency, ModerationReason, RoundId};
use store::{
    Audience, Erasure, Filter, NewContribution, NewErasure, NewModeration, NewRecord, Post, Shown,
};
use tlog::Tier;

use crate::data_directory::{init, run, say as say_at};
use crate::harness::Site;

fn say(site: &Site, text: &str, channel: Channel) -> u64 {
    let said = NewRecord::Contribution(NewContribution {
        round: RoundId("open".into()),
        text: text.to_owned(),
        salt: [3; 32],
        attributes_salt: [4; 32],
        channel,
        tier: Tier::Open,
        constituency: Constituency::Public,
        language: None,
        quotable: false,
        sent: None,
        reply_to: None,
        discussed: None,
        author: None,
        code_sha256: None,
    });
    let kept = site.store.submit(Post::one(canvass::service::now(), said)).unwrap();
    kept.leaves.start
}

fn moderate(site: &Site, index: u64, shown: Shown) {
    let record = NewRecord::Moderation(NewModeration { index, shown, body: b"{}".to_vec() });
    site.store.submit(Post::one(canvass::service::now(), record)).unwrap();
}

#[tokio::test]
async fn released_words_are_found_in_both_languages_and_nothing_else_is() {
    let site = Site::new();
    let wells = say(&site, "The Wells in our village ran dry. Call 13812345678.", Channel::Web);
    let zh = say(&site, "希望優先保障居民用水。", Channel::Paper);
    let held = say(&site, "wells wells wells", Channel::Web);
    assert!(site.get("/search?q=wells", "").await.words().contains("No contribution"));
    for index in [wells, zh] {
        moderate(&site, index, Shown::Release);
    }
    let found = site.get("/search?q=well", "").await;
    assert_eq!(found.status, StatusCode::OK);
    let words = found.words();
    assert!(words.contains("One contribution.") && words.contains("ran dry"), "{words}");
    assert!(words.contains("[telephone]") && !words.contains("13812345678"), "{words}");
    // Nobody is found by personal data, nor by the mark in its place.
    for question in ["13812345678", "telephone", "wells+13812345678"] {
        let none = site.get(&format!("/search?q={question}"), "").await.words();
        assert!(none.contains("No contribution"), "{question}: {none}");
    }
    // 居民用水, in simplified characters, and a shorter word in it; written as one phrase or two.
    for question in [
        "%E5%B1%85%E6%B0%91%E7%94%A8%E6%B0%B4",
        "%E5%B1%85%E6%B0%91",
        "%E7%94%A8%E6%B0%B4+%E5%B1%85%E6%B0%91",
    ] {
        let found = site.get(&format!("/zh/search?q={question}"), "").await.words();
        assert!(found.contains("共 1 条意见") && found.contains("優先"), "{question}: {found}");
    }
    let paper = site.get("/search?channel=paper", "").await.words();
    assert!(paper.contains("One contribution.") && paper.contains("優先"), "{paper}");

    // What is hidden, erased or not yet released is found by nobody.
    moderate(&site, wells, Shown::Hide(ModerationReason::PersonalData));
    let record = NewErasure { index: zh, reason: Erasure::LegalOrder, body: b"{}".to_vec() };
    site.store.submit(Post::one(canvass::service::now(), NewRecord::Erasure(record))).unwrap();
    for question in ["/search?q=well", "/search?q=%E5%B1%85%E6%B0%91", "/search"] {
        let none = site.get(question, "").await.words();
        assert!(none.contains("No contribution"), "{question}: {none}");
    }
    moderate(&site, held, Shown::Release);
    assert!(site.get("/search?q=wells", "").await.words().contains("One contribution."));
}

/// Contributions of two subjects in turn, released.
fn say_two_subjects(site: &Site, numbers: std::ops::Range<usize>) {
    for number in numbers {
        let subject = ["The evening bus to the villages stops early", "Wells and rivers run dry"];
        let text = format!("{}, says writer {number}.", subject[number % 2]);
        let index = say(site, &text, Channel::Web);
        moderate(site, index, Shown::Release);
    }
}

/// What an index opened now finds by theme and by language, both of which a run tells.
fn found_by_what_a_run_tells(site: &Site) -> [usize; 2] {
    let run = site.store.latest_run().unwrap().unwrap();
    let themes = run.findings.themes.themes.iter().map(|theme| theme.id.clone()).collect();
    let filters = [
        Filter { themes: Some(themes), ..Filter::default() },
        Filter { language: Some("en".into()), ..Filter::default() },
    ];
    filters.map(|filter| {
        let asked = canvass::search::asked("", filter, 0, 1);
        let search = canvass::search::Search::default();
        search.find(&site.store, &asked, Audience::Public).unwrap().found.total
    })
}

/// An index that was made, or fell behind, before a run was asked by theme as if the run had not seen what
/// the index had yet to take in: nothing was found the first time, or as many as before.
#[tokio::test]
async fn a_filter_found_nothing_the_first_time_after_a_run() {
    let site = Site::new();
    say_two_subjects(&site, 0..24);
    site.analyse(2);
    let page = site.get("/search?language=en", "").await.words();
    assert!(page.contains("24 contributions."), "{page}");
    site.store.remove_search_index().unwrap();
    assert_eq!(found_by_what_a_run_tells(&site), [24, 24], "there was no index");
    say_two_subjects(&site, 24..36);
    site.analyse(2);
    assert_eq!(found_by_what_a_run_tells(&site), [36, 36], "the index was behind");
}

/// A constituency or round that nobody can have spoken for or in was answered with 0 contributions.
#[test]
fn choices_that_no_contribution_can_have_are_refused_by_the_command() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    init(&data);
    say_at(&data, "Buses on Sunday.");
    for (choice, named, hint) in [
        ("--constituency", "constituency", "constituencies are: public, "),
        ("--round", "round", "rounds are: "),
    ] {
        let refused = run(&["search", "DATA", choice, "nonsense"], &data).unwrap_err();
        assert_eq!(refused.exit, Exit::Usage);
        assert_eq!(refused.message, format!("there is no {named} `nonsense`"));
        assert!(refused.hint.unwrap().starts_with(hint));
    }
    let refused = run(&["search", "DATA", "--language", "xx"], &data).unwrap_err();
    assert_eq!(refused.message, "there is no contribution in the language `xx`");
    assert_eq!(refused.hint.unwrap(), "canvass run DATA finds the languages");
    run(&["search", "DATA", "--constituency", "expert"], &data).unwrap();
}

/// `/search?theme=zzz` offered zzz as a theme.
#[tokio::test]
async fn choices_that_no_contribution_can_have_are_not_offered() {
    let site = Site::new();
    say_two_subjects(&site, 0..4);
    for choice in ["theme", "round", "constituency", "channel", "kind"] {
        let page = site.get(&format!("/search?{choice}=zzz"), "").await;
        assert!(!page.body.contains("\"zzz\""), "{choice}: {}", page.body);
        assert!(page.words().contains("4 contributions."), "{choice}");
    }
    let none = site.get("/search?constituency=farmers", "").await.words();
    assert!(none.contains("No contribution"), "{none}");
}

#[tokio::test]
async fn counts_under_ten_are_not_told() {
    let site = Site::new();
    for number in 0..14 {
        let channel = if number < 11 { Channel::Web } else { Channel::Paper };
        let index = say(&site, &format!("Dig well number {number}."), channel);
        moderate(&site, index, Shown::Release);
    }
    let words = site.get("/search?q=well", "").await.words();
    assert!(words.contains("14 contributions.") && words.contains("Web form (11)"), "{words}");
    assert!(words.contains("Paper and post") && !words.contains("Paper and post ("), "{words}");
}

#[tokio::test]
async fn no_question_is_answered_with_a_fault() {
    let site = Site::new();
    let index =
        say(&site, "Wells AND rivers NEAR the \"old\" mill* (not dry) 'at' all: ^", Channel::Web);
    moderate(&site, index, Shown::Release);
    let long = "wells%20".repeat(6_000);
    for question in [
        "%22",
        "%22wells",
        "wells%22",
        "wells%20AND",
        "NEAR(wells%20mill)",
        "*",
        "mill*",
        "-wells",
        "(wells",
        "body:wells",
        "words%3Awells",
        "^wells",
        "%00",
        "wells%00mill",
        "%F0%9F%92%A7",
        "%E2%80%AEwells",
        "'",
        ";DROP%20TABLE%20words",
        "wells%20OR%201%3D1",
        "%25",
        "%FF%FE",
        "%",
        "",
        long.as_str(),
    ] {
        for path in ["/search", "/zh/search"] {
            let answer = site.get(&format!("{path}?q={question}"), "").await;
            assert_eq!(answer.status, StatusCode::OK, "{}", &question[..question.len().min(60)]);
        }
    }
    for fields in [
        "page=0",
        "page=-1",
        "page=99999999999999999999",
        "page=x",
        "channel=pigeon",
        "kind=x",
        "theme=9.9",
        "round=%00",
        "q=wells&q=mill",
        "language=%22",
        "constituency=%27--",
    ] {
        let answer = site.get(&format!("/search?q=wells&{fields}"), "").await;
        assert_eq!(answer.status, StatusCode::OK, "{fields}");
    }
    // Words that look like operators are words.
    for found in ["AND", "%22old%22%20mill", "NEAR%20all"] {
        let words = site.get(&format!("/search?q={found}"), "").await.words();
        assert!(words.contains("One contribution."), "{found}: {words}");
    }
}
