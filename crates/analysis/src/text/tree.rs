//! The theme tree as findings: numbers, names, sizes, quotes.

use std::collections::{HashMap, HashSet};

use consultation::Heard;
use findings::{Concern, DuplicateLink, QuoteRole, Share, Term, Theme, ThemeId};
use rayon::prelude::*;

use super::decided::Kept;
use super::distinct::Distinct;
use super::labels::{Lexicon, name};
use super::parts::Parts;
use super::people::People;
use super::quotes::{Member, quotes};
use super::themes::Grouping;

/// What the tree is made from.
pub(crate) struct Material<'a> {
    pub(crate) heard: &'a Heard,
    pub(crate) languages: &'a [String],
    pub(crate) distinct: &'a Distinct,
    pub(crate) links: &'a [Option<DuplicateLink>],
    pub(crate) letters: &'a [u32],
    pub(crate) grouping: &'a Grouping,
    /// For each leaf the kept theme it is.
    pub(crate) kept: &'a [Kept],
}

/// The themes, each parent before its children, and each row's leaf with its cosine.
pub(crate) struct Tree {
    pub(crate) themes: Vec<Theme>,
    pub(crate) concerns: Vec<Concern>,
    /// Contributions that say who sent them, out of all with a theme; `None` where none does.
    pub(crate) senders: Option<Share>,
    pub(crate) assignments: Vec<Option<(ThemeId, f64)>>,
}

/// A theme before it is described: its leaves.
struct Node {
    id: ThemeId,
    parent: Option<ThemeId>,
    leaves: Vec<u32>,
    /// The leaves of its siblings and its own: those of its parent, or of its space for a top theme.
    siblings: Vec<u32>,
    space: u32,
}

/// Numbers and describes the themes.
pub(crate) fn tree(material: &Material<'_>) -> Tree {
    let members = members(material);
    let nodes = nodes(material.grouping, &members);
    let id_of: HashMap<u32, ThemeId> = nodes
        .iter()
        .filter(|node| node.leaves.len() == 1)
        .map(|node| (node.leaves[0], node.id.clone()))
        .collect();
    let assignments = material
        .distinct
        .of_row
        .iter()
        .map(|text| {
            let (leaf, cosine) = material.grouping.leaf_of[(*text)? as usize];
            Some((id_of[&leaf].clone(), f64::from(cosine)))
        })
        .collect();
    let people = People::of(material.heard, members.iter().flatten().map(|member| member.0));
    let themes = describe(material, &members, &nodes, people.as_ref());
    let senders = people.map(|people| people.senders);
    let concerns = concerns(material, &members, &id_of);
    Tree { themes, concerns, senders, assignments }
}

/// The small distinct concerns, each described within its theme.
fn concerns(
    material: &Material<'_>,
    members: &[Vec<Member>],
    id_of: &HashMap<u32, ThemeId>,
) -> Vec<Concern> {
    let leaf_of = |text: u32| material.grouping.leaf_of[text as usize].0;
    let describe = |texts: &Vec<(u32, f32)>| {
        // Where staff moved some of the texts, it is told under the theme where most of the others are.
        let mut leaves: Vec<u32> = texts.iter().map(|&(text, _)| leaf_of(text)).collect();
        leaves.sort_unstable();
        let leaf = *leaves.get(leaves.len() / 2)?;
        let cosine_of: HashMap<u32, f32> = texts.iter().copied().collect();
        let (own, others): (Vec<Member>, Vec<Member>) =
            members[leaf as usize].iter().partition(|member| cosine_of.contains_key(&member.1));
        let own: Vec<Member> =
            own.into_iter().map(|(row, text, _)| (row, text, cosine_of[&text])).collect();
        let read = |rows: &[Member]| {
            let rows = distinct_rows(material, rows).into_iter();
            rows.map(|row| with_language(material, row, material.grouping.space_of[leaf as usize]))
                .collect::<Vec<_>>()
        };
        let terms = Lexicon::of(&[read(&own), read(&others)]).telling(&[0], &[0, 1]);
        let mut quotes = quotes(material.heard, material.languages, material.letters, &own);
        quotes.retain(|quote| quote.role == QuoteRole::Typical);
        let size = Share::of(own.len() as u64, members[leaf as usize].len() as u64);
        let theme = id_of[&leaf].clone();
        (!own.is_empty()).then(|| Concern { theme, name: name(&terms), terms, size, quotes })
    };
    material.grouping.concerns.par_iter().filter_map(describe).collect()
}

