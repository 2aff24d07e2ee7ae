//! One result on every processor: real inputs analysed by programs built for plain x86-64 and for
//! x86-64-v3, each on 1 and 2 threads, must have one `result_sha256`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::test::Outcome;
use crate::workspace::{cargo, output, run as command, target_directory};

/// A conversation with votes and Chinese statements, and answers in German.
const INPUTS: [&str; 2] = ["polis/vtaiwan.uberx", "text/cimt_participation_de.csv"];

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
    for input in INPUTS {
        compare(&corpora.join(input), &[("x86-64", plain), ("x86-64-v3", &wide)])?;
    }
    Ok(Outcome::Passed)
}

fn compare(input: &Path, programs: &[(&str, &Path)]) -> Result<()> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (name, program) in programs {
        for threads in ["1", "2"] {
            let hash = result_of(program, input, threads)?;
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

fn result_of(program: &Path, input: &Path, threads: &str) -> Result<String> {
    let out = target_directory()?.join("same-bytes");
    let program = program.to_str().context("the target folder's name is text")?;
    let (input, folder) = (input.to_string_lossy(), out.to_string_lossy());
    output(program, &["analyse", &input, "--out", &folder, "--force", "--threads", threads])?;
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
