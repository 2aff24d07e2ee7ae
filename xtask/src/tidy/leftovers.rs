//! What a finished change leaves behind by mistake.

use super::Finding;
use super::rules::{LEFT_OPEN, MAY_PRINT, OWN_FOLDER};
use super::rust::Rust;
use super::tree::{File, Tree};
use super::words::holds;

const UNWRAP: &str = "return a Result, or expect(\"why it cannot fail\")";

/// `unwrap()`, `dbg!`, printing in a library, `allow(` attributes and `expect(` ones without reason.
pub(super) fn in_code(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, rust) in tree.rust() {
        let mut add = |at: usize, what: &str, instead: &str| {
            findings.push(Finding::new(&file.path, rust.tokens[at].line, what, instead));
        };
        for at in rust.find(". unwrap ( )").filter(|at| !rust.tokens[*at].test) {
            add(at, "unwrap() outside a test", UNWRAP);
        }
        rust.find("dbg !").for_each(|at| add(at, "dbg! left behind", "delete it"));
        for at in prints(file, rust) {
            add(at, "a library prints", "return the text; the house prints it");
        }
        for at in prints_data(file, rust) {
            add(at, "println! dies when its reader stops", "print data by output::line");
        }
        for (at, what, instead) in attributes(rust) {
            add(at, what, instead);
        }
    }
    findings
}

/// Marks of open work, in any source or document.
pub(super) fn in_text(tree: &Tree) -> Vec<Finding> {
    let kinds = [".rs", ".mjs", ".js", ".html", ".css", ".toml", ".sql", ".md", ".ftl"];
    let mut findings = Vec::new();
    for file in &tree.files {
        if !kinds.iter().any(|kind| file.path.ends_with(kind)) || file.path.starts_with(OWN_FOLDER)
        {
            continue;
        }
        for (number, line) in file.lines() {
            if let Some(mark) = LEFT_OPEN.iter().find(|mark| holds(line, mark)) {
                let what = format!("{mark} left behind");
                findings.push(Finding::new(&file.path, number, what, "do it, or open an issue"));
            }
        }
    }
    findings
}

fn prints(file: &File, rust: &Rust) -> Vec<usize> {
    if MAY_PRINT.iter().any(|room| file.path.starts_with(room)) || !file.in_src() {
        return Vec::new();
    }
    let macros = ["print !", "println !", "eprint !", "eprintln !"];
    let calls = macros.iter().flat_map(|call| rust.find(call));
    calls.filter(|at| !rust.tokens[*at].test).collect()
}

/// `println!` in the program itself: it panics on a closed pipe.
fn prints_data(file: &File, rust: &Rust) -> Vec<usize> {
    if !file.path.starts_with("crates/canvass/src/") {
        return Vec::new();
    }
    let calls = ["print !", "println !"].into_iter().flat_map(|call| rust.find(call));
    calls.filter(|at| !rust.tokens[*at].test).collect()
}

fn attributes(rust: &Rust) -> Vec<(usize, &'static str, &'static str)> {
    let mut found = Vec::new();
    let starts = ["# [", "# ! ["].map(|start| (start, start.split(' ').count() - 1));
    for (start, to_bracket) in starts {
        for at in rust.find(start) {
            let open = at + to_bracket;
            let inside = open..rust.close(open);
            let call = |word| inside.clone().find(|i| rust.is(*i, word) && rust.is(i + 1, "("));
            if let Some(at) = call("allow") {
                found.push((at, "allow( attribute", "use expect(…, reason = \"…\")"));
            }
            if let Some(at) = call("expect") {
                let mut words = at..rust.close(at + 1);
                if !words.any(|i| rust.is(i, "reason")) {
                    found.push((at, "expect( attribute without a reason", "add reason = \"…\""));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, source: &str) -> Vec<(usize, String)> {
        let tree = Tree::of(&[(path, source)]);
        let findings = in_code(&tree).into_iter().chain(in_text(&tree));
        findings.map(|finding| (finding.line, finding.what)).collect()
    }

    fn one(line: usize, what: &str) -> Vec<(usize, String)> {
        vec![(line, what.to_owned())]
    }

    #[test]
    fn code_left_behind_is_found() {
        let path = "crates/plan/src/lib.rs";
        assert_eq!(found(path, "\nfn a() { b().unwrap() }"), one(2, "unwrap() outside a test"));
        assert_eq!(found(path, "fn a() { c![b.unwrap()] }"), one(1, "unwrap() outside a test"));
        assert_eq!(found(path, "fn a() { dbg!(b) }"), one(1, "dbg! left behind"));
        assert_eq!(found(path, "fn a() { eprintln!(\"b\") }"), one(1, "a library prints"));
        let what = "println! dies when its reader stops";
        assert_eq!(found("crates/canvass/src/a.rs", "fn a() { println!() }"), one(1, what));
        assert_eq!(found(path, "#![allow(dead_code)]"), one(1, "allow( attribute"));
        assert_eq!(found(path, "#[cfg_attr(a, allow(b))] fn c() {}"), one(1, "allow( attribute"));
        let what = "expect( attribute without a reason";
        assert_eq!(found(path, "#[expect(dead_code)] fn a() {}"), one(1, what));
        assert_eq!(found(path, "fn a() {} // TODO: b"), one(1, "TODO left behind"));
        assert_eq!(found("e2e/a.mjs", "\n// FIXME"), one(2, "FIXME left behind"));
    }

    #[test]
    fn sound_code_is_let_be() {
        let sound = [
            ("crates/plan/src/lib.rs", "fn a() { b().unwrap_or(0); c.expect(\"d\"); allow(e) }"),
            (
                "crates/plan/src/lib.rs",
                "/// `a.unwrap()`, println!\nfn b() -> &str { \"dbg!(c)\" }",
            ),
            ("crates/plan/src/lib.rs", "#[cfg(test)] mod t { fn a() { b.unwrap(); println!() } }"),
            ("crates/plan/src/lib.rs", "#[expect(dead_code, reason = \"why\")] fn a() {}"),
            ("crates/plan/tests/it/main.rs", "fn a() { b.unwrap(); println!() }"),
            ("crates/canvass/src/main.rs", "fn main() { eprintln!() }"),
            ("crates/plan/src/lib.rs", "const MASTODON: u8 = 0; fn todo() {}"),
        ];
        for (path, source) in sound {
            assert_eq!(found(path, source), [], "{source}");
        }
    }
}
