//! `canvass clause suggest` and `canvass clause confirm`: what clauses may draw on, by likeness; a drafter
//! confirms it, and that is recorded.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use analysis::text::{Sentence, Titled, alike, sentences};
use findings::{Findings, Theme, ThemeId};
use plan::{Act, Clause, ClauseId, Link, LinkTo, Passage, leaves};
use store::{Audience, Standing, Store, StoredRun};

use super::staff::{Desk, local, today};
use super::theme::latest;
use crate::cli::{ConfirmLink, SuggestLinks};
use crate::failure::{Exit, Failure, Outcome};
use crate::output::{self, counted};

/// Something said that a clause may draw on.
#[derive(Clone, Debug)]
pub struct Offered<'a> {
    /// What a link to it points at.
    pub to: LinkTo,
    /// Its words.
    pub words: Cow<'a, str>,
}

/// A link that a drafter may confirm.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggested {
    /// The clause.
    pub clause: ClauseId,
    /// What it may draw on.
    pub to: LinkTo,
    /// How like the two are, 0 to 1.
    pub likeness: f64,
    /// Its position among what was offered.
    pub at: usize,
}

/// Everything of a run that a clause may draw on: leaf themes by their names, words and quotes; statements;
/// sentences of what was `said`, contributions by the index of their leaf.
pub fn offered<'a>(
    run: u64,
    findings: &'a Findings,
    said: &'a [(u64, String)],
) -> Vec<Offered<'a>> {
    let themes = &findings.themes.themes;
    let mut offered = Vec::new();
    for theme in leaves(themes).into_iter().map(|at| &themes[at]) {
        let mut words = theme.name.clone();
        let terms = theme.terms.iter().map(|term| term.term.as_str());
        for more in terms.chain(theme.quotes.iter().map(|quote| quote.text.as_str())) {
            words.push('\n');
            words.push_str(more);
        }
        let to = LinkTo::Theme { run, theme: theme.id.clone() };
        offered.push(Offered { to, words: words.into() });
    }
    for statement in findings.opinion.iter().flat_map(|opinion| &opinion.statements) {
        let to = LinkTo::Statement(statement.id.clone());
        offered.push(Offered { to, words: statement.text.as_str().into() });
    }
    for (contribution, text) in said {
        let contribution = *contribution;
        offered.extend(sentences(text).map(|Sentence { from, to, words }| Offered {
            to: LinkTo::Passage(Passage { contribution, from, to }),
            words: words.into(),
        }));
    }
    offered
}

/// What anyone may read of the contributions of some leaf themes: of each theme its quotes, and the first
/// `most` that the run put there.
pub fn said(
    store: &Store,
    run: u64,
    themes: &[&Theme],
    most: usize,
) -> Outcome<Vec<(u64, String)>> {
    let mut said = BTreeMap::new();
    for theme in themes {
        let quoted = theme.quotes.iter().filter_map(|quote| quote.contribution.parse().ok());
        for index in quoted {
            let found = store.contribution(index)?;
            let shown = found.filter(|one| one.standing == Standing::Published);
            said.extend(shown.map(|one| (index, one.contribution.text)));
        }
        let (mut from, mut left) = (0, most);
        while left > 0 {
            let most = u32::try_from(left).unwrap_or(u32::MAX);
            let page = store.of_theme(run, &theme.id, Audience::Public, from, most)?;
            let Some(last) = page.last() else { break };
            from = last.index + 1;
            let taken = page.len().min(left);
            left -= taken;
            said.extend(page.into_iter().take(taken).map(|one| (one.index, one.contribution.text)));
        }
    }
    Ok(said.into_iter().collect())
}

/// Contributions read of each theme where all clauses are sought, and where one is: of as many of the themes
/// most like it.
const SAID_OF_EACH: usize = 4;
const SAID_OF_LIKELY: usize = 2_000;
const LIKELY_THEMES: usize = 5;

