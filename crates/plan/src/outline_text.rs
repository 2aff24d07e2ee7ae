//! An outline as a file holds it: in one language, to be edited outside and read back.

use crate::{Clause, Plan};

/// An outline in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutlineText {
    /// The language's tag, such as `en`.
    pub language: String,
    /// What a reader must know first.
    pub notice: String,
    /// What the plan is called.
    pub title: String,
    /// What stands between the title and the first chapter.
    pub summary: String,
    /// Chapters, objectives and clauses in reading order.
    pub entries: Vec<OutlineEntry>,
}

/// A heading with what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// Where it stands in the file, for whoever must look there: `line 12`.
    pub place: String,
    /// What it opens.
    pub level: Level,
    /// The anchor that the file carries for it: number of a chapter or clause, anchor of an objective.
    pub anchor: Option<String>,
    /// The number that is seen before the heading.
    pub number: Option<String>,
    /// The heading without its number.
    pub title: String,
    /// What stands under it, up to the next heading.
    pub text: String,
    /// Why it reads so now, where the file says it.
    pub why: String,
}

/// What a heading opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A chapter.
    Chapter,
    /// An objective.
    Objective,
    /// A clause.
    Clause,
}

impl Level {
    /// The word in faults and in the names of anchors.
    pub fn word(self) -> &'static str {
        match self {
            Level::Chapter => "chapter",
            Level::Objective => "objective",
            Level::Clause => "clause",
        }
    }
}

impl OutlineText {
    /// The outline of a plan as it stands, in a language.
    pub fn of(plan: &Plan, language: &str) -> OutlineText {
        let entry = |level, id: &str, numbered: bool| OutlineEntry {
            place: String::new(),
            level,
            anchor: Some(id.to_owned()),
            number: numbered.then(|| id.to_owned()),
            title: String::new(),
            text: String::new(),
            why: String::new(),
        };
        let mut entries = Vec::new();
        for chapter in &plan.chapters {
            let title = chapter.title.get(language).to_owned();
            let text = chapter.intro.get(language).to_owned();
            entries.push(OutlineEntry { title, text, ..entry(Level::Chapter, &chapter.id, true) });
            for objective in &chapter.objectives {
                let title = objective.title.get(language).to_owned();
                entries
                    .push(OutlineEntry { title, ..entry(Level::Objective, &objective.id, false) });
                entries.extend(objective.clauses.iter().map(|clause: &Clause| OutlineEntry {
                    title: clause.title.get(language).to_owned(),
                    text: clause.current().text.get(language).to_owned(),
                    ..entry(Level::Clause, clause.id.as_str(), true)
                }));
            }
        }
        OutlineText {
            language: language.to_owned(),
            notice: plan.notice.get(language).to_owned(),
            title: plan.title.get(language).to_owned(),
            summary: plan.summary.get(language).to_owned(),
            entries,
        }
    }
}

/// Longest name of a bookmark that word processors take.
const BOOKMARK_CHARS: usize = 40;

impl Level {
    const ALL: [Level; 3] = [Level::Chapter, Level::Objective, Level::Clause];

    /// The bookmark that carries an anchor in a text document: letters, digits and `_` only. `None` where
    /// it would be too long; the heading is then known by its words.
    pub fn bookmark(self, id: &str) -> Option<String> {
        let id = id.replace('.', "_d").replace('-', "_h");
        let name = format!("cv_{}_{id}", self.word());
        (name.len() <= BOOKMARK_CHARS).then_some(name)
    }

    /// Level and anchor of a bookmark; `None` for one that is not ours.
    pub fn of_bookmark(name: &str) -> Option<(Level, String)> {
        let rest = name.strip_prefix("cv_")?;
        Level::ALL.into_iter().find_map(|level| {
            let id = rest.strip_prefix(level.word())?.strip_prefix('_')?;
            Some((level, id.replace("_d", ".").replace("_h", "-")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bookmark_gives_its_anchor_back() {
        for (level, id) in
            [(Level::Clause, "2.3"), (Level::Objective, "water-d-h"), (Level::Chapter, "2")]
        {
            let name = level.bookmark(id).unwrap();
            assert_eq!(Level::of_bookmark(&name), Some((level, id.to_owned())), "{name}");
        }
        assert_eq!(Level::Objective.bookmark(&"water-".repeat(9)), None);
        assert_eq!(Level::of_bookmark("_Toc1234"), None);
    }
}
