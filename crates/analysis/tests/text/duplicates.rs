//! Duplicates against brute force, and under a change of order.

use std::collections::{BTreeMap, BTreeSet};

use analysis::text::duplicate;
use findings::{DuplicateKind, DuplicateLink};
use proptest::prelude::*;

const WORDS: [&str; 24] = [
    "river", "drought", "well", "village", "pension", "school", "bridge", "harvest", "forest",
    "train", "doctor", "market", "sunday", "winter", "north", "field", "water", "house", "clean",
    "young", "old", "teacher", "light", "road",
];

fn duplicates(texts: &[&str], seed: u64) -> Vec<Option<DuplicateLink>> {
    duplicate::duplicates(texts, &[], seed, &|_| {})
}

/// A letter of some length and its variants: words replaced, or words added.
fn family() -> impl Strategy<Value = Vec<String>> {
    let letter = prop::collection::vec(0..WORDS.len(), 12..60);
    let edit = (0usize..60, 0..WORDS.len(), prop::bool::ANY);
    (letter, prop::collection::vec(prop::collection::vec(edit, 0..8), 1..6)).prop_map(
        |(letter, variants)| {
            let written = |edits: Vec<(usize, usize, bool)>| {
                let mut words = letter.clone();
                for (at, word, added) in edits {
                    let at = at % words.len();
                    if added { words.insert(at, word) } else { words[at] = word }
                }
                words.into_iter().map(|word| WORDS[word]).collect::<Vec<_>>().join(" ")
            };
            variants.into_iter().map(written).collect()
        },
    )
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(family(), 1..6).prop_map(|families| families.concat())
}

/// Jaccard similarity of the sets of four characters, by sets of strings.
fn jaccard(a: &str, b: &str) -> f64 {
    let set = |text: &str| {
        let characters: Vec<char> = text.chars().collect();
        characters.windows(4).map(|four| four.iter().collect()).collect::<BTreeSet<String>>()
    };
    let (a, b) = (set(a), set(b));
    a.intersection(&b).count() as f64 / a.union(&b).count() as f64
}

/// Sets of positions that are in one cluster.
fn sets(links: &[Option<DuplicateLink>]) -> BTreeSet<Vec<usize>> {
    let mut clusters: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, link) in links.iter().enumerate() {
        if let Some(link) = link {
            clusters.entry(link.cluster).or_default().push(at);
        }
    }
    clusters.into_values().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn finds_what_comparing_every_pair_would_find(texts in texts()) {
        let rows: Vec<&str> = texts.iter().map(String::as_str).collect();
        let links = duplicates(&rows, 1);
        let together = |a: usize, b: usize| {
            links[a].zip(links[b]).is_some_and(|(a, b)| a.cluster == b.cluster)
        };
        for a in 0..rows.len() {
            for b in 0..a {
                let similarity = jaccard(rows[a], rows[b]);
                prop_assert!(rows[a] != rows[b] || together(a, b), "equal: {}", rows[a]);
                // Two members are each near the letter, so they cannot be strangers to each other.
                prop_assert!(!together(a, b) || similarity > 0.05, "{similarity}: {} | {}", rows[a], rows[b]);
            }
        }
        // Of two texts with nearly all in common at most one is left alone, the other then standing
        // with a letter that is nearer to it.
        for a in 0..rows.len() {
            for b in 0..a {
                let alone = links[a].is_none() && links[b].is_none();
                prop_assert!(!alone || jaccard(rows[a], rows[b]) < 0.9, "{} | {}", rows[a], rows[b]);
            }
        }
        for (at, link) in links.iter().enumerate() {
            let copies = rows.iter().filter(|row| **row == rows[at]).count();
            let exact = link.is_some_and(|link| link.kind == DuplicateKind::Exact);
            prop_assert_eq!(exact, copies > 1, "{}", rows[at]);
        }
    }

    #[test]
    fn the_order_of_the_input_only_numbers_the_clusters(
        (texts, order) in texts().prop_flat_map(|texts| {
            let order: Vec<usize> = (0..texts.len()).collect();
            (Just(texts), Just(order).prop_shuffle())
        }),
    ) {
        let rows: Vec<&str> = texts.iter().map(String::as_str).collect();
        let moved: Vec<&str> = order.iter().map(|&at| rows[at]).collect();
        let back = |set: &Vec<usize>| {
            let mut set: Vec<usize> = set.iter().map(|&at| order[at]).collect();
            set.sort_unstable();
            set
        };
        let moved: BTreeSet<Vec<usize>> = sets(&duplicates(&moved, 1)).iter().map(back).collect();
        prop_assert_eq!(sets(&duplicates(&rows, 1)), moved);
    }
}

