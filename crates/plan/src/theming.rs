//! What people decide about themes: keep, rename, merge, split, move, and take back.
//!
//! A run's themes are candidates. A theme that staff decided on is *kept*: it has a name of its own (`K3`)
//! that later runs go on with, while the numbers of themes change from run to run. Acts name the theme by
//! run and number when it becomes kept, and by its own name from then on. They take effect with the next
//! run, which puts contributions where the acts in force say; so nothing is lost, and taking an act back
//! gives what there would be without it.
//!
//! The answer to a kept theme ([`answer_to_kept`]): the last one given to it in any run; else what it
//! came from had. A merged theme has the answer that all its parts had; where these differ or one has none, it
//! is open again. Both parts of a split theme keep its answer until they get their own.

use std::collections::{BTreeMap, BTreeSet};

use consultation::LocalText;
use findings::ThemeId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Disposition, Plan, Refusal, Subject};

/// The own name of a kept theme or of an act on themes, such as `K3`; a part split off has `K3.K5`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeptId(pub String);

impl KeptId {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An act on themes: who did what, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThemeAct {
    /// Its name: `K` and the number of acts on themes with it.
    pub id: KeptId,
    /// What is done.
    pub change: ThemeChange,
    /// Who did it.
    pub by: String,
    /// Why: a sentence that could be false.
    pub why: LocalText,
    /// The day.
    pub on: Date,
}

/// What is done to themes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeChange {
    /// A theme is kept: its contributions stay together in later runs.
    Lock {
        /// The run.
        run: u64,
        /// Its number in it.
        theme: ThemeId,
        /// Its name.
        name: String,
    },
    /// Themes become one, which is kept.
    Merge {
        /// The run.
        run: u64,
        /// Their numbers in it.
        themes: Vec<ThemeId>,
        /// The name of the one.
        name: String,
    },
    /// A kept theme gets another name.
    Rename {
        /// The theme.
        theme: KeptId,
        /// Its new name.
        name: String,
    },
    /// The contributions of a kept theme that have all these words become a theme of their own.
    Split {
        /// The theme.
        theme: KeptId,
        /// The words.
        words: String,
        /// The name of what is split off.
        name: String,
    },
    /// One contribution is put in a kept theme.
    Move {
        /// The contribution's leaf.
        contribution: u64,
        /// The theme.
        theme: KeptId,
    },
    /// An earlier act is taken back.
    Undo {
        /// The act.
        act: KeptId,
    },
}

/// The kept themes of a plan with what holds them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeptThemes {
    /// Themes that came of a lock, a merge or a split, in the order of the acts; also those that a later merge
    /// took up.
    pub all: Vec<KeptTheme>,
    /// Which theme took up which. Followed to its end by [`KeptThemes::resolve`].
    taken_up: BTreeMap<KeptId, KeptId>,
    /// For each theme of a run that became kept, in the order of the acts: run, number, own name.
    pub sources: Vec<(u64, ThemeId, KeptId)>,
    /// Contributions moved one by one, in the order of the acts.
    pub moves: Vec<(u64, KeptId)>,
}

/// A kept theme.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptTheme {
    /// Its own name.
    pub id: KeptId,
    /// What it is called.
    pub name: String,
    /// The theme it was split off from, and the words that its contributions have.
    pub part_of: Option<(KeptId, String)>,
}

impl KeptThemes {
    /// The theme that holds what `id` held.
    pub fn resolve<'a>(&'a self, id: &'a KeptId) -> &'a KeptId {
        let mut found = id;
        // Each theme is taken up by a later act, so this ends.
        while let Some(next) = self.taken_up.get(found) {
            found = next;
        }
        found
    }

    /// The theme with that name, unless another took it up.
    pub fn find(&self, id: &KeptId) -> Option<&KeptTheme> {
        let there = self.all.iter().find(|theme| theme.id == *id);
        there.filter(|theme| !self.taken_up.contains_key(&theme.id))
    }
}

