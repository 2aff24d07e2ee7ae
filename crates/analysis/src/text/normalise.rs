//! Normal form of a text: what must be equal for two texts to be word for word the same.
//!
//! Unicode NFKC (UAX #15) around lower-casing, with invisible characters removed and white space
//! collapsed. Punctuation stays. ASCII, most of the bytes in many consultations, takes a path of its
//! own, and so do texts in which no character changes with those beside it, such as Chinese. Cost: two passes, memory
//! of the text. It gives up full case folding beyond `ß` and `ς`, and does not fold traditional into simplified
//! characters.

use std::sync::LazyLock;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// The normal form of `text`; empty when nothing visible is in it. Normalising twice changes nothing.
///
/// Source: toNFKC_Casefold of the Unicode Standard, section 3.13, with white space as one space.
pub(crate) fn normalise(text: &str) -> String {
    if text.is_ascii() {
        return collapse(text.chars().map(|c| c.to_ascii_lowercase()), text.len());
    }
    match text.chars().all(|c| alone(c).is_some()) {
        true => collapse(text.chars().filter_map(alone), text.len()),
        false => normalise_together(text),
    }
}

/// The same where characters may change with those beside them.
fn normalise_together(text: &str) -> String {
    let folded: String = text.chars().filter(|&c| !is_invisible(c)).nfkc().flat_map(fold).collect();
    collapse(folded.nfkc(), folded.len())
}

/// The normal form of a character that is one character whatever stands beside it; `None` for any other.
///
/// A text of such characters is in normal form when each is: what neither composes with what is before it nor is
/// reordered (NFKC_QC=Yes, UAX #15 section 9) stays in a text of its like.
fn alone(c: char) -> Option<char> {
    let form = *ALONE.get(c as usize)?;
    (form != NOT_ALONE).then_some(form)
}

/// Stands for what is not alone; the character itself takes the long way.
const NOT_ALONE: char = char::REPLACEMENT_CHARACTER;

/// [`alone`] for the characters of the basic plane.
static ALONE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let single = |characters: &mut dyn Iterator<Item = char>| {
        let first = characters.next()?;
        let stays = is_nfkc_quick(std::iter::once(first)) == IsNormalized::Yes
            && canonical_combining_class(first) == 0;
        (characters.next().is_none() && stays).then_some(first)
    };
    let form = |c: char| {
        let compatible = single(&mut std::iter::once(c).filter(|&c| !is_invisible(c)).nfkc())?;
        let folded = single(&mut fold(compatible))?;
        single(&mut std::iter::once(folded).nfkc())
    };
    let of = |code: u32| char::from_u32(code).and_then(form).unwrap_or(NOT_ALONE);
    (0..0x1_0000).map(of).collect()
});

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
    fn every_character_that_stands_alone_is_what_it_is_among_others() {
        for c in (0..0x1_0000).filter_map(char::from_u32).filter(|c| alone(*c).is_some()) {
            for text in [format!("{c}"), format!("水{c}水"), format!("a{c}b"), format!("각{c}ί")]
            {
                assert_eq!(normalise(&text), normalise_together(&text), "{c:?}");
            }
        }
        // Two marks without composition of their own, in the order that they have not.
        assert_eq!(normalise("a\u{FE20}\u{FE27}"), normalise_together("a\u{FE20}\u{FE27}"));
        assert_eq!(alone('，'), Some(','));
        assert_eq!(
            ['é', '水', '\u{301}', '\u{1161}', 'ß', 'ﷺ'].map(alone),
            [Some('é'), Some('水'), None, None, None, None]
        );
    }

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
        fn characters_that_stand_alone_take_the_same_way_as_all(
            text in "[\u{0020}-\u{024F}\u{0300}-\u{0345}\u{0370}-\u{06FF}\u{1100}-\u{11FF}\u{3000}-\u{30FF}\u{4E00}-\u{4E2F}\u{AC00}-\u{AC20}\u{FB00}-\u{FFEF}]{0,12}",
        ) {
            prop_assert_eq!(normalise(&text), normalise_together(&text));
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
