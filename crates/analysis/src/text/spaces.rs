//! Spaces: sets of texts that are compared with each other.
//!
//! Without a multilingual model a text can be compared only with texts of its own language. A language
//! with enough texts has a space of its own; the small ones share one, or join the largest that is
//! written alike when even together they are few. Texts of unknown language, often a word or a number,
//! go where their script is at home.

use std::collections::BTreeMap;

use consultation::UNDETERMINED;

use super::tokens::is_dense;

/// Distinct texts that a space of its own needs.
const TEXTS: usize = 20;

/// Share of all distinct texts that a space of its own needs; detection errs in about as many.
const SHARE: f64 = 0.05;

/// Texts that are compared with each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Space {
    /// The language most of them are in; `None` where several share the space.
    pub(crate) language: Option<String>,
    /// The distinct texts, ascending.
    pub(crate) texts: Vec<u32>,
}

/// A text as far as its space is concerned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spoken<'a> {
    /// Language tag, as stated or detected.
    pub(crate) language: &'a str,
    /// The text's normal form.
    pub(crate) normal: &'a str,
}

/// Parts distinct texts into at most `most` spaces, largest first; `most` is at least 1.
pub(crate) fn spaces(texts: &[Spoken<'_>], most: usize) -> Vec<Space> {
    let mut by_language: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        by_language.entry(text.language).or_default().push(at as u32);
    }
    let unknown = by_language.remove(UNDETERMINED).unwrap_or_default();
    let mut languages: Vec<(&str, Vec<u32>)> = by_language.into_iter().collect();
    languages.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    let enough = TEXTS.max((texts.len() as f64 * SHARE) as usize);
    let large = languages.iter().take_while(|(_, members)| members.len() >= enough).count();
    let small = |large: usize| languages[large..].iter().map(|(_, m)| m.len()).sum::<usize>();
    let mut own = large.max(1).min(languages.len());
    // Where not all languages with enough texts may have a space, the smallest of them share one.
    while own > 1 && own + usize::from(small(own) >= enough) > most {
        own -= 1;
    }
    let rest = languages.split_off(own);
    let mut spaces: Vec<Space> = languages
        .into_iter()
        .map(|(language, texts)| Space { language: Some(language.to_owned()), texts })
        .collect();
    place(rest, unknown, enough, most, texts, &mut spaces);
    spaces.retain(|space| !space.texts.is_empty());
    for space in &mut spaces {
        space.texts.sort_unstable();
    }
    spaces.sort_by_key(|space| std::cmp::Reverse(space.texts.len()));
    spaces
}

/// Parts a number among sizes in proportion, by largest remainders; each gets one at least, where the number
/// allows, and no more than its size.
pub(crate) fn share_out(number: usize, sizes: &[usize]) -> Vec<usize> {
    let total = sizes.iter().sum::<usize>().max(1);
    let mut shares: Vec<usize> =
        sizes.iter().map(|&size| (number * size / total).max(1).min(size)).collect();
    let short = |shares: &[usize]| number as isize - shares.iter().sum::<usize>() as isize;
    while short(&shares) != 0 {
        let more = short(&shares) > 0;
        // How far each is under its part; the farthest gets one more, or the least far one less.
        let lack = |at: usize| number as f64 * sizes[at] as f64 / total as f64 - shares[at] as f64;
        let free = (0..sizes.len())
            .filter(|&at| if more { shares[at] < sizes[at] } else { shares[at] > 1 });
        let by_lack = |a: &usize, b: &usize| lack(*a).total_cmp(&lack(*b)).then(b.cmp(a));
        match if more { free.max_by(by_lack) } else { free.min_by(by_lack) } {
            Some(at) if more => shares[at] += 1,
            Some(at) => shares[at] -= 1,
            None => break,
        }
    }
    shares
}