impl Plan {
    /// The acts on themes in force: those that no act in force takes back. An act that was taken back holds
    /// again when the taking back is taken back.
    pub fn theme_acts_in_force(&self) -> Vec<&ThemeAct> {
        let mut undone: BTreeSet<&KeptId> = BTreeSet::new();
        let mut in_force = Vec::new();
        for act in self.theme_acts.iter().rev() {
            if undone.contains(&act.id) {
                continue;
            }
            if let ThemeChange::Undo { act: other } = &act.change {
                undone.insert(other);
            }
            in_force.push(act);
        }
        in_force.reverse();
        in_force
    }

    /// The kept themes, as the acts in force make them.
    pub fn kept_themes(&self) -> KeptThemes {
        let mut kept = KeptThemes::default();
        for act in self.theme_acts_in_force() {
            self.carry_out(&mut kept, act);
        }
        kept
    }

    fn carry_out(&self, kept: &mut KeptThemes, act: &ThemeAct) {
        let theme = |id: &KeptId, name: &String, part_of| KeptTheme {
            id: id.clone(),
            name: name.clone(),
            part_of,
        };
        match &act.change {
            ThemeChange::Lock { run, theme: number, name } => {
                kept.all.push(theme(&act.id, name, None));
                kept.sources.push((*run, number.clone(), act.id.clone()));
            }
            ThemeChange::Merge { run, themes, name } => {
                for number in themes {
                    if let Some(before) = self.kept_in(kept, *run, number) {
                        kept.taken_up.insert(before, act.id.clone());
                    }
                    kept.sources.push((*run, number.clone(), act.id.clone()));
                }
                kept.all.push(theme(&act.id, name, None));
            }
            ThemeChange::Rename { theme: id, name } => {
                if let Some(found) = kept.all.iter_mut().find(|theme| theme.id == *id) {
                    found.name.clone_from(name);
                }
            }
            ThemeChange::Split { theme: from, words, name } => {
                let id = part_id(from, &act.id);
                kept.all.push(theme(&id, name, Some((from.clone(), words.clone()))));
            }
            ThemeChange::Move { contribution, theme } => {
                kept.moves.push((*contribution, theme.clone()));
            }
            ThemeChange::Undo { .. } => {}
        }
    }

    /// The own name of a theme of a run, by the acts carried out so far and by what runs made of them.
    fn kept_in(&self, kept: &KeptThemes, run: u64, number: &ThemeId) -> Option<KeptId> {
        let of_act = kept.sources.iter().rev().find(|(of, theme, _)| *of == run && theme == number);
        let of_run = || self.kept_numbers.get(&run)?.iter().find(|(_, theme)| *theme == number);
        let found = of_act.map(|(.., id)| id).or_else(|| of_run().map(|(id, _)| id))?;
        let id = kept.resolve(found).clone();
        kept.all.iter().any(|theme| theme.id == id).then_some(id)
    }

    /// The own name of a theme of a run; `None` for one that is not kept.
    pub fn kept_id(&self, run: u64, number: &ThemeId) -> Option<KeptId> {
        self.kept_in(&self.kept_themes(), run, number)
    }

    /// Records an act on themes.
    pub(crate) fn act_on_themes(&mut self, act: ThemeAct) -> Result<(), Refusal> {
        if act.by.trim().is_empty() {
            return Err(Refusal::NobodyOnThemes);
        }
        if act.why.is_blank() {
            return Err(Refusal::NoReasonOnThemes);
        }
        let next = self.next_theme_act();
        if act.id != next {
            return Err(Refusal::Taken { what: "act on themes; the next is", id: next.0 });
        }
        self.possible(&act.change)?;
        self.theme_acts.push(act);
        Ok(())
    }

    /// The name of the next act on themes.
    pub fn next_theme_act(&self) -> KeptId {
        KeptId(format!("K{}", self.theme_acts.len() + 1))
    }

