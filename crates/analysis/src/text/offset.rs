//! The offset of a language: how far its texts lie from texts in others that say about the same.
//!
//! A multilingual encoder puts a sentence and its translation near each other, and yet each language a little to one
//! side. Where one subject is spoken of in two languages that is enough to part every theme in two, as a text's nearest
//! neighbours are then all of its own language. The mean of each language is not the offset: languages may speak of
//! different things. So texts are paired that are each other's nearest across languages, as in the registration of
//! shapes (Besl & McKay, "A method for registration of 3-D shapes", 1992, one step, translation alone), and the
//! mean difference of the pairs is taken away, where it explains a part of how far they are apart. Cost: twice the square
//! of at most [`COMPARED`] texts, times the width.

use std::collections::BTreeMap;

use super::lanes::{add_scaled, dot};
use super::lsa::{centre, evenly};
use super::spherical::assign;
use super::svd::Dense;

/// Texts that are compared, at most.
const COMPARED: usize = 4_096;

/// Texts of a language among them from which on it may have an offset.
const LEAST: usize = 50;

/// Share of them that it has as well: a smaller part may be texts of another language that were taken for it.
const SHARE: f64 = 0.05;

/// Pairs from which an offset can be told.
const PAIRS: usize = 30;

/// Part of the mean squared distance of pairs that their mean difference explains, from which on it is an offset. By
/// measurement (docs/quality.md): .10 to .20 where themes were parted by language, .01 to .04 where they were not.
const EXPLAINED: f32 = 0.05;

/// Takes the mean of all from every row, and the offset of each language from its rows; rows have length 1 again. `of`
/// are the rows from which offsets are learned.
pub(crate) fn take_away(points: &mut Dense, languages: &[&str], of: &[usize]) {
    centre(points);
    let offsets = offsets(points, languages, of);
    if offsets.is_empty() {
        return;
    }
    for (row, language) in points.values.chunks_exact_mut(points.width).zip(languages) {
        // What says nothing stays without direction.
        let said = row.iter().any(|&x| x != 0.0);
        if let Some(offset) = offsets.get(language).filter(|_| said) {
            add_scaled(row, -1.0, offset);
        }
    }
    centre(points);
}

fn offsets<'l>(points: &Dense, languages: &[&'l str], of: &[usize]) -> BTreeMap<&'l str, Vec<f32>> {
    let mut rows_of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in evenly(of.len(), COMPARED) {
        rows_of.entry(languages[of[at]]).or_default().push(of[at]);
    }
    let compared: usize = rows_of.values().map(Vec::len).sum();
    let enough = LEAST.max((compared as f64 * SHARE) as usize);
    rows_of.retain(|_, rows| rows.len() >= enough);
    if rows_of.len() < 2 {
        return BTreeMap::new();
    }
    let all: usize = rows_of.values().map(Vec::len).sum();
    let offset = |(&language, own): (&&'l str, &Vec<usize>)| {
        let others = rows_of.iter().filter(|(other, _)| **other != language);
        let others: Vec<usize> = others.flat_map(|(_, rows)| rows).copied().collect();
        let pairs = pairs(&points.at(own), &points.at(&others));
        if pairs.len() < PAIRS {
            return None;
        }
        let count = pairs.len() as f32;
        let one_of = 1.0 / count;
        let (mut offset, mut apart) = (vec![0.0; points.width], 0.0);
        for (one, other) in pairs {
            let (one, other) = (points.row(own[one]), points.row(others[other]));
            add_scaled(&mut offset, one_of, one);
            add_scaled(&mut offset, -one_of, other);
            apart += one_of * 2.0 * (1.0 - dot(one, other));
        }
        // Differences that have nothing in common explain one part in so many of their mean square by chance.
        let explained = (count * dot(&offset, &offset) / apart - 1.0) / (count - 1.0);
        // Each language moves towards the others taken together, the less the more texts it has.
        let share = own.len() as f32 / all as f32;
        offset.iter_mut().for_each(|x| *x *= 1.0 - share);
        (apart > 0.0 && explained >= EXPLAINED).then_some((language, offset))
    };
    rows_of.iter().filter_map(offset).collect()
}

