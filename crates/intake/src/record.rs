//! Records of a delimited text (RFC 4180), and plain lines, one at a time.
//!
//! A quoted cell may hold delimiters and line breaks, and a doubled quote stands for one. The usual
//! readers mend what is malformed by guessing and keep a record in memory however long it is; here
//! a record must be given back unchanged, so this one tells instead: a quote inside a quoted cell
//! or one that is never closed damages one line and reading goes on at the next, and a record above
//! [`MAX_ROW_BYTES`] is passed over without being held. Well-formed text reads as the csv crate
//! reads it (a test compares them). As there, empty lines are no records and `\n`, `\r\n` and `\r`
//! all end one.
//!
//! Cost: each byte is looked at no more than three times, whatever the quotes; memory: twice the longest
//! record, at most twice [`MAX_ROW_BYTES`]. Where a record that runs over several lines proves damaged,
//! its later lines are read again as records of their own. One of them that is still inside a quoted
//! cell at its line end, before the place at fault, is where the damaged record was at that place, and
//! so will come to the same fault: that is known without reading on ([`Doom`]).

use std::borrow::Cow;
use std::io::{Read, Result};
use std::ops::Range;

use memchr::{memchr, memchr2, memchr2_iter, memchr3};

use crate::encoding::Text;
use crate::limits::{MAX_ROW_BYTES, QUARANTINED_ROW_CHARS};

/// Least room offered to a read.
const PAGE: usize = 4096;

/// How a text is cut into records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Cells between delimiters, possibly quoted; without a delimiter there is one cell a record.
    Cells(Option<u8>),
    /// A record is a line.
    Lines,
}

/// Why a record is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Damage {
    /// Longer than [`MAX_ROW_BYTES`].
    TooLong,
    /// A quoted cell is not closed before the text ends.
    QuoteNotClosed,
    /// Something other than a delimiter follows a closing quote.
    QuoteInside,
}

/// One record.
#[derive(Debug)]
pub(crate) struct Record<'a> {
    /// Line it starts on, from 1.
    pub(crate) line: u64,
    /// Its bytes as they stand, without the line end; of a long one only the beginning.
    pub(crate) raw: &'a [u8],
    /// Why it is not whole; it then has no cells.
    pub(crate) damage: Option<Damage>,
    cells: &'a [Cell],
}

/// Where a cell stands in its record.
#[derive(Clone, Copy, Debug)]
struct Cell {
    start: usize,
    end: usize,
    quoted: bool,
    doubled: bool,
}

impl Record<'_> {
    /// How many cells it has.
    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    /// The content of cell `at`, from 0, in `text`, which is the record's bytes as checked text.
    /// Empty past the last cell.
    pub(crate) fn cell<'t>(&self, text: &'t str, at: usize) -> Cow<'t, str> {
        let Some(cell) = self.cells.get(at) else {
            return Cow::Borrowed("");
        };
        let content = &text[cell.content()];
        if cell.doubled {
            Cow::Owned(content.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(content)
        }
    }

    /// The content of each cell, whatever its bytes; what is no UTF-8 shows as U+FFFD.
    pub(crate) fn shown(&self) -> Vec<String> {
        let shown = |cell: &Cell| {
            let content = String::from_utf8_lossy(&self.raw[cell.content()]);
            if cell.doubled { content.replace("\"\"", "\"") } else { content.into_owned() }
        };
        self.cells.iter().map(shown).collect()
    }

    /// Where cell `at` starts in the record's bytes, with its quote if it has one.
    pub(crate) fn start_of(&self, at: usize) -> Option<usize> {
        self.cells.get(at).map(|cell| cell.start)
    }
}

impl Cell {
    fn content(self) -> Range<usize> {
        if self.quoted { self.start + 1..self.end - 1 } else { self.start..self.end }
    }
}

/// The records of a text, in order.
#[derive(Debug)]
pub(crate) struct Records<'s> {
    text: Text<'s>,
    shape: Shape,
    /// Bytes read and not yet given out are `buffer[start..filled]`.
    buffer: Vec<u8>,
    start: usize,
    filled: usize,
    /// Place of `buffer[start]` in the text.
    offset: u64,
    line: u64,
    after_return: bool,
    cells: Vec<Cell>,
    head_of_long: Vec<u8>,
    doom: Option<Doom>,
}

/// The fault of the last damaged record: whatever is inside a quoted cell at a line end before `place` meets it.
#[derive(Clone, Copy, Debug)]
struct Doom {
    /// Place in the text.
    place: u64,
    damage: Damage,
}

