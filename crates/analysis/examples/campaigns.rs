//! How campaigns are found among rehearsed contributions, by kind of change and design.
//!
//!     cargo run --release -p canvass-analysis --example campaigns -- [--texts N,N…] [--seeds N,N…] [--design own|stock] [--write DIR]
//!
//! A quarter of the contributions belong to campaigns of Pareto-distributed size, one campaign in 500
//! contributions, a fifth of them of each kind; three members in ten send the letter unchanged. In the
//! design `stock` unrelated texts share sentences (`rehearsal::Design`). By kind: the mean over its campaigns
//! of the share of members that stand in one cluster. `one campaign`: of the pairs of contributions in one
//! cluster, the share that are of one campaign. `clusters` without a member of a campaign are told apart, with
//! the pairs in them. CPU seconds are those of the process; `found` is all of it; of
//! that `passages` is the search for shared and stock phrases and `templates` the last step, which looks for letters within texts.
//! `--write` keeps the texts with their campaigns for `benches/peers`, and puts the figures on standard error as JSON.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use analysis::text::duplicate::duplicates;
use consultation::Timestamp;
use rehearsal::{CampaignOptions, Design, Options, Planted, Variation, contributions, questions};

const DAY: i64 = 86_400_000;
/// Contributions for each campaign.
const ONE_IN: usize = 500;
/// Clock ticks a second (`getconf CLK_TCK`, 100 on Linux).
const TICKS: f64 = 100.0;

fn main() -> Result<(), Box<dyn Error>> {
    let asked = Asked::read()?;
    println!(
        "| design | texts | seed | surface | 5 % edits | 10 % edits | personal | template | one campaign | \
         clusters of nobody's (pairs) | CPU s found | of it passages | of it templates |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for &(design, name) in &asked.designs {
        for &texts in &asked.texts {
            for &seed in &asked.seeds {
                let rehearsed = Rehearsed::of(design, texts, seed)?;
                let found = rehearsed.found();
                println!("| {name} | {texts} | {seed} | {} |", rehearsed.row(&found));
                if let Some(folder) = &asked.write {
                    rehearsed.write(&folder.join(format!("{name}-{texts}-{seed}.jsonl")))?;
                    eprintln!("{}", rehearsed.json(&found));
                }
            }
        }
    }
    Ok(())
}

struct Asked {
    texts: Vec<usize>,
    seeds: Vec<u64>,
    designs: Vec<(Design, &'static str)>,
    write: Option<PathBuf>,
}

impl Asked {
    fn read() -> Result<Asked, Box<dyn Error>> {
        let both = vec![(Design::OwnWords, "own"), (Design::StockSentences, "stock")];
        let mut asked = Asked { texts: vec![20_000], seeds: vec![1], designs: both, write: None };
        let mut words = std::env::args().skip(1);
        while let Some(option) = words.next() {
            let value = words.next().ok_or("each option takes a value")?;
            match option.as_str() {
                "--texts" => asked.texts = numbers(&value)?,
                "--seeds" => asked.seeds = numbers(&value)?,
                "--design" => asked.designs.retain(|(_, name)| *name == value),
                "--write" => asked.write = Some(value.into()),
                other => return Err(format!("unknown option {other}").into()),
            }
        }
        Ok(asked)
    }
}

fn numbers<T: std::str::FromStr>(value: &str) -> Result<Vec<T>, T::Err> {
    value.split(',').map(str::parse).collect()
}

/// Contributions with the campaign of each, and of each campaign its kind.
struct Rehearsed {
    texts: Vec<String>,
    truth: Vec<Option<usize>>,
    kinds: Vec<Variation>,
}

/// What was found, and how long it took.
struct Found {
    clusters: Vec<Option<u32>>,
    seconds: f64,
    passages: f64,
    templates: f64,
}

impl Rehearsed {
    fn of(design: Design, texts: usize, seed: u64) -> Result<Rehearsed, Box<dyn Error>> {
        let count = texts / ONE_IN;
        let options = Options {
            seed,
            design,
            contributions: texts,
            campaigns: CampaignOptions { count, share: 0.25, ..CampaignOptions::default() },
            ..Options::new(Timestamp(0), Timestamp(30 * DAY))
        };
        let rehearsed = contributions(&options)?;
        let kinds = rehearsed.campaigns().iter().map(|one| one.variation).collect();
        let campaign = |planted: Planted| planted.campaign.map(|campaign| campaign.0);
        let (texts, truth) =
            rehearsed.map(|(said, planted)| (said.text, campaign(planted))).unzip();
        Ok(Rehearsed { texts, truth, kinds })
    }

