//! Home: what the plan is, where it stands and what one can do now; then what was asked, what came, what
//! became of it and how far it is.

use askama::Template;
use findings::Share;
use plan::{Clause, themes_answered, together};

use crate::chart::{self, Scale};
use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::alerts::{Warning, warnings};
use crate::site::basis::{VotedOn, size, voted_on};
use crate::site::chapter::ChapterFigures;
use crate::site::clause::numbered;
use crate::site::outline::{PlanShown, other_plans};
use crate::site::prose::first_paragraph;
use crate::site::runs::Runs;
use crate::site::{Frame, Phase, RoundShown, changes};
use crate::words::Words;

/// Changed clauses shown here; the rest stand in the outline.
const CHANGED_SHOWN: usize = 3;
/// Statements agreed across groups shown here.
const AGREED_SHOWN: usize = 2;

/// How every entry of the public record stands, counted. The parts are meant to add up to the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Contributions anyone may read.
    pub contributions: u64,
    /// Votes as cast.
    pub votes: u64,
    /// Records that count and whose words are not shown.
    pub withheld: u64,
    /// Records whose words are erased or replaced.
    pub erased: u64,
    /// The office's own documents: plans, openings, answers, runs.
    pub documents: u64,
    /// Entries of the record.
    pub size: u64,
}

impl Identity {
    /// Entries that the parts do not explain; 0, or the count is wrong.
    pub fn unexplained(&self) -> i64 {
        let parts = self.contributions + self.votes + self.withheld + self.erased + self.documents;
        self.size as i64 - parts as i64
    }
}

#[derive(Template)]
#[template(path = "site/home.html")]
struct HomePage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    base: &'a str,
    question: String,
    lead: String,
    acts: Vec<(Link, bool)>,
    deadline: Option<Markup>,
    phases: Vec<Step>,
    account: Account,
    chapters: Vec<Row>,
    marks: [String; 5],
    has_run: bool,
    source: Option<String>,
    changed: Vec<Changed>,
    all_changed: Option<Link>,
    warnings: Vec<Warning>,
    agreed: Vec<VotedOn>,
    agreed_lead: String,
    plans: Vec<PlanShown>,
}

/// A stage of the plan's life.
struct Step {
    /// `done`, `now`, `begun` or nothing.
    class: &'static str,
    name: String,
    facts: Vec<String>,
}

struct Account {
    sentence: Markup,
    bar: Markup,
    parts: Vec<AccountPart>,
}

struct AccountPart {
    number: String,
    fill: &'static str,
    what: String,
}

/// A chapter as a row: what was asked, what came, what became of it, how far it is.
struct Row {
    href: String,
    title: String,
    /// The first question that a round asked about it.
    asked: Option<Markup>,
    /// `None` before the first run.
    came: Option<Came>,
    far: String,
    missed: Option<String>,
}

/// What came for a chapter and what became of it.
struct Came {
    share: String,
    plot: Markup,
    range: String,
    became: String,
}

struct Changed {
    link: Link,
    diff: Markup,
    drawn_from: String,
}

