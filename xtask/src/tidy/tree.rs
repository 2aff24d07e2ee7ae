//! The files git knows or would add, read once for all detectors.

use std::collections::BTreeSet;
use std::fs;

use anyhow::Result;

use super::rust::Rust;
use crate::workspace::{output, root};

/// Every text file, and the paths of all files.
pub(super) struct Tree {
    pub(super) files: Vec<File>,
    paths: BTreeSet<String>,
}

/// A text file: its path from the root with `/` between the parts, its text, and its tokens when it
/// is Rust.
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) rust: Option<Rust>,
}

/// Reads the work tree as it stands, committed or not; what `.gitignore` names is left out.
pub(super) fn read() -> Result<Tree> {
    let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let list = output("git", &list)?;
    let mut files = Vec::new();
    let mut paths = BTreeSet::new();
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        // A file deleted but not yet committed is still listed.
        let Ok(bytes) = fs::read(root().join(path)) else { continue };
        paths.insert(path.to_owned());
        if let Ok(text) = String::from_utf8(bytes) {
            files.push(File::new(path, text));
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(Tree { files, paths })
}

impl Tree {
    /// A tree of literals, for the detectors' tests.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let paths = files.iter().map(|(path, _)| (*path).to_owned()).collect();
        let files = files.iter().map(|(path, text)| File::new(path, (*text).to_owned())).collect();
        Self { files, paths }
    }

    /// Files whose path ends so.
    pub(super) fn ending<'a>(&'a self, end: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.path.ends_with(end))
    }

    /// Rust files with their tokens.
    pub(super) fn rust(&self) -> impl Iterator<Item = (&File, &Rust)> {
        self.files.iter().filter_map(|file| Some((file, file.rust.as_ref()?)))
    }

    pub(super) fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Whether the tree has a file or a folder at this path.
    pub(super) fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let folder = format!("{path}/");
        let next = self.paths.range(folder.clone()..).next();
        path.is_empty()
            || self.paths.contains(path)
            || next.is_some_and(|found| found.starts_with(&folder))
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }
}

impl File {
    fn new(path: &str, text: String) -> Self {
        let rust = path.ends_with(".rs").then(|| Rust::read(path, &text));
        Self { path: path.to_owned(), text, rust }
    }

    /// Lines with their numbers from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// The room the file lies in: `analysis` of `crates/analysis/src/lib.rs`.
    pub(super) fn room(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// The part of the path below a crate's `src/`, for files that are there.
    pub(super) fn in_src(&self) -> bool {
        self.path.split('/').nth(2) == Some("src") && self.path.starts_with("crates/")
            || self.path.starts_with("xtask/src/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_there_when_a_file_lies_in_it() {
        let tree = Tree::of(&[("docs/a.md", ""), ("docs-old", "")]);
        let asked = ["docs", "docs/", "docs/a.md", "", "doc", "docs/b.md"];
        let there: Vec<&str> = asked.into_iter().filter(|path| tree.has(path)).collect();
        assert_eq!(there, ["docs", "docs/", "docs/a.md", ""]);
    }
}
