//! Where people agree, and where they differ: what the votes of a round give, in public.

use std::collections::BTreeSet;

use askama::Template;
use consultation::Round;
use findings::disclosure::K_DEFAULT;
use findings::{Findings, GroupsOutcome, Opinion};

use crate::finding::opinion::{self, opinion as opinion_pieces};
use crate::finding::slate;
use crate::finding::statements::{self, Statements};
use crate::layout::{Layout, Link};
use crate::markup::Markup;
use crate::site::Frame;
use crate::site::round::Phase;
use crate::site::runs::Run;
use crate::words::Words;

/// Statements of a list that are shown at once.
const FIRST_SHOWN: usize = 3;

#[derive(Template)]
#[template(path = "site/votes.html")]
struct VotesPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    round_title: Markup,
    dates: String,
    found: opinion::Opinion,
    hidden: Vec<String>,
    statements: Option<Statements>,
    notes: Vec<String>,
    source: String,
    vote: Option<Link>,
    slate: Option<(String, Link)>,
}

/// The same where the votes carry no groups: why first, then the statements.
#[derive(Template)]
#[template(path = "site/votes_no_groups.html")]
struct NoGroupsPage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    round_title: Markup,
    dates: String,
    found: opinion::Opinion,
    statements: Option<Statements>,
    notes: Vec<String>,
    source: String,
    vote: Option<Link>,
    slate: Option<(String, Link)>,
}

/// The page of a round. `ids` are those that the findings know its statements by.
pub fn votes(
    frame: &Frame<'_>,
    round: &Round,
    run: Option<Run<'_>>,
    ids: &BTreeSet<String>,
) -> String {
    let w = frame.w;
    let phase = Phase::of(round, frame.now);
    let findings = run.map(|run| of_round(frame, run.findings, ids));
    let Some((run, findings)) = run.zip(findings).filter(|(_, found)| has_votes(found)) else {
        return none_yet(frame, round, phase);
    };
    let page = VotesPage {
        layout: frame.layout(w.say("votes-title"), crumbs(frame)),
        w,
        round_title: frame.local(&round.title),
        dates: phase.dates(frame, round),
        found: opinion_pieces(w, &findings),
        hidden: hidden(w, &findings),
        statements: of_everyone(w, &findings),
        notes: vec![
            w.say("groups-size"),
            w.say("limit-seen"),
            w.say_with("votes-rounded", &[("k", K_DEFAULT.into())]),
        ],
        source: w.say_with("said-source", &[("run", run.number.to_string().into())]),
        vote: (phase == Phase::Open)
            .then(|| frame.at(&format!("/vote/{}", round.id.as_str()), w.say("vote-act"))),
        slate: findings.slates.first().map(|slate| {
            let page = format!("/votes/{}/slate", round.id.as_str());
            (slate::sentence(w, slate), frame.at(&page, w.say("slate-act")))
        }),
    };
    let rendered =
        if found_none(&findings) { without_groups(page).render() } else { page.render() };
    rendered.expect("a template writes into a string")
}

/// Whether groups were looked for and none hold.
fn found_none(findings: &Findings) -> bool {
    let outcome = findings.opinion.as_ref().map(|opinion| opinion.groups.outcome);
    use GroupsOutcome::{Alike, Gradient, NoPattern, NotStable};
    matches!(outcome, Some(Alike | Gradient | NoPattern | NotStable))
}

fn without_groups(page: VotesPage<'_>) -> NoGroupsPage<'_> {
    let VotesPage {
        layout,
        w,
        round_title,
        dates,
        found,
        statements,
        notes,
        source,
        vote,
        slate,
        ..
    } = page;
    NoGroupsPage { layout, w, round_title, dates, found, statements, notes, source, vote, slate }
}

#[derive(Template)]
#[template(path = "site/slate.html")]
struct SlatePage<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    round_title: Markup,
    dates: String,
    slate: slate::Slate,
    notes: Vec<String>,
    source: String,
}

/// The page of the statements that together speak for everyone; `None` when the run chose none, or
/// the votes are another round's.
pub fn slate(
    frame: &Frame<'_>,
    round: &Round,
    run: Run<'_>,
    ids: &BTreeSet<String>,
) -> Option<String> {
    let w = frame.w;
    let findings = of_round(frame, run.findings, ids);
    let opinion = findings.opinion.as_ref()?;
    let page = SlatePage {
        layout: frame.layout(w.say("slates-title"), slate_crumbs(frame, round)),
        w,
        round_title: frame.local(&round.title),
        dates: Phase::of(round, frame.now).dates(frame, round),
        slate: slate::slates(w, &findings, opinion).into_iter().next()?,
        notes: vec![w.say("limit-seen"), w.say_with("votes-rounded", &[("k", K_DEFAULT.into())])],
        source: w.say_with("said-source", &[("run", run.number.to_string().into())]),
    };
    Some(page.render().expect("a template writes into a string"))
}

