//! Bytes in a channel's format to contributions, votes and outlines, and the rows that could not be
//! read.
//!
//! In: files that the caller opened, as [`Source`]s, and what the caller says about them
//! ([`Options`]). Out: one [`Heard`](consultation::Heard) with all that people said, an account of
//! every file, and the quarantine: each row that could not be taken, with its line and the reason.
//! For every file, rows read = rows accepted + rows quarantined. An input as a whole is refused
//! only when nothing sensible can be read from it, with an [`IntakeError`] that names the cause and
//! the next thing to type.
//!
//! ```
//! use intake::{Input, Options, Source};
//!
//! let file = "编号;意见\n1;请修复人行道\n2;\n";
//! let read = intake::read(vec![Input::File(Source::memory("意见.csv", file))], &Options::default())?;
//! assert_eq!(read.heard.contributions[0].text, "请修复人行道");
//! assert_eq!(read.files[0].rows_read, 2);
//! assert_eq!(read.quarantine[0].line, 3);
//! assert_eq!(read.quarantine[0].reason.to_string(), "the text is empty");
//! # Ok::<(), intake::IntakeError>(())
//! ```
//!
//! What a file is shows in its bytes: a table in any of the usual encodings and delimiters
//! (`csv`), a workbook (`xlsx`), one JSON object a line (`jsonl`), a Polis export folder (`polis`)
//! or a pol.is conversation (`polis_json`). Files are read from their start twice, once for hash
//! and encoding and once for their rows, and are never held in memory; what is accepted is held
//! once. Which column means what is found from its name (`synonyms`), in a few cases from its
//! content (`column`), or named by hand; [`look`] shows the result before anything is read.
//!
//! A vector model's wheel is read by [`wheel`]. The plan's own files, outlines and records, are read by
//! [`plan_folder`]; an outline that was edited outside by [`edited_outline`].

mod abc_profile;
mod account;
mod archive;
mod ballots;
pub mod coding_sheet;
mod column;
mod csv;
mod date;
mod delimiter;
#[cfg(feature = "docx")]
mod docx;
pub mod edited_outline;
mod encoding;
mod error;
mod filled_sheet;
mod header;
mod journal;
mod jsonl;
mod kind;
pub mod limits;
mod look;
pub mod open_sdg;
mod options;
mod outline;
mod pack;
mod packed;
mod plain_votes;
pub mod plan_folder;
mod polis;
mod polis_json;
mod read;
mod record;
pub mod response_table;
mod row;
mod source;
mod synonyms;
pub mod wheel;
mod xlsx;

pub use abc_profile::{AbcProfile, is_abc_profile, read_abc_profile};
pub use column::{Column, Sureness};
pub use error::{ErrorKind, IntakeError};
pub use look::{Look, look};
pub use options::{Field, Options, parse_map};
pub use pack::{Packing, pack_votes, read_votes};
pub use read::{Disagreement, Disagreements, FileKind, FileRead, Quarantined, Read, read};
pub use row::Reason;
pub use source::{Input, Source, is_wanted_of_folder};
