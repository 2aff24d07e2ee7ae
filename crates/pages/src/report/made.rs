//! How the findings were made, and which files hold the rest.

use askama::Template;
use findings::Findings;

use crate::finding::methods::{Method, methods, sentences};
use crate::markup::Markup;
use crate::report::ReportOptions;
use crate::words::Words;

#[derive(Template)]
#[template(path = "report/made.html")]
pub(super) struct Made {
    w: &'static Words,
    sentences: Vec<Markup>,
    methods: Vec<Method>,
    files: Vec<(&'static str, String)>,
}

pub(super) fn made(findings: &Findings, options: &ReportOptions<'_>) -> Made {
    let w = options.w;
    Made {
        w,
        sentences: sentences(w, findings),
        methods: methods(w, findings),
        files: files(w, findings, options.public),
    }
}

fn files(w: &Words, findings: &Findings, public: bool) -> Vec<(&'static str, String)> {
    let voted = findings.received.voters > 0;
    let files = [
        (true, "findings.json", w.say("made-file-findings")),
        (true, "manifest.json", w.say("made-file-manifest")),
        (true, "tables/themes.csv", w.say("made-file-themes")),
        (findings.opinion.is_some(), "tables/statements.csv", w.say("made-file-statements")),
        (!public, "tables/assignments.csv", w.say("made-file-assignments")),
        (!public, "tables/duplicates.csv", w.say("made-file-duplicates")),
        (!public && voted, "tables/groups.csv", w.say("made-file-groups")),
        (!public, "tables/quarantine.csv", w.say("made-file-quarantine")),
        (true, "tables.xlsx", w.say("made-file-tables")),
        (!public, "response-table.xlsx", w.say("made-file-response")),
    ];
    files.into_iter().filter(|(there, ..)| *there).map(|(_, name, what)| (name, what)).collect()
}
