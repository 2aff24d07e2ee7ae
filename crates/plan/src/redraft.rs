//! Reading back an outline that was edited outside: which clause is which, and the acts that make the plan
//! read so.
//!
//! A heading is taken for the clause whose anchor it carries. Editors lose anchors, so the others are
//! matched in this order: same words; same number and words that are at least [`LIKE_BY_NUMBER`] alike;
//! the most alike, from [`LIKE`] on; and, in a file without any anchor, same number. What is left is new, and clauses that are left are
//! withdrawn. Likeness is the share of common runs of three letters among all of both (Jaccard), over
//! heading and text. Cost: O(n) for headings with anchors, O(pairs with a common run) for the others.

use std::collections::{BTreeMap, BTreeSet};

use consultation::LocalText;
use jiff::civil::Date;

use crate::prose::reads_the_same;
use crate::{
    Act, ArrangedChapter, ArrangedClause, ArrangedObjective, Arrangement, Clause, ClauseId,
    ClauseVersion, Level, OutlineEntry, OutlineText, Plan, ReviewId, moved,
};

/// Likeness from which a heading without an anchor is taken for a clause.
pub const LIKE: f64 = 0.5;

/// The same for a heading that shows the clause's number.
pub const LIKE_BY_NUMBER: f64 = 0.2;

/// Who edited, why, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Who.
    pub by: LocalText,
    /// Why, where a clause does not say it.
    pub why: LocalText,
    /// The review it follows from.
    pub review: Option<ReviewId>,
    /// The day.
    pub on: Date,
}

/// What an edited outline makes of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Redraft {
    /// The new order with its headings; `None` when they are as they were.
    pub arrangement: Option<Arrangement>,
    /// New versions of clauses that read otherwise.
    pub revised: Vec<(ClauseId, ClauseVersion)>,
    /// Every clause that was found again, in the order of the file.
    pub found: Vec<Found>,
    /// Clauses that are new.
    pub new: Vec<ClauseId>,
    /// Clauses that are gone.
    pub withdrawn: Vec<ClauseId>,
    /// Clauses that stand elsewhere among the others.
    pub moved: Vec<ClauseId>,
}

/// A clause that was found in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The clause.
    pub clause: ClauseId,
    /// How it was known.
    pub by: KnownBy,
    /// Where it stands in the file.
    pub place: String,
}

/// How a clause was known in an edited file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KnownBy {
    /// The file carries its anchor.
    Anchor,
    /// The heading shows its number.
    Number,
    /// Heading and text are so much alike, 0 to 1.
    Words(f64),
}

/// Why an edited outline cannot be read as this plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RedraftFault {
    /// A heading stands where none of its kind can.
    #[error("{place}: {what} `{title}` stands before the first {needs}")]
    OutOfPlace {
        /// Where.
        place: String,
        /// Objective or clause.
        what: &'static str,
        /// Its heading.
        title: String,
        /// Chapter or objective.
        needs: &'static str,
    },
    /// Two headings carry one anchor.
    #[error("{place}: the anchor of {what} `{id}` stands at {first} already")]
    Twice {
        /// Where the second stands.
        place: String,
        /// Chapter, objective or clause.
        what: &'static str,
        /// The anchor.
        id: String,
        /// Where the first stands.
        first: String,
    },
    /// A clause of which only the heading is left.
    #[error("{place}: clause `{title}` has no text")]
    NoText {
        /// Where.
        place: String,
        /// Its heading.
        title: String,
    },
    /// A file of headings none of which is one of the plan.
    #[error("none of the plan's {0} clauses is in this file")]
    Nothing(usize),
}

impl Redraft {
    /// The acts that make the plan read so, in order.
    pub fn acts(self) -> Vec<Act> {
        let arrange = self.arrangement.map(Act::Arrange);
        let revise = |(clause, version)| Act::ReviseClause { clause, version };
        arrange.into_iter().chain(self.revised.into_iter().map(revise)).collect()
    }
}

