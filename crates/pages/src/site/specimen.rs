//! A plan with one of everything, written without ASCII letters, and what the plan's pages say of it.

use std::collections::BTreeMap;

use consultation::{
    About, Discussed, LocalText, Question, Release, Round, RoundId, Stance, Timestamp,
};
use findings::{
    Breakdown, Duplicates, Findings, GroupsOutcome, Note, Opinion, OpinionGroups, Provenance,
    Received, Share, Slice, StatementFinding, Theme, ThemeId, Themes, VectorSource, VoteCounts,
};
use jiff::civil::date;
use plan::{
    Attribution, Better, Bindingness, Bound, Clause, ClauseId, ClauseRef, ClauseVersion, Decision,
    Direction, DirectionId, Disposition, Evaluation, Evidence, EvidenceId, Figure, Indicator,
    IndicatorId, ItemStatus, Link, LinkTo, Measure, MeasureId, Milestone, MilestoneId, Observation,
    Parameter, ParameterValue, Passage, Period, Plan, PlanId, PlanPeriod, Predecessor, PublicBasis,
    Publication, PutToVote, RaisedBy, Rearranged, ReportDue, Review, ReviewId, Risk, RiskId,
    RiskKind, RiskReview, RiskState, StaffReply, Stage, Stated, Subject, Target, Tension, Volume,
    Withdrawn, WorkReport, WorkReportId,
};

use super::*;
use crate::layout::{LanguageLink, Part};
use crate::words::Words;
use crate::words::pseudo::{left_over, pseudo};

pub(super) const DAY_MS: i64 = 86_400_000;

/// A text in both languages, without ASCII letters in either.
pub(super) fn text(cyrillic: &str, chinese: &str) -> LocalText {
    LocalText::en_zh(cyrillic, chinese)
}

fn said(status: ItemStatus) -> Attribution {
    Attribution {
        lines: "23–24".to_owned(),
        speaker: text("Глава", "负责人"),
        status,
        qualifier: Some(text("без дат", "无日期")),
    }
}

/// A plan with one of everything; another is nested under it.
pub(super) fn plan() -> Plan {
    let mut plan = plan::example();
    plan.title = text("План", "规划");
    plan.office = text("Бюро", "办公室");
    plan.notice = text("Пример.", "示例。");
    plan.summary = text("Что есть план.\n\n- раз\n- два", "规划说明。\n\n- 一\n- 二");
    let chapter = &mut plan.chapters[0];
    chapter.title = text("Вода", "水");
    chapter.intro = text("О воде.", "关于水。");
    chapter.objectives[0].title = text("Вода всем", "人人有水");
    chapter.objectives[0].clauses = vec![
        revised(),
        Clause::new(ClauseId("2.2".into()), text("Реки", "河流"), text("Чисто.", "清洁。")),
    ];
    plan.directions = vec![Direction {
        id: DirectionId("1".into()),
        text: text("Дома сначала.", "居民优先。"),
        attribution: said(ItemStatus::AskedFor),
    }];
    plan.rounds = vec![round()];
    plan.evidence = vec![Evidence {
        id: EvidenceId("7".into()),
        title: text("Отчёт", "报告"),
        publisher: text("Газета", "报社"),
        published: Stated::Is(Period::Year(2025)),
        licence: Stated::NotStated,
        attribution: said(ItemStatus::Done),
    }];
    plan.volumes = vec![Volume {
        title: text("Том", "文集"),
        published: Stated::Is(Period::Month(2025, 5)),
        volumes: Stated::Is(5),
        articles: Stated::NotStated,
        evidence: vec![EvidenceId("7".into())],
        attribution: said(ItemStatus::Done),
    }];
    plan.dispositions = vec![
        answered("1", Decision::Adopted, "Колодцы пусты."),
        answered("2", Decision::NotAdopted, "Решают не здесь."),
    ];
    plan.tensions = vec![tension()];
    plan.publications = vec![published()];
    plan.measures = vec![measure_with_settings()];
    plan.milestones = milestones();
    plan.indicators = vec![on_a_path(), bounded()];
    plan.evaluations = vec![evaluated()];
    plan.succession = vec![before()];
    plan.staff_replies = vec![StaffReply {
        contribution: 9,
        body: text("Водоканал", "水务局"),
        text: text("Посчитали.", "已统计。"),
        on: date(2026, 2, 5),
    }];
    plan.put_to_vote = vec![put_to_vote()];
    plan.reviews = vec![looked_at()];
    plan.reports_due = vec![owed()];
    plan.risks = vec![risk_overdue()];
    plan.rearranged = vec![rearranged()];
    plan.links = vec![Link {
        clause: ClauseId("2.1".into()),
        version: 2,
        to: LinkTo::Theme { run: 1, theme: ThemeId("1".into()) },
        likeness: Some(62),
        by: text("Водоканал", "水务局"),
        on: date(2026, 2, 3),
    }];
    plan.withdrawn = vec![withdrawn()];
    plan.reports = vec![report_given(), report_of_which_only_the_fact_is_known()];
    plan
}

