//! What is answered: by weight, by who spoke, and what still waits.

use std::collections::BTreeMap;

use askama::Template;
use consultation::LocalText;
use findings::disclosure::OTHER;
use findings::{Share, Theme};
use plan::{
    By, Clause, Coverage, Decision, Disposition, Exception, Publication, Subject,
    coverage as cover, coverage_by, reach,
};

use crate::chart;
use crate::finding::notes::note_sentence;
use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::basis::{by_constituency, size};
use crate::site::clause::numbered;
use crate::site::runs::{Run, Runs, theme_link};
use crate::site::{Frame, tag};
use crate::words::Words;

/// The same reason on more answers than this is shown.
const SAME_REASON_MOST: usize = 20;

#[derive(Template)]
#[template(path = "site/coverage.html")]
struct CoveragePage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    lead: String,
    answered: Option<Answered>,
    no_basis: Vec<Link>,
    no_basis_of: String,
    no_words: Vec<Markup>,
    loose: Vec<Markup>,
    publications: Vec<Published>,
    statement: Link,
}

/// A published text with what was unanswered on that day.
struct Published {
    title: String,
    facts: Vec<String>,
    unanswered: Vec<Markup>,
}

/// What a run allows to be said.
struct Answered {
    themes: String,
    bar: Markup,
    by_decision: Vec<(Markup, String, String)>,
    exceptions: Option<String>,
    by_constituency: Vec<Part>,
    by_channel: Vec<Part>,
    tensions: Vec<Pull>,
    waiting: Vec<Waiting>,
    waiting_title: String,
    nowhere: Vec<Waiting>,
    same_reason: Vec<(Markup, String)>,
    source: String,
    notes: Vec<String>,
}

/// The share of a constituency's or a channel's contributions that have an answer.
struct Part {
    name: String,
    bar: Markup,
    share: String,
    count: String,
}

/// A theme that pulls against a direction.
struct Pull {
    theme: Markup,
    size: Option<String>,
    parts: Vec<(String, String)>,
    direction: Markup,
    why: Markup,
    answer: Markup,
}

struct Waiting {
    name: Markup,
    size: String,
}

/// The page of coverage, by the latest run. `own` are the answers that single contributions of it have.
pub fn coverage(frame: &Frame<'_>, runs: &Runs<'_>, own: &[Exception]) -> String {
    let w = frame.w;
    let covered = runs
        .latest
        .map(|run| (run, cover(frame.plan, run.number, &run.findings.themes.themes, own)));
    let lead = match &covered {
        Some((_, covered)) => covered_sentence(w, covered),
        None => w.say("coverage-no-run"),
    };
    let no_basis: Vec<&Clause> = frame.plan.clauses_without_basis().collect();
    let of = [("n", no_basis.len().into()), ("of", frame.plan.clauses().count().into())];
    let page = CoveragePage {
        layout: frame.layout(w.say("coverage-title"), vec![frame.link("/said", w.say("nav-said"))]),
        w,
        lead,
        answered: covered.map(|(run, covered)| answered(frame, runs, run, own, &covered)),
        no_basis_of: w.say_with("coverage-no-basis", &of),
        no_basis: no_basis
            .into_iter()
            .map(|clause| Link { href: frame.clause(&clause.id), text: numbered(frame, clause) })
            .collect(),
        no_words: without_words(frame, runs),
        loose: frame
            .plan
            .answers_without_their_clause()
            .into_iter()
            .map(|answer| subject(frame, runs, answer))
            .collect(),
        publications: frame.plan.publications.iter().map(|p| published(frame, runs, p)).collect(),
        statement: frame.at("/consideration", w.say("consideration-title")),
    };
    page.render().expect("a template writes into a string")
}

fn covered_sentence(w: &Words, covered: &Coverage) -> String {
    match covered.contributions {
        Share { count: 0, .. } => w.say("coverage-lead-none"),
        Share { count, of, .. } if count == of => w.say("coverage-lead-all"),
        share => w.say_with("coverage-lead", &[("share", w.point(&share).into())]),
    }
}

fn answered(
    frame: &Frame<'_>,
    runs: &Runs<'_>,
    run: Run<'_>,
    own: &[Exception],
    covered: &Coverage,
) -> Answered {
    let (w, themes) = (frame.w, &run.findings.themes.themes);
    let waits = |theme: &Theme| Waiting {
        name: theme_link(frame, runs, run.number, &theme.id),
        size: size(frame, &theme.size),
    };
    let counts = [("n", covered.themes.count.into()), ("of", covered.themes.of.into())];
    let source = [("run", run.number.to_string().into()), ("of", covered.contributions.of.into())];
    let waiting: Vec<Waiting> = covered.unanswered.iter().map(|&at| waits(&themes[at])).collect();
    Answered {
        themes: w.say_with("coverage-themes", &counts),
        bar: decisions_bar(&by_decision(covered)),
        by_decision: decision_rows(w, covered),
        exceptions: (covered.exceptions > 0)
            .then(|| w.say_with("coverage-exceptions", &[("n", covered.exceptions.into())])),
        by_constituency: parts(frame, run, own, By::Constituency),
        by_channel: parts(frame, run, own, By::Channel),
        tensions: tensions(frame, runs, run),
        waiting_title: w.say_with("coverage-waiting", &[("n", waiting.len().into())]),
        waiting,
        nowhere: reach(frame.plan, run.number, themes).nowhere().into_iter().map(waits).collect(),
        same_reason: same_reason(frame),
        source: w.say_with("coverage-source", &source),
        notes: notes(w, run),
    }
}