impl<'s> Records<'s> {
    /// Starts at the beginning of `text`.
    pub(crate) fn new(text: Text<'s>, shape: Shape) -> Self {
        Records {
            text,
            shape,
            buffer: vec![0; 1 << 16],
            start: 0,
            filled: 0,
            offset: 0,
            line: 1,
            after_return: false,
            cells: Vec::new(),
            head_of_long: Vec::new(),
            doom: None,
        }
    }

    /// The next record; `None` at the end of the text.
    pub(crate) fn next(&mut self) -> Result<Option<Record<'_>>> {
        if !self.skip_line_ends()? {
            return Ok(None);
        }
        self.cells.clear();
        let mut scan = Scan::new(self.shape, self.offset, self.doom);
        let mut seen = 0;
        let length = loop {
            let bytes = &self.buffer[self.start + seen..self.filled];
            if let Some(length) = scan.advance(bytes, seen, &mut self.cells) {
                break length;
            }
            seen = self.filled - self.start;
            if seen > MAX_ROW_BYTES {
                return self.pass_over(scan).map(Some);
            }
            if !self.fill()? {
                scan.finish(seen, &mut self.cells);
                break seen;
            }
        };
        self.note(&scan);
        Ok(Some(self.give(length, scan.damage())))
    }

    /// Shows what is held, from the start of a record on, to `take`, which says how many bytes make up
    /// a whole record without quotes, up to its line end; on to the next, as long as it says so.
    /// What it leaves, [`next`](Records::next) reads.
    pub(crate) fn each_plain(
        &mut self,
        mut take: impl FnMut(&[u8]) -> Option<usize>,
    ) -> Result<()> {
        while self.skip_line_ends()? {
            let held = &self.buffer[self.start..self.filled];
            if let Some(length) = take(held) {
                self.start += length;
                self.offset += length as u64;
            } else {
                let is_whole = held.len() >= PAGE || memchr2(b'\n', b'\r', held).is_some();
                if is_whole || !self.fill()? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Keeps the fault of a record if it is the furthest; what is said of a nearer one holds of it as well.
    fn note(&mut self, scan: &Scan) {
        self.doom = self.doom.into_iter().chain(scan.fault).max_by_key(|doom| doom.place);
    }

    /// Hands out the next `length` bytes as a record; where a quote is at fault, only its line.
    fn give(&mut self, mut length: usize, mut damage: Option<Damage>) -> Record<'_> {
        let (start, line) = (self.start, self.line);
        let bytes = &self.buffer[start..start + length];
        if damage.is_some() {
            length = memchr2(b'\n', b'\r', bytes).unwrap_or(length);
        }
        if length > MAX_ROW_BYTES {
            damage = Some(Damage::TooLong);
        }
        self.line += line_ends(&bytes[..length], &mut false);
        self.start += length;
        self.offset += length as u64;
        // What was taken for cells may end inside a character, or where no quote is.
        let cells = if damage.is_none() { self.cells.as_slice() } else { &[] };
        Record { line, raw: &self.buffer[start..start + length], damage, cells }
    }

    /// Reads on to the end of a record that is too long, keeping only its beginning. Where a quote is at
    /// fault the record is the line it starts on, and reading goes on behind that.
    fn pass_over(&mut self, mut scan: Scan) -> Result<Record<'_>> {
        let line = self.line;
        let kept = self.filled.min(self.start + 4 * QUARANTINED_ROW_CHARS);
        self.head_of_long = self.buffer[self.start..kept].to_vec();
        let mut first_end = None;
        let mut after_return = false;
        let mut passed = 0;
        loop {
            let bytes = &self.buffer[self.start..self.filled];
            let end = if passed == 0 { None } else { scan.advance(bytes, passed, &mut self.cells) };
            self.cells.clear();
            let length = end.map_or(bytes.len(), |end| end - passed);
            let found = memchr2(b'\n', b'\r', &bytes[..length]);
            first_end = first_end.or(found.map(|at| self.offset + at as u64));
            self.line += line_ends(&bytes[..length], &mut after_return);
            self.start += length;
            self.offset += length as u64;
            passed += length;
            if end.is_some() {
                break;
            }
            if !self.fill()? {
                scan.finish(passed, &mut self.cells);
                break;
            }
        }
        self.note(&scan);
        let damage = match (first_end, scan.damage()) {
            (Some(place), Some(damage)) => {
                self.restart(place, line)?;
                if place - scan.origin > MAX_ROW_BYTES as u64 { Damage::TooLong } else { damage }
            }
            _ => Damage::TooLong,
        };
        let mut raw = self.head_of_long.as_slice();
        if damage != Damage::TooLong {
            raw = &raw[..memchr2(b'\n', b'\r', raw).unwrap_or(raw.len())];
        }
        Ok(Record { line, raw, damage: Some(damage), cells: &[] })
    }

    /// Goes back to a place in the text, which is on `line`.
    fn restart(&mut self, place: u64, line: u64) -> Result<()> {
        let mut ahead = self.text.restart(place)?;
        (self.start, self.filled) = (0, 0);
        while ahead > 0 && self.fill()? {
            let passed = ahead.min(self.filled as u64);
            self.start = passed as usize;
            ahead -= passed;
        }
        (self.offset, self.line) = (place, line);
        self.after_return = false;
        Ok(())
    }

    /// Steps over line ends and empty lines; false at the end of the text.
    fn skip_line_ends(&mut self) -> Result<bool> {
        loop {
            if self.start == self.filled && !self.fill()? {
                return Ok(false);
            }
            match self.buffer[self.start] {
                b'\n' if self.after_return => self.after_return = false,
                b'\n' => self.line += 1,
                b'\r' => {
                    self.line += 1;
                    self.after_return = true;
                }
                _ => {
                    self.after_return = false;
                    return Ok(true);
                }
            }
            self.start += 1;
            self.offset += 1;
        }
    }

    /// Reads more behind what is held; false at the end of the text.
    fn fill(&mut self) -> Result<bool> {
        self.buffer.copy_within(self.start..self.filled, 0);
        self.filled -= self.start;
        self.start = 0;
        if self.buffer.len() - self.filled < PAGE {
            self.buffer.resize(2 * self.buffer.len(), 0);
        }
        let read = self.text.read(&mut self.buffer[self.filled..])?;
        self.filled += read;
        Ok(read > 0)
    }
}

