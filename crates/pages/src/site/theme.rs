//! One theme: how many raise it, who they are, what they wrote, and what the plan does about it.

use askama::Template;
use findings::{Findings, Share, Theme};
use plan::{Answers, Decision, Exception, KeptId, ThemeChange};

use crate::chart;
use crate::finding::accuracy::of_theme;
use crate::finding::concern::{Concern, concerns, found_again};
use crate::finding::letter::{Letter, Without, letter, without};
use crate::finding::quote::{PublicWords, Quote, quote, read};
use crate::finding::size::{NAME_SHOWN, once, sentence, theme_name};
use crate::finding::who::{Compared, Who, who};
use crate::layout::{Layout, Link};
use crate::markup::{Markup, isolated, shortened};
use crate::site::runs::Run;
use crate::site::said::{AnswersShown, answer, by_decision, decision_bar, language_of, parts_of};
use crate::site::{Frame, tag};
use crate::words::Words;

/// Characters of a contribution that are shown; the rest is said to be there.
const READ_CHARS: usize = 2_000;
const TERMS_SHOWN: usize = 12;
const QUOTES_SHOWN: usize = 8;
const LETTERS_SHOWN: usize = 6;

/// A theme with the contributions of it that anyone may read.
#[derive(Clone, Debug)]
pub struct ThemeShown<'a> {
    /// The run that found it.
    pub run: Run<'a>,
    /// The answers that single contributions of the run have.
    pub own: &'a [Exception],
    /// Fingerprint of the run's result, lower-case hex.
    pub result_sha256: &'a str,
    /// The theme.
    pub theme: &'a Theme,
    /// One page of its published contributions, oldest first.
    pub read: &'a [PublicWords],
    /// The page is not the first.
    pub later: bool,
    /// Number of the first contribution of the next page.
    pub next: Option<u64>,
}

#[derive(Template)]
#[template(path = "site/theme.html")]
struct ThemePage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    number: String,
    name: String,
    lang: Option<String>,
    lead: Markup,
    once: Option<String>,
    terms: Vec<String>,
    answer: Answer,
    decided: Vec<Act>,
    who: Who,
    quotes: Vec<Quote>,
    parts: Vec<PartRow>,
    concerns: Vec<Concern>,
    letters: Vec<Letter>,
    without: Option<Without>,
    is_leaf: bool,
    read: Vec<Quote>,
    first: Option<String>,
    next: Option<Link>,
    all: String,
    discuss: Link,
    sure: Vec<String>,
    repeat: Markup,
}

/// What staff did about the theme.
struct Act {
    what: String,
    why: Markup,
    by: String,
}

/// What the plan does about the theme.
struct Answer {
    /// Shares by answer, where parts of the theme are answered one by one.
    bar: Option<Markup>,
    by_decision: Vec<(Markup, String)>,
    tag: Markup,
    reason: Option<Markup>,
    of_parent: Option<String>,
    decided: Option<String>,
    clause: Option<Link>,
}

/// A theme that stands under this one.
struct PartRow {
    href: String,
    name: String,
    share: String,
    bar: Markup,
    answer: Markup,
}