fn put_to_vote() -> PutToVote {
    PutToVote { round: RoundId("1".into()), contribution: 9, on: date(2026, 2, 5) }
}

/// One whose words may be shown and one whose words may not.
const PASSAGES: [Passage; 2] =
    [Passage { contribution: 77, from: 0, to: 13 }, Passage { contribution: 78, from: 5, to: 9 }];

/// A clause in its second version, with a direction, a basis, evidence and a source.
fn revised() -> Clause {
    let mut clause = Clause::new(
        ClauseId("2.1".into()),
        text("Вода в засуху", "旱期用水"),
        text("Дома сначала.", "居民优先。"),
    );
    clause.versions.push(ClauseVersion {
        number: 2,
        text: text("Дома и больницы сначала.", "居民和医院优先。"),
        why: text("Просили.", "公众要求。"),
        by: text("Водоканал", "水务局"),
        review: None,
        on: Some(date(2026, 2, 1)),
        basis: PublicBasis {
            run: Some(1),
            themes: vec![ThemeId("1".into())],
            statements: vec!["9".into()],
            passages: PASSAGES.into(),
        },
    });
    clause.directions = vec![DirectionId("1".into())];
    clause.evidence = vec![EvidenceId("7".into())];
    clause.attributions = vec![said(ItemStatus::Claimed)];
    clause
}

fn rearranged() -> Rearranged {
    Rearranged {
        moved: vec![ClauseId("2.2".into())],
        new: Vec::new(),
        withdrawn: vec![ClauseId("2.3".into())],
        retitled: vec![ClauseId("2.1".into())],
        why: text("Реки раньше.", "先写河流。"),
        by: text("Водоканал", "水务局"),
        on: date(2026, 2, 12),
        publication: 2,
    }
}

fn withdrawn() -> Withdrawn {
    let id = ClauseId("2.3".into());
    Withdrawn {
        clause: Clause::new(id, text("Лёд", "冰"), text("Лёд беречь.", "护冰。")),
        chapter: "2".into(),
        why: text("Повтор.", "重复。"),
        by: text("Водоканал", "水务局"),
        on: date(2026, 2, 12),
        publication: 2,
    }
}

fn round() -> Round {
    Round {
        id: RoundId("1".into()),
        title: text("Сбор", "征求意见"),
        opens: Timestamp(20_500 * DAY_MS),
        closes: Timestamp(20_530 * DAY_MS),
        questions: vec![Question {
            id: "1".into(),
            text: text("Кому воду?", "谁先用水？"),
            chapter: Some("2".into()),
        }],
        statements: Vec::new(),
        release: Release::Held,
        consent: LocalText::default(),
    }
}

fn answered(theme: &str, decision: Decision, reason: &str) -> Disposition {
    Disposition {
        subject: Subject::Theme { run: 1, theme: ThemeId(theme.into()) },
        decision,
        reason: text(reason, "理由在此。"),
        clause: Some(ClauseId("2.1".into())),
        evidence: vec![EvidenceId("7".into())],
        on: date(2026, 2, 1),
    }
}

