//! Where the column names of a table stand, and where its rows begin.
//!
//! A CSV file names its columns in the first record. A sheet may carry a title above, and survey
//! tools write two header rows or three: field names and the questions' text, or the titles of
//! groups of columns. The row that names most fields we know is taken for the header; if none
//! does, the first row that is mostly filled with text. Rows next to it that are headers too only
//! add names. A row below counts as header only on evidence: names we know, two questions, the
//! marks of a survey tool, or words where every row below has figures or the same few words.
//!
//! What is given up: a sheet whose names say nothing and whose rows hold no figures has one header
//! row here. `--header-row` settles every case.

use std::collections::{BTreeMap, BTreeSet};

use crate::column::Column;
use crate::date::{self, Reading, SlashOrder};
use crate::limits::HEADER_SEARCH_ROWS;
use crate::synonyms;
use crate::{Field, IntakeError};

/// One of the first rows of a sheet: its number from 1, and its cells.
pub(crate) type TopRow = (u64, Vec<String>);

/// The header of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) columns: Vec<Column>,
    /// Numbers of the first and last header row.
    pub(crate) rows: (u64, u64),
}

/// Finds the header of a sheet among its first rows, none of which is empty; `None` if no row can
/// be one.
pub(crate) fn find(rows: &[TopRow], header_row: Option<u64>) -> Option<Header> {
    if let Some(wanted) = header_row {
        let at = rows.iter().position(|(number, _)| *number == wanted)?;
        return Some(header(rows, at..at + 1, at));
    }
    let main = main_row(rows)?;
    let mut first = main;
    while first > 0 && rows[first - 1].0 + 1 == rows[first].0 && is_header_above(&rows[first - 1].1)
    {
        first -= 1;
    }
    let mut last = main;
    while last + 1 < rows.len() && last < main + 2 && is_header_below(rows, main, last + 1) {
        last += 1;
    }
    Some(header(rows, first..last + 1, main))
}

/// The header of a CSV file: its first record, and with it the rows that a survey tool writes below
/// it down to the one with its own marks.
pub(crate) fn of_first(rows: &[TopRow]) -> Header {
    let marked = |(_, cells): &TopRow| cells.iter().any(|cell| cell.contains("\"ImportId\""));
    let last = rows.iter().take(3).position(marked).unwrap_or(0);
    header(rows, 0..last + 1, 0)
}

/// The row that names the columns.
fn main_row(rows: &[TopRow]) -> Option<usize> {
    let widest = rows.iter().map(|(_, cells)| filled(cells).count()).max()?;
    let words = |cells: &[String]| filled(cells).filter(|(_, cell)| !has_digit_only(cell)).count();
    let full = rows.iter().position(|(_, cells)| words(cells) * 2 > widest)?;
    let mut best = (known(&rows[full].1), full);
    for (at, (_, cells)) in rows.iter().enumerate().take((full + 3).min(HEADER_SEARCH_ROWS)) {
        let found = known(cells);
        let enough = if at > full { 2 } else { 1 };
        if found >= enough && found > best.0 {
            best = (found, at);
        }
    }
    Some(best.1)
}

/// Titles of groups or questions above the names: words in two columns or more, and no figures.
fn is_header_above(cells: &[String]) -> bool {
    filled(cells).count() > 1 && !filled(cells).any(|(_, cell)| has_digit_only(cell))
}

/// Evidence that the row at `at`, below the names, is a header too.
fn is_header_below(rows: &[TopRow], main: usize, at: usize) -> bool {
    let cells = &rows[at].1;
    if filled(cells).any(|(_, cell)| has_digit_only(cell)) {
        return false;
    }
    let asks = filled(cells).filter(|(_, cell)| cell.ends_with(['?', '？', '؟'])).count();
    if known(cells) > 1 || asks > 1 || cells.iter().any(|cell| cell.contains("\"ImportId\"")) {
        return true;
    }
    let (mut for_it, mut against, mut rows_seen) = (0, 0, 0);
    for (column, cell) in filled(cells) {
        let name = rows[main].1.get(column).map_or("", String::as_str);
        let below = rows[at + 1..].iter().filter_map(|(_, cells)| cells.get(column));
        let values: Vec<&str> =
            below.map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
        if let Some(fits) = is_of_kind(cell, name, &values) {
            rows_seen = rows_seen.max(values.len());
            if fits { against += 1 } else { for_it += 1 }
        }
    }
    against == 0 && (for_it > 1 || (for_it == 1 && rows_seen > 1))
}

