//! `canvass theme lock|rename|merge|split|move|undo|acts`: what people decide about themes.

use std::collections::HashSet;

use analysis::text::search::words;
use findings::ThemeId;
use plan::{Act, KeptId, Plan, ThemeAct, ThemeChange};
use store::StoredRun;

use super::staff::{Desk, local, today};
use super::theme::{known_theme, latest};
use crate::cli::{
    Because, LockTheme, MergeThemes, MoveContribution, Place, RenameTheme, SplitTheme, UndoThemes,
};
use crate::failure::{Exit, Failure, Outcome};
use crate::output::{self, counted};
use crate::theming::is_within;

/// `canvass theme lock`.
pub fn lock(command: &LockTheme) -> Outcome {
    let desk = desk(&command.place)?;
    let run = latest(&desk.store)?;
    let change = locking(&run, &command.theme)?;
    record(&desk, change, &command.because).map(|_| ())
}

/// `canvass theme rename`.
pub fn rename(command: &RenameTheme) -> Outcome {
    let desk = desk(&command.place)?;
    let theme = kept(&desk, &command.theme, &command.because)?;
    let name = command.name.clone();
    record(&desk, ThemeChange::Rename { theme, name }, &command.because).map(|_| ())
}

/// `canvass theme merge`.
pub fn merge(command: &MergeThemes) -> Outcome {
    let desk = desk(&command.place)?;
    let run = latest(&desk.store)?;
    for theme in &command.themes {
        known_theme(&run, theme)?;
    }
    let themes: Vec<ThemeId> = command.themes.iter().cloned().map(ThemeId).collect();
    if let Some((part, whole)) = nested(&themes) {
        let message = format!("theme `{part}` is part of theme `{whole}` already");
        let hint = format!("merge the parts of {whole} that belong together, or leave {part} out");
        return Err(Failure::new(Exit::Usage, message, hint));
    }
    let change = ThemeChange::Merge { run: run.number, themes, name: command.name.clone() };
    record(&desk, change, &command.because).map(|_| ())
}

/// A theme among these that stands under another of them, with that one: merged they would be the whole,
/// and its other parts with it.
fn nested(themes: &[ThemeId]) -> Option<(&ThemeId, &ThemeId)> {
    let whole = |part| themes.iter().find(|whole| *whole != part && is_within(part, whole));
    themes.iter().find_map(|part| Some((part, whole(part)?)))
}

/// `canvass theme split`.
pub fn split(command: &SplitTheme) -> Outcome {
    if words(&command.words).is_empty() {
        let hint = "give words that the contributions to be split off have";
        return Err(Failure::new(Exit::Usage, "there is no word to split by", hint));
    }
    let desk = desk(&command.place)?;
    say_split_off(&desk, command)?;
    let theme = kept(&desk, &command.theme, &command.because)?;
    let (words, name) = (command.words.clone(), command.name.clone());
    record(&desk, ThemeChange::Split { theme, words, name }, &command.because).map(|_| ())
}

/// Says how many contributions of the latest run a split takes off; an error where there is none. Of a kept
/// theme that the run does not have yet nothing is said.
fn say_split_off(desk: &Desk, command: &SplitTheme) -> Outcome {
    let run = latest(&desk.store)?;
    let numbers = desk.plan_as_it_stands(|plan| numbers_of(plan, &run, &command.theme));
    if numbers.is_empty() {
        return Ok(());
    }
    let (taken, of) = split_off(desk, run.number, &numbers, &words(&command.words))?;
    if taken == 0 {
        let message = format!("no contribution of theme `{}` has these words", command.theme);
        let hint = "give words that some of them have all of; canvass search DATA finds them";
        return Err(Failure::new(Exit::Usage, message, hint));
    }
    eprintln!("splits off {taken} of {}", counted(of, "contribution", "contributions"));
    Ok(())
}

/// How many contributions of these themes of a run have all the words, and how many there are. One moved by
/// itself stays where it was put, whatever its words.
fn split_off(desk: &Desk, run: u64, themes: &[ThemeId], asked: &[String]) -> Outcome<(u64, u64)> {
    let moves = desk.plan_as_it_stands(|plan| plan.kept_themes().moves);
    let moved: HashSet<u64> = moves.into_iter().map(|(contribution, _)| contribution).collect();
    let (mut taken, mut of) = (0, 0);
    for (leaf, theme) in desk.store.sorted(run)? {
        if moved.contains(&leaf) || !themes.iter().any(|number| is_within(&theme, number)) {
            continue;
        }
        let Some(stored) = desk.store.contribution(leaf)? else { continue };
        let own = words(&stored.contribution.text);
        of += 1;
        taken += u64::from(asked.iter().all(|word| own.contains(word)));
    }
    Ok((taken, of))
}

/// The numbers in a run of the theme that is meant by its number there or its own name.
fn numbers_of(plan: &Plan, run: &StoredRun, theme: &str) -> Vec<ThemeId> {
    let (own, number) = (KeptId(theme.to_owned()), ThemeId(theme.to_owned()));
    let kept = plan.kept_themes();
    let own = kept.find(&own).map(|found| found.id.clone());
    let own = own.or_else(|| plan.kept_id(run.number, &number));
    let themes = run.findings.themes.themes.iter().map(|theme| theme.id.clone());
    let is_meant = |id: &ThemeId| match &own {
        Some(own) => plan.kept_id(run.number, id).as_ref() == Some(own),
        None => *id == number,
    };
    themes.filter(is_meant).collect()
}

