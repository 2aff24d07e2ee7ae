//! Where did mine go: one contribution from its author's words to what came of them.
//!
//! Every step stands on the page from the start. One that has not happened says so and what will
//! happen; an answer that refuses stands in the same place and size as one that adopts.

use askama::Template;
use consultation::{Channel, Moderation, Round, Timestamp};
use findings::Theme;
use plan::{
    Clause, Decision, Disposition, Indicator, Milestone, Subject, Way, WayOfMeasure, WorkReport,
};

use crate::finding::quote::{PublicWords, Quote, read};
use crate::finding::size::{FEW, NAME_SHOWN};
use crate::layout::{Layout, Link};
use crate::markup::{Markup, isolated, shortened};
use crate::site::fault::{Fault, Field, OnTop};
use crate::site::prose::prose;
use crate::site::{Frame, changes, figure, source, tag};
use crate::words::Words;

/// Characters of another contribution, and how many of them are shown.
const SIMILAR_CHARS: usize = 280;
const SIMILAR_SHOWN: usize = 3;

/// A contribution as its author sees it.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    /// Its number in the record.
    pub index: u64,
    /// The minute it was sealed.
    pub time: Timestamp,
    /// The follow-up code, as it is written.
    pub code: &'a str,
    /// The words, unchanged.
    pub text: &'a str,
    /// The language its author stated.
    pub language: Option<&'a str>,
    /// They may be quoted.
    pub quotable: bool,
    /// For whom they speak.
    pub constituency: &'a str,
    /// How they arrived.
    pub channel: Channel,
    /// Whether they are shown.
    pub moderation: Moderation,
    /// The number of the earlier words they took the place of.
    pub replaces: Option<u64>,
    /// The round they answer.
    pub round: &'a Round,
}

/// How far the analysis of a contribution is.
#[derive(Clone, Debug)]
pub enum Analysed<'a> {
    /// No run has read it yet.
    NotYet {
        /// The latest run there is.
        latest: Option<u64>,
    },
    /// A run has.
    In {
        /// The run.
        run: u64,
        /// What it found of the contribution.
        sorted: Sorted<'a>,
    },
}

/// Where a run put a contribution.
#[derive(Clone, Debug)]
pub struct Sorted<'a> {
    /// Its theme; `None` when it could not be sorted.
    pub theme: Option<&'a Theme>,
    /// The theme is shown to everyone.
    pub public: bool,
    /// It is one of the latest run, so it has a page.
    pub has_page: bool,
    /// The name of the theme above it, where the answer was given for that one.
    pub answered_as: Option<&'a str>,
    /// Others have the same or nearly the same words.
    pub same_words: bool,
    /// Published contributions of the same theme.
    pub similar: Vec<PublicWords>,
}

#[derive(Template)]
#[template(path = "site/way.html")]
struct WayPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    on_top: Option<OnTop>,
    lead: String,
    own: &'a Own<'a>,
    about: Vec<String>,
    checks: Vec<Check>,
    theme: ThemeStep,
    answer: AnswerStep,
    measures: Vec<MeasureBox>,
    measures_title: String,
    indicators: Vec<IndicatorBox>,
    reports: Vec<Report>,
    correct: Form,
    withdraw: Form,
    close: String,
    receipt: Link,
    corrected_held: bool,
}

/// Something that is so, or not yet.
struct Check {
    done: bool,
    what: String,
    note: String,
}

struct ThemeStep {
    heading: String,
    when: Option<String>,
    name: Option<Markup>,
    notes: Vec<String>,
    similar: Vec<Quote>,
}

struct AnswerStep {
    heading: String,
    when: Option<String>,
    tag: Markup,
    reason: Option<Markup>,
    of_parent: Option<String>,
    clause: Option<ClauseBox>,
    /// The answer takes nothing up, and names the clause all the same.
    named: Option<String>,
    no_clause: Option<String>,
}

