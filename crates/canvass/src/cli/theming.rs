//! What people decide about themes.

use std::path::PathBuf;

use clap::Args;

use super::Place;

pub(super) const DECIDE_THEMES: &str = "\
Each is recorded with who did it and why, and takes effect with the next `canvass run`. A theme that was
decided on is kept: it has a name of its own (K3), its contributions stay together in later runs, and new
ones that are alike join it. `theme undo` takes an act back; `theme acts` lists them.";

/// Who decides, and why.
#[derive(Debug, Args)]
pub struct Because {
    /// Who does it.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// Why. TEXT is English, zh=TEXT Chinese, and so on.
    #[arg(long, value_name = "TEXT", required = true)]
    pub why: Vec<String>,
}

/// `canvass theme lock`.
#[derive(Debug, Args)]
#[command(after_help = DECIDE_THEMES)]
pub struct LockTheme {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Its number in the latest run.
    #[arg(long, value_name = "T")]
    pub theme: String,
    /// Who and why.
    #[command(flatten)]
    pub because: Because,
}

/// `canvass theme rename`.
#[derive(Debug, Args)]
#[command(after_help = DECIDE_THEMES)]
pub struct RenameTheme {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Its number in the latest run, or its own name (K3).
    #[arg(long, value_name = "T")]
    pub theme: String,
    /// What it is called from now on.
    #[arg(long, value_name = "TEXT")]
    pub name: String,
    /// Who and why.
    #[command(flatten)]
    pub because: Because,
}

/// `canvass theme merge`.
#[derive(Debug, Args)]
#[command(after_help = DECIDE_THEMES)]
pub struct MergeThemes {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// A theme by its number in the latest run; twice or more.
    #[arg(long = "theme", value_name = "T", required = true)]
    pub themes: Vec<String>,
    /// What the one is called.
    #[arg(long, value_name = "TEXT")]
    pub name: String,
    /// Who and why.
    #[command(flatten)]
    pub because: Because,
}

/// `canvass theme split`.
#[derive(Debug, Args)]
#[command(after_help = DECIDE_THEMES)]
pub struct SplitTheme {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Its number in the latest run, or its own name (K3).
    #[arg(long, value_name = "T")]
    pub theme: String,
    /// Words: contributions that have all of them are split off, now and in later runs.
    #[arg(long, value_name = "WORDS")]
    pub words: String,
    /// What is split off is called this.
    #[arg(long, value_name = "TEXT")]
    pub name: String,
    /// Who and why.
    #[command(flatten)]
    pub because: Because,
}

/// `canvass theme move`.
#[derive(Debug, Args)]
#[command(after_help = DECIDE_THEMES)]
pub struct MoveContribution {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The contribution's number in the record. Those with the very same words go with it.
    #[arg(long, value_name = "INDEX")]
    pub contribution: u64,
    /// The theme it belongs to: its number in the latest run, or its own name (K3).
    #[arg(long, value_name = "T")]
    pub theme: String,
    /// Who and why.
    #[command(flatten)]
    pub because: Because,
}

/// `canvass theme undo`.
#[derive(Debug, Args)]
#[command(after_help = DECIDE_THEMES)]
pub struct UndoThemes {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The act, such as K3.
    #[arg(value_name = "ACT")]
    pub act: String,
    /// Who and why.
    #[command(flatten)]
    pub because: Because,
}

/// `canvass theme drift`.
#[derive(Debug, Args)]
pub struct ThemeDrift {
    /// The data directory.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// The earlier run; the one before the later if not given.
    #[arg(long, value_name = "RUN")]
    pub from: Option<u64>,
    /// The later run; the latest if not given.
    #[arg(long, value_name = "RUN")]
    pub to: Option<u64>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}
