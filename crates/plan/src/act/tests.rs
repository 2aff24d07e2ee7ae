//! Act by act, what a plan answers: one event a row, the expected answer in the last column.

use consultation::LocalText;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::{
    AnsweredTheme, Attribution, Decision, Figure, ItemStatus, MeasureId, PublicBasis, ReviewId,
    RiskKind, RiskState, Stage, Stated, Subject, WorkReportId, alerts, example,
};

fn text(en: &str) -> LocalText {
    LocalText::one("en", en)
}

fn day() -> Date {
    date(2026, 2, 1)
}

fn synthetic() -> Attribution {
    Attribution {
        lines: String::new(),
        speaker: LocalText::default(),
        status: ItemStatus::Synthetic,
        qualifier: None,
    }
}

fn theme(id: &str) -> findings::ThemeId {
    findings::ThemeId(id.into())
}

fn dispose(id: &str, decision: Decision, reason: &str, clause: Option<&str>) -> Act {
    Act::Dispose(Disposition {
        subject: Subject::Theme { run: 1, theme: theme(id) },
        decision,
        reason: text(reason),
        clause: clause.map(|id| ClauseId(id.into())),
        evidence: Vec::new(),
        on: day(),
    })
}

fn revise(clause: &str, number: u32, review: Option<&str>) -> Act {
    let version = ClauseVersion {
        number,
        text: text("In drought, homes and hospitals are supplied first."),
        why: text("Theme 3."),
        by: text("Water office"),
        review: review.map(|id| ReviewId(id.into())),
        on: Some(day()),
        basis: PublicBasis::default(),
    };
    Act::ReviseClause { clause: ClauseId(clause.into()), version }
}

fn measure(id: &str, clause: &str) -> Act {
    let title = text("Dig wells");
    Act::AddMeasure(Measure::new(MeasureId(id.into()), ClauseId(clause.into()), title))
}

fn approve(publication: u32, by: &str) -> Act {
    Act::Approve(Approval { publication, by: by.into(), on: day() })
}

fn publish(number: u32, stage: Stage, answered: &[&str], unanswered: &[&str]) -> Act {
    let answered = answered.iter().map(|id| AnsweredTheme { theme: theme(id), by: theme(id) });
    Act::PublishText(NewPublication {
        number,
        stage,
        on: day(),
        run: Some(1),
        answered: answered.collect(),
        unanswered: unanswered.iter().map(|id| theme(id)).collect(),
    })
}

fn milestone(id: &str, due: &str) -> Act {
    Act::AddMilestone(Milestone {
        id: MilestoneId(id.into()),
        measure: MeasureId("2.1.a".into()),
        title: text("The first well is in use"),
        due: Stated::Is(due.parse().unwrap()),
        reached: None,
        attribution: None,
    })
}

fn indicator() -> Act {
    let end = |year: &str, number| {
        let (period, figure) = (year.parse().unwrap(), Figure::exact(number));
        Stated::Is(crate::Target { period, figure })
    };
    Act::AddIndicator(Indicator {
        id: IndicatorId("2.a".into()),
        clause: ClauseId("2.1".into()),
        measures: vec![MeasureId("2.1.a".into())],
        title: text("Homes with water all year"),
        unit: text("of 100"),
        source: Stated::NotStated,
        frequency: Stated::NotStated,
        bindingness: Stated::NotStated,
        better: Stated::NotStated,
        baseline: end("2025", 50.0),
        target: end("2030", 100.0),
        observations: Vec::new(),
        attribution: None,
    })
}

fn observation(period: &str, number: f64) -> Observation {
    Observation {
        period: period.parse().unwrap(),
        part: Default::default(),
        figure: Figure::exact(number),
        released: Stated::Is(day()),
        evidence: None,
        attribution: synthetic(),
    }
}

fn observe(period: &str, number: f64) -> Act {
    let indicator = IndicatorId("2.a".into());
    Act::Observe { indicator, observation: observation(period, number) }
}

