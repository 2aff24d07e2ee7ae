//! Every locale holds the same keys; every key is used, and every key that is used is held.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use findings::Share;

use super::{CHINESE_TEXTS, ENGLISH_TEXTS, Texts, Value, Words};

/// The keys of a locale with the names of the values each one takes.
fn keys(texts: Texts) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in texts.iter().flat_map(|text| text.lines()) {
        if let Some((key, _)) = line.split_once(" =")
            && line.starts_with(|c: char| c.is_ascii_lowercase())
        {
            current = key.to_owned();
            keys.entry(current.clone()).or_default();
        }
        if !line.starts_with('#') {
            let values = line.split('$').skip(1).map(|rest| {
                rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
            });
            keys.entry(current.clone()).or_default().extend(values);
        }
    }
    keys.remove("");
    keys
}

fn files_under(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_under(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// All code and all templates of this room, tests left out.
fn sources() -> String {
    let room = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    files_under(&room.join("src"), &mut files);
    files_under(&room.join("templates"), &mut files);
    files.sort();
    let texts = files
        .iter()
        .filter(|file| matches!(file.extension().and_then(|e| e.to_str()), Some("rs" | "html")))
        .filter(|file| !file.ends_with("tests.rs") && !file.ends_with("pseudo.rs"))
        .map(|file| fs::read_to_string(file).unwrap());
    texts.map(|text| text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned()).collect()
}

/// The string literals that stand first in a call of `function`.
fn first_arguments(sources: &str, function: &str) -> BTreeSet<String> {
    let call = format!("{function}(");
    let literal = |rest: &str| {
        let quoted = rest.trim_start().strip_prefix('"')?;
        quoted.split_once('"').map(|(literal, _)| literal.to_owned())
    };
    sources.split(&call).skip(1).filter_map(literal).collect()
}

#[test]
fn every_locale_holds_the_same_keys_with_the_same_values() {
    let (english, chinese) = (keys(ENGLISH_TEXTS), keys(CHINESE_TEXTS));
    let names = |keys: &BTreeMap<String, _>| keys.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&english), names(&chinese));
    for (key, values) in &english {
        assert_eq!(values, &chinese[key], "values of `{key}`");
    }
}

#[test]
fn every_key_in_code_and_templates_is_held_and_every_key_held_is_used() {
    let sources = sources();
    let held: BTreeSet<String> = keys(ENGLISH_TEXTS).into_keys().collect();
    let calls =
        ["say", "say_with", "html", "html_with"].map(|call| first_arguments(&sources, call));
    let asked: BTreeSet<String> = calls.into_iter().flatten().collect();
    let missing: Vec<_> = asked.difference(&held).collect();
    assert!(missing.is_empty(), "used, but in no locale: {missing:?}");
    let families: Vec<String> = ["named", "knows"]
        .iter()
        .flat_map(|call| first_arguments(&sources, call))
        // Handed on by its name, where parts of a theme are compared.
        .chain(["asked-round".to_owned()])
        .map(|family| format!("{family}-"))
        .collect();
    let idle: Vec<_> = held
        .difference(&asked)
        .filter(|key| !sources.contains(&format!("\"{key}\"")))
        .filter(|key| !families.iter().any(|family| key.starts_with(family.as_str())))
        .collect();
    assert!(idle.is_empty(), "in the locales, but used nowhere: {idle:?}");
}

#[test]
fn tags_in_sentences_are_few_and_closed() {
    for text in ENGLISH_TEXTS.iter().chain(CHINESE_TEXTS) {
        let bare = ["<b>", "</b>", "<code>", "</code>"]
            .iter()
            .fold((*text).to_owned(), |text, tag| text.replace(tag, ""));
        assert!(!bare.contains('<'), "{}", bare.split('<').nth(1).unwrap_or_default());
        for tag in ["b", "code"] {
            let count = |mark: String| text.matches(&mark).count();
            assert_eq!(count(format!("<{tag}>")), count(format!("</{tag}>")));
        }
    }
}

#[test]
fn numbers_shares_and_ranges_are_written_as_the_language_does() {
    let [en, zh] = Words::all();
    assert_eq!(en.number(3_113_402), "3,113,402");
    let large = Share { count: 564_342, of: 3_100_781, low: 0.173, high: 0.191 };
    assert_eq!((en.range(&large), en.point(&large)), ("17.3% to 19.1%".into(), "18.2%".into()));
    assert_eq!(zh.range(&large), "17.3%至19.1%");
    assert_eq!(en.ends(&large), Some(("17%".into(), "19%".into())));
    let exact = Share { low: 0.18200, high: 0.18201, ..large };
    assert_eq!((en.range(&exact), en.ends(&exact)), ("18.2%".into(), None));
    assert_eq!(en.point(&Share::of(0, 12)), "none");
    assert_eq!(en.point(&Share::of(12, 12)), "all");
    assert_eq!(en.point(&Share::of(1, 896)), "under 1%");
    assert_eq!(zh.point(&Share::of(2_999_999, 3_000_000)), "99.9%以上");
    assert_eq!(en.range(&Share::of(3, 12)), "9% to 53%");
}

#[test]
fn lists_are_phrases_and_what_comes_from_outside_is_escaped() {
    let [en, zh] = Words::all();
    let items = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
    assert_eq!((en.list(&items), zh.list(&items)), ("a, b and c".into(), "a、b和c".into()));
    assert_eq!(en.list(&items[..1]), "a");
    let title = Value::from("<i>");
    let html = en.html_with("title-of", &[("page", title.clone()), ("plan", title)]);
    assert_eq!(html.as_str(), "&lt;i&gt; - &lt;i&gt;");
    assert_eq!(en.named("nav", "plan"), "The plan");
    assert_eq!(en.named("nav", "farmers"), "farmers");
}
