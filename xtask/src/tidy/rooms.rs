//! The inside of a room: its entrance, and what its source may not name.

use super::Finding;
use super::rules::ROOMS;
use super::rust::{Kind, Rust};
use super::tree::Tree;

/// Rooms of the table whose `lib.rs` is missing or does not open with `//!`.
pub(super) fn entrances(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for room in &ROOMS {
        let path = format!("crates/{}/src/lib.rs", room.name);
        let opens = tree.get(&path).is_some_and(|file| file.text.starts_with("//!"));
        if !opens {
            let instead = "open it with what goes in, what comes out, and an example";
            findings.push(Finding::new(&path, 1, "does not start with //!", instead));
        }
    }
    findings
}

/// Paths that the table forbids to a room, in its `src/` outside tests.
pub(super) fn forbidden_names(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, rust) in tree.rust().filter(|(file, _)| file.in_src()) {
        let Some(room) = ROOMS.iter().find(|room| file.room() == Some(room.name)) else { continue };
        let forbidden: Vec<&str> = room.never_names.concat();
        for (line, path) in paths(rust) {
            let within = |name: &&&str| {
                path.strip_prefix(**name)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
            };
            if let Some(name) = forbidden.iter().find(within) {
                let what = format!("{} may not touch {name}", room.name);
                let instead = "take the value as an argument; the house fetches it";
                findings.push(Finding::new(&file.path, line, what, instead));
            }
        }
    }
    findings
}

/// Every path outside tests, with the groups of `use` spelled out: `std::{fs, net}` gives two.
fn paths(rust: &Rust) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let goes_on = |at: usize| at > 2 && rust.is(at - 1, ":") && rust.word(at - 3).is_some();
    for at in rust.find("std").chain(rust.find("rand")).chain(rust.find("getrandom")) {
        if !goes_on(at) && !rust.tokens[at].test && rust.is(at + 1, ":") {
            follow(rust, at, String::new(), &mut found);
        }
    }
    found
}

// Follows one path from its next word; gives the index after it.
fn follow(rust: &Rust, at: usize, before: String, found: &mut Vec<(usize, String)>) -> usize {
    let Some(word) = rust.word(at) else { return at + 1 };
    let path = if before.is_empty() { word.to_owned() } else { format!("{before}::{word}") };
    if !(rust.is(at + 1, ":") && rust.is(at + 2, ":")) {
        found.push((rust.tokens[at].line, path));
        return at + 1;
    }
    if !matches!(rust.tokens.get(at + 3).map(|token| &token.kind), Some(Kind::Open('{'))) {
        let end = follow(rust, at + 3, path.clone(), found);
        // `std::fs::*`, `std::fs::<T>`: what stands so far is the path.
        if rust.word(at + 3).is_none() {
            found.push((rust.tokens[at].line, path));
        }
        return end;
    }
    let close = rust.close(at + 3);
    let mut next = at + 4;
    while next < close {
        next = follow(rust, next, path.clone(), found);
    }
    close + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, source: &str) -> Vec<String> {
        let findings = forbidden_names(&Tree::of(&[(path, source)]));
        findings.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn files_network_clock_and_chance_are_found() {
        let path = "crates/analysis/src/text/a.rs";
        for (source, name) in [
            ("use std::fs;", "std::fs"),
            ("use std::fs::*;", "std::fs"),
            ("use std::{collections::BTreeMap, net::{IpAddr, TcpStream}};", "std::net"),
            ("fn a() { std::fs::read(b) }", "std::fs"),
            ("use std::{fmt, time::{Duration, Instant}};", "std::time::Instant"),
            ("fn a() { let b = ::std::time::SystemTime::now(); }", "std::time::SystemTime"),
            ("fn a() { rand::rng() }", "rand::rng"),
        ] {
            let said = format!("analysis may not touch {name}");
            let found = found(path, source);
            assert!(
                !found.is_empty() && found.iter().all(|what| *what == said),
                "{source} {found:?}"
            );
        }
    }

    #[test]
    fn other_names_rooms_and_tests_are_let_be() {
        for (path, source) in [
            ("crates/analysis/src/a.rs", "use std::{fmt, time::Duration}; use my::std::fs;"),
            ("crates/analysis/src/a.rs", "// std::fs\n#[cfg(test)] mod tests { use std::fs; }"),
            ("crates/analysis/src/a.rs", "use std::fsync; use rand::rngs::SmallRng;"),
            ("crates/analysis/tests/it/main.rs", "use std::fs;"),
            ("crates/canvass/src/a.rs", "use std::fs;"),
        ] {
            assert_eq!(found(path, source), [""; 0], "{source}");
        }
    }

    #[test]
    fn a_room_opens_with_an_essay() {
        let paths = ROOMS.each_ref().map(|room| format!("crates/{}/src/lib.rs", room.name));
        let mut files: Vec<(&str, &str)> =
            paths.iter().map(|path| (&**path, "//! A room.")).collect();
        assert_eq!(entrances(&Tree::of(&files)), []);
        files[2].1 = "// A room.";
        files.pop();
        let found: Vec<_> = entrances(&Tree::of(&files)).into_iter().map(|f| f.path).collect();
        assert_eq!(found, ["crates/plan/src/lib.rs", "crates/canvass/src/lib.rs"]);
    }
}
