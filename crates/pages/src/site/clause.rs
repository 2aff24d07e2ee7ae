//! One clause: its text, what stands beside it from above and from the public, what became of what people
//! asked, what follows, and why it reads so now.

use askama::Template;
use plan::{Clause, ClauseId, ClauseVersion, Decision, Plan, PublicBasis};

use crate::finding::size::NAME_SHOWN;
use crate::layout::{Layout, Link};
use crate::markup::{Markup, isolated};
use crate::site::basis::{self, Advice, Answer, Asked, PassageShown, Quoted, VotedOn};
use crate::site::evidence::{Cited, cited};
use crate::site::frame::clause_path;
use crate::site::measure::{MeasureGroup, measure_row};
use crate::site::progress::{IndicatorRow, indicator_row};
use crate::site::prose::prose;
use crate::site::runs::Runs;
use crate::site::source::Source;
use crate::site::{Frame, changes, tag};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/clause.html")]
struct ClausePage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    id: &'a str,
    title: Markup,
    objective: Markup,
    version: String,
    tag: Markup,
    text: Markup,
    change: Option<Revision>,
    earlier: Vec<Earlier>,
    directions: Vec<Asked>,
    themes: Vec<Advice>,
    statements: Vec<VotedOn>,
    passages: Vec<Quoted>,
    confirmed: Vec<String>,
    taken_up: Vec<Answer>,
    not_taken_up: Vec<Answer>,
    against: Vec<String>,
    voices: Link,
    measures: Vec<MeasureGroup>,
    indicators: Vec<IndicatorRow>,
    sources: Vec<Source>,
    evidence: Vec<Cited>,
    carries_out: Vec<Related>,
    carried_out_by: Vec<Related>,
    comment: Option<Link>,
    discuss: Option<Link>,
    before: Option<Link>,
    after: Option<Link>,
}

/// The step from the version before to the one in force.
struct Revision {
    heading: String,
    diff: Markup,
    why: Option<Markup>,
    /// Who changed it, where somebody is named.
    by: Option<Markup>,
}

/// A version that is no longer in force.
struct Earlier {
    label: String,
    text: Markup,
}

/// A clause of another plan.
struct Related {
    plan: Markup,
    href: String,
    title: String,
}

/// The page of a clause, with the words of those passages that are `shown`; `None` when the plan has no such
/// clause in that chapter.
pub fn clause(
    frame: &Frame<'_>,
    chapter: &str,
    id: &str,
    runs: &Runs<'_>,
    shown: &[PassageShown],
) -> Option<String> {
    let (w, plan) = (frame.w, frame.plan);
    let clause = plan.clause(&ClauseId(id.to_owned()))?;
    let of = plan.chapter_of(&clause.id).filter(|of| of.id == chapter)?;
    let objective = of.objectives.iter().find(|o| o.clauses.iter().any(|c| c.id == clause.id))?;
    let current = clause.current();
    let title = numbered(frame, clause);
    let crumbs = vec![
        frame.link("/plan", w.say("nav-plan")),
        frame.link(format!("/plan/{}", of.id), chapter_name(frame, &of.id)),
    ];
    let page = ClausePage {
        layout: frame.layout(title, crumbs),
        w,
        id: clause.id.as_str(),
        title: frame.local(&clause.title),
        objective: frame.local(&objective.title),
        version: version_sentence(frame, current),
        tag: version_tag(w, clause),
        text: prose(current.text.get(w.tag())),
        change: revision(frame, clause),
        earlier: earlier(frame, clause),
        directions: basis::directions(frame, clause),
        themes: basis::themes(frame, runs, &current.basis),
        statements: basis::statements(frame, runs, &current.basis),
        passages: basis::passages(frame, &current.basis, shown),
        confirmed: confirmed(frame, runs, clause),
        taken_up: basis::answers(frame, runs, clause, &TAKEN_UP),
        not_taken_up: basis::answers(frame, runs, clause, &[Decision::NotAdopted]),
        against: against(frame, runs, clause),
        voices: frame
            .at(&format!("{}/voices", clause_path(plan, &clause.id)), w.say("voices-link")),
        measures: measures(frame, clause),
        indicators: plan
            .indicators
            .iter()
            .filter(|indicator| indicator.clause == clause.id)
            .map(|indicator| indicator_row(frame, indicator))
            .collect(),
        sources: clause.attributions.iter().map(|a| Source::of(frame, a)).collect(),
        evidence: cited(frame, &clause.evidence),
        carries_out: carries_out(frame, clause),
        carried_out_by: carried_out_by(frame, clause),
        comment: comment(frame, &of.id),
        discuss: (!plan.rounds.is_empty()).then(|| {
            let path = format!("/discuss/clause/{}", clause.id.as_str());
            frame.at(&path, w.say("clause-discuss"))
        }),
        before: neighbour(frame, clause, -1),
        after: neighbour(frame, clause, 1),
    };
    Some(page.render().expect("a template writes into a string"))
}

