//! Duplicates: contributions with the same words, and with nearly the same.
//!
//! Texts that are equal after normalising are one distinct text. Among distinct texts, MinHash bands
//! propose pairs, the exact Jaccard similarity of their shingles decides (`is_near`), and verified
//! pairs are joined (union-find). Joining chains: A is near B, B near C, and A shares nothing with C. So
//! each component is reduced to the members that are near its medoid, and those that leave are compared
//! again among themselves. In the end every member of a cluster is near the cluster's medoid.
//!
//! Which texts end in one cluster does not depend on the order of the input: texts are taken in an
//! order of their content. Cost: linear in the texts; a bucket costs at most `NEIGHBOURS` comparisons
//! a member, so that a hostile one cannot go quadratic. It gives up passages shared by otherwise
//! different texts. Checked on planted campaigns by `examples/near_duplicates.rs`.

use std::collections::HashMap;

use findings::{DuplicateKind, DuplicateLink};
use rayon::prelude::*;

use super::distinct::Distinct;
use super::minhash::{BANDS, Signature, meet};
use super::shingle::{Shingles, shared, shingles};
use crate::random::hash;

/// Members of a bucket, next in its order, that each member is compared with.
const NEIGHBOURS: usize = 8;

/// Times that texts which left a component are compared again among themselves.
const ROUNDS: usize = 8;

/// Members, the most copied first, among which a medoid is sought.
const MEDOID_CANDIDATES: usize = 256;

/// How far under what is needed an estimated similarity may fall before a pair is not compared: two
/// standard errors.
const DOUBT: f64 = 0.08;

/// Share of all shingles of two texts that near-duplicates have in common, however long they are.
const NEAR: f64 = 0.28;

/// Shingles they must have in common beyond that share. "We need it" and "We don't need it" share most of
/// their shingles; what is said in three lines is not shared by chance.
const EVIDENCE: f64 = 30.0;

/// The same where most shingles are of a dense script, each of which says as much as three others.
const DENSE_EVIDENCE: f64 = 10.0;

/// Near-duplicates among distinct texts.
#[derive(Debug, Default)]
pub(crate) struct Near {
    /// For each distinct text its cluster of two or more, numbered by first appearance.
    pub(crate) cluster: Vec<Option<u32>>,
    /// For each cluster its medoid, a distinct text.
    pub(crate) medoid: Vec<u32>,
}

impl Near {
    /// For each distinct text the one that stands for it: its cluster's medoid, or itself.
    pub(crate) fn letters(&self) -> Vec<u32> {
        let letter = |(own, cluster): (u32, &Option<u32>)| {
            cluster.map_or(own, |cluster| self.medoid[cluster as usize])
        };
        (0..).zip(&self.cluster).map(letter).collect()
    }
}

/// For each text its place among duplicates, if it has one. The public face of this file for those who
/// want no themes; `seed` is that of the analysis.
pub fn duplicates(texts: &[&str], seed: u64) -> Vec<Option<DuplicateLink>> {
    let distinct = Distinct::of(texts);
    let near = near_duplicates(&distinct, seed);
    links(&distinct, &near)
}

/// Clusters of nearly equal distinct texts.
pub(crate) fn near_duplicates(distinct: &Distinct, seed: u64) -> Near {
    let order = by_content(distinct);
    let texts: Vec<&str> = order.iter().map(|&text| &*distinct.normal[text as usize]).collect();
    let sketches: Vec<Sketch> = texts.par_iter().map(|text| Sketch::of(text, seed)).collect();
    let copies = |at: u32| distinct.copies[order[at as usize] as usize];
    let mut open: Vec<u32> = (0..texts.len() as u32).collect();
    let mut clusters: Vec<Vec<u32>> = Vec::new();
    for _ in 0..ROUNDS {
        let components = components(&open, &sketches, &texts);
        let settled: Vec<_> =
            components.into_par_iter().map(|members| settle(members, &texts, copies)).collect();
        open.clear();
        for (cluster, left) in settled {
            open.extend(left);
            clusters.extend((cluster.len() > 1).then_some(cluster));
        }
        open.sort_unstable();
    }
    let clusters = clusters
        .into_iter()
        .map(|cluster| cluster.into_iter().map(|at| order[at as usize]).collect::<Vec<u32>>());
    numbered(clusters.collect(), distinct.len())
}