/// Counts line ends; `after_return` carries a `\r` over to the next call.
fn line_ends(bytes: &[u8], after_return: &mut bool) -> u64 {
    let mut count = 0;
    let mut return_at = if *after_return { Some(0) } else { None };
    for at in memchr2_iter(b'\n', b'\r', bytes) {
        if bytes[at] == b'\r' {
            count += 1;
            return_at = Some(at + 1);
        } else if return_at != Some(at) {
            count += 1;
        }
    }
    *after_return = bytes.last().map_or(*after_return, |&last| last == b'\r');
    count
}

/// Looks for the end of a record, chunk by chunk, and notes its cells. A quote at fault ends it at the
/// next line end: of such a record only the first line is given out.
#[derive(Debug)]
struct Scan {
    shape: Shape,
    /// Place of the record in the text.
    origin: u64,
    known: Option<Doom>,
    state: State,
    start: usize,
    quoted: bool,
    doubled: bool,
    fault: Option<Doom>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    QuoteSeen,
}

impl Scan {
    fn new(shape: Shape, origin: u64, known: Option<Doom>) -> Self {
        let known = known.filter(|doom| doom.place > origin);
        let (quoted, doubled) = (false, false);
        Scan {
            shape,
            origin,
            known,
            state: State::CellStart,
            start: 0,
            quoted,
            doubled,
            fault: None,
        }
    }

    fn damage(&self) -> Option<Damage> {
        self.fault.map(|fault| fault.damage)
    }

    /// Reads a chunk that begins `base` bytes into the record; the record's length if it ends here.
    fn advance(&mut self, bytes: &[u8], base: usize, cells: &mut Vec<Cell>) -> Option<usize> {
        let mut i = 0;
        while i < bytes.len() {
            match self.state {
                State::CellStart => {
                    (self.start, self.quoted, self.doubled) = (base + i, false, false);
                    if bytes[i] == b'"' && self.shape != Shape::Lines {
                        self.quoted = true;
                        self.state = State::Quoted;
                        i += 1;
                    } else {
                        self.state = State::Plain;
                    }
                }
                State::Plain => {
                    i += self.stop(&bytes[i..])?;
                    self.close(base + i, cells);
                    if matches!(bytes[i], b'\n' | b'\r') {
                        return Some(base + i);
                    }
                    i += 1;
                }
                State::Quoted => {
                    i += self.quote_or_doom(&bytes[i..], base + i)?;
                    if self.fault.is_some() {
                        return Some(base + i);
                    }
                    i += 1;
                    self.state = State::QuoteSeen;
                }
                State::QuoteSeen => {
                    if bytes[i] == b'"' {
                        self.doubled = true;
                        self.state = State::Quoted;
                        i += 1;
                    } else {
                        if self.stop(&bytes[i..=i]).is_none() {
                            let place = self.origin + (base + i) as u64;
                            self.fault = Some(Doom { place, damage: Damage::QuoteInside });
                            self.shape = Shape::Lines;
                        }
                        self.state = State::Plain;
                    }
                }
            }
        }
        None
    }

