//! What the pages of taking part and of findings say of the specimen plan.

use std::collections::BTreeSet;

use consultation::{Channel, LocalText, Moderation, Round, RoundId, Statement, Timestamp, Vote};
use findings::{
    Agreed, AgreedInGroup, AgreedInPart, Change, Drift, DriftRow, Findings, GroupsOutcome, Matched,
    OpinionGroup, Placed, Quote, QuoteRole, Share, Slate, SlateCertificate, SlateClaim, Term,
    Theme, ThemeId,
};
use plan::{KeptId, Plan, ThemeAct, ThemeChange, way_of_contribution};

use super::specimen::{DAY_MS, findings, frame, plan, read, text, theme as leaf};
use super::*;
use crate::words::Words;
use crate::words::pseudo::{left_over, pseudo};

/// The plan with a round that is over and puts statements to the vote.
fn asked() -> Plan {
    let mut plan = plan();
    plan.constituencies = vec!["крестьяне".into()];
    plan.theme_acts = decided();
    plan.rounds[0].consent = text("Слова хранятся.", "文字会保存。");
    let statement = |id: &str, ours: &str, chinese: &str| Statement {
        translations: LocalText::en_zh(ours, chinese),
        is_seed: true,
        ..Statement::new(id, ours)
    };
    plan.rounds.push(Round {
        id: RoundId("2".into()),
        title: text("Голоса", "表态"),
        opens: Timestamp(20_400 * DAY_MS),
        closes: Timestamp(20_430 * DAY_MS),
        statements: vec![
            statement("9", "Сначала больницы.", "医院优先。"),
            statement("10", "Потом дома.", "其次居民。"),
        ],
        ..plan.rounds[0].clone()
    });
    plan
}

/// What people decided about theme 2, one act of each kind.
fn decided() -> Vec<ThemeAct> {
    let theme = || KeptId("K1".into());
    let changes = [
        ThemeChange::Lock { run: 1, theme: ThemeId("2".into()), name: "дома".into() },
        ThemeChange::Rename { theme: theme(), name: "Дома".into() },
        ThemeChange::Split { theme: theme(), words: "сад".into(), name: "Сады".into() },
        ThemeChange::Move { contribution: 31, theme: theme() },
    ];
    let act = |(number, change)| ThemeAct {
        id: KeptId(format!("K{number}")),
        change,
        by: "Иванова".into(),
        why: text("Об одном.", "同一件事。"),
        on: jiff::civil::date(2026, 2, 1),
    };
    (1..).zip(changes).map(act).collect()
}

/// The findings with a theme in parts, a quote and groups.
fn found() -> Findings {
    let mut findings = findings();
    let part = |id: &str, count| Theme {
        parent: Some(ThemeId("1".into())),
        ..leaf(id, "часть", count)
    };
    findings.themes.themes.extend([part("1.1", 90), part("1.2", 30)]);
    let first = &mut findings.themes.themes[0];
    first.terms = vec![Term { term: "колодец".into(), weight: 1.0 }];
    first.quotes = vec![Quote {
        contribution: "77".into(),
        text: "Колодцы пусты.".into(),
        cut: false,
        language: "ru".into(),
        constituency: "public".into(),
        channel: "paper".into(),
        role: QuoteRole::Typical,
        quotable: true,
    }];
    findings.received.by.channel =
        vec![findings::Slice { key: "paper".into(), share: Share::of(200, 200) }];
    let opinion = findings.opinion.as_mut().expect("the specimen findings have votes");
    let group = |id, count| OpinionGroup {
        id,
        size: Share::of(count, 80),
        centre: [0.0, 0.0],
        representative: Vec::new(),
    };
    opinion.groups.groups = vec![group(0, 50), group(1, 30)];
    opinion.groups.outcome = GroupsOutcome::Untested;
    opinion.groups.silhouette = Some(0.41);
    opinion.groups.silhouette_range = Some([0.36, 0.46]);
    let agreed = |voters: [u64; 2]| Agreed {
        of: voters.iter().sum(),
        voters: voters.to_vec(),
        tenth: 0,
        half: 1,
    };
    findings.slates = vec![Slate {
        rule: "seqphragmen".into(),
        statements: vec![0],
        represented: 60,
        left_out: 20,
        agreed: agreed([20, 60]),
        by_group: vec![AgreedInGroup { group: 0, agreed: agreed([10, 40]) }],
        by_channel: Vec::new(),
        by_constituency: vec![AgreedInPart {
            part: "крестьяне".into(), agreed: agreed([10, 30])
        }],
        certificate: SlateCertificate {
            axiom: "ЭЙР+".into(),
            holds: false,
            checked: 1,
            place: 80,
            nearest: Some(SlateClaim { statement: 0, members: 1, voters: 80, needed: 80 }),
        },
    }];
    findings
}