struct ClauseBox {
    link: Link,
    title: Markup,
    version: String,
    text: Markup,
    /// The language of the text, where it is not that of the frame.
    lang: Option<String>,
    changes: Option<Markup>,
    why: Option<Markup>,
}

struct MeasureBox {
    link: Link,
    title: Markup,
    synthetic: Markup,
    facts: Vec<Markup>,
    milestones: Vec<(Markup, Markup)>,
}

struct IndicatorBox {
    link: Link,
    title: Markup,
    tags: Vec<Markup>,
    sentences: Vec<String>,
}

struct Report {
    link: Link,
    synthetic: Markup,
}

/// A form of the page with what is wrong in it.
struct Form {
    action: String,
    fault: Option<String>,
    text: String,
}

/// What was sent from the page and could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Again<'a> {
    /// Why.
    pub fault: Fault,
    /// The new words; `None` where none were sent.
    pub typed: Option<&'a str>,
}

/// The page. `followed` is what came of the contribution's theme, or of the contribution itself.
pub fn way(
    frame: &Frame<'_>,
    own: &Own<'_>,
    analysed: &Analysed<'_>,
    followed: &Way<'_>,
    again: Option<Again<'_>>,
) -> String {
    let w = frame.w;
    let fault = again.map(|again| again.fault);
    let typed = again.and_then(|again| again.typed);
    let (disposition, measures) = (followed.disposition, followed.measures.as_slice());
    let fault_at =
        |field: Field| fault.filter(|fault| fault.field() == field).map(|fault| fault.sentence(w));
    let form = |path: &str, fault, text: &str| Form {
        action: frame.to(path),
        fault,
        text: text.to_owned(),
    };
    let page = WayPage {
        layout: frame.layout(
            Fault::title(w, fault, w.say("way-title")),
            vec![
                frame.link("/check", w.say("nav-check")),
                frame.link("/mine", w.say("mine-title")),
            ],
        ),
        w,
        on_top: fault.map(|fault| fault.on_top(w)),
        lead: lead(w, own, analysed, disposition),
        own,
        about: about(frame, own),
        checks: checks(w, own, analysed),
        theme: theme_step(frame, analysed),
        answer: answer_step(frame, analysed, followed),
        measures: measures.iter().map(|one| measure_box(frame, one)).collect(),
        measures_title: measures_title(w, disposition, measures.len()),
        indicators: distinct(measures.iter().flat_map(|one| one.indicators.iter().copied()))
            .into_iter()
            .map(|indicator| indicator_box(frame, indicator))
            .collect(),
        reports: distinct(measures.iter().flat_map(|one| one.reports.iter().copied()))
            .into_iter()
            .map(|report| report_link(frame, report))
            .collect(),
        correct: form("/mine/correct", fault_at(Field::Text), typed.unwrap_or(own.text)),
        withdraw: form("/mine/withdraw", fault_at(Field::Sure), ""),
        close: frame.to("/mine"),
        receipt: frame.at("/mine/receipt", w.say("receipt-open")),
        corrected_held: own.moderation != Moderation::Released
            || own.round.release == consultation::Release::Held,
    };
    page.render().expect("a template writes into a string")
}

/// Measures follow from an answer that takes something up; else they only stand under the clause that it
/// names.
fn measures_title(w: &Words, disposition: Option<&Disposition>, measures: usize) -> String {
    let named = disposition.is_some_and(|found| !takes_up(found));
    let key = if named { "way-measures-named" } else { "way-measures-step" };
    w.say_with(key, &[("n", measures.into())])
}

/// Each thing once, in the order met: two measures may share an indicator or a report.
fn distinct<'a, T>(all: impl Iterator<Item = &'a T>) -> Vec<&'a T> {
    let mut met: Vec<&'a T> = Vec::new();
    for one in all {
        if !met.iter().any(|known| std::ptr::eq(*known, one)) {
            met.push(one);
        }
    }
    met
}

