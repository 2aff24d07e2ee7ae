//! Words that do not belong: padding in prose, and places that exist on one machine only.

use super::Finding;
use super::prose::prose;
use super::rules::{MACHINE_PATHS, MAY_NAME_PLACES, OTHERS_PROSE, PADDING, REGISTRY_HOSTS};
use super::tree::Tree;

/// Padding words in documents and doc comments.
pub(super) fn padding(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let ours = |path: &str| !OTHERS_PROSE.iter().any(|place| path.starts_with(place));
    for file in tree.files.iter().filter(|file| ours(&file.path)) {
        for (line, text) in prose(file) {
            let text = text.replace("robust profile", "").replace("profile robust", "");
            for word in PADDING.iter().filter(|word| holds_in_any_case(&text, word)) {
                let what = format!("padding word \"{word}\"");
                findings.push(Finding::new(
                    &file.path,
                    line,
                    what,
                    "say it plainly, or not at all",
                ));
            }
        }
    }
    findings
}

/// Paths of one machine and registry hosts.
pub(super) fn one_machine(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| !MAY_NAME_PLACES.contains(&&*file.path)) {
        for (number, line) in file.lines() {
            for path in MACHINE_PATHS.iter().filter(|path| line.contains(*path)) {
                let what = format!("path of one machine, {path}");
                let instead = "take it from an argument or a variable";
                findings.push(Finding::new(&file.path, number, what, instead));
            }
            for host in REGISTRY_HOSTS.iter().filter(|host| line.contains(*host)) {
                let what = format!("registry host {host}");
                let instead = "leave the host to the client's own settings";
                findings.push(Finding::new(&file.path, number, what, instead));
            }
        }
    }
    findings
}

/// Whether the text holds the phrase with no letter, digit or `_` at either end.
pub(super) fn holds(text: &str, phrase: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(phrase).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + phrase.len()..].chars().next();
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

/// `holds` for a phrase in small letters, whatever the case of the text.
pub(super) fn holds_in_any_case(text: &str, phrase: &str) -> bool {
    holds(&text.to_lowercase(), phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_is_found_in_prose_only() {
        let found = |path: &str, text: &str| -> Vec<(usize, String)> {
            let findings = padding(&Tree::of(&[(path, text)]));
            findings.into_iter().map(|finding| (finding.line, finding.what)).collect()
        };
        let what = |line: usize, word: &str| vec![(line, format!("padding word \"{word}\""))];
        assert_eq!(found("docs/a.md", "One.\nA Robust way."), what(2, "robust"));
        assert_eq!(
            found("crates/plan/src/a.rs", "/// In order to b.\nfn a() {}"),
            what(1, "in order to")
        );
        let sound = [
            ("docs/a.md", "The `robust` profile; the robust profile; robustness; \"powerful\"."),
            ("examples/a/outline.md", "A comprehensive exemption."),
            ("docs/a.md", "```\nensure\n```\n> They ensure it.\n"),
            ("crates/plan/src/a.rs", "fn ensure() { \"simply\" }"),
        ];
        for (path, text) in sound {
            assert_eq!(found(path, text), [], "{text}");
        }
    }

    #[test]
    fn places_of_one_machine_are_found() {
        let [path, host] = [MACHINE_PATHS[0], REGISTRY_HOSTS[0]];
        let text = format!("a\nb {path}c\nd {host}");
        let found = |path| one_machine(&Tree::of(&[(path, &text)]));
        let lines: Vec<usize> = found("docs/a.md").iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [2, 3]);
        assert_eq!(found("Cargo.lock"), []);
        assert_eq!(one_machine(&Tree::of(&[("docs/a.md", "network/a, /var/lib, crates")])), []);
    }
}