fn typed() -> Typed {
    Typed {
        key: "0123456789".into(),
        question: "1".into(),
        text: "Воду домам.\nИ полям.".into(),
        constituency: "крестьяне".into(),
        language: "ru".into(),
        quotable: true,
        about: "clause:2.1".into(),
        reply_to: "9".into(),
        stance: "against".into(),
        sources: "Счёт\nАтлас".into(),
    }
}

fn words(index: u64) -> PublicWords {
    PublicWords {
        index,
        text: "Сначала домам.".into(),
        language: Some("ru".into()),
        channel: "paper".into(),
        constituency: "public".into(),
    }
}

fn own(round: &Round) -> Own<'_> {
    Own {
        index: 402,
        time: Timestamp(20_510 * DAY_MS),
        code: "01234",
        text: "Воду домам.",
        language: Some("ru"),
        quotable: true,
        constituency: "крестьяне",
        channel: Channel::Web,
        moderation: Moderation::Held,
        replaces: Some(401),
        round,
    }
}

/// The way of a contribution in a theme that was answered, and of one that no run has read.
fn ways(frame: &Frame<'_>, findings: &Findings) -> [(&'static str, String); 4] {
    let own = own(&frame.plan.rounds[0]);
    let way_of = |theme: Option<&Theme>, moderation, again| {
        let followed = way_of_contribution(frame.plan, own.index, theme.map(|theme| (1, theme)));
        let analysed = match theme {
            None => Analysed::NotYet { latest: Some(1) },
            Some(theme) => Analysed::In {
                run: 1,
                sorted: Sorted {
                    theme: Some(theme),
                    public: true,
                    has_page: true,
                    answered_as: theme.parent.as_ref().map(|_| "колодец"),
                    same_words: true,
                    similar: vec![words(12)],
                },
            },
        };
        way(frame, &Own { moderation, ..own }, &analysed, &followed, again)
    };
    let themes = &findings.themes.themes;
    let unsure = Some(Again { fault: Fault::Unsure, typed: None });
    [
        ("way-not-yet", way_of(None, Moderation::Held, unsure)),
        ("way-adopted", way_of(Some(&themes[3]), Moderation::Released, None)),
        ("way-refused", way_of(Some(&themes[1]), hidden(), None)),
        ("way-open", way_of(Some(&themes[2]), Moderation::Released, None)),
    ]
}

fn hidden() -> Moderation {
    Moderation::Hidden(consultation::ModerationReason::OffTopic)
}

fn taking_part(frame: &Frame<'_>) -> Vec<(&'static str, String)> {
    let (open, over) = (&frame.plan.rounds[0], &frame.plan.rounds[1]);
    let shown = |round, statements| RoundShown { round, contributions: 204, statements };
    let long = Fault::Long { chars: 5_001, most: 5_000 };
    let typed = typed();
    let new_key = NotRecorded::SentBefore { new_key: "9876543210" };
    let held = OwnReceipt { index: 402, size: 403, text: "<01>\n", slip: "<01>\n", keys: "1\n2" };
    let recorded = Recorded {
        index: 402,
        time: Timestamp(20_510 * DAY_MS),
        code: "01234",
        shown: false,
        receipt: held,
    };
    let card = |before, last| Card {
        number: 9,
        statement: &over.statements[0],
        before,
        voted: 3,
        of: 24,
        key: "0123456789",
        shown: None,
        speaks: None,
        last,
    };
    let first = Card { voted: 0, speaks: Some("крестьяне"), ..card(None, None) };
    let given = Given { number: 9, statement: &over.statements[0], vote: Vote::Pass };
    vec![
        ("take-part", take_part(frame, &[shown(open, 0), shown(over, 2)])),
        ("round", round(frame, &shown(open, 2))),
        ("round-over", round(frame, &shown(over, 2))),
        ("answer", answer(frame, open, &Typed::default(), 5_000, None)),
        ("answer-long", answer(frame, open, &typed, 5_000, Some(long))),
        ("check-answer", check_answer(frame, open, &typed, None)),
        ("check-answer-busy", check_answer(frame, open, &typed, Some(Fault::Busy))),
        ("not-recorded-over", not_recorded(frame, over, &typed, NotRecorded::NotOpen)),
        ("not-recorded-before", not_recorded(frame, open, &typed, new_key)),
        ("not-recorded-gone", not_recorded(frame, open, &typed, NotRecorded::Gone)),
        ("done", done(frame, open, &recorded, true)),
        ("receipt", receipt(frame, held)),
        ("receipt-shown", receipt_shown(frame, "1\n2")),
        ("vote", vote(frame, over, &card(None, Some((8, Vote::Agree))), None)),
        ("vote-first", vote(frame, over, &first, None)),
        ("vote-again", vote(frame, over, &card(Some(Vote::Disagree), None), Some(Fault::Vote))),
        ("vote-end", vote_end(frame, over, &[given], &[])),
        ("vote-end-skipped", vote_end(frame, over, &[given], &[10])),
        ("no-vote", no_vote(frame, over, NoVote::Over)),
        ("mine", mine(frame, AskedForCode::NotAtHand)),
        ("mine-unknown", mine(frame, AskedForCode::Unknown { typed: "<01>" })),
        ("gone", gone(frame, 402, Gone::Author)),
        ("refused", refused(frame, Refused::NotFound)),
    ]
}

