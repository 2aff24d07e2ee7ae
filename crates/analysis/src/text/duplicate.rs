//! Duplicates: contributions with the same words, with nearly the same, and with a letter in their own words.
//!
//! Texts that are equal after normalising are one distinct text. Among distinct texts, MinHash bands
//! propose pairs, the exact Jaccard similarity of their shingles decides (`is_near`), and verified
//! pairs are joined (union-find). Joining chains: A is near B, B near C, and A shares nothing with C. So
//! each component is reduced to the members that are near its medoid, and those that leave are compared
//! again among themselves. In the end every member of a cluster is near the cluster's medoid. What is nobody's
//! own ([`super::passage`]) takes no part in any of it. Last, what is in no cluster may cover a template
//! ([`super::template`]).
//!
//! Which texts end in one cluster does not depend on the order of the input: texts are taken in an
//! order of their content. Cost: linear in the texts; a bucket costs at most `NEIGHBOURS` comparisons
//! a member and a component at most `MEDOIDS` a member and round, so that a hostile one cannot go quadratic. Memory:
//! 136 bytes a text, and up to a gigabyte of shingles. Checked on planted campaigns by
//! `examples/campaigns.rs`, and on letters made of real sentences by `examples/near_duplicates.rs`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicIsize, Ordering};

use findings::{DuplicateKind, DuplicateLink};
use rayon::prelude::*;

use super::distinct::Distinct;
use super::minhash::{BANDS, Signature, bucket, not_alone};
use super::passage::{Common, Shared};
use super::shingle::{Reading, shared};
use super::template::{Covers, Templates};
use crate::random::{Hashed, hash, mix};

/// Members of a bucket, next in its order, that each member is compared with.
const NEIGHBOURS: usize = 8;

/// Members of a bucket whose signatures are in the nearest caches together.
const BLOCK: usize = 512;

/// Times that texts which left a component are compared again among themselves.
const ROUNDS: usize = 8;

/// Medoids that a component is parted by in a round, at most. Where letters of many campaigns hang together by chance,
/// one a round would leave most of them unfound.
const MEDOIDS: usize = 64;

/// Members, the most copied first, among which a medoid is sought.
const MEDOID_CANDIDATES: usize = 256;

/// How far under what is needed an estimated similarity may fall before a pair is not compared: two
/// standard errors.
const DOUBT: f64 = 0.08;

/// The same for a medoid and a member of its component, who may be left alone if turned away: four standard errors.
const MEMBER_DOUBT: f64 = 2.0 * DOUBT;

/// Share of all shingles of two texts that near-duplicates have in common, however long they are. Of one word in ten
/// replaced in each, half of all shingles are left in common; two letters on one matter, written from one list of points, come
/// to .36 with what [`EVIDENCE`] asks besides at .43. A letter that is half of a text does not reach it: templates find that.
const NEAR: f64 = 0.36;

/// Shingles they must have in common beyond that share. "We need it" and "We don't need it" share most of
/// their shingles; what is said in three lines is not shared by chance.
const EVIDENCE: f64 = 30.0;

/// The same where most shingles are of a dense script, each of which says as much as three others.
const DENSE_EVIDENCE: f64 = 10.0;

/// Rows of a cluster from which on its letter is a template, whatever the number of texts: a text joins by half of the letter, which
/// is not met with by chance however many texts there are.
const SIGNERS: usize = 5;

/// Clusters of like distinct texts.
#[derive(Debug, Default)]
pub(crate) struct Near {
    /// For each distinct text its cluster of two or more, numbered by first appearance.
    pub(crate) cluster: Vec<Option<u32>>,
    /// For each distinct text whether a template alone binds it to its cluster.
    pub(crate) by_template: Vec<bool>,
    /// For each distinct text the one that stands for it: the medoid of those it is near, or itself.
    pub(crate) letters: Vec<u32>,
    /// For each cluster its medoid, a distinct text.
    pub(crate) medoid: Vec<u32>,
}

/// For each text its place among duplicates, if it has one. The public face of this file for those who
/// want no themes; `asked` is what the office wrote, `seed` that of the analysis, and `step` is told when a
/// step begins: `equal`, `passages`, `near`, `templates`.
pub fn duplicates(
    texts: &[&str],
    asked: &[String],
    seed: u64,
    step: &dyn Fn(&str),
) -> Vec<Option<DuplicateLink>> {
    step("equal");
    let distinct = Distinct::of(texts);
    let near = near_duplicates(&distinct, asked, seed, step);
    links(&distinct, &near)
}