fn tension() -> Tension {
    Tension {
        run: 1,
        theme: ThemeId("3".into()),
        direction: DirectionId("1".into()),
        why: text("Рыбе тоже нужна вода.", "鱼也需要水。"),
        on: date(2026, 2, 1),
    }
}

fn published() -> Publication {
    Publication {
        number: 1,
        stage: Stage::Draft,
        on: date(2026, 2, 10),
        run: Some(1),
        unanswered: vec![ThemeId("3".into())],
        approved_by: vec!["А".into(), "Б".into()],
        versions: BTreeMap::from(
            [("2.1", 2), ("2.2", 1), ("2.3", 1)].map(|(id, n)| (ClauseId(id.into()), n)),
        ),
    }
}

fn measure_with_settings() -> Measure {
    let value = |number, change| ParameterValue {
        from: Stated::NotStated,
        value: Stated::Is(Figure::exact(number)),
        change,
    };
    let lowered = ParameterValue {
        from: Stated::Is(Period::Year(2026)),
        value: Stated::NotStated,
        change: Some(text("понижено", "已下调")),
    };
    Measure {
        owners: Stated::Is(vec![text("Водоканал", "水务局"), text("Область", "省")]),
        due: Stated::Is(Period::Month(2027, 6)),
        parameters: vec![
            Parameter {
                name: text("Страны", "国家"),
                unit: text("стран", "个国家"),
                history: vec![value(38.0, None)],
            },
            Parameter {
                name: text("Порог", "起点"),
                unit: text("рублей", "元"),
                history: vec![value(500.0, None), lowered],
            },
        ],
        attribution: Some(said(ItemStatus::Intended)),
        ..Measure::new(
            MeasureId("2.1.1".into()),
            ClauseId("2.1".into()),
            text("Рыть колодцы", "打井"),
        )
    }
}

fn milestones() -> Vec<Milestone> {
    let milestone = |id: &str, due, reached, status| Milestone {
        id: MilestoneId(id.into()),
        measure: MeasureId("2.1.1".into()),
        title: text("Порядок", "次序"),
        due,
        reached,
        attribution: Some(said(status)),
    };
    vec![
        milestone("1", Stated::Is(Period::Day(date(2026, 1, 31))), None, ItemStatus::Synthetic),
        milestone("2", Stated::NotStated, Some(Period::Month(2026, 2)), ItemStatus::Done),
    ]
}

fn observation(period: Period, figure: Figure, status: ItemStatus) -> Observation {
    Observation {
        period,
        part: Default::default(),
        figure,
        released: Stated::Is(date(2026, 2, 2)),
        evidence: Some(EvidenceId("7".into())),
        attribution: said(status),
    }
}

/// An indicator that is behind its pace, one value of which was corrected.
fn on_a_path() -> Indicator {
    let end = |year, number| {
        Stated::Is(Target { period: Period::Year(year), figure: Figure::exact(number) })
    };
    Indicator {
        baseline: end(2024, 50.0),
        target: end(2030, 95.0),
        bindingness: Stated::Is(Bindingness::Binding),
        better: Stated::Is(Better::Higher),
        observations: vec![
            observation(Period::Year(2024), Figure::exact(50.0), ItemStatus::Done),
            observation(Period::Year(2025), Figure::exact(53.0), ItemStatus::Done),
            observation(Period::Year(2025), Figure::exact(52.5), ItemStatus::Synthetic),
        ],
        ..bare("1", "Визиты в срок", "按期上门", "из ста")
    }
}

/// An indicator of which a lower bound is known and no target.
fn bounded() -> Indicator {
    let over = Figure { number: 40.0, bound: Bound::Over, derived: true };
    Indicator {
        observations: vec![observation(Period::Year(2025), over, ItemStatus::Done)],
        ..bare("2", "Доля", "占有率", "%")
    }
}

