//! From a clause or a measure back to the voices behind it, by constituency.

use std::collections::{BTreeMap, BTreeSet};

use findings::{Share, Theme};

use crate::{Clause, Plan, Reach};

/// Who is behind a clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Voices<'a> {
    /// The leaf themes that bear on it, largest first.
    pub themes: Vec<&'a Theme>,
    /// Contributions of those themes, out of all with a theme.
    pub contributions: Share,
    /// Contributions of those themes by constituency, out of all of that constituency in any leaf theme.
    pub by_constituency: Vec<(String, Share)>,
    /// Single contributions that the clause quotes or that were answered with it, by index.
    pub single: Vec<u64>,
}

/// The voices behind a clause; `None` when no theme and no contribution bears on it.
pub fn voices<'a>(plan: &Plan, clause: &Clause, reach: &Reach<'a>) -> Option<Voices<'a>> {
    let themes = reach.of([clause]);
    let quoted = clause.current().basis.passages.iter().map(|passage| passage.contribution);
    let answered = crate::Answers::of(plan);
    let answered = answered.exceptions().filter(|(_, d)| d.clause.as_ref() == Some(&clause.id));
    let single: BTreeSet<u64> = quoted.chain(answered.map(|(index, _)| index)).collect();
    if themes.is_empty() && single.is_empty() {
        return None;
    }
    let count = themes.iter().map(|theme| theme.size.count).sum();
    let of = themes.first().map_or(0, |theme| theme.size.of);
    Some(Voices {
        by_constituency: by_constituency(&themes),
        themes,
        contributions: Share::of(count, of),
        single: single.into_iter().collect(),
    })
}

/// A slice's denominator is all contributions of its constituency, so only the counts add up.
fn by_constituency(themes: &[&Theme]) -> Vec<(String, Share)> {
    let mut sums: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for part in themes.iter().flat_map(|theme| &theme.by.constituency) {
        let (count, of) = sums.entry(&part.key).or_default();
        *count += part.share.count;
        *of = (*of).max(part.share.of);
    }
    let mut parts: Vec<(String, Share)> = sums
        .into_iter()
        .map(|(key, (count, of))| (key.to_owned(), Share::of(count, of.max(count))))
        .collect();
    parts.sort_by(|a, b| (b.1.count, &a.0).cmp(&(a.1.count, &b.0)));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::tests::{on_contribution, on_theme, theme};
    use crate::{Act, ClauseId, Decision, Disposition, example, reach};

    #[test]
    fn themes_and_single_voices_of_a_clause() {
        let mut plan = example();
        let id = ClauseId("2.1".into());
        let themes = [theme("1", None, 60), theme("2", None, 40)];
        let bare = voices(&plan, plan.clause(&id).unwrap(), &reach(&plan, 1, &themes));
        assert_eq!(bare, None);

        plan.apply(Act::Dispose(on_theme("2", Decision::Adopted, Some("2.1")))).unwrap();
        let own =
            Disposition { clause: Some(id.clone()), ..on_contribution(7, Decision::PartlyAdopted) };
        plan.apply(Act::Dispose(own)).unwrap();
        let reach = reach(&plan, 1, &themes);
        let found = voices(&plan, plan.clause(&id).unwrap(), &reach).unwrap();
        assert_eq!(found.contributions, Share::of(40, 100));
        assert_eq!(found.by_constituency, [("public".to_owned(), Share::of(40, 100))]);
        assert_eq!(found.single, [7]);
    }
}
