//! Quotes of a theme, by a fixed rule: the [`TYPICAL`] texts nearest to its centroid, as many again among
//! authors who may be quoted where the first are not, the nearest of each large constituency, and the
//! [`DISTANT`] farthest, so that the edge of a theme is seen too. No two with the same words.

use std::collections::{BTreeMap, HashSet};

use consultation::{Contribution, Heard};
use findings::{Quote, QuoteRole};

/// Texts nearest to the centroid.
const TYPICAL: usize = 3;

/// Texts farthest from it.
const DISTANT: usize = 2;

/// Share of a theme's texts from which on a constituency is large.
const LARGE: f64 = 0.1;

/// Letters below which a text says too little to stand for a theme.
const LETTERS: usize = 12;

/// Characters of a quote.
pub(crate) const QUOTE_CHARS: usize = 500;

/// A member of a theme: row, distinct text, cosine to the theme's centroid.
pub(crate) type Member = (u32, u32, f32);

/// The quotes of a theme with these members.
pub(crate) fn quotes(heard: &Heard, languages: &[String], members: &[Member]) -> Vec<Quote> {
    let mut nearest: Vec<Member> = first_of_each_text(members);
    nearest.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    let says_enough = |member: &&Member| {
        let text = &heard.contributions[member.0 as usize].text;
        text.chars().filter(|c| c.is_alphabetic()).take(LETTERS).count() == LETTERS
    };
    let telling: Vec<Member> = nearest.iter().filter(says_enough).copied().collect();
    let ranked = if telling.is_empty() { &nearest } else { &telling };
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

/// One row for each distinct text, the first that may be quoted, else the first.
fn first_of_each_text(members: &[Member]) -> Vec<Member> {
    let mut seen = HashSet::new();
    members.iter().filter(|member| seen.insert(member.1)).copied().collect()
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
