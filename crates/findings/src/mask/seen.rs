//! A text as a reader sees it, which is what the rules are held to.
//!
//! A number is the same number with a zero-width space in it, in full-width digits, or with a non-breaking hyphen
//! where a hyphen could stand. So invisible characters are left out, and spaces, hyphens and full-width signs become
//! those of ASCII. Dashes and dots do so only between digits: elsewhere they part words and sentences.

use std::borrow::Cow;
use std::ops::Range;

/// A text as it is seen, and the way back.
pub(super) struct Seen<'a> {
    written: &'a str,
    /// As it is seen.
    pub(super) text: Cow<'a, str>,
    /// Whether more was altered than full-width signs.
    pub(super) altered: bool,
    /// After each altered character: the place in `text`, and that in `written`.
    places: Vec<(usize, usize)>,
}

impl<'a> Seen<'a> {
    /// The text without invisible characters, with spaces and signs of ASCII.
    pub(super) fn new(written: &'a str) -> Self {
        Self::read(written, seen)
    }

    /// The text with full-width signs alone as ASCII.
    pub(super) fn narrow(written: &'a str) -> Self {
        Self::read(written, |_, c, _| Some(narrow(c)))
    }

    fn read(written: &'a str, read: impl Fn(Option<char>, char, &str) -> Option<char>) -> Self {
        let (mut altered, mut places, mut before) = (false, Vec::new(), None);
        let mut text = Cow::Borrowed(written);
        if written.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t')) {
            return Self { written, text, altered, places };
        }
        for (at, c) in written.char_indices() {
            let after = at + c.len_utf8();
            let now = read(before, c, &written[after..]);
            if now != Some(c) {
                altered |= !is_wide(c);
                if places.is_empty() {
                    text = Cow::Owned(begun(&written[..at], written.len()));
                }
            }
            if let Cow::Owned(text) = &mut text {
                text.extend(now);
                if now != Some(c) {
                    places.push((text.len(), after));
                }
            }
            before = now.or(before);
        }
        Self { written, text, altered, places }
    }

    /// Where in the text as written a piece stands, without what is invisible around it.
    pub(super) fn as_written(&self, piece: Range<usize>) -> Range<usize> {
        let last = self.text[piece.clone()].chars().next_back().map_or(0, char::len_utf8);
        let last = self.place(piece.end - last);
        let len = self.written[last..].chars().next().map_or(0, char::len_utf8);
        self.place(piece.start)..last + len
    }

    fn place(&self, at: usize) -> usize {
        match self.places.partition_point(|(place, _)| *place <= at).checked_sub(1) {
            Some(last) => self.places[last].1 + at - self.places[last].0,
            None => at,
        }
    }
}

fn begun(text: &str, capacity: usize) -> String {
    let mut begun = String::with_capacity(capacity);
    begun.push_str(text);
    begun
}

/// What is seen of a character after `before`; `None` of one that is invisible.
fn seen(before: Option<char>, c: char, rest: &str) -> Option<char> {
    match c {
        ' '..='~' => Some(c),
        _ if is_invisible(c) => None,
        _ if is_space(c) => Some(' '),
        '\u{2010}' | '\u{2011}' | '\u{FE63}' => Some('-'),
        _ if is_dash(c) && is_between_digits(before, rest) => Some('-'),
        _ if is_dot(c) && is_between_digits(before, rest) => Some('.'),
        _ => Some(narrow(c)),
    }
}

/// Typographic spaces, hyphens, dashes and dots.
pub(super) fn is_sign(c: char) -> bool {
    is_space(c) || is_dash(c) || is_dot(c) || matches!(c, '\u{2010}' | '\u{2011}' | '\u{FE63}')
}

fn is_space(c: char) -> bool {
    matches!(
        c,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}

/// Dashes, the minus, and what is written for them on East Asian keyboards.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '\u{2012}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{30FC}'
                | '\u{FE58}'
                | '\u{FF70}'
    )
}

/// Middle dots, bullets and ideographic full stops.
fn is_dot(c: char) -> bool {
    matches!(
        c,
        '\u{B7}'
            | '\u{2022}'
            | '\u{2024}'
            | '\u{2027}'
            | '\u{2219}'
            | '\u{22C5}'
            | '\u{3002}'
            | '\u{30FB}'
            | '\u{FF61}'
            | '\u{FF65}'
    )
}

/// Digits, with brackets around an area code among them.
fn is_between_digits(before: Option<char>, rest: &str) -> bool {
    let is_digit_after = |c: char| c.is_ascii_digit() || c == '(';
    before.is_some_and(|c| c.is_ascii_digit() || c == ')')
        && rest.chars().find(|&c| !is_invisible(c)).is_some_and(|c| is_digit_after(narrow(c)))
}

/// Full-width digits and letters, and the signs that stand between them.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{FF10}'..='\u{FF19}' | '\u{FF20}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}'
        | '\u{FF08}' | '\u{FF09}' | '\u{FF0B}' | '\u{FF0D}' | '\u{FF0E}')
}

fn narrow(c: char) -> char {
    let ascii = is_wide(c).then(|| char::from_u32(u32::from(c) - 0xFEE0)).flatten();
    ascii.unwrap_or(c)
}

/// Characters without a shape: those of Default_Ignorable_Code_Point (Unicode 16, DerivedCoreProperties), controls
/// that are no white space, marks of annotation and the empty Braille pattern.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}'
        | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_without_such_characters_is_not_copied() {
        for text in ["Plain\twords, 138 1234 5678.\n", "2025年—以来。京·3、第一", "l’été – 5 €"]
        {
            let seen = Seen::new(text);
            assert!(matches!(seen.text, Cow::Borrowed(_)) && !seen.altered, "{text}");
        }
    }

    #[test]
    fn dashes_and_dots_elsewhere_than_between_digits_stay() {
        let seen = Seen::new("a–1 1–\u{200B}2 1–a 3·1 B·1 (0)–(1) 1—— １。２");
        assert_eq!(seen.text, "a–1 1-2 1–a 3.1 B·1 (0)-(1) 1—— 1.2");
    }

    proptest! {
        #[test]
        fn the_way_back_leads_to_the_same_character(text in "[a1 １\u{200B}\u{FEFF}\u{A0}\u{2011}–水é]{0,20}") {
            let seen = Seen::new(&text);
            for (at, c) in seen.text.char_indices() {
                let back = &text[seen.as_written(at..at + c.len_utf8())];
                prop_assert_eq!(&Seen::new(back).text.chars().count(), &1, "{:?}", back);
                prop_assert!(back.starts_with(c) || c.is_ascii() && !back.is_ascii());
            }
        }
    }
}
