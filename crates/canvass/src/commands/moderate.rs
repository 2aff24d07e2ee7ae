//! `canvass moderate`: what waits, and releasing, holding or hiding it with a reason.

use consultation::ModerationReason;
use store::{NewModeration, NewRecord, POST_RECORDS_MAX, Post, Shown, Store};

use crate::cli::{Moderate, ModerateAct};
use crate::failure::{Exit, Failure, Outcome};
use crate::output::{self, counted};
use crate::service::now;

/// Contributions that are listed at once.
const LISTED: u32 = 100;

/// What whoever releases words must know.
const NOT_MASKED: &str = "note: telephone numbers, e-mail addresses, identity, card and account numbers and number plates \
    are masked by their form when words are shown; names and home addresses are not, so read for them before releasing";

/// Runs the command.
pub fn run(command: &Moderate) -> Outcome {
    let store = Store::open(&command.data)?;
    match &command.act {
        ModerateAct::List => list(&store),
        ModerateAct::Release { all: true, .. } => match everything(&store)? {
            waiting if waiting.is_empty() => {
                eprintln!("nothing waits");
                Ok(())
            }
            waiting => decide(&store, &waiting, Shown::Release),
        },
        ModerateAct::Release { indices, .. } => decide(&store, indices, Shown::Release),
        ModerateAct::Hold { indices, reason } => decide(&store, indices, Shown::Hold(*reason)),
        ModerateAct::Hide { indices, reason } => decide(&store, indices, Shown::Hide(*reason)),
    }
}

/// The public document of a moderation, as it is sealed.
pub fn body(index: u64, shown: Shown) -> Vec<u8> {
    let (act, reason) = match shown {
        Shown::Release => ("release", None),
        Shown::Hold(reason) => ("hold", Some(reason.as_str())),
        Shown::Hide(reason) => ("hide", Some(reason.as_str())),
    };
    serde_json::json!({
        "schema": "canvass-moderation/1", "index": index, "act": act, "reason": reason
    })
    .to_string()
    .into_bytes()
}

/// Reads a reason for clap.
pub fn reason(word: &str) -> Result<ModerationReason, String> {
    let known = ModerationReason::ALL.into_iter().find(|reason| reason.as_str() == word);
    let names = ModerationReason::ALL.map(ModerationReason::as_str).join(", ");
    known.ok_or_else(|| format!("use one of {names}"))
}

fn list(store: &Store) -> Outcome {
    for waiting in store.waiting(0, LISTED)? {
        let contribution = &waiting.contribution;
        let text = contribution.text.replace('\n', " ");
        output::line(format!("{}\t{}\t{text}", waiting.index, contribution.channel))?;
    }
    eprintln!("{NOT_MASKED}");
    Ok(())
}

fn everything(store: &Store) -> Outcome<Vec<u64>> {
    let mut indices = Vec::new();
    loop {
        let from = indices.last().map_or(0, |last| last + 1);
        let page = store.waiting(from, store::PAGE_MAX)?;
        if page.is_empty() {
            return Ok(indices);
        }
        indices.extend(page.iter().map(|waiting| waiting.index));
    }
}

fn decide(store: &Store, indices: &[u64], shown: Shown) -> Outcome {
    if indices.is_empty() {
        let hint = "canvass moderate DATA list shows what waits";
        return Err(Failure::new(Exit::Usage, "no contribution is named", hint));
    }
    for portion in indices.chunks(POST_RECORDS_MAX) {
        let record = |&index: &u64| {
            NewRecord::Moderation(NewModeration { index, shown, body: body(index, shown) })
        };
        let records = portion.iter().map(record).collect();
        store.submit(Post { key: None, now: now(), records })?;
    }
    let decided = counted(indices.len() as u64, "contribution is", "contributions are");
    eprintln!("{decided} decided");
    if shown == Shown::Release {
        eprintln!("{NOT_MASKED}");
    }
    Ok(())
}
