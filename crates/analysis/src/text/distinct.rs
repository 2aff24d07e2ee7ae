//! Distinct texts: contributions that are word for word the same after normalising, taken together.
//!
//! Everything later in this room (duplicates, vectors, themes) works on distinct texts and is handed
//! back to rows through [`Distinct::of_row`]. Cost: one normalisation a row, one hash-table entry a
//! distinct text; memory of the distinct normal forms.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use rayon::prelude::*;

use super::normalise::normalise;
use crate::random::{Hashed, mix};

/// The distinct texts of a body of rows, in order of first appearance.
#[derive(Debug, Default)]
pub(crate) struct Distinct {
    /// For each row its distinct text; `None` when nothing visible is in it.
    pub(crate) of_row: Vec<Option<u32>>,
    /// For each distinct text the first row that has it.
    pub(crate) first_row: Vec<u32>,
    /// For each distinct text how many rows have it.
    pub(crate) copies: Vec<u32>,
    /// For each distinct text its normal form.
    pub(crate) normal: Vec<Box<str>>,
}

/// Rows normalised at a time, so that normal forms of copies do not pile up.
const CHUNK: usize = 1 << 16;

impl Distinct {
    /// Takes equal texts together.
    pub(crate) fn of(texts: &[&str]) -> Distinct {
        let mut distinct = Distinct::default();
        let mut known: HashMap<u64, u32, Hashed> = HashMap::default();
        // Keyed anew each time, so that nobody can write texts that all have one hash.
        let keyed = RandomState::new();
        for chunk in texts.chunks(CHUNK) {
            let normals: Vec<(u64, Box<str>)> = chunk
                .par_iter()
                .map(|text| {
                    let normal = normalise(text).into_boxed_str();
                    (keyed.hash_one(&*normal), normal)
                })
                .collect();
            for (hash, normal) in normals {
                distinct.add(hash, normal, &mut known);
            }
        }
        distinct
    }

    fn add(&mut self, mut hash: u64, normal: Box<str>, known: &mut HashMap<u64, u32, Hashed>) {
        let row = self.of_row.len() as u32;
        if normal.is_empty() {
            self.of_row.push(None);
            return;
        }
        let next = self.first_row.len() as u32;
        let text = loop {
            let text = *known.entry(hash).or_insert(next);
            if text == next || self.normal[text as usize] == normal {
                break text;
            }
            // Two texts with one hash: the second has its place by another.
            hash = mix(hash.wrapping_add(1));
        };
        if text == next {
            self.first_row.push(row);
            self.copies.push(0);
            self.normal.push(normal);
        }
        self.copies[text as usize] += 1;
        self.of_row.push(Some(text));
    }

    /// How many distinct texts there are.
    pub(crate) fn len(&self) -> usize {
        self.first_row.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_with_one_hash_are_two() {
        let (mut distinct, mut known) = (Distinct::default(), HashMap::default());
        for text in ["a", "b", "a", "b", "c"] {
            distinct.add(7, text.into(), &mut known);
        }
        assert_eq!(distinct.of_row, [0, 1, 0, 1, 2].map(Some));
        assert_eq!(distinct.normal, ["a", "b", "c"].map(Box::from));
    }

    #[test]
    fn equal_words_are_one_text_in_order_of_first_appearance() {
        let distinct = Distinct::of(&["B.", "a", " ", "b.", "A ", "c"]);
        assert_eq!(distinct.of_row, [Some(0), Some(1), None, Some(0), Some(1), Some(2)]);
        assert_eq!(distinct.first_row, [0, 1, 5]);
        assert_eq!(distinct.copies, [2, 2, 1]);
        assert_eq!(distinct.normal, ["b.", "a", "c"].map(Box::from));
    }
}
