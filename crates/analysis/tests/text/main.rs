//! The analysis of texts held to a naive computation, to what must not change its answer, and to real
//! contributions.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bilingual;
mod campaigns;
mod corpora;
mod duplicates;
mod placement;

use analysis::{Options, analyse};
use consultation::{Channel, Contribution, Heard};
use findings::Analysed;

/// Texts as contributions, with their position as id.
fn heard(texts: &[&str]) -> Heard {
    let contribution =
        |(at, text): (usize, &&str)| Contribution::new(at.to_string(), *text, Channel::Csv);
    Heard {
        contributions: texts.iter().enumerate().map(contribution).collect(),
        ..Heard::default()
    }
}

fn analysed(heard: &Heard, themes: Option<u32>) -> Analysed {
    analyse(heard, &Options { themes, seed: 1, ..Options::default() }, &|_, _, _| {})
        .unwrap()
        .analysed
}
