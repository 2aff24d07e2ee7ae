//! From a theme or a contribution forward: what was answered, which clause took it up, what follows and
//! how far it is.

use findings::Theme;

use crate::answers::Answers;
use crate::{Clause, Disposition, Indicator, Measure, Milestone, Plan, WorkReport};

/// The way of one theme through the plan. Every part may be missing; a page then says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Way<'a> {
    /// What was answered.
    pub disposition: Option<&'a Disposition>,
    /// The clause that takes it up.
    pub clause: Option<&'a Clause>,
    /// Measures that follow from the clause, each with its milestones, indicators and reports.
    pub measures: Vec<WayOfMeasure<'a>>,
}

/// A measure with what shows how far it is.
#[derive(Clone, Debug, PartialEq)]
pub struct WayOfMeasure<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// Its milestones.
    pub milestones: Vec<&'a Milestone>,
    /// Its indicators.
    pub indicators: Vec<&'a Indicator>,
    /// Work reports that mention it.
    pub reports: Vec<&'a WorkReport>,
}

/// The way of a theme that analysis run `run` found.
pub fn way_of_theme<'a>(plan: &'a Plan, run: u64, theme: &Theme) -> Way<'a> {
    way_from(plan, plan.disposition_of(run, theme))
}

/// The way of the contribution whose leaf is `index`: from an answer of its own, else from that of its
/// theme, given with the run that found it.
pub fn way_of_contribution<'a>(
    plan: &'a Plan,
    index: u64,
    theme: Option<(u64, &Theme)>,
) -> Way<'a> {
    way_from(plan, Answers::of(plan).to_contribution(index, theme))
}

fn way_from<'a>(plan: &'a Plan, disposition: Option<&'a Disposition>) -> Way<'a> {
    let clause = disposition.and_then(|d| d.clause.as_ref()).and_then(|id| plan.clause(id));
    let measures = clause.map_or_else(Vec::new, |clause| {
        plan.measures
            .iter()
            .filter(|m| m.clause == clause.id)
            .map(|m| way_of_measure(plan, m))
            .collect()
    });
    Way { disposition, clause, measures }
}

fn way_of_measure<'a>(plan: &'a Plan, measure: &'a Measure) -> WayOfMeasure<'a> {
    WayOfMeasure {
        measure,
        milestones: plan.milestones.iter().filter(|m| m.measure == measure.id).collect(),
        indicators: plan.indicators.iter().filter(|i| i.measures.contains(&measure.id)).collect(),
        reports: plan.reports.iter().filter(|r| r.measures.contains(&measure.id)).collect(),
    }
}