fn bare(id: &str, title: &str, chinese: &str, unit: &str) -> Indicator {
    Indicator {
        id: IndicatorId(id.into()),
        clause: ClauseId("2.1".into()),
        measures: vec![MeasureId("2.1.1".into())],
        title: text(title, chinese),
        unit: text(unit, "%"),
        source: Stated::NotStated,
        frequency: Stated::Is(text("год", "每年")),
        bindingness: Stated::NotStated,
        better: Stated::NotStated,
        baseline: Stated::NotStated,
        target: Stated::NotStated,
        observations: Vec::new(),
        attribution: None,
    }
}

fn risk_overdue() -> Risk {
    Risk {
        id: RiskId("1".into()),
        kind: RiskKind::Problem,
        title: text("Засуха", "旱情"),
        owner: Stated::NotStated,
        review: Stated::Is(Period::Month(2026, 1)),
        state: RiskState::BeingAnswered,
        clause: Some(ClauseId("2.1".into())),
        measure: Some(MeasureId("2.1.1".into())),
        raised_by: Some(RaisedBy::Report(WorkReportId("1".into()))),
        reviews: vec![RiskReview {
            on: date(2026, 1, 15),
            state: RiskState::BeingAnswered,
            note: text("Дождей нет.", "无雨。"),
            next: Stated::Is(Period::Month(2026, 1)),
        }],
        attribution: said(ItemStatus::Done),
    }
}

/// A question to an indicator with a value before and one after.
fn spoken(index: u64, words: &str, constituency: &str, place: Discussed) -> Spoken {
    let words = PublicWords {
        index,
        text: words.into(),
        language: None,
        channel: "web".into(),
        constituency: constituency.into(),
    };
    Spoken { words, sent: Some(Timestamp(20_510 * DAY_MS)), gone: false, place }
}

/// An expert's words with a source, and a reply against them that is no longer shown.
fn thread() -> Thread {
    let place = Discussed { sources: vec!["Счёт 2024".into()], ..Discussed::default() };
    let against = Discussed { stance: Stance::Against, ..Discussed::default() };
    Thread {
        said: spoken(9, "Сначала больницы.", "expert", place),
        replies: vec![
            spoken(12, "Нет.", "public", against.clone()),
            Spoken { gone: true, ..spoken(13, "", "public", against) },
        ],
    }
}

fn evaluated() -> Evaluation {
    Evaluation {
        id: "1".into(),
        measure: MeasureId("2.1.1".into()),
        indicator: IndicatorId("1".into()),
        question: text("Помогло ли?", "有用吗？"),
        since: Stated::Is(Period::Year(2025)),
        reference: Some(Period::Year(2024)),
        limits: text("Мало лет.", "年份太少。"),
        attribution: said(ItemStatus::Claimed),
    }
}

fn before() -> Predecessor {
    Predecessor {
        title: text("Первый план", "第一个规划"),
        period: PlanPeriod { first: 1953, last: 1957 },
        attribution: said(ItemStatus::Done),
    }
}

fn looked_at() -> Review {
    Review {
        id: ReviewId("1".into()),
        title: text("Середина срока", "中期评估"),
        body: text("Бюро", "办公室"),
        on: date(2026, 2, 20),
        text: text("Половина сделана.", "完成一半。"),
    }
}

fn owed() -> ReportDue {
    ReportDue {
        body: text("Область", "省"),
        period: Period::Month(2026, 1),
        due: Period::Month(2026, 2),
        attribution: said(ItemStatus::AskedFor),
    }
}

fn report_given() -> WorkReport {
    WorkReport {
        id: WorkReportId("1".into()),
        body: text("Водоканал", "水务局"),
        period: Stated::Is(Period::Month(2026, 1)),
        given: Stated::Is(date(2026, 2, 3)),
        text: text("Не готово.\n\nСпорят.", "未完成。\n\n正在协商。"),
        measures: vec![MeasureId("2.1.1".into())],
        clauses: vec![ClauseId("2.1".into())],
        attribution: said(ItemStatus::Synthetic),
    }
}

