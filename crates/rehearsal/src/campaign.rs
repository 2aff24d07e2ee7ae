//! Which campaigns are planted, how large, and when their members write.
//!
//! Sizes follow a Pareto distribution (three members at least), scaled to the share asked for; each
//! campaign has one theme, side, language, letter and kind of change. Its members write within a
//! stretch of the round of their own.

use crate::chance::{Chance, Of, Weighted};
use crate::composition::{Brief, Briefs, Composer};
use crate::options::{Options, Tongue};
use crate::people::apportion;
use crate::truth::Campaign;

/// The fewest members of a campaign.
const LEAST: usize = 3;

/// The campaigns, the largest first, each with the composer as its letter left it: what members add
/// repeats no sentence of the letter and speaks of the same things.
pub(crate) fn campaigns(options: &Options) -> Vec<(Campaign, Composer)> {
    let briefs = Briefs::of(options);
    let kinds = &options.campaigns.variations;
    let weights = Weighted::new(kinds.iter().map(|(_, weight)| *weight));
    sizes(options)
        .into_iter()
        .enumerate()
        .map(|(number, members)| {
            let mut chance = Chance::new(options.seed, Of::Campaign, number as u64);
            let brief = briefs.draw(&mut chance);
            let variation = kinds[weights.draw(&mut chance)].0;
            let (mut composer, mut letter) = (Composer::default(), String::new());
            composer.letter(&brief, &mut chance, &mut letter);
            let Brief { theme, side, tongue, .. } = brief;
            (Campaign { theme, side, tongue, variation, members, letter }, composer)
        })
        .collect()
}

/// When each campaign's members write, as a share of the round, and for which campaign; in order.
pub(crate) fn schedule(options: &Options, campaigns: &[Campaign]) -> Vec<(f64, u32)> {
    let mut schedule = Vec::with_capacity(campaigns.iter().map(|campaign| campaign.members).sum());
    for (number, campaign) in (0_u32..).zip(campaigns) {
        let mut chance = Chance::new(options.seed, Of::Shuffle, u64::from(number));
        let width = 0.08 + 0.4 * chance.unit();
        let start = (1.0 - width) * chance.unit();
        for _ in 0..campaign.members {
            schedule.push((start + width * chance.unit(), number));
        }
    }
    schedule.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
    schedule
}

/// What is left of each language for people with words of their own, so that the whole keeps the
/// shares asked for as nearly as the campaigns allow.
pub(crate) fn own_languages(options: &Options, campaigns: &[Campaign]) -> Vec<(Tongue, f64)> {
    let total: f64 = options.languages.iter().map(|(_, weight)| weight).sum();
    let wanted = |weight: f64| weight / total * options.contributions as f64;
    let left: Vec<(Tongue, f64)> = options
        .languages
        .iter()
        .map(|(tongue, weight)| {
            let planted = campaigns.iter().filter(|campaign| campaign.tongue == *tongue);
            let planted: usize = planted.map(|campaign| campaign.members).sum();
            (*tongue, (wanted(*weight) - planted as f64).max(0.0))
        })
        .collect();
    if left.iter().any(|(_, weight)| *weight > 0.0) { left } else { options.languages.clone() }
}

fn sizes(options: &Options) -> Vec<usize> {
    let wanted = &options.campaigns;
    let total = libm::round(options.contributions as f64 * wanted.share) as usize;
    let count = wanted.count.min(total / LEAST);
    if count == 0 {
        return Vec::new();
    }
    let mut chance = Chance::new(options.seed, Of::Landscape, 0);
    let mut drawn: Vec<f64> =
        (0..count).map(|_| libm::pow(1.0 - chance.unit(), -1.0 / wanted.shape)).collect();
    drawn.sort_by(|left, right| right.total_cmp(left));
    let spare = apportion(total - LEAST * count, &drawn);
    spare.into_iter().map(|more| LEAST + more).collect()
}
