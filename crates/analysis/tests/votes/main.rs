//! The vote profile `polis` held to published conversations, to a naive computation, and to what must
//! not change its answer.

mod agreement;
mod blobs;
mod corpora;
mod exported;
mod oracle;
mod properties;
