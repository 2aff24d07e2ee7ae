//! What the office of the demo does around its answers: evidence, tensions, an exception for one
//! contribution, comments of the administration, two approvals, a published draft, a review and what
//! follows from it. All of it is made up and says so.

use consultation::LocalText;
use jiff::civil::Date;
use plan::{
    Act, Approval, Attribution, ClauseId, ClauseVersion, Comment, CommentAnswer, CommentId,
    CommentRound, Decision, DirectionId, Disposition, Evidence, EvidenceId, ItemStatus, PlanId,
    PublicBasis, Review, ReviewId, Stage, Stated, Subject, Tension, Volume,
};
use store::{Audience, PAGE_MAX, Store};

use super::{Answered, act};
use crate::commands::draft::next_of;
use crate::failure::Outcome;

/// The piece of evidence that the demo adds.
pub(super) const EVIDENCE: &str = "E7";
/// The clause that is amended after the review.
const AMENDED: &str = "8.6";

/// Evidence that answers may cite, in the library and compiled.
pub(super) fn evidence(store: &Store, plan: &PlanId, today: Date) -> Outcome {
    let evidence = Evidence {
        id: EvidenceId(EVIDENCE.into()),
        title: text("Count of water use in twelve counties (demo)", "十二县用水统计（演示）"),
        publisher: text("the demo", "演示程序"),
        published: Stated::Is(plan::Period::Day(today)),
        licence: Stated::Is(text("CC0", "CC0")),
        attribution: synthetic(),
    };
    act(store, plan, Act::AddEvidence(evidence))?;
    let volume = Volume {
        title: text("Papers of the round (demo)", "本轮材料汇编（演示）"),
        published: Stated::Is(plan::Period::Day(today)),
        volumes: Stated::Is(1),
        articles: Stated::Is(2),
        evidence: vec![EvidenceId(EVIDENCE.into()), EvidenceId("E2".into())],
        attribution: synthetic(),
    };
    act(store, plan, Act::CompileVolume(volume))
}

/// Themes that pull against a direction, where the analysis found them.
const TENSIONS: [(&str, &str, &str, &str); 3] = [
    (
        "household-and-field-water",
        "D8",
        "The direction asks for both, residents and irrigation; many who wrote ask which of them comes first.",
        "该要求兼顾居民与灌溉；许多意见追问两者孰先。",
    ),
    (
        "duty-free-shops",
        "D12",
        "The direction asks for more duty-free shops; many who wrote want money and rooms to go elsewhere.",
        "该要求提出增加免税店；许多意见希望把资金和场地用于他处。",
    ),
    (
        "visitor-caps",
        "D17",
        "The direction asks for more travel to places of culture; many who wrote ask for fewer visitors on busy days.",
        "该要求提出以文化促旅游；许多意见要求高峰日限制人数。",
    ),
];

/// Themes that pull against a direction, and an answer for one contribution by itself.
pub(super) fn answers(
    store: &Store,
    plan: &PlanId,
    run: u64,
    answered: &[Answered],
    today: Date,
) -> Outcome {
    let of = |key: &str| answered.iter().find(|one| one.answer.theme == key);
    for (theme, direction, en, zh) in TENSIONS {
        let Some(one) = of(theme) else { continue };
        let tension = Tension {
            run,
            theme: one.theme.clone(),
            direction: DirectionId(direction.into()),
            why: text(en, zh),
            on: today,
        };
        act(store, plan, Act::NoteTension(tension))?;
    }
    let Some(one) = of("household-and-field-water") else { return Ok(()) };
    let said = store.of_theme(run, &one.theme, Audience::Office, 0, PAGE_MAX)?;
    let Some(first) = said.first() else { return Ok(()) };
    let exception = Disposition {
        subject: Subject::Contribution(first.index),
        decision: Decision::Noted,
        reason: text(
            "This one names a single village; it was passed on to the county that allocates its \
             water.",
            "该条意见针对一个村，已转交负责配水的县。",
        ),
        clause: Some(ClauseId("2.3".into())),
        evidence: vec![EvidenceId(EVIDENCE.into())],
        on: today,
    };
    act(store, plan, Act::Dispose(exception))
}

