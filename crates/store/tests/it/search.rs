//! The search index: what it finds, what it keeps, what leaves it.

use consultation::{Channel, Constituency, ModerationReason};
use findings::{TextVectors, VectorSpace};
use proptest::prelude::*;
use store::{
    Asked, Audience, Cut, Erasure, Filter, Found, NewErasure, NewModeration, NewRecord, Post,
    SearchIndex, SearchWord, Shown, Store,
};

use crate::harness::*;

/// Cuts at spaces; the rooms that know languages cut better.
const CUT: Cut = Cut { name: "spaces/1", words: at_spaces };

fn at_spaces(texts: &[String]) -> Vec<String> {
    let sorted = |text: &String| {
        let mut words: Vec<&str> = text.split_whitespace().collect();
        words.sort_unstable();
        words.join(" ")
    };
    texts.iter().map(sorted).collect()
}

fn asked(words: &str) -> Asked {
    let word = |word: &str| SearchWord { whole: word.to_owned(), parts: Vec::new() };
    let words = words.split_whitespace().map(word).collect();
    Asked { words, filter: Filter::default(), skip: 0, take: 100 }
}

fn find(index: &SearchIndex, store: &Store, words: &str, audience: Audience) -> Found {
    assert_eq!(index.catch_up(store, 99).unwrap(), 0);
    index.find(&asked(words), audience).unwrap()
}

fn say(store: &Store, text: &str, code: u64) -> u64 {
    let said = contribution(consultation::Release::AtOnce, text, Some(code));
    store.submit(Post::one(NOW, said)).unwrap().leaves.start
}

#[test]
fn the_best_match_comes_first_and_parts_are_counted() {
    let (_directory, store) = opened();
    let long = say(&store, "well well water and fields and houses and roads and rivers", 10);
    let short = say(&store, "well water", 11);
    let same = say(&store, "well water", 12);
    let other = say(&store, "road", 13);
    let index = store.search_index(CUT).unwrap();
    let found = find(&index, &store, "well water", Audience::Public);
    assert_eq!((found.total, found.ranked), (3, true));
    assert_eq!(found.leaves, [short, same, long], "equal scores by number");
    let everything = find(&index, &store, "", Audience::Public);
    assert_eq!((everything.total, everything.ranked), (4, false));
    assert_eq!(everything.leaves, [long, short, same, other]);
    let filter = Filter { channel: Some(Channel::Paper), ..Filter::default() };
    let none = index.find(&Asked { filter, ..asked("road") }, Audience::Public).unwrap();
    // Nothing came on paper; by channel stands what would be found by asking for another: road, and roads.
    assert_eq!((none.total, none.facets.channel.len()), (0, 1));
    assert_eq!((none.facets.channel[0].value.as_str(), none.facets.channel[0].count), ("web", 2));
    let filter = Filter { constituency: Some(Constituency::Public), ..Filter::default() };
    let page = Asked { filter, skip: 1, take: 1, ..asked("well") };
    assert_eq!(index.find(&page, Audience::Public).unwrap().leaves, [same]);
}

/// Every file of the index.
fn index_files(directory: &std::path::Path) -> Vec<u8> {
    let paths = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let of_index = paths.filter(|path| path.to_string_lossy().contains("canvass.search"));
    of_index.flat_map(|path| std::fs::read(path).unwrap()).collect()
}