/// The home page of the frame's plan.
pub fn home(
    frame: &Frame<'_>,
    runs: &Runs<'_>,
    rounds: &[RoundShown<'_>],
    identity: &Identity,
) -> String {
    let (w, plan) = (frame.w, frame.plan);
    let figures: Vec<ChapterFigures> =
        plan.chapters.iter().map(|chapter| ChapterFigures::of(frame, runs, chapter)).collect();
    let top = figures.iter().filter_map(|f| f.came).map(|share| share.high).fold(0.0, f64::max);
    let scale = Scale::to(top);
    let open = rounds.iter().find(|shown| Phase::of(shown.round, frame.now) == Phase::Open);
    let changed: Vec<&Clause> = changed(frame);
    let all_changed = [("n", changed.len().into())];
    let agreed = agreed(frame, runs);
    let page = HomePage {
        layout: frame.layout(frame.text(&plan.title), Vec::new()),
        w,
        base: &frame.base,
        question: question(frame, open.is_some()),
        lead: first_paragraph(plan.summary.get(w.tag())).to_owned(),
        acts: acts(frame, open),
        deadline: open.map(|shown| {
            w.html_with("home-deadline", &[("closes", w.moment(shown.round.closes).into())])
        }),
        phases: phases(frame, runs, rounds),
        account: account(w, identity),
        chapters: figures
            .iter()
            .zip(&plan.chapters)
            .map(|(figures, chapter)| row(frame, figures, chapter, scale))
            .collect(),
        marks: w.axis(&scale),
        has_run: runs.latest.is_some(),
        source: source(frame, runs),
        all_changed: (changed.len() > CHANGED_SHOWN)
            .then(|| frame.at("/plan", w.say_with("home-all-changed", &all_changed))),
        changed: changed
            .into_iter()
            .take(CHANGED_SHOWN)
            .filter_map(|clause| shown_change(frame, runs, clause))
            .collect(),
        warnings: warnings(frame),
        agreed_lead: agreed_lead(frame, runs),
        agreed,
        plans: other_plans(frame),
    };
    page.render().expect("a template writes into a string")
}

fn question(frame: &Frame<'_>, open: bool) -> String {
    let values = [("year", frame.plan.period.last.to_string().into())];
    frame.w.say_with(if open { "home-question" } else { "home-question-later" }, &values)
}

fn acts(frame: &Frame<'_>, open: Option<&RoundShown<'_>>) -> Vec<(Link, bool)> {
    let w = frame.w;
    let mut acts = Vec::new();
    if let Some(shown) = open {
        let path = format!("/take-part/{}", shown.round.id.as_str());
        acts.push((frame.at(&path, w.say("home-comment")), true));
    }
    acts.push((frame.at("/plan", w.say("home-read")), open.is_none()));
    if !frame.plan.rounds.is_empty() {
        acts.push((frame.at("/mine", w.say("foot-mine")), false));
    }
    acts
}

/// The six stages. The one that the office works on now is marked; later ones may have begun.
fn phases(frame: &Frame<'_>, runs: &Runs<'_>, rounds: &[RoundShown<'_>]) -> Vec<Step> {
    let (w, plan) = (frame.w, frame.plan);
    let covered =
        runs.latest.map(|run| themes_answered(plan, run.number, &run.findings.themes.themes));
    let stages = [
        ("frame", true, framed(frame)),
        ("hear", !rounds.is_empty(), heard(frame, rounds)),
        ("weigh", runs.latest.is_some(), weighed(frame, runs)),
        ("draft", !plan.dispositions.is_empty(), drafted(frame, covered)),
        ("deliver", !plan.measures.is_empty(), delivered(frame)),
        ("account", !plan.reports.is_empty(), reported(frame)),
    ];
    let open = rounds.iter().any(|shown| Phase::of(shown.round, frame.now) != Phase::Closed);
    let waiting = covered.is_some_and(|themes| themes.count < themes.of);
    let now = match runs.latest {
        _ if open => 1,
        None if !rounds.is_empty() => 2,
        _ if waiting => 3,
        _ => 4,
    };
    let steps = stages.into_iter().enumerate().map(|(at, (stage, begun, facts))| Step {
        class: match at {
            _ if at == now => "now",
            _ if at < now && begun => "done",
            _ if begun => "begun",
            _ => "",
        },
        name: w.named("phase", stage),
        facts,
    });
    steps.collect()
}

fn framed(frame: &Frame<'_>) -> Vec<String> {
    let plan = frame.plan;
    let values =
        [("chapters", plan.chapters.len().into()), ("clauses", plan.clauses().count().into())];
    vec![frame.w.say_with("phase-frame-facts", &values)]
}

fn heard(frame: &Frame<'_>, rounds: &[RoundShown<'_>]) -> Vec<String> {
    let w = frame.w;
    let of_round = |shown: &RoundShown<'_>| {
        let values = [
            ("opens", w.date(shown.round.opens).into()),
            ("closes", w.date(shown.round.closes).into()),
            ("n", shown.contributions.into()),
        ];
        w.say_with("phase-hear-facts", &values)
    };
    if rounds.is_empty() {
        return vec![w.say("phase-hear-none")];
    }
    rounds.iter().map(of_round).collect()
}

fn weighed(frame: &Frame<'_>, runs: &Runs<'_>) -> Vec<String> {
    let run = runs.latest.iter();
    run.map(|run| {
        let values =
            [("themes", run.findings.themes.leaves.into()), ("run", run.number.to_string().into())];
        frame.w.say_with("phase-weigh-facts", &values)
    })
    .collect()
}

fn drafted(frame: &Frame<'_>, covered: Option<Share>) -> Vec<String> {
    let w = frame.w;
    let mut facts = Vec::new();
    if let Some(themes) = covered {
        let values = [("n", themes.count.into()), ("of", themes.of.into())];
        facts.push(w.say_with("phase-draft-answered", &values));
    }
    let changed = changed(frame).len();
    if changed > 0 {
        facts.push(w.say_with("phase-draft-changed", &[("n", changed.into())]));
    }
    facts
}

fn delivered(frame: &Frame<'_>) -> Vec<String> {
    let plan = frame.plan;
    let values =
        [("measures", plan.measures.len().into()), ("indicators", plan.indicators.len().into())];
    let begun = !plan.measures.is_empty() || !plan.indicators.is_empty();
    begun.then(|| frame.w.say_with("phase-deliver-facts", &values)).into_iter().collect()
}

