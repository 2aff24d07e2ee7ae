//! What people said: every theme with its range and its answer, who spoke, how they agree.

use std::collections::BTreeSet;

use askama::Template;
use findings::{Findings, Theme, ThemeId};
use plan::{Answers, Coverage, Exception};

use crate::chart::{self, Part, Scale, row_interval};
use crate::finding::accuracy::overall;
use crate::finding::letter::{Letter, campaigns_sentence, letter};
use crate::finding::notes::{limits, note_sentence};
use crate::finding::opinion;
use crate::finding::parts::{Parts, parts};
use crate::finding::size::NAME_SHOWN;
use crate::layout::{Layout, Link};
use crate::markup::{Markup, shortened};
use crate::site::runs::Run;
use crate::site::{Frame, tag};
use crate::words::Words;

/// Themes in the chart, and letters.
const ROWS_SHOWN: usize = 300;
const LETTERS_SHOWN: usize = 12;

#[derive(Template)]
#[template(path = "site/said.html")]
struct Said<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    lead: Vec<Markup>,
    about: Vec<String>,
    coverage: Option<Link>,
    order: Option<Link>,
    per_language: bool,
    caption: String,
    axis: [String; 5],
    rows: Vec<Row>,
    /// Every theme with its parts; empty where no theme has any.
    all: Vec<Row>,
    all_title: String,
    more: Option<String>,
    source: String,
    parts: Vec<Parts>,
    by_note: String,
    votes: Vec<Votes>,
    campaigns: Option<String>,
    letters: Vec<Letter>,
    notes: Vec<String>,
    how: String,
    drift: Option<Link>,
}

/// A theme in the chart.
struct Row {
    id: String,
    name: String,
    lang: Option<String>,
    href: String,
    under: bool,
    range: String,
    point: String,
    chart: Markup,
    count: String,
    answer: Markup,
}

/// A round that was voted on.
struct Votes {
    title: Markup,
    sentence: Markup,
    link: Link,
}

/// The overview of the latest run. `own` are the answers that single contributions of it have; `newer`
/// contributions came after it.
pub fn said(frame: &Frame<'_>, run: Option<Run<'_>>, own: &[Exception], newer: u64) -> String {
    match run {
        Some(run) => overview(frame, run, own, newer),
        None => nothing_yet(frame),
    }
}

fn overview(frame: &Frame<'_>, run: Run<'_>, own: &[Exception], newer: u64) -> String {
    let (w, findings) = (frame.w, run.findings);
    let themes = &findings.themes.themes;
    let shown = &themes[..themes.len().min(ROWS_SHOWN)];
    let scale = Scale::to(shown.iter().map(|theme| theme.size.high).fold(0.0, f64::max));
    let of = themes.first().map_or(0, |theme| theme.size.of);
    let hidden = themes.len() - shown.len();
    let received = &findings.received;
    let breakdown = parts(w, &received.by);
    let answers = AnswersShown { answers: Answers::of(frame.plan), own };
    let page = Said {
        layout: frame.layout(w.say("nav-said"), Vec::new()),
        w,
        lead: lead(w, findings),
        about: about(frame, run, newer),
        coverage: coverage(frame, run),
        order: (!themes.is_empty()).then(|| frame.at("/said/order", w.say("order-title"))),
        per_language: findings.themes.per_language,
        caption: w.say_with("themes-caption-note", &[("of", of.into())]),
        axis: w.axis(&scale),
        rows: shown
            .iter()
            .filter(|theme| theme.is_top())
            .map(|theme| row(frame, &answers, run, theme, scale))
            .collect(),
        all: match shown.iter().all(Theme::is_top) {
            true => Vec::new(),
            false => shown.iter().map(|theme| row(frame, &answers, run, theme, scale)).collect(),
        },
        all_title: w.say_with("said-all", &[("n", themes.len().into())]),
        more: (hidden > 0).then(|| w.say_with("said-more", &[("n", hidden.into())])),
        source: w.say_with("said-source", &[("run", run.number.to_string().into())]),
        parts: if received.contributions > 0 { breakdown } else { Vec::new() },
        by_note: w.say_with("by-note", &[("n", received.contributions.into())]),
        votes: votes(frame, findings),
        campaigns: campaigns_sentence(w, findings),
        letters: findings
            .campaigns
            .iter()
            .take(LETTERS_SHOWN)
            .map(|campaign| letter(w, findings, campaign))
            .collect(),
        notes: notes(frame, run),
        how: frame.to("/how"),
        drift: (run.number > 1).then(|| frame.at("/said/drift", w.say("drift-act"))),
    };
    page.render().expect("a template writes into a string")
}

fn lead(w: &Words, findings: &Findings) -> Vec<Markup> {
    let themes = findings.themes.leaves;
    let mut lead = vec![w.html_with("said-lead", &[("n", findings.received.contributions.into())])];
    if themes > 0 {
        lead.push(w.html_with("said-lead-themes", &[("n", themes.into())]));
    }
    lead
}

fn about(frame: &Frame<'_>, run: Run<'_>, newer: u64) -> Vec<String> {
    let w = frame.w;
    let read = frame.record.run.map_or(0, |(_, read)| read);
    let values = [("run", run.number.to_string().into()), ("leaves", read.into())];
    let mut about = vec![w.say_with("said-run", &values)];
    if newer > 0 {
        about.push(w.say_with("said-newer", &[("n", newer.into())]));
    }
    about
}