/// Bodies of the administration comment, two people approve, the draft is published.
pub(super) fn publish(store: &Store, plan: &PlanId, today: Date) -> Outcome {
    let round = CommentRound {
        id: "administration".into(),
        bodies: vec![
            text("Finance office (demo)", "财政部门（演示）"),
            text("Water office (demo)", "水行政部门（演示）"),
        ],
        opens: today,
        closes: today,
    };
    act(store, plan, Act::OpenComments(round))?;
    let comments = [
        (
            "K1",
            "2.3",
            ("Water office (demo)", "水行政部门（演示）"),
            ("Say who publishes the order of supply.", "应写明由谁公布供水次序。"),
            (
                "The measure under the clause names the authorities; the clause stays general.",
                "条款下的措施已列明主管部门，条款保持原则性。",
            ),
        ),
        (
            "K2",
            "6.2",
            ("Finance office (demo)", "财政部门（演示）"),
            ("The cost of cover for injury is not stated.", "工伤保障的费用未说明。"),
            (
                "It is not known yet; the measure says so under planned cost.",
                "费用尚不清楚，措施的“计划费用”一栏已注明。",
            ),
        ),
    ];
    for (id, clause, body, words, answer) in comments {
        let comment = Comment {
            id: CommentId(id.into()),
            round: "administration".into(),
            clause: ClauseId(clause.into()),
            body: text(body.0, body.1),
            text: text(words.0, words.1),
            on: today,
            answer: None,
        };
        act(store, plan, Act::Comment(comment))?;
        let answer = CommentAnswer { text: text(answer.0, answer.1), on: today };
        act(store, plan, Act::AnswerComment { comment: CommentId(id.into()), answer })?;
    }
    let drafted = store.plans().plan(plan).cloned().ok_or_else(super::lost_round)?;
    let publication = drafted.next_publication();
    for by in ["Head of drafting (demo)", "Head of review (demo)"] {
        act(store, plan, Act::Approve(Approval { publication, by: by.into(), on: today }))?;
    }
    let draft = next_of(store, &drafted, Stage::Draft)?;
    act(store, plan, Act::PublishText(draft))
}

/// A look at the whole plan, and the amendment that follows from it.
pub(super) fn review(store: &Store, plan: &PlanId, today: Date) -> Outcome {
    let id = ReviewId("first-look".into());
    let review = Review {
        id: id.clone(),
        title: text("First look at the draft (demo)", "草案首次评估（演示）"),
        body: text("Planning office (example)", "规划编制办公室（示例）"),
        on: today,
        text: text(
            "Every theme with an answer was read once more.\n\nWho does not read the site learns of \
             an answer late. The clause on answers is amended.",
            "再次审阅了每个已答复的主题。\n\n不上网的人较晚才知道答复，因此修订关于答复的条款。",
        ),
    };
    act(store, plan, Act::HoldReview(review))?;
    let clause = ClauseId(AMENDED.into());
    let published = store.plans().plan(plan).cloned().ok_or_else(super::lost_round)?;
    let Some(current) = published.clause(&clause).map(plan::Clause::current) else { return Ok(()) };
    let version = ClauseVersion {
        number: current.number + 1,
        text: text(
            &format!("{} Answers are also read out at meetings.", current.text.get("en")),
            &format!("{}答复也在会议上宣读。", current.text.get("zh")),
        ),
        why: text("The first look at the draft found it.", "草案首次评估所见。"),
        by: text("Planning office (example)", "规划编制办公室（示例）"),
        review: Some(id),
        on: Some(today),
        basis: PublicBasis { ..current.basis.clone() },
    };
    act(store, plan, Act::ReviseClause { clause, version })
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
