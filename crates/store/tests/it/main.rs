//! Tests of the store through its public face; where SQLite itself must be looked at or disturbed,
//! they open the database beside it.

mod directory;
mod harness;