/// `canvass theme move`.
pub fn move_contribution(command: &MoveContribution) -> Outcome {
    let desk = desk(&command.place)?;
    let contribution = command.contribution;
    let there = desk.store.contribution(contribution)?;
    if !there.is_some_and(|stored| stored.standing.has_words()) {
        let message = format!("there is no contribution {contribution} with its words");
        return Err(Failure::new(Exit::Usage, message, "canvass search DATA finds their numbers"));
    }
    let theme = kept(&desk, &command.theme, &command.because)?;
    record(&desk, ThemeChange::Move { contribution, theme }, &command.because).map(|_| ())
}

/// `canvass theme undo`.
pub fn undo(command: &UndoThemes) -> Outcome {
    let desk = desk(&command.place)?;
    let act = KeptId(command.act.clone());
    record(&desk, ThemeChange::Undo { act }, &command.because).map(|_| ())
}

/// `canvass theme acts`: every act with whether it is in force.
pub fn acts(place: &Place) -> Outcome {
    let desk = desk(place)?;
    let lines: Vec<String> = desk.plan_as_it_stands(|plan| {
        let in_force = plan.theme_acts_in_force();
        let line = |act: &ThemeAct| {
            let state = if in_force.iter().any(|other| other.id == act.id) {
                "in force"
            } else {
                "taken back"
            };
            let what = told(&act.change);
            format!("{}\t{state}\t{}\t{}\t{what}\t{}", act.id.0, act.on, act.by, act.why.get("en"))
        };
        plan.theme_acts.iter().map(line).collect()
    });
    lines.into_iter().try_for_each(output::line)
}

fn told(change: &ThemeChange) -> String {
    match change {
        ThemeChange::Lock { run, theme, name } => format!("lock {theme} of run {run}: {name}"),
        ThemeChange::Merge { run, themes, name } => {
            let numbers: Vec<&str> = themes.iter().map(ThemeId::as_str).collect();
            format!("merge {} of run {run}: {name}", numbers.join(" "))
        }
        ThemeChange::Rename { theme, name } => format!("rename {}: {name}", theme.0),
        ThemeChange::Split { theme, words, name } => {
            format!("split {} by `{words}`: {name}", theme.0)
        }
        ThemeChange::Move { contribution, theme } => format!("move {contribution} to {}", theme.0),
        ThemeChange::Undo { act } => format!("undo {}", act.0),
    }
}

/// The desk of the top plan: a run reads what every plan's rounds brought, so there is one set of themes.
fn desk(place: &Place) -> Outcome<Desk> {
    let desk = Desk::open(place)?;
    let top = desk.store.plans().top().map(|plan| plan.id.clone());
    if top.as_ref() != Some(&desk.plan) {
        let hint = "leave --plan out";
        return Err(Failure::new(
            Exit::Usage,
            "themes are decided on for all plans together",
            hint,
        ));
    }
    Ok(desk)
}

/// The own name of a theme, which becomes kept if it is not yet.
fn kept(desk: &Desk, theme: &str, because: &Because) -> Outcome<KeptId> {
    let own = KeptId(theme.to_owned());
    if desk.plan_as_it_stands(|plan| plan.kept_themes().find(&own).is_some()) {
        return Ok(own);
    }
    let run = latest(&desk.store)?;
    known_theme(&run, theme)?;
    let number = ThemeId(theme.to_owned());
    if let Some(id) = desk.plan_as_it_stands(|plan| plan.kept_id(run.number, &number)) {
        return Ok(id);
    }
    record(desk, locking(&run, theme)?, because)
}

/// A lock of a theme without parts.
fn locking(run: &StoredRun, theme: &str) -> Outcome<ThemeChange> {
    known_theme(run, theme)?;
    let themes = &run.findings.themes.themes;
    let number = ThemeId(theme.to_owned());
    if themes.iter().any(|other| other.parent.as_ref() == Some(&number)) {
        let hint = "name one of its parts, or merge them";
        return Err(Failure::new(Exit::Usage, format!("theme `{theme}` has parts"), hint));
    }
    let name = themes.iter().find(|other| other.id == number).map(|found| found.name.clone());
    Ok(ThemeChange::Lock { run: run.number, theme: number, name: name.unwrap_or_default() })
}

fn record(desk: &Desk, change: ThemeChange, because: &Because) -> Outcome<KeptId> {
    let id = desk.plan_as_it_stands(plan::Plan::next_theme_act);
    let told = told(&change);
    desk.act(Act::ActOnThemes(ThemeAct {
        id: id.clone(),
        change,
        by: because.by.clone(),
        why: local(&because.why),
        on: today(),
    }))?;
    eprintln!("{}: {told}; takes effect with the next `canvass run`", id.0);
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_not_merged_with_what_it_holds() {
        let nested = |ids: &[&str]| {
            let themes: Vec<ThemeId> = ids.iter().map(|id| ThemeId((*id).to_owned())).collect();
            nested(&themes).map(|(part, whole)| (part.0.clone(), whole.0.clone()))
        };
        assert_eq!(nested(&["1", "2", "1.1"]), Some(("1.1".into(), "1".into())));
        assert_eq!(nested(&["1.1.2", "1"]), Some(("1.1.2".into(), "1".into())));
        // A theme named twice is refused elsewhere.
        assert_eq!(nested(&["1", "11.1", "1", "2"]), None);
    }
}
