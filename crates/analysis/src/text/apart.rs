//! Small distinct concerns: a few texts that lie apart within their theme.
//!
//! Every text is in one theme, so a concern of few people is sorted under the nearest large one and would be lost
//! in it. The sample that themes were fitted on is grouped again, finely, by its own vectors rather than those drawn
//! towards neighbours ([`super::diffusion`]), which is what draws small concerns in. A group of three to ten among thousands has no
//! fine group of its own, so the texts that are least like their theme are grouped once more by themselves, more finely. A
//! group is listed when its middle is farther from the middle of its theme than the nearest other theme's middle is, and its
//! texts are more alike than those of the theme are: with more room it would be a theme of its own. A text belongs to it when
//! it is the nearest of all fine groups and those listed. Cost: two fits on the sample or a part of it, and a look at the groups
//! for texts that lie nearer to one of those listed than to their theme's middle.

use std::collections::HashSet;

use rayon::prelude::*;

use super::lanes::dot;
use super::spherical::{self, assign};
use super::svd::Dense;

/// Texts of the sample for each fine group, on average.
const TEXTS_PER_GROUP: usize = 40;

/// Fine groups, at most.
const GROUPS: usize = 300;

/// Texts of the sample below which no fine groups are sought.
const SAMPLE: usize = 200;

/// Part of the sample that is grouped once more: one in so many, the least like their themes.
const STRAYS_ONE_IN: usize = 10;

/// Texts among these for each group, on average.
const STRAYS_PER_GROUP: usize = 8;

/// Different texts of the sample that a concern has, least: what two people say may be chance.
const LEAST: usize = 3;

/// Concerns listed for a space, those farthest from their themes.
const MOST: usize = 12;

/// Themes as they were found.
pub(crate) struct Found<'a> {
    /// A row of length 1 a text.
    pub(crate) vectors: &'a Dense,
    /// Positions of the texts that themes were fitted on.
    pub(crate) sample: &'a [usize],
    /// The middle of each theme.
    pub(crate) centroids: &'a Dense,
    /// For each text its theme and the cosine to its middle.
    pub(crate) assigned: &'a [(u32, f32)],
}

/// For each concern its texts with the cosine to its own middle, in the order of the texts.
pub(crate) fn concerns(found: &Found<'_>, seed: u64) -> Vec<Vec<(u32, f32)>> {
    let (sample, themes) = (found.sample, found.centroids.rows());
    if sample.len() < SAMPLE || themes < 2 {
        return Vec::new();
    }
    let count = (sample.len() / TEXTS_PER_GROUP).max(2 * themes).min(GROUPS);
    let mut all = groups(found, sample, count, seed);
    let fine = all.len();
    let strays = strays(found);
    let count = (strays.len() / STRAYS_PER_GROUP).min(GROUPS);
    all.extend(groups(found, &strays, count, seed));
    let listed = listed(found, &all);
    // A group of strays that is not listed takes no text from one that is.
    let of_strays = listed.iter().map(|one| one.1).filter(|&group| group >= fine);
    let numbers: Vec<usize> = (0..fine).chain(of_strays).collect();
    let middles = numbers.iter().flat_map(|&group| &all[group].middle).copied().collect();
    let middles = Dense { values: middles, width: found.vectors.width };
    let near = near_one(found, &all, &listed);
    let nearest = assign(&found.vectors.at(&near), &middles);
    let of_group = |(theme, group): (u32, usize)| {
        let texts = near.iter().zip(&nearest);
        let is_own =
            |at: usize, of: u32| numbers[of as usize] == group && found.assigned[at].0 == theme;
        let own = texts.filter(|&(&at, &(of, _))| is_own(at, of));
        own.map(|(&at, &(_, cosine))| (at as u32, cosine)).collect::<Vec<_>>()
    };
    listed.into_iter().map(of_group).filter(|texts| texts.len() >= LEAST).collect()
}

/// Texts that are near each other.
struct Group {
    middle: Vec<f32>,
    texts: Vec<usize>,
    /// How alike they are ([`alike`]).
    alike: f64,
}

