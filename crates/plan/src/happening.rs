//! What the record holds of a period: what a work report is drafted from.

use jiff::civil::Date;

use crate::{
    Clause, ClauseVersion, Indicator, Measure, Milestone, Observation, Parameter, ParameterValue,
    Period, Plan, Risk, RiskReview,
};

/// Something that happened in a period.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening<'a> {
    /// A milestone was reached.
    Reached(&'a Measure, &'a Milestone),
    /// A milestone's date passed without it.
    Missed(&'a Measure, &'a Milestone),
    /// A parameter got a value.
    Set(&'a Measure, &'a Parameter, &'a ParameterValue),
    /// An indicator was observed.
    Observed(&'a Indicator, &'a Observation),
    /// A clause was rewritten.
    Rewritten(&'a Clause, &'a ClauseVersion),
    /// A risk was looked at again.
    Reviewed(&'a Risk, &'a RiskReview),
}

/// What happened from the first to the last day of a period: measure by measure, then indicators, clauses
/// and risks, each in the order of the plan. With a body, only the measures it owns and what belongs
/// to them.
pub fn happenings<'a>(plan: &'a Plan, period: Period, body: Option<&str>) -> Vec<Happening<'a>> {
    let (first, last) = (period.start(), period.end());
    let within = |day: Date| first <= day && day <= last;
    let owned = |measure: &&Measure| {
        let owners = measure.owners.value();
        body.is_none_or(|body| owners.is_some_and(|all| all.iter().any(|o| names(o, body))))
    };
    let measures: Vec<&Measure> = plan.measures.iter().filter(owned).collect();
    let mut found = Vec::new();
    for measure in &measures {
        for milestone in plan.milestones_of(&measure.id) {
            match milestone.reached {
                Some(when) if within(when.end()) => {
                    found.push(Happening::Reached(measure, milestone));
                }
                None if milestone.due.value().is_some_and(|due| within(due.end())) => {
                    found.push(Happening::Missed(measure, milestone));
                }
                _ => {}
            }
        }
        for parameter in &measure.parameters {
            let set = parameter.history.iter();
            let set = set.filter(|value| value.from.value().is_some_and(|from| within(from.end())));
            found.extend(set.map(|value| Happening::Set(measure, parameter, value)));
        }
    }
    let of_body = |indicator: &&Indicator| {
        body.is_none() || indicator.measures.iter().any(|id| measures.iter().any(|m| m.id == *id))
    };
    for indicator in plan.indicators.iter().filter(of_body) {
        let observed = indicator.observations.iter().filter(|o| within(o.period.end()));
        found.extend(observed.map(|observation| Happening::Observed(indicator, observation)));
    }
    let of_measures = |clause: &&Clause| {
        body.is_none() || measures.iter().any(|measure| measure.clause == clause.id)
    };
    for clause in plan.clauses().filter(of_measures) {
        let new = clause.versions.iter().filter(|version| version.on.is_some_and(within));
        found.extend(new.map(|version| Happening::Rewritten(clause, version)));
    }
    for risk in &plan.risks {
        let owned = body.is_none_or(|body| risk.owner.value().is_some_and(|o| names(o, body)));
        let reviews = risk.reviews.iter().filter(|review| owned && within(review.on));
        found.extend(reviews.map(|review| Happening::Reviewed(risk, review)));
    }
    found
}

fn names(text: &consultation::LocalText, body: &str) -> bool {
    text.0.values().any(|name| name == body)
}
