//! Slates held to the committees that each rule must elect, to what the axioms mean, and to what
//! must not change an answer.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corpora;
mod properties;