/// Groups these texts, which are at least as many as the groups.
fn groups(found: &Found<'_>, of: &[usize], count: usize, seed: u64) -> Vec<Group> {
    let fit = spherical::fit(&found.vectors.at(of), count, 1, seed);
    let members = spherical::members(&fit.assigned, fit.centroids.rows());
    let group = |(number, members): (usize, Vec<u32>)| {
        let sum = members.iter().map(|&at| f64::from(fit.assigned[at as usize].1)).sum();
        Group {
            middle: fit.centroids.row(number).to_vec(),
            alike: alike(sum, members.len()),
            texts: members.into_iter().map(|at| of[at as usize]).collect(),
        }
    };
    members.into_iter().enumerate().map(group).collect()
}

/// The texts of the sample that are least like their themes.
fn strays(found: &Found<'_>) -> Vec<usize> {
    let mut strays = found.sample.to_vec();
    let cosine = |at: usize| found.assigned[at].1;
    strays.sort_by(|&a, &b| cosine(a).total_cmp(&cosine(b)).then(a.cmp(&b)));
    strays.truncate(found.sample.len() / STRAYS_ONE_IN);
    strays.sort_unstable();
    strays
}

/// How alike texts are whose cosines to their own middle have this sum: the root of the mean cosine of two of them. The
/// mean cosine m to their middle would flatter a few, each being part of it: m² = (1 + (n - 1)·ρ) / n for n rows of
/// length 1 with the mean cosine ρ of two.
fn alike(sum: f64, texts: usize) -> f64 {
    if texts < 2 {
        return 0.0;
    }
    let count = texts as f64;
    let of_two = (sum * sum / count - 1.0) / (count - 1.0);
    of_two.max(0.0).sqrt()
}

/// Theme and number of each group that lies apart, the farthest first. Of groups of the same texts the first.
fn listed(found: &Found<'_>, groups: &[Group]) -> Vec<(u32, usize)> {
    let themes = found.centroids.rows();
    let cosine = |theme: u32, other: &[f32]| dot(found.centroids.row(theme as usize), other);
    let nearest_other = |theme: u32| {
        let others = (0..themes as u32).filter(|&other| other != theme);
        others.map(|other| cosine(theme, found.centroids.row(other as usize))).fold(-1.0, f32::max)
    };
    let edges: Vec<f32> = (0..themes as u32).map(nearest_other).collect();
    let themes_alike = themes_alike(found);
    let mut listed: Vec<(f32, u32, usize)> = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let enough = group.texts.len() >= LEAST;
        let Some(theme) = main_theme(found, &group.texts).filter(|_| enough) else { continue };
        let far = cosine(theme, &group.middle);
        if far < edges[theme as usize] && group.alike > themes_alike[theme as usize] {
            listed.push((far, theme, number));
        }
    }
    listed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
    let mut taken: HashSet<usize> = HashSet::new();
    listed.retain(|&(_, _, number)| {
        let texts = &groups[number].texts;
        let known = texts.iter().filter(|at| taken.contains(at)).count();
        let is_new = 2 * known <= texts.len();
        if is_new {
            taken.extend(texts);
        }
        is_new
    });
    listed.truncate(MOST);
    listed.into_iter().map(|(_, theme, number)| (theme, number)).collect()
}

/// The theme that more than half of a group's texts are in.
fn main_theme(found: &Found<'_>, texts: &[usize]) -> Option<u32> {
    let mut themes: Vec<u32> = texts.iter().map(|&at| found.assigned[at].0).collect();
    themes.sort_unstable();
    let middle = *themes.get(themes.len() / 2)?;
    let inside = themes.iter().filter(|&&theme| theme == middle).count();
    (2 * inside > themes.len()).then_some(middle)
}

/// For each theme how alike its texts are.
fn themes_alike(found: &Found<'_>) -> Vec<f64> {
    let mut sums = vec![(0.0, 0); found.centroids.rows()];
    for &(theme, cosine) in found.assigned {
        let sum = &mut sums[theme as usize];
        *sum = (sum.0 + f64::from(cosine), sum.1 + 1);
    }
    sums.into_iter().map(|(sum, texts)| alike(sum, texts)).collect()
}

