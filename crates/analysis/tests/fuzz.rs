//! Altered texts into what reads people's words: the normal form, language, duplicates, words for the search
//! index, a model's pieces. Nothing panics and every input ends soon. The long one is `cargo xtask torture texts`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use analysis::text::teacher::{ModelError, Teacher};
use analysis::text::{duplicate, search};
use analysis::{Options, analyse};
use consultation::{Channel, Contribution, Heard};
use std::collections::BTreeMap;

#[path = "../../../fuzz/altered.rs"]
mod altered;

use altered::Target;

const PIECES: &[&str] = &[
    "\u{0}",
    "\u{AD}",
    "\u{200B}",
    "\u{200D}",
    "\u{202E}",
    "\u{2066}",
    "\u{FE0F}",
    "\u{FEFF}",
    "\u{E0041}",
    "\u{0301}",
    "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
    "ﷺ",
    "ß",
    "ẞ",
    "İ",
    "ǅ",
    "ﬃ",
    "Ⅷ",
    "㍿",
    "水",
    "か\u{3099}",
    "한국",
    "ไทย",
    "नमस्ते",
    "ἑ",
    "ا\u{0651}\u{064E}",
    "𠀀",
    "\u{10FFFF}",
    "。",
    "，",
    ".",
    "!",
    " ",
    "\n",
    "\r\n",
    "\t",
    "e\u{0301}\u{0302}",
    "AAAAAAAAAAAAAAAAAAAAAAAA",
    "13800138000",
    "a@b.example",
];

fn texts() -> Vec<Vec<u8>> {
    [
        "Please keep household taps running before any field is watered; 24/7, thank you!",
        "建议先保证居民用水，再安排农田灌溉。用水的时间应该提前告诉大家，谢谢！",
        "計程車司機的權益 and «l’eau» — мы хотим парк، نريد حماية النهر 👨‍👩‍👧",
        "",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec()
}

/// The work of a few texts is not handed to other threads: a thread reads one input after another, and waiting for
/// others took most of the time.
fn stay_on_this_thread() {
    thread_local! {
        static POOL: Option<rayon::ThreadPool> =
            rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().ok();
    }
    POOL.with(|_| {});
}

fn targets() -> Vec<Target> {
    let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    vec![
        Target::file("normal-form", texts(), PIECES, move |bytes| {
            stay_on_this_thread();
            let text = lossy(bytes);
            let same = text.to_uppercase();
            let links = duplicate::duplicates(&[&text, &text], &[], 1, &|_| {});
            let visible = links[0].is_some();
            let _ = duplicate::duplicates(&[&text, &same], std::slice::from_ref(&text), 1, &|_| {});
            Some(links[0] == links[1] && (visible || text.chars().all(|c| !c.is_ascii_graphic())))
        }),
        Target::file("search-words", texts(), PIECES, move |bytes| {
            let text = lossy(bytes);
            let _ = search::sought(&text);
            let words = search::sorted_words(std::slice::from_ref(&text));
            Some(words.len() == 1)
        }),
        Target {
            name: "duplicates",
            seeds: vec![texts()],
            pieces: PIECES,
            read: Box::new(move |parts| {
                stay_on_this_thread();
                let texts: Vec<String> = parts.iter().map(|part| lossy(part)).collect();
                let mut rows: Vec<&str> = texts.iter().map(String::as_str).collect();
                rows.extend_from_within(..);
                let links = duplicate::duplicates(&rows, &texts[..1], 7, &|_| {});
                Some(links.len() == rows.len())
            }),
        },
        Target {
            name: "analyse",
            seeds: vec![texts()],
            pieces: PIECES,
            read: Box::new(move |parts| {
                stay_on_this_thread();
                let mut heard = Heard::default();
                for (number, part) in (0..).zip(parts) {
                    let id = format!("{number}");
                    heard.contributions.push(Contribution::new(id, lossy(part), Channel::Web));
                }
                let found = analyse(&heard, &Options::default(), &|_, _, _| {}).unwrap().analysed;
                Some(found.rows.assignments.len() == parts.len())
            }),
        },
        Target::file(
            "model-pieces",
            vec![pieces_of_a_model()],
            PIECES,
            |bytes| match Teacher::new(bytes, BTreeMap::new()) {
                Err(ModelError::Unreadable { .. }) => None,
                Err(ModelError::Array { .. }) => Some(true),
                Ok(_) => Some(false),
            },
        ),
    ]
}

/// A SentencePiece model of three pieces: unknown, the word mark and a letter; its table of replacements is one
/// empty unit.
fn pieces_of_a_model() -> Vec<u8> {
    let piece = |text: &str, score: f32, kind: u8| {
        let mut inner = vec![0x0a, text.len() as u8];
        inner.extend(text.as_bytes());
        inner.push(0x15);
        inner.extend(score.to_le_bytes());
        inner.extend([0x18, kind]);
        [vec![0x0a, inner.len() as u8], inner].concat()
    };
    let normalizer = vec![0x1a, 10, 0x12, 8, 4, 0, 0, 0, 0, 0, 0, 0];
    let pieces = [piece("<unk>", 0.0, 2), piece("▁", -1.0, 1), piece("a", -2.5, 1)];
    [pieces.concat(), vec![0x12, 2, 0x18, 1], normalizer].concat()
}

#[test]
fn altered_texts_do_no_harm() {
    altered::short(&targets(), 200);
}

#[test]
#[ignore = "takes half an hour on two processors; cargo xtask torture texts"]
fn long() {
    altered::long(&targets());
}

/// Each in turn: nothing, one letter, a megabyte, emoji alone, invisible and bidirectional characters, mixed scripts,
/// and repetition made to hurt. All in one go, counted, none lost.
#[test]
fn texts_that_nobody_should_send_are_handled_and_counted() {
    let long = |piece: &str| piece.repeat((1 << 20) / piece.len());
    let texts = [
        String::new(),
        " \u{200B}\u{202E}\u{2066}\u{FEFF}\n".to_owned(),
        "a".to_owned(),
        "水".to_owned(),
        "👍👍👍".to_owned(),
        "👍👍".to_owned(),
        long("a"),
        long("ab "),
        long("水"),
        long("The same sentence once more, and again. "),
        long("\u{301}"),
        long("👨\u{200D}👩\u{200D}👧"),
        long("ﷺ"),
        "a\u{202E}b\u{202C} 水 мир ἑ سلام हिन्दी".to_owned(),
    ];
    let mut heard = Heard::default();
    for (number, text) in (1..).zip(texts.iter().chain(&texts)) {
        heard.contributions.push(Contribution::new(
            number.to_string(),
            text.as_str(),
            Channel::Web,
        ));
    }
    let began = std::time::Instant::now();
    let found = analyse(&heard, &Options::default(), &|_, _, _| {}).unwrap().analysed;
    let empty = found.rows.assignments.iter().filter(|theme| theme.is_none()).count();
    assert_eq!(empty, 2 * 2, "what shows nothing has no theme");
    let excluded = &found.findings.received.excluded;
    assert!(
        excluded.iter().any(|one| one.reason == "empty-text" && one.count == 4),
        "{excluded:?}"
    );
    let linked = found.rows.duplicates.iter().filter(|link| link.is_some()).count();
    assert_eq!(linked, texts.len() * 2 - empty, "each was sent twice");
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}
