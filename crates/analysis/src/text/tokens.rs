//! Pieces of a text: runs of letters by script, and words as a reader sees them.
//!
//! A run is either dense (Han, kana, Hangul: scripts in which a character is a syllable or a word) or of
//! letters and digits of another script; everything else parts runs. Runs serve shingles and vectors.
//! Words serve names of themes: UAX #29 (unicode-segmentation), and jieba's dictionary for Chinese.

use std::sync::LazyLock;

use jieba_rs::Jieba;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// True for a character of a script in which one character says about as much as a short word.
pub(crate) fn is_dense(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{AC00}'..='\u{D7A3}')
}

/// True for a Han character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// What a character is to a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Han, kana, Hangul.
    Dense,
    /// Letters, digits and marks of any other script.
    Spaced,
}

/// A maximal run of characters of one kind, as a range of the row of characters it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) script: Script,
    pub(crate) range: std::ops::Range<usize>,
}

/// The first `limit` characters of a normalised text, in the form in which texts are compared.
///
/// Arabic is written with and without vowel marks, lengthening strokes and the small signs on alef;
/// they are dropped here, as search engines do, and in no other script.
pub(crate) fn comparable(normal: &str, limit: usize) -> impl Iterator<Item = char> {
    let keep = |c: char| match c {
        '\u{0640}' | '\u{064B}'..='\u{0652}' | '\u{0670}' => None,
        '\u{0622}' | '\u{0623}' | '\u{0625}' | '\u{0671}' => Some('\u{0627}'),
        '\u{0649}' => Some('\u{064A}'),
        '\u{0629}' => Some('\u{0647}'),
        c => Some(c),
    };
    normal.chars().take(limit).filter_map(keep)
}

/// The runs in a row of characters, in order.
pub(crate) fn runs(characters: &[char]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, &c) in characters.iter().enumerate() {
        let Some(script) = script(c) else { continue };
        match runs.last_mut() {
            Some(run) if run.range.end == at && run.script == script => run.range.end = at + 1,
            _ => runs.push(Run { script, range: at..at + 1 }),
        }
    }
    runs
}

/// What a character is to a run; `None` for one that parts runs.
pub(crate) fn script(c: char) -> Option<Script> {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric().then_some(Script::Spaced);
    }
    if is_dense(c) {
        return Some(Script::Dense);
    }
    (c.is_alphanumeric() || is_combining_mark(c)).then_some(Script::Spaced)
}

/// A word as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// Its letters, unchanged.
    pub(crate) surface: &'a str,
    /// Nothing but one space, or nothing at all, parts it from the word before.
    pub(crate) joined: bool,
    /// It is written without a space before it, as in Chinese.
    pub(crate) tight: bool,
}

/// The words of a text in `language`, in order. Punctuation is no word.
pub(crate) fn words<'a>(text: &'a str, language: &str) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = Vec::new();
    let mut end_of_last = None;
    let mut add = |start: usize, surface: &'a str| {
        let gap = end_of_last.map(|end: usize| &text[end..start]);
        words.push(Word { surface, joined: matches!(gap, Some("" | " ")), tight: gap == Some("") });
        end_of_last = Some(start + surface.len());
    };
    for (start, piece) in pieces(text) {
        if language != "ja" && piece.chars().all(is_han) {
            let mut at = start;
            for word in JIEBA.cut(piece, true) {
                add(at, word.word);
                at += word.word.len();
            }
        } else {
            add(start, piece);
        }
    }
    words
}

/// jieba's dictionary of simplified Chinese, unpacked once a process.
static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// UAX #29 words, with neighbouring Han characters joined again.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut pieces: Vec<(usize, &str)> = Vec::new();
    for (start, word) in text.unicode_word_indices() {
        match pieces.last_mut() {
            Some((from, before))
                if *from + before.len() == start
                    && word.chars().all(is_han)
                    && before.chars().all(is_han) =>
            {
                *before = &text[*from..start + word.len()];
            }
            _ => pieces.push((start, word)),
        }
    }
    pieces
}
