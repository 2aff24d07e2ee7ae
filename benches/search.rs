//! How fast people's words are searched: building the index, its size, and how long questions take.
//!
//!     cargo bench -p canvass --bench search -- [--contributions N] [--width N] [--at DIR]
//!
//! Makes a store of rehearsed contributions (English and Chinese, 1,000,000 unless told otherwise), all of them
//! released, builds the index with the program, opens it again, and puts 1,000 questions of one to three
//! words to it, the words drawn from contributions drawn at random: so common words come as often as people use them. Then keeps a vector of N numbers (128 unless told otherwise) for each
//! contribution, random ones, and asks 20 times for more like one: the time does not depend on what the numbers are.
//! Prints one line a figure.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use canvass::search::{Search, asked};
use consultation::{LocalText, Release, Round, RoundId, Timestamp};
use findings::{TextVectors, VectorSpace};
use plan::leaf::SealedAct;
use plan::{Act, PlanId};
use rehearsal::{Options, contributions};
use store::{Audience, Filter, NewContribution, NewRecord, Post, Store};
use tlog::Tier;

const NOW: Timestamp = Timestamp(1_767_225_600_000);
const PORTION: usize = 10_000;
const QUESTIONS: u64 = 1_000;
const LIKES: u64 = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let (count, width, at) = options()?;
    let data = at.join(format!("canvass-search-{}", std::process::id()));
    let measured = measure(count, &data).and_then(|store| likes(&store, count, width, &data));
    std::fs::remove_dir_all(&data)?;
    measured
}

fn options() -> Result<(usize, usize, PathBuf), Box<dyn Error>> {
    let (mut count, mut width, mut at) = (1_000_000, 128, std::env::temp_dir());
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or("each option takes a value")?;
        match argument.as_str() {
            "--contributions" => count = value.parse()?,
            "--width" => width = value.parse()?,
            "--at" => at = value.into(),
            other => return Err(format!("unknown option {other}").into()),
        }
    }
    Ok((count, width, at))
}

fn measure(count: usize, data: &Path) -> Result<Store, Box<dyn Error>> {
    let key = canvass::seal::log_key("localhost/search/log1")?;
    let store = Store::create(data, [1; 32], &key)?;
    let (bytes, vocabulary) = fill(&store, count)?;
    println!("{count} contributions, {:.0} MB of text", mega(bytes));
    let search = Search::default();
    let started = Instant::now();
    search.catch_up(&store, |_| {})?;
    println!("built in {:.1} s", started.elapsed().as_secs_f64());
    drop(search);
    let size = std::fs::metadata(data.join("canvass.search"))?.len();
    println!("index {:.0} MB, {:.2} of the text", mega(size), size as f64 / bytes as f64);
    let search = Search::default();
    let started = Instant::now();
    search.catch_up(&store, |_| {})?;
    println!("opened again in {:.1} s", started.elapsed().as_secs_f64());
    let mut taken: Vec<Duration> = Vec::new();
    let mut found = 0;
    for number in 0..QUESTIONS {
        let words: Vec<&str> = (0..=number % 3)
            .map(|word| {
                vocabulary[(drawn(number * 4 + word) % vocabulary.len() as u64) as usize].as_str()
            })
            .collect();
        let question = asked(&words.join(" "), Filter::default(), 0, 20);
        let started = Instant::now();
        found += search.find(&store, &question, Audience::Public)?.found.total;
        taken.push(started.elapsed());
    }
    println!("{QUESTIONS} questions, {} found on average", found as u64 / QUESTIONS);
    told("", taken);
    Ok(store)
}

/// Asks for contributions like one.
fn likes(store: &Store, count: usize, width: usize, data: &Path) -> Result<(), Box<dyn Error>> {
    let values = (0..(count * width) as u64).map(|at| (drawn(at) >> 56) as u8 as i8).collect();
    let of_row = (0..u32::try_from(count)?).map(|at| Some((0, at))).collect();
    let vectors = TextVectors { spaces: vec![VectorSpace { width, values }], of_row };
    // The plan and the round are the first two leaves.
    let leaves: Vec<u64> = (2..2 + count as u64).collect();
    store.keep_vectors(1, &leaves, &vectors)?;
    drop(vectors);
    let size = std::fs::metadata(data.join("canvass.vectors"))?.len();
    println!("vectors of {width} numbers, {:.0} MB", mega(size));
    let mut taken = Vec::new();
    for number in 0..LIKES {
        let leaf = leaves[(drawn(number) % leaves.len() as u64) as usize];
        let started = Instant::now();
        if store.like(leaf, 10, Audience::Public)?.is_empty() {
            return Err("nothing is like it".into());
        }
        taken.push(started.elapsed());
    }
    told("more like this: ", taken);
    Ok(())
}

fn told(what: &str, mut taken: Vec<Duration>) {
    taken.sort_unstable();
    let at = |share: usize| {
        taken[(taken.len() * share / 1_000).min(taken.len() - 1)].as_secs_f64() * 1e3
    };
    println!(
        "{what}half within {:.1} ms, 99 of 100 within {:.0} ms, all within {:.0} ms",
        at(500),
        at(990),
        at(1_000)
    );
}

fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// A number that looks drawn at random (SplitMix64).
fn drawn(number: u64) -> u64 {
    let z = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Keeps rehearsed contributions; gives their bytes, and words of some of them as often as they occur.
fn fill(store: &Store, count: usize) -> Result<(u64, Vec<String>), Box<dyn Error>> {
    let seal = |act| NewRecord::Act(SealedAct::new(PlanId("example".into()), act));
    let round = Round {
        id: RoundId("open".into()),
        title: LocalText::one("en", "A round"),
        opens: NOW,
        closes: Timestamp(NOW.0 + 86_400_000),
        questions: Vec::new(),
        statements: Vec::new(),
        release: Release::AtOnce,
        consent: LocalText::one("en", "Your words are kept."),
    };
    let records = vec![seal(Act::Publish(Box::new(plan::example()))), seal(Act::OpenRound(round))];
    store.submit(Post { key: None, now: NOW, records })?;
    let options =
        Options { contributions: count, ..Options::new(NOW, Timestamp(NOW.0 + 86_400_000)) };
    let (mut bytes, mut vocabulary, mut records) = (0, Vec::new(), Vec::new());
    for (number, (said, _)) in contributions(&options)?.enumerate() {
        bytes += said.text.len() as u64;
        if number % 500 == 0 {
            vocabulary
                .extend(analysis::text::search::sought(&said.text).into_iter().map(|w| w.whole));
        }
        records.push(NewRecord::Contribution(NewContribution {
            round: RoundId("open".into()),
            text: said.text,
            salt: [3; 32],
            attributes_salt: [4; 32],
            channel: said.channel,
            tier: Tier::Open,
            constituency: said.constituency,
            language: said.language,
            quotable: said.quotable,
            sent: None,
            reply_to: None,
            discussed: None,
            author: None,
            code_sha256: None,
        }));
        if records.len() == PORTION {
            store.submit(Post { key: None, now: NOW, records: std::mem::take(&mut records) })?;
        }
    }
    store.submit(Post { key: None, now: NOW, records })?;
    Ok((bytes, vocabulary))
}
