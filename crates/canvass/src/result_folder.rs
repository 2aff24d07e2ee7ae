//! Writing a result: report, findings, tables and workbooks, and the hash over what must repeat.
//!
//! `result_sha256` is SHA-256 over the sorted lines `sha256  name` of `findings.json` and `tables/*.csv`: the same
//! as `sha256sum findings.json tables/*.csv | sort | sha256sum`.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use consultation::Heard;
use findings::Analysed;
use pages::export::{QuarantineRow, Table, response_table, tables, workbook, write_csv};
use sha2::{Digest, Sha256};

use crate::failure::{Exit, Failure, Outcome};
use crate::seal::hex;

/// What goes into a result besides the manifest.
pub struct Contents<'a> {
    /// The input.
    pub heard: &'a Heard,
    /// What came of it; for a public result, what may be published.
    pub analysed: &'a Analysed,
    /// Rows that were set aside.
    pub quarantine: &'a [QuarantineRow<'a>],
    /// The report.
    pub report: &'a str,
    /// Leave out what says something of single contributions or participants.
    pub public: bool,
}

/// Writes everything but the manifest into `folder`; gives `result_sha256`.
pub fn write(folder: &Path, contents: &Contents<'_>) -> Outcome<String> {
    let Contents { heard, analysed, quarantine, report, public } = *contents;
    let tables = tables(heard, analysed, quarantine, public);
    let hashed =
        hash_all(analysed, &tables, |name| Ok(BufWriter::new(create(&folder.join(name))?)));
    let sha256 = hashed.map_err(|error| Failure::io(Exit::Io, "write into", folder, &error))?;
    let book = workbook(&tables).map_err(unwritable_book)?;
    write_file(&folder.join("tables.xlsx"), &book)?;
    if !public {
        let table = response_table(&analysed.findings, None).map_err(unwritable_book)?;
        write_file(&folder.join("response-table.xlsx"), &table)?;
    }
    write_file(&folder.join("report.html"), report.as_bytes())?;
    Ok(sha256)
}

/// `result_sha256` without writing anything.
pub fn sha256_of(heard: &Heard, analysed: &Analysed) -> String {
    let tables = tables(heard, analysed, &[], false);
    hash_all(analysed, &tables, |_| Ok(io::sink())).expect("nothing is written that could fail")
}

/// Writes a whole file, with the folders it stands in.
pub fn write_file(path: &Path, bytes: &[u8]) -> Outcome {
    let written = create(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| Failure::io(Exit::Io, "write", path, &error))
}

/// Writes findings and tables to what `open` gives for each name, and hashes them on the way.
fn hash_all<W: Write>(
    analysed: &Analysed,
    tables: &[Table<'_>],
    open: impl Fn(&str) -> io::Result<W>,
) -> io::Result<String> {
    let mut lines = Vec::new();
    let mut hashed = |name: &str, fill: &dyn Fn(&mut dyn Write) -> io::Result<()>| {
        let mut out = Hashing { inner: open(name)?, hasher: Sha256::new() };
        fill(&mut out)?;
        out.flush()?;
        lines.push(format!("{}  {name}\n", hex(&out.hasher.finalize())));
        io::Result::Ok(())
    };
    hashed("findings.json", &|out| {
        serde_json::to_writer_pretty(&mut *out, &analysed.findings)?;
        out.write_all(b"\n")
    })?;
    for table in tables {
        hashed(&format!("tables/{}.csv", table.name), &|out| write_csv(table, out))?;
    }
    lines.sort();
    Ok(hex(&Sha256::digest(lines.concat())))
}

fn unwritable_book(error: impl std::fmt::Display) -> Failure {
    let hint = "check that there is room for temporary files";
    Failure::new(Exit::Io, format!("cannot write a workbook: {error}"), hint)
}

fn create(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create(path)
}

/// Hashes what passes through.
struct Hashing<W> {
    inner: W,
    hasher: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
