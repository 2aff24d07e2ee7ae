//! Which character stands between the cells of a table: `,`, `;`, tab or `|`.
//!
//! Each is tried on the first rows. A delimiter must cut the header into two cells or more; among
//! those that do, the one wins that makes column names we know, then the one under which most rows
//! have as many cells as the header, then the one that makes most cells. If none cuts the header, or
//! only into names we do not know and most rows disagree, the table has one column and a line is a
//! cell, commas and all.
//!
//! A first line `sep=;`, which spreadsheet programs write and honour, settles it.

use crate::encoding::{Found, Text};
use crate::record::{Records, Shape};
use crate::source::Source;
use crate::synonyms;

/// What the beginning of a table tells about its cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Delimiting {
    /// What stands between cells; `None` when there is one column.
    pub(crate) delimiter: Option<u8>,
    /// The first line says so and is no header.
    pub(crate) declared: bool,
    /// How many names of the header we know and are not plain ASCII.
    pub(crate) foreign_names: usize,
}

/// Rows and bytes looked at.
const ROWS: usize = 50;
const BYTES: usize = 1 << 16;

/// Finds the delimiter in the beginning of a table.
pub(crate) fn find(head: &str) -> Delimiting {
    let first = head.lines().next().unwrap_or("").trim_end();
    let declared = first.strip_prefix("sep=").filter(|rest| rest.len() == 1);
    if let Some(delimiter) = declared {
        return Delimiting {
            delimiter: delimiter.bytes().next(),
            declared: true,
            foreign_names: 0,
        };
    }
    let cut = head.floor_char_boundary(BYTES);
    let head =
        if cut < head.len() { &head[..head[..cut].rfind('\n').unwrap_or(cut)] } else { head };
    let mut best = (Trial::default(), None);
    for delimiter in [b',', b';', b'\t', b'|'] {
        let trial = try_out(head, Some(delimiter));
        let cuts = trial.cells > 1 && (trial.known > 0 || trial.alike_in_thousand >= 500);
        if cuts && trial > best.0 {
            best = (trial, Some(delimiter));
        }
    }
    let (trial, delimiter) = best;
    let trial = if delimiter.is_none() { try_out(head, None) } else { trial };
    Delimiting { delimiter, declared: false, foreign_names: trial.foreign }
}

/// How the first rows look under one delimiter, most telling first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Trial {
    known: usize,
    alike_in_thousand: usize,
    cells: usize,
    foreign: usize,
}

fn try_out(head: &str, delimiter: Option<u8>) -> Trial {
    let mut source = Source::memory("", head);
    let found = Found::utf8();
    let mut trial = Trial::default();
    let Ok(text) = Text::new(&mut source, found) else {
        return trial;
    };
    let mut records = Records::new(text, Shape::Cells(delimiter));
    let (mut rows, mut alike) = (0, 0);
    while let Ok(Some(record)) = records.next() {
        let raw = std::str::from_utf8(record.raw).unwrap_or("");
        if trial.cells == 0 {
            trial.cells = record.len();
            let names = (0..record.len()).map(|at| record.cell(raw, at));
            for name in names.filter(|name| synonyms::meaning(name).is_some()) {
                trial.known += 1;
                trial.foreign += usize::from(!name.is_ascii());
            }
            continue;
        }
        rows += 1;
        alike += usize::from(record.len() == trial.cells && record.damage.is_none());
        if rows == ROWS {
            break;
        }
    }
    trial.alike_in_thousand = (alike * 1000).checked_div(rows).unwrap_or(0);
    trial
}