    fn found(&self) -> Found {
        let rows: Vec<&str> = self.texts.iter().map(String::as_str).collect();
        let asked: Vec<String> =
            questions().into_iter().flat_map(|question| question.0.into_values()).collect();
        let steps = RefCell::new(Vec::new());
        let links = duplicates(&rows, &asked, 1, &|step| {
            steps.borrow_mut().push((step.to_owned(), cpu()));
        });
        let end = cpu();
        let steps = steps.into_inner();
        let since =
            |name: &str| steps.iter().find(|step| step.0 == name).map_or(0.0, |step| end - step.1);
        Found {
            clusters: links.iter().map(|link| link.map(|link| link.cluster)).collect(),
            seconds: since("equal"),
            passages: since("passages") - since("near"),
            templates: since("templates"),
        }
    }

    fn row(&self, found: &Found) -> String {
        let together = together(&found.clusters, &self.truth);
        let kind = |kind: Variation| {
            let of = || (0..self.kinds.len()).filter(|campaign| self.kinds[*campaign] == kind);
            of().map(|campaign| together[&campaign]).sum::<f64>() / of().count().max(1) as f64
        };
        let by_kind = Variation::CHANGING.map(|one| format!("{:.3}", kind(one))).join(" | ");
        let Pairs { all, of_one, strangers, pairs, .. } = pairs(&found.clusters, &self.truth);
        format!(
            "{by_kind} | {:.4} | {strangers} ({pairs}) | {:.2} | {:.2} | {:.2}",
            of_one as f64 / all.max(1) as f64,
            found.seconds,
            found.passages,
            found.templates,
        )
    }

    fn json(&self, found: &Found) -> String {
        let together = together(&found.clusters, &self.truth);
        let mean = together.values().sum::<f64>() / together.len().max(1) as f64;
        let Pairs { all, of_one, planted, .. } = pairs(&found.clusters, &self.truth);
        format!(
            "{{\"found_s\": {}, \"passages_s\": {}, \"templates_s\": {}, \"precision\": {}, \"recall\": {}, \"together\": {mean}}}",
            found.seconds,
            found.passages,
            found.templates,
            of_one as f64 / all.max(1) as f64,
            of_one as f64 / planted.max(1) as f64,
        )
    }

    fn write(&self, path: &Path) -> Result<(), Box<dyn Error>> {
        let mut out = BufWriter::new(File::create(path)?);
        for (text, campaign) in self.texts.iter().zip(&self.truth) {
            let campaign = campaign.map_or("null".to_owned(), |number| number.to_string());
            writeln!(out, "{{\"text\":{},\"campaign\":{campaign}}}", serde_json::to_string(text)?)?;
        }
        Ok(out.flush()?)
    }
}

/// For each campaign the share of its members that stand in one cluster.
fn together(clusters: &[Option<u32>], truth: &[Option<usize>]) -> HashMap<usize, f64> {
    let mut members: HashMap<usize, (usize, BTreeMap<u32, usize>)> = HashMap::new();
    for (cluster, campaign) in clusters.iter().zip(truth) {
        let Some(campaign) = campaign else { continue };
        let (count, by_cluster) = members.entry(*campaign).or_default();
        *count += 1;
        if let Some(cluster) = cluster {
            *by_cluster.entry(*cluster).or_default() += 1;
        }
    }
    let most = |by: &BTreeMap<u32, usize>| by.values().max().copied().unwrap_or(0);
    members.into_iter().map(|(one, (count, by))| (one, most(&by) as f64 / count as f64)).collect()
}

struct Pairs {
    planted: usize,
    all: usize,
    of_one: usize,
    strangers: usize,
    pairs: usize,
}

fn pairs(clusters: &[Option<u32>], truth: &[Option<usize>]) -> Pairs {
    let mut by_cluster: BTreeMap<u32, (usize, BTreeMap<usize, usize>)> = BTreeMap::new();
    for (cluster, campaign) in clusters.iter().zip(truth) {
        if let Some(cluster) = cluster {
            let (size, by_campaign) = by_cluster.entry(*cluster).or_default();
            *size += 1;
            if let Some(campaign) = campaign {
                *by_campaign.entry(*campaign).or_default() += 1;
            }
        }
    }
    let choose = |n: usize| n * n.saturating_sub(1) / 2;
    let mut members: BTreeMap<usize, usize> = BTreeMap::new();
    truth.iter().flatten().for_each(|campaign| *members.entry(*campaign).or_default() += 1);
    let planted = members.values().map(|&n| choose(n)).sum();
    let mut found = Pairs { planted, all: 0, of_one: 0, strangers: 0, pairs: 0 };
    for (size, by_campaign) in by_cluster.values() {
        found.all += choose(*size);
        found.of_one += by_campaign.values().map(|&n| choose(n)).sum::<usize>();
        if by_campaign.is_empty() {
            found.strangers += 1;
            found.pairs += choose(*size);
        }
    }
    found
}

/// CPU seconds of this process so far; 0 where the system does not tell.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or("").split_whitespace().skip(11).take(2);
    fields.filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / TICKS
}