fn lead(
    w: &Words,
    own: &Own<'_>,
    analysed: &Analysed<'_>,
    disposition: Option<&Disposition>,
) -> String {
    let wrote = w.say_with("way-wrote", &[("date", w.date(own.time).into())]);
    let became = match (analysed, disposition.map(|d| d.decision)) {
        (_, Some(Decision::Adopted)) => w.say("way-adopted"),
        (_, Some(Decision::PartlyAdopted)) => w.say("way-partly-adopted"),
        (_, Some(Decision::NotAdopted)) => w.say("way-not-adopted"),
        (_, Some(Decision::Noted)) => w.say("way-noted"),
        (Analysed::In { .. }, None) => w.say("way-open"),
        (Analysed::NotYet { .. }, None) => w.say("way-unsorted"),
    };
    format!("{wrote}{}{became}", w.gap())
}

fn about(frame: &Frame<'_>, own: &Own<'_>) -> Vec<String> {
    let w = frame.w;
    let mut about = vec![
        w.named("channel", own.channel.as_str()),
        w.named("constituency", own.constituency),
        frame.text(&own.round.title),
    ];
    if own.quotable {
        about.push(w.say("way-quotable"));
    }
    about
}

fn checks(w: &Words, own: &Own<'_>, analysed: &Analysed<'_>) -> Vec<Check> {
    let values = [("index", own.index.into()), ("time", w.moment(own.time).into())];
    let mut kept = vec![w.say_with("way-number", &values)];
    if let Some(earlier) = own.replaces {
        kept.push(w.say_with("way-corrected", &[("index", earlier.into())]));
    }
    vec![
        Check { done: true, what: w.say("way-kept"), note: kept.join(w.gap()) },
        shown(w, own.moderation),
        counted(w, own, analysed),
    ]
}

fn shown(w: &Words, moderation: Moderation) -> Check {
    let (done, what, note) = match moderation {
        Moderation::Released => (true, w.say("way-shown"), String::new()),
        Moderation::Unmoderated | Moderation::Held => {
            (false, w.say("way-held"), w.say("way-held-note"))
        }
        Moderation::Hidden(reason) => {
            let reason = w.named("hidden", reason.as_str());
            let what = w.say_with("way-hidden", &[("reason", reason.into())]);
            (false, what, w.say("way-hidden-note"))
        }
    };
    Check { done, what, note }
}

fn counted(w: &Words, own: &Own<'_>, analysed: &Analysed<'_>) -> Check {
    let run_of = |run: u64| ("run", run.to_string().into());
    match analysed {
        Analysed::In { run, .. } => Check {
            done: true,
            what: w.say_with("way-counted", &[run_of(*run)]),
            note: w.say("way-counted-note"),
        },
        Analysed::NotYet { latest } => Check {
            done: false,
            what: w.say("way-not-counted"),
            note: match latest {
                Some(run) => w.say_with("way-not-counted-run", &[run_of(*run)]),
                None => {
                    let closes = ("closes", w.date(own.round.closes).into());
                    w.say_with("way-not-counted-none", &[closes])
                }
            },
        },
    }
}

