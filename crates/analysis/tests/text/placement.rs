//! Where each text goes: always somewhere, in as many themes as asked for, and the same on any number of
//! threads.

use std::collections::{BTreeMap, BTreeSet};

use consultation::{Language, Moderation, ModerationReason};
use proptest::prelude::*;

use super::{analysed, heard};

/// Texts of all sorts: words, signs, nothing, several scripts.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-e]{1,4}( [a-e]{1,4}){0,12}",
        "[水河田农民保护用电]{0,12}",
        "[ابتثج]{1,5}( [ابتثج]{1,5}){0,6}",
        Just("😀".to_owned()),
        Just(" \u{200B}\n".to_owned()),
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_text_is_in_one_leaf_and_the_tree_is_whole(
        texts in prop::collection::vec(text(), 0..60), asked in prop::option::of(1u32..30),
    ) {
        let rows: Vec<&str> = texts.iter().map(String::as_str).collect();
        let analysed = analysed(&heard(&rows), asked);
        let themes = &analysed.findings.themes;
        let parents: BTreeSet<_> = themes.themes.iter().filter_map(|t| t.parent.as_ref()).collect();
        let leaves: BTreeSet<_> =
            themes.themes.iter().map(|t| &t.id).filter(|id| !parents.contains(id)).collect();
        prop_assert_eq!(leaves.len(), themes.leaves as usize);

        let mut sizes: BTreeMap<_, u64> = BTreeMap::new();
        for (assignment, text) in analysed.rows.assignments.iter().zip(&rows) {
            match assignment {
                Some((leaf, cosine)) => {
                    prop_assert!(leaves.contains(leaf) && (0.0..=1.0).contains(cosine), "{cosine}");
                    *sizes.entry(leaf).or_default() += 1;
                }
                // Only a text without anything visible is left out.
                None => prop_assert!(!text.chars().any(|c| c.is_alphanumeric()), "{text:?}"),
            }
        }
        for theme in &themes.themes {
            let under = |leaf: &&findings::ThemeId| {
                **leaf == theme.id || leaf.as_str().starts_with(&format!("{}.", theme.id))
            };
            let size: u64 = sizes.iter().filter(|(leaf, _)| under(leaf)).map(|(_, size)| size).sum();
            prop_assert_eq!(size, theme.size.count, "{}", theme.id);
            prop_assert!(theme.size_distinct.count <= size && size > 0);
        }

        let words = |text: &String| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        let distinct: BTreeSet<String> = texts.iter().map(words).filter(|text| !text.is_empty()).collect();
        if let Some(asked) = asked {
            prop_assert!(themes.leaves <= asked);
            let noted = analysed.findings.notes.iter().any(|n| n.code == "themes-fewer-than-asked");
            prop_assert_eq!(noted, themes.leaves < asked);
            // Normalising may join a few more than lower case does, but not these plain words.
            let plain = rows.iter().all(|row| row.chars().all(|c| c == ' ' || c.is_ascii_lowercase()));
            prop_assert!(!plain || themes.leaves as usize == distinct.len().min(asked as usize));
        }
    }
}

#[test]
fn hidden_texts_are_themed_and_not_quoted_and_stated_languages_hold() {
    let mut heard =
        heard(&["the bridge is old", "the bridge is narrow", "the bridge is closed", ""]);
    heard.contributions[1].moderation = Moderation::Hidden(ModerationReason::Threat);
    heard.contributions[2].language = Some(Language::new("sco"));
    let analysed = analysed(&heard, Some(1));
    let theme = &analysed.findings.themes.themes[0];
    assert_eq!((theme.size.count, theme.size.of), (3, 3));
    let quoted: Vec<&str> = theme.quotes.iter().map(|quote| quote.contribution.as_str()).collect();
    assert_eq!(quoted, ["0", "2"]);
    assert_eq!(analysed.rows.languages, ["en", "en", "sco", "und"]);
    assert_eq!(analysed.rows.assignments[3], None);
    assert_eq!(analysed.findings.received.excluded[0].reason, "empty-text");
}
