//! Findings as files: CSV tables, one workbook with all of them, the response table that an office fills
//! in, and the coding sheets in which people sort a sample by hand. And outlines to be edited outside.
//!
//! A [`Table`] is a header and rows of text that can be walked more than once, so that the CSV file and
//! the sheet come from the same rows and none is held in memory.

mod coding_sheet;
#[cfg(feature = "docx")]
mod docx;
mod group_tests;
mod open_sdg;
mod outline;
#[cfg(feature = "pdf")]
mod pdf;
mod polis;
mod response_table;
mod set;
mod table;
mod tables;
mod workbook;

pub use coding_sheet::{CodingRow, CodingSheet, coding_sheet};
#[cfg(feature = "docx")]
pub use docx::{Docx, outline_docx};
pub use open_sdg::open_sdg;
pub use outline::outline_markdown;
#[cfg(feature = "pdf")]
pub use pdf::{Pdf, PdfError};
pub use polis::{POLIS_CELLS_MAX, PolisExport, polis_export};
pub use response_table::{ResponseTable, response_table};
pub use set::Set;
pub use table::{Row, Table, write_csv};
pub use tables::{QuarantineRow, groups_table, tables};
pub use workbook::{EXCEL_CELL_UNITS_MAX, EXCEL_ROWS_MAX, workbook};
