//! Writes a Polis `votes.csv` of synthetic votes, to time packing with:
//! `cargo run --release -p canvass-intake --example votes_csv -- 1000000 10000 100000000 > votes.csv`,
//! then `/usr/bin/time -v canvass votes pack votes.csv -o town.votes`.
//!
//! People and statements are drawn, popular ones more often; four camps agree with different
//! statements. Rows are in no order of people, statements or time, which is the hardest for packing.

use std::io::{BufWriter, Write};

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1).map(|count| count.parse().expect("a count"));
    let mut next = |usual: u64| arguments.next().unwrap_or(usual);
    let (people, statements, votes) = (next(30_000), next(800), next(2_000_000));
    let mut state = 1u64;
    let mut below = |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % limit
    };
    let mut out = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    writeln!(out, "timestamp,comment-id,voter-id,vote")?;
    for _ in 0..votes {
        let person = below(people);
        let ceiling = 1 + below(statements);
        let statement = below(ceiling);
        let agrees = (statement >> (person % 4)) & 1 == 0;
        let vote = match below(10) {
            0 => 0,
            1 | 2 => 1 - 2 * i32::from(agrees),
            _ => 2 * i32::from(agrees) - 1,
        };
        let time = 1_700_000_000_000 + below(2_000_000_000);
        writeln!(out, "{time},{statement},{person},{vote}")?;
    }
    out.flush()
}