/// What an edited outline makes of the plan.
///
/// # Errors
/// When the file cannot be an outline of this plan; nothing is taken over then.
pub fn redraft(plan: &Plan, edited: &OutlineText, edit: &Edit) -> Result<Redraft, RedraftFault> {
    in_place(edited)?;
    let clauses: Vec<&Clause> = plan.clauses().collect();
    let entries = of_level(edited, Level::Clause);
    let known = Matching::of(&clauses, &entries, &edited.language)?.known;
    if known.iter().all(Option::is_none) && !clauses.is_empty() {
        return Err(RedraftFault::Nothing(clauses.len()));
    }
    let mut build = Build::new(plan, edited, edit)?;
    let (mut found, mut revised, mut new) = (Vec::new(), Vec::new(), Vec::new());
    let mut nth = 0;
    for entry in &edited.entries {
        match entry.level {
            Level::Chapter => build.open_chapter(entry),
            Level::Objective => build.open_objective(entry),
            Level::Clause => {
                match known[nth].map(|(at, by)| (clauses[at], by)) {
                    Some((clause, by)) => {
                        let (id, place) = (clause.id.clone(), entry.place.clone());
                        revised.extend(build.keep(clause, entry).map(|v| (id.clone(), v)));
                        found.push(Found { clause: id, by, place });
                    }
                    None => new.push(build.add(entry)),
                }
                nth += 1;
            }
        }
    }
    let before = Arrangement::of(plan, edit.on);
    let still: BTreeSet<&ClauseId> = found.iter().map(|found| &found.clause).collect();
    let withdrawn = clauses.iter().map(|c| c.id.clone()).filter(|id| !still.contains(id)).collect();
    let arrangement = build.arrangement;
    Ok(Redraft {
        moved: moved(&before, &arrangement),
        arrangement: (arrangement.chapters != before.chapters).then_some(arrangement),
        revised,
        found,
        new,
        withdrawn,
    })
}

fn of_level(edited: &OutlineText, level: Level) -> Vec<&OutlineEntry> {
    edited.entries.iter().filter(|entry| entry.level == level).collect()
}

/// Every objective stands in a chapter, every clause under an objective, and every clause has a text.
fn in_place(edited: &OutlineText) -> Result<(), RedraftFault> {
    let mut last: Option<Level> = None;
    for entry in &edited.entries {
        let needs = match (entry.level, last) {
            (Level::Objective, None) => Some("chapter"),
            (Level::Clause, None | Some(Level::Chapter)) => Some("objective"),
            _ => None,
        };
        let (place, title) = (entry.place.clone(), entry.title.clone());
        if let Some(needs) = needs {
            let what = entry.level.word();
            return Err(RedraftFault::OutOfPlace { place, what, title, needs });
        }
        if entry.level == Level::Clause && entry.text.trim().is_empty() {
            return Err(RedraftFault::NoText { place, title });
        }
        last = Some(entry.level);
    }
    Ok(())
}

/// The position of every anchor that the file carries itself.
fn anchors<'a>(entries: &[&'a OutlineEntry]) -> Result<BTreeMap<&'a str, usize>, RedraftFault> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let Some(anchor) = entry.anchor.as_deref() else { continue };
        if let Some(first) = places.insert(anchor, at) {
            return Err(RedraftFault::Twice {
                place: entry.place.clone(),
                what: entry.level.word(),
                id: anchor.to_owned(),
                first: entries[first].place.clone(),
            });
        }
    }
    Ok(places)
}

/// Which clause each heading of an edited file is.
struct Matching<'a> {
    clauses: &'a [&'a Clause],
    entries: &'a [&'a OutlineEntry],
    language: &'a str,
    /// Entry by entry: the clause, by position, and how it was known.
    known: Vec<Option<(usize, KnownBy)>>,
    left: BTreeSet<usize>,
}

