//! How often the profile `robust` shows groups where there are none, and finds those planted:
//!
//! - `cargo run --release -p canvass-analysis --example groups_power -- null 200`: votes of planted
//!   groups with the answers to each statement dealt anew; groups may be shown in 5 % of them.
//! - `… -- planted 100`: two, three and four groups, or the number that follows; at least nine in ten found in their number,
//!   the median adjusted Rand index at least 0.8.
//! - `… -- camps`: four camps of 30,000 people on 800 statements; adjusted Rand index at least 0.95.
//! - `… -- all`: 200 shuffles, 100 draws of each number of groups, and the camps.
//!
//! The last line says whether all bounds hold. Exits 1 when a bound is missed. Unless said otherwise 400 voters on 60 statements, each answering
//! half of them, with a separation of 0.7 and a spread of 0.4 (see `rehearsal::VoteOptions`).

#![expect(clippy::unwrap_used, reason = "a study fails by panicking")]

#[path = "../tests/votes/agreement.rs"]
mod agreement;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Instant;

use agreement::adjusted_rand;
use analysis::VotesProfile;
use analysis::votes::{GroupsAlone, groups_alone};
use consultation::{Heard, Timestamp};
use rehearsal::{Options, Rehearsed, VoteOptions, rehearse, shuffled};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let holds = match words[..] {
        ["null", times] => null(times.parse().unwrap()),
        ["planted", times] => planted(times.parse().unwrap(), &[2, 3, 4]),
        ["planted", times, groups] => planted(times.parse().unwrap(), &[groups.parse().unwrap()]),
        ["camps"] => camps(),
        ["all"] => [null(200), planted(100, &[2, 3, 4]), camps()].iter().all(|&holds| holds),
        _ => {
            eprintln!("usage: groups_power null TIMES | planted TIMES [GROUPS] | camps | all");
            return ExitCode::from(2);
        }
    };
    println!(
        "{}",
        if holds { "opinion groups: all bounds hold" } else { "opinion groups: a bound is missed" }
    );
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn options(groups: usize, seed: u64) -> Options {
    let month = Options::new(Timestamp(1_747_699_200_000), Timestamp(1_750_377_600_000));
    let votes = VoteOptions { groups: vec![1.0; groups], ..month.votes.clone() };
    Options { contributions: 0, voters: 400, statements: 60, votes, seed, ..month }
}

fn robust(heard: &Heard) -> GroupsAlone {
    groups_alone(heard, VotesProfile::Robust, 1).unwrap().unwrap()
}

/// How many groups there are.
fn number(found: &GroupsAlone) -> usize {
    found.groups.iter().flatten().max().map_or(0, |&last| last as usize + 1)
}

/// The groups shown, by how many, and the adjusted Rand index to those planted.
fn found(made: &Rehearsed) -> (usize, f64) {
    let result = robust(&made.heard);
    let planted = made.truth.voters.iter().map(|voter| Some(voter.group));
    let pairs: Vec<_> = result.groups.iter().copied().zip(planted).collect();
    (number(&result), adjusted_rand(&pairs))
}

fn null(times: u64) -> bool {
    let mut outcomes: BTreeMap<String, u64> = BTreeMap::new();
    let mut shown = 0;
    for seed in 0..times {
        let made = rehearse(&options(2 + seed as usize % 3, seed)).unwrap();
        let votes = shuffled(&made.heard.votes, seed);
        let result = robust(&Heard { votes, ..made.heard });
        shown += u64::from(number(&result) > 0);
        *outcomes.entry(format!("{:?}", result.outcome)).or_default() += 1;
    }
    let bound = upper_bound(shown, times);
    println!("{outcomes:?}");
    println!(
        "groups shown in {shown} of {times} shuffles; the true rate is at most {:.2} % \
         (exact binomial bound, 95 % one-sided)",
        100.0 * bound
    );
    shown * 20 <= times
}

/// The rate at which at most `hits` of `times` have a chance of 5 % (Clopper & Pearson 1934), by
/// bisection.
fn upper_bound(hits: u64, times: u64) -> f64 {
    let at_most = |rate: f64| -> f64 {
        let mut term = (1.0 - rate).powi(times as i32);
        let mut sum = term;
        for k in 1..=hits {
            term *= (times - k + 1) as f64 / k as f64 * rate / (1.0 - rate);
            sum += term;
        }
        sum
    };
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if at_most(middle) > 0.05 { low = middle } else { high = middle }
    }
    high
}

fn planted(times: u64, numbers: &[usize]) -> bool {
    let found_of = |&groups: &usize| {
        let mut right = 0;
        let mut agreements = Vec::new();
        for seed in 0..times {
            let (shown, agreement) = found(&rehearse(&options(groups, 1_000 + seed)).unwrap());
            right += u64::from(shown == groups);
            // Without groups nothing agrees.
            agreements.push(if shown == 0 { 0.0 } else { agreement });
        }
        agreements.sort_by(f64::total_cmp);
        let median = agreements[agreements.len() / 2];
        println!(
            "{groups} planted groups: found in their number in {right} of {times} draws (the true \
             rate is at least {:.1} %, exact binomial bound, 95 % one-sided), adjusted Rand index \
             {median:.3} at the median",
            100.0 * (1.0 - upper_bound(times - right, times))
        );
        right * 10 >= times * 9 && median >= 0.8
    };
    numbers.iter().map(found_of).fold(true, |all, holds| all & holds)
}

fn camps() -> bool {
    let base = options(4, 1);
    let votes = VoteOptions { density: 0.0875, ..base.votes.clone() };
    let made = rehearse(&Options { voters: 30_000, statements: 800, votes, ..base }).unwrap();
    let start = Instant::now();
    let (shown, agreement) = found(&made);
    println!(
        "{} votes of four camps: {shown} groups, adjusted Rand index {agreement:.3}, {:.1} s",
        made.heard.votes.len(),
        start.elapsed().as_secs_f64()
    );
    shown == 4 && agreement >= 0.95
}
