use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::example;

fn edit() -> Edit {
    Edit {
        by: LocalText::one("en", "Water office"),
        why: LocalText::one("en", "Read again."),
        review: None,
        on: date(2026, 2, 1),
    }
}

/// A plan of `n` clauses in two chapters, no two alike.
fn plan(n: usize) -> Plan {
    let mut plan = example();
    let mut second = plan.chapters[0].clone();
    second.id = "3".into();
    second.objectives[0].id = "roads".into();
    plan.chapters.push(second);
    for (chapter, number) in [("2", n / 2), ("3", n - n / 2)] {
        let at = plan.chapters.iter().position(|c| c.id == chapter).unwrap();
        plan.chapters[at].objectives[0].clauses = (1..=number)
            .map(|i| {
                let id = ClauseId(format!("{chapter}.{i}"));
                let title = LocalText::one("en", format!("Matter {}", word(at * 1000 + i)));
                let text = format!("{} asks. {} is given.", word(i * 7 + at), word(i * 31 + at));
                Clause::new(id, title, LocalText::one("en", text))
            })
            .collect();
    }
    plan
}

/// A made-up word of eight syllables for each number.
fn word(mut n: usize) -> String {
    const SYLLABLES: [&str; 8] = ["ba", "do", "fi", "gu", "le", "mo", "ri", "tu"];
    n = n.wrapping_mul(2_654_435_761) % (1 << 24);
    (0..8).map(|at| SYLLABLES[(n >> (3 * at)) & 7]).collect()
}

fn reads(plan: &Plan) -> Vec<(Level, String, String)> {
    let entries = OutlineText::of(plan, "en").entries;
    entries.into_iter().map(|entry| (entry.level, entry.title, entry.text)).collect()
}

/// The entries of an outline with places, as a reader of files gives them.
fn placed(mut text: OutlineText) -> OutlineText {
    for (at, entry) in text.entries.iter_mut().enumerate() {
        entry.place = format!("line {}", at + 1);
    }
    text
}

#[test]
fn an_outline_that_nobody_edited_changes_nothing() {
    let plan = plan(12);
    let found = redraft(&plan, &placed(OutlineText::of(&plan, "en")), &edit()).unwrap();
    assert_eq!((found.found.len(), found.acts()), (12, Vec::new()));
}

