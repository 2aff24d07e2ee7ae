//! Commands on what is done: measures, milestones, indicators, risks and work reports.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{Place, Said};

/// `canvass measure`.
#[derive(Debug, Subcommand)]
pub enum MeasureCommand {
    /// Adds a measure under a clause.
    Add(AddMeasure),
}

/// `canvass measure add`.
#[derive(Debug, Args)]
pub struct AddMeasure {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Its identifier, such as 2.3.a.
    #[arg(value_name = "ID")]
    pub id: String,
    /// The clause it carries out.
    #[arg(long, value_name = "C")]
    pub clause: String,
    /// What is done.
    #[arg(long, value_name = "TEXT", required = true)]
    pub title: Vec<String>,
    /// Who is responsible; without it "not stated".
    #[arg(long, value_name = "TEXT")]
    pub owner: Vec<String>,
    /// Until when: 2027, 2027-03 or 2027-03-31.
    #[arg(long, value_name = "PERIOD")]
    pub due: Option<plan::Period>,
    /// Who says so.
    #[command(flatten)]
    pub said: Said,
}

/// `canvass milestone`.
#[derive(Debug, Subcommand)]
pub enum MilestoneCommand {
    /// Adds a milestone to a measure.
    Add(AddMilestone),
    /// Says that a milestone is reached.
    Reach(ReachMilestone),
}

/// `canvass milestone add`.
#[derive(Debug, Args)]
pub struct AddMilestone {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Its identifier.
    #[arg(value_name = "ID")]
    pub id: String,
    /// The measure it belongs to.
    #[arg(long, value_name = "M")]
    pub measure: String,
    /// What is reached.
    #[arg(long, value_name = "TEXT", required = true)]
    pub title: Vec<String>,
    /// Until when.
    #[arg(long, value_name = "PERIOD")]
    pub due: Option<plan::Period>,
    /// Who says so.
    #[command(flatten)]
    pub said: Said,
}

/// `canvass milestone reach`.
#[derive(Debug, Args)]
pub struct ReachMilestone {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The milestone.
    #[arg(value_name = "ID")]
    pub id: String,
    /// When; today if not given.
    #[arg(long, value_name = "PERIOD")]
    pub on: Option<plan::Period>,
}

/// `canvass indicator`.
#[derive(Debug, Subcommand)]
pub enum IndicatorCommand {
    /// Adds an indicator to a clause.
    Add(AddIndicator),
    /// Records a value; earlier ones stay.
    Observe(Observe),
}

/// `canvass indicator add`.
#[derive(Debug, Args)]
pub struct AddIndicator {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Its identifier, such as 2.a.
    #[arg(value_name = "ID")]
    pub id: String,
    /// The clause it belongs to.
    #[arg(long, value_name = "C")]
    pub clause: String,
    /// A measure that is meant to move it; may be repeated.
    #[arg(long, value_name = "M")]
    pub measure: Vec<String>,
    /// What is measured.
    #[arg(long, value_name = "TEXT", required = true)]
    pub title: Vec<String>,
    /// Its unit.
    #[arg(long, value_name = "TEXT", required = true)]
    pub unit: Vec<String>,
    /// Who measures it.
    #[arg(long, value_name = "TEXT")]
    pub source: Vec<String>,
    /// How often.
    #[arg(long, value_name = "TEXT")]
    pub frequency: Vec<String>,
    /// Whether it must be met or is expected.
    #[arg(long, value_enum)]
    pub bindingness: Option<Bindingness>,
    /// Which way is better.
    #[arg(long, value_enum)]
    pub better: Option<Better>,
    /// The value progress is judged against, such as 2025=58.
    #[arg(long, value_name = "PERIOD=NUMBER", value_parser = crate::commands::progress_acts::target)]
    pub baseline: Option<plan::Target>,
    /// The quantitative end, such as 2030=95; without it "no target stated".
    #[arg(long, value_name = "PERIOD=NUMBER", value_parser = crate::commands::progress_acts::target)]
    pub target: Option<plan::Target>,
    /// Who says so.
    #[command(flatten)]
    pub said: Said,
}

/// `canvass indicator observe`.
#[derive(Debug, Args)]
pub struct Observe {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The indicator.
    #[arg(value_name = "ID")]
    pub id: String,
    /// What period the value is for: 2026, 2026-06 or 2026-06-30.
    #[arg(long, value_name = "PERIOD")]
    pub period: plan::Period,
    /// The value, in the indicator's unit.
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    pub value: f64,
    /// Who says so.
    #[command(flatten)]
    pub said: Said,
}

/// `canvass risk`.
#[derive(Debug, Subcommand)]
pub enum RiskCommand {
    /// Registers a risk or problem.
    Add(AddRisk),
}

/// `canvass risk add`.
#[derive(Debug, Args)]
pub struct AddRisk {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Its identifier, such as R5.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Whether it may happen or has happened.
    #[arg(long, value_enum, default_value_t = RiskKind::Risk)]
    pub kind: RiskKind,
    /// What it is.
    #[arg(long, value_name = "TEXT", required = true)]
    pub title: Vec<String>,
    /// Who looks after it.
    #[arg(long, value_name = "TEXT")]
    pub owner: Vec<String>,
    /// When it is looked at next.
    #[arg(long, value_name = "PERIOD")]
    pub review: Option<plan::Period>,
    /// The clause it bears on.
    #[arg(long, value_name = "C")]
    pub clause: Option<String>,
    /// The measure that answers it.
    #[arg(long, value_name = "M")]
    pub measure: Option<String>,
    /// Who raised it.
    #[command(flatten)]
    pub said: Said,
}

/// `canvass report`.
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Adds a body's work report.
    Add(AddReport),
}

/// `canvass report add`.
#[derive(Debug, Args)]
pub struct AddReport {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Its identifier, a short word for its address.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Who reports.
    #[arg(long, value_name = "TEXT", required = true)]
    pub body: Vec<String>,
    /// For which period.
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<plan::Period>,
    /// What is reported.
    #[arg(long, value_name = "TEXT", required_unless_present = "text_file")]
    pub text: Vec<String>,
    /// A file with what is reported, in English.
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    pub text_file: Option<PathBuf>,
    /// A measure it reports on; may be repeated.
    #[arg(long, value_name = "M")]
    pub measure: Vec<String>,
    /// A clause it reports on; may be repeated.
    #[arg(long, value_name = "C")]
    pub clause: Vec<String>,
    /// Who says so.
    #[command(flatten)]
    pub said: Said,
}

macro_rules! words_of_a_noun {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident),+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        pub enum $name {
            $($(#[$variant_doc])* $variant),+
        }

        impl From<$name> for plan::$name {
            fn from(word: $name) -> Self {
                match word {
                    $($name::$variant => plan::$name::$variant),+
                }
            }
        }
    };
}

words_of_a_noun! {
    /// Whether an indicator must be met.
    Bindingness {
        /// Must be met by the government.
        Binding,
        /// Expected and guided.
        Anticipatory
    }
}

words_of_a_noun! {
    /// Which way an indicator is better.
    Better {
        /// A larger value is better.
        Higher,
        /// A smaller value is better.
        Lower
    }
}

words_of_a_noun! {
    /// Whether something may happen or has happened.
    RiskKind {
        /// It may happen.
        Risk,
        /// It has happened.
        Problem
    }
}
