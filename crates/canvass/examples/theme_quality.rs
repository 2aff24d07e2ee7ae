//! How well themes fit labels that people gave: normalised mutual information and adjusted Rand index.
//!
//! `CANVASS_CORPORA=DIR cargo run --release -p canvass --example theme_quality -- [MODEL [ROWS [SEEDS [SET...]]]]`
//!
//! For each labelled set, or those named (`DIR/text/SET.csv`), at most ROWS of its rows, taken evenly (5,000), with the vector model of this name
//! or `none`: the figures with the true number of labels asked for and with the number that the analysis
//! chooses, as means over SEEDS seeds (3), and the CPU seconds of one whole analysis. Where languages are
//! mixed, NMI with the language as well, which should be 0. With 0 SEEDS the themes of each set are
//! listed instead. NMI is divided by the mean of both entropies; many small themes flatter it, so read ARI
//! beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use analysis::{Model, Options, analyse};
use canvass::commands::model;
use consultation::{Channel, Contribution, Heard};
use findings::Analysed;

/// Files with a column `text` and a column `label`; where languages are mixed, also `lang`.
const SETS: [&str; 6] = [
    "banking77",
    "clinc150",
    "clinc_domains",
    "cimt_participation_de",
    "polis_comments",
    "sib200_7langs",
];

fn main() -> Result<(), Box<dyn Error>> {
    let Some(corpora) = std::env::var_os("CANVASS_CORPORA") else {
        println!("skipped: no corpora");
        return Ok(());
    };
    let mut arguments = std::env::args().skip(1);
    let model = match arguments.next().as_deref() {
        None | Some("none") => None,
        Some(name) => Some(model::load(name).map_err(|failure| failure.to_string())?),
    };
    let rows = arguments.next().map_or(Ok(5_000), |n| n.parse::<usize>())?;
    let seeds = arguments.next().map_or(Ok(3), |n| n.parse::<u64>())?;
    let text = Path::new(&corpora).join("text");
    let named: Vec<String> = arguments.collect();
    let named = if named.is_empty() { SETS.map(str::to_owned).to_vec() } else { named };
    if seeds == 0 {
        for name in &named {
            let set = Set::read(&text.join(format!("{name}.csv")), rows)?;
            list(&run(&set.heard, &model, None, 1)?);
        }
        return Ok(());
    }
    println!(
        "| set, labels | texts | true number: NMI / ARI | chosen: themes, NMI / ARI | language-NMI | CPU s |"
    );
    println!("|---|---|---|---|---|---|");
    for name in &named {
        let set = Set::read(&text.join(format!("{name}.csv")), rows)?;
        let number = set.labels.iter().collect::<BTreeSet<_>>().len();
        let start = cpu_seconds();
        let asked = mean_scores(&set, &model, Some(number as u32), seeds)?;
        let cpu = (cpu_seconds() - start) / seeds as f64;
        let chosen = mean_scores(&set, &model, None, seeds)?;
        println!(
            "| {name}, {number} | {} | {:.3} / {:.3} | {:.0}, {:.3} / {:.3} | {} | {cpu:.2} |",
            set.labels.len(),
            asked.nmi,
            asked.ari,
            chosen.themes,
            chosen.nmi,
            chosen.ari,
            asked.language.map_or(String::new(), |nmi| format!("{nmi:.3}")),
        );
    }
    Ok(())
}

fn run(
    heard: &Heard,
    model: &Option<Model>,
    themes: Option<u32>,
    seed: u64,
) -> Result<Analysed, Box<dyn Error>> {
    let options = Options { themes, seed, model: model.clone(), ..Options::default() };
    Ok(analyse(heard, &options, &|_, _, _| {})?.analysed)
}

/// Means over seeds.
#[derive(Default)]
struct Scores {
    themes: f64,
    nmi: f64,
    ari: f64,
    language: Option<f64>,
}

fn mean_scores(
    set: &Set,
    model: &Option<Model>,
    themes: Option<u32>,
    seeds: u64,
) -> Result<Scores, Box<dyn Error>> {
    let mut scores = Scores::default();
    for seed in 1..=seeds {
        let analysed = run(&set.heard, model, themes, seed)?;
        let assignments = analysed.rows.assignments.iter();
        let assigned: Vec<&str> =
            assignments.map(|theme| theme.as_ref().map_or("", |(id, _)| id.as_str())).collect();
        let (nmi, ari) = agreement(&assigned, &set.labels);
        scores.themes += f64::from(analysed.findings.themes.leaves) / seeds as f64;
        scores.nmi += nmi / seeds as f64;
        scores.ari += ari / seeds as f64;
        if let Some(languages) = &set.languages {
            *scores.language.get_or_insert(0.0) += agreement(&assigned, languages).0 / seeds as f64;
        }
    }
    Ok(scores)
}

struct Set {
    heard: Heard,
    labels: Vec<String>,
    languages: Option<Vec<String>>,
}

impl Set {
    /// The rows of a file, at most `most` taken evenly.
    fn read(path: &Path, most: usize) -> Result<Set, Box<dyn Error>> {
        let mut reader = csv::Reader::from_path(path)?;
        let headers = reader.headers()?.clone();
        let at = |name| headers.iter().position(|header| header == name);
        let (text, label) =
            (at("text").ok_or("no column text")?, at("label").ok_or("no column label")?);
        let all: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
        let count = all.len().min(most);
        let rows: Vec<&csv::StringRecord> =
            (0..count).map(|number| &all[number * all.len() / count]).collect();
        let column = |at: usize| rows.iter().map(|row| row[at].to_owned()).collect();
        let contribution =
            |at: usize| Contribution::new(at.to_string(), &rows[at][text], Channel::Csv);
        let contributions = (0..count).map(contribution).collect();
        let heard = Heard { contributions, ..Heard::default() };
        Ok(Set { heard, labels: column(label), languages: at("lang").map(column) })
    }
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