fn slate_crumbs(frame: &Frame<'_>, round: &Round) -> Vec<Link> {
    let votes = format!("/votes/{}", round.id.as_str());
    let mut crumbs = crumbs(frame);
    crumbs.push(frame.link(votes, frame.w.say("votes-title")));
    crumbs
}

/// The lists, and a table of all statements but those that are hidden or ask about the voter.
fn of_everyone(w: &'static Words, findings: &Findings) -> Option<Statements> {
    let opinion = findings.opinion.as_ref()?;
    let (all, all_title) = statements::all(w, opinion, |one| one.takes_part);
    Some(Statements { all, all_title, ..statements::statements(w, findings, FIRST_SHOWN)? })
}

fn crumbs(frame: &Frame<'_>) -> Vec<Link> {
    vec![frame.link("/said", frame.w.say("nav-said"))]
}

fn has_votes(findings: &Findings) -> bool {
    let voted = |found: &Opinion| found.statements.iter().any(|one| one.counts.seen() > 0);
    findings.received.voters > 0 && findings.opinion.as_ref().is_some_and(voted)
}

/// The findings with the statements of one round, in the language of the frame where the office gave
/// it.
fn of_round(frame: &Frame<'_>, findings: &Findings, ids: &BTreeSet<String>) -> Findings {
    let mut findings = findings.clone();
    let Some(opinion) = &mut findings.opinion else { return findings };
    let belongs: BTreeSet<u32> = (0..)
        .zip(&opinion.statements)
        .filter(|(_, one)| one.takes_part && ids.contains(&one.id))
        .map(|(at, _)| at)
        .collect();
    for list in [
        &mut opinion.agreed,
        &mut opinion.rejected,
        &mut opinion.across_groups,
        &mut opinion.divisive,
        &mut opinion.bridging,
    ] {
        list.retain(|at| belongs.contains(at));
    }
    for group in &mut opinion.groups.groups {
        group.representative.retain(|one| belongs.contains(&one.statement));
    }
    let in_round = |slate: &findings::Slate| slate.statements.iter().any(|at| belongs.contains(at));
    findings.slates.retain(in_round);
    findings.received.statements = belongs.len() as u64;
    let office = frame.plan.rounds.iter().flat_map(|round| &round.statements);
    for given in office.filter(|one| !one.translations.is_blank()) {
        for found in &mut opinion.statements {
            if found.id == given.id.as_str() && found.text == given.text {
                given.text_in(frame.w.tag()).clone_into(&mut found.text);
            }
        }
    }
    for (at, found) in (0..).zip(&mut opinion.statements) {
        found.takes_part &= belongs.contains(&at);
    }
    findings
}

/// What is not shown, as too few people stand together.
fn hidden(w: &Words, findings: &Findings) -> Vec<String> {
    let Some(found) = &findings.opinion else { return Vec::new() };
    let groups = &found.groups;
    let k = || [("k", K_DEFAULT.into())];
    let mut hidden = Vec::new();
    if groups.groups.is_empty() && groups.silhouette.is_some() {
        hidden.push(w.say_with("votes-groups-hidden", &k()));
    } else if !groups.groups.is_empty() && groups.map.is_empty() {
        hidden.push(w.say("votes-map-hidden"));
    }
    hidden
}

#[derive(Template)]
#[template(path = "site/votes_none.html")]
struct VotesNone<'a> {
    layout: Layout<'a>,
    w: &'static Words,
    round_title: Markup,
    dates: String,
    vote: Option<Link>,
}

fn none_yet(frame: &Frame<'_>, round: &Round, phase: Phase) -> String {
    let w = frame.w;
    let page = VotesNone {
        layout: frame.layout(w.say("votes-title"), crumbs(frame)),
        w,
        round_title: frame.local(&round.title),
        dates: phase.dates(frame, round),
        vote: (phase == Phase::Open && !round.statements.is_empty())
            .then(|| frame.at(&format!("/vote/{}", round.id.as_str()), w.say("vote-act"))),
    };
    page.render().expect("a template writes into a string")
}
