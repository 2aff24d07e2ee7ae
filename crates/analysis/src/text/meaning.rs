//! Vectors by meaning: all languages in one space, from a model that somebody added.
//!
//! The [`super::teacher`] reads every text as long as they hold no more than [`PIECES`] pieces together,
//! about a minute's work on two cores. What it says is joined by what the texts' own words say within each
//! language ([`super::lsa`], weight [`WORDS`]): a sentence encoder knows that a tram is a vehicle, and the
//! words know that "card arrival" is not "card payment". Each language has columns of its own for its words, so that texts in
//! two languages are alike by meaning alone. All of it is turned into the [`KEPT`] directions in which
//! the texts vary most.
//!
//! Beyond that many pieces the teacher reads a sample, in which every language has its part, and a
//! [`super::student`] learns from it where teacher and words together would place a text. Either way the mean of all
//! texts is taken away and each vector has length 1. So is the offset of each language
//! ([`super::offset`]), but not its mean: where people of two languages speak of two things, the mean is what they say. Memory: 0.5 kB a text, and 2 kB more with the teacher while
//! it reads.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::features::{Bag, Sparse, Weights};
use super::lanes::{add_scaled, normalise};
use super::lsa::{self, centre, evenly, project};
use super::offset;
use super::student;
use super::svd::{Dense, right_singular_vectors};
use super::teacher::Teacher;
use crate::random::Random;

/// Pieces that the teacher reads, at most.
pub(crate) const PIECES: usize = 2_000_000;

/// Texts from which the student learns, least and most; between them one in [`ONE_IN`], so that the
/// teacher's work grows with the texts and not before them. On labelled sets what a student knows rises
/// steeply up to a thousand texts and slowly after.
pub(crate) const SAMPLE: (usize, usize) = (3_000, 30_000);

/// See [`SAMPLE`].
const ONE_IN: usize = 30;

/// Pieces of those texts, at most.
const LESSON: usize = 1_000_000;

/// Texts of the sample that a language has, at least, where there are as many.
const OF_A_LANGUAGE: usize = 500;

/// Numbers of a vector.
const KEPT: usize = 128;

/// Texts on which the directions are found.
const DIRECTIONS: usize = 4_096;

/// Weight of the words beside the teacher.
const WORDS: f32 = 0.6;

/// Texts that a language needs for its words to count.
const WORDED: usize = 50;

/// Texts cut into pieces at a time.
const CHUNK: usize = 4_096;

/// Texts to be placed.
pub(crate) struct Corpus<'a> {
    /// As they were sent.
    pub(crate) texts: Vec<&'a str>,
    /// Their normal forms.
    pub(crate) normals: &'a [&'a str],
    /// Language tags.
    pub(crate) languages: &'a [&'a str],
    /// Texts that stand for themselves and their near-duplicates.
    pub(crate) letters: &'a [usize],
}

/// Who made the vectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Maker {
    /// The teacher read every text.
    Teacher,
    /// A student learned from so many texts that the teacher read.
    Student(usize),
}

/// A vector of length 1 for each text, and who made them.
pub(crate) fn vectors(
    teacher: &Teacher,
    corpus: &Corpus<'_>,
    seed: u64,
    done: &(dyn Fn(u64, u64) + Sync),
) -> (Dense, Maker) {
    let all: Vec<usize> = (0..corpus.texts.len()).collect();
    if let Some(pieces) = pieces(teacher, corpus, &all, PIECES) {
        let of = pieces.len() as u64;
        let read = teacher.vectors(&pieces, &|read| done(read as u64, of));
        return (joined(read, corpus, &all, corpus.letters, seed), Maker::Teacher);
    }
    students_vectors(teacher, corpus, seed, done)
}

/// The same by a student, however few the texts are.
fn students_vectors(
    teacher: &Teacher,
    corpus: &Corpus<'_>,
    seed: u64,
    done: &(dyn Fn(u64, u64) + Sync),
) -> (Dense, Maker) {
    let lesson = lesson(teacher, corpus, seed, done);
    let bags: Vec<Bag> = lesson.pieces.par_iter().map(|pieces| Bag::of_pieces(pieces)).collect();
    let weights = Weights::fit(&bags);
    let map = student::fit(&weights.matrix(&bags), &lesson.read);
    let bag = |at: usize| Bag::of_pieces(&teacher.pieces(corpus.texts[at]));
    let mut vectors = project(corpus.texts.len(), bag, &weights, &map);
    centre(&mut vectors);
    (vectors, Maker::Student(lesson.pieces.len()))
}

