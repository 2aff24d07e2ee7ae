//! Prints how the vote profile `polis` compares with published groups, for every Polis conversation
//! at `$CANVASS_CORPORA`: `cargo run --release -p canvass-analysis --example polis_parity`.

#![expect(clippy::unwrap_used, reason = "the corpora are read as the tests read them")]

#[path = "../tests/votes/agreement.rs"]
mod agreement;
#[path = "../tests/votes/corpora.rs"]
mod corpora;

use std::collections::HashMap;
use std::time::Instant;

use analysis::votes::{given_from_json, polis};
use consultation::Heard;

fn main() {
    println!(
        "| conversation | matrix, votes | published sizes | sizes | silhouette | ARI | passes | s |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for folder in corpora::folders("polis-blobs") {
        let (heard, published) = corpora::blob(&folder);
        let given = given_from_json(&published.to_string()).expect("a Polis file");
        let mut groups = HashMap::new();
        for (group, bases) in &given.groups {
            for (_, members) in given.base.iter().filter(|(base, _)| bases.contains(base)) {
                groups.extend(members.iter().map(|id| (id.clone(), group.to_string())));
            }
        }
        row(&corpora::name(&folder), &heard, &groups);
    }
    for folder in corpora::folders("polis") {
        let (heard, published) = corpora::exported(&folder);
        row(&corpora::name(&folder), &heard, &published);
    }
}

fn row(name: &str, heard: &Heard, published: &HashMap<String, String>) {
    let start = Instant::now();
    let result = polis(heard, None).expect("within the limits").expect("there are votes");
    let seconds = start.elapsed().as_secs_f64();
    let mut sizes_published: HashMap<&str, u32> = HashMap::new();
    published.values().for_each(|group| *sizes_published.entry(group).or_default() += 1);
    let mut sizes_published: Vec<u32> = sizes_published.into_values().collect();
    sizes_published.sort_unstable_by(|a, b| b.cmp(a));
    let pairs: Vec<_> = (heard.participants.iter().zip(&result.groups))
        .map(|(id, &group)| (group, published.get(id.as_str()).cloned()))
        .collect();
    let groups = &result.opinion.groups;
    let sizes: Vec<u64> = groups.groups.iter().map(|group| group.size.count).collect();
    let matrix = &result.fit.matrix;
    print!("| {name} | {}×{}, {} |", matrix.rows(), matrix.columns(), matrix.votes());
    println!(
        " {sizes_published:?} | {sizes:?} | {:.3} | {:.2} | {} | {seconds:.3} |",
        groups.silhouette.unwrap_or(0.0),
        agreement::adjusted_rand(&pairs),
        result.fit.pca.passes,
    );
}
