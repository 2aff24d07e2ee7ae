//! Precision and recall of near-duplicates on planted campaigns, by kind and design.
//!
//! `CANVASS_CORPORA=DIR cargo run --release --example near_duplicates -- [TEXTS]`
//!
//! A quarter of the texts belong to campaigns of Pareto-distributed size, of five kinds: `surface` (case
//! and punctuation), `edit5` and `edit10` (so many words in a hundred replaced), `personal` (a quarter of
//! own text added), `embedded` (the letter is half of a longer text). In design 1 unrelated texts are
//! put together from the same real sentences, so that they share stock phrases; in design 2 four words
//! in ten are replaced at random. Two texts in five are Chinese.

use std::collections::{BTreeMap, HashSet};
use std::error::Error;
use std::path::Path;
use std::time::Instant;

use analysis::text::duplicate::duplicates;

const KINDS: [&str; 5] = ["surface", "edit5", "edit10", "personal", "embedded"];

fn main() -> Result<(), Box<dyn Error>> {
    let Some(corpora) = std::env::var_os("CANVASS_CORPORA") else {
        println!("skipped: no corpora");
        return Ok(());
    };
    let texts = std::env::args().nth(1).map_or(Ok(20_000), |n| n.parse::<usize>())?;
    let sources = [Source::english(Path::new(&corpora))?, Source::chinese(Path::new(&corpora))?];
    println!(
        "design texts precision recall clusters-of-one-campaign s | by kind: share in one cluster"
    );
    for design in [1, 2] {
        let planted = plant(&sources, texts, design);
        let rows: Vec<&str> = planted.iter().map(|(text, _)| text.as_str()).collect();
        let start = Instant::now();
        let links = duplicates(&rows, &[], 1, &|_| {});
        let seconds = start.elapsed().as_secs_f64();
        let clusters: Vec<Option<u32>> = links.iter().map(|link| link.map(|l| l.cluster)).collect();
        let truth: Vec<Option<usize>> = planted.iter().map(|(_, campaign)| *campaign).collect();
        let (precision, recall) = pairs(&clusters, &truth);
        print!("v{design} {texts} {precision:.4} {recall:.4} {seconds:.2} |");
        for (kind, name) in KINDS.iter().enumerate() {
            print!(" {name} {:.3}", together(&clusters, &truth, kind));
        }
        println!();
    }
    Ok(())
}

/// Real sentences as rows of words, and how words are joined.
struct Source {
    sentences: Vec<Vec<String>>,
    vocabulary: Vec<String>,
    joint: &'static str,
    /// Words in a text.
    length: usize,
}

impl Source {
    fn english(corpora: &Path) -> Result<Source, Box<dyn Error>> {
        let texts = column(&corpora.join("text/polis_comments.csv"), "text")?;
        let ascii = texts.iter().filter(|text| text.is_ascii());
        let words = |s: &str| s.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let sentences = ascii.flat_map(|text| text.split(['.', '!', '?'])).map(words);
        Ok(Source::new(sentences.filter(|s| (6..25).contains(&s.len())).collect(), " ", 45))
    }

    fn chinese(corpora: &Path) -> Result<Source, Box<dyn Error>> {
        let mut texts = column(&corpora.join("polis/vtaiwan.uberx/comments.csv"), "comment-body")?;
        let all = column(&corpora.join("text/sib200_7langs.csv"), "text")?;
        let han = |c: char| ('\u{4E00}'..'\u{A000}').contains(&c);
        texts.extend(all.into_iter().filter(|text| text.chars().filter(|&c| han(c)).count() > 6));
        let pieces = texts.iter().flat_map(|text| text.split(['。', '，', '！', '？', ' ', '\n']));
        let words = |s: &str| {
            let characters: Vec<char> = s.chars().filter(|&c| han(c)).collect();
            characters.chunks(2).map(|two| two.iter().collect()).collect::<Vec<String>>()
        };
        Ok(Source::new(pieces.map(words).filter(|s| (3..20).contains(&s.len())).collect(), "", 42))
    }

    fn new(sentences: Vec<Vec<String>>, joint: &'static str, length: usize) -> Source {
        let vocabulary = sentences.iter().flatten().cloned().collect();
        Source { sentences, vocabulary, joint, length }
    }