fn report_of_which_only_the_fact_is_known() -> WorkReport {
    WorkReport {
        id: WorkReportId("2".into()),
        period: Stated::NotStated,
        given: Stated::NotStated,
        text: LocalText::default(),
        measures: Vec::new(),
        clauses: Vec::new(),
        ..report_given()
    }
}

/// A plan under the first, one clause of which carries out one of its.
fn province() -> Plan {
    let mut nested = plan::example();
    nested.id = PlanId("8".into());
    nested.title = text("Область", "省规划");
    nested.parent = Some(plan().id);
    let clause = &mut nested.chapters[0].objectives[0].clauses[0];
    clause.title = text("Колодцы", "水井");
    clause.carries_out = vec![ClauseRef { plan: plan().id, clause: ClauseId("2.1".into()) }];
    nested
}

pub(super) fn theme(id: &str, name: &str, count: u64) -> Theme {
    let slice = |key: &str, count, of| Slice { key: key.into(), share: Share::of(count, of) };
    Theme {
        id: ThemeId(id.into()),
        parent: None,
        name: name.into(),
        terms: Vec::new(),
        size: Share::of(count, 200),
        size_distinct: Share::of(count, 200),
        people: None,
        by: Breakdown {
            constituency: vec![slice("public", count - 10, 160), slice("expert", 10, 40)],
            ..Breakdown::default()
        },
        quotes: Vec::new(),
        kept: None,
        coherence: 0.5,
        stability: None,
    }
}

/// Opinion groups that were not looked for.
fn too_few() -> OpinionGroups {
    OpinionGroups {
        outcome: GroupsOutcome::TooFew,
        people_needed: 0,
        evidence: None,
        other: None,
        groups: Vec::new(),
        placed: Share::of(80, 80),
        votes_needed: 7,
        silhouette: None,
        silhouette_range: None,
        tried: Vec::new(),
        tried_ranges: Vec::new(),
        map: Vec::new(),
        variance: [0.0; 2],
        variance_ranges: None,
    }
}

pub(crate) fn findings() -> Findings {
    let counts = VoteCounts { agree: 60, disagree: 10, pass: 10 };
    let statement = StatementFinding {
        id: "9".into(),
        text: "Сначала больницы.".into(),
        takes_part: true,
        counts,
        agree: Share::of(60, 80),
        disagree: Share::of(10, 80),
        by_group: Vec::new(),
        group_informed: None,
        group_informed_disagree: None,
        group_informed_range: None,
        group_informed_disagree_range: None,
        bridging: None,
        again: None,
        by_channel: Vec::new(),
        by_constituency: Vec::new(),
        extremity: 0.0,
        priority: 0.0,
    };
    Findings {
        schema: Findings::SCHEMA.to_owned(),
        title: None,
        received: Received { contributions: 200, statements: 1, voters: 80, ..Received::default() },
        duplicates: Duplicates::default(),
        campaigns: Vec::new(),
        themes: Themes {
            themes: vec![
                theme("1", "колодец, засуха", 120),
                theme("2", "цена", 60),
                theme("3", "река", 20),
            ],
            leaves: 3,
            ..Themes::default()
        },
        opinion: Some(Opinion {
            statements: vec![statement],
            agreed: vec![0],
            rejected: Vec::new(),
            across_groups: vec![0],
            divisive: Vec::new(),
            bridging: Vec::new(),
            groups: too_few(),
        }),
        slates: Vec::new(),
        notes: vec![Note { code: "themes-not-shown".into(), values: vec!["2".into()] }],
        provenance: Provenance {
            methods: BTreeMap::new(),
            seed: 7,
            votes_profile: "polis".into(),
            vectors: VectorSource::Lsa,
        },
    }
}

pub(super) fn frame<'a>(w: &'static Words, plan: &'a Plan, nested: Option<&'a Plan>) -> Frame<'a> {
    Frame {
        w,
        base: String::new(),
        home: "/".to_owned(),
        plan,
        languages: vec![LanguageLink { w, href: "/".into() }],
        plans: nested.map(|plan| PlanLink { plan, above: false }).into_iter().collect(),
        style: "/style.css",
        script: "/receipt.js",
        today: date(2026, 3, 2),
        now: Timestamp(20_514 * DAY_MS),
        part: Some(Part::Plan),
        pinned: None,
        record: RecordLine { leaves: 421, run: Some((1, 400)) },
    }
}