/// A row's text with the language by whose words it is read: its own where a space holds several.
fn with_language<'a>(
    material: &'a Material<'_>,
    row: u32,
    space: u32,
) -> (&'a str, Option<&'a str>) {
    let text = material.heard.contributions[row as usize].text.as_str();
    match material.grouping.maker {
        Some(_) => (text, Some(material.languages[row as usize].as_str())),
        None => (text, material.grouping.spaces[space as usize].language.as_deref()),
    }
}

/// The rows of each leaf, in the order of the input.
fn members(material: &Material<'_>) -> Vec<Vec<Member>> {
    let mut members = vec![Vec::new(); material.grouping.top_of.len()];
    for (row, text) in material.distinct.of_row.iter().enumerate() {
        if let Some(text) = *text {
            let (leaf, cosine) = material.grouping.leaf_of[text as usize];
            members[leaf as usize].push((row as u32, text, cosine));
        }
    }
    members
}

/// Top themes by size, their children by size below them; ties by the first row.
fn nodes(grouping: &Grouping, members: &[Vec<Member>]) -> Vec<Node> {
    let mut tops: HashMap<(bool, u32), Vec<u32>> = HashMap::new();
    for (leaf, top) in (0..).zip(&grouping.top_of) {
        let key = top.map_or((false, leaf), |top| (true, top));
        tops.entry(key).or_default().push(leaf);
    }
    let size =
        |leaves: &[u32]| leaves.iter().map(|&leaf| members[leaf as usize].len()).sum::<usize>();
    let first = |leaves: &[u32]| {
        leaves
            .iter()
            .filter_map(|&leaf| members[leaf as usize].first())
            .map(|member| member.0)
            .min()
    };
    let order = |leaves: &[u32]| (std::cmp::Reverse(size(leaves)), first(leaves));
    let mut tops: Vec<Vec<u32>> = tops.into_values().collect();
    tops.sort_by_key(|leaves| order(leaves));
    let in_space = |space: u32| -> Vec<u32> {
        let leaves = (0..).zip(&grouping.space_of).filter(|&(_, &of)| of == space);
        leaves.map(|(leaf, _)| leaf).collect()
    };
    let mut nodes = Vec::new();
    for (number, mut leaves) in (1..).zip(tops) {
        let id = ThemeId(format!("{number}"));
        let space = grouping.space_of[leaves[0] as usize];
        leaves.sort_by_key(|&leaf| order(&[leaf]));
        let siblings = in_space(space);
        nodes.push(Node { id: id.clone(), parent: None, leaves: leaves.clone(), siblings, space });
        if leaves.len() > 1 {
            nodes.extend((1..).zip(&leaves).map(|(child, &leaf)| Node {
                id: ThemeId(format!("{number}.{child}")),
                parent: Some(id.clone()),
                leaves: vec![leaf],
                siblings: leaves.clone(),
                space,
            }));
        }
    }
    nodes
}

