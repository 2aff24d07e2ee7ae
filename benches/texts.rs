//! What reading contributions costs: a made-up consultation analysed by the program itself, start to end.
//!
//!     cargo bench -p canvass --bench texts -- measure MODEL FOLDER 100000 300000 1000000 3113000
//!     cargo bench -p canvass --bench texts -- make 100000 FOLDER
//!
//! `rehearsal` writes `contributions.csv`, three in five of them Chinese, 250 bytes in the mean, a fifth in
//! campaigns; the language is not stated, so that it is detected. `canvass analyse` reads it with the
//! vector model named, or `none`, and writes the whole result. For each number of contributions it prints CPU seconds
//! (user and system, of all threads, as the kernel counts them), the time that passed, the most memory held
//! at once, and how far the themes found agree with the 28 planted. `make` writes the contributions and
//! the planted themes as `truth.csv`, and stops there.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;

use consultation::Timestamp;
use rehearsal::{Options, THEMES, contributions};

#[path = "../crates/analysis/tests/votes/agreement.rs"]
mod agreement;
mod spent;

use spent::Spent;

const PROGRAM: &str = env!("CARGO_BIN_EXE_canvass");

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Outcome {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["make", count, folder] => make(count.parse()?, Path::new(folder)).map(|_| ()),
        ["measure", model, folder, ref counts @ ..] => {
            println!(
                "| contributions | MB | CPU s | s | most memory, MB | themes | ARI to planted |"
            );
            println!("|---|---|---|---|---|---|---|");
            for count in counts {
                measure(model, count.parse()?, Path::new(folder))?;
            }
            Ok(())
        }
        _ => Err("usage: texts make COUNT FOLDER | texts measure MODEL FOLDER COUNT...".into()),
    }
}

fn measure(model: &str, count: usize, at: &Path) -> Outcome {
    let folder = at.join(format!("canvass-texts-{}", std::process::id()));
    let planted = make(count, &folder)?;
    let (csv, out) = (folder.join("contributions.csv"), folder.join("result"));
    let megabytes = fs::metadata(&csv)?.len() as f64 / 1e6;
    let mut analyse = Command::new(PROGRAM);
    analyse.arg("analyse").arg(&csv).arg("--out").arg(&out).args(["--model", model]);
    let Spent { cpu, passed, peak_mb } = Spent::by(&mut analyse)?;
    let found = found(&out)?;
    let themes = found.iter().max().map_or(0, |last| last + 1);
    let pairs: Vec<(Option<usize>, Option<u8>)> =
        found.into_iter().map(Some).zip(planted.into_iter().map(Some)).collect();
    println!(
        "| {count} | {megabytes:.0} | {cpu:.1} | {:.1} | {peak_mb:.0} | {themes} | {:.3} |",
        passed.as_secs_f64(),
        agreement::adjusted_rand(&pairs)
    );
    fs::remove_dir_all(folder)?;
    Ok(())
}

/// Writes the contributions and the truth; gives the planted theme of each.
fn make(count: usize, folder: &Path) -> Outcome<Vec<u8>> {
    fs::create_dir_all(folder)?;
    let month = Options::new(Timestamp(1_747_699_200_000), Timestamp(1_750_377_600_000));
    let options = Options { contributions: count, voters: 0, ..month };
    let mut out = csv::Writer::from_path(folder.join("contributions.csv"))?;
    let mut truth = BufWriter::new(File::create(folder.join("truth.csv"))?);
    out.write_record(["id", "text", "channel", "constituency"])?;
    writeln!(truth, "id,theme,language")?;
    let mut planted = Vec::with_capacity(count);
    for (contribution, truly) in contributions(&options)? {
        let id = contribution.id.as_str();
        let (channel, constituency) =
            (contribution.channel.as_str(), contribution.constituency.as_str());
        out.write_record([id, &contribution.text, channel, constituency])?;
        writeln!(truth, "{id},{},{}", THEMES[truly.theme].key, truly.tongue.tag())?;
        planted.push(truly.theme as u8);
    }
    out.flush()?;
    truth.flush()?;
    Ok(planted)
}

/// A number for the theme of each row of `tables/assignments.csv`, in the order of the input.
fn found(out: &Path) -> Outcome<Vec<usize>> {
    let mut numbers = std::collections::HashMap::new();
    let mut rows = csv::Reader::from_path(out.join("tables/assignments.csv"))?;
    let theme = rows.headers()?.iter().position(|name| name == "theme").ok_or("no column theme")?;
    let mut found = Vec::new();
    for row in rows.records() {
        let next = numbers.len();
        found.push(*numbers.entry(row?[theme].to_owned()).or_insert(next));
    }
    Ok(found)
}