const IDENTITY: Identity =
    Identity { contributions: 200, votes: 80, withheld: 3, erased: 1, documents: 137, size: 421 };

/// Every page of the plan's side, by name.
fn pages(frame: &Frame<'_>, runs: &Runs<'_>) -> Vec<(&'static str, String)> {
    let shown = frame.plan.rounds.iter().map(|round| RoundShown {
        round,
        contributions: 204,
        statements: 1,
    });
    let rounds: Vec<RoundShown<'_>> = shown.collect();
    let chapter = |show| chapter(frame, "2", show, runs).expect("every plan here has it");
    let words = PublicWords {
        index: 77,
        text: "Колодец пуст.".into(),
        language: Some("ru".into()),
        channel: "web".into(),
        constituency: "public".into(),
    };
    let quoted = PassageShown { passage: PASSAGES[0], words: words.clone() };
    let mut pages = vec![
        ("home", home(frame, runs, &rounds, &IDENTITY)),
        ("outline", outline(frame, runs)),
        ("chapter", chapter(Show::Now)),
        ("chapter-changes", chapter(Show::Changes)),
        ("clause", clause(frame, "2", "2.1", runs, &[quoted]).expect("every plan here has it")),
        ("progress", progress(frame)),
        ("risks", risks(frame)),
        ("evidence", evidence(frame, runs)),
        ("reports", reports(frame)),
        ("coverage", coverage(frame, runs, &[])),
    ];
    let ids = ["1", "2"];
    pages.extend(measure(frame, "2.1.1", runs).map(|html| ("measure", html)));
    pages.extend(ids.into_iter().filter_map(|id| Some(("indicator", indicator(frame, id)?))));
    pages.extend(ids.into_iter().filter_map(|id| Some(("report", work_report(frame, id)?))));
    pages.push(("consideration", streamed(frame, runs)));
    pages.push(("evaluations", evaluations(frame)));
    pages.extend(evaluation(frame, "1").map(|html| ("evaluation", html)));
    pages.extend(alignment(frame).map(|html| ("alignment", html)));
    let said = [(About::Clause("2.1".into()), 1), (About::Question("1".into()), 2)];
    pages.push(("discussions", discussions(frame, &said, runs)));
    let threads = [thread()];
    for order in [Order::Time, Order::Bridging] {
        let about = &About::Clause("2.1".into());
        let shown = DiscussionShown { about, threads: &threads, order, later: true, next: Some(9) };
        pages.extend(discussion(frame, &shown, runs).map(|html| ("discussion", html)));
    }
    pages.push(("history", history(frame)));
    pages.push(("what-changed", what_changed(frame, runs, 0, frame.plan.next_publication())));
    pages.extend(voices_of_clause(frame, "2", "2.1", runs).map(|html| ("voices", html)));
    pages.extend(order(frame, runs).map(|html| ("order", html)));
    let theme = runs.latest.map(|run| (run, &run.findings.themes.themes[0]));
    for words in [Some(&words), None] {
        let shown = FollowedShown { index: 77, words, theme };
        pages.push(("followed", followed(frame, runs, &shown)));
    }
    pages
}

fn streamed(frame: &Frame<'_>, runs: &Runs<'_>) -> String {
    let mut page = Vec::new();
    consideration(frame, runs, &[], &mut page).expect("a vector takes what is written");
    String::from_utf8(page).expect("a page is text")
}