fn report(id: &str, period: &str) -> Act {
    Act::Report(WorkReport {
        id: WorkReportId(id.into()),
        body: text("Water office"),
        period: Stated::Is(period.parse().unwrap()),
        given: Stated::NotStated,
        text: text("One well is dug."),
        measures: vec![MeasureId("2.1.a".into())],
        clauses: Vec::new(),
        attribution: synthetic(),
    })
}

fn owed(period: &str) -> Act {
    Act::ExpectReport(ReportDue {
        body: text("Water office"),
        period: period.parse().unwrap(),
        due: Period::Day(date(2027, 1, 31)),
        attribution: synthetic(),
    })
}

fn comment(id: &str, clause: &str) -> Act {
    Act::Comment(Comment {
        id: CommentId(id.into()),
        round: "spring".into(),
        clause: ClauseId(clause.into()),
        body: text("Finance office"),
        text: text("Who pays for the wells?"),
        on: day(),
        answer: None,
    })
}

fn answer_comment(id: &str) -> Act {
    let answer = CommentAnswer { text: text("The counties do."), on: day() };
    Act::AnswerComment { comment: CommentId(id.into()), answer }
}

fn open_comments() -> Act {
    Act::OpenComments(CommentRound {
        id: "spring".into(),
        bodies: vec![text("Finance office")],
        opens: day(),
        closes: date(2026, 2, 28),
    })
}

fn review() -> Act {
    Act::HoldReview(Review {
        id: ReviewId("mid-term".into()),
        title: text("Half of the time"),
        body: text("Planning office"),
        on: date(2028, 6, 30),
        text: text("Too few wells."),
    })
}

fn risk(measure: Option<&str>) -> Act {
    Act::RegisterRisk(Risk {
        id: RiskId("R1".into()),
        kind: RiskKind::Risk,
        title: text("No driller can be found"),
        owner: Stated::NotStated,
        review: Stated::Is(Period::Year(2026)),
        state: RiskState::Open,
        clause: None,
        measure: measure.map(|id| MeasureId(id.into())),
        raised_by: Some(crate::RaisedBy::Alert("2.1.a-1".into())),
        reviews: Vec::new(),
        attribution: synthetic(),
    })
}

fn review_risk(state: RiskState, next: Option<&str>) -> Act {
    let next = next.map_or(Stated::NotStated, |next| Stated::Is(next.parse().unwrap()));
    let review = RiskReview { on: day(), state, note: text("Two drillers bid."), next };
    Act::ReviewRisk { risk: RiskId("R1".into()), review }
}

/// What is asked of everyone after an act: what the plan answers, and what needs attention on a day.
fn walk(table: &[(Act, &str, &str)]) {
    let mut plan = example();
    for (at, (act, expected, attention)) in table.iter().enumerate() {
        let before = plan.clone();
        let name = act.name();
        let answer =
            plan.apply(act.clone()).map_or_else(|refusal| refusal.to_string(), |()| "ok".into());
        assert_eq!(answer, *expected, "row {at}: {name}");
        assert_eq!(answer == "ok", plan != before, "row {at}: a refused act leaves no trace");
        let found: Vec<&str> = alerts(&plan, date(2027, 6, 1)).iter().map(word).collect();
        assert_eq!(found.join(" "), *attention, "row {at}: {name}");
    }
}

