//! The exact bytes that are sealed for what people said.
//!
//! A contribution's words are the text compartment (`T`) of its record: RFC 8785 canonical JSON, so
//! that a stranger can rebuild it with any JSON library. A vote's are 17 bytes. Both enter the log
//! only as a salted hash; the salts and the log are not this room's business.

use crate::{Constituency, Discussed, Language, Stance, Vote};

/// Version of the byte forms in this file; a change is a new version, never an edit.
pub const VERSION: u32 = 1;

/// The text compartment of a contribution: `{"text":…,"v":1}` in canonical JSON (RFC 8785: members
/// sorted, no white space, shortest escapes, which for strings is what `serde_json` writes).
pub fn contribution_text(text: &str) -> Vec<u8> {
    let quoted = serde_json::Value::from(text).to_string();
    format!(r#"{{"text":{quoted},"v":{VERSION}}}"#).into_bytes()
}

/// The attributes compartment (`A`) of a contribution:
/// `{"constituency":…,"language":…,"quotable":…,"v":1}` in canonical JSON, without `language` when the
/// sender stated none.
pub fn contribution_attributes(
    constituency: &Constituency,
    language: Option<&Language>,
    quotable: bool,
) -> Vec<u8> {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let constituency = quoted(constituency.as_str());
    let language = language
        .map(|language| format!(r#""language":{},"#, quoted(language.as_str())))
        .unwrap_or_default();
    format!(r#"{{"constituency":{constituency},{language}"quotable":{quotable},"v":{VERSION}}}"#)
        .into_bytes()
}

/// Version of the attributes of a contribution that has a place in a discussion.
pub const DISCUSSED_VERSION: u32 = 2;

/// The attributes compartment (`A`) of a contribution that has a place in a discussion: those of
/// [`contribution_attributes`] and, each where there is one, `about`, `reply_to` (a leaf's index),
/// `sources` (a list) and `stance` (`for` or `against`), in canonical JSON, with `"v":2`.
pub fn discussed_attributes(
    constituency: &Constituency,
    language: Option<&Language>,
    quotable: bool,
    reply_to: Option<u64>,
    discussed: &Discussed,
) -> Vec<u8> {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let sources: Vec<String> = discussed.sources.iter().map(|line| quoted(line)).collect();
    let stance = Some(discussed.stance).filter(|stance| *stance != Stance::Neither);
    // Sorted by name, as canonical JSON asks.
    let members = [
        ("about", discussed.about.as_ref().map(|about| quoted(&about.to_string()))),
        ("constituency", Some(quoted(constituency.as_str()))),
        ("language", language.map(|language| quoted(language.as_str()))),
        ("quotable", Some(quotable.to_string())),
        ("reply_to", reply_to.map(|index| index.to_string())),
        ("sources", (!sources.is_empty()).then(|| format!("[{}]", sources.join(",")))),
        ("stance", stance.map(|stance| quoted(stance.as_str()))),
        ("v", Some(DISCUSSED_VERSION.to_string())),
    ];
    let members: Vec<String> = members
        .into_iter()
        .filter_map(|(name, value)| Some(format!("\"{name}\":{}", value?)))
        .collect();
    format!("{{{}}}", members.join(",")).into_bytes()
}

/// The text compartment of a vote: statement number (8 bytes, big-endian), value (1 byte: 1 agree,
/// 2 disagree, 3 pass), ballot number (8 bytes, big-endian; which of the participant's ballots it is).
pub fn vote(statement: u64, vote: Vote, ballot: u64) -> [u8; 17] {
    let mut bytes = [0; 17];
    bytes[..8].copy_from_slice(&statement.to_be_bytes());
    bytes[8] = match vote {
        Vote::Agree => 1,
        Vote::Disagree => 2,
        Vote::Pass => 3,
    };
    bytes[9..].copy_from_slice(&ballot.to_be_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contribution_text_is_canonical_json() {
        let bytes = contribution_text("He said \"水\"\u{1}\n/é");
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "{\"text\":\"He said \\\"水\\\"\\u0001\\n/é\",\"v\":1}"
        );
    }

    #[test]
    fn contribution_attributes_are_canonical_json() {
        let bytes = |language: Option<&Language>| {
            let bytes = contribution_attributes(&Constituency::Expert, language, true);
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(bytes(None), r#"{"constituency":"expert","quotable":true,"v":1}"#);
        assert_eq!(
            bytes(Some(&Language::new("zh"))),
            r#"{"constituency":"expert","language":"zh","quotable":true,"v":1}"#
        );
    }

    #[test]
    fn attributes_of_a_place_in_a_discussion_are_canonical_json() {
        let bytes = |reply_to, discussed: &Discussed| {
            let bytes =
                discussed_attributes(&Constituency::Public, None, false, reply_to, discussed);
            String::from_utf8(bytes).unwrap()
        };
        let on_a_clause = Discussed {
            about: Some(crate::About::Clause("2.3".into())),
            stance: Stance::Neither,
            sources: vec!["A \"count\", 2024".into(), "b".into()],
        };
        assert_eq!(
            bytes(None, &on_a_clause),
            r#"{"about":"clause:2.3","constituency":"public","quotable":false,"sources":["A \"count\", 2024","b"],"v":2}"#
        );
        let reply = Discussed { stance: Stance::Against, ..Discussed::default() };
        assert_eq!(
            bytes(Some(12), &reply),
            r#"{"constituency":"public","quotable":false,"reply_to":12,"stance":"against","v":2}"#
        );
    }

    #[test]
    fn vote_bytes() {
        assert_eq!(
            vote(258, Vote::Disagree, 3),
            [0, 0, 0, 0, 0, 0, 1, 2, 2, 0, 0, 0, 0, 0, 0, 0, 3]
        );
    }
}