/// Distinct texts in an order that depends on their words only.
fn by_content(distinct: &Distinct) -> Vec<u32> {
    let mut keyed: Vec<(u64, u32)> = (0..distinct.len() as u32)
        .into_par_iter()
        .map(|text| (hash(distinct.normal[text as usize].as_bytes()), text))
        .collect();
    let words = |text: u32| &distinct.normal[text as usize];
    keyed.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| words(a.1).cmp(words(b.1))));
    keyed.into_iter().map(|(_, text)| text).collect()
}

/// What is kept of a text for finding candidates.
struct Sketch {
    signature: Signature,
    shingles: u32,
    dense: bool,
}

impl Sketch {
    fn of(normal: &str, seed: u64) -> Sketch {
        let Shingles { hashes, dense } = shingles(normal);
        let signature = Signature::of(&hashes, seed);
        Sketch { signature, shingles: hashes.len() as u32, dense }
    }

    /// False when two texts are so unlike by their signatures that comparing them is a waste.
    fn may_be_near(&self, other: &Sketch) -> bool {
        let most = f64::from(self.shingles) + f64::from(other.shingles);
        let needed = NEAR + evidence(self.dense && other.dense) / most;
        self.signature.similarity(&other.signature) >= needed.min(1.0) - DOUBT
    }
}

/// True when two texts are near-duplicates.
///
/// The shorter texts are, the more of them two people write alike by chance, so the share that must agree
/// falls with length: s shared of u shingles in all must reach [`NEAR`]·u + [`EVIDENCE`], about .9 for a
/// line, .6 for two, .36 for a paragraph. Texts too short for it must agree in every shingle.
fn is_near(a: &Shingles, b: &Shingles) -> bool {
    let shared = shared(&a.hashes, &b.hashes);
    let all = a.hashes.len() + b.hashes.len() - shared;
    shared == all || shared as f64 >= NEAR * all as f64 + evidence(a.dense && b.dense)
}

fn evidence(dense: bool) -> f64 {
    if dense { DENSE_EVIDENCE } else { EVIDENCE }
}

/// Texts that verified pairs join, as lists of two or more, ascending.
fn components(open: &[u32], sketches: &[Sketch], texts: &[&str]) -> Vec<Vec<u32>> {
    let near = |a: u32, b: u32| {
        let (a, b) = (a as usize, b as usize);
        sketches[a].may_be_near(&sketches[b]) && is_near(&shingles(texts[a]), &shingles(texts[b]))
    };
    let mut joined = UnionFind::new(texts.len());
    for band in 0..BANDS {
        let mut entries: Vec<(u64, u32)> =
            open.iter().map(|&text| (sketches[text as usize].signature.key(band), text)).collect();
        entries.par_sort_unstable();
        let buckets: Vec<&[(u64, u32)]> =
            entries.chunk_by(|a, b| meet(a.0, b.0)).filter(|bucket| bucket.len() > 1).collect();
        for gap in 1..=NEIGHBOURS {
            let verified: Vec<(u32, u32)> = buckets
                .par_iter()
                .flat_map_iter(|bucket| bucket.windows(gap + 1).map(|w| (w[0].1, w[gap].1)))
                .filter(|&(a, b)| joined.find(a) != joined.find(b) && near(a, b))
                .collect();
            for (a, b) in verified {
                joined.join(a, b);
            }
        }
    }
    joined.components(open)
}

/// Parts a component into the members near its medoid, medoid first, and those that leave.
fn settle(members: Vec<u32>, texts: &[&str], copies: impl Fn(u32) -> u32) -> (Vec<u32>, Vec<u32>) {
    let medoid = medoid(&members, texts, copies);
    let letter = shingles(texts[medoid as usize]);
    let (near, left): (Vec<u32>, Vec<u32>) = members
        .into_iter()
        .filter(|&member| member != medoid)
        .partition(|&member| is_near(&letter, &shingles(texts[member as usize])));
    (std::iter::once(medoid).chain(near).collect(), left)
}

