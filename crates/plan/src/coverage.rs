//! Coverage: how much of what people said has an answer.
//!
//! Every contribution with a theme counts once: by its own answer where it has one, else by its theme's.
//! So the five parts (adopted, partly, not, noted, no answer) add up to all contributions. Cost: O(n log n)
//! in themes and dispositions, whatever the number of contributions.

use std::collections::{BTreeMap, BTreeSet};

use findings::disclosure::OTHER;
use findings::{Breakdown, Share, Slice, Theme, ThemeId};

use crate::answers::{Answers, leaves};
use crate::{Clause, ClauseId, Decision, Disposition, Plan};

/// How much of what people said in one run has an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// Leaf themes with a disposition, out of all leaf themes.
    pub themes: Share,
    /// Contributions with a disposition, their own or their theme's, out of all with a theme.
    pub contributions: Share,
    /// Contributions by decision, in the order of [`Decision::ALL`].
    pub by_decision: [u64; 4],
    /// Contributions that have an answer of their own.
    pub exceptions: u64,
    /// Leaf themes without one, largest first, by position in the themes given.
    pub unanswered: Vec<usize>,
}

/// A contribution with an answer of its own, and where the run put it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Its leaf theme.
    pub theme: ThemeId,
    /// Its answer.
    pub decision: Decision,
    /// Its channel, as breakdowns name it.
    pub channel: String,
    /// Its constituency, as breakdowns name it.
    pub constituency: String,
}

/// Coverage of the leaf themes among `themes`, made by analysis run `run`. `exceptions` are the
/// contributions of the run with an answer of their own.
pub fn coverage(plan: &Plan, run: u64, themes: &[Theme], exceptions: &[Exception]) -> Coverage {
    let answers = Answers::of(plan);
    let mut by_decision = [0; 4];
    let mut unanswered = Vec::new();
    let leaves = leaves(themes);
    let (mut total, mut answered_themes) = (0, 0);
    let of_theme = by_theme(exceptions);
    for &position in &leaves {
        let theme = &themes[position];
        let own = of_theme.get(&theme.id).map_or(&[][..], Vec::as_slice);
        let own = &own[..own.len().min(usize::try_from(theme.size.count).unwrap_or(usize::MAX))];
        own.iter().for_each(|exception| by_decision[slot(exception.decision)] += 1);
        total += theme.size.count;
        match answers.to_theme(run, theme) {
            None => unanswered.push(position),
            Some(disposition) => {
                answered_themes += 1;
                by_decision[slot(disposition.decision)] += theme.size.count - own.len() as u64;
            }
        }
    }
    unanswered.sort_by_key(|&position| std::cmp::Reverse(themes[position].size.count));
    Coverage {
        themes: Share::of(answered_themes, leaves.len() as u64),
        contributions: Share::of(by_decision.iter().sum(), total),
        by_decision,
        exceptions: of_theme.values().map(|own| own.len() as u64).sum(),
        unanswered,
    }
}

/// Leaf themes among `themes`, made by analysis run `run`, that are answered, out of all of them.
pub fn themes_answered(plan: &Plan, run: u64, themes: &[Theme]) -> Share {
    let (answers, leaves) = (Answers::of(plan), leaves(themes));
    let answered = leaves.iter().filter(|&&at| answers.to_theme(run, &themes[at]).is_some());
    Share::of(answered.count() as u64, leaves.len() as u64)
}

fn by_theme(exceptions: &[Exception]) -> BTreeMap<&ThemeId, Vec<&Exception>> {
    let mut of_theme: BTreeMap<&ThemeId, Vec<&Exception>> = BTreeMap::new();
    for exception in exceptions {
        of_theme.entry(&exception.theme).or_default().push(exception);
    }
    of_theme
}

/// A dimension by which coverage is broken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// How contributions arrived.
    Channel,
    /// For whom they speak.
    Constituency,
}

impl By {
    fn parts(self, by: &Breakdown) -> &[Slice] {
        match self {
            By::Channel => &by.channel,
            By::Constituency => &by.constituency,
        }
    }

    fn of(self, exception: &Exception) -> &str {
        match self {
            By::Channel => &exception.channel,
            By::Constituency => &exception.constituency,
        }
    }
}

/// The same part by part: for each channel or constituency the contributions with an answer, out of all of
/// that part with a theme. A part that a theme does not show stands in its `other`.
pub fn coverage_by(
    plan: &Plan,
    run: u64,
    themes: &[Theme],
    exceptions: &[Exception],
    by: By,
) -> BTreeMap<String, Share> {
    let answers = Answers::of(plan);
    let of_theme = by_theme(exceptions);
    let mut sums: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for theme in leaves(themes).into_iter().map(|at| &themes[at]) {
        let answered = answers.to_theme(run, theme).is_some();
        let own = of_theme.get(&theme.id).map_or(&[][..], Vec::as_slice);
        let slices = by.parts(&theme.by);
        let shown = |key: &str| slices.iter().any(|slice| slice.key == key);
        for slice in slices {
            let stands_in = |exception: &&&Exception| match by.of(exception) {
                key if shown(key) => slice.key == key,
                _ => slice.key == OTHER,
            };
            let own = own.iter().filter(stands_in).count() as u64;
            let (count, of) = sums.entry(slice.key.clone()).or_default();
            *count += if answered { slice.share.count } else { own.min(slice.share.count) };
            *of += slice.share.count;
        }
    }
    sums.into_iter().map(|(key, (count, of))| (key, Share::of(count, of))).collect()
}

