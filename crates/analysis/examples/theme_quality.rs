//! How well themes fit labels that people gave: normalised mutual information and adjusted Rand index.
//!
//! `CANVASS_CORPORA=DIR cargo run --release --example theme_quality -- [ROWS [SEEDS [SET]]]`
//!
//! For each labelled set, at most ROWS of its rows, taken evenly (5,000): the figures with the true number
//! of labels asked for and with the number that the analysis chooses, as means over SEEDS seeds (3), and
//! the CPU seconds of one whole analysis. With a SET named, the themes of that set are listed instead. NMI
//! is divided by the mean of both entropies; many small themes flatter it, so read ARI beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use analysis::{Options, analyse};
use consultation::{Channel, Contribution, Heard};
use findings::Analysed;

/// File and the column of its labels.
const SETS: [(&str, &str); 7] = [
    ("banking77", "label"),
    ("clinc150", "label"),
    ("clinc_domains", "label"),
    ("cimt_participation_de", "label"),
    ("polis_comments", "label"),
    ("sib200_7langs", "label"),
    ("sib200_7langs", "lang"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let Some(corpora) = std::env::var_os("CANVASS_CORPORA") else {
        println!("skipped: no corpora");
        return Ok(());
    };
    let mut arguments = std::env::args().skip(1);
    let rows = arguments.next().map_or(Ok(5_000), |n| n.parse::<usize>())?;
    let seeds = arguments.next().map_or(Ok(3), |n| n.parse::<u64>())?;
    let text = Path::new(&corpora).join("text");
    if let Some(set) = arguments.next() {
        let (heard, _) = read(&text.join(format!("{set}.csv")), "label", rows)?;
        list(&run(&heard, None, 1)?);
        return Ok(());
    }
    println!(
        "| set, labels | texts | true number: NMI / ARI | chosen: themes, NMI / ARI | CPU s |"
    );
    println!("|---|---|---|---|---|");
    for (set, column) in SETS {
        let (heard, labels) = read(&text.join(format!("{set}.csv")), column, rows)?;
        let number = labels.iter().collect::<BTreeSet<_>>().len();
        let start = cpu_seconds();
        let asked = mean_scores(&heard, &labels, Some(number as u32), seeds)?;
        let cpu = (cpu_seconds() - start) / seeds as f64;
        let chosen = mean_scores(&heard, &labels, None, seeds)?;
        println!(
            "| {set} {column}, {number} | {} | {:.3} / {:.3} | {:.0}, {:.3} / {:.3} | {cpu:.2} |",
            labels.len(),
            asked.1,
            asked.2,
            chosen.0,
            chosen.1,
            chosen.2,
        );
    }
    Ok(())
}

fn run(heard: &Heard, themes: Option<u32>, seed: u64) -> Result<Analysed, Box<dyn Error>> {
    let options = Options { themes, seed, ..Options::default() };
    Ok(analyse(heard, &options, &|_, _, _| {})?.analysed)
}

/// Leaf themes, NMI and ARI, each as a mean over seeds.
fn mean_scores(
    heard: &Heard,
    labels: &[String],
    themes: Option<u32>,
    seeds: u64,
) -> Result<(f64, f64, f64), Box<dyn Error>> {
    let mut sums = (0.0, 0.0, 0.0);
    for seed in 1..=seeds {
        let analysed = run(heard, themes, seed)?;
        let assigned: Vec<&str> = analysed
            .rows
            .assignments
            .iter()
            .map(|theme| theme.as_ref().map_or("", |(id, _)| id.as_str()))
            .collect();
        let (nmi, ari) = agreement(&assigned, labels);
        sums.0 += f64::from(analysed.findings.themes.leaves);
        sums.1 += nmi;
        sums.2 += ari;
    }
    let seeds = seeds as f64;
    Ok((sums.0 / seeds, sums.1 / seeds, sums.2 / seeds))
}

/// The rows of a file as contributions, at most `most` taken evenly, with their labels.
fn read(path: &Path, column: &str, most: usize) -> Result<(Heard, Vec<String>), Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let headers = reader.headers()?.clone();
    let at = |name| headers.iter().position(|header| header == name).ok_or("no such column");
    let (text, label) = (at("text")?, at(column)?);
    let all: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    let count = all.len().min(most);
    let (mut heard, mut labels) = (Heard::default(), Vec::new());
    for number in 0..count {
        let row = &all[number * all.len() / count];
        heard.contributions.push(Contribution::new(number.to_string(), &row[text], Channel::Csv));
        labels.push(row[label].to_owned());
    }
    Ok((heard, labels))
}

/// Normalised mutual information and adjusted Rand index of two labellings.
fn agreement(a: &[&str], b: &[String]) -> (f64, f64) {
    let n = a.len() as f64;
    let (mut cells, mut rows, mut columns) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (x, y) in a.iter().zip(b) {
        *cells.entry((*x, y.as_str())).or_insert(0.0) += 1.0;
        *rows.entry(*x).or_insert(0.0) += 1.0;
        *columns.entry(y.as_str()).or_insert(0.0) += 1.0;
    }
    let entropy = |counts: &BTreeMap<&str, f64>| -> f64 {
        counts.values().map(|count| -count / n * (count / n).ln()).sum()
    };
    let shared: f64 = cells
        .iter()
        .map(|((x, y), count)| count / n * (count * n / (rows[x] * columns[y])).ln())
        .sum();
    let pairs = |count: f64| count * (count - 1.0) / 2.0;
    let together: f64 = cells.values().map(|&count| pairs(count)).sum();
    let in_rows: f64 = rows.values().map(|&count| pairs(count)).sum();
    let in_columns: f64 = columns.values().map(|&count| pairs(count)).sum();
    let by_chance = in_rows * in_columns / pairs(n);
    (
        shared / ((entropy(&rows) + entropy(&columns)) / 2.0),
        (together - by_chance) / ((in_rows + in_columns) / 2.0 - by_chance),
    )
}

fn list(analysed: &Analysed) {
    let findings = &analysed.findings;
    println!("{} leaf themes; {:?}", findings.themes.leaves, findings.duplicates);
    for theme in &findings.themes.themes {
        let indent = if theme.is_top() { "" } else { "    " };
        let (id, size) = (&theme.id, theme.size.count);
        println!("{indent}{id} {} ({size}, coherence {:.2})", theme.name, theme.coherence);
        let terms: Vec<&str> = theme.terms.iter().map(|term| term.term.as_str()).collect();
        println!("{indent}    {}", terms.join(" | "));
        for quote in &theme.quotes {
            let text: String = quote.text.chars().take(110).collect();
            println!("{indent}    {:?}: {}", quote.role, text.replace('\n', " "));
        }
    }
    for campaign in &findings.campaigns {
        let text: String = campaign.letter.text.chars().take(110).collect();
        let (signers, exact) = (campaign.signers.count, campaign.exact);
        println!("campaign {signers} signers, {exact} exact: {}", text.replace('\n', " "));
        let added: Vec<&str> = campaign.added.iter().map(|term| term.term.as_str()).collect();
        println!("    added: {}", added.join(" | "));
    }
}

/// CPU seconds of this process so far, where the system tells (Linux); else 0.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}
