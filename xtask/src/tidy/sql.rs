//! SQL outside the room that owns it.

use super::Finding;
use super::rules::{OWN_FOLDER, SQL_ROOM};
use super::rust::Kind;
use super::tree::Tree;

// How a statement starts, and what it must hold further on. In one case throughout, so that a sentence
// that starts with "Select" is let be.
const STATEMENTS: [(&str, &str); 7] = [
    ("select ", " from "),
    ("insert into ", ""),
    ("insert or ", " into "),
    ("delete from ", ""),
    ("update ", " set "),
    ("create table ", ""),
    ("create index ", ""),
];

/// String literals that are SQL, and `.sql` files, outside the store.
pub(super) fn outside_the_store(tree: &Tree) -> Vec<Finding> {
    let instead = "give the store a function for it";
    let elsewhere = |path: &str| !path.starts_with(SQL_ROOM) && !path.starts_with(OWN_FOLDER);
    let mut findings = Vec::new();
    for file in tree.ending(".sql").filter(|file| elsewhere(&file.path)) {
        findings.push(Finding::new(&file.path, 1, "SQL outside the store", instead));
    }
    for (file, rust) in tree.rust().filter(|(file, _)| elsewhere(&file.path)) {
        for token in &rust.tokens {
            if matches!(&token.kind, Kind::Text(text) if is_sql(text)) {
                let what = "SQL outside the store";
                findings.push(Finding::new(&file.path, token.line, what, instead));
            }
        }
    }
    findings
}

fn is_sql(text: &str) -> bool {
    let text = text.replace("\\n", " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    STATEMENTS.iter().any(|(start, further)| {
        let (loud_start, loud_further) = (start.to_uppercase(), further.to_uppercase());
        text.starts_with(start) && text.contains(further)
            || text.starts_with(&loud_start) && text.contains(&loud_further)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_told_from_sentences() {
        let sql = [
            "SELECT a\n  FROM b",
            "\\n select a from b",
            "INSERT INTO a VALUES (1)",
            "update a set b = 1",
        ];
        let words = ["Select a theme from the list", "selected from", "update the text", "SELECT"];
        assert_eq!(sql.map(is_sql), [true; 4]);
        assert_eq!(words.map(is_sql), [false; 4]);
    }

    #[test]
    fn the_store_may_hold_them() {
        let source = "fn a() { b(r#\"DELETE FROM c\"#) } // DELETE FROM d";
        let found = |path| outside_the_store(&Tree::of(&[(path, source)])).len();
        assert_eq!(found("crates/store/src/a.rs"), 0);
        assert_eq!(found("crates/canvass/tests/it/main.rs"), 1);
        assert_eq!(outside_the_store(&Tree::of(&[("crates/canvass/a.sql", "")])).len(), 1);
    }
}
