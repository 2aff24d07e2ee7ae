//! Vectors of texts as they are kept for finding like ones: a byte a dimension.

/// Vectors of the distinct texts of a run. Those of different spaces cannot be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextVectors {
    /// The spaces.
    pub spaces: Vec<VectorSpace>,
    /// For each contribution of the input its space and the position of its vector in it; `None` for an empty
    /// text. Equal texts have one vector.
    pub of_row: Vec<Option<(u32, u32)>>,
}

/// Vectors that can be compared with each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VectorSpace {
    /// Dimensions.
    pub width: usize,
    /// One row a text, each stretched so that its largest number is 127; all zeros for a text that shares no
    /// word with another.
    pub values: Vec<i8>,
}

impl VectorSpace {
    /// A space of the vectors in `rows`, each `width` numbers.
    pub fn of(width: usize, rows: &[f32]) -> VectorSpace {
        let mut values = Vec::with_capacity(rows.len());
        for row in rows.chunks_exact(width.max(1)) {
            let most = row.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
            let stretch = if most > 0.0 { 127.0 / most } else { 0.0 };
            // Within -127 to 127, as nothing is larger than the largest.
            values.extend(row.iter().map(|x| (x * stretch).round() as i8));
        }
        VectorSpace { width, values }
    }
}

/// A vector that others of its space are compared with.
#[derive(Clone, Copy, Debug)]
pub struct Direction<'a> {
    values: &'a [i8],
    length: f64,
}

impl<'a> Direction<'a> {
    /// Of a vector of at most 130,000 numbers.
    pub fn of(values: &'a [i8]) -> Direction<'a> {
        Direction { values, length: f64::from(dot(values, values)).sqrt() }
    }

    /// Cosine of the two; 0 where one is all zeros. Sums are of whole numbers, so the same on every machine.
    pub fn cosine(&self, other: &[i8]) -> f64 {
        let lengths = self.length * f64::from(dot(other, other)).sqrt();
        if lengths > 0.0 { f64::from(dot(self.values, other)) / lengths } else { 0.0 }
    }
}

fn dot(one: &[i8], other: &[i8]) -> i32 {
    one.iter().zip(other).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_outlasts_the_stretching() {
        let space =
            VectorSpace::of(4, &[0.5, -0.5, 0.1, 0.0, 0.05, -0.05, 0.01, 0.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(space.values, [127, -127, 25, 0, 127, -127, 25, 0, 0, 0, 0, 0]);
        let row = |at: usize| &space.values[at * 4..at * 4 + 4];
        assert!((Direction::of(row(0)).cosine(row(1)) - 1.0).abs() < 1e-9);
        assert_eq!(Direction::of(row(0)).cosine(row(2)), 0.0);
    }
}
