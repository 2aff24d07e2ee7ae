//! The statement of consideration and what single answers do to coverage, as served.

use axum::http::StatusCode;

use crate::harness::Site;

#[tokio::test]
async fn the_statement_is_the_same_each_time_and_says_so_before_the_first_run() {
    let site = Site::new();
    for (path, kind) in [
        ("/consideration", "text/html; charset=utf-8"),
        ("/zh/consideration.md", "text/markdown; charset=utf-8"),
    ] {
        let (first, again) = (site.get(path, "").await, site.get(path, "").await);
        assert_eq!((first.status, first.header("content-type")), (StatusCode::OK, kind), "{path}");
        assert_eq!(first.body, again.body, "{path}");
    }
    let words = site.get("/consideration", "").await.words();
    assert!(words.contains("Nothing has been analysed yet"), "{words}");
}
