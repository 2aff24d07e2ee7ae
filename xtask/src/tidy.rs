//! `cargo xtask tidy`: the house rules that neither the compiler nor clippy knows.
//!
//! `rules.rs` is the table of what is held; each other file is one detector, a plain function from the
//! tree to findings. A detector reads text and tokens, so it is cheap and can be fooled; it is there
//! to catch slips, not ill will.

mod functions;
mod glossary;
mod html;
mod imports;
mod leftovers;
mod licences;
mod links;
mod names;
mod prose;
mod rooms;
mod rules;
mod rust;
mod sql;
mod templates;
mod text;
mod tree;
mod words;

use std::fmt;

use anyhow::{Result, bail};

use tree::Tree;

/// One fault: where it is, what it is, what to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: usize,
    what: String,
    instead: String,
}

const DETECTORS: [fn(&Tree) -> Vec<Finding>; 14] = [
    functions::too_long,
    glossary::rejected_words,
    html::outside_the_pages,
    leftovers::in_code,
    leftovers::in_text,
    links::broken,
    names::drawers,
    rooms::entrances,
    rooms::forbidden_names,
    sql::outside_the_store,
    templates::without_struct_or_spec,
    text::whitespace_and_length,
    words::one_machine,
    words::padding,
];

/// Prints every finding in the order of the files; fails when there is one.
pub(crate) fn run() -> Result<()> {
    let tree = tree::read()?;
    let mut findings: Vec<Finding> = DETECTORS.iter().flat_map(|detect| detect(&tree)).collect();
    findings.extend(imports::check(&tree, &imports::metadata()?));
    findings.sort();
    findings.dedup();
    for finding in &findings {
        println!("{finding}");
    }
    println!("{}", licences::check()?);
    match findings.len() {
        0 => println!("tidy: {} files, nothing found", tree.files.len()),
        count => bail!("tidy found {count} faults"),
    }
    Ok(())
}

impl Finding {
    fn new(path: &str, line: usize, what: impl Into<String>, instead: impl Into<String>) -> Self {
        Self { path: path.into(), line, what: what.into(), instead: instead.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}:{}: {}; {}", self.path, self.line, self.what, self.instead)
    }
}