/// Rows of two matrices that are each other's nearest.
fn pairs(own: &Dense, others: &Dense) -> Vec<(usize, usize)> {
    let (there, back) = (assign(own, others), assign(others, own));
    let nearest = there.iter().enumerate().map(|(one, &(other, _))| (one, other as usize));
    nearest.filter(|&(one, other)| back[other].0 as usize == one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::lanes::normalise;
    use super::*;
    use crate::random::Random;

    /// Texts about four things in two languages that lie apart; of the first language one thing more.
    fn said() -> (Dense, Vec<&'static str>, Vec<usize>) {
        let (mut random, width) = (Random::stream(8, 8), 64);
        let (mut values, mut languages, mut about) = (Vec::new(), Vec::new(), Vec::new());
        for text in 0..1_200 {
            let first = text % 2 == 0;
            let thing = if first { text / 2 % 5 } else { text / 2 % 4 };
            let mut row: Vec<f32> =
                (0..width).map(|_| (random.unit() - 0.5) as f32 * 0.4).collect();
            row[thing] += 1.0;
            row[if first { 10 } else { 11 }] += 0.8;
            normalise(&mut row);
            values.extend(row);
            languages.push(if first { "en" } else { "zh" });
            about.push(thing);
        }
        (Dense { values, width }, languages, about)
    }

    #[test]
    fn texts_that_say_the_same_meet_and_others_do_not() {
        let (mut points, languages, about) = said();
        let of: Vec<usize> = (0..points.rows()).collect();
        points.values[..64].fill(0.0);
        let mean = |points: &Dense, same_thing: bool, same_language: bool| {
            let pairs = of.iter().flat_map(|&a| of[..a].iter().map(move |&b| (a, b)));
            let chosen = pairs.filter(|&(a, b)| {
                b > 0
                    && (about[a] == about[b]) == same_thing
                    && (languages[a] == languages[b]) == same_language
            });
            let cosines: Vec<f64> =
                chosen.map(|(a, b)| f64::from(dot(points.row(a), points.row(b)))).collect();
            cosines.iter().sum::<f64>() / cosines.len() as f64
        };
        let before = mean(&points, true, true) - mean(&points, true, false);
        take_away(&mut points, &languages, &of);
        let after = mean(&points, true, true) - mean(&points, true, false);
        assert!(before > 0.2 && after < 0.05, "{before} {after}");
        assert!(points.row(0).iter().all(|&x| x == 0.0), "what says nothing stays so");
        assert!(mean(&points, true, false) > mean(&points, false, true) + 0.4);
    }

    #[test]
    fn a_few_pairs_and_pairs_with_nothing_in_common_are_no_offset() {
        // Texts in any direction: whichever are nearest to each other differ in no one way.
        let (mut random, width) = (Random::stream(6, 6), 64);
        let mut values = Vec::new();
        for _ in 0..400 {
            let mut row: Vec<f32> = (0..width).map(|_| (random.unit() - 0.5) as f32).collect();
            normalise(&mut row);
            values.extend(row);
        }
        for texts in [120, 400] {
            let mut points = Dense { values: values[..texts * width].to_vec(), width };
            points.values[..width].fill(0.0);
            let mut centred = points.clone();
            centre(&mut centred);
            let languages: Vec<&str> = (0..texts).map(|at| ["en", "zh"][at % 2]).collect();
            take_away(&mut points, &languages, &(0..texts).collect::<Vec<_>>());
            assert_eq!(points.values, centred.values, "{texts}");
        }
    }

    #[test]
    fn one_language_alone_loses_its_mean_and_nothing_else() {
        let (mut points, _, _) = said();
        let mut centred = points.clone();
        centre(&mut centred);
        let of: Vec<usize> = (0..points.rows()).collect();
        let mut languages = vec!["en"; of.len()];
        languages[7] = "zh";
        take_away(&mut points, &languages, &of);
        assert_eq!(points.values, centred.values);
    }
}
