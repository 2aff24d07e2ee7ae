//! Themes: groups of like texts, in a tree of at most two levels. Every text with words is in one.
//!
//! In each space the texts' vectors are grouped by spherical k-means. Their number is asked for, or is what
//! two halves of the texts agree on ([`super::stability`]). Where there are many themes, those nearest to
//! each other stand under one top theme ([`super::ward`]). Cost: the choice of the number and one fit on
//! [`FITTED`] texts, one assignment of all.

use super::apart::{self, Found};
use super::diffusion::diffused;
use super::distinct::Distinct;
use super::kept_vectors::KeptVectors;
use super::lanes::dot;
use super::lsa::{self, evenly};
use super::meaning::{self, Corpus, Maker};
use super::spaces::{Space, Spoken, share_out, spaces};
use super::spherical;
use super::stability::{found_again, number_of_groups};
use super::svd::Dense;
use super::teacher::Teacher;
use super::ward;

/// Leaf themes of all spaces, least and most, when none are asked for; each space has its part by its
/// texts.
const LEAVES: (usize, usize) = (8, 40);

/// Texts for each theme, least, so that a theme is more than a handful of texts.
const TEXTS_PER_THEME: usize = 12;

/// Leaf themes from which on there are top themes above them.
const FLAT: usize = 12;

/// Leaf themes under a top theme, on average and most.
const CHILDREN: (usize, usize) = (4, 12);

/// Top themes of a space, least and, as far as [`CHILDREN`] allows, most.
const TOPS: (usize, usize) = (3, 20);

/// Texts on which groups are fitted; each of them is compared with every other ([`super::diffusion`]).
const FITTED: usize = 12_000;

/// Starts of the final fit.
const STARTS: u64 = 5;

/// Where every distinct text went, and the tree. Leaves are numbered from 0 in no order that matters.
pub(crate) struct Grouping {
    /// For each distinct text its leaf and the cosine to the leaf's centroid.
    pub(crate) leaf_of: Vec<(u32, f32)>,
    /// For each leaf the top theme it stands under; `None` where it is a top theme itself.
    pub(crate) top_of: Vec<Option<u32>>,
    /// For each leaf the space its texts are from.
    pub(crate) space_of: Vec<u32>,
    /// Spaces there are.
    pub(crate) spaces: Vec<Space>,
    /// For each leaf how far it comes back when half of the texts are grouped ([`super::stability`]).
    pub(crate) found_again: Vec<Option<f64>>,
    /// Small distinct concerns: distinct texts, each with the cosine to the concern's middle.
    pub(crate) concerns: Vec<Vec<(u32, f32)>>,
    /// Who made the vectors, where a model did.
    pub(crate) maker: Option<Maker>,
}

/// What is grouped.
pub(crate) struct Texts<'a> {
    pub(crate) distinct: &'a Distinct,
    /// Each distinct text as it was first sent.
    pub(crate) sent: Vec<&'a str>,
    /// For each text the one that stands for it and its near-duplicates.
    pub(crate) letters: &'a [u32],
    pub(crate) languages: &'a [&'a str],
}

/// How they are grouped.
pub(crate) struct Manner<'a> {
    /// So many leaf themes, or as many as the texts carry.
    pub(crate) asked: Option<u32>,
    pub(crate) seed: u64,
    /// What gives all languages one space.
    pub(crate) teacher: Option<&'a Teacher>,
}

