//! Commands on what is decided: tensions, comments of the administration, approvals, publications,
//! evidence, reviews, and many acts from one file.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{Place, Said, UiLanguage};

/// `canvass draft`.
#[derive(Debug, Subcommand)]
pub enum DraftCommand {
    /// Says what the next publication would hold: changes, approvals, comments, what is unanswered.
    Status {
        /// Where.
        #[command(flatten)]
        place: Place,
    },
    /// Asks bodies of the administration to comment. Their comments stand in the public record.
    Ask(AskComments),
    /// Records what one of them says of a clause.
    Comment(AddComment),
    /// Records what was done about a comment.
    Answer(AnswerComment),
    /// Records that one person approves the next publication. Two different people must.
    Approve(Approve),
    /// Publishes the text of all clauses. What is unanswered is listed with it.
    Publish(PublishDraft),
    /// Writes the plan's text as a file to be edited outside. Its headings carry their anchors.
    Export(ExportOutline),
    /// Takes over a file that was edited outside: what is reworded, moved, new and gone.
    Import(ImportOutline),
}

/// `canvass draft export`.
#[derive(Debug, Args)]
pub struct ExportOutline {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The form.
    #[arg(long, value_enum, default_value_t = OutlineFormat::Markdown)]
    pub format: OutlineFormat,
    /// The language.
    #[arg(long, value_enum, default_value_t = UiLanguage::En)]
    pub lang: UiLanguage,
    /// The file.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// The form of a plan's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutlineFormat {
    /// Markdown.
    Markdown,
    /// A text document for a word processor.
    #[cfg(feature = "docx")]
    Docx,
}

/// `canvass draft import`.
#[derive(Debug, Args)]
#[command(after_help = "\
A heading is known by the anchor it carries, else by its words. A clause that is no longer in the file is
withdrawn; its number is not given again. A line <!-- why: ... --> under a heading gives the reason for
that clause alone. Either everything is taken over or nothing.")]
pub struct ImportOutline {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Markdown, or a text document where the program was built with `docx`; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// The language the file is in.
    #[arg(long, value_enum, default_value_t = UiLanguage::En)]
    pub lang: UiLanguage,
    /// Who changed it.
    #[arg(long, value_name = "TEXT", required = true)]
    pub by: Vec<String>,
    /// Why.
    #[arg(long, value_name = "TEXT", required = true)]
    pub why: Vec<String>,
    /// The review it follows from; needed once the final text is published.
    #[arg(long, value_name = "ID")]
    pub review: Option<String>,
    /// Say what would change, and record nothing.
    #[arg(long)]
    pub check: bool,
}

/// `canvass clause suggest`.
#[derive(Debug, Args)]
pub struct SuggestLinks {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// One clause only.
    #[arg(long, value_name = "C")]
    pub clause: Option<String>,
    /// Links at most for each clause.
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub most: u16,
    /// Least likeness, 0 to 1.
    #[arg(long, value_name = "X", default_value_t = 0.1)]
    pub least: f64,
}

/// `canvass clause confirm`.
#[derive(Debug, Args)]
pub struct ConfirmLink {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The clause's number.
    #[arg(value_name = "CLAUSE")]
    pub clause: String,
    /// A theme of the latest run; may be repeated.
    #[arg(long = "theme", value_name = "T")]
    pub themes: Vec<String>,
    /// A statement; may be repeated.
    #[arg(long = "statement", value_name = "ID")]
    pub statements: Vec<String>,
    /// A passage, INDEX:FROM-TO in characters; may be repeated.
    #[arg(long = "passage", value_name = "INDEX:FROM-TO", value_parser = crate::commands::clause::passage)]
    pub passages: Vec<plan::Passage>,
    /// Who confirms it.
    #[arg(long, value_name = "TEXT", required = true)]
    pub by: Vec<String>,
}

/// `canvass draft ask`.
#[derive(Debug, Args)]
pub struct AskComments {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Its identifier.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Who is asked; may be repeated.
    #[arg(long = "body", value_name = "TEXT", required = true)]
    pub bodies: Vec<String>,
    /// Last day.
    #[arg(long, value_name = "DAY")]
    pub until: jiff::civil::Date,
}

/// `canvass draft comment`.
#[derive(Debug, Args)]
pub struct AddComment {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Its identifier, such as K3.
    #[arg(value_name = "ID")]
    pub id: String,
    /// The round of comments.
    #[arg(long, value_name = "ID")]
    pub round: String,
    /// The clause.
    #[arg(long, value_name = "C")]
    pub clause: String,
    /// Who comments.
    #[arg(long, value_name = "TEXT", required = true)]
    pub body: Vec<String>,
    /// What is said.
    #[arg(long, value_name = "TEXT", required = true)]
    pub text: Vec<String>,
}

/// `canvass draft answer`.
#[derive(Debug, Args)]
pub struct AnswerComment {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The comment.
    #[arg(value_name = "ID")]
    pub id: String,
    /// What was done about it, and why.
    #[arg(long, value_name = "TEXT", required = true)]
    pub text: Vec<String>,
}

