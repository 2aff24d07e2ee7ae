//! Words for a search index: what of a text can be looked for, and what a question asks for.
//!
//! Both go the same way, so that they meet: normal form, traditional as simplified characters, Arabic without
//! vowel marks ([`super::tokens::comparable`]); runs of letters and digits as they stand, runs of Han
//! characters by jieba's dictionary alone, without its guesses at unknown words, which would depend on what
//! stands around them. In a text a long Chinese word stands beside the shorter ones in it (基础设施, 基础, 设施),
//! so either finds it. Cost: one pass, by jieba some 40 MB a second and core.

use rayon::prelude::*;

use super::normalise::normalise;
use super::tokens::{Script, comparable, han_pieces, is_han, runs};

/// Name and version of this way of cutting.
pub const METHOD: &str = "words-jieba/1";

/// Characters of a text that are read.
const CHARACTERS: usize = 100_000;

/// Characters of a word; a longer one is looked for by its beginning.
const WORD_CHARACTERS: usize = 48;

/// Characters of a question, and words, that are read.
pub const QUESTION_CHARACTERS: usize = 300;
/// Words of a question that are looked for.
pub const QUESTION_WORDS: usize = 24;

/// A word of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// The word in comparable form.
    pub whole: String,
    /// Shorter words that make it up; empty where there are none.
    pub parts: Vec<String>,
}

/// The words of each text in comparable form, sorted and with spaces between, so that nothing of their order in
/// the text is left.
pub fn sorted_words(texts: &[String]) -> Vec<String> {
    texts
        .par_iter()
        .map(|text| {
            let mut words = words(text);
            words.sort_unstable();
            words.join(" ")
        })
        .collect()
}

/// The words of a text in comparable form, in order; of a Chinese word also those within it.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_piece(text, CHARACTERS, |piece| match piece {
        Piece::Word(word) => words.push(word),
        Piece::Han { whole, parts } => {
            words.extend(parts);
            words.push(whole);
        }
    });
    words
}

/// The words that a question asks for, each once. A question without a letter or digit asks for none.
pub fn sought(question: &str) -> Vec<Sought> {
    let mut sought: Vec<Sought> = Vec::new();
    each_piece(question, QUESTION_CHARACTERS, |piece| {
        let (whole, parts) = match piece {
            Piece::Word(word) => (word, Vec::new()),
            Piece::Han { whole, parts } if covers(&parts, &whole) => (whole, parts),
            Piece::Han { whole, .. } => (whole, Vec::new()),
        };
        if sought.len() < QUESTION_WORDS && sought.iter().all(|known| known.whole != whole) {
            sought.push(Sought { whole, parts });
        }
    });
    sought
}

/// True when the parts together are all of a word: only then do they stand for it.
fn covers(parts: &[String], whole: &str) -> bool {
    let mut open = vec![true; whole.len()];
    for part in parts {
        for (at, found) in whole.match_indices(part.as_str()) {
            open[at..at + found.len()].fill(false);
        }
    }
    !open.contains(&true)
}

enum Piece {
    Word(String),
    Han { whole: String, parts: Vec<String> },
}

fn each_piece(text: &str, most: usize, mut each: impl FnMut(Piece)) {
    let characters: Vec<char> = comparable(&normalise(text), most).collect();
    let cut = |word: &[char]| word.iter().take(WORD_CHARACTERS).collect::<String>();
    for run in runs(&characters) {
        let run_characters = &characters[run.range.clone()];
        if run.script == Script::Spaced {
            each(Piece::Word(cut(run_characters)));
            continue;
        }
        for part in run_characters.chunk_by(|a, b| is_han(*a) == is_han(*b)) {
            if !is_han(part[0]) {
                each(Piece::Word(cut(part)));
                continue;
            }
            for (whole, parts) in han_pieces(part) {
                each(Piece::Han { whole, parts });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_and_a_question_are_cut_alike() {
        assert_eq!(
            words("The wells aren't DRY; 優先建設基礎設施，5G 网络。").join("|"),
            "the|wells|aren|t|dry|优先|建设|基础|设施|基础设施|5g|网络"
        );
        let asked = sought("Wells 基础设施 wells");
        assert_eq!(asked.len(), 2);
        assert_eq!(asked[1].parts, ["基础", "设施"]);
        assert_eq!(sorted_words(&["save the river".into()]), ["river save the"]);
        assert!(sought("\"* - () \0 ?!").is_empty());
    }

    proptest! {
        /// A text is found by any of its own words, and no word has a character that parts words.
        #[test]
        fn a_text_has_the_words_it_is_asked_for(text in any::<String>()) {
            let words = words(&text);
            let short: String = text.chars().take(QUESTION_CHARACTERS / 20).collect();
            for asked in sought(&short) {
                let has = |word: &String| words.contains(word);
                let found = has(&asked.whole)
                    || (!asked.parts.is_empty() && asked.parts.iter().all(has));
                // A word that the cut of the question parted is no word of the text.
                prop_assert!(found || short != text);
            }
            for word in &words {
                prop_assert!(!word.is_empty());
                prop_assert!(word.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric()));
            }
        }
    }
}
