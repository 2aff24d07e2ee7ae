//! What the demo reports, sets, looks at again and asks of its figures: a parameter with a history, a
//! series with a measure in the middle, a risk that a report raised, a report that is late.

use consultation::LocalText;
use jiff::civil::Date;
use plan::{
    Act, Attribution, ClauseId, Evaluation, Figure, Indicator, IndicatorId, ItemStatus, MeasureId,
    Observation, Parameter, ParameterValue, RaisedBy, ReportDue, Risk, RiskId, RiskKind,
    RiskReview, RiskState, Stated, WorkReportId,
};

use super::later::month_before;

/// Warnings that reached nobody in a village, month by month: five before the measure, five after.
const MISSED: [f64; 10] = [41.0, 43.0, 40.0, 44.0, 42.0, 30.0, 27.0, 26.0, 22.0, 21.0];
/// Months before the day of the demo in which the measure began.
const BEGAN: i16 = 5;

/// What follows the measures of [`later`](super::later), on the day of the demo.
pub(super) fn acts(today: Date) -> Vec<Act> {
    let mut acts = vec![
        set("2.3.b", today, 3, 9.0, None),
        set("2.3.b", today, 1, 17.0, Some(("eight more counties", "新增八个县"))),
        Act::AddIndicator(warnings()),
    ];
    acts.extend((1..).zip(MISSED.iter().rev()).map(|(back, &missed)| Act::Observe {
        indicator: IndicatorId("2.b".into()),
        observation: Observation {
            period: month_before(today, back),
            part: Default::default(),
            figure: Figure::exact(missed),
            released: Stated::Is(today),
            evidence: None,
            attribution: synthetic(),
        },
    }));
    acts.extend([
        Act::Evaluate(evaluation(today)),
        Act::RegisterRisk(risk(today)),
        Act::ReviewRisk {
            risk: RiskId("R5".into()),
            review: RiskReview {
                on: today,
                state: RiskState::BeingAnswered,
                note: text(
                    "Both counties were told what the clause says; one has agreed.",
                    "已向两县说明条款规定，其中一县已同意。",
                ),
                next: Stated::Is(month_before(today, -2)),
            },
        },
        Act::ExpectReport(ReportDue {
            body: text("Flood offices of the provinces", "各省防汛办公室"),
            period: month_before(today, 2),
            due: month_before(today, 1),
            attribution: synthetic(),
        }),
    ]);
    acts
}

fn set(measure: &str, today: Date, back: i16, value: f64, change: Option<(&str, &str)>) -> Act {
    Act::SetParameter {
        measure: MeasureId(measure.into()),
        parameter: Parameter {
            name: text("Counties that take part", "参加的县"),
            unit: text("counties", "个县"),
            history: vec![ParameterValue {
                from: Stated::Is(month_before(today, back)),
                value: Stated::Is(Figure::exact(value)),
                change: change.map(|(en, zh)| text(en, zh)),
            }],
        },
    }
}

fn warnings() -> Indicator {
    Indicator {
        id: IndicatorId("2.b".into()),
        clause: ClauseId("2.4".into()),
        measures: vec![MeasureId("2.4.b".into())],
        title: text("Warnings that reached nobody in a village", "未能传达到村的预警"),
        unit: text("of 100 warnings", "次（每百次预警）"),
        source: Stated::Is(text("Monthly count of the demo", "演示程序按月统计")),
        frequency: Stated::Is(text("monthly", "每月")),
        bindingness: Stated::NotStated,
        better: Stated::Is(plan::Better::Lower),
        baseline: Stated::NotStated,
        target: Stated::NotStated,
        observations: Vec::new(),
        attribution: Some(synthetic()),
    }
}

fn evaluation(today: Date) -> Evaluation {
    Evaluation {
        id: "warnings".into(),
        measure: MeasureId("2.4.b".into()),
        indicator: IndicatorId("2.b".into()),
        question: text(
            "Do fewer warnings reach nobody since there are messengers?",
            "有了联络员之后，未能传达到村的预警是否减少？",
        ),
        since: Stated::Is(month_before(today, BEGAN)),
        reference: Some(month_before(today, 10)),
        limits: text(
            "Ten months of a made-up series; the flood season is not taken out.",
            "虚构的十个月数据；未剔除汛期影响。",
        ),
        attribution: synthetic(),
    }
}

fn risk(today: Date) -> Risk {
    Risk {
        id: RiskId("R5".into()),
        kind: RiskKind::Risk,
        title: text("Counties put livestock before households", "有的县让牲畜用水先于居民"),
        owner: Stated::Is(text(
            "Water authorities of the regions under drought",
            "受旱地区水行政主管部门",
        )),
        review: Stated::Is(month_before(today, 1)),
        state: RiskState::Open,
        clause: Some(ClauseId("2.3".into())),
        measure: Some(MeasureId("2.3.b".into())),
        raised_by: Some(RaisedBy::Report(WorkReportId("water".into()))),
        reviews: Vec::new(),
        attribution: synthetic(),
    }
}

fn text(en: &str, zh: &str) -> LocalText {
    LocalText::en_zh(en, zh)
}

fn synthetic() -> Attribution {
    Attribution {
        lines: String::new(),
        speaker: text("the demo", "演示程序"),
        status: ItemStatus::Synthetic,
        qualifier: None,
    }
}