    /// Records which number a run gave to each kept theme.
    pub(crate) fn number_kept(
        &mut self,
        run: u64,
        numbers: BTreeMap<KeptId, ThemeId>,
    ) -> Result<(), Refusal> {
        if self.kept_numbers.contains_key(&run) {
            return Err(Refusal::Taken {
                what: "numbering of kept themes for run",
                id: run.to_string(),
            });
        }
        self.kept_numbers.insert(run, numbers);
        Ok(())
    }

    fn possible(&self, change: &ThemeChange) -> Result<(), Refusal> {
        let kept = self.kept_themes();
        let known = |id: &KeptId| match kept.find(id) {
            Some(_) => Ok(()),
            None => Err(Refusal::Unknown { what: "kept theme", id: id.0.clone() }),
        };
        let named = |name: &str| match name.trim().is_empty() {
            true => Err(Refusal::NoName),
            false => Ok(()),
        };
        match change {
            ThemeChange::Lock { run, theme, name } => {
                if let Some(id) = self.kept_in(&kept, *run, theme) {
                    return Err(Refusal::KeptAlready { theme: theme.to_string(), id: id.0 });
                }
                named(name)
            }
            ThemeChange::Merge { themes, name, .. } => {
                let different: BTreeSet<&ThemeId> = themes.iter().collect();
                if different.len() < 2 || different.len() < themes.len() {
                    return Err(Refusal::NothingToMerge);
                }
                named(name)
            }
            ThemeChange::Rename { theme, name } => known(theme).and_then(|()| named(name)),
            ThemeChange::Split { theme, words, name } => {
                known(theme)?;
                named(name)?;
                named(words)
            }
            ThemeChange::Move { theme, .. } => known(theme),
            ThemeChange::Undo { act } => self.can_be_undone(act),
        }
    }

    /// An act in force, on which no other act in force rests.
    fn can_be_undone(&self, id: &KeptId) -> Result<(), Refusal> {
        let in_force = self.theme_acts_in_force();
        if !in_force.iter().any(|act| act.id == *id) {
            return Err(Refusal::Unknown { what: "act on themes in force", id: id.0.clone() });
        }
        let rests = |act: &&&ThemeAct| {
            let of_it =
                |theme: &KeptId| theme == id || theme.as_str().ends_with(&format!(".{}", id.0));
            match &act.change {
                ThemeChange::Rename { theme, .. }
                | ThemeChange::Split { theme, .. }
                | ThemeChange::Move { theme, .. } => of_it(theme),
                ThemeChange::Merge { run, themes, .. } => themes.iter().any(|number| {
                    let of_run = self.kept_numbers.get(run);
                    let from_run = of_run.is_some_and(|numbers| {
                        numbers.iter().any(|(kept, at)| at == number && of_it(kept))
                    });
                    let from_act = self.made_of(id, *run, number);
                    from_run || from_act
                }),
                ThemeChange::Lock { .. } | ThemeChange::Undo { .. } => false,
            }
        };
        // Only what came after an act can rest on it: two merges may name the same theme.
        let mut later = in_force.iter().skip_while(|act| act.id != *id).skip(1);
        match later.find(rests) {
            Some(other) => Err(Refusal::RestsOn { act: id.0.clone(), other: other.id.0.clone() }),
            None => Ok(()),
        }
    }

    /// Whether an act made its theme of that theme of a run.
    fn made_of(&self, id: &KeptId, run: u64, number: &ThemeId) -> bool {
        let act = self.theme_acts.iter().find(|act| act.id == *id);
        match act.map(|act| &act.change) {
            Some(ThemeChange::Lock { run: of, theme, .. }) => *of == run && theme == number,
            Some(ThemeChange::Merge { run: of, themes, .. }) => {
                *of == run && themes.contains(number)
            }
            _ => false,
        }
    }

    /// The acts in force that made a kept theme what it is, or will with the next run, in order.
    pub fn acts_on(&self, id: &KeptId) -> Vec<&ThemeAct> {
        let kept = self.kept_themes();
        let end = kept.resolve(id).clone();
        let concerns = |act: &&ThemeAct| match &act.change {
            ThemeChange::Lock { .. } | ThemeChange::Merge { .. } => *kept.resolve(&act.id) == end,
            ThemeChange::Rename { theme, .. } | ThemeChange::Move { theme, .. } => {
                *kept.resolve(theme) == end
            }
            ThemeChange::Split { theme, .. } => {
                *kept.resolve(theme) == end || *kept.resolve(&part_id(theme, &act.id)) == end
            }
            ThemeChange::Undo { .. } => false,
        };
        self.theme_acts_in_force().into_iter().filter(concerns).collect()
    }
}

