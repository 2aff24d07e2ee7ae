//! Normal form of a text: what must be equal for two texts to be word for word the same.
//!
//! Unicode NFKC (UAX #15) around lower-casing, with invisible characters removed and white space
//! collapsed. Punctuation stays. ASCII, most of the bytes in many consultations, takes a path of its
//! own. Cost: one pass, memory of the text. It gives up full case folding beyond `ß` and `ς`, and does
//! not fold traditional into simplified characters.

use unicode_normalization::UnicodeNormalization;

/// The normal form of `text`; empty when nothing visible is in it. Normalising twice changes nothing.
///
/// Source: toNFKC_Casefold of the Unicode Standard, section 3.13, with white space as one space.
pub(crate) fn normalise(text: &str) -> String {
    if text.is_ascii() {
        return collapse(text.chars().map(|c| c.to_ascii_lowercase()), text.len());
    }
    let folded: String = text.chars().filter(|&c| !is_invisible(c)).nfkc().flat_map(fold).collect();
    collapse(folded.nfkc(), folded.len())
}

/// Joins what white space and control characters part by single spaces.
fn collapse(characters: impl Iterator<Item = char>, capacity: usize) -> String {
    let mut normal = String::with_capacity(capacity);
    let mut gap = false;
    for c in characters {
        if c.is_whitespace() || c.is_control() {
            gap = !normal.is_empty();
        } else {
            if gap {
                normal.push(' ');
                gap = false;
            }
            normal.push(c);
        }
    }
    normal
}

/// Lower case, with the two folds in which lower case and case folding differ in living languages.
fn fold(c: char) -> impl Iterator<Item = char> {
    let doubled = (c == 'ß' || c == 'ẞ').then_some(['s', 's']);
    let single = doubled.is_none().then_some(if c == 'ς' { 'σ' } else { c });
    doubled.into_iter().flatten().chain(single.into_iter().flat_map(char::to_lowercase))
}

/// Characters without a shape of their own: soft hyphen, zero-width and bidirectional controls,
/// variation selectors, tags, byte order mark (a subset of Default_Ignorable_Code_Point).
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_reader_takes_for_the_same_words_becomes_the_same() {
        for (text, normal) in [
            ("  Save\tthe\r\n\r\nRiver! ", "save the river!"),
            ("Ｓａｖｅ　ｔｈｅ　Ｒｉｖｅｒ！", "save the river!"),
            ("Stra\u{00AD}ße", "strasse"),
            ("STRASSE", "strasse"),
            ("Cafe\u{301}", "café"),
            ("\u{202E}水\u{200B}资源\u{FEFF}", "水资源"),
            ("ΟΔΟΣ ὁδός", "οδοσ ὁδόσ"),
            ("ﷺ", "صلى الله عليه وسلم"),
            ("\u{0}\u{200B} \n", ""),
        ] {
            assert_eq!(normalise(text), normal);
        }
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in any::<String>()) {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once);
        }

        #[test]
        fn ascii_takes_the_same_way_as_everything_else(text in "[ -~\t\r\n]{0,40}") {
            let with_mark = format!("{text}水");
            let long_way = normalise(&with_mark);
            let short_way = normalise(&text);
            prop_assert_eq!(long_way.trim_end_matches('水').trim_end(), short_way);
        }
    }
}
