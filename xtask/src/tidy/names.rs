//! Names of files and folders that say nothing of what is inside.

use super::Finding;
use super::rules::DRAWERS;
use super::tree::Tree;

/// Paths with a word of `DRAWERS`.
pub(super) fn drawers(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for path in tree.paths() {
        let mut words = path.split(|c: char| !c.is_alphanumeric());
        if let Some(word) = words.find(|word| DRAWERS.contains(&word.to_lowercase().as_str())) {
            let what = format!("\"{word}\" in a path");
            findings.push(Finding::new(path, 1, what, "name it after the noun it is about"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawers_are_found_as_whole_words() {
        let bad =
            ["crates/plan/src/utils.rs", "crates/plan/tests/common/mod.rs", "e2e/Page-Helper.mjs"];
        let good = ["crates/plan/src/commons.rs", "crates/plan/src/utility_bill.rs"];
        let files: Vec<_> = bad.iter().chain(&good).map(|path| (*path, "")).collect();
        let mut found: Vec<_> = drawers(&Tree::of(&files)).into_iter().map(|f| f.path).collect();
        found.sort();
        let mut bad = bad;
        bad.sort_unstable();
        assert_eq!(found, bad);
    }
}