/// The member that shares most with the others, each counted as often as it was sent.
///
/// Greatest pooled Dice coefficient 2·Σₒ|m ∩ o| / Σₒ(|m| + |o|), which one table of shingle counts
/// gives for all members at once. Ties go to the first by content.
fn medoid(members: &[u32], texts: &[&str], copies: impl Fn(u32) -> u32) -> u32 {
    let mut candidates: Vec<(u32, u32)> = members.iter().map(|&m| (copies(m), m)).collect();
    candidates.sort_unstable_by_key(|&(copies, member)| (std::cmp::Reverse(copies), member));
    candidates.truncate(MEDOID_CANDIDATES);
    let sets: Vec<Vec<u64>> =
        candidates.iter().map(|&(_, member)| shingles(texts[member as usize]).hashes).collect();
    let mut count_of: HashMap<u64, u64> = HashMap::new();
    let (mut weight, mut pooled) = (0, 0);
    for (set, &(copies, _)) in sets.iter().zip(&candidates) {
        weight += u64::from(copies);
        pooled += u64::from(copies) * set.len() as u64;
        for &shingle in set {
            *count_of.entry(shingle).or_default() += u64::from(copies);
        }
    }
    let dice = |set: &[u64]| {
        let common: u64 = set.iter().map(|shingle| count_of[shingle]).sum();
        2.0 * common as f64 / (weight * set.len() as u64 + pooled) as f64
    };
    let scored = sets.iter().zip(&candidates).map(|(set, &(_, member))| (dice(set), member));
    scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map_or(0, |best| best.1)
}

/// Clusters, medoid first, numbered by the first appearance of any member.
fn numbered(mut clusters: Vec<Vec<u32>>, texts: usize) -> Near {
    clusters.sort_unstable_by_key(|cluster| cluster.iter().min().copied());
    let mut near = Near { cluster: vec![None; texts], medoid: Vec::new() };
    for (number, cluster) in clusters.iter().enumerate() {
        near.medoid.push(cluster[0]);
        for &text in cluster {
            near.cluster[text as usize] = Some(number as u32);
        }
    }
    near
}

/// For each row its cluster, numbered by first appearance over rows, and the strongest link.
pub(crate) fn links(distinct: &Distinct, near: &Near) -> Vec<Option<DuplicateLink>> {
    let mut number_of: HashMap<(Option<u32>, u32), u32> = HashMap::new();
    let link = |text: u32| {
        let copied = distinct.copies[text as usize] > 1;
        let cluster = near.cluster[text as usize];
        let kind = match (copied, cluster) {
            (true, _) => DuplicateKind::Exact,
            (false, Some(_)) => DuplicateKind::Near,
            (false, None) => return None,
        };
        let next = number_of.len() as u32;
        let key = (cluster, if cluster.is_some() { 0 } else { text });
        Some(DuplicateLink { cluster: *number_of.entry(key).or_insert(next), kind })
    };
    let mut link = link;
    distinct.of_row.iter().map(|text| text.and_then(&mut link)).collect()
}

/// Disjoint sets of numbers; the least member stands for its set.
struct UnionFind {
    parent: Vec<u32>,
}

impl UnionFind {
    fn new(len: usize) -> Self {
        UnionFind { parent: (0..len as u32).collect() }
    }

    fn find(&self, mut member: u32) -> u32 {
        while self.parent[member as usize] != member {
            member = self.parent[member as usize];
        }
        member
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.flat(a), self.flat(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }

    /// Finds the set of a member and points everything on the way at it.
    fn flat(&mut self, member: u32) -> u32 {
        let root = self.find(member);
        let mut at = member;
        while at != root {
            at = std::mem::replace(&mut self.parent[at as usize], root);
        }
        root
    }

    /// The sets of two or more among `open`, which ascends.
    fn components(&mut self, open: &[u32]) -> Vec<Vec<u32>> {
        let mut keyed: Vec<(u32, u32)> = open.iter().map(|&at| (self.flat(at), at)).collect();
        keyed.sort_unstable();
        let sets = keyed.chunk_by(|a, b| a.0 == b.0).filter(|set| set.len() > 1);
        sets.map(|set| set.iter().map(|&(_, at)| at).collect()).collect()
    }
}
