//! Texts: language, duplicates, campaigns, themes.

pub mod duplicate;

mod campaign;
mod distinct;
mod features;
mod function_words;
mod labels;
mod lanes;
mod language;
mod lsa;
mod minhash;
mod normalise;
mod outcome;
mod parts;
mod quotes;
mod shingle;
mod spaces;
mod spherical;
mod stability;
mod svd;
mod themes;
mod tokens;
mod traditional;
mod tree;
mod ward;

pub(crate) use outcome::{TextFindings, analyse};
