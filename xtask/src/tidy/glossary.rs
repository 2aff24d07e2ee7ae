//! Words the glossary rejects, read from `GLOSSARY.md` itself.
//!
//! Under its heading `## Not these words` a line `- rejected, also rejected → use` rejects words, as
//! they stand or with an s. They may not be in prose, on pages, or in the names of types, functions
//! and modules. With `on pages` in its second half a line holds for templates and messages alone.

use super::Finding;
use super::prose::prose;
use super::rules::{FOREIGN_WORDS, OWN_FOLDER};
use super::rust::Rust;
use super::tree::{File, Tree};
use super::words::holds_in_any_case;

const FILE: &str = "GLOSSARY.md";
const HEADING: &str = "## Not these words";

#[derive(Debug, PartialEq)]
struct Rejected {
    word: String,
    instead: String,
    only_pages: bool,
}

/// Rejected words in prose, on pages and in names.
pub(super) fn rejected_words(tree: &Tree) -> Vec<Finding> {
    let Some(glossary) = tree.get(FILE) else { return Vec::new() };
    let rejected = read(&glossary.text);
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| !exempt(file)) {
        let page = is_page(file);
        let texts = if page { shown(file) } else { prose(file) };
        let names = file.rust.as_ref().map(declared).unwrap_or_default();
        for (line, text) in texts.iter().chain(&names) {
            for entry in rejected.iter().filter(|entry| page || !entry.only_pages) {
                if holds_one_or_many(text, &entry.word) {
                    let what = format!("the glossary rejects \"{}\"", entry.word);
                    let instead = format!("say {}", entry.instead);
                    findings.push(Finding::new(&file.path, *line, what, instead));
                }
            }
        }
    }
    findings
}

fn read(glossary: &str) -> Vec<Rejected> {
    let section = glossary.lines().skip_while(|line| line.trim() != HEADING).skip(1);
    let mut rejected = Vec::new();
    for line in section.take_while(|line| !line.starts_with('#')) {
        let Some(line) = line.trim().strip_prefix("- ") else { continue };
        let Some((words, instead)) = line.split_once('→') else { continue };
        let instead = instead.trim();
        for word in words.split(',') {
            rejected.push(Rejected {
                word: word.trim_matches([' ', '*', '`', '"']).to_lowercase(),
                instead: instead.to_owned(),
                only_pages: instead.contains("on pages"),
            });
        }
    }
    rejected
}

fn holds_one_or_many(text: &str, word: &str) -> bool {
    holds_in_any_case(text, word) || holds_in_any_case(text, &format!("{word}s"))
}

fn exempt(file: &File) -> bool {
    let places = [FILE, "CHANGELOG.md", OWN_FOLDER].into_iter().chain(FOREIGN_WORDS);
    places.into_iter().any(|place| file.path.starts_with(place))
}

fn is_page(file: &File) -> bool {
    file.path.starts_with("crates/pages/")
        && (file.path.ends_with(".html") || file.path.ends_with(".ftl"))
}

// What a template or a message shows: its text without tags, expressions and keys.
fn shown(file: &File) -> Vec<(usize, String)> {
    let messages = file.path.ends_with(".ftl");
    let mut depth = 0_usize;
    let mut kept = Vec::new();
    for (number, line) in file.lines() {
        let line = if messages { value(line) } else { line };
        let mut text = String::new();
        for letter in line.chars() {
            match letter {
                '<' | '{' => depth += 1,
                '>' | '}' => depth = depth.saturating_sub(1),
                _ if depth == 0 => text.push(letter),
                _ => {}
            }
        }
        kept.push((number, text));
    }
    kept
}

fn value(line: &str) -> &str {
    match line.split_once('=') {
        Some((key, value)) if !line.starts_with([' ', '#']) && !key.contains('{') => value,
        _ if line.starts_with('#') => "",
        _ => line,
    }
}

/// Names of items with their words apart: `comment_period` and `CommentPeriod` are `comment period`.
fn declared(rust: &Rust) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for keyword in ["struct", "enum", "trait", "type", "fn", "mod"] {
        for at in rust.find(keyword).filter(|at| !rust.tokens[*at].test) {
            if let Some(name) = rust.word(at + 1) {
                names.push((rust.tokens[at].line, words_apart(name)));
            }
        }
    }
    names
}

fn words_apart(name: &str) -> String {
    let mut apart = String::new();
    let mut small_before = false;
    for letter in name.chars() {
        if letter.is_uppercase() && small_before {
            apart.push(' ');
        }
        small_before = letter.is_lowercase();
        apart.push(if letter == '_' { ' ' } else { letter.to_ascii_lowercase() });
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLOSSARY: &str = "# Words\n- docket → not here\n## Not these words\n\n\
        - comment period, window → round\n- cluster → opinion group, on pages\n\n## After\n- a → b\n";

    fn found(path: &str, text: &str) -> Vec<String> {
        let tree = Tree::of(&[(FILE, GLOSSARY), (path, text)]);
        rejected_words(&tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn rejected_words_are_found_where_people_read() {
        let said = ["docs/a.md:2: the glossary rejects \"comment period\"; say round"];
        assert_eq!(found("docs/a.md", "Of\nComment periods."), said);
        for (path, text) in [
            ("crates/plan/src/a.rs", "/// A window.\nstruct A;"),
            ("crates/plan/src/a.rs", "struct CommentPeriod;"),
            ("crates/plan/src/a.rs", "fn open_window() {}"),
            ("crates/pages/templates/a.html", "<p class=\"b\">The cluster</p>"),
            ("crates/pages/locales/en/a.ftl", "group = Each cluster"),
        ] {
            assert_eq!(found(path, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn other_words_and_foreign_formats_are_let_be() {
        for (path, text) in [
            ("docs/a.md", "A cluster, windowless; `window`. A docket."),
            ("crates/plan/src/a.rs", "fn cluster() { window(\"window\") }"),
            ("crates/intake/src/a.rs", "struct Window;"),
            ("crates/pages/templates/a.html", "<p class=\"cluster\">{{ cluster }}</p>"),
            ("crates/pages/locales/en/a.ftl", "cluster = Each { $cluster } group\n# cluster"),
        ] {
            assert_eq!(found(path, text), [""; 0], "{text}");
        }
        assert_eq!(rejected_words(&Tree::of(&[("docs/a.md", "window")])), []);
    }
}
