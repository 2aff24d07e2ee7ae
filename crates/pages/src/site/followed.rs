//! One contribution that anyone may read, forward to what came of it: its theme, the answer, the clause, the
//! measures and how far they are.

use askama::Template;
use findings::Theme;
use plan::{Subject, Way};

use crate::finding::quote::{PublicWords, Quote, read};
use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::basis::size;
use crate::site::clause::numbered;
use crate::site::measure::{MeasureGroup, measure_row};
use crate::site::progress::{IndicatorRow, indicator_row};
use crate::site::runs::{Run, Runs, theme_link};
use crate::site::{Frame, tag};
use crate::words::Words;

/// Characters of the contribution that are shown.
const READ_CHARS: usize = 8_000;

/// A contribution that anyone may read.
#[derive(Clone, Copy, Debug)]
pub struct FollowedShown<'a> {
    /// Its number.
    pub index: u64,
    /// Its words; `None` where they are held, hidden, withdrawn or erased.
    pub words: Option<&'a PublicWords>,
    /// The theme that the latest run put it in, where that may be shown.
    pub theme: Option<(Run<'a>, &'a Theme)>,
}

#[derive(Template)]
#[template(path = "site/followed.html")]
struct Followed<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    words: Option<Quote>,
    theme: Option<(Markup, String)>,
    tag: Markup,
    reason: Option<Markup>,
    of_theme: Option<String>,
    decided: Option<String>,
    clause: Option<Link>,
    measures: Vec<MeasureGroup>,
    indicators: Vec<IndicatorRow>,
    reports: Vec<Link>,
}

/// The page.
pub fn followed(frame: &Frame<'_>, runs: &Runs<'_>, shown: &FollowedShown<'_>) -> String {
    let w = frame.w;
    let of_run = shown.theme.map(|(run, theme)| (run.number, theme));
    let way = plan::way_of_contribution(frame.plan, shown.index, of_run);
    let title = w.say_with("contribution-number", &[("index", shown.index.into())]);
    let mut crumbs = vec![frame.link("/said", w.say("nav-said"))];
    crumbs.extend(
        shown.theme.map(|(_, theme)| frame.link(format!("/said/{}", theme.id), theme.name.clone())),
    );
    let is_theirs = |subject: &Subject| matches!(subject, Subject::Contribution(_));
    let page = Followed {
        layout: frame.layout(title, crumbs),
        w,
        words: shown.words.map(|words| read(w, words, READ_CHARS)),
        theme: shown.theme.map(|(run, theme)| {
            (theme_link(frame, runs, run.number, &theme.id), size(frame, &theme.size))
        }),
        tag: tag::decision(w, way.disposition.map(|answer| answer.decision)),
        reason: way.disposition.map(|answer| frame.local(&answer.reason)),
        of_theme: way.disposition.map(|answer| {
            w.say(if is_theirs(&answer.subject) { "followed-own" } else { "followed-of-theme" })
        }),
        decided: way.disposition.map(|answer| frame.day(answer.on)),
        clause: way
            .clause
            .map(|clause| Link { href: frame.clause(&clause.id), text: numbered(frame, clause) }),
        measures: measures(frame, &way),
        indicators: indicators(frame, &way),
        reports: reports(frame, &way),
    };
    page.render().expect("a template writes into a string")
}

fn measures(frame: &Frame<'_>, way: &Way<'_>) -> Vec<MeasureGroup> {
    let measures: Vec<_> = way.measures.iter().map(|m| measure_row(frame, m.measure)).collect();
    let group = MeasureGroup { title: String::new(), measures };
    [group].into_iter().filter(|group| !group.measures.is_empty()).collect()
}

fn indicators(frame: &Frame<'_>, way: &Way<'_>) -> Vec<IndicatorRow> {
    let ids: std::collections::BTreeSet<_> =
        way.measures.iter().flat_map(|m| &m.indicators).map(|indicator| &indicator.id).collect();
    let moved = frame.plan.indicators.iter().filter(|indicator| ids.contains(&indicator.id));
    moved.map(|indicator| indicator_row(frame, indicator)).collect()
}

fn reports(frame: &Frame<'_>, way: &Way<'_>) -> Vec<Link> {
    let ids: std::collections::BTreeSet<_> =
        way.measures.iter().flat_map(|m| &m.reports).map(|report| &report.id).collect();
    let about = frame.plan.reports.iter().filter(|report| ids.contains(&report.id));
    about
        .map(|report| {
            frame.at(&format!("/reports/{}", report.id.as_str()), frame.text(&report.body))
        })
        .collect()
}
