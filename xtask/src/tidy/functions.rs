//! Functions over the limit of lines.

use super::Finding;
use super::rules::FUNCTION_LINES;
use super::rust::{Kind, Rust};
use super::tree::Tree;

/// Functions longer than `FUNCTION_LINES`.
pub(super) fn too_long(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, rust) in tree.rust() {
        if let Some(why) = &rust.broken {
            findings.push(Finding::new(&file.path, 1, format!("not Rust: {why}"), "mend it"));
        }
        for (line, name, length) in functions(rust) {
            if length > FUNCTION_LINES {
                let what = format!("{name} has {length} lines, more than {FUNCTION_LINES}");
                let instead = "give its parts names of their own";
                findings.push(Finding::new(&file.path, line, what, instead));
            }
        }
    }
    findings
}

/// Line, name and length of every function with a body.
fn functions(rust: &Rust) -> Vec<(usize, &str, usize)> {
    let mut found = Vec::new();
    for at in rust.find("fn") {
        let Some(name) = rust.word(at + 1) else { continue };
        let Some(open) = body(rust, at) else { continue };
        let close = rust.close(open);
        let first = rust.tokens[at].line;
        let inside = &rust.tokens[open..close];
        let literals: usize = inside
            .iter()
            .filter(|token| matches!(token.kind, Kind::Text(_)))
            .map(|token| token.last_line - token.line)
            .sum();
        found.push((first, name, rust.tokens[close].line + 1 - first - literals));
    }
    found
}

// The first brace after the signature, whose own brackets are skipped.
fn body(rust: &Rust, at: usize) -> Option<usize> {
    let mut index = at;
    loop {
        match rust.tokens.get(index)?.kind {
            Kind::Open('{') => return Some(index),
            Kind::Open(_) => index = rust.close(index),
            Kind::Sign(';') | Kind::Close(_) => return None,
            _ => {}
        }
        index += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<String> {
        let tree = Tree::of(&[("crates/plan/src/lib.rs", source)]);
        too_long(&tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_limit_is_seventy_lines() {
        let function =
            |lines: usize| format!("\npub fn long(a: [u8; 2]) {{{}}}", "\n".repeat(lines - 1));
        assert_eq!(found(&function(70)), [""; 0]);
        let said = "crates/plan/src/lib.rs:2: long has 71 lines, more than 70; \
            give its parts names of their own";
        assert_eq!(found(&function(71)), [said]);
    }

    #[test]
    fn a_string_over_many_lines_and_a_declaration_do_not_count() {
        assert_eq!(found(&format!("fn a() {{ b(\"{}\") }}", "\n".repeat(90))), [""; 0]);
        assert_eq!(found(&format!("trait A {{ fn a(); {} }}", "\n".repeat(90))), [""; 0]);
        assert_eq!(found(&format!("type A = fn(u8); {} struct B {{}}", "\n".repeat(90))), [""; 0]);
    }

    #[test]
    fn a_file_that_is_no_rust_is_named() {
        assert!(found("fn a( {")[0].starts_with("crates/plan/src/lib.rs:1: not Rust: "));
    }
}