    /// About `length` words put together from whole sentences.
    fn text(&self, length: usize, design: u32, random: &mut Random) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        while words.len() < length {
            words.extend_from_slice(&self.sentences[random.below(self.sentences.len())]);
        }
        if design == 2 { self.replaced(&words, 40, random) } else { words }
    }

    /// So many words in a hundred replaced by others of the vocabulary.
    fn replaced(&self, words: &[String], percent: usize, random: &mut Random) -> Vec<String> {
        let mut words = words.to_vec();
        for word in &mut words {
            if random.below(100) < percent {
                word.clone_from(&self.vocabulary[random.below(self.vocabulary.len())]);
            }
        }
        words
    }

    /// A member of a campaign with this letter.
    fn member(&self, letter: &[String], kind: usize, design: u32, random: &mut Random) -> String {
        let own = |part: f64, random: &mut Random| {
            let length = (letter.len() as f64 * part).max(1.0) as usize;
            let mut own = self.text(length, design, random);
            own.truncate(length);
            own
        };
        let words = match kind {
            0 => letter.to_vec(),
            1 => self.replaced(letter, 5, random),
            2 => self.replaced(letter, 10, random),
            3 => [letter, &own(1.0 / 3.0, random)].concat(),
            _ => [&own(0.5, random), letter, &own(0.5, random)].concat(),
        };
        let text = words.join(self.joint);
        match (kind, random.below(4)) {
            (0, 0) => text.to_uppercase(),
            (0, 1) => format!("{text}!"),
            (0, 2) => words.join(if self.joint.is_empty() { "，" } else { ", " }),
            _ => text,
        }
    }
}

/// Texts with the number of their campaign, whose kind is that number modulo five.
fn plant(sources: &[Source; 2], texts: usize, design: u32) -> Vec<(String, Option<usize>)> {
    let mut random = Random(u64::from(design));
    let mut planted = Vec::new();
    let mut campaign = 0;
    while planted.len() < texts / 4 {
        let source = &sources[usize::from(random.below(5) < 2)];
        let letter = source.text(source.length, design, &mut random);
        let size = (3.0 / (random.below(1_000) as f64 / 1_000.0).max(0.001).powf(0.8)) as usize;
        for _ in 0..size.clamp(3, texts / 20) {
            let text = source.member(&letter, campaign % 5, design, &mut random);
            planted.push((text, Some(campaign)));
        }
        campaign += 1;
    }
    while planted.len() < texts {
        let source = &sources[usize::from(random.below(5) < 2)];
        let words = source.text(source.length, design, &mut random);
        planted.push((words.join(source.joint), None));
    }
    planted
}

/// Precision and recall over pairs of rows.
fn pairs(clusters: &[Option<u32>], truth: &[Option<usize>]) -> (f64, f64) {
    let choose = |n: usize| (n * n.saturating_sub(1) / 2) as f64;
    let (mut found, mut planted, mut both) =
        (BTreeMap::<u32, usize>::new(), BTreeMap::<usize, usize>::new(), BTreeMap::new());
    for (cluster, campaign) in clusters.iter().zip(truth) {
        cluster.iter().for_each(|c| *found.entry(*c).or_default() += 1);
        campaign.iter().for_each(|c| *planted.entry(*c).or_default() += 1);
        if let (Some(cluster), Some(campaign)) = (cluster, campaign) {
            *both.entry((*cluster, *campaign)).or_default() += 1_usize;
        }
    }
    let hits: f64 = both.values().map(|&n| choose(n)).sum();
    let found: f64 = found.values().map(|&n| choose(n)).sum();
    let planted: f64 = planted.values().map(|&n| choose(n)).sum();
    (hits / found.max(1.0), hits / planted.max(1.0))
}

/// Mean over the campaigns of a kind of the share of their members that stand in one cluster.
fn together(clusters: &[Option<u32>], truth: &[Option<usize>], kind: usize) -> f64 {
    let mut members: BTreeMap<usize, Vec<Option<u32>>> = BTreeMap::new();
    for (cluster, campaign) in clusters.iter().zip(truth) {
        if let Some(campaign) = campaign.filter(|campaign| campaign % 5 == kind) {
            members.entry(campaign).or_default().push(*cluster);
        }
    }
    let share = |members: &Vec<Option<u32>>| {
        let kinds: HashSet<u32> = members.iter().flatten().copied().collect();
        let count = |c: u32| members.iter().filter(|&&m| m == Some(c)).count();
        kinds.into_iter().map(count).max().unwrap_or(0) as f64 / members.len() as f64
    };
    members.values().map(share).sum::<f64>() / members.len().max(1) as f64
}

fn column(path: &Path, name: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let at = reader.headers()?.iter().position(|header| header == name).ok_or("no such column")?;
    Ok(reader.records().map(|row| row.map(|row| row[at].to_owned())).collect::<Result<_, _>>()?)
}

/// A linear congruential generator (Knuth, MMIX); good enough to plant with.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((u128::from(self.0 >> 16) * limit as u128) >> 48) as usize
    }
}