/// Whether a cell is of the kind that all values of its column are: what the column's name says,
/// figures, or a few words that come back. `None` if the values have nothing in common.
fn is_of_kind(cell: &str, name: &str, values: &[&str]) -> Option<bool> {
    let by_name: fn(&str) -> bool = match synonyms::meaning(name).map(|(field, _)| field) {
        Some(Field::Channel) => |cell| synonyms::channel(cell).is_some(),
        Some(Field::Language) => |cell| synonyms::language(cell).is_some(),
        Some(Field::Quotable) => |cell| synonyms::yes(cell).is_some(),
        Some(Field::Date) => |cell| date::read(cell, SlashOrder::DayFirst) != Reading::Unusable,
        _ => |_| false,
    };
    let has_figure: fn(&str) -> bool = |cell| cell.chars().any(|c| c.is_numeric());
    let all =
        |fits: &fn(&str) -> bool| !values.is_empty() && values.iter().all(|value| fits(value));
    if let Some(fits) = [by_name, has_figure].into_iter().find(all) {
        return Some(fits(cell));
    }
    let distinct: BTreeSet<&str> = values.iter().copied().collect();
    (values.len() > 3 && distinct.len() * 2 <= values.len()).then(|| distinct.contains(cell))
}

/// How many different fields the cells of a row name.
fn known(cells: &[String]) -> usize {
    let fields: BTreeSet<Field> =
        cells.iter().filter_map(|cell| synonyms::meaning(cell)).map(|(field, _)| field).collect();
    fields.len()
}

/// Cells that are not blank, with their column.
fn filled(cells: &[String]) -> impl Iterator<Item = (usize, &str)> {
    cells.iter().map(|cell| cell.trim()).enumerate().filter(|(_, cell)| !cell.is_empty())
}

/// A number, date or time: figures and no letters.
fn has_digit_only(cell: &str) -> bool {
    cell.chars().any(|c| c.is_numeric()) && !cell.chars().any(char::is_alphabetic)
}

/// Puts the names of header rows together; those of `main` come first.
fn header(rows: &[TopRow], of: std::ops::Range<usize>, main: usize) -> Header {
    let ends = rows[of.clone()].iter().filter_map(|(_, cells)| filled(cells).last());
    let width = ends.map(|(column, _)| column + 1).max().unwrap_or(0);
    let cell = |row: usize, column: usize| {
        rows[row].1.get(column).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    };
    let order = || std::iter::once(main).chain(of.clone().filter(|row| *row != main));
    let columns = (0..width).map(|column| {
        let mut names = order().filter_map(|row| cell(row, column)).map(str::to_owned);
        Column {
            name: names.next().unwrap_or_else(|| format!("column {}", column + 1)),
            other_names: names.collect(),
            ..Column::default()
        }
    });
    Header { columns: columns.collect(), rows: (rows[of.start].0, rows[of.end - 1].0) }
}

/// Makes sure that no two columns go by one name. Where other header rows tell them apart, as in
/// `Water / Other` and `Roads / Other`, they are called so.
pub(crate) fn tell_apart(path: &str, columns: &mut [Column]) -> Result<(), IntakeError> {
    for column in repeated(columns) {
        let Column { name, other_names, .. } = &mut columns[column];
        if let Some(other) = other_names.first() {
            *name = format!("{other} / {name}");
        }
    }
    match repeated(columns).first() {
        None => Ok(()),
        Some(&column) => Err(IntakeError::DuplicateHeader {
            path: path.to_owned(),
            column: columns[column].name.clone(),
        }),
    }
}

