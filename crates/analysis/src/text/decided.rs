//! What people decided about themes, carried out on what the program found.
//!
//! A text that staff put somewhere goes there. A text nobody decided on goes with its group: where at
//! least half of the distinct texts that the program grouped together are in one kept theme, the rest of the group
//! joins it; otherwise it stays in what is left of the group. So kept themes keep their members, new texts
//! join by likeness, every text is in one theme, and without any decision nothing changes. Within a kept
//! theme that was split, a text goes by its words. Cost: one pass, and the words of the texts of split themes.

use std::collections::BTreeMap;

use super::distinct::Distinct;
use super::search::words;
use super::themes::{Grouping, drop_lone_tops};

/// What people decided, for the contributions in the order of the input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// Kept themes.
    pub themes: Vec<DecidedTheme>,
    /// For each contribution the kept theme it was put in; shorter than the input, or empty, for none.
    pub held: Vec<Option<Held>>,
}

/// A kept theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedTheme {
    /// Its own name, the same in every run.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// The theme that took it up, by position; its own where none did.
    pub now: usize,
    /// The theme it was split off from, and the words that its texts have, as
    /// [`words`](super::search::words) cuts them.
    pub part_of: Option<(usize, Vec<String>)>,
}

/// Where people put a contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The kept theme, by position.
    pub theme: usize,
    /// This contribution was moved by itself; the words of split themes do not count.
    pub moved: bool,
}

/// A kept theme as a leaf is described: its own name and what it is called.
pub(crate) type Kept = Option<(String, String)>;

/// Carries out what was decided. Gives for each leaf the kept theme it is.
pub(crate) fn regroup(
    grouping: Grouping,
    distinct: &Distinct,
    decided: &Decided,
) -> (Grouping, Vec<Kept>) {
    if decided.themes.is_empty() {
        let leaves = grouping.top_of.len();
        return (grouping, vec![None; leaves]);
    }
    let held = of_texts(distinct, &decided.held);
    let joins = joins(&grouping, &held, decided);
    let places: Vec<Place> = (0..distinct.len())
        .map(|text| {
            let leaf = grouping.leaf_of[text].0;
            let put = held[text]
                .or_else(|| joins[leaf as usize].map(|theme| Held { theme, moved: false }));
            match put {
                None => Place::Found(leaf),
                Some(held) => Place::Kept(within(held, &distinct.normal[text], decided)),
            }
        })
        .collect();
    renumber(grouping, &places, decided)
}

/// Where a text goes: to a leaf the program found, or to a kept theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Found(u32),
    Kept(usize),
}

/// For each distinct text where people put it: where one of its copies was moved to by itself, else where the
/// first of them is.
fn of_texts(distinct: &Distinct, held: &[Option<Held>]) -> Vec<Option<Held>> {
    let mut of_texts: Vec<Option<Held>> = vec![None; distinct.len()];
    for (row, held) in held.iter().enumerate().take(distinct.of_row.len()) {
        let (Some(held), Some(text)) = (held, distinct.of_row[row]) else { continue };
        let known = &mut of_texts[text as usize];
        if known.is_none_or(|known| held.moved && !known.moved) {
            *known = Some(*held);
        }
    }
    of_texts
}

/// For each leaf the kept theme that at least half of its texts are in.
fn joins(grouping: &Grouping, held: &[Option<Held>], decided: &Decided) -> Vec<Option<usize>> {
    let mut texts = vec![0_u64; grouping.top_of.len()];
    let mut of_theme: Vec<BTreeMap<usize, u64>> = vec![BTreeMap::new(); texts.len()];
    for ((leaf, _), held) in grouping.leaf_of.iter().zip(held) {
        texts[*leaf as usize] += 1;
        if let Some(held) = held {
            *of_theme[*leaf as usize].entry(held.theme).or_default() += 1;
        }
    }
    let join = |(of, texts): (&BTreeMap<usize, u64>, &u64)| {
        let mut now: BTreeMap<usize, u64> = BTreeMap::new();
        for (theme, count) in of {
            *now.entry(decided.themes[*theme].now).or_default() += count;
        }
        let most = |counts: &BTreeMap<usize, u64>| {
            counts.iter().map(|(theme, count)| (*count, std::cmp::Reverse(*theme))).max()
        };
        let (count, std::cmp::Reverse(end)) = most(&now)?;
        if count * 2 < *texts {
            return None;
        }
        let mut into = of.clone();
        into.retain(|theme, _| decided.themes[*theme].now == end);
        most(&into).map(|(_, std::cmp::Reverse(theme))| theme)
    };
    of_theme.iter().zip(&texts).map(join).collect()
}