/// The tension report: the unanswered first, then by size.
fn tensions(frame: &Frame<'_>, runs: &Runs<'_>, run: Run<'_>) -> Vec<Pull> {
    let lines = plan::tension_report(frame.plan, run.number, &run.findings.themes.themes);
    let pull = |line: plan::TensionLine<'_>| {
        let direction = frame.plan.direction(&line.tension.direction)?;
        Some(Pull {
            theme: theme_link(frame, runs, run.number, &line.tension.theme),
            size: line.theme.map(|theme| size(frame, &theme.size)),
            parts: line.theme.map_or_else(Vec::new, |theme| by_constituency(frame, theme)),
            direction: frame.local(&direction.text),
            why: frame.local(&line.tension.why),
            answer: tag::decision(frame.w, line.answer.map(|answer| answer.decision)),
        })
    };
    lines.into_iter().filter_map(pull).collect()
}

/// Themes that are left out of the sums.
fn notes(w: &Words, run: Run<'_>) -> Vec<String> {
    let left_out = run.findings.notes.iter().filter(|note| note.code == "themes-not-shown");
    left_out.map(|note| note_sentence(w, note)).collect()
}

/// Contributions by decision, and those without one at the end.
fn by_decision(covered: &Coverage) -> [u64; 5] {
    let [adopted, partly, not, noted] = covered.by_decision;
    [adopted, partly, not, noted, covered.contributions.of - covered.contributions.count]
}

/// One bar of adopted, partly adopted, not adopted, noted, open.
pub(super) fn decisions_bar(counts: &[u64; 5]) -> Markup {
    const FILLS: [&str; 5] = ["good-fill", "half", "edge", "wash2", "dots"];
    let parts: Vec<chart::Part> = FILLS
        .iter()
        .zip(counts)
        .map(|(&fill, &count)| chart::Part { fill, amount: count as f64 })
        .collect();
    chart::stack("", &parts)
}

fn decision_rows(w: &Words, covered: &Coverage) -> Vec<(Markup, String, String)> {
    let decisions = Decision::ALL.into_iter().map(Some).chain([None]);
    decisions
        .zip(by_decision(covered))
        .map(|(decision, count)| {
            let of = covered.contributions.of;
            let share = w.point(&Share::of(count, of));
            (tag::decision(w, decision), share, w.number(count))
        })
        .collect()
}

fn parts(frame: &Frame<'_>, run: Run<'_>, own: &[Exception], by: By) -> Vec<Part> {
    let w = frame.w;
    let themes = &run.findings.themes.themes;
    let kind = match by {
        By::Constituency => "constituency",
        By::Channel => "channel",
    };
    let parts = coverage_by(frame.plan, run.number, themes, own, by);
    let mut parts: Vec<_> = parts.into_iter().filter(|(_, share)| share.of > 0).collect();
    parts.sort_by_key(|(key, share)| (key == OTHER, std::cmp::Reverse(share.of)));
    parts
        .into_iter()
        .map(|(key, share)| Part {
            name: match key == OTHER {
                true => w.say("coverage-other"),
                false => w.named(kind, &key),
            },
            bar: chart::share(share.value()),
            share: w.point(&share),
            count: w.say_with("count-of", &[("n", share.count.into()), ("of", share.of.into())]),
        })
        .collect()
}

/// Answers whose reason is not given in the language of the page.
fn without_words(frame: &Frame<'_>, runs: &Runs<'_>) -> Vec<Markup> {
    let missing = frame.plan.answers_without_reason(frame.w.tag());
    missing.into_iter().map(|disposition| subject(frame, runs, disposition)).collect()
}

/// What a disposition answers, by name.
pub(super) fn subject(frame: &Frame<'_>, runs: &Runs<'_>, disposition: &Disposition) -> Markup {
    match &disposition.subject {
        Subject::Theme { run, theme } => theme_link(frame, runs, *run, theme),
        Subject::Contribution(index) => frame.contribution(*index).anchor(),
    }
}

fn published(frame: &Frame<'_>, runs: &Runs<'_>, publication: &Publication) -> Published {
    let w = frame.w;
    let run = publication.run.unwrap_or_default();
    let values = [("n", publication.unanswered.len().into())];
    Published {
        title: publication_name(frame, publication),
        facts: vec![
            frame.day(publication.on),
            w.say_with("publication-approved", &[("n", publication.approved_by.len().into())]),
            w.say_with("publication-unanswered", &values),
        ],
        unanswered: publication
            .unanswered
            .iter()
            .map(|theme| theme_link(frame, runs, run, theme))
            .collect(),
    }
}

/// "Draft, publication 1".
pub(super) fn publication_name(frame: &Frame<'_>, publication: &Publication) -> String {
    let stage = frame.w.named("stage", publication.stage.as_str());
    let values = [("stage", stage.into()), ("n", publication.number.to_string().into())];
    frame.w.say_with("publication-name", &values)
}

/// Reasons given word for word more often than an office should.
fn same_reason(frame: &Frame<'_>) -> Vec<(Markup, String)> {
    let mut times: BTreeMap<&str, (usize, &LocalText)> = BTreeMap::new();
    for disposition in &frame.plan.dispositions {
        let text = disposition.reason.get(frame.w.tag()).trim();
        times.entry(text).or_insert((0, &disposition.reason)).0 += 1;
    }
    let often = times.into_values().filter(|(times, _)| *times > SAME_REASON_MOST);
    often
        .map(|(times, reason)| {
            let times = frame.w.say_with("coverage-same-times", &[("n", times.into())]);
            (frame.local(reason), times)
        })
        .collect()
}
