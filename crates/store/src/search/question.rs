//! A question to the index: words, parts, whose words may be read; and what was found.
//!
//! Every word must be there. Order: BM25 as FTS5 computes it (k1 = 1.2, b = 0.75; Robertson and Zaragoza
//! 2009), equal scores by number. A question that more than [`SEARCH_RANKED_MAX`] contributions answer is
//! not put in order of relevance, since words that common tell none: it goes by number.

use consultation::{Channel, Constituency, RoundId};
use findings::ThemeId;
use rusqlite::Connection;

use super::columns::{CHANNEL, CONSTITUENCY, Columns, FACETS, KIND, LANGUAGE, Names, ROUND, THEME};
use crate::contributions::Audience;
use crate::error::Error;

/// Matches up to which they are put in order of relevance.
pub const SEARCH_RANKED_MAX: usize = 200_000;

/// A word asked for: as a whole, or all of its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchWord {
    /// The word in comparable form.
    pub whole: String,
    /// The words it is made of; empty where it is made of none.
    pub parts: Vec<String>,
}

/// What contributions must be, part by part; `None` for anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The round they answer.
    pub round: Option<RoundId>,
    /// How they arrived.
    pub channel: Option<Channel>,
    /// For whom they speak.
    pub constituency: Option<Constituency>,
    /// Their language tag, as stated or found by the latest run.
    pub language: Option<String>,
    /// Their leaf theme is one of these.
    pub themes: Option<Vec<ThemeId>>,
    /// `own-words`, `shared-words` or `reply`.
    pub kind: Option<String>,
}

/// A question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Words that must all be there; without one, everything.
    pub words: Vec<SearchWord>,
    /// What they must be.
    pub filter: Filter,
    /// Matches before the page asked for.
    pub skip: usize,
    /// Matches of the page.
    pub take: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Contributions that match.
    pub total: usize,
    /// They are in order of relevance, not of number.
    pub ranked: bool,
    /// The leaves of the page.
    pub leaves: Vec<u64>,
    /// Counts by part.
    pub facets: Facets,
}

/// Counts by part: each of the contributions that match in every other part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By round.
    pub round: Vec<Facet>,
    /// By channel.
    pub channel: Vec<Facet>,
    /// By constituency.
    pub constituency: Vec<Facet>,
    /// By language.
    pub language: Vec<Facet>,
    /// By leaf theme of the latest run.
    pub theme: Vec<Facet>,
    /// By kind.
    pub kind: Vec<Facet>,
}

/// One value of a part, with its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The value; empty for none.
    pub value: String,
    /// Contributions.
    pub count: usize,
}

/// Looks through the index.
pub(super) fn find(
    conn: &Connection,
    columns: &Columns,
    asked: &Asked,
    audience: Audience,
) -> Result<Found, Error> {
    let mut tally = Tally::new(columns, &asked.filter, audience);
    if asked.words.is_empty() {
        (0..columns.leaf.len()).for_each(|at| tally.look_at(at));
        return Ok(tally.in_order(asked));
    }
    let expression = expression(&asked.words);
    let mut matches = conn.prepare_cached("SELECT rowid FROM words WHERE words MATCH ?1")?;
    let mut matches = matches.query([&expression])?;
    let (mut found, mut at) = (0, 0);
    while let Some(row) = matches.next()? {
        found += 1;
        let leaf: u64 = row.get(0)?;
        at = from_here(&columns.leaf, at, leaf);
        if columns.leaf.get(at).is_some_and(|known| u64::from(*known) == leaf) {
            tally.look_at(at);
        }
    }
    if found > SEARCH_RANKED_MAX {
        return Ok(tally.in_order(asked));
    }
    let ranked = ranked(conn, &expression, &tally.matching, &columns.leaf)?;
    let leaves = ranked.into_iter().skip(asked.skip).take(asked.take).collect();
    Ok(Found { ranked: true, leaves, ..tally.in_order(asked) })
}

/// The position of `leaf`, or where it would be, at `from` or after it. Steps double, so that near ones
/// are found at once.
fn from_here(leaves: &[u32], from: usize, leaf: u64) -> usize {
    let below = |at: usize| leaves.get(at).is_some_and(|known| u64::from(*known) < leaf);
    let (mut low, mut step) = (from, 1);
    while below(low + step) {
        low += step;
        step *= 2;
    }
    let high = (low + step).min(leaves.len());
    low + leaves[low.min(high)..high].partition_point(|known| u64::from(*known) < leaf)
}

/// The leaves of `matching` by relevance, then by number.
fn ranked(
    conn: &Connection,
    expression: &str,
    matching: &[u32],
    leaves: &[u32],
) -> Result<Vec<u64>, Error> {
    let mut rows =
        conn.prepare_cached("SELECT rowid, bm25(words) FROM words WHERE words MATCH ?1")?;
    let mut rows = rows.query([expression])?;
    let mut scored: Vec<(f64, u64)> = Vec::with_capacity(matching.len());
    let mut wanted = matching.iter().map(|at| u64::from(leaves[*at as usize])).peekable();
    while let Some(row) = rows.next()? {
        let leaf: u64 = row.get(0)?;
        while wanted.next_if(|next| *next < leaf).is_some() {}
        if wanted.next_if_eq(&leaf).is_some() {
            scored.push((row.get(1)?, leaf));
        }
    }
    scored.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    Ok(scored.into_iter().map(|(_, leaf)| leaf).collect())
}

