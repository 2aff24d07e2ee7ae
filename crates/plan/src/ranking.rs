//! Rankings of themes under different weights, and whether the order depends on them.
//!
//! Four weights are in use: every contribution counts; every person counts once; every campaign and every
//! set of duplicates counts once; every constituency counts alike, that is the mean over constituencies
//! of the theme's share in each. None is the right one. Where two give another order the reader is told.

use findings::Theme;

/// What counts as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Every contribution.
    Contributions,
    /// Every person whose contributions say who sent them.
    People,
    /// Every contribution, campaigns and duplicates once.
    CampaignsOnce,
    /// Every constituency alike.
    ConstituenciesEqual,
}

impl Weight {
    /// Every weight, in the order pages show them.
    pub const ALL: [Weight; 4] =
        [Weight::Contributions, Weight::People, Weight::CampaignsOnce, Weight::ConstituenciesEqual];

    /// The word in addresses and the key of its translation.
    pub fn as_str(self) -> &'static str {
        match self {
            Weight::Contributions => "contributions",
            Weight::People => "people",
            Weight::CampaignsOnce => "campaigns-once",
            Weight::ConstituenciesEqual => "constituencies-equal",
        }
    }
}

/// A theme with its weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked<'a> {
    /// The theme.
    pub theme: &'a Theme,
    /// Its share under the weight, 0 to 1.
    pub share: f64,
    /// From 1; themes of one share have one rank.
    pub rank: usize,
    /// Its rank per contribution, where that differs.
    pub was: Option<usize>,
}

/// Ranks themes (of one level) under a weight; `None` where the weight cannot be had: people are not
/// known, or no theme has parts by constituency. Ties keep the order given.
pub fn rank<'a>(themes: &[&'a Theme], weight: Weight) -> Option<Vec<Ranked<'a>>> {
    let shares =
        |weight| -> Option<Vec<f64>> { themes.iter().map(|theme| share(theme, weight)).collect() };
    let (by_weight, by_count) = (shares(weight)?, shares(Weight::Contributions)?);
    let place = |shares: &[f64], at: usize| 1 + shares.iter().filter(|s| **s > shares[at]).count();
    let mut ranked: Vec<Ranked<'a>> = (0..themes.len())
        .map(|at| {
            let (rank, before) = (place(&by_weight, at), place(&by_count, at));
            let was = (rank != before).then_some(before);
            Ranked { theme: themes[at], share: by_weight[at], rank, was }
        })
        .collect();
    ranked.sort_by_key(|one| one.rank);
    Some(ranked)
}

fn share(theme: &Theme, weight: Weight) -> Option<f64> {
    match weight {
        Weight::Contributions => Some(theme.size.value()),
        Weight::CampaignsOnce => Some(theme.size_distinct.value()),
        Weight::People => theme.people.map(|people| people.value()),
        Weight::ConstituenciesEqual => {
            let parts = theme.by.constituency.iter().filter(|slice| slice.share.of > 0);
            let (sum, n) = parts.fold((0.0, 0), |(sum, n), part| (sum + part.share.value(), n + 1));
            (n > 0).then(|| sum / f64::from(n))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::tests::theme;
    use findings::{Share, Slice};

    fn ranks(found: Option<Vec<Ranked<'_>>>) -> Vec<String> {
        let one = |one: &Ranked<'_>| {
            let was = one.was.map_or(String::new(), |was| format!(" was {was}"));
            format!("{} {}{was}", one.rank, one.theme.id)
        };
        found.map_or(vec!["unknown".into()], |found| found.iter().map(one).collect())
    }

    #[test]
    fn the_order_depends_on_what_counts_as_one() {
        let part = |key: &str, count, of| Slice { key: key.into(), share: Share::of(count, of) };
        let (mut letter, mut buses, mut trees) =
            (theme("1", None, 60), theme("2", None, 30), theme("3", None, 30));
        letter.size_distinct = Share::of(4, 44);
        buses.size_distinct = Share::of(20, 44);
        trees.size_distinct = Share::of(20, 44);
        letter.by.constituency = vec![part("public", 60, 110), part("expert", 0, 10)];
        buses.by.constituency = vec![part("public", 28, 110), part("expert", 2, 10)];
        trees.by.constituency = vec![part("public", 22, 110), part("expert", 8, 10)];
        let themes = [&letter, &buses, &trees];
        assert_eq!(ranks(rank(&themes, Weight::Contributions)), ["1 1", "2 2", "2 3"]);
        assert_eq!(
            ranks(rank(&themes, Weight::CampaignsOnce)),
            ["1 2 was 2", "1 3 was 2", "3 1 was 1"]
        );
        assert_eq!(
            ranks(rank(&themes, Weight::ConstituenciesEqual)),
            ["1 3 was 2", "2 1 was 1", "3 2 was 2"]
        );
        assert_eq!(ranks(rank(&themes, Weight::People)), ["unknown"]);
        let by =
            |theme: &Theme, count| Theme { people: Some(Share::of(count, 12)), ..theme.clone() };
        let known = [by(&letter, 3), by(&buses, 9), by(&trees, 3)];
        let known: Vec<&Theme> = known.iter().collect();
        assert_eq!(ranks(rank(&known, Weight::People)), ["1 2 was 2", "2 1 was 1", "2 3"]);
    }
}
