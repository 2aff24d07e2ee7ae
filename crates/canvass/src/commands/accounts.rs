//! What was set, looked at again, asked of the figures and reported: `canvass measure set` and `evaluate`,
//! `canvass risk review`, `canvass report owe` and `draft`.

use std::sync::Arc;

use pages::{Words, site};
use plan::{
    Act, Evaluation, Figure, IndicatorId, MeasureId, Parameter, ParameterValue, ReportDue, RiskId,
    RiskReview,
};

use super::progress_acts::of_option;
use super::staff::{Desk, attribution, local, today};
use crate::cli::{DraftReport, Evaluate, OweReport, ReviewRisk, SetParameter};
use crate::failure::{Exit, Failure, Outcome};
use crate::output;
use crate::service::Service;
use crate::site::address::Address;
use crate::site::visit::Visit;

/// `canvass measure set`.
pub fn set(command: &SetParameter) -> Outcome {
    let value = ParameterValue {
        from: of_option(command.from),
        value: of_option(command.value.map(Figure::exact)),
        change: (!command.change.is_empty()).then(|| local(&command.change)),
    };
    let parameter =
        Parameter { name: local(&command.name), unit: local(&command.unit), history: vec![value] };
    let measure = MeasureId(command.id.clone());
    Desk::open(&command.place)?.act(Act::SetParameter { measure, parameter })
}

/// `canvass measure evaluate`.
pub fn evaluate(command: &Evaluate) -> Outcome {
    let evaluation = Evaluation {
        id: command.name.clone(),
        measure: MeasureId(command.id.clone()),
        indicator: IndicatorId(command.indicator.clone()),
        question: local(&command.question),
        since: of_option(command.since),
        reference: command.reference,
        limits: local(&command.limits),
        attribution: attribution(&command.said),
    };
    Desk::open(&command.place)?.act(Act::Evaluate(evaluation))
}

/// `canvass risk review`.
pub fn review(command: &ReviewRisk) -> Outcome {
    let review = RiskReview {
        on: today(),
        state: command.state.into(),
        note: local(&command.note),
        next: of_option(command.next),
    };
    let risk = RiskId(command.id.clone());
    Desk::open(&command.place)?.act(Act::ReviewRisk { risk, review })
}

/// `canvass report owe`.
pub fn owe(command: &OweReport) -> Outcome {
    let due = ReportDue {
        body: local(&command.body),
        period: command.period,
        due: command.due,
        attribution: attribution(&command.said),
    };
    Desk::open(&command.place)?.act(Act::ExpectReport(due))
}

/// `canvass report draft`.
pub fn draft(command: &DraftReport) -> Outcome {
    let Desk { store, plan } = Desk::open(&command.place)?;
    let w = Words::of(command.lang.tag()).unwrap_or(Words::english());
    let visit = visit(store, Address { w, plan: Some(plan), ..Address::front() })?;
    output::line(site::report_draft(&visit.frame(None), command.period, &command.body))
}

/// The store as pages see it, for a command that writes what a page would say.
pub fn visit(store: store::Store, address: Address) -> Outcome<Visit> {
    let service = Service::new(Arc::new(store), false);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| Failure::new(Exit::Io, error.to_string(), "try again"))?;
    runtime.block_on(Visit::new(&service, address)).map_err(|problem: crate::problem::Problem| {
        Failure::new(Exit::Input, problem.detail.clone(), "canvass init DATA publishes a plan")
    })
}
