//! Languages, and text that stands in several of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The tag of a text whose language is unknown (BCP 47).
pub const UNDETERMINED: &str = "und";

/// A BCP 47 language tag, for instance `en` or `zh`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(String);

impl Language {
    /// Takes a tag as it stands; tags are compared byte by byte.
    pub fn new(tag: impl Into<String>) -> Self {
        Language(tag.into())
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One text in one or more languages, keyed by language tag. Never empty when read from a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LocalText(pub BTreeMap<String, String>);

impl LocalText {
    /// A text in one language.
    pub fn one(language: &str, text: impl Into<String>) -> Self {
        LocalText(BTreeMap::from([(language.to_owned(), text.into())]))
    }

    /// The text in English and Chinese.
    pub fn en_zh(en: impl Into<String>, zh: impl Into<String>) -> Self {
        LocalText(BTreeMap::from([("en".into(), en.into()), ("zh".into(), zh.into())]))
    }

    /// The text in `language`, else in English, else in the first language there is, else empty.
    pub fn get(&self, language: &str) -> &str {
        self.0
            .get(language)
            .or_else(|| self.0.get("en"))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// The language that [`get`](Self::get) answers in when asked for `language`.
    pub fn language_of(&self, language: &str) -> &str {
        [language, "en"]
            .into_iter()
            .find_map(|tag| self.0.get_key_value(tag))
            .or_else(|| self.0.iter().next())
            .map_or(UNDETERMINED, |(tag, _)| tag.as_str())
    }

    /// True when no language holds any text but white space.
    pub fn is_blank(&self) -> bool {
        self.0.values().all(|text| text.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn falls_back_to_english_then_to_whatever_there_is() {
        let both = LocalText::en_zh("water", "水");
        assert_eq!((both.get("zh"), both.language_of("zh")), ("水", "zh"));
        assert_eq!((both.get("fr"), both.language_of("fr")), ("water", "en"));
        let german = LocalText::one("de", "Wasser");
        assert_eq!((german.get("en"), german.language_of("en")), ("Wasser", "de"));
        assert!(LocalText::one("en", " \n").is_blank());
    }
}