fn reported(frame: &Frame<'_>) -> Vec<String> {
    let n = frame.plan.reports.len();
    let fact = (n > 0).then(|| frame.w.say_with("phase-account-facts", &[("n", n.into())]));
    fact.into_iter().collect()
}

fn account(w: &Words, identity: &Identity) -> Account {
    let parts = [
        ("series", identity.contributions, "contributions"),
        ("series-lo", identity.votes, "votes"),
        ("pass", identity.withheld, "withheld"),
        ("edge", identity.erased, "erased"),
        ("dots", identity.documents, "documents"),
    ];
    let bar: Vec<chart::Part> =
        parts.iter().map(|&(fill, n, _)| chart::Part { fill, amount: n as f64 }).collect();
    let shown = parts.iter().map(|&(fill, n, key)| AccountPart {
        number: w.number(n),
        fill,
        what: w.named("account", key),
    });
    let unexplained = AccountPart {
        number: identity.unexplained().to_string(),
        fill: "",
        what: w.say("account-unexplained"),
    };
    Account {
        sentence: w.html_with("account-sentence", &[("n", identity.size.into())]),
        bar: chart::stack("tall", &bar),
        parts: shown.chain([unexplained]).collect(),
    }
}

fn row(frame: &Frame<'_>, figures: &ChapterFigures, chapter: &plan::Chapter, scale: Scale) -> Row {
    let w = frame.w;
    let measures = [("n", figures.measures.into())];
    Row {
        href: frame.to(&format!("/plan/{}", chapter.id)),
        title: super::chapter::numbered(frame, chapter),
        asked: asked(frame, &chapter.id),
        came: figures.came.map(|came| Came {
            share: w.point(&came),
            plot: chart::row_interval(scale, &came, None),
            range: w.range(&came),
            became: figures.became(frame).unwrap_or_else(|| w.say("decided-nothing")),
        }),
        far: w.say_with("chapter-measures", &measures),
        missed: figures.missed(frame),
    }
}

fn asked(frame: &Frame<'_>, chapter: &str) -> Option<Markup> {
    let mut questions = frame.plan.rounds.iter().flat_map(|round| &round.questions);
    let question = questions.find(|question| question.chapter.as_deref() == Some(chapter))?;
    Some(frame.local(&question.text))
}

fn source(frame: &Frame<'_>, runs: &Runs<'_>) -> Option<String> {
    let run = runs.latest?;
    let of = run.findings.themes.themes.first().map_or(0, |theme| theme.size.of);
    let values = [("run", run.number.to_string().into()), ("of", of.into())];
    Some(frame.w.say_with("home-source", &values))
}

/// Clauses that no longer read as first published, the latest change first.
fn changed<'a>(frame: &Frame<'a>) -> Vec<&'a Clause> {
    let mut changed: Vec<&Clause> =
        frame.plan.clauses().filter(|clause| clause.previous().is_some()).collect();
    changed.sort_by_key(|clause| std::cmp::Reverse(clause.current().on));
    changed
}

fn shown_change(frame: &Frame<'_>, runs: &Runs<'_>, clause: &Clause) -> Option<Changed> {
    let w = frame.w;
    let basis = &clause.current().basis;
    let run = basis.run.unwrap_or_default();
    let themes: Vec<_> = basis.themes.iter().filter_map(|id| runs.theme(run, id)).collect();
    let drawn_from = match together(&themes) {
        Some(share) => w.say_with("drawn-from", &[("size", size(frame, &share).into())]),
        None => w.say("public-basis-none"),
    };
    Some(Changed {
        link: Link { href: frame.clause(&clause.id), text: numbered(frame, clause) },
        diff: changes::around(frame, clause)?,
        drawn_from,
    })
}

fn agreed(frame: &Frame<'_>, runs: &Runs<'_>) -> Vec<VotedOn> {
    let Some(opinion) = runs.latest.and_then(|run| run.findings.opinion.as_ref()) else {
        return Vec::new();
    };
    let found = opinion.across_groups.iter().filter_map(|&at| opinion.statements.get(at as usize));
    found.take(AGREED_SHOWN).map(|finding| voted_on(frame, finding)).collect()
}

fn agreed_lead(frame: &Frame<'_>, runs: &Runs<'_>) -> String {
    let Some(run) = runs.latest else { return String::new() };
    let groups = run.findings.opinion.as_ref().map_or(0, |opinion| opinion.groups.groups.len());
    let values = [
        ("voters", run.findings.received.voters.into()),
        ("statements", run.findings.received.statements.into()),
        ("groups", groups.into()),
    ];
    frame.w.say_with("home-agreed-lead", &values)
}
