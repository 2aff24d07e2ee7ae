//! Alerts: what needs attention on a given day. They are worked out, never stored.

use jiff::civil::Date;

use crate::{Indicator, Milestone, Plan, ReportDue, Risk, Standing, pace};

/// Something that needs attention.
#[derive(Clone, Debug, PartialEq)]
pub enum Alert<'a> {
    /// A milestone's date has passed without it.
    MissedMilestone(&'a Milestone),
    /// An indicator is behind its pace.
    BehindPace(&'a Indicator),
    /// An indicator slipped from one value to the next, though it may still be on pace.
    Slipping(&'a Indicator),
    /// A report that a body owes is not there and its date has passed.
    LateReport(&'a ReportDue),
    /// A risk's review date has passed.
    ReviewDue(&'a Risk),
}

/// What needs attention on `today`, in the order of the plan.
pub fn alerts(plan: &Plan, today: Date) -> Vec<Alert<'_>> {
    let missed = plan.milestones.iter().filter(|milestone| milestone.is_missed(today));
    let behind = plan.indicators.iter().filter(|i| pace(i).standing == Standing::Behind);
    let slips = |i: &&Indicator| {
        let pace = pace(i);
        pace.slipped_from.is_some() && pace.standing != Standing::Behind
    };
    let slipping = plan.indicators.iter().filter(slips);
    let late = plan.reports_due.iter().filter(|owed| {
        owed.due.end() < today && !plan.reports.iter().any(|report| owed.is_met_by(report))
    });
    let reviews = plan.risks.iter().filter(|risk| risk.review_is_due(today));
    missed
        .map(Alert::MissedMilestone)
        .chain(behind.map(Alert::BehindPace))
        .chain(slipping.map(Alert::Slipping))
        .chain(late.map(Alert::LateReport))
        .chain(reviews.map(Alert::ReviewDue))
        .collect()
}