fn hit(index: u64) -> SearchHit {
    SearchHit { words: words(index), theme: Some(ThemeId("1".into())) }
}

fn looked_for<'a>(run: Run<'a>, hits: &'a [SearchHit], like: Option<u64>) -> SearchShown<'a> {
    let option = |value: &str, count| SearchOption { value: value.to_owned(), count };
    let choice = |field, chosen: &str, values: [&str; 2]| SearchChoice {
        field,
        chosen: chosen.to_owned(),
        options: vec![option(values[0], Some(12)), option(values[1], None)],
    };
    SearchShown {
        words: "вода",
        run: Some(run),
        choices: vec![
            choice("theme", "1", ["1", "2"]),
            choice("constituency", "", ["public", "expert"]),
            choice("channel", "phone", ["paper", "web"]),
            choice("language", "", ["ru", "zh"]),
            choice("round", "", ["1", "2"]),
            choice("kind", "", ["own-words", "shared-words"]),
        ],
        total: 30,
        ranked: true,
        hits,
        page: 2,
        pages: 3,
        left: 4,
        like,
        can_like: true,
    }
}

/// One row of each kind.
fn drifted(findings: &Findings) -> Drift {
    let theme = &findings.themes.themes[0];
    let placed =
        || vec![Placed { theme: theme.id.clone(), name: theme.name.clone(), size: theme.size }];
    let row = |change| DriftRow { change, before: placed(), after: placed() };
    let changes = [
        Change::Grown,
        Change::Shrunk,
        Change::Steady,
        Change::Merged,
        Change::Split,
        Change::Rearranged,
    ];
    let mut rows: Vec<DriftRow> = changes.map(row).into();
    rows.push(DriftRow { change: Change::New, before: Vec::new(), after: placed() });
    rows.push(DriftRow { change: Change::Gone, before: placed(), after: Vec::new() });
    Drift { from: 1, to: 2, shared: 190, matched: Matched::ByMembers, rows }
}

