//! Arrangements: the order of chapters, objectives and clauses, with their headings; what is new and what
//! is withdrawn.
//!
//! A clause's number is given once. It stays with the clause wherever the clause moves, and the number
//! of a withdrawn clause is not given again, so that what was said of it can be found.

use std::collections::{BTreeMap, BTreeSet};

use consultation::LocalText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Chapter, Clause, ClauseId, Objective, Plan, Refusal, ReviewId};

/// The whole outline in a new order. A clause that stands in the plan and not here is withdrawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arrangement {
    /// Chapters in order.
    pub chapters: Vec<ArrangedChapter>,
    /// Why the plan stands in this order now.
    #[serde(default, skip_serializing_if = "LocalText::is_blank")]
    pub why: LocalText,
    /// Who changed it.
    #[serde(default, skip_serializing_if = "LocalText::is_blank")]
    pub by: LocalText,
    /// The review it follows from; needed once the final text is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewId>,
    /// The day.
    pub on: Date,
}

/// A chapter of an arrangement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArrangedChapter {
    /// Number.
    pub id: String,
    /// Heading.
    pub title: LocalText,
    /// Text before the first objective.
    #[serde(default, skip_serializing_if = "LocalText::is_blank")]
    pub intro: LocalText,
    /// Objectives in order.
    pub objectives: Vec<ArrangedObjective>,
}

/// An objective of an arrangement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArrangedObjective {
    /// Anchor.
    pub id: String,
    /// The objective in one line.
    pub title: LocalText,
    /// Clauses in order.
    pub clauses: Vec<ArrangedClause>,
}

/// A clause's place in an arrangement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArrangedClause {
    /// Number.
    pub id: ClauseId,
    /// Heading.
    pub title: LocalText,
    /// The text of a clause that is new; others keep theirs, and change by versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<LocalText>,
}

/// A clause that no longer stands in the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// The clause as it last stood.
    pub clause: Clause,
    /// Number of the chapter it stood in.
    pub chapter: String,
    /// Why it went.
    pub why: LocalText,
    /// Who took it out.
    pub by: LocalText,
    /// The day.
    pub on: Date,
    /// The publication in which it is missing for the first time.
    pub publication: u32,
}

/// What one arrangement changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rearranged {
    /// Clauses that stand elsewhere among the others than before.
    pub moved: Vec<ClauseId>,
    /// Clauses that are new.
    pub new: Vec<ClauseId>,
    /// Clauses that are gone.
    pub withdrawn: Vec<ClauseId>,
    /// Clauses with another heading.
    pub retitled: Vec<ClauseId>,
    /// Why.
    pub why: LocalText,
    /// Who changed it.
    pub by: LocalText,
    /// The day.
    pub on: Date,
    /// The publication that shows it for the first time.
    pub publication: u32,
}

impl Arrangement {
    /// The arrangement in which a plan stands.
    pub fn of(plan: &Plan, on: Date) -> Arrangement {
        let clause = |clause: &Clause| ArrangedClause {
            id: clause.id.clone(),
            title: clause.title.clone(),
            text: None,
        };
        let objective = |objective: &Objective| ArrangedObjective {
            id: objective.id.clone(),
            title: objective.title.clone(),
            clauses: objective.clauses.iter().map(clause).collect(),
        };
        let chapter = |chapter: &Chapter| ArrangedChapter {
            id: chapter.id.clone(),
            title: chapter.title.clone(),
            intro: chapter.intro.clone(),
            objectives: chapter.objectives.iter().map(objective).collect(),
        };
        Arrangement {
            chapters: plan.chapters.iter().map(chapter).collect(),
            why: LocalText::default(),
            by: LocalText::default(),
            review: None,
            on,
        }
    }

    /// Every clause with the anchor of its objective, in reading order.
    pub fn clauses(&self) -> impl Iterator<Item = (&str, &ArrangedClause)> {
        let objectives = self.chapters.iter().flat_map(|chapter| &chapter.objectives);
        objectives.flat_map(|o| o.clauses.iter().map(move |clause| (o.id.as_str(), clause)))
    }

    /// Chapters, objectives and clauses each stand once, and a clause that is not new is known.
    fn check(&self, plan: &Plan) -> Result<(), Refusal> {
        let taken = |what, id: &str| Refusal::Taken { what, id: id.to_owned() };
        let mut chapters = BTreeSet::new();
        let mut objectives = BTreeSet::new();
        for chapter in &self.chapters {
            if !chapters.insert(&chapter.id) {
                return Err(taken("chapter", &chapter.id));
            }
            for objective in &chapter.objectives {
                if !objectives.insert(&objective.id) {
                    return Err(taken("objective", &objective.id));
                }
            }
        }
        let standing: BTreeSet<&ClauseId> = plan.clauses().map(|clause| &clause.id).collect();
        let gone: BTreeSet<&ClauseId> = plan.withdrawn.iter().map(|w| &w.clause.id).collect();
        let mut seen = BTreeSet::new();
        for (_, clause) in self.clauses() {
            let known = standing.contains(&clause.id) || gone.contains(&clause.id);
            match &clause.text {
                _ if !seen.insert(&clause.id) => return Err(taken("clause", clause.id.as_str())),
                Some(_) if known => return Err(taken("clause", clause.id.as_str())),
                Some(text) if text.is_blank() => {
                    return Err(Refusal::NoText(clause.id.0.clone()));
                }
                None if !known => {
                    let (what, id) = ("clause", clause.id.0.clone());
                    return Err(Refusal::Unknown { what, id });
                }
                _ => {}
            }
        }
        standing.difference(&seen).try_for_each(|id| plan.may_go(id))
    }
}

