//! Drift between two runs: which themes grew, shrank, came, went, merged or split.
//!
//! Two leaf themes match where one has at least half of the contributions that the other shares with the
//! other run. Themes that match, directly or through others, stand in one row: one to one it has grown or shrunk when the
//! 95 % intervals of its shares part, else it is steady. Where the runs have fewer than [`SHARED`] of the smaller one's contributions in
//! common (another round), themes match by the cosine of the weights of their words, each with the one most like
//! it, from [`ALIKE`] on. Cost: one pass over both runs, then themes by themes.

use std::collections::{BTreeMap, BTreeSet};

use findings::{Change, Drift, DriftRow, Matched, Placed, Theme, ThemeId};

/// Share of the smaller run's contributions that must be in both for matching by members.
pub const SHARED: f64 = 0.1;

/// Share of a theme's common contributions that makes a match.
const HALF: f64 = 0.5;

/// Cosine of words from which on two themes match.
pub const ALIKE: f64 = 0.3;

/// A run as drift sees it.
#[derive(Clone, Copy, Debug)]
pub struct Sorted<'a> {
    /// Its number.
    pub run: u64,
    /// Its themes.
    pub themes: &'a [Theme],
    /// Contributions with their leaf theme, ascending by contribution.
    pub sorted: &'a [(u64, ThemeId)],
}

/// What became of the themes of `from` in `to`.
pub fn drift(from: Sorted<'_>, to: Sorted<'_>) -> Drift {
    let (before, after) = (leaves(from.themes), leaves(to.themes));
    let (shared, common) = common(from, to, &before, &after);
    let smaller = from.sorted.len().min(to.sorted.len());
    let by_members = smaller > 0 && shared as f64 >= smaller as f64 * SHARED;
    let (matched, links) = match by_members {
        true => (Matched::ByMembers, by_members_links(&common, before.len(), after.len())),
        false => (Matched::ByWords, by_words_links(&before, &after)),
    };
    let mut rows: Vec<DriftRow> = components(before.len(), after.len(), &links)
        .into_iter()
        .map(|(of_before, of_after)| row(&of_before, &of_after, &before, &after))
        .collect();
    let size = |row: &DriftRow| -> u64 {
        let counts = |placed: &[Placed]| placed.iter().map(|one| one.size.count).sum::<u64>();
        counts(&row.before).max(counts(&row.after))
    };
    rows.sort_by_key(|row| std::cmp::Reverse(size(row)));
    Drift { from: from.run, to: to.run, shared, matched, rows }
}

fn leaves(themes: &[Theme]) -> Vec<&Theme> {
    let parents: BTreeSet<&ThemeId> = themes.iter().filter_map(|t| t.parent.as_ref()).collect();
    themes.iter().filter(|theme| !parents.contains(&theme.id)).collect()
}

/// How many contributions both runs sorted, and for each pair of themes how many both hold.
fn common(
    from: Sorted<'_>,
    to: Sorted<'_>,
    before: &[&Theme],
    after: &[&Theme],
) -> (u64, BTreeMap<(usize, usize), u64>) {
    let place = |themes: &[&Theme]| -> BTreeMap<ThemeId, usize> {
        themes.iter().enumerate().map(|(at, theme)| (theme.id.clone(), at)).collect()
    };
    let (of_before, of_after) = (place(before), place(after));
    let (mut shared, mut pairs) = (0, BTreeMap::new());
    let mut later = to.sorted.iter().peekable();
    for (contribution, theme) in from.sorted {
        while later.next_if(|(other, _)| other < contribution).is_some() {}
        let Some((_, now)) = later.next_if(|(other, _)| other == contribution) else { continue };
        shared += 1;
        if let (Some(&before), Some(&after)) = (of_before.get(theme), of_after.get(now)) {
            *pairs.entry((before, after)).or_default() += 1;
        }
    }
    (shared, pairs)
}