/// What was said that may be offered to these clauses: a little of every theme; for a single clause much of
/// the themes that it draws on or is like.
fn said_for(store: &Store, run: &StoredRun, clauses: &[&Clause]) -> Outcome<Vec<(u64, String)>> {
    let all = &run.findings.themes.themes;
    let mut themes: Vec<&Theme> = leaves(all).into_iter().map(|at| &all[at]).collect();
    let [clause] = clauses else { return said(store, run.number, &themes, SAID_OF_EACH) };
    let offered = offered(run.number, &run.findings, &[]);
    let likely = nearest(clauses, &offered, LIKELY_THEMES, 0.0, |_| Vec::new());
    let basis = &clause.current().basis;
    themes.retain(|theme| {
        let to = LinkTo::Theme { run: run.number, theme: theme.id.clone() };
        let drawn = basis.run == Some(run.number) && basis.themes.contains(&theme.id);
        drawn || likely.iter().any(|one| one.to == to)
    });
    said(store, run.number, &themes, SAID_OF_LIKELY)
}

/// For each clause at most `most` links of each kind that it does not have yet, at least `least` alike, the
/// most like first. Each clause is sought in every language its text has; what does not stand in its current
/// basis already is new.
pub fn suggested(
    clauses: &[&Clause],
    offered: &[Offered<'_>],
    most: usize,
    least: f64,
) -> Vec<Suggested> {
    nearest(clauses, offered, most, least, drawn_on)
}

/// The same without what `seen` gives for a clause.
fn nearest(
    clauses: &[&Clause],
    offered: &[Offered<'_>],
    most: usize,
    least: f64,
    seen: fn(&Clause) -> Vec<LinkTo>,
) -> Vec<Suggested> {
    let mut sought: Vec<Titled<'_>> = Vec::new();
    let mut places_of_sought = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        for (tag, text) in &clause.current().text.0 {
            sought.push(Titled { title: clause.title.get(tag), text });
            places_of_sought.push(at);
        }
    }
    let mut of_clause: Vec<Vec<Suggested>> = vec![Vec::new(); clauses.len()];
    for kind in [Kind::Theme, Kind::Statement, Kind::Passage] {
        let (places, words): (Vec<usize>, Vec<&str>) = (0..)
            .zip(offered)
            .filter(|(_, one)| Kind::of(&one.to) == kind)
            .map(|(at, one)| (at, one.words.as_ref()))
            .unzip();
        let mut of_kind: Vec<Vec<Suggested>> = vec![Vec::new(); clauses.len()];
        let found = alike(&sought, &words, most.saturating_mul(4), least);
        for (at, found) in places_of_sought.iter().zip(found) {
            of_kind[*at].extend(found.into_iter().map(|one| Suggested {
                clause: clauses[*at].id.clone(),
                to: offered[places[one.at]].to.clone(),
                likeness: one.likeness,
                at: places[one.at],
            }));
        }
        for ((all, mut found), clause) in of_clause.iter_mut().zip(of_kind).zip(clauses) {
            found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
            let (known, mut listed) = (seen(clause), BTreeSet::new());
            found.retain(|one| !known.contains(&one.to) && listed.insert(one.at));
            all.extend(found.into_iter().take(most));
        }
    }
    of_clause.into_iter().flatten().collect()
}

/// What can be linked to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Theme,
    Statement,
    Passage,
}

impl Kind {
    fn of(to: &LinkTo) -> Kind {
        match to {
            LinkTo::Theme { .. } => Kind::Theme,
            LinkTo::Statement(_) => Kind::Statement,
            LinkTo::Passage(_) => Kind::Passage,
        }
    }
}

/// What a clause's current text draws on already.
fn drawn_on(clause: &Clause) -> Vec<LinkTo> {
    let basis = &clause.current().basis;
    let theme = |run, theme: &ThemeId| LinkTo::Theme { run, theme: theme.clone() };
    let themes =
        basis.run.into_iter().flat_map(|run| basis.themes.iter().map(move |id| theme(run, id)));
    let statements = basis.statements.iter().cloned().map(LinkTo::Statement);
    let passages = basis.passages.iter().copied().map(LinkTo::Passage);
    themes.chain(statements).chain(passages).collect()
}