/// The pieces of the texts at these positions; `None` when they are more than `most` together.
fn pieces(
    teacher: &Teacher,
    corpus: &Corpus<'_>,
    at: &[usize],
    most: usize,
) -> Option<Vec<Vec<u32>>> {
    let mut cut: Vec<Vec<u32>> = Vec::new();
    let mut count = 0;
    for chunk in at.chunks(CHUNK) {
        let read: Vec<Vec<u32>> =
            chunk.par_iter().map(|&text| teacher.pieces(corpus.texts[text])).collect();
        count += read.iter().map(Vec::len).sum::<usize>();
        if count > most {
            return None;
        }
        cut.extend(read);
    }
    Some(cut)
}

/// What the student learns from.
struct Lesson {
    /// The sample's texts in pieces.
    pieces: Vec<Vec<u32>>,
    /// A row for each of them: what teacher and words say of it.
    read: Dense,
}

fn lesson(
    teacher: &Teacher,
    corpus: &Corpus<'_>,
    seed: u64,
    done: &(dyn Fn(u64, u64) + Sync),
) -> Lesson {
    let mut sample = stratified(corpus, seed);
    // Long texts make a smaller sample.
    let pieces = loop {
        if let Some(pieces) = pieces(teacher, corpus, &sample, LESSON) {
            break pieces;
        }
        sample.truncate(sample.len() * 3 / 4);
    };
    let of = pieces.len() as u64;
    let read = teacher.vectors(&pieces, &|read| done(read as u64, of));
    let rows: Vec<usize> = (0..sample.len()).collect();
    Lesson { pieces, read: joined(read, corpus, &sample, &rows, seed) }
}

/// Positions of texts, every language with its share and [`OF_A_LANGUAGE`] at least, in random order.
fn stratified(corpus: &Corpus<'_>, seed: u64) -> Vec<usize> {
    let mut of_language: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &at in corpus.letters {
        of_language.entry(corpus.languages[at]).or_default().push(at);
    }
    let most = (corpus.letters.len() / ONE_IN).clamp(SAMPLE.0, SAMPLE.1);
    let mut sample = Vec::with_capacity(most);
    for texts in of_language.into_values() {
        let share = most * texts.len() / corpus.letters.len();
        let part = evenly(texts.len(), share.max(OF_A_LANGUAGE));
        sample.extend(part.into_iter().map(|at| texts[at]));
    }
    Random::stream(seed, 3_000).shuffle(&mut sample);
    sample.truncate(most);
    sample
}

/// What the teacher read of the texts at these positions beside what their words say, in the directions
/// in which the rows `of` vary most.
fn joined(mut read: Dense, corpus: &Corpus<'_>, at: &[usize], of: &[usize], seed: u64) -> Dense {
    let languages: Vec<&str> = at.iter().map(|&text| corpus.languages[text]).collect();
    offset::take_away(&mut read, &languages, of);
    let words = Words::of(corpus, at, of, seed);
    let cells = |row: usize| {
        let own = (0..).zip(read.row(row).iter().copied());
        own.chain(words.cells(row, read.width)).collect::<Vec<(u32, f32)>>()
    };
    let chosen: Vec<usize> = evenly(of.len(), DIRECTIONS).into_iter().map(|at| of[at]).collect();
    let axes = right_singular_vectors(
        &Sparse::from_rows(
            chosen.par_iter().map(|&row| cells(row)).collect(),
            words.end(read.width),
        ),
        KEPT.min(chosen.len()),
        seed,
    );
    let mut values = vec![0.0; read.rows() * axes.width];
    values.par_chunks_mut(axes.width).enumerate().for_each(|(row, to)| {
        for (column, value) in cells(row) {
            add_scaled(to, value, axes.row(column as usize));
        }
        normalise(to);
    });
    Dense { values, width: axes.width }
}

