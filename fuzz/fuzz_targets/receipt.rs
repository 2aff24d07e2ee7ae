//! A receipt that reads is written back to the same bytes, and is checked without a crash.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (report, receipt) = tlog::check_receipt(text, None);
    match receipt {
        Some(receipt) => assert_eq!(receipt.to_string(), text),
        None => assert!(!report.holds()),
    }
});