/// Everybody begins alike and goes on in own words: full buckets, no duplicates, and no time lost.
#[test]
fn a_bucket_of_strangers_stays_linear() {
    let mut state = 1_u64;
    let mut letter = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        char::from(b'a' + (state >> 33) as u8 % 26)
    };
    let mut word = || (0..6).map(|_| letter()).collect::<String>();
    let mut own = || (0..20).map(|_| word()).collect::<Vec<_>>().join(" ");
    let texts: Vec<String> =
        (0..2_000).map(|_| format!("we ask the office to {}", own())).collect();
    let rows: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert!(duplicates(&rows, 1).iter().all(Option::is_none));
}

/// Words that nobody else writes.
struct Own(u64);

impl Own {
    fn letter(&mut self) -> char {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        char::from(b'a' + (self.0 >> 33) as u8 % 26)
    }

    fn words(&mut self, count: usize) -> String {
        let word = |own: &mut Own| (0..6).map(|_| own.letter()).collect::<String>();
        (0..count).map(|_| word(self)).collect::<Vec<_>>().join(" ")
    }
}

const LETTER: &str = "The night bus must stay, because nurses and bakers have no other way home. \
    Last winter it was late on every second evening, and nobody at the depot could say why. \
    We ask the council to pay for two more drivers, and to publish each month how often the bus was late.";

#[test]
fn a_letter_inside_a_long_text_of_ones_own_is_bound_by_template() {
    let mut own = Own(1);
    let mut texts = vec![LETTER.to_owned(); 6];
    for _ in 0..5 {
        texts.push(format!("{}. {LETTER} {}", own.words(90), own.words(90)));
    }
    texts.extend((0..20).map(|_| own.words(60)));
    let rows: Vec<&str> = texts.iter().map(String::as_str).collect();
    let links = duplicates(&rows, 1);
    let cluster = links[0].unwrap().cluster;
    assert!(links[..6].iter().all(|link| link.unwrap().kind == DuplicateKind::Exact));
    for link in &links[6..11] {
        assert_eq!(link.unwrap(), DuplicateLink { cluster, kind: DuplicateKind::Template });
    }
    assert!(links[11..].iter().all(Option::is_none));
}

#[test]
fn a_letter_whose_sentences_stand_in_other_letters_is_a_template_too() {
    let mut own = Own(5);
    let mut texts = Vec::new();
    for sentence in LETTER.split_inclusive(". ") {
        let other = format!("{}. {sentence} {}", own.words(30), own.words(30));
        texts.extend(std::iter::repeat_n(other, 8));
    }
    let letter = texts.len();
    texts.extend(std::iter::repeat_n(LETTER.to_owned(), 6));
    texts.push(format!("{}. {LETTER} {}", own.words(90), own.words(90)));
    let rows: Vec<&str> = texts.iter().map(String::as_str).collect();
    let links = duplicates(&rows, 1);
    let cluster = links[letter].unwrap().cluster;
    let bearer = DuplicateLink { cluster, kind: DuplicateKind::Template };
    assert_eq!(links[letter + 6], Some(bearer));
    let clusters: BTreeSet<u32> = links.iter().map(|link| link.unwrap().cluster).collect();
    assert_eq!(clusters.len(), 4);
}

#[test]
fn without_a_copy_of_the_letter_alone_what_its_bearers_share_is_the_template() {
    let mut own = Own(2);
    let texts: Vec<String> = (0..8)
        .map(|_| format!("{}. {LETTER} {}", own.words(70), own.words(70)))
        .chain((0..20).map(|_| String::new()))
        .collect();
    let rows: Vec<&str> = texts.iter().map(String::as_str).collect();
    let links = duplicates(&rows, 1);
    let clusters: BTreeSet<u32> = links[..8].iter().map(|link| link.unwrap().cluster).collect();
    assert_eq!(clusters.len(), 1);
}

#[test]
fn a_stock_phrase_binds_nobody() {
    let stock = "Thank you for giving everybody the opportunity to comment on this plan before it is final.";
    let mut own = Own(3);
    let texts: Vec<String> =
        (0..200).map(|_| format!("{}. {stock} {}", own.words(6), own.words(5))).collect();
    let rows: Vec<&str> = texts.iter().map(String::as_str).collect();
    let links = duplicates(&rows, 1);
    assert!(links.iter().all(Option::is_none), "{links:?}");
}

#[test]
fn words_of_the_question_bind_nobody() {
    let mut own = Own(4);
    let texts: Vec<String> = (0..40).map(|_| format!("{LETTER} {}", own.words(25))).collect();
    let rows: Vec<&str> = texts.iter().map(String::as_str).collect();
    let asked = [format!("What do you say to this? {LETTER}")];
    let bound =
        |asked: &[String]| duplicate::duplicates(&rows, asked, 1, &|_| {}).iter().flatten().count();
    assert_eq!((bound(&[]), bound(&asked)), (40, 0));
}