/// The links that drafters confirmed: what, how like it is, by whom and when.
fn confirmed(frame: &Frame<'_>, runs: &Runs<'_>, clause: &Clause) -> Vec<String> {
    let w = frame.w;
    let named = |to: &plan::LinkTo| match to {
        plan::LinkTo::Theme { run, theme } => match runs.theme(*run, theme) {
            Some(theme) => theme.name.clone(),
            None => w.say_with(
                "theme-of-run",
                &[("theme", theme.as_str().into()), ("run", run.to_string().into())],
            ),
        },
        plan::LinkTo::Statement(id) => {
            let only = PublicBasis { statements: vec![id.clone()], ..PublicBasis::default() };
            match basis::statements(frame, runs, &only).pop() {
                Some(statement) => w.say_with(
                    "link-quoted",
                    &[("words", isolated(&statement.text, NAME_SHOWN).into())],
                ),
                None => w.say_with("link-statement", &[("id", id.as_str().into())]),
            }
        }
        plan::LinkTo::Passage(passage) => {
            w.say_with("contribution-number", &[("index", passage.contribution.into())])
        }
    };
    let links = frame.plan.links_of(&clause.id, clause.current().number);
    links
        .map(|link| {
            let values = [
                ("what", named(&link.to).into()),
                ("by", frame.text(&link.by).into()),
                ("on", frame.day(link.on).into()),
                ("likeness", u64::from(link.likeness.unwrap_or(0)).into()),
            ];
            match link.likeness {
                Some(_) => w.say_with("link-confirmed", &values),
                None => w.say_with("link-found", &values),
            }
        })
        .collect()
}

/// Who stands against the clause as it reads: opinion groups, then constituencies.
fn against(frame: &Frame<'_>, runs: &Runs<'_>, clause: &Clause) -> Vec<String> {
    let w = frame.w;
    let Some(run) = runs.latest else { return Vec::new() };
    let mut against = Vec::new();
    if let Some(opinion) = &run.findings.opinion {
        let group = |one: plan::GroupAgainst| {
            let found = opinion.groups.groups.iter().find(|group| group.id == one.group)?;
            let values = [
                ("group", found.letter().to_string().into()),
                ("size", w.point(&one.size).into()),
                ("disagree", w.point(&one.disagree).into()),
                ("statement", isolated(&opinion.statements[one.statement].text, NAME_SHOWN).into()),
            ];
            Some(w.say_with("dissent-group", &values))
        };
        against.extend(plan::groups_against(clause, opinion).into_iter().filter_map(group));
    }
    let themes = &run.findings.themes.themes;
    let found = plan::constituencies_against(frame.plan, clause, run.number, themes);
    against.extend(found.into_iter().map(|one| {
        let who = w.named("constituency", one.constituency);
        let values = [("who", who.into()), ("share", w.point(&one.share).into())];
        w.say_with("dissent-constituency", &values)
    }));
    against
}

const TAKEN_UP: [Decision; 3] = [Decision::Adopted, Decision::PartlyAdopted, Decision::Noted];

/// A clause's number and title in one line of plain text.
pub(super) fn numbered(frame: &Frame<'_>, clause: &Clause) -> String {
    let title = frame.text(&clause.title);
    let values = [("id", clause.id.as_str().into()), ("title", title.into())];
    frame.w.say_with("clause-numbered", &values)
}

/// "Chapter 2".
pub(super) fn chapter_name(frame: &Frame<'_>, id: &str) -> String {
    frame.w.say_with("chapter-number", &[("id", id.into())])
}