fn slot(decision: Decision) -> usize {
    match decision {
        Decision::Adopted => 0,
        Decision::PartlyAdopted => 1,
        Decision::NotAdopted => 2,
        Decision::Noted => 3,
    }
}

impl Plan {
    /// The disposition in force for a theme of a run: its own, else its parent's. The last one counts.
    /// Whoever asks often takes [`Answers`] instead.
    pub fn disposition_of(&self, run: u64, theme: &Theme) -> Option<&Disposition> {
        Answers::of(self).to_theme(run, theme)
    }

    /// Clauses that draw on nothing people said.
    pub fn clauses_without_basis(&self) -> impl Iterator<Item = &Clause> {
        self.clauses().filter(|clause| clause.current().basis.is_empty())
    }

    /// Dispositions in force whose clause no longer stands in the plan.
    pub fn answers_without_their_clause(&self) -> Vec<&Disposition> {
        let standing: BTreeSet<&ClauseId> = self.clauses().map(|clause| &clause.id).collect();
        let gone =
            |d: &&Disposition| d.clause.as_ref().is_some_and(|clause| !standing.contains(clause));
        Answers::of(self).all().filter(gone).collect()
    }

    /// Dispositions in force without a reason in `language`. An act without any reason is refused, so these
    /// are reasons still to be translated.
    pub fn answers_without_reason(&self, language: &str) -> Vec<&Disposition> {
        let blank = |d: &&Disposition| d.reason.0.get(language).is_none_or(|t| t.trim().is_empty());
        Answers::of(self).all().filter(blank).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::tests::{on_theme, theme};
    use crate::{Act, example};
    use proptest::prelude::*;

    fn exception(theme: &str, decision: Decision) -> Exception {
        Exception {
            theme: ThemeId(theme.into()),
            decision,
            channel: "web".into(),
            constituency: "public".into(),
        }
    }

    #[test]
    fn a_contribution_counts_once_by_its_own_answer() {
        let themes = [theme("1", None, 60), theme("2", None, 40)];
        let mut plan = example();
        plan.apply(Act::Dispose(on_theme("1", Decision::NotAdopted, None))).unwrap();
        let own = [exception("1", Decision::Noted), exception("2", Decision::Noted)];
        let found = coverage(&plan, 1, &themes, &own);
        assert_eq!(found.by_decision, [0, 0, 59, 2]);
        assert_eq!(found.contributions, Share::of(61, 100));
        assert_eq!(found.themes, Share::of(1, 2));
        assert_eq!((found.exceptions, found.unanswered), (2, vec![1]));
        let by = coverage_by(&plan, 1, &themes, &own, By::Channel);
        assert_eq!(by["web"], Share::of(61, 100));
    }

    proptest! {
        #[test]
        fn coverage_sums_to_all_and_no_unanswered_theme_is_left_out(
            sizes in prop::collection::vec(0u64..50, 1..12),
            answered in prop::collection::vec((0usize..12, 0usize..2), 0..12),
            own in prop::collection::vec((0usize..12, 0usize..4), 0..20),
        ) {
            let themes: Vec<Theme> = (0..).zip(&sizes)
                .map(|(n, &count): (usize, _)| theme(&n.to_string(), None, count)).collect();
            let mut plan = example();
            for &(at, word) in &answered {
                let decision = [Decision::NotAdopted, Decision::Noted][word];
                plan.apply(Act::Dispose(on_theme(&at.to_string(), decision, None))).unwrap();
            }
            let own: Vec<Exception> = own.iter()
                .map(|&(at, word)| exception(&at.to_string(), Decision::ALL[word])).collect();
            let found = coverage(&plan, 1, &themes, &own);
            let total: u64 = sizes.iter().sum();
            let open = found.contributions.of - found.contributions.count;
            prop_assert_eq!(found.by_decision.iter().sum::<u64>() + open, total);
            for (at, theme) in themes.iter().enumerate() {
                let is_open = plan.disposition_of(1, theme).is_none();
                prop_assert_eq!(found.unanswered.contains(&at), is_open);
            }
            let by = coverage_by(&plan, 1, &themes, &own, By::Constituency);
            prop_assert_eq!(by["public"].count, found.contributions.count);
        }
    }
}
