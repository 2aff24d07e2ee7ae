//! The account of a file while it is read, and what all files together give.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use consultation::Contribution;

use crate::Read;
use crate::ballots::Comments;
use crate::limits::MAX_QUARANTINED_LISTED;
use crate::read::{FileRead, Quarantined};
use crate::row::Reason;

/// One file's account. Each row is either accepted or set aside, so that it adds up by itself.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) file: FileRead,
    name: String,
    quarantine: Vec<Quarantined>,
    without_id: u64,
    /// Rows and cells set aside beyond those that are listed.
    unlisted: u64,
}

impl Account {
    /// Opens the account of a file under its bare name.
    pub(crate) fn new(file: FileRead, name: &str) -> Self {
        Account { file, name: name.to_owned(), quarantine: Vec::new(), without_id: 0, unlisted: 0 }
    }

    /// A row was taken.
    pub(crate) fn accept(&mut self) {
        self.file.rows_read += 1;
        self.file.accepted += 1;
    }

    /// So many rows were taken.
    pub(crate) fn accept_many(&mut self, rows: u64) {
        self.file.rows_read += rows;
        self.file.accepted += rows;
    }

    /// A row was taken that holds a contribution. Without an id it goes by the number of its row,
    /// from 1; `has_ids` says whether the file has a column for them.
    pub(crate) fn accept_contribution(&mut self, contribution: &mut Contribution, has_ids: bool) {
        self.accept();
        if contribution.id.0.is_empty() {
            contribution.id.0 = self.file.rows_read.to_string();
            self.without_id += u64::from(has_ids);
        }
    }

    /// A row was not taken.
    pub(crate) fn set_aside(&mut self, line: u64, column: &str, reason: Reason, row: String) {
        self.file.rows_read += 1;
        self.file.quarantined += 1;
        self.list(line, column, reason, row);
    }

    /// A cell was not taken, though its row stands.
    pub(crate) fn list(&mut self, line: u64, column: &str, reason: Reason, row: String) {
        if self.quarantine.len() == MAX_QUARANTINED_LISTED {
            self.unlisted += 1;
            return;
        }
        let (file, column) = (self.name.clone(), column.to_owned());
        self.quarantine.push(Quarantined { file, line, column, reason, row });
    }
}

/// What the files read so far give together.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) read: Read,
    /// The input whose votes were read.
    pub(crate) votes_of: Option<String>,
    origins: Vec<Origin>,
    /// For each statement the contribution it is.
    statements: Vec<usize>,
}

/// A file that contributions came from.
#[derive(Debug)]
struct Origin {
    stem: String,
    /// Position in [`Read::files`].
    file: usize,
    /// How many contributions stand before the first of this file.
    first: usize,
}

impl Gathered {
    /// Closes a file's account.
    pub(crate) fn close(&mut self, mut account: Account) {
        if account.without_id > 0 {
            let note = format!("rows without an id go by their row number: {}", account.without_id);
            account.file.notes.push(note);
        }
        if account.unlisted > 0 {
            let note = format!("set aside and counted, but not listed: {}", account.unlisted);
            account.file.notes.push(note);
        }
        self.read.files.push(account.file);
        self.read.quarantine.extend(account.quarantine);
    }

    /// Closes the account of a file with contributions, whose ids are those of the file. Gives the
    /// position of the first.
    pub(crate) fn hear(&mut self, account: Account, contributions: Vec<Contribution>) -> usize {
        self.close(account);
        let file = self.read.files.len() - 1;
        let heard = &mut self.read.heard.contributions;
        let path = Path::new(&self.read.files[file].path);
        let stem = path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
        let first = heard.len();
        self.origins.push(Origin { stem, file, first });
        heard.extend(contributions);
        first
    }

    /// Puts comments that were heard to the vote.
    pub(crate) fn put_to_vote(&mut self, comments: Comments) {
        self.statements.extend(comments.first..comments.first + comments.statements.len());
        self.read.heard.statements.extend(comments.statements);
    }