fn word(alert: &crate::Alert<'_>) -> &'static str {
    match alert {
        crate::Alert::MissedMilestone(_) => "missed",
        crate::Alert::BehindPace(_) => "behind",
        crate::Alert::Slipping(_) => "slipping",
        crate::Alert::LateReport(_) => "late",
        crate::Alert::ReviewDue(_) => "review",
    }
}

/// Answers, comments and a first approval.
fn until_one_person_approves() -> Vec<(Act, &'static str, &'static str)> {
    use Decision::{Adopted, NotAdopted, Noted};
    use Stage::Draft;
    vec![
        (
            dispose("3", Adopted, " ", Some("2.1")),
            "a disposition needs a reason: a sentence that could be false",
            "",
        ),
        (
            dispose("3", Adopted, "Wells run dry.", None),
            "`adopted` needs the clause that takes it up",
            "",
        ),
        (
            dispose("3", Adopted, "Wells run dry.", Some("9.9")),
            "there is no clause `9.9` in this plan",
            "",
        ),
        (
            dispose("3", Noted, "This is already covered.", None),
            "\"already covered\" needs the clause that covers it",
            "",
        ),
        (dispose("3", Noted, "This is already covered.", Some("2.1")), "ok", ""),
        (dispose("4", NotAdopted, "Decided elsewhere.", None), "ok", ""),
        (revise("2.1", 3, None), "version 3 does not follow version 1 of clause `2.1`", ""),
        (revise("2.1", 2, None), "ok", ""),
        (open_comments(), "ok", ""),
        (comment("K1", "9.9"), "there is no clause `9.9` in this plan", ""),
        (comment("K1", "2.1"), "ok", ""),
        (approve(2, "Lena Orr"), "publication 2 does not come next; 1 does", ""),
        (approve(1, " "), "an approval or a link needs a name", ""),
        (approve(1, "Lena Orr"), "ok", ""),
        (
            approve(1, "lena orr "),
            "`lena orr ` has approved it already; two different people must",
            "",
        ),
        (
            publish(1, Draft, &["3", "4"], &["5"]),
            "publication 1 needs two approvals by different people and has 1",
            "",
        ),
    ]
}

/// The draft, the final text, and what may still change.
fn until_an_amendment() -> Vec<(Act, &'static str, &'static str)> {
    use Decision::NotAdopted;
    use Stage::{Draft, Final};
    vec![
        (approve(1, "Tao Wen"), "ok", ""),
        (
            publish(1, Draft, &["3", "4", "5"], &[]),
            "theme `5` has no answer; list it among the unanswered",
            "",
        ),
        (
            publish(1, Draft, &["3"], &["4", "5"]),
            "theme `4` is listed as unanswered and has an answer",
            "",
        ),
        (publish(1, Draft, &["3", "4"], &["5"]), "ok", ""),
        (approve(2, "Lena Orr"), "ok", ""),
        (dispose("5", NotAdopted, "Not a matter of this plan.", None), "ok", ""),
        (approve(2, "Tao Wen"), "ok", ""),
        (
            publish(2, Final, &["3", "4", "5"], &[]),
            "publication 2 needs two approvals by different people and has 1",
            "",
        ),
        (approve(2, "Lena Orr"), "ok", ""),
        (
            publish(2, Final, &["3", "4", "5"], &[]),
            "1 comments of the administration are still open",
            "",
        ),
        (answer_comment("K2"), "there is no comment `K2` in this plan", ""),
        (answer_comment("K1"), "ok", ""),
        (answer_comment("K1"), "comment `K1` is answered already", ""),
        (publish(2, Final, &["3", "4", "5"], &[]), "ok", ""),
        (
            revise("2.1", 3, None),
            "the text is final; an amendment names the review it follows from",
            "",
        ),
        (revise("2.1", 3, Some("mid-term")), "there is no review `mid-term` in this plan", ""),
        (review(), "ok", ""),
        (revise("2.1", 3, Some("mid-term")), "ok", ""),
        (Act::Publish(Box::new(example())), "the plan is already published", ""),
    ]
}

#[test]
fn from_answer_to_final_text_and_amendment() {
    let mut table = until_one_person_approves();
    table.extend(until_an_amendment());
    walk(&table);
}

#[test]
fn from_measure_to_report() {
    walk(&[
        (measure("3.1.a", "3.1"), "there is no clause `3.1` in this plan", ""),
        (measure("2.1.a", "2.1"), "ok", ""),
        (measure("2.1.a", "2.1"), "there is already a measure `2.1.a` in this plan", ""),
        (milestone("2.1.a-1", "2026-12"), "ok", "missed"),
        (
            Act::ReachMilestone {
                milestone: MilestoneId("2.1.a-1".into()),
                reached: Period::Year(2026),
            },
            "ok",
            "",
        ),
        (indicator(), "ok", ""),
        (
            observe("2026", f64::NAN),
            "an observation must be a number, neither infinite nor undefined",
            "",
        ),
        (observe("2026", 60.0), "ok", ""),
        (observe("2027", 69.2), "ok", ""),
        (observe("2027", 68.9), "ok", "behind"),
        (observe("2027", 70.0), "ok", ""),
        (observe("2026", 64.0), "ok", "slipping"),
        (owed("2026"), "ok", "slipping late"),
        (
            owed("2026"),
            "there is already a report due `Water office 2026` in this plan",
            "slipping late",
        ),
        (report("r25", "2025"), "ok", "slipping late"),
        (report("r26", "2026"), "ok", "slipping"),
        (observe("2027", 71.0), "ok", "slipping"),
        (observe("2026", 60.0), "ok", ""),
        (risk(Some("9.9.a")), "there is no measure `9.9.a` in this plan", ""),
        (risk(Some("2.1.a")), "ok", "review"),
        (review_risk(RiskState::BeingAnswered, Some("2028")), "ok", ""),
        (review_risk(RiskState::Closed, None), "ok", ""),
        (owed("2025"), "ok", ""),
    ]);
}

#[test]
fn a_reason_pasted_more_than_twenty_times_is_refused() {
    let mut plan = example();
    let pasted = |n: usize| dispose(&n.to_string(), Decision::Noted, "Thank you.", None);
    for n in 1..=20 {
        plan.apply(pasted(n)).unwrap();
    }
    assert_eq!(plan.apply(pasted(21)), Err(Refusal::SameReason(20)));
    // The same subject again is no further paste, and an answer taken back makes room for another.
    plan.apply(pasted(20)).unwrap();
    plan.apply(dispose("20", Decision::Noted, "This one is about wells.", None)).unwrap();
    plan.apply(pasted(21)).unwrap();
}

proptest! {
    /// Whatever is observed in whatever order, every release stays, in its order.
    #[test]
    fn an_observation_is_never_lost(values in prop::collection::vec((2020i16..2030, -1e9f64..1e9), 0..30)) {
        let mut plan = example();
        plan.apply(measure("2.1.a", "2.1")).unwrap();
        plan.apply(indicator()).unwrap();
        for (year, value) in &values {
            plan.apply(observe(&year.to_string(), *value)).unwrap();
        }
        let kept: Vec<(String, f64)> =
            plan.observations().map(|o| (o.period.to_string(), o.figure.number)).collect();
        let given: Vec<(String, f64)> = values.iter().map(|(y, v)| (y.to_string(), *v)).collect();
        prop_assert_eq!(&kept, &given);
        // What is shown of a period is its last release.
        for shown in plan.indicators[0].series() {
            let last = given.iter().rfind(|(period, _)| *period == shown.period.to_string());
            prop_assert_eq!(shown.figure.number, last.unwrap().1);
        }
    }

    /// Themes are answered and listed at random; a publication that goes through hides none.
    #[test]
    fn no_theme_is_unanswered_at_publication_without_being_listed(
        answered in prop::collection::btree_set(0u8..6, 0..6),
        listed in prop::collection::btree_set(0u8..6, 0..6),
    ) {
        let mut plan = example();
        for id in &answered {
            let (id, reason) = (id.to_string(), format!("Reason {id}."));
            plan.apply(dispose(&id, Decision::Noted, &reason, None)).unwrap();
        }
        plan.apply(approve(1, "Lena Orr")).unwrap();
        plan.apply(approve(1, "Tao Wen")).unwrap();
        let ids: Vec<String> = (0..6).map(|id: u8| id.to_string()).collect();
        let (unanswered, rest): (Vec<&str>, Vec<&str>) =
            ids.iter().map(String::as_str).partition(|id| listed.contains(&id.parse().unwrap()));
        let went = plan.apply(publish(1, Stage::Draft, &rest, &unanswered)).is_ok();
        let hidden = (0..6).any(|id| !answered.contains(&id) && !listed.contains(&id));
        let wrong = listed.iter().any(|id| answered.contains(id));
        prop_assert_eq!(went, !hidden && !wrong);
    }
}
