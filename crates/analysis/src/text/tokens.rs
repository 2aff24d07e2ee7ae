//! Pieces of a text: runs of letters by script, and words as a reader sees them.
//!
//! A run is either dense (Han, kana, Hangul: scripts in which a character is a syllable or a word) or of
//! letters and digits of another script; everything else parts runs. Runs serve shingles and vectors.
//! Words serve names of themes: UAX #29 (unicode-segmentation), and jieba's dictionary for Chinese, whose
//! marks tell closed classes from words that may name something.

use std::sync::LazyLock;

use jieba_rs::Jieba;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::traditional::simplified;

/// True for a character of a script in which one character says about as much as a short word.
pub(crate) fn is_dense(c: char) -> bool {
    is_han(c) || is_kana(c) || matches!(c, '\u{AC00}'..='\u{D7A3}')
}

/// True for a character of the Japanese syllabaries.
pub(crate) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}')
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
/// Traditional characters are taken for simplified ones ([`super::traditional`]). Arabic is written with and without vowel marks, lengthening strokes and the small signs on alef;
/// they are dropped here, as search engines do, and in no other script.
pub(crate) fn comparable(normal: &str, limit: usize) -> impl Iterator<Item = char> {
    normal.chars().take(limit).filter_map(compared)
}

/// A character in the form of [`comparable`]; `None` for one that is dropped.
pub(crate) fn compared(c: char) -> Option<char> {
    match c {
        '\u{0640}' | '\u{064B}'..='\u{0652}' | '\u{0670}' => None,
        '\u{0622}' | '\u{0623}' | '\u{0625}' | '\u{0671}' => Some('\u{0627}'),
        '\u{0649}' => Some('\u{064A}'),
        '\u{0629}' => Some('\u{0647}'),
        c => Some(simplified(c)),
    }
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
    /// The dictionary has it in a closed class, or as a number or a time; known for Chinese only.
    pub(crate) closed: bool,
}

/// The words of a text in `language`, in order. Punctuation is no word, nor is an elided article.
pub(crate) fn words<'a>(text: &'a str, language: Option<&str>) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = Vec::new();
    let mut end_of_last = None;
    let mut add = |start: usize, end: usize, closed: bool| {
        let gap = end_of_last.map(|last: usize| &text[last..start]);
        let (joined, tight) = (matches!(gap, Some("" | " ")), gap == Some(""));
        words.push(Word { surface: &text[start..end], joined, tight, closed });
        end_of_last = Some(end);
    };
    for (start, piece) in pieces(text) {
        if language != Some("ja") && piece.chars().all(is_han) {
            let mut at = start;
            for (length, closed) in han_words(piece) {
                add(at, at + length, closed);
                at += length;
            }
        } else if matches!(language, Some("fr" | "it")) {
            let elided = piece.find(['\'', '’']).filter(|&at| at <= 4);
            let apostrophe = |at: usize| piece[at..].chars().next().map_or(0, char::len_utf8);
            add(start + elided.map_or(0, |at| at + apostrophe(at)), start + piece.len(), false);
        } else {
            add(start, start + piece.len(), false);
        }
    }
    words
}

/// Lengths in bytes of the words of a run of Han characters, and whether each is of a closed class. jieba's
/// dictionary is of simplified words, so it is shown the run in simplified form, and the lengths are taken
/// over.
fn han_words(run: &str) -> Vec<(usize, bool)> {
    let folded: String = run.chars().map(simplified).collect();
    let mut characters = run.chars();
    let mut length =
        |word: &str| characters.by_ref().take(word.chars().count()).map(char::len_utf8).sum();
    let tagged = JIEBA.tag(&folded, true);
    tagged.into_iter().map(|tagged| (length(tagged.word), is_closed(tagged.tag))).collect()
}

/// True for the dictionary's marks of closed classes (pronouns, adverbs, prepositions, conjunctions,
/// particles, positions), of numbers and measures, and of times.
fn is_closed(tag: &str) -> bool {
    matches!(
        tag.as_bytes().first(),
        Some(b'r' | b'd' | b'p' | b'c' | b'u' | b'y' | b'e' | b'o' | b'f' | b'm' | b'q' | b't')
    )
}

/// Lengths in characters of the words of a run of Han characters in comparable form.
pub(crate) fn han_lengths(run: &[char]) -> Vec<usize> {
    let text: String = run.iter().collect();
    JIEBA.cut(&text, true).into_iter().map(|token| token.word.chars().count()).collect()
}

/// The words of a run of Han characters in comparable form by the dictionary alone, each with the shorter words of
/// two characters or more that it is made of.
pub(crate) fn han_pieces(run: &[char]) -> Vec<(String, Vec<String>)> {
    let text: String = run.iter().collect();
    let whole = JIEBA.cut(&text, false);
    whole
        .into_iter()
        .map(|token| {
            let parts = match token.word.chars().count() {
                0..=2 => Vec::new(),
                _ => JIEBA.cut_for_search(token.word, false),
            };
            let parts = parts.into_iter().map(|part| part.word);
            let shorter = parts.filter(|part| *part != token.word).map(str::to_owned).collect();
            (token.word.to_owned(), shorter)
        })
        .collect()
}

/// jieba's dictionary, unpacked once a process.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str, language: &str) -> String {
        let words = words(text, Some(language));
        words.iter().map(|word| word.surface).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_are_those_a_reader_sees() {
        assert_eq!(
            joined("The river's well-kept banks, isn't it?", "en"),
            "The|river's|well|kept|banks|isn't|it"
        );
        assert_eq!(joined("L’eau de l'aéroport", "fr"), "eau|de|aéroport");
        assert_eq!(joined("优先保障居民用水。", "zh"), "优先|保障|居民|用水");
        assert_eq!(joined("計程車司機的權益", "zh"), "計程車|司機|的|權益");
        assert_eq!(joined("نريد حماية النهر", "ar"), "نريد|حماية|النهر");
    }

    #[test]
    fn runs_part_at_signs_and_where_the_script_changes() {
        let characters: Vec<char> = comparable("5g 網路，建設abc!", 99).collect();
        let runs = runs(&characters);
        let texts: Vec<String> =
            runs.iter().map(|run| characters[run.range.clone()].iter().collect()).collect();
        assert_eq!(texts, ["5g", "网路", "建设", "abc"]);
        assert_eq!(comparable("مُـحَمَّد إلى", 99).collect::<String>(), "محمد الي");
    }
}