fn theme_step(frame: &Frame<'_>, analysed: &Analysed<'_>) -> ThemeStep {
    let w = frame.w;
    let none = |heading: String, notes| ThemeStep {
        heading,
        when: None,
        name: None,
        notes,
        similar: Vec::new(),
    };
    let Analysed::In { run, sorted, .. } = analysed else {
        return none(w.say("way-theme-later"), vec![w.say("way-theme-later-text")]);
    };
    let when = Some(w.say_with("way-theme-when", &[("run", run.to_string().into())]));
    let Some(theme) = sorted.theme else {
        return ThemeStep { when, ..none(w.say("way-theme-step"), vec![w.say("way-theme-none")]) };
    };
    let name = Markup::text(&shortened(&theme.name, NAME_SHOWN));
    let href = Markup::text(&frame.to(&format!("/said/{}", theme.id)));
    let mut notes = vec![if sorted.public { size(w, theme) } else { w.say("way-theme-hidden") }];
    if sorted.same_words {
        notes.push(w.say("way-same-words"));
    }
    notes.push(w.say("way-theme-why"));
    ThemeStep {
        heading: w.say("way-theme-step"),
        when,
        name: Some(match sorted.public && sorted.has_page {
            true => Markup::trusted(format!(r#"<a href="{href}"><bdi>{name}</bdi></a>"#)),
            false => Markup::trusted(format!("<bdi>{name}</bdi>")),
        }),
        notes,
        similar: sorted
            .similar
            .iter()
            .take(SIMILAR_SHOWN)
            .map(|words| read(w, words, SIMILAR_CHARS))
            .collect(),
    }
}

fn size(w: &Words, theme: &Theme) -> String {
    let share = &theme.size;
    let of = ("of", share.of.into());
    match w.ends(share) {
        _ if share.count < FEW => w.say_with("way-theme-few", &[("count", share.count.into())]),
        Some((low, high)) => {
            w.say_with("way-theme-with", &[("low", low.into()), ("high", high.into()), of])
        }
        None => w.say_with("way-theme-about", &[("share", w.point(share).into()), of]),
    }
}

fn answer_step(frame: &Frame<'_>, analysed: &Analysed<'_>, followed: &Way<'_>) -> AnswerStep {
    let w = frame.w;
    let Some(disposition) = followed.disposition else {
        return AnswerStep {
            heading: w.say("way-answer-later"),
            when: None,
            tag: tag::decision(w, None),
            reason: None,
            of_parent: None,
            clause: None,
            named: None,
            no_clause: None,
        };
    };
    let of_parent = match analysed {
        Analysed::In { sorted, .. } => sorted.answered_as.map(|name| {
            let name = isolated(name, NAME_SHOWN);
            w.say_with("way-answer-for-parent", &[("theme", name.into())])
        }),
        Analysed::NotYet { .. } => None,
    };
    let clause = followed.clause;
    let own = matches!(disposition.subject, Subject::Contribution(_));
    AnswerStep {
        heading: w.say(if own { "way-answer-own-step" } else { "way-answer-step" }),
        when: Some(w.say_with("way-decided", &[("date", frame.day(disposition.on).into())])),
        tag: tag::decision(w, Some(disposition.decision)),
        reason: Some(frame.local(&disposition.reason)),
        of_parent,
        clause: clause.map(|clause| clause_box(frame, clause)),
        named: (clause.is_some() && !takes_up(disposition)).then(|| w.say("way-clause-named")),
        no_clause: clause.is_none().then(|| w.say("way-clause-none")),
    }
}

/// The answer takes up what was raised, at least in part.
fn takes_up(disposition: &Disposition) -> bool {
    matches!(disposition.decision, Decision::Adopted | Decision::PartlyAdopted)
}

fn clause_box(frame: &Frame<'_>, clause: &Clause) -> ClauseBox {
    let w = frame.w;
    let current = clause.current();
    let number = ("number", current.number.to_string().into());
    let version = match current.on {
        Some(day) => w.say_with("way-clause-since", &[number, ("date", frame.day(day).into())]),
        None => w.say_with("way-clause-first", &[number]),
    };
    let lang = current.text.language_of(w.tag());
    ClauseBox {
        link: Link {
            href: frame.clause(&clause.id),
            text: w.say_with("way-clause", &[("id", clause.id.as_str().into())]),
        },
        title: frame.local(&clause.title),
        version,
        text: prose(current.text.get(w.tag())),
        lang: (lang != w.tag()).then(|| lang.to_owned()),
        changes: changes::latest(frame, clause),
        why: (!current.why.is_blank()).then(|| frame.local(&current.why)),
    }
}

fn measure_box(frame: &Frame<'_>, followed: &WayOfMeasure<'_>) -> MeasureBox {
    let w = frame.w;
    let measure = followed.measure;
    let owners = source::stated(frame, &measure.owners, |owners| {
        let names: Vec<String> = owners.iter().map(|owner| frame.text(owner)).collect();
        Markup::text(&w.list(&names))
    });
    let due = match measure.due.value() {
        Some(due) => w.say_with("way-measure-due", &[("date", frame.period(*due).into())]),
        None => w.say("way-measure-due-not"),
    };
    let owners = match measure.owners.value() {
        Some(_) => owners,
        None => Markup::text(&w.say("way-measure-owner-not")),
    };
    let step =
        |milestone: &&Milestone| (frame.local(&milestone.title), tag::milestone(frame, milestone));
    MeasureBox {
        link: frame.at(&format!("/progress/{}", measure.id.as_str()), measure.id.as_str()),
        title: frame.local(&measure.title),
        synthetic: tag::synthetic(w, measure.attribution.as_ref()),
        facts: vec![owners, Markup::text(&due)],
        milestones: followed.milestones.iter().map(step).collect(),
    }
}

fn indicator_box(frame: &Frame<'_>, indicator: &Indicator) -> IndicatorBox {
    let w = frame.w;
    let unit = frame.text(&indicator.unit);
    let pace = plan::pace(indicator);
    let mut sentences = Vec::new();
    let latest = indicator.latest();
    if let Some(latest) = latest {
        let value = figure::figure(w, &latest.figure, &unit);
        let values = [("value", value.into()), ("period", frame.period(latest.period).into())];
        sentences.push(w.say_with("way-latest", &values));
    }
    if let (Some(needed), Some(target)) = (pace.needed, indicator.target.value()) {
        let places = figure::places(target.figure.number).max(1);
        let needed = figure::decimal(figure::rounded(needed, places));
        let target_value = figure::figure(w, &target.figure, &unit);
        let values = [
            ("needed", needed.into()),
            ("target", target_value.into()),
            ("period", frame.period(target.period).into()),
        ];
        sentences.push(w.say_with("way-needed", &values));
    }
    let attribution = latest.map(|latest| &latest.attribution).or(indicator.attribution.as_ref());
    IndicatorBox {
        link: frame
            .at(&format!("/progress/indicators/{}", indicator.id.as_str()), indicator.id.as_str()),
        title: frame.local(&indicator.title),
        tags: vec![tag::standing(w, pace.standing), tag::synthetic(w, attribution)],
        sentences,
    }
}

fn report_link(frame: &Frame<'_>, report: &WorkReport) -> Report {
    let w = frame.w;
    let body = frame.text(&report.body);
    let name = match report.period.value() {
        Some(period) => {
            let values = [("body", body.into()), ("period", frame.period(*period).into())];
            w.say_with("way-report-for", &values)
        }
        None => body,
    };
    Report {
        link: frame.at(&format!("/reports/{}", report.id.as_str()), name),
        synthetic: tag::synthetic(w, Some(&report.attribution)),
    }
}

/// Why the words of a contribution are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// Its author withdrew it.
    Author,
    /// A court or authority ordered it.
    LegalOrder,
    /// It held data of somebody else.
    ThirdPartyData,
    /// The time it may be kept is over.
    RetentionExpiry,
}

#[derive(Template)]
#[template(path = "site/gone.html")]
struct GonePage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    sentence: String,
    close: String,
}

/// What is left of a contribution whose words are erased: its number.
pub fn gone(frame: &Frame<'_>, index: u64, why: Gone) -> String {
    let w = frame.w;
    let sentence = match why {
        Gone::Author => w.say("gone-author"),
        Gone::LegalOrder => w.say("gone-legal-order"),
        Gone::ThirdPartyData => w.say("gone-third-party-data"),
        Gone::RetentionExpiry => w.say("gone-retention-expiry"),
    };
    let page = GonePage {
        layout: frame.layout(
            w.say_with("gone-title", &[("index", index.into())]),
            vec![
                frame.link("/check", w.say("nav-check")),
                frame.link("/mine", w.say("mine-title")),
            ],
        ),
        w,
        sentence,
        close: frame.to("/mine"),
    };
    page.render().expect("a template writes into a string")
}