#[test]
fn what_cannot_be_this_plan_is_refused_with_its_place() {
    let plan = plan(4);
    let whole = placed(OutlineText::of(&plan, "en"));
    let refused = |change: &dyn Fn(&mut OutlineText)| {
        let mut text = whole.clone();
        change(&mut text);
        redraft(&plan, &text, &edit()).unwrap_err().to_string()
    };
    let faults = [
        refused(&|text| text.entries.swap(0, 1)),
        refused(&|text| text.entries.swap(1, 2)),
        refused(&|text| text.entries[3].anchor = Some("2.1".into())),
        refused(&|text| text.entries[3].text.clear()),
        refused(&|text| text.entries.truncate(2)),
    ];
    insta::assert_debug_snapshot!(faults, @r#"
    [
        "line 2: objective `Water for homes and fields` stands before the first chapter",
        "line 3: clause `Matter doririleturimodo` stands before the first objective",
        "line 4: the anchor of clause `2.1` stands at line 3 already",
        "line 4: clause `Matter filemodotumogugu` has no text",
        "none of the plan's 4 clauses is in this file",
    ]
    "#);
}

#[test]
fn a_withdrawn_clause_keeps_its_number_and_can_come_back() {
    let mut plan = plan(4);
    let whole = placed(OutlineText::of(&plan, "en"));
    let mut shorter = whole.clone();
    shorter.entries.remove(3);
    let gone = redraft(&plan, &shorter, &edit()).unwrap();
    assert_eq!(gone.withdrawn, [ClauseId("2.2".into())]);
    gone.acts().into_iter().for_each(|act| plan.apply(act).unwrap());
    assert_eq!(plan.withdrawn[0].clause.id.as_str(), "2.2");
    assert_eq!(plan.clauses().count(), 3);

    // Its number is not given again.
    let mut more = placed(OutlineText::of(&plan, "en"));
    let new = OutlineEntry {
        place: "line 9".into(),
        anchor: None,
        number: Some("2.2".into()),
        title: "Quite another thing".into(),
        text: "Nothing of the kind stood here.".into(),
        ..more.entries[2].clone()
    };
    more.entries.insert(3, new);
    let added = redraft(&plan, &more, &edit()).unwrap();
    assert_eq!(added.new, [ClauseId("2.3".into())]);

    // Its place in an arrangement brings it back.
    let mut back = Arrangement::of(&plan, date(2026, 3, 1));
    let title = plan.withdrawn[0].clause.title.clone();
    let slot = ArrangedClause { id: ClauseId("2.2".into()), title, text: None };
    back.chapters[0].objectives[0].clauses.push(slot);
    plan.apply(Act::Arrange(back)).unwrap();
    assert_eq!((plan.withdrawn.len(), plan.clauses().count()), (0, 4));
}

#[derive(Clone, Debug)]
struct Planted {
    order: Vec<usize>,
    reworded: Vec<usize>,
    deleted: Vec<usize>,
    new: Vec<usize>,
    anchors: bool,
}

const CLAUSES: usize = 30;

fn planted() -> impl Strategy<Value = Planted> {
    let some = || prop::collection::vec(0..CLAUSES, 0..6);
    let order = Just((0..CLAUSES).collect::<Vec<_>>()).prop_shuffle();
    (order, some(), some(), some(), any::<bool>()).prop_map(
        |(order, reworded, deleted, new, anchors)| Planted {
            order,
            reworded,
            deleted,
            new,
            anchors,
        },
    )
}

/// The outline with the planted edits; which clause each heading was, `None` for new ones.
fn edited(plan: &Plan, planted: &Planted) -> (OutlineText, Vec<Option<String>>) {
    let mut text = OutlineText::of(plan, "en");
    let (mut heads, clauses): (Vec<_>, Vec<_>) =
        text.entries.drain(..).partition(|entry| entry.level != Level::Clause);
    let mut truth = Vec::new();
    let mut body = Vec::new();
    for &at in planted.order.iter().filter(|at| !planted.deleted.contains(at)) {
        let mut entry = clauses[at].clone();
        truth.push(entry.anchor.clone());
        if planted.reworded.contains(&at) {
            entry.text.push_str(" Every year.");
        }
        if !planted.anchors {
            (entry.anchor, entry.number) = (None, None);
        }
        body.push(entry);
        if planted.new.contains(&at) {
            truth.push(None);
            body.push(OutlineEntry {
                anchor: None,
                number: None,
                title: format!("New {}", word(at * 977 + 5)),
                text: format!("{} comes.", word(at * 499 + 3)),
                ..clauses[at].clone()
            });
        }
    }
    let half = body.len() / 2;
    let rest = body.split_off(half);
    let later = heads.split_off(2);
    text.entries = heads.into_iter().chain(body).chain(later).chain(rest).collect();
    (placed(text), truth)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is reordered, reworded, deleted and added: every clause that survives is found, with or
    /// without anchors, and the plan then reads as the file does.
    #[test]
    fn every_surviving_anchor_is_found(planted in planted()) {
        let mut plan = plan(CLAUSES);
        let (text, truth) = edited(&plan, &planted);
        prop_assume!(truth.iter().flatten().count() > 0);
        let found = redraft(&plan, &text, &edit()).unwrap();
        let by_place: BTreeMap<&str, &str> =
            found.found.iter().map(|f| (f.place.as_str(), f.clause.as_str())).collect();
        let clauses = text.entries.iter().filter(|entry| entry.level == Level::Clause);
        for (entry, was) in clauses.zip(&truth) {
            prop_assert_eq!(by_place.get(entry.place.as_str()).copied(), was.as_deref());
        }
        let wanted = text.entries.iter().map(|e| (e.level, e.title.clone(), e.text.clone()));
        let wanted: Vec<_> = wanted.collect();
        let gone = found.withdrawn.len();
        for act in found.acts() {
            plan.apply(act).unwrap();
        }
        prop_assert_eq!(reads(&plan), wanted);
        prop_assert_eq!(plan.withdrawn.len(), gone);
    }
}
