//! What the columns of a table mean.
//!
//! A column named by hand comes first, then one of a name we know, then, for the text alone, one
//! whose heading asks a question or speaks of an opinion and whose cells read like sentences: that
//! is how survey tools label their answers. Columns without a meaning are left alone.

use std::collections::{BTreeMap, BTreeSet};

use consultation::Language;

use crate::date::{self, Reading, SlashOrder};
use crate::synonyms::{self, weight};
use crate::{Field, IntakeError};

/// A column of a table, as understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The name in the header; of a column without one, `column 7`.
    pub name: String,
    /// What other header rows say above or below the name.
    pub other_names: Vec<String>,
    /// What it means; `None` when it is not read.
    pub means: Option<Field>,
    /// What the meaning rests on.
    pub sure: Option<Sureness>,
}

/// What a column's meaning rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sureness {
    /// It was named with `--map`.
    Asked,
    /// Its name is one we know.
    ByName,
    /// Its heading and its cells look like it.
    ByContent,
}

/// The columns of a table and where each field is found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    pub(crate) columns: Vec<Column>,
    /// Columns of the text; of several, one a language, the first that is not empty counts.
    pub(crate) text: Vec<(usize, Option<Language>)>,
    pub(crate) slash_order: SlashOrder,
    /// What a reader should know about how the columns were understood.
    pub(crate) notes: Vec<String>,
    fields: BTreeMap<Field, usize>,
}

impl Columns {
    /// The column of a field other than the text.
    pub(crate) fn of(&self, field: Field) -> Option<usize> {
        self.fields.get(&field).copied()
    }

    /// Names of all columns, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.clone()).collect()
    }

    /// An error that helps when no column holds the text.
    pub(crate) fn require_text(
        &self,
        path: &str,
        sample: &[Vec<String>],
    ) -> Result<(), IntakeError> {
        if !self.text.is_empty() {
            return Ok(());
        }
        let known: BTreeSet<String> =
            self.columns.iter().map(|column| synonyms::folded(&column.name)).collect();
        Err(IntakeError::NoTextColumn {
            path: path.to_owned(),
            columns: self.names(),
            longest: longest(&self.columns, sample),
            votes: known.contains("voterid") && known.contains("vote"),
        })
    }

    fn give(&mut self, field: Field, at: usize, sure: Sureness) {
        self.columns[at].means = Some(field);
        self.columns[at].sure = Some(sure);
        if field == Field::Text {
            let language = synonyms::localised_body(&self.columns[at].name);
            self.text.push((at, language));
        } else {
            self.fields.insert(field, at);
        }
    }
}

/// Finds the meaning of each column from its names, the first rows and what the caller says. The
/// text may stay without a column; a column asked for that is not there is an error.
pub(crate) fn understand(
    path: &str,
    columns: Vec<Column>,
    sample: &[Vec<String>],
    map: &[(Field, String)],
) -> Result<Columns, IntakeError> {
    let mut understood = Columns { columns, ..Columns::default() };
    for field in Field::ALL {
        if let Some(at) = asked(path, &understood.columns, field, map)? {
            understood.give(field, at, Sureness::Asked);
        }
    }
    for field in Field::ALL {
        let is_given =
            understood.of(field).is_some() || (field == Field::Text && !understood.text.is_empty());
        if !is_given {
            for at in named(&understood.columns, field) {
                understood.give(field, at, Sureness::ByName);
            }
        }
    }
    if understood.text.is_empty() {
        by_content(&mut understood, sample);
    }
    settle_dates(&mut understood, sample);
    Ok(understood)
}