/// What the words of texts say, language by language.
struct Words {
    /// The vectors of each language's texts.
    of_language: Vec<Dense>,
    /// For each text its language among these and its row there.
    at: Vec<Option<(usize, usize)>>,
}

impl Words {
    /// The words of the texts at these positions, learned from the rows `of`.
    fn of(corpus: &Corpus<'_>, at: &[usize], of: &[usize], seed: u64) -> Words {
        let mut learned = vec![false; at.len()];
        of.iter().for_each(|&row| learned[row] = true);
        let mut rows_of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (row, &text) in at.iter().enumerate() {
            rows_of.entry(corpus.languages[text]).or_default().push(row);
        }
        let mut words = Words { of_language: Vec::new(), at: vec![None; at.len()] };
        for rows in rows_of.into_values() {
            let own: Vec<usize> = (0..rows.len()).filter(|&row| learned[rows[row]]).collect();
            if own.len() < WORDED {
                continue;
            }
            let normals: Vec<&str> = rows.iter().map(|&row| corpus.normals[at[row]]).collect();
            for (place, &row) in rows.iter().enumerate() {
                words.at[row] = Some((words.of_language.len(), place));
            }
            words.of_language.push(lsa::vectors(&normals, &own, seed));
        }
        words
    }

    /// The weighted numbers of a text, in its language's columns after the first `first`.
    fn cells(&self, row: usize, first: usize) -> impl Iterator<Item = (u32, f32)> {
        let place = self.at[row].into_iter();
        place.flat_map(move |(language, row)| {
            let from = (first + language * lsa::RANK) as u32;
            let numbers = self.of_language[language].row(row);
            (from..).zip(numbers.iter().map(|x| x * WORDS))
        })
    }

    /// Columns of all, after the first `first`.
    fn end(&self, first: usize) -> usize {
        first + self.of_language.len() * lsa::RANK
    }
}

#[cfg(test)]
mod tests {
    use super::super::lanes::dot;
    use super::super::teacher::tests::small;
    use super::*;

    /// Texts of eleven words of three letters, two to eight words each.
    fn texts(count: usize) -> Vec<String> {
        let mut random = Random::stream(3, 3);
        let words = ["ab", "a", "水b", "cc", "b水", "bb", "ac", "水水", "ba", "ca", "cb"];
        let text = |random: &mut Random| {
            let length = 2 + random.below(7);
            (0..length).map(|_| words[random.below(words.len())]).collect::<Vec<_>>().join(" ")
        };
        (0..count).map(|_| text(&mut random)).collect()
    }

    #[test]
    fn a_student_says_about_what_the_teacher_says_on_any_number_of_threads() {
        let teacher = small();
        let texts = texts(400);
        let languages = vec!["en"; texts.len()];
        // It learns from the first half alone.
        let letters: Vec<usize> = (0..texts.len() / 2).collect();
        let sent: Vec<&str> = texts.iter().map(String::as_str).collect();
        let normals = sent.clone();
        let corpus =
            Corpus { texts: sent, normals: &normals, languages: &languages, letters: &letters };
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| students_vectors(&teacher, &corpus, 1, &|_, _| {}))
        };
        let (student, maker) = on(1);
        assert_eq!(maker, Maker::Student(200));
        assert_eq!(on(2).0.values, student.values);

        let (taught, maker) = vectors(&teacher, &corpus, 1, &|_, _| {});
        assert_eq!(maker, Maker::Teacher);
        // Vectors of both have their own axes, so what is compared is which pairs are alike.
        let alike = |vectors: &Dense| -> Vec<f64> {
            let unseen = 200..399;
            unseen.map(|at| f64::from(dot(vectors.row(at), vectors.row(at + 1)))).collect()
        };
        let agreement = correlation(&alike(&student), &alike(&taught));
        assert!(agreement > 0.6, "{agreement}");
    }

    fn correlation(a: &[f64], b: &[f64]) -> f64 {
        let centred = |x: &[f64]| -> Vec<f64> {
            let mean = x.iter().sum::<f64>() / x.len() as f64;
            x.iter().map(|x| x - mean).collect()
        };
        let (a, b) = (centred(a), centred(b));
        let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
        product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
    }
}