    /// Makes every id unique. With one input an id stands as the file has it; with several, or when
    /// it occurs twice, it becomes `<file stem>:<id>`, the second and later with `#2`, `#3`.
    /// Cost: a few look-ups an id.
    pub(crate) fn name_contributions(&mut self) {
        let several = self.origins.len() > 1;
        let repeated = self.repeated();
        let mut used: HashSet<String> = HashSet::new();
        let mut next: HashMap<String, u32> = HashMap::new();
        let mut renamed = vec![0u64; self.origins.len()];
        for (at, contribution) in self.read.heard.contributions.iter_mut().enumerate() {
            let id = &mut contribution.id.0;
            let origin = self.origins.partition_point(|origin| origin.first <= at) - 1;
            if several || repeated[at] {
                *id = format!("{}:{id}", self.origins[origin].stem);
                renamed[origin] += u64::from(repeated[at]);
            }
            if used.insert(id.clone()) {
                continue;
            }
            let number = next.entry(id.clone()).or_insert(2);
            let mut numbered = format!("{id}#{number}");
            while !used.insert(numbered.clone()) {
                *number += 1;
                numbered = format!("{id}#{number}");
            }
            *number += 1;
            *id = numbered;
        }
        for (statement, &at) in self.read.heard.statements.iter_mut().zip(&self.statements) {
            statement.id.0.clone_from(&self.read.heard.contributions[at].id.0);
        }
        for (origin, renamed) in self.origins.iter().zip(renamed) {
            let notes = &mut self.read.files[origin.file].notes;
            if several {
                notes.push(format!(
                    "ids are written `{}:id`, as there are several inputs",
                    origin.stem
                ));
            }
            if renamed > 0 {
                notes.push(format!(
                    "{renamed} rows share an id with another; they are written `{}:id`, the second \
                     and later with #2, #3",
                    origin.stem
                ));
            }
        }
    }

    /// For each contribution, whether its id occurs again within its file.
    fn repeated(&self) -> Vec<bool> {
        let heard = &self.read.heard.contributions;
        let mut repeated = vec![false; heard.len()];
        let ends = self.origins.iter().skip(1).map(|origin| origin.first).chain([heard.len()]);
        for (origin, end) in self.origins.iter().zip(ends) {
            let mut first: HashMap<&str, usize> = HashMap::new();
            for at in origin.first..end {
                if let Some(&earlier) = first.get(heard[at].id.as_str()) {
                    (repeated[earlier], repeated[at]) = (true, true);
                } else {
                    first.insert(heard[at].id.as_str(), at);
                }
            }
        }
        repeated
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FileKind;
    use consultation::Channel;

    fn named(files: &[(&str, &[&str])]) -> Vec<String> {
        let mut gathered = Gathered::default();
        for (path, ids) in files {
            let file = FileRead::new(path, String::new(), FileKind::Csv);
            let contribution = |id: &&str| Contribution::new(*id, "text", Channel::Csv);
            let contributions = ids.iter().map(contribution).collect();
            gathered.hear(Account::new(file, path), contributions);
        }
        gathered.name_contributions();
        gathered.read.heard.contributions.into_iter().map(|c| c.id.0).collect()
    }

    #[test]
    fn ids_stand_as_they_are_unless_they_clash() {
        assert_eq!(named(&[("a/t.csv", &["7", "x"])]), ["7", "x"]);
        assert_eq!(named(&[("t.csv", &["a", "b", "a", "a"])]), ["t:a", "b", "t:a#2", "t:a#3"]);
        assert_eq!(
            named(&[("a/t.csv", &["1", "1"]), ("b/t.csv", &["1"]), ("u.csv", &["1"])]),
            ["t:1", "t:1#2", "t:1#3", "u:1"]
        );
        assert_eq!(
            named(&[("t.csv", &["t:a", "a", "a", "t:a#2"])]),
            ["t:a", "t:a#2", "t:a#3", "t:a#2#2"]
        );
    }
}