/// What a reader meets on a page below the masthead and above the foot, block by block.
pub(super) fn read(html: &str) -> String {
    let (_, main) = html.split_once("<main").expect("every page has a main part");
    let main = main.split("</main>").next().unwrap_or_default();
    let mut text = String::new();
    for piece in main.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        let inline =
            ["a", "b", "bdi", "span", "ins", "del", "svg", "circle", "path", "rect", "line"];
        text.push_str(match (name, tag.starts_with('/')) {
            ("ins", false) => "{+",
            ("ins", true) => "+}",
            ("del", false) => "{-",
            ("del", true) => "-}",
            (name, _) if inline.contains(&name) => " ",
            _ => "\n",
        });
        text.push_str(words);
    }
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn all_pages(w: &'static Words) -> Vec<(&'static str, String)> {
    let (plan, nested, findings) = (plan(), province(), findings());
    let latest = Some(Run { number: 1, findings: &findings });
    pages(&frame(w, &plan, Some(&nested)), &Runs { latest, earlier: Vec::new() })
}

#[test]
fn every_page_in_english() {
    for (at, (name, html)) in all_pages(Words::english()).iter().enumerate() {
        insta::assert_snapshot!(format!("{at:02}-{name}"), read(html));
    }
}

#[test]
fn a_clause_and_home_in_chinese() {
    let chinese = Words::of("zh").unwrap();
    for (name, html) in
        all_pages(chinese).iter().filter(|(name, _)| ["home", "clause"].contains(name))
    {
        insta::assert_snapshot!(format!("zh-{name}"), read(html));
    }
}

#[test]
fn nothing_is_said_past_the_locales() {
    for (name, html) in all_pages(pseudo()) {
        assert_eq!(left_over(&html), Vec::<String>::new(), "{name}");
    }
}

/// A letter that many sent stands first only where every copy counts, and experts ask for something else.
#[test]
fn the_order_where_it_depends_on_how_we_count() {
    let (plan, mut findings) = (plan(), findings());
    let slice = |key: &str, count, of| Slice { key: key.into(), share: Share::of(count, of) };
    findings.themes.senders = Some(Share::of(150, 200));
    let counts = [(5, 10, 1), (40, 30, 3), (30, 20, 16)];
    for (theme, (distinct, people, experts)) in findings.themes.themes.iter_mut().zip(counts) {
        theme.size_distinct = Share::of(distinct, 75);
        theme.people = Some(Share::of(people, 60));
        let public = theme.size.count - experts;
        theme.by.constituency = vec![slice("public", public, 180), slice("expert", experts, 20)];
    }
    let runs = Runs { latest: Some(Run { number: 1, findings: &findings }), earlier: Vec::new() };
    for (name, w) in
        [("order-differs", Words::english()), ("zh-order-differs", Words::of("zh").unwrap())]
    {
        let html = order(&frame(w, &plan, None), &runs).expect("there is a run");
        insta::assert_snapshot!(name, read(&html));
    }
}

/// A plan of one clause, before anything was asked or decided: each page says what is not there yet.
#[test]
fn empty_pages_say_so() {
    let plan = plan::example();
    let bare = Frame {
        record: RecordLine { leaves: 1, run: None },
        ..frame(Words::english(), &plan, None)
    };
    let table = [
        ("home", "No measure yet"),
        ("chapter", "Public basis: none."),
        ("clause", "Directions: none. Nobody in charge has asked for this clause."),
        ("clause", "Public basis: none. This text draws on nothing that people said."),
        ("clause", "No measure follows from this clause yet."),
        ("progress", "Nothing: no milestone is missed, no indicator is behind or slipping"),
        ("progress", "No indicator has been set yet."),
        ("progress", "No measure has been decided yet."),
        ("risks", "Nothing is on the register."),
        ("evidence", "The library is empty."),
        ("reports", "No work report has been given yet."),
        ("coverage", "Nothing has been analysed yet, so nothing can be answered."),
        ("history", "No plan before this one is on record."),
        ("history", "Nothing has happened yet since the outline was published."),
        ("evaluations", "No question has been put to an indicator yet."),
    ];
    let pages = pages(&bare, &Runs::default());
    for (page, sentence) in table {
        let html = &pages.iter().find(|(name, _)| *name == page).unwrap().1;
        assert!(read(html).contains(sentence), "{page}: {}", read(html));
    }
    assert_eq!(clause(&bare, "3", "2.1", &Runs::default(), &[]), None, "another chapter's clause");
}
