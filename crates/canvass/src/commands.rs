//! Commands, one file each. Each reads as a paragraph: open, check, do, say what was done.

pub mod accounts;
pub mod analyse;
pub mod clause;
pub mod coding;
pub mod consideration;
pub mod demo;
pub mod discuss;
pub mod draft;
pub mod drift;
pub mod erase;
pub mod import;
pub mod init;
pub mod library;
pub mod log;
pub mod look;
pub mod model;
pub mod moderate;
pub mod open_sdg;
pub mod progress_acts;
pub mod receipt;
pub mod recover;
pub mod redraft;
pub mod run;
pub mod search;
pub mod serve;
pub mod slate;
pub mod staff;
pub mod suggest;
pub mod theme;
pub mod theming;
pub mod update;
pub mod verify;
pub mod votes;
pub mod witness;

use crate::cli::{
    ClauseCommand, Cli, Command, LogCommand, MeasureCommand, ReportCommand, ReviewCommand,
    RiskCommand,
};
use crate::failure::Outcome;

/// Runs a command.
pub fn run(cli: &Cli) -> Outcome {
    match &cli.command {
        Command::Analyse(command) => analyse::run(command),
        Command::Look(command) => look::run(command),
        Command::Slate(command) => slate::run(command),
        Command::Votes(command) => votes::run(command),
        Command::Init(command) => init::run(command),
        Command::Serve(command) => serve::run(command),
        Command::Import(command) => import::run(command),
        Command::Run(command) => run::run(command),
        Command::Search(command) => search::run(command),
        Command::Demo(command) => demo::run(command),
        Command::Model(command) => model::run(command),
        Command::Theme(command) => theme::run(command),
        Command::Moderate(command) => moderate::run(command),
        Command::Erase(command) => erase::run(command),
        Command::Recover(command) => recover::run(command),
        Command::Log(LogCommand::Export(command)) => log::run(command),
        Command::Verify(command) => verify::run(command),
        Command::Witness(command) => witness::run(command),
        Command::Receipt(command) => receipt::run(command),
        Command::Draft(command) => draft::run(command),
        Command::Consideration(command) => consideration::run(command),
        Command::Evidence(command) => library::evidence(command),
        Command::Review(ReviewCommand::Add(command)) => library::review(command),
        Command::Discuss(command) => discuss::run(command),
        Command::Update(command) => update::run(command),
        Command::Clause(ClauseCommand::Revise(command)) => clause::run(command),
        Command::Clause(ClauseCommand::Suggest(command)) => suggest::suggest(command),
        Command::Clause(ClauseCommand::Confirm(command)) => suggest::confirm(command),
        Command::Measure(MeasureCommand::Add(command)) => progress_acts::measure(command),
        Command::Measure(MeasureCommand::Set(command)) => accounts::set(command),
        Command::Measure(MeasureCommand::Evaluate(command)) => accounts::evaluate(command),
        Command::Milestone(command) => progress_acts::milestone(command),
        Command::Indicator(command) => progress_acts::indicator(command),
        Command::Risk(RiskCommand::Add(command)) => progress_acts::risk(command),
        Command::Risk(RiskCommand::Review(command)) => accounts::review(command),
        Command::Report(ReportCommand::Add(command)) => progress_acts::report(command),
        Command::Report(ReportCommand::Owe(command)) => accounts::owe(command),
        Command::Report(ReportCommand::Draft(command)) => accounts::draft(command),
    }
}
