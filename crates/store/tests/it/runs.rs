//! From what was said to a run, a disposition and the acts that follow.

use std::collections::BTreeMap;

use consultation::{LocalText, ModerationReason, Release, Timestamp, Vote, VoteOrder};
use findings::{
    Analysed, Breakdown, DuplicateKind, DuplicateLink, Duplicates, Findings, Provenance, Quote,
    QuoteRole, Received, RowFindings, Share, Theme, ThemeId, Themes, VectorSource,
};
use jiff::civil::date;
use plan::{Act, ClauseId, Decision, Disposition, Measure, MeasureId, PlanId, Subject};
use store::{
    Audience, HeardAt, NewModeration, NewRecord, NewRun, NewStatement, PAGE_MAX, Post, Shown, Store,
};

use crate::harness::{
    NOW, act, bytes, contribution, database, opened, participant, reopen, round_id, vote,
    withdrawal,
};

fn submit(store: &Store, records: Vec<NewRecord>) {
    store.submit(Post { key: None, now: NOW, records }).unwrap();
}

/// Findings with one theme that quotes the contribution at leaf `quoted`.
fn findings(quoted: u64, text: &str) -> Findings {
    let quote = Quote {
        contribution: quoted.to_string(),
        text: text.to_owned(),
        cut: false,
        language: "en".to_owned(),
        constituency: "public".to_owned(),
        channel: "web".to_owned(),
        role: QuoteRole::Typical,
        quotable: true,
    };
    let theme = Theme {
        id: ThemeId("1".to_owned()),
        parent: None,
        name: "wells".to_owned(),
        terms: Vec::new(),
        size: Share::of(2, 3),
        size_distinct: Share::of(2, 3),
        people: None,
        by: Breakdown::default(),
        quotes: vec![quote],
        kept: None,
        coherence: 0.1 + 0.2,
        stability: None,
    };
    Findings {
        schema: Findings::SCHEMA.to_owned(),
        title: None,
        received: Received::default(),
        duplicates: Duplicates::default(),
        campaigns: Vec::new(),
        themes: Themes {
            themes: vec![theme],
            concerns: Vec::new(),
            asked: None,
            leaves: 1,
            per_language: false,
            senders: None,
        },
        opinion: None,
        slates: Vec::new(),
        notes: Vec::new(),
        provenance: Provenance {
            methods: BTreeMap::new(),
            seed: 1,
            votes_profile: "polis".to_owned(),
            vectors: VectorSource::Lsa,
        },
    }
}

/// The first two of `input` in theme 1, the second a duplicate of the first; voters in group 0.
fn analysed(input: &HeardAt, findings: Findings) -> Analysed {
    let theme = |at: usize| (at < 2).then(|| (ThemeId("1".to_owned()), 0.1 + 0.2 * at as f64));
    let duplicate =
        |at: usize| (at == 1).then_some(DuplicateLink { cluster: 0, kind: DuplicateKind::Near });
    let count = input.contributions.len();
    Analysed {
        findings,
        rows: RowFindings {
            vectors: Default::default(),
            assignments: (0..count).map(theme).collect(),
            duplicates: (0..count).map(duplicate).collect(),
            languages: vec!["en".to_owned(); count],
            groups: vec![Some(0); input.participants.len()],
        },
    }
}

fn new_run<'a>(input: &'a HeardAt, analysed: &'a Analysed) -> NewRun<'a> {
    const RESULT: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let salts = vec![[5; 32]; input.contributions.len()].leak();
    NewRun { now: NOW, input, analysed, result_sha256: RESULT, salts }
}

/// Leaves 3 to 5 say something, 6 and 7 are votes of participants 1 and 2.
fn said() -> (tempfile::TempDir, Store) {
    let (directory, store) = opened();
    submit(
        &store,
        vec![
            contribution(Release::AtOnce, "Dig wells.", Some(10)),
            contribution(Release::AtOnce, "Dig more wells.", Some(11)),
            contribution(Release::Held, "", None),
            participant(1),
            participant(2),
            vote(2, 3, Vote::Agree),
            vote(1, 1, Vote::Pass),
        ],
    );
    (directory, store)
}