/// The own name of what is split off from a theme by an act.
pub fn part_id(from: &KeptId, act: &KeptId) -> KeptId {
    KeptId(format!("{}.{}", from.0, act.0))
}

/// The answer to a kept theme, as the head of this file says.
pub fn answer_to_kept<'a>(plan: &'a Plan, id: &KeptId) -> Option<&'a Disposition> {
    let numbered = |disposition: &&Disposition| match &disposition.subject {
        Subject::Theme { run, theme } => {
            plan.kept_numbers.get(run).is_some_and(|numbers| numbers.get(id) == Some(theme))
        }
        Subject::Contribution(_) => false,
    };
    if let Some(own) = plan.dispositions.iter().rev().find(numbered) {
        return Some(own);
    }
    if let Some((from, _)) = id.0.rsplit_once('.') {
        return answer_to_kept(plan, &KeptId(from.to_owned()));
    }
    let act = plan.theme_acts.iter().find(|act| act.id == *id)?;
    let (run, themes) = match &act.change {
        ThemeChange::Lock { run, theme, .. } => (*run, std::slice::from_ref(theme)),
        ThemeChange::Merge { run, themes, .. } => (*run, themes.as_slice()),
        _ => return None,
    };
    let answers: Option<Vec<&Disposition>> =
        themes.iter().map(|theme| answer_to_source(plan, act, run, theme)).collect();
    let (last, others) = answers.as_ref()?.split_last()?;
    let same =
        |other: &&&Disposition| (other.decision, &other.clause) == (last.decision, &last.clause);
    others.iter().all(|other| same(&other)).then_some(*last)
}