/// Columns whose name another one has, apart from letters' case.
fn repeated(columns: &[Column]) -> Vec<usize> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, column) in columns.iter().enumerate() {
        by_name.entry(column.name.to_lowercase()).or_default().push(at);
    }
    let mut repeated: Vec<usize> =
        by_name.into_values().filter(|places| places.len() > 1).flatten().collect();
    repeated.sort_unstable();
    repeated
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rows: &[&[&str]]) -> String {
        let rows: Vec<TopRow> = (1..)
            .zip(rows)
            .map(|(number, cells)| (number, cells.iter().map(|c| (*c).to_owned()).collect()))
            .filter(|(_, cells): &TopRow| filled(cells).count() > 0)
            .collect();
        let header = find(&rows, None).unwrap();
        let names: Vec<&str> = header.columns.iter().map(|column| column.name.as_str()).collect();
        format!("{}-{}: {}", header.rows.0, header.rows.1, names.join("|"))
    }

    const WATER: &str = "Allocate water to households first.";

    #[test]
    fn one_header_row_under_a_title() {
        assert_eq!(
            found(&[
                &["Responses 2026"],
                &[],
                &["id", "text"],
                &["1", WATER],
                &["2", "More trees"]
            ]),
            "3-3: id|text"
        );
        assert_eq!(found(&[&["a", "b"], &["Some words", WATER]]), "1-1: a|b");
    }

    #[test]
    fn field_names_above_or_below_the_questions() {
        let rows: [&[&str]; 4] = [
            &["ResponseId", "RecordedDate", "Q1"],
            &["Response ID", "Recorded Date", "What should change?"],
            &["R_1", "2026-05-01 10:00:00", WATER],
            &["R_2", "2026-05-02 11:00:00", "More trees"],
        ];
        assert_eq!(found(&rows), "1-2: ResponseId|RecordedDate|Q1");
        let swapped = [rows[1], rows[0], rows[2], rows[3]];
        assert_eq!(found(&swapped), "1-2: Response ID|Recorded Date|What should change?");
    }

    #[test]
    fn titles_of_groups_above_the_names() {
        assert_eq!(
            found(&[
                &["基本信息", "", "", "意见建议", ""],
                &["编号", "渠道", "日期", "内容", "类别"],
                &["1", "web", "2026-05-01", "希望增加公共汽车", "交通"],
            ]),
            "1-2: 编号|渠道|日期|内容|类别"
        );
    }

    #[test]
    fn questions_below_codes_show_by_what_stands_below_them() {
        assert_eq!(
            found(&[
                &["V1", "V2", "V3"],
                &["Number", "Age", "Opinion"],
                &["101", "34", WATER],
                &["102", "51", "More trees"],
            ]),
            "1-2: V1|V2|V3"
        );
        assert_eq!(
            found(&[
                &["Q1", "Q2"],
                &["Group", "Your view"],
                &["farmer", WATER],
                &["teacher", "More trees"],
                &["farmer", "Less noise"],
                &["farmer", "Later buses"],
            ]),
            "1-2: Q1|Q2"
        );
        assert_eq!(
            found(&[
                &["Number", "Town", "Opinion"],
                &["first", "Ulm", WATER],
                &["second", "Bonn", "More trees"],
            ]),
            "1-1: Number|Town|Opinion"
        );
    }

    #[test]
    fn names_that_occur_twice_are_told_apart_or_refused() {
        let column = |name: &str, other: &str| Column {
            name: name.into(),
            other_names: vec![other.into()],
            ..Column::default()
        };
        let mut columns = [column("Other", "Water"), column("other", "Roads")];
        tell_apart("t.xlsx", &mut columns).unwrap();
        assert_eq!(columns[1].name, "Roads / other");
        let mut columns = [column("text", "x"), column("Text", "x")];
        assert!(tell_apart("t.xlsx", &mut columns).is_err());
    }
}
