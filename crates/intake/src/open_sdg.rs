//! Values of an indicator as the Open SDG platform keeps them: one CSV file an indicator.
//!
//! The first column is `Year`, the last `Value`; `Units` may stand between, and every other column is a
//! dimension by which values are broken down, blank meaning the total. Two columns are ours, since a year
//! is not always enough: `Period` (`2026`, `2026-06`, `2026-06-30`, within the year) and `Qualifier`
//! (`over`, `under`, `about`, `derived`, with spaces between). `Progress` is worked out by the platform
//! and passed over. Columns as documented for Open SDG; no corpus of such files is at hand. Cost: one pass.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use plan::{Bound, Figure, Period};

use crate::limits::MAX_ROW_BYTES;

/// A file of values, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenSdg {
    /// Values that can be taken, in the order of the file.
    pub values: Vec<OpenSdgValue>,
    /// Rows that cannot, with their line.
    pub quarantine: Vec<(u64, OpenSdgFault)>,
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenSdgValue {
    /// For when.
    pub period: Period,
    /// The part it is for; empty for the total.
    pub part: BTreeMap<String, String>,
    /// The value.
    pub figure: Figure,
}

/// Why a row, or the file, cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenSdgFault {
    /// There is no such column.
    NoColumn(&'static str),
    /// A column stands twice.
    Twice(String),
    /// More or fewer cells than the header, or no text.
    Unreadable(String),
    /// No year, or a period that is not within it.
    BadYear(String),
    /// No value.
    NoValue,
    /// A value that is no finite number.
    BadValue(String),
    /// Another unit than the indicator's.
    OtherUnit(String),
    /// A qualifier that is none.
    BadQualifier(String),
    /// The same period and part stand above.
    Repeated,
}

impl fmt::Display for OpenSdgFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenSdgFault::NoColumn(name) => write!(f, "there is no column `{name}`"),
            OpenSdgFault::Twice(name) => write!(f, "the column `{name}` stands twice"),
            OpenSdgFault::Unreadable(why) => write!(f, "the row cannot be read: {why}"),
            OpenSdgFault::BadYear(words) => write!(f, "`{words}` is no year, or not within it"),
            OpenSdgFault::NoValue => write!(f, "the value is empty"),
            OpenSdgFault::BadValue(words) => write!(f, "`{words}` is not a number"),
            OpenSdgFault::OtherUnit(unit) => write!(f, "`{unit}` is not the indicator's unit"),
            OpenSdgFault::BadQualifier(words) => {
                write!(f, "`{words}` is none of over, under, about and derived")
            }
            OpenSdgFault::Repeated => write!(f, "this period and part stand above already"),
        }
    }
}

/// Where the columns with a meaning of their own stand.
struct Columns {
    names: Vec<String>,
    year: usize,
    value: usize,
    units: Option<usize>,
    period: Option<usize>,
    qualifier: Option<usize>,
    progress: Option<usize>,
}

/// Reads a file. `units` are the names of the indicator's unit; a row in another unit is set aside.
///
/// # Errors
/// A file whose header has no `Year` or no `Value`, or names a column twice.
pub fn read(text: &str, units: &[&str]) -> Result<OpenSdg, OpenSdgFault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = ::csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|why| OpenSdgFault::Unreadable(why.to_string()))?;
    let columns = Columns::of(header.iter().map(|name| name.trim().to_owned()).collect())?;
    let (mut read, mut seen) = (OpenSdg::default(), BTreeSet::new());
    for row in reader.records() {
        let line = |row: &::csv::StringRecord| row.position().map_or(0, ::csv::Position::line);
        let row = match row {
            Ok(row) => row,
            Err(why) => {
                let at = why.position().map_or(0, ::csv::Position::line);
                read.quarantine.push((at, OpenSdgFault::Unreadable(why.to_string())));
                continue;
            }
        };
        match columns.value_of(&row, units) {
            Ok(value) if seen.insert((value.period.to_string(), value.part.clone())) => {
                read.values.push(value);
            }
            Ok(_) => read.quarantine.push((line(&row), OpenSdgFault::Repeated)),
            Err(fault) => read.quarantine.push((line(&row), fault)),
        }
    }
    Ok(read)
}

impl Columns {
    fn of(names: Vec<String>) -> Result<Columns, OpenSdgFault> {
        for (at, name) in names.iter().enumerate() {
            if names[..at].contains(name) {
                return Err(OpenSdgFault::Twice(name.clone()));
            }
        }
        let find = |wanted: &str| names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
        Ok(Columns {
            year: find("Year").ok_or(OpenSdgFault::NoColumn("Year"))?,
            value: find("Value").ok_or(OpenSdgFault::NoColumn("Value"))?,
            units: find("Units"),
            period: find("Period"),
            qualifier: find("Qualifier"),
            progress: find("Progress"),
            names,
        })
    }

