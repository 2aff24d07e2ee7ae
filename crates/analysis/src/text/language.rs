//! The language of a text: as stated, else as detected, else `und`.
//!
//! Detection is whichlang's linear classifier over hashed character n-grams, for sixteen languages. It
//! always answers, so a text with too few letters to tell is not put to it. Measured on `sib200_7langs`:
//! 99.97 % of whole sentences, 96 % of their first four words.

use consultation::{Contribution, UNDETERMINED};
use whichlang::Lang;

use super::tokens::{is_dense, is_kana};

/// Letters below which a text's language is not guessed.
const LETTERS: usize = 12;

/// The same for scripts in which one character is a syllable or a word.
const DENSE_LETTERS: usize = 4;

/// The language tag of a contribution, as stated by its sender or else as detected from its words.
pub(crate) fn language_of(contribution: &Contribution) -> String {
    match &contribution.language {
        Some(stated) if !stated.as_str().trim().is_empty() => stated.as_str().to_owned(),
        _ => detect(&contribution.text).to_owned(),
    }
}

/// The tag of the language that `text` is most likely in; `und` for one with too few letters.
pub(crate) fn detect(text: &str) -> &'static str {
    let mut letters = 0;
    let mut dense = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        dense += usize::from(is_dense(c));
        if letters >= LETTERS || dense >= DENSE_LETTERS {
            return tag(whichlang::detect_language(text), text);
        }
    }
    UNDETERMINED
}

fn tag(language: Lang, text: &str) -> &'static str {
    match language {
        // Traditional Chinese is often taken for Japanese, which is hardly ever written without kana.
        Lang::Jpn if !text.chars().any(is_kana) => "zh",
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use consultation::{Channel, Language};

    #[test]
    fn short_and_letterless_texts_are_not_guessed() {
        for (text, tag) in [
            ("We need more trains on Sundays.", "en"),
            ("Mehr Züge am Sonntag wären schön.", "de"),
            ("应当保护河流", "zh"),
            ("我覺得計程車車隊的評分系統", "zh"),
            ("もっと電車を走らせてほしい", "ja"),
            ("نحتاج إلى المزيد من القطارات", "ar"),
            ("yes", "und"),
            ("同意", "und"),
            ("12 345 — 😀😀😀", "und"),
            ("", "und"),
        ] {
            assert_eq!(detect(text), tag, "{text}");
        }
    }

    #[test]
    fn what_the_sender_states_wins() {
        let mut contribution = Contribution::new("1", "We need more trains.", Channel::Web);
        contribution.language = Some(Language::new("gsw"));
        assert_eq!(language_of(&contribution), "gsw");
    }
}
