//! The command line: every command, flag and their help, in one place.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use consultation::Channel;

/// The whole life of a plan made with the public: frame, hear, weigh, draft, deliver, account.
#[derive(Debug, Parser)]
#[command(name = "canvass", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  canvass demo                                    a worked example with a site to walk through
  canvass analyse answers.csv --out result        what people said, as one report
  canvass look answers.xlsx                       how a file is understood before it is read
  canvass init data --plan examples/five-year-plan
  canvass serve data                              the plan's site on 127.0.0.1:8080";

/// One command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Reads files of contributions and votes and writes a report.
    #[command(visible_alias = "analyze", after_help = ANALYSE_EXAMPLES)]
    Analyse(Analyse),
    /// Shows the first rows of a file and how its columns are understood.
    Look(Look),
    /// Makes a data directory, publishes the plans of a folder and opens their rounds.
    Init(Init),
    /// Serves the plan's site and its interface for programs.
    Serve(Serve),
    /// Brings contributions and votes of files into a round.
    Import(Import),
    /// Analyses what is stored and publishes the run.
    Run(Run),
}

const ANALYSE_EXAMPLES: &str = "\
Examples:
  canvass analyse answers.csv --out result
  canvass analyse survey.xlsx --sheet Answers --map text=Q3,constituency=Group --out result
  canvass analyse polis-export/ --out result --threads 1
  canvass analyse answers.csv --out result --themes 12 --public --force

The folder holds report.html, findings.json, manifest.json, tables/, tables.xlsx and
response-table.xlsx. Files may be CSV, XLSX or JSONL, or a Polis export folder.

Exit codes: 0 done · 2 used wrongly · 3 input not usable · 5 rows quarantined under --strict ·
73 cannot write · 74 read or write error · 130 stopped";

/// `canvass analyse`.
#[derive(Debug, Args)]
pub struct Analyse {
    /// CSV, XLSX or JSONL files, or folders of a Polis export.
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Folder for the result; must not exist or be empty.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// How the texts and votes are analysed.
    #[command(flatten)]
    pub method: Method,
    /// How the files are read.
    #[command(flatten)]
    pub reading: Reading,
    /// Take who is in and the groups from a Polis math-pca2.json (profile polis only).
    #[arg(long, value_name = "FILE")]
    pub polis_given: Option<PathBuf>,
    /// Leave out and coarsen what must not be published.
    #[arg(long)]
    pub public: bool,
    /// Replace an earlier result of this command.
    #[arg(long)]
    pub force: bool,
    /// Write the result all the same, but exit with 5 when a row was quarantined.
    #[arg(long)]
    pub strict: bool,
    /// Print the manifest to standard output.
    #[arg(long)]
    pub json: bool,
    /// Language of the report.
    #[arg(long, value_enum, default_value_t = UiLanguage::En)]
    pub lang: UiLanguage,
}

/// How texts and votes are analysed.
#[derive(Clone, Debug, Args)]
pub struct Method {
    /// Exactly this many leaf themes; otherwise the texts decide.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub themes: Option<u32>,
    /// How votes are analysed.
    #[arg(long, value_enum, default_value_t = VotesProfile::Polis)]
    pub votes_profile: VotesProfile,
    /// Vector model for the texts; none uses the texts alone.
    #[arg(long, value_name = "NAME", default_value = "none")]
    pub model: String,
    /// Where every pseudo-random choice starts.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Threads to use; the result is the same with any number.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
}

/// How files are read.
#[derive(Clone, Debug, Default, Args)]
pub struct Reading {
    /// Which column holds what: text, id, channel, constituency, language, date, participant, quotable.
    #[arg(long, value_name = "FIELD=COLUMN,…")]
    pub map: Vec<String>,
    /// Sheet of a workbook, by name.
    #[arg(long, value_name = "S")]
    pub sheet: Option<String>,
    /// Row of a workbook or CSV file that names the columns, from 1.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub header_row: Option<u32>,
}

/// `canvass look`.
#[derive(Debug, Args)]
pub struct Look {
    /// The file.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How it is read.
    #[command(flatten)]
    pub reading: Reading,
    /// Print what was understood as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Vote profiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum VotesProfile {
    /// Compatible with Polis.
    Polis,
    /// Observed votes only, with groups shown only where they are stable.
    Robust,
}

/// Languages that the pages speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UiLanguage {
    /// English.
    En,
    /// Chinese, simplified.
    Zh,
}

impl UiLanguage {
    /// The language tag.
    pub fn tag(self) -> &'static str {
        match self {
            UiLanguage::En => "en",
            UiLanguage::Zh => "zh",
        }
    }
}

/// Reads a channel's name for clap.
pub fn channel(name: &str) -> Result<Channel, String> {
    name.parse().map_err(|error: consultation::UnknownChannel| error.to_string())
}

/// Where to listen.
#[derive(Clone, Copy, Debug, Args)]
pub struct Listen {
    /// Address and port. Anything but 127.0.0.1 is said aloud with what is not yet protected.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
}

/// `canvass init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The data directory; must not hold a store yet.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// Folder of the plan, as docs/plan-folder.md describes it.
    #[arg(long, value_name = "DIR")]
    pub plan: PathBuf,
}

/// `canvass serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// The data directory.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// Where to listen.
    #[command(flatten)]
    pub listen: Listen,
}

/// `canvass import`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  canvass import data letters.xlsx --round outline --channel paper
  canvass import data panel.csv --round outline --channel meeting --constituency expert
  canvass import data polis-export/ --round outline --channel form-import")]
pub struct Import {
    /// The data directory.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// CSV, XLSX or JSONL files, or folders of a Polis export. Each is one batch.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The round they answer.
    #[arg(long, value_name = "R")]
    pub round: String,
    /// How they arrived, where a row does not say so itself.
    #[arg(long, value_name = "C", value_parser = channel)]
    pub channel: Channel,
    /// For whom they speak, where a row does not say so itself.
    #[arg(long, value_name = "K")]
    pub constituency: Option<String>,
    /// How the files are read.
    #[command(flatten)]
    pub reading: Reading,
    /// Exit with 5 when a row was quarantined.
    #[arg(long)]
    pub strict: bool,
}

/// `canvass run`.
#[derive(Debug, Args)]
pub struct Run {
    /// The data directory.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// How texts and votes are analysed.
    #[command(flatten)]
    pub method: Method,
}
