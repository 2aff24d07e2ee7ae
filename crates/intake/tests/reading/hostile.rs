//! Files that are no input, or mean harm. Each is refused in the same second, in little memory.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{fault, read_one, shown};

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of one sheet whose parts can be exchanged.
fn workbook(parts: &[(&str, &[u8])]) -> Vec<u8> {
    const TYPES: &[u8] =
        br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    const BOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
    const ROOT: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let mut files = vec![
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
    ];
    files.extend(parts);
    archive(&files)
}

fn sheet(dimension: &str, cells: &str) -> String {
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="{dimension}"/><sheetData>{cells}</sheetData></worksheet>"#
    )
}

const CELLS: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>More trees</t></is></c></row>"#;

#[test]
fn files_that_are_something_else() {
    let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0"[..], &[7; 40]]
        .concat();
    let compound = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 512], &name, &[0; 512]].concat()
    };
    let noise: Vec<u8> =
        (0u32..4000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let mut all = String::new();
    for (path, bytes) in [
        ("photo.csv", png),
        ("noise.csv", noise),
        ("line.csv", vec![b'x'; 2 << 20]),
        ("plan.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec()),
        ("locked.xlsx", compound("EncryptedPackage")),
        ("old.xls", compound("Workbook")),
        ("letter.doc", compound("WordDocument")),
        ("letter.docx", archive(&[("word/document.xml", b"<w/>")])),
        ("nothing.zip", archive(&[])),
    ] {
        all += &format!("{}\n", fault(read_one(path, bytes)));
    }
    insta::assert_snapshot!(all, @r"
        error: photo.csv: this is no text but a PNG picture
        hint: give a CSV, XLSX or JSONL file, or a Polis folder
        exit 3
        error: noise.csv: this is no text
        hint: give a CSV, XLSX or JSONL file, or a Polis folder
        exit 3
        error: line.csv: this is no text
        hint: give a CSV, XLSX or JSONL file, or a Polis folder
        exit 3
        error: plan.csv: this is no text but a PDF document
        hint: give a CSV, XLSX or JSONL file, or a Polis folder
        exit 3
        error: locked.xlsx: the workbook is locked with a password
        hint: save it again without a password
        exit 3
        error: old.xls: this is a workbook in the old binary format (.xls)
        hint: save it again as XLSX or CSV
        exit 3
        error: letter.doc: this is an old Office document, not a workbook
        hint: unpack it, or save its table as XLSX or CSV
        exit 3
        error: letter.docx: this is an archive, not a workbook
        hint: unpack it, or save its table as XLSX or CSV
        exit 3
        error: nothing.zip: this is an archive, not a workbook
        hint: unpack it, or save its table as XLSX or CSV
        exit 3
        ");
}

#[test]
fn archives_that_grow_without_end() {
    let zeros = vec![0; 4 << 20];
    let doctype = format!("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">]>{}", sheet("A1", CELLS));
    let strings = br#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="99999999999999999"><si><t>a</t></si></sst>"#;
    let small = sheet("A1:A2", CELLS);
    let many: Vec<String> = (0..201).map(|n| format!("xl/part{n}.xml")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b"<a/>"[..])).collect();
    let mut all = String::new();
    for (path, bytes) in [
        ("zeros.xlsx", workbook(&[("xl/worksheets/sheet1.xml", &zeros)])),
        ("lying.xlsx", lying(workbook(&[("xl/worksheets/sheet1.xml", &zeros)]))),
        ("doctype.xlsx", workbook(&[("xl/worksheets/sheet1.xml", doctype.as_bytes())])),
        (
            "strings.xlsx",
            workbook(&[
                ("xl/worksheets/sheet1.xml", small.as_bytes()),
                ("xl/sharedStrings.xml", strings),
            ]),
        ),
        ("many.xlsx", workbook(&many)),
    ] {
        all += &format!("{}\n", fault(read_one(path, bytes)));
    }
    insta::assert_snapshot!(all, @r"
        error: zeros.xlsx: its part `xl/worksheets/sheet1.xml` unpacks to more than 100 times its size
        hint: if the workbook is really that large, save its sheet as CSV
        exit 3
        error: lying.xlsx: the workbook is cut short or damaged (i/o error: File is larger than its declared uncompressed size)
        hint: copy or download the file again
        exit 3
        error: doctype.xlsx: its part `xl/worksheets/sheet1.xml` declares a document type (DTD)
        hint: open it in a spreadsheet program and save it again as XLSX or CSV
        exit 3
        error: strings.xlsx: its part `xl/sharedStrings.xml` announces more strings than it holds
        hint: if the workbook is really that large, save its sheet as CSV
        exit 3
        error: many.xlsx: 205 files in the archive; at most 200 are read
        hint: if the workbook is really that large, save its sheet as CSV
        exit 3
        ");
}

/// The same archive, its directory saying that each file is ten bytes long once unpacked.
fn lying(mut archive: Vec<u8>) -> Vec<u8> {
    for (signature, place) in [(&b"PK\x01\x02"[..], 24), (&b"PK\x03\x04"[..], 22)] {
        let found: Vec<usize> =
            (0..archive.len() - 4).filter(|&at| archive[at..].starts_with(signature)).collect();
        for at in found {
            archive[at + place..at + place + 4].copy_from_slice(&10u32.to_le_bytes());
        }
    }
    archive
}

#[test]
fn a_sheet_that_claims_to_be_huge_is_as_large_as_its_cells() {
    let corner = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let bytes = sheet("A1:XFD1048576", &format!("{CELLS}{corner}"));
    let read = read_one("huge.xlsx", workbook(&[("xl/worksheets/sheet1.xml", bytes.as_bytes())]));
    let text = shown(&read.unwrap());
    insta::assert_snapshot!(text.replace(&",".repeat(16_383), "…"), @r#"
        huge.xlsx: xlsx -, 2 = 1 + 1
          note: sheet `S`, header in row 1
        1 | "More trees" | xlsx public
        quarantine huge.xlsx:1048576 [text] the text is empty: ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,"
        "#);
}

#[test]
fn a_damaged_part_is_named_as_such() {
    let bytes = workbook(&[("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c")]);
    insta::assert_snapshot!(fault(read_one("damaged.xlsx", bytes)), @r"
        error: damaged.xlsx: the workbook is damaged: Xml error: syntax error: tag not closed: `>` not found before end of input
        hint: open it in a spreadsheet program and save it again as XLSX or CSV
        exit 3
        ");
    let mut empty = Workbook::new();
    empty.add_worksheet();
    let bytes = empty.save_to_buffer().unwrap();
    insta::assert_snapshot!(fault(read_one("empty.xlsx", bytes)), @r"
        error: empty.xlsx: the file is empty
        hint: export it again, or leave it out
        exit 3
        ");
}

/// The end of a cell whose quote is never closed was looked for inside the last character.
#[test]
fn a_quote_never_closed_before_a_character_of_several_bytes() {
    for text in ["\"水", "\"", "id,text\n1,\"水"] {
        let _ = read_one("t.csv", text);
    }
    let read = read_one("t.csv", "id,text\n1,Wells\n2,\"水").unwrap();
    assert_eq!((read.files[0].accepted, read.files[0].quarantined), (1, 1));
}
