//! How the findings were made, and which files hold the rest.

use askama::Template;
use findings::{Findings, VectorSource};

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

struct Method {
    /// In plain words where there are some, else the method's own name.
    what: Option<String>,
    name: String,
    version: String,
}

pub(super) fn made(findings: &Findings, options: &ReportOptions<'_>) -> Made {
    let (w, provenance) = (options.w, &findings.provenance);
    let mut sentences = vec![w.html("made-sentence")];
    if !findings.themes.themes.is_empty() {
        sentences.push(match &provenance.vectors {
            VectorSource::Lsa => w.html("made-lsa"),
            VectorSource::Model(model) => {
                w.html_with("made-model", &[("name", model.name.as_str().into())])
            }
        });
    }
    if findings.opinion.is_some() {
        let profile = provenance.votes_profile.as_str().into();
        sentences.push(w.html_with("made-votes", &[("profile", profile)]));
    }
    let seed = provenance.seed.to_string().into();
    sentences.push(w.html_with("made-seed", &[("seed", seed)]));
    let method = |(name, version): (&String, &String)| Method {
        what: w.knows("method", name).then(|| w.named("method", name)),
        name: name.clone(),
        version: version.clone(),
    };
    Made {
        w,
        sentences,
        methods: provenance.methods.iter().map(method).collect(),
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
