//! How much of a file is taken, by name. Every loop over outside data ends at one of these.

/// Longest row of a CSV or JSONL file, and longest sum of the cells of a sheet's row, in bytes of
/// UTF-8. A longer row is quarantined.
pub const MAX_ROW_BYTES: usize = 16 << 20;

/// Most files in an XLSX archive.
pub const MAX_ARCHIVE_FILES: usize = 200;

/// Most bytes that an XLSX archive may hold once unpacked.
pub const MAX_INFLATED_BYTES: u64 = 512 << 20;

/// Most unpacked bytes for each packed byte, in an XLSX archive and in each large file of it.
pub const MAX_INFLATION: u64 = 100;

/// Files of an archive below this many unpacked bytes are not held to [`MAX_INFLATION`]: an empty
/// style sheet packs well and harms nobody.
pub const SMALL_ARCHIVE_FILE: u64 = 1 << 20;

/// Most bytes of an outline in Markdown.
pub const MAX_OUTLINE_BYTES: u64 = 64 << 20;

/// Most headings of an outline.
pub const MAX_OUTLINE_HEADINGS: usize = 100_000;

/// Most bytes that a text document may hold once unpacked.
#[cfg(feature = "docx")]
pub const MAX_DOCUMENT_BYTES: u64 = 128 << 20;

/// Most brackets open at once in a plan's records.
pub(crate) const MAX_NESTED: usize = 80;

/// Most bytes of an approval profile.
pub const MAX_PROFILE_BYTES: u64 = 256 << 20;

/// Most candidates of an approval profile.
pub const MAX_CANDIDATES: usize = 1 << 20;

/// Longest head of a packed vote file, in bytes: its statements with their texts.
pub const MAX_PACKED_HEAD_BYTES: u64 = 1 << 30;

/// Most participants of a packed vote file.
pub const MAX_PACKED_PARTICIPANTS: u64 = 1 << 30;

/// Rows of one file that are listed in the quarantine; all are counted.
pub const MAX_QUARANTINED_LISTED: usize = 1_000_000;

/// Most columns of a table; what a spreadsheet program allows.
pub const MAX_COLUMNS: usize = 16_384;

/// Characters of a quarantined row that are kept; what a spreadsheet cell holds.
pub const QUARANTINED_ROW_CHARS: usize = 32_767;

/// Bytes from the start of a file that decide encoding, delimiter and columns.
pub(crate) const SAMPLE_BYTES: usize = 1 << 20;

/// Rows from the start of a table that decide what its columns mean.
pub(crate) const SAMPLE_ROWS: usize = 200;

/// Rows at the top of a sheet among which the header is looked for.
pub(crate) const HEADER_SEARCH_ROWS: usize = 20;

/// Disagreements between two records of the same votes that are listed one by one; all are counted.
pub const MAX_DISAGREEMENTS_LISTED: usize = 1_000;
