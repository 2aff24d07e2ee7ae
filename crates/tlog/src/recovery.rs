//! The statement that a log goes on under another key, after leaves were lost that it had signed.
//!
//! It stands in the first document under the new key (kind 12, schema `canvass-recovery/2`), and is a note under
//! the former key's signature: so nobody can claim to go on another's log. Its text:
//!
//! ```text
//! canvass-recovery
//! former …       verifier key until now
//! key …          verifier key from now on
//! signed … …     size and root (hexadecimal) of the last head signed before; `- -` when that is lost too
//! held … …       size and root of what the log goes on from
//! ```

use crate::hash::Hash;
use crate::key::{SigningKey, VerifierKey};
use crate::note::Note;
use crate::tree::Tree;

/// The document's schema.
pub const SCHEMA: &str = "canvass-recovery/2";

/// What is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// The key that signed until now.
    pub former: VerifierKey,
    /// The key that signs from now on.
    pub key: VerifierKey,
    /// What was signed last; `None` when that is lost too.
    pub signed: Option<Tree>,
    /// What the log goes on from.
    pub held: Tree,
}

impl Recovery {
    /// The statement, signed by the former key.
    ///
    /// # Errors
    /// [`crate::Error::Malformed`], never with keys that were read or made.
    pub fn sign(&self, former: &SigningKey) -> Result<Note, crate::Error> {
        let mut note = Note::new(self.text())?;
        note.sign(former);
        Ok(note)
    }

    fn text(&self) -> String {
        let tree = |tree: &Tree| format!("{} {}", tree.size, tree.root);
        let signed = self.signed.as_ref().map_or("- -".to_owned(), tree);
        format!(
            "canvass-recovery\nformer {}\nkey {}\nsigned {signed}\nheld {}\n",
            self.former,
            self.key,
            tree(&self.held)
        )
    }

    /// What a document of kind 12 states, with the note; `None` when it is no recovery.
    fn read(body: &[u8]) -> Option<(Recovery, String)> {
        let json: serde_json::Value = serde_json::from_slice(body).ok()?;
        let text = |name: &str| json.get(name)?.as_str().map(str::to_owned);
        let tree = |name: &str| {
            let size = json.get(name)?.get("size")?.as_u64()?;
            let root: Hash = json.get(name)?.get("root")?.as_str()?.parse().ok()?;
            Some(Tree { size, root })
        };
        let recovery = Recovery {
            former: text("former_log_key")?.parse().ok()?,
            key: text("log_key")?.parse().ok()?,
            signed: tree("signed"),
            held: tree("held")?,
        };
        Some((recovery, text("statement")?))
    }
}

/// Whether a document of kind 12 is a recovery, and then whether it holds: the former key signed what it says, and it
/// goes on from `held`, the tree before it. `None` for any other document.
pub(crate) fn holds(body: &[u8], held: Option<Tree>) -> Option<bool> {
    let json: serde_json::Value = serde_json::from_slice(body).ok()?;
    if json.get("schema").and_then(serde_json::Value::as_str) != Some(SCHEMA) {
        return None;
    }
    let stated = Recovery::read(body).is_some_and(|(recovery, statement)| {
        Note::read(&statement).is_ok_and(|note| {
            note.text() == recovery.text()
                && note.verify(&recovery.former).is_ok()
                && Some(recovery.held) == held
        })
    });
    Some(stated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::KeyUse;

    #[test]
    fn only_what_the_former_key_signed_holds() {
        let key = |seed| SigningKey::new("log.example/1", KeyUse::Log, &[seed; 32]).unwrap();
        let tree = |size| Tree { size, root: Hash([7; 32]) };
        let recovery = Recovery {
            former: key(1).verifier(),
            key: SigningKey::new("log.example/2", KeyUse::Log, &[2; 32]).unwrap().verifier(),
            signed: Some(tree(9)),
            held: tree(5),
        };
        let body = |schema: &str, statement: &Note| {
            let told =
                |tree: &Tree| serde_json::json!({"size": tree.size, "root": tree.root.to_string()});
            serde_json::json!({
                "schema": schema,
                "former_log_key": recovery.former.to_string(),
                "log_key": recovery.key.to_string(),
                "signed": told(&tree(9)),
                "held": told(&tree(5)),
                "statement": statement.to_string(),
            })
            .to_string()
            .into_bytes()
        };
        let signed = recovery.sign(&key(1)).unwrap();
        assert_eq!(holds(&body(SCHEMA, &signed), Some(tree(5))), Some(true));
        assert_eq!(holds(&body(SCHEMA, &signed), Some(tree(6))), Some(false));
        assert_eq!(holds(&body(SCHEMA, &signed), None), Some(false));
        assert_eq!(holds(&body("canvass-settings/1", &signed), None), None);
        assert_eq!(holds(b"settings", None), None);
        // By another key, and of another statement.
        let forged = recovery.sign(&key(3)).unwrap();
        assert_eq!(holds(&body(SCHEMA, &forged), Some(tree(5))), Some(false));
        let other = Recovery { held: tree(4), ..recovery.clone() }.sign(&key(1)).unwrap();
        assert_eq!(holds(&body(SCHEMA, &other), Some(tree(5))), Some(false));
    }
}
