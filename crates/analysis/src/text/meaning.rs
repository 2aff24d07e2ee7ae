//! Vectors by meaning: all languages in one space, from a model that somebody added.
//!
//! The [`super::teacher`] reads every text as long as they hold no more than [`PIECES`] pieces together,
//! about a minute's work on two cores. Beyond that it reads a sample, in which every language has its part,
//! and a [`super::student`] learns from it to say what the teacher would, in the [`STUDENT_WIDTH`]
//! directions in which the sample varies most. Either way the mean of all texts is taken away and each
//! vector has length 1. Memory: 2 kB a text with the teacher, 0.5 kB with the student.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::features::{Bag, Sparse, Weights};
use super::lanes::{LANES, add_scaled, dot};
use super::lsa::{centre, evenly, mean, project};
use super::student;
use super::svd::{Dense, right_singular_vectors};
use super::teacher::Teacher;
use crate::random::Random;

/// Pieces that the teacher reads, at most.
pub(crate) const PIECES: usize = 2_000_000;

/// Texts from which the student learns, at most.
pub(crate) const SAMPLE: usize = 30_000;

/// Texts of the sample that a language has, at least, where there are as many.
const OF_A_LANGUAGE: usize = 500;

/// Numbers of a student's vector.
const STUDENT_WIDTH: usize = 128;

/// Texts of the sample on which the directions are found.
const DIRECTIONS: usize = 4_096;

/// Texts cut into pieces at a time.
const CHUNK: usize = 4_096;

/// Texts to be placed.
pub(crate) struct Corpus<'a> {
    /// As they were sent.
    pub(crate) texts: Vec<&'a str>,
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
        let mut vectors = teacher.vectors(&pieces, &|read| done(read as u64, of));
        centre(&mut vectors);
        return (vectors, Maker::Teacher);
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
    /// A row for each of them: what the teacher says of it, in the directions in which the sample varies
    /// most.
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
        if let Some(pieces) = pieces(teacher, corpus, &sample, PIECES) {
            break pieces;
        }
        sample.truncate(sample.len() * 3 / 4);
    };
    let of = pieces.len() as u64;
    let mut read = teacher.vectors(&pieces, &|read| done(read as u64, of));
    let mean = mean(&read);
    let width = read.width;
    read.values.par_chunks_mut(width).for_each(|row| add_scaled(row, -1.0, &mean));
    Lesson { pieces, read: directions(&read, seed) }
}

/// Positions of texts, every language with its share and [`OF_A_LANGUAGE`] at least, in random order.
fn stratified(corpus: &Corpus<'_>, seed: u64) -> Vec<usize> {
    let mut of_language: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &at in corpus.letters {
        of_language.entry(corpus.languages[at]).or_default().push(at);
    }
    let mut sample = Vec::with_capacity(SAMPLE);
    for texts in of_language.into_values() {
        let share = SAMPLE * texts.len() / corpus.letters.len();
        let part = evenly(texts.len(), share.max(OF_A_LANGUAGE));
        sample.extend(part.into_iter().map(|at| texts[at]));
    }
    Random::stream(seed, 3_000).shuffle(&mut sample);
    sample.truncate(SAMPLE);
    sample
}

/// Rows in the directions in which they vary most.
fn directions(rows: &Dense, seed: u64) -> Dense {
    let chosen = evenly(rows.rows(), DIRECTIONS);
    let cells = chosen.iter().map(|&at| (0..).zip(rows.row(at).iter().copied()).collect());
    let axes = right_singular_vectors(
        &Sparse::from_rows(cells.collect(), rows.width),
        STUDENT_WIDTH.min(chosen.len()),
        seed,
    );
    // An axis a row, so that each number of a vector is one sum.
    let axes: Vec<Vec<f32>> = (0..axes.width)
        .map(|axis| (0..axes.rows()).map(|row| axes.row(row)[axis]).collect())
        .collect();
    let width = axes.len().next_multiple_of(LANES);
    let mut values = vec![0.0; rows.rows() * width];
    values.par_chunks_mut(width).zip(rows.values.par_chunks(rows.width)).for_each(|(to, row)| {
        for (to, axis) in to.iter_mut().zip(&axes) {
            *to = dot(row, axis);
        }
    });
    Dense { values, width }
}

#[cfg(test)]
mod tests {
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
        let sent = texts.iter().map(String::as_str).collect();
        let corpus = Corpus { texts: sent, languages: &languages, letters: &letters };
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
