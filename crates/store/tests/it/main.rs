//! Tests of the store through its public face; where SQLite itself must be looked at or disturbed,
//! they open the database beside it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod authors;
mod crash;
mod directory;
mod discussion;
mod erasure;
mod exposures;
mod harness;
mod head;
mod posts;
mod runs;
mod search;
mod state_machine;