impl Plan {
    /// Nothing that is done may be left without the clause it follows from.
    fn may_go(&self, id: &ClauseId) -> Result<(), Refusal> {
        let measure = self.measures.iter().find(|m| m.clause == *id).map(|m| &m.id.0);
        let indicator = self.indicators.iter().find(|i| i.clause == *id).map(|i| &i.id.0);
        match measure.or(indicator) {
            None => Ok(()),
            Some(follows) => {
                Err(Refusal::StillFollows { clause: id.0.clone(), follows: follows.clone() })
            }
        }
    }

    pub(crate) fn arrange(&mut self, arrangement: Arrangement) -> Result<(), Refusal> {
        self.may_change(arrangement.review.as_ref())?;
        arrangement.check(self)?;
        let mut change = Rearranged {
            moved: moved(&Arrangement::of(self, arrangement.on), &arrangement),
            new: Vec::new(),
            withdrawn: Vec::new(),
            retitled: Vec::new(),
            why: arrangement.why,
            by: arrangement.by,
            on: arrangement.on,
            publication: self.next_publication(),
        };
        let mut known = self.take_clauses();
        let mut objective = |objective: ArrangedObjective| Objective {
            id: objective.id,
            title: objective.title,
            clauses: objective
                .clauses
                .into_iter()
                .map(|slot| placed(slot, &mut known, &mut change))
                .collect(),
        };
        let chapters = arrangement.chapters.into_iter().map(|chapter| Chapter {
            id: chapter.id,
            title: chapter.title,
            intro: chapter.intro,
            objectives: chapter.objectives.into_iter().map(&mut objective).collect(),
        });
        self.chapters = chapters.collect();
        self.withdrawn.retain(|withdrawn| known.contains_key(&withdrawn.clause.id));
        for (clause, chapter) in known.into_values() {
            let Some(chapter) = chapter else { continue };
            change.withdrawn.push(clause.id.clone());
            let (why, by) = (change.why.clone(), change.by.clone());
            let (on, publication) = (change.on, change.publication);
            self.withdrawn.push(Withdrawn { clause, chapter, why, by, on, publication });
        }
        self.rearranged.push(change);
        self.take_back_approvals();
        Ok(())
    }

    /// Every clause by its number, the standing ones with their chapter; those leave the plan.
    fn take_clauses(&mut self) -> BTreeMap<ClauseId, (Clause, Option<String>)> {
        let gone = self.withdrawn.iter().map(|withdrawn| withdrawn.clause.clone());
        let mut known: BTreeMap<_, _> =
            gone.map(|clause| (clause.id.clone(), (clause, None))).collect();
        for chapter in std::mem::take(&mut self.chapters) {
            for clause in chapter.objectives.into_iter().flat_map(|objective| objective.clauses) {
                known.insert(clause.id.clone(), (clause, Some(chapter.id.clone())));
            }
        }
        known
    }
}

/// The clause of a slot: the one that is known, else a new one.
fn placed(
    slot: ArrangedClause,
    known: &mut BTreeMap<ClauseId, (Clause, Option<String>)>,
    change: &mut Rearranged,
) -> Clause {
    let ArrangedClause { id, title, text } = slot;
    let Some((mut clause, _)) = known.remove(&id) else {
        change.new.push(id.clone());
        let mut new = Clause::new(id, title, text.unwrap_or_default());
        let first = &mut new.versions[0];
        (first.on, first.by, first.why) = (Some(change.on), change.by.clone(), change.why.clone());
        return new;
    };
    if clause.title != title {
        change.retitled.push(clause.id.clone());
        clause.title = title;
    }
    clause
}

/// The clauses that stand elsewhere among the others, or under another objective: all but the longest run
/// that keeps its order (Fredman 1975, O(n log n)).
pub fn moved(before: &Arrangement, after: &Arrangement) -> Vec<ClauseId> {
    let places: BTreeMap<&ClauseId, (usize, &str)> = before
        .clauses()
        .enumerate()
        .map(|(at, (objective, clause))| (&clause.id, (at, objective)))
        .collect();
    let both: Vec<(&ClauseId, usize, bool)> = after
        .clauses()
        .filter_map(|(objective, clause)| {
            let &(at, was_under) = places.get(&clause.id)?;
            Some((&clause.id, at, was_under == objective))
        })
        .collect();
    let kept = longest_rise(&both.iter().map(|(_, at, _)| *at).collect::<Vec<_>>());
    let stays = |nth: usize| kept.binary_search(&nth).is_ok() && both[nth].2;
    (0..both.len()).filter(|&nth| !stays(nth)).map(|nth| both[nth].0.clone()).collect()
}

/// Positions of a longest strictly rising run within a sequence, in order.
fn longest_rise(values: &[usize]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; values.len()];
    for at in 0..values.len() {
        let length = ends.partition_point(|&end| values[end] < values[at]);
        before[at] = length.checked_sub(1).map(|last| ends[last]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut kept: Vec<usize> =
        std::iter::successors(ends.last().copied(), |&at| before[at]).collect();
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_that_keeps_its_order_stays() {
        assert_eq!(longest_rise(&[3, 0, 1, 2]), [1, 2, 3]);
        assert_eq!(longest_rise(&[0, 4, 1, 2, 3]), [0, 2, 3, 4]);
        assert!(longest_rise(&[]).is_empty());
    }
}
