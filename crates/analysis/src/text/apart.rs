//! Small distinct concerns: a few texts that lie apart within their theme.
//!
//! Every text is in one theme, so a concern of few people is sorted under the nearest large one and would be lost
//! in it. The sample that themes were fitted on is grouped again, finely, by its own vectors rather than those drawn
//! towards neighbours ([`super::diffusion`]), which is what draws small concerns in. A fine group is listed when its centroid is
//! farther from the middle of its theme than the nearest other theme's middle is, and its texts are more alike
//! than those of the theme are: with more room it would be a theme of its own. A text belongs to it when the group is
//! the nearest of all fine groups. Cost: one fit on the sample, and a look at the fine groups for
//! texts that lie nearer to one of those listed than to their theme's middle.

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
    let groups = (sample.len() / TEXTS_PER_GROUP).max(2 * themes).min(GROUPS);
    if sample.len() < SAMPLE || themes < 2 {
        return Vec::new();
    }
    let fine = spherical::fit(&found.vectors.at(sample), groups, 1, seed);
    let listed = listed(found, &fine);
    let near = near_one(found, &fine.centroids, &listed);
    let nearest = assign(&found.vectors.at(&near), &fine.centroids);
    let of_group = |(theme, group): (u32, u32)| {
        let texts = near.iter().zip(&nearest);
        let own = texts.filter(|&(&at, &(of, _))| of == group && found.assigned[at].0 == theme);
        own.map(|(&at, &(_, cosine))| (at as u32, cosine)).collect()
    };
    listed.into_iter().map(of_group).collect()
}

/// Theme and number of each fine group that lies apart, the farthest first.
fn listed(found: &Found<'_>, fine: &spherical::Fit) -> Vec<(u32, u32)> {
    let themes = found.centroids.rows();
    let cosine = |theme: u32, other: &[f32]| dot(found.centroids.row(theme as usize), other);
    let nearest_other = |theme: u32| {
        let others = (0..themes as u32).filter(|&other| other != theme);
        others.map(|other| cosine(theme, found.centroids.row(other as usize))).fold(-1.0, f32::max)
    };
    let edges: Vec<f32> = (0..themes as u32).map(nearest_other).collect();
    let alike = mean_cosines(found);
    let members = spherical::members(&fine.assigned, fine.centroids.rows());
    let mut listed: Vec<(f32, u32, u32)> = Vec::new();
    for (group, texts) in (0..).zip(&members) {
        let Some(theme) = main_theme(found, texts).filter(|_| texts.len() >= LEAST) else {
            continue;
        };
        let far = cosine(theme, fine.centroids.row(group as usize));
        let own: f64 = texts.iter().map(|&at| f64::from(fine.assigned[at as usize].1)).sum();
        let own = own / texts.len() as f64;
        if far < edges[theme as usize] && own > alike[theme as usize] {
            listed.push((far, theme, group));
        }
    }
    listed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
    listed.truncate(MOST);
    listed.into_iter().map(|(_, theme, group)| (theme, group)).collect()
}

/// The theme that more than half of a fine group's texts are in.
fn main_theme(found: &Found<'_>, texts: &[u32]) -> Option<u32> {
    let mut themes: Vec<u32> =
        texts.iter().map(|&at| found.assigned[found.sample[at as usize]].0).collect();
    themes.sort_unstable();
    let middle = *themes.get(themes.len() / 2)?;
    let inside = themes.iter().filter(|&&theme| theme == middle).count();
    (2 * inside > themes.len()).then_some(middle)
}

/// For each theme how alike its texts are.
fn mean_cosines(found: &Found<'_>) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); found.centroids.rows()];
    for &(theme, cosine) in found.assigned {
        let sum = &mut sums[theme as usize];
        *sum = (sum.0 + f64::from(cosine), sum.1 + 1.0);
    }
    sums.into_iter().map(|(sum, count): (f64, f64)| sum / count.max(1.0)).collect()
}

/// The texts that lie nearer to a listed group of their theme than to the theme's middle.
fn near_one(found: &Found<'_>, fine: &Dense, listed: &[(u32, u32)]) -> Vec<usize> {
    let near = |at: &usize| {
        let (theme, cosine) = found.assigned[*at];
        let of_theme = listed.iter().filter(|&&(of, _)| of == theme);
        let vector = found.vectors.row(*at);
        of_theme.into_iter().any(|&(_, group)| dot(vector, fine.row(group as usize)) > cosine)
    };
    (0..found.assigned.len()).into_par_iter().filter(near).collect()
}

#[cfg(test)]
mod tests {
    use super::super::lanes::normalise;
    use super::*;
    use crate::random::Random;

    /// Two themes of 150 texts, and 12 texts of a third kind that were sorted under the first.
    #[test]
    fn a_few_texts_that_lie_apart_are_listed_and_no_others() {
        let mut random = Random::stream(4, 4);
        let mut values = Vec::new();
        for text in 0..312 {
            let mut row: Vec<f32> = (0..32).map(|_| (random.unit() - 0.5) as f32 * 0.35).collect();
            match text {
                0..150 => (row[0], row[1]) = (1.0, 0.5),
                150..300 => (row[0], row[1]) = (0.5, 1.0),
                _ => row[9] = 2.0,
            }
            normalise(&mut row);
            values.extend(row);
        }
        let vectors = Dense { values, width: 32 };
        let mut assigned: Vec<(u32, f32)> =
            (0..312).map(|text| (u32::from((150..300).contains(&text)), 0.0)).collect();
        let centroids = spherical::update(&vectors, &mut assigned, 2);
        for (at, one) in assigned.iter_mut().enumerate() {
            one.1 = dot(vectors.row(at), centroids.row(one.0 as usize));
        }
        let sample: Vec<usize> = (0..312).collect();
        let found = Found {
            vectors: &vectors,
            sample: &sample,
            centroids: &centroids,
            assigned: &assigned,
        };
        let concerns = concerns(&found, 1);
        let texts: Vec<u32> = concerns.iter().flatten().map(|text| text.0).collect();
        assert!(!texts.is_empty() && texts.iter().all(|&text| text >= 300), "{concerns:?}");
    }
}
