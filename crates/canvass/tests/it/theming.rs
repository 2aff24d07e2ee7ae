//! What people decide about themes, from the act to the next run and the public page.

use canvass::failure::Exit;
use consultation::LocalText;
use findings::ThemeId;
use jiff::civil::date;
use plan::{Act, Decision, Disposition, KeptId, PlanId, Subject, ThemeAct, ThemeChange};
use store::Store;

use crate::data_directory::{init, run, say};
use crate::harness::Site;

const SUBJECTS: [&str; 3] = [
    "In a drought the water of the reservoir should go to homes first",
    "Visitors from abroad find it hard to pay in shops and hotels by card",
    "The evening bus to the villages stops too early for workers on shift",
];

async fn write(site: &Site, numbers: std::ops::Range<usize>) {
    let subject = |number: usize| SUBJECTS[number % SUBJECTS.len()];
    site.write(numbers, |number| format!("{}, says writer {number}.", subject(number))).await;
}

fn decide(site: &Site, change: ThemeChange) -> KeptId {
    let plans = site.store.plans();
    let id = plans.top().unwrap().next_theme_act();
    let why = LocalText::one("en", "Both are about getting around.");
    let act = ThemeAct { id: id.clone(), change, by: "A. Staff".into(), why, on: date(2026, 2, 1) };
    site.act(&PlanId("example".into()), Act::ActOnThemes(act));
    id
}

/// For each contribution the name of its theme.
fn sorted(site: &Site, run: u64) -> Vec<(u64, String)> {
    let found = site.store.run(run).unwrap().unwrap().findings;
    let name = |id: &ThemeId| {
        let theme = found.themes.themes.iter().find(|theme| theme.id == *id).unwrap();
        theme.name.clone()
    };
    let sorted = site.store.sorted(run).unwrap();
    sorted.iter().map(|(leaf, theme)| (*leaf, name(theme))).collect()
}

fn theme_of(site: &Site, run: u64, contribution: u64) -> ThemeId {
    site.store.assignment(run, contribution).unwrap().unwrap().theme.unwrap()
}

/// Both themes are answered alike.
fn note(site: &Site, run: u64, themes: [&ThemeId; 2]) {
    for theme in themes {
        let disposition = Disposition {
            subject: Subject::Theme { run, theme: theme.clone() },
            decision: Decision::Noted,
            reason: LocalText::one("en", format!("Theme {theme} is for the towns.")),
            clause: None,
            evidence: Vec::new(),
            on: date(2026, 2, 1),
        };
        site.act(&PlanId("example".into()), Act::Dispose(disposition));
    }
}

#[tokio::test]
async fn decisions_outlive_the_next_run_and_can_be_taken_back() {
    let site = Site::new();
    let first = site.size();
    write(&site, 0..36).await;
    let one = site.analyse(3);
    let before = sorted(&site, one);
    let (cards, buses) = (theme_of(&site, one, first + 1), theme_of(&site, one, first + 2));
    assert_ne!(cards, buses);
    note(&site, one, [&cards, &buses]);
    let merge =
        ThemeChange::Merge { run: one, themes: vec![cards, buses], name: "Getting around".into() };
    let merged = decide(&site, merge);
    let pending = site.get(&format!("/said/{}", theme_of(&site, one, first + 1)), "").await.words();
    assert!(pending.contains("Both are about getting around."), "{pending}");

    // What comes later joins by likeness; nothing is lost or twice.
    write(&site, 36..54).await;
    let two = site.analyse(3);
    let found = sorted(&site, two);
    assert_eq!(found.len(), 54);
    let around: Vec<u64> =
        found.iter().filter(|(_, name)| name == "Getting around").map(|(leaf, _)| *leaf).collect();
    let expected = (first..).take(54 + 6).filter(|leaf| {
        let text = site.store.contribution(*leaf).unwrap();
        text.is_some_and(|stored| !stored.contribution.text.starts_with("In a drought"))
    });
    assert_eq!(around, expected.collect::<Vec<_>>());
    let kept = theme_of(&site, two, first + 1);
    let page = site.get(&format!("/said/{kept}"), "").await.words();
    for said in
        ["Getting around", "A. Staff", "Both are about getting around.", "is for the towns."]
    {
        assert!(page.contains(said), "{said}: {page}");
    }

    // Split by words; a contribution moved by itself stays where it was put.
    let split = ThemeChange::Split {
        theme: merged.clone(),
        words: "evening bus".into(),
        name: "Buses".into(),
    };
    decide(&site, split);
    decide(&site, ThemeChange::Move { contribution: first + 2, theme: merged.clone() });
    let three = site.analyse(3);
    let found = sorted(&site, three);
    let name = |leaf: u64| found.iter().find(|(at, _)| *at == leaf).unwrap().1.clone();
    assert_eq!([1, 2, 5].map(|at| name(first + at)), ["Getting around", "Getting around", "Buses"]);

    // All of it taken back, the last first: the first run's themes again.
    for act in ["K3", "K2", "K1"] {
        decide(&site, ThemeChange::Undo { act: KeptId(act.into()) });
    }
    let four = site.analyse(3);
    let after = sorted(&site, four);
    let same_theme = |rows: &[(u64, String)], a: usize, b: usize| rows[a].1 == rows[b].1;
    for (a, b) in (0..before.len()).zip(1..before.len()) {
        assert_eq!(same_theme(&before, a, b), same_theme(&after, a, b));
    }
    assert!(
        site.store
            .run(four)
            .unwrap()
            .unwrap()
            .findings
            .themes
            .themes
            .iter()
            .all(|t| t.kept.is_none())
    );
}

/// A split by words that no contribution has was recorded without a word.
#[test]
fn a_split_that_takes_nothing_off_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    init(&data);
    let said: Vec<u64> = (0..16)
        .map(|number| say(&data, &format!("{}, says writer {number}.", SUBJECTS[number % 2])))
        .collect();
    run(&["run", "DATA", "--themes", "2", "--model", "none"], &data).unwrap();
    let store = Store::open(&data).unwrap();
    let theme = store.assignment(1, said[1]).unwrap().unwrap().theme.unwrap().0;
    drop(store);
    let split = |words: &str| {
        let by = ["--name", "Shops", "--by", "A. Staff", "--why", "Two matters."];
        let asked = ["theme", "split", "DATA", "--theme", &theme, "--words", words];
        run(&[&asked[..], &by].concat(), &data)
    };
    let acts = || Store::open(&data).unwrap().plans().top().unwrap().theme_acts.len();
    let refused = split("zzzz").unwrap_err();
    assert_eq!(refused.exit, Exit::Usage);
    assert_eq!(refused.message, format!("no contribution of theme `{theme}` has these words"));
    assert!(refused.hint.is_some() && acts() == 0, "and the theme is not locked either");
    split("writer 3").unwrap();
    assert_eq!(acts(), 2, "a lock and a split");
}
