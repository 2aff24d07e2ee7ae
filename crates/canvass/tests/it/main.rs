//! The program from outside: commands, files, exit codes, and the service over a socket.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod analyse;
mod api;
mod at_once;
mod coding;
mod consideration;
mod data_directory;
mod discussion;
mod harness;
mod journey;
mod log;
mod model;
mod open_sdg;
mod origin;
mod packed_votes;
mod polis_folders;
mod proofs;
mod round_trip;
mod runs;
mod scenario;
mod search;
mod served;
mod site;
mod slate;
mod theming;
mod town;
mod unchanged;
mod vote_faults;