/// Clusters of distinct texts that are like one another.
pub(crate) fn near_duplicates(
    distinct: &Distinct,
    asked: &[String],
    seed: u64,
    step: &dyn Fn(&str),
) -> Near {
    let order = by_content(distinct);
    let texts: Vec<&str> = order.iter().map(|&text| &*distinct.normal[text as usize]).collect();
    let copies: Vec<u32> = order.iter().map(|&text| distinct.copies[text as usize]).collect();
    step("passages");
    let (common, shared) = Common::of(&texts, asked);
    step("near");
    let body = Body { texts, copies, common };
    let clusters = body.clusters(seed);
    step("templates");
    let mut groups = body.with_templates(clusters, &shared);
    for group in &mut groups {
        let members = group.near.iter_mut().flatten().chain(&mut group.by_template);
        members.chain([&mut group.medoid]).for_each(|at| *at = order[*at as usize]);
    }
    numbered(groups, distinct.len())
}

/// Distinct texts in the order of their content.
struct Body<'a> {
    texts: Vec<&'a str>,
    copies: Vec<u32>,
    common: Common,
}

/// Texts that belong together.
#[derive(Debug, Default)]
struct Group {
    /// The one that shares most with the others.
    medoid: u32,
    /// Clusters of texts near the first of each; several where the first ones cover one template.
    near: Vec<Vec<u32>>,
    by_template: Vec<u32>,
}

impl Group {
    fn members(&self) -> impl Iterator<Item = &u32> {
        self.near.iter().flatten().chain(&self.by_template)
    }
}