fn reading(frame: &Frame<'_>, findings: &Findings) -> Vec<(&'static str, String)> {
    let run = Run { number: 1, findings };
    let ids = BTreeSet::from(["9".to_owned()]);
    let shown = |at: usize, read| ThemeShown {
        run,
        own: &[],
        result_sha256: "0123",
        theme: &findings.themes.themes[at],
        read,
        later: true,
        next: Some(31),
    };
    let round = &frame.plan.rounds[0].title;
    let line = |kind, state, sum, count| {
        let said = sum != Sum::Event;
        let (round, channel) = (said.then_some(round), if said { "paper" } else { "" });
        RecordCount { round, channel, kind, state, sum, count }
    };
    let record = Record {
        size: 421,
        root: "0123456789012345",
        lines: vec![
            line("contribution", "published", Sum::Published, 200),
            line("vote", "published", Sum::Published, 80),
            line("contribution", "held", Sum::Withheld, 4),
            line("contribution", "replaced", Sum::Erased, 1),
            line("opening", "system-event", Sum::Event, 136),
        ],
        run: Some((1, 400, "0123")),
    };
    let missing = Record { size: 422, lines: record.lines.clone(), ..Record::default() };
    vec![
        ("said", said(frame, Some(run), &[], 3)),
        ("said-none", said(frame, None, &[], 0)),
        ("theme", theme(frame, &shown(0, &[]))),
        ("theme-leaf", theme(frame, &shown(1, &[words(30)]))),
        ("votes", votes(frame, &frame.plan.rounds[1], Some(run), &ids)),
        ("slate", slate(frame, &frame.plan.rounds[1], run, &ids).expect("the specimen has one")),
        ("votes-none", votes(frame, &frame.plan.rounds[0], None, &BTreeSet::new())),
        ("check", check(frame, &record)),
        ("check-fails", check(frame, &missing)),
        ("how", how(frame, Some(findings))),
        ("search", search(frame, &looked_for(run, &[hit(31)], None))),
        ("search-like", search(frame, &looked_for(run, &[hit(31)], Some(77)))),
        ("search-like-none", search(frame, &looked_for(run, &[], Some(77)))),
        ("drift", drift(frame, Some(&drifted(findings)))),
        ("drift-none", drift(frame, None)),
    ]
}

fn all_pages(w: &'static Words) -> Vec<(&'static str, String)> {
    let (plan, findings) = (asked(), found());
    let frame = frame(w, &plan, None);
    let mut pages = taking_part(&frame);
    pages.extend(ways(&frame, &findings));
    pages.extend(reading(&frame, &findings));
    pages
}

/// The pages that say most; the others are held to the locales, and to sentences where they are served.
const HELD: [&str; 13] = [
    "round",
    "answer-long",
    "check-answer",
    "done",
    "vote",
    "way-not-yet",
    "way-adopted",
    "way-refused",
    "said",
    "theme",
    "votes",
    "slate",
    "check",
];

#[test]
fn pages_in_english() {
    for (name, html) in all_pages(Words::english()) {
        if HELD.contains(&name) {
            insta::assert_snapshot!(format!("part-{name}"), read(&html));
        }
    }
}

/// What stands at `/runs/1` and below it: notice, page, and where its links lead.
#[test]
fn pages_of_one_run() {
    let (plan, findings) = (asked(), found());
    let run = Run { number: 1, findings: &findings };
    let runs = Runs { latest: Some(run), earlier: Vec::new() };
    let frame = Frame { pinned: Some(1), ..frame(Words::english(), &plan, None) };
    let shown = ThemeShown {
        run,
        own: &[],
        result_sha256: "0123",
        theme: &findings.themes.themes[0],
        read: &[],
        later: true,
        next: Some(31),
    };
    let pages = [
        ("said", said(&frame, Some(run), &[], 3)),
        ("theme", theme(&frame, &shown)),
        ("order", order(&frame, &runs).expect("there is a run")),
    ];
    for (name, html) in pages {
        let (_, notice) = html.split_once(r#"<div class="notice-line pinned">"#).expect(name);
        let (_, main) = html.split_once("<main").expect(name);
        let main = main.split("</main>").next().unwrap_or_default();
        let links = main.split(r#"href=""#).skip(1).filter_map(|link| link.split('"').next());
        let links: BTreeSet<&str> = links.collect();
        let links = links.into_iter().collect::<Vec<_>>().join("\n");
        let notice = notice.split("</div>").next().unwrap_or_default();
        insta::assert_snapshot!(
            format!("run-{name}"),
            format!("{notice}\n\n{}\n\n{links}", read(&html))
        );
    }
    let published = [(2, 500, "4567".to_owned()), (1, 400, "0123".to_owned())];
    let list = super::runs(&Frame { pinned: None, ..frame }, &published);
    insta::assert_snapshot!("run-list", read(&list));
}

#[test]
fn what_an_author_reads_in_chinese() {
    for (name, html) in all_pages(Words::of("zh").unwrap()) {
        if ["done", "way-adopted", "vote"].contains(&name) {
            insta::assert_snapshot!(format!("part-zh-{name}"), read(&html));
        }
    }
}

#[test]
fn nothing_is_said_past_the_locales() {
    for (name, html) in all_pages(pseudo()) {
        assert_eq!(left_over(&html), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn what_people_typed_stands_in_no_tag() {
    for (name, html) in all_pages(Words::english()) {
        assert!(!html.contains("<01>"), "{name}");
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
    }
}
