//! The vote profiles held to published conversations, to a naive computation, to planted groups, and to what
//! must not change its answer.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod agreement;
mod blobs;
mod corpora;
mod exported;
mod oracle;
mod planted;
mod polis_file;
mod properties;