fn coverage(frame: &Frame<'_>, run: Run<'_>) -> Option<Link> {
    let themes = plan::themes_answered(frame.plan, run.number, &run.findings.themes.themes);
    let values = [("answered", themes.count.into()), ("themes", themes.of.into())];
    (themes.of > 0).then(|| frame.at("/coverage", frame.w.say_with("said-answered", &values)))
}

fn row(
    frame: &Frame<'_>,
    answers: &AnswersShown<'_>,
    run: Run<'_>,
    theme: &Theme,
    scale: Scale,
) -> Row {
    let w = frame.w;
    Row {
        id: theme.id.to_string(),
        name: shortened(&theme.name, NAME_SHOWN),
        lang: language_of(run.findings, theme),
        href: frame.to(&format!("/said/{}", theme.id)),
        under: !theme.is_top(),
        range: w.range(&theme.size),
        point: w.point(&theme.size),
        chart: row_interval(scale, &theme.size, None),
        count: w.number(theme.size.count),
        answer: answer(frame, answers, run, theme),
    }
}

/// A plan's answers, and those that single contributions of the run have.
pub(super) struct AnswersShown<'a> {
    pub(super) answers: Answers<'a>,
    pub(super) own: &'a [Exception],
}

/// The tag of a theme's answer; for one that is answered part by part, how many parts are.
pub(super) fn answer(
    frame: &Frame<'_>,
    answers: &AnswersShown<'_>,
    run: Run<'_>,
    theme: &Theme,
) -> Markup {
    let w = frame.w;
    let own = answers.answers.to_theme(run.number, theme);
    let parts = parts_of(run.findings, &theme.id);
    if own.is_some() || parts.is_empty() {
        return tag::decision(w, own.map(|disposition| disposition.decision));
    }
    let found = by_decision(frame, run, answers.own, &parts);
    let count = found.themes.count;
    let values = [("answered", count.into()), ("of", found.themes.of.into())];
    let text = Markup::text(&w.say_with("said-parts-answered", &values));
    let bar = decision_bar("thin", &found);
    Markup::trusted(format!(r#"{bar}<span class="tiny">{text}</span>"#))
}

/// Contributions of some themes by the answer that each has, its `own` or its theme's.
pub(super) fn by_decision(
    frame: &Frame<'_>,
    run: Run<'_>,
    own: &[Exception],
    themes: &[&Theme],
) -> Coverage {
    let themes: Vec<Theme> = themes.iter().map(|theme| (*theme).clone()).collect();
    plan::coverage(frame.plan, run.number, &themes, own)
}

/// They as parts of one bar, in the order of [`Decision::ALL`](plan::Decision::ALL), the open ones last.
pub(super) fn decision_bar(class: &str, found: &Coverage) -> Markup {
    let open = found.contributions.of - found.contributions.count;
    let fills = ["good-fill", "half", "edge", "series-lo", "dots"];
    let amounts = found.by_decision.into_iter().chain([open]);
    let parts = fills.into_iter().zip(amounts);
    let parts = parts.map(|(fill, amount)| Part { fill, amount: amount as f64 });
    chart::stack(class, &parts.collect::<Vec<_>>())
}

/// The language of a theme's name, where themes were made language by language.
pub(super) fn language_of(findings: &Findings, theme: &Theme) -> Option<String> {
    let only = match theme.by.language.as_slice() {
        [only] if findings.themes.per_language => only.key.as_str(),
        _ => return None,
    };
    (!["und", "other"].contains(&only)).then(|| only.to_owned())
}

/// The themes that stand directly under one.
pub(super) fn parts_of<'a>(findings: &'a Findings, id: &ThemeId) -> Vec<&'a Theme> {
    findings.themes.themes.iter().filter(|theme| theme.parent.as_ref() == Some(id)).collect()
}

fn votes(frame: &Frame<'_>, findings: &Findings) -> Vec<Votes> {
    let Some(found) = &findings.opinion else { return Vec::new() };
    let ids: BTreeSet<&str> = found.statements.iter().map(|one| one.id.as_str()).collect();
    let voted = frame.plan.rounds.iter().filter(|round| {
        round.statements.iter().any(|statement| ids.contains(statement.id.as_str()))
    });
    let sentence = opinion::first_sentence(frame.w, findings).unwrap_or_default();
    voted
        .map(|round| Votes {
            title: frame.local(&round.title),
            sentence: sentence.clone(),
            link: frame.at(&format!("/votes/{}", round.id.as_str()), frame.w.say("votes-page-act")),
        })
        .collect()
}

fn notes(frame: &Frame<'_>, run: Run<'_>) -> Vec<String> {
    let (w, findings) = (frame.w, run.findings);
    let notes = findings.notes.iter().map(|note| note_sentence(w, note));
    let measured = overall(w, frame.plan.accuracy_of(run.number));
    let measured = measured.into_iter().filter(|_| findings.themes.leaves > 0);
    notes.chain(limits(w, findings, true)).chain(measured).collect()
}

#[derive(Template)]
#[template(path = "site/said_none.html")]
struct SaidNone<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    sentence: String,
    next: Link,
}

fn nothing_yet(frame: &Frame<'_>) -> String {
    let w = frame.w;
    let open = frame.plan.rounds.iter().find(|round| round.is_open(frame.now));
    let sentence = match open {
        Some(round) => w.say_with("said-none-open", &[("closes", w.date(round.closes).into())]),
        None => w.say("said-none-closed"),
    };
    let page = SaidNone {
        layout: frame.layout(w.say("nav-said"), Vec::new()),
        w,
        sentence,
        next: frame.at("/take-part", w.say("nav-take-part")),
    };
    page.render().expect("a template writes into a string")
}
