//! Commands on what is done: measures, milestones, indicators, risks and work reports.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{Place, Said, UiLanguage};

/// `canvass measure`.
#[derive(Debug, Subcommand)]
pub enum MeasureCommand {
    /// Adds a measure under a clause.
    Add(AddMeasure),
    /// Gives something that is set on a measure a value; earlier ones stay.
    Set(SetParameter),
    /// Puts a question to an indicator: what the measure did.
    Evaluate(Evaluate),
}

/// `canvass measure set`.
#[derive(Debug, Args)]
pub struct SetParameter {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The measure.
    #[arg(value_name = "ID")]
    pub id: String,
    /// What is set; a new name is a new parameter.
    #[arg(long, value_name = "TEXT", required = true)]
    pub name: Vec<String>,
    /// Its unit.
    #[arg(long, value_name = "TEXT", required = true)]
    pub unit: Vec<String>,
    /// The value; without it "not stated".
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    pub value: Option<f64>,
    /// From when.
    #[arg(long, value_name = "PERIOD")]
    pub from: Option<plan::Period>,
    /// What is known of the change, such as "lowered".
    #[arg(long, value_name = "TEXT")]
    pub change: Vec<String>,
}

/// `canvass measure evaluate`.
#[derive(Debug, Args)]
pub struct Evaluate {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The measure.
    #[arg(value_name = "ID")]
    pub id: String,
    /// The evaluation's identifier, a short word for its address.
    #[arg(long = "as", value_name = "WORD")]
    pub name: String,
    /// The indicator.
    #[arg(long, value_name = "ID")]
    pub indicator: String,
    /// What is asked.
    #[arg(long, value_name = "TEXT", required = true)]
    pub question: Vec<String>,
    /// From when the measure works.
    #[arg(long, value_name = "PERIOD")]
    pub since: Option<plan::Period>,
    /// The period that recovery is measured against.
    #[arg(long, value_name = "PERIOD")]
    pub reference: Option<plan::Period>,
    /// What the figures cannot say here.
    #[arg(long, value_name = "TEXT", required = true)]
    pub limits: Vec<String>,
    /// Who asks.
    #[command(flatten)]
    pub said: Said,
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
    /// Prints the values as the Open SDG platform keeps them.
    Export(ExportValues),
    /// Records the values of such a file; rows that cannot be taken are named.
    Import(ImportValues),
}

/// `canvass indicator export`.
#[derive(Debug, Args)]
pub struct ExportValues {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The indicator.
    #[arg(value_name = "ID")]
    pub id: String,
    /// The file; standard output if not given.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The language of the unit.
    #[arg(long, value_enum, default_value_t = UiLanguage::En)]
    pub lang: UiLanguage,
}

/// `canvass indicator import`.
#[derive(Debug, Args)]
pub struct ImportValues {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The indicator.
    #[arg(value_name = "ID")]
    pub id: String,
    /// A CSV file with the columns Year and Value, and a column for each dimension.
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// Say what would be recorded, and record nothing.
    #[arg(long)]
    pub check: bool,
    /// Who says so.
    #[command(flatten)]
    pub said: Said,
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
    /// Records what came of looking at one again.
    Review(ReviewRisk),
}

/// `canvass risk review`.
#[derive(Debug, Args)]
pub struct ReviewRisk {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The risk.
    #[arg(value_name = "ID")]
    pub id: String,
    /// How it stands now.
    #[arg(long, value_enum)]
    pub state: RiskState,
    /// What was found.
    #[arg(long, value_name = "TEXT", required = true)]
    pub note: Vec<String>,
    /// When it is looked at next.
    #[arg(long, value_name = "PERIOD")]
    pub next: Option<plan::Period>,
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
    /// Records that a body owes a report.
    Owe(OweReport),
    /// Prints what the record holds of a body's period, for the body to write its report from.
    Draft(DraftReport),
}

/// `canvass report owe`.
#[derive(Debug, Args)]
pub struct OweReport {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Who owes it.
    #[arg(long, value_name = "TEXT", required = true)]
    pub body: Vec<String>,
    /// For which period.
    #[arg(long, value_name = "PERIOD")]
    pub period: plan::Period,
    /// Until when.
    #[arg(long, value_name = "PERIOD")]
    pub due: plan::Period,
    /// Who asks for it.
    #[command(flatten)]
    pub said: Said,
}

/// `canvass report draft`.
#[derive(Debug, Args)]
pub struct DraftReport {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The body, as the measures it answers for name it.
    #[arg(long, value_name = "NAME")]
    pub body: String,
    /// The period.
    #[arg(long, value_name = "PERIOD")]
    pub period: plan::Period,
    /// The language.
    #[arg(long, value_enum, default_value_t = UiLanguage::En)]
    pub lang: UiLanguage,
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

words_of_a_noun! {
    /// How a risk stands.
    RiskState {
        /// Nothing is being done about it yet.
        Open,
        /// A measure answers it.
        BeingAnswered,
        /// No longer a risk.
        Closed
    }
}