/// `canvass draft approve`.
#[derive(Debug, Args)]
pub struct Approve {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Who approves.
    #[arg(long, value_name = "NAME")]
    pub by: String,
}

/// `canvass draft publish`.
#[derive(Debug, Args)]
pub struct PublishDraft {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// How far the text is.
    #[arg(long, value_enum)]
    pub stage: StageWord,
}

/// How far a published text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StageWord {
    /// May be commented on again.
    Draft,
    /// In force; changed only by amendment.
    Final,
}

impl From<StageWord> for plan::Stage {
    fn from(word: StageWord) -> Self {
        match word {
            StageWord::Draft => plan::Stage::Draft,
            StageWord::Final => plan::Stage::Final,
        }
    }
}

/// `canvass theme tension`.
#[derive(Debug, Args)]
pub struct AddTension {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The theme's number.
    #[arg(long, value_name = "T")]
    pub theme: String,
    /// The direction it pulls against.
    #[arg(long, value_name = "D")]
    pub direction: String,
    /// In what they pull apart.
    #[arg(long, value_name = "TEXT", required = true)]
    pub why: Vec<String>,
}

/// `canvass evidence`.
#[derive(Debug, Subcommand)]
pub enum EvidenceCommand {
    /// Adds a document or figure to the library.
    Add(AddEvidence),
    /// Compiles pieces of the library into a volume.
    Compile(CompileVolume),
}

/// `canvass evidence add`.
#[derive(Debug, Args)]
pub struct AddEvidence {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Its identifier, such as E7.
    #[arg(value_name = "ID")]
    pub id: String,
    /// What it is called.
    #[arg(long, value_name = "TEXT", required = true)]
    pub title: Vec<String>,
    /// Who published it.
    #[arg(long, value_name = "TEXT", required = true)]
    pub publisher: Vec<String>,
    /// When.
    #[arg(long, value_name = "PERIOD")]
    pub published: Option<plan::Period>,
    /// Under which licence.
    #[arg(long, value_name = "TEXT")]
    pub licence: Vec<String>,
    /// Who says so.
    #[command(flatten)]
    pub said: Said,
}

/// `canvass evidence compile`.
#[derive(Debug, Args)]
pub struct CompileVolume {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// What the volume is called.
    #[arg(long, value_name = "TEXT", required = true)]
    pub title: Vec<String>,
    /// A piece of the library; may be repeated.
    #[arg(long, value_name = "ID", required = true)]
    pub evidence: Vec<String>,
    /// When it is published; today if not given.
    #[arg(long, value_name = "PERIOD")]
    pub published: Option<plan::Period>,
    /// Who says so.
    #[command(flatten)]
    pub said: Said,
}

/// `canvass review`.
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// Records a look at the whole plan, such as the one at half of its time.
    Add(AddReview),
}

/// `canvass review add`.
#[derive(Debug, Args)]
pub struct AddReview {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// Its identifier, a short word.
    #[arg(value_name = "ID")]
    pub id: String,
    /// What it is called.
    #[arg(long, value_name = "TEXT", required = true)]
    pub title: Vec<String>,
    /// Who holds it.
    #[arg(long, value_name = "TEXT", required = true)]
    pub body: Vec<String>,
    /// What was found.
    #[arg(long, value_name = "TEXT", required = true)]
    pub text: Vec<String>,
}

/// `canvass consideration`.
#[derive(Debug, Args)]
pub struct Consideration {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// As a page or as Markdown.
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    pub format: Format,
    /// The language.
    #[arg(long, value_enum, default_value_t = UiLanguage::En)]
    pub lang: UiLanguage,
    /// The file; standard output if not given.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// A font file (TTF, OTF, TTC) to set a PDF in; may be repeated. Of several the first that holds a
    /// character sets it.
    #[cfg(feature = "pdf")]
    #[arg(long = "font", value_name = "FILE")]
    pub fonts: Vec<PathBuf>,
}

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// A page; a browser prints it as PDF.
    Html,
    /// A text document for a word processor.
    #[cfg(feature = "docx")]
    Docx,
    /// A printed document, tagged for screen readers; needs --font.
    #[cfg(feature = "pdf")]
    Pdf,
}

/// `canvass update`.
#[derive(Debug, Args)]
#[command(after_help = "\
Each line is one act, as the record holds it, for instance
  {\"observe\":{\"indicator\":\"2.a\",\"observation\":{\"period\":\"2026-06\",\"figure\":{\"number\":71},
   \"released\":\"2026-07-02\",\"attribution\":{\"speaker\":{\"en\":\"Care inspectorate\"},\"status\":\"done\"}}}}
Lines are taken in order. With --check nothing is recorded. A line that is refused is named with its
reason, and those after it are still taken.")]
pub struct Update {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// JSON lines; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// Say what would be refused, and record nothing.
    #[arg(long)]
    pub check: bool,
}
