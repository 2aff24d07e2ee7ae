//! Commands on discussion.

use clap::{Args, Subcommand};

use super::Place;

/// `canvass discuss`.
#[derive(Debug, Subcommand)]
pub enum DiscussCommand {
    /// Lists what anyone may read: what it is about, number, stance, constituency, words.
    List {
        /// Where.
        #[command(flatten)]
        place: Place,
    },
    /// Answers a contribution in the office's name. It decides nothing; `theme dispose` does.
    Answer(AnswerWords),
    /// Puts a contribution's words to the vote as they are.
    Vote(PutWords),
}

/// `canvass discuss answer`.
#[derive(Debug, Args)]
pub struct AnswerWords {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The contribution's number.
    #[arg(value_name = "INDEX")]
    pub index: u64,
    /// Which body answers.
    #[arg(long, value_name = "TEXT", required = true)]
    pub body: Vec<String>,
    /// What it says. TEXT is English, zh=TEXT Chinese.
    #[arg(long, value_name = "TEXT", required = true)]
    pub text: Vec<String>,
}

/// `canvass discuss vote`.
#[derive(Debug, Args)]
pub struct PutWords {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The contribution's number.
    #[arg(value_name = "INDEX")]
    pub index: u64,
    /// The round in which people vote; the open one if not given.
    #[arg(long, value_name = "R")]
    pub round: Option<String>,
}
