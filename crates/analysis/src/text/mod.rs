//! Texts: language, duplicates, campaigns, themes.
//!
//! Read in the order of the work. Equal words are one `distinct` text (`normalise`), nearly equal ones a
//! cluster (`shingle`, `minhash`, [`duplicate`]), without what is nobody's own (`passage`); what has a letter in
//! its own words joins it (`template`). A large cluster is a `campaign`. Texts that can be compared
//! share a space (`language`, `spaces`). In each they become vectors (`features`, `svd`, `lsa`) and groups of
//! like direction (`diffusion`, `spherical`), as many as two halves of the texts agree on (`stability`), under branches of
//! a tree (`ward`, `themes`); what lies apart within a theme is set beside it (`apart`). The `tree` is numbered, named (`labels`) and illustrated (`quotes`). `outcome` runs
//! all of it.
//!
//! Everything is linear in the texts: fits read a sample of named size, one pass places all.
//!
//! With a model that somebody added, all texts share one space: the [`teacher`] (`sentencepiece`, `kernel`)
//! reads them, or a `student` learns from it (`meaning`), less what sets languages apart (`offset`).
//!
//! What it gives up: without a model themes are language by language, as no vector then knows that 河 is a
//! river; names are working names, for people to change.

mod lanes;

mod distinct;
mod normalise;
mod tokens;
mod traditional;

pub mod duplicate;
mod minhash;
mod passage;
mod shingle;
mod sieve;
mod template;

mod features;
mod language;
mod lsa;
mod spaces;
mod svd;

mod kernel;
mod meaning;
mod offset;
mod sentencepiece;
mod student;
pub mod teacher;

mod apart;
mod diffusion;
mod kept_vectors;
mod spherical;
mod stability;
mod themes;
mod ward;

mod alike;
mod matter;
mod sentences;

mod campaign;
mod function_words;
mod labels;
mod outcome;
mod parts;
mod people;
mod quotes;
mod tree;

pub mod decided;
pub mod search;

pub use alike::{Alike, Titled, alike};
pub(crate) use outcome::{TextFindings, analyse};
pub(crate) use parts::Parts;
pub use sentences::{Sentence, sentences};
