//! A proof that reads is written back to the same bytes, and is checked without a crash.

#![no_main]

use tlog::{Checkpoint, Hash, ProofText, verify_inclusion};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(proof) = ProofText::read(text) else { return };
    assert_eq!(proof.to_string(), text);
    if let Ok(checkpoint) = Checkpoint::read(proof.checkpoint.text()) {
        let _ = verify_inclusion(Hash([7; 32]), proof.index, &checkpoint.tree, &proof.path);
    }
});