fn describe(
    material: &Material<'_>,
    members: &[Vec<Member>],
    nodes: &[Node],
    people: Option<&People>,
) -> Vec<Theme> {
    let lexicons: Vec<SpaceLexicon> = (0..)
        .zip(&material.grouping.spaces)
        .map(|(at, _)| lexicon(material, members, at))
        .collect();
    let all = Parts::of(material.heard, material.languages, 0..material.heard.contributions.len());
    let themed = members.iter().map(Vec::len).sum::<usize>() as u64;
    let themed_distinct = clusters(material, members.iter().flatten());
    nodes
        .par_iter()
        .map(|node| {
            let terms = lexicons[node.space as usize].telling(&node.leaves, &node.siblings);
            let rows: Vec<Member> =
                node.leaves.iter().flat_map(|&leaf| &members[leaf as usize]).copied().collect();
            let parts =
                Parts::of(material.heard, material.languages, rows.iter().map(|m| m.0 as usize));
            let (kept, called) = kept_as(material, node);
            let sum: f64 = rows.iter().map(|member| f64::from(member.2)).sum();
            Theme {
                id: node.id.clone(),
                parent: node.parent.clone(),
                name: called.unwrap_or_else(|| working_name(&terms, &node.id)),
                kept,
                terms,
                size: Share::of(rows.len() as u64, themed),
                size_distinct: Share::of(clusters(material, rows.iter()), themed_distinct),
                people: people.map(|people| people.among(rows.iter().map(|member| member.0))),
                by: parts.out_of(&all),
                quotes: quotes(material.heard, material.languages, material.letters, &rows),
                coherence: sum / rows.len().max(1) as f64,
                stability: match node.leaves.as_slice() {
                    [leaf] => material.grouping.found_again[*leaf as usize],
                    _ => None,
                },
            }
        })
        .collect()
}

/// A name by the terms; the number where no text has a word that could name anything.
fn working_name(terms: &[Term], id: &ThemeId) -> String {
    Some(name(terms)).filter(|name| !name.is_empty()).unwrap_or_else(|| id.0.clone())
}

/// A kept theme's own name and what it is called; nothing for any other.
fn kept_as(material: &Material<'_>, node: &Node) -> (Option<String>, Option<String>) {
    match node.leaves.as_slice() {
        [leaf] => material.kept[*leaf as usize].clone().unzip(),
        _ => (None, None),
    }
}

/// The lexicon of a space, by the numbers that its leaves have over all spaces.
struct SpaceLexicon {
    lexicon: Lexicon,
    first: u32,
}

impl SpaceLexicon {
    fn telling(&self, own: &[u32], siblings: &[u32]) -> Vec<Term> {
        let within = |leaves: &[u32]| -> Vec<usize> {
            leaves.iter().map(|leaf| (leaf - self.first) as usize).collect()
        };
        self.lexicon.telling(&within(own), &within(siblings))
    }
}

/// Reads the texts of a space, whose leaves are numbered one after the other.
fn lexicon(material: &Material<'_>, members: &[Vec<Member>], space: u32) -> SpaceLexicon {
    let of_space = |&(_, of): &(usize, &u32)| *of == space;
    let leaves: Vec<usize> = material
        .grouping
        .space_of
        .iter()
        .enumerate()
        .filter(of_space)
        .map(|(leaf, _)| leaf)
        .collect();
    let texts: Vec<Vec<_>> = leaves
        .iter()
        .map(|&leaf| {
            let rows = distinct_rows(material, &members[leaf]).into_iter();
            rows.map(|row| with_language(material, row, space)).collect()
        })
        .collect();
    let first = leaves.first().map_or(0, |&leaf| leaf as u32);
    SpaceLexicon { lexicon: Lexicon::of(&texts), first }
}

/// One row for each set of near-duplicates, so that a campaign's wording does not name a theme.
fn distinct_rows(material: &Material<'_>, rows: &[Member]) -> Vec<u32> {
    let mut seen = HashSet::new();
    rows.iter()
        .filter(|member| seen.insert(material.letters[member.1 as usize]))
        .map(|member| member.0)
        .collect()
}

/// How many there are when every set of duplicates counts once.
fn clusters<'m>(material: &Material<'_>, rows: impl Iterator<Item = &'m Member>) -> u64 {
    let mut seen = HashSet::new();
    let mut single = 0;
    for (row, ..) in rows {
        match &material.links[*row as usize] {
            Some(link) => {
                seen.insert(link.cluster);
            }
            None => single += 1,
        }
    }
    single + seen.len() as u64
}