#[test]
fn a_run_is_kept_and_read_back() {
    let (_directory, store) = said();
    let input = store.heard(None).unwrap();
    let analysed = analysed(&input, findings(3, "Dig wells."));
    let (number, kept) = store.keep_run(&new_run(&input, &analysed)).unwrap();
    assert_eq!((number, kept.leaves.clone()), (1, 8..9));
    let run = store.latest_run().unwrap().unwrap();
    assert_eq!((run.number, run.index, run.input_size, run.blanked), (1, 8, 8, 0));
    assert_eq!(run.findings, analysed.findings);
    let body = String::from_utf8(store.document(8).unwrap().unwrap().body).unwrap();
    assert!(body.starts_with(r#"{"schema":"canvass-run/2","run":1,"input_size":8,"#), "{body}");

    let assignment = store.assignment(1, 4).unwrap().unwrap();
    assert_eq!(assignment.theme, Some(ThemeId("1".to_owned())));
    assert_eq!(assignment.similarity, Some(0.1 + 0.2));
    assert_eq!(assignment.duplicate.map(|link| link.kind), Some(DuplicateKind::Near));
    assert_eq!(store.assignment(1, 5).unwrap().unwrap().theme, None);
    assert_eq!(store.assignment(2, 4).unwrap(), None);
    assert_eq!(store.group_of(1, &bytes(2)).unwrap(), Some(0));

    let moderation = NewModeration {
        index: 3,
        shown: Shown::Hide(ModerationReason::OffTopic),
        body: b"{}".to_vec(),
    };
    submit(&store, vec![NewRecord::Moderation(moderation)]);
    let of_theme = |audience, from| -> Vec<u64> {
        let found = store.of_theme(1, &ThemeId("1".to_owned()), audience, from, PAGE_MAX).unwrap();
        found.iter().map(|stored| stored.index).collect()
    };
    assert_eq!(of_theme(Audience::Office, 0), [3, 4]);
    assert_eq!(of_theme(Audience::Public, 0), [4]);
    assert_eq!(of_theme(Audience::Office, 4), [4]);
    let found = store.in_themes(1, &[4, 5, 3, 9]).unwrap();
    let places: Vec<(u64, &str, bool)> =
        found.iter().map(|one| (one.index, one.theme.as_str(), one.published)).collect();
    assert_eq!(places, [(4, "1", true), (3, "1", false)]);
    assert_eq!(store.in_themes(2, &[4]).unwrap(), []);
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn erased_words_leave_the_quotes_of_every_run() {
    let (directory, store) = said();
    let input = store.heard(None).unwrap();
    let analysed = analysed(&input, findings(3, "Dig wells."));
    store.keep_run(&new_run(&input, &analysed)).unwrap();
    submit(&store, vec![withdrawal(10)]);
    // A run that was under way meanwhile quotes them too.
    store.keep_run(&new_run(&input, &analysed)).unwrap();
    for number in [1, 2] {
        let run = store.run(number).unwrap().unwrap();
        assert_eq!(run.blanked, 1);
        let mut expected = analysed.findings.clone();
        expected.themes.themes[0].quotes[0].text.clear();
        assert_eq!(run.findings, expected);
    }
    assert_eq!(store.latest_run_stamp().unwrap(), Some((2, 1)));
    drop(store);
    let file = std::fs::read(database(&directory)).unwrap();
    let stands = |words: &str| file.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(stands("Dig more wells.") && !stands("Dig wells."));
}

#[test]
fn rows_of_a_run_that_was_never_finished_are_removed() {
    let (directory, store) = said();
    drop(store);
    let conn = rusqlite::Connection::open(database(&directory)).unwrap();
    conn.execute_batch(
        "WITH RECURSIVE n(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM n WHERE value < 9999)
         INSERT INTO assignment (run, contribution, language) SELECT 1, value, 'en' FROM n;
         INSERT INTO opinion_group (run, participant) VALUES (1, 1)",
    )
    .unwrap();
    drop(conn);
    let store = reopen(&directory);
    assert_eq!(store.latest_run().unwrap(), None);
    assert_eq!(store.assignment(1, 9_999).unwrap(), None);
    let input = store.heard(None).unwrap();
    let analysed = analysed(&input, findings(3, "Dig wells."));
    assert_eq!(store.keep_run(&new_run(&input, &analysed)).unwrap().0, 1);
    assert_eq!(store.assignment(1, 9_999).unwrap(), None);
    assert!(store.assignment(1, 3).unwrap().is_some());
}

#[test]
fn everything_that_takes_part_is_heard_in_order() {
    let (_directory, store) = said();
    let statement = NewStatement {
        round: round_id(Release::Held),
        statement: consultation::Statement::new("77", ""),
        contribution: Some(4),
    };
    submit(
        &store,
        vec![NewRecord::Statement(statement), vote(2, 4, Vote::Disagree), vote(2, 4, Vote::Agree)],
    );
    let HeardAt { heard, size, contributions, participants } = store.heard(None).unwrap();
    assert_eq!((size, contributions, participants), (10, vec![3, 4, 5], vec![2, 1]));
    let texts: Vec<_> = heard.contributions.iter().map(|said| said.text.as_str()).collect();
    assert_eq!(texts, ["Dig wells.", "Dig more wells.", ""]);
    let statements: Vec<_> =
        heard.statements.iter().map(|s| (s.id.as_str(), s.text.as_str())).collect();
    assert_eq!(
        statements,
        [
            ("s1", "Statement 1."),
            ("s2", "Statement 2."),
            ("s3", "Statement 3."),
            ("4", "Dig more wells."),
            ("at-once:s1", "Statement 1."),
            ("at-once:s2", "Statement 2."),
            ("at-once:s3", "Statement 3."),
        ]
    );
    let votes: Vec<_> = heard.votes.iter().map(|v| (v.participant, v.statement, v.vote)).collect();
    assert_eq!(
        votes,
        [(0, 2, Vote::Agree), (1, 0, Vote::Pass), (0, 3, Vote::Disagree), (0, 3, Vote::Agree),]
    );
    assert_eq!(heard.vote_order, VoteOrder::ByTime);
    assert_eq!(heard.title.as_deref(), Some("Example plan"));
    assert!(heard.asked.contains(&"旱期水量分配".to_owned()));

    let only = store.heard(Some(&round_id(Release::AtOnce))).unwrap();
    assert_eq!((only.contributions, only.heard.votes.len()), (vec![3, 4], 0));
    let statements = store.statements(&round_id(Release::Held)).unwrap();
    let counts = statements[3].counts;
    assert_eq!((counts.agree, counts.disagree, statements[3].number), (1, 0, 4));
    let votes = store.votes_of(&bytes(2), &round_id(Release::Held)).unwrap();
    assert_eq!(votes, BTreeMap::from([(3, Vote::Agree), (4, Vote::Agree)]));
}

#[test]
fn acts_are_sealed_in_order_and_a_refused_one_leaves_nothing() {
    let (directory, store) = said();
    let input = store.heard(None).unwrap();
    let analysed = analysed(&input, findings(3, "Dig wells."));
    store.keep_run(&new_run(&input, &analysed)).unwrap();
    let disposition = |subject| {
        act(Act::Dispose(Disposition {
            subject,
            decision: Decision::Adopted,
            reason: LocalText::one("en", "Wells run dry."),
            clause: Some(ClauseId("2.1".into())),
            evidence: Vec::new(),
            on: date(2026, 2, 1),
        }))
    };
    let theme = |run| Subject::Theme { run, theme: ThemeId("1".into()) };
    let measure = |clause: &str| {
        let title = LocalText::one("en", "Dig wells");
        act(Act::AddMeasure(Measure::new(MeasureId("m".into()), ClauseId(clause.into()), title)))
    };
    let nested = || {
        let parent = Some(PlanId("example".into()));
        let plan = plan::Plan { id: PlanId("province".into()), parent, ..plan::example() };
        let sealed = plan::leaf::SealedAct::new(plan.id.clone(), Act::Publish(Box::new(plan)));
        NewRecord::Act(sealed)
    };
    let table = [
        (vec![disposition(theme(1))], "ok 9"),
        (vec![disposition(theme(2))], "there is no analysis run at index 2"),
        (vec![disposition(Subject::Contribution(4))], "ok 10"),
        (vec![disposition(Subject::Contribution(6))], "there is no contribution at index 6"),
        (vec![measure("2.1"), measure("9.9")], "there is no clause `9.9` in this plan"),
        (vec![measure("2.1")], "ok 11"),
        (vec![measure("2.1")], "there is already a measure `m` in this plan"),
        (vec![nested()], "ok 12"),
        (vec![nested()], "there is already a plan like this"),
    ];
    for (records, expected) in table {
        let before = store.plans();
        let answer = store.submit(Post { key: None, now: Timestamp(NOW.0 + 1), records });
        let answer = answer
            .map_or_else(|refusal| refusal.to_string(), |kept| format!("ok {}", kept.leaves.start));
        assert_eq!(answer, expected);
        assert_eq!(answer.starts_with("ok"), store.plans() != before);
    }
    let about: Vec<_> =
        store.documents_about(8).unwrap().iter().map(|document| document.index).collect();
    assert_eq!(about, [9]);
    let plans = store.plans();
    assert_eq!(plans.plan(&PlanId("example".into())).unwrap().measures.len(), 1);
    assert_eq!(plans.rounds().count(), 2);
    drop(store);
    assert_eq!(reopen(&directory).plans(), plans);
}