    fn value_of(
        &self,
        row: &::csv::StringRecord,
        units: &[&str],
    ) -> Result<OpenSdgValue, OpenSdgFault> {
        if row.len() != self.names.len() || row.as_slice().len() > MAX_ROW_BYTES {
            let why = format!("{} cells, the header has {}", row.len(), self.names.len());
            return Err(OpenSdgFault::Unreadable(why));
        }
        let cell = |at: usize| row.get(at).unwrap_or_default().trim();
        let optional = |at: Option<usize>| at.map_or("", cell);
        let unit = optional(self.units);
        if !unit.is_empty() && !units.contains(&unit) {
            return Err(OpenSdgFault::OtherUnit(unit.to_owned()));
        }
        Ok(OpenSdgValue {
            period: period(cell(self.year), optional(self.period))?,
            part: self.part(row),
            figure: figure(cell(self.value), optional(self.qualifier))?,
        })
    }

    /// Everything that is in no column with a meaning of its own, blanks left out.
    fn part(&self, row: &::csv::StringRecord) -> BTreeMap<String, String> {
        let own = [self.units, self.period, self.qualifier, self.progress];
        let is_dimension =
            |at: &usize| *at != self.year && *at != self.value && !own.contains(&Some(*at));
        let cells = (0..self.names.len()).filter(is_dimension);
        let filled = cells.filter_map(|at| {
            let part = row.get(at)?.trim();
            (!part.is_empty()).then(|| (self.names[at].clone(), part.to_owned()))
        });
        filled.collect()
    }
}

/// The year, or the period within it where one is given.
fn period(year: &str, period: &str) -> Result<Period, OpenSdgFault> {
    let bad = |words: &str| OpenSdgFault::BadYear(words.to_owned());
    let year: Period = year.parse().map_err(|_| bad(year))?;
    if !matches!(year, Period::Year(_)) {
        return Err(bad(&year.to_string()));
    }
    if period.is_empty() {
        return Ok(year);
    }
    let within: Period = period.parse().map_err(|_| bad(period))?;
    let fits = year.start() <= within.start() && within.end() <= year.end();
    if fits { Ok(within) } else { Err(bad(period)) }
}

fn figure(value: &str, qualifier: &str) -> Result<Figure, OpenSdgFault> {
    if value.is_empty() {
        return Err(OpenSdgFault::NoValue);
    }
    let number: f64 = value.parse().map_err(|_| OpenSdgFault::BadValue(value.to_owned()))?;
    if !number.is_finite() {
        return Err(OpenSdgFault::BadValue(value.to_owned()));
    }
    let mut figure = Figure::exact(number);
    for word in qualifier.split_whitespace() {
        match word {
            "over" => figure.bound = Bound::Over,
            "under" => figure.bound = Bound::Under,
            "about" => figure.bound = Bound::About,
            "derived" => figure.derived = true,
            _ => return Err(OpenSdgFault::BadQualifier(qualifier.to_owned())),
        }
    }
    Ok(figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_or_set_aside_with_their_line() {
        let file = "\u{feff}Year,Sex,Units,Progress,Period,Qualifier,Value\n\
                    2024,,%,1,,over,40\n\
                    2024,Female,%,,,,41.5\n\
                    2025,,,,2025-06,about derived,42\n\
                    2025,,,,2024-06,,42\n\
                    twenty,,,,,,1\n\
                    2026,,,,,,\n\
                    2026,,,,,,inf\n\
                    2026,,km,,,,1\n\
                    2026,,,,,perhaps,1\n\
                    2024,Female,,,,,43\n\
                    2026,1\n";
        let found = read(file, &["%"]).unwrap();
        let values: Vec<String> = found
            .values
            .iter()
            .map(|v| format!("{} {:?} {:?}", v.period, v.part, v.figure))
            .collect();
        insta::assert_snapshot!(values.join("\n"), @r#"
        2024 {} Figure { number: 40.0, bound: Over, derived: false }
        2024 {"Sex": "Female"} Figure { number: 41.5, bound: Exact, derived: false }
        2025-06 {} Figure { number: 42.0, bound: About, derived: true }
        "#);
        let aside: Vec<String> =
            found.quarantine.iter().map(|(line, fault)| format!("{line}: {fault}")).collect();
        insta::assert_snapshot!(aside.join("\n"), @"
        5: `2024-06` is no year, or not within it
        6: `twenty` is no year, or not within it
        7: the value is empty
        8: `inf` is not a number
        9: `km` is not the indicator's unit
        10: `perhaps` is none of over, under, about and derived
        11: this period and part stand above already
        12: the row cannot be read: 2 cells, the header has 7
        ");
        assert_eq!(read("Year,Sex\n", &[]), Err(OpenSdgFault::NoColumn("Value")));
        assert_eq!(read("Year,Year,Value\n", &[]), Err(OpenSdgFault::Twice("Year".into())));
    }
}
