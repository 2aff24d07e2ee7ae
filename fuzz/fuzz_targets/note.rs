//! Whatever reads as a note is written back to the same bytes, and a signature is checked without a crash.

#![no_main]

use tlog::{Checkpoint, Note};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(note) = Note::read(text) else { return };
    assert_eq!(note.to_string(), text);
    let key = "log.example/plan/log1+1be1bb87+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c";
    if let Ok(key) = key.parse::<tlog::VerifierKey>() {
        let _ = note.verify(&key);
        let _ = tlog::verify_cosignature(&note, &key);
    }
    let _ = Checkpoint::read(note.text());
});
