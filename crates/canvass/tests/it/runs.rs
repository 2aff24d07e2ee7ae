//! The pages of analyses that were published: the list, what each found, and what is not there.

use axum::http::StatusCode;

use crate::harness::{Answer, Site};

const SUBJECTS: [&str; 2] = [
    "In a drought the water of the reservoir should go to homes first",
    "The evening bus to the villages stops too early for workers on shift",
];

async fn write(site: &Site, numbers: std::ops::Range<usize>, subject: &str) {
    site.write(numbers, |number| format!("{subject}, says writer {number}.")).await;
}

fn assert_no_page(answer: &Answer, path: &str, title: &str) {
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
    assert!(answer.words().contains(title), "{path}: {}", answer.words());
}

/// `/runs/9` answered JSON where there is no run 9.
#[tokio::test]
async fn a_run_that_is_not_there_is_a_page_that_says_so() {
    let site = Site::new();
    let (en, zh) = ("There is no page at this address", "没有这个页面");
    let missing = [("/runs/9", en), ("/runs/9/said", en), ("/zh/runs/9", zh), ("/runs/nine", en)];
    for (path, title) in missing {
        assert_no_page(&site.get(path, "").await, path, title);
    }
    // The other language's link stays on the address, so that it says the same.
    let page = site.get("/runs/9/said", "").await;
    assert!(page.body.contains("href=\"/zh/runs/9/said\""), "{}", page.body);
    assert!(!page.body.contains("class=\"notice-line pinned\""));
    let words = site.get("/runs", "").await.words();
    assert!(words.contains("Nothing was analysed yet."), "{words}");
}

#[tokio::test]
async fn each_run_has_pages_that_go_on_showing_what_it_found() {
    let site = Site::new();
    write(&site, 0..12, SUBJECTS[0]).await;
    site.analyse(2);
    write(&site, 12..30, SUBJECTS[1]).await;
    site.analyse(2);

    let list = site.get("/runs", "").await;
    let (newest, oldest) = (list.body.find("/runs/2\""), list.body.find("/runs/1\""));
    assert!(newest.is_some() && newest < oldest, "the newest stands first: {}", list.body);
    for run in [1, 2] {
        let kept = site.store.run(run).unwrap().unwrap();
        assert!(list.body.contains(&kept.result_sha256), "the hash of run {run}");
    }
    // Address, what stands there, what does not.
    let first = "This is analysis 1 as it was published";
    let table = [
        ("/said", "30 contributions", first),
        ("/runs/1", "12 contributions", "30 contributions"),
        ("/runs/1/said", first, "This is analysis 2"),
        ("/runs/2/said", "This is analysis 2 as it was published", first),
        ("/runs/1/said/1", first, "bus"),
        ("/zh/runs/1/said", "12", "analysis"),
    ];
    for (path, stands, not) in table {
        let answer = site.get(path, "").await;
        let words = answer.words();
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(words.contains(stands), "{path} lacks “{stands}”: {words}");
        assert!(!words.contains(not), "{path} has “{not}”: {words}");
    }
    for path in ["/runs/3", "/runs/1/said/99", "/runs/1/plan", "/runs/1/progress"] {
        assert_no_page(&site.get(path, "").await, path, "There is no page at this address");
    }
    // Pages of one run lead to pages of that run.
    let page = site.get("/runs/1/said", "").await;
    assert!(page.body.contains("href=\"/runs/1/said/1\""), "{}", page.body);
}