    /// Inside a quoted cell: where the next quote stands, or a line end before the known fault, which is then
    /// this record's. `bytes` begin `base` bytes into the record.
    fn quote_or_doom(&mut self, bytes: &[u8], base: usize) -> Option<usize> {
        let Some(doom) = self.known else {
            return memchr(b'"', bytes);
        };
        let at = memchr3(b'"', b'\n', b'\r', bytes)?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        if self.origin + ((base + at) as u64) < doom.place {
            self.fault = Some(doom);
            return Some(at);
        }
        self.known = None;
        memchr(b'"', &bytes[at..]).map(|further| at + further)
    }

    /// Where the next delimiter or line end stands.
    fn stop(&self, bytes: &[u8]) -> Option<usize> {
        match self.shape {
            Shape::Cells(Some(delimiter)) => memchr3(delimiter, b'\n', b'\r', bytes),
            Shape::Cells(None) | Shape::Lines => memchr2(b'\n', b'\r', bytes),
        }
    }

    fn close(&mut self, end: usize, cells: &mut Vec<Cell>) {
        let Scan { start, quoted, doubled, .. } = *self;
        cells.push(Cell { start, end, quoted, doubled });
        self.state = State::CellStart;
        self.start = end + 1;
        (self.quoted, self.doubled) = (false, false);
    }

