//! Vectors of texts, kept small for finding like ones after the analysis.

use findings::{TextVectors, VectorSpace};

use super::distinct::Distinct;
use super::spaces::Space;
use super::svd::Dense;

/// Vectors of the distinct texts, space after space.
#[derive(Debug, Default)]
pub(crate) struct KeptVectors {
    spaces: Vec<VectorSpace>,
    /// For each distinct text its space and its position there.
    of_text: Vec<Option<(u32, u32)>>,
}

impl KeptVectors {
    /// Takes in the vectors of a space, in the order of its texts.
    pub(crate) fn add(&mut self, space: &Space, vectors: &Dense) {
        let number = self.spaces.len() as u32;
        for (at, &text) in (0..).zip(&space.texts) {
            let text = text as usize;
            if self.of_text.len() <= text {
                self.of_text.resize(text + 1, None);
            }
            self.of_text[text] = Some((number, at));
        }
        self.spaces.push(VectorSpace::of(vectors.width, &vectors.values));
    }

    /// The same by contribution.
    pub(crate) fn of_rows(self, distinct: &Distinct) -> TextVectors {
        let of_row = |text: &Option<u32>| self.of_text.get((*text)? as usize).copied().flatten();
        TextVectors { of_row: distinct.of_row.iter().map(of_row).collect(), spaces: self.spaces }
    }
}
