//! Alignment: which clauses of nested plans carry out which clauses of the plan above.
//!
//! Roll-up is what the nested plans do for a clause: their clauses, measures and missed milestones. A gap
//! is a clause above that nobody carries out, or a nested clause that carries out none.

use jiff::civil::Date;

use crate::{Clause, Plan};

/// A clause above with those that carry it out.
#[derive(Clone, Debug, PartialEq)]
pub struct Aligned<'a> {
    /// The clause above.
    pub clause: &'a Clause,
    /// Clauses of nested plans that carry it out, plan by plan.
    pub carried_out_by: Vec<(&'a Plan, &'a Clause)>,
    /// Measures under those clauses.
    pub measures: usize,
    /// Milestones of those measures.
    pub milestones: usize,
    /// Of them, reached.
    pub reached: usize,
    /// Of them, missed on the day given.
    pub missed: usize,
}

/// How nested plans line up with the plan above.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment<'a> {
    /// Every clause above that somebody carries out, in reading order.
    pub aligned: Vec<Aligned<'a>>,
    /// Clauses above that nobody carries out.
    pub not_carried_out: Vec<&'a Clause>,
    /// Nested clauses that carry out none above.
    pub own: Vec<(&'a Plan, &'a Clause)>,
}

/// The alignment of `nested` plans with `above`, on a day.
pub fn alignment<'a>(above: &'a Plan, nested: &[&'a Plan], today: Date) -> Alignment<'a> {
    let below: Vec<(&Plan, &Clause)> =
        nested.iter().flat_map(|&plan| plan.clauses().map(move |clause| (plan, clause))).collect();
    let carries = |other: &Clause, clause: &Clause| {
        other.carries_out.iter().any(|to| to.plan == above.id && to.clause == clause.id)
    };
    let (mut aligned, mut not_carried_out) = (Vec::new(), Vec::new());
    for clause in above.clauses() {
        let by: Vec<(&Plan, &Clause)> =
            below.iter().copied().filter(|(_, other)| carries(other, clause)).collect();
        if by.is_empty() {
            not_carried_out.push(clause);
        } else {
            aligned.push(rolled_up(clause, by, today));
        }
    }
    let own =
        |(_, other): &(&Plan, &Clause)| other.carries_out.iter().all(|to| to.plan != above.id);
    Alignment { aligned, not_carried_out, own: below.into_iter().filter(own).collect() }
}

fn rolled_up<'a>(clause: &'a Clause, by: Vec<(&'a Plan, &'a Clause)>, today: Date) -> Aligned<'a> {
    let measures: Vec<_> =
        by.iter().flat_map(|(plan, c)| plan.measures_of(&c.id).map(move |m| (*plan, m))).collect();
    let milestones: Vec<_> =
        measures.iter().flat_map(|(plan, measure)| plan.milestones_of(&measure.id)).collect();
    Aligned {
        clause,
        carried_out_by: by,
        measures: measures.len(),
        milestones: milestones.len(),
        reached: milestones.iter().filter(|milestone| milestone.reached.is_some()).count(),
        missed: milestones.iter().filter(|milestone| milestone.is_missed(today)).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Act, ClauseId, ClauseRef, Measure, MeasureId, PlanId, example};
    use consultation::LocalText;
    use jiff::civil::date;

    #[test]
    fn what_carries_out_is_rolled_up_and_gaps_are_named() {
        let above = example();
        let mut nested = example();
        nested.id = PlanId("province".into());
        let today = date(2026, 6, 1);
        let gaps = alignment(&above, &[&nested], today);
        assert_eq!((gaps.aligned.len(), gaps.not_carried_out.len(), gaps.own.len()), (0, 1, 1));

        let id = ClauseId("2.1".into());
        let to = ClauseRef { plan: above.id.clone(), clause: id.clone() };
        nested.clause_mut(&id).unwrap().carries_out.push(to);
        let title = LocalText::one("en", "Dig wells");
        let measure = Measure::new(MeasureId("2.1.a".into()), id, title);
        nested.apply(Act::AddMeasure(measure)).unwrap();
        let found = alignment(&above, &[&nested], today);
        assert_eq!((found.not_carried_out.len(), found.own.len()), (0, 0));
        assert_eq!((found.aligned[0].measures, found.aligned[0].missed), (1, 0));
    }
}
