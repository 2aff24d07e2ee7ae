//! How fast a large table is read: `cargo run --release --example speed -p canvass-intake [ROWS]`.
//!
//! Writes a CSV of so many rows (a million makes about 340 MB) into the temporary folder, reads it
//! and removes it.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;

use intake::{Input, Options, Source};

fn main() -> Result<(), Box<dyn Error>> {
    let rows: u64 = std::env::args().nth(1).map_or(Ok(1_000_000), |rows| rows.parse())?;
    let path =
        std::env::temp_dir().join(format!("canvass-intake-speed-{}.csv", std::process::id()));
    let mut file = BufWriter::new(File::create(&path)?);
    writeln!(file, "id,text,channel,date")?;
    let sentence = "Please let the buses run more often in the evening, and mend the footpaths. ";
    for row in 0..rows {
        let text = sentence.repeat(3 + (row % 3) as usize);
        writeln!(file, "{row},\"{text}又：请修复人行道\",web,2026-05-01 10:00:00")?;
    }
    file.into_inner()?.sync_all()?;
    let megabytes = std::fs::metadata(&path)?.len() as f64 / 1e6;
    let start = Instant::now();
    let source = Source::file(path.to_string_lossy(), File::open(&path)?);
    let read = intake::read(vec![Input::File(source)], &Options::default())?;
    let seconds = start.elapsed().as_secs_f64();
    std::fs::remove_file(&path)?;
    println!(
        "{} rows, {megabytes:.0} MB in {seconds:.2} s: {:.0} MB/s",
        read.files[0].accepted,
        megabytes / seconds
    );
    Ok(())
}