/// The texts that lie nearer to a listed group of their theme than to the theme's middle.
fn near_one(found: &Found<'_>, groups: &[Group], listed: &[(u32, usize)]) -> Vec<usize> {
    let near = |at: &usize| {
        let (theme, cosine) = found.assigned[*at];
        let of_theme = listed.iter().filter(|&&(of, _)| of == theme);
        let vector = found.vectors.row(*at);
        of_theme.into_iter().any(|&(_, group)| dot(vector, &groups[group].middle) > cosine)
    };
    (0..found.assigned.len()).into_par_iter().filter(near).collect()
}

#[cfg(test)]
mod tests {
    use super::super::lanes::normalise;
    use super::*;
    use crate::random::Random;

    /// Two themes of 600 texts each, and `others` of a third kind that were sorted under the first: the texts of the
    /// concerns.
    fn listed_beside(others: usize) -> Vec<u32> {
        let mut random = Random::stream(4, 4);
        let mut values = Vec::new();
        for text in 0..1_200 + others {
            let mut row: Vec<f32> = (0..32).map(|_| (random.unit() - 0.5) as f32 * 0.35).collect();
            match text {
                0..600 => (row[0], row[1]) = (1.0, 0.5),
                600..1_200 => (row[0], row[1]) = (0.5, 1.0),
                _ => row[9] = 2.0,
            }
            normalise(&mut row);
            values.extend(row);
        }
        let vectors = Dense { values, width: 32 };
        let theme = |text: usize| u32::from((600..1_200).contains(&text));
        let mut assigned: Vec<(u32, f32)> =
            (0..vectors.rows()).map(|text| (theme(text), 0.0)).collect();
        let centroids = spherical::update(&vectors, &mut assigned, 2);
        for (at, one) in assigned.iter_mut().enumerate() {
            one.1 = dot(vectors.row(at), centroids.row(one.0 as usize));
        }
        let sample: Vec<usize> = (0..vectors.rows()).collect();
        let found = Found {
            vectors: &vectors,
            sample: &sample,
            centroids: &centroids,
            assigned: &assigned,
        };
        let mut texts: Vec<u32> = concerns(&found, 1).iter().flatten().map(|text| text.0).collect();
        texts.sort_unstable();
        texts
    }

    #[test]
    fn a_few_texts_that_lie_apart_are_listed_and_no_others() {
        assert_eq!(listed_beside(12), (1_200..1_212).collect::<Vec<_>>());
        assert_eq!(listed_beside(0), Vec::<u32>::new());
    }

    /// Of 1,200 texts four on one matter had no group of their own.
    #[test]
    fn four_texts_among_a_thousand_are_listed() {
        assert_eq!(listed_beside(4), (1_200..1_204).collect::<Vec<_>>());
    }

    proptest::proptest! {
        #[test]
        fn alike_is_the_root_of_the_mean_cosine_of_two(seed in 0_u64..1_000, count in 2_usize..9) {
            let mut random = Random::stream(seed, 1);
            let mut rows: Vec<f32> = Vec::new();
            for _ in 0..count {
                let mut row: Vec<f32> = (0..5).map(|_| random.unit() as f32).collect();
                normalise(&mut row);
                rows.extend(row);
            }
            let rows = Dense { values: rows, width: 5 };
            let middle = spherical::update(&rows, &mut vec![(0, 0.0); count], 1);
            let sum = (0..count).map(|at| f64::from(dot(rows.row(at), middle.row(0)))).sum();
            let (mut of_two, mut pairs) = (0.0, 0.0);
            for (a, b) in (0..count).flat_map(|a| (0..a).map(move |b| (a, b))) {
                of_two += f64::from(dot(rows.row(a), rows.row(b)));
                pairs += 1.0;
            }
            let expected = (of_two / pairs).sqrt();
            proptest::prop_assert!((alike(sum, count) - expected).abs() < 1e-5);
        }
    }
}