/// The answer to a theme before an act made it kept: its own, its parent's, or that of the kept theme it was.
fn answer_to_source<'a>(
    plan: &'a Plan,
    act: &ThemeAct,
    run: u64,
    theme: &ThemeId,
) -> Option<&'a Disposition> {
    let given = |number: &str| {
        plan.dispositions.iter().rev().find(|disposition| match &disposition.subject {
            Subject::Theme { run: of, theme } => *of == run && theme.as_str() == number,
            Subject::Contribution(_) => false,
        })
    };
    let parent = theme.as_str().rsplit_once('.').map(|(parent, _)| parent);
    let before = || {
        let numbers = plan.kept_numbers.get(&run)?;
        let (id, _) = numbers.iter().find(|(id, number)| *number == theme && **id != act.id)?;
        answer_to_kept(plan, id)
    };
    given(theme.as_str()).or_else(before).or_else(|| given(parent?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::tests::on_theme;
    use crate::{Act, Decision, example};
    use jiff::civil::date;
    use proptest::prelude::*;

    fn number(id: &str) -> ThemeId {
        ThemeId(id.into())
    }

    fn kept(id: &str) -> KeptId {
        KeptId(id.into())
    }

    fn act(plan: &mut Plan, change: ThemeChange) -> Result<(), Refusal> {
        let id = plan.next_theme_act();
        let why = LocalText::one("en", "Both ask for the same wells.");
        let done = ThemeAct { id, change, by: "A. Staff".into(), why, on: date(2026, 2, 1) };
        plan.apply(Act::ActOnThemes(done))
    }

    fn lock(theme: &str) -> ThemeChange {
        ThemeChange::Lock { run: 1, theme: number(theme), name: format!("Theme {theme}") }
    }

    fn merge(run: u64, themes: &[&str]) -> ThemeChange {
        let themes = themes.iter().map(|id| number(id)).collect();
        ThemeChange::Merge { run, themes, name: "One".into() }
    }

    fn undo(id: &str) -> ThemeChange {
        ThemeChange::Undo { act: kept(id) }
    }

    fn rename(id: &str, name: &str) -> ThemeChange {
        ThemeChange::Rename { theme: kept(id), name: name.into() }
    }

    fn split(id: &str) -> ThemeChange {
        let (words, name) = ("wells".into(), "Wells".into());
        ThemeChange::Split { theme: kept(id), words, name }
    }

    /// The kept themes: own name, what it is called.
    fn told(plan: &Plan) -> String {
        let kept = plan.kept_themes();
        let there = kept.all.iter().filter(|theme| kept.find(&theme.id).is_some());
        there.map(|theme| format!("{} {}", theme.id.0, theme.name)).collect::<Vec<_>>().join("; ")
    }

    /// One act a row; what it is answered; the kept themes after it.
    #[test]
    fn acts_on_themes_act_by_act() {
        let mut plan = example();
        let moved = |theme: &str| ThemeChange::Move { contribution: 7, theme: kept(theme) };
        let rows = [
            (rename("K1", "Wells"), "there is no kept theme `K1` in this plan", ""),
            (merge(1, &["2", "2"]), "a merge needs two different themes or more", ""),
            (lock("1"), "", "K1 Theme 1"),
            (lock("1"), "theme `1` is kept already, as K1", "K1 Theme 1"),
            (
                rename("K1", " "),
                "a theme needs a name, and a split the words that tell its parts",
                "K1 Theme 1",
            ),
            (rename("K1", "Water"), "", "K1 Water"),
            (split("K1"), "", "K1 Water; K1.K3 Wells"),
            (moved("K1.K3"), "", "K1 Water; K1.K3 Wells"),
            (undo("K3"), "`K4` rests on `K3`; take that back first", "K1 Water; K1.K3 Wells"),
            (undo("K4"), "", "K1 Water; K1.K3 Wells"),
            (undo("K3"), "", "K1 Water"),
            (merge(1, &["1", "2"]), "", "K7 One"),
            (rename("K1", "Late"), "there is no kept theme `K1` in this plan", "K7 One"),
            (undo("K1"), "`K2` rests on `K1`; take that back first", "K7 One"),
            (undo("K7"), "", "K1 Water"),
            (undo("K7"), "there is no act on themes in force `K7` in this plan", "K1 Water"),
            (undo("K8"), "", "K7 One"),
        ];
        for (row, (change, answer, after)) in rows.into_iter().enumerate() {
            let found = act(&mut plan, change).err().map_or_else(String::new, |e| e.to_string());
            assert_eq!((found.as_str(), told(&plan).as_str()), (answer, after), "row {row}");
        }
        let nobody = ThemeAct {
            id: plan.next_theme_act(),
            change: lock("9"),
            by: " ".into(),
            why: LocalText::one("en", "Because."),
            on: date(2026, 2, 1),
        };
        let unsaid = ThemeAct { by: "A".into(), why: LocalText::default(), ..nobody.clone() };
        assert_eq!(plan.apply(Act::ActOnThemes(nobody)), Err(Refusal::NobodyOnThemes));
        assert_eq!(plan.apply(Act::ActOnThemes(unsaid)), Err(Refusal::NoReasonOnThemes));
    }

    /// Decisions on the themes of run 1, then the answer to what became of them.
    #[test]
    fn answers_follow_kept_themes() {
        use Decision::{NotAdopted, Noted};
        let answer = |plan: &Plan, id: &str| answer_to_kept(plan, &kept(id)).map(|d| d.decision);
        for (first, second, merged) in [
            (Some(Noted), Some(Noted), Some(Noted)),
            (Some(Noted), Some(NotAdopted), None),
            (Some(Noted), None, None),
            (None, None, None),
        ] {
            let mut plan = example();
            for (id, decision) in [("1", first), ("2", second)] {
                if let Some(decision) = decision {
                    plan.apply(Act::Dispose(on_theme(id, decision, None))).unwrap();
                }
            }
            act(&mut plan, merge(1, &["1", "2"])).unwrap();
            assert_eq!(answer(&plan, "K1"), merged, "{first:?} {second:?}");
        }
        let mut plan = example();
        plan.apply(Act::Dispose(on_theme("1", Noted, None))).unwrap();
        act(&mut plan, lock("1.2")).unwrap();
        act(&mut plan, split("K1")).unwrap();
        // A part has its parent's answer, both halves of a split that of the whole.
        assert_eq!([answer(&plan, "K1"), answer(&plan, "K1.K2")], [Some(Noted); 2]);
        let numbers = BTreeMap::from([(kept("K1"), number("4")), (kept("K1.K2"), number("5"))]);
        plan.apply(Act::NumberThemes { run: 2, numbers }).unwrap();
        let later = Subject::Theme { run: 2, theme: number("5") };
        let later = Disposition { subject: later, ..on_theme("5", NotAdopted, None) };
        plan.apply(Act::Dispose(later)).unwrap();
        assert_eq!([answer(&plan, "K1"), answer(&plan, "K1.K2")], [Some(Noted), Some(NotAdopted)]);
        act(&mut plan, merge(2, &["4", "5"])).unwrap();
        assert_eq!(answer(&plan, "K3"), None);
        let of = |run, theme: &str| plan.kept_id(run, &number(theme)).map(|id| id.0);
        assert_eq!(
            [of(2, "4"), of(2, "5"), of(1, "1.2"), of(2, "9")].map(Option::unwrap_or_default),
            ["K3", "K3", "K3", ""]
        );
    }

    proptest! {
        /// Whatever was decided before, an act that is taken back leaves the kept themes, what holds them and
        /// their answers as they were.
        #[test]
        fn undo_restores_exactly(
            before in prop::collection::vec((0u8..4, 0usize..5, 0usize..5), 0..8),
            (kind, one, other) in (0u8..4, 0usize..5, 0usize..5),
        ) {
            let mut plan = example();
            for (kind, one, other) in before {
                // One that is refused changes nothing.
                let change = any_change(&plan, kind, one, other);
                let _ = act(&mut plan, change);
            }
            let kept_before = plan.kept_themes();
            let id = plan.next_theme_act();
            let change = any_change(&plan, kind, one, other);
            if act(&mut plan, change).is_ok() {
                act(&mut plan, ThemeChange::Undo { act: id }).unwrap();
            }
            prop_assert_eq!(plan.kept_themes(), kept_before);
        }

        /// Acts on different themes may come in any order: the same themes hold the same sources under the same
        /// names.
        #[test]
        fn independent_acts_commute(order in Just((0..5usize).collect::<Vec<_>>()).prop_shuffle()) {
            let changes = [lock("1"), lock("2"), merge(1, &["3", "4"]), lock("5"), merge(1, &["6", "7"])];
            let mut plan = example();
            for at in order {
                act(&mut plan, changes[at].clone()).unwrap();
            }
            let kept = plan.kept_themes();
            let mut held: Vec<(String, String)> = kept
                .sources
                .iter()
                .map(|(_, number, id)| (number.to_string(), kept.find(id).unwrap().name.clone()))
                .collect();
            held.sort();
            let expected = [
                ("1", "Theme 1"), ("2", "Theme 2"), ("3", "One"), ("4", "One"), ("5", "Theme 5"), ("6", "One"), ("7", "One"),
            ];
            prop_assert_eq!(held, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        }
    }

    fn any_change(plan: &Plan, kind: u8, one: usize, other: usize) -> ThemeChange {
        let ids: Vec<KeptId> = plan.kept_themes().all.into_iter().map(|theme| theme.id).collect();
        let of_kept = || ids.get(one).cloned().unwrap_or_else(|| kept("K0"));
        match kind {
            0 => lock(&one.to_string()),
            1 => merge(1, &[&one.to_string(), &other.to_string()]),
            2 => ThemeChange::Rename { theme: of_kept(), name: format!("Name {other}") },
            _ => ThemeChange::Move { contribution: other as u64, theme: of_kept() },
        }
    }
}
