//! Every published analysis run, with the pages that go on showing what it found.

use askama::Template;

use crate::layout::{Layout, Link};
use crate::site::Frame;
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/runs.html")]
struct RunsPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    rows: Vec<Row>,
}

struct Row {
    link: Link,
    read: String,
    result: String,
}

/// The page of the runs: number, leaves read, hash of the result; the newest first.
pub fn runs(frame: &Frame<'_>, runs: &[(u64, u64, String)]) -> String {
    let w = frame.w;
    let row = |(number, read, result): &(u64, u64, String)| Row {
        link: frame.at(
            &format!("/runs/{number}"),
            w.say_with("runs-run", &[("run", number.to_string().into())]),
        ),
        read: w.say_with("runs-read", &[("leaves", (*read).into())]),
        result: result.clone(),
    };
    let page = RunsPage {
        layout: frame.layout(w.say("runs-title"), vec![frame.link("/said", w.say("nav-said"))]),
        w,
        rows: runs.iter().map(row).collect(),
    };
    page.render().expect("a template writes into a string")
}
