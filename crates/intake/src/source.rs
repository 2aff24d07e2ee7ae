//! What is handed over to be read: open files with their names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Cursor, Read, Result, Seek, SeekFrom};
use std::path::Path;

use crate::encoding::Survey;

/// One file to read, opened by the caller, with the path it was given by.
///
/// It is read more than once from its start (once for its hash and encoding, once for its rows),
/// so a pipe must be taken into memory first.
#[derive(Debug)]
pub struct Source {
    path: String,
    content: Content,
    /// What the first pass over it told, so that no other is needed for that.
    pub(crate) surveyed: Option<Survey>,
}

#[derive(Debug)]
enum Content {
    File(File),
    Memory(Cursor<Vec<u8>>),
}

impl Source {
    /// An open file; it is never held in memory as a whole.
    pub fn file(path: impl Into<String>, file: File) -> Self {
        Source { path: path.into(), content: Content::File(file), surveyed: None }
    }

    /// Bytes in memory, under the path they stand for.
    pub fn memory(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let content = Content::Memory(Cursor::new(bytes.into()));
        Source { path: path.into(), content, surveyed: None }
    }

    /// The path, as the caller gave it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The bare file name.
    pub fn name(&self) -> &str {
        Path::new(&self.path).file_name().and_then(|name| name.to_str()).unwrap_or(&self.path)
    }

    /// The file name without its last extension.
    pub fn stem(&self) -> &str {
        Path::new(&self.path).file_stem().and_then(|stem| stem.to_str()).unwrap_or(&self.path)
    }

    /// The folder part of the path; empty when there is none.
    pub(crate) fn parent(&self) -> &str {
        Path::new(&self.path).parent().and_then(|folder| folder.to_str()).unwrap_or("")
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        match &mut self.content {
            Content::File(file) => file.read(buffer),
            Content::Memory(bytes) => bytes.read(buffer),
        }
    }
}

impl Seek for Source {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        match &mut self.content {
            Content::File(file) => file.seek(to),
            Content::Memory(bytes) => bytes.seek(to),
        }
    }
}

/// One input as it was named on the command line.
#[derive(Debug)]
pub enum Input {
    /// A file of a format that is found by looking into it.
    File(Source),
    /// A folder: a Polis export or a pol.is conversation.
    Folder {
        /// The folder's path, as given.
        path: String,
        /// The files directly in it; those that [`is_wanted_of_folder`] names suffice.
        files: Vec<Source>,
    },
}

impl Input {
    /// The path, as given.
    pub fn path(&self) -> &str {
        match self {
            Input::File(source) => source.path(),
            Input::Folder { path, .. } => path,
        }
    }
}

/// Names of the files that are read from a folder.
pub(crate) const COMMENTS: &str = "comments.csv";
pub(crate) const VOTES: &str = "votes.csv";
pub(crate) const MATRICES: [&str; 2] = ["participants-votes.csv", "participant-votes.csv"];
pub(crate) const SUMMARY: &str = "summary.csv";
pub(crate) const COMMENTS_JSON: &str = "comments.json";
pub(crate) const VOTES_JSON: &str = "votes.json";
pub(crate) const CONVERSATION_JSON: &str = "conversation.json";

/// True for the bare file names that [`Input::Folder`] has a use for, so that a caller need not
/// open the others.
pub fn is_wanted_of_folder(name: &str) -> bool {
    [COMMENTS, VOTES, SUMMARY, COMMENTS_JSON, VOTES_JSON, CONVERSATION_JSON].contains(&name)
        || MATRICES.contains(&name)
}

/// Files that stand side by side and make up a whole folder's content are one input: a shell's
/// `folder/*.csv` names the same thing as the folder. Other inputs stay as they are.
pub(crate) fn gather(inputs: Vec<Input>) -> Vec<Input> {
    let whole = whole_folders(&inputs);
    let mut gathered: Vec<Input> = Vec::new();
    for input in inputs {
        match input {
            Input::File(source)
                if is_wanted_of_folder(source.name()) && whole.contains(source.parent()) =>
            {
                join(&mut gathered, source);
            }
            other => gathered.push(other),
        }
    }
    gathered
}

/// Folders of which single files were given that together are a Polis export or a conversation.
fn whole_folders(inputs: &[Input]) -> BTreeSet<String> {
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for input in inputs {
        if let Input::File(source) = input {
            names.entry(source.parent()).or_default().insert(source.name());
        }
    }
    names
        .into_iter()
        .filter(|(_, names)| {
            let has = |name: &str| names.contains(name);
            (has(COMMENTS) && (has(VOTES) || MATRICES.into_iter().any(has)))
                || (has(COMMENTS_JSON) && has(VOTES_JSON))
        })
        .map(|(parent, _)| parent.to_owned())
        .collect()
}

/// Puts a file to the others of its folder; one that is there already stays an input of its own.
fn join(gathered: &mut Vec<Input>, source: Source) {
    let folder = gathered.iter_mut().find_map(|input| match input {
        Input::Folder { path, files } if path == source.parent() => Some(files),
        _ => None,
    });
    match folder {
        None => {
            gathered.push(Input::Folder { path: source.parent().to_owned(), files: vec![source] })
        }
        Some(files) if files.iter().all(|file| file.name() != source.name()) => files.push(source),
        Some(_) => gathered.push(Input::File(source)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_folder_are_one_input_when_they_make_it_whole() {
        let given = |paths: &[&str]| {
            let inputs = paths.iter().map(|path| Input::File(Source::memory(*path, "")));
            let shown = |input: Input| match input {
                Input::File(source) => source.path().to_owned(),
                Input::Folder { path, files } => format!("{path} ({})", files.len()),
            };
            gather(inputs.collect()).into_iter().map(shown).collect::<Vec<_>>()
        };
        assert_eq!(
            given(&["x.csv", "p/comments.csv", "q/votes.csv", "p/summary.csv", "p/votes.csv"]),
            ["x.csv", "p (3)", "q/votes.csv"]
        );
        assert_eq!(
            given(&["p/comments.csv", "p/summary.csv"]),
            ["p/comments.csv", "p/summary.csv"]
        );
        assert_eq!(given(&["comments.json", "votes.json"]), [" (2)"]);
    }
}
