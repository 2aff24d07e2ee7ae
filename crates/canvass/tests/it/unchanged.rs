//! Pages that a reader holds already, and the switch of language.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::harness::Site;

#[tokio::test]
async fn a_page_is_sent_again_only_when_it_changed() {
    let site = Site::new();
    // address, whether its page is the same for all and may be kept
    for (path, public) in [
        ("/", true),
        ("/plan", true),
        ("/zh/progress", true),
        ("/take-part/open/answer?question=water", false),
        ("/mine", false),
        ("/nowhere", false),
    ] {
        let first = site.get(path, "").await;
        let tag = first.header("etag").to_owned();
        assert_eq!(!tag.is_empty(), public, "{path}: {:?}", first.headers);
        let held = if public { tag } else { "*".to_owned() };
        let request = Request::get(path).header(header::IF_NONE_MATCH, held).body(Body::empty());
        let again = site.ask(request.unwrap()).await;
        let expected = if public { StatusCode::NOT_MODIFIED } else { first.status };
        assert_eq!(again.status, expected, "{path}");
        assert_eq!(again.body.is_empty(), public, "{path}");
    }
}

#[tokio::test]
async fn another_language_shows_the_same_part_of_a_page() {
    let site = Site::new();
    let page = site.get("/said?show=all", "").await;
    assert!(page.body.contains("href=\"/zh/said?show=all\""), "{}", page.body);
}