impl<'a> Matching<'a> {
    fn of(
        clauses: &'a [&'a Clause],
        entries: &'a [&'a OutlineEntry],
        language: &'a str,
    ) -> Result<Matching<'a>, RedraftFault> {
        let (known, left) = (vec![None; entries.len()], (0..clauses.len()).collect());
        let mut matching = Matching { clauses, entries, language, known, left };
        let places: BTreeMap<&str, usize> =
            clauses.iter().enumerate().map(|(at, clause)| (clause.id.as_str(), at)).collect();
        for (anchor, entry) in anchors(entries)? {
            if let Some(&clause) = places.get(anchor) {
                matching.know(entry, clause, KnownBy::Anchor);
            }
        }
        if matching.known.iter().any(Option::is_none) && !matching.left.is_empty() {
            matching.by_words(&places);
        }
        Ok(matching)
    }

    fn know(&mut self, entry: usize, clause: usize, by: KnownBy) {
        if self.known[entry].is_none() && self.left.remove(&clause) {
            self.known[entry] = Some((clause, by));
        }
    }

    fn by_words(&mut self, places: &BTreeMap<&str, usize>) {
        let mut pairs = self.alike();
        pairs.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
        let number = |entry: usize| {
            self.entries[entry].number.as_deref().and_then(|number| places.get(number)).copied()
        };
        let numbers: Vec<Option<usize>> = (0..self.entries.len()).map(number).collect();
        let same = pairs.iter().filter(|pair| pair.2 == 1.0);
        let numbered =
            pairs.iter().filter(|pair| pair.2 >= LIKE_BY_NUMBER && numbers[pair.0] == Some(pair.1));
        let alike = pairs.iter().filter(|pair| pair.2 >= LIKE);
        let order: Vec<_> = same.chain(numbered).chain(alike).copied().collect();
        for (entry, clause, likeness) in order {
            self.know(entry, clause, KnownBy::Words(likeness));
        }
        // Where other headings kept their anchors, a number without its anchor was written anew.
        let none_carries = self.entries.iter().all(|entry| entry.anchor.is_none());
        for (entry, clause) in numbers.into_iter().enumerate() {
            if let Some(clause) = clause.filter(|_| none_carries) {
                self.know(entry, clause, KnownBy::Number);
            }
        }
    }

    /// Likeness of every open heading to every clause left, where they have a run of letters in common.
    fn alike(&self) -> Vec<(usize, usize, f64)> {
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        let mut having: BTreeMap<[char; 3], Vec<usize>> = BTreeMap::new();
        for &at in &self.left {
            let clause = self.clauses[at];
            let runs =
                runs(clause.title.get(self.language), clause.current().text.get(self.language));
            sizes.insert(at, runs.len());
            runs.into_iter().for_each(|run| having.entry(run).or_default().push(at));
        }
        let mut pairs = Vec::new();
        for entry in (0..self.entries.len()).filter(|&entry| self.known[entry].is_none()) {
            let runs = runs(&self.entries[entry].title, &self.entries[entry].text);
            let mut common: BTreeMap<usize, usize> = BTreeMap::new();
            for at in runs.iter().filter_map(|run| having.get(run)).flatten() {
                *common.entry(*at).or_default() += 1;
            }
            pairs.extend(
                common
                    .into_iter()
                    .map(|(at, n)| (entry, at, n as f64 / (runs.len() + sizes[&at] - n) as f64)),
            );
        }
        pairs
    }
}

/// The runs of three letters of a heading and its text, without white space and in small letters.
fn runs(title: &str, text: &str) -> BTreeSet<[char; 3]> {
    let small = |text: &str| -> Vec<char> {
        text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
    };
    let (title, text) = (small(title), small(text));
    let of = |chars: &[char]| -> Vec<[char; 3]> {
        chars.windows(3).map(|run| [run[0], run[1], run[2]]).collect()
    };
    of(&title).into_iter().chain(of(&text)).collect()
}