/// Whether the clause reads as first published.
pub(super) fn version_tag(w: &Words, clause: &Clause) -> Markup {
    match clause.previous() {
        Some(_) => tag::changed(&w.say("clause-changed")),
        None => Markup::text(&w.say("clause-as-published")),
    }
}

fn version_sentence(frame: &Frame<'_>, version: &ClauseVersion) -> String {
    let w = frame.w;
    let number = ("n", u64::from(version.number).into());
    match version.on {
        Some(on) => w.say_with("version-adopted", &[number, ("on", frame.day(on).into())]),
        None => w.say_with("version-published", &[number]),
    }
}

fn revision(frame: &Frame<'_>, clause: &Clause) -> Option<Revision> {
    let old = clause.previous()?;
    let why = &clause.current().why;
    let values = [("n", u64::from(old.number).into())];
    Some(Revision {
        heading: frame.w.say_with("clause-changes", &values),
        diff: changes::latest(frame, clause)?,
        why: (!why.is_blank()).then(|| frame.local(why)),
        by: (!clause.current().by.is_blank()).then(|| frame.local(&clause.current().by)),
    })
}

/// The versions before the one in force, the latest first.
fn earlier(frame: &Frame<'_>, clause: &Clause) -> Vec<Earlier> {
    let before = clause.versions.iter().rev().skip(1);
    before
        .map(|version| Earlier {
            label: version_sentence(frame, version),
            text: prose(version.text.get(frame.w.tag())),
        })
        .collect()
}

/// The measures that follow, as one group without a heading; no group when there are none.
fn measures(frame: &Frame<'_>, clause: &Clause) -> Vec<MeasureGroup> {
    let measures: Vec<_> =
        frame.plan.measures_of(&clause.id).map(|m| measure_row(frame, m)).collect();
    let group = MeasureGroup { title: String::new(), measures };
    [group].into_iter().filter(|group| !group.measures.is_empty()).collect()
}

/// Where to comment on it: the question of an open round about its chapter, else any open round.
fn comment(frame: &Frame<'_>, chapter: &str) -> Option<Link> {
    let open: Vec<_> = frame.plan.rounds.iter().filter(|round| round.is_open(frame.now)).collect();
    let question = open.iter().find_map(|round| {
        let about = |q: &&consultation::Question| q.chapter.as_deref() == Some(chapter);
        Some((round, &round.questions.iter().find(about)?.id))
    });
    let path = match (question, open.first()) {
        (Some((round, question)), _) => {
            format!("/take-part/{}/answer?question={question}", round.id.as_str())
        }
        (None, Some(round)) => format!("/take-part/{}/answer", round.id.as_str()),
        (None, None) => return None,
    };
    Some(frame.at(&path, frame.w.say("clause-comment")))
}

/// The clauses of other plans that it carries out.
fn carries_out(frame: &Frame<'_>, clause: &Clause) -> Vec<Related> {
    let related = clause.carries_out.iter().filter_map(|to| {
        let plan = frame.plans.iter().map(|link| link.plan).find(|plan| plan.id == to.plan)?;
        Some(related(frame, plan, plan.clause(&to.clause)?))
    });
    related.collect()
}

/// The clauses of plans nested under this one that carry it out.
fn carried_out_by(frame: &Frame<'_>, clause: &Clause) -> Vec<Related> {
    let own = &frame.plan.id;
    let others = frame.plans.iter().map(|link| link.plan);
    let carries = |other: &&Clause| {
        other.carries_out.iter().any(|to| to.plan == *own && to.clause == clause.id)
    };
    others
        .flat_map(|plan| plan.clauses().filter(carries).map(move |other| (plan, other)))
        .map(|(plan, other)| related(frame, plan, other))
        .collect()
}

fn related(frame: &Frame<'_>, plan: &Plan, clause: &Clause) -> Related {
    Related {
        plan: frame.local(&plan.title),
        href: frame.to_plan(plan, &clause_path(plan, &clause.id)),
        title: numbered(frame, clause),
    }
}

/// The clause before or after, in reading order.
fn neighbour(frame: &Frame<'_>, clause: &Clause, step: isize) -> Option<Link> {
    let clauses: Vec<&Clause> = frame.plan.clauses().collect();
    let at = clauses.iter().position(|other| other.id == clause.id)?;
    let next = clauses.get(at.checked_add_signed(step)?)?;
    Some(Link { href: frame.clause(&next.id), text: numbered(frame, next) })
}
