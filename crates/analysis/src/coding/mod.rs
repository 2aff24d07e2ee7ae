//! Human coding: a sample of contributions that people sort by hand, and what it says about a sorting.
//!
//! [`sample`] draws contributions by theme, [`agreement`] measures coders against each other, and
//! [`accuracy`] measures the program against them. The coders see the themes and the texts, and not where
//! the program put a text.

mod accuracy;
pub mod agreement;
mod sample;

pub use accuracy::{Code, CodedText, accuracy};
pub use sample::{Sample, sample, shuffle};
