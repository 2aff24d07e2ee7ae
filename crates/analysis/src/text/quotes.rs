//! Quotes of a theme, by a fixed rule: the [`TYPICAL`] texts nearest to its centroid, as many again among
//! authors who may be quoted where the first are not, the nearest of each large constituency, and the
//! [`DISTANT`] farthest, so that the edge of a theme is seen too. No two of one set of duplicates, and none
//! that staff decided not to show.

use std::collections::{BTreeMap, HashMap};

use consultation::{Contribution, Heard};
use findings::{Quote, QuoteRole};

use super::tokens::is_dense;

/// Texts nearest to the centroid.
const TYPICAL: usize = 3;

/// Texts farthest from it.
const DISTANT: usize = 2;

/// Share of a theme's contributions from which on a constituency is large.
const LARGE: f64 = 0.1;

/// Letters below which a text says too little to stand for a theme; one of a dense script counts as three.
const LETTERS: usize = 12;

/// Characters of a quote.
pub(crate) const QUOTE_CHARS: usize = 500;

/// A member of a theme: row, distinct text, cosine to the theme's centroid.
pub(crate) type Member = (u32, u32, f32);

/// The quotes of a theme with these members; `letters` names for each distinct text the one that stands for
/// it and its near-duplicates.
pub(crate) fn quotes(
    heard: &Heard,
    languages: &[String],
    letters: &[u32],
    members: &[Member],
) -> Vec<Quote> {
    let mut shown = one_of_each(heard, letters, members);
    shown.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    let text = |member: &Member| heard.contributions[member.0 as usize].text.as_str();
    let long: Vec<Member> =
        shown.iter().filter(|member| is_long(text(member), LETTERS)).copied().collect();
    let ranked = if long.is_empty() { &shown } else { &long };
    let mut chosen: Vec<(Member, QuoteRole)> = Vec::new();
    let quotable = |member: &&Member| heard.contributions[member.0 as usize].quotable;
    take(&mut chosen, ranked.iter().take(TYPICAL), QuoteRole::Typical);
    take(&mut chosen, ranked.iter().filter(quotable).take(TYPICAL), QuoteRole::Typical);
    for constituency in large_constituencies(heard, members) {
        let of_it = |member: &&Member| {
            heard.contributions[member.0 as usize].constituency.as_str() == constituency
        };
        take(&mut chosen, ranked.iter().find(of_it).into_iter(), QuoteRole::Constituency);
    }
    take(&mut chosen, ranked.iter().rev().take(DISTANT), QuoteRole::Distant);
    chosen
        .into_iter()
        .map(|((row, ..), role)| {
            quote(&heard.contributions[row as usize], &languages[row as usize], role)
        })
        .collect()
}

/// True for a text of so many letters, one of a dense script counting as three.
pub(crate) fn is_long(text: &str, letters: usize) -> bool {
    let mut weight = 0;
    text.chars().filter(|c| c.is_alphabetic()).any(|c| {
        weight += if is_dense(c) { 3 } else { 1 };
        weight >= letters
    })
}

/// A quote of a contribution, cut at [`QUOTE_CHARS`].
pub(crate) fn quote(contribution: &Contribution, language: &str, role: QuoteRole) -> Quote {
    let end = contribution.text.char_indices().nth(QUOTE_CHARS).map(|(at, _)| at);
    Quote {
        contribution: contribution.id.as_str().to_owned(),
        text: contribution.text[..end.unwrap_or(contribution.text.len())].to_owned(),
        cut: end.is_some(),
        language: language.to_owned(),
        constituency: contribution.constituency.as_str().to_owned(),
        channel: contribution.channel.as_str().to_owned(),
        role,
        quotable: contribution.quotable,
    }
}

fn take<'a>(
    chosen: &mut Vec<(Member, QuoteRole)>,
    members: impl Iterator<Item = &'a Member>,
    role: QuoteRole,
) {
    for member in members {
        if chosen.iter().all(|(other, _)| other.1 != member.1) {
            chosen.push((*member, role));
        }
    }
}

/// One member for each set of near-duplicates, hidden ones apart: the nearest that may be quoted, else the
/// nearest, the first of equals.
fn one_of_each(heard: &Heard, letters: &[u32], members: &[Member]) -> Vec<Member> {
    let mut place: HashMap<u32, usize> = HashMap::new();
    let mut kept: Vec<Member> = Vec::new();
    let contribution = |member: &Member| &heard.contributions[member.0 as usize];
    let rank = |member: &Member| (contribution(member).quotable, member.2);
    for member in members.iter().filter(|member| !contribution(member).moderation.is_hidden()) {
        let at = *place.entry(letters[member.1 as usize]).or_insert(kept.len());
        match kept.get_mut(at) {
            None => kept.push(*member),
            Some(before) if rank(member) > rank(before) => *before = *member,
            Some(_) => {}
        }
    }
    kept
}

/// Constituencies with a large part of the members, by name; none where there is only one.
fn large_constituencies<'a>(heard: &'a Heard, members: &[Member]) -> Vec<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, ..) in members {
        *counts.entry(heard.contributions[*row as usize].constituency.as_str()).or_default() += 1;
    }
    if counts.len() < 2 {
        return Vec::new();
    }
    let least = LARGE * members.len() as f64;
    counts.into_iter().filter(|&(_, count)| count as f64 >= least).map(|(name, _)| name).collect()
}
