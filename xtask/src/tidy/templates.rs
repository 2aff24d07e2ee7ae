//! Templates that nothing fills, and pages that no browser test looks at.
//!
//! A template is filled by a struct with `#[template(path = "…")]`, or used by another template. One
//! that lies directly in `templates/` and has a struct is a page, and a page is looked at: a spec of
//! its name exists, or some spec calls `seen(page, "name")`.

use std::collections::BTreeSet;

use super::Finding;
use super::rust::Kind;
use super::tree::{File, Tree};

const FOLDER: &str = "crates/pages/templates/";

/// Templates without a struct, structs without a template, pages without a spec.
pub(super) fn without_struct_or_spec(tree: &Tree) -> Vec<Finding> {
    let filled = filled(tree);
    let mut findings = Vec::new();
    for file in templates(tree) {
        let name = &file.path[FOLDER.len()..];
        let bound = filled.iter().any(|(path, _, _)| *path == name);
        if !bound && !used(tree, name) {
            let instead = "add the struct that fills it, or delete it";
            findings.push(Finding::new(&file.path, 1, "template without a struct", instead));
        }
        let page = bound && !name.contains('/');
        if page && !looked_at(tree, name.trim_end_matches(".html")) {
            let instead =
                format!("call seen(page, \"{}\") in a spec", name.trim_end_matches(".html"));
            findings.push(Finding::new(&file.path, 1, "page without an e2e spec", instead));
        }
    }
    for (path, file, line) in &filled {
        if !tree.has(&format!("{FOLDER}{path}")) {
            let what = format!("struct for the template {path}, which is not there");
            findings.push(Finding::new(file, *line, what, "add the template"));
        }
    }
    findings
}

fn templates(tree: &Tree) -> impl Iterator<Item = &File> {
    tree.ending(".html").filter(|file| file.path.starts_with(FOLDER))
}

/// Template path, source file and line of every `#[template(path = "…")]`.
fn filled(tree: &Tree) -> BTreeSet<(&str, &str, usize)> {
    let mut found = BTreeSet::new();
    for (file, rust) in tree.rust().filter(|(file, _)| file.room() == Some("pages")) {
        for at in rust.find("template ( path =") {
            if let Some(Kind::Text(path)) = rust.tokens.get(at + 4).map(|token| &token.kind) {
                found.insert((path.as_str(), file.path.as_str(), rust.tokens[at].line));
            }
        }
    }
    found
}

fn used(tree: &Tree, name: &str) -> bool {
    let quoted = format!("\"{name}\"");
    templates(tree).any(|file| {
        file.text.match_indices(&quoted).any(|(at, _)| {
            let line = file.text[..at].rsplit("{%").next().unwrap_or_default();
            ["extends", "include", "import"].iter().any(|word| line.contains(word))
        })
    })
}

fn looked_at(tree: &Tree, page: &str) -> bool {
    let own = format!("e2e/{page}.test.mjs");
    let quoted = ["\"", "'", "`"].map(|quote| format!("{quote}{page}{quote}"));
    let specs = tree.ending(".test.mjs").filter(|file| file.path.starts_with("e2e/"));
    tree.has(&own)
        || specs.flat_map(File::lines).any(|(_, line)| {
            line.contains("seen(") && quoted.iter().any(|name| line.contains(name))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        without_struct_or_spec(&Tree::of(files))
            .into_iter()
            .map(|f| f.path + ": " + &f.what)
            .collect()
    }

    const HOME: (&str, &str) =
        ("crates/pages/src/home.rs", "#[template(path = \"home.html\")] struct Home;");
    const TEMPLATE: (&str, &str) =
        ("crates/pages/templates/home.html", "{% extends \"layout.html\" %}");

    #[test]
    fn a_page_needs_struct_and_spec() {
        let layout = ("crates/pages/templates/layout.html", "");
        let spec = ("e2e/walk.test.mjs", "await seen(page, \"home\");");
        let own = ("e2e/home.test.mjs", "");
        assert_eq!(found(&[HOME, TEMPLATE, layout, spec]), [""; 0]);
        assert_eq!(found(&[HOME, TEMPLATE, layout, own]), [""; 0]);
        let said = "crates/pages/templates/home.html: page without an e2e spec";
        assert_eq!(found(&[HOME, TEMPLATE, layout]), [said]);
        let said = "crates/pages/templates/home.html: template without a struct";
        assert_eq!(found(&[TEMPLATE, layout, spec]), [said]);
        let said =
            "crates/pages/src/home.rs: struct for the template home.html, which is not there";
        assert_eq!(found(&[HOME, spec]), [said]);
    }

    #[test]
    fn a_part_needs_a_user_only() {
        let part = ("crates/pages/templates/parts/bar.html", "");
        let user = ("crates/pages/templates/home.html", "{% include \"parts/bar.html\" %}");
        let spec = ("e2e/home.test.mjs", "");
        assert_eq!(found(&[HOME, user, part, spec]), [""; 0]);
        let said = "crates/pages/templates/parts/bar.html: template without a struct";
        assert_eq!(found(&[part]), [said]);
    }
}
