//! Tensions: themes that pull against a direction. Each must be answered like any other theme.

use consultation::LocalText;
use findings::{Theme, ThemeId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::answers::Answers;
use crate::{DirectionId, Disposition, Plan};

/// A theme that pulls against a direction, as staff noted it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tension {
    /// The analysis run the theme is of.
    pub run: u64,
    /// The theme.
    pub theme: ThemeId,
    /// The direction.
    pub direction: DirectionId,
    /// In what they pull apart.
    pub why: LocalText,
    /// The day it was noted.
    pub on: Date,
}

/// A line of the tension report.
#[derive(Clone, Debug, PartialEq)]
pub struct TensionLine<'a> {
    /// The tension.
    pub tension: &'a Tension,
    /// The theme; `None` when it is not among those given.
    pub theme: Option<&'a Theme>,
    /// What was answered.
    pub answer: Option<&'a Disposition>,
}

/// The tensions of one run: the unanswered first, then by the size of their themes.
pub fn tension_report<'a>(plan: &'a Plan, run: u64, themes: &'a [Theme]) -> Vec<TensionLine<'a>> {
    let answers = Answers::of(plan);
    let line = |tension: &'a Tension| {
        let theme = themes.iter().find(|theme| theme.id == tension.theme);
        let answer = theme.and_then(|theme| answers.to_theme(run, theme));
        TensionLine { tension, theme, answer }
    };
    let mut lines: Vec<TensionLine<'_>> =
        plan.tensions.iter().filter(|tension| tension.run == run).map(line).collect();
    lines.sort_by_key(|line| {
        let size = line.theme.map_or(0, |theme| theme.size.count);
        (line.answer.is_some(), std::cmp::Reverse(size))
    });
    lines
}