fn by_members_links(
    common: &BTreeMap<(usize, usize), u64>,
    before: usize,
    after: usize,
) -> Vec<(usize, usize)> {
    let (mut of_before, mut of_after) = (vec![0; before], vec![0; after]);
    for ((one, other), count) in common {
        of_before[*one] += count;
        of_after[*other] += count;
    }
    let enough = |count: u64, of: u64| count as f64 >= of as f64 * HALF;
    let matches = |&(&(one, other), &count): &(&(usize, usize), &u64)| {
        enough(count, of_before[one]) || enough(count, of_after[other])
    };
    common.iter().filter(matches).map(|(pair, _)| *pair).collect()
}

/// Pairs that are each the other's most alike.
fn by_words_links(before: &[&Theme], after: &[&Theme]) -> Vec<(usize, usize)> {
    let best = |of: &[&Theme], among: &[&Theme]| -> Vec<Option<usize>> {
        let most_alike = |theme: &&Theme| {
            let alike = among.iter().enumerate().map(|(at, other)| (likeness(theme, other), at));
            let most = alike.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            most.filter(|(cosine, _)| *cosine >= ALIKE).map(|(_, at)| at)
        };
        of.iter().map(most_alike).collect()
    };
    let (forth, back) = (best(before, after), best(after, before));
    let pairs = forth.iter().enumerate().filter_map(|(one, other)| Some((one, (*other)?)));
    pairs.filter(|(one, other)| back[*other] == Some(*one)).collect()
}

/// Cosine of the weights of two themes' words.
fn likeness(one: &Theme, other: &Theme) -> f64 {
    let weights = |theme: &Theme| -> BTreeMap<String, f64> {
        theme.terms.iter().map(|term| (term.term.to_lowercase(), term.weight)).collect()
    };
    let (one, other) = (weights(one), weights(other));
    let length = |weights: &BTreeMap<String, f64>| {
        weights.values().map(|weight| weight * weight).sum::<f64>().sqrt()
    };
    let product: f64 =
        one.iter().filter_map(|(word, weight)| Some(weight * other.get(word)?)).sum();
    let lengths = length(&one) * length(&other);
    if lengths > 0.0 { product / lengths } else { 0.0 }
}

/// Themes that hang together: positions before and after.
fn components(
    before: usize,
    after: usize,
    links: &[(usize, usize)],
) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut group: Vec<usize> = (0..before + after).collect();
    let find = |group: &[usize], mut at: usize| {
        while group[at] != at {
            at = group[at];
        }
        at
    };
    for (one, other) in links {
        let (a, b) = (find(&group, *one), find(&group, before + *other));
        group[a.max(b)] = a.min(b);
    }
    let mut together: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for at in 0..before + after {
        let of = together.entry(find(&group, at)).or_default();
        if at < before { of.0.push(at) } else { of.1.push(at - before) }
    }
    together.into_values().collect()
}

fn row(of_before: &[usize], of_after: &[usize], before: &[&Theme], after: &[&Theme]) -> DriftRow {
    let placed = |theme: &Theme| Placed {
        theme: theme.id.clone(),
        name: theme.name.clone(),
        size: theme.size,
    };
    let change = match (of_before, of_after) {
        ([one], [other]) => changed(before[*one], after[*other]),
        ([], _) => Change::New,
        (_, []) => Change::Gone,
        (_, [_]) => Change::Merged,
        ([_], _) => Change::Split,
        _ => Change::Rearranged,
    };
    DriftRow {
        change,
        before: of_before.iter().map(|at| placed(before[*at])).collect(),
        after: of_after.iter().map(|at| placed(after[*at])).collect(),
    }
}

