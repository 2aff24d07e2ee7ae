//! `canvass measure`, `milestone`, `indicator`, `risk` and `report`: what is done, and how far it is.

use consultation::LocalText;
use plan::{
    Act, ClauseId, Figure, Indicator, IndicatorId, Measure, MeasureId, Milestone, MilestoneId,
    Observation, Period, Risk, RiskId, Stated, Target, WorkReport, WorkReportId,
};

use super::open_sdg;
use super::staff::{Desk, attribution, local, read, today};
use crate::cli::{
    AddIndicator, AddMeasure, AddMilestone, AddReport, AddRisk, IndicatorCommand, MilestoneCommand,
    Observe, ReachMilestone,
};
use crate::failure::Outcome;

/// `canvass measure add`.
pub fn measure(command: &AddMeasure) -> Outcome {
    let clause = ClauseId(command.clause.clone());
    let measure = Measure {
        owners: of_option((!command.owner.is_empty()).then(|| vec![local(&command.owner)])),
        due: of_option(command.due),
        attribution: Some(attribution(&command.said)),
        ..Measure::new(MeasureId(command.id.clone()), clause, local(&command.title))
    };
    Desk::open(&command.place)?.act(Act::AddMeasure(measure))
}

/// `canvass milestone`.
pub fn milestone(command: &MilestoneCommand) -> Outcome {
    match command {
        MilestoneCommand::Add(add) => add_milestone(add),
        MilestoneCommand::Reach(reach) => reach_milestone(reach),
    }
}

fn add_milestone(command: &AddMilestone) -> Outcome {
    let milestone = Milestone {
        id: MilestoneId(command.id.clone()),
        measure: MeasureId(command.measure.clone()),
        title: local(&command.title),
        due: of_option(command.due),
        reached: None,
        attribution: Some(attribution(&command.said)),
    };
    Desk::open(&command.place)?.act(Act::AddMilestone(milestone))
}

fn reach_milestone(command: &ReachMilestone) -> Outcome {
    let reached = command.on.unwrap_or(Period::Day(today()));
    let milestone = MilestoneId(command.id.clone());
    Desk::open(&command.place)?.act(Act::ReachMilestone { milestone, reached })
}

/// `canvass indicator`.
pub fn indicator(command: &IndicatorCommand) -> Outcome {
    match command {
        IndicatorCommand::Add(add) => add_indicator(add),
        IndicatorCommand::Observe(observe) => self::observe(observe),
        IndicatorCommand::Export(export) => open_sdg::export(export),
        IndicatorCommand::Import(import) => open_sdg::import(import),
    }
}

fn add_indicator(command: &AddIndicator) -> Outcome {
    let indicator = Indicator {
        id: IndicatorId(command.id.clone()),
        clause: ClauseId(command.clause.clone()),
        measures: command.measure.iter().cloned().map(MeasureId).collect(),
        title: local(&command.title),
        unit: local(&command.unit),
        source: stated(&command.source),
        frequency: stated(&command.frequency),
        bindingness: of_option(command.bindingness.map(Into::into)),
        better: of_option(command.better.map(Into::into)),
        baseline: of_option(command.baseline.clone()),
        target: of_option(command.target.clone()),
        observations: Vec::new(),
        attribution: Some(attribution(&command.said)),
    };
    Desk::open(&command.place)?.act(Act::AddIndicator(indicator))
}

fn observe(command: &Observe) -> Outcome {
    let observation = Observation {
        period: command.period,
        part: Default::default(),
        figure: Figure::exact(command.value),
        released: Stated::Is(today()),
        evidence: None,
        attribution: attribution(&command.said),
    };
    let indicator = IndicatorId(command.id.clone());
    Desk::open(&command.place)?.act(Act::Observe { indicator, observation })
}

/// `canvass risk add`.
pub fn risk(command: &AddRisk) -> Outcome {
    let risk = Risk {
        id: RiskId(command.id.clone()),
        kind: command.kind.into(),
        title: local(&command.title),
        owner: stated(&command.owner),
        review: of_option(command.review),
        state: plan::RiskState::Open,
        clause: command.clause.clone().map(ClauseId),
        measure: command.measure.clone().map(MeasureId),
        raised_by: None,
        reviews: Vec::new(),
        attribution: attribution(&command.said),
    };
    Desk::open(&command.place)?.act(Act::RegisterRisk(risk))
}

/// `canvass report add`.
pub fn report(command: &AddReport) -> Outcome {
    let text = match &command.text_file {
        Some(path) => LocalText::one("en", read(path)?),
        None => local(&command.text),
    };
    let report = WorkReport {
        id: WorkReportId(command.id.clone()),
        body: local(&command.body),
        period: of_option(command.period),
        given: Stated::Is(today()),
        text,
        measures: command.measure.iter().cloned().map(MeasureId).collect(),
        clauses: command.clause.iter().cloned().map(ClauseId).collect(),
        attribution: attribution(&command.said),
    };
    Desk::open(&command.place)?.act(Act::Report(report))
}

/// A value that was given, or "not stated".
pub(super) fn of_option<T>(value: Option<T>) -> Stated<T> {
    value.map_or(Stated::NotStated, Stated::Is)
}

/// Texts that were given, or "not stated".
pub(super) fn stated(texts: &[String]) -> Stated<LocalText> {
    if texts.is_empty() { Stated::NotStated } else { Stated::Is(local(texts)) }
}

/// Reads `PERIOD=NUMBER` for clap.
pub fn target(text: &str) -> Result<Target, String> {
    let (period, number) = text.split_once('=').ok_or("write PERIOD=NUMBER, such as 2030=95")?;
    let period = period.parse::<Period>().map_err(|error| error.to_string())?;
    let number = number.parse().map_err(|_| format!("`{number}` is not a number"))?;
    Ok(Target { period, figure: Figure::exact(number) })
}
