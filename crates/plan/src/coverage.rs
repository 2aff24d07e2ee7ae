//! Coverage: how much of what people said has an answer.

use std::collections::BTreeMap;

use findings::{Breakdown, Share, Slice, Theme};

use crate::{Clause, Decision, Disposition, Plan, Subject};

/// How much of what people said in one run has an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// Leaf themes with a disposition, out of all leaf themes.
    pub themes: Share,
    /// Contributions whose theme has a disposition, out of all with a theme.
    pub contributions: Share,
    /// Contributions by decision, in the order of [`Decision::ALL`].
    pub by_decision: [u64; 4],
    /// Leaf themes without one, largest first, by position in the themes given.
    pub unanswered: Vec<usize>,
}

/// Coverage of the leaf themes among `themes`, made by analysis run `run`.
pub fn coverage(plan: &Plan, run: u64, themes: &[Theme]) -> Coverage {
    let mut answered_themes = 0;
    let mut by_decision = [0; 4];
    let mut unanswered = Vec::new();
    let leaves = themes.iter().enumerate().filter(|(_, theme)| is_leaf(theme, themes));
    let (mut leaf_count, mut total) = (0, 0);
    for (position, theme) in leaves {
        leaf_count += 1;
        total += theme.size.count;
        match plan.disposition_of(run, theme) {
            None => unanswered.push(position),
            Some(disposition) => {
                answered_themes += 1;
                by_decision[slot(disposition.decision)] += theme.size.count;
            }
        }
    }
    unanswered.sort_by_key(|&position| std::cmp::Reverse(themes[position].size.count));
    Coverage {
        themes: Share::of(answered_themes, leaf_count),
        contributions: Share::of(by_decision.iter().sum(), total),
        by_decision,
        unanswered,
    }
}

/// The same part by part: for each channel, constituency or language the contributions whose theme has a
/// disposition, out of all of that part with a theme.
pub fn coverage_by(
    plan: &Plan,
    run: u64,
    themes: &[Theme],
    parts: fn(&Breakdown) -> &[Slice],
) -> BTreeMap<String, Share> {
    let mut sums: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for theme in themes.iter().filter(|theme| is_leaf(theme, themes)) {
        let answered = plan.disposition_of(run, theme).is_some();
        for slice in parts(&theme.by) {
            let (count, of) = sums.entry(slice.key.clone()).or_default();
            *count += if answered { slice.share.count } else { 0 };
            *of += slice.share.count;
        }
    }
    sums.into_iter().map(|(key, (count, of))| (key, Share::of(count, of))).collect()
}

/// True when no other theme stands under it.
pub(crate) fn is_leaf(theme: &Theme, themes: &[Theme]) -> bool {
    themes.iter().all(|other| other.parent.as_ref() != Some(&theme.id))
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
    pub fn disposition_of(&self, run: u64, theme: &Theme) -> Option<&Disposition> {
        let of = |id: &findings::ThemeId| {
            let subject = Subject::Theme { run, theme: id.clone() };
            self.dispositions.iter().rev().find(|disposition| disposition.subject == subject)
        };
        of(&theme.id).or_else(|| theme.parent.as_ref().and_then(of))
    }

    /// Clauses that draw on nothing people said.
    pub fn clauses_without_basis(&self) -> impl Iterator<Item = &Clause> {
        self.clauses().filter(|clause| clause.current().basis.is_empty())
    }
}