impl Body<'_> {
    /// Clusters of texts near their medoid, which comes first.
    fn clusters(&self, seed: u64) -> Vec<Vec<u32>> {
        let sketches: Vec<Sketch> = self
            .texts
            .par_iter()
            .map_init(Reading::default, |reading, text| self.sketch(reading, text, seed))
            .collect();
        let near = Comparing::new(self, sketches);
        let mut open: Vec<u32> = (0..self.texts.len() as u32).collect();
        let mut clusters: Vec<Vec<u32>> = Vec::new();
        for _ in 0..ROUNDS {
            if open.is_empty() {
                break;
            }
            let components = near.components(&open);
            let settled: Vec<_> =
                components.into_par_iter().map(|members| near.settle(members)).collect();
            open.clear();
            for (found, left) in settled {
                open.extend(left);
                clusters.extend(found);
            }
            open.sort_unstable();
        }
        clusters
    }

    /// What of a text is compared: what is its writer's own; all of it where that is next to nothing.
    fn compared(&self, reading: &mut Reading, text: &str) -> Compared {
        let (own, whole) = self.read(reading, text);
        let hashes = own.unwrap_or_else(|| reading.shingles());
        Compared { hashes: hashes.into(), dense: reading.is_dense(), whole }
    }

    /// The same as far as it is needed for finding candidates.
    fn sketch(&self, reading: &mut Reading, text: &str, seed: u64) -> Sketch {
        let (_, whole) = self.read(reading, text);
        let mut shingles = 0;
        let signature = Signature::of(
            |each| {
                reading.each_shingle(|shingle| {
                    shingles += 1;
                    each(shingle);
                });
            },
            seed,
        );
        Sketch { signature, shingles, dense: reading.is_dense(), whole }
    }

    /// Reads what of a text is compared; true when that is all of it though some is not its writer's own. Gives the
    /// shingles where they had to be counted.
    fn read(&self, reading: &mut Reading, text: &str) -> (Option<Vec<u32>>, bool) {
        self.common.read(reading, text);
        if !reading.has_foreign() {
            return (None, false);
        }
        let own = reading.shingles();
        if own.len() as f64 >= evidence(reading.is_dense()) {
            return (Some(own), false);
        }
        reading.forgive();
        (None, true)
    }

    /// Clusters and texts of none, joined by the templates they cover. Of a cluster its medoid is asked.
    fn with_templates(&self, mut clusters: Vec<Vec<u32>>, shared: &[Shared]) -> Vec<Group> {
        let rows = |cluster: &[u32]| -> usize {
            cluster.iter().map(|&at| self.copies[at as usize] as usize).sum()
        };
        clusters.sort_by_key(|cluster| (std::cmp::Reverse(rows(cluster)), cluster[0]));
        let mut cluster_of = vec![None; self.texts.len()];
        for (number, cluster) in clusters.iter().enumerate() {
            cluster.iter().for_each(|&at| cluster_of[at as usize] = Some(number));
        }
        let letters = self.letters(&clusters, &cluster_of, rows);
        let templates = Templates::of(&letters, shared, &self.common);
        let asked: Vec<Option<&str>> = (0..self.texts.len())
            .map(|at| match cluster_of[at] {
                Some(cluster) if clusters[cluster][0] != at as u32 => None,
                _ => Some(self.texts[at]),
            })
            .collect();
        let covers = templates.covered(&asked, &self.common);
        let mut groups: Vec<Group> = Vec::new();
        groups.resize_with(templates.len(), Group::default);
        for cluster in clusters {
            match covers[cluster[0] as usize] {
                Some(covers) => groups[covers.template as usize].near.push(cluster),
                None => groups.push(Group { near: vec![cluster], ..Group::default() }),
            }
        }
        for at in 0..self.texts.len() {
            if let (None, Some(covers)) = (cluster_of[at], covers[at]) {
                groups[covers.template as usize].by_template.push(at as u32);
            }
        }
        groups.retain(|group| group.members().nth(1).is_some());
        for group in &mut groups {
            group.medoid = self.medoid_of(group, &covers);
        }
        groups
    }

    /// The medoid of the largest cluster; where nothing but a template binds a group, the text most sent, of equals the one that
    /// is least more than the template.
    fn medoid_of(&self, group: &Group, covers: &[Option<Covers>]) -> u32 {
        if let Some(largest) = group.near.first() {
            return largest[0];
        }
        let alike = |at: &&u32| {
            let Covers { grams, of, .. } = covers[**at as usize].unwrap_or_default();
            let own = u64::from(of.saturating_sub(grams));
            (self.copies[**at as usize], std::cmp::Reverse(own), std::cmp::Reverse(**at))
        };
        group.by_template.iter().max_by_key(alike).copied().unwrap_or_default()
    }

    /// Letters that many sent, the most sent first.
    fn letters(
        &self,
        clusters: &[Vec<u32>],
        cluster_of: &[Option<usize>],
        rows: impl Fn(&[u32]) -> usize,
    ) -> Vec<&str> {
        let mut letters: Vec<(usize, u32)> = Vec::new();
        letters.extend(clusters.iter().map(|cluster| (rows(cluster), cluster[0])));
        let alone = (0..).zip(&self.copies).filter(|(at, _)| cluster_of[*at as usize].is_none());
        letters.extend(alone.map(|(at, &copies)| (copies as usize, at)));
        letters.retain(|(rows, _)| *rows >= SIGNERS);
        letters.sort_unstable_by_key(|&(rows, at)| (std::cmp::Reverse(rows), at));
        letters.into_iter().map(|(_, at)| self.texts[at as usize]).collect()
    }
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

/// What a text is compared by.
#[derive(Clone, Debug)]
struct Compared {
    /// Its shingles, ascending, each once.
    hashes: Box<[u32]>,
    /// Most of them are of a dense script.
    dense: bool,
    /// All of it, as it has next to nothing of its writer's own.
    whole: bool,
}

impl Compared {
    /// True when two texts are near-duplicates.
    ///
    /// The shorter texts are, the more of them two people write alike by chance, so the share that must agree
    /// falls with length: s shared of u shingles in all must reach [`NEAR`]·u + [`EVIDENCE`], about .9 for a
    /// line, .6 for two, .43 for a paragraph. Texts too short for it must agree in every shingle, as must those
    /// that are made of what is nobody's own.
    fn is_near(&self, other: &Compared) -> bool {
        let shared = shared(&self.hashes, &other.hashes);
        let all = self.hashes.len() + other.hashes.len() - shared;
        let needed = NEAR * all as f64 + evidence(self.dense && other.dense);
        shared == all || !(self.whole || other.whole) && shared as f64 >= needed
    }
}

/// What is kept of a text for finding candidates.
struct Sketch {
    signature: Signature,
    /// How many shingles, repeats counted: too many only lets more pairs be compared.
    shingles: u32,
    dense: bool,
    whole: bool,
}