/// The column named by hand for a field.
fn asked(
    path: &str,
    columns: &[Column],
    field: Field,
    map: &[(Field, String)],
) -> Result<Option<usize>, IntakeError> {
    let mut missed = None;
    for (_, wanted) in map.iter().filter(|(asked, _)| *asked == field) {
        let named = |same: &dyn Fn(&str) -> bool| {
            columns.iter().position(|column| same(&column.name)).or_else(|| {
                columns.iter().position(|c| c.other_names.iter().any(|name| same(name)))
            })
        };
        let exactly = named(&|name| name == wanted.as_str());
        let nearly = || named(&|name| synonyms::folded(name) == synonyms::folded(wanted));
        if let Some(at) = exactly.or_else(nearly) {
            return Ok(Some(at));
        }
        missed = Some(wanted.clone());
    }
    match missed {
        None => Ok(None),
        Some(wanted) => Err(IntakeError::NoSuchColumn {
            path: path.to_owned(),
            what: field.to_string(),
            wanted,
            columns: columns.iter().map(|column| column.name.clone()).collect(),
        }),
    }
}

/// The columns of a known name for a field: the best of them, or all of one text in several
/// languages. The header's own row counts before the others.
fn named(columns: &[Column], field: Field) -> Vec<usize> {
    let ranked = |name: &str| {
        synonyms::meaning(name).filter(|(meant, _)| *meant == field).map(|(_, rank)| rank)
    };
    let free = || columns.iter().enumerate().filter(|(_, column)| column.means.is_none());
    let best = free()
        .filter_map(|(at, column)| ranked(&column.name).map(|rank| (rank, at)))
        .min()
        .or_else(|| {
            let others = |(at, column): (usize, &Column)| {
                column.other_names.iter().filter_map(|name| ranked(name)).min().map(|r| (r, at))
            };
            free().filter_map(others).min()
        });
    let Some((_, best)) = best else {
        return Vec::new();
    };
    if synonyms::localised_body(&columns[best].name).is_none() {
        return vec![best];
    }
    let is_body = |column: &Column| synonyms::localised_body(&column.name).is_some();
    free().filter(|(_, column)| is_body(column)).map(|(at, _)| at).collect()
}

/// Takes the column with most text among those that read like answers.
fn by_content(understood: &mut Columns, sample: &[Vec<String>]) {
    let mut answers: Vec<(usize, usize)> = Vec::new();
    for (at, column) in understood.columns.iter().enumerate() {
        let names = std::iter::once(&column.name).chain(&column.other_names);
        let cells = cells(sample, at);
        if column.means.is_none()
            && names.into_iter().any(|name| synonyms::speaks_of_text(name))
            && are_sentences(&cells)
        {
            answers.push((letters(&cells), at));
        }
    }
    answers.sort_by_key(|&(letters, at)| (usize::MAX - letters, at));
    let Some(&(_, best)) = answers.first() else {
        return;
    };
    understood.give(Field::Text, best, Sureness::ByContent);
    let name = &understood.columns[best].name;
    understood.notes.push(format!("the text is taken from `{name}`, which reads like answers"));
    for &(_, at) in &answers[1..] {
        let name = &understood.columns[at].name;
        understood.notes.push(format!("`{name}` reads like answers too and is not read"));
    }
}

/// A column of dates by name that holds none is no column of dates.
fn settle_dates(understood: &mut Columns, sample: &[Vec<String>]) {
    let Some(at) = understood.of(Field::Date) else {
        return;
    };
    let cells = cells(sample, at);
    understood.slash_order = date::slash_order(cells.iter().copied());
    let unusable = |cell: &str| date::read(cell, SlashOrder::DayFirst) == Reading::Unusable;
    let column = &mut understood.columns[at];
    if column.sure == Some(Sureness::ByName) && share(&cells, unusable) > 0.5 {
        (column.means, column.sure) = (None, None);
        understood.fields.remove(&Field::Date);
        let name = &understood.columns[at].name;
        understood.notes.push(format!("`{name}` holds no dates we can read and is left out"));
        return;
    }
    let order = understood.slash_order;
    let unsettled = |cell: &&&str| date::read(cell, order) == Reading::Unknown && **cell != "0";
    if let Some(cell) = cells.iter().find(unsettled) {
        let note = format!("dates such as `{cell}` can be read two ways and are left out");
        understood.notes.push(note);
    }
}

