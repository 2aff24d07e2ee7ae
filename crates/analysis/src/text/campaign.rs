//! Campaigns: clusters of duplicates large enough that someone may have organised them.

use std::collections::{BTreeMap, HashSet};

use consultation::Heard;
use findings::{Campaign, CampaignId, DuplicateLink, QuoteRole, Share, ThemeId, ThemeSigners};
use rayon::prelude::*;

use super::distinct::Distinct;
use super::duplicate::Near;
use super::labels::added;
use super::lsa::evenly;
use super::parts::Parts;
use super::quotes::{is_long, quote};
use super::shingle::{PHRASE, Reading};
use crate::random::Hashed;

/// Signers from which on duplicates are called a campaign, whatever the number of contributions. What one person sent over and
/// over is none.
const SIGNERS: usize = 5;

/// One contribution in so many must be a signer as well.
const ONE_IN: usize = 20_000;

/// Letters of a campaign's text, least; below, "more cycle lanes" is alike without having been copied.
const LETTERS: usize = 40;

/// Members other than the letter that are read for what they add, taken evenly.
const READ: usize = 400;

/// Letters in a row that are not the letter's before a text has words of its own: a short sentence. Those of a dense
/// script count three.
const OWN_WORDS: usize = 60;

/// What campaigns are made from.
pub(crate) struct Material<'a> {
    pub(crate) heard: &'a Heard,
    pub(crate) languages: &'a [String],
    pub(crate) distinct: &'a Distinct,
    pub(crate) near: &'a Near,
    pub(crate) links: &'a [Option<DuplicateLink>],
    pub(crate) assignments: &'a [Option<(ThemeId, f64)>],
}

/// The campaigns, largest first, ties by cluster.
pub(crate) fn campaigns(material: &Material<'_>) -> Vec<Campaign> {
    let mut clusters: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (row, link) in material.links.iter().enumerate() {
        if let Some(link) = link {
            clusters.entry(link.cluster).or_default().push(row);
        }
    }
    let signers = SIGNERS.max(material.links.len() / ONE_IN);
    let long = |rows: &[usize]| is_long(&material.heard.contributions[rows[0]].text, LETTERS);
    let many = |rows: &[usize]| {
        rows.len() >= signers
            && people(material.heard, rows).is_none_or(|people| people >= signers as u64)
    };
    let mut large: Vec<(u32, Vec<usize>)> =
        clusters.into_iter().filter(|(_, rows)| many(rows) && long(rows)).collect();
    large.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    let one = |(at, (cluster, rows)): (usize, &(u32, Vec<usize>))| {
        campaign(material, at as u32 + 1, *cluster, rows)
    };
    large.par_iter().enumerate().map(one).collect()
}

fn campaign(material: &Material<'_>, id: u32, cluster: u32, rows: &[usize]) -> Campaign {
    let text_of = |row: usize| material.distinct.of_row[row].unwrap_or(u32::MAX);
    let medoid = match material.near.cluster[text_of(rows[0]) as usize] {
        Some(near) => material.near.medoid[near as usize],
        None => text_of(rows[0]),
    };
    let copies = rows.iter().filter(|&&row| text_of(row) == medoid).count() as u64;
    let hidden = |row: usize| material.heard.contributions[row].moderation.is_hidden();
    let letter_row = rows.iter().copied().min_by_key(|&row| (hidden(row), text_of(row) != medoid));
    let letter_row = letter_row.unwrap_or(rows[0]);
    let letter = &material.heard.contributions[letter_row];
    let language = &material.languages[letter_row];
    let others: Vec<usize> = rows.iter().copied().filter(|&row| text_of(row) != medoid).collect();
    let others: Vec<&str> = evenly(others.len(), READ)
        .into_iter()
        .map(|at| material.heard.contributions[others[at]].text.as_str())
        .collect();
    let total = rows.len() as u64;
    let by_theme = by_theme(material, rows);
    Campaign {
        id: CampaignId(id),
        cluster,
        signers: Share::of(total, material.heard.contributions.len() as u64),
        people: people(material.heard, rows),
        exact: copies,
        letter: quote(letter, language, QuoteRole::Letter),
        by: Parts::of(material.heard, material.languages, rows.iter().copied()).out_of_total(total),
        theme: by_theme.first().map(|part| part.theme.clone()),
        with_own_words: Some(with_own_words(material, medoid, rows)),
        by_theme,
        added: added(&letter.text, &others, Some(language)),
    }
}

/// People who sent some rows, each counted once, and the rows whose sender is not known; `None` where none is.
fn people(heard: &Heard, rows: &[usize]) -> Option<u64> {
    let sender = |&row: &usize| heard.contributions[row].participant.as_ref();
    let known: HashSet<_> = rows.iter().filter_map(sender).collect();
    let unknown = rows.iter().filter(|row| sender(row).is_none()).count();
    (!known.is_empty()).then_some((known.len() + unknown) as u64)
}

/// Members by theme, most first, ties by number.
fn by_theme(material: &Material<'_>, rows: &[usize]) -> Vec<ThemeSigners> {
    let mut counts: BTreeMap<&ThemeId, u64> = BTreeMap::new();
    for (theme, _) in rows.iter().filter_map(|&row| material.assignments[row].as_ref()) {
        *counts.entry(theme).or_default() += 1;
    }
    let mut parts: Vec<ThemeSigners> = counts
        .into_iter()
        .map(|(theme, signers)| ThemeSigners { theme: theme.clone(), signers })
        .collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.signers));
    parts
}

/// Members whose text has [`OWN_WORDS`] that are not the letter's, in one place.
fn with_own_words(material: &Material<'_>, letter: u32, rows: &[usize]) -> u64 {
    let mut reading = Reading::default();
    let mut known: HashSet<u64, Hashed> = HashSet::default();
    reading.read(&material.distinct.normal[letter as usize]);
    reading.pieces(PHRASE, 0..reading.len(), |phrase, _| {
        known.insert(phrase);
    });
    let has_own = |reading: &mut Reading, text: u32| -> bool {
        reading.read(&material.distinct.normal[text as usize]);
        let (mut run, mut longest) = (0, 0);
        reading.pieces(PHRASE, 0..reading.len(), |phrase, letters| {
            // The phrases about a changed word are all new, as many as a phrase has letters.
            run = if known.contains(&phrase) { 0 } else { run + PHRASE.weight(letters.len()) };
            longest = longest.max(run);
        });
        longest >= OWN_WORDS
    };
    let mut texts: Vec<u32> =
        rows.iter().filter_map(|&row| material.distinct.of_row[row]).collect();
    texts.sort_unstable();
    texts.dedup();
    let read = texts.into_par_iter().filter(|&text| text != letter).map_init(
        Reading::default,
        |reading, text| match has_own(reading, text) {
            true => u64::from(material.distinct.copies[text as usize]),
            false => 0,
        },
    );
    read.sum()
}
