//! Times the vote profile `polis` on synthetic votes with four planted camps:
//! `cargo run --release -p canvass-analysis --example polis_scale -- 30000 800 2000000`.

use std::time::Instant;

use analysis::votes::polis;
use consultation::{Heard, ParticipantId, Statement, Vote, VoteCast};

fn main() {
    let mut arguments = std::env::args().skip(1).map(|count| count.parse().expect("a count"));
    let mut next = |usual: u64| arguments.next().unwrap_or(usual);
    let (people, statements, votes) = (next(30_000), next(800), next(2_000_000));
    let heard = planted(people, statements, votes);
    let start = Instant::now();
    let result = polis(&heard, None).expect("within the limits").expect("there are votes");
    let seconds = start.elapsed().as_secs_f64();
    let matrix = &result.fit.matrix;
    let sizes: Vec<u64> =
        result.opinion.groups.groups.iter().map(|group| group.size.count).collect();
    println!(
        "{}×{}, {} votes that stand: {seconds:.2} s, {} passes, groups {sizes:?}",
        matrix.rows(),
        matrix.columns(),
        matrix.votes(),
        result.fit.pca.passes,
    );
}

/// Votes scattered over people and statements, popular ones more often; each of four camps agrees
/// with its own half of the statements, and one vote in five goes against the camp.
fn planted(people: u64, statements: u64, votes: u64) -> Heard {
    let mut state = 1u64;
    let mut below = |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % limit
    };
    let mut heard = Heard {
        statements: (0..statements).map(|id| Statement::new(id.to_string(), "")).collect(),
        participants: (0..people).map(|id| ParticipantId(id.to_string())).collect(),
        ..Heard::default()
    };
    for _ in 0..votes {
        let participant = below(people);
        let ceiling = 1 + below(statements);
        let statement = below(ceiling);
        let agrees = (statement >> (participant % 4)) & 1 == 0;
        let vote = match below(10) {
            0 => Vote::Pass,
            1 | 2 if agrees => Vote::Disagree,
            1 | 2 => Vote::Agree,
            _ if agrees => Vote::Agree,
            _ => Vote::Disagree,
        };
        let (participant, statement) = (participant as u32, statement as u32);
        heard.votes.push(VoteCast { participant, statement, vote, time: None });
    }
    heard
}
