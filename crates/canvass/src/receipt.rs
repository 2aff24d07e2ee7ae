//! The receipt of a leaf and the private slip beside it, made from what the store keeps.
//!
//! Nothing is made up afterwards: the checkpoint is the one that was signed with the batch of the leaf,
//! in its transaction. The slip is for its owner alone: it opens the attributes and has the code.

use std::fmt::Write;

use consultation::RoundId;
use store::Store;
use tlog::{Entry, Kind, PartHashes, ProofText, Receipt, VerifierKey};

use crate::seal::FollowUpCode;

/// What a leaf's receipt opens.
struct Opened {
    record: Vec<u8>,
    salt: Option<[u8; 32]>,
    others: PartHashes,
    round: Option<RoundId>,
}

/// The receipt of a contribution or vote that was recorded a moment ago, against the checkpoint signed with it
/// at `size` leaves: the same bytes as [`of_leaf`] gives, without a read of the database. `None` when that
/// is no longer in memory.
pub fn fresh(store: &Store, index: u64, size: u64) -> Option<String> {
    let store::Fresh { entry, opened, path, checkpoint } = store.fresh(index, size)?;
    let store::Opened { record, salt, others, round } = opened;
    let opened = Opened { record, salt: Some(salt), others, round: Some(round) };
    let proof = ProofText { extra: None, index, path, checkpoint };
    let receipt = made(store, store.log_key().clone(), entry, opened, proof);
    Some(text_of(&receipt))
}

/// The text of a receipt.
pub fn text_of(receipt: &Receipt) -> String {
    // The lines of a receipt in a tree of millions, without the words.
    let mut text = String::with_capacity(2_048 + receipt.record.len());
    write!(text, "{receipt}").expect("a string takes what is written");
    text
}

/// The receipt of the leaf at `index` against the checkpoint signed at `size` leaves. `None` when its
/// words are erased, or no checkpoint was signed there.
pub fn of_leaf(store: &Store, index: u64, size: u64) -> Result<Option<Receipt>, store::Error> {
    let (Some(opened), Some(checkpoint)) = (open(store, index)?, store.checkpoint_at(size)?) else {
        return Ok(None);
    };
    let path = store.inclusion(index, size)?;
    let proof = ProofText { extra: None, index, path, checkpoint };
    let (key, entry) = (store.log_key_at(size)?, store.entry(index)?);
    Ok(Some(made(store, key, entry, opened, proof)))
}

fn made(
    store: &Store,
    key: VerifierKey,
    entry: Entry,
    opened: Opened,
    proof: ProofText,
) -> Receipt {
    let Opened { record, salt, others, round } = opened;
    let plans = store.plans();
    let opening = round.as_ref().and_then(|id| plans.opened_round(id));
    let plan = match opening {
        Some(opening) => plans.plan(&opening.plan),
        None => plans.all().next(),
    };
    let title = round.as_ref().and_then(|id| plans.round(id)).map(|round| &round.title);
    let mut receipt = Receipt {
        key,
        plan: plan.map(|plan| plan.title.get("en").to_owned()).unwrap_or_default(),
        round: title.map(|title| title.get("en").to_owned()).unwrap_or_default(),
        entry,
        record,
        salt,
        others,
        proof,
    };
    receipt.proof.extra = receipt.extra();
    receipt
}

fn open(store: &Store, index: u64) -> Result<Option<Opened>, store::Error> {
    Ok(match store.entry(index)?.kind {
        Kind::Contribution | Kind::Replacement => {
            let round = store.contribution(index)?.and_then(|stored| stored.contribution.round);
            store.opening(index)?.map(|opening| Opened {
                record: consultation::leaf::contribution_text(&opening.text),
                salt: Some(opening.salt),
                others: PartHashes { text: None, ..opening.part_hashes() },
                round,
            })
        }
        Kind::Vote => store.vote(index)?.map(|vote| Opened {
            record: consultation::leaf::vote(vote.statement, vote.vote, vote.ballot).to_vec(),
            salt: Some(vote.salt),
            others: PartHashes::default(),
            round: Some(vote.round),
        }),
        _ => store.document(index)?.map(|document| Opened {
            record: document.body,
            salt: None,
            others: PartHashes::default(),
            round: None,
        }),
    })
}

/// The receipt of the leaf at `index` against the first checkpoint that holds it: the one given when it
/// was recorded, however often it is asked for. `None` when its words are erased.
pub fn as_given(store: &Store, index: u64) -> Result<Option<Receipt>, store::Error> {
    match store.committed_with(index)? {
        Some(size) => of_leaf(store, index, size),
        None => Ok(None),
    }
}

/// The private slip of a contribution: what its owner keeps to himself. `None` once it is erased.
pub fn slip(store: &Store, index: u64, code: FollowUpCode) -> Result<Option<String>, store::Error> {
    Ok(store.opening(index)?.map(|opening| {
        let salt = crate::seal::hex(&opening.attributes_salt);
        let attributes = String::from_utf8_lossy(&opening.attributes).into_owned();
        let origin = store.log_key().name();
        format!(
            "canvass-slip/1\norigin {origin}\nindex {index}\ncode {code}\n\
             attributes {attributes}\nsalt-A {salt}\n"
        )
    }))
}
