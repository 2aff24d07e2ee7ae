//! What changed between two versions of a clause, word by word.

use similar::{ChangeTag, TextDiff};

/// A run of words that stayed, went or came. Joining all but the `Added` gives the old text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// In both.
    Same(String),
    /// Only in the old text.
    Removed(String),
    /// Only in the new text.
    Added(String),
}

/// The words that differ between two texts (Myers 1986). Text without spaces between words, such as
/// Chinese, is compared character by character.
pub fn diff_words(old: &str, new: &str) -> Vec<Change> {
    let (old_words, new_words) = (words(old), words(new));
    let mut changes: Vec<Change> = Vec::new();
    for change in TextDiff::from_slices(&old_words, &new_words).iter_all_changes() {
        push(&mut changes, change.tag(), change.value());
    }
    changes
}

fn push(changes: &mut Vec<Change>, tag: ChangeTag, word: &str) {
    match (changes.last_mut(), tag) {
        (Some(Change::Same(run)), ChangeTag::Equal)
        | (Some(Change::Removed(run)), ChangeTag::Delete)
        | (Some(Change::Added(run)), ChangeTag::Insert) => run.push_str(word),
        (_, ChangeTag::Equal) => changes.push(Change::Same(word.to_owned())),
        (_, ChangeTag::Delete) => changes.push(Change::Removed(word.to_owned())),
        (_, ChangeTag::Insert) => changes.push(Change::Added(word.to_owned())),
    }
}

/// Splits at spaces, keeping each space as a piece of its own, and around every character of a
/// script that puts no space between words.
fn words(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() || is_unspaced(c) {
            if start < at {
                pieces.push(&text[start..at]);
            }
            start = at + c.len_utf8();
            pieces.push(&text[at..start]);
        }
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

/// Han, kana and their punctuation.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x3000..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn render(changes: &[Change]) -> String {
        let show = |change: &Change| match change {
            Change::Same(run) => run.clone(),
            Change::Removed(run) => format!("[-{run}-]"),
            Change::Added(run) => format!("[+{run}+]"),
        };
        changes.iter().map(show).collect()
    }

    #[test]
    fn shows_what_went_and_what_came() {
        let english =
            diff_words("Homes are supplied first.", "Homes and hospitals are supplied first.");
        assert_eq!(render(&english), "Homes [+and hospitals +]are supplied first.");
        let chinese = diff_words("优先保障居民用水。", "优先保障居民和医院用水。");
        assert_eq!(render(&chinese), "优先保障居民[+和医院+]用水。");
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back(old in ".{0,40}", new in ".{0,40}") {
            let changes = diff_words(&old, &new);
            let (mut back_old, mut back_new) = (String::new(), String::new());
            for change in &changes {
                match change {
                    Change::Same(run) => { back_old.push_str(run); back_new.push_str(run); }
                    Change::Removed(run) => back_old.push_str(run),
                    Change::Added(run) => back_new.push_str(run),
                }
            }
            prop_assert_eq!((back_old, back_new), (old, new));
        }
    }
}