/// Gives the small languages a space together or takes them into one that is written alike, and texts of
/// unknown language likewise.
fn place(
    small: Vec<(&str, Vec<u32>)>,
    unknown: Vec<u32>,
    enough: usize,
    most: usize,
    texts: &[Spoken<'_>],
    spaces: &mut Vec<Space>,
) {
    let together: usize = small.iter().map(|(_, members)| members.len()).sum();
    let mut homeless = unknown;
    if together >= enough && spaces.len() < most {
        let members = small.into_iter().flat_map(|(_, members)| members).collect();
        spaces.push(Space { language: None, texts: members });
    } else {
        homeless.extend(small.into_iter().flat_map(|(_, members)| members));
    }
    if spaces.is_empty() {
        spaces.push(Space { language: None, texts: Vec::new() });
    }
    let scripts: Vec<Writing> = spaces.iter().map(|space| main_writing(space, texts)).collect();
    for text in homeless {
        let writing = writing(texts[text as usize].normal);
        let alike = scripts.iter().position(|&script| script == writing);
        spaces[alike.unwrap_or(0)].texts.push(text);
    }
}

/// A family of scripts, coarse enough for finding texts that are written alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Writing {
    Latin,
    Cyrillic,
    Arabic,
    Dense,
    Other,
}

/// By the first letter.
fn writing(normal: &str) -> Writing {
    match normal.chars().find(|c| c.is_alphabetic()) {
        Some('a'..='z' | '\u{AA}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') => Writing::Latin,
        Some('\u{400}'..='\u{52F}') => Writing::Cyrillic,
        Some('\u{600}'..='\u{77F}' | '\u{FB50}'..='\u{FEFC}') => Writing::Arabic,
        Some(c) if is_dense(c) => Writing::Dense,
        _ => Writing::Other,
    }
}

fn main_writing(space: &Space, texts: &[Spoken<'_>]) -> Writing {
    let mut counts: BTreeMap<Writing, usize> = BTreeMap::new();
    for &text in &space.texts {
        *counts.entry(writing(texts[text as usize].normal)).or_default() += 1;
    }
    let most =
        counts.into_iter().max_by_key(|&(writing, count)| (count, std::cmp::Reverse(writing)));
    most.map_or(Writing::Other, |(writing, _)| writing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(counts: &[(&str, &str, usize)], most: usize) -> Vec<(String, usize)> {
        let texts: Vec<Spoken<'_>> = counts
            .iter()
            .flat_map(|&(language, normal, count)| vec![Spoken { language, normal }; count])
            .collect();
        let spaces = spaces(&texts, most);
        assert_eq!(spaces.iter().map(|s| s.texts.len()).sum::<usize>(), texts.len());
        let tag = |language: Option<String>| language.unwrap_or(UNDETERMINED.to_owned());
        spaces.into_iter().map(|space| (tag(space.language), space.texts.len())).collect()
    }

    fn named(spaces: &[(&str, usize)]) -> Vec<(String, usize)> {
        spaces.iter().map(|&(language, texts)| (language.to_owned(), texts)).collect()
    }

    #[test]
    fn a_number_is_shared_out_whole_where_sizes_allow() {
        for (number, sizes, shares) in [
            (10, vec![70, 30], vec![7, 3]),
            (2, vec![99, 1], vec![1, 1]),
            (5, vec![98, 1, 1], vec![3, 1, 1]),
            (7, vec![3, 2], vec![3, 2]),
            (3, vec![1, 1, 1], vec![1, 1, 1]),
        ] {
            assert_eq!(share_out(number, &sizes), shares, "{number} {sizes:?}");
        }
    }

    #[test]
    fn small_languages_share_a_space_or_join_one_written_alike() {
        let en = ("en", "water", 100);
        let zh = ("zh", "水", 60);
        for (counts, most, expected) in [
            (vec![en, zh], 9, named(&[("en", 100), ("zh", 60)])),
            // A few misread as Dutch, a number, and a short agreement in Chinese.
            (
                vec![en, zh, ("nl", "water", 3), ("und", "5", 1), ("und", "同意", 2)],
                9,
                named(&[("en", 104), ("zh", 62)]),
            ),
            (
                vec![en, zh, ("nl", "water", 12), ("sv", "vatten", 12)],
                9,
                named(&[("en", 100), ("zh", 60), ("und", 24)]),
            ),
            (vec![en, zh, ("nl", "water", 30)], 2, named(&[("en", 100), ("und", 90)])),
            (vec![en, zh, ("nl", "water", 30)], 1, named(&[("en", 190)])),
            (vec![("en", "water", 2), ("zh", "水", 1)], 9, named(&[("en", 3)])),
            (vec![("und", "5", 2)], 9, named(&[("und", 2)])),
            (vec![], 9, named(&[])),
        ] {
            assert_eq!(sizes(&counts, most), expected, "{counts:?}");
        }
    }
}
