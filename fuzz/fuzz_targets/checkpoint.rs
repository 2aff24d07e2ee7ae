//! A checkpoint that reads is written back to the same bytes.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(checkpoint) = tlog::Checkpoint::read(text) {
        assert_eq!(checkpoint.text(), text);
    }
});