/// Groups the distinct texts.
///
/// A campaign counts once when themes are found: its letter takes part in every fit, the other members go
/// where the letter goes. A thousand copies would otherwise make a theme of their own wording.
pub(crate) fn group(
    texts: &Texts<'_>,
    manner: &Manner<'_>,
    done: &(dyn Fn(u64, u64) + Sync),
    mut kept: Option<&mut KeptVectors>,
) -> Grouping {
    let (distinct, seed) = (texts.distinct, manner.seed);
    let asked = manner.asked.map(|number| number as usize);
    let spaces = match manner.teacher {
        Some(_) if distinct.len() == 0 => Vec::new(),
        Some(_) => vec![Space { language: None, texts: (0..distinct.len() as u32).collect() }],
        None => spaces(&spoken(texts), asked.unwrap_or(usize::MAX).max(1)),
    };
    let sizes: Vec<usize> = spaces.iter().map(|space| space.texts.len()).collect();
    let wanted = asked.map(|number| share_out(number, &sizes));
    let mut grouping = Grouping {
        leaf_of: vec![(0, 0.0); distinct.len()],
        top_of: Vec::new(),
        space_of: Vec::new(),
        spaces: Vec::new(),
        found_again: Vec::new(),
        concerns: Vec::new(),
        maker: None,
    };
    let steps = spaces.len() as u64;
    for (number, space) in spaces.iter().enumerate() {
        done(number as u64, steps);
        let normals: Vec<&str> =
            space.texts.iter().map(|&text| &*distinct.normal[text as usize]).collect();
        let letter_at = letters_within(space, texts.letters);
        let own: Vec<usize> = (0..letter_at.len()).filter(|&at| letter_at[at] == at).collect();
        let vectors = match manner.teacher {
            Some(teacher) => {
                let (sent, languages) = (texts.sent.clone(), texts.languages);
                let corpus = Corpus { texts: sent, normals: &normals, languages, letters: &own };
                let (vectors, maker) = meaning::vectors(teacher, &corpus, seed, done);
                grouping.maker = Some(maker);
                vectors
            }
            None => lsa::vectors(&normals, &own, seed),
        };
        if let Some(kept) = &mut kept {
            kept.add(space, &vectors);
        }
        let asked = wanted.as_ref().map(|wanted| wanted[number]);
        let share = space.texts.len() as f64 / distinct.len() as f64;
        let placed = place(&vectors, own, &letter_at, asked, share, seed);
        add_space(&mut grouping, number as u32, space, placed);
    }
    done(steps, steps);
    grouping.spaces = spaces;
    drop_lone_tops(&mut grouping);
    grouping
}

fn spoken<'a>(texts: &Texts<'a>) -> Vec<Spoken<'a>> {
    let pairs = texts.languages.iter().zip(&texts.distinct.normal);
    pairs.map(|(language, normal)| Spoken { language, normal }).collect()
}

/// For each text of a space the position in it of the text that stands for it: itself, unless its letter is
/// in the same space.
fn letters_within(space: &Space, letters: &[u32]) -> Vec<usize> {
    let at = |text: u32| space.texts.binary_search(&letters[text as usize]);
    space.texts.iter().enumerate().map(|(own, &text)| at(text).unwrap_or(own)).collect()
}

/// Where the texts of a space went.
struct Placed {
    centroids: Dense,
    assigned: Vec<(u32, f32)>,
    found_again: Vec<Option<f64>>,
    concerns: Vec<Vec<(u32, f32)>>,
}

/// Finds the groups of a space's texts and puts every text in one.
///
/// Where the texts that stand for themselves are few enough, all of them are in the fit and each stays
/// where the fit put it; otherwise those outside the sample go to the nearest group. Near-duplicates follow
/// their letter.
fn place(
    vectors: &Dense,
    own: Vec<usize>,
    letter_at: &[usize],
    asked: Option<usize>,
    share: f64,
    seed: u64,
) -> Placed {
    let fitted = match asked {
        Some(leaves) if leaves > own.len() => (0..vectors.rows()).collect(),
        _ => own,
    };
    let sample: Vec<usize> =
        evenly(fitted.len(), FITTED).into_iter().map(|at| fitted[at]).collect();
    let raw = vectors.at(&sample);
    let leaves = asked.unwrap_or_else(|| stable_number(&raw, fitted.len(), share, seed));
    let near = diffused(&raw, asked);
    let fit = spherical::fit(&near, leaves, STARTS, seed);
    let fit = spherical::settled(&near, spherical::swapped(&near, fit, seed));
    let leaves = fit.centroids.rows();
    let mut assigned = match sample.len() == fitted.len() {
        true => vec![(0, 0.0); vectors.rows()],
        false => spherical::assign(vectors, &fit.centroids),
    };
    for (&at, &placed) in sample.iter().zip(&fit.assigned) {
        assigned[at] = placed;
    }
    if fitted.len() < vectors.rows() {
        for at in 0..assigned.len() {
            assigned[at] = assigned[letter_at[at]];
        }
    }
    let centroids = spherical::update(vectors, &mut assigned, leaves);
    for (at, (leaf, cosine)) in assigned.iter_mut().enumerate() {
        *cosine = dot(vectors.row(at), centroids.row(*leaf as usize));
    }
    let again = found_again(&raw, &near, &fit.assigned, leaves, asked, seed);
    let found = Found { vectors, sample: &sample, centroids: &centroids, assigned: &assigned };
    let concerns = apart::concerns(&found, seed);
    Placed { centroids, assigned, found_again: again, concerns }
}

