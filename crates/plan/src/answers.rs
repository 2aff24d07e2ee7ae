//! The dispositions in force, found by what they answer.
//!
//! The last disposition on a subject counts. A theme without one of its own has its parent's, and a
//! contribution without one of its own has its theme's. So an answer cascades, and an explicit
//! exception always stands before it. Building costs O(n log n) in the dispositions, each question
//! O(log n).

use std::collections::{BTreeMap, BTreeSet};

use findings::{Theme, ThemeId};

use crate::{Disposition, KeptId, Plan, Subject, answer_to_kept};

/// The dispositions in force.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers<'a> {
    themes: BTreeMap<(u64, &'a ThemeId), &'a Disposition>,
    contributions: BTreeMap<u64, &'a Disposition>,
    kept: BTreeMap<KeptId, &'a Disposition>,
}

impl<'a> Answers<'a> {
    /// Those of a plan.
    pub fn of(plan: &'a Plan) -> Answers<'a> {
        let mut answers = Answers::default();
        for disposition in &plan.dispositions {
            match &disposition.subject {
                Subject::Theme { run, theme } => {
                    answers.themes.insert((*run, theme), disposition);
                }
                Subject::Contribution(index) => {
                    answers.contributions.insert(*index, disposition);
                }
            }
        }
        for theme in plan.kept_themes().all {
            if let Some(answer) = answer_to_kept(plan, &theme.id) {
                answers.kept.insert(theme.id, answer);
            }
        }
        answers
    }

    /// The answer to a theme of a run: its own, else that of the kept theme it is, else its parent's.
    pub fn to_theme(&self, run: u64, theme: &Theme) -> Option<&'a Disposition> {
        let own = self.themes.get(&(run, &theme.id));
        let kept = || self.kept.get(&KeptId(theme.kept.clone()?));
        own.or_else(kept).or_else(|| self.themes.get(&(run, theme.parent.as_ref()?))).copied()
    }

    /// The answer to a contribution: its own, else that of its theme, given with the run that found it.
    pub fn to_contribution(
        &self,
        index: u64,
        theme: Option<(u64, &Theme)>,
    ) -> Option<&'a Disposition> {
        let own = self.contributions.get(&index).copied();
        own.or_else(|| theme.and_then(|(run, theme)| self.to_theme(run, theme)))
    }

    /// Contributions with an answer of their own, by index.
    pub fn exceptions(&self) -> impl Iterator<Item = (u64, &'a Disposition)> {
        self.contributions.iter().map(|(&index, &disposition)| (index, disposition))
    }

    /// Every disposition in force: on themes by run and number, then on contributions by index.
    pub fn all(&self) -> impl Iterator<Item = &'a Disposition> {
        self.themes.values().chain(self.contributions.values()).copied()
    }
}

/// The positions of the themes under which no other stands.
pub fn leaves(themes: &[Theme]) -> Vec<usize> {
    let parents: BTreeSet<&ThemeId> =
        themes.iter().filter_map(|theme| theme.parent.as_ref()).collect();
    (0..themes.len()).filter(|&at| !parents.contains(&themes[at].id)).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{Act, ClauseId, Decision, example};
    use consultation::LocalText;
    use findings::{Breakdown, Share, Slice};
    use jiff::civil::date;
    use proptest::prelude::*;

    /// A theme of so many contributions out of 100, all from the public and the web.
    pub(crate) fn theme(id: &str, parent: Option<&str>, count: u64) -> Theme {
        let all = |key: &str| vec![Slice { key: key.into(), share: Share::of(count, 100) }];
        Theme {
            id: ThemeId(id.into()),
            parent: parent.map(|id| ThemeId(id.into())),
            name: id.into(),
            terms: Vec::new(),
            size: Share::of(count, 100),
            size_distinct: Share::of(count, 100),
            people: None,
            by: Breakdown {
                channel: all("web"),
                constituency: all("public"),
                ..Breakdown::default()
            },
            quotes: Vec::new(),
            kept: None,
            coherence: 0.5,
            stability: None,
        }
    }

    /// A disposition on a theme of run 1, each with a reason of its own.
    pub(crate) fn on_theme(theme: &str, decision: Decision, clause: Option<&str>) -> Disposition {
        let subject = Subject::Theme { run: 1, theme: ThemeId(theme.into()) };
        on(subject, decision, clause, &format!("Theme {theme} was weighed."))
    }

    /// A disposition on one contribution.
    pub(crate) fn on_contribution(index: u64, decision: Decision) -> Disposition {
        let reason = format!("Contribution {index} asks for something else.");
        on(Subject::Contribution(index), decision, None, &reason)
    }

    fn on(subject: Subject, decision: Decision, clause: Option<&str>, reason: &str) -> Disposition {
        Disposition {
            subject,
            decision,
            reason: LocalText::one("en", reason),
            clause: clause.map(|id| ClauseId(id.into())),
            evidence: Vec::new(),
            on: date(2026, 2, 1),
        }
    }

    #[test]
    fn an_answer_cascades_until_something_has_its_own() {
        let mut plan = example();
        let (parent, child) = (theme("1", None, 10), theme("1.1", Some("1"), 10));
        let answer = |plan: &crate::Plan, index| {
            Answers::of(plan).to_contribution(index, Some((1, &child))).map(|d| d.decision)
        };
        assert_eq!(answer(&plan, 7), None);
        plan.apply(Act::Dispose(on_theme("1", Decision::Noted, None))).unwrap();
        assert_eq!(answer(&plan, 7), Some(Decision::Noted));
        plan.apply(Act::Dispose(on_theme("1.1", Decision::NotAdopted, None))).unwrap();
        assert_eq!(answer(&plan, 7), Some(Decision::NotAdopted));
        assert_eq!(Answers::of(&plan).to_theme(1, &parent).unwrap().decision, Decision::Noted);
        assert_eq!(Answers::of(&plan).to_theme(2, &parent), None);
    }

    proptest! {
        /// Whatever is decided on themes, before or after, an exception stays.
        #[test]
        fn cascading_never_overrides_an_explicit_exception(
            acts in prop::collection::vec((any::<bool>(), 0u64..6, 0usize..3), 0..24)
        ) {
            const FREE: [Decision; 2] = [Decision::NotAdopted, Decision::Noted];
            let mut plan = example();
            let mut exceptions = BTreeMap::new();
            for (is_exception, at, word) in acts {
                let decision = FREE[word % 2];
                if is_exception {
                    plan.apply(Act::Dispose(on_contribution(at, decision))).unwrap();
                    exceptions.insert(at, decision);
                } else {
                    plan.apply(Act::Dispose(on_theme(&at.to_string(), decision, None))).unwrap();
                }
            }
            let answers = Answers::of(&plan);
            for index in 0..6 {
                let theme = theme(&index.to_string(), None, 1);
                let found = answers.to_contribution(index, Some((1, &theme)));
                match exceptions.get(&index) {
                    Some(decision) => prop_assert_eq!(found.unwrap().decision, *decision),
                    None => prop_assert_eq!(found, answers.to_theme(1, &theme)),
                }
            }
        }
    }
}
