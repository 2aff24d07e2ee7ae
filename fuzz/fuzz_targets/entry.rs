//! An entry that reads is written back to the same bytes.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(entry) = tlog::Entry::decode(bytes) {
        assert_eq!(entry.encode().as_ref().map(|bytes| &bytes[..]), Ok(bytes));
    }
});