/// The page.
pub fn theme(frame: &Frame<'_>, shown: &ThemeShown<'_>) -> String {
    let (w, theme, findings) = (frame.w, shown.theme, shown.run.findings);
    let path = format!("/said/{}", theme.id);
    let parts = parts_of(findings, &theme.id);
    let page = ThemePage {
        layout: frame.layout(shortened(&theme.name, NAME_SHOWN), crumbs(frame, findings, theme)),
        w,
        number: number(w, findings, theme),
        name: shortened(&theme.name, NAME_SHOWN),
        lang: language_of(findings, theme),
        lead: sentence(w, &theme.size),
        once: once(w, theme),
        terms: theme.terms.iter().take(TERMS_SHOWN).map(|term| shortened(&term.term, 60)).collect(),
        answer: answered(frame, shown, &parts),
        decided: decided(frame, shown.run, theme),
        who: who(w, findings, theme, Compared::All),
        quotes: theme.quotes.iter().take(QUOTES_SHOWN).map(|one| quote(w, one)).collect(),
        parts: part_rows(frame, shown, &parts),
        concerns: concerns(w, findings, Some(theme)),
        letters: letters(w, findings, theme),
        without: without(w, findings, &theme.id),
        is_leaf: parts.is_empty(),
        read: shown.read.iter().map(|words| read(w, words, READ_CHARS)).collect(),
        first: shown.later.then(|| frame.to(&format!("{path}#read"))),
        next: shown.next.map(|index| {
            let text = w.say_with("theme-read-from", &[("index", index.into())]);
            frame.at(&format!("{path}?from={index}#read"), text)
        }),
        all: frame.to("/said"),
        discuss: frame.at(&format!("/discuss/theme/{}", theme.id), w.say("theme-discuss")),
        sure: found_again(w, theme)
            .into_iter()
            .chain(of_theme(w, frame.plan.accuracy_of(shown.run.number), &theme.id))
            .collect(),
        repeat: w.html_with("theme-repeat", &[("hash", shown.result_sha256.into())]),
    };
    page.render().expect("a template writes into a string")
}

fn crumbs(frame: &Frame<'_>, findings: &Findings, theme: &Theme) -> Vec<Link> {
    let mut crumbs = vec![frame.link("/said", frame.w.say("nav-said"))];
    if let Some(parent) = &theme.parent {
        crumbs.push(frame.link(format!("/said/{parent}"), theme_name(findings, parent)));
    }
    crumbs
}

fn number(w: &Words, findings: &Findings, theme: &Theme) -> String {
    let id = ("id", theme.id.as_str().into());
    match &theme.parent {
        Some(parent) => {
            let name = isolated(&theme_name(findings, parent), NAME_SHOWN);
            w.say_with("theme-number-under", &[id, ("parent", name.into())])
        }
        None => w.say_with("theme-number", &[id]),
    }
}

fn answered(frame: &Frame<'_>, shown: &ThemeShown<'_>, parts: &[&Theme]) -> Answer {
    let (w, run, theme) = (frame.w, shown.run, shown.theme);
    let disposition = frame.plan.disposition_of(run.number, theme);
    let inherited = disposition.is_some_and(
        |found| matches!(&found.subject, plan::Subject::Theme { theme: of, .. } if Some(of) == theme.parent.as_ref()),
    );
    let parent = theme.parent.as_ref().filter(|_| inherited).map(|parent| {
        let name = isolated(&theme_name(run.findings, parent), NAME_SHOWN);
        w.say_with("theme-plan-parent", &[("parent", name.into())])
    });
    let (bar, by_decision) = match disposition {
        None if !parts.is_empty() => answered_by_part(frame, shown, parts),
        _ => (None, Vec::new()),
    };
    Answer {
        bar,
        by_decision,
        tag: tag::decision(w, disposition.map(|found| found.decision)),
        reason: disposition.map(|found| frame.local(&found.reason)),
        of_parent: parent,
        decided: disposition
            .map(|found| w.say_with("theme-plan-decided", &[("date", frame.day(found.on).into())])),
        clause: disposition.and_then(|found| found.clause.as_ref()).map(|clause| Link {
            href: frame.clause(clause),
            text: w.say_with("theme-plan-clause", &[("id", clause.as_str().into())]),
        }),
    }
}

/// The acts that made the theme what it is, or will with the next run.
fn decided(frame: &Frame<'_>, run: Run<'_>, theme: &Theme) -> Vec<Act> {
    let own = theme.kept.clone().map(KeptId);
    let Some(id) = own.or_else(|| frame.plan.kept_id(run.number, &theme.id)) else {
        return Vec::new();
    };
    let acts = frame.plan.acts_on(&id).into_iter();
    acts.map(|act| Act {
        what: told(frame.w, &act.change),
        why: frame.local(&act.why),
        by: frame.w.say_with(
            "theme-decided-by",
            &[("by", isolated(&act.by, NAME_SHOWN).into()), ("date", frame.day(act.on).into())],
        ),
    })
    .collect()
}