impl Sketch {
    /// False when two texts are so unlike by their signatures, `doubt` allowed, that comparing them is a waste.
    fn may_be_near(&self, other: &Sketch, doubt: f64) -> bool {
        let most = f64::from(self.shingles) + f64::from(other.shingles);
        let needed = match self.whole || other.whole {
            true => 1.0,
            false => NEAR + evidence(self.dense && other.dense) / most,
        };
        self.signature.similarity(&other.signature) >= needed.min(1.0) - doubt
    }
}

fn evidence(dense: bool) -> f64 {
    if dense { DENSE_EVIDENCE } else { EVIDENCE }
}

/// Texts as they are compared, kept from the first comparison on: one that is like many is met in most bands, and
/// reading it again costs more than comparing.
struct Comparing<'a> {
    body: &'a Body<'a>,
    sketches: Vec<Sketch>,
    kept: Vec<OnceLock<Compared>>,
    /// Shingles that may still be kept.
    room: AtomicIsize,
}

/// Shingles that are kept at once, at most: a gigabyte. Texts beyond are read each time; the result is the same.
const KEPT: isize = 250_000_000;

impl<'a> Comparing<'a> {
    fn new(body: &'a Body<'a>, sketches: Vec<Sketch>) -> Comparing<'a> {
        let mut kept = Vec::new();
        kept.resize_with(body.texts.len(), OnceLock::new);
        Comparing { body, sketches, kept, room: AtomicIsize::new(KEPT) }
    }

    fn at(&self, reading: &mut Reading, at: u32) -> Cow<'_, Compared> {
        let place = &self.kept[at as usize];
        if let Some(kept) = place.get() {
            return Cow::Borrowed(kept);
        }
        let compared = self.body.compared(reading, self.body.texts[at as usize]);
        let size = compared.hashes.len() as isize;
        let rest = |room: isize| (room >= size).then(|| room - size);
        match self.room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, rest).is_ok() {
            true => Cow::Borrowed(place.get_or_init(|| compared)),
            false => Cow::Owned(compared),
        }
    }

    fn are_near(&self, reading: &mut Reading, a: u32, b: u32) -> bool {
        let one = self.at(reading, a);
        one.is_near(&self.at(reading, b))
    }

    /// Texts that verified pairs join, as lists of two or more, ascending.
    fn components(&self, open: &[u32]) -> Vec<Vec<u32>> {
        let mut joined = UnionFind::new(self.kept.len());
        for band in 0..BANDS {
            let key = |&text: &u32| (self.sketches[text as usize].signature.key(band), text);
            let mut entries = not_alone(open.par_iter().map(key).collect());
            entries.par_sort_unstable();
            let buckets: Vec<&[(u64, u32)]> =
                entries.chunk_by(|a, b| bucket(a.0) == bucket(b.0)).collect();
            let near: Vec<(u32, u32)> = buckets
                .par_iter()
                .map_init(Meeting::default, |meeting, bucket| meeting.near(self, bucket, &joined))
                .flatten_iter()
                .collect();
            near.into_iter().for_each(|(a, b)| joined.join(a, b));
        }
        joined.components(open)
    }

    /// Parts a component into clusters and those that leave. Those near its medoid are a cluster, medoid first, then those
    /// near the medoid of the rest, up to [`MEDOIDS`].
    fn settle(&self, mut members: Vec<u32>) -> (Vec<Vec<u32>>, Vec<u32>) {
        let (mut clusters, mut left) = (Vec::new(), Vec::new());
        let mut reading = Reading::default();
        for _ in 0..MEDOIDS {
            if members.len() < 2 {
                break;
            }
            let medoid = self.medoid(&members);
            let letter = self.at(&mut reading, medoid);
            let sketch = &self.sketches[medoid as usize];
            members.retain(|&member| member != medoid);
            let (near, rest): (Vec<u32>, Vec<u32>) = members.into_iter().partition(|&member| {
                sketch.may_be_near(&self.sketches[member as usize], MEMBER_DOUBT)
                    && letter.is_near(&self.at(&mut reading, member))
            });
            match near.is_empty() {
                true => left.push(medoid),
                false => clusters.push(std::iter::once(medoid).chain(near).collect()),
            }
            members = rest;
        }
        left.extend(members);
        (clusters, left)
    }

    /// The member that shares most with the others, each counted as often as it was sent.
    ///
    /// Greatest pooled Dice coefficient 2·Σₒ|m ∩ o| / Σₒ(|m| + |o|), which one table of shingle counts
    /// gives for all members at once. Ties go to the first by content.
    fn medoid(&self, members: &[u32]) -> u32 {
        let mut candidates: Vec<(u32, u32)> =
            members.iter().map(|&m| (self.body.copies[m as usize], m)).collect();
        let order = |&(copies, member): &(u32, u32)| (std::cmp::Reverse(copies), member);
        if candidates.len() > MEDOID_CANDIDATES {
            candidates.select_nth_unstable_by_key(MEDOID_CANDIDATES, order);
            candidates.truncate(MEDOID_CANDIDATES);
        }
        candidates.sort_unstable_by_key(order);
        let mut reading = Reading::default();
        let sets: Vec<Cow<'_, Compared>> =
            candidates.iter().map(|&(_, member)| self.at(&mut reading, member)).collect();
        let mut count_of: HashMap<u64, u64, Hashed> = HashMap::default();
        let (mut weight, mut pooled) = (0, 0);
        for (set, &(copies, _)) in sets.iter().zip(&candidates) {
            weight += u64::from(copies);
            pooled += u64::from(copies) * set.hashes.len() as u64;
            for &shingle in &set.hashes {
                *count_of.entry(mix(u64::from(shingle))).or_default() += u64::from(copies);
            }
        }
        let dice = |set: &Compared| {
            let common: u64 =
                set.hashes.iter().map(|&shingle| count_of[&mix(u64::from(shingle))]).sum();
            2.0 * common as f64 / (weight * set.hashes.len() as u64 + pooled) as f64
        };
        let scored = sets.iter().zip(&candidates).map(|(set, &(_, member))| (dice(set), member));
        scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map_or(0, |best| best.1)
    }
}

