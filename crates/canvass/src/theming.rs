//! What people decided about themes, for the contributions of an analysis.

use std::collections::BTreeMap;

use analysis::text::decided::{Decided, DecidedTheme, Held};
use analysis::text::search::words;
use findings::{Findings, Theme, ThemeId};
use plan::{KeptId, KeptThemes, Plan};
use store::{HeardAt, Store};

/// Where the acts in force put the contributions of `input`. An act names the themes of a run; the store
/// knows where that run put each contribution.
///
/// # Errors
/// When the store cannot be read.
pub fn decided(store: &Store, plan: &Plan, input: &HeardAt) -> Result<Decided, store::Error> {
    let kept = plan.kept_themes();
    let position: BTreeMap<&KeptId, usize> =
        kept.all.iter().enumerate().map(|(at, theme)| (&theme.id, at)).collect();
    let mut held: BTreeMap<u64, Held> = BTreeMap::new();
    let mut of_run: BTreeMap<u64, Vec<(u64, ThemeId)>> = BTreeMap::new();
    for (run, number, id) in &kept.sources {
        let sorted = match of_run.get(run) {
            Some(sorted) => sorted,
            None => of_run.entry(*run).or_insert(store.sorted(*run)?),
        };
        let Some(theme) = position.get(id).copied() else { continue };
        let members = sorted.iter().filter(|(_, theme)| is_within(theme, number));
        held.extend(members.map(|(leaf, _)| (*leaf, Held { theme, moved: false })));
    }
    for (leaf, id) in &kept.moves {
        if let Some(theme) = position.get(id).copied() {
            held.insert(*leaf, Held { theme, moved: true });
        }
    }
    let held = input.contributions.iter().map(|leaf| held.get(leaf).copied()).collect();
    Ok(Decided { themes: themes(&kept, &position), held })
}

/// The theme of that number among a run's and what stands under it; none for an unknown number.
pub fn with_parts(themes: &[Theme], number: &str) -> Vec<ThemeId> {
    let number = ThemeId(number.to_owned());
    let inside = themes.iter().filter(|theme| is_within(&theme.id, &number));
    inside.map(|theme| theme.id.clone()).collect()
}

/// True for a theme and for what stands under it.
pub fn is_within(theme: &ThemeId, number: &ThemeId) -> bool {
    let rest = theme.as_str().strip_prefix(number.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn themes(kept: &KeptThemes, position: &BTreeMap<&KeptId, usize>) -> Vec<DecidedTheme> {
    let at = |id: &KeptId| position.get(id).copied();
    let all = kept.all.iter().enumerate();
    all.map(|(own, theme)| DecidedTheme {
        key: theme.id.0.clone(),
        name: theme.name.clone(),
        now: at(kept.resolve(&theme.id)).unwrap_or(own),
        part_of: theme.part_of.as_ref().and_then(|(from, asked)| Some((at(from)?, words(asked)))),
    })
    .collect()
}

/// Which number a run gave to each kept theme.
pub fn numbers(findings: &Findings) -> BTreeMap<KeptId, ThemeId> {
    let kept = findings.themes.themes.iter();
    kept.filter_map(|theme| Some((KeptId(theme.kept.clone()?), theme.id.clone()))).collect()
}
