//! The voices behind a clause or a measure: which themes bear on it, how many contributions of whom, and
//! the single contributions that were quoted or answered with it.

use askama::Template;
use findings::disclosure::OTHER;
use plan::{Clause, ClauseId, MeasureId, Voices, reach};

use crate::chart;
use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::Frame;
use crate::site::basis::{self, VotedOn, by_constituency, size};
use crate::site::clause::{chapter_name, numbered};
use crate::site::frame::clause_path;
use crate::site::runs::{Runs, theme_link};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/voices.html")]
struct VoicesPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    subject: Link,
    lead: String,
    parts: Vec<Part>,
    themes: Vec<Behind>,
    single: Vec<Link>,
    statements: Vec<VotedOn>,
    source: Option<String>,
}

/// A constituency with its contributions.
struct Part {
    name: String,
    share: String,
    count: String,
    bar: Markup,
}

/// A theme that bears on the clause.
struct Behind {
    name: Markup,
    size: String,
    parts: Vec<(String, String)>,
}

/// The voices behind a clause; `None` when the plan has no such clause in that chapter.
pub fn voices_of_clause(
    frame: &Frame<'_>,
    chapter: &str,
    id: &str,
    runs: &Runs<'_>,
) -> Option<String> {
    let clause = frame.plan.clause(&ClauseId(id.to_owned()))?;
    frame.plan.chapter_of(&clause.id).filter(|of| of.id == chapter)?;
    let subject = Link { href: frame.clause(&clause.id), text: numbered(frame, clause) };
    let crumbs = vec![
        frame.link("/plan", frame.w.say("nav-plan")),
        frame.link(format!("/plan/{chapter}"), chapter_name(frame, chapter)),
        frame.link(clause_path(frame.plan, &clause.id), numbered(frame, clause)),
    ];
    Some(page(frame, runs, clause, subject, crumbs))
}

/// The voices behind a measure, which are those behind its clause; `None` when there is no such measure.
pub fn voices_of_measure(frame: &Frame<'_>, id: &str, runs: &Runs<'_>) -> Option<String> {
    let measure = frame.plan.measure(&MeasureId(id.to_owned()))?;
    let clause = frame.plan.clause(&measure.clause)?;
    let path = format!("/progress/{id}");
    let subject = frame.at(&path, format!("{id} {}", frame.text(&measure.title)));
    let crumbs = vec![
        frame.link("/progress", frame.w.say("nav-progress")),
        frame.link(path, frame.text(&measure.title)),
    ];
    Some(page(frame, runs, clause, subject, crumbs))
}

fn page(
    frame: &Frame<'_>,
    runs: &Runs<'_>,
    clause: &Clause,
    subject: Link,
    crumbs: Vec<Link>,
) -> String {
    let w = frame.w;
    let run = runs.latest;
    let reached = run.map(|run| reach(frame.plan, run.number, &run.findings.themes.themes));
    let voices = reached.as_ref().and_then(|reach| plan::voices(frame.plan, clause, reach));
    let page = VoicesPage {
        layout: frame.layout(w.say("voices-title"), crumbs),
        w,
        subject,
        lead: lead(w, voices.as_ref()),
        parts: voices.as_ref().map_or_else(Vec::new, |voices| parts(w, voices)),
        themes: voices.as_ref().zip(run).map_or_else(Vec::new, |(voices, run)| {
            let behind = |theme: &&findings::Theme| Behind {
                name: theme_link(frame, runs, run.number, &theme.id),
                size: size(frame, &theme.size),
                parts: by_constituency(frame, theme),
            };
            voices.themes.iter().map(behind).collect()
        }),
        single: voices.as_ref().map_or_else(Vec::new, |voices| {
            voices.single.iter().map(|index| frame.contribution(*index)).collect()
        }),
        statements: basis::statements(frame, runs, &clause.current().basis),
        source: run.map(|run| w.say_with("said-source", &[("run", run.number.to_string().into())])),
    };
    page.render().expect("a template writes into a string")
}

fn lead(w: &Words, voices: Option<&Voices<'_>>) -> String {
    match voices {
        None => w.say("voices-none"),
        Some(voices) if voices.themes.is_empty() => {
            w.say_with("voices-single-only", &[("n", voices.single.len().into())])
        }
        Some(voices) => {
            let values = [
                ("n", voices.contributions.count.into()),
                ("of", voices.contributions.of.into()),
                ("themes", voices.themes.len().into()),
            ];
            w.say_with("voices-lead", &values)
        }
    }
}

fn parts(w: &Words, voices: &Voices<'_>) -> Vec<Part> {
    let parts =
        voices.by_constituency.iter().filter(|(key, share)| key != OTHER || share.count > 0);
    parts
        .map(|(key, share)| Part {
            name: w.named("constituency", key),
            share: w.point(share),
            count: w
                .say_with("voices-count", &[("n", share.count.into()), ("of", share.of.into())]),
            bar: chart::share(share.value()),
        })
        .collect()
}
