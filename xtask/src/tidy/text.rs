//! The shape of text files: no blanks at a line's end, no file beyond the limit.

use super::Finding;
use super::rules::{FILE_LINES, LONG_FILES};
use super::tree::{File, Tree};

const WRITTEN: [&str; 13] = [
    ".rs", ".toml", ".md", ".html", ".css", ".mjs", ".js", ".json", ".sql", ".sh", ".yml", ".ftl",
    ".ci/run",
];
const SOURCE: [&str; 7] = [".rs", ".mjs", ".js", ".css", ".html", ".sql", ".sh"];

/// Blanks at the end of a line, and source files over `FILE_LINES`.
pub(super) fn whitespace_and_length(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| is(file, &WRITTEN) && !is_data(file)) {
        for (number, line) in file.lines().filter(|(_, line)| line.trim_end() != *line) {
            let what = if line.ends_with('\r') { "carriage return" } else { "trailing blanks" };
            findings.push(Finding::new(&file.path, number, what, "delete them"));
        }
        let length = file.lines().count();
        if is(file, &SOURCE) && length > FILE_LINES && !LONG_FILES.contains(&&*file.path) {
            let what = format!("{length} lines, more than {FILE_LINES}");
            let instead = "split it by noun, or list it in LONG_FILES if it is a list";
            findings.push(Finding::new(&file.path, FILE_LINES + 1, what, instead));
        }
    }
    findings
}

fn is(file: &File, ends: &[&str]) -> bool {
    ends.iter().any(|end| file.path.ends_with(end))
}

// Recorded files are what they are.
fn is_data(file: &File) -> bool {
    let folder = |part| matches!(part, "fixtures" | "snapshots" | "vectors" | "data");
    file.path.split('/').any(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<(usize, String)> {
        let findings = whitespace_and_length(&Tree::of(&[(path, text)]));
        findings.into_iter().map(|finding| (finding.line, finding.what)).collect()
    }

    #[test]
    fn blanks_at_the_end_are_found() {
        assert_eq!(found("a.md", "one\ntwo  \n\n"), [(2, "trailing blanks".to_owned())]);
        assert_eq!(found("a.csv", "one \n"), []);
        assert_eq!(found("crates/plan/tests/it/fixtures/a.json", "{} \n"), []);
    }

    #[test]
    fn a_thousand_lines_are_the_limit() {
        assert_eq!(found("a.rs", &"\n".repeat(1000)), []);
        assert_eq!(
            found("a.rs", &"\n".repeat(1001)),
            [(1001, "1001 lines, more than 1000".into())]
        );
        assert_eq!(found("a.md", &"\n".repeat(1001)), []);
    }
}