/// Name of the column without a meaning that has the longest texts, if any has texts.
pub(crate) fn longest(columns: &[Column], sample: &[Vec<String>]) -> Option<String> {
    (0..columns.len())
        .filter(|&at| columns[at].means.is_none() && !cells(sample, at).is_empty())
        .filter(|&at| share(&cells(sample, at), is_figure) < 0.5)
        .max_by_key(|&at| (letters(&cells(sample, at)), usize::MAX - at))
        .map(|at| columns[at].name.clone())
}

/// The cells of a column that are not empty.
fn cells(sample: &[Vec<String>], at: usize) -> Vec<&str> {
    sample
        .iter()
        .filter_map(|row| row.get(at))
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty())
        .collect()
}

fn share(cells: &[&str], is: impl Fn(&str) -> bool) -> f64 {
    cells.iter().filter(|cell| is(cell)).count() as f64 / cells.len().max(1) as f64
}

/// A number, date, address or the like: most of its characters are no letters.
fn is_figure(cell: &str) -> bool {
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    letters * 2 < cell.chars().count() || (!cell.contains(' ') && cell.contains(['@', '/']))
}

/// Length of the text in a column, in letters.
fn letters(cells: &[&str]) -> usize {
    cells.iter().flat_map(|cell| cell.chars()).map(weight).sum()
}

/// True when cells are mostly different and as long as a short sentence on average.
fn are_sentences(cells: &[&str]) -> bool {
    let distinct: BTreeSet<&str> = cells.iter().copied().collect();
    !cells.is_empty()
        && letters(cells) >= 10 * cells.len()
        && distinct.len() * 2 >= cells.len()
        && share(cells, is_figure) < 0.5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(names: &[&str], rows: &[&[&str]]) -> (Vec<Column>, Vec<Vec<String>>) {
        let column = |name: &&str| Column { name: (*name).to_owned(), ..Column::default() };
        let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect());
        (names.iter().map(column).collect(), rows.collect())
    }

    fn meanings(names: &[&str], rows: &[&[&str]], map: &[(Field, String)]) -> Vec<String> {
        let (columns, sample) = table(names, rows);
        let understood = understand("t.csv", columns, &sample, map).unwrap();
        let shown = |c: &Column| c.means.map(|field| format!("{}={field}", c.name));
        understood.columns.iter().filter_map(shown).collect()
    }

    #[test]
    fn names_come_first_and_content_only_where_a_heading_asks() {
        let water = "Please allocate water to households first.";
        assert_eq!(
            meanings(&["id", "label", "text"], &[&["1", "water", water]], &[]),
            ["id=id", "text=text"]
        );
        assert_eq!(
            meanings(&["Timestamp", "What should change?"], &[&["5/13/2026 9:00", water]], &[]),
            ["Timestamp=date", "What should change?=text"]
        );
        assert_eq!(meanings(&["id", "remark"], &[&["1", water]], &[]), ["id=id"]);
        assert_eq!(meanings(&["text", "timestamp"], &[&[water, "00:12:34"]], &[]), ["text=text"]);
        let map = [(Field::Text, "remark".to_owned())];
        assert_eq!(meanings(&["text", "remark"], &[&[water, water]], &map), ["remark=text"]);
    }

    #[test]
    fn a_missing_text_names_what_there_is_and_what_to_type() {
        let (columns, sample) =
            table(&["id", "remark"], &[&["1", "Please mend the road."], &["2", "More trees."]]);
        let understood = understand("t.csv", columns, &sample, &[]).unwrap();
        let fault = understood.require_text("t.csv", &sample).unwrap_err();
        assert_eq!(
            format!("error: {fault}\nhint: {}", fault.hint()),
            "error: t.csv: no column for the text; columns are: id, remark\n\
             hint: name the column: --map text=remark"
        );
    }
}