    /// The text ends after `length` bytes of the record.
    fn finish(&mut self, length: usize, cells: &mut Vec<Cell>) {
        if self.state == State::Quoted {
            let place = self.origin + length as u64;
            self.fault = Some(Doom { place, damage: Damage::QuoteNotClosed });
        }
        self.start = self.start.min(length);
        self.close(length, cells);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::encoding::Found;
    use crate::source::Source;

    type Rows = Vec<(u64, Vec<String>, Option<Damage>)>;

    fn records(text: &[u8], shape: Shape) -> Rows {
        let mut source = Source::memory("t", text);
        let mut records = Records::new(Text::new(&mut source, Found::utf8()).unwrap(), shape);
        let mut rows = Vec::new();
        while let Some(record) = records.next().unwrap() {
            let raw = String::from_utf8_lossy(record.raw).into_owned();
            let cells = match record.damage {
                Some(_) => vec![raw],
                None => (0..record.len()).map(|at| record.cell(&raw, at).into_owned()).collect(),
            };
            rows.push((record.line, cells, record.damage));
        }
        rows
    }

    fn oracle(text: &[u8], delimiter: u8) -> Vec<Vec<String>> {
        ::csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text)
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn a_quote_at_fault_costs_one_line_and_no_more() {
        let shape = Shape::Cells(Some(b','));
        let row = |line, cells: &[&str], damage| {
            (line, cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>(), damage)
        };
        assert_eq!(
            records(b"1,\"a\nb\"\r\n\r\n2,\"x\"\"y\"\r3,", shape),
            [row(1, &["1", "a\nb"], None), row(4, &["2", "x\"y"], None), row(5, &["3", ""], None),]
        );
        assert_eq!(
            records(b"1,\"abc\n2,\"def\"\n3,g\n", shape),
            [
                row(1, &["1,\"abc"], Some(Damage::QuoteInside)),
                row(2, &["2", "def"], None),
                row(3, &["3", "g"], None),
            ]
        );
        assert_eq!(
            records(b"1,a\n2,\"never closed\n3,c\n4,\"\"\n", shape),
            [
                row(1, &["1", "a"], None),
                row(2, &["2,\"never closed"], Some(Damage::QuoteNotClosed)),
                row(3, &["3", "c"], None),
                row(4, &["4", ""], None),
            ]
        );
        assert_eq!(
            records(b"{\"a\":\"b,\n\n{\"", Shape::Lines),
            [row(1, &["{\"a\":\"b,"], None), row(3, &["{\""], None),]
        );
    }

    /// The same by reading on from each line anew.
    fn slowly(text: &[u8]) -> Rows {
        let (mut rows, mut at, mut line) = (Vec::new(), 0, 1);
        while at < text.len() {
            let scanned =
                |length: usize| String::from_utf8_lossy(&text[at..at + length]).into_owned();
            let first_line = memchr2(b'\n', b'\r', &text[at..]).unwrap_or(text.len() - at);
            if first_line == 0 {
                line += u64::from(text[at] == b'\r' || at == 0 || text[at - 1] != b'\r');
                at += 1;
                continue;
            }
            let (mut cells, mut scan) = (Vec::new(), Scan::new(Shape::Cells(Some(b',')), 0, None));
            let length = scan.advance(&text[at..], 0, &mut cells).unwrap_or_else(|| {
                scan.finish(text.len() - at, &mut cells);
                text.len() - at
            });
            let length = if scan.fault.is_some() { first_line } else { length };
            let raw = scanned(length);
            let record = Record { line, raw: raw.as_bytes(), damage: None, cells: &cells };
            let read = match scan.damage() {
                Some(_) => vec![raw.clone()],
                None => (0..record.len()).map(|at| record.cell(&raw, at).into_owned()).collect(),
            };
            rows.push((line, read, scan.damage()));
            line += line_ends(&text[at..at + length], &mut false);
            at += length;
        }
        rows
    }

    /// Found by fuzzing: what follows a damaged record of many lines was read to the record's fault from each of its
    /// lines, 37 s for 300 kB.
    #[test]
    fn a_long_record_at_fault_is_read_to_its_fault_once() {
        for (fault, damage) in [("x\n", Damage::QuoteInside), ("\"", Damage::QuoteNotClosed)] {
            let lines = 200_000;
            let text = format!("c,\"\n{}c\"{fault}", "c\",\"\n".repeat(lines));
            let began = std::time::Instant::now();
            let rows = records(text.as_bytes(), Shape::Cells(Some(b',')));
            assert_eq!(rows.len(), lines + 2);
            assert!(rows[..=lines].iter().all(|row| row.2 == Some(damage)), "{:?}", &rows[..3]);
            assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
        }
    }

    /// A quote that is closed, or not, further away than a row may be long costs its line; rows behind it are read.
    #[test]
    fn a_quote_at_fault_far_away_costs_one_line() {
        for (end, damage) in [("2,\"x\"\n", Damage::QuoteInside), ("", Damage::QuoteNotClosed)] {
            let rows = MAX_ROW_BYTES / 8 + 10;
            let text = format!("1,\"a\n{}{end}", "row,row\n".repeat(rows));
            let read = records(text.as_bytes(), Shape::Cells(Some(b',')));
            assert_eq!(read.len(), 1 + rows + usize::from(!end.is_empty()));
            assert_eq!(read[0], (1, vec!["1,\"a".to_owned()], Some(damage)));
            assert!(read[1..].iter().all(|row| row.2.is_none()));
            assert_eq!(read.last().unwrap().0, read.len() as u64);
        }
    }

    proptest! {
        #[test]
        fn damaged_text_reads_as_by_reading_on_from_each_line(text in "[a,\"\n\r]{0,40}") {
            prop_assert_eq!(records(text.as_bytes(), Shape::Cells(Some(b','))), slowly(text.as_bytes()));
        }

        #[test]
        fn what_is_written_well_reads_back(
            rows in prop::collection::vec(prop::collection::vec("[ab,;\"\n\ré水]{0,4}", 2..4), 0..6),
            delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        ) {
            let mut writer = ::csv::WriterBuilder::new()
                .delimiter(delimiter)
                .flexible(true)
                .from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = writer.into_inner().unwrap();
            let read: Vec<_> = records(&text, Shape::Cells(Some(delimiter)))
                .into_iter()
                .map(|(_, cells, damage)| { assert_eq!(damage, None); cells })
                .collect();
            prop_assert_eq!(&read, &rows);
            prop_assert_eq!(read, oracle(&text, delimiter));
        }

        #[test]
        fn undamaged_text_reads_as_the_csv_crate_reads_it(text in "[ab,\"\n\r]{0,24}") {
            let read = records(text.as_bytes(), Shape::Cells(Some(b',')));
            if read.iter().all(|(_, _, damage)| damage.is_none()) {
                let cells: Vec<_> = read.into_iter().map(|(_, cells, _)| cells).collect();
                prop_assert_eq!(cells, oracle(text.as_bytes(), b','));
            }
        }
    }
}
