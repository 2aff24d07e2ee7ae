//! Nothing acknowledged is lost: the program under kills, failing disks, full disks and power cuts.
//!
//! Each file has a small test, which the fast suite runs, and a long one, which `cargo xtask torture
//! NAME` runs until its count or its minutes are reached. Both end in one line with what was done and
//! how far it bounds the chance of a loss: none in n trials bounds it by 3/n at 95 %.
//!
//! The program is the real one, asked over HTTP; what it kept is read from its directory
//! afterwards. Faults come from outside, by strace, so that no part of the program knows of them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod faults;
mod full_disk;
mod http;
mod images;
mod kill;
mod ledger;
mod load;
mod order;
mod server;
mod trace;
