//! What needs attention today: milestones missed, indicators behind, reviews due, here and in the plans
//! nested under this one.

use plan::{Alert, Attribution, Indicator, Plan, alerts};

use crate::markup::Markup;
use crate::site::figure::figure;
use crate::site::indicator::needed_sentence;
use crate::site::{Frame, tag};

/// Something that needs attention.
pub(super) struct Warning {
    pub(super) tag: Markup,
    pub(super) synthetic: Markup,
    pub(super) href: String,
    pub(super) title: Markup,
    /// What it is, when it was due, what is known.
    pub(super) facts: Vec<String>,
    /// The plan it stands in, when that is another one.
    pub(super) plan: Option<Markup>,
}

/// What needs attention in this plan, then in the plans nested under it.
pub(super) fn warnings(frame: &Frame<'_>) -> Vec<Warning> {
    let nested = frame.plans.iter().filter(|link| !link.above).map(|link| link.plan);
    let plans = std::iter::once(frame.plan).chain(nested);
    plans
        .flat_map(|plan| alerts(plan, frame.today).into_iter().map(move |alert| (plan, alert)))
        .map(|(plan, alert)| warning(frame, plan, &alert))
        .collect()
}

fn warning(frame: &Frame<'_>, plan: &Plan, alert: &Alert<'_>) -> Warning {
    let w = frame.w;
    let other = plan.id != frame.plan.id;
    let row = |tag, title, path: String, facts, attribution: Option<&Attribution>| Warning {
        tag,
        synthetic: tag::synthetic(w, attribution),
        href: frame.to_plan(plan, &path),
        title: frame.local(title),
        facts,
        plan: other.then(|| frame.local(&plan.title)),
    };
    match alert {
        Alert::MissedMilestone(milestone) => {
            let due = milestone.due.value().map(|due| frame.period(*due)).unwrap_or_default();
            let facts = vec![
                w.say_with("alert-milestone", &[("measure", milestone.measure.as_str().into())]),
                w.say_with("milestone-due", &[("due", due.into())]),
            ];
            let path = format!("/progress/{}", milestone.measure.as_str());
            let tag = tag::milestone(frame, milestone);
            row(tag, &milestone.title, path, facts, milestone.attribution.as_ref())
        }
        Alert::BehindPace(indicator) => {
            let unit = frame.text(&indicator.unit);
            let latest = indicator.latest().map(|latest| figure(w, &latest.figure, &unit));
            let facts = latest.into_iter().chain(needed_sentence(frame, indicator)).collect();
            let path = format!("/progress/indicators/{}", indicator.id.as_str());
            let tag = tag::standing(w, plan::Standing::Behind);
            row(tag, &indicator.title, path, facts, indicator.attribution.as_ref())
        }
        Alert::Slipping(indicator) => {
            let path = format!("/progress/indicators/{}", indicator.id.as_str());
            let tag = tag::late(&w.say("alert-slipping-tag"));
            let facts = slipped(frame, indicator).into_iter().collect();
            row(tag, &indicator.title, path, facts, indicator.attribution.as_ref())
        }
        Alert::LateReport(owed) => {
            let values = [
                ("period", frame.period(owed.period).into()),
                ("due", frame.period(owed.due).into()),
            ];
            let facts = vec![w.say_with("alert-report", &values)];
            let tag = tag::late(&w.say("alert-report-tag"));
            row(tag, &owed.body, "/reports".to_owned(), facts, Some(&owed.attribution))
        }
        Alert::ReviewDue(risk) => {
            let due = risk.review.value().map(|due| frame.period(*due)).unwrap_or_default();
            let facts = vec![w.say_with("alert-review", &[("due", due.into())])];
            let tag = tag::late(&w.say("alert-review-tag"));
            row(tag, &risk.title, "/risks".to_owned(), facts, Some(&risk.attribution))
        }
    }
}

/// "81 hundredths of the way asked for, 95 before", where an indicator slipped.
pub(super) fn slipped(frame: &Frame<'_>, indicator: &Indicator) -> Option<String> {
    let pace = plan::pace(indicator);
    let part = |covered: f64| frame.w.percent(covered, 0).into();
    let values = [("now", part(pace.covered?)), ("before", part(pace.slipped_from?))];
    Some(frame.w.say_with("pace-slipped", &values))
}
