//! Where an analysis run put one contribution, opened and with the proof, as a text of its own:
//!
//! ```text
//! canvass-placement/1
//! run …        number of the run        salt …   base64, `-` in a run sealed without
//! index …      leaf of the contribution at …     place among the run's assignments, from 0
//! theme …      id, `-` for an empty text
//! <hashes of the proof, in base64, one a line>
//! ```
//!
//! It is not part of the receipt: that is meant to be shown, and this says in which company the words were
//! found. The root it leads to stands in the run's sealed document.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use findings::ThemeId;
use store::Store;
use tlog::{Hash, Tree, leaf_hash, verify_inclusion};

const FIRST: &str = "canvass-placement/1";

/// A placement as it was made or read.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// Number of the run.
    pub run: u64,
    /// Leaf of the contribution.
    pub index: u32,
    /// Its theme; `None` for an empty text.
    pub theme: Option<ThemeId>,
    salt: Option<[u8; 32]>,
    at: u64,
    path: Vec<Hash>,
}

impl Placement {
    /// That of a contribution in a run; `None` when it took no part.
    pub fn of(store: &Store, run: u64, index: u64) -> Result<Option<Placement>, store::Error> {
        let Some(found) = store.placement(run, index)? else { return Ok(None) };
        let store::Placement { theme, salt, at, path, .. } = found;
        let index = u32::try_from(index).expect("a tree has fewer than 2^32 leaves");
        Ok(Some(Placement { run, index, theme, salt, at, path }))
    }

    /// Reads the text; `None` when it is none, or spelled otherwise.
    pub fn read(text: &str) -> Option<Placement> {
        let rest = text.strip_prefix(FIRST)?.strip_prefix('\n')?.strip_suffix('\n')?;
        let mut lines = rest.split('\n');
        let mut value = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
        let placement = Placement {
            run: value("run")?.parse().ok()?,
            index: value("index")?.parse().ok()?,
            theme: Some(value("theme")?).filter(|id| *id != "-").map(|id| ThemeId(id.to_owned())),
            salt: match value("salt")? {
                "-" => None,
                salt => Some(hash(salt)?),
            },
            at: value("at")?.parse().ok()?,
            path: lines.map(|line| hash(line).map(Hash)).collect::<Option<_>>()?,
        };
        (placement.to_string() == text).then_some(placement)
    }

    /// Whether it is in the tree over the run's assignments.
    ///
    /// # Errors
    /// [`tlog::Error`], which says how not.
    pub fn check(&self, assignments: &Tree) -> Result<(), tlog::Error> {
        let bytes = findings::leaf::assignment(self.salt.as_ref(), self.index, self.theme.as_ref());
        verify_inclusion(leaf_hash(&bytes), self.at, assignments, &self.path)
    }
}

impl fmt::Display for Placement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let theme = self.theme.as_ref().map_or("-", ThemeId::as_str);
        let salt = self.salt.map_or_else(|| "-".to_owned(), |salt| STANDARD.encode(salt));
        writeln!(f, "{FIRST}\nrun {}\nindex {}\ntheme {theme}", self.run, self.index)?;
        writeln!(f, "salt {salt}\nat {}", self.at)?;
        self.path.iter().try_for_each(|hash| writeln!(f, "{}", STANDARD.encode(hash.0)))
    }
}

fn hash(text: &str) -> Option<[u8; 32]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}
