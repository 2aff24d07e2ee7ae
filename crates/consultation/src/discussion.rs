//! Discussion: what a contribution is about, and how it stands to the one it replies to.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a contribution is about. Written `clause:2.3`, `question:water` or `theme:1:4.2`, the theme after
/// its analysis run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum About {
    /// A clause of the plan that opened the round, by its number.
    Clause(String),
    /// A question of the round, by its identifier.
    Question(String),
    /// A theme that an analysis run found.
    Theme {
        /// The run.
        run: u64,
        /// The theme's number in it.
        theme: String,
    },
}

/// How a reply stands to what it replies to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// It speaks for it.
    For,
    /// It speaks against it.
    Against,
    /// Neither; also where nobody said.
    #[default]
    Neither,
}

/// A contribution's place in a discussion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discussed {
    /// What it is about; `None` for a reply, which is about what that is about.
    pub about: Option<About>,
    /// How it stands to what it replies to.
    pub stance: Stance,
    /// Sources that its author names, each on one line.
    pub sources: Vec<String>,
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            About::Clause(id) => write!(f, "clause:{id}"),
            About::Question(id) => write!(f, "question:{id}"),
            About::Theme { run, theme } => write!(f, "theme:{run}:{theme}"),
        }
    }
}

/// The words name nothing that can be discussed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no clause:NUMBER, question:ID or theme:RUN:NUMBER")]
pub struct UnknownPlace(pub String);

impl FromStr for About {
    type Err = UnknownPlace;

    fn from_str(words: &str) -> Result<About, UnknownPlace> {
        let unknown = || UnknownPlace(words.chars().take(60).collect());
        let (kind, id) = words.split_once(':').ok_or_else(unknown)?;
        if id.is_empty() {
            return Err(unknown());
        }
        match kind {
            "clause" => Ok(About::Clause(id.to_owned())),
            "question" => Ok(About::Question(id.to_owned())),
            "theme" => {
                let (run, theme) = id.split_once(':').ok_or_else(unknown)?;
                let run = run.parse().map_err(|_| unknown())?;
                Ok(About::Theme { run, theme: theme.to_owned() })
            }
            _ => Err(unknown()),
        }
    }
}

impl TryFrom<String> for About {
    type Error = UnknownPlace;

    fn try_from(words: String) -> Result<About, UnknownPlace> {
        words.parse()
    }
}

impl From<About> for String {
    fn from(about: About) -> String {
        about.to_string()
    }
}

impl Stance {
    /// Every stance.
    pub const ALL: [Stance; 3] = [Stance::For, Stance::Against, Stance::Neither];

    /// The word in files and forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Stance::For => "for",
            Stance::Against => "against",
            Stance::Neither => "neither",
        }
    }

    /// The stance with this word; an empty word is neither.
    pub fn named(word: &str) -> Option<Stance> {
        match word {
            "" => Some(Stance::Neither),
            word => Stance::ALL.into_iter().find(|stance| stance.as_str() == word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_and_read_back_and_others_are_refused() {
        for words in ["clause:2.3", "question:water", "theme:1:4.2"] {
            assert_eq!(words.parse::<About>().unwrap().to_string(), words);
        }
        for words in ["", "clause", "clause:", "theme:4.2", "theme:x:4", "page:2"] {
            assert_eq!(words.parse::<About>(), Err(UnknownPlace(words.to_owned())), "{words}");
        }
        assert_eq!(
            ["for", "", "maybe"].map(Stance::named),
            [Some(Stance::For), Some(Stance::Neither), None]
        );
    }
}
