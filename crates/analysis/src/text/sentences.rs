//! Sentences: the parts of a text that may each ask for one thing, by their place in it.
//!
//! Boundaries are those of Unicode Standard Annex 29, which knows the full stops of every script.

use unicode_segmentation::UnicodeSegmentation;

/// Characters of the shortest sentence worth pointing at.
const SHORTEST: usize = 6;

/// A sentence, with its place in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence<'t> {
    /// First character, from 0.
    pub from: u32,
    /// The character after the last.
    pub to: u32,
    /// The words between, without space at either end.
    pub words: &'t str,
}

/// The sentences of a text in their order, without those that are too short to say anything.
///
/// ```
/// let found: Vec<&str> = analysis::text::sentences("Wells run dry. 河水见底。No!").map(|s| s.words).collect();
/// assert_eq!(found, ["Wells run dry.", "河水见底。"]);
/// ```
pub fn sentences(text: &str) -> impl Iterator<Item = Sentence<'_>> {
    let mut at = 0;
    text.split_sentence_bounds().filter_map(move |part| {
        let count = |text: &str| text.chars().count();
        let start = at;
        at += count(part);
        let words = part.trim_start();
        let from = start + count(part) - count(words);
        let words = words.trim_end();
        let to = from + count(words);
        let place = u32::try_from(from).ok().zip(u32::try_from(to).ok());
        let (from, to) = place.filter(|_| to - from >= SHORTEST || is_dense(words))?;
        Some(Sentence { from, to, words })
    })
}

/// Four characters of a script that writes words without spaces say as much as a short sentence.
fn is_dense(words: &str) -> bool {
    words.chars().filter(|c| ('\u{3040}'..='\u{9fff}').contains(c)).count() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_stands_where_it_says() {
        let text = "  Wells run dry. 优先保障居民用水！是的。\n\nWho pays for it? ";
        let found: Vec<Sentence<'_>> = sentences(text).collect();
        let words: Vec<&str> = found.iter().map(|one| one.words).collect();
        assert_eq!(words, ["Wells run dry.", "优先保障居民用水！", "Who pays for it?"]);
        for one in found {
            let (from, to) = (one.from as usize, one.to as usize);
            let there: String = text.chars().skip(from).take(to - from).collect();
            assert_eq!(there, one.words);
        }
        assert_eq!(
            sentences("").count() + sentences(" \n ").count() + sentences("Yes.").count(),
            0
        );
    }
}