fn told(w: &Words, change: &ThemeChange) -> String {
    let name = |name: &str| isolated(name, NAME_SHOWN);
    match change {
        ThemeChange::Lock { run, theme, .. } => w.say_with(
            "theme-decided-lock",
            &[("theme", theme.as_str().into()), ("run", run.to_string().into())],
        ),
        ThemeChange::Merge { run, themes, name: called } => {
            let numbers: Vec<String> = themes.iter().map(ToString::to_string).collect();
            let values = [
                ("themes", w.list(&numbers).into()),
                ("run", run.to_string().into()),
                ("name", name(called).into()),
            ];
            w.say_with("theme-decided-merge", &values)
        }
        ThemeChange::Rename { name: called, .. } => {
            w.say_with("theme-decided-rename", &[("name", name(called).into())])
        }
        ThemeChange::Split { words, name: called, .. } => w.say_with(
            "theme-decided-split",
            &[("words", name(words).into()), ("name", name(called).into())],
        ),
        ThemeChange::Move { contribution, .. } => {
            w.say_with("theme-decided-move", &[("index", (*contribution).into())])
        }
        // An act that takes another back is not in force for a theme.
        ThemeChange::Undo { .. } => String::new(),
    }
}

/// A bar of the contributions by the answer that their part of the theme has, and its parts in words.
fn answered_by_part(
    frame: &Frame<'_>,
    shown: &ThemeShown<'_>,
    parts: &[&Theme],
) -> (Option<Markup>, Vec<(Markup, String)>) {
    let w = frame.w;
    let found = by_decision(frame, shown.run, shown.own, parts);
    let of = found.contributions.of;
    let answered = Decision::ALL.into_iter().map(Some).zip(found.by_decision);
    let rows = answered
        .chain([(None, of - found.contributions.count)])
        .filter(|(_, count)| *count > 0)
        .map(|(decision, count)| (tag::decision(w, decision), w.point(&Share::of(count, of))))
        .collect();
    ((of > 0).then(|| decision_bar("", &found)), rows)
}

fn part_rows(frame: &Frame<'_>, shown: &ThemeShown<'_>, parts: &[&Theme]) -> Vec<PartRow> {
    let answers = AnswersShown { answers: Answers::of(frame.plan), own: shown.own };
    parts.iter().map(|part| part_row(frame, &answers, shown, part)).collect()
}

fn part_row(
    frame: &Frame<'_>,
    answers: &AnswersShown<'_>,
    shown: &ThemeShown<'_>,
    part: &Theme,
) -> PartRow {
    let (run, theme) = (shown.run, shown.theme);
    let share = Share::of(part.size.count, theme.size.count);
    PartRow {
        href: frame.to(&format!("/said/{}", part.id)),
        name: shortened(&part.name, NAME_SHOWN),
        share: frame.w.point(&share),
        bar: chart::share(share.value()),
        answer: answer(frame, answers, run, part),
    }
}

/// The largest letters with signers in this theme or in one under it.
fn letters(w: &'static Words, findings: &Findings, theme: &Theme) -> Vec<Letter> {
    let inside = |id: &findings::ThemeId| {
        let found = findings.themes.themes.iter().find(|other| other.id == *id);
        *id == theme.id || found.is_some_and(|other| other.parent.as_ref() == Some(&theme.id))
    };
    let campaigns = findings.campaigns.iter();
    campaigns
        .filter(|campaign| campaign.by_theme.iter().any(|part| inside(&part.theme)))
        .take(LETTERS_SHOWN)
        .map(|campaign| letter(w, findings, campaign))
        .collect()
}