#[test]
fn the_index_keeps_no_text_and_no_word_that_was_erased() {
    let (directory, store) = opened();
    for number in 0..2_000 {
        let text = format!("xq{number:05} wells ran dry behind the old mill near zq{number:05}");
        say(&store, &text, 100 + number);
    }
    let index = store.search_index(CUT).unwrap();
    assert_eq!(find(&index, &store, "xq00007", Audience::Public).total, 1);
    let held = |needle: &str| {
        let files = index_files(&path(&directory));
        files.windows(needle.len()).any(|window| window == needle.as_bytes())
    };
    // No two neighbouring words of any text stand beside each other in the file.
    let words: Vec<&str> = "wells ran dry behind the old mill near".split(' ').collect();
    for pair in words.windows(2) {
        assert!(!held(&pair.join(" ")), "{pair:?}");
    }
    let record = NewErasure { index: 3 + 7, reason: Erasure::LegalOrder, body: b"{}".to_vec() };
    store.submit(Post::one(NOW, NewRecord::Erasure(record))).unwrap();
    store.submit(Post::one(NOW, withdrawal(108))).unwrap();
    assert_eq!(find(&index, &store, "xq00007", Audience::Office).total, 0);
    assert_eq!(find(&index, &store, "zq00008", Audience::Office).total, 0);
    assert_eq!(find(&index, &store, "mill", Audience::Office).total, 1_998);
    drop(index);
    // A word is kept as what it has more than the word before it; so its entry is looked for.
    let conn = rusqlite::Connection::open(path(&directory).join("canvass.search")).unwrap();
    conn.execute_batch("CREATE VIRTUAL TABLE temp.v USING fts5vocab (main, words, row)").unwrap();
    let kept = |word: &str| -> i64 {
        let sql = "SELECT count(*) FROM temp.v WHERE term = ?1";
        conn.query_row(sql, [word], |row| row.get(0)).unwrap()
    };
    assert_eq!(["xq00007", "zq00008", "xq00009"].map(kept), [0, 0, 1]);
}

#[test]
fn an_index_of_another_log_or_form_or_none_at_all_is_made_anew() {
    let (directory, store) = opened();
    say(&store, "well", 10);
    drop(store.search_index(CUT).unwrap());
    let file = path(&directory).join("canvass.search");
    for damage in ["", "no database at all, but longer than the first page of one would be"] {
        std::fs::write(&file, damage).unwrap();
        let index = store.search_index(CUT).unwrap();
        assert_eq!(find(&index, &store, "well", Audience::Public).total, 1);
    }
    let conn = rusqlite::Connection::open(&file).unwrap();
    conn.execute("UPDATE state SET root = x'00'", []).unwrap();
    drop(conn);
    let index = store.search_index(CUT).unwrap();
    assert_eq!(index.upto(), 0);
    assert_eq!(find(&index, &store, "well", Audience::Public).total, 1);
    let other = store.search_index(Cut { name: "other/1", words: at_spaces }).unwrap();
    assert_eq!(other.upto(), 0);
    store.remove_search_index().unwrap();
    assert!(!store.has_search_index());
}

#[test]
fn like_ones_are_found_by_their_vectors_until_they_are_erased() {
    let (_directory, store) = opened();
    let said: Vec<u64> =
        (0..6).map(|number| say(&store, &format!("text {number}"), 50 + number)).collect();
    assert_eq!(store.like(said[0], 9, Audience::Public).unwrap(), []);
    let space = VectorSpace::of(2, &[1.0, 0.0, 0.9, 0.1, 0.0, 1.0, 0.5, 0.5, 0.0, 0.0]);
    // The second and the last have the same words; the fifth shares no word with another.
    let of_row =
        [Some(0), Some(1), Some(2), Some(3), Some(4), Some(1)].map(|at| at.map(|at| (0, at)));
    let vectors = TextVectors { spaces: vec![space], of_row: of_row.to_vec() };
    store.keep_vectors(1, &said, &vectors).unwrap();
    let like = |leaf: u64, audience| -> Vec<u64> {
        store.like(leaf, 9, audience).unwrap().iter().map(|like| like.leaf).collect()
    };
    assert_eq!(like(said[0], Audience::Public), [said[1], said[3]]);
    assert!(like(said[4], Audience::Public).is_empty());
    assert!(like(999, Audience::Office).is_empty());
    let hide = moderation(&store, 51, Shown::Hide(ModerationReason::Threat));
    store.submit(Post::one(NOW, hide)).unwrap();
    assert_eq!(like(said[0], Audience::Public), [said[5], said[3]], "a copy may be read");
    assert!(like(said[1], Audience::Public).is_empty());
    assert_eq!(like(said[0], Audience::Office), [said[1], said[3]]);
    // Erased words go with the next look of the index; what others have too stays.
    let index = store.search_index(CUT).unwrap();
    assert_eq!(index.catch_up(&store, 9).unwrap(), 0);
    for code in [51, 53] {
        store.submit(Post::one(NOW, withdrawal(code))).unwrap();
    }
    assert_eq!(index.catch_up(&store, 9).unwrap(), 0);
    assert_eq!(like(said[0], Audience::Office), [said[5]]);
}

