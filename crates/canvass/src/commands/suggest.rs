//! `canvass clause suggest` and `canvass clause confirm`: what clauses may draw on, by likeness; a drafter
//! confirms it, and that is recorded.

use std::borrow::Cow;

use analysis::text::alike;
use findings::Findings;
use plan::{Act, Clause, ClauseId, Link, LinkTo, Passage, Plan, leaves};

use super::staff::{Desk, local, today};
use super::theme::latest;
use crate::cli::{ConfirmLink, SuggestLinks};
use crate::failure::{Exit, Failure, Outcome};
use crate::output;

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
}

/// Everything of a run that a clause may draw on: leaf themes by their names, words and quotes; statements;
/// quotes as passages of their contributions.
pub fn offered(run: u64, findings: &Findings) -> Vec<Offered<'_>> {
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
    for quote in themes.iter().flat_map(|theme| &theme.quotes) {
        // Letters are published without the number of a contribution, and a cut quote has no known end.
        let Ok(contribution) = quote.contribution.parse() else { continue };
        let length = u32::try_from(quote.text.chars().count()).unwrap_or(u32::MAX);
        let to = LinkTo::Passage(Passage { contribution, from: 0, to: length });
        let known = offered.iter().rev().take_while(|o| matches!(o.to, LinkTo::Passage(_)));
        if !quote.cut && length > 0 && !known.into_iter().any(|other| other.to == to) {
            offered.push(Offered { to, words: quote.text.as_str().into() });
        }
    }
    offered
}

/// For each clause at most `most` links it does not have yet, at least `least` alike, the most like first.
/// Each clause is sought in every language its text has.
pub fn suggested(
    plan: &Plan,
    clauses: &[&Clause],
    offered: &[Offered<'_>],
    most: usize,
    least: f64,
) -> Vec<Suggested> {
    let mut texts: Vec<(usize, String)> = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        let current = &clause.current().text;
        let text =
            |(tag, text): (&String, &String)| (at, format!("{}\n{text}", clause.title.get(tag)));
        texts.extend(current.0.iter().map(text));
    }
    let sought: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    let words: Vec<&str> = offered.iter().map(|one| one.words.as_ref()).collect();
    let mut of_clause: Vec<Vec<Suggested>> = vec![Vec::new(); clauses.len()];
    for ((at, _), found) in texts.iter().zip(alike(&sought, &words, 4 * most, least)) {
        let clause = &clauses[*at].id;
        of_clause[*at].extend(found.into_iter().map(|one| Suggested {
            clause: clause.clone(),
            to: offered[one.at].to.clone(),
            likeness: one.likeness,
        }));
    }
    for (suggested, clause) in of_clause.iter_mut().zip(clauses) {
        suggested.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
        let mut seen: Vec<LinkTo> = plan
            .links_of(&clause.id, clause.current().number)
            .map(|link| link.to.clone())
            .collect();
        suggested.retain(|one| {
            let new = !seen.contains(&one.to);
            seen.push(one.to.clone());
            new
        });
        suggested.truncate(most);
    }
    of_clause.into_iter().flatten().collect()
}

/// Prints what clauses may draw on, one line a link: clause, kind, what, likeness, the first words.
pub fn suggest(command: &SuggestLinks) -> Outcome {
    let desk = Desk::open(&command.place)?;
    let run = latest(&desk.store)?;
    let offered = offered(run.number, &run.findings);
    let plans = desk.store.plans();
    let plan = plans.plan(&desk.plan).expect("the desk was opened with a plan that is there");
    let wanted = |clause: &&Clause| {
        command.clause.as_ref().is_none_or(|id| clause.id.as_str() == id.as_str())
    };
    let clauses: Vec<&Clause> = plan.clauses().filter(wanted).collect();
    let found = suggested(plan, &clauses, &offered, command.most.into(), command.least);
    for one in &found {
        let words = offered.iter().find(|offered| offered.to == one.to);
        let words = words.map_or("", |offered| offered.words.as_ref());
        let first: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let first: String = first.chars().take(60).collect();
        let (id, to, likeness) = (one.clause.as_str(), named(&one.to), one.likeness);
        output::line(format!("{id}\t{to}\t{likeness:.2}\t{first}"))?;
    }
    eprintln!("{} links suggested for {} clauses", found.len(), clauses.len());
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
    let theme =
        |id: &String| LinkTo::Theme { run: run.number, theme: findings::ThemeId(id.clone()) };
    let themes = command.themes.iter().map(theme);
    let statements = command.statements.iter().cloned().map(LinkTo::Statement);
    let passages = command.passages.iter().copied().map(LinkTo::Passage);
    let links: Vec<LinkTo> = themes.chain(statements).chain(passages).collect();
    if links.is_empty() {
        let hint = "give --theme, --statement or --passage";
        return Err(Failure::new(Exit::Usage, "there is nothing to confirm", hint));
    }
    let offered = offered(run.number, &run.findings);
    let unknown = |to: &&LinkTo| {
        matches!(to, LinkTo::Theme { .. }) && !offered.iter().any(|one| one.to == **to)
    };
    if let Some(to) = links.iter().find(unknown) {
        let message = format!("run {} has no leaf {}", run.number, named(to).replace('\t', " "));
        let hint = "canvass clause suggest DATA shows what may be linked";
        return Err(Failure::new(Exit::Usage, message, hint));
    }
    let known = suggested(plan, &[clause], &offered, offered.len().max(1), 0.0);
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
