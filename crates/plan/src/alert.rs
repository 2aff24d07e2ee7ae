//! Alerts: what needs attention on a given day. They are worked out, never stored.

use jiff::civil::Date;

use crate::{Indicator, Milestone, Plan, Risk, Standing, pace};

/// Something that needs attention.
#[derive(Clone, Debug, PartialEq)]
pub enum Alert<'a> {
    /// A milestone's date has passed without it.
    MissedMilestone(&'a Milestone),
    /// An indicator is behind its pace.
    BehindPace(&'a Indicator),
    /// A risk's review date has passed.
    ReviewDue(&'a Risk),
}

/// What needs attention on `today`, in the order of the plan.
pub fn alerts(plan: &Plan, today: Date) -> Vec<Alert<'_>> {
    let missed = plan.milestones.iter().filter(|milestone| milestone.is_missed(today));
    let behind = plan.indicators.iter().filter(|i| pace(i).standing == Standing::Behind);
    let reviews = plan.risks.iter().filter(|risk| risk.review_is_due(today));
    missed
        .map(Alert::MissedMilestone)
        .chain(behind.map(Alert::BehindPace))
        .chain(reviews.map(Alert::ReviewDue))
        .collect()
}
