//! What must not change the answer: threads, repeated votes, and the order of people where order
//! has no say.

use analysis::votes::{PolisResult, math_pca2, polis};
use consultation::{Heard, ParticipantId, Statement, Vote, VoteCast};
use proptest::prelude::*;

/// A fixed stream of numbers (Knuth's MMIX generator), enough to scatter votes.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// People of three camps, each leaning its own way on each statement.
fn camps(people: u32, statements: u32, votes_each: u64, seed: u64) -> Heard {
    let mut numbers = Numbers(seed);
    let mut heard = Heard {
        statements: (0..statements).map(|id| Statement::new(id.to_string(), "")).collect(),
        participants: (0..people).map(|id| ParticipantId(id.to_string())).collect(),
        ..Heard::default()
    };
    for participant in 0..people {
        for _ in 0..votes_each {
            let statement = numbers.below(u64::from(statements)) as u32;
            let leans_to_agree = (statement / (1 + participant % 3)).is_multiple_of(2);
            let vote = match numbers.below(10) {
                0 => Vote::Pass,
                1 | 2 if leans_to_agree => Vote::Disagree,
                1 | 2 => Vote::Agree,
                _ if leans_to_agree => Vote::Agree,
                _ => Vote::Disagree,
            };
            heard.votes.push(VoteCast { participant, statement, vote, time: None });
        }
    }
    heard
}

fn run(heard: &Heard) -> PolisResult {
    polis(heard, None).unwrap().expect("there are votes")
}

fn with_threads(threads: usize, heard: &Heard) -> (PolisResult, String) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| {
        let result = run(heard);
        let json = serde_json::to_string(&math_pca2(heard, &result.fit)).unwrap();
        (result, json)
    })
}

#[test]
fn one_and_two_threads_give_the_same_bytes() {
    // More rows than one thread takes at a time, so that there is something to join.
    let heard = camps(9_000, 40, 12, 7);
    let (one, one_json) = with_threads(1, &heard);
    let (two, two_json) = with_threads(2, &heard);
    assert_eq!(one.fit.positions.map_bits(), two.fit.positions.map_bits());
    assert_eq!(one, two);
    assert_eq!(one_json, two_json);
    assert_eq!(one.opinion.groups.groups.len(), 3);
}

trait MapBits {
    fn map_bits(&self) -> Vec<[u64; 2]>;
}

impl MapBits for Vec<[f64; 2]> {
    fn map_bits(&self) -> Vec<[u64; 2]> {
        self.iter().map(|at| at.map(f64::to_bits)).collect()
    }
}

#[test]
fn nobody_voted_and_everybody_alike_are_answers_too() {
    assert_eq!(polis(&Heard::default(), None), Ok(None));
    let mut heard = camps(30, 5, 60, 1);
    heard.votes.iter_mut().for_each(|cast| cast.vote = Vote::Agree);
    let result = run(&heard);
    assert!(result.opinion.groups.groups.is_empty());
    assert_eq!(result.opinion.agreed.len(), 5);
    assert!(result.groups.iter().all(Option::is_none));
    assert_eq!(result.opinion.groups.map.iter().map(|cell| cell.count).sum::<u32>(), 30);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_vote_that_is_replaced_at_once_leaves_no_trace(seed in any::<u64>(), every in 2usize..5) {
        let heard = camps(40, 12, 9, seed);
        let mut changed = heard.clone();
        changed.votes = heard
            .votes
            .iter()
            .enumerate()
            .flat_map(|(at, &cast)| {
                let before = VoteCast { vote: Vote::Pass, ..cast };
                if at % every == 0 { vec![before, cast, cast] } else { vec![cast] }
            })
            .collect();
        prop_assert_eq!(run(&heard), run(&changed));
    }

    #[test]
    fn the_order_of_people_has_no_say_in_counts_consensus_and_variance(
        seed in any::<u64>(), turn in 1usize..400,
    ) {
        let heard = camps(60, 12, 9, seed);
        let mut turned = heard.clone();
        // Whole people move, so that each keeps the order of the own votes.
        let first = (turn % 60) as u32;
        let at = heard.votes.iter().position(|cast| cast.participant == first).unwrap();
        turned.votes.rotate_left(at);
        let (a, b) = (run(&heard).opinion, run(&turned).opinion);
        for (a, b) in a.statements.iter().zip(&b.statements) {
            prop_assert_eq!(a.counts, b.counts);
            prop_assert!((a.extremity - b.extremity).abs() < 1e-6);
        }
        // Statements that tie stand in column order, so their figures are compared, not their names.
        let figures = |of: &findings::Opinion| {
            let counts = |&at: &u32| of.statements[at as usize].counts;
            let agreed: Vec<_> =
                of.agreed.iter().map(counts).map(|one| (one.agree, one.seen())).collect();
            let rejected: Vec<_> =
                of.rejected.iter().map(counts).map(|one| (one.disagree, one.seen())).collect();
            (agreed, rejected)
        };
        prop_assert_eq!(figures(&a), figures(&b));
        prop_assert_eq!(a.divisive, b.divisive);
        for (a, b) in a.groups.variance.into_iter().zip(b.groups.variance) {
            prop_assert!((a - b).abs() < 1e-9);
        }
        prop_assert_eq!(a.groups.placed, b.groups.placed);
    }
}
