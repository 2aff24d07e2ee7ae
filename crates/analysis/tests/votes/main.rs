//! The vote profile `polis` held to published conversations, to a naive computation, and to what
//! must not change its answer.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod agreement;
mod blobs;
mod corpora;
mod exported;
mod oracle;
mod polis_file;
mod properties;
