//! Reach: which themes bear on which clause.
//!
//! A theme reaches a clause when its disposition points at it or when the clause's text draws on it. It
//! may reach several, so the parts of a plan add up to more than the whole. Contributions have one
//! primary theme each, so within one part nothing is counted twice.

use std::collections::{BTreeMap, BTreeSet};

use findings::{Share, Theme, ThemeId};

use crate::answers::{Answers, leaves};
use crate::{Chapter, Clause, ClauseId, Plan};

/// Which of the leaf themes of one run reach which clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach<'a> {
    themes: &'a [Theme],
    leaves: Vec<usize>,
    by_clause: BTreeMap<ClauseId, BTreeSet<usize>>,
}

/// The reach of the leaf themes among `themes`, made by analysis run `run`.
pub fn reach<'a>(plan: &Plan, run: u64, themes: &'a [Theme]) -> Reach<'a> {
    let leaves = leaves(themes);
    let answers = Answers::of(plan);
    let mut by_clause: BTreeMap<ClauseId, BTreeSet<usize>> = BTreeMap::new();
    for &at in &leaves {
        if let Some(clause) = answers.to_theme(run, &themes[at]).and_then(|d| d.clause.clone()) {
            by_clause.entry(clause).or_default().insert(at);
        }
    }
    let mut below: BTreeMap<&ThemeId, Vec<usize>> = BTreeMap::new();
    for &at in &leaves {
        below.entry(&themes[at].id).or_default().push(at);
        if let Some(parent) = &themes[at].parent {
            below.entry(parent).or_default().push(at);
        }
    }
    for clause in plan.clauses().filter(|clause| clause.current().basis.run == Some(run)) {
        let named = &clause.current().basis.themes;
        let drawn = named.iter().filter_map(|id| below.get(id)).flatten().copied();
        by_clause.entry(clause.id.clone()).or_default().extend(drawn);
    }
    Reach { themes, leaves, by_clause }
}

impl<'a> Reach<'a> {
    /// The themes that reach one of these clauses, largest first.
    pub fn of<'c>(&self, clauses: impl IntoIterator<Item = &'c Clause>) -> Vec<&'a Theme> {
        let sets = clauses.into_iter().filter_map(|clause| self.by_clause.get(&clause.id));
        let positions: BTreeSet<usize> = sets.flatten().copied().collect();
        let mut themes: Vec<&Theme> = positions.into_iter().map(|at| &self.themes[at]).collect();
        themes.sort_by_key(|theme| std::cmp::Reverse(theme.size.count));
        themes
    }

    /// The themes that reach a clause of the chapter, largest first.
    pub fn of_chapter(&self, chapter: &Chapter) -> Vec<&'a Theme> {
        self.of(chapter.objectives.iter().flat_map(|objective| &objective.clauses))
    }

    /// The leaf themes that reach no clause, largest first.
    pub fn nowhere(&self) -> Vec<&'a Theme> {
        let reached: BTreeSet<usize> = self.by_clause.values().flatten().copied().collect();
        let left = self.leaves.iter().filter(|at| !reached.contains(at));
        let mut themes: Vec<&Theme> = left.map(|&at| &self.themes[at]).collect();
        themes.sort_by_key(|theme| std::cmp::Reverse(theme.size.count));
        themes
    }
}

/// Contributions of these leaf themes together, out of all with a theme; `None` for no themes.
pub fn together(themes: &[&Theme]) -> Option<Share> {
    let of = themes.first()?.size.of;
    Some(Share::of(themes.iter().map(|theme| theme.size.count).sum(), of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::tests::theme;
    use crate::{Act, ClauseVersion, Decision, Disposition, PublicBasis, Subject, example};
    use consultation::LocalText;
    use findings::ThemeId;
    use jiff::civil::date;

    fn ids(themes: &[&Theme]) -> Vec<String> {
        themes.iter().map(|theme| theme.id.0.clone()).collect()
    }

    #[test]
    fn themes_reach_by_answer_and_by_basis_and_are_counted_once() {
        let themes = [
            theme("1", None, 60),
            theme("1.1", Some("1"), 20),
            theme("1.2", Some("1"), 40),
            theme("2", None, 30),
            theme("3", None, 10),
        ];
        let mut plan = example();
        let clause = ClauseId("2.1".into());
        let dispose = |id: &str, decision, clause: Option<&ClauseId>| {
            Act::Dispose(Disposition {
                subject: Subject::Theme { run: 1, theme: ThemeId(id.into()) },
                decision,
                reason: LocalText::one("en", format!("Theme {id}.")),
                clause: clause.cloned(),
                evidence: Vec::new(),
                on: date(2026, 2, 1),
            })
        };
        plan.apply(dispose("1.2", Decision::Adopted, Some(&clause))).unwrap();
        plan.apply(dispose("2", Decision::NotAdopted, None)).unwrap();
        let version = ClauseVersion {
            number: 2,
            text: LocalText::one("en", "Homes and hospitals first."),
            why: LocalText::default(),
            by: LocalText::default(),
            review: None,
            on: None,
            basis: PublicBasis {
                run: Some(1),
                themes: vec![ThemeId("1".into())],
                ..PublicBasis::default()
            },
        };
        plan.apply(Act::ReviseClause { clause, version }).unwrap();

        let found = reach(&plan, 1, &themes);
        let chapter = found.of_chapter(&plan.chapters[0]);
        assert_eq!(ids(&chapter), ["1.2", "1.1"]);
        assert_eq!(together(&chapter), Some(Share::of(60, 100)));
        assert_eq!(ids(&found.nowhere()), ["2", "3"]);
        // Another run's themes are others, whatever their numbers.
        assert_eq!(ids(&reach(&plan, 2, &themes).nowhere()), ["1.2", "2", "1.1", "3"]);
        assert_eq!(together(&[]), None);
    }
}