/// The words as FTS5 reads them. Each stands in quotes, so none is taken for an operator.
fn expression(words: &[SearchWord]) -> String {
    let quoted = |word: &str| format!("\"{}\"", word.replace('"', "\"\""));
    let one = |word: &SearchWord| {
        if word.parts.is_empty() {
            return quoted(&word.whole);
        }
        let parts: Vec<String> = word.parts.iter().map(|part| quoted(part)).collect();
        format!("({} OR ({}))", quoted(&word.whole), parts.join(" AND "))
    };
    words.iter().map(one).collect::<Vec<_>>().join(" AND ")
}

/// What is asked of a part: nothing, or one of these numbers.
type Wanted = Option<Vec<bool>>;

/// Matches and their counts by part.
struct Tally<'a> {
    columns: &'a Columns,
    standing_max: u8,
    wanted: [Wanted; FACETS],
    counts: [Vec<usize>; FACETS],
    matching: Vec<u32>,
}

impl<'a> Tally<'a> {
    fn new(columns: &'a Columns, filter: &Filter, audience: Audience) -> Tally<'a> {
        let standing_max = match audience {
            Audience::Public => 0,
            Audience::Office => 2,
        };
        let one =
            |part: usize, word: Option<&str>| word.map(|word| flags(&columns.names[part], &[word]));
        let mut wanted: [Wanted; FACETS] = Default::default();
        wanted[ROUND] = one(ROUND, filter.round.as_ref().map(RoundId::as_str));
        wanted[CHANNEL] = one(CHANNEL, filter.channel.map(Channel::as_str));
        let constituency = filter.constituency.as_ref().map(Constituency::as_str);
        wanted[CONSTITUENCY] = one(CONSTITUENCY, constituency);
        wanted[LANGUAGE] = one(LANGUAGE, filter.language.as_deref());
        wanted[KIND] = one(KIND, filter.kind.as_deref());
        wanted[THEME] = filter.themes.as_ref().map(|themes| {
            let ids: Vec<&str> = themes.iter().map(ThemeId::as_str).collect();
            flags(&columns.names[THEME], &ids)
        });
        let counts = std::array::from_fn(|part| vec![0; columns.names[part].len()]);
        Tally { columns, standing_max, wanted, counts, matching: Vec::new() }
    }

    /// Counts a contribution that has the words. One that differs in a single part counts for that part
    /// alone: it is what a reader would find by asking for another value there.
    fn look_at(&mut self, at: usize) {
        if self.columns.standing[at] > self.standing_max {
            return;
        }
        let (mut missed, mut where_missed) = (0, 0);
        for part in 0..FACETS {
            let number = self.columns.part[part][at];
            if self.wanted[part].as_ref().is_some_and(|wanted| !wanted[usize::from(number)]) {
                missed += 1;
                where_missed = part;
            }
        }
        match missed {
            0 => {
                self.matching.push(u32::try_from(at).unwrap_or(u32::MAX));
                for part in 0..FACETS {
                    self.counts[part][usize::from(self.columns.part[part][at])] += 1;
                }
            }
            1 => {
                let number = self.columns.part[where_missed][at];
                self.counts[where_missed][usize::from(number)] += 1;
            }
            _ => {}
        }
    }

    /// The page by number, with the counts.
    fn in_order(&self, asked: &Asked) -> Found {
        let leaf = |at: &u32| u64::from(self.columns.leaf[*at as usize]);
        let facet = |part: usize| facets(&self.columns.names[part], &self.counts[part]);
        Found {
            total: self.matching.len(),
            ranked: false,
            leaves: self.matching.iter().skip(asked.skip).take(asked.take).map(leaf).collect(),
            facets: Facets {
                round: facet(ROUND),
                channel: facet(CHANNEL),
                constituency: facet(CONSTITUENCY),
                language: facet(LANGUAGE),
                theme: facet(THEME),
                kind: facet(KIND),
            },
        }
    }
}

fn flags(names: &Names, words: &[&str]) -> Vec<bool> {
    let mut flags = vec![false; names.len()];
    for number in words.iter().filter_map(|word| names.find(word)) {
        flags[usize::from(number)] = true;
    }
    flags
}

/// The values that occur, most frequent first, equal ones by their word.
fn facets(names: &Names, counts: &[usize]) -> Vec<Facet> {
    let mut facets: Vec<Facet> = counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(|(number, count)| Facet { value: names.name(number).to_owned(), count: *count })
        .collect();
    facets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    facets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_taken_for_an_operator() {
        let word = |whole: &str, parts: &[&str]| SearchWord {
            whole: whole.into(),
            parts: parts.iter().map(|part| (*part).to_owned()).collect(),
        };
        assert_eq!(
            expression(&[word("or", &[]), word("a\"b*", &[]), word("居民用水", &["居民", "用水"])]),
            r#""or" AND "a""b*" AND ("居民用水" OR ("居民" AND "用水"))"#
        );
    }

    #[test]
    fn a_place_is_found_from_any_earlier_one() {
        let leaves: Vec<u32> = (0..100).map(|n| n * 3).collect();
        for from in [0, 1, 50, 99] {
            for leaf in (u64::from(leaves[from])..320).step_by(1) {
                let expected = leaves.partition_point(|known| u64::from(*known) < leaf);
                assert_eq!(from_here(&leaves, from, leaf), expected.max(from), "{from} {leaf}");
            }
        }
    }
}
