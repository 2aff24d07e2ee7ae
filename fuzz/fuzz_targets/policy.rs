//! A policy is read without a crash, and one that reads judges a note without one.

#![no_main]

use tlog::{Note, Policy};

/// A checkpoint of no leaves with a line that is no signature.
const NOTE: &str = "log.example/plan/log1\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\
    \u{2014} log.example/plan/log1 G+G7hwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let (Ok(policy), Ok(note)) = (Policy::read(text), Note::read(NOTE)) {
        assert!(policy.check(&note).is_err());
    }
});
