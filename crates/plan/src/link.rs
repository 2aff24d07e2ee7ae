//! Links from a version of a clause to what people said: suggested by likeness, confirmed by a drafter.
//!
//! A version's text never changes, but what it draws on may be found out later. A confirmed link is added to
//! the version's public basis, and who confirmed it, how like the two texts were, and when, is kept.

use consultation::LocalText;
use findings::ThemeId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{ClauseId, Passage, Plan, Refusal};

/// A link that a drafter confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The clause.
    pub clause: ClauseId,
    /// Its version.
    pub version: u32,
    /// What it draws on.
    pub to: LinkTo,
    /// How like the two texts are, in hundredths; `None` where a person found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likeness: Option<u8>,
    /// Who confirmed it.
    pub by: LocalText,
    /// The day.
    pub on: Date,
}

/// What a clause may draw on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkTo {
    /// A theme of an analysis run.
    Theme {
        /// The run.
        run: u64,
        /// The theme.
        theme: ThemeId,
    },
    /// A statement that was voted on.
    Statement(String),
    /// A passage of a contribution.
    Passage(Passage),
}

impl Plan {
    pub(crate) fn link(&mut self, link: Link) -> Result<(), Refusal> {
        if link.by.is_blank() {
            return Err(Refusal::Nobody);
        }
        if self.links.iter().any(|known| {
            (&known.clause, known.version, &known.to) == (&link.clause, link.version, &link.to)
        }) {
            return Err(Refusal::Taken { what: "link from clause", id: link.clause.0 });
        }
        let unknown = |what, id: &str| Refusal::Unknown { what, id: id.to_owned() };
        let clause =
            self.clause_mut(&link.clause).ok_or_else(|| unknown("clause", &link.clause.0))?;
        let mut versions = clause.versions.iter_mut();
        let version = versions
            .find(|version| version.number == link.version)
            .ok_or_else(|| unknown("version", &format!("{} of {}", link.version, link.clause.0)))?;
        let basis = &mut version.basis;
        match &link.to {
            LinkTo::Theme { run, theme } => {
                if let Some(other) =
                    basis.run.filter(|other| other != run && !basis.themes.is_empty())
                {
                    return Err(Refusal::OtherRun { clause: link.clause.0, run: other });
                }
                basis.run = Some(*run);
                if !basis.themes.contains(theme) {
                    basis.themes.push(theme.clone());
                }
            }
            LinkTo::Statement(id) if !basis.statements.contains(id) => {
                basis.statements.push(id.clone());
            }
            LinkTo::Passage(passage) if !basis.passages.contains(passage) => {
                basis.passages.push(*passage);
            }
            LinkTo::Statement(_) | LinkTo::Passage(_) => {}
        }
        self.links.push(link);
        self.take_back_approvals();
        Ok(())
    }

    /// The links of a version of a clause that drafters confirmed.
    pub fn links_of<'a>(
        &'a self,
        clause: &'a ClauseId,
        version: u32,
    ) -> impl Iterator<Item = &'a Link> {
        self.links.iter().filter(move |link| link.clause == *clause && link.version == version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Act, example};
    use jiff::civil::date;

    #[test]
    fn a_confirmed_link_is_part_of_the_basis_and_is_confirmed_once() {
        let mut plan = example();
        let theme = |run, id: &str| LinkTo::Theme { run, theme: ThemeId(id.into()) };
        let link = |clause: &str, version, to, by: &str| {
            let (clause, by) = (ClauseId(clause.into()), LocalText::one("en", by));
            Act::ConfirmLink(Link {
                clause,
                version,
                to,
                likeness: Some(62),
                by,
                on: date(2026, 2, 1),
            })
        };
        let passage = LinkTo::Passage(Passage { contribution: 7, from: 0, to: 9 });
        let table = [
            (link("2.1", 1, theme(1, "3"), "Drafter"), "done"),
            (
                link("2.1", 1, theme(1, "3"), "Drafter"),
                "there is already a link from clause `2.1` in this plan",
            ),
            (link("2.1", 1, theme(1, "4"), "Drafter"), "done"),
            (
                link("2.1", 1, theme(2, "4"), "Drafter"),
                "clause `2.1` draws on themes of run 1; a new version may draw on another run's",
            ),
            (link("2.1", 1, passage, "Drafter"), "done"),
            (
                link("2.1", 1, LinkTo::Statement("s".into()), " "),
                "an approval or a link needs a name",
            ),
            (
                link("2.1", 2, LinkTo::Statement("s".into()), "Drafter"),
                "there is no version `2 of 2.1` in this plan",
            ),
            (
                link("2.9", 1, LinkTo::Statement("s".into()), "Drafter"),
                "there is no clause `2.9` in this plan",
            ),
        ];
        for (act, expected) in table {
            let answer =
                plan.apply(act).map_or_else(|refusal| refusal.to_string(), |()| "done".into());
            assert_eq!(answer, expected);
        }
        let basis = &plan.clauses().next().unwrap().current().basis;
        assert_eq!((basis.run, basis.themes.len(), basis.passages.len()), (Some(1), 2, 1));
        assert_eq!(plan.links_of(&ClauseId("2.1".into()), 1).count(), 3);
    }
}