fn add_space(grouping: &mut Grouping, number: u32, space: &Space, placed: Placed) {
    let leaves = placed.centroids.rows();
    let first = grouping.space_of.len() as u32;
    let above = match leaves {
        0..=FLAT => vec![None; leaves],
        _ => {
            let base = first_top(grouping);
            tops(&placed).into_iter().map(|top| Some(base + top)).collect()
        }
    };
    for (&text, (leaf, cosine)) in space.texts.iter().zip(placed.assigned) {
        grouping.leaf_of[text as usize] = (first + leaf, cosine.clamp(0.0, 1.0));
    }
    let texts_of = |concern: Vec<(u32, f32)>| {
        concern.into_iter().map(|(at, cosine)| (space.texts[at as usize], cosine)).collect()
    };
    grouping.concerns.extend(placed.concerns.into_iter().map(texts_of));
    grouping.found_again.extend(placed.found_again);
    grouping.top_of.extend(above);
    grouping.space_of.extend(std::iter::repeat_n(number, leaves));
}

/// For each leaf the top theme above it.
fn tops(placed: &Placed) -> Vec<u32> {
    let leaves = placed.centroids.rows();
    let mut sizes = vec![0_usize; leaves];
    let mut cosines = vec![0.0_f64; leaves];
    for &(leaf, cosine) in &placed.assigned {
        sizes[leaf as usize] += 1;
        cosines[leaf as usize] += f64::from(cosine);
    }
    // The mean of a group points where its centroid does and is as long as its mean cosine.
    let mut means = placed.centroids.clone();
    for (leaf, mean) in means.values.chunks_exact_mut(placed.centroids.width).enumerate() {
        let length = (cosines[leaf] / sizes[leaf].max(1) as f64) as f32;
        mean.iter_mut().for_each(|x| *x *= length);
    }
    let wanted = (leaves / CHILDREN.0).clamp(TOPS.0, TOPS.1);
    match leaves {
        0..=ward::MOST => ward::branches(&means, &sizes, wanted, CHILDREN.1),
        _ => (0..leaves as u32).collect(),
    }
}

fn first_top(grouping: &Grouping) -> u32 {
    grouping.top_of.iter().flatten().max().map_or(0, |top| top + 1)
}

/// A top theme with one leaf is that leaf.
pub(crate) fn drop_lone_tops(grouping: &mut Grouping) {
    let mut leaves = vec![0_usize; first_top(grouping) as usize];
    grouping.top_of.iter().flatten().for_each(|&top| leaves[top as usize] += 1);
    for top in &mut grouping.top_of {
        *top = top.filter(|&top| leaves[top as usize] > 1);
    }
}

/// The number of themes that the texts of a space bear, within its share of the limits.
fn stable_number(points: &Dense, texts: usize, share: f64, seed: u64) -> usize {
    let part = |limit: usize| ((limit as f64 * share).round() as usize).max(1);
    let most = (texts / TEXTS_PER_THEME).clamp(1, part(LEAVES.1));
    let least = part(LEAVES.0).min(most.div_ceil(2));
    number_of_groups(points, least, most, seed)
}