/// The new arrangement while it grows.
struct Build<'a> {
    plan: &'a Plan,
    language: &'a str,
    edit: &'a Edit,
    chapters: BTreeMap<&'a str, &'a str>,
    objectives: BTreeMap<&'a str, &'a str>,
    /// Numbers and anchors that are given.
    taken: BTreeSet<(Level, String)>,
    arrangement: Arrangement,
}

impl<'a> Build<'a> {
    fn new(
        plan: &'a Plan,
        edited: &'a OutlineText,
        edit: &'a Edit,
    ) -> Result<Build<'a>, RedraftFault> {
        let known: BTreeSet<&str> = plan.chapters.iter().map(|c| c.id.as_str()).collect();
        let chapters = by_title(
            &of_level(edited, Level::Chapter),
            plan.chapters.iter().map(|c| (c.id.as_str(), c.title.get(&edited.language))),
        )?;
        let objectives = by_title(
            &of_level(edited, Level::Objective),
            plan.chapters
                .iter()
                .flat_map(|c| &c.objectives)
                .map(|o| (o.id.as_str(), o.title.get(&edited.language))),
        )?;
        let every = plan.clauses().chain(plan.withdrawn.iter().map(|w| &w.clause));
        let mut taken: BTreeSet<(Level, String)> =
            every.map(|clause| (Level::Clause, clause.id.0.clone())).collect();
        taken.extend(known.into_iter().map(|id| (Level::Chapter, id.to_owned())));
        taken.extend(objectives.values().map(|id| (Level::Objective, (*id).to_owned())));
        let arrangement = Arrangement {
            chapters: Vec::new(),
            why: edit.why.clone(),
            by: edit.by.clone(),
            review: edit.review.clone(),
            on: edit.on,
        };
        let language = &edited.language;
        Ok(Build { plan, language, edit, chapters, objectives, taken, arrangement })
    }

    fn open_chapter(&mut self, entry: &OutlineEntry) {
        let old = self.chapters.get(entry.place.as_str());
        let old = old.and_then(|id| self.plan.chapters.iter().find(|c| c.id == *id));
        let id = match (old, &entry.number) {
            (Some(chapter), _) => chapter.id.clone(),
            (None, Some(number)) if self.is_free(Level::Chapter, number) => number.clone(),
            (None, _) => self.next(Level::Chapter, ""),
        };
        self.taken.insert((Level::Chapter, id.clone()));
        let title = self.said(old.map(|chapter| &chapter.title), &entry.title);
        let intro = self.said(old.map(|chapter| &chapter.intro), &entry.text);
        let objectives = Vec::new();
        self.arrangement.chapters.push(ArrangedChapter { id, title, intro, objectives });
    }

    fn open_objective(&mut self, entry: &OutlineEntry) {
        let old = self.objectives.get(entry.place.as_str());
        let mut all = self.plan.chapters.iter().flat_map(|chapter| &chapter.objectives);
        let old = old.and_then(|id| all.find(|objective| objective.id == *id));
        let id = match (old, &entry.anchor) {
            (Some(objective), _) => objective.id.clone(),
            (None, Some(anchor)) if self.is_free(Level::Objective, anchor) => anchor.clone(),
            (None, _) => self.next(Level::Objective, "objective-"),
        };
        self.taken.insert((Level::Objective, id.clone()));
        let title = self.said(old.map(|objective| &objective.title), &entry.title);
        if let Some(chapter) = self.arrangement.chapters.last_mut() {
            chapter.objectives.push(ArrangedObjective { id, title, clauses: Vec::new() });
        }
    }

    /// Puts a known clause in its place; gives the new version where it reads otherwise.
    fn keep(&mut self, clause: &Clause, entry: &OutlineEntry) -> Option<ClauseVersion> {
        let (id, title) = (clause.id.clone(), self.said(Some(&clause.title), &entry.title));
        self.put(ArrangedClause { id, title, text: None });
        let current = clause.current();
        let text = self.said(Some(&current.text), &entry.text);
        if text == current.text {
            return None;
        }
        let why = match entry.why.trim() {
            "" => self.edit.why.clone(),
            why => LocalText::one(self.language, why),
        };
        Some(ClauseVersion {
            number: current.number + 1,
            text,
            why,
            by: self.edit.by.clone(),
            review: self.edit.review.clone(),
            on: Some(self.edit.on),
            basis: current.basis.clone(),
        })
    }

    /// Puts a new clause in its place, under the number it shows where that is free.
    fn add(&mut self, entry: &OutlineEntry) -> ClauseId {
        let chapter = self.arrangement.chapters.last().map_or("", |chapter| &chapter.id);
        let prefix = format!("{chapter}.");
        let shown = entry.anchor.as_ref().or(entry.number.as_ref());
        let shown = shown.filter(|id| id.starts_with(&prefix) && self.is_free(Level::Clause, id));
        let id = shown.cloned().unwrap_or_else(|| self.next(Level::Clause, &prefix));
        self.taken.insert((Level::Clause, id.clone()));
        let id = ClauseId(id);
        let title = LocalText::one(self.language, entry.title.clone());
        let text = Some(LocalText::one(self.language, entry.text.trim()));
        self.put(ArrangedClause { id: id.clone(), title, text });
        id
    }

    fn put(&mut self, clause: ArrangedClause) {
        let chapter = self.arrangement.chapters.last_mut();
        if let Some(objective) = chapter.and_then(|chapter| chapter.objectives.last_mut()) {
            objective.clauses.push(clause);
        }
    }

    /// A text with what the file says in its language; as it was where that reads the same.
    fn said(&self, old: Option<&LocalText>, new: &str) -> LocalText {
        let mut text = old.cloned().unwrap_or_default();
        if !reads_the_same(text.get(self.language), new) {
            text.0.insert(self.language.to_owned(), new.trim().to_owned());
        }
        text
    }

    fn is_free(&self, level: Level, id: &str) -> bool {
        let in_addresses =
            |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.';
        id.bytes().all(in_addresses) && !self.taken.contains(&(level, id.to_owned()))
    }

    /// The identifier after the highest that begins so.
    fn next(&self, level: Level, prefix: &str) -> String {
        let of_level = self.taken.iter().filter(|(of, _)| *of == level);
        let numbers = of_level.filter_map(|(_, id)| id.strip_prefix(prefix)?.parse::<u32>().ok());
        format!("{prefix}{}", numbers.max().unwrap_or(0).saturating_add(1))
    }
}

/// Which chapter or objective stands at each place of the file: by its anchor, else its number, else its
/// title.
fn by_title<'a>(
    entries: &[&'a OutlineEntry],
    known: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<BTreeMap<&'a str, &'a str>, RedraftFault> {
    let known: Vec<(&str, &str)> = known.collect();
    let carried = anchors(entries)?;
    let mut left: BTreeSet<&str> = known.iter().map(|(id, _)| *id).collect();
    let mut places: BTreeMap<&str, &str> = BTreeMap::new();
    for (anchor, at) in carried {
        if let Some(id) = left.take(anchor) {
            places.insert(&entries[at].place, id);
        }
    }
    for by_number in [true, false] {
        for entry in entries {
            let fits = |(id, title): &&(&str, &str)| match by_number {
                true => entry.number.as_deref() == Some(*id),
                false => entry.title == *title,
            };
            let id = known.iter().filter(|(id, _)| left.contains(id)).find(fits).map(|(id, _)| *id);
            if let Some(id) = id.filter(|_| !places.contains_key(entry.place.as_str())) {
                left.remove(id);
                places.insert(&entry.place, id);
            }
        }
    }
    Ok(places)
}

#[cfg(test)]
mod tests;
