//! The outline as one document: what the plan is, then every chapter, objective and clause.

use askama::Template;
use plan::{Chapter, Clause, Plan, themes_answered};

use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::clause::version_tag;
use crate::site::prose::{after_first_paragraph, first_paragraph, prose};
use crate::site::runs::Runs;
use crate::site::{Frame, chapter::ChapterFigures};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/outline.html")]
struct OutlinePage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    title: Markup,
    lead: String,
    rest: Markup,
    facts: Vec<(String, String)>,
    chapters: Vec<ChapterShown>,
    plans: Vec<PlanShown>,
    further: Vec<Link>,
}

struct ChapterShown {
    id: String,
    href: String,
    title: Markup,
    figures: Vec<(String, String)>,
    objectives: Vec<ObjectiveShown>,
}

struct ObjectiveShown {
    title: Markup,
    clauses: Vec<ClauseShown>,
}

struct ClauseShown {
    id: String,
    href: String,
    title: Markup,
    /// Set where it no longer reads as first published.
    changed: Option<Markup>,
    follows: Option<String>,
}

/// Another plan of the site.
pub(super) struct PlanShown {
    pub(super) link: Link,
    pub(super) relation: String,
    pub(super) facts: Vec<String>,
}

/// The page of the outline.
pub fn outline(frame: &Frame<'_>, runs: &Runs<'_>) -> String {
    let (w, plan) = (frame.w, frame.plan);
    let summary = plan.summary.get(w.tag());
    let page = OutlinePage {
        layout: frame.layout(w.say("nav-plan"), Vec::new()),
        w,
        title: frame.local(&plan.title),
        lead: first_paragraph(summary).to_owned(),
        rest: prose(after_first_paragraph(summary)),
        facts: facts(frame, runs),
        chapters: plan.chapters.iter().map(|chapter| shown(frame, runs, chapter)).collect(),
        plans: other_plans(frame),
        further: further(frame),
    };
    page.render().expect("a template writes into a string")
}

/// Where the outline can be seen otherwise: its texts against each other, its clauses beside another plan's.
fn further(frame: &Frame<'_>) -> Vec<Link> {
    let aligned = frame.at("/alignment", frame.w.say("alignment-title"));
    let mut further = vec![frame.at("/changes", frame.w.say("changed-link"))];
    further.extend((!frame.plans.is_empty()).then_some(aligned));
    further
}

fn facts(frame: &Frame<'_>, runs: &Runs<'_>) -> Vec<(String, String)> {
    let (w, plan) = (frame.w, frame.plan);
    let changed = plan.clauses().filter(|clause| clause.previous().is_some()).count();
    let number = |n: usize| w.number(n as u64);
    let mut facts = vec![
        (number(plan.chapters.len()), w.say("outline-chapters")),
        (number(plan.clauses().count()), w.say("outline-clauses")),
        (number(changed), w.say("outline-changed")),
    ];
    if let Some(run) = runs.latest {
        let themes = themes_answered(plan, run.number, &run.findings.themes.themes);
        let values = [("n", themes.count.into()), ("of", themes.of.into())];
        facts.push((w.say_with("count-of", &values), w.say("outline-answered")));
    }
    facts
}

fn shown(frame: &Frame<'_>, runs: &Runs<'_>, chapter: &Chapter) -> ChapterShown {
    let figures = ChapterFigures::of(frame, runs, chapter);
    let objective = |objective: &plan::Objective| ObjectiveShown {
        title: frame.local(&objective.title),
        clauses: objective.clauses.iter().map(|clause| clause_shown(frame, clause)).collect(),
    };
    ChapterShown {
        id: chapter.id.clone(),
        href: frame.to(&format!("/plan/{}", chapter.id)),
        title: frame.local(&chapter.title),
        figures: figures.labelled(frame),
        objectives: chapter.objectives.iter().map(objective).collect(),
    }
}

fn clause_shown(frame: &Frame<'_>, clause: &Clause) -> ClauseShown {
    let measures = frame.plan.measures_of(&clause.id).count();
    let follows = [("n", measures.into())];
    ClauseShown {
        id: clause.id.as_str().to_owned(),
        href: frame.clause(&clause.id),
        title: frame.local(&clause.title),
        changed: clause.previous().map(|_| version_tag(frame.w, clause)),
        follows: (measures > 0).then(|| frame.w.say_with("clause-measures", &follows)),
    }
}

/// The plan above and the plans nested under this one.
pub(super) fn other_plans(frame: &Frame<'_>) -> Vec<PlanShown> {
    let w = frame.w;
    let shown = |plan: &Plan, above: bool| {
        let own = &frame.plan.id;
        let carried = plan.clauses().filter(|c| c.carries_out.iter().any(|to| to.plan == *own));
        let values = [("n", plan.clauses().count().into()), ("own", carried.count().into())];
        let facts = if above {
            vec![w.say_with("plan-clauses", &[("n", plan.clauses().count().into())])]
        } else {
            vec![w.say_with("plan-carries-out", &values)]
        };
        PlanShown {
            link: Link { href: frame.to_plan(plan, "/"), text: frame.text(&plan.title) },
            relation: w.say(if above { "plan-above" } else { "plan-nested" }),
            facts,
        }
    };
    frame.plans.iter().map(|link| shown(link.plan, link.above)).collect()
}
