//! The house: command line, server and jobs. It knows every room, carries data from one to the next, and
//! decides nothing.
//!
//! Read [`cli`] for what can be asked of the program, [`commands`] for what each command does, [`router`]
//! for every address the service answers. [`posting`] holds the rules for taking what people send,
//! [`seal`] is the only place that draws randomness, [`service`] the only one that asks the time on
//! behalf of a request.

pub mod api;
pub mod cli;
pub mod commands;
pub mod config;
pub mod failure;
pub mod headers;
pub mod inputs;
pub mod manifest;
pub mod output;
pub mod placement;
pub mod posting;
pub mod problem;
pub mod progress;
pub mod receipt;
pub mod result_folder;
pub mod router;
pub mod routing;
pub mod seal;
pub mod search;
pub mod service;
pub mod site;
pub mod staging;
pub mod streaming;
pub mod theming;
pub mod unchanged;
