//! Links between documents that lead nowhere.

use super::Finding;
use super::tree::Tree;

/// Relative links of `*.md` files to paths that are not in the tree.
pub(super) fn broken(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ending(".md") {
        let mut fenced = false;
        for (number, line) in file.lines() {
            fenced ^= line.trim_start().starts_with("```");
            if fenced {
                continue;
            }
            for target in targets(line) {
                if leads_away(target) || tree.has(&resolved(&file.path, target)) {
                    continue;
                }
                let what = format!("link to {target}, which is not there");
                findings.push(Finding::new(&file.path, number, what, "mend or drop the link"));
            }
        }
    }
    findings
}

// `[text](target)`, `[label]: target` and `src="target"`.
fn targets(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (start, end) in [("](", ')'), ("src=\"", '"'), ("href=\"", '"')] {
        for (at, _) in line.match_indices(start) {
            let rest = &line[at + start.len()..];
            found.extend(rest.split_once(end).map(|(target, _)| target));
        }
    }
    if line.starts_with('[') {
        found.extend(line.split_once("]: ").map(|(_, target)| target));
    }
    let found = found.into_iter();
    found.map(|target| target.split([' ', '#']).next().unwrap_or_default()).collect()
}

fn leads_away(target: &str) -> bool {
    target.is_empty() || target.contains("://") || target.starts_with("mailto:")
}

fn resolved(from: &str, target: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    if target.starts_with('/') {
        parts.clear();
    }
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_what_is_not_there_are_found() {
        let text = "[a](b.md) [c](../README.md#top) ![d](img/e.png \"f\")\n<img src=\"img/g.png\">\n\
            [h](gone.md)\n```\n[i](gone.md)\n```\n[j](https://example.org/) [k](#here) [l](../crates)\n\
            [m](../../out.md)";
        let tree = Tree::of(&[
            ("docs/a.md", text),
            ("docs/b.md", ""),
            ("README.md", ""),
            ("docs/img/e.png", ""),
            ("crates/plan/src/lib.rs", ""),
        ]);
        let found: Vec<_> = broken(&tree).into_iter().map(|f| (f.line, f.what)).collect();
        let gone = |line, path: &str| (line, format!("link to {path}, which is not there"));
        assert_eq!(found, [gone(2, "img/g.png"), gone(3, "gone.md"), gone(8, "../../out.md")]);
    }
}
