//! `canvass erase`: the words of contributions are taken out for good, for a reason that is published.
//!
//! The leaf stays where it is, and with it every proof; what opened it is overwritten. When the command
//! has ended no file of the data directory holds the words, their salts or the hash of the request they
//! came in.

use store::{Erasure, NewErasure, NewRecord, POST_RECORDS_MAX, Post, Store};

use crate::cli::Erase;
use crate::failure::Outcome;
use crate::service::now;

/// Runs the command.
pub fn run(command: &Erase) -> Outcome {
    let store = Store::open(&command.data)?;
    let reason = command.reason;
    for portion in command.indices.chunks(POST_RECORDS_MAX) {
        let record = |&index: &u64| {
            NewRecord::Erasure(NewErasure { index, reason, body: body(index, reason) })
        };
        let records = portion.iter().map(record).collect();
        store.submit(Post { key: None, now: now(), records })?;
    }
    crate::search::catch_up(&store)?;
    eprintln!("{} contributions are erased", command.indices.len());
    eprintln!("copies that others took, and backups, still hold them");
    Ok(())
}

/// The public document of an erasure, as it is sealed.
fn body(index: u64, reason: Erasure) -> Vec<u8> {
    let body = serde_json::json!({
        "schema": "canvass-erasure/1", "index": index, "reason": name(reason)
    });
    body.to_string().into_bytes()
}

fn name(reason: Erasure) -> &'static str {
    match reason {
        Erasure::Author => "author",
        Erasure::LegalOrder => "legal-order",
        Erasure::ThirdPartyData => "third-party-data",
        Erasure::RetentionExpiry => "retention-expiry",
    }
}

/// Reads a reason for clap.
pub fn reason(word: &str) -> Result<Erasure, String> {
    let names = Erasure::ALL.map(name).join(", ");
    let known = Erasure::ALL.into_iter().find(|reason| name(*reason) == word);
    known.ok_or_else(|| format!("use one of {names}"))
}
