//! `canvass recover`: going on from a backup that lacks what was signed last.
//!
//! Leaves that were signed and are gone cannot be made again: their receipts would speak against any log
//! of the same name. So the log goes on under the next name, and its first leaf there says what was
//! signed, what is held, and why; the former key signs that.

use store::{Lost, Store};
use tlog::recovery::SCHEMA;
use tlog::{Recovery, SigningKey};

use crate::cli::Recover;
use crate::failure::Outcome;
use crate::seal::{hex, log_key};
use crate::service::now;

/// Runs the command.
pub fn run(command: &Recover) -> Outcome {
    let mut lacked = None;
    let store = Store::recover(&command.data, now(), |lost, former| {
        let key = log_key(&next_origin(lost.key.name()))?;
        let body = body(lost, former, &key, &command.reason)?;
        lacked = Some(lost.clone());
        Ok((key, body))
    })?;
    let Some(lost) = lacked else {
        eprintln!("nothing is missing; the log goes on as it was");
        return Ok(());
    };
    let signed = lost.signed.map_or("unknown".to_owned(), |signed| signed.tree.size.to_string());
    eprintln!("Signed     {signed} leaves");
    eprintln!("Held       {}", lost.held.size);
    eprintln!("Log key    {}", store.log_key());
    eprintln!(
        "           print it where people can compare it; receipts of lost leaves name the old one"
    );
    Ok(())
}

/// The public document of a recovery, as it is sealed: the former key signs what it says.
fn body(
    lost: &Lost,
    former: &SigningKey,
    key: &SigningKey,
    reason: &str,
) -> Result<Vec<u8>, tlog::Error> {
    let recovery = Recovery {
        former: lost.key.clone(),
        key: key.verifier(),
        signed: lost.signed.as_ref().map(|signed| signed.tree),
        held: lost.held,
    };
    let tree =
        |tree: &tlog::Tree| serde_json::json!({"size": tree.size, "root": hex(&tree.root.0)});
    let body = serde_json::json!({
        "schema": SCHEMA,
        "reason": reason,
        "former_log_key": lost.key.to_string(),
        "log_key": key.verifier().to_string(),
        "signed": lost.signed.as_ref().map(|signed| tree(&signed.tree)),
        "held": tree(&lost.held),
        "statement": recovery.sign(former)?.to_string(),
    });
    Ok(body.to_string().into_bytes())
}

/// The name with the number at its end one higher.
fn next_origin(origin: &str) -> String {
    let name = origin.trim_end_matches(|c: char| c.is_ascii_digit());
    let number: u64 = origin[name.len()..].parse().unwrap_or(1);
    format!("{name}{}", number + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_name_is_another() {
        assert_eq!(next_origin("localhost/plan/log1"), "localhost/plan/log2");
        assert_eq!(next_origin("localhost/plan/log99"), "localhost/plan/log100");
        assert_eq!(next_origin("localhost/plan"), "localhost/plan2");
    }
}