fn changed(before: &Theme, after: &Theme) -> Change {
    match () {
        () if after.size.low > before.size.high => Change::Grown,
        () if after.size.high < before.size.low => Change::Shrunk,
        () => Change::Steady,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use findings::{Breakdown, Share, Term};
    use proptest::prelude::*;

    fn theme(id: &str, count: u64, words: &[&str]) -> Theme {
        let term = |word: &&str| Term { term: (*word).to_owned(), weight: 1.0 };
        Theme {
            id: ThemeId(id.into()),
            parent: None,
            name: format!("Theme {id}"),
            kept: None,
            terms: words.iter().map(term).collect(),
            size: Share::of(count, 1_000),
            size_distinct: Share::of(count, 1_000),
            people: None,
            by: Breakdown::default(),
            quotes: Vec::new(),
            coherence: 0.5,
            stability: None,
        }
    }

    /// Contributions from `first` on, so many of each theme.
    fn sorted(first: u64, sizes: &[(&str, u64)]) -> Vec<(u64, ThemeId)> {
        let themes =
            sizes.iter().flat_map(|(id, count)| vec![ThemeId((*id).into()); *count as usize]);
        (first..).zip(themes).collect()
    }

    fn told(before: &[(&str, u64)], after: &[(&str, u64)], first: u64) -> String {
        let words = |id: &str| match id {
            "1" | "a" => ["well", "water"],
            "2" | "b" => ["bus", "evening"],
            _ => ["card", "shop"],
        };
        let themes = |sizes: &[(&str, u64)]| -> Vec<Theme> {
            sizes.iter().map(|(id, count)| theme(id, *count, &words(id))).collect()
        };
        let (one, other) = (sorted(0, before), sorted(first, after));
        let (themes_one, themes_other) = (themes(before), themes(after));
        let found = drift(
            Sorted { run: 1, themes: &themes_one, sorted: &one },
            Sorted { run: 2, themes: &themes_other, sorted: &other },
        );
        let side = |placed: &[Placed]| -> String {
            placed.iter().map(|one| one.theme.as_str()).collect::<Vec<_>>().join("+")
        };
        let row = |row: &DriftRow| {
            format!("{} {}>{}", row.change.as_str(), side(&row.before), side(&row.after))
        };
        found.rows.iter().map(row).collect::<Vec<_>>().join(", ")
    }

    /// Sizes before and after, the contributions being the same in the same order where both have them.
    #[test]
    fn what_became_of_themes() {
        for (before, after, first, expected) in [
            (
                &[("1", 100), ("2", 100)][..],
                &[("a", 100), ("b", 100)][..],
                0,
                "steady 1>a, steady 2>b",
            ),
            (&[("1", 100), ("2", 100)], &[("a", 200)], 0, "merged 1+2>a"),
            (&[("1", 200)], &[("a", 100), ("b", 100)], 0, "split 1>a+b"),
            (&[("1", 100)], &[("a", 100), ("b", 80)], 0, "steady 1>a, new >b"),
            (&[("1", 100), ("2", 80)], &[("a", 100)], 0, "steady 1>a, gone 2>"),
            (&[("2", 40), ("1", 100)], &[("b", 40), ("a", 300)], 0, "grown 1>a, steady 2>b"),
            (&[("1", 400)], &[("a", 100)], 0, "shrunk 1>a"),
            (&[], &[("a", 10)], 0, "new >a"),
            // Another round: no contribution in common, themes match by their words.
            (
                &[("1", 100), ("2", 90)],
                &[("b", 300), ("c", 50), ("a", 110)],
                9_000,
                "grown 2>b, steady 1>a, new >c",
            ),
        ] {
            assert_eq!(told(before, after, first), expected, "{before:?} {after:?}");
        }
    }

    proptest! {
        /// Every theme of both runs stands in one row.
        #[test]
        fn every_theme_stands_once(
            before in prop::collection::vec(0usize..6, 1..60),
            after in prop::collection::vec(0usize..6, 1..60),
        ) {
            let of = |at: &[usize]| -> (Vec<Theme>, Vec<(u64, ThemeId)>) {
                let ids: BTreeSet<usize> = at.iter().copied().collect();
                let themes = ids.iter().map(|id| theme(&id.to_string(), 5, &["w"])).collect();
                (themes, (0..).zip(at).map(|(n, id)| (n, ThemeId(id.to_string()))).collect())
            };
            let ((themes_one, one), (themes_other, other)) = (of(&before), of(&after));
            let found = drift(
                Sorted { run: 1, themes: &themes_one, sorted: &one },
                Sorted { run: 2, themes: &themes_other, sorted: &other },
            );
            let mut seen: Vec<&ThemeId> = found.rows.iter().flat_map(|r| &r.before).map(|p| &p.theme).collect();
            seen.sort();
            prop_assert_eq!(seen, themes_one.iter().map(|t| &t.id).collect::<Vec<_>>());
            prop_assert_eq!(found.rows.iter().map(|row| row.after.len()).sum::<usize>(), themes_other.len());
        }
    }
}
