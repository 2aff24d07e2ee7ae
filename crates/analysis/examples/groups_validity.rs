//! Prints the table of `docs/validity.md`: what the profile `robust` makes of every published Polis
//! conversation at `$CANVASS_CORPORA`, beside the published groups and Polis's own silhouette:
//! `cargo run --release -p canvass-analysis --example groups_validity`.

#![expect(clippy::unwrap_used, reason = "the corpora are read as the tests read them")]
#![expect(dead_code, reason = "the tests read more kinds of corpora")]

#[path = "../tests/votes/agreement.rs"]
mod agreement;
#[path = "../tests/votes/corpora.rs"]
mod corpora;

use std::collections::{BTreeMap, HashMap};

use agreement::adjusted_rand;
use analysis::VotesProfile;
use analysis::votes::{VotesResult, opinion};
use consultation::Heard;
use findings::{GroupEvidence, NumberTried};
use rehearsal::shuffled;

/// Shuffles that the silhouette is held against.
const SHUFFLES: u64 = 19;

fn main() {
    println!(
        "| conversation | placed × statements, votes | published | `robust` | sizes | ARI to published: \
         `robust`, `polis` | silhouette of `polis`, shuffled | held-out error: means, fit | \
         agreement, weakest group | as clear-cut without groups |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for folder in corpora::folders("polis") {
        let (heard, published) = corpora::exported(&folder);
        row(&corpora::name(&folder), &heard, &published);
    }
}

fn by(heard: &Heard, profile: VotesProfile) -> VotesResult {
    opinion(heard, profile, None, 1).unwrap().unwrap()
}

fn row(name: &str, heard: &Heard, published: &HashMap<String, String>) {
    let [robust, polis] = [VotesProfile::Robust, VotesProfile::Polis].map(|one| by(heard, one));
    let groups = &robust.opinion.groups;
    let mut sizes: BTreeMap<&String, u64> = BTreeMap::new();
    published.values().for_each(|group| *sizes.entry(group).or_default() += 1);
    let mut sizes: Vec<u64> = sizes.into_values().collect();
    sizes.sort_by_key(|&size| std::cmp::Reverse(size));
    let found: Vec<u64> = groups.groups.iter().map(|group| group.size.count).collect();
    let agreement = |result: &VotesResult| {
        let label = |at: usize| published.get(heard.participants[at].as_str());
        let pairs: Vec<_> =
            result.groups.iter().enumerate().map(|(at, group)| (*group, label(at))).collect();
        let value = adjusted_rand(&pairs);
        if value.is_finite() { format!("{value:.2}") } else { "–".to_owned() }
    };
    let evidence = groups.evidence.clone().unwrap_or_default();
    println!(
        "| {name} | {} × {}, {} | {sizes:?} | {:?} | {found:?} | {}, {} | {} | {} | {} | {} |",
        groups.placed.count,
        robust.opinion.statements.iter().filter(|one| one.takes_part).count(),
        robust.polis.matrix.votes(),
        groups.outcome,
        agreement(&robust),
        agreement(&polis),
        silhouette(heard, &polis),
        held_out(&evidence),
        stability(&evidence, found.len()),
        evidence.p_gradient.map_or("–".to_owned(), |p| format!("p = {p:.3}")),
    );
}

/// The silhouette that `polis` reaches, and the least and largest it reaches on shuffled votes.
fn silhouette(heard: &Heard, polis: &VotesResult) -> String {
    let of = |result: &VotesResult| result.opinion.groups.silhouette.unwrap_or(0.0);
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for seed in 0..SHUFFLES {
        let dealt = Heard { votes: shuffled(&heard.votes, seed), ..heard.clone() };
        let value = of(&by(&dealt, VotesProfile::Polis));
        (low, high) = (low.min(value), high.max(value));
    }
    let range = polis.opinion.groups.silhouette_range;
    format!("{}, {low:.2}–{high:.2}", ranged(of(polis), range))
}

/// A figure with its range.
fn ranged(value: f64, range: Option<[f64; 2]>) -> String {
    match range {
        Some([low, high]) => format!("{value:.2} ({low:.2}–{high:.2})"),
        None => format!("{value:.2}"),
    }
}

fn held_out(evidence: &GroupEvidence) -> String {
    let error = |at: usize| {
        let range = evidence.held_out_ranges.get(at).copied();
        evidence.held_out.get(at).map(|&value| ranged(value, range))
    };
    match (error(0), error(evidence.dimensions as usize)) {
        (Some(means), Some(fit)) => format!("{means}, {fit}, {} d", evidence.dimensions),
        _ => "–".to_owned(),
    }
}

/// Of the number of groups shown, else of the one that comes back best.
fn stability(evidence: &GroupEvidence, shown: usize) -> String {
    let better = |a: &&NumberTried, b: &&NumberTried| a.agreement.total_cmp(&b.agreement);
    let of_shown = evidence.numbers.iter().find(|one| one.groups as usize == shown);
    match of_shown.or_else(|| evidence.numbers.iter().max_by(better)) {
        Some(one) => format!(
            "{}, {}, k = {}",
            ranged(one.agreement, one.agreement_range),
            ranged(one.weakest, one.weakest_range),
            one.groups
        ),
        None => "–".to_owned(),
    }
}