/// Prints what clauses may draw on, one line a link: clause, kind, what, likeness, the first words.
pub fn suggest(command: &SuggestLinks) -> Outcome {
    let desk = Desk::open(&command.place)?;
    let run = latest(&desk.store)?;
    let plans = desk.store.plans();
    let plan = plans.plan(&desk.plan).expect("the desk was opened with a plan that is there");
    let wanted = |clause: &&Clause| {
        command.clause.as_ref().is_none_or(|id| clause.id.as_str() == id.as_str())
    };
    let clauses: Vec<&Clause> = plan.clauses().filter(wanted).collect();
    let said = said_for(&desk.store, &run, &clauses)?;
    let offered = offered(run.number, &run.findings, &said);
    let found = suggested(&clauses, &offered, command.most.into(), command.least);
    for one in &found {
        let first: String = offered[one.at].words.split_whitespace().collect::<Vec<_>>().join(" ");
        let first: String = first.chars().take(60).collect();
        let (id, to, likeness) = (one.clause.as_str(), named(&one.to), one.likeness);
        output::line(format!("{id}\t{to}\t{likeness:.2}\t{first}"))?;
    }
    let links = counted(found.len() as u64, "link", "links");
    eprintln!("{links} suggested for {}", counted(clauses.len() as u64, "clause", "clauses"));
    eprintln!("Next:   canvass clause confirm DATA CLAUSE --theme T --by NAME");
    Ok(())
}

/// `theme 4`, `statement 12`, `passage 1204:0-57`: as the command line names them.
fn named(to: &LinkTo) -> String {
    match to {
        LinkTo::Theme { theme, .. } => format!("theme\t{theme}"),
        LinkTo::Statement(id) => format!("statement\t{id}"),
        LinkTo::Passage(p) => format!("passage\t{}:{}-{}", p.contribution, p.from, p.to),
    }
}

/// The words of a passage, where anyone may read them.
fn words_of(store: &Store, passage: Passage) -> Outcome<Option<String>> {
    let found = store.contribution(passage.contribution)?;
    let shown = found.filter(|one| one.standing == Standing::Published);
    Ok(shown.and_then(|one| passage.words(&one.contribution.text).map(str::to_owned)))
}

/// Records links that a drafter confirmed, each with its likeness where the program would suggest it.
pub fn confirm(command: &ConfirmLink) -> Outcome {
    let desk = Desk::open(&command.place)?;
    let run = latest(&desk.store)?;
    let id = ClauseId(command.clause.clone());
    let plans = desk.store.plans();
    let plan = plans.plan(&desk.plan).expect("the desk was opened with a plan that is there");
    let clause = plan.clause(&id).ok_or_else(|| {
        let hint = "the plan's pages and its outline show the clauses' numbers";
        Failure::new(Exit::Usage, format!("there is no clause `{}`", id.as_str()), hint)
    })?;
    let theme = |id: &String| LinkTo::Theme { run: run.number, theme: ThemeId(id.clone()) };
    let themes = command.themes.iter().map(theme);
    let statements = command.statements.iter().cloned().map(LinkTo::Statement);
    let passages = command.passages.iter().copied().map(LinkTo::Passage);
    let links: Vec<LinkTo> = themes.chain(statements).chain(passages).collect();
    if links.is_empty() {
        let hint = "give --theme, --statement or --passage";
        return Err(Failure::new(Exit::Usage, "there is nothing to confirm", hint));
    }
    let said = said_for(&desk.store, &run, &[clause])?;
    let mut offered = offered(run.number, &run.findings, &said);
    for to in &links {
        if let LinkTo::Passage(passage) = to
            && !offered.iter().any(|one| one.to == *to)
            && let Some(words) = words_of(&desk.store, *passage)?
        {
            offered.push(Offered { to: to.clone(), words: words.into() });
        }
    }
    let unknown = |to: &&LinkTo| !offered.iter().any(|one| one.to == **to);
    if let Some(to) = links.iter().find(unknown) {
        let message = match to {
            LinkTo::Passage(_) => {
                format!("there is no {} to be read", named(to).replace('\t', " "))
            }
            _ => format!("run {} has no {}", run.number, named(to).replace('\t', " ")),
        };
        let hint = "canvass clause suggest DATA shows what may be linked";
        return Err(Failure::new(Exit::Usage, message, hint));
    }
    let known = nearest(&[clause], &offered, offered.len(), 0.0, |_| Vec::new());
    let likeness = |to: &LinkTo| {
        let found = known.iter().find(|one| one.to == *to)?;
        // Rounded to hundredths, 0 to 100.
        Some((100.0 * found.likeness).round() as u8)
    };
    let act = |to: LinkTo| {
        Act::ConfirmLink(Link {
            clause: id.clone(),
            version: clause.current().number,
            likeness: likeness(&to),
            to,
            by: local(&command.by),
            on: today(),
        })
    };
    desk.act_together(links.into_iter().map(act).collect())
}
