//! Values that a source may leave open, and figures with their qualifier.

use serde::{Deserialize, Serialize};

/// A value as the source states it. "Not stated" is a value of its own and shows as such: nothing is
/// ever filled in for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Stated<T> {
    /// The source states it.
    Is(T),
    /// The source does not. In files: `"not stated"`.
    #[default]
    #[serde(with = "not_stated")]
    NotStated,
}

impl<T> Stated<T> {
    /// The value, when stated.
    pub fn value(&self) -> Option<&T> {
        match self {
            Stated::Is(value) => Some(value),
            Stated::NotStated => None,
        }
    }
}

mod not_stated {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    const WORDS: &str = "not stated";

    pub(super) fn serialize<S: Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(WORDS)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
        let word = String::deserialize(deserializer)?;
        if word == WORDS { Ok(()) } else { Err(D::Error::custom("expected \"not stated\"")) }
    }
}

/// How a figure bounds the true value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// The value itself.
    #[default]
    Exact,
    /// More than the figure: "over 40 %".
    Over,
    /// Less than the figure.
    Under,
    /// Near the figure.
    About,
}

/// A figure as the source gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The number, in the unit of whatever holds the figure.
    pub number: f64,
    /// How it bounds the true value.
    #[serde(default)]
    pub bound: Bound,
    /// Computed from other figures of the source; the page says "derived".
    #[serde(default)]
    pub derived: bool,
}

impl Figure {
    /// An exact figure that the source states itself.
    pub fn exact(number: f64) -> Figure {
        Figure { number, bound: Bound::Exact, derived: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_stated_is_a_word_in_files_and_anything_else_is_read_as_the_value() {
        let open: Stated<Figure> = serde_json::from_str(r#""not stated""#).unwrap();
        assert_eq!(open, Stated::NotStated);
        assert_eq!(serde_json::to_string(&open).unwrap(), r#""not stated""#);
        let over: Stated<Figure> =
            serde_json::from_str(r#"{"number":40.0,"bound":"over"}"#).unwrap();
        assert_eq!(over.value().unwrap().bound, Bound::Over);
        assert!(serde_json::from_str::<Stated<Figure>>(r#""unknown""#).is_err());
    }
}
