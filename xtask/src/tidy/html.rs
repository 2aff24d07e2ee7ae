//! HTML in the text of a room that does not write pages.

use super::Finding;
use super::rules::MAY_HOLD_HTML;
use super::rust::Kind;
use super::tree::Tree;

/// String literals outside tests that close a tag or open a document.
pub(super) fn outside_the_pages(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, rust) in tree.rust().filter(|(file, _)| file.in_src()) {
        if MAY_HOLD_HTML.iter().any(|place| file.path.starts_with(place)) {
            continue;
        }
        for token in rust.tokens.iter().filter(|token| !token.test) {
            if matches!(&token.kind, Kind::Text(text) if is_html(text)) {
                let instead = "give it to pages as a value";
                findings.push(Finding::new(&file.path, token.line, "HTML outside pages", instead));
            }
        }
    }
    findings
}

fn is_html(text: &str) -> bool {
    let closes = |rest: &str| rest.starts_with(|c: char| c.is_ascii_lowercase());
    text.to_lowercase().contains("<!doctype") || text.split("</").skip(1).any(closes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_found_in_other_rooms_only() {
        let found =
            |path: &str, source: &str| outside_the_pages(&Tree::of(&[(path, source)])).len();
        let path = "crates/canvass/src/router.rs";
        assert_eq!(found(path, "fn a() { b(\"<p>{c}</p>\") }"), 1);
        assert_eq!(found(path, "const A: &str = \"<!DOCTYPE html>\";"), 1);
        assert_eq!(found(path, "fn a() { b(\"usage: c <FILE> 1 </ 2\") } // <p></p>"), 0);
        assert_eq!(found(path, "#[test] fn a() { b.contains(\"</h1>\") }"), 0);
        assert_eq!(found("crates/pages/src/a.rs", "fn a() { b(\"<p></p>\") }"), 0);
    }
}