/// What can happen to contributions, by number of the contribution.
#[derive(Clone, Debug)]
enum Happens {
    Said(bool, u8),
    Released(usize),
    Hidden(usize),
    Withdrawn(usize),
    Corrected(usize, u8),
    LookedFor,
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        3 => (any::<bool>(), 0u8..8).prop_map(|(held, words)| Happens::Said(held, words)),
        1 => (0usize..20).prop_map(Happens::Released),
        1 => (0usize..20).prop_map(Happens::Hidden),
        1 => (0usize..20).prop_map(Happens::Withdrawn),
        1 => (0usize..20, 0u8..8).prop_map(|(at, words)| Happens::Corrected(at, words)),
        1 => Just(Happens::LookedFor),
    ]
}

/// The words whose bit is set.
fn words_of(bits: u8) -> String {
    let words = ["well", "water", "road"].iter().enumerate();
    let kept = words.filter(|(at, _)| bits >> at & 1 == 1).map(|(_, word)| *word);
    kept.collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever happens and whenever the index looks, it finds what reading everything would find, and what
    /// one made anew finds, in the same order.
    #[test]
    fn the_index_finds_what_reading_everything_would(all in prop::collection::vec(happens(), 1..24)) {
        let (_directory, store) = opened();
        let index = store.search_index(CUT).unwrap();
        let mut codes = 0;
        for happened in all {
            let code = |at: usize| 1_000 + at as u64;
            // What cannot be done, because there is no such contribution or it is gone, is refused.
            let record = match happened {
                Happens::Said(held, words) => {
                    let release = match held {
                        true => consultation::Release::Held,
                        false => consultation::Release::AtOnce,
                    };
                    codes += 1;
                    contribution(release, &words_of(words), Some(code(codes - 1)))
                }
                Happens::Withdrawn(at) => withdrawal(code(at)),
                Happens::Corrected(at, words) => correction(code(at), &words_of(words)),
                Happens::Released(at) => moderation(&store, code(at), Shown::Release),
                Happens::Hidden(at) => {
                    moderation(&store, code(at), Shown::Hide(ModerationReason::Threat))
                }
                Happens::LookedFor => {
                    index.catch_up(&store, 1).unwrap();
                    continue;
                }
            };
            let _ = store.submit(Post::one(NOW, record));
        }
        let size = store.tree().unwrap().size;
        for audience in [Audience::Public, Audience::Office] {
            for words in ["well", "water", "well road", ""] {
                let found = find(&index, &store, words, audience);
                let mut leaves = found.leaves.clone();
                leaves.sort_unstable();
                prop_assert_eq!(&leaves, &read_through(&store, size, words, audience));
                store.remove_search_index().unwrap();
                let anew = store.search_index(CUT).unwrap();
                prop_assert_eq!(find(&anew, &store, words, audience), found);
            }
        }
    }
}

fn moderation(store: &Store, code: u64, shown: Shown) -> NewRecord {
    let found = store.contribution_by_code(&bytes(code)).unwrap();
    let index = found.map_or(u64::MAX, |stored| stored.index);
    NewRecord::Moderation(NewModeration { index, shown, body: b"{}".to_vec() })
}

fn read_through(store: &Store, size: u64, words: &str, audience: Audience) -> Vec<u64> {
    let stored = (0..size).filter_map(|index| store.contribution(index).unwrap());
    let seen = stored.filter(|one| match audience {
        Audience::Public => one.standing == store::Standing::Published,
        Audience::Office => one.standing.has_words(),
    });
    let has = |text: &str| words.split_whitespace().all(|word| text.split(' ').any(|w| w == word));
    seen.filter(|one| has(&one.contribution.text)).map(|one| one.index).collect()
}