/// Groups, numbered by the first appearance of any member.
fn numbered(mut groups: Vec<Group>, texts: usize) -> Near {
    groups.sort_by_key(|group| group.members().min().copied());
    let mut near = Near {
        cluster: vec![None; texts],
        by_template: vec![false; texts],
        letters: (0..texts as u32).collect(),
        medoid: groups.iter().map(|group| group.medoid).collect(),
    };
    for (number, group) in (0..).zip(&groups) {
        for &text in group.members() {
            near.cluster[text as usize] = Some(number);
        }
        for cluster in &group.near {
            cluster.iter().for_each(|&text| near.letters[text as usize] = cluster[0]);
        }
        for &text in &group.by_template {
            near.by_template[text as usize] = true;
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
            (false, Some(_)) if near.by_template[text as usize] => DuplicateKind::Template,
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

/// What is needed to compare the members of a bucket; made to be used again for the next.
#[derive(Default)]
struct Meeting {
    reading: Reading,
    /// For each member the set it was in before.
    before: Vec<u32>,
    /// Members joined here, by their place in the bucket.
    here: UnionFind,
}

impl Meeting {
    /// Near pairs of a bucket that join it as far as it can be: each member is compared with the [`NEIGHBOURS`] next to
    /// it, unless they are in one set already.
    fn near(
        &mut self,
        comparing: &Comparing<'_>,
        bucket: &[(u64, u32)],
        joined: &UnionFind,
    ) -> Vec<(u32, u32)> {
        self.before.clear();
        self.before.extend(bucket.iter().map(|&(_, text)| joined.find(text)));
        self.here.reset(bucket.len());
        let mut near = Vec::new();
        // Block by block, so that what is compared eight times is at hand.
        for block in (0..bucket.len()).step_by(BLOCK) {
            let end = bucket.len().min(block + BLOCK);
            for gap in 1..=NEIGHBOURS {
                for second in block.max(gap)..end {
                    let first = second - gap;
                    let (a, b) = (bucket[first].1, bucket[second].1);
                    if self.before[first] != self.before[second]
                        && comparing.sketches[a as usize]
                            .may_be_near(&comparing.sketches[b as usize], DOUBT)
                        && self.here.find(first as u32) != self.here.find(second as u32)
                        && comparing.are_near(&mut self.reading, a, b)
                    {
                        self.here.join(first as u32, second as u32);
                        near.push((a, b));
                    }
                }
            }
        }
        near
    }
}

/// Disjoint sets of numbers; the least member stands for its set.
#[derive(Default)]
struct UnionFind {
    parent: Vec<u32>,
}

impl UnionFind {
    fn new(len: usize) -> Self {
        let mut sets = UnionFind::default();
        sets.reset(len);
        sets
    }

    /// So many sets of one.
    fn reset(&mut self, len: usize) {
        self.parent.clear();
        self.parent.extend(0..len as u32);
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
