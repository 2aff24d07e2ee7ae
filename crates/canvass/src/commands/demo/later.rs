//! What follows in the demo: measures, an indicator with observations, a milestone, a work report. All of it
//! is synthetic and says so; no target is invented.

use consultation::LocalText;
use jiff::civil::Date;
use plan::{
    Act, Attribution, ClauseId, Figure, Indicator, IndicatorId, ItemStatus, Measure, MeasureId,
    Milestone, MilestoneId, Observation, Period, Stated, WorkReport, WorkReportId,
};

/// Counties that published their order of supply, month by month.
const COUNTIES: [f64; 3] = [4.0, 9.0, 17.0];

/// What is decided and done after the answers, on the day of the demo.
pub(super) fn acts(today: Date) -> Vec<Act> {
    let months: Vec<Period> = (1..=3).rev().map(|back| month_before(today, back)).collect();
    let mut acts = vec![
        Act::AddMeasure(measure(
            "2.3.b",
            "2.3",
            ("Publish the order of supply before the season", "在用水季前公布供水次序"),
            ("Water authorities of the regions under drought", "受旱地区水行政主管部门"),
            month_before(today, -4),
        )),
        Act::AddMeasure(measure(
            "2.4.b",
            "2.4",
            ("Loudspeakers and messengers in every village at risk", "受威胁村庄配备广播和联络员"),
            ("Flood offices of the provinces", "各省防汛办公室"),
            month_before(today, -7),
        )),
        Act::AddMeasure(measure(
            "6.2.b",
            "6.2",
            ("Cover riders and couriers for injury at work", "将骑手、快递员纳入工伤保障"),
            ("Offices for human resources and social security", "人力资源和社会保障部门"),
            month_before(today, -13),
        )),
        Act::AddMilestone(Milestone {
            id: MilestoneId("2.3.b-1".into()),
            measure: MeasureId("2.3.b".into()),
            title: LocalText::en_zh("A draft order is sent to every county", "将次序草案发送各县"),
            due: Stated::Is(months[1]),
            reached: None,
            attribution: Some(synthetic()),
        }),
        Act::ReachMilestone { milestone: MilestoneId("2.3.b-1".into()), reached: months[1] },
        Act::AddIndicator(indicator()),
    ];
    acts.extend(months.iter().zip(COUNTIES).map(|(&period, counties)| Act::Observe {
        indicator: IndicatorId("2.a".into()),
        observation: Observation {
            period,
            part: Default::default(),
            figure: Figure::exact(counties),
            released: Stated::Is(today),
            evidence: None,
            attribution: synthetic(),
        },
    }));
    acts.push(Act::Report(report(today, months[2])));
    acts
}

fn synthetic() -> Attribution {
    Attribution {
        lines: String::new(),
        speaker: LocalText::en_zh("the demo", "演示程序"),
        status: ItemStatus::Synthetic,
        qualifier: None,
    }
}

fn measure(
    id: &str,
    clause: &str,
    title: (&str, &str),
    owner: (&str, &str),
    due: Period,
) -> Measure {
    let title = LocalText::en_zh(title.0, title.1);
    Measure {
        owners: Stated::Is(vec![LocalText::en_zh(owner.0, owner.1)]),
        due: Stated::Is(due),
        attribution: Some(synthetic()),
        ..Measure::new(MeasureId(id.into()), ClauseId(clause.into()), title)
    }
}

fn indicator() -> Indicator {
    Indicator {
        id: IndicatorId("2.a".into()),
        clause: ClauseId("2.3".into()),
        measures: vec![MeasureId("2.3.b".into())],
        title: LocalText::en_zh(
            "Counties that have published their order of supply",
            "已公布供水次序的县",
        ),
        unit: LocalText::en_zh("counties", "个县"),
        source: Stated::Is(LocalText::en_zh("Monthly count of the demo", "演示程序按月统计")),
        frequency: Stated::Is(LocalText::en_zh("monthly", "每月")),
        bindingness: Stated::NotStated,
        better: Stated::Is(plan::Better::Higher),
        baseline: Stated::NotStated,
        target: Stated::NotStated,
        observations: Vec::new(),
        attribution: Some(synthetic()),
    }
}

fn report(today: Date, period: Period) -> WorkReport {
    WorkReport {
        id: WorkReportId("water".into()),
        body: LocalText::en_zh(
            "Water authorities of the regions under drought",
            "受旱地区水行政主管部门",
        ),
        period: Stated::Is(period),
        given: Stated::Is(today),
        text: LocalText::en_zh(
            "The draft order was sent to every county. Seventeen counties have published theirs; \
             the others are hearing their villages first.\n\nTwo counties asked for livestock to come \
             before households in the mountains. The clause does not allow this; they were told why.",
            "次序草案已发送各县。已有17个县公布本县次序，其余各县正在听取各村意见。\n\n有两个县提出山区牲畜用水应先于居民\
             用水。条款不允许，已说明理由。",
        ),
        measures: vec![MeasureId("2.3.b".into())],
        clauses: vec![ClauseId("2.3".into())],
        attribution: synthetic(),
    }
}

/// The month `back` months before the day's own; a negative number looks ahead.
pub(super) fn month_before(today: Date, back: i16) -> Period {
    let months = i32::from(today.year()) * 12 + i32::from(today.month()) - 1 - i32::from(back);
    let year = i16::try_from(months.div_euclid(12)).unwrap_or(i16::MAX);
    let month = i8::try_from(months.rem_euclid(12) + 1).unwrap_or(1);
    Period::Month(year, month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_go_over_the_turn_of_the_year() {
        let of = |back| month_before(date(2026, 1, 15), back).to_string();
        assert_eq!([of(0), of(1), of(13), of(-12)], ["2026-01", "2025-12", "2024-12", "2027-01"]);
    }
}
