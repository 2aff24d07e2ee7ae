//! Constituencies: for whom one speaks. Not an electoral district.

use std::fmt;

use serde::{Deserialize, Serialize};

/// For whom a contribution or vote speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Constituency {
    /// The general public; also where nothing else is stated.
    #[default]
    Public,
    /// Experts and scholars.
    Expert,
    /// Officials.
    Official,
    /// One that the plan defines, by its name.
    Defined(String),
}

impl Constituency {
    /// The three that every plan has.
    pub const ALWAYS: [Constituency; 3] =
        [Constituency::Public, Constituency::Expert, Constituency::Official];

    /// The name used in files, on the command line and in addresses.
    pub fn as_str(&self) -> &str {
        match self {
            Constituency::Public => "public",
            Constituency::Expert => "expert",
            Constituency::Official => "official",
            Constituency::Defined(name) => name,
        }
    }

    /// Reads a name: one of the three, or one of `defined` by the plan; anything else is `None`.
    pub fn among(name: &str, defined: &[String]) -> Option<Constituency> {
        let read = Constituency::from(name.trim().to_owned());
        match &read {
            Constituency::Defined(name) if !defined.contains(name) => None,
            _ => Some(read),
        }
    }
}

impl From<String> for Constituency {
    fn from(name: String) -> Self {
        match name.to_lowercase().as_str() {
            "public" => Constituency::Public,
            "expert" => Constituency::Expert,
            "official" => Constituency::Official,
            _ => Constituency::Defined(name),
        }
    }
}

impl From<Constituency> for String {
    fn from(constituency: Constituency) -> Self {
        constituency.as_str().to_owned()
    }
}

impl fmt::Display for Constituency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_three_and_what_the_plan_defines_and_nothing_else() {
        let defined = vec!["farmers".to_owned()];
        assert_eq!(Constituency::among(" Expert ", &[]), Some(Constituency::Expert));
        assert_eq!(
            Constituency::among("farmers", &defined),
            Some(Constituency::Defined("farmers".into()))
        );
        assert_eq!(Constituency::among("voters", &defined), None);
    }
}