/// The kept theme of a text put in one: a part of it, where it was split and the text has the words.
fn within(held: Held, normal: &str, decided: &Decided) -> usize {
    let mut theme = held.theme;
    if !held.moved {
        let parts = decided.themes.iter().enumerate();
        let mut parts = parts.filter_map(|(at, part)| {
            let (from, asked) = part.part_of.as_ref()?;
            (*from == held.theme).then_some((at, asked))
        });
        let mut own: Option<Vec<String>> = None;
        let part = parts.find(|(_, asked)| {
            let own = own.get_or_insert_with(|| words(normal));
            asked.iter().all(|word| own.contains(word))
        });
        theme = part.map_or(theme, |(at, _)| at);
    }
    decided.themes[theme].now
}

/// What the places that have texts are as leaves, space after space.
fn renumber(old: Grouping, places: &[Place], decided: &Decided) -> (Grouping, Vec<Kept>) {
    type Counts = BTreeMap<(u32, Option<u32>), u64>;
    let mut found: BTreeMap<Place, Counts> = BTreeMap::new();
    for (place, (leaf, _)) in places.iter().zip(&old.leaf_of) {
        let at = (old.space_of[*leaf as usize], old.top_of[*leaf as usize]);
        *found.entry(*place).or_default().entry(at).or_default() += 1;
    }
    // A kept theme stands where most of its texts were found.
    let where_most = |counts: &Counts| {
        let most = counts.iter().map(|(at, count)| (*count, std::cmp::Reverse(*at))).max();
        most.map_or((0, None), |(_, std::cmp::Reverse(at))| at)
    };
    let mut leaves: Vec<((u32, Option<u32>), Place)> =
        found.iter().map(|(place, counts)| (where_most(counts), *place)).collect();
    leaves.sort_by_key(|((space, _), place)| (*space, *place));
    let number: BTreeMap<Place, u32> =
        (0..).zip(&leaves).map(|(number, (_, place))| (*place, number)).collect();
    let kept = |(_, place): &(_, Place)| match place {
        Place::Found(_) => None,
        Place::Kept(at) => {
            let theme = &decided.themes[*at];
            Some((theme.key.clone(), theme.name.clone()))
        }
    };
    // What staff decided comes back because they did.
    let again = |(_, place): &(_, Place)| match place {
        Place::Found(leaf) => old.found_again.get(*leaf as usize).copied().flatten(),
        Place::Kept(_) => None,
    };
    let leaf_of = places.iter().zip(&old.leaf_of);
    let mut grouping = Grouping {
        leaf_of: leaf_of.map(|(place, (_, cosine))| (number[place], *cosine)).collect(),
        top_of: leaves.iter().map(|((_, top), _)| *top).collect(),
        space_of: leaves.iter().map(|((space, _), _)| *space).collect(),
        found_again: leaves.iter().map(again).collect(),
        ..old
    };
    drop_lone_tops(&mut grouping);
    (grouping, leaves.iter().map(kept).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::spaces::Space;
    use proptest::prelude::*;

    fn found(leaf_of: &[u32], space_of: &[u32]) -> Grouping {
        Grouping {
            leaf_of: leaf_of.iter().map(|leaf| (*leaf, 0.5)).collect(),
            top_of: vec![None; space_of.len()],
            space_of: space_of.to_vec(),
            spaces: vec![Space::default(); 2],
            found_again: vec![None; space_of.len()],
            concerns: Vec::new(),
            maker: None,
        }
    }

    fn kept(key: &str, now: usize, part_of: Option<(usize, Vec<String>)>) -> DecidedTheme {
        DecidedTheme { key: key.into(), name: format!("Name of {key}"), now, part_of }
    }

    fn held(theme: usize) -> Option<Held> {
        Some(Held { theme, moved: false })
    }

    /// For each text the kept theme it is in, or a dot and the first text of its leaf.
    fn places(texts: &[&str], grouping: Grouping, decided: &Decided) -> Vec<String> {
        let distinct = Distinct::of(texts);
        let (grouping, kept) = regroup(grouping, &distinct, decided);
        let leaf = |text: usize| grouping.leaf_of[text].0;
        let first = |of: u32| (0..distinct.len()).find(|text| leaf(*text) == of).unwrap();
        (0..distinct.len())
            .map(|text| match &kept[leaf(text) as usize] {
                Some((key, _)) => key.clone(),
                None => format!(".{}", first(leaf(text))),
            })
            .collect()
    }

    #[test]
    fn decided_texts_stay_and_like_ones_join_them() {
        let texts = ["a", "b", "c dry", "d", "e", "f", "g dry wells", "h"];
        // The groups found: a b c d, e f, g h. The first two of them once were one kept theme.
        let found = || found(&[0, 0, 0, 0, 1, 1, 2, 2], &[0, 0, 0]);
        let lock = Decided {
            themes: vec![kept("K1", 0, None)],
            held: vec![held(0), held(0), None, None, held(0), None, None, None],
        };
        assert_eq!(
            places(&texts, found(), &lock).join(" "),
            "K1 K1 K1 K1 K1 K1 .6 .6",
            "half of a group is enough"
        );
        let few = Decided { held: vec![held(0)], ..lock.clone() };
        assert_eq!(places(&texts, found(), &few).join(" "), "K1 .1 .1 .1 .4 .4 .6 .6");
        let split = Decided {
            themes: vec![kept("K1", 0, None), kept("K1.K2", 1, Some((0, vec!["dry".into()])))],
            ..lock.clone()
        };
        assert_eq!(places(&texts, found(), &split).join(" "), "K1 K1 K1.K2 K1 K1 K1 .6 .6");
        let moved = Held { theme: 0, moved: true };
        let mut and_moved = split.clone();
        and_moved.held[6] = Some(moved);
        assert_eq!(
            places(&texts, found(), &and_moved).join(" "),
            "K1 K1 K1.K2 K1 K1 K1 K1 K1",
            "a moved text takes half of its group with it, but stays where it was put itself"
        );
        let merged = Decided {
            themes: vec![kept("K1", 1, None), kept("K2", 1, None)],
            held: vec![held(0), None, None, None, None, held(1), held(1), None],
        };
        assert_eq!(places(&texts, found(), &merged).join(" "), "K2 .1 .1 .1 K2 K2 K2 K2");
    }

    proptest! {
        /// Every text is in one theme, none is empty, what was put together stands together, leaves of one
        /// space follow each other, and without a decision nothing changes.
        #[test]
        fn nothing_is_lost(
            leaf_of in prop::collection::vec(0u32..5, 5..40),
            themes in 1usize..4,
            put in prop::collection::vec(prop::option::weighted(0.4, 0usize..4), 40),
        ) {
            let texts: Vec<String> = (0..leaf_of.len()).map(|n| format!("text {n}")).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut leaf_of = leaf_of;
            // Each leaf has a text, as it has when it is found.
            (0..5).for_each(|leaf| leaf_of[leaf as usize] = leaf);
            let grouping = || found(&leaf_of, &[0, 0, 1, 1, 1]);
            let distinct = Distinct::of(&texts);
            let none = regroup(grouping(), &distinct, &Decided::default()).0;
            prop_assert_eq!(&none.leaf_of, &grouping().leaf_of);
            let decided = Decided {
                themes: (0..themes).map(|n| kept(&format!("K{n}"), n, None)).collect(),
                held: put.iter().take(texts.len()).map(|n| (*n).and_then(|n| held(n % themes))).collect(),
            };
            let (after, names) = regroup(grouping(), &distinct, &decided);
            let leaves = after.top_of.len();
            prop_assert_eq!((names.len(), after.space_of.len(), after.leaf_of.len()), (leaves, leaves, texts.len()));
            prop_assert!(after.space_of.is_sorted());
            for leaf in 0..leaves as u32 {
                prop_assert!(after.leaf_of.iter().any(|(of, _)| *of == leaf));
            }
            for (text, held) in decided.held.iter().enumerate() {
                let name = &names[after.leaf_of[text].0 as usize];
                if let Some(held) = held {
                    prop_assert_eq!(&name.as_ref().unwrap().0, &format!("K{}", held.theme));
                }
            }
        }
    }
}
