//! `canvass erase`: contributions and votes are taken out for good, for a reason that is published.
//!
//! The leaf stays where it is, and with it every proof; what opened it is overwritten. When the command
//! has ended no file of the data directory holds the words, what was voted and by whom, the salts or the
//! hash of the request they came in.

use std::collections::BTreeSet;

use store::{Beside, Erasure, NewErasure, NewRecord, POST_RECORDS_MAX, Post, Store};

use crate::cli::Erase;
use crate::failure::Outcome;
use crate::output::counted;
use crate::service::now;

/// Runs the command.
pub fn run(command: &Erase) -> Outcome {
    let store = Store::open(&command.data)?;
    let reason = command.reason;
    let (leaves, voters) = all(&store, command)?;
    let erasures = leaves
        .iter()
        .map(|&index| NewRecord::Erasure(NewErasure { index, reason, body: body(index, reason) }));
    let records: Vec<NewRecord> =
        erasures.chain(voters.iter().copied().map(NewRecord::Forgotten)).collect();
    for portion in records.chunks(POST_RECORDS_MAX) {
        store.submit(Post { key: None, now: now(), records: portion.to_vec() })?;
    }
    crate::search::catch_up(&store)?;
    let erased =
        counted(leaves.len() as u64, "contribution or vote is", "contributions and votes are");
    eprintln!("{erased} erased");
    if !voters.is_empty() {
        let forgotten = counted(voters.len() as u64, "voter is", "voters are");
        eprintln!("{forgotten} forgotten");
    }
    eprintln!("copies that others took, and backups, still hold them");
    Ok(())
}

/// The leaves asked for, ascending, with what goes with them; and the voters to be forgotten.
fn all(store: &Store, command: &Erase) -> Outcome<(BTreeSet<u64>, BTreeSet<u64>)> {
    let (mut leaves, mut voters) = (BTreeSet::new(), BTreeSet::new());
    let beside = match command.whole_voter {
        true => Beside::SameParticipant,
        false => Beside::SameStatement,
    };
    for &index in &command.indices {
        match store.votes_beside(index, beside)? {
            Some(votes) => {
                leaves.extend(votes.leaves);
                voters.extend(command.whole_voter.then_some(votes.participant));
            }
            None => drop(leaves.insert(index)),
        }
    }
    Ok((leaves, voters))
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
