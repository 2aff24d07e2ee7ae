//! The house: command line, server and jobs. It knows every room and decides nothing.

pub mod cli;
pub mod failure;
pub mod seal;
pub mod staging;
